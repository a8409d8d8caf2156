"""Reports that were made beside each other, on one and the same before: their difference tells no small count."""

from __future__ import annotations

import datetime as dt

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.verslag import Verslaggrond, check_bekend, make_verslag
from woonzorg.agenda.verslagwoorden import NIET_GETOETST, list_onbekend
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.fouten import InvoerFout
from woonzorg.oordeel.veerkracht import Klasse

DAG = dt.date(2027, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})
LIJN = (make_lijn("T1", aantal=None),)
MOMENTEN = (Q2, Q4, Kwartaal(2027, 2))


def report(rows, vorige=None, andere=()):
    """Return the report of as many moments as there are rows: in kwetsbare buurten, elsewhere."""
    moments = MOMENTEN[: len(rows)]
    counts = [make_telling(moment, row[0], 0, row[1]) for moment, row in zip(moments, rows, strict=True)]
    stands = [make_stand("T1", one, sum(map(sum, rows[: place + 1]))) for place, one in enumerate(moments)]
    found = make_voortgang(LIJN, stands, counts, moments[-1])
    return make_verslag(found, GROND, DAG, vorige=vorige, andere=andere)


def list_verschillen(reports):
    """Return what follows from two reports of what they tell of the same."""
    told = {}
    for one in reports:
        shared = one.gedeeld
        for klass in (Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG):
            told.setdefault((shared.moment.jaar, klass), set()).add(shared.per_klasse.get(klass))
        told.setdefault((shared.moment.jaar, "totaal"), set()).add(shared.klassen.totaal)
        steps = {step.gereed for spoor in shared.sporen for step in spoor.stappen}
        told.setdefault("sporen", set()).update(steps)
    known = [sorted(counts - {None}) for counts in told.values()]
    return {other - one for counts in known for one in counts for other in counts if other > one}


def test_two_made_on_the_same_one_before_cannot_be_subtracted():
    before = report([(20, 40)])
    one = report([(20, 40), (10, 30)], before)
    blind = report([(20, 40), (14, 30)], before)
    assert 4 in list_verschillen([one, blind])
    seeing = report([(20, 40), (14, 30)], before, [one, before])
    assert not {gap for gap in list_verschillen([before, one, seeing]) if gap < 10}


ROW = st.tuples(st.integers(0, 25), st.integers(0, 25))
TAK = st.tuples(st.lists(ROW, min_size=1, max_size=3), st.integers(-1, 3))


@settings(max_examples=80, deadline=None)
@given(st.lists(TAK, min_size=2, max_size=4))
def test_no_small_count_follows_from_any_reports_that_are_kept(branches):
    """Each is made of files of its own, of any moment, on any of those before it or on none."""
    kept = []
    for rows, on in branches:
        fits = 0 <= on < len(kept) and kept[on].gedeeld.moment <= MOMENTEN[len(rows) - 1]
        kept.append(report(rows, kept[on] if fits else None, kept))
    assert not {gap for gap in list_verschillen(kept) if gap < 10}


def test_who_makes_it_again_makes_the_same():
    before = report([(20, 40)])
    other = report([(20, 40), (10, 30)], before)
    one = report([(20, 40), (30, 30)], before, [other])
    assert report([(20, 40), (30, 30)], before, [one, other]) == one
    assert report([(20, 40), (30, 30)], before, [other, before, one]) == one


def test_a_report_that_does_not_know_one_that_was_kept_meanwhile_is_not_kept():
    before = report([(20, 40)])
    one, blind = report([(20, 40), (10, 30)], before), report([(20, 40), (14, 30)], before)
    check_bekend(one, [before, one])
    with pytest.raises(InvoerFout, match=f"niet aan getoetst.*{one.id}"):
        check_bekend(blind, [before, one])


def test_every_report_says_what_it_was_not_held_to():
    before = report([(20, 40)])
    assert all(NIET_GETOETST in list_onbekend(one) for one in (before, report([(20, 40), (10, 30)], before)))
