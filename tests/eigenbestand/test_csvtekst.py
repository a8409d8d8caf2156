"""Csv as people really save it; rows are told as the spreadsheet numbers them."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.eigenbestand.blad import Cel, clean_tekst
from woonzorg.eigenbestand.csvtekst import decode_csv
from woonzorg.eigenbestand.lezen import read_bladen
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.rekenblad import write_csv

RIJEN = [(1, ("complex", "code", "woningen")), (2, ("Café Zuid", "BU00010000", "40"))]


def read(raw: bytes | str, naam: str = "a.csv") -> list[tuple[int, tuple[Cel, ...]]]:
    [sheet] = read_bladen(naam, raw.encode() if isinstance(raw, str) else raw)
    return [(row.nummer, row.cellen) for row in sheet.rijen]


@pytest.mark.parametrize("teken", [";", ",", "\t"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_every_encoding_separator_and_line_end_gives_the_same(teken: str, einde: str, codering: str) -> None:
    text = "complex;code;woningen\nCafé Zuid;BU00010000;40\n".replace(";", teken).replace("\n", einde)
    assert read(text.encode(codering)) == RIJEN


@pytest.mark.parametrize("naam", ["CSV.CSV", "unicode.txt", "tabs.tsv"])
def test_the_extension_may_be_another_for_text(naam: str) -> None:
    assert read("complex\tcode\twoningen\nCafé Zuid\tBU00010000\t40", naam) == RIJEN


@pytest.mark.parametrize("mark", ["sep=;", "sep=|", '"sep=,"', "SEP=\t"])
def test_a_line_that_names_the_separator_is_no_row(mark: str) -> None:
    sign = mark.strip('"')[4]
    text = f"complex{sign}code{sign}woningen\r\nCafé Zuid{sign}BU00010000{sign}40\r\n"
    assert read(f"{mark}\r\n{text}") == RIJEN
    assert read(f"\ufeff{mark}\r\n{text}") == RIJEN
    assert read(f"{mark}\r\n{text}".encode("utf-16")) == RIJEN


def test_blank_rows_are_passed_and_counted() -> None:
    found = read("\n;;\ncode;aantal\n\n;;;\n  ; \nBU1;3\n\n\n")
    assert found == [(3, ("code", "aantal")), (7, ("BU1", "3"))]


def test_a_cell_of_more_lines_is_one_row_and_quotes_are_no_text() -> None:
    found = read('code;naam\nBU1;"De ""Linde""\nnoord; zuid"\nBU2;Flat "De Eik"\n')
    assert found[1:] == [(2, ("BU1", 'De "Linde"\nnoord; zuid')), (3, ("BU2", 'Flat "De Eik"'))]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    with pytest.raises(InvoerFout, match="in rij 2 kloppen de aanhalingstekens niet"):
        read('code;naam\nBU1;"De Linde\nBU2;De Eik\n')
    with pytest.raises(InvoerFout, match="in rij 3 kloppen de aanhalingstekens niet"):
        read('code;naam\nBU1;De Eik\nBU1;"De" Linde\n')


def test_typographic_signs_of_windows_are_no_letters_of_an_old_mac() -> None:
    text = "complex;code\nFoto’s – “De Eik” € 3;BU1\nBelgië;BU2\n"
    assert decode_csv(text.encode("cp1252")) == text
    assert decode_csv("complex\nFoto’s\n".encode("cp1252")) == "complex\nFoto’s\n"
    assert decode_csv("complex\nBelgië en café\n".encode("mac_roman")) == "complex\nBelgië en café\n"


@pytest.mark.parametrize(
    ("raw", "melding"),
    [
        (b"code;a\n\x81\x8d;1", "geen teken in UTF-8"), (b"code\0;a\n" + b"\0\0\0", "geen tekst"),
        (b"\xff\xfea", "geen tekst"), (bytes(200), "geen tekst"), (b"a;b\n" + b"1;\xe9" * 700 + b"\0", "geen tekst"),
        (b"<html><table>", "webpagina"), (b'<?xml version="1.0"?><Workbook>', "webpagina of XML"),
        (b"a;b\n" + b'"' + b"x" * 200_000 + b'";1', "aanhalingstekens"),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_told_in_dutch(raw: bytes, melding: str) -> None:
    with pytest.raises(InvoerFout, match=f"a.csv is niet te lezen.*{melding}.*Wat u kunt doen"):
        read(raw)


def test_far_rows_and_columns_are_refused() -> None:
    with pytest.raises(InvoerFout, match="meer dan 50000 rijen"):
        read("code\n" * 50_001)
    with pytest.raises(InvoerFout, match="meer dan 300000 gevulde cellen"):
        read(("1;" * 99 + "1\n") * 3001)
    [sheet] = read_bladen("a.csv", b"code\n" + b";" * 100 + b"x\n")
    assert sheet.meldingen == (
        (2, "cel CW2: ligt te ver weg (hoogstens 50000 rijen en 100 kolommen); haal hem leeg"),
    )


CELLEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLEN, st.floats(-1e15, 1e15), st.integers(-999, 999)), min_size=1, max_size=5))
def test_what_leaves_as_csv_is_read_back_exactly(rows: list[tuple[str, float, int]]) -> None:
    raw = write_csv(pd.DataFrame(rows, columns=["naam", "maat", "aantal"]))
    [sheet] = read_bladen("a.csv", raw)
    assert sheet.rijen[0] == (1, ("naam", "maat", "aantal"))
    for (text, size, count), row in zip(rows, sheet.rijen[1:], strict=True):
        name = row.cellen[0]
        assert name == clean_tekst(text) or (text.startswith("'") and name == clean_tekst(text[1:]))
        assert float(str(row.cellen[1]).replace(",", ".")) == size
        assert row.cellen[2] == str(count)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet='";,\t\r\n\0=ab1é\ufeff', max_size=60).map(lambda t: t.encode("utf-8"))
)
def test_any_bytes_give_rows_or_a_message(raw: bytes) -> None:
    for naam in ("a.csv", "a.xlsx", "a.ods", "a.geojson"):
        with suppress(InvoerFout):
            read_bladen(naam, raw, kaart=True)


def test_blank_lines_take_no_memory() -> None:
    tracemalloc.start()
    [sheet] = read_bladen("a.csv", b"code" + b"\n" * 200_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.nummer for row in sheet.rijen] == [1]
    assert peak < 4_000_000
