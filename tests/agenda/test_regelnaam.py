"""A line is the same one whatever the capitals and spaces of its name: nothing follows from how a name is written."""

from __future__ import annotations

import datetime as dt

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.versie import Agendaversie, Wijzigingsoort, compare_agendas, make_actualisatie
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.verslagvergelijking import compare_verslagen
from woonzorg.agenda.voortgang import make_voortgang

DAG = dt.date(2026, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})
SCHRIJFWIJZEN = ("Wonen 1", "wonen 1", "Wonen  1", " Wonen 1 ", "Wonen\u00a01", "Wonen\n1")


def report(naam: str, moment, aantal: int, vorige=None, gereed: int = 12):
    agenda = (make_lijn(naam, aantal=aantal, gereed=Q2),)
    found = make_voortgang(agenda, [make_stand(naam, moment, gereed)], (), moment)
    return make_verslag(found, GROND, DAG, vorige=vorige)


@pytest.mark.parametrize("naam", SCHRIJFWIJZEN)
def test_no_small_difference_follows_from_another_way_to_write_a_name(naam):
    first = report("Wonen 1", Q2, 40)
    second = report(naam, Q4, 45, first)
    [line] = second.gedeeld.lijnen
    assert (line.lijn.aantal, line.aantal, line.verborgen) == (None, None, True)


@pytest.mark.parametrize("naam", SCHRIJFWIJZEN)
def test_a_line_that_is_late_is_held_against_all_numbers_that_were_told_of_it(naam):
    """It may have been ready at 60, and 65 are told: that it is late or not tells of 5 of the other line."""

    def tell(name: str, moment, number: int, ready: int, before=None):
        agenda = (make_lijn(name, aantal=number, gereed=Q2), make_lijn("B", gereed=Kwartaal(2028, 4)))
        stands = [make_stand(name, moment, ready), make_stand("B", moment, 25)]
        return make_verslag(make_voortgang(agenda, stands, (), moment), GROND, DAG, vorige=before)

    first = tell("Wonen 1", Q2, 60, 12)
    second = tell(naam, Q4, 40, 40, first)
    assert [line.te_laat for line in second.gedeeld.lijnen if line.lijn.regel == naam] == [None]


@pytest.mark.parametrize("naam", SCHRIJFWIJZEN[1:])
def test_an_update_tells_of_a_changed_line_and_not_of_a_new_one(naam):
    [found] = compare_agendas([make_lijn("Wonen 1", aantal=40)], [make_lijn(naam, aantal=60)])
    assert (found.soort, [part.veld for part in found.velden]) == (Wijzigingsoort.GEWIJZIGD, ["aantal"])


@pytest.mark.parametrize("naam", SCHRIJFWIJZEN)
def test_a_report_beside_the_one_before_knows_the_line_that_fell_behind(naam):
    first = report("Wonen 1", Q2, 40)
    late = compare_verslagen(first, report(naam, Q4, 40, first))
    assert [line.lijn.regel for line in late.achter] == [naam]


def test_a_new_version_keeps_the_order_of_lines_whose_names_are_written_anew():
    old = Agendaversie("streek", Q2, (make_lijn("B  1"), make_lijn("A1")))
    new = make_actualisatie(make_voortgang((make_lijn("b 1"), make_lijn("a1")), (), (), Q4), old)
    assert [line.regel for line in new.lijnen] == ["b 1", "a1"]
