"""What a year counts: line by line, never of an earlier year, never less than nothing, never what is not bound."""

from __future__ import annotations

import itertools

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.agenda.antwoord import describe
from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.agenda.voortgang import Teller, find_teller, is_vrij, make_voortgang
from woonzorg.agenda.woorden import BAND_GEDEELD, VRIJ_GEDEELD, describe_gedeeld, describe_voortgang

LATER, LAAT = Kwartaal(2027, 2), Kwartaal(2027, 4)
MOMENTEN = (Q2, Q4, LATER, LAAT)
TWEE = (make_lijn("A"), make_lijn("B", gemeente="GM2"))


def test_a_line_that_was_first_reported_in_a_year_brings_what_was_let_before_along_and_is_not_counted_in_it():
    stands = [make_stand("A", Q4, 30), make_stand("A", LATER, 42), make_stand("B", LATER, 70)]
    found = make_voortgang(TWEE, stands, (), LATER)
    assert found.count_jaar(Teller.TOEWIJZING) == (12, False)
    assert describe_voortgang(found).startswith("In 2027 zijn ten minste 12 woningen toegewezen")
    assert share_voortgang(found).count_jaar(Teller.TOEWIJZING) == (12, False)


def test_a_line_that_was_silent_at_the_end_of_the_year_before_is_not_counted_from_its_half():
    stands = [
        make_stand("A", Q2, 30),
        make_stand("B", Q4, 5),
        make_stand("A", LATER, 60),
        make_stand("B", LATER, 25),
    ]
    found = make_voortgang(TWEE, stands, (), LATER)
    assert (found.count_jaar(Teller.TOEWIJZING), found.zonder_begin) == ((20, False), 1)
    assert (
        "Van 1 regel is niet te zeggen wat er in 2027 bij kwam: er is geen stand van 2026-Q4"
        in describe_voortgang(found)
    )


def test_a_correction_below_the_start_of_the_year_is_no_letting_of_less_than_nothing():
    stands = [make_stand("A", Q4, 80), make_stand("A", LATER, 60, reden="dubbel geteld")]
    found = make_voortgang(TWEE[:1], stands, (), LATER)
    assert found.count_jaar(Teller.TOEWIJZING) is None
    own = describe_voortgang(found)
    assert "zijn toegewezen, is niet te berekenen; nodig" in own
    assert own.endswith("(vul 0 in als er toen nog niets was), of de stand is daarna verlaagd.")
    shared = share_voortgang(found)
    assert shared.count_jaar(Teller.TOEWIJZING) is None
    assert "zijn toegewezen, is niet bekend of niet te delen; nodig" in describe_gedeeld(shared)


def test_a_line_that_stopped_halfway_is_counted_so_far():
    found = make_voortgang(TWEE[:1], [make_stand("A", Q2, 30)], (), Q4)
    assert found.count_jaar(Teller.TOEWIJZING) == (30, False)
    assert share_voortgang(found).count_jaar(Teller.TOEWIJZING) == (30, False)


def test_a_year_of_before_is_whole_where_its_end_was_reported():
    stands = [make_stand("A", Q4, 30), make_stand("A", LATER, 42)]
    spoor = make_voortgang(TWEE[:1], stands, (), LATER).find(Teller.TOEWIJZING)
    assert [(one.jaar, one.aantal, one.is_heel) for one in spoor.stromen] == [
        (2026, 30, True),
        (2027, 12, True),
    ]


@given(
    st.lists(
        st.lists(st.integers(0, 60), min_size=4, max_size=4).map(lambda steps: list(itertools.accumulate(steps))),
        min_size=1, max_size=4,
    ),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8), st.sampled_from(MOMENTEN),
)  # fmt: skip
def test_whatever_is_not_reported_a_year_never_counts_more_than_was_let_in_it(histories, missing, moment):
    lines = [make_lijn(str(place), gemeente=f"GM{place % 2}", aantal=999) for place in range(len(histories))]
    stands = [
        make_stand(str(place), when, counts[step])
        for place, counts in enumerate(histories)
        for step, when in enumerate(MOMENTEN)
        if (place, step) not in missing
    ]
    now = MOMENTEN.index(moment)
    true = sum(counts[now] - (counts[1] if now > 1 else 0) for counts in histories)
    found = make_voortgang(lines, stands, (), moment)
    for told in (found.count_jaar(Teller.TOEWIJZING), share_voortgang(found).count_jaar(Teller.TOEWIJZING)):
        assert told is None or (told[0] == true if told[1] else told[0] <= true)
    if not any(place < len(histories) for place, _ in missing):
        assert found.count_jaar(Teller.TOEWIJZING) == (true, True)


