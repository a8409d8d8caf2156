"""The half-year report: frozen under its hash, opened as it was made, decided once, and beside the one before."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Gedekt
from woonzorg.agenda.urgentie import Opgenomen, Urgentieregel
from woonzorg.agenda.versie import (
    Agendaversie,
    Wijzigingsoort,
    compare_agendas,
    make_actualisatie,
    parse_agendaversie,
)
from woonzorg.agenda.verslag import Verslaggrond, Verslagstatus, decide_verslag, make_verslag, parse_verslag
from woonzorg.agenda.verslagvergelijking import compare_verslagen
from woonzorg.agenda.verslagwoorden import list_erbij
from woonzorg.agenda.voortgang import Teller, make_voortgang
from woonzorg.agenda.woorden import describe_gedeeld
from woonzorg.fouten import InvoerFout

DAG = dt.date(2026, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een", "GM2": "Twee"})
AGENDA = (
    make_lijn("T1"), make_lijn("T2", gemeente="GM2", aantal=50),
    make_lijn("B1", "nieuwbouw", aantal=30, gereed=Q2), make_lijn("A1", "afspraak", "", None, gereed=None, thema=7),
)  # fmt: skip
TOEN = (make_stand("T1", Q2, 20), make_stand("T2", Q2, 12), make_stand("B1", Q2, 10))
NU = (
    make_stand("T1", Q4, 45), make_stand("T2", Q4, 15),
    make_stand("B1", Q4, 22, bijgesteld=60, reden="meer geld van het Rijk"),
)  # fmt: skip
EISEN = (Urgentieregel("GM1", "vrouwenopvang", Opgenomen.JA, 6, ""),)


def report(stands, moment, agenda=AGENDA, counts=(), vorige=None, **rest):
    return make_verslag(make_voortgang(agenda, stands, counts, moment), GROND, DAG, vorige=vorige, **rest)


@pytest.fixture(scope="module")
def first():
    return report(TOEN, Q2, counts=[make_telling(Q2, 12, 2, 50)], urgentie=EISEN, maker="Jo\u202e\n <b>")


@pytest.fixture(scope="module")
def second(first):
    counts = [make_telling(Q2, 12, 2, 50), make_telling(Q4, 15, 15, 30)]
    return report((*TOEN, *NU), Q4, counts=counts, vorige=first)


def test_a_report_opens_as_it_was_made_under_the_hash_of_its_content(first, second):
    for one in (first, second, decide_verslag(second, "gremium, 12 december", "1-12-2026", DAG)):
        assert parse_verslag(one.to_json().encode()) == one
        assert one.id == json.loads(one.to_json())["id"]
    assert (first.titel, second.titel) == ("Tussenrapportage Q2 2026", "Evaluatie Q4 2026")
    assert first.maker == "Jo <b>"
    assert report(TOEN, Q2).id != first.id
    assert report(TOEN, Q2).id == report(TOEN, Q2).id


@pytest.mark.parametrize(
    ("change", "said"),
    [(lambda text: text.replace("Streek", "Elders"), "veranderd"), (lambda text: text[:-9], "hoort hier niet|te vroeg"),
     (lambda text: text.replace('"soort": "verslag"', '"soort": "agenda"'), "soort agenda"),
     (lambda text: text.replace('"versie": 1', '"versie": 2'), "versie 2"),
     (lambda text: text.replace('"maker"', '"maakster"'), "'maker' ontbreekt; 'maakster' is onbekend"),
     (lambda text: text.replace('"concept"', '"klaar"'), "hoort hier niet"),
     (lambda text: text.replace('"fictief": false', '"fictief": 0'), "hier hoort true of false"),
     (lambda _: "{}", "geen verslag"), (lambda _: "[]", "geen verslag")],
)  # fmt: skip
def test_a_file_that_is_not_as_it_was_given_is_refused(first, change, said):
    text = change(first.to_json())
    assert text != first.to_json()
    with pytest.raises(InvoerFout, match=said):
        parse_verslag(text.encode())


def test_a_report_of_before_a_part_was_added_opens_with_what_it_had(first, monkeypatch):
    """A later program gives a new part a default; the file keeps its own hash."""
    old = json.loads(first.to_json())
    later = dataclasses.make_dataclass("Later", [("nieuw", str, "niets")], bases=(type(first),), frozen=True)
    monkeypatch.setattr("woonzorg.agenda.verslag.Verslag", later)
    found = parse_verslag(json.dumps(old).encode())
    assert (found.nieuw, found.gedeeld) == ("niets", first.gedeeld)


def test_a_report_is_a_concept_until_it_was_decided_and_then_stays_so(first):
    decided = decide_verslag(first, "gremium", "1-7-2026", DAG)
    assert (first.status, first.is_concept) == (Verslagstatus.CONCEPT, True)
    assert (decided.is_concept, decided.besluit, decided.datum) == (False, "gremium", "2026-07-01")
    assert (decided.afgeleid_van, decided.gedeeld) == (first.id, first.gedeeld)
    for again, words, day, said in [
        (decided, "x", "1-7-2026", "verandert niet meer"), (first, " – ", "1-7-2026", "heeft een besluit"),
        (first, "x", "2-12-2026", "in de toekomst"), (first, "x", "ooit", "niet te lezen"),
    ]:  # fmt: skip
        with pytest.raises(InvoerFout, match=said):
            decide_verslag(again, words, day, DAG)


@pytest.mark.parametrize("day", ["1-1-1900", "2020-01-01", "31-3-2026"])
def test_no_decision_is_of_before_the_quarter_of_its_report(first, day):
    with pytest.raises(InvoerFout, match=r"ouder dan het kwartaal.*vanaf 1 april 2026"):
        decide_verslag(first, "gremium", day, DAG)
    assert decide_verslag(first, "gremium", "1-4-2026", DAG).datum == "2026-04-01"


def test_a_report_of_a_moment_to_come_is_not_decided_on():
    early = report(TOEN, Kwartaal(2027, 2))
    with pytest.raises(InvoerFout, match="nog moet komen"):
        decide_verslag(early, "gremium", "1-12-2026", DAG)
    assert not decide_verslag(early, "gremium", "1-4-2027", dt.date(2027, 4, 1)).is_concept


def test_a_report_is_of_one_of_the_ten_moments_and_after_the_one_before(second):
    with pytest.raises(InvoerFout, match="geen verslag"):
        report((), Kwartaal(2025, 3))
    with pytest.raises(InvoerFout, match="later moment"):
        report(TOEN, Q2, vorige=second)
    other = dataclasses.replace(second, grond=dataclasses.replace(GROND, regio="elders"))
    with pytest.raises(InvoerFout, match="andere streek"):
        report(TOEN, Q4, vorige=other)


def test_beside_the_report_before(first, second):
    found = compare_verslagen(first, second)
    assert {(one.code, one.teller): (one.toen, one.nu, one.aantal) for one in found.erbij} == {
        ("GM1", Teller.TOEWIJZING): (20, 45, 25),
        ("GM2", Teller.TOEWIJZING): (12, 12, None),  # three more: not told
        ("GM1", Teller.BOUW): (10, 22, 12),
    }
    rows = {row[:2]: row[2:] for row in (list_erbij(one, GROND.gemeenten) for one in found.erbij)}
    assert rows["Toewijzingen", "Twee"] == (12, "ten minste 12", "niet te delen")
    assert rows["Toewijzingen", "Een"] == (20, 45, 25)
    assert [line.lijn.regel for line in found.achter] == ["B1"]
    assert found.ingelopen == ()
    [adjusted] = found.bijgesteld
    assert (adjusted.toen, adjusted.lijn.aantal, adjusted.lijn.reden) == (30, 60, "meer geld van het Rijk")
    assert found.agenda == ()
    with pytest.raises(InvoerFout, match="niet na elkaar gemaakt"):
        compare_verslagen(report(TOEN, Q2, agenda=AGENDA[:1]), second)


def test_what_was_told_of_a_moment_stays_when_it_is_corrected_later(first):
    corrected = (make_stand("T1", Q2, 26), *TOEN[1:], *NU)
    later = report(corrected, Q4, vorige=first)
    steps = later.gedeeld.find(Teller.TOEWIJZING, "GM1").stappen
    assert steps[0] == GedeeldeStap(Q2, 20, None, None, precies=False)  # never 26: that would tell of 6
    assert steps[1].gereed == 45
    moved = {
        one.code: one for one in compare_verslagen(first, later).erbij if one.teller == Teller.TOEWIJZING
    }
    assert (moved["GM1"].aantal, moved["GM1"].gecorrigeerd) == (None, (Q2,))
    assert moved["GM2"].gecorrigeerd == ()
    # Without an eye to the report before, the 26 would be told, and 26 − 20 be known.
    alone = report(corrected, Q4).gedeeld.find(Teller.TOEWIJZING, "GM1").stappen
    assert alone[0].gereed == 26


def test_an_earlier_concept_of_the_same_moment_counts_as_told(first):
    again = report((make_stand("T1", Q2, 24), *TOEN[1:]), Q2, vorige=first)
    assert again.gedeeld.find(Teller.TOEWIJZING, "GM1").stappen[-1].gereed == 20
    more = report((make_stand("T1", Q2, 33), *TOEN[1:]), Q2, vorige=again)
    assert more.gedeeld.find(Teller.TOEWIJZING, "GM1").stappen[-1].gereed == 33
    assert len(more.eerder) == 2


def test_twelve_and_two_then_twenty_seven_and_seventeen(first, second):
    assert (first.gedeeld.in_kwetsbaar, first.gedeeld.zonder_besluit) == (12, None)
    assert "In kwetsbare buurten: 12; van minder dan 10 is geen besluit ingevoerd." in describe_gedeeld(
        first.gedeeld
    )
    assert (second.gedeeld.in_kwetsbaar, second.gedeeld.zonder_besluit) == (27, 17)


def test_the_numbers_of_a_line_are_told_beside_what_was_told_of_it(first):
    agenda = (make_lijn("T1", aantal=104), *AGENDA[1:])
    found = {line.lijn.regel: line for line in report(TOEN, Q4, agenda=agenda, vorige=first).gedeeld.lijnen}
    assert (found["T1"].aantal, found["T1"].verborgen) == (None, True)  # 100 was told: 4 more would follow
    assert (found["T2"].aantal, found["T2"].verborgen) == (50, False)
    assert found["A1"].verborgen is False


def test_which_line_is_late_is_not_told_where_it_would_give_a_small_count_away():
    lines = (make_lijn("B1", "nieuwbouw", aantal=12, gereed=Q2), make_lijn("B2", "nieuwbouw", aantal=40))
    ready = report([make_stand("B1", Q4, 12), make_stand("B2", Q4, 3)], Q4, agenda=lines)
    # 15 got ready, and B1 is not late: then 3 of B2.
    assert {line.te_laat for line in ready.gedeeld.lijnen} == {None}
    # That B1 is late is told no more than that it is not: else the silence would tell it is ready.
    behind = report([make_stand("B1", Q4, 11), make_stand("B2", Q4, 4)], Q4, agenda=lines)
    assert {line.te_laat for line in behind.gedeeld.lijnen} == {None}
    more = report([make_stand("B1", Q4, 11), make_stand("B2", Q4, 19)], Q4, agenda=lines)
    assert [line.te_laat for line in more.gedeeld.lijnen] == [True, False]


@settings(max_examples=80)
@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=4),
    st.dictionaries(st.integers(0, 3), st.integers(0, 90), max_size=2),
)
def test_no_small_number_follows_from_a_row_of_reports_whatever_was_corrected_between(rises, corrections):
    """Every count ever told of a gemeente differs from each other one by nothing or by ten or more."""
    moments = [Kwartaal(2026 + place // 2, 2 + 2 * (place % 2)) for place in range(len(rises))]
    told, last, stands = set(), None, []
    for place, moment in enumerate(moments):
        stands.append(make_stand("T1", moment, sum(rises[: place + 1])))
        if place in corrections:
            stands[0] = make_stand("T1", moments[0], corrections[place])
        last = report(stands, moment, agenda=(make_lijn("T1", aantal=None),), vorige=last)
        told |= {step.gereed for spoor in last.gedeeld.sporen for step in spoor.stappen} - {None}
    assert all(count >= 10 for count in told)
    assert all(abs(one - other) >= 10 for one in told for other in told if one != other)


def test_what_changed_from_one_agenda_to_the_next():
    new = (
        make_lijn("T1", aantal=120, gereed=Kwartaal(2027, 2)), make_lijn("t2", gemeente="GM2", aantal=50),
        make_lijn("N1", "nieuwbouw", aantal=20),
        make_lijn("A1", "afspraak", "", None, gereed=None, thema=7, trekker="corporatie", gedekt=Gedekt.DEELS),
    )  # fmt: skip
    found = compare_agendas(AGENDA, new)
    assert [(one.soort, one.lijn.regel) for one in found] == [
        (Wijzigingsoort.TOEGEVOEGD, "N1"), (Wijzigingsoort.VERVALLEN, "B1"), (Wijzigingsoort.GEWIJZIGD, "T1"),
        (Wijzigingsoort.GEWIJZIGD, "A1"),
    ]  # fmt: skip
    assert [(part.veld, part.was, part.nu) for part in found[2].velden] == [
        ("aantal", "100", "120"), ("gereed", "2026-Q4", "2027-Q2"),
    ]  # fmt: skip
    assert [(part.veld, part.was, part.nu) for part in found[3].velden] == [
        ("trekker", "gemeente", "corporatie"), ("gedekt", "ja", "deels"),
    ]  # fmt: skip
    assert compare_agendas(AGENDA, AGENDA) == ()


def test_an_evaluation_yields_a_new_agenda_with_the_numbers_as_adjusted():
    old = Agendaversie("streek", Q2, AGENDA, "Agenda 2026", "Jo")
    new = make_actualisatie(make_voortgang(AGENDA, (*TOEN, *NU), (), Q4), old, "An")
    assert [line.aantal for line in new.lijnen] == [100, 50, 60, None]
    assert (new.afgeleid_van, new.moment, new.naam, new.maker) == (old.id, Q4, "Agenda 2026", "An")
    [changed] = compare_agendas(old.lijnen, new.lijnen)
    assert [(part.veld, part.was, part.nu) for part in changed.velden] == [("aantal", "30", "60")]
    assert parse_agendaversie(new.to_json().encode()) == new
    with pytest.raises(InvoerFout, match="bij een evaluatie"):
        make_actualisatie(make_voortgang(AGENDA, TOEN, (), Q2), old)
    with pytest.raises(InvoerFout, match="geen bewaarde agenda"):
        parse_agendaversie(report(TOEN, Q2).to_json().encode())
