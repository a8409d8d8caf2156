"""Shared sums that are a part say so: each figure of a shared panel is held against what its maker knows."""

from __future__ import annotations

import math

from agendamaken import Q2, Q4, make_lijn, make_stand
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneel import GEEN_GEMEENTE, KOLOMMEN, make_gedeelde_panelen
from woonzorg.agenda.paneelwoorden import describe_einde, describe_stand
from woonzorg.agenda.planning import find_moment, list_verslagen
from woonzorg.agenda.voortgang import Teller, make_voortgang
from woonzorg.grafiek.agenda import make_paneel as draw_paneel

NAMEN = {"": "Streek", "GM1": "Aar", "GM2": "Zet"}
BAND = tuple(calculate_toewijzingen(item.kwartaal) for item in list_verslagen())

COUNTS = st.lists(st.tuples(*[st.integers(0, 40)] * 6), min_size=3, max_size=3)


@settings(max_examples=150, deadline=None)
@given(COUNTS, st.lists(st.integers(1, 30), min_size=3, max_size=3))
def test_each_shared_figure_is_the_whole_of_it_or_says_at_least(counts, rest):
    """Of a region, two gemeenten and what is for none: beside what their maker sees."""
    towns, stands, agenda = ("GM1", "GM2", ""), [], []
    for place, (row, more) in enumerate(zip(counts, rest, strict=True)):
        first, second = sorted((row[0], row[1]))
        due = Kwartaal(2027, 2) if place else None
        number = second + max(row[2] + row[4], row[3] + row[5]) + more
        agenda.append(make_lijn(f"T{place}", gemeente=towns[place], aantal=number, gereed=due))
        for moment, ready, busy, promised in ((Q2, first, row[2], row[4]), (Q4, second, row[3], row[5])):
            one = make_stand(f"T{place}", moment, ready, in_voorbereiding=busy, toegezegd=promised)
            stands.append(one)
    now, then = (make_voortgang(agenda, stands, (), moment) for moment in (Q4, Q2))
    first = share_voortgang(then)
    for before in (None, first):
        shared = share_voortgang(now, [before] if before else [])
        for panel in make_gedeelde_panelen(shared, before, NAMEN, Teller.TOEWIJZING, BAND):
            own = [panel.code] if panel.code else [""] if panel.naam == GEEN_GEMEENTE else list(towns)
            lines = [line for line in agenda if line.gemeente in own]
            check_paneel(panel, lines, stands)


def check_paneel(panel, lines, stands):
    """Hold each figure of a panel, and of its table, against what its maker knows."""
    known = {line.regel: line for line in lines}
    truth = {
        (column, moment): sum(getattr(one, field) for one in stands if one.regel in known and one.moment == moment)
        for moment in (Q2, Q4)
        for column, field in (("gereed", "opgeleverd"), ("in_voorbereiding",) * 2, ("toegezegd",) * 2)
    }  # fmt: skip
    for step in panel.stappen:
        for column in KOLOMMEN:
            told, real = getattr(step, column), truth[column, step.moment]
            if told is not None:
                assert told <= real if panel.is_minstens(column, step.moment) else told == real
    agreed = sum(line.aantal for line in lines)
    assert panel.afgesproken < agreed if not panel.afgesproken_heel else panel.afgesproken == agreed
    for place, moment in enumerate(list_verslagen()):
        due = sum(line.aantal for line in lines if line.gereed and line.gereed <= moment.kwartaal)
        if panel.lijn and not panel.is_minstens("afgesproken", moment.kwartaal):
            assert panel.lijn[place] == due
    for row in draw_paneel(panel, Q4).tabel.rijen:
        marked = [
            panel.is_minstens(name, find_moment(row[0]).kwartaal) for name in (*KOLOMMEN, "afgesproken")
        ]
        for cell, part in zip(row[1:5], marked, strict=True):
            assert isinstance(cell, str) == (part and (isinstance(cell, str) or not math.isnan(cell)))


def test_the_region_is_a_part_where_one_gemeente_hides_its_number_and_no_share_is_told_of_it():
    agenda = (
        make_lijn("T1", aantal=92),
        make_lijn("T2", aantal=4),
        make_lijn("T3", gemeente="GM2", aantal=50),
    )
    stands = [
        make_stand("T1", Q4, 80, in_voorbereiding=12), make_stand("T2", Q4, 0, in_voorbereiding=4),
        make_stand("T3", Q4, 20, in_voorbereiding=12, toegezegd=18),
    ]  # fmt: skip
    shared = share_voortgang(make_voortgang(agenda, stands, (), Q4))
    region, first, second = make_gedeelde_panelen(shared, None, NAMEN, Teller.TOEWIJZING, BAND)
    assert describe_stand(region) == ("100", "(afgesproken: ten minste 142)")
    assert describe_stand(first) == ("80", "(afgesproken: ten minste 92)")
    assert describe_stand(second) == ("20", "van 50 (40 %)")
    assert describe_einde(region).startswith(
        "Eind 2030: komt alles wat is toegezegd en in voorbereiding is, dan"
    )
    assert "ten minste" in describe_einde(region)
    assert "ten minste 142" in draw_paneel(region, Q4).zin