def test_lettings_to_groups_that_the_rule_does_not_bind_do_not_count_against_what_it_asks():
    lines = (make_lijn("A"), make_lijn("O", groep="ouderen", aantal=900))
    found = make_voortgang(lines, [make_stand("A", Q4, 20), make_stand("O", Q4, 600)], (), Q4)
    assert (find_teller(lines[1]), is_vrij(lines[1]), is_vrij(lines[0])) == (None, True, False)
    assert found.find(Teller.TOEWIJZING).afgesproken == 100
    own = describe_voortgang(found)
    assert own.startswith("In 2026 zijn 20 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725.")
    assert own.endswith(
        "Naar groepen waarvoor de regel niet of maar voor een deel geldt gingen 600 woningen; die tellen hier niet mee."
    )
    shared = describe_gedeeld(share_voortgang(found))
    assert shared.endswith(VRIJ_GEDEELD)
    assert "600" not in shared
    assert describe(found, {})["zin"] == own


def test_free_lettings_of_which_nothing_is_reported_are_not_none():
    found = make_voortgang((make_lijn("O", groep="ouderen"),), (), (), Q4)
    assert describe_voortgang(found).endswith(
        "Hoeveel woningen er in 2026 naar groepen waarvoor de regel niet of maar voor een deel geldt gingen, is niet "
        "bekend."
    )


def test_homes_that_are_built_for_such_groups_are_built_all_the_same():
    line = make_lijn("N", "nieuwbouw", groep="ouderen")
    assert (find_teller(line), is_vrij(line)) == (Teller.BOUW, False)


@pytest.mark.parametrize("klasse", [KLASSE_ONBEKEND, "onbekend"])
def test_none_in_kwetsbare_buurten_is_not_said_alone_where_the_class_is_not_known(klasse):
    count = make_telling(Q2, 0, 0, 20, per_klasse={klasse: 15, "draagkrachtig": 20})
    found = make_voortgang((), (), [count], Q2)
    assert describe_voortgang(found).endswith(
        "In kwetsbare buurten: 0. Van 15 woningen is de klasse van de buurt niet bekend: dat is niet getoetst."
    )
    shared = describe_gedeeld(share_voortgang(found))
    assert shared.endswith("Van een deel is de klasse van de buurt niet bekend: dat is niet getoetst.")


def test_a_moment_without_placements_is_told_beside_those_with():
    found = make_voortgang((), (), [make_telling(Q4, 12, 2, 30)], Q4)
    missing = (
        "Over 2026-Q2 zijn geen plaatsingen per buurt apart gegeven: staan ze niet bij een ander moment, dan is dat "
        "deel niet getoetst."
    )
    for text in (describe_voortgang(found), describe_gedeeld(share_voortgang(found))):
        assert text.startswith("In 2026 zijn ten minste 42 woningen toegewezen")
        assert text.endswith(missing)


def test_before_the_agenda_counts_nothing_is_needed_and_that_is_not_a_band_of_zero():
    found = make_voortgang([make_lijn("T1")], [], [], Kwartaal(2025, 3))
    for text in (describe_voortgang(found), describe_gedeeld(share_voortgang(found))):
        assert text == "De agenda telt vanaf 2026: over 2025-Q3 is nog niets nodig en niets te melden."


def test_placements_of_a_part_of_the_region_leave_the_rest_untested():
    """Of 459 that were let 38 have a buurt: 'in kwetsbare buurten: 0' says nothing of the others."""
    found = make_voortgang(TWEE[:1], [make_stand("A", Q4, 459)], [make_telling(Q4, 0, 0, 38)], Q4)
    assert found.zonder_buurt == 421
    assert (
        "Van 421 toegewezen woningen is niet gegeven in welke buurt: dat is niet getoetst."
        in describe_voortgang(found)
    )
    shared = describe_gedeeld(share_voortgang(found))
    assert (
        "Van een deel van de toegewezen woningen is niet gegeven in welke buurt: dat is niet getoetst."
        in shared
    )
    assert describe(found, {})["niet_getoetst"] == {
        "momenten": ["2026-Q2"],
        "zonder_buurt": 421,
        "zonder_klasse": 0,
    }
    every = make_voortgang(TWEE[:1], [make_stand("A", Q4, 38)], [make_telling(Q4, 0, 0, 38)], Q4)
    assert "in welke buurt" not in describe_voortgang(every) + describe_gedeeld(share_voortgang(every))


def test_lettings_of_which_the_vision_names_no_number_are_told_apart():
    lines = (
        make_lijn("A"),
        make_lijn("P", groep="psychisch", aantal=450),
        make_lijn("V", groep="vrouwenopvang"),
    )
    stands = [make_stand("A", Q4, 0), make_stand("P", Q4, 450), make_stand("V", Q4, 20)]
    found = make_voortgang(lines, stands, (), Q4)
    assert found.count_jaar(Teller.TOEWIJZING) == (470, True)
    assert describe_voortgang(found).endswith(
        "Van de toegewezen woningen gingen er 450 naar groepen waarvoor de visie geen aantal noemt."
    )
    assert describe_gedeeld(share_voortgang(found)).endswith(BAND_GEDEELD)
    placed = make_telling(Q4, 0, 0, 30, per_gemeente={("GM1", "psychisch"): 12, ("GM1", "statushouders"): 18})
    assert "gingen er 12 naar groepen waarvoor de visie geen" in describe_voortgang(
        make_voortgang((), (), [placed], Q4)
    )
