"""The optimum against an independent oracle, by hand, and on the properties of the method."""

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction

import numpy as np
import pytest
from gevallen import small_cases, translate
from hypothesis import given, settings
from hypothesis import strategies as st
from orakel import (
    Geval,
    brute_force,
    evaluate,
    find_closest,
    is_proportional,
    measure_distance,
    settle_afspraken,
    solve_milp,
)
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.model import make_basis, place
from woonzorg.verdeling.regels.lijst import REGELS, judge_plan
from woonzorg.verdeling.uitkomst.antwoord import describe_status

WIDE = {"plafond": {"q": 10}, "geen_verplaatsing": {"q": 10}, "geen_verplaatsing_buren": {"kappa": 10}}
"""Values with which rules that are never off hold back little."""


@settings(max_examples=120, deadline=None)
@given(small_cases())
def test_the_first_three_objectives_equal_those_of_brute_force(geval):
    found = place(translate(geval))
    assert found.bewezen
    placed, highest, deviation = brute_force(geval)
    assert tuple(-count for count in found.geplaatst) == placed
    assert Fraction(found.hoogste).limit_denominator(10**6) == highest
    assert found.afwijking == pytest.approx(float(deviation), abs=1e-5)
    own = evaluate(geval, [tuple(row) for row in found.aantallen.tolist()])
    assert own[:2] == (placed, highest)
    assert float(own[2]) == pytest.approx(float(deviation), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(small_cases(), st.data())
def test_among_the_best_the_plan_is_closest_to_the_base(geval, data):
    cells = st.lists(st.integers(0, 4), min_size=len(geval.vraag), max_size=len(geval.vraag))
    base = data.draw(st.lists(cells, min_size=len(geval.H), max_size=len(geval.H)))
    found = place(translate(geval, basis=np.array(base, dtype=np.int64)))
    assert measure_distance(found.aantallen.tolist(), base) == find_closest(geval, base)


@settings(max_examples=60, deadline=None)
@given(small_cases())
def test_without_a_base_the_plan_is_closest_to_the_one_in_proportion_to_households(geval):
    situatie = translate(geval)
    found = place(situatie)
    base = make_basis(build_model(situatie), found.aantallen).tolist()
    assert is_proportional(geval, found.geplaatst, base)
    assert measure_distance(found.aantallen.tolist(), base) == find_closest(geval, base)
    assert found.afstand == pytest.approx(find_closest(geval, base), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(small_cases(), st.data())
def test_agreements_with_sets_of_gemeenten_equal_those_of_brute_force(geval, data):
    sets = st.sets(st.sampled_from(["GM0001", "GM0002", "GM0003"]), min_size=1)
    names = [data.draw(st.sampled_from(["GM0001", "GM0002", "GM0003"])) for _ in geval.H]
    geval = dataclasses.replace(geval, gemeente=names, hoogstens=None)
    bounds = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted)
    deals = [(group, *most) for group, most in data.draw(st.lists(st.tuples(sets, bounds), max_size=3))]
    agreed = tuple(Afspraak(tuple(sorted(group)), least, most) for group, least, most in deals)
    found = place(translate(geval, afspraken=agreed))
    short, placed = settle_afspraken(geval, deals)
    assert found.tekort_sleutel == pytest.approx(short, abs=1e-5)
    assert tuple(-count for count in found.geplaatst) == placed


def make_large(seed):
    rng = random.Random(seed)
    n = rng.randint(15, 30)
    households = [rng.choice([0, 80, *range(150, 1500, 50)]) for _ in range(n)]
    return Geval(
        H=households, v=[int(h * rng.uniform(0.03, 0.16)) for h in households],
        kwetsbaar=[rng.random() < 0.35 for _ in range(n)], cap=[rng.randint(0, 12) for _ in range(n)],
        buren=[(a, b) for a in range(n) for b in range(a + 1, n) if rng.random() < 0.12],
        gemeente=[f"GM000{rng.randint(1, 4)}" for _ in range(n)], inwoners=[2 * h + 1 for h in households],
        vraag=[rng.randint(3, 40) for _ in range(3)], lot=[1, rng.choice([1, 3]), rng.choice([1, 4])],
        per_1000=rng.choice([6, 10, 15]), hoogstens=rng.choice([None, 9]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_larger_random_cases_equal_those_of_scipy(seed):
    pytest.importorskip("scipy")
    geval = make_large(seed)
    found = place(translate(geval))
    placed, highest = solve_milp(geval)
    assert found.bewezen
    assert tuple(-count for count in found.geplaatst) == placed
    assert found.hoogste == pytest.approx(highest, abs=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_renaming_areas_keeps_the_objectives(seed):
    geval = make_large(100 + seed)
    order = list(range(len(geval.H)))
    random.Random(seed).shuffle(order)
    place_of = {old: new for new, old in enumerate(order)}
    lists = ("H", "v", "kwetsbaar", "cap", "gemeente", "inwoners")
    renamed = dataclasses.replace(
        geval, **{name: [getattr(geval, name)[old] for old in order] for name in lists},
        buren=[(place_of[a], place_of[b]) for a, b in geval.buren],
        hoogstens=None,
    )  # fmt: skip
    one, two = place(translate(dataclasses.replace(geval, hoogstens=None))), place(translate(renamed))
    assert one.geplaatst == two.geplaatst
    assert one.hoogste == two.hoogste
    assert one.afwijking == pytest.approx(two.afwijking, abs=1e-5)
    assert one.afstand == pytest.approx(two.afstand, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(small_cases(), st.integers(0, 3), st.integers(1, 3))
def test_more_capacity_never_makes_what_is_placed_smaller_by_urgency(geval, where, more):
    larger = list(geval.cap)
    larger[where % len(larger)] += more
    before, after = place(translate(geval)), place(translate(dataclasses.replace(geval, cap=larger)))
    assert after.geplaatst >= before.geplaatst


@settings(max_examples=40, deadline=None)
@given(small_cases())
def test_every_plan_keeps_every_rule_and_the_demand(geval):
    situatie = translate(geval)
    found = place(situatie)
    assert all(answer.voldaan is not False for answer in judge_plan(situatie, found.aantallen))
    assert not found.aantallen[np.array(geval.kwetsbaar)].any()
    assert not found.aantallen[np.array(geval.H) < 100].any()
    assert all(p <= d for p, d in zip(found.geplaatst, situatie.behoefte.aantallen, strict=True))
    for group, lot in enumerate(geval.lot[: len(geval.vraag)]):
        assert all(x == 0 or x >= lot for x in found.aantallen[:, group])


def check_benadering(situatie, geval):
    """Hold an approximation against the rules, the demand and the optimum."""
    rough, best = place(situatie, groot=-1), place(situatie)
    assert rough.benadering
    assert not best.benadering
    assert all(
        answer.voldaan is not False or answer.regel == "sleutel"
        for answer in judge_plan(situatie, rough.aantallen)
    )
    assert rough.tekort_sleutel >= best.tekort_sleutel - 1e-6
    assert (rough.aantallen.sum(axis=0) <= situatie.behoefte.aantallen).all()
    if not best.tekort_sleutel and not rough.tekort_sleutel:
        assert rough.geplaatst <= best.geplaatst  # by urgency
    for group, lot in enumerate(geval.lot[: len(geval.vraag)]):
        assert all(x == 0 or x >= lot for x in rough.aantallen[:, group])
    assert sum(best.geplaatst) * (1 - rough.gat) <= sum(rough.geplaatst) + 1e-6
    assert "benadering" in describe_status(rough)
    return rough, best


@settings(max_examples=40, deadline=None)
@given(small_cases(), st.integers(0, 5))
def test_an_approximation_keeps_every_rule_and_never_beats_the_optimum(geval, least):
    deals = (Afspraak(("GM0002",), minstens=least),)
    check_benadering(dataclasses.replace(translate(geval), afspraken=deals), geval)
    rough, _ = check_benadering(translate(geval), geval)
    placed, highest, deviation = evaluate(geval, [tuple(row) for row in rough.aantallen.tolist()])
    assert placed >= brute_force(geval)[0]  # counted negative: nothing is placed that the oracle could not
    assert float(highest) == pytest.approx(rough.hoogste)
    assert float(deviation) == pytest.approx(rough.afwijking)


@pytest.mark.parametrize("seed", range(6))
def test_an_approximation_of_a_larger_case_comes_close_and_is_always_the_same(seed):
    geval = make_large(seed)
    rough, best = check_benadering(translate(geval), geval)
    assert sum(rough.geplaatst) >= 0.8 * sum(best.geplaatst)
    assert np.array_equal(rough.aantallen, place(translate(geval), groot=-1).aantallen)


def test_an_approximation_spreads_the_load_and_then_balances_gemeenten():
    veld = make_veld(4, huishoudens=[1000.0, 1000.0, 500.0, 500.0], gehuisvest=[4.0, 0.0, 0.0, 0.0],
                     gemeentecode=["GM0001", "GM0001", "GM0002", "GM0002"])  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 8}, WIDE)
    rough, best = place(situatie, groot=-1), place(situatie)
    assert rough.hoogste == best.hoogste == 4.0
    assert rough.aantallen.ravel().tolist() == [0, 4, 2, 2]
    assert rough.afwijking == best.afwijking == 0


def test_an_approximation_tells_what_is_short_of_an_agreed_least_and_how_far_it_lies_from_the_target():
    # The second gemeente holds 3 of the 5 that were agreed, by its capacity; the first takes the other 5 of the 8.
    veld = make_veld(2, capaciteit=[9.0, 3.0], gemeentecode=["GM0001", "GM0002"])
    deals = (Afspraak(("GM0002",), minstens=5),)
    found = place(make_situatie(veld, {"statushouders": 8}, WIDE, afspraken=deals), groot=-1)
    assert found.aantallen.ravel().tolist() == [5, 3]
    assert found.tekort_sleutel == 2
    assert found.hoogste == 5.0
    assert found.afwijking == 2.0  # each gemeente has half of the inhabitants: 4 and 4


def test_an_approximation_keeps_locks_and_gives_up_where_they_do_not_fit():
    veld = make_veld(3)
    locks = (Slot(veld.codes[1], 7), Slot(veld.codes[2], 0), Slot(veld.codes[0], 1, "psychisch"))
    situatie = make_situatie(veld, {"psychisch": 4, "statushouders": 9}, sloten=locks)
    found = place(situatie, groot=-1)
    assert found.aantallen.sum(axis=1).tolist() == [6, 7, 0]
    assert found.aantallen[0, 0] == 1
    assert found.benadering
    with pytest.raises(InvoerFout, match="Plafond"):
        place(dataclasses.replace(situatie, sloten=(Slot(veld.codes[1], 9),)), groot=-1)


def test_the_same_problem_gives_the_same_plan():
    geval = make_large(7)
    assert np.array_equal(place(translate(geval)).aantallen, place(translate(geval)).aantallen)


def test_a_binding_ceiling_leaves_the_rest_unplaced():
    found = place(make_situatie(make_veld(2, huishoudens=[1000.0, 500.0]), {"statushouders": 20}))
    assert found.geplaatst == (12,)
    assert found.aantallen.tolist() == [[8], [4]]
    assert found.hoogste == 8.0


def test_binding_neighbours_hold_back_an_area_that_has_room_itself():
    # ρ = 0.1; the first area with its full neighbour: 250 − 245 = 5, though its own ceiling is 8.
    veld = make_veld(
        3, [(0, 1)], kenmerk_v=[95.0, 150.0, 55.0], klasse=["draagkrachtig", "kwetsbaar", "kwetsbaar"]
    )
    found = place(make_situatie(veld, {"statushouders": 20}))
    assert found.geplaatst == (5,)
    island = make_veld(
        3, [], kenmerk_v=[95.0, 150.0, 55.0], klasse=["draagkrachtig", "kwetsbaar", "kwetsbaar"]
    )
    assert place(make_situatie(island, {"statushouders": 20})).geplaatst == (8,)


def test_lots_are_kept_whole():
    situatie = make_situatie(
        make_veld(3, capaciteit=[3.0, 3.0, 5.0]), {"statushouders": 12}, loten={"statushouders": 4}
    )
    assert place(situatie).aantallen.ravel().tolist() == [0, 0, 5]


def test_urgent_groups_go_first_even_when_fewer_fit_in_all():
    # One area of 4: three for the urgent group leave 1, too few for a lot of 4.
    situatie = make_situatie(
        make_veld(1, capaciteit=4.0), {"psychisch": 3, "statushouders": 4}, loten={"statushouders": 4}
    )
    assert place(situatie).geplaatst == (3, 0)


def test_the_load_is_spread_before_gemeenten_are_balanced():
    veld = make_veld(2, gemeentecode=["GM0001", "GM0002"], inwoners=[100.0, 900.0])
    found = place(make_situatie(veld, {"statushouders": 6}))
    assert found.aantallen.ravel().tolist() == [3, 3]
    assert found.afwijking == pytest.approx(2 * (3 - 0.6))


def test_what_lives_there_counts_in_the_load():
    veld = make_veld(2, gehuisvest=[4.0, 0.0])
    found = place(make_situatie(veld, {"statushouders": 4}, WIDE))
    assert found.aantallen.ravel().tolist() == [0, 4]
    assert found.hoogste == 4.0


def test_without_a_base_the_plan_stays_close_to_the_proportional_one():
    veld = make_veld(4, huishoudens=[1000.0, 1000.0, 500.0, 500.0])
    assert place(make_situatie(veld, {"statushouders": 6})).aantallen.ravel().tolist() == [2, 2, 1, 1]


def test_with_a_base_the_plan_stays_close_to_it():
    veld = make_veld(3)
    base = np.array([[0], [1], [1]])
    assert place(make_situatie(veld, {"statushouders": 2}, basis=base)).aantallen.tolist() == base.tolist()
    other = np.array([[1], [0], [1]])
    assert place(make_situatie(veld, {"statushouders": 2}, basis=other)).aantallen.tolist() == other.tolist()


def test_a_lock_is_kept_exactly_and_the_rest_follows():
    veld = make_veld(3)
    situatie = make_situatie(
        veld, {"statushouders": 9}, sloten=(Slot(veld.codes[1], 7), Slot(veld.codes[2], 0))
    )
    assert place(situatie).aantallen.ravel().tolist() == [2, 7, 0]


def test_a_lock_by_group_leaves_the_other_groups_free():
    veld = make_veld(1)
    situatie = make_situatie(
        veld, {"psychisch": 4, "statushouders": 4}, sloten=(Slot(veld.codes[0], 1, "psychisch"),)
    )
    assert place(situatie).geplaatst == (1, 4)


@pytest.mark.parametrize(
    ("options", "number", "text"),
    [
        ({"klasse": "kwetsbaar"}, 1, "Ontzien"),
        ({}, 9, "Plafond"),
        ({"capaciteit": 3.0}, 4, "Capaciteit"),
        (
            {"kenmerk_v": [100.0, 200.0]},
            26,
            "tegelijk met: de vraag, Plafond",
        ),
        (
            {"kenmerk_v": [160.0, 40.0], "klasse": "kwetsbaar"},
            1,
            "tegelijk met: Ontzien, Geen verplaatsing, Geen",
        ),
    ],
)
def test_a_lock_that_cannot_be_kept_is_told_with_the_rule_in_its_way(options, number, text):
    veld = make_veld(2, **options)
    with pytest.raises(InvoerFout, match=text):
        place(make_situatie(veld, {"statushouders": 20}, sloten=(Slot(veld.codes[0], number),)))


def test_a_lock_in_a_small_area_is_a_choice_of_the_planner():
    veld = make_veld(2, huishoudens=[90.0, 1000.0])
    wide = {"plafond": {"per_1000": 100}}
    assert place(make_situatie(veld, {"statushouders": 3}, wide)).aantallen.ravel().tolist() == [0, 3]
    locked = make_situatie(veld, {"statushouders": 3}, wide, sloten=(Slot(veld.codes[0], 2),))
    assert place(locked).aantallen.ravel().tolist() == [2, 1]


@settings(max_examples=60, deadline=None)
@given(small_cases(), st.data())
def test_a_lock_frees_only_what_it_states(geval, data):
    """A lock opens no cell of another area or group, and its own no further than its number."""
    situatie = translate(geval)
    area = data.draw(st.integers(0, len(geval.H) - 1))
    name = data.draw(st.sampled_from(["", *situatie.groepen]))
    lock = Slot(situatie.veld.codes[area], data.draw(st.integers(0, 3)), name)
    before = bound_cellen(situatie)
    after = bound_cellen(dataclasses.replace(situatie, sloten=(lock,)))
    stated = np.zeros(before.shape, dtype=bool)
    stated[area] = [name in {"", other} for other in situatie.groepen]
    assert (after <= np.where(stated, np.maximum(before, lock.aantal), before)).all()


def bound_cellen(situatie):
    """Return the most that the rules leave to each cell by itself; a lock that holds a number is no rule."""
    cells = np.full((len(situatie.veld.codes), len(situatie.groepen)), np.inf)
    for regel in REGELS:
        for limit in regel.find_grenzen(situatie):
            block = np.ix_(limit.gebieden, limit.groepen)
            cells[block] = np.minimum(cells[block], limit.hoog)
    return cells


def test_a_lock_of_nothing_opens_a_small_area_to_nobody():
    veld = make_veld(2, huishoudens=[60.0, 1000.0])
    wide = {"plafond": {"per_1000": 100}}
    groups = {"psychisch": 200, "statushouders": 9}
    held = make_situatie(veld, groups, wide, sloten=(Slot(veld.codes[0], 0, "statushouders"),))
    assert place(held).aantallen[0].tolist() == [0, 0]
    opened = make_situatie(veld, groups, wide, sloten=(Slot(veld.codes[0], 2, "statushouders"),))
    assert place(opened).aantallen[0].tolist() == [0, 2]


def test_an_area_without_households_has_no_load_even_when_locked():
    veld = make_veld(2, huishoudens=[0.0, 1000.0])
    situatie = make_situatie(veld, {"statushouders": 3}, sloten=(Slot(veld.codes[0], 1),),
                             uit=frozenset({"plafond", "nabijheid"}))  # fmt: skip
    found = place(situatie)
    assert found.aantallen.ravel().tolist() == [1, 2]
    assert found.hoogste == 2.0


def test_an_agreed_least_number_is_reached_before_urgency_and_its_shortfall_is_told():
    veld = make_veld(2, gemeentecode=["GM0001", "GM0002"], capaciteit=[5.0, 5.0])
    deal = Afspraak(("GM0002",), minstens=4)
    found = place(make_situatie(veld, {"statushouders": 5}, afspraken=(deal,)))
    assert (found.aantallen[1, 0], found.tekort_sleutel) == (4, 0)
    short = place(
        make_situatie(veld, {"statushouders": 5}, afspraken=(dataclasses.replace(deal, minstens=8),))
    )
    assert short.tekort_sleutel == pytest.approx(3)
    assert short.aantallen[1, 0] == 5
    assert short.geplaatst == (5,)


def test_far_places_receive_nothing_where_nearness_counts():
    veld = make_veld(4, afstand_huisarts=[1.0, 9.0, 1.0, NAN], afstand_supermarkt=[1.0, 1.0, 9.0, 1.0])
    near = place(make_situatie(veld, {"statushouders": 99}, uit=frozenset()))
    assert near.aantallen.ravel().tolist() == [8, 0, 0, 0]
    assert place(make_situatie(veld, {"statushouders": 99})).geplaatst == (32,)


def test_an_agreed_number_that_is_least_and_most_at_once_falls_short_as_well():
    deal = Afspraak(("GM0001",), minstens=9, hoogstens=9)
    found = place(make_situatie(make_veld(1), {"statushouders": 20}, afspraken=(deal,)))
    assert (found.geplaatst, found.tekort_sleutel) == ((8,), pytest.approx(1))
    assert place(make_situatie(make_veld(2), {"statushouders": 20}, afspraken=(deal,))).geplaatst == (9,)


def test_unknown_areas_the_ring_and_areas_without_stock_receive_nothing():
    veld = make_veld(4, klasse=["onbekend", *["draagkrachtig"] * 3], rol=["regio", "rand", "regio", "regio"],
                     capaciteit=[9.0, 9.0, NAN, 9.0])  # fmt: skip
    found = place(make_situatie(veld, {"statushouders": 99}))
    assert found.aantallen.ravel().tolist() == [0, 0, 0, 8]


def test_an_exception_lets_a_kwetsbare_area_receive():
    veld = make_veld(1, klasse="kwetsbaar")
    case = Uitzondering(veld.codes[0], "m", "b", "2026-01-01", hoogstens=2)
    assert place(make_situatie(veld, {"statushouders": 5}, uitzonderingen=(case,))).geplaatst == (2,)


def test_no_demand_gives_an_empty_plan():
    found = place(make_situatie(make_veld(2), {"statushouders": 0}))
    assert found.geplaatst == (0,)
    assert (found.hoogste, found.bewezen) == (0.0, True)


def test_without_time_there_is_a_plan_that_keeps_the_rules_and_says_it_is_not_proven():
    situatie = translate(make_large(3))
    proven, hasty = place(situatie), place(situatie, tijd=0.0)
    assert (proven.bewezen, hasty.bewezen) == (True, False)
    assert np.isnan(hasty.gat)
    assert hasty.geplaatst == proven.geplaatst
    assert hasty.hoogste >= proven.hoogste
    assert all(answer.voldaan is not False for answer in judge_plan(situatie, hasty.aantallen))
    assert "niet bewezen optimaal (verschil: onbekend)" in describe_status(hasty)
