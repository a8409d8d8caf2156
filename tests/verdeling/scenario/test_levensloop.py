"""The life of a scenario: each step gives a new one, a status only goes forward, a decision has a date."""

from __future__ import annotations

import json
from datetime import date

import pytest

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.verdeling.invoer.datum import read_datum
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import SCHEMA, parse_scenario
from woonzorg.verdeling.scenario.levensloop import (
    STATUSSEN,
    change_status,
    change_tekst,
    is_concept,
    list_onbesloten,
    list_volgende,
    make_begin,
    make_kopie,
    make_werk,
    name_auteur,
)

VANDAAG = date(2026, 11, 22)
BESLUIT = ("Raad van Meerbeek, agendapunt 7", "3 november 2026")


def make(**more):
    small = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    return parse_scenario(json.dumps(small | {"naam": "Plan", "auteur": "Jo"} | more).encode())


def test_from_concept_to_vastgesteld_each_step_is_a_new_scenario():
    concept = make()
    discussed = change_status(concept, "besproken")
    adopted = change_status(discussed, "vastgesteld", *BESLUIT, VANDAAG)
    assert [item.kenmerken["status"] for item in (concept, discussed, adopted)] == list(STATUSSEN)
    assert discussed.kenmerken["afgeleid_van"] == concept.id
    assert adopted.kenmerken["afgeleid_van"] == discussed.id
    assert (adopted.kenmerken["besluit"], adopted.kenmerken["datum"]) == (BESLUIT[0], "2026-11-03")
    assert len({concept.id, discussed.id, adopted.id}) == 3
    assert adopted.to_dict()["vraag"] == concept.to_dict()["vraag"]


def test_the_statuses_are_those_of_the_file():
    assert list(STATUSSEN) == SCHEMA["properties"]["status"]["enum"]


def test_a_status_never_goes_back():
    adopted = change_status(make(), "vastgesteld", *BESLUIT, VANDAAG)
    assert list_volgende(adopted) == ()
    assert list_volgende(make(status="besproken")) == ("vastgesteld",)
    for status in STATUSSEN:
        with pytest.raises(InvoerFout, match="Maak een kopie"):
            change_status(adopted, status, *BESLUIT, VANDAAG)
    with pytest.raises(InvoerFout, match="kan niet concept worden"):
        change_status(make(), "concept")


@pytest.mark.parametrize(("besluit", "datum", "words"), [
    ("  ", "2026-01-01", "heeft een besluit"), ("-", "2026-01-01", "heeft een besluit"),
    ("raad", "", "niet te lezen.*22-11-2026"),
    ("raad", "31-02-2026", "niet te lezen"), ("raad", "23-11-2026", "in de toekomst"),
])  # fmt: skip
def test_a_decision_needs_words_and_a_day_that_was(besluit, datum, words):
    with pytest.raises(InvoerFout, match=words):
        change_status(make(), "vastgesteld", besluit, datum, VANDAAG)


@pytest.mark.parametrize(("tekst", "iso"), [
    ("2026-03-05", "2026-03-05"), ("5-3-2026", "2026-03-05"), (" 05/03/2026 ", "2026-03-05"),
    ("5 maart 2026", "2026-03-05"), ("5 mrt. 2026", "2026-03-05"), ("1 Augustus 2025", "2025-08-01"),
    ("29-2-2024", "2024-02-29"), ("22-11-2026", "2026-11-22"),
])  # fmt: skip
def test_dates_are_read_as_they_are_written(tekst, iso):
    assert read_datum(tekst, VANDAAG) == iso


@pytest.mark.parametrize(
    "tekst", ["", "gisteren", "2026-13-01", "0-0-0000", "1 foo 2026", "٣-٣-٢٠٢٦", "2026-٠٣-03", "9" * 500]
)
def test_what_is_no_date_is_refused(tekst):
    with pytest.raises(InvoerFout, match="niet te lezen"):
        read_datum(tekst, VANDAAG)


CASE = {"code": "BU00000001", "motief": "m", "besluit_door": "raad", "datum": "2026-01-01"}


@pytest.mark.parametrize("status", STATUSSEN[1:])
def test_a_plan_with_an_exception_that_is_not_decided_stays_a_concept(status):
    undecided, decided = make(uitzonderingen=[CASE]), make(uitzonderingen=[CASE | {"aantal": 2}])
    with pytest.raises(InvoerFout, match=r"blijft een concept.*geen besloten aantal"):
        change_status(undecided, status, *BESLUIT, VANDAAG)
    assert change_status(decided, status, *BESLUIT, VANDAAG).kenmerken["status"] == status
    assert list_onbesloten(decided) == []
    assert list_onbesloten(undecided) == [
        "Over een uitzondering is niet besloten: er is geen besloten aantal ingevoerd. Dit plan blijft een concept."
    ]


