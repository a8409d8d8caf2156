"""The line of homes placed against the share of freed dwellings: each point an optimum, each mark a gemeente."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from veldmaken import NAN, make_veld

from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import turn_parameter
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import open_veld


def make_scenario(**more):
    base = {
        "versie": 1,
        "regio": "r",
        "niveau": "buurt",
        "vraag": {"statushouders": {"laag": 10, "hoog": 30}},
    }
    return parse_scenario(json.dumps(base | more).encode())


# Freed each year: 100 dwellings in GM0001, and 40 in GM0002; the ceiling leaves 16 in the first and 8 in the second.
VELD = make_veld(
    2, capaciteit=NAN, corporatie=[1000 / 0.85, 400 / 0.85], huishoudens=[2000.0, 1000.0],
    gemeentecode=["GM0001", "GM0002"],
)  # fmt: skip


def test_points_and_marks_by_hand():
    line = trace_aandeel(make_scenario(), VELD, stappen=10)
    assert [point.aandeel for point in line.punten] == [10.0 * step for step in range(11)]
    # 10 %: 10 + 4; 20 %: 16 (ceiling) + 8 (ceiling), and no more after that.
    assert [point.hoog for point in line.punten] == [0, 14, 24, 24, 24, 24, 24, 24, 24, 24, 24]
    assert [point.laag for point in line.punten] == [0, *[10] * 10]
    assert [(mark.code, mark.aandeel, mark.ruimte) for mark in line.merken] == [
        ("GM0001", 20.0, 16),
        ("GM0002", 20.0, 8),
    ]
    assert (line.vraag_laag, line.vraag_hoog, line.aandeel) == (10, 30, 25.0)


def test_a_gemeente_that_fills_up_later_has_its_mark_later_and_one_without_room_at_zero():
    veld = make_veld(3, capaciteit=NAN, corporatie=[1000 / 0.85, 100 / 0.85, 900.0], huishoudens=1000.0,
                     gemeentecode=["GM0001", "GM0002", "GM0003"],
                     klasse=["draagkrachtig", "draagkrachtig", "kwetsbaar"])  # fmt: skip
    line = trace_aandeel(make_scenario(), veld, stappen=10)
    assert [(mark.code, mark.aandeel) for mark in line.merken] == [
        ("GM0003", 0.0), ("GM0001", 10.0), ("GM0002", 80.0),
    ]  # fmt: skip


def test_without_the_rule_on_capacity_the_line_is_flat_and_has_no_marks():
    line = trace_aandeel(make_scenario(regels={"capaciteit": {"aan": False}}), VELD, stappen=4)
    assert {point.hoog for point in line.punten} == {24}
    assert line.merken == ()


def test_where_locks_cannot_be_kept_there_is_no_point():
    line = trace_aandeel(make_scenario(sloten=[{"code": "BU00010000", "aantal": 10}]), VELD, stappen=20)
    assert [point.hoog for point in line.punten[:3]] == [None, None, 14]
    assert [point.laag for point in line.punten[:3]] == [None, None, 10]


@pytest.mark.parametrize("lots", [{}, {"statushouders": 4}])
def test_each_point_is_what_the_optimum_of_that_share_places(lots):
    scenario = make_scenario(
        regio="voorbeeldstreek", loten=lots,
        vraag={"statushouders": {"laag": 100, "hoog": 260}, "detentie": 39, "beschermd_wonen": {"laag": 5, "hoog": 60}},
    )  # fmt: skip
    veld = open_veld(scenario, open_snapshot(INGEBOUWD))
    line = trace_aandeel(scenario, veld, stappen=4)
    for point in line.punten:
        for side, found in (("laag", point.laag), ("hoog", point.hoog)):
            situatie = turn_parameter(
                make_situatie(scenario, veld, side), CAPACITEIT, TOEWIJSAANDEEL, point.aandeel
            )
            assert found == sum(place(situatie).geplaatst)
    assert len(line.merken) == len(set(np.array(veld.gebieden["gemeentecode"])[veld.eigen]))
    assert line.merken == tuple(sorted(line.merken, key=lambda mark: (mark.aandeel, mark.naam)))
    assert dataclasses.replace(line, merken=()).punten[0].hoog == 0
