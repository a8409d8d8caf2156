"""What is shared: an onlooker who knows every rule and all totals cannot get at own figures under 10."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_veld

from woonzorg.verdeling.meldingen import list_meldingen
from woonzorg.verdeling.openbaar import MINSTENS, VERBORGEN, find_verborgen, has_eigen_cijfers
from woonzorg.verdeling.scenario import parse_scenario
from woonzorg.verdeling.uitkomst import (
    compute,
    describe_kop_openbaar,
    describe_openbaar,
)
from woonzorg.verdeling.vergelijking import compare, describe_kop, make_kant


def work_out(veld, **more):
    base = {"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 500, "detentie": 5}}
    rules = {"plafond": {"per_1000": 1000}, "geen_verplaatsing": {"aan": False}}
    return compute(parse_scenario(json.dumps(base | {"regels": rules} | more).encode()), veld)


def make_own(capaciteit, gemeente):
    """Areas with nothing but an own figure for what fits: each total gives these figures away."""
    small = pd.Series(capaciteit) < 10
    return make_veld(
        len(capaciteit),
        capaciteit=np.array(capaciteit, dtype=float),
        gemeentecode=gemeente,
        eigen_klein=small,
    )


def read_totals(outcome):
    view = describe_openbaar(outcome)
    return {row["code"]: row["aantal"] for row in view["plaatsingen"]}, view["niet_geplaatst"]


def test_a_total_of_one_or_two_areas_is_hidden_and_so_is_what_would_give_it_away():
    names = ["GM0001"] + ["GM0002"] * 3 + ["GM0003"] * 4
    outcome = work_out(make_own([4, 5, 6, 7, 8, 9, 3, 2], names))
    totals, left = read_totals(outcome)
    assert find_verborgen(outcome.situatie, outcome.plan.aantallen) == {
        "GM0001",
        "GM0002",
    }  # the first alone would be the total less the rest
    assert totals == {"GM0003": 22}
    assert left["statushouders"] == 500 - 44


def test_areas_left_out_of_the_own_counts_are_told():
    outcome = work_out(make_veld(3, gehuisvest=[20.0, NAN, NAN]))
    assert any("Van 2 buurten is niet opgegeven" in text for text in list_meldingen(outcome))
    for counts in (NAN, 20.0):
        assert not any(
            "niet opgegeven" in text for text in list_meldingen(work_out(make_veld(2, gehuisvest=counts)))
        )


def test_a_region_of_two_areas_tells_nothing():
    outcome = work_out(make_own([4, 5], ["GM0001", "GM0002"]))
    totals, left = read_totals(outcome)
    assert totals == {}
    assert set(left.values()) == {None}
    assert describe_kop_openbaar(outcome) == VERBORGEN


def test_own_figures_of_ten_and_more_are_told_by_gemeente():
    outcome = work_out(make_own([14, 15], ["GM0001", "GM0002"]))
    assert read_totals(outcome)[0] == {"GM0001": 14, "GM0002": 15}
    assert describe_kop_openbaar(outcome).startswith("Rekenvoorbeeld: voor 29 van de 505")


def test_without_own_figures_totals_stand_by_area_and_leave_out_the_sensitive_group():
    veld = make_veld(2, capaciteit=NAN, corporatie=1000.0)
    demand = {"statushouders": 3, "psychisch": 2, "detentie": 4}
    outcome = work_out(veld, vraag=demand)
    assert sum(outcome.plan.geplaatst) == 9
    assert sum(read_totals(outcome)[0].values()) == 5
    assert not any("detentie" in str(row) for row in describe_openbaar(outcome)["plaatsingen"])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from(["GM0001", "GM0002", "GM0003", "GM0004"])),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_no_sum_or_difference_of_what_is_shared_is_the_figure_of_one_or_two_areas(cells):
    figures, names = [figure for figure, _ in cells], [name for _, name in cells]
    outcome = work_out(make_own(figures, names))
    totals, left = read_totals(outcome)
    receiving = pd.Series([figure > 0 for figure in figures]).groupby(names).sum()
    if not any(figure < 10 for figure in figures):
        assert set(totals) == set(receiving[receiving > 0].index)
        return
    assert all(receiving[code] >= MINSTENS for code in totals)
    if left["statushouders"] is not None:
        behind_rest = int(receiving.sum()) - sum(int(receiving[code]) for code in totals)
        assert behind_rest == 0 or behind_rest >= MINSTENS
    else:
        assert not totals
        assert 0 < receiving.sum() < MINSTENS


def test_a_comparison_tells_no_total_that_gives_small_figures_away():
    few = make_kant(work_out(make_own([4, 5], ["GM0001", "GM0002"])))
    many = make_kant(work_out(make_own([40, 50, 60], ["GM0001", "GM0002", "GM0002"])))
    assert describe_kop(compare(few, few)) == VERBORGEN
    assert "A er 150 en B 150" in describe_kop(compare(many, many))


def test_corporation_dwellings_that_the_planner_counted_are_own_figures_too():
    assert has_eigen_cijfers(make_veld(2, capaciteit=NAN, corporatie_eigen=[True, False]))
    assert not has_eigen_cijfers(make_veld(2, capaciteit=NAN))
