"""Lettings since the start beside placements of a year: no half-year that is held back follows."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling

from woonzorg.agenda.deelverband import Deelstap, may_punt, may_stap
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.voortgang import make_voortgang

Q27 = Kwartaal(2027, 2)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een", "GM2": "Twee"})
ELK = {"GM1": "A", "GM2": "B"}


def report_all(let, placed, moments=(Q2, Q4, Q27)):
    """Return the reports of all moments: of what was let in each by gemeente, and of what was placed there."""
    lines = [make_lijn(ELK[code], gemeente=code, aantal=200, gereed=Kwartaal(2030, 4)) for code in ELK]
    stands = [
        make_stand(ELK[code], moment, sum(counts[: place + 1]))
        for code, counts in let.items()
        for place, moment in enumerate(moments)
        if None not in counts[: place + 1] and counts[place] is not None
    ]
    told = [
        make_telling(moment, 0, 0, sum(row.values()), per_klasse={"draagkrachtig": sum(row.values())},
                     per_gemeente={(code, "statushouders"): count for code, count in row.items()})
        for moment, row in placed.items()
    ]  # fmt: skip
    made = []
    for moment in moments:
        found = make_voortgang(lines, stands, told, moment)
        made.append(
            make_verslag(found, GROND, dt.date(2027, 7, 1), vorige=made[-1] if made else None, andere=made)
        )
    return made


def list_alleen(worlds):
    """Return the small counts that are one number only in all that gives the same reports."""
    seen = {}
    for counts, reports in worlds:
        seen.setdefault(str([one.gedeeld for one in reports]), set()).add(counts)
    found = [sorted(column) for same in seen.values() for column in map(set, zip(*same, strict=True))]
    return [column for column in found if len(column) == 1 and 0 < column[0] < 10]


def test_what_is_placed_in_a_new_year_does_not_give_the_rest_of_the_last_one():
    worlds = [
        ((rest, more), report_all({"GM1": (20, rest, more)}, {m: {"GM1": n} for m, n in
         zip((Q2, Q4, Q27), (20, rest, more), strict=True) if n}))
        for rest, more in product(range(10), range(12, 24)) if 21 <= rest + more < 24
    ]  # fmt: skip
    assert list_alleen(worlds) == []
    _, _, last = report_all({"GM1": (20, 5, 18)}, {Q2: {"GM1": 20}, Q4: {"GM1": 5}, Q27: {"GM1": 18}})
    assert (last.gedeeld.per_klasse, last.gedeeld.gemeente_totalen.cellen) == ({}, {})
    # What does not give anything small away is told as before.
    _, _, last = report_all({"GM1": (20, 12, 18)}, {Q2: {"GM1": 20}, Q4: {"GM1": 12}, Q27: {"GM1": 18}})
    assert (last.gedeeld.per_klasse, last.gedeeld.gemeente_totalen.cellen) == (
        {"draagkrachtig": 18},
        {"GM1": 18},
    )


def test_placements_of_one_half_year_beside_lettings_of_that_half_year_give_no_other_gemeente_away():
    worlds = [
        ((hidden, many), report_all({"GM1": (few, hidden), "GM2": (21, many)}, {Q4: row}, (Q2, Q4)))
        for few, hidden, many in product((0, 9), range(10), (39, 44))
        for row in [{"GM1": hidden, "GM2": many}]
        if few + hidden < 10
    ]
    assert list_alleen(worlds) == []
    made = report_all({"GM1": (3, 2), "GM2": (21, 39)}, {Q4: {"GM1": 2, "GM2": 39}}, (Q2, Q4))
    assert made[-1].gedeeld.per_klasse == {}


def test_lettings_that_are_reported_late_are_held_to_placements_that_were_told_before():
    """The placements of 2026 are told at Q4; the lettings of that moment come in a year later."""
    lines = [make_lijn("A", gemeente="GM1", aantal=200, gereed=Kwartaal(2030, 4))]
    told = [make_telling(Q4, 0, 0, 30, per_gemeente={("GM1", "statushouders"): 30})]
    first = make_verslag(
        make_voortgang(lines, [make_stand("A", Q2, 20)], told, Q4), GROND, dt.date(2027, 1, 1)
    )
    assert first.gedeeld.gemeente_totalen.cellen == {"GM1": 30}
    for late, shown in ((55, 20), (60, 60)):
        stands = [make_stand("A", Q2, 20), make_stand("A", Q4, late)]
        second = make_verslag(
            make_voortgang(lines, stands, told, Q4), GROND, dt.date(2027, 1, 2), vorige=first, andere=[first]
        )
        assert second.gedeeld.sporen[0].stappen[-1].gereed == shown


@pytest.mark.parametrize(("count", "told"), [(18, False), (23, True), (13, True), (43, True), (33, True)])
def test_a_step_is_told_where_no_point_comes_near_another(count, told):
    """Until the points 0, 1 and 3 there are 0, 20 and 43; a step from 2 to 3 gives what was let until 2."""
    assert may_stap({0: {0}, 1: {20}, 3: {43}}, Deelstap(2, 3, count)) is told


def test_a_point_is_told_where_no_step_of_before_brings_another_near():
    assert not may_punt({0: {0}, 1: {20}}, [Deelstap(2, 3, 18)], 3, 43)
    assert may_punt({0: {0}, 1: {20}}, [Deelstap(2, 3, 18)], 3, 50)
