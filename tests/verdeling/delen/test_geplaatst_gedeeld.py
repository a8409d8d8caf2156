"""What is placed already, as own figures, and what may be shared of a plan that rests on it."""

from __future__ import annotations

import pytest

from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, score_veld
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, share

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
    return compute_plan(scenario, score_veld(SCORE, niveau, own))


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
