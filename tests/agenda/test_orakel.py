"""What is said in place of a count that is not told leaves more than one number possible: by trying every world."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.woorden import MINDER, describe_gedeeld
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.voortgangstuk import make_voortgangstuk

DAG = dt.date(2026, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})


def look(within, without, others, let=None):
    """Return progress with homes in kwetsbare buurten, in those of other classes, and what the agenda says of all."""
    names = ("draagkrachtig", "aandacht_ses", "onbekend")
    classes = {"kwetsbaar": within, **dict(zip(names, others, strict=False))}
    classes = {name: count for name, count in classes.items() if count}
    counts = [make_telling(Q4, within, without, per_klasse=classes)]
    lines = [make_lijn("T1", aantal=200)] if let is not None else []
    stands = [make_stand("T1", Q4, let)] if let is not None else []
    return make_voortgang(lines, stands, counts, Q4)


def tell(found):
    """Return all that is shared: the sentence with the tables of classes and of gemeenten, as the report tells them."""
    shared = share_voortgang(found)
    tables = (
        sorted(shared.per_klasse.items()),
        shared.klasse_rest,
        shared.zonder_klasse,
        shared.klassen_volledig,
    )
    return str((describe_gedeeld(shared), tables, shared.zonder_besluit, sorted(shared.klein), shared.sporen))


def list_verdelingen(most, parts):
    """Give every division of at most so many homes over some classes."""
    for counts in product(range(most + 1), repeat=parts):
        if sum(counts) <= most:
            yield counts


@pytest.mark.parametrize("agenda", [False, True])
@pytest.mark.parametrize(("most", "parts"), [(32, 2), (17, 3)])
def test_of_each_small_count_more_than_one_number_is_possible(most, parts, *, agenda: bool):
    worlds = {}
    for within, *others in list_verdelingen(most, parts):
        for without in range(within + 1):
            found = look(within, without, others, within + sum(others) if agenda else None)
            worlds.setdefault(tell(found), set()).add((within, without, within - without, *others))
    leaks = [
        (told, place, sorted(counts))
        for told, hidden in worlds.items()
        for place, counts in enumerate(map(set, zip(*hidden, strict=True)))
        if len(counts) == 1 and 0 < min(counts) < 10
    ]
    assert leaks == []


@pytest.mark.parametrize(
    "others", [(), (28,), (50,), (50, 3), (3,), (1,), (8, 40), (40, 30, 6), (9, 13), (9, 40)]
)
def test_twelve_with_two_without_a_decision_says_less_than_ten_whatever_stands_beside_it(others):
    found = look(12, 2, others)
    assert f"van {MINDER} is geen besluit ingevoerd" in describe_gedeeld(share_voortgang(found))
    report = Verslagstof(make_verslag(found, GROND, DAG))
    assert f"('waarvan zonder ingevoerd besluit', '{MINDER}')" in str(make_voortgangstuk(report, DAG))


def test_one_with_a_decision_of_eleven_is_not_told_by_what_is_said_of_the_ten():
    """Of 11 in kwetsbare buurten nothing is said of those without a decision: else ten of them would be known."""
    said = {describe_gedeeld(share_voortgang(look(11, without, (50,)))) for without in range(11)}
    assert len(said) == 1
    assert (
        "In kwetsbare buurten: 11; hoeveel daarvan zonder ingevoerd besluit, is niet te delen." in said.pop()
    )


KLASSEN = ("aandacht_leefbaarheid", "aandacht_ses", "draagkrachtig", "kwetsbaar")


def tell_klassen(counts):
    """Return what is told of homes by class, all with a decision."""
    filled = {name: count for name, count in zip(KLASSEN, counts, strict=True) if count}
    shared = share_voortgang(make_voortgang((), (), [make_telling(Q4, 0, 0, per_klasse=filled)], Q4))
    return str((shared.per_klasse, shared.klasse_rest, sorted(shared.klein), shared.zonder_besluit)), shared


@pytest.mark.parametrize(
    "truth",
    [(10, 25, 4, 10), (14, 14, 20, 9), (13, 40, 9, 12), (30, 9, 10, 10), (10, 9, 30, 9), (30, 9, 13, 12),
     (40, 8, 3, 12)],
)  # fmt: skip
def test_the_order_of_the_classes_and_what_is_said_of_one_leave_more_than_one_number_for_each(truth):
    """Each other division of what is not told over the classes that are not, against what would then be told."""
    told, shared = tell_klassen(truth)
    hidden = [place for place, name in enumerate(KLASSEN) if name not in shared.per_klasse]
    top = min(shared.per_klasse.values()) if len(hidden) > 2 else shared.klasse_rest + 1
    worlds = []
    for counts in product(range(top), repeat=len(hidden)):
        if sum(counts) == shared.klasse_rest:
            world = list(truth)
            for place, count in zip(hidden, counts, strict=True):
                world[place] = count
            worlds += [tuple(world)] if tell_klassen(world)[0] == told else []
    assert truth in worlds
    assert not [same for same in map(set, zip(*worlds, strict=True)) if len(same) == 1 and 0 < min(same) < 10]


@pytest.mark.parametrize(("first", "more"), [(12, 10), (12, 18), (18, 12), (11, 12)])
def test_a_later_report_does_not_settle_how_many_were_without_a_decision_in_an_earlier_one(first, more):
    worlds = {}
    for without, others in product(range(first + 1), range(more + 1)):
        counts = [make_telling(Q2, first, without, 60), make_telling(Q4, more, others, 40)]
        early = share_voortgang(make_voortgang((), (), counts, Q2))
        late = share_voortgang(make_voortgang((), (), counts, Q4), [early])
        assert (early.in_kwetsbaar, late.in_kwetsbaar) == (first, first + more)
        told = str([(one.zonder_besluit, sorted(one.klein)) for one in (early, late)])
        worlds.setdefault(told, set()).add((without, first - without, others, more - others))
    leaks = [
        same for world in worlds.values() for same in map(set, zip(*world, strict=True)) if len(same) == 1
    ]
    assert not [same for same in leaks if 0 < min(same) < 10]
