"""Sheets as the tables of a template: which sheet, which row holds the names, and examples that never count."""

from __future__ import annotations

import pytest
from werkmappen import make_ods, make_rij, make_xlsx, ods_rij

from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud, tell_notities
from woonzorg.eigenbestand.sjabloon import make_csv
from woonzorg.eigenbestand.sjabloon import make_xlsx as make_sjabloon
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import GegevensFout, InvoerFout

GEBIED = Sjabloontabel(
    "gebieden", {"code": "code", "aantal": "aantal", "naam": "naam"}, "code", frozenset({"code"}),
    voorbeelden=(("voorbeeld: BU0", 12, "x"),), oude_voorbeelden=(("BU0", 12, "x"),),
)  # fmt: skip
HUIS = Sjabloontabel(
    "complexen", {"complex": "naam", "code": "code", "aantal": "aantal"}, "complex", frozenset({"complex"})
)
VORMEN = (GEBIED, HUIS)


def read(bladen: dict[str, str]):
    return read_inhoud("a.xlsx", make_xlsx(bladen), VORMEN)


def read_csv(text: str):
    return read_inhoud("a.csv", text.encode(), VORMEN)


def list_regels(inhoud):
    return {
        table.vorm.naam: [(line.nummer, dict(line.cellen)) for line in table.regels]
        for table in inhoud.tabellen
    }


def test_sheets_are_known_by_name_and_others_are_left_alone() -> None:
    found = read(
        {
            "Kladblad": '<row><c t="e"><v>#N/A</v></c></row>',
            " Gebieden": make_rij(1, "Code ", "AANTAL") + make_rij(3, "BU1", 5),
            "uitleg": make_rij(1, "code"),
        }
    )
    assert list_regels(found) == {"gebieden": [(3, {"code": "BU1", "aantal": 5})]}
    assert (found.bevindingen, found.notities) == ((), ())


def test_a_sheet_that_looks_like_a_table_and_is_named_otherwise_is_told() -> None:
    found = read({
        "gebieden": make_rij(1, "code", "aantal") + make_rij(2, "BU1", 5),
        "Complexen 2026": make_rij(1, "complex", "code") + make_rij(2, "A", "BU1"),
        "Kladblad": make_rij(1, "nog", "vragen"),
        "vorige": make_rij(1, "code", "groep") + make_rij(2, "BU1", "x"),
    })  # fmt: skip
    assert list_regels(found).keys() == {"gebieden"}
    assert found.notities == (
        "blad 'Complexen 2026' is niet gelezen; hoort het erbij, geef het dan de naam 'complexen'",
        "blad 'vorige' is niet gelezen: het hoort hier niet bij",
    )


def test_without_their_names_sheets_are_known_by_their_columns() -> None:
    found = read(
        {
            "Blad1": make_rij(1, "complex", "code", "aantal") + make_rij(2, "A", "BU1", 3),
            "Blad2": "",
            "Blad3": make_rij(1, "code", "aantal") + make_rij(2, "BU1", 5),
        }
    )
    assert list_regels(found).keys() == {"complexen", "gebieden"}
    twice = read(
        {"Noord": make_rij(1, "code") + make_rij(2, "BU1"), "Zuid": make_rij(1, "code") + make_rij(2, "BU2")}
    )
    assert twice.bevindingen == (
        "bladen 'Noord' en 'Zuid': allebei met een kolom 'code'; zet alles op een blad 'gebieden'",
    )


def test_a_title_above_the_names_is_passed_and_told() -> None:
    rows = make_rij(1, "Capaciteit 2026") + make_rij(3, "code", "aantal") + make_rij(4, "BU1", 5)
    merge = '<mergeCells><mergeCell ref="A1:E1"/></mergeCells>'
    found = read({"gebieden": f"<worksheet><sheetData>{rows}</sheetData>{merge}</worksheet>"})
    assert list_regels(found) == {"gebieden": [(4, {"code": "BU1", "aantal": 5})]}
    assert found.bevindingen == ()
    assert found.notities == ("blad gebieden: wat boven de namen van de kolommen staat, is overgeslagen",)


def test_every_finding_names_its_sheet() -> None:
    found = read(
        {
            "gebieden": make_rij(1, "code", "kleur", None, "code", "herkomst")
            + make_rij(2, "BU1", None, 7, None, None, 8)
            + '<row r="3"><c r="A3" t="e"><v>#N/A</v></c></row>',
            "complexen": make_rij(1, "code") + make_rij(2, "BU1"),
        }
    )
    assert [text.partition(": ")[2] or text for text in found.bevindingen] == [
        "de foutwaarde #N/A (#N/B); verbeter de formule, of maak de cel leeg",
        "kolom 'code' staat er twee keer",
        "kolom 'kleur' is onbekend; haal hem weg, of kies uit code, aantal, naam",
        "kolom 'herkomst' is onbekend; haal hem weg: gegevens over personen of afkomst mogen hier niet in",
        "kolom C heeft geen naam; geef hem er een, of haal hem weg",
        "meer cellen dan kolommen; haal ze weg",
        "kolom 'complex' ontbreekt; zet hem erbij: naam",
    ]
    assert all(text.startswith(("blad gebieden", "blad complexen")) for text in found.bevindingen)


