"""An onlooker who knows the rules, the scenarios and all that is public, lays all shared outputs together.

Each own count is bounded by linear programming over everything that is told of several plans on the same figures: by
gemeente and wijk, for the region, of A and B beside each other. None under 10 may be determined. That the onlooker can
count is shown on the planner's own totals, which do give them away.
"""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from veldmaken import NAN, make_veld

from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.optimum.sleutels import score_sleutels
from woonzorg.verdeling.optimum.verklaring import Knelpunt
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute, compute_plan
from woonzorg.verdeling.uitkomst.gedeeld import describe_openbaar, describe_tekst_openbaar
from woonzorg.verdeling.vergelijking import vergelijking
from woonzorg.verdeling.vergelijking.kant import make_kant, make_sleutelkant
from woonzorg.verdeling.vergelijking.vergelijking import compare

KLEIN = 10
RUIM = {"plafond": {"per_1000": 1000}}


def make_eigen(figures, towns, kolom="capaciteit"):
    """Return a field with an own figure an area, NaN where none is given; a wijk is half a gemeente."""
    small = [figure < KLEIN for figure in figures]  # NaN is not small
    return make_veld(
        len(figures), gemeentecode=list(towns), wijkcode=[f"{town}{number % 2}" for number, town in enumerate(towns)],
        corporatie=2000.0, eigen_klein=small, **{"capaciteit": NAN} | {kolom: np.array(figures, dtype=float)},
    )  # fmt: skip


def work_out(veld, vraag, dicht=()):
    """Work out a demand with some areas held at 0; what binds (slow) is told nowhere here, and left to `compute`."""
    content = {
        "versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": vraag, "detentie": 4}, "regels": RUIM,
        "sloten": [{"code": veld.codes[area], "aantal": 0} for area in dicht],
    }  # fmt: skip
    plan = compute_plan(parse_scenario(json.dumps(content).encode()), veld)
    held = [Knelpunt(rule.regel, bool(vraag), plan.plan.geplaatst) for rule in plan.uitslagen]
    return dataclasses.replace(plan, knelpunten=tuple(held))


def read_told(outcomes):
    """Return what an onlooker reads of each plan: totals by code, and of the region ('')."""
    told = []
    for outcome in outcomes:
        view = describe_openbaar(outcome)
        sums = {row["code"]: row["aantal"] for part in ("plaatsingen", "wijken") for row in view[part]}
        left = view["niet_geplaatst"]["statushouders"]
        if left is not None:
            sums[""] = outcome.situatie.behoefte.aantallen[0] - left
        told.append(sums)
    found = compare(*map(make_kant, outcomes[:2]), sleutels=())
    for row in vergelijking.describe(found)["gemeenten"]:
        told[0][row["code"]], told[1][row["code"]] = row["a"], row["b"]
    return told


def read_all(outcomes):
    """Return what the planner reads of each plan, in the same form."""
    told = []
    for outcome in outcomes:
        counts, areas = outcome.plan.aantallen[:, 0], outcome.situatie.veld.gebieden
        sums = {
            code: int(counts[areas["gemeentecode"] == code].sum()) for code in areas["gemeentecode"].unique()
        }
        told.append(sums | {"": int(counts.sum())})
    return told


def bound(veld, outcomes, told):
    """Return least and most of each area's figure, in homes, that all that is told leaves possible.

    Unknown are the figure c of each area and what each plan places there, x: 0 ≤ x ≤ c, 0 where held; and x = c where
    that plan is told to be short, for then every area is full. What is told are sums of x.
    """
    areas, table = len(veld.codes), veld.gebieden
    width = areas * (1 + len(outcomes))
    least, equal, sums = [], [], []
    for number, (outcome, known) in enumerate(zip(outcomes, told, strict=True)):
        held = {slot.code for slot in outcome.scenario.sloten}
        first = areas * (number + 1)
        full = "" in known and known[""] < outcome.situatie.behoefte.aantallen[0]
        for area, code in enumerate(veld.codes):
            row = np.zeros(width)
            row[first + area] = 1.0
            if code in held:
                equal, sums = [*equal, row], [*sums, 0.0]
                continue
            row[area] = -1.0
            if full:
                equal, sums = [*equal, row], [*sums, 0.0]
            else:
                least = [*least, row]
        for code, count in known.items():
            places = zip(table["gemeentecode"], table["wijkcode"], strict=True)
            inside = [code in {"", town, wijk} for town, wijk in places]
            row = np.zeros(width)
            row[first : first + areas] = inside
            equal, sums = [*equal, row], [*sums, float(count)]
    return [
        tuple(_solve(area, sign, width, (least, equal, sums)) for sign in (1, -1)) for area in range(areas)
    ]


def _solve(area, sign, width, rows):
    least, equal, sums = rows
    goal = np.zeros(width)
    goal[area] = sign
    answer = linprog(
        goal, A_ub=np.array(least) if least else None, b_ub=np.zeros(len(least)) if least else None,
        A_eq=np.array(equal) if equal else None, b_eq=np.array(sums) if sums else None, bounds=(0, 10_000),
    )  # fmt: skip
    assert answer.status == 0, answer.message
    return sign * answer.fun


