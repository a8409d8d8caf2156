"""Which number of a line holds: what came last, the agenda or a stand that adjusted it; and what is more than that."""

from __future__ import annotations

import datetime as dt

import pytest
from agendamaken import Q2, Q4, make_lijn

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal, find_kwartaal
from woonzorg.agenda.versie import Agendaversie
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.fouten import InhoudFout

LATER = Kwartaal(2027, 2)
KOP = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed\n"
STAND = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden\n"


def give(*files, dag=dt.date(2027, 7, 1)):
    ground = Leesgrond({"GM1": "Een"}, lambda: None, find_kwartaal(dag), dag)
    return add_bestanden(Agendabundel(), files, ground)


def table(number: int):
    return "agenda.csv", f"{KOP}B1;3;statushouders;GM1;toewijzing;woning;{number};2028-Q4\n".encode()


def kept(number: int, moment):
    return "agenda.json", Agendaversie("streek", moment, (make_lijn("B1", aantal=number),)).to_json().encode()


def stand(*rows: str):
    return "stand.csv", (STAND + "".join(f"{row}\n" for row in rows)).encode()


def find_aantal(bundel, moment=LATER):
    [line] = make_voortgang(bundel.lijnen, bundel.standen, (), moment).lijnen
    return line.aantal, line.reden


BIJGESTELD = "2026-Q4;B1;0;0;10;80;meer grond"


@pytest.mark.parametrize(
    ("moment", "holds"), [(Q2, (80, "meer grond")), (Q4, (80, "meer grond")), (LATER, (40, ""))]
)
def test_of_a_kept_agenda_and_an_adjustment_the_later_one_holds(moment, holds):
    given = give(kept(40, moment), stand(BIJGESTELD))
    assert find_aantal(given) == holds
    assert not any("bijgesteld" in note for part in given.delen for note in part.notities)


def test_more_than_a_later_agenda_is_found_whatever_was_adjusted_before():
    with pytest.raises(InhoudFout, match="50 is meer dan het aantal van 40"):
        give(kept(40, LATER), stand(BIJGESTELD, "2027-Q2;B1;0;0;50;;"))
    assert give(kept(40, LATER), stand(BIJGESTELD, "2027-Q2;B1;0;0;40;;"))
    assert give(kept(40, LATER), stand("2026-Q2;B1;0;0;70;;", "2026-Q4;B1;0;0;30;80;telfout"))


def test_of_a_table_that_says_another_number_than_an_earlier_stand_it_is_told_what_holds():
    given = give(table(40), stand(BIJGESTELD))
    assert find_aantal(given) == (80, "meer grond")
    notes = [note for part in given.delen for note in part.notities]
    assert notes
    assert all("'B1' (2026-Q4); wat is bijgesteld, geldt. Is de agenda nieuwer" in note for note in notes)
    for files, day in (
        ((table(80), stand(BIJGESTELD)), dt.date(2027, 7, 1)),  # the same number
        ((table(40), stand(BIJGESTELD)), dt.date(2026, 12, 15)),  # the stand is of now
    ):
        assert not any(part.notities for part in give(*files, dag=day).delen)


@pytest.mark.parametrize("number", [99, 100])
def test_more_delivered_than_the_agenda_is_refused_whatever_a_later_stand_adjusts_it_to(number):
    rows = "2026-Q2;B1;0;0;150;;", f"2026-Q4;B1;0;0;90;{number};telfout"
    with pytest.raises(InhoudFout, match="150 is meer dan het aantal van 100"):
        give(table(100), stand(*rows))


def test_what_was_under_way_before_a_number_that_was_taken_over_is_not_held_against_it():
    """The agenda said 200, and has said 100 since it was adjusted."""
    assert give(table(100), stand("2026-Q2;B1;0;110;40;;", "2026-Q4;B1;0;50;50;100;minder grond"))
    with pytest.raises(InhoudFout, match="samen 150, meer dan het aantal van 100"):
        give(table(100), stand("2026-Q2;B1;0;110;40;;"))
