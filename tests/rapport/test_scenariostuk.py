"""The document of a scenario tells what may be shared, as the screen computes it, and nothing more."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.methode.wijkproces import RIJK_KOP
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.soorten import SCENARIO
from woonzorg.rapport.zetten import set_pdf
from woonzorg.rapport.zicht import NIET_TE_DELEN, Openbaar
from woonzorg.verdeling.delen.openbaar import STATUSTEKST, VERBORGEN, find_status
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, describe_openbaar, list_privacy
from woonzorg.verdeling.uitkomst.meldingen import list_meldingen
from woonzorg.verdeling.uitkomst.merken import TEKENS
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
SPARED = SCORE.select("buurt").query("klasse == 'kwetsbaar'")["code"].iloc[0]


def compute_ruw(eigen=None, **parts):
    """Return the planner's own outcome."""
    base = {
        "versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt",
        "vraag": {"statushouders": 60, "beschermd_wonen": 30, "detentie": 8},
    }  # fmt: skip
    scenario = parse_scenario(json.dumps(base | parts).encode())
    veld = make_veld(SCORE, scenario.niveau, eigen.gebieden if eigen else None)
    return compute(scenario, veld)


def work_out(eigen=None, **parts):
    return Openbaar(SNAPSHOT, SCORE, compute_ruw(eigen, **parts))


EXCEPTION = {
    "code": SPARED, "motief": "#panic(): tijdelijk *plan*", "besluit_door": "College", "datum": "2026-03-03",
    "aantal": 2,
}  # fmt: skip
PARTS = {
    "naam": "Alles op zijn plek", "auteur": "Jo",
    "uitzonderingen": [EXCEPTION, EXCEPTION | {"motief": "geheim motief", "groep": "detentie"}],
    "afspraken": [{"gemeenten": ["GM9101", "GM9102"], "minstens": 5}],
}  # fmt: skip


@pytest.fixture(scope="module")
def ruw():
    return compute_ruw(**PARTS)


@pytest.fixture(scope="module")
def openbaar(ruw):
    return Openbaar(SNAPSHOT, SCORE, ruw)


@pytest.fixture(scope="module")
def read(openbaar):
    return read_pdf(set_pdf(make_scenariostuk(openbaar, DATUM, "https://woonzorg.test")))


def sheets(raw):
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_headline_notices_rules_and_assumptions_are_those_of_the_outcome(openbaar, read):
    outcome = openbaar.uitkomst
    assert read.titel == "Verzonnen voorbeeldstreek. Verdeling: Alles op zijn plek"
    said = [describe_kop_openbaar(outcome), *list_meldingen(outcome), klassewoorden.DISCLAIMER, klassewoorden.FICTIE,
            outcome.scenario.id, SNAPSHOT.id, "Jo (naam niet gecontroleerd)", "Minstens", RIJK_KOP,
            *list_privacy(outcome),
            *(REGELS[answer.regel].titel for answer in outcome.uitslagen),
            GROEPEN["statushouders"].titel, GROEPEN["beschermd_wonen"].titel]  # fmt: skip
    squeezed = squeeze(read.tekst)
    assert [text for text in said if squeeze(text) not in squeezed] == []
    assert all("CONCEPT" in blad for blad in read.bladen)
    assert len(read.boom.find("/Figure")) == 2
    assert all(tag.alt for tag in read.boom.find("/Figure"))
    assert f"https://woonzorg.test/scenarios?scenario={outcome.scenario.id}" in read.adressen


def test_figures_by_gemeente_and_area_are_those_that_may_be_shared(openbaar):
    outcome, view = openbaar.uitkomst, describe_openbaar(openbaar.uitkomst)
    tables = sheets(SCENARIO.make(openbaar, ".xlsx", DATUM))
    towns = tables["Woningen per gemeente"][1:]
    wanted = tabulate_belasting(outcome)
    assert [row[:4] for row in towns] == list(
        wanted[["naam", "taakstelling", "voorstel", "verschil"]].itertuples(index=False, name=None)
    )
    wijken = next((rows for name, rows in tables.items() if name.startswith("Woningen per wijk")), [()])
    assert {row[3]: row[2] for row in wijken[1:] if row[3]} == {
        row["code"]: row["aantal"] for row in view["wijken"]
    }
    assert not any(name.startswith("Woningen per buurt") for name in tables)
    buurten = SCORE.select("buurt")
    assert {row[3]: row[2] for row in tables["Wat zegt de regel"][1:]} == {
        code: STATUSTEKST[find_status(klasse)]
        for code, klasse in zip(buurten["code"], buurten["klasse"], strict=True)
    }
    left = (
        {row[0]: row[1] for row in tables["Zonder plek, per groep"][1:]}
        if "Zonder plek, per groep" in tables
        else {}
    )
    assert left == {GROEPEN[name].titel: count for name, count in view["niet_geplaatst"].items() if count}
    rules = {row[0]: row[2:4] for row in tables["De regels"][1:]}
    for rule in view["regels"]:
        title = f"{REGELS[rule['regel']].titel} (versie {REGELS[rule['regel']].versie})"
        outcome, holds_back = rules[title]
        assert outcome.startswith(f"{TEKENS[rule['uitkomst']]} {OORDELEN[rule['uitkomst']]}")
        assert ("niet getoetst in" in outcome) == bool(rule["niet_getoetst"])
        assert holds_back == ("ja" if rule["bindend"] else "nee")
    untested = {rule["regel"] for rule in view["regels"] if rule["uitkomst"] == "niet_getoetst"}
    assert "complex" in untested  # there are no figures of complexes


