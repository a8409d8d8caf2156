"""The frontier of share and ceiling: by hand, and the same as deciding every whole per cent by the optimum itself."""

from __future__ import annotations

import json

import pytest
from veldmaken import NAN, make_veld

from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitweg.grensvlak import trace_grensvlak


def make_scenario(laag=10, hoog=30, **more):
    base = {
        "versie": 1,
        "regio": "r",
        "niveau": "buurt",
        "vraag": {"statushouders": {"laag": laag, "hoog": hoog}},
    }
    return parse_scenario(json.dumps(base | more).encode())


# Freed each year: 100 dwellings in GM0001 and 40 in GM0002; 2,000 and 1,000 households.
VELD = make_veld(
    2, capaciteit=NAN, corporatie=[1000 / 0.85, 400 / 0.85], huishoudens=[2000.0, 1000.0],
    gemeentecode=["GM0001", "GM0002"],
)  # fmt: skip


def read(vlak):
    return {point.per_1000: (point.aandeel_laag, point.aandeel_hoog) for point in vlak.punten}


def test_frontier_by_hand():
    vlak = trace_grensvlak(make_scenario(), VELD)
    found = read(vlak)
    # The ceiling leaves 3 homes per 1,000: 9 at 3, 12 at 4. Ten homes at 8 %: 8 and 3 come free.
    assert (found[3.0], found[4.0], found[5.0]) == ((None, None), (8, None), (8, None))
    # Thirty homes: from 10 per 1,000 (20 and 10): 10 needs 25 % of 40. From 11 (22 and 11): 22 % and 8 are 30.
    assert (found[9.0], found[10.0], found[11.0]) == ((8, None), (8, 25), (8, 22))
    assert (vlak.vraag_laag, vlak.vraag_hoog, vlak.per_1000, vlak.aandeel, vlak.bewezen) == (
        10,
        30,
        8.0,
        25.0,
        True,
    )
    # Nothing changes any more from 11 on: 22 % gives 22 and 8, one per cent less 21 and 8.
    assert max(found) == 11.0
    assert min(found) == 0.0


def test_a_value_that_is_not_whole_has_its_own_point():
    vlak = trace_grensvlak(make_scenario(regels={"plafond": {"per_1000": 3.5}}), VELD)
    assert read(vlak)[3.5] == (8, None)  # 7 and 3


def test_without_a_ceiling_there_is_one_point_and_without_capacity_no_share_is_needed():
    assert read(trace_grensvlak(make_scenario(regels={"plafond": {"aan": False}}), VELD)) == {8.0: (8, 22)}
    found = read(trace_grensvlak(make_scenario(regels={"capaciteit": {"aan": False}}), VELD))
    assert (found[3.0], found[4.0], found[10.0], max(found)) == ((None, None), (0, None), (0, 0), 10.0)


@pytest.mark.parametrize("per_1000", [8.0, 10.0])
def test_a_share_above_the_least_at_which_it_fails_again_is_told(per_1000):
    """Rounding within a gemeente takes a home from the open area and gives it to the closed one."""
    veld = make_veld(
        3, capaciteit=NAN, corporatie=[500.0, 300.0, 200.0], klasse=["draagkrachtig", "kwetsbaar", "kwetsbaar"],
    )  # fmt: skip
    scenario = make_scenario(
        1, 3, regels={"capaciteit": {"mutatiegraad": 3}, "plafond": {"per_1000": per_1000}}
    )
    at = trace_grensvlak(scenario, veld).find(per_1000)
    # 30 come free: t % gives ⌊0.3·t⌋ homes, of which the open area has half, by largest remainder.
    assert at.aandeel_laag == 4
    for percent in (*at.mist_laag, *at.mist_hoog):
        assert percent > 4
