"""Reports of a region laid beside each other: no small count follows, by linear algebra over all that they tell.

What is let is known twice: as the agenda reports it, and as the placements count it. Here both are the same, so that
one gives away what the other holds back, if anything does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from agendamaken import make_lijn, make_stand
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.plaatsingen import Plaatsingstelling
from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.voortgang import Teller, make_voortgang

MOMENTEN = (Kwartaal(2026, 2), Kwartaal(2026, 4), Kwartaal(2027, 2))
GEMEENTEN, GROEPEN = ("GM1", "GM2", "GM3"), ("statushouders", "beschermd_wonen", "detentie", "ouderen")
KLASSEN = ("kwetsbaar", "draagkrachtig", "aandacht")
VRIJ = "vrij"
"""Of a group that the rule does not bind: in no class."""
GROND = Verslaggrond("streek", "Streek", False, "g", dict.fromkeys(GEMEENTEN, "x"))


class Soort(NamedTuple):
    """What a home let can be."""

    gemeente: str
    groep: str
    klasse: str


SOORTEN = [
    *(Soort(town, group, klass) for town, group, klass in product(GEMEENTEN, GROEPEN[:2], KLASSEN)),
    *(Soort(town, "detentie", KLASSE_ONBEKEND) for town in GEMEENTEN),
    *(Soort(town, "ouderen", VRIJ) for town in GEMEENTEN),
]


@dataclass
class Lezer:
    """Who has all reports: each thing told is a row over what was let, by moment and kind."""

    rows: list[np.ndarray]

    def tell(self, moments, keep):
        """Add a sum over moments and kinds."""
        self.rows.append(point(moments, keep))

    def list_bekend(self, rows):
        """Return for each row whether it follows: whether it lies in the space of all that was told."""
        if not self.rows:
            return [False] * len(rows)
        _, sizes, axes = np.linalg.svd(np.array(self.rows), full_matrices=False)
        basis = axes[sizes > 1e-9]
        return np.linalg.norm(rows - rows @ basis.T @ basis, axis=1) < 1e-9


def point(moments, keep):
    flags = np.array([keep(kind) for kind in SOORTEN], dtype=float)
    return np.concatenate([flags if moment in moments else 0 * flags for moment in MOMENTEN])


def bound(kind):
    return kind.klasse != VRIJ


def make_telling(moment, counts):
    classes, towns = {}, {}
    for (town, group, klass), count in zip(SOORTEN, counts, strict=True):
        if klass != VRIJ:
            classes[klass] = classes.get(klass, 0) + count
        towns[town, group] = towns.get((town, group), 0) + count
    return Plaatsingstelling(moment, classes, towns, 0, {}, 0, 0)


def report_all(let):
    """Return the reports of all moments, each made with the one before."""
    agenda = [make_lijn(town, gemeente=town, aantal=500) for town in GEMEENTEN]
    last, reports, stands, counts = None, [], [], []
    for place, moment in enumerate(MOMENTEN[: len(let)]):
        total = dict.fromkeys(GEMEENTEN, 0)
        for row in let[: place + 1]:
            for (town, *_), count in zip(SOORTEN, row, strict=True):
                total[town] += count
        stands += [make_stand(town, moment, count) for town, count in total.items()]
        counts.append(make_telling(moment, let[place]))
        found = make_voortgang(agenda, stands, counts, moment)
        last = make_verslag(found, GROND, dt.date(2027, 6, 30), vorige=last)
        reports.append(last)
    return reports


def read(reports):
    """Return the reader of all that the reports tell exactly."""
    reader = Lezer([])
    for report in reports:
        shared = report.gedeeld
        until = {moment: [one for one in MOMENTEN if one <= moment] for moment in MOMENTEN}
        year = [one for one in until[shared.moment] if one.jaar == shared.moment.jaar]
        for spoor in shared.sporen:
            assert spoor.teller == Teller.TOEWIJZING
            for step in spoor.stappen:
                if step.gereed is not None and step.precies:
                    reader.tell(until[step.moment], lambda kind, code=spoor.code: kind.gemeente == code)
        for klass in shared.per_klasse:
            reader.tell(year, lambda kind, own=klass: kind.klasse == own)
        let = shared.count_jaar(Teller.TOEWIJZING)
        # Where that is all that the agenda tells, nobody knows whether it is what the rule binds, too.
        if shared.klassen.totaal not in {None, let and let[0]}:
            reader.tell(year, bound)
        for code in shared.gemeente_totalen.cellen:
            reader.tell(year, lambda kind, own=code: kind.gemeente == own and bound(kind))
        if shared.gemeente_totalen.rest is not None:
            reader.tell(year, bound)
        for code, key in shared.per_gemeente:
            reader.tell(year, lambda kind, own=(code, key): kind[:2] == own)
    return reader


def list_vragen():
    """Return what must not be known when it is small: of whom, as a test of a kind."""
    towns = [set(keys) for count in (1, 2, 3) for keys in combinations(GEMEENTEN, count)]
    asked = [lambda kind, own=own: kind.gemeente in own for own in towns]
    asked += [lambda kind, own=own: kind.gemeente in own and bound(kind) for own in towns]
    groups = [set(keys) for count in (1, 2, 3) for keys in combinations(GROEPEN, count)]
    asked += [
        lambda kind, own=own, code=code: kind.gemeente == code and kind.groep in own
        for own, code in product(groups, GEMEENTEN)
    ]
    every = (*KLASSEN, KLASSE_ONBEKEND, VRIJ)
    classes = [set(keys) for count in (1, 2, 3) for keys in combinations(every, count)]
    return [*asked, *(lambda kind, own=own: kind.klasse in own for own in classes)]


VRAGEN = list_vragen()
COUNTS = st.integers(0, 25) | st.sampled_from([0, 0, 1, 3, 12])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=len(SOORTEN), max_size=len(SOORTEN)), min_size=1, max_size=3))
def test_no_count_under_ten_follows_from_all_reports_together(let):
    assert list_klein(let) == []


def list_klein(let):
    """Return the small counts that follow from the reports of what was let."""
    truth = np.concatenate([*let, np.zeros(len(SOORTEN) * (len(MOMENTEN) - len(let)))])
    reader = read(report_all(let))
    spans = [[moment] for moment in MOMENTEN[: len(let)]] + [MOMENTEN[:2]] * (len(let) > 1)
    rows = np.array([point(span, keep) for span in spans for keep in VRAGEN])
    counts = rows @ truth
    known = counts[reader.list_bekend(rows)]
    return [int(count) for count in known if 0 < count < 10]


def test_what_the_rule_does_not_bind_came_to_it_after_a_report_in_which_there_was_nothing_of_it():
    """Then the agenda told all that the rule binds; now it tells one more, and the classes would give that one away."""
    first = {
        ("GM1", "statushouders", "draagkrachtig"): 10, ("GM1", "beschermd_wonen", "aandacht"): 1,
        ("GM2", "statushouders", "kwetsbaar"): 20, ("GM2", "statushouders", "draagkrachtig"): 10,
        ("GM3", "statushouders", "aandacht"): 10, ("GM3", "beschermd_wonen", "aandacht"): 10,
    }  # fmt: skip
    then = {
        ("GM1", "statushouders", "kwetsbaar"): 20, ("GM1", "beschermd_wonen", "aandacht"): 1,
        ("GM1", "detentie", KLASSE_ONBEKEND): 10, ("GM2", "detentie", KLASSE_ONBEKEND): 10, ("GM1", "ouderen", VRIJ): 1,
    }  # fmt: skip
    assert list_klein([[told.get(kind, 0) for kind in SOORTEN] for told in (first, then)]) == []


def test_what_other_classes_hold_follows_from_the_lettings_though_no_total_of_placements_is_told():
    """The agenda tells 23 lettings in the year and two classes hold 20: three would be left for the others."""
    first = {
        ("GM1", "beschermd_wonen", "aandacht"): 10, ("GM2", "beschermd_wonen", "aandacht"): 3,
        ("GM2", "ouderen", VRIJ): 7, ("GM3", "ouderen", VRIJ): 10,
    }  # fmt: skip
    last = {
        ("GM2", "statushouders", "aandacht"): 7, ("GM3", "statushouders", "aandacht"): 3,
        ("GM3", "beschermd_wonen", "kwetsbaar"): 10, ("GM2", "detentie", KLASSE_ONBEKEND): 3,
    }  # fmt: skip
    assert list_klein([[told.get(kind, 0) for kind in SOORTEN] for told in (first, {}, last)]) == []
