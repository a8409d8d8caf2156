"""What may be shared of the progress: by hand, and no count under 10 can be derived from what is shown."""

from __future__ import annotations

from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.agenda.deeltabel import Deeltabel, share_tabel, show_reeks
from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.voortgang import Teller, make_voortgang
from woonzorg.agenda.woorden import MINDER, describe_gedeeld

COUNTS = st.integers(0, 60)


@given(st.lists(COUNTS, max_size=10))
def test_no_count_and_no_difference_of_two_moments_is_small(counts):
    shown = [count for count in dict.fromkeys(show_reeks(counts)) if count is not None]
    assert all(count >= 10 for count in shown)
    assert all(abs(one - other) >= 10 for one in shown for other in shown if one != other)


@given(st.lists(COUNTS, max_size=10), COUNTS)
def test_what_was_shared_before_stays_as_it_was(counts, later):
    assert show_reeks([*counts, later])[: len(counts)] == show_reeks(counts)


@given(st.dictionaries(st.text(max_size=3), COUNTS, max_size=8))
def test_what_a_total_leaves_over_is_of_more_cells_and_holds_ten(cells):
    found = share_tabel(cells)
    shown = found.cellen
    hidden = [count for key, count in cells.items() if key not in shown]
    assert all(count >= 10 and cells[key] == count for key, count in shown.items())
    assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= 10)
    assert found.totaal in {None, sum(cells.values())}


def test_series_and_tables_by_hand():
    # Of the 22 after 31 it is told that it is not known: 'ten minste 31' would not be true.
    assert show_reeks([4, 9, 10, 19, 20, 20, 31, 22, 33]) == (None, None, 10, 10, 20, 20, 31, None, 31)
    tables = [
        ({"a": 40, "b": 12, "c": 11, "d": 3}, {"a": 40, "b": 12}, 14), ({"a": 40, "b": 9, "c": 9}, {"a": 40}, 18),
        ({"a": 40, "b": 9}, {}, 49), ({"a": 40, "b": 10}, {"a": 40, "b": 10}, 0), ({"a": 9}, {}, None),
    ]  # fmt: skip
    for cells, shown, rest in tables:
        assert share_tabel(cells) == Deeltabel(shown, rest)


AGENDA = (make_lijn("T1"), make_lijn("T2", gemeente="GM2", aantal=50), make_lijn("T3", gemeente="", aantal=9))


def test_a_small_step_of_one_gemeente_is_not_in_the_sum_either():
    stands = [
        make_stand("T1", Q2, 20), make_stand("T2", Q2, 12), make_stand("T3", Q2, 5),
        make_stand("T1", Q4, 45), make_stand("T2", Q4, 15), make_stand("T3", Q4, 9),
    ]  # fmt: skip
    found = share_voortgang(make_voortgang(AGENDA, stands, (), Q4))
    by_code = {spoor.code: spoor for spoor in found.sporen}
    assert [step.gereed for step in by_code["GM1"].stappen] == [20, 45]
    assert [step.gereed for step in by_code["GM2"].stappen] == [12, 12]
    unknown = (None, None, None, False)
    assert by_code[""].stappen == (GedeeldeStap(Q2, *unknown), GedeeldeStap(Q4, *unknown))
    assert [by_code[code].afgesproken for code in ("GM1", "GM2", "")] == [100, 50, 0]
    assert [by_code[code].volledig for code in ("GM1", "GM2", "")] == [True, False, False]
    assert found.count_jaar(Teller.TOEWIJZING) == (57, False)
    assert found.count_jaar(Teller.BOUW) is None


def test_twelve_in_kwetsbare_buurten_with_two_without_a_decision():
    found = share_voortgang(make_voortgang((), (), [make_telling(Q4, 12, 2, 50)], Q4))
    assert (found.in_kwetsbaar, found.zonder_besluit, found.klassen_volledig) == (12, None, True)
    many = share_voortgang(make_voortgang((), (), [make_telling(Q4, 30, 15, 50)], Q4))
    assert (many.in_kwetsbaar, many.zonder_besluit) == (30, 15)
    # With 25 of 30 without a decision the 5 with one would be known.
    assert share_voortgang(make_voortgang((), (), [make_telling(Q4, 30, 25, 50)], Q4)).zonder_besluit is None
    few = share_voortgang(make_voortgang((), (), [make_telling(Q4, 5, 0, 50)], Q4))
    assert (few.in_kwetsbaar, few.per_klasse, few.klassen_volledig) == (None, {}, False)


def test_ten_is_no_small_count():
    found = share_voortgang(make_voortgang((), (), [make_telling(Q4, 10, 10, 50)], Q4))
    assert (found.in_kwetsbaar, found.zonder_besluit, found.klein) == (10, 10, frozenset())
    less = share_voortgang(make_voortgang((), (), [make_telling(Q4, 9, 9, 50)], Q4))
    assert less.klein == {"in_kwetsbaar", "zonder_besluit"}


