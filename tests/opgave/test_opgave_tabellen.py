"""The transcription of tables 1 to 6: against the document's own text, and against sums done by hand."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from woonzorg.fouten import GegevensFout
from woonzorg.opgave import publicatie
from woonzorg.opgave.publicatie import Cel, find_deel, parse_cel, read_delen, read_rijen

if TYPE_CHECKING:
    from pathlib import Path

_GETAL = re.compile(r"-?\d+(?:\.\d{3})*%?|\?")


@pytest.fixture(scope="module")
def regels(testdata: Path) -> list[str]:
    """Return the lines of the document, where it is at hand."""
    found = sorted((testdata.parent / "seeds").glob("003_*.txt"))
    if not found:
        pytest.skip("the vision's text is not at hand")
    return found[0].read_text(encoding="utf-8").splitlines()


def list_cellen() -> list[Cel]:
    """Return every published cell that is not empty, in order of table, row and column."""
    above = [cel for tabel in (1, 2, 3) for rij in read_rijen(tabel) for cel in rij.cellen]
    below = [cel for tabel in (4, 5, 6) for deel in read_delen(tabel) for cel in deel.cellen.values()]
    return [cel for cel in (*above, *below) if cel.tekst]


def read_getallen(regels: list[str], tabel: int) -> list[str]:
    """Return the numbers of a table in the order of the text: the lines with tabs under its heading."""
    start = next(index for index, line in enumerate(regels) if line.startswith(f"Tabel {tabel}:"))
    body: list[str] = []
    for line in regels[start + 1 :]:
        if "\t" in line or (body and "scenario)" in line) or line.strip() == "Ouderen":
            body.append(line)
        elif body and line.strip():
            break
    cells = [cell for line in body for cell in line.replace(" ²", "").split("\t")[1:]]
    return [cell for cell in cells if _GETAL.fullmatch(cell) and cell not in {"2030", "2040"}]


@pytest.mark.gegevens
@pytest.mark.parametrize("tabel", range(1, 7))
def test_every_published_number_stands_in_the_document_in_this_order(regels: list[str], tabel: int):
    ours = [cel.tekst for cel in list_cellen() if cel.tabel == tabel and cel.tekst not in {"2030", "2040"}]
    theirs = read_getallen(regels, tabel)
    if tabel < 4:
        theirs = [cell for cell in theirs if cell != "2023"]
    assert len(ours) > 5
    assert ours == theirs


def test_a_table_has_as_many_cells_as_its_rows_and_columns_tell():
    counts = Counter(cel.tabel for cel in list_cellen())
    # Table 1: 27 rows with figures of three years (three of them question marks); table 2: 8 rows of one year; table 3:
    # 16 rows of three; table 4: 8 rows of year, total, koop, huur; tables 5 and 6: 8 and 14 rows of three shares.
    assert counts == {1: 27 * 3, 2: 8, 3: 16 * 3, 4: 8 * 4, 5: 8 * 3, 6: 14 * 3}


def test_a_question_mark_stays_unknown_and_an_empty_cell_is_no_zero():
    sekswerkers = next(rij for rij in read_rijen(1) if rij.groep == "sekswerkers")
    assert [cel.tekst for cel in sekswerkers.cellen] == ["?", "?", "?"]
    assert [cel.waarde for cel in sekswerkers.cellen] == [None, None, None]
    later = read_rijen(2)[1].cellen[1]
    assert (later.kolom, later.tekst, later.waarde) == ("2030", "", None)
    with pytest.raises(GegevensFout, match=r"tabel 2, rij 2 \(regulier wonen\), kolom 2030"):
        later.read()


def test_a_cell_tells_where_it_stands():
    cel = find_deel(6, "Simpelveld", "koop").cellen["Potentieel"]
    assert (cel.tabel, cel.rij, cel.tekst, cel.waarde) == (6, 10, "52%", 52)
    assert cel.describe_plek() == "tabel 6, rij 10 (Simpelveld koop), kolom Potentieel"
    with pytest.raises(KeyError):
        find_deel(6, "Kerkrade", "koop")


@pytest.mark.parametrize(
    ("tekst", "waarde"), [("94.200", 94200), ("-303", -303), ("−1.807", -1807), ("0", 0)]
)
def test_dutch_numbers_are_read(tekst: str, waarde: int):
    assert parse_cel(tekst) == waarde


def test_every_gemeente_of_parkstad_has_its_code():
    codes = {deel.gemeente: deel.code for deel in read_delen(4) if deel.code}
    assert len(set(codes.values())) == len(codes) == 7
    for tabel in (5, 6):
        assert all(codes[deel.gemeente] == deel.code for deel in read_delen(tabel) if deel.code)
    assert all(publicatie.TITELS[tabel].startswith(f"Tabel {tabel}") for tabel in range(1, 7))
