"""What is placed already, as own figures, and what may be shared of a plan that rests on it."""

from __future__ import annotations

import json
import re

import pytest

from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute, score_veld
from woonzorg.verdeling.uitkomst.gedeeld import (
    describe_kop_openbaar,
    describe_openbaar,
    describe_tekst_openbaar,
    share,
    share_uitkomst,
)
from woonzorg.verdeling.uitkomst.merken import AL_GEPLAATST, list_merken
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario

SCORE = score_snapshot(opslag.open_snapshot(INGEBOUWD))
REGIO = SCORE.gebieden.query("niveau == 'buurt' and rol == 'regio'")
ONE, TWO = next(codes.tolist()[:2] for _, codes in REGIO.groupby("wijkcode")["code"] if len(codes) > 1)
"""Two buurten of one wijk."""


def work_out(niveau, *rows, **vraag):
    """Return the outcome of a demand of which rows of a file are placed already."""
    text = "\n".join(["code;groep;aantal", *rows])
    own = read_eigen_cijfers("eigen.csv", text.encode(), set(REGIO["code"]))
    scenario = make_scenario(
        {"regio": "voorbeeldstreek", "niveau": str(niveau), "vraag": vraag, "eigen_cijfers": own.hash}
    )
    return compute(scenario, score_veld(SCORE, niveau, own))


@pytest.mark.parametrize("niveau", [Niveau.BUURT, Niveau.WIJK])
@pytest.mark.parametrize(("aantal", "verborgen"), [(6, True), (12, False)])
def test_a_small_number_by_buurt_stays_small_where_it_is_summed_by_wijk(niveau, aantal, verborgen):
    rows = [f"{code};statushouders;{aantal}" for code in (ONE, TWO)]
    outcome = work_out(niveau, *rows, statushouders=40)
    assert max(item.aantal for item in outcome.situatie.veld.geplaatst) == aantal * (
        1 + (niveau == Niveau.WIJK)
    )
    told = share(outcome)
    assert (told.verborgen, told.gemeenten == {}) == (verborgen, verborgen)
    assert (describe_kop_openbaar(outcome) == VERBORGEN) == verborgen


def test_more_that_is_placed_than_is_asked_is_not_told_as_asked_nor_at_all():
    """Beside a demand of 40 the plan said 'Statushouders 61': 61 were placed."""
    outcome = work_out(Niveau.BUURT, f"{ONE};statushouders;61", statushouders=40, uitstroom=70)
    assert sum(outcome.situatie.behoefte.aantallen) == 131
    told = share(outcome)
    assert (told.verborgen, told.gemeenten) == (True, {})
    assert dict(zip(told.situatie.groepen, told.situatie.behoefte.aantallen, strict=True)) == {
        "statushouders": 40, "uitstroom": 70,
    }  # fmt: skip
    assert sum(share_uitkomst(outcome).situatie.behoefte.aantallen) == 110
    assert describe_kop_openbaar(outcome) == VERBORGEN
    text = describe_tekst_openbaar(outcome) + json.dumps(describe_openbaar(outcome))
    assert not {"61", "131"} & set(re.findall(r"[0-9]+", text))
    within = work_out(Niveau.BUURT, f"{ONE};statushouders;40", statushouders=40, uitstroom=70)
    assert (share(within).verborgen, sum(share(within).gemeenten.values())) == (
        False,
        sum(within.plan.geplaatst),
    )


@pytest.mark.parametrize("openbaar", [False, True])
def test_each_year_asks_what_is_asked_also_where_more_was_placed(openbaar):
    outcome = work_out(Niveau.BUURT, f"{ONE};statushouders;61", statushouders=40, uitstroom=70)
    lines = project_scenario(outcome.scenario, outcome.situatie.veld, 2026, openbaar=openbaar)
    assert {stand.vraag for line in lines.values() for stand in line.standen[1:]} == {110}
    within = work_out(Niveau.BUURT, f"{ONE};statushouders;40", statushouders=40, uitstroom=70)
    assert within.situatie.as_gevraagd() is within.situatie