def test_homes_that_got_ready_say_nothing_of_placements_but_lettings_do():
    """62 placed beside 62 let: told. Of 60 let the 2 more would be known."""
    lines = (make_lijn("T1"), make_lijn("B1", "nieuwbouw"))
    placed = [make_telling(Q4, 12, 2, 50)]
    for let, built, told in ((62, 60, True), (60, 62, False)):
        stands = [make_stand("T1", Q4, let), make_stand("B1", Q4, built)]
        found = share_voortgang(make_voortgang(lines, stands, placed, Q4))
        assert (found.per_klasse == {"kwetsbaar": 12, "draagkrachtig": 50}) is told


def test_what_was_told_earlier_in_the_year_hides_a_small_step_and_another_year_begins_anew():
    counts = [
        make_telling(Q2, 12, 0, 50),
        make_telling(Q4, 3, 0, 20),
        make_telling(Kwartaal(2027, 2), 15, 0, 53),
    ]
    first = share_voortgang(make_voortgang((), (), counts, Q2))
    assert (first.in_kwetsbaar, first.per_klasse["draagkrachtig"]) == (12, 50)
    second = share_voortgang(make_voortgang((), (), counts, Q4), [first])
    assert second.in_kwetsbaar is None
    assert share_voortgang(make_voortgang((), (), counts, Q4)).in_kwetsbaar == 15
    later = share_voortgang(make_voortgang((), (), counts, Kwartaal(2027, 2)), [first, second])
    assert (later.in_kwetsbaar, later.per_klasse) == (15, {"kwetsbaar": 15, "draagkrachtig": 53})


def test_homes_with_and_without_a_decision_grow_by_ten_or_not_at_all_from_report_to_report():
    """First 40 in kwetsbare buurten, 20 without; then the year has 60 of them, as many without as is given."""
    first = share_voortgang(make_voortgang((), (), [make_telling(Q2, 40, 20, 50)], Q2))
    assert (first.in_kwetsbaar, first.zonder_besluit) == (40, 20)
    for more, told in ((0, 20), (10, 30), (5, None), (15, None), (20, 40)):
        counts = [make_telling(Q2, 40, 20, 50), make_telling(Q4, 20, more, 30)]
        found = share_voortgang(make_voortgang((), (), counts, Q4), [first])
        assert (found.in_kwetsbaar, found.zonder_besluit) == (60, told), more


def test_a_sum_says_at_least_where_one_gemeente_stands_still_as_shown():
    """GM2 went from 12 to 15: the 3 is not told, and so the sum is not all."""
    stands = [
        make_stand("T1", Q2, 20),
        make_stand("T2", Q2, 12),
        make_stand("T1", Q4, 45),
        make_stand("T2", Q4, 15),
    ]
    assert share_voortgang(make_voortgang(AGENDA[:2], stands, (), Q4)).count_jaar(Teller.TOEWIJZING) == (
        57,
        False,
    )
    assert share_voortgang(make_voortgang(AGENDA[:2], stands, (), Q2)).count_jaar(Teller.TOEWIJZING) == (
        32,
        True,
    )


def test_placements_by_group_and_gemeente_hide_what_their_total_gives_away():
    cells = {("GM1", "statushouders"): 30, ("GM1", "detentie"): 3, ("GM2", "statushouders"): 12}
    found = share_voortgang(make_voortgang((), (), [make_telling(Q4, 0, 0, 45, per_gemeente=cells)], Q4))
    # Of GM1 the total is told: beside it the 30 would give the 3 away.
    assert found.per_gemeente == {("GM2", "statushouders"): 12}
    assert found.gemeente_totalen == Deeltabel({"GM1": 33, "GM2": 12}, 0)


def test_the_shared_sentence_adds_up_what_is_shown_and_never_calls_a_large_count_small():
    stands = [make_stand("T1", Q4, 45), make_stand("T2", Q4, 15), make_stand("T3", Q4, 9)]
    told = describe_gedeeld(share_voortgang(make_voortgang(AGENDA, stands, (), Q4)))
    assert told.startswith("In 2026 zijn ten minste 60 woningen toegewezen")
    few = describe_gedeeld(share_voortgang(make_voortgang((), (), [make_telling(Q4, 5, 0, 50)], Q4)))
    assert f"In kwetsbare buurten: {MINDER}; van {MINDER} is geen besluit ingevoerd." in few
    # The 12 would give the 3 of another class away beside the total, and 25 of 30 the 5 with a decision.
    classes = {"kwetsbaar": 12, "draagkrachtig": 50, "onbekend": 3}
    beside = make_voortgang((), (), [make_telling(Q4, 12, 0, per_klasse=classes)], Q4)
    assert "In kwetsbare buurten: niet te delen;" in describe_gedeeld(share_voortgang(beside))
    most = describe_gedeeld(share_voortgang(make_voortgang((), (), [make_telling(Q4, 30, 25, 50)], Q4)))
    assert "In kwetsbare buurten: 30; hoeveel daarvan zonder ingevoerd besluit, is niet te delen." in most
