"""What a table tells beside what it told before: no count and no rise under 10 follows, by linear algebra."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.deeltabel import Deeltabel, may_tell, share_tabel, show_reeks

KEYS = "abcd"


def share_all(tables, **rest):
    """Share tables one after the other, each with an eye to those before."""
    shared = []
    for table in tables:
        shared.append(share_tabel(table, shared, **rest))
    return shared


def find_afleidbaar(tables, shared):
    """Return each sum of cells at a moment, or its rise since another, that follows from all that was shared."""
    size = len(KEYS)

    def point(moment, keys):
        row = np.zeros(size * len(tables))
        row[[moment * size + KEYS.index(key) for key in keys]] = 1
        return row

    known = [point(moment, [key]) for moment, one in enumerate(shared) for key in one.cellen]
    known += [point(moment, KEYS) for moment, one in enumerate(shared) if one.rest is not None]
    space = np.array(known).reshape(len(known), size * len(tables))
    truth = np.array([table[key] for table in tables for key in KEYS])
    sets = [keys for count in range(1, size + 1) for keys in combinations(KEYS, count)]
    asked = [point(moment, keys) for moment in range(len(tables)) for keys in sets]
    asked += [
        point(later, keys) - point(first, keys)
        for first, later in combinations(range(len(tables)), 2)
        for keys in sets
    ]
    rank = np.linalg.matrix_rank(space) if known else 0
    return [
        int(row @ truth) for row in asked if known and np.linalg.matrix_rank(np.vstack([space, row])) == rank
    ]


RISES = st.lists(st.tuples(*[st.integers(0, 25) | st.just(0)] * len(KEYS)), min_size=1, max_size=3)


@settings(max_examples=150)
@given(RISES)
def test_nothing_small_follows_from_the_reports_of_a_year_together(rises):
    tables, now = [], dict.fromkeys(KEYS, 0)
    for rise in rises:
        now = {key: now[key] + more for key, more in zip(KEYS, rise, strict=True)}
        tables.append(now)
    shared = share_all(tables)
    assert [value for value in find_afleidbaar(tables, shared) if 0 < abs(value) < 10] == []
    assert all(one.cellen.items() <= table.items() for one, table in zip(shared, tables, strict=True))


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.integers(0, 40)] * len(KEYS)), min_size=2, max_size=3))
def test_no_cell_is_told_twice_with_a_small_difference_even_when_it_was_corrected(rows):
    shared = share_all([dict(zip(KEYS, row, strict=True)) for row in rows])
    for one, other in combinations(shared, 2):
        steps = [abs(one.cellen[key] - other.cellen[key]) for key in one.cellen if key in other.cellen]
        assert all(step == 0 or step >= 10 for step in steps)


def test_the_total_alone_may_not_give_a_small_rise_away():
    first = share_tabel({"a": 50, "b": 12, "c": 7, "d": 5})
    assert first == Deeltabel({"a": 50, "b": 12}, 12)
    # c and d rose by 3 together: with the total that would follow, unless b is held back as well (21 more together).
    assert share_tabel({"a": 80, "b": 30, "c": 9, "d": 6}, [first]) == Deeltabel({"a": 80}, 45)
    # Held back then c and d (6 and 6), held back now a and b, which rose by 3 each: that would follow by itself.
    apart = share_tabel({"a": 15, "b": 13, "c": 17, "d": 16}, [Deeltabel({"a": 12, "b": 10}, 12)])
    assert apart == Deeltabel({"c": 17}, 44)


def test_what_is_secret_is_never_told_and_a_total_that_may_not_be_known_is_not():
    assert share_tabel({"a": 40, "b": 12, "c": 30}, geheim="b") == Deeltabel({"a": 40}, 42)
    assert share_tabel({"a": 40, "b": 12}, totaal=False) == Deeltabel({"a": 40}, None)
    assert share_tabel({"a": 40, "b": 3}, totaal=False) == Deeltabel({"a": 40}, None)
    assert share_tabel({"a": 3}, [Deeltabel({"a": 12}, 0)]) == Deeltabel({}, None)


def test_a_row_of_moments_keeps_to_what_was_told_of_it_before():
    assert show_reeks([15, 25], {12}) == (None, 25)
    assert show_reeks([12, 22], {12}) == (12, 22)
    assert not may_tell(None, [])
    assert not may_tell(9, [])
    assert may_tell(10, [10, 20, 0])


def test_cells_of_one_size_are_held_back_together_and_none_that_must_then_hold_all_that_is_possible():
    assert share_tabel({"a": 40, "b": 14, "c": 14, "d": 9}) == Deeltabel({"a": 40}, 37)
    # Beside a cell of 10 two others with 18 would be 9 each.
    assert share_tabel({"a": 40, "b": 10, "c": 9, "d": 9}) == Deeltabel({"a": 40}, 28)
    assert share_tabel({"a": 40, "b": 11, "c": 9, "d": 9}) == Deeltabel({"a": 40, "b": 11}, 18)


def test_cells_that_were_told_one_by_one_are_not_told_together_when_they_rose_by_few():
    """10 and 17 were told, without a total; now the rest of the table would be 36: nine more."""
    now = {"a": 54, "b": 21, "c": 18, "d": 18}
    assert share_tabel(now, [Deeltabel({"c": 10, "d": 17})]) == Deeltabel({"a": 54}, 57)
    assert share_tabel(now, [Deeltabel({"c": 8, "d": 17})]).rest == 36
