"""A scenario of 'herplan de rest' is shared: who knows the agenda learns no small count of how far it is."""

from __future__ import annotations

from itertools import product

from agendamaken import Q4, make_lijn, make_stand

from woonzorg.agenda.herplan import make_herplan
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.scenario.bewerken import make_standaard

BEGIN = make_standaard("voorbeeldstreek")
AGREED = (("statushouders", "GM9101", 24), ("psychisch", "GM9102", 13))


def plan(ready):
    lines = [make_lijn(f"T{place}", groep=group, gemeente=town, aantal=number)
             for place, (group, town, number) in enumerate(AGREED)]  # fmt: skip
    stands = [make_stand(f"T{place}", Q4, count) for place, count in enumerate(ready)]
    found = make_herplan(make_voortgang(lines, stands, (), Q4), BEGIN).scenario
    return str((found.vraag, found.afspraken))


def test_of_what_is_ready_more_than_one_small_number_is_possible():
    worlds = {}
    for ready in product(*(range(number + 1) for *_, number in AGREED)):
        try:
            told = plan(ready)
        except InvoerFout:
            continue
        worlds.setdefault(told, set()).add(ready)
    known = [
        set(counts)
        for hidden in worlds.values()
        for counts in zip(*hidden, strict=True)
        if len(set(counts)) == 1
    ]
    assert [counts for counts in known if 0 < max(counts) < 10] == []


def test_four_of_hundred_is_not_told_by_the_ninety_six_that_are_left():
    lines = [make_lijn("T1", gemeente="GM9101")]
    for ready, asked, least in ((4, 100, 91), (40, 60, 60), (97, 10, 0), (0, 100, 100)):
        found = make_herplan(make_voortgang(lines, [make_stand("T1", Q4, ready)], (), Q4), BEGIN).scenario
        assert [line.hoog for line in found.vraag] == [asked]
        assert [item.minstens for item in found.afspraken] == ([least] if least else [])
