"""Which rules bind and what the least relaxation is, on cases small enough to see."""

from __future__ import annotations

import math

import pytest
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.verklaring import (
    find_knelpunten,
    find_versoepelingen,
)
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import turn_parameter


def explain(situatie):
    plan = place(situatie)
    bind = {item.regel for item in find_knelpunten(situatie, plan) if item.bindend}
    relax = {item.regel: item for item in find_versoepelingen(situatie, plan)}
    return bind, relax


def test_the_ceiling_binds_and_the_least_new_one_is_found():
    bind, relax = explain(make_situatie(make_veld(2, huishoudens=[1000.0, 500.0]), {"statushouders": 14}))
    assert bind == {"plafond"}
    assert relax["plafond"].woningen == 2
    assert (relax["plafond"].knop, relax["plafond"].van, relax["plafond"].naar) == ("per_1000", 8.0, 10.0)
    assert relax["capaciteit"].woningen is None


def test_with_own_counts_the_ceiling_turns_by_its_quotient():
    # ρ = 20/2000: room for 5 each at q = 1.5; for 8 each 18/1000/0.01 = 1.8 is needed.
    veld = make_veld(2, gehuisvest=[10.0, 10.0])
    wide = {"geen_verplaatsing": {"q": 10}, "geen_verplaatsing_buren": {"kappa": 10}}
    situatie = make_situatie(veld, {"statushouders": 16}, wide)
    _, relax = explain(situatie)
    assert (relax["plafond"].woningen, relax["plafond"].knop, relax["plafond"].naar) == (6, "q", 1.8)


def test_two_rules_that_each_hold_back_all_alone_leave_no_single_way_out():
    bind, relax = explain(make_situatie(make_veld(1, capaciteit=8.0), {"statushouders": 10}))
    assert bind == set()
    assert relax["plafond"].woningen is None
    assert relax["capaciteit"].woningen is None


def test_capacity_binds_and_the_needed_share_is_found():
    veld = make_veld(1, capaciteit=NAN, corporatie=200.0)  # 17 come free, a quarter is 4
    situatie = make_situatie(veld, {"statushouders": 7})
    bind, relax = explain(situatie)
    assert bind == {"capaciteit"}
    assert relax["capaciteit"].woningen == 3
    assert (relax["capaciteit"].naar, relax["capaciteit"].mist) == (42, ())  # 7 / 17 = 41.18 %


def test_ontzien_may_bind_but_is_never_relaxed():
    veld = make_veld(2, klasse=["kwetsbaar", "draagkrachtig"])
    bind, relax = explain(make_situatie(veld, {"statushouders": 12}))
    assert bind == {"ontzien", "plafond"}
    assert not {"ontzien", "plaatsregel"} & set(relax)


def test_neighbours_bind():
    veld = make_veld(
        3, [(0, 1)], kenmerk_v=[95.0, 150.0, 55.0], klasse=["draagkrachtig", "kwetsbaar", "kwetsbaar"]
    )
    bind, relax = explain(make_situatie(veld, {"statushouders": 8}))
    assert bind == {"ontzien", "geen_verplaatsing_buren"}
    assert not {"geen_verplaatsing", "geen_verplaatsing_buren"} & set(relax)  # under no condition


def test_an_agreed_most_binds_and_has_no_parameter_to_turn():
    veld = make_veld(2, gemeentecode=["GM0001", "GM0002"])
    deal = Afspraak(("GM0001", "GM0002"), hoogstens=3)
    bind, relax = explain(make_situatie(veld, {"statushouders": 5}, afspraken=(deal,)))
    assert bind == {"sleutel"}
    assert (relax["sleutel"].woningen, relax["sleutel"].knop) == (2, "")
    assert math.isnan(relax["sleutel"].naar)


def test_dropping_a_rule_tells_what_each_group_would_get():
    situatie = make_situatie(make_veld(1), {"psychisch": 6, "statushouders": 6})
    found = {item.regel: item for item in find_knelpunten(situatie, place(situatie))}
    assert found["plafond"].zonder == (6, 6)
    assert found["capaciteit"].zonder == (6, 2)


@pytest.mark.parametrize(
    ("niveau", "corporatie", "ceiling", "asked", "lacking"),
    [
        (Niveau.BUURT, (180.0, 170.0, 20.0, 120.0, 140.0), 4, 6, 6),
        (Niveau.WIJK, (180.0, 170.0, 20.0, 120.0, 140.0), 4, 6, 6),
        (Niveau.BUURT, (140.0, 140.0, 70.0, 40.0, 90.0), 4, 6, 4),
        (Niveau.WIJK, (80.0, 50.0, 40.0, 110.0, 60.0), 6, 10, 0),
    ],
)
def test_the_share_that_is_told_is_the_least_whole_per_cent_of_all_that_are_tried(
    niveau, corporatie, ceiling, asked, lacking
):
    """Rounding within a gemeente moves a home from one area to another: the ceiling of one then holds back again."""
    veld = make_veld(
        5, niveau=niveau, capaciteit=NAN, corporatie=list(corporatie), corporatie_buiten=50.0,
        huishoudens=[700.0, 400.0, 300.0, 900.0, 500.0],
    )  # fmt: skip
    situatie = make_situatie(
        veld, {"statushouders": asked, "detentie": 3}, {"plafond": {"per_1000": ceiling}}
    )
    told = explain(situatie)[1]["capaciteit"]
    fitting = [
        share
        for share in range(25, 101)
        if sum(place(turn_parameter(situatie, CAPACITEIT, TOEWIJSAANDEEL, float(share))).geplaatst)
        == asked + 3
    ]
    assert 25 not in fitting
    assert told.naar == fitting[0]
    assert told.mist == tuple(share for share in range(fitting[0], fitting[-1]) if share not in fitting)
    assert len(told.mist) == lacking


def test_a_share_of_more_than_all_that_comes_free_is_no_way_out():
    # 850 come free; at 101 % there would be room for 858.
    veld = make_veld(1, capaciteit=NAN, corporatie=10_000.0, huishoudens=200_000.0, kenmerk_v=20_000.0)
    wide = {"geen_verplaatsing": {"q": 10}, "geen_verplaatsing_buren": {"kappa": 10}}
    _, relax = explain(make_situatie(veld, {"statushouders": 855}, wide))
    assert (relax["capaciteit"].woningen, relax["capaciteit"].knop) == (855 - 212, "")
    _, relax = explain(make_situatie(veld, {"statushouders": 850}, wide))
    assert relax["capaciteit"].naar == 100


def test_what_an_agreement_falls_short_it_falls_short_when_a_rule_gives_way_as_well():
    # The second gemeente is spared whatever is agreed; of 17 that come free in the first a quarter is 4.
    veld = make_veld(
        2, capaciteit=NAN, corporatie=200.0, gemeentecode=["GM0001", "GM0002"],
        klasse=["draagkrachtig", "kwetsbaar"],
    )  # fmt: skip
    deal = Afspraak(("GM0002",), minstens=2)
    _, relax = explain(make_situatie(veld, {"statushouders": 7}, afspraken=(deal,)))
    assert (relax["capaciteit"].woningen, relax["capaciteit"].naar) == (3, 42)


def test_with_least_lots_the_ceiling_is_the_first_at_which_whole_homes_fit():
    """At two in each area one and a half would fit in both, but of three in lots of two none can be divided."""
    low = {"plafond": {"per_1000": 1}}
    situatie = make_situatie(make_veld(2), {"statushouders": 3}, low, loten={"statushouders": 2})
    _, relax = explain(situatie)
    assert (relax["plafond"].knop, relax["plafond"].naar) == ("per_1000", 3.0)
