"""Own counts never loosen a rule, and no displacement holds at wijk and gemeente: against plain brute force."""

from __future__ import annotations

import dataclasses
import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.verdeling.invoer.veld import Ruimer
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_plan, judge_regel
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar
from woonzorg.verdeling.uitkomst.meldingen import list_meldingen

Q, KAPPA = Fraction(3, 2), Fraction(5, 4)


@st.composite
def fields(draw):
    """Return two to four areas with trait, own counts (some not known), neighbours, and a wijk of the first two."""
    n = draw(st.integers(2, 4))
    households = draw(st.lists(st.sampled_from([90, 150, 300, 800]), min_size=n, max_size=n))
    trait = [draw(st.one_of(st.none(), st.integers(0, h // 12))) for h in households]
    own = [draw(st.one_of(st.none(), st.integers(0, h // 15), st.integers(0, h // 15))) for h in households]
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    near = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3))
    demand = draw(st.lists(st.integers(0, 5), min_size=1, max_size=2))
    wijk = draw(st.tuples(st.sampled_from([90, 400, 1500]), st.integers(0, 120)))
    return households, trait, own, near, demand, wijk


def pose_field(case, *, with_own, with_wijk=True):
    households, trait, own, near, demand, (around, inside) = case
    numbers = {"huishoudens": np.array(households, dtype=float), "kenmerk_v": to_floats(trait)}
    veld = make_veld(len(households), near, **numbers, **({"gehuisvest": to_floats(own)} if with_own else {}))
    if with_wijk:
        level = Ruimer(("WK000100",), ((0, 1),), np.array([float(around)]), np.array([float(inside)]), 0.08)
        veld = dataclasses.replace(veld, ruimer=(level,))
    names = ("psychisch", "statushouders")[: len(demand)]
    return make_situatie(veld, dict(zip(names, demand, strict=True)), {"plafond": {"per_1000": 12}})


def to_floats(values):
    return np.array([NAN if value is None else float(value) for value in values])


def list_limits(case, *, with_own, with_wijk=True):
    """Return (areas, most) for every limit on all groups together, in plain numbers and from the method."""
    households, trait, own, near, _, (around, inside) = case
    n = len(households)
    limits = [((a,), 12 * h // 1000 if h >= 100 else 0) for a, h in enumerate(households)]
    covered = Fraction(sum(h for h, c in zip(households, own, strict=True) if c is not None), sum(households))
    counts = [trait] if any(c is not None for c in trait) else []
    if with_own and covered >= Fraction(95, 100):
        counts.append(own)
        share = find_share(own, households)
        limits += [
            ((a,), max(0, math.floor(Q * share * h - c)))
            for a, (h, c) in enumerate(zip(households, own, strict=True))
            if c is not None
        ]
    for count in counts:
        share = find_share(count, households)
        v = [c or 0 for c in count]
        for a, h in enumerate(households):
            if h >= 100:
                limits.append(((a,), count_below(Q * share * h - v[a])))
            around_a = [a, *(y for x, y in near if x == a), *(x for x, y in near if y == a)]
            room = KAPPA * share * sum(households[b] for b in around_a) - sum(v[b] for b in around_a)
            limits.append((tuple(around_a), max(0, math.floor(room))))
        if with_wijk and around >= 100:
            wide = (Fraction(8, 100), inside) if count is trait else (share, v[0] + v[1])
            limits.append(((0, 1), count_below(Q * wide[0] * around - wide[1])))
    assert n == len(trait)
    return limits


def find_share(count, households):
    known = [(c, h) for c, h in zip(count, households, strict=True) if c is not None]
    return Fraction(sum(c for c, _ in known), sum(h for _, h in known))


def count_below(room):
    """Return the most whole homes that stay below a limit."""
    return max(0, math.ceil(room) - 1)


def find_most(case, **options):
    """Return the most placed by urgency, by trying every plan of totals by area (groups share every limit)."""
    households, demand = case[0], case[4]
    limits = list_limits(case, **options)
    total = sum(demand)
    most = max(
        min(sum(row), total)
        for row in itertools.product(range(total + 1), repeat=len(households))
        if all(sum(row[a] for a in areas) <= limit for areas, limit in limits)
    )
    placed = []
    for number in demand:
        placed.append(min(number, most))
        most -= placed[-1]
    return tuple(placed)


@settings(max_examples=80, deadline=None)
@given(fields(), st.booleans())
def test_what_is_placed_equals_brute_force_with_trait_own_counts_and_wijk(case, with_own):
    situatie = pose_field(case, with_own=with_own)
    plan = place(situatie)
    assert plan.geplaatst == find_most(case, with_own=with_own)
    assert all(answer.voldaan is not False for answer in judge_plan(situatie, plan.aantallen))


@settings(max_examples=60, deadline=None)
@given(fields())
def test_own_counts_never_place_more(case):
    without, counted = (place(pose_field(case, with_own=flag)).geplaatst for flag in (False, True))
    assert counted <= without  # by urgency: tuples compare group after group
    if len(without) == 1:
        assert sum(counted) <= sum(without)


def test_a_wijk_can_be_what_holds_back():
    case = ([800, 800, 800], [10, 10, 10], [None] * 3, [], [5], (1000, 118))
    free, held = (place(pose_field(case, with_own=False, with_wijk=flag)) for flag in (False, True))
    assert sum(free.aantallen[:2].sum(axis=1)) > 1
    assert (
        sum(held.aantallen[:2].sum(axis=1)) <= 1
    )  # 1.5 · 0.08 · 1000 = 120, and 118 live there: 119 is the most
    assert (free.geplaatst, held.geplaatst) == ((5,), (3,))  # the third takes two: 1.25 times ρ for it alone


def test_two_rows_of_counts_are_told_as_too_few_and_change_nothing():
    wide = make_veld(4, kenmerk_v=[40.0, 40.0, 40.0, NAN])
    few = make_veld(4, kenmerk_v=[40.0, 40.0, 40.0, NAN], gehuisvest=[60.0, NAN, NAN, NAN])
    raw = b'{"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 40}}'
    without, counted = (compute_plan(parse_scenario(raw), veld) for veld in (wide, few))
    assert counted.plan.geplaatst == without.plan.geplaatst
    told = " ".join(list_meldingen(counted))
    assert "in 3 buurten alleen toevoegingen getoetst" in told
    assert "25 % van de huishoudens" in told
    assert "95 %" in told
    answers = {answer.regel: answer for answer in counted.uitslagen}
    assert answers["geen_verplaatsing"].niet_getoetst == (few.codes[3],)
    assert len(answers["geen_verplaatsing"].toevoegingen) == 3
    assert describe_kop_openbaar(counted)


@pytest.mark.parametrize("off", [["geen_verplaatsing"], ["geen_verplaatsing", "geen_verplaatsing_buren"]])
def test_an_older_scenario_that_has_it_off_opens_says_so_and_is_computed_with_it(off):
    rules = ", ".join(f'"{name}": {{"aan": false}}' for name in off)
    raw = f'{{"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {{"statushouders": 90}}, "regels": {{{rules}}}}}'
    veld = make_veld(2, kenmerk_v=[148.0, 52.0])
    old, new = (parse_scenario(text.encode()) for text in (raw, raw.replace("false", "true")))
    assert old.id != new.id  # the file stays what it was
    situatie = pose(old, veld)
    assert judge_regel(PER_SLEUTEL["geen_verplaatsing"], situatie, make_plan(situatie, 2, 0)).voldaan is False
    outcomes = [compute_plan(scenario, veld) for scenario in (old, new)]
    assert outcomes[0].plan.aantallen.tolist() == outcomes[1].plan.aantallen.tolist()
    told = [text for text in list_meldingen(outcomes[0]) if "Dat kan niet meer" in text]
    assert len(told) == len(off)
    assert not any("Dat kan niet meer" in text for text in list_meldingen(outcomes[1]))
    assert {a.oordeel for a in outcomes[0].uitslagen if a.regel in off} <= {
        Regeloordeel.GEHAALD, Regeloordeel.KNELT,
    }  # fmt: skip
