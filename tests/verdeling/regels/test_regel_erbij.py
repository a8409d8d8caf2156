"""A rule is one object: one that is added reaches solver, file, marks, differences and explanation by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from uitbreiding import PROEF
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.verklaring import Versoepeling, find_knelpunten, find_versoepelingen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_plan
from woonzorg.verdeling.regels.uitleg import list_regels
from woonzorg.verdeling.scenario.bewerken import set_parameter, switch_regel
from woonzorg.verdeling.scenario.inhoud import Scenario, parse_scenario
from woonzorg.verdeling.scenario.schema import make_bestandschema
from woonzorg.verdeling.uitkomst.antwoord import compute, describe_tekst
from woonzorg.verdeling.uitkomst.merken import list_merken
from woonzorg.verdeling.vergelijking.opdracht import Opdrachtverschil, list_verschillen

OUD = Path(__file__).parent.parent / "scenario" / "oud"
KENMERKEN = json.loads((OUD / "kenmerken.json").read_text(encoding="utf-8"))
SMALL = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 20}}


@pytest.fixture(autouse=True)
def _proef(monkeypatch):
    monkeypatch.setitem(PER_SLEUTEL, PROEF.sleutel, PROEF)


def parse(**more):
    return parse_scenario(json.dumps(SMALL | more).encode())


def test_the_solver_keeps_it_and_says_that_it_binds_and_what_would_do():
    situatie = make_situatie(make_veld(4), {"statushouders": 20})
    plan = place(situatie)
    assert plan.geplaatst == (12,)  # 3 in each of 4 areas, where 8 might be without it
    assert {item.regel for item in find_knelpunten(situatie, plan) if item.bindend} == {"proef"}
    eased = {item.regel: item for item in find_versoepelingen(situatie, plan)}
    assert eased["proef"] == Versoepeling("proef", 8, "hoogstens", 3.0, 5.0)
    assert [answer.waarde for answer in judge_plan(situatie, plan.aantallen) if answer.regel == "proef"] == [
        3.0
    ]


def test_its_parameter_stands_in_the_schema_and_is_filled_in_and_held_to_its_bounds():
    rules = make_bestandschema(Scenario)["properties"]["regels"]["properties"]
    assert rules["proef"]["properties"]["hoogstens"] == {
        "type": "number", "minimum": 0, "maximum": 100, "default": 3.0, "title": "Meeste woningen per gebied",
    }  # fmt: skip
    assert rules["proef"]["properties"]["aan"] == {"type": "boolean", "default": True}
    assert parse().waarden["proef"] == {"hoogstens": 3.0}
    assert parse(regels={"proef": {"hoogstens": 4}}).to_dict()["regels"]["proef"] == {
        "hoogstens": 4.0,
        "aan": True,
    }
    with pytest.raises(InhoudFout, match=r"proef\.hoogstens is 101, maar moet tussen 0 en 100 liggen"):
        set_parameter(parse(), "proef", "hoogstens", 101)


@pytest.mark.parametrize("naam", KENMERKEN)
def test_as_it_usually_stands_it_leaves_every_name_of_before_as_it_was(naam):
    scenario = parse_scenario((OUD / f"{naam}.json").read_bytes())
    assert scenario.id == KENMERKEN[naam]["id"]
    assert scenario.rekenkenmerk == KENMERKEN[naam]["rekenkenmerk"]
    more, off = set_parameter(scenario, "proef", "hoogstens", 4), switch_regel(scenario, "proef", aan=False)
    assert len({scenario.id, more.id, off.id}) == 3


def test_marks_words_and_differences_tell_it():
    outcome = compute(parse(), make_veld(4))
    marks = {mark.titel: (mark.teken, mark.tekst, mark.stand) for mark in list_merken(outcome)}
    assert marks["Proefregel"] == ("!", "gehaald, grens bereikt in 4 buurten", "hoogste 3 van 3 woningen")
    assert "Proefregel: gehaald, grens bereikt in 4 buurten" in describe_tekst(outcome)
    assert "Aanname: meeste woningen per gebied 3 woningen (van 0 tot 100)" in describe_tekst(outcome)
    other = set_parameter(parse(), "proef", "hoogstens", 4)
    assert list_verschillen(parse(), other) == (
        Opdrachtverschil("Proefregel: Meeste woningen per gebied", ("3 woningen", "4 woningen")),
    )
    assert list_verschillen(parse(), switch_regel(parse(), "proef", aan=False)) == (
        Opdrachtverschil("Regel 'Proefregel'", ("geldt", "geldt niet")),
    )


def test_the_explanation_of_the_method_tells_it():
    text = list_regels(str)
    assert "**Proefregel** (proef, §0, versie 1). Geen gebied krijgt meer dan een vast aantal." in text
    assert "In symbolen: Σx ≤ n" in text
    assert "Meeste woningen per gebied: 3 woningen (aanname)" in text
