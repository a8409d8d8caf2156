"""The panels of picture 5, by hand: what is ready, what comes and when, and what of that may be shared."""

from __future__ import annotations

from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneel import GEEN_GEMEENTE, make_gedeelde_panelen, make_panelen
from woonzorg.agenda.paneelwoorden import describe_stand
from woonzorg.agenda.planning import LAATSTE, list_verslagen
from woonzorg.agenda.voortgang import Teller, make_voortgang

NAMEN = {"": "Streek", "GM1": "Zet", "GM2": "Aar"}
BAND = tuple(calculate_toewijzingen(item.kwartaal) for item in list_verslagen())
LATER = Kwartaal(2028, 4)
AGENDA = (
    make_lijn("T1", gereed=LATER), make_lijn("T2", gemeente="GM2", aantal=50, gereed=Kwartaal(2028, 1)),
    make_lijn("T3", gemeente="GM2", aantal=30, gereed=Q2), make_lijn("B1", "nieuwbouw", aantal=80),
)  # fmt: skip
STANDEN = (
    make_stand("T1", Q2, 12, in_voorbereiding=20, toegezegd=30),
    make_stand("T1", Q4, 25, in_voorbereiding=15, toegezegd=40),
    make_stand("T2", Q4, 10, in_voorbereiding=10, toegezegd=12), make_stand("T3", Q4, 11, toegezegd=4),
)  # fmt: skip


def find(panels, code):
    return next(panel for panel in panels if panel.code == code)


def make(moment=Q4):
    return make_voortgang(AGENDA, STANDEN, (), moment)


def test_what_comes_stands_at_its_date_and_what_is_late_at_the_end():
    panels = make_panelen(make(), make(Q2), NAMEN, Teller.TOEWIJZING, BAND)
    assert [panel.naam for panel in panels] == ["Streek", "Aar", "Zet"]  # the region, then by name
    region = panels[0]
    assert region.gereed == 25 + 10 + 11
    by_moment = {
        step.moment: (step.gereed, step.in_voorbereiding, step.toegezegd) for step in region.verwacht
    }
    assert list(by_moment) == [item.kwartaal for item in list_verslagen()][2:]
    assert by_moment[Kwartaal(2027, 4)] == (46, 0, 0)
    assert by_moment[Kwartaal(2028, 2)] == (46, 10, 12)
    assert by_moment[LATER] == (46, 25, 52)
    assert by_moment[LAATSTE] == (46, 25, 56)  # the 4 that were late
    assert region.aan_het_eind == 127
    assert (region.band, find(panels, "GM1").band) == (BAND, ())
    assert find(panels, "GM2").lijn[:5] == (30, 30, 30, 30, 80)


def test_the_report_before_is_told_as_it_stood():
    before = dict(find(make_panelen(make(), make(Q2), NAMEN, Teller.TOEWIJZING, BAND), "GM1").vorig)
    assert (before[Q2], before[Q4], before[LATER], before[LAATSTE]) == (12, 12, 62, 62)
    assert make_panelen(make(), None, NAMEN, Teller.TOEWIJZING, BAND)[0].vorig == ()


def test_what_got_ready_is_never_added_to_what_was_let():
    [region, own] = make_panelen(make(), None, NAMEN, Teller.BOUW, BAND)
    assert (region.afgesproken, own.afgesproken, own.stappen, own.verwacht) == (80, 80, (), ())
    assert region.aan_het_eind is None


def test_a_step_that_is_not_followed_is_not_zero():
    stands = (make_stand("T1", Q4, 25, in_voorbereiding=None, toegezegd=40),)
    [region, _] = make_panelen(
        make_voortgang(AGENDA[:1], stands, (), Q4), None, NAMEN, Teller.TOEWIJZING, BAND
    )
    assert region.verwacht[-1] == GedeeldeStap(LAATSTE, 25, None, 40)
    assert region.aan_het_eind is None


def test_what_is_shared_tells_of_later_at_the_end_only_and_no_small_count():
    now = make()
    panels = make_gedeelde_panelen(share_voortgang(now), None, NAMEN, Teller.TOEWIJZING, BAND)
    assert [panel.naam for panel in panels] == ["Streek", "Aar", "Zet"]
    region, small, large = panels
    assert large.stappen == (
        GedeeldeStap(Q2, 12, 20, 30),
        GedeeldeStap(Q4, 25, None, 40),
    )  # 15 is 5 less than 20: that is not told, nor that there are still 20
    assert large.verwacht == (GedeeldeStap(LAATSTE, 25, None, 40),)
    assert small.stappen == (GedeeldeStap(Q4, 21, 10, 16),)
    assert region.stappen[-1] == GedeeldeStap(Q4, 46, 10, 56)
    assert all(panel.vorig == () for panel in panels)
    first = share_voortgang(make(Q2))
    later = make_gedeelde_panelen(share_voortgang(now, [first]), first, NAMEN, Teller.TOEWIJZING, BAND)
    # As the report before told it: 12 ready, and 12 + 20 + 30 at the end; of the other gemeente it told nothing.
    assert [panel.vorig for panel in later] == [((Q2, 12), (LAATSTE, 62)), (), ((Q2, 12), (LAATSTE, 62))]


def test_a_shared_region_adds_up_what_is_told_and_says_that_it_is_not_all():
    agenda = (make_lijn("T1"), make_lijn("T2", gemeente="GM2"), make_lijn("T3", gemeente="", aantal=9))
    stands = [make_stand("T1", Q4, 45), make_stand("T2", Q4, 5), make_stand("T3", Q4, 9)]
    now = make_voortgang(agenda, stands, (), Q4)
    region, *rest = make_gedeelde_panelen(share_voortgang(now), None, NAMEN, Teller.TOEWIJZING, BAND)
    assert describe_stand(region) == ("ten minste 45", "(afgesproken: ten minste 200)")
    assert (region.gereed, region.gereed_minstens, region.afgesproken) == (45, True, 200)
    assert [panel.naam for panel in rest] == ["Aar", "Zet", GEEN_GEMEENTE]
    assert make_gedeelde_panelen(share_voortgang(now), None, NAMEN, Teller.BOUW, BAND) == ()
