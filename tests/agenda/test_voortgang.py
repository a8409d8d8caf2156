"""How far the agenda is, by hand, and in words."""

from __future__ import annotations

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.voortgang import (
    Momentstand,
    Teller,
    count_jaren,
    is_te_laat,
    list_afgesproken,
    make_voortgang,
)
from woonzorg.agenda.woorden import (
    MINDER,
    count_toegewezen,
    describe_gedeeld,
    describe_verschil,
    describe_voortgang,
)

AGENDA = (
    make_lijn("T1"),
    make_lijn("T2", gemeente="GM2", aantal=50),
    make_lijn("B1", "nieuwbouw"),
    make_lijn("P1", eenheid="persoon", aantal=500),
    make_lijn("S1", "afspraak", aantal=None, eenheid="", gereed=None),
)


def test_a_hundred_homes_of_which_forty_are_ready_is_forty_percent():
    found = make_voortgang(AGENDA, [make_stand("B1", Q4, 40, in_voorbereiding=35, toegezegd=25)], (), Q4)
    assert found.find(Teller.BOUW).deel == 40
    assert found.find(Teller.BOUW, "GM1").laatste == Momentstand(Q4, 40, 35, 25)
    assert found.find(Teller.BOUW, "GM2") is None


def test_lettings_and_homes_that_get_ready_are_never_added_nor_persons_to_either():
    stands = [
        make_stand("T1", Q4, 30),
        make_stand("T2", Q4, 20),
        make_stand("B1", Q4, 40),
        make_stand("P1", Q4, 400),
    ]
    found = make_voortgang(AGENDA, stands, (), Q4)
    assert [(one.teller, one.code, one.afgesproken, one.laatste.gereed) for one in found.sporen] == [
        (Teller.TOEWIJZING, "", 150, 50), (Teller.TOEWIJZING, "GM1", 100, 30), (Teller.TOEWIJZING, "GM2", 50, 20),
        (Teller.BOUW, "", 100, 40), (Teller.BOUW, "GM1", 100, 40),
    ]  # fmt: skip
    assert describe_voortgang(found) == (
        "In 2026 zijn 50 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725. Daarnaast kwamen 40 "
        "woningen gereed. Over 2026-Q2 en 2026-Q4 zijn geen plaatsingen per buurt gegeven: of de regel is gevolgd, is "
        "dus niet bekend."
    )


def test_a_line_that_was_not_reported_stands_where_it_stood_and_later_reports_are_left_out():
    stands = [make_stand("T1", Q2, 10), make_stand("T2", Q2, 5), make_stand("T1", Q4, 30)]
    assert make_voortgang(AGENDA, stands, (), Q4).find(Teller.TOEWIJZING).stappen == (
        Momentstand(Q2, 15, 0, 0), Momentstand(Q4, 35, 0, 0),
    )  # fmt: skip
    assert make_voortgang(AGENDA, stands, (), Q2).find(Teller.TOEWIJZING).stappen == (
        Momentstand(Q2, 15, 0, 0),
    )


def test_the_year_counts_from_its_own_start():
    stands = [make_stand("T1", Q4, 30), make_stand("T1", Kwartaal(2027, 2), 42)]
    found = make_voortgang(AGENDA, stands, (), Kwartaal(2027, 2))
    assert found.count_jaar(Teller.TOEWIJZING) == (12, False)
    assert describe_voortgang(found).startswith(
        "In 2027 zijn ten minste 12 woningen toegewezen aan deze groepen; nodig waren er 226 tot 363."
    )


def test_twelve_placements_in_kwetsbare_buurten_of_which_two_without_a_decision():
    found = make_voortgang((), (), [make_telling(Q2, 5, 1, 20), make_telling(Q4, 7, 1, 30)], Q4)
    assert (found.in_kwetsbaar, found.zonder_besluit, count_toegewezen(found)) == (12, 2, (62, True))
    assert found.per_klasse == {"kwetsbaar": 12, "draagkrachtig": 50}
    own = describe_voortgang(found)
    assert own.endswith("In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd.")
    assert describe_gedeeld(share_voortgang(found)) == (
        "In 2026 zijn 62 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725. In kwetsbare buurten: 12; "
        f"van {MINDER} is geen besluit ingevoerd."
    )


def test_nothing_reported_is_told_and_is_not_zero():
    found = make_voortgang(AGENDA, (), (), Q4)
    assert found.find(Teller.TOEWIJZING).deel is None
    assert describe_voortgang(found) == (
        "Hoeveel woningen er in 2026 zijn toegewezen, is niet gemeld; nodig waren er 452 tot 725 (aanname: gelijk over "
        "het jaar). Over 2026-Q2 en 2026-Q4 zijn geen plaatsingen per buurt gegeven: of de regel is gevolgd, is dus "
        "niet bekend. Van 3 van de 3 regels is over 2026-Q4 niets gemeld."
    )


def test_an_adjusted_number_takes_the_place_of_what_was_agreed():
    stands = [make_stand("T1", Q2, 10, bijgesteld=80, reden="minder aanbod"), make_stand("T1", Q4, 20)]
    found = make_voortgang(AGENDA, stands, (), Q4)
    assert found.find(Teller.TOEWIJZING, "GM1").afgesproken == 80
    assert found.find(Teller.TOEWIJZING).deel == pytest.approx(100 * 20 / 130)


