"""The map of one group beside that of all and of the others: an onlooker who subtracts learns nothing by buurt.

Counted by hand on small fields; and every figure is bounded by linear programming over all that the maps tell.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.delen.openbaar import share_plan
from woonzorg.verdeling.delen.per_groep import bundle_gemeenten, count_raad, list_kaartgroepen

TWEE = {"statushouders": 500, "psychisch": 500}
ALLE = TWEE | {"maatschappelijke_opvang": 500}


def share(rows, wijken, gemeenten, vraag=TWEE, klasse="draagkrachtig", **more):
    """Return what may be shared of a plan: a row an area, a column a group in the order of urgency."""
    veld = make_veld(
        len(rows), wijkcode=[f"{town}{wijk}" for town, wijk in zip(gemeenten, wijken, strict=True)],
        gemeentecode=list(gemeenten), klasse=klasse, **{"capaciteit": NAN, "corporatie": 2000.0} | more,
    )  # fmt: skip
    situatie = make_situatie(veld, vraag)
    return share_plan(situatie, make_plan(situatie, *rows))


@pytest.mark.parametrize(
    ("rows", "wijken"),
    [
        ([(4, 9), (3, 9), (3, 9), (10, 4), (0, 4), (0, 4)], ((10, 10), (27, 12))),
        # 9 of the first group in A: the second beside all would tell it.
        ([(4, 9), (3, 9), (2, 9), (10, 4), (0, 4), (0, 4)], None),
        ([(1, 9), (0, 9), (0, 9), (0, 4), (0, 4), (0, 4)], None),
        ([(0, 9), (0, 9), (0, 9), (0, 4), (0, 4), (0, 4)], ((0, 0), (27, 12))),
    ],
)  # fmt: skip
def test_a_group_is_told_by_wijk_where_every_group_that_comes_there_fills_every_part(rows, wijken):
    told = share(rows, "AAABBB", "X" * 6)
    assert set(told.wijken) == {"XA", "XB"}
    assert told.situatie.groepen == ("psychisch", "statushouders")
    for place, group in enumerate(told.situatie.groepen):
        found = count_raad(told, group)
        assert found.gemeenten == {("X",): sum(row[place] for row in rows)}
        assert found.wijken == (dict(zip(("XA", "XB"), wijken[place], strict=True)) if wijken else {})
    assert count_raad(told).wijken == told.wijken
    assert count_raad(told).gemeenten == {("X",): sum(map(sum, rows))}


def test_what_remains_of_a_gemeente_counts_as_a_part():
    rows = [(4, 9), (3, 9), (3, 9), (3, 3), (3, 4), (3, 4)]
    told = share(rows, "AAABCD", "X" * 6)
    assert told.wijken == {"XA": 37}  # 20 remain
    assert count_raad(told, "psychisch").wijken == {}  # of which 9 psychisch
    more = share([*rows[:5], (4, 4)], "AAABCD", "X" * 6)
    found = count_raad(more, "psychisch")
    assert (found.wijken, found.find_rest("X", {"XA": "X"})) == ({"XA": 10}, 10)


@pytest.mark.parametrize(
    ("counts", "bundles"),
    [
        # X has two open buurten, Y three, Z four; a row an area.
        ({"X": 8, "Y": 12, "Z": 30}, (("X", "Y"), ("Z",))),
        ({"X": 8, "Y": 9, "Z": 30}, (("X", "Y", "Z"),)),  # 9 beside X are too few
        ({"X": 8, "Y": 0, "Z": 30}, (("X", "Z"), ("Y",))),  # where nothing comes nobody hides
        ({"X": 0, "Y": 12, "Z": 30}, (("X",), ("Y",), ("Z",))),  # nothing to hide
        (
            {"X": 8, "Y": 0, "Z": 0},
            (("X",), ("Y",), ("Z",)),
        ),  # nobody to hide among: it is the region's total
    ],
)
def test_a_gemeente_with_few_open_buurten_is_told_together_with_others(counts, bundles):
    towns = "XXYYYZZZZ"
    rows = [(0, counts[town] if number == towns.index(town) else 0) for number, town in enumerate(towns)]
    told = share(rows, "A" * 9, towns)
    assert bundle_gemeenten(told) == bundles
    assert count_raad(told).gemeenten == {(town,): count for town, count in counts.items()}
    found = count_raad(told, "statushouders")
    assert found.gemeenten == {part: sum(counts[town] for town in part) for part in bundles}


def test_two_gemeenten_with_few_open_buurten_go_together_first():
    told = share([(1, 9), (2, 9), (3, 9), (4, 40), (5, 40), (6, 40)], "AAABBB", "XYWZZZ")
    assert bundle_gemeenten(told) == (("W", "X", "Y"), ("Z",))
    assert count_raad(told, "psychisch").gemeenten == {("W", "X", "Y"): 6, ("Z",): 15}


@pytest.mark.parametrize(
    "groep", ["detentie", "forensisch", "sekswerkers", "vrouwenopvang", "onzin", "mantelzorg"]
)
def test_a_group_for_which_more_privacy_holds_has_no_map(groep):
    veld = make_veld(3, capaciteit=NAN, corporatie=2000.0)
    vraag = {"statushouders": 20} | ({groep: 30} if groep not in {"onzin", "mantelzorg"} else {})
    situatie = make_situatie(veld, vraag)
    rows = [[5] * len(situatie.groepen)] * 3
    told = share_plan(situatie, make_plan(situatie, *rows))
    assert list_kaartgroepen(told) == ("statushouders",)
    assert count_raad(told).gemeenten == {("GM0001",): 15}
    with pytest.raises(InvoerFout, match="geen kaart om te delen"):
        count_raad(told, groep)


def test_with_own_figures_there_are_gemeenten_only_and_under_ten_nothing():
    rows = [(10, 20)] * 6
    told = share(rows, "AAABBB", "X" * 6, capaciteit=40.0)
    assert (count_raad(told, "psychisch").gemeenten, count_raad(told, "psychisch").wijken) == (
        {("X",): 60},
        {},
    )
    hidden = share(rows, "AAABBB", "X" * 6, capaciteit=[7.0] * 6, eigen_klein=[True] * 6)
    assert list_kaartgroepen(hidden) == ()
    assert (count_raad(hidden).gemeenten, count_raad(hidden).wijken) == ({}, {})


def test_a_plan_by_wijk_is_told_by_its_own_wijken():
    veld = make_veld(2, niveau=Niveau.WIJK, capaciteit=NAN, corporatie=2000.0, buurten_open=[3, 3])
    situatie = make_situatie(veld, TWEE)
    told = share_plan(situatie, make_plan(situatie, (10, 12), (11, 14)))
    assert count_raad(told, "psychisch").wijken == dict(zip(veld.codes, (10, 11), strict=True))
    less = share_plan(situatie, make_plan(situatie, (10, 12), (9, 14)))
    assert count_raad(less, "psychisch").wijken == {}


GEVAL = st.lists(
    st.tuples(
        st.sampled_from("XYZ"), st.sampled_from("AB"), st.booleans(),
        st.tuples(*[st.sampled_from([0, 0, 1, 3, 6, 10, 14])] * 3),
    ),
    min_size=3, max_size=10,
)  # fmt: skip


def make_geval(cells):
    """Return what is shared of a case, and its plan: what the rule holds back receives nothing."""
    rows = [counts if free else (0, 0, 0) for _, _, free, counts in cells]
    towns, wijken = [cell[0] for cell in cells], [cell[1] for cell in cells]
    classes = ["draagkrachtig" if cell[2] else "kwetsbaar" for cell in cells]
    return share(rows, wijken, towns, ALLE, classes), np.array(rows)


def read_kaarten(told):
    """Return all that the maps tell: (group, gemeenten or wijk) → homes."""
    every = [count_raad(told, group) for group in ("", *list_kaartgroepen(told))]
    return {
        (one.groep, part): count
        for one in every
        for part, count in (*one.gemeenten.items(), *one.wijken.items())
    }


def bound(told, goal):
    """Return least and most that is left possible of a sum of cells; `goal` is 0 or 1 by area and group.

    The onlooker knows every map, the region's total of each group, and that nothing comes where the rule holds back.
    """
    table, groups = told.situatie.veld.gebieden, told.situatie.groepen
    rows, sums = [], []

    def add(inside, places, count):
        row = np.zeros((len(table), len(groups)))
        row[np.ix_(np.flatnonzero(inside), places)] = 1.0
        rows.append(row.ravel())
        sums.append(float(count))

    for (group, part), count in read_kaarten(told).items():
        inside = table["gemeentecode"].isin(part) if isinstance(part, tuple) else table["wijkcode"] == part
        add(inside, [groups.index(group)] if group else range(len(groups)), count)
    for place in range(len(groups)):
        add(np.ones(len(table), dtype=bool), [place], told.aantallen[:, place].sum())
    closed = (table["klasse"] == "kwetsbaar").to_numpy()
    limits = [(0, 0 if shut else None) for shut in closed for _ in groups]
    answers = [
        linprog(sign * goal.ravel(), A_eq=np.array(rows), b_eq=sums, bounds=limits) for sign in (1.0, -1.0)
    ]
    assert all(answer.status == 0 for answer in answers), [answer.message for answer in answers]
    return answers[0].fun, -answers[1].fun


def is_bepaald(told, goal):
    low, high = bound(told, goal)
    return high - low < 1e-6


def make_doel(told, inside, place):
    goal = np.zeros((len(told.situatie.veld.codes), len(told.situatie.groepen)))
    goal[np.asarray(inside), place] = 1.0
    return goal


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(GEVAL)
def test_no_figure_of_a_group_that_may_not_be_told_can_be_counted_from_all_maps_together(cells):
    """Of a group that shares its gemeenten with another: none of a gemeente with few open buurten, nor of a wijk.

    But for what holds at least 10 homes and 3 open buurten, and for a wijk or gemeente in which all there is must lie.
    """
    told, plan = make_geval(cells)
    table, homes = told.situatie.veld.gebieden, plan.sum(axis=1)
    free = (table["klasse"] != "kwetsbaar").to_numpy()
    for part, place in itertools.product(bundle_gemeenten(told), range(plan.shape[1])):
        around = table["gemeentecode"].isin(part).to_numpy()
        if plan[around, place].sum() in {0, homes[around].sum()}:
            continue
        for town in part:
            inside = (table["gemeentecode"] == town).to_numpy()
            if free[inside].sum() < 3 and homes[inside].any() and homes[~inside].any():
                assert not is_bepaald(told, make_doel(told, inside, place)), (town, place)
        for wijk in table["wijkcode"][around].unique():
            block = (table["wijkcode"] == wijk).to_numpy()
            town = (table["gemeentecode"] == wijk[0]).to_numpy()
            if not homes[town].any() or not free[block].any() or not free[town & ~block].any():
                continue
            if is_bepaald(told, make_doel(told, block, place)):
                assert plan[block, place].sum() >= 10, (wijk, place)
                assert free[block].sum() >= 3


@settings(max_examples=15, deadline=None)
@given(GEVAL, st.randoms(use_true_random=False))
def test_two_worlds_that_differ_within_their_wijken_have_equal_maps(cells, random):
    """What comes in which buurt of a wijk is hidden: then no map, nor any number of maps, says anything of it."""
    told, plan = make_geval(cells)
    table = told.situatie.veld.gebieden
    other = plan.copy()
    for wijk in table["wijkcode"].unique():
        free = np.flatnonzero((table["wijkcode"] == wijk) & (table["klasse"] != "kwetsbaar"))
        for place in range(plan.shape[1]):
            counts = other[free, place].tolist()
            random.shuffle(counts)
            other[free, place] = counts
    moved = share_plan(told.situatie, other)
    assert read_kaarten(moved) == read_kaarten(told)


def test_the_onlooker_can_count_where_nothing_is_held_back():
    """On the planner's own sums by wijk the onlooker does find what a group has there."""
    rows = [(1, 9, 0), (0, 9, 0), (0, 9, 0), (0, 4, 0), (0, 4, 0), (0, 4, 0)]
    told = share(rows, "AAABBB", "X" * 6, ALLE)
    block = np.array([True] * 3 + [False] * 3)
    assert not is_bepaald(told, make_doel(told, block, 0))
    assert is_bepaald(told, make_doel(told, [True] * 6, 0))