def test_what_was_kept_without_a_real_decision_opens_and_can_be_copied_and_is_told():
    row = make(
        status="vastgesteld", besluit="raad", datum="2026-01-01", uitzonderingen=[CASE | {"aantal": 2}]
    )
    text = row.to_inhoud().replace("2026-01-01", "2026-13-45").encode()
    kept = parse_scenario(text, bewaard=True)
    assert [is_concept(item) for item in (row, kept, make_kopie(kept))] == [False, True, True]
    assert list_onbesloten(kept) == [
        "Over een uitzondering is niet besloten: de datum is geen echte dag. Dit plan blijft een concept.",
        "Dit scenario heet vastgesteld, maar de datum is geen echte dag.",
    ]
    assert make_kopie(kept).uitzonderingen == kept.uitzonderingen


def test_a_copy_is_a_concept_again():
    adopted = change_status(make(), "vastgesteld", *BESLUIT, VANDAAG)
    copy = make_kopie(adopted, " Plan B ")
    kept = copy.kenmerken
    assert (kept["status"], kept["besluit"], kept["datum"]) == ("concept", "", "")
    assert (kept["naam"], kept["auteur"], kept["afgeleid_van"]) == ("Plan B", "Jo", adopted.id)
    assert make_kopie(adopted).kenmerken["naam"] == "Plan"


def test_others_begin_with_the_rules_and_never_with_what_gives_the_plan_back():
    reason = {"motief": "m", "besluit_door": "b", "datum": "2026-01-01"}
    whole = make(
        vraag={"statushouders": 31, "detentie": 7}, loten={"detentie": 2}, verdeelsleutel="woningen",
        regels={"plafond": {"per_1000": 6.5}}, afspraken=[{"gemeenten": ["GM0001"], "minstens": 3}],
        sloten=[{"code": "BU00000001", "aantal": 2, "groep": "detentie"}, {"code": "BU00000002", "aantal": 3}],
        uitzonderingen=[{"code": "BU00000001"} | reason],
        toetsen=[{"code": "BU00000001", "groep": "vrouwenopvang", "aantal": 4}], notitie="eigen notitie",
    )  # fmt: skip
    begun = make_begin(whole)
    assert set(begun.vraag) == set(make_standaard("proefstreek").vraag)
    assert (begun.sloten, begun.uitzonderingen, begun.toetsen, dict(begun.loten)) == ((), (), (), {})
    assert (begun.waarden, begun.afspraken, begun.verdeelsleutel) == (
        whole.waarden,
        whole.afspraken,
        "woningen",
    )
    assert begun.kenmerken["afgeleid_van"] == whole.id
    text = begun.to_json()
    assert not [secret for secret in ("BU0000", "eigen notitie", '"Jo"', '"laag": 7,') if secret in text]
    assert make_kopie(whole).sloten == whole.sloten  # who made it goes on with all of it


def test_a_name_is_told_as_unchecked():
    assert name_auteur("Jo") == "Jo (naam niet gecontroleerd)"
    assert name_auteur("") == ""


def test_work_is_kept_as_a_concept_derived_from_what_it_was_copied_from():
    copy = make_kopie(change_status(make(), "vastgesteld", *BESLUIT, VANDAAG))
    work = make_werk(copy, " Plan C ", "Mo", "")
    assert (work.kenmerken["naam"], work.kenmerken["auteur"], work.kenmerken["status"]) == (
        "Plan C",
        "Mo",
        "concept",
    )
    assert work.kenmerken["afgeleid_van"] == copy.kenmerken["afgeleid_van"] != copy.id
    adopted = change_status(copy, "vastgesteld", *BESLUIT, VANDAAG)
    assert make_werk(adopted, "D", "", "").kenmerken["besluit"] == ""
    with pytest.raises(GegevensFout, match="te lang"):
        make_werk(copy, "x" * 201, "", "")


def test_a_note_makes_a_new_scenario_unless_nothing_differs():
    scenario = make()
    noted = change_tekst(scenario, notitie="Bespreken op maandag.", naam="Plan")
    assert noted.kenmerken["notitie"] == "Bespreken op maandag."
    assert noted.kenmerken["afgeleid_van"] == scenario.id
    assert change_tekst(noted, notitie=" Bespreken op maandag. ") is noted
    with pytest.raises(GegevensFout, match="te lang"):
        change_tekst(scenario, notitie="x" * 10_001)
    with pytest.raises(InvoerFout, match="verandert niet meer"):
        change_tekst(change_status(scenario, "vastgesteld", *BESLUIT, VANDAAG), notitie="toch anders")