def test_what_agenda_and_placements_count_is_told_where_it_differs():
    stands = [make_stand("T1", Q4, 30)]
    found = make_voortgang(AGENDA, stands, [make_telling(Q4, 2, 0, 20)], Q4)
    assert describe_verschil(found) == (
        "De agenda meldt ten minste 30 toewijzingen in 2026, het bestand met plaatsingen 22."
    )
    assert not describe_verschil(make_voortgang(AGENDA, stands, [make_telling(Q4, 10, 0, 20)], Q4))


def test_lines_stand_by_due_quarter_and_late_ones_are_known():
    early = make_lijn("A", gereed=Q2)
    found = make_voortgang((*AGENDA, early), [make_stand("A", Q2, 99)], (), Q4)
    assert [item.lijn.regel for item in found.lijnen] == ["A", "B1", "P1", "T1", "T2", "S1"]
    assert [is_te_laat(item, Q4) for item in found.lijnen] == [True, *[False] * 5]
    done = make_voortgang((early,), [make_stand("A", Q2, 100)], (), Q4)
    assert not is_te_laat(done.lijnen[0], Q4)


def test_a_year_in_which_nothing_was_reported_has_no_count_and_neither_has_one_without_a_beginning():
    late = Kwartaal(2027, 2)
    silent = make_voortgang(AGENDA, [make_stand("T1", Q4, 30)], (), late)
    assert silent.count_jaar(Teller.TOEWIJZING) is None
    assert "is niet gemeld" in describe_voortgang(silent)
    # Since the start 42: how many of these in 2027, nobody knows without the report at the end of 2026.
    bare = make_voortgang(AGENDA, [make_stand("T1", late, 42)], (), late)
    assert bare.count_jaar(Teller.TOEWIJZING) is None
    assert share_voortgang(bare).count_jaar(Teller.TOEWIJZING) is None


def test_lines_of_which_nothing_was_reported_are_told_for_they_count_as_they_stood():
    found = make_voortgang(AGENDA, [make_stand("T1", Q4, 30), make_stand("T2", Q2, 5)], (), Q4)
    assert found.niet_gemeld == ("B1", "T2")
    assert describe_voortgang(found).endswith("Van 2 van de 3 regels is over 2026-Q4 niets gemeld.")


def test_a_sum_with_a_part_that_is_not_followed_is_not_known():
    stands = [make_stand("T1", Q4, 30, in_voorbereiding=None), make_stand("T2", Q4, 5, in_voorbereiding=4)]
    found = make_voortgang(AGENDA, stands, (), Q4)
    assert found.find(Teller.TOEWIJZING).laatste.in_voorbereiding is None
    assert found.find(Teller.TOEWIJZING, "GM2").laatste.in_voorbereiding == 4


def test_what_was_agreed_for_no_gemeente_stands_in_the_region_alone():
    found = make_voortgang((make_lijn("T1"), make_lijn("T3", gemeente="", aantal=9)), (), (), Q4)
    assert [(one.code, one.afgesproken) for one in found.sporen] == [("", 109), ("GM1", 100)]


def test_a_single_home_that_was_due_is_late_once_that_is_reported_and_before_nobody_knows():
    early, deal = (
        make_lijn("A", gereed=Q2, aantal=1),
        make_lijn("S", "afspraak", gereed=Q2, aantal=None, eenheid=""),
    )
    assert is_te_laat(make_voortgang((early,), (), (), Q4).lijnen[0], Q4) is None
    assert is_te_laat(make_voortgang((deal,), (), (), Q4).lijnen[0], Q4) is None
    assert is_te_laat(make_voortgang((early,), [make_stand("A", Q4, 0)], (), Q4).lijnen[0], Q4) is True
    assert is_te_laat(make_voortgang((early,), (), (), Q2).lijnen[0], Q2) is False


def test_what_was_agreed_adds_up_by_moment_from_the_quarter_in_which_it_is_due():
    lines = (
        make_lijn("A", gereed=Q2, aantal=10), make_lijn("B", gemeente="GM2", gereed=Kwartaal(2027, 1), aantal=5),
        make_lijn("C", "nieuwbouw", gereed=Q2, aantal=70), make_lijn("D", gereed=None, aantal=3),
        make_lijn("E", gereed=Kwartaal(2030, 4), aantal=20),
    )  # fmt: skip
    known = make_voortgang(lines, [make_stand("A", Q2, 4, bijgesteld=8, reden="minder")], (), Q4).lijnen
    assert list_afgesproken(known, Teller.TOEWIJZING, "") == (8, 8, 13, 13, 13, 13, 13, 13, 13, 33)
    assert list_afgesproken(known, Teller.TOEWIJZING, "GM1") == (8,) * 9 + (28,)
    assert list_afgesproken(known, Teller.TOEWIJZING, "GM2") == (0, 0) + (5,) * 8
    assert list_afgesproken(known, Teller.BOUW, "GM1") == (70,) * 10


@pytest.mark.parametrize(
    ("moment", "part"), [((2025, 3), 0), ((2026, 2), 0.5), ((2026, 4), 1), ((2029, 2), 0.5)]
)
def test_the_part_of_its_year_that_has_passed(moment, part):
    assert count_jaren(Kwartaal(*moment)) == part
