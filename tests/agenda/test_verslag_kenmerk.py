"""Nothing by which a report is known gives away what it holds back: who tries all small numbers learns nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from agendamaken import Q4, make_lijn, make_stand

from woonzorg.agenda.verslag import Verslaggrond, make_verslag, parse_verslag
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.voortgangstuk import make_voortgangstuk

DAG = dt.date(2026, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})


def report(small: int, large: int = 40):
    agenda = (
        make_lijn("A", aantal=small, groep="vrouwenopvang"),
        make_lijn("B", aantal=large),
        make_lijn("C", gemeente="GM2", aantal=9 - small or None, gereed=None),
    )
    stands = [make_stand("A", Q4, small), make_stand("B", Q4, 30 - small)]
    return make_verslag(make_voortgang(agenda, stands, (), Q4), GROND, DAG)


def test_a_report_is_the_same_whatever_a_number_that_it_holds_back():
    """The hash of a file with a small number in it is found again by trying 1 to 9."""
    made = [report(small) for small in range(1, 9)]
    assert {line.verborgen for line in made[0].gedeeld.lijnen} == {True, False}
    assert len({one.to_json() for one in made}) == 1
    assert len({str(make_voortgangstuk(Verslagstof(one), DAG)) for one in made}) == 1


def test_the_agenda_is_known_by_what_is_told_of_it():
    assert report(4).agenda != report(4, large=60).agenda
    assert report(4).agenda in make_voortgangstuk(Verslagstof(report(4)), DAG).voet


def test_a_report_of_before_opens_and_its_hash_of_the_agenda_is_shown_nowhere():
    old = dataclasses.replace(report(4), grond=dataclasses.replace(GROND, agenda="beefbeefbeef"))
    found = parse_verslag(old.to_json().encode())
    assert (found, found.id) == (old, json.loads(old.to_json())["id"])
    assert "beefbeefbeef" not in str(make_voortgangstuk(Verslagstof(found), DAG))
