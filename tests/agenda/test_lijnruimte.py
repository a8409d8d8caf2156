"""What lines can hold together gives no number of a line away that is not told."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.voortgang import Teller, make_voortgang


def share(lines, ready):
    stands = [make_stand(line.regel, Q4, count) for line, count in zip(lines, ready, strict=True)]
    return str(share_voortgang(make_voortgang(lines, stands, (), Q4)))


def test_two_numbers_that_are_not_told_are_not_both_nine_because_all_is_ready():
    worlds = defaultdict(set)
    for first, second in product(range(1, 10), repeat=2):
        lines = (make_lijn("A", aantal=first), make_lijn("B", aantal=second))
        for ready in {(first, second), (first, second // 2)}:
            worlds[share(lines, ready)].add((first, second))
    for found in worlds.values():
        assert all(len({pair[place] for pair in found}) > 1 for place in (0, 1))


def test_one_more_than_was_told_does_not_follow_from_the_number_that_was_agreed():
    """Of 25 there are 24: 'at least 24' a half-year later would be 25."""
    line, worlds = (make_lijn("A", aantal=25),), defaultdict(set)
    for before in range(15, 25):
        stands = [make_stand("A", Q2, before)]
        first = share_voortgang(make_voortgang(line, stands, (), Q2))
        for now in range(before - 3, 26):
            found = make_voortgang(line, [*stands, make_stand("A", Q4, now)], (), Q4)
            worlds[str((first, share_voortgang(found, [first])))].add(now - before)
    assert not any(len(steps) == 1 and steps & set(range(1, 10)) for steps in worlds.values())


def test_what_is_under_way_is_not_told_where_all_of_it_together_exceeds_what_the_told_lines_hold_by_few():
    """Of 30 that are told and 5 that are not: 15 ready and 20 under way would give the 5 away."""
    lines = (make_lijn("A", aantal=30), make_lijn("B", aantal=5), make_lijn("C", gemeente="GM2", aantal=500))
    stands = [
        make_stand("A", Q4, 15, in_voorbereiding=15), make_stand("B", Q4, 0, in_voorbereiding=5),
        make_stand("C", Q4, 0),
    ]  # fmt: skip
    shared = share_voortgang(make_voortgang(lines, stands, (), Q4))
    [step] = shared.find(Teller.TOEWIJZING, "GM1").stappen
    assert (step.gereed, step.in_voorbereiding, step.toegezegd) == (15, None, None)