def test_a_sheet_left_as_the_template_is_no_fault_beside_one_that_is_filled_in() -> None:
    example = make_rij(1, "code", "aantal", "naam") + make_rij(2, "voorbeeld: BU0", 12, "x")
    found = read({"gebieden": example, "complexen": make_rij(1, "complex") + make_rij(2, "A")})
    assert list_regels(found).keys() == {"complexen"}
    assert found.notities == ("1 voorbeeldregel overgeslagen (blad gebieden, rij 2)",)
    alone = read({"gebieden": example})
    assert alone.bevindingen == ("blad gebieden: alleen het voorbeeld; vul eigen rijen in",)


def make_voorbeeld_ods() -> bytes:
    rows = ods_rij("code", "aantal", "naam") + ods_rij("Voorbeeld: BU0", 12, "x") + ods_rij("BU1", 5)
    return make_ods({"gebieden": rows})


@pytest.mark.parametrize(
    ("naam", "raw"),
    [
        ("a.csv", make_csv(GEBIED) + b"BU1;5;\r\n"), ("a.ods", make_voorbeeld_ods()),
        ("a.csv", (make_csv(GEBIED) + b"BU1;5;\r\n").decode("utf-8-sig").replace(";", ",").encode("cp1252")),
        ("a.txt", (make_csv(GEBIED) + b"BU1;5;\r\n").decode("utf-8-sig").replace(";", "\t").encode("utf-16")),
        ("a.csv", b"code;aantal;naam\nBU0;12;x\nBU1;5;\n"), ("a.csv", b"code;aantal\nBU0;12\nBU1;5\n"),
        ("a.csv", b"aantal;naam;code\n12;X;VOORBEELD: bu0\n5;;BU1\n"),
    ],
)  # fmt: skip
def test_an_example_is_known_however_it_was_saved_also_of_an_older_template(naam: str, raw: bytes) -> None:
    found = read_inhoud(naam, raw, VORMEN)
    assert found.bevindingen == ()
    [table] = found.tabellen
    assert [(line.read("code"), str(line.read("aantal"))) for line in table.regels] == [("BU1", "5")]
    assert found.notities == ("1 voorbeeldregel overgeslagen (blad gebieden, rij 2)",)


def test_an_example_that_was_filled_in_is_neither_counted_nor_lost() -> None:
    found = read_csv("code;aantal\nvoorbeeld: BU0;13\n")
    [told] = found.bevindingen
    assert told.startswith(
        "blad gebieden, rij 2, kolom code: begint met 'voorbeeld:', maar is veranderd; haal"
    )
    assert found.tabellen[0].regels == ()
    own = read_csv("code;aantal\nBU0;13\n")
    assert (own.bevindingen, len(own.tabellen[0].regels)) == ((), 1)


def test_the_workbook_template_holds_numbers_and_its_examples_do_not_count() -> None:
    found = read_inhoud("a.xlsx", make_sjabloon("Titel", VORMEN), VORMEN)
    assert [text.partition(";")[0] for text in found.bevindingen] == [
        "blad gebieden: alleen het voorbeeld",
        "blad complexen: er staan geen rijen in",
    ]
    assert make_sjabloon("Titel", VORMEN) == make_sjabloon("Titel", VORMEN)


def test_a_table_that_is_none_tells_what_was_expected_and_found() -> None:
    [told] = read_csv("naam;x\n1;2\n").bevindingen
    assert told.startswith(
        "verwacht in rij 1 de kolommen (code, aantal, naam) of (complex, code, aantal), gevonden: naam, x"
    )
    assert "gevonden: niets" in read_csv("").bevindingen[0]
    assert read({"Blad1": make_rij(1, "x")}).bevindingen == (
        "verwacht een blad 'gebieden' of 'complexen', gevonden: Blad1; geef het blad die naam",
    )


def test_very_many_findings_are_counted_and_content_is_both_kinds_of_fault() -> None:
    fault = refuse_inhoud("a.csv", [f"rij {number}" for number in range(1000)], "Er is niets overgenomen.")
    assert len(fault.bevindingen) == 201
    assert fault.bevindingen[-1] == "en nog 800 bevindingen"
    assert isinstance(fault, GegevensFout)
    assert isinstance(fault, InvoerFout)
    assert "Er is niets overgenomen." in str(fault)
    assert tell_notities(("een", "twee")) == " Een. Twee."
