"""The parts of a document by themselves: cells, headings, order of reading, kinds of file, sheets and legends."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from types import SimpleNamespace

import openpyxl
import pytest

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.kaart.beeld import Vak
from woonzorg.rapport.bestand import STUK, check_soort
from woonzorg.rapport.delen import cite_bronnen, make_legenda, make_verwijzing, sign_stuk, tabulate_bronnen
from woonzorg.rapport.stuk import Alinea, Bladzijde, Kolom, Kop, Naast, Stuk, Tabel, lower_kop, to_cel
from woonzorg.rapport.werkboek import write_werkboek

NAN, DATUM = float("nan"), dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("kolom", "waarde", "told"),
    [(Kolom("n", 1), 2.25, "2,3"), (Kolom("n", 0, teken=True), 3, "+3"), (Kolom("n", 0), 3, "3"),
     (Kolom("n", 0), None, "onbekend"), (Kolom("n", 0), NAN, "onbekend"), (Kolom("t"), None, ""),
     (Kolom("t"), "Oost", "Oost"), (Kolom("n", 0), "verborgen", "verborgen"), (Kolom("t"), 7, "7")],
)  # fmt: skip
def test_a_cell_is_written_as_its_column_says_and_missing_is_no_zero(kolom, waarde, told) -> None:
    assert kolom.format(waarde) == told


def test_a_missing_number_is_an_empty_cell() -> None:
    assert to_cel(None) is None
    assert to_cel(NAN) is None
    assert to_cel(0) == 0.0
    assert to_cel(2) == 2.0


def test_headings_go_down_a_level_wherever_they_stand_and_blocks_are_read_in_order() -> None:
    head, text = Kop("Kop", 1), Alinea("tekst")
    page = Bladzijde((head, Naast(((text,), (head, text)), (0.5, 0.5))))
    lower = lower_kop(page)
    found = Stuk("", "", "", DATUM, (text, lower), "").list_blokken()
    assert found == [text, Kop("Kop", 2), text, Kop("Kop", 2), text]
    assert lower_kop(text) is text


def test_a_kind_of_file_that_cannot_be_made_is_told_with_those_that_can() -> None:
    assert check_soort("besluitblad", ".PDF", STUK) == ".pdf"
    with pytest.raises(
        InvoerFout, match=r"'besluitblad' is geen bestand met '\.doc' te maken.*\.pdf, \.html, \.xlsx"
    ):
        check_soort("besluitblad", ".doc", STUK)
    with pytest.raises(InvoerFout, match="geen extensie"):
        check_soort("besluitblad", "", STUK)


def test_a_legend_has_the_boxes_that_stand_on_the_map_only() -> None:
    boxes = [Vak("K", "Kwetsbaar", "", "#5e3c99", "", 2, "40 %"),
             Vak("D", "Draagkrachtig", "", "#e6f0ee", "", 0, "0 %"),
             Vak("?", "Onbekend", "", "#ffffff", "arcering", 1, "10 %")]  # fmt: skip
    (one, first), (two, second) = make_legenda(boxes).vakken
    assert (first, second) == ("Kwetsbaar", "Onbekend")
    assert ">K</text>" in one
    assert "<pattern" not in one
    assert "<pattern" in two
    assert "<text" not in two


def test_a_workbook_has_a_sheet_for_each_table_with_a_name_of_its_own_and_unknown_stays_empty() -> None:
    table = Tabel("Woningen: per wijk/buurt, met een lange titel", (Kolom("Naam"), Kolom("Aantal", 0)),
                  (("Oost", 3), ("West", NAN), ("Zuid", None), ("Noord", 0)))  # fmt: skip
    document = Stuk(
        "Titel",
        "soort",
        "Streek",
        DATUM,
        (Kop("Kop", 1), table, table),
        "voet",
        auteur="Gemeente Oost",
        watermerk="CONCEPT",
    )
    book = openpyxl.load_workbook(io.BytesIO(write_werkboek(document)))
    assert book.sheetnames == ["Uitleg", "Woningen  per wijk buurt, me", "Woningen  per wijk buurt, me 2"]
    assert [[cell.value for cell in row] for row in book[book.sheetnames[1]].iter_rows()] == [
        ["Naam", "Aantal"], ["Oost", 3], ["West", None], ["Zuid", None], ["Noord", 0]
    ]  # fmt: skip
    assert (book.properties.title, book.properties.creator) == ("Titel", "Gemeente Oost")
    assert book.properties.created == dt.datetime.combine(DATUM, dt.time())  # not the clock
    assert book[book.sheetnames[1]].freeze_panes == "A2"  # the heads stay, and no column
    hostile = replace(document, blokken=(replace(table, rijen=(("=1+1", -3),)),))
    sheet = openpyxl.load_workbook(io.BytesIO(write_werkboek(hostile))).worksheets[1]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("'=1+1", "s", -3)
    words = [(row[0].value, row[0].font.bold) for row in book["Uitleg"].iter_rows()]
    assert words == [("Titel", True), (f"Streek, {DATUM.isoformat()}", False), ("CONCEPT", True), ("Kop", True),
                     ("voet", False)]  # fmt: skip


def test_who_answers_for_a_document_stands_at_its_end_on_the_last_page_where_that_is_one() -> None:
    text = Alinea("tekst")
    plain = sign_stuk(Stuk("", "", "", DATUM, (text,), ""), "Gemeente Oost", "info@oost.test")
    assert [blok.tekst for blok in plain.blokken] == [
        "tekst", "Eigenaar: Gemeente Oost. Klopt dit niet? Zeg het ons: info@oost.test."
    ]  # fmt: skip
    assert plain.auteur == "Gemeente Oost"
    paged = sign_stuk(Stuk("", "", "", DATUM, (text, Bladzijde((text,))), "", auteur="Een ander"), "", "")
    assert (len(paged.blokken), paged.auteur) == (2, "Een ander")
    assert paged.blokken[1].blokken[-1].tekst == (
        "Eigenaar: nog niet ingesteld. Klopt dit niet? Zeg het ons: daarvoor is nog geen contact ingesteld."
    )
    assert len(sign_stuk(Stuk("", "", "", DATUM, (), ""), "", "").blokken) == 1


def test_where_the_screen_shows_the_same_is_a_link_only_where_the_address_is_known() -> None:
    known = make_verwijzing("https://oost.test/", "kaart", {"gemeente": "Oost & West"})
    assert known.tekst == known.adres == "https://oost.test/kaart?gemeente=Oost+%26+West"
    bare = make_verwijzing("", "kaart", {"a": "1"})
    assert (bare.tekst, bare.adres) == ("kaart?a=1", "")


def test_sources_are_cited_together_by_licence_and_day_and_stand_in_full_in_a_table() -> None:
    def cite(sleutel: str, naam: str, dag: str, licentie: str = "CC BY 4.0") -> BronVermelding:
        return BronVermelding(
            Bronsleutel.parse(sleutel), naam, "http://bron", licentie, 2024, {}, dag, 3, "0" * 64
        )

    manifest = SimpleNamespace(bronnen=(
        cite("a:1", "Een", "2026-11-03"), cite("b:1", "Twee", "2026-11-03"), cite("a:2", "Een", "2026-11-03"),
        cite("c:1", "Drie", "", "CC0"),
    ))  # fmt: skip
    assert [(line.aanhef, line.tekst) for line in cite_bronnen(manifest)] == [
        ("Licentie CC BY 4.0, opgehaald 3 november 2026:", "Een (indeling 2024); Twee (indeling 2024)."),
        ("Licentie CC0:", "Drie (indeling 2024)."),
    ]
    table = tabulate_bronnen(manifest)
    named = [dict(zip((kolom.kop for kolom in table.kolommen), row, strict=True)) for row in table.rijen]
    assert [(row["naam"], row["sleutel"], row["rijen"]) for row in named] == [
        ("Een", "a:1", 3), ("Twee", "b:1", 3), ("Een", "a:2", 3), ("Drie", "c:1", 3)
    ]  # fmt: skip
    assert {kolom.kop for kolom in table.kolommen if kolom.decimalen == 0} == {"rijen", "indeling"}