def test_a_group_for_which_more_privacy_holds_is_nowhere(ruw, openbaar, read):
    assert ruw.plan.geplaatst[ruw.situatie.groepen.index("detentie")] == 8  # so there is something to hide
    assert "detentie" not in openbaar.uitkomst.situatie.groepen
    assert sum(openbaar.uitkomst.plan.geplaatst) == sum(ruw.plan.geplaatst) - 8
    assert "geheim motief" not in read.tekst
    assert GROEPEN["detentie"].titel not in read.tekst
    files = b"".join(SCENARIO.make(openbaar, kind, DATUM) for kind in (".html", ".json", ".geojson", ".svg"))
    assert not [word for word in ("geheim", "tijdelijk *plan*", '"detentie"') if word in files.decode()]
    tables = sheets(SCENARIO.make(openbaar, ".xlsx", DATUM))
    assert {row[0] for row in next(t for n, t in tables.items() if n.startswith("De vraag"))[1:]} == {
        GROEPEN["statushouders"].titel, GROEPEN["beschermd_wonen"].titel,
    }  # fmt: skip


def test_an_exception_is_in_a_paper_when_its_decision_is_public():
    decided = work_out(**PARTS, status="vastgesteld", besluit="raad", datum="2026-04-01")
    text = read_pdf(set_pdf(make_scenariostuk(decided, DATUM))).tekst
    assert squeeze("#panic(): tijdelijk *plan*") in squeeze(text)
    assert "geheim motief" not in text
    assert "Niet in dit stuk: 1." in text


def test_no_buurt_has_a_number_however_many_groups_and_the_map_is_the_same_in_every_plan():
    plans = [
        work_out(vraag=vraag) for vraag in ({"statushouders": 300, "psychisch": 1}, {"beschermd_wonen": 20})
    ]
    maps = [SCENARIO.make(plan, ".svg", DATUM, beeld="kaart").decode() for plan in plans]
    drawn = [re.findall(r'<path [^>]*class="[^"]*vlak[^>]*>|fill="[^"]*"', text) for text in maps]
    assert drawn[0] == drawn[1]
    exported = plans[0].export_gebieden()
    assert exported[exported["niveau"] == "buurt"]["woningen"].isna().all()
    towns = exported[exported["niveau"] == "gemeente"]
    assert towns["woningen"].sum() == sum(plans[0].uitkomst.plan.geplaatst)
    told = exported[exported["niveau"] == "wijk"]
    assert dict(zip(told["code"], told["woningen"], strict=True)) == plans[0].plan.wijken != {}
    page = SCENARIO.make(plans[0], ".html", DATUM).decode()
    assert not any(code in page for code in SCORE.select("buurt")["code"])
    assert "Deel van wat vrijkomt" in SCENARIO.make(plans[0], ".svg", DATUM, beeld="gemeenten").decode()


def test_own_figures_and_what_follows_from_them_stay_out():
    codes = SCORE.select("buurt")["code"].tolist()
    lines = [
        "code;capaciteit",
        *(f"{code};{7 if number % 2 else 23}" for number, code in enumerate(codes[:30])),
    ]
    own = SCORE.gebieden[SCORE.gebieden["rol"] == "regio"]
    eigen = read_eigen_cijfers(
        "eigen.csv", "\n".join(lines).encode(), set(codes), own[own["niveau"] == "buurt"]
    )
    openbaar = work_out(eigen, eigen_cijfers=eigen.hash)
    assert openbaar.verborgen
    tables = sheets(SCENARIO.make(openbaar, ".xlsx", DATUM))
    assert not any(name.startswith("Woningen per") for name in tables)
    assert {row[4] for row in tables["De regels"][1:]} == {NIET_TE_DELEN}
    assert {row[1] for row in tables["Zonder plek, per groep"][1:]} == {NIET_TE_DELEN}
    assert VERBORGEN in SCENARIO.make(openbaar, ".html", DATUM).decode()
    exported = openbaar.export_gebieden()
    assert exported["woningen"].isna().all()
    with pytest.raises(
        InvoerFout, match=r"'gemeenten' is er niet, of mag niet worden gedeeld\. Verwacht: kaart"
    ):
        SCENARIO.make(openbaar, ".png", DATUM, beeld="gemeenten")


