"""The files of a visit together: all or nothing, each in its own place, and what is wrong between two of them."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.inlezen import make_sjabloon
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld

GEMEENTEN = {"GM9101": "Reeënbroek", "GM9102": "Zilverhage"}


def no_veld():
    pytest.fail("no placements were given")


GROND = Leesgrond(GEMEENTEN, no_veld, Kwartaal(2026, 4), date(2026, 11, 29))
AGENDA = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed"
STAND = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;reden"


def write(head: str, *lines: str) -> bytes:
    return "\n".join([head, *lines]).encode()


EEN = ("een.csv", write(AGENDA, "A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4"))
TWEE = ("twee.csv", write(AGENDA, "B1;3;psychisch;GM9102;nieuwbouw;woning;50;2027-Q4"))
VROEG = ("q2.csv", write(STAND, "2026-Q2;A1;60;20;20;"))


def add(*bestanden: tuple[str, bytes], bundel: Agendabundel | None = None) -> Agendabundel:
    return add_bestanden(bundel or Agendabundel(), bestanden, GROND)


def refuse(*bestanden: tuple[str, bytes], bundel: Agendabundel | None = None) -> list[str]:
    with pytest.raises(GegevensFout) as refused:
        add(*bestanden, bundel=bundel)
    return refused.value.bevindingen


def test_a_stand_finds_its_line_in_any_file_whatever_comes_first():
    found = add(VROEG, EEN, TWEE)
    assert [line.regel for line in found.lijnen] == ["A1", "B1"]
    assert [(line.regel, line.opgeleverd) for line in found.standen] == [("A1", 20)]
    later = add(("q4.csv", write(STAND, "2026-Q4;B1;0;0;9;")), bundel=found)
    assert [str(line.moment) for line in later.standen] == ["2026-Q2", "2026-Q4"]
    assert add(bundel=later) == later


def test_a_file_of_the_same_name_takes_the_place_of_the_one_before():
    first = add(EEN, VROEG)
    better = add(("q2.csv", write(STAND, "2026-Q2;A1;60;15;25;")), bundel=first)
    assert [line.opgeleverd for line in better.standen] == [25]
    assert len(better.delen) == 2


def test_all_that_is_wrong_in_all_files_is_told_with_its_file_and_none_is_taken():
    told = refuse(
        ("a.csv", write(AGENDA, "A1;3;statushouders;GM0001;toewijzing;woning;100;2026-Q4")),
        ("s.csv", write(STAND, "2026-Q3;A1;0;0;1;", "2026-Q4;Z9;0;0;1;")), ("leeg.xlsx", b"niets"),
    )  # fmt: skip
    assert [text.split(",")[0] for text in told] == ["a.csv", "s.csv", "s.csv", "leeg.xlsx"]
    assert "rij 2, kolom gemeente: 'GM0001' is geen gemeente" in told[0]
    assert "rij 2, kolom moment: 2026-Q3 is geen moment" in told[1]
    assert "rij 3, kolom regel: 'Z9' staat niet in de agenda" in told[2]
    assert "is niet te lezen" in told[3]


def test_what_two_files_say_of_the_same_is_told():
    first = add(EEN, VROEG)
    assert refuse(("ook.csv", write(AGENDA, "a1;3;;;afspraak;;;")), bundel=first) == [
        "kolom regel: 'a1' staat ook in het bestand een.csv; haal er een weg"
    ]
    assert (
        "de stand van 'A1' over 2026-Q2 staat ook in het bestand q2.csv"
        in refuse(("nog.csv", write(STAND, "2026-Q2;A1;0;0;30;")), bundel=first)[0]
    )
    [same, *_] = refuse(("kopie.csv", EEN[1]), bundel=first)
    assert same == "heeft dezelfde inhoud als het bestand een.csv; geef een van beide"


def test_less_delivered_than_another_file_said_asks_a_reason():
    first = add(EEN, VROEG)
    less = write(STAND, "2026-Q4;A1;0;0;19;")
    assert refuse(("q4.csv", less), bundel=first) == [
        "regel A1, kolom opgeleverd: 19 is minder dan de 20 van 2026-Q2; zeg bij 'reden' waarom"
    ]
    reason = write(STAND, "2026-Q4;A1;0;0;19;een telde dubbel")
    assert len(add(("q4.csv", reason), bundel=first).standen) == 2


def test_more_delivered_than_the_number_to_which_another_file_adjusted_it_is_refused():
    head = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden"
    first = add(EEN, ("q2.csv", write(head, "2026-Q2;A1;0;0;20;30;minder aanbod")))
    assert refuse(("q4.csv", write(head, "2026-Q4;A1;0;0;31;;")), bundel=first) == [
        "regel A1, kolom opgeleverd: 31 is meer dan het aantal van 30; verbeter een van beide"
    ]
    # What a file says by itself is told once, with its row.
    [told] = refuse(("q4.csv", write(head, "2026-Q4;A1;0;0;41;40;meer aanbod")), bundel=first)
    assert "rij 2, kolom opgeleverd: 41 is meer dan het aantal van 40" in told
    assert len(add(("q4.csv", write(head, "2026-Q4;A1;0;0;30;;")), bundel=first).standen) == 2


def test_an_agenda_that_loses_a_line_of_which_something_was_reported_is_refused():
    first = add(EEN, VROEG)
    [told] = refuse(("een.csv", TWEE[1]), bundel=first)
    assert told == "kolom regel: 'A1' ontbreekt, en het bestand q2.csv heeft er een stand van"


def test_a_stand_without_an_agenda_and_a_template_as_it_was_are_refused():
    assert "nog geen agenda" in refuse(VROEG)[0]
    assert any("alleen het voorbeeld" in text for text in refuse(("sjabloon.xlsx", make_sjabloon())))


def test_urgency_rules_come_with_the_rest():
    rule = ("u.csv", b"gemeente;groep;opgenomen;termijn\nGM9101;vrouwenopvang;ja;6")
    found = add(EEN, rule)
    assert [(item.gemeente, item.groep, item.termijn) for item in found.urgentie] == [
        ("GM9101", "vrouwenopvang", 6)
    ]
    again = ("v.csv", b"gemeente;groep;opgenomen;termijn\nGM9101;vrouwenopvang;nee;")
    assert "'vrouwenopvang' van GM9101 staat ook in het bestand u.csv" in refuse(again, bundel=found)[0]


def test_placements_given_together_tell_where_they_raised_the_concentration_and_leave_no_row():
    veld = make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)
    own = veld.gebieden[veld.eigen].sort_values("huishoudens")
    large = own[own["huishoudens"] >= 200].iloc[0]
    half = int(large["huishoudens"]) // 2 + 1
    ground = Leesgrond(GEMEENTEN, lambda: veld, Kwartaal(2026, 4), date(2026, 11, 29))
    head = "moment;code;groep;aantal"
    one, other = (
        (name, write(head, f"{moment};{large['code']};statushouders;{half}"))
        for name, moment in (("p1.csv", "2026-Q2"), ("p2.csv", "2026-Q4"))
    )
    both = add_bestanden(Agendabundel(), [one, other], ground)
    assert (both.concentraties.voor + 1, both.los) == (both.concentraties.na, False)
    assert large["naam"] in [area.naam for area in both.concentraties.list_nieuw(Niveau.BUURT)]
    assert large["code"] not in str(both.delen)
    # What was given before is counted, and its rows are gone: that the second file does not know of it is told.
    later = add_bestanden(add_bestanden(Agendabundel(), [one], ground), [other], ground)
    assert later.los
    # Rows without a moment are of the one that is looked at, and that is told.
    bare = ("p3.csv", write("code;groep;aantal", f"{large['code']};statushouders;1"))
    looked = dataclasses.replace(ground, moment=Kwartaal(2026, 2))
    [back] = add_bestanden(Agendabundel(), [bare], looked).delen
    assert [count.moment for count in back.tellingen] == [Kwartaal(2026, 2)]
    assert back.notities == ("blad plaatsingen: 1 rij zonder moment telt mee over 2026-Q2",)
    assert sum(count.totaal for count in later.tellingen) == 2 * half
    assert add_bestanden(later, [EEN], ground).concentraties == later.concentraties
