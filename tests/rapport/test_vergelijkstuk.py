"""The document of a comparison renders the comparison that the page shows, in the form that may be shared."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.links.vergelijking import parse_keuze
from woonzorg.oordeel import toets
from woonzorg.rapport.beelden import draw_vergelijking, list_vergelijkbeelden
from woonzorg.rapport.bestand import make_stuk
from woonzorg.rapport.stuk import Alinea
from woonzorg.rapport.vergelijkstuk import Vergelijkstof, make_vergelijkstuk
from woonzorg.rapport.zicht import NIET_TE_DELEN
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario
from woonzorg.verdeling.vergelijking.kant import make_kant
from woonzorg.verdeling.vergelijking.vergelijking import compare, describe_kop, describe_verplaatst

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)


def make_side(vraag, eigen=None, **parts):
    base = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "wijk", "vraag": vraag}
    own = {"eigen_cijfers": eigen.hash} if eigen else {}
    scenario = parse_scenario(json.dumps(base | own | parts).encode())
    veld = make_veld(SCORE, scenario.niveau, eigen.gebieden if eigen else None)
    return make_kant(compute_plan(scenario, veld))


@pytest.fixture(scope="module")
def found():
    demand = {"statushouders": 60, "beschermd_wonen": 30}
    a = make_side(demand, naam="#panic() A", status="besproken")
    return compare(a, make_side(demand | {"statushouders": 90}, naam="Plan B <script>"))


def make_stof(found, lines=None):
    return Vergelijkstof(found, SNAPSHOT, SCORE, lambda: lines)


def read_sheets(stuk):
    book = openpyxl.load_workbook(io.BytesIO(make_stuk(stuk, ".xlsx")))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_paper_tells_the_comparison_that_the_page_shows(found):
    stuk = make_vergelijkstuk(make_stof(found), DATUM, "https://woonzorg.test")
    read = read_pdf(make_stuk(stuk, ".pdf"))
    squeezed = squeeze(read.tekst)
    said = [describe_kop(found), describe_verplaatst(found), "#panic() A", "Plan B <script>",
            *(key.titel for key in found.sleutels)]  # fmt: skip
    assert [text for text in said if squeeze(text) not in squeezed] == []
    assert all("CONCEPT" in blad for blad in read.bladen)  # B is one
    assert len(read.boom.find("/Figure")) == 4  # two charts, and a small map of each plan
    assert read.adressen[-1].startswith("https://woonzorg.test/vergelijken?a=")


def test_the_link_on_the_paper_holds_the_levers_of_its_years(found):
    turned = dataclasses.replace(make_stof(found), knoppen={"mutatiegraad": 9.5})
    blokken = make_vergelijkstuk(turned, DATUM, "https://woonzorg.test").list_blokken()
    (address,) = [blok.adres for blok in blokken if isinstance(blok, Alinea) and blok.adres]
    keuze, notices = parse_keuze(dict(parse_qsl(urlsplit(address).query)))
    assert (keuze.knoppen, notices) == ({"mutatiegraad": 9.5}, ())


def test_its_tables_are_those_of_the_comparison(found):
    tables = read_sheets(make_vergelijkstuk(make_stof(found), DATUM))
    assert tables["Woningen per gemeente"][0][1:6] == (
        "Naar inwoners, A",
        "Naar inwoners, B",
        "A",
        "B",
        "B min A",
    )
    towns = [row[:5] for row in tables["Woningen per gemeente"][1:]]
    wanted = found.gemeenten[["naam", "taakstelling_a", "taakstelling_b", "a", "b"]]
    assert towns == list(wanted.itertuples(index=False, name=None))
    assert not [name for name in tables if "Verschil per" in name]  # a plan is compared by gemeente
    measures = {row[0]: row[4] for row in tables["Maten van alle plannen"][1:]}
    assert measures["A: #panic() A"] == pytest.approx(found.a.maten.hoogste_belasting)
    rules = next(rows for name, rows in tables.items() if name.startswith("De regels"))
    assert sum(row[1].startswith("niet gehaald in ") for row in rules[1:]) == len(found.a.gebroken)
    assert sum(row[3].startswith("niet gehaald in ") for row in rules[1:]) == len(found.sleutels[0].gebroken)
    assert all(row[1].startswith("niet getoetst in 47 wijken: ") for row in rules if row[0] == "Complexen")
    assert sum("niet getoetst in" in row[1] for row in rules[1:]) == len(found.a.ongetoetst)


def test_of_three_plans_what_is_equal_stands_once(found):
    """A and C are one plan by two names: no two equal columns, and none without a word."""
    third = compare(found.a, found.b, found.a)
    stuk = make_vergelijkstuk(make_stof(third), DATUM, "https://woonzorg.test")
    tables = read_sheets(stuk)
    assert tables["Woningen per gemeente"][0][1:5] == (
        "Naar inwoners, A = C",
        "Naar inwoners, B",
        "A = C",
        "B",
    )
    rules = next(rows for name, rows in tables.items() if name.startswith("De regels"))
    assert rules[0][1:3] == ("A = C", "B")
    asked = next(rows for name, rows in tables.items() if name.startswith("Waarin A, B en C"))
    assert asked[0] == ("Wat", "A = C", "B")
    rest = tables["Zonder plek, per groep"]
    left = {group: (third.a.zonder_plek[group], third.b.zonder_plek[group]) for group in third.a.zonder_plek}
    assert sorted(row[1:] for row in rest[1:]) in (
        sorted(left.values()),
        [(value[0],) for value in sorted(left.values())],
    )
    read = read_pdf(make_stuk(stuk, ".pdf"))
    assert "A = C: dezelfde uitkomst" in read.tekst
    slide = draw_vergelijking(make_stof(third), DATUM)["kaart"]
    words = [text.text for text in ET.fromstring(slide).iter("{http://www.w3.org/2000/svg}text")]
    heads = [word for word in words if word and word.startswith(("A = C: ", "B: "))]
    assert heads == ["A = C: #panic() A", "B: Plan B <script>"]
    for name in "ab":
        assert {str(count) for count in third.gemeenten[name]} <= set(words)
    ids = [side.scenario.id for side in (found.a, found.b, found.a)]
    assert read.adressen[-1] == f"https://woonzorg.test/vergelijken?a={ids[0]}&b={ids[1]}&c={ids[2]}"


def test_the_years_stand_in_pictures_and_tables(found):
    lines = {
        letter: project_scenario(side.scenario, side.situatie.veld, 2026)
        for letter, side in zip("AB", (found.a, found.b), strict=True)
    }
    stuk = make_vergelijkstuk(make_stof(found, lines), DATUM)
    rows = read_sheets(stuk)["Tekort aan woningen"][1:]
    assert [row[0] for row in rows] == [str(stand.jaar) for stand in lines["A"]["laag"].standen]
    assert [row[4] for row in rows] == pytest.approx([stand.tekort for stand in lines["B"]["hoog"].standen])
    read = read_pdf(make_stuk(stuk, ".pdf"))
    assert "Gemeten naar het aandeel nu wordt geen enkel gebied een concentratie" in read.tekst
    assert "Maatstaf: het kenmerk" in read.tekst
    assert len(read.boom.find("/Figure")) == 6


def test_the_years_of_others_are_those_of_the_groups_that_are_told():
    side = make_side({"statushouders": 60, "detentie": 400})
    own, shared = (
        project_scenario(side.scenario, side.situatie.veld, 2026, openbaar=openbaar)["hoog"]
        for openbaar in (False, True)
    )
    assert (own.standen[1].vraag, shared.standen[1].vraag) == (460, 60)


def test_the_planners_own_view_is_no_paper():
    side = make_side({"statushouders": 60})
    with pytest.raises(InvoerFout, match="eigen werk"):
        make_vergelijkstuk(make_stof(compare(side, side, openbaar=False)), DATUM)


def test_its_slides_are_a_map_and_two_charts_with_the_headline_of_the_page(found):
    slides = draw_vergelijking(make_stof(found), DATUM)
    assert tuple(slides) == list_vergelijkbeelden(make_stof(found)) == ("kaart", "gemeenten", "maten")
    for slide in slides.values():
        told = f"Verzonnen voorbeeldstreek. CONCEPT. {describe_kop(found)}"
        assert ET.fromstring(slide).get("aria-label") == told
        words = " ".join(ET.fromstring(slide).itertext())
        for letter, side in (("A", found.a), ("B", found.b)):
            assert f"{letter}: {side.titel} · kenmerk {side.scenario.id} · sleutel: naar inwoners" in words
    assert "Hoogste aandeel (LQ)" in slides["maten"]


def test_measures_on_own_figures_and_small_regions_are_not_shared():
    wijken = SCORE.select("wijk")["code"].tolist()
    own = SCORE.gebieden[SCORE.gebieden["rol"] == "regio"]
    buurten = own[own["niveau"] == "buurt"]

    def read_own(numbers):
        lines = "\n".join(
            ["code;capaciteit", *(f"{code};{n}" for code, n in zip(wijken, numbers, strict=False))]
        )
        return read_eigen_cijfers("eigen.csv", lines.encode(), set(wijken), buurten)

    large = read_own([40] * len(wijken))
    found = compare(make_side({"statushouders": 50}, large), make_side({"statushouders": 70}, large))
    text = read_pdf(make_stuk(make_vergelijkstuk(make_stof(found), DATUM), ".pdf")).tekst
    assert f"De maten rusten op eigen cijfers: {NIET_TE_DELEN}." in text
    assert "Hoogste aandeel (LQ)" not in text
    slides = draw_vergelijking(make_stof(found), DATUM)
    assert tuple(slides) == list_vergelijkbeelden(make_stof(found)) == ("kaart", "gemeenten")
    small = read_own([3, 4, *[0] * (len(wijken) - 2)])
    few = make_side({"statushouders": 50}, small)
    assert few.geplaatst
    with pytest.raises(InvoerFout, match="verborgen"):
        make_vergelijkstuk(make_stof(compare(few, few)), DATUM)
