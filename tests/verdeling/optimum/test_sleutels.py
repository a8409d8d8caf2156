"""The simple keys: sums, ties, unknown numbers, and how the rules judge them; and the measures of a plan."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.verdeling.optimum.maten import measure_plan, tabulate_gemeenten, tabulate_klassen
from woonzorg.verdeling.optimum.sleutels import SLEUTELS, apply_sleutel, score_sleutels

PER = {sleutel.sleutel: sleutel for sleutel in SLEUTELS}


def test_a_key_divides_by_its_number_and_knows_no_rule():
    veld = make_veld(
        3, inwoners=[600.0, 300.0, 100.0], klasse="kwetsbaar", corporatie=50.0, rol=["regio", "regio", "rand"]
    )
    situatie = make_situatie(veld, {"statushouders": 9})
    assert apply_sleutel(situatie, PER["inwoners"]).ravel().tolist() == [6, 3, 0]
    answers = {
        item.sleutel.sleutel: {u.regel: u for u in item.uitslagen} for item in score_sleutels(situatie)
    }
    assert answers["inwoners"]["ontzien"].waarde == 9
    assert not any(rules["ontzien"].voldaan for rules in answers.values())


def test_equal_shares_by_gemeente_go_by_households_inside_it():
    veld = make_veld(3, gemeentecode=["GM0001", "GM0001", "GM0002"], huishoudens=[300.0, 100.0, 50.0])
    assert apply_sleutel(make_situatie(veld, {"statushouders": 8}), PER["gelijk"]).ravel().tolist() == [
        3,
        1,
        4,
    ]


def test_unknown_numbers_weigh_nothing_and_without_any_nothing_is_divided():
    veld = make_veld(2, corporatie=[NAN, 10.0], woningen=NAN)
    situatie = make_situatie(veld, {"statushouders": 5})
    assert apply_sleutel(situatie, PER["sociale_huur"]).ravel().tolist() == [0, 5]
    assert apply_sleutel(situatie, PER["woningvoorraad"]).sum() == 0


@settings(deadline=None)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=12), st.integers(0, 60), st.integers(0, 60))
def test_keys_give_each_group_its_demand_and_each_area_its_quota(households, one, two):
    veld = make_veld(len(households), huishoudens=np.array(households, dtype=float))
    situatie = make_situatie(veld, {"psychisch": one, "statushouders": two})
    plan = apply_sleutel(situatie, PER["huishoudens"])
    quota = np.array(households) / sum(households) * (one + two)
    assert plan.sum(axis=0).tolist() == [one, two]
    assert (plan >= 0).all()
    assert (np.abs(plan.sum(axis=1) - quota) < 1 + 1e-9).all()


def test_without_own_counts_only_additions_are_measured():
    situatie = make_situatie(make_veld(2, kenmerk_v=[120.0, 80.0]), {"statushouders": 4})
    before, after = (measure_plan(situatie, make_plan(situatie, *rows)) for rows in ((0, 0), (1, 3)))
    assert math.isnan(before.hoogste_belasting)
    assert before.hoogste_lq == pytest.approx(1.2)
    assert (after.hoogste_belasting, after.woningen) == (3.0, 4.0)
    assert after.dissimilariteit == pytest.approx(0.25, abs=1e-3)
    assert before.to_dict()["theil"] is None


def test_own_counts_are_measured_before_and_after():
    veld = make_veld(2, gehuisvest=[30.0, 10.0], klasse=["kwetsbaar", "draagkrachtig"])
    situatie = make_situatie(veld, {"statushouders": 20})
    before, after = (measure_plan(situatie, make_plan(situatie, *rows)) for rows in ((0, 0), (0, 20)))
    assert (before.woningen, before.in_kwetsbaar, before.hoogste_belasting) == (40.0, 30.0, 30.0)
    assert after.in_kwetsbaar == 30.0
    assert (after.dissimilariteit, after.theil) == (pytest.approx(0), pytest.approx(0))
    assert after.hoogste_lq == before.hoogste_lq == pytest.approx(1.5)


def test_the_task_by_inhabitants_stands_beside_the_proposal():
    veld = make_veld(3, gemeentecode=["GM0001", "GM0001", "GM0002"], inwoners=[100.0, 200.0, 100.0],
                     klasse=["draagkrachtig", "kwetsbaar", "aandacht_ses"])  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 8})
    plan = make_plan(situatie, 2, 0, 5)
    rows = tabulate_gemeenten(situatie, plan).set_index("code")
    assert rows["taakstelling"].tolist() == [6, 2]
    assert rows["voorstel"].tolist() == [2, 5]
    assert rows["verschil"].tolist() == [-4, 3]
    assert tabulate_klassen(situatie, plan) == {
        "kwetsbaar": 0, "aandacht_ses": 5, "aandacht_leefbaarheid": 0, "draagkrachtig": 2, "onbekend": 0,
    }  # fmt: skip