def test_what_is_placed_beyond_the_low_side_is_hidden_on_the_high_side_as_well():
    outcome = work_out(Niveau.BUURT, f"{ONE};statushouders;30", statushouders={"laag": 20, "hoog": 40})
    assert sum(outcome.situatie.behoefte.aantallen) == 40
    assert share(outcome).verborgen


def test_what_is_placed_for_a_group_with_more_privacy_is_not_shared_in_the_whole_in_which_it_lies():
    """Twenty homes for vrouwenopvang, counted with uitstroom, stood as a number by gemeente."""
    outcome = work_out(Niveau.WIJK, f"{ONE};vrouwenopvang;20", uitstroom=40)
    assert outcome.situatie.geplaatst.sum() == 20
    assert (share(outcome).verborgen, share(outcome).gemeenten) == (True, {})
    other = work_out(Niveau.WIJK, f"{ONE};beschermd_wonen;20", uitstroom=40)
    assert sum(share(other).gemeenten.values()) == sum(other.plan.geplaatst)


KWETSBAAR = REGIO.query("klasse == 'kwetsbaar'")["code"].iloc[0]


@pytest.mark.parametrize("aantal", [4, 12])
def test_a_mark_of_a_rule_does_not_tell_that_homes_were_placed_nor_in_how_many_buurten_a_rule_is_full(aantal):
    """'Niet gehaald in 1 buurt: daar was al geplaatst' and 'in 3 buurten' of a capacity that was uploaded."""
    outcome = work_out(Niveau.BUURT, f"{KWETSBAAR};statushouders;{aantal}", statushouders=400)
    own = {mark.regel: mark.tekst for mark in list_merken(outcome)}
    assert own["ontzien"].startswith(f"niet gehaald in 1 buurt{AL_GEPLAATST}")
    assert re.match(r"niet gehaald in 1 buurt", own["capaciteit"])
    shared = {mark.regel: mark for mark in list_merken(share_uitkomst(outcome))}
    # Not kept is never told as kept; where, and by what, stays with who has the figures.
    assert shared["ontzien"].tekst == "niet gehaald"
    for mark in shared.values():
        assert not re.search(r"was al geplaatst|(bereikt|gehaald) in \d", mark.tekst)
        assert not re.search(r"\d+ (vol|dicht)", " ".join(mark.kort))
    assert not re.search(r"was al geplaatst|(bereikt|gehaald) in \d", describe_tekst_openbaar(outcome))
    told = json.dumps(describe_openbaar(outcome))
    assert KWETSBAAR not in told.replace(json.dumps(describe_openbaar(outcome)["statussen"]), "")


def test_of_a_plan_on_own_capacity_it_is_not_told_in_how_many_buurten_it_is_full():
    rows = [f"{code};{40 + place}" for place, code in enumerate(REGIO["code"])]
    own = read_eigen_cijfers("eigen.csv", "\n".join(["code;capaciteit", *rows]).encode(), set(REGIO["code"]))
    asked = {
        "regio": "voorbeeldstreek",
        "niveau": "buurt",
        "vraag": {"statushouders": 4000},
        "regels": {"plafond": {"per_1000": 100}},
    }
    scenario = make_scenario(asked | {"eigen_cijfers": own.hash})
    outcome = compute(scenario, score_veld(SCORE, Niveau.BUURT, own))
    mine, shared = (
        {m.regel: m.tekst for m in list_merken(item)} for item in (outcome, share_uitkomst(outcome))
    )
    assert re.match(r"gehaald, grens bereikt in \d+ buurten", mine["capaciteit"])
    assert not share(outcome).verborgen
    assert shared["capaciteit"] == "gehaald, grens bereikt"


def test_of_a_plan_on_public_figures_it_is_told_in_how_many_buurten_a_rule_is_full():
    scenario = make_scenario({"regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 400}})
    outcome = compute(scenario, score_veld(SCORE, Niveau.BUURT))
    own, shared = (
        {m.regel: m.tekst for m in list_merken(item)} for item in (outcome, share_uitkomst(outcome))
    )
    assert own["capaciteit"] == shared["capaciteit"]
    assert re.search(r"in \d+ buurten", shared["capaciteit"])
