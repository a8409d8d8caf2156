"""Who looks at every moment of the same files, and has every report, learns no small count by subtraction."""

from __future__ import annotations

import datetime as dt

from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.deelreeks import share_momenten
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.verslag import Verslaggrond, list_gedeeld, make_verslag
from woonzorg.agenda.voortgang import Teller, make_voortgang
from woonzorg.oordeel.veerkracht import Klasse

DAG = dt.date(2027, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})
MOMENTEN = [item.kwartaal for item in list_verslagen()][:4]
LIJN = make_lijn("T1", aantal=None)


def look(counts, moment, verslag=None):
    """Return the shared screen at a moment."""
    return share_momenten(make_voortgang((), (), counts, moment), list_gedeeld(verslag))[-1]


def is_klein(told):
    """Tell whether a small difference follows from counts that were told of the same."""
    known = sorted(told - {None})
    return any(0 < other - one < 10 for one in known for other in known) or any(0 < one < 10 for one in known)


def test_three_more_by_the_next_moment_are_on_neither_screen():
    counts = [make_telling(Q2, 20, 0, 50), make_telling(Q4, 3, 0, 40)]
    assert look(counts, Q2).in_kwetsbaar == 20
    assert look(counts, Q4).in_kwetsbaar is None
    # The screens before stay as they are when there is more to tell.
    assert look(counts[:1], Q2) == look(counts, Q2)


def test_a_report_tells_what_the_screen_of_its_moment_shows():
    counts = [make_telling(Q2, 20, 0, 50), make_telling(Q4, 3, 0, 40)]
    report = make_verslag(make_voortgang((), (), counts, Q4), GROND, DAG)
    assert report.gedeeld == look(counts, Q4)
    assert report.eerder == (look(counts, Q2),)


def test_a_report_of_a_later_moment_counts_as_told_on_the_screen_of_an_earlier_one():
    """The report of Q4 was made of another file; 33 of its year beside 30 at Q2 would tell of 3."""
    later = make_verslag(make_voortgang((), (), [make_telling(Q4, 33, 0, 60)], Q4), GROND, DAG)
    assert later.gedeeld.in_kwetsbaar == 33
    assert look([make_telling(Q2, 30, 0, 60)], Q2, later).in_kwetsbaar is None
    assert look([make_telling(Q2, 20, 0, 60)], Q2, later).in_kwetsbaar == 20


def test_the_screen_of_a_moment_stays_as_its_report_told_it_also_when_it_was_corrected():
    first = make_verslag(make_voortgang((LIJN,), [make_stand("T1", Q2, 20)], (), Q2), GROND, DAG)
    fixed = make_voortgang((LIJN,), [make_stand("T1", Q2, 42), make_stand("T1", Q4, 45)], (), Q4)
    early, late = share_momenten(fixed, list_gedeeld(first))
    told = [step.gereed for one in (early, late) for step in one.find(Teller.TOEWIJZING, "GM1").stappen]
    assert told == [20, 20, 45]


ROWS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=4)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.booleans(), st.data())
def test_no_small_count_follows_from_the_screens_of_all_moments_and_reports_between(rows, kept, data):
    counts = [make_telling(moment, row[0], 0, row[1]) for moment, row in zip(MOMENTEN, rows, strict=False)]
    stands = [make_stand("T1", moment, sum(map(sum, rows[: place + 1]))) for place, moment in
              enumerate(MOMENTEN[: len(rows)])]  # fmt: skip
    report = None
    if kept:
        until = data.draw(st.integers(1, len(rows)))
        report = make_verslag(
            make_voortgang((LIJN,), stands[:until], counts[:until], MOMENTEN[until - 1]), GROND, DAG
        )
    screens = [
        share_momenten(make_voortgang((LIJN,), stands, counts, moment), list_gedeeld(report))[-1]
        for moment in MOMENTEN[: len(rows)]
    ]
    for year in (2026, 2027):
        own = [one for one in [*screens, *list_gedeeld(report)] if one.moment.jaar == year]
        for klass in (Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG):
            assert not is_klein({one.per_klasse.get(klass) for one in own})
        assert not is_klein({one.klassen.totaal for one in own})
    steps = [step.gereed for one in screens for step in one.find(Teller.TOEWIJZING, "GM1").stappen]
    assert not is_klein(set(steps))


def test_what_files_tell_of_earlier_moments_begins_with_the_first_of_which_they_tell_something():
    found = make_voortgang((LIJN,), [make_stand("T1", Q4, 40)], (), Kwartaal(2027, 4))
    assert [one.moment for one in found.eerder] == [Q4, Kwartaal(2027, 2)]
    assert make_voortgang((LIJN,), (), (), Q4).eerder == ()
