"""A kept solver against one that begins anew each time, on programmes that differ in every way it may meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.verdeling.optimum.oplosser import Oplosser
from woonzorg.verdeling.optimum.programma import Programma, Voorwaarde, make_rijen, solve, sum_row

FACTOREN = st.sampled_from([-2.0, -1.0, 1.0, 1.0, 3.0])
MEEST = st.integers(0, 9).map(float)


@st.composite
def rows(draw, width):
    columns = draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=width, unique=True))
    factors = draw(st.lists(FACTOREN, min_size=len(columns), max_size=len(columns)))
    low = draw(st.sampled_from([-np.inf, -np.inf, 0.0, 1.0]))
    return Voorwaarde(tuple(columns), tuple(factors), draw(MEEST), low)


@st.composite
def chains(draw):
    """A programme and what is made of it, step by step: other bounds, rows and columns more, and back again."""
    width = draw(st.integers(1, 5))
    whole = np.array(draw(st.lists(st.booleans(), min_size=width, max_size=width)))
    first = Programma(np.array(draw(st.lists(MEEST, min_size=width, max_size=width))), whole)
    found = [first.add_rijen(*draw(st.lists(rows(width), max_size=4)))]
    for step in draw(st.lists(st.sampled_from(["boven", "rijen", "rij", "kolom", "terug"]), max_size=6)):
        now = found[-1]
        if step == "boven":
            now = now.set_boven([draw(st.integers(0, now.breedte - 1))], [draw(MEEST)])
        elif step == "rijen" and len(now.rijen):
            high = draw(MEEST | st.just(np.inf))
            now = now.set_rijen([draw(st.integers(0, len(now.rijen) - 1))], -np.inf, high)
        elif step == "rij":
            now = now.add_rijen(draw(rows(now.breedte)))
        elif step == "kolom":
            now = now.add_kolommen(1, draw(MEEST), geheel=draw(st.booleans()))
            now = now.add_rijen(sum_row((0, now.breedte - 1), draw(MEEST)))
        elif step == "terug":
            now = draw(st.sampled_from(found))
        found.append(now)
    return [
        (one, np.array(draw(st.lists(FACTOREN, max_size=one.breedte)), dtype=float), draw(st.booleans()))
        for one in found
    ]


@settings(max_examples=150, deadline=None)
@given(chains())
def test_a_kept_solver_answers_as_one_that_begins_anew(chain):
    kept = Oplosser()
    for programme, costs, forgets in chain:
        if forgets:
            kept.forget()
        for relaxed in (True, False):
            one = kept.solve(programme, costs, ontspannen=relaxed)
            other = solve(programme, costs, ontspannen=relaxed)
            assert one.bewezen
            assert (one.x is None) == (other.x is None)
            if one.x is not None:
                assert one.doel == pytest.approx(other.doel, abs=1e-6)
                check_answer(programme, one, costs, relaxed=relaxed)


def check_answer(programme, answer, costs, *, relaxed):
    """Hold an answer against the programme by itself."""
    x = answer.x
    assert answer.doel == pytest.approx(float(x[: len(costs)] @ costs), abs=1e-6)
    assert (x >= -1e-6).all()
    assert (x <= programme.boven + 1e-6).all()
    for row in programme.rijen:
        total = sum(factor * x[column] for column, factor in zip(row.kolommen, row.factoren, strict=True))
        assert row.laag - 1e-6 <= total <= row.hoog + 1e-6
    if not relaxed:
        assert np.abs(x - np.round(x))[programme.geheel].max(initial=0) <= 1e-6


def test_what_is_no_whole_number_by_itself_is_sought_as_one():
    # Three pairs of which each holds one at most: half of each without whole numbers, one of them with.
    pairs = [sum_row(pair, hoog=1.0) for pair in ((0, 1), (1, 2), (0, 2))]
    programme = Programma(np.ones(3), np.ones(3, dtype=bool)).add_rijen(*pairs)
    solver = Oplosser()
    assert solver.solve(programme, -np.ones(3), ontspannen=True).doel == pytest.approx(-1.5)
    assert solver.solve(programme, -np.ones(3)).doel == pytest.approx(-1.0)
    assert solver.solve(programme.set_rijen([0], -np.inf, np.inf), -np.ones(3)).doel == pytest.approx(-2.0)


def test_rows_are_the_same_as_arrays_and_one_by_one():
    listed = [
        Voorwaarde([0, 2], [1.0, -2.0], 3.0, -np.inf),
        Voorwaarde([], [], 1.0, 0.0),
        sum_row([1], laag=2.0),
    ]
    rows_of = make_rijen(listed)
    assert rows_of.starts.tolist() == [0, 2, 2, 3]
    assert [(list(row.kolommen), list(row.factoren), row.hoog, row.laag) for row in rows_of] == [
        (list(row.kolommen), list(row.factoren), row.hoog, row.laag) for row in listed
    ]
    assert rows_of.add_up(np.array([5.0, 3.0, 1.0])).tolist() == [3.0, 0.0, 3.0]


def test_a_programme_without_columns_is_kept_or_not():
    empty = Programma(np.zeros(0), np.zeros(0, dtype=bool))
    assert Oplosser().solve(empty.add_rijen(sum_row((), hoog=1.0)), np.zeros(0)).x is not None
    assert Oplosser().solve(empty.add_rijen(sum_row((), laag=1.0)), np.zeros(0)).x is None
