"""The command that makes files: each kind, its errors, and that an older file is never lost."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
from keten import run
from pdflezen import read_pdf

from woonzorg.opdracht.rapport import list_soorten
from woonzorg.rapport import soorten
from woonzorg.rapport.bestand import MIME
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.rapport.soorten import Stuksoort
from woonzorg.rapport.stuk import Alinea, Kop, Stuk

CODE = "BU91060000"
BEGIN = {
    ".pdf": b"%PDF-1.7", ".html": b"<!DOCTYPE html>", ".xlsx": b"PK", ".svg": b"<svg", ".png": b"\x89PNG",
    ".csv": b"\xef\xbb\xbfcode;", ".geojson": b"{", ".parquet": b"PAR1", ".json": b"{",
}  # fmt: skip


def make(tmp_path, *argv, naam):
    path = tmp_path / naam
    done = run("rapport", *argv, "--uit", str(path), "--datum", "2026-11-22", "--json")
    assert done.status == 0, done.err
    assert done.json == {"bestand": str(path), "soort": argv[0], "bytes": path.stat().st_size}
    return path.read_bytes()


KINDS = [(name, ext) for name in ("buurtblad", "kaart", "spreiding") for ext in list_soorten()[name].soorten]


@pytest.mark.parametrize(("soort", "extensie"), KINDS)
def test_each_kind_of_file_is_made_alike_twice(tmp_path, soort, extensie):
    goals = [CODE] if soort == "buurtblad" else ["--niveau", "wijk"]
    raw = make(tmp_path, soort, *goals, naam=f"stuk{extensie}")
    assert raw.startswith(BEGIN[extensie])
    assert make(tmp_path, soort, *goals, naam=f"ander{extensie.upper()}") == raw
    assert extensie in MIME
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"ander{extensie.upper()}", f"stuk{extensie}"]


def test_a_pack_holds_the_areas_in_the_order_in_which_they_are_named(tmp_path):
    wijk, gemeente = "WK910108", "GM9101"
    read = read_pdf(make(tmp_path, "kaartpak", wijk, CODE.lower(), wijk, gemeente, naam="pak.pdf"))
    assert len(read.bladen) == 4  # the map of the whole, then each area once
    assert [re.search(r"\d van \d", blad)[0] for blad in read.bladen[1:]] == ["1 van 3", "2 van 3", "3 van 3"]


def test_what_a_pack_cannot_find_is_told_of_all_together(tmp_path):
    done = run("rapport", "kaartpak", CODE, "BU00000000", "iets", "--uit", str(tmp_path / "pak.pdf"))
    assert done.status == 2
    assert "BU00000000 en IETS" in done.err
    assert list(tmp_path.iterdir()) == []
    assert run("rapport", "kaartpak", "--uit", str(tmp_path / "pak.pdf")).status == 2


def test_a_scenario_is_worked_out_and_told(tmp_path):
    path = tmp_path / "s.json"
    path.write_text(
        '{"versie": 1, "regio": "voorbeeldstreek", "niveau": "wijk", "vraag": {"statushouders": 20}}'
    )
    read = read_pdf(make(tmp_path, "scenario", str(path), naam="s.pdf"))
    assert "Rekenvoorbeeld: voor" in read.tekst
    assert "22 november 2026" in read.tekst
    assert b'"statushouders"' in make(tmp_path, "scenario", str(path), naam="kopie.json")
    done = run("rapport", "scenario", str(tmp_path / "geen.json"), "--uit", str(tmp_path / "g.pdf"))
    assert (done.status, "geen.json is niet te openen" in done.err) == (2, True)


INITIATIEF = '{"versie": 1, "plek": "BU91010001", "groep": "%s", "instrument": "%s", "aantal": %d}'


def test_an_initiative_is_judged_by_the_rules_of_a_scenario_and_told_on_paper(tmp_path):
    path, plan = tmp_path / "i.json", tmp_path / "s.json"
    path.write_text(INITIATIEF % ("statushouders", "nieuwbouw", 1))
    plan.write_text('{"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 20}, '
                    '"schalen": {"statushouders": {"nieuwbouw": "buurt"}}}')  # fmt: skip
    assert "Getoetst op de schaal wijk" in read_pdf(make(tmp_path, "toets", str(path), naam="t.pdf")).tekst
    chosen = make(tmp_path, "toets", str(path), "--scenario", str(plan), naam="u.pdf")
    assert "Getoetst op de schaal buurt: eigen keuze" in read_pdf(chosen).tekst
    path.write_text(INITIATIEF % ("psychisch", "toewijzing", 1))
    for argv, said in (
        (["toets", str(path)], "Dit gaat over één toewijzing"),
        (["toets", str(tmp_path / "geen.json")], "geen.json is niet te openen"),
        (["toets"], "Verwacht: 1 keer een bestand van een initiatief"),
        (["buurtblad", CODE, "--scenario", str(plan)], "'buurtblad' gaat niet over een initiatief"),
    ):
        done = run("rapport", *argv, "--uit", str(tmp_path / "n.pdf"))
        assert (done.status, said in done.err) == (2, True), done.err


def test_a_document_that_is_added_is_made_by_the_command(tmp_path, monkeypatch):
    def describe(stof, datum, adres):
        blocks = (Kop(f"Briefje over {stof.beeld.toets.naam}", 1), Alinea(adres or "geen adres"))
        return Stuk("Briefje", "Briefje", "streek", datum, blocks, "voet")

    added = Stuksoort("briefje", "Briefje", Buurtstof, describe)
    monkeypatch.setattr(soorten, "SOORTEN", (*soorten.SOORTEN, added))
    text = read_pdf(make(tmp_path, "briefje", CODE, naam="b.pdf")).tekst
    assert "Briefje over " in text
    assert "geen adres" in text
    assert "Eigenaar: " in text  # as every document
    refused = run("rapport", "briefje", "--uit", str(tmp_path / "c.pdf"))
    assert (refused.status, "Verwacht: 1 keer de code van een gebied" in refused.err) == (2, True)


def test_the_date_and_the_year_come_from_the_command(tmp_path):
    text = read_pdf(make(tmp_path, "buurtblad", CODE.lower(), "--jaar", "2020", naam="b.pdf")).tekst
    assert "22 november 2026" in text
    assert "Dit zijn de cijfers en de klasse van 2020." in text


@pytest.mark.parametrize("soort", ["kaart", "spreiding", "huishoudens"])
def test_a_slide_of_an_earlier_year_says_that_year(tmp_path, soort):
    drawn = make(tmp_path, soort, "--jaar", "2020", naam="d.svg").decode()
    assert "SES-WOA 2020, Leefbaarometer 2020" in drawn
    assert "SES-WOA 2024" not in drawn


def test_a_gemeente_is_asked_for_by_code_or_name_and_told(tmp_path):
    town = "'s-Gravenwoud aan de Wouwe"
    for asked in ("gm9106", town.upper()):
        drawn = unescape(
            make(tmp_path, "kaart", "--niveau", "wijk", "--gemeente", asked, naam="d.svg").decode()
        )
        assert re.search(rf"<title>Verzonnen voorbeeldstreek. {town}: in \d van de 5 wijken", drawn)
        assert f"<title>Verzonnen voorbeeldstreek. {town}: " in unescape(
            make(tmp_path, "huishoudens", "--gemeente", asked, naam="h.svg").decode())  # fmt: skip
    raw = make(tmp_path, "kaart", "--niveau", "wijk", "--gemeente", "GM9106", naam="d.geojson")
    rows = gpd.read_file(io.BytesIO(raw))
    assert len(rows) == 5
    assert set(rows["gemeente"]) == {town}


@pytest.mark.parametrize(
    ("soort", "naam", "gemeente", "woorden"),
    [("kaart", "d.svg", "Nergens", "De gemeente 'Nergens' ligt niet in deze streek."),
     ("opgave", "o.pdf", "GM9106", "'opgave' gaat niet per gemeente.")],
)  # fmt: skip
def test_a_gemeente_that_cannot_be_told_is_refused(tmp_path, soort, naam, gemeente, woorden):
    done = run("rapport", soort, "--gemeente", gemeente, "--uit", str(tmp_path / naam))
    assert (done.status, woorden in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_document_says_who_answers_for_it(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_EIGENAAR", "Regio *Voorbeeld*")
    monkeypatch.setenv("WOONZORG_CONTACT", "klopt@voorbeeld.test")
    read = read_pdf(make(tmp_path, "buurtblad", CODE, naam="b.pdf"))
    assert "Eigenaar: Regio *Voorbeeld*. Klopt dit niet? Zeg het ons: klopt@voorbeeld.test." in read.tekst
    assert len(read.bladen) == 3


def test_files_of_areas_hold_the_level_asked_for_and_their_sources(tmp_path):
    make(tmp_path, "kaart", "--niveau", "wijk", naam="k.geojson")
    areas = gpd.read_file(tmp_path / "k.geojson")
    assert set(areas["niveau"]) == {"wijk"}
    book = openpyxl.load_workbook(io.BytesIO(make(tmp_path, "kaart", naam="k.xlsx")))
    assert book.sheetnames == ["gebieden", "bronnen"]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (
            ["kaart", "--uit", "k.pdf"],
            "Van 'kaart' is geen bestand met '.pdf' te maken. Verwacht: .png, .svg",
        ),
        (["kaart", "--uit", "kaart"], "Gevonden: geen extensie"),
        (["buurtblad", "--uit", "b.pdf"], "Verwacht: 1 keer de code van een gebied. Gevonden: geen."),
        (["buurtblad", CODE, CODE, "--uit", "b.pdf"], f"Gevonden: {CODE} {CODE}."),
        (["kaart", CODE, "--uit", "k.svg"], "dit gaat over de hele streek"),
        (
            ["buurtblad", "BU91069999", "--uit", "b.pdf"],
            "Het gebied 'BU91069999' staat niet in deze gegevens",
        ),
        (["buurtblad", CODE, "--jaar", "1999", "--uit", "b.pdf"], "Voor 1999 zijn er geen klassen."),
        (["buurtblad", CODE, "--datum", "morgen", "--uit", "b.pdf"], "'morgen' is geen datum als 2026-11-22"),
        (
            ["buurtblad", CODE, "--datum", "20261122", "--uit", "b.pdf"],
            "'20261122' is geen datum als 2026-11-22",
        ),
        (["onbekend", "--uit", "b.pdf"], "dit kan niet"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(tmp_path, monkeypatch, argv, found):
    monkeypatch.chdir(tmp_path)
    done = run("rapport", *argv)
    assert done.status == 2
    assert found in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_the_older_file(tmp_path, monkeypatch):
    older = tmp_path / "b.html"
    older.write_text("ouder")

    def refuse(*_args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        done = run("rapport", "buurtblad", CODE, "--uit", str(older), "--json")
    assert done.status == 1
    assert "Het bestand b.html kon niet worden geschreven." in json.loads(done.out)["fout"]
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("b.html", "ouder")]
    assert run("rapport", "kaart", "--uit", str(tmp_path / "geen" / "k.svg")).status == 1


def test_an_own_area_of_a_file_is_asked_for_by_name_and_told(tmp_path):
    path = tmp_path / "kernen.csv"
    path.write_text("naam;code;soort\nEys;BU91010000;kern\nEys;BU91010001;kern\n", encoding="utf-8")
    for asked in ("eys", "Kern Eys"):
        drawn = make(tmp_path, "kaart", "--kern", f"{path}:{asked}", naam="d.svg").decode()
        assert re.search(r"<title>Verzonnen voorbeeldstreek. In \d van de 2 buurten van kern Eys", drawn)
    drawn = make(tmp_path, "huishoudens", "--kern", f"{path}:Eys", naam="h.svg").decode()
    assert ">kern Eys<" in drawn
    assert ">Zilverhage<" not in drawn
    rows = gpd.read_file(io.BytesIO(make(tmp_path, "kaart", "--kern", f"{path}:Eys", naam="d.geojson")))
    assert set(rows["code"]) == {"BU91010000", "BU91010001"}


@pytest.mark.parametrize(
    ("rest", "woorden"),
    [(["--kern", "{}:Zuid"], "staat niet in kernen.csv. Verwacht: een van: kern Eys"),
     (["--kern", "Eys"], "Verwacht: een bestand en een naam"),
     (["--kern", "{}:Eys", "--niveau", "wijk"], "Een eigen gebied bestaat uit buurten."),
     (["--kern", "{}:Eys", "--gemeente", "GM9106"], "niet allebei"),
     (["--kern", "{}x:Eys"], "is niet te openen")],
)  # fmt: skip
def test_an_own_area_that_cannot_be_told_is_refused(tmp_path, rest, woorden):
    path = tmp_path / "kernen.csv"
    path.write_text("naam;code;soort\nEys;BU91010000;kern\n", encoding="utf-8")
    done = run("rapport", "kaart", *(part.format(path) for part in rest), "--uit", str(tmp_path / "d.svg"))
    assert (done.status, woorden in " ".join(done.err.split())) == (2, True), done.err
    assert [one.name for one in tmp_path.iterdir()] == ["kernen.csv"]
