"""Nothing by which a report is known gives away what it holds back: who tries all small numbers learns nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.versie import Agendaversie, make_actualisatie, parse_agendaversie
from woonzorg.agenda.verslag import Verslaggrond, decide_verslag, make_verslag, parse_verslag
from woonzorg.agenda.verslagvergelijking import compare_verslagen
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.fouten import InvoerFout
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


VAN_TOEN = """
{"id":"2d545129f409","inhoud":{"afgeleid_van":"","besluit":"","datum":"","eerder":[],"gedeeld":
{"gemeente_totalen":{"cellen":[],"rest":null},"heeft_plaatsingen":false,"in_kwetsbaar":null,"klasse_rest":0,
"klassen_volledig":true,"klein":["in_kwetsbaar","zonder_besluit"],"lijnen":[{"aantal":40,"kenmerken":["aantal",
"definitie","meting","termijn","trekker"],"lijn":{"aantal":40,"bron":"raad, 1-6-2026","corporatie":"",
"definitie":true,"eenheid":"woning","financiering":"","gedekt":"ja","gemeente":"GM1","gereed":"2026-Q4",
"groep":"statushouders","meting":true,"onderdeel":3,"partners":"","regel":"A","soort":"toewijzing","thema":2,
"trekker":"gemeente"},"reden":"","te_laat":false,"verborgen":false}],"moment":"2026-Q2","niet_gemeld":[],
"per_gemeente":[],"per_klasse":[],"sporen":[{"afgesproken":40,"code":"GM1","stappen":[{"gereed":12,
"in_voorbereiding":null,"moment":"2026-Q2","precies":true,"toegezegd":null}],"teller":"toewijzing",
"volledig":true}],"zonder_besluit":null},"grond":{"agenda":"","fictief":false,"gegevens":"g1",
"gemeenten":[["GM1","Een"]],"regio":"streek","streek":"Streek"},"maker":"","opgesteld":"2026-07-01",
"status":"concept","urgentie":[],"vorige":""},"soort":"verslag","versie":1}
"""
"""As an earlier program wrote it: without the parts that were added since."""

KENMERK, AGENDA_TOEN = "2d545129f409", "20d8200a2a95"


@pytest.fixture(scope="module")
def oud():
    return parse_verslag(VAN_TOEN.encode())


def test_a_report_of_an_earlier_program_keeps_the_id_of_its_file(oud):
    assert (oud.id, oud.agenda) == (KENMERK, AGENDA_TOEN)
    assert json.loads(oud.to_json()) == json.loads(VAN_TOEN)
    assert parse_verslag(oud.to_json().encode()).id == KENMERK
    assert KENMERK in make_voortgangstuk(Verslagstof(oud), DAG).voet


def test_what_comes_of_a_report_of_an_earlier_program_names_it_by_that_id(oud):
    decided = decide_verslag(oud, "gremium", "1-7-2026", DAG)
    assert decided.afgeleid_van == KENMERK != decided.id
    assert parse_verslag(decided.to_json().encode()).id == decided.id
    now = make_voortgang((make_lijn("A", aantal=40),), [make_stand("A", Q4, 30)], (), Q4)
    later = make_verslag(now, GROND, DAG, vorige=oud)
    assert (later.vorige, compare_verslagen(oud, later).vorige.id) == (KENMERK, KENMERK)


def test_the_library_gives_a_report_of_an_earlier_program_once_and_by_its_id(oud, tmp_path):
    kast = Agendakast(Bibliotheek.open(f"sqlite:///{tmp_path / 'kast.sqlite'}"))
    assert [kast.save(oud, "jan"), kast.save(parse_verslag(VAN_TOEN.encode()), "jan")] == [True, False]
    assert [(item.id, item.stuk.id) for item in kast.list_alles()] == [(KENMERK, KENMERK)]
    assert kast.find(KENMERK).stuk.id == KENMERK


def test_an_agenda_keeps_its_id_when_a_part_is_added_later(monkeypatch):
    kept = Agendaversie("streek", Q2, (make_lijn("A"),), "Agenda")
    later = dataclasses.make_dataclass("Later", [("nieuw", str, "niets")], bases=(Agendaversie,), frozen=True)
    monkeypatch.setattr("woonzorg.agenda.versie.Agendaversie", later)
    found = parse_agendaversie(kept.to_json().encode())
    assert (found.nieuw, found.id, found.to_json()) == ("niets", kept.id, kept.to_json())
    monkeypatch.undo()
    made = make_actualisatie(make_voortgang(found.lijnen, (), (), Q4), found)
    assert made.afgeleid_van == kept.id


def test_what_was_changed_after_it_was_read_is_another_one_with_its_own_id(oud):
    other = dataclasses.replace(oud, maker="An")
    assert (oud.id, json.loads(other.to_json())["inhoud"]["maker"]) == (KENMERK, "An")
    assert other.id not in {KENMERK, ""}


def test_a_file_cannot_say_by_itself_what_text_it_is_known_by():
    text = json.loads(VAN_TOEN)
    text["inhoud"]["gelezen"] = "iets"
    with pytest.raises(InvoerFout, match="is onbekend"):
        parse_verslag(json.dumps(text).encode())
