"""The document of a scenario tells what may be shared, as the screen computes it, and nothing more."""

from __future__ import annotations

import datetime as dt
import io
import json

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling, opslag, tekst, toets
from woonzorg.fouten import InvoerFout
from woonzorg.rapport.scenariobestand import SCENARIOBESTANDEN, make_scenariobestand
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.zetten import set_pdf
from woonzorg.rapport.zicht import NIET_TE_DELEN, PER_GEBIED_VERBORGEN, Openbaar
from woonzorg.verdeling.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.meldingen import list_meldingen
from woonzorg.verdeling.merken import TEKENS
from woonzorg.verdeling.oordeel import OORDELEN
from woonzorg.verdeling.regels import PER_SLEUTEL as REGELS
from woonzorg.verdeling.ruimte import tabulate_belasting
from woonzorg.verdeling.scenario import parse_scenario
from woonzorg.verdeling.uitkomst import compute, describe_kop_openbaar, describe_openbaar
from woonzorg.verdeling.veld import make_veld

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
SPARED = SCORE.select("buurt").query("klasse == 'kwetsbaar'")["code"].iloc[0]


def work_out(eigen=None, **parts):
    base = {
        "versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt",
        "vraag": {"statushouders": 60, "beschermd_wonen": 30, "detentie": 8},
    }  # fmt: skip
    scenario = parse_scenario(json.dumps(base | parts).encode())
    veld = make_veld(SCORE, scenario.niveau, eigen.gebieden if eigen else None)
    return Openbaar(SNAPSHOT, SCORE, compute(scenario, veld))


@pytest.fixture(scope="module")
def openbaar():
    exception = {
        "code": SPARED,
        "motief": "#panic(): tijdelijk *plan*",
        "besluit_door": "College",
        "datum": "2026-03-03",
    }
    secret = exception | {"motief": "geheim motief", "groep": "detentie"}
    return work_out(
        naam="Alles op zijn plek", uitzonderingen=[exception, secret],
        afspraken=[{"gemeenten": ["GM9101", "GM9102"], "minstens": 5}],
    )  # fmt: skip


@pytest.fixture(scope="module")
def read(openbaar):
    return read_pdf(set_pdf(make_scenariostuk(openbaar, DATUM, adres="https://woonzorg.test")))


def sheets(raw):
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_headline_notices_rules_and_assumptions_are_those_of_the_outcome(openbaar, read):
    outcome = openbaar.uitkomst
    assert read.titel == "Verzonnen voorbeeldstreek. Verdeling: Alles op zijn plek"
    said = [describe_kop_openbaar(outcome), *list_meldingen(outcome), tekst.DISCLAIMER, tekst.FICTIE,
            outcome.scenario.id, SNAPSHOT.id, "#panic(): tijdelijk *plan*", "College", "3 maart 2026", "Minstens",
            *(REGELS[answer.regel].titel for answer in outcome.uitslagen),
            *(GROEPEN[line.groep].titel for line in outcome.scenario.vraag)]  # fmt: skip
    squeezed = squeeze(read.tekst)
    assert [text for text in said if squeeze(text) not in squeezed] == []
    assert all("CONCEPT" in blad for blad in read.bladen)
    assert len(read.boom.find("/Figure")) == 2
    assert all(tag.alt for tag in read.boom.find("/Figure"))
    assert f"https://woonzorg.test/scenarios?scenario={outcome.scenario.id}" in read.adressen


