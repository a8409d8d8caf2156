"""The first step on Parkstad's test figures: the rule as it is, counted another way, and the solver again."""

from __future__ import annotations

import numpy as np
import pytest
from initiatiefmaken import make_initiatief, solve_toevoeging
from keten import load_once

from woonzorg.gebied import Niveau
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import judge_initiatief, judge_initiatieven
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import count_voorraad, make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie

pytestmark = pytest.mark.gegevens


@pytest.fixture(scope="module")
def parkstad(waarden, tmp_path_factory):
    """Return the problem that Parkstad starts with, where its buurten lie, and their scores."""
    snapshot = load_once(waarden, tmp_path_factory.mktemp("toets") / "data", "parkstad").snapshot
    score = score_snapshot(snapshot)
    scenario = make_standaard("parkstad", Niveau.BUURT, count_voorraad(snapshot.gebieden))
    return make_situatie(scenario, make_veld(score, Niveau.BUURT)), make_ligging(score), score


def judge_overal(situatie, codes, **delen):
    return judge_initiatieven([make_initiatief(plek=code, **delen) for code in codes], situatie)


def test_in_each_of_the_75_kwetsbare_buurten_statushouders_are_in_beginsel_not_added_and_ouderen_are(
    parkstad,
):
    situatie, _, score = parkstad
    own = situatie.veld.gebieden[situatie.veld.eigen]
    figures = score.gebieden.set_index("code").loc[own["code"]]
    below = (figures["ses_woa"] < score.referentie.waarde) & (figures["lbm_afwijking"] < 0)
    spared = figures.index[below].tolist()  # both scores below, by the figures themselves
    assert (len(spared), len(own)) == (75, 201)
    for delen, oordeel in (
        ({}, "in_beginsel_niet"), ({"groep": "ouderen", "aantal": 40}, "niet_tegengehouden"),
        ({"groep": "open", "instrument": "onzelfstandig", "aantal": 10}, "advies"),
    ):  # fmt: skip
        assert {str(item.oordeel) for item in judge_overal(situatie, spared, **delen)} == {oordeel}
    # By buurt alone: what is not kwetsbaar is not spared; of an unknown class nothing can be said of the rule itself.
    rest = judge_overal(situatie, own["code"], instrument="transformatie")
    by_rule = {item.plek.code for item in rest if item.is_kwetsbaar}
    assert by_rule == set(spared)


def test_the_verdict_is_that_of_the_solver_on_forty_places_of_parkstad(parkstad):
    situatie, ligging, _ = parkstad
    draw, answers = np.random.default_rng(3), set()
    for _ in range(40):
        item, fits = solve_toevoeging(draw, situatie)
        found = judge_initiatief(item, situatie, ligging)
        assert (not found.gebroken) == fits, item
        answers.add(fits)
        same = {"groep": item.groep, "instrument": str(item.instrument), "aantal": item.aantal}
        others = judge_overal(situatie, [other.code for other in found.alternatieven], **same)
        assert not any(other.gebroken for other in others)
    assert answers == {True, False}
