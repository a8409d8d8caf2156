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
