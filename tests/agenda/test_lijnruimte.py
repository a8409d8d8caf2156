"""What lines can hold together gives no number of a line away that is not told."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from agendamaken import Q4, make_lijn, make_stand

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.voortgang import make_voortgang


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
