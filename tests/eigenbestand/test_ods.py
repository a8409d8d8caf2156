"""Workbooks of LibreOffice: cells as it writes them, with what stands beside their text left out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkmappen import make_ods, ods_rij, zip_delen

from woonzorg.eigenbestand.lezen import read_bladen
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from woonzorg.eigenbestand.blad import Blad


def read(bladen: dict[str, str], **manifest: str) -> tuple[Blad, ...]:
    return read_bladen("a.ods", make_ods(bladen, **manifest))


def cel(kenmerken: str, inhoud: str = "") -> str:
    return f"<table:table-cell {kenmerken}>{inhoud}</table:table-cell>"


def test_cells_are_read_by_their_kind() -> None:
    row = ods_rij(
        "BU00010000", 12, 1.5, None, cel('office:value-type="percentage" office:value="0.4"', "<text:p>40%</text:p>"),
        cel('office:value-type="date" office:date-value="2026-11-29T10:00:00"', "<text:p>29-11-26</text:p>"),
        cel('office:value-type="boolean" office:boolean-value="true"', "<text:p>WAAR</text:p>"),
        cel('office:value-type="currency" office:value="3"', "<text:p>€ 3,00</text:p>"),
        cel('office:value-type="float" office:value="7" table:formula="of:=3+4"', "<text:p>7</text:p>"),
    )  # fmt: skip
    [sheet] = read({"gebieden": row})
    assert sheet.naam == "gebieden"
    assert sheet.rijen == ((1, ("BU00010000", 12, 1.5, "", "40%", "29-11-2026", "WAAR", 3, 7)),)


def test_rows_and_cells_that_are_repeated_are_counted() -> None:
    far = ods_rij(None, kenmerken='table:number-rows-repeated="1048570"')
    rows = ods_rij("code") + ods_rij(None, kenmerken='table:number-rows-repeated="3"')
    rows += ods_rij(cel('table:number-columns-repeated="2"'), cel(
        'office:value-type="float" office:value="5" table:number-columns-repeated="2"'
    ), cel('table:number-columns-repeated="16380"'))  # fmt: skip
    twice = ods_rij("x", kenmerken='table:number-rows-repeated="2"')
    rows += f"<table:table-row-group>{twice}</table:table-row-group>"
    [sheet] = read({"b": rows + far})
    assert sheet.rijen == ((1, ("code",)), (5, ("", "", 5, 5)), (6, ("x",)), (7, ("x",)))
    assert sheet.meldingen == ()


def test_a_note_or_drawing_is_no_text_of_a_cell_and_breaks_are_kept() -> None:
    note = "<office:annotation><text:p>let op</text:p></office:annotation>"
    frame = "<draw:frame><draw:text-box><text:p>plaatje</text:p></draw:text-box></draw:frame>"
    text = '<text:p>De<text:s text:c="2"/><text:span>Linde</text:span></text:p><text:p>noord</text:p>'
    [sheet] = read({"b": ods_rij(cel('office:value-type="string"', note + text + frame))})
    assert sheet.rijen[0].cellen == ("De  Linde\nnoord",)


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (cel('table:formula="of:=X()" office:value-type="string" calcext:value-type="error"', "<text:p>#N/B</text:p>"),
         "cel B1: de foutwaarde #N/B"),
        (cel('table:formula="of:=NA()" office:value-type="string"', "<text:p>#N/A</text:p>"),
         "cel B1: de foutwaarde #N/A"),
        (cel('office:value-type="string"', "<text:p>Err:502</text:p>"), "cel B1: de foutwaarde Err:502"),
        (cel('table:formula="of:=3+4"'), "cel B1: een formule zonder uitkomst"),
        (cel('office:value-type="float"'), "cel B1: hier staat geen getal"),
        (cel('office:value-type="float" office:value="NaN"'), "cel B1: hier staat geen getal"),
        (cel('office:value-type="float" office:value="1" table:number-columns-spanned="2"'), "cel B1: samengevoegd"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_told_with_its_cell(inhoud: str, melding: str) -> None:
    [sheet] = read({"b": ods_rij("a", inhoud)})
    assert len(sheet.meldingen) == 1
    assert sheet.meldingen[0].tekst.startswith(melding)


@pytest.mark.parametrize(
    "kenmerken", ['table:number-columns-repeated="16384"', 'table:number-columns-repeated="999999999"']
)
def test_content_that_is_repeated_beyond_a_table_is_told(kenmerken: str) -> None:
    [sheet] = read({"b": ods_rij(cel(f'office:value-type="float" office:value="1" {kenmerken}'))})
    assert "ligt te ver weg" in sheet.meldingen[0].tekst
    assert sheet.rijen == ()
    repeated = ods_rij("x", kenmerken='table:number-rows-repeated="1048576"')
    assert "cel A1048576: ligt te ver weg" in read({"b": repeated})[0].meldingen[0].tekst


def test_too_many_cells_by_repeating_are_refused() -> None:
    wide = cel('office:value-type="float" office:value="1" table:number-columns-repeated="100"')
    with pytest.raises(InvoerFout, match="meer dan 300000 gevulde cellen"):
        read({"b": ods_rij(wide, kenmerken='table:number-rows-repeated="4000"')})


@pytest.mark.parametrize(
    ("raw", "melding"),
    [
        (make_ods({"b": "<table:table-row>"}), "de XML in het bestand is kapot"), (make_ods({}), "geen werkblad"),
        (make_ods({"b": ""}, "<m><encryption-data/></m>"), "beveiligd met een wachtwoord"),
        (zip_delen({"content.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x/>'}), "eigen XML-definities"),
        (b"code;x", "geen ods-bestand"),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_told_in_dutch(raw: bytes, melding: str) -> None:
    with pytest.raises(InvoerFout, match=f"a.ods is niet te lezen.*{melding}"):
        read_bladen("a.ods", raw)


def test_hidden_rows_are_told_and_a_table_within_a_cell_is_not_read() -> None:
    inner = f"<table:table>{ods_rij('x')}</table:table>"
    rows = ods_rij("code") + ods_rij("BU1", cel("", inner), kenmerken='table:visibility="filter"')
    [sheet] = read({"b": rows})
    assert sheet.notities == ("ook verborgen rijen zijn gelezen (1)",)
    assert sheet.rijen == ((1, ("code",)), (2, ("BU1",)))


STUKKEN = [
    "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:p>", "</text:p>",
    "<text:s/>", "x", "<table:table>", "</table:table>", '<table:table-cell office:value-type="float"/>',
    '<table:table-row table:number-rows-repeated="x">', "<office:annotation>", "</office:annotation>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(STUKKEN), max_size=14))
def test_odd_xml_gives_a_message_or_cells(parts: list[str]) -> None:
    with suppress(InvoerFout):
        read({"b": "".join(parts)})
