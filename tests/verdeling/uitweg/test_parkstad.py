"""The frontier of Parkstad's test figures, as others found it on the same rules: at 8.5 % and at 6,261 homes freed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keten import load_parkstad
from uitweggevallen import take

from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD
from woonzorg.verdeling.scenario.bewerken import make_standaard, set_parameter
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import open_veld
from woonzorg.verdeling.uitweg.grensvlak import trace_grensvlak

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Waarden


@pytest.fixture(scope="module")
def start(waarden: Waarden, gedeeld: Path):
    """Return the scenario that Parkstad starts with, and its field."""
    snapshot = load_parkstad(waarden, gedeeld).snapshot
    scenario = make_standaard("parkstad", Niveau.BUURT, count_voorraad(snapshot.gebieden))
    return scenario, open_veld(scenario, snapshot)


@pytest.mark.parametrize(("rate", "low", "high"), [
    (8.5, {12: None, 13: 96, 16: 65, 20: 57}, {30: None, 31: 100}),
    (None, {12: None, 13: 68, 16: 46, 20: 41}, {21: None, 22: 94, 25: 80}),
])  # fmt: skip
def test_the_frontier_is_that_of_others(start, rate, low, high):
    scenario, veld = start
    if rate is not None:
        scenario = set_parameter(scenario, CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, rate)
    vlak = trace_grensvlak(scenario, veld)
    assert (vlak.vraag_laag, vlak.vraag_hoog, vlak.bewezen) == (452, 725, True)
    assert {height: vlak.find(height).aandeel_laag for height in low} == low
    assert {height: vlak.find(height).aandeel_hoog for height in high} == high
    # One per cent above the least share at 13 per 1,000 a home is lost to rounding.
    assert vlak.find(13).mist_laag == (low[13] + 1,)
    for percent, short in ((low[13], 0), (low[13] + 1, 1), (low[13] + 2, 0)):
        assert sum(place(take(make_situatie(scenario, veld, "laag"), 13, percent)).geplaatst) == 452 - short


def test_at_the_highest_share_and_30_per_1000_721_of_the_high_demand_fit(start):
    scenario, veld = start
    scenario = set_parameter(scenario, CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, 8.5)
    assert sum(place(take(make_situatie(scenario, veld, "hoog"), 30, 100)).geplaatst) == 721