def find_determined(figures, bounds):
    """Return the areas whose figure is under 10 and the only whole number that is left."""
    return [
        area
        for area, (figure, (low, high)) in enumerate(zip(figures, bounds, strict=True))
        if figure < KLEIN and np.ceil(low - 1e-6) == np.floor(high + 1e-6)
    ]


LEK = ([3, 4, 5, 6, 7, 8, 9, 2, 40, 50, 60], ["GM0001"] * 8 + ["GM0002"] * 3)


def test_beside_a_simple_key_the_figures_under_ten_are_not_told_either():
    """A key is known to all: which rules it breaks, and in how many areas, would bound each figure."""
    towns = LEK[1]
    told = []
    for change in (0, 1):
        plan = make_kant(work_out(make_eigen([figure - change for figure in LEK[0]], towns), 60))
        found = compare(plan, plan)
        key = compare(make_sleutelkant(plan.situatie, score_sleutels(plan.situatie)[0]), plan)
        told.append([vergelijking.describe(item) for item in (found, key)] + [key.a.uitslagen])
    assert json.dumps(told[0]) == json.dumps(told[1])
    assert told[0][0]["sleutels"] == []


def test_the_onlooker_can_count_and_is_told_nothing_by_two_plans_that_differ_in_one_area():
    veld = make_eigen(*LEK)
    plans = [work_out(veld, 500), work_out(veld, 500, dicht=[4])]
    assert [sum(plan.plan.geplaatst) for plan in plans] == [194, 187]
    assert 4 in find_determined(LEK[0], bound(veld, plans, read_all(plans)))
    assert find_determined(LEK[0], bound(veld, plans, read_told(plans))) == []
    text = " ".join(describe_tekst_openbaar(plan) for plan in plans)
    assert not [number for number in ("194", "187", "44", "37", "150") if number in text]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.one_of(st.integers(0, 14), st.just(NAN)), st.sampled_from(["GM0001", "GM0002", "GM0003"])),
             min_size=1, max_size=8),
    st.lists(st.tuples(st.sampled_from([0, 9, 30, 500]), st.sets(st.integers(0, 7), max_size=3)),
             min_size=2, max_size=3),
)  # fmt: skip
def test_no_own_count_under_ten_is_determined_by_all_that_is_shared(cells, plannen):
    figures, towns = [figure for figure, _ in cells], [town for _, town in cells]
    veld = make_eigen(figures, towns)
    plans = [
        work_out(veld, demand, [area for area in held if area < len(figures)]) for demand, held in plannen
    ]
    assert find_determined(figures, bound(veld, plans, read_told(plans))) == []


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), min_size=2, max_size=6),
    st.sampled_from(["capaciteit", "gehuisvest", "gepland"]),
    st.integers(0, 120),
)
def test_what_is_shared_is_the_same_whatever_the_own_figures_under_ten(cells, kolom, vraag):
    """Then no number of outputs, at whatever moments, can say more of them than that they are under 10."""
    towns = [f"GM000{number % 3}" for number in range(len(cells))]
    mask = [small or number == 0 for number, (_, _, small) in enumerate(cells)]
    told = []
    for world in (0, 1):
        figures = [cell[world] if small else 25 for cell, small in zip(cells, mask, strict=True)]
        plans = [work_out(make_eigen(figures, towns, kolom), vraag, held) for held in ((), (0,))]
        beside = vergelijking.describe(compare(*map(make_kant, plans), sleutels=()))
        views = [describe_openbaar(plan) for plan in plans]
        told.append(json.dumps([beside, views, [describe_tekst_openbaar(plan) for plan in plans]]))
    assert told[0] == told[1]


@pytest.mark.parametrize("gehuisvest", [3.0, 12.0])
def test_of_a_complex_with_few_only_the_outcome_is_told(gehuisvest):
    veld = make_veld(2, gehuisvest=[30.0, 40.0], corporatie=2000.0, capaciteit=NAN)
    item = Complex("Flat", veld.codes[0], 60, gehuisvest, gebied=veld.codes[0], klasse="draagkrachtig")
    veld = type(veld)(veld.niveau, veld.gebieden, veld.paren, veld.kenmerk, (item,))
    content = {
        "versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 5},
        "toetsen": [{"code": veld.codes[0], "groep": "beschermd_wonen", "aantal": 1, "complex": "Flat"}],
    }  # fmt: skip
    outcome = compute(parse_scenario(json.dumps(content).encode()), veld)
    view = describe_openbaar(outcome)
    assert "complexen" not in view
    assert view["toetsen"] == [
        {"code": "GM0001", "groep": "beschermd_wonen", "uitkomst": str(outcome.toetsen[0].oordeel),
         "voldaan": outcome.toetsen[0].voldaan,
         "aantal": None if gehuisvest < KLEIN else 1}
    ]  # fmt: skip
