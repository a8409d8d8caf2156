"""The profile on the test figures of Parkstad: what the vision gives by gemeente stays of the gemeente."""

from __future__ import annotations

import pytest
from keten import load_parkstad

from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.profiel import woorden
from woonzorg.profiel.profiel import make_profiel


@pytest.fixture(scope="module")
def parkstad(waarden, gedeeld):
    snapshot = load_parkstad(waarden, gedeeld).snapshot
    return snapshot, toets.score_snapshot(snapshot)


def test_the_suitable_homes_of_heerlen_are_told_as_those_of_the_whole_gemeente(parkstad):
    buurt = make_profiel(*parkstad, "BU09171000")
    assert buurt.geschikt.describe(buurt.gebied.soort) == "26 % (heel Heerlen)"
    gemeente = make_profiel(*parkstad, "GM0917")
    assert gemeente.geschikt.describe(gemeente.gebied.soort) == "26 %"


def test_the_demand_for_dementia_is_that_of_the_vision_by_scenario(parkstad):
    text = woorden.describe_dementievraag(make_profiel(*parkstad, "BU09171000").dementie)
    assert "1.940 → 2.200 → 2.660" in text
    assert "1.940 → 2.140 → 2.510" in text
    assert "heel Parkstad" in text


def test_a_wijk_of_heerlen_shows_its_two_buurten_of_two_classes(parkstad):
    found = make_profiel(*parkstad, "WK091710")
    assert [(deel.naam, deel.klasse) for deel in found.delen] == [
        ("Maria Gewanden", Klasse.KWETSBAAR), ("Terschuren", Klasse.AANDACHT_SES),
    ]  # fmt: skip
    assert woorden.tell_spreiding(
        found.find_regel("afstand_huisarts").cijfer, found.find_regel("afstand_huisarts").spreiding, "wijk"
    ) == "1,3 km tot 1,9 km in 2 buurten"  # fmt: skip
