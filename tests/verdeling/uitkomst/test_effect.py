"""What a change did is told from the plans before and after; each step of a lever is an optimum of its own."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, open_veld
from woonzorg.verdeling.uitkomst.effect import GELIJK, describe_effect
from woonzorg.verdeling.uitkomst.stuurknoppen import (
    STUURKNOPPEN,
    count_gepland,
    count_stap,
    describe_stappen,
    find_stuurknop,
)

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
START = bewerken.make_standaard("voorbeeldstreek")
AANDEEL, HOOGTE, _ = STUURKNOPPEN


@pytest.fixture(scope="module")
def veld():
    return open_veld(START, SNAPSHOT)


@pytest.fixture(scope="module")
def start(veld):
    return compute_plan(START, veld)


def give(uitkomst, *aantallen: int):
    """Return an outcome in which the first own areas receive these numbers, and the others nothing."""
    counts = np.zeros_like(uitkomst.plan.aantallen)
    counts[np.flatnonzero(uitkomst.situatie.veld.eigen)[: len(aantallen)], 0] = aantallen
    placed = (sum(aantallen), *(0,) * (counts.shape[1] - 1))
    return dataclasses.replace(
        uitkomst, plan=dataclasses.replace(uitkomst.plan, aantallen=counts, geplaatst=placed)
    )


@pytest.mark.parametrize(
    ("oud", "nieuw", "words"),
    [
        ((5, 0, 0), (5, 7, 3), "+10 woningen, 2 buurten erbij"),
        ((5, 1, 0), (5, 0, 0), "-1 woning, 1 buurt eraf"),
        ((5, 0, 2), (0, 7, 0), "1 buurt erbij, 2 buurten eraf"),
        ((5, 2, 0), (4, 3, 0), "in 2 buurten een ander aantal"),
        ((5, 2, 0), (6, 2, 0), "+1 woning, in 1 buurt een ander aantal"),
        ((5, 2, 0), (5, 2, 0), GELIJK),
    ],
)
def test_homes_and_areas_that_came_and_went_are_told(start, oud, nieuw, words):
    told = describe_effect(give(start, *oud), give(start, *nieuw))
    assert told.replace("\N{MINUS SIGN}", "-") == words


def test_another_demand_and_another_level_are_told_as_such(start, veld):
    low = compute_plan(bewerken.set_deel(START, attribuut="bandbreedte", waarde="laag"), veld)
    assert describe_effect(start, low).startswith("gevraagd 452 in plaats van 725")
    scenario = bewerken.set_deel(START, attribuut="niveau", waarde=Niveau.WIJK)
    wijken = compute_plan(scenario, open_veld(scenario, SNAPSHOT))
    placed = sum(wijken.plan.geplaatst)
    assert describe_effect(start, wijken) == f"nu op wijken: een plek voor {placed} van de 725 woningen"


@pytest.mark.parametrize("knop", STUURKNOPPEN, ids=lambda knop: knop.sleutel)
def test_a_step_gives_what_the_whole_plan_gives_with_that_value(start, veld, knop):
    value = knop.read(start.situatie) + knop.stap
    turned = bewerken.set_parameter(START, knop.regel.sleutel, knop.knop.sleutel, value)
    more = sum(compute_plan(turned, veld).plan.geplaatst) - sum(start.plan.geplaatst)
    assert count_stap(start, knop) == more
    assert describe_stappen(start)[knop.sleutel].startswith(f"{knop.stapwoord}: ")


def test_where_a_step_cannot_be_or_does_nothing_that_is_told(veld):
    top = compute_plan(bewerken.set_parameter(START, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, 100.0), veld)
    assert count_stap(top, AANDEEL) is None
    off = compute_plan(bewerken.switch_regel(START, PLAFOND.sleutel, aan=False), veld)
    assert describe_stappen(off)[HOOGTE.sleutel] == ""
    few = tuple(dataclasses.replace(line, laag=1, hoog=1) for line in START.vraag[:1])
    whole = compute_plan(bewerken.change(START, vraag=few), veld)
    assert describe_stappen(whole)[AANDEEL.sleutel] == "+1 punt: niets erbij"


def test_a_lever_is_found_by_its_key_and_planned_homes_are_counted_in_the_region_only(start):
    assert find_stuurknop(AANDEEL.sleutel) is AANDEEL
    assert find_stuurknop("<script>") is None
    assert count_gepland(start) == 0
    table = start.situatie.veld.gebieden.assign(gepland=2.0)
    veld = dataclasses.replace(start.situatie.veld, gebieden=table)
    planned = dataclasses.replace(start, situatie=dataclasses.replace(start.situatie, veld=veld))
    assert count_gepland(planned) == 2 * int(veld.eigen.sum())
