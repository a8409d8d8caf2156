"""What 'herplan' asks gives no small count away, and stays close to what is left."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from woonzorg.agenda.herplandeel import ask_minst, ask_vraag

LIJN = st.tuples(st.sampled_from("abc"), st.integers(0, 120), st.integers(0, 120)).map(
    lambda row: (row[0], row[1], min(row[1], row[2]))
)


def add(rows):
    agreed, left = defaultdict(int), defaultdict(int)
    for key, number, done in rows:
        agreed[key] += number
        left[key] += number - done
    return agreed, left


@given(st.lists(LIJN, max_size=6))
def test_what_is_asked_is_in_tens_and_close_to_what_is_left(rows):
    agreed, left = add(rows)
    for key, count in ask_vraag(rows).items():
        assert count % 10 == 0
        assert 0 <= count - left[key] < 10 if agreed[key] < 10 else abs(count - left[key]) <= 5


@given(st.lists(LIJN, max_size=6), st.integers(0, 30))
def test_no_gemeente_is_held_to_more_than_is_left_nor_all_to_more_than_is_asked(rows, tens):
    _, left = add(rows)
    least = ask_minst(rows, 10 * tens)
    assert all(0 <= count <= left[key] for key, count in least.items())
    assert sum(least.values()) <= 10 * tens


def test_what_is_let_of_a_group_keeps_more_than_one_value_whatever_is_asked():
    """Who knows what was agreed, also of lines that are not told, tries everything that can be ready."""
    for agreed in range(10, 60):
        worlds = defaultdict(set)
        for ready in range(agreed + 1):
            worlds[ask_vraag([("a", agreed, ready)])["a"]].add(ready)
        small = [counts for counts in worlds.values() if counts & set(range(1, 10))]
        assert min(map(len, small)) > 1  # that nothing is let may be known


def test_a_line_that_is_not_told_stays_so_within_the_demand():
    worlds = defaultdict(set)
    for hidden in range(1, 10):
        worlds[ask_vraag([("a", 30, 0), ("a", hidden, 0)])["a"]].add(hidden)
    assert all(len(counts) > 1 for counts in worlds.values())


def test_a_group_that_is_ready_and_one_that_has_just_begun_are_not_told_apart_by_their_sum():
    """The report tells that 31 are ready in the gemeente: 30 of 30 and 1 of 30, or others."""

    def ask(one, other):
        return tuple(ask_vraag([("a", 30, one), ("b", 30, other)]).values())

    same = {other for other in range(31) if 0 <= 31 - other <= 30 and ask(31 - other, other) == ask(30, 1)}
    assert len(same) > 3
