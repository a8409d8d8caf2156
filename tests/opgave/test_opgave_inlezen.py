"""A region's own opgave from a file: the template, and every way in which a file can be wrong."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.eigenbestand.blad import ZONDER_UITKOMST
from woonzorg.eigenbestand.lezen import read_bladen
from woonzorg.fouten import GegevensFout, InvoerFout, WoonzorgFout
from woonzorg.opgave.cijfers import Cijfersleutel
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.inlezen import GROOTSTE_BESTAND, OPGAVE, VOORRAAD, read_eigen_opgave
from woonzorg.opgave.sjabloon import make_csv, make_xlsx

GEMEENTEN = {"GM9101": "Aardam", "GM9102": "Beekhove"}
BLAD_OPGAVE, BLAD_VOORRAAD = OPGAVE.naam, VOORRAAD.naam
KOP = ";".join(OPGAVE.kolommen)
VOORRAADKOP = ";".join(VOORRAAD.kolommen)
GOED = "ouderen;basis;geclusterd wonen;2030;1.100;900;-210"


def read(raw: bytes | str, naam: str = "opgave.csv"):
    raw = raw.encode() if isinstance(raw, str) else raw
    return read_eigen_opgave(naam, raw, "Voorbeeldstreek", GEMEENTEN)


def make_book(*bladen: tuple[str, list[list[object]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in bladen:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def save(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows_of(text: str) -> list[list[object]]:
    return [
        [int(cell) if cell.isdecimal() else cell for cell in line.split(";")] for line in text.splitlines()
    ]


def test_a_filled_csv_is_read_and_recomputed():
    own = read(f"{KOP}\n{GOED}\nouderen;trend;geclusterd wonen;2030;1200;900;\n")
    figures = {cijfer.sleutel: cijfer for cijfer in compute_cijfers(own.opgave)}
    basis = figures[Cijfersleutel("ouderen", "basis", "geclusterd wonen", 2030)]
    assert (basis.vraag, basis.aanbod, basis.gepubliceerd, basis.herberekend) == (1100, 900, -210, -200)
    assert (basis.verschil, basis.verklaring) == (10, "onverklaard")
    assert figures[Cijfersleutel("ouderen", "trend", "geclusterd wonen", 2030)].herberekend == -300
    assert own.opgave.streek == "Voorbeeldstreek"
    assert own.hash in own.opgave.bron


OUD = f"{KOP}\nouderen;basis;geclusterd wonen;2030;1000;900;-100\nstatushouders;onderkant;totaal;2030;40;;\n"
"""The template that was handed out before examples had their mark."""


@pytest.mark.parametrize(
    ("naam", "raw"),
    [
        ("a.csv", make_csv()),
        ("a.csv", make_csv(BLAD_VOORRAAD)),
        ("a.xlsx", make_xlsx()),
        ("a.csv", OUD.encode()),
    ],
)
def test_a_template_left_as_it_is_counts_nothing(naam: str, raw: bytes):
    with pytest.raises(GegevensFout, match="alleen het voorbeeld; vul eigen rijen in"):
        read(raw, naam)


@pytest.mark.parametrize("start", [make_csv().decode("utf-8-sig"), OUD])
def test_examples_are_passed_over_and_told(start: str):
    own = read(f"{start}{GOED}\n")
    assert [cijfer.vraag for cijfer in compute_cijfers(own.opgave)] == [1100]
    assert own.notities == ("2 voorbeeldregels overgeslagen (blad Opgave, rij 2 en 3)",)


def test_the_workbook_template_is_read_when_filled_in():
    book = openpyxl.load_workbook(io.BytesIO(make_xlsx()))
    assert [sheet.title for sheet in book] == [BLAD_OPGAVE, BLAD_VOORRAAD, "Uitleg"]
    assert [cell.value for cell in book[BLAD_OPGAVE][2]][3:] == [2030, 1000, 900, -100]
    assert make_xlsx() == make_xlsx()
    book[BLAD_VOORRAAD].append(["GM9101", "Aardam", "huur", 1500, 0.4])
    book[BLAD_VOORRAAD].cell(3, 5).number_format = "0%"
    own = read(save(book), "sjabloon.xlsx")
    assert [(deel.code, deel.woningen, deel.procent) for deel in own.voorraad] == [("GM9101", 1500, 40.0)]
    assert compute_cijfers(own.opgave) == ()
    del book[BLAD_OPGAVE]
    book[BLAD_VOORRAAD].delete_rows(2, 2)
    with pytest.raises(GegevensFout, match="blad Voorraad: er staan geen rijen in"):
        read(save(book), "sjabloon.xlsx")


def test_a_stock_by_gemeente_and_tenure_is_read():
    own = read(f"{VOORRAADKOP}\ngm9101;Aardam;huur;1.500;12,5%\nGM9102;;onbekend;200;40\n")
    assert [(deel.code, deel.bezit, deel.woningen, deel.procent) for deel in own.voorraad] == [
        ("GM9101", "huur", 1500, 12.5), ("GM9102", "onbekend", 200, 40.0),
    ]  # fmt: skip
    assert own.voorraad[0].potentieel == pytest.approx(187.5)
    assert own.voorraad[1].gemeente == "GM9102"


def test_all_findings_come_together_with_row_column_and_remedy():
    text = (
        f"{KOP}\n"
        "krakers;basis;geclusterd wonen;2030;1000;900;\n"
        "ouderen;basis;;1830;circa 1000;-5;1e9\n"
        "ouderen;trend;geclusterd wonen;2030;<b>;900;\n"
        "ouderen;trend;geclusterd wonen;2030;1000;901;\n"
        "ouderen;trend;nultreden;2030;1000;900;0;erbij\n"
    )
    with pytest.raises(GegevensFout) as caught:
        read(text)
    told = caught.value.bevindingen
    for expected in (
        "blad Opgave, rij 2, kolom groep: 'krakers' bestaat niet; kies uit ouderen",
        "blad Opgave, rij 3, kolom woonvorm: leeg; vul een woonvorm in, of 'totaal'",
        "blad Opgave, rij 3, kolom jaar: 1830 ligt niet tussen 2000 en 2100; verbeter het",
        "blad Opgave, rij 3, kolom vraag: 'circa 1000' is geen heel getal; typ alleen cijfers",
        "blad Opgave, rij 3, kolom aanbod: -5 ligt niet tussen 0 en 9999999; verbeter het",
        "blad Opgave, rij 3, kolom gepubliceerd: '1e9' is geen heel getal; typ alleen cijfers",
        "blad Opgave, rij 4, kolom vraag: '<b>' is geen heel getal; typ alleen cijfers",
        "blad Opgave, rij 5: gaat over hetzelfde als rij 4; haal er een weg",
        "blad Opgave, rij 5, kolom aanbod: anders dan in rij 4; het aanbod is voor elk scenario gelijk",
        "blad Opgave, rij 6: meer cellen dan kolommen; haal ze weg",
    ):
        assert any(text.startswith(expected) for text in told), expected
    assert len(told) == 10
    assert "Er is niets overgenomen." in str(caught.value)


def test_a_scenario_of_40_and_a_form_of_80_characters_are_the_longest():
    (found,) = read(f"{KOP}\nouderen;{'s' * 40};{'v' * 80};2030;1000;900;\n").opgave.list_sleutels()
    assert (len(found.scenario), len(found.woonvorm)) == (40, 80)
    with pytest.raises(GegevensFout) as caught:
        read(f"{KOP}\nouderen;{'s' * 41};{'v' * 81};2030;1000;900;\n")
    assert caught.value.bevindingen == [
        "blad Opgave, rij 2, kolom scenario: de tekst is te lang; hoogstens 40 tekens",
        "blad Opgave, rij 2, kolom woonvorm: de tekst is te lang; hoogstens 80 tekens",
    ]


def test_the_gemeenten_of_another_region_are_refused():
    with pytest.raises(GegevensFout, match="'GM0917' ligt niet in deze streek; kies uit GM9101"):
        read(f"{VOORRAADKOP}\nGM0917;Heerlen;huur;100;10\n")
    with pytest.raises(GegevensFout) as caught:
        read(f"{VOORRAADKOP}\nGM9101;Aardam;eigendom;;140\nGM9101;Aardam;huur;5;veel\n")
    assert len(caught.value.bevindingen) == 4


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("a;b;c\n1;2;3\n", "verwacht in rij 1 de kolommen"),
        ("", "verwacht in rij 1 de kolommen"),
        (f"{KOP}\n", "er staan geen rijen in"),
        (f"{KOP};herkomst\n{GOED};x\n", "kolom 'herkomst' is onbekend"),
        (f"{KOP};jaar\n{GOED};2030\n", "kolom 'jaar' staat er twee keer"),
    ],
)
def test_a_table_of_another_shape_is_told_apart(tekst: str, melding: str):
    with pytest.raises(GegevensFout, match=melding):
        read(tekst)


def test_a_wrong_sheet_merged_cells_and_formulas_are_pointed_out():
    with pytest.raises(
        GegevensFout, match="verwacht een blad 'Opgave' of 'Voorraad', gevonden: Blad1, Blad2"
    ):
        read(save(make_book(("Blad1", [[1]]), ("Blad2", [[2]]))), "fout.xlsx")
    book = make_book((BLAD_OPGAVE, rows_of(f"{KOP}\n{GOED}\n{GOED}")))
    book[BLAD_OPGAVE].merge_cells("A2:A3")
    book[BLAD_OPGAVE]["E3"] = "=SUM(E2:E2)"
    book[BLAD_OPGAVE]["F3"] = "#REF!"
    with pytest.raises(GegevensFout) as caught:
        read(save(book), "fout.xlsx")
    assert caught.value.bevindingen == [
        f"blad Opgave, cel E3: {ZONDER_UITKOMST}",
        "blad Opgave, cel F3: de foutwaarde #REF! (#VERW!); verbeter de formule, of maak de cel leeg",
        "blad Opgave, cellen A2:A3: samengevoegd; splits ze en vul elke cel",
    ]


def test_a_cell_far_away_does_not_make_a_million_rows():
    book = make_book((BLAD_OPGAVE, rows_of(f"{KOP}\n{GOED}")))
    book[BLAD_OPGAVE]["XFD1048576"] = "x"
    with pytest.raises(GegevensFout, match=r"cel XFD1048576: ligt te ver weg \(hoogstens 50000 rijen en 100"):
        read(save(book), "ver.xlsx")


def test_files_too_large_or_packed_too_densely_are_refused_before_they_are_unpacked():
    with pytest.raises(InvoerFout, match=r"te groot\. Verwacht: hoogstens 2 MB\. Gevonden: 50 MB"):
        read(b"x" * 50_000_000)
    assert len(make_bom()) < GROOTSTE_BESTAND / 4
    with pytest.raises(InvoerFout, match=r"uitgepakt te groot: 100 MB, en hoogstens 20 MB"):
        read(make_bom(), "bom.xlsx")


def make_bom() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    return buffer.getvalue()


def test_a_workbook_with_definitions_of_its_own_is_refused():
    buffer = io.BytesIO(save(make_book((BLAD_OPGAVE, rows_of(f"{KOP}\n{GOED}")))))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/extra.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>")
    with pytest.raises(InvoerFout, match="eigen XML-definities"):
        read(buffer.getvalue(), "extra.xlsx")


@pytest.mark.parametrize(
    ("naam", "raw", "melding"),
    [
        ("opgave.docx", b"x", "csv of xlsx"),
        ("opgave", b"x", "csv of xlsx"),
        ("opgave.xlsx", b"dit is geen zip", "niet te lezen"),
        ("opgave.xlsx", b"PK\x03\x04" + bytes(40), "niet te lezen"),
        ("opgave.csv", b"\xff\xfe\x00a;", "niet te lezen"),
        ("opgave.csv", f"{KOP}\n".encode() + b"x\n" * 60_000, "meer dan 50000 rijen"),
    ],
)
def test_what_is_no_table_is_refused(naam: str, raw: bytes, melding: str):
    with pytest.raises(InvoerFout, match=melding):
        read(raw, naam)


def test_a_truncated_workbook_is_refused():
    raw = save(make_book((BLAD_OPGAVE, rows_of(f"{KOP}\n{GOED}"))))
    for size in range(0, len(raw), len(raw) // 12):
        with pytest.raises(WoonzorgFout):
            read(raw[:size], "half.xlsx")
    assert read_bladen("heel.xlsx", raw)[0].naam == BLAD_OPGAVE


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str):
    for start in ("", f"{KOP}\n"):
        with suppress(WoonzorgFout):
            assert read(start + text).opgave.list_sleutels()
