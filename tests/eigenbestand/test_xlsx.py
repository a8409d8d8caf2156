"""Workbooks of Excel: every cell as a library of others reads it, and what could hurt or mislead is refused."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from contextlib import suppress

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkmappen import make_cel, make_rij, make_xlsx, zip_delen

from woonzorg.eigenbestand.blad import LANGSTE_CEL, MEESTE_CELLEN, MEESTE_TEKENS, Blad, clean_tekst
from woonzorg.eigenbestand.lezen import read_bladen
from woonzorg.eigenbestand.xlsx import MEESTE_BLADEN
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.rekenblad import restore

TEKST = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
WAARDE = st.one_of(
    st.none(), st.integers(-(10**14), 10**14), st.floats(-1e12, 1e12), st.booleans(), TEKST,
    st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)),
)  # fmt: skip
ROOSTER = st.lists(st.lists(WAARDE, min_size=1, max_size=5), min_size=1, max_size=6)


def read(raw: bytes, naam: str = "a.xlsx") -> tuple[Blad, ...]:
    return read_bladen(naam, raw)


def list_cellen(blad: Blad) -> dict[tuple[int, int], object]:
    return {
        (row.nummer, place): cell for row in blad.rijen for place, cell in enumerate(row.cellen) if cell != ""
    }


def expect(value: object) -> object:
    """Return what a cell is read as."""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, dt.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str):
        return restore(clean_tekst(value))
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole else value


def write_openpyxl(rows: list[list[object]]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = book.active.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # text stays text, whatever it begins with
    book.save(buffer)
    return buffer.getvalue()


def write_xlsxwriter(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()), day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)
    return buffer.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROOSTER, st.sampled_from([write_openpyxl, write_xlsxwriter]))
def test_cells_are_read_as_they_were_written(rows: list[list[object]], write: object) -> None:
    [sheet] = read(write(rows))
    wanted = {
        (number, place): expect(value)
        for number, row in enumerate(rows, start=1)
        for place, value in enumerate(row)
        if value is not None and expect(value) != ""
    }
    found = list_cellen(sheet)
    assert found.keys() == wanted.keys()
    for place, value in wanted.items():
        exact = isinstance(value, float)
        assert found[place] == (pytest.approx(value, rel=1e-15, abs=0) if exact else value)


def test_shared_texts_rich_or_plain_are_read_and_how_they_sound_is_not() -> None:
    texts = (
        "<t>één</t>", "<r><t>tw</t></r><r><t xml:space='preserve'>ee </t></r><rPh sb='0' eb='1'><t>x</t></rPh>",
        "<t>a_x000D_b_x005F_</t>", "<t/>",
    )  # fmt: skip
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(5))
    [sheet] = read(make_xlsx({"b": f"<row>{cells}</row>"}, texts))
    assert sheet.rijen[0].cellen == ("één", "twee", "a\rb_", "")[:3]
    assert [fault.tekst for fault in sheet.meldingen] == ["cel E1: de tekst ontbreekt"]


@pytest.mark.parametrize(
    ("cel", "melding"),
    [
        ('<c r="B2" t="e"><f>VLOOKUP(A2,x!A:B,2,0)</f><v>#N/A</v></c>', r"cel B2: de foutwaarde #N/A \(#N/B\)"),
        ('<c r="B2" t="e"><v>#REF!</v></c>', r"cel B2: de foutwaarde #REF! \(#VERW!\)"),
        ('<c r="B2" t="str"><f>X()</f><v>#SPILL!</v></c>', "cel B2: de foutwaarde #SPILL!"),
        ('<c r="B2" t="inlineStr"><is><t>#N/B</t></is></c>', "cel B2: de foutwaarde #N/B"),
        ('<c r="B2"><f>SUM(A1:A9)</f></c>', "cel B2: een formule zonder uitkomst"),
        ('<c r="B2"><f>SUM(A1:A9)</f><v/></c>', "cel B2: een formule zonder uitkomst"),
        ('<c r="B2"><f t="shared" si="0"/><v></v></c>', "cel B2: een formule zonder uitkomst"),
        ('<c r="B2" t="str"><f>A1</f></c>', "cel B2: een formule zonder uitkomst"),
        ('<c r="B2"><v>nan</v></c>', "cel B2: 'nan' is geen getal"),
        ('<c r="B2"><v>1e999</v></c>', "cel B2: '1e999' is geen getal"),
        ('<c r="B2"><v>0x10</v></c>', "cel B2: '0x10' is geen getal"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_told_with_its_cell(cel: str, melding: str) -> None:
    [sheet] = read(make_xlsx({"b": f'{make_rij(1, "a")}<row r="2">{make_cel("A2", 1)}{cel}</row>'}))
    assert len(sheet.meldingen) == 1
    with pytest.raises(AssertionError, match=melding):
        raise AssertionError(sheet.meldingen[0].tekst)


def test_a_formula_with_its_outcome_is_that_outcome_and_an_empty_text_is_empty() -> None:
    cells = '<c r="A1"><f>6*2</f><v>12</v></c><c r="B1" t="str"><f>IF(1,"","")</f><v></v></c>'
    cells += '<c r="C1" t="b"><v>1</v></c>'
    [sheet] = read(make_xlsx({"b": f'<row r="1">{cells}</row>'}))
    assert (sheet.rijen[0].cellen, sheet.meldingen) == ((12, "", "WAAR"), ())


def test_a_formula_that_was_never_computed_is_no_zero() -> None:
    """A program that fills in 0 for what Excel has yet to compute says so in the workbook."""
    cell = '<row r="1"><c r="A1"><f>6*2</f><v>0</v></c><c r="B1"><v>0</v></c><c r="C1"><f>6*2</f><v>12</v></c></row>'
    [sheet] = read(make_xlsx({"b": cell}, boek='<calcPr fullCalcOnLoad="1"/>'))
    assert [fault.tekst[:24] for fault in sheet.meldingen] == ["cel A1: een formule zond"]
    assert sheet.rijen[0].cellen[1:] == (0, 12)
    assert read(make_xlsx({"b": cell}))[0].meldingen == ()


def test_shares_and_days_are_read_as_they_are_shown() -> None:
    formats = '<numFmts><numFmt numFmtId="170" formatCode="[$-413]dddd d mmmm yyyy;@"/>'
    formats += '<numFmt numFmtId="171" formatCode="0.0&quot; dagen&quot;"/></numFmts>'
    formats += "<cellXfs>" + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 10, 14, 170, 171, 4)) + "</cellXfs>"
    cells = "".join(
        f'<c s="{style}"><v>{value}</v></c>'
        for style, value in ((0, 0.07), (1, 0.07), (2, 46355), (3, 46355.75), (4, 3.5), (5, 1234), (9, 1))
    )
    [sheet] = read(make_xlsx({"b": f"<row>{cells}</row>"}, stijlen=formats))
    assert sheet.rijen[0].cellen == (0.07, "7%", "29-11-2026", "29-11-2026", 3.5, 1234, 1)
    [sheet] = read(
        make_xlsx({"b": f"<row>{cells}</row>"}, stijlen=formats, boek='<workbookPr date1904="1"/>')
    )
    assert sheet.rijen[0].cellen[2] == "30-11-2030"


def test_rows_and_cells_without_their_place_count_on() -> None:
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
    rows += "<row><c><v>5</v></c></row>"
    [sheet] = read(make_xlsx({"b": rows}))
    assert list_cellen(sheet) == {(1, 0): 1, (1, 1): 2, (5, 2): 3, (5, 3): 4, (6, 0): 5}


def test_a_prefix_or_the_strict_form_makes_no_difference() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    rows = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{strict}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert read(make_xlsx({"b": sheet}))[0].rijen[0].cellen == (7,)


def test_hidden_rows_are_read_and_told_and_merged_cells_pointed_out() -> None:
    rows = make_rij(1, "code") + make_rij(2, "x").replace("<row", '<row hidden="1"')
    sheet = f'<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells></worksheet>'
    [found] = read(make_xlsx({"b": sheet}))
    assert found.notities == ("ook verborgen rijen zijn gelezen (1)",)
    assert found.meldingen == ((2, "cellen A2:B3: samengevoegd; splits ze en vul elke cel"),)


@pytest.mark.parametrize("plek", ["A1048576", "XFD1", "XFD1048576", "ZZZZ99999999"])
def test_a_cell_far_away_is_told_and_takes_no_memory(plek: str) -> None:
    number = plek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    raw = make_xlsx({"b": f'{make_rij(1, "code")}<row r="{number}">{make_cel(plek, 1)}</row>'})
    tracemalloc.start()
    [sheet] = read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
    assert f"cel {plek}: ligt te ver weg" in sheet.meldingen[0].tekst
    assert len(sheet.rijen) == 1


def test_empty_cells_with_a_colour_lie_nowhere() -> None:
    [sheet] = read(make_xlsx({"b": f'{make_rij(1, 7)}<row r="1048576"><c r="XFD1048576" s="1"/></row>'}))
    assert (list_cellen(sheet), sheet.meldingen) == ({(1, 0): 7}, ())


def test_too_many_cells_are_refused() -> None:
    row = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    with pytest.raises(InvoerFout, match=f"meer dan {MEESTE_CELLEN} gevulde cellen"):
        read(make_xlsx({"b": row * (MEESTE_CELLEN // 100 + 1)}))


@pytest.mark.parametrize(
    ("tekens", "rijen", "melding"),
    [
        (LANGSTE_CEL + 1, 1, "cel A1: een tekst van 32768 tekens"),
        (30_000, 8, f"meer dan {MEESTE_TEKENS} tekens tekst"),
    ],
)
def test_a_long_text_that_many_cells_share_is_refused_before_it_fills_the_memory(
    tekens: int, rijen: int, melding: str
) -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    raw = make_xlsx({"b": row * rijen}, (f"<t>{'a' * tekens}</t>",))
    assert len(raw) < 4700
    with pytest.raises(InvoerFout, match=melding):
        read(raw)


def test_one_part_that_is_told_as_more_sheets_is_refused_before_it_is_read() -> None:
    more = '<sheets><sheet name="c" sheetId="9" r:id="rId1"/></sheets>'
    with pytest.raises(InvoerFout, match="twee werkbladen wijzen naar dezelfde inhoud"):
        read(make_xlsx({"b": "<row><c><v>1</v></c></row>"}, boek=more))


def test_sheets_and_cells_are_counted_over_the_whole_file() -> None:
    row = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    half = row * (MEESTE_CELLEN // 200 + 1)
    with pytest.raises(InvoerFout, match=f"meer dan {MEESTE_CELLEN} gevulde cellen"):
        read(make_xlsx({"a": half, "b": half}))
    assert len(read(make_xlsx({f"b{number}": "" for number in range(MEESTE_BLADEN)}))) == MEESTE_BLADEN
    with pytest.raises(InvoerFout, match=f"meer dan {MEESTE_BLADEN} werkbladen"):
        read(make_xlsx({f"b{number}": "" for number in range(MEESTE_BLADEN + 1)}))


HEEL = make_xlsx({"gebieden": make_rij(1, "code")})


@pytest.mark.parametrize(
    ("raw", "melding"),
    [
        (make_xlsx({"b": "<row>"}), "de XML in het bestand is kapot"),
        (make_xlsx({"b": "<a>" * 5000}), "de XML in het bestand is kapot"),
        (make_xlsx({"b": '<?xml version="1.0" encoding="klingon"?><worksheet/>'}), "de XML in het bestand is kapot"),
        (make_xlsx({"b": '<!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>'}), "eigen XML-definities"),
        (make_xlsx({"b": ""}, **{"xl/x.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), "eigen XML-definities"),
        (make_xlsx({}), "er staat geen werkblad in"), (b"PK\x03\x04stuk", "geen volledig bestand"),
        (zip_delen({"a.txt": "x"}), "geen Excel- of OpenDocument-werkmap"),
        (zip_delen({"[Content_Types].xml": "<x/>"}), "het onderdeel _rels/.rels ontbreekt"),
        (zip_delen({"[Content_Types].xml": "<x/>", "_rels/.rels": "<Relationships/>"}), "geen Excel-werkmap"),
        (zip_delen({f"{number}.txt": "" for number in range(1001)}), "meer dan 1000 onderdelen"),
        (zip_delen({"a.xml": bytes(30_000_000)}), "uitgepakt te groot: 30 MB, en hoogstens 20 MB"),
        (zip_delen({"a.xml": "x"}, zipfile.ZIP_LZMA), "op een ongewone manier ingepakt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel-bestand van voor 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "een wachtwoord"),
        (HEEL.replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), "een wachtwoord"), (b"code;x", "geen xlsx-bestand"),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_told_in_dutch(raw: bytes, melding: str) -> None:
    with pytest.raises(InvoerFout, match=f"a.xlsx is niet te lezen.*{melding}.*Wat u kunt doen"):
        read(raw)


def test_a_doctype_in_two_bytes_a_sign_is_refused_too() -> None:
    sheet = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>'
    for encoding in ("utf-16-le", "utf-16-be", "utf-16"):
        raw = make_xlsx({"b": ""}, **{"xl/worksheets/sheet1.xml": sheet.encode(encoding)})
        with pytest.raises(InvoerFout, match=r"eigen XML-definities|kapot"):
            read(raw)


@pytest.mark.parametrize(
    ("naam", "remedie"),
    [("a.xls", "bewaar het als Excel-werkmap"), ("a.numbers", "bewaar het als Excel-werkmap"), ("a.pdf", "sjabloon"),
     ("a", "sjabloon"), ("a.shp", "QGIS")],
)  # fmt: skip
def test_another_kind_of_file_is_told_how_to_save_it(naam: str, remedie: str) -> None:
    with pytest.raises(InvoerFout, match=remedie):
        read(b"x", naam)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_workbook_gives_a_message_and_nothing_else(data: st.DataObject) -> None:
    raw = bytearray(
        make_xlsx({"gebieden": make_rij(1, "code", "x") + make_rij(2, "BU1", 2)}, ("<t>a</t>",), "<cellXfs/>")
    )
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    for damaged in (bytes(raw), bytes(raw[:cut])):
        with suppress(InvoerFout):
            read(damaged)


STUKKEN = [
    "<row>", "</row>", '<row r="x">', '<c r="A1">', "<c t='s'>", "<c t='b'>", "<c t='inlineStr'>", "</c>", "<v>",
    "</v>", "<f>", "</f>", "<t>", "</t>", "<is>", "</is>", "1", "-", "é", "<mergeCell ref='x'/>", "<mergeCell/>",
    "</a>", "<a>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(STUKKEN), max_size=14))
def test_odd_xml_gives_a_message_or_cells(parts: list[str]) -> None:
    with suppress(InvoerFout):
        read(make_xlsx({"b": "".join(parts)}))
