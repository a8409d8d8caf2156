"""What a point costs: what stays for others, the share of all that comes free, and five such years."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from veldmaken import NAN, make_veld

from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitweg.prijs import lengthen, list_prijszinnen, price_plan, price_punt, take_punt


def make_scenario(**more):
    base = {
        "versie": 1,
        "regio": "r",
        "niveau": "buurt",
        "vraag": {"statushouders": {"laag": 15, "hoog": 15}},
    }
    return parse_scenario(json.dumps(base | more).encode())


# 17 come free in each: 34. ρ = 200/2000: an area of 1,000 becomes a concentratie at 150, so with 60 more or 40 more.
VELD = make_veld(
    2, capaciteit=NAN, corporatie=200.0, kenmerk_v=[90.0, 110.0], gemeentecode=["GM0001", "GM0002"]
)


def test_the_price_by_hand():
    prijs = price_punt(make_scenario(), VELD, 10.0, 60.0)
    assert (prijs.per_1000, prijs.aandeel, prijs.blijft, prijs.visie) == (10.0, 60.0, 40.0, (7.0, 12.0))
    assert (prijs.geplaatst, prijs.vraag, prijs.ontvangend) == (15, 15, 2)
    assert prijs.deel_van_alles == pytest.approx(100 * 15 / 34)
    # Seven or eight a year each: 35 or 40 in five years. Only the second can be one then, with 8 a year (the lowest
    # highest load is 8 of 1,000 either way: which of the two gets 8 is left to the shares of the gemeenten).
    assert set(prijs.na_vijf_jaar) <= {"BU00010001"}
    # Over five years the neighbours' rule leaves 1.25 × 0.1 × 1,000 − v: 35 and 15; at 2 per 1,000 the ceiling 20.
    assert (prijs.vijf_geplaatst, prijs.vijf_vraag) == (50, 75)
    assert price_punt(make_scenario(), VELD, 2.0, 60.0).vijf_geplaatst == 20


def test_areas_that_become_a_concentratie_in_five_years_are_named():
    prijs = price_punt(
        make_scenario(vraag={"statushouders": 20}), VELD, 10.0, 60.0
    )  # 10 each: 50 in five years
    assert prijs.na_vijf_jaar == ("BU00010001",)
    # Geen verplaatsing leaves 59 and 39 (LQ = 1.5 is one already), and the neighbours' rule 1.25 × 0.1 × 1,000 − v.
    assert (prijs.vijf_geplaatst, prijs.vijf_meest, prijs.vijf_vraag) == (35 + 15, 35 + 15, 100)


def test_the_plan_over_five_years_is_a_scenario_of_its_own():
    scenario = make_scenario(
        vraag={"statushouders": {"laag": 3, "hoog": 20}, "detentie": 2}, bandbreedte="laag"
    )
    longer = lengthen(take_punt(scenario, 10.0, 60.0))
    assert [(line.laag, line.hoog) for line in longer.vraag] == [(15, 100), (10, 10)]
    assert (longer.jaren, PLAFOND.read(longer)["per_1000"], CAPACITEIT.read(longer)["toewijsaandeel"]) == (
        5,
        50,
        60,
    )
    plan = compute_plan(parse_scenario(longer.to_json().encode()), VELD).plan
    assert sum(plan.geplaatst) == price_punt(scenario, VELD, 10.0, 60.0).vijf_geplaatst
    assert lengthen(make_scenario(jaren_capaciteit=7)) is None  # 35 years are no scenario
    assert lengthen(take_punt(scenario, 201.0, 60.0)) is None  # nor is a ceiling above 1,000 per 1,000


VIJF_JAAR = (
    "Een plan over vijf jaar ineens, met vijf keer het plafond, blijft binnen de regels: het plaatst 50 van de 100 "
    "woningen."
)


def test_the_sentences():
    lines = list_prijszinnen(price_punt(make_scenario(vraag={"statushouders": 20}), VELD, 10.0, 60.0))
    assert lines == [
        "Voor andere woningzoekenden blijft in deze buurten 40 % van wat vrijkomt.",
        "Van alle woningen die in de regio vrijkomen gaat 58,8 % naar deze groepen; de visie rekent met 7 tot 12 %.",
        "Na vijf van zulke jaren: in 1 buurt ontstaat dan een concentratie.",
        VIJF_JAAR,
        "In vijf jaar passen er hoogstens 50 zonder dat er ergens een concentratie ontstaat.",
    ]


def test_what_is_asked_once_does_not_come_back_each_year():
    demand = {"statushouders": {"laag": 15, "hoog": 15, "soort": "totaal_tot_2030"}}
    prijs = price_punt(make_scenario(vraag=demand, soort="totaal_tot_2030"), VELD, 10.0, 60.0)
    assert (prijs.geplaatst, prijs.na_vijf_jaar, prijs.vijf_geplaatst, prijs.vijf_vraag) == (
        15,
        None,
        None,
        None,
    )
    assert len(list_prijszinnen(prijs)) == 2


def test_without_a_known_stock_no_share_of_all_is_told():
    prijs = price_punt(make_scenario(vraag={"statushouders": 2}), make_veld(1), 10.0, 60.0)
    assert math.isnan(prijs.deel_van_alles)
    assert not any("Van alle woningen" in line for line in list_prijszinnen(prijs))


def test_without_the_rule_on_capacity_nothing_is_said_to_stay_for_others():
    off = make_scenario(regels={"capaciteit": {"aan": False}})
    prijs = price_punt(off, VELD, 10.0, 0.0)
    assert (math.isnan(prijs.blijft), prijs.geplaatst) == (True, 15)
    told = list_prijszinnen(prijs)
    assert told[0] == (
        "De regel 'capaciteit' geldt niet: hoeveel er voor andere woningzoekenden blijft, is niet begrensd."
    )
    assert not any("blijft in deze buurten" in line for line in told)


def test_a_plan_costs_what_the_point_at_its_own_levers_costs():
    for rules in ({}, {"capaciteit": {"aan": False}}):
        scenario = make_scenario(regels=rules)
        outcome = compute_plan(scenario, VELD)
        own = price_plan(outcome.situatie, outcome.plan.aantallen.sum(axis=1))
        point = price_punt(scenario, VELD, own.per_1000, own.aandeel)
        assert (own.per_1000, own.aandeel) == (8.0, 25.0)
        assert own.blijft == pytest.approx(point.blijft, nan_ok=True)
        assert (own.geplaatst, own.vraag, own.ontvangend) == (point.geplaatst, point.vraag, point.ontvangend)
        assert own.deel_van_alles == point.deel_van_alles
        assert math.isnan(own.blijft) == bool(rules)


def test_an_area_that_receives_one_home_receives():
    situatie = compute_plan(make_scenario(), VELD).situatie
    assert [price_plan(situatie, np.array(plan)).ontvangend for plan in ([1, 0], [0, 0], [2, 1])] == [1, 0, 2]
