"""Whatever the order of the files, at once or one after another: the same is taken, and the same is wrong."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.bundeltoets import find_bundelfouten
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.fouten import GegevensFout

GROND = Leesgrond({"GM9101": "Zilverhage"}, dict, Kwartaal(2027, 2), date(2027, 6, 1))
AGENDA = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed"
STAND = "moment;regel;opgeleverd;bijgesteld_aantal;reden"
NUMMERS = st.sampled_from([10, 20, 30])
NAMEN = st.sampled_from(["A1", "a1", "B1"])


@st.composite
def make_agenda(draw) -> bytes:
    rows = draw(
        st.lists(st.tuples(NAMEN, NUMMERS), min_size=1, max_size=2, unique_by=lambda row: row[0].casefold())
    )
    lines = [f"{name};3;statushouders;GM9101;toewijzing;woning;{count};2027-Q4" for name, count in rows]
    return "\n".join([AGENDA, *lines]).encode()


@st.composite
def make_stand(draw) -> bytes:
    moments = st.sampled_from(["2026-Q2", "2026-Q4", "2027-Q2"])
    adjusted = st.sampled_from([";", ";", "20;minder grond", "30;meer grond", ";telde dubbel"])
    rows = draw(st.lists(
        st.tuples(moments, NAMEN, NUMMERS, adjusted), min_size=1, max_size=3,
        unique_by=lambda row: (row[0], row[1].casefold()),
    ))  # fmt: skip
    return "\n".join([STAND, *(";".join(map(str, row)) for row in rows)]).encode()


BUNDELS = st.tuples(
    st.lists(make_agenda(), min_size=1, max_size=2), st.lists(make_stand(), min_size=1, max_size=2)
).map(lambda parts: [(f"{place}.csv", raw) for place, raw in enumerate([*parts[0], *parts[1]])])


def take(bestanden, bundel=None):
    """Return what is taken of files, or what is wrong with them, both without their order."""
    try:
        found = add_bestanden(bundel or Agendabundel(), bestanden, GROND)
    except GegevensFout as fout:
        return frozenset(fout.bevindingen)
    return sorted(map(str, found.lijnen)), sorted(map(str, found.standen))


def take_na_elkaar(bestanden):
    """Return what is taken of files that are given one by one; None where one of them is refused."""
    found = Agendabundel()
    for one in bestanden:
        try:
            found = add_bestanden(found, [one], GROND)
        except GegevensFout:
            return None
    assert find_bundelfouten(found.delen) == []
    return sorted(map(str, found.lijnen)), sorted(map(str, found.standen))


@settings(max_examples=100, deadline=None)
@given(BUNDELS)
def test_the_order_of_files_decides_nothing(bestanden):
    at_once = take(bestanden)
    event("refused" if isinstance(at_once, frozenset) else "taken")
    for order in permutations(bestanden):
        assert take(order) == at_once
        in_turn = take_na_elkaar(order)
        # What is wrong with all together is seen in whatever order they come; what is right is taken as it is.
        assert in_turn is None or in_turn == at_once


@settings(max_examples=100, deadline=None)
@given(BUNDELS)
def test_a_fault_that_a_file_causes_is_told_when_it_comes_whichever_file_it_is(bestanden):
    """Of files that are right without one of them, that one brings what is wrong with all."""
    at_once = take(bestanden)
    for last in bestanden:
        rest = [one for one in bestanden if one is not last]
        try:
            before = add_bestanden(Agendabundel(), rest, GROND)
        except GegevensFout:
            continue
        assert isinstance(take([last], before), frozenset) == isinstance(at_once, frozenset)


@settings(max_examples=100, deadline=None)
@given(BUNDELS)
def test_files_that_all_have_one_name_are_the_same_set_of_files(bestanden):
    """Seven gemeenten call theirs alike: what may stand side by side does, in any order, at once or in turn."""
    alike = [("stand.csv", raw) for _, raw in bestanden]
    at_once, refused = take(alike), take(bestanden)
    twice = len(set(alike)) < len(alike)
    assert twice or isinstance(at_once, frozenset) == isinstance(refused, frozenset)
    for order in permutations(alike):
        found = take(order)
        assert isinstance(found, frozenset) == isinstance(at_once, frozenset)
        if not isinstance(at_once, frozenset):
            assert found == at_once
    if not isinstance(at_once, frozenset):
        assert take_na_elkaar(alike) in (None, at_once)
