"""Which line is late gives no small count away: by trying every world that is shared with the same words."""

from __future__ import annotations

from itertools import product

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.deelreeks import share_momenten
from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijntabel import list_gedeelde_lijnrijen
from woonzorg.agenda.verslagwoorden import tell_stand
from woonzorg.agenda.voortgang import make_voortgang


def share(numbers, due, ready):
    lines = [make_lijn(f"B{place}", "nieuwbouw", aantal=number, gereed=Q2 if late else Q4)
             for place, (number, late) in enumerate(zip(numbers, due, strict=True))]  # fmt: skip
    stands = [make_stand(f"B{place}", Q4, count) for place, count in enumerate(ready)]
    return share_voortgang(make_voortgang(lines, stands, (), Q4))


def write(shared):
    """Return all that is told: counts by moment, and each line in the words of report and screen."""
    rows = {row.regel: (row.aantal, row.let_op) for row in list_gedeelde_lijnrijen(shared, {"GM1": "Een"})}
    lines = {line.lijn.regel: (rows[line.lijn.regel], tell_stand(line, Q4)) for line in shared.lijnen}
    return str((shared.sporen, sorted(lines.items())))


def list_werelden(numbers):
    """Give worlds: all that can be ready of each line, and some of what a number under ten can be."""
    choices = [[number] if number >= 10 else (1, 4, 9) for number in numbers]
    for agreed in product(*choices):
        yield from product([agreed], product(*(range(number + 1) for number in agreed)))


@pytest.mark.parametrize(
    ("numbers", "due"),
    [((12, 40), (True, False)), ((12, 14), (True, True)), ((10, 30), (True, False)), ((20, 5), (True, True)),
     ((20, 5), (False, True)), ((10, 11), (True, True)), ((10, 12, 3), (True, True, False)), ((25, 15), (True, False))],
)  # fmt: skip
def test_of_each_line_more_than_one_number_is_possible_where_it_is_small(numbers, due):
    worlds = {}
    for agreed, ready in list_werelden(numbers):
        worlds.setdefault(write(share(agreed, due, ready)), set()).add(ready)
    known = [
        (told, counts)
        for told, ready in worlds.items()
        for counts in map(set, zip(*ready, strict=True))
        if len(counts) == 1
    ]
    assert [(told, counts) for told, counts in known if 0 < max(counts) < 10] == []


def test_what_is_ready_is_told_where_nothing_small_follows():
    told = [(line.te_laat, tell_stand(line, Q4)) for line in share((40, 60), (True, False), (40, 30)).lijnen]
    assert told == [(False, "klaar"), (False, "termijn loopt")]
    told = [(line.te_laat, tell_stand(line, Q4)) for line in share((40, 60), (True, False), (15, 12)).lijnen]
    assert told == [(True, "termijn voorbij, niet klaar"), (False, "termijn loopt")]


def test_of_a_line_whose_number_is_not_told_nothing_is_told_of_its_term():
    for ready in (0, 5):
        told = {line.lijn.regel: line.te_laat for line in share((5, 60), (True, False), (ready, 30)).lijnen}
        assert told == {"B0": None, "B1": False}


def test_of_two_moments_together_neither():
    """All worlds of two lines, the first due at Q2: what was ready then and half a year later."""
    lines = [make_lijn("B0", "nieuwbouw", aantal=10, gereed=Q2), make_lijn("B1", "nieuwbouw", aantal=11)]
    moments, worlds = (Q4, Kwartaal(2027, 2)), {}
    for first, second in product(list_stijgingen(10), list_stijgingen(11)):
        rows = [("B0", *row) for row in zip(moments, first, strict=True)]
        rows += [("B1", *row) for row in zip(moments, second, strict=True)]
        shared = share_momenten(make_voortgang(lines, [make_stand(*row) for row in rows], (), moments[1]))
        worlds.setdefault("\n".join(map(write, shared)), set()).add((*first, *second))
    known = [
        set(counts)
        for ready in worlds.values()
        for counts in zip(*ready, strict=True)
        if len(set(counts)) == 1
    ]
    assert [counts for counts in known if 0 < max(counts) < 10] == []


def list_stijgingen(most):
    return [(one, more) for one in range(most + 1) for more in range(one, most + 1)]
