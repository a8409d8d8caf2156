"""Tables for a spreadsheet: csv that a Dutch Excel opens well, harmless, and with every number as it was."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.tekst.rekenblad import defuse, restore, write_csv, write_csv_rijen

HUIS = Path(__file__).parents[2]


def parse(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_dutch_excel_opens_it_well() -> None:
    table = pd.DataFrame({"naam": ["'t Zand", "Één; twee"], "lq": [1.25, -0.5], "aantal": [12.0, np.nan]})
    raw = write_csv(table)
    assert raw.startswith(b"\xef\xbb\xbfnaam;lq;aantal\r\n")
    assert parse(raw)[1:] == [["'t Zand", "1,25", "12"], ["Één; twee", "-0,5", ""]]


def test_what_is_missing_stays_empty_and_negative_numbers_are_no_formulas() -> None:
    column = [None, pd.NA, pd.NaT, np.nan, np.inf, -5, np.int64(-5), np.float64(-5), -1e-9, "-5"]
    cells = [row[0] for row in parse(write_csv_rijen(["=kop"], [[cell] for cell in column]))]
    assert cells == ["'=kop", "", "", "", "", "", "-5", "-5", "-5", "-0,000000001", "'-5"]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_every_number_is_read_back_as_it_was(numbers: list[float]) -> None:
    cells = [row[0] for row in parse(write_csv(pd.DataFrame({"getal": numbers})))[1:]]
    assert [float(cell.replace(",", ".")) for cell in cells] == numbers


@given(st.text())
def test_text_is_restored_as_it_was(text: str) -> None:
    assert restore(str(defuse(text))) == text or text.startswith("'")
    assert restore(str(defuse(f"={text}"))) == f"={text}"


@pytest.mark.parametrize("folder", ["woonzorg", "pages"])
def test_no_other_form_of_csv_leaves_the_house(folder: str) -> None:
    written = re.compile(r"\.to_csv\(|csv\.(writer|DictWriter)\(")
    modules = {path.relative_to(HUIS): path.read_text("utf-8") for path in (HUIS / folder).rglob("*.py")}
    found = {path for path, text in modules.items() if written.search(text) and "bronnen" not in path.parts}
    assert found <= {Path("woonzorg/tekst/rekenblad.py")}  # what sources gave is read within the house