def test_figures_by_gemeente_and_area_are_those_that_may_be_shared(openbaar):
    outcome, view = openbaar.uitkomst, describe_openbaar(openbaar.uitkomst)
    tables = sheets(make_scenariobestand(openbaar, ".xlsx", DATUM))
    towns = tables["Woningen per gemeente"][1:]
    wanted = tabulate_belasting(outcome)
    assert [row[:4] for row in towns] == list(
        wanted[["naam", "taakstelling", "voorstel", "verschil"]].itertuples(index=False, name=None)
    )
    areas = next(rows for name, rows in tables.items() if name.startswith("Woningen per buurt"))
    assert {row[5]: row[3] for row in areas[1:]} == {
        row["code"]: row["aantal"] for row in view["plaatsingen"]
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


def test_the_place_of_a_sensitive_group_is_nowhere(openbaar, read):
    plan, groups = openbaar.uitkomst.plan.aantallen, openbaar.uitkomst.situatie.groepen
    position = groups.index("detentie")
    assert plan[:, position].any()  # it was placed, so there is something to hide
    told = openbaar.per_gebied
    everything = dict(zip(openbaar.uitkomst.situatie.veld.codes, plan.sum(axis=1).tolist(), strict=True))
    only = plan[:, position].astype(bool)
    hidden = [code for code, secret in zip(everything, only, strict=True) if secret]
    assert all(told.get(code, 0) < everything[code] for code in hidden)
    assert "geheim motief" not in read.tekst
    assert "Niet in dit stuk: uitzonderingen voor kleine groepen (1)." in read.tekst


def test_one_group_is_told_by_gemeente_only():
    openbaar = work_out(vraag={"statushouders": 40})
    text = read_pdf(set_pdf(make_scenariostuk(openbaar, DATUM))).tekst
    assert PER_GEBIED_VERBORGEN in text
    assert not any(code in text for code in openbaar.uitkomst.situatie.veld.codes)
    exported = openbaar.export_gebieden()
    assert set(exported["niveau"]) == {"gemeente"}
    assert exported["woningen"].sum() == sum(openbaar.uitkomst.plan.geplaatst)
    with pytest.raises(
        InvoerFout, match=r"Het beeld 'kaart' is er niet, of mag niet worden gedeeld\. Verwacht: gemeenten"
    ):
        make_scenariobestand(openbaar, ".png", DATUM, beeld="kaart")
    assert "Deel van wat vrijkomt" in make_scenariobestand(openbaar, ".svg", DATUM).decode()


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
    assert openbaar.met_eigen
    assert openbaar.per_gebied == {}
    tables = sheets(make_scenariobestand(openbaar, ".xlsx", DATUM))
    assert not any(name.startswith(("Woningen per buurt", "Woningen per klasse")) for name in tables)
    assert {row[4] for row in tables["De regels"][1:]} == {NIET_TE_DELEN}
    view = {row["code"]: row["aantal"] for row in describe_openbaar(openbaar.uitkomst)["plaatsingen"]}
    names = dict(zip(own["code"], own["naam"], strict=True))
    shown = {
        row[0]: row[2] for row in tables["Woningen per gemeente"][1:] if row[2] not in {NIET_TE_DELEN, 0}
    }
    assert shown == {names[code]: count for code, count in view.items()}


@pytest.mark.parametrize("soort", [soort for soort in SCENARIOBESTANDEN if soort not in {".xlsx", ".pdf"}])
def test_each_kind_of_file_is_made_alike_twice(openbaar, soort, tmp_path):
    raw = make_scenariobestand(openbaar, soort, DATUM)
    assert make_scenariobestand(openbaar, soort, DATUM) == raw
    if soort == ".json":
        assert parse_scenario(raw).kenmerken["afgeleid_van"] == openbaar.uitkomst.scenario.id
        assert "geheim motief" not in raw.decode()
    if soort == ".svg":
        assert "CONCEPT. Rekenvoorbeeld" in raw.decode()
    if soort in {".geojson", ".parquet"}:
        path = tmp_path / f"s{soort}"
        path.write_bytes(raw)
        areas = gpd.read_file(path) if soort == ".geojson" else gpd.read_parquet(path)
        placed = areas.set_index("code")["woningen"]
        assert {code: int(count) for code, count in placed.items() if count} == openbaar.per_gebied
        assert set(areas["scenario"]) == {openbaar.uitkomst.scenario.id}
        assert areas.geometry.notna().all()
        assert np.isfinite(areas["per_1000"].dropna()).all()


def test_proposed_sites_are_told_by_gemeente_and_never_by_area():
    area = SCORE.select("buurt").query("code == @SPARED").iloc[0]
    openbaar = work_out(toetsen=[{"code": SPARED, "groep": "statushouders", "aantal": 12}])
    tables = sheets(make_scenariobestand(openbaar, ".xlsx", DATUM))
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