@pytest.mark.parametrize("soort", [soort for soort in SCENARIO.formaten if soort not in {".xlsx", ".pdf"}])
def test_each_kind_of_file_is_made_alike_twice(openbaar, soort, tmp_path):
    raw = SCENARIO.make(openbaar, soort, DATUM)
    assert SCENARIO.make(openbaar, soort, DATUM) == raw
    if soort == ".json":
        with pytest.raises(InvoerFout, match="geen scenario"):
            parse_scenario(raw)  # what is shared gives no plan back
    if soort == ".svg":
        assert "CONCEPT. Rekenvoorbeeld" in raw.decode()
    if soort in {".geojson", ".parquet"}:
        path = tmp_path / f"s{soort}"
        path.write_bytes(raw)
        areas = gpd.read_file(path) if soort == ".geojson" else gpd.read_parquet(path)
        placed = areas.set_index("code")["woningen"].dropna().astype(int).to_dict()
        assert placed == {**openbaar.plan.gemeenten, **openbaar.plan.wijken}
        assert set(areas["scenario"]) == {openbaar.uitkomst.scenario.id}
        assert areas.geometry.notna().all()
        assert np.isfinite(areas["per_1000"].dropna()).all()


def test_proposed_sites_are_told_by_gemeente_and_never_by_area():
    area = SCORE.select("buurt").query("code == @SPARED").iloc[0]
    openbaar = work_out(toetsen=[{"code": SPARED, "groep": "statushouders", "aantal": 12}])
    tables = sheets(SCENARIO.make(openbaar, ".xlsx", DATUM))
    rows = tables["Voorstellen per gemeente"][1:]
    assert rows == [(area["gemeentenaam"], GROEPEN["statushouders"].titel, 12, "past niet binnen de regels")]


def test_what_is_decided_says_so_and_carries_no_watermark():
    openbaar = work_out(
        status="vastgesteld", besluit="Raad van Vossenmarke", datum="2026-02-01", niveau="wijk"
    )
    read = read_pdf(set_pdf(make_scenariostuk(openbaar, DATUM)))
    assert "Raad van Vossenmarke (1 februari 2026)" in read.tekst
    assert "Vastgesteld" in read.tekst
    assert "CONCEPT" not in read.tekst


def test_initiatives_are_named_by_gemeente_and_never_with_place_number_or_a_secret(openbaar):
    def row(naam, kenmerk, **more):
        came = {"kenmerk": f"{kenmerk:012x}", "naam": naam} | more.pop("initiatief", {})
        return {"code": "BU91010902", "aantal": 77, "groep": "statushouders"} | more | {"initiatief": came}

    planned = [
        row("De Linde", 1), row("Het Baken", 2, groep="detentie"), row("Mevr. Jansen", 3),
        row("Kleine Flat", 4, initiatief={"klein": True}),
    ]  # fmt: skip
    case = EXCEPTION | {
        "groep": "statushouders",
        "initiatief": {"kenmerk": "a" * 12, "naam": "De Uitzondering"},
    }
    parts = {"gepland": planned, "uitzonderingen": [case]}
    concept = work_out(**parts)
    told = repr(make_scenariostuk(concept, DATUM).blokken)
    assert "'De Linde', 'Zilverhage', 'geplande woningen'" in told
    assert "'zonder naam', 'Zilverhage'" in told
    assert "Niet genoemd: 3." in told  # detentie, small counts, and a decision that is not public yet
    for word in ("Baken", "Kleine Flat", "Jansen", "De Uitzondering", "BU91010902", "77"):
        assert word not in told.partition("Welke initiatieven")[2].partition("Kop(")[0]
    assert concept.plan.wijken == {}  # in which wijk a site for detentie came would show in its total
    decided = work_out(**parts, status="vastgesteld", besluit="raad", datum="2026-03-03")
    told = repr(make_scenariostuk(decided, DATUM).blokken)
    assert "'De Uitzondering'" in told
    assert "uitzondering: besluit van College, 3 maart 2026" in told
    small = [case | {"initiatief": case["initiatief"] | {"klein": True}}]
    hidden = work_out(uitzonderingen=small, status="vastgesteld", besluit="raad", datum="2026-03-03")
    assert "tijdelijk" not in repr(make_scenariostuk(hidden, DATUM).blokken)
    assert "Welke initiatieven" not in repr(make_scenariostuk(openbaar, DATUM).blokken)  # a plan without any
