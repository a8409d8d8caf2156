"""A line of the agenda that lapsed: its number is 0, and the new agenda stays one that opens, in every form."""

from __future__ import annotations

import dataclasses

import pytest
from agendamaken import Q4, make_stand, read_bestand

from woonzorg.agenda.agendabestand import AGENDA
from woonzorg.agenda.bundel import make_opvolger
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijntabel import list_lijnrijen
from woonzorg.agenda.overname import AGENDAFORMATEN, make_agendabestand
from woonzorg.agenda.prestatie import tabulate_themas
from woonzorg.agenda.versie import compare_agendas
from woonzorg.agenda.verslagwoorden import describe_wijziging
from woonzorg.agenda.voortgang import Teller, is_te_laat, make_voortgang

GEMEENTEN = {"GM9101": "Reeënbroek"}
KOP = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed;thema\n"
LIJNEN = (
    "A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4;2\n"
    "A2;3;psychisch;GM9101;toewijzing;woning;9;2026-Q4;3\n"
)
STAND = b"moment;regel;opgeleverd;bijgesteld_aantal;reden\n2026-Q4;A1;0;0;vervallen\n"


@pytest.fixture(scope="module")
def nieuw():
    first = read_bestand("a.csv", (KOP + LIJNEN).encode(), GEMEENTEN)
    bundle = read_bestand("s.csv", STAND, GEMEENTEN, bij=first)
    progress = make_voortgang(bundle.lijnen, bundle.standen, (), Q4)
    return make_opvolger(bundle, progress, "voorbeeldstreek")


@pytest.mark.parametrize("formaat", AGENDAFORMATEN)
def test_the_new_agenda_with_a_line_that_lapsed_opens_and_tells_it(nieuw, formaat):
    _, new = nieuw
    found = read_bestand(f"n{formaat}", make_agendabestand(new, formaat), GEMEENTEN)
    assert found.lijnen == new.lijnen
    assert [line.aantal for line in found.lijnen] == [0, 9]
    [note] = [note for part in found.delen for note in part.notities]
    assert note == "vervallen, want het aantal is 0: 'A1'"
    # It opens beside the stand that it came from, too.
    assert read_bestand("s.csv", STAND, GEMEENTEN, bij=found).lijnen == new.lijnen


def test_what_lapsed_is_told_as_such_and_is_no_agreement_on_its_theme(nieuw):
    old, new = nieuw
    assert [describe_wijziging(one, GEMEENTEN) for one in compare_agendas(old.lijnen, new.lijnen)] == [
        "A1: aantal van 100 naar 0 (vervallen)."
    ]
    assert {one.thema for one in tabulate_themas(new.lijnen) if one.lijnen} == {3}
    progress = make_voortgang(new.lijnen, [make_stand("A1", Q4, 0)], (), Q4)
    [row] = [row for row in list_lijnrijen(progress, GEMEENTEN) if row.regel == "A1"]
    assert row.let_op.split("; ")[0] == "vervallen"


def test_a_number_below_none_is_refused_and_the_template_says_what_nought_is():
    with pytest.raises(Exception, match="klopt niet"):
        read_bestand("a.csv", (KOP + LIJNEN.replace(";9;", ";-1;")).encode(), GEMEENTEN)
    assert "0 bij een regel die is vervallen" in AGENDA.kolommen["aantal"]


def test_of_a_line_that_lapsed_nothing_is_late_and_nothing_is_missed_a_year_later(nieuw):
    _, new = nieuw
    moments = (Q4, Kwartaal(2027, 4))
    stands = [make_stand("A1", Q4, 0), *(make_stand("A2", moment, 9) for moment in moments)]
    progress = make_voortgang(new.lijnen, stands, (), moments[-1])
    [lapsed] = [item for item in progress.lijnen if item.lijn.regel == "A1"]
    assert is_te_laat(dataclasses.replace(lapsed, stand=None), moments[-1]) is False
    assert progress.niet_gemeld == ()
    assert progress.count_jaar(Teller.TOEWIJZING) == (0, True)
    # In the year in which it lapsed its homes still count.
    assert make_voortgang(new.lijnen, stands, (), Q4).count_jaar(Teller.TOEWIJZING) == (9, True)
