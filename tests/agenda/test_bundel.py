"""The files of a visit together: all or nothing, each in its own place, and what is wrong between two of them."""

from __future__ import annotations

import dataclasses
import io
from datetime import date

import openpyxl
import pytest
from agendamaken import make_lijn

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden, remove_deel
from woonzorg.agenda.bundeltoets import find_bundelfouten
from woonzorg.agenda.inlezen import make_sjabloon
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.versie import Agendaversie
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
        "blad agenda, rij 2, kolom regel: 'a1' staat ook in het bestand een.csv, blad agenda, rij 2; haal er een weg"
    ]
    assert (
        "de stand van 'A1' over 2026-Q2 staat ook in het bestand q2.csv, blad stand, rij 2"
        in refuse(("nog.csv", write(STAND, "2026-Q2;a1;0;0;30;")), bundel=first)[0]
    )
    assert refuse(("kopie.csv", EEN[1]), bundel=first) == [
        "heeft dezelfde inhoud als het bestand een.csv; geef een van beide"
    ]
    both = refuse(EEN, ("kopie.csv", EEN[1]))
    assert [text.split(" als ")[0] for text in both] == [
        f"{name}, heeft dezelfde inhoud" for name in ("een.csv", "kopie.csv")
    ]


def test_less_delivered_than_another_file_said_asks_a_reason_whichever_comes_last():
    first, less = add(EEN, VROEG), ("q4.csv", write(STAND, "2026-Q4;A1;0;0;19;"))
    said = "19 is minder dan de 20 van 2026-Q2 (q2.csv, blad stand, rij 2); zeg bij 'reden' waarom"
    assert refuse(less, bundel=first) == [f"blad stand, rij 2, kolom opgeleverd: {said}"]
    assert refuse(VROEG, bundel=add(EEN, less)) == [
        f"bestand q4.csv, blad stand, rij 2, kolom opgeleverd: {said}"
    ]
    assert refuse(VROEG, less, EEN) == [f"q4.csv, blad stand, rij 2, kolom opgeleverd: {said}"]
    reason = write(STAND, "2026-Q4;A1;0;0;19;een telde dubbel")
    assert len(add(("q4.csv", reason), bundel=first).standen) == 2


def test_more_delivered_than_the_number_to_which_another_file_adjusted_it_is_refused():
    head = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden"
    first = add(EEN, ("q2.csv", write(head, "2026-Q2;A1;0;0;20;30;minder aanbod")))
    assert refuse(("q4.csv", write(head, "2026-Q4;A1;0;0;31;;")), bundel=first) == [
        (
            "blad stand, rij 2, kolom opgeleverd: 31 is meer dan het aantal van 30 (q2.csv, blad stand, rij 2); "
            "verbeter een van beide"
        )
    ]
    # What a file says by itself is told once, with its row.
    [told] = refuse(("q4.csv", write(head, "2026-Q4;A1;0;0;41;40;meer aanbod")), bundel=first)
    assert "rij 2, kolom opgeleverd: 41 is meer dan het aantal van 40;" in told
    assert len(add(("q4.csv", write(head, "2026-Q4;A1;0;0;30;;")), bundel=first).standen) == 2
    # A file is not held against the agenda where another adjusted that before.
    more = ("q2.csv", write(head, "2026-Q2;A1;0;0;20;130;meer aanbod"))
    assert len(add(("q4.csv", write(head, "2026-Q4;A1;0;0;120;;")), EEN, more).standen) == 2


def test_an_agenda_that_is_given_again_with_a_number_below_its_stand_is_refused():
    first = add(EEN, VROEG)
    less = ("een.csv", write(AGENDA, "A1;3;statushouders;GM9101;toewijzing;woning;19;2026-Q4"))
    assert refuse(less, bundel=first) == [
        (
            "bestand q2.csv, blad stand, rij 2, kolom opgeleverd: 20 is meer dan het aantal van 19 (een.csv, "
            "blad agenda, rij 2); verbeter een van beide"
        )
    ]


def test_files_of_one_name_stand_side_by_side_where_they_tell_of_different_things():
    """Seven gemeenten send a stand.xlsx each; at once or one after another, none is lost."""
    one, other = (
        ("stand.csv", write(STAND, "2026-Q2;A1;60;20;20;")),
        ("stand.csv", write(STAND, "2026-Q2;B1;9;0;0;")),
    )
    later = ("stand.csv", write(STAND, "2026-Q4;A1;0;0;30;"))
    at_once = add(EEN, TWEE, one, other, later)
    in_turn = add(later, bundel=add(other, bundel=add(one, bundel=add(EEN, TWEE))))
    assert at_once == in_turn
    assert [part.titel for part in at_once.delen[2:]] == ["stand.csv", "stand.csv (2)", "stand.csv (3)"]
    assert len(at_once.standen) == 3
    again = add(one, one, bundel=at_once)
    assert set(again.standen) == set(at_once.standen)
    assert not any(part.notities for part in again.delen)
    [told] = refuse(("stand.csv", write(STAND, "2026-Q4;Z9;0;0;1;")), bundel=at_once)
    assert "'Z9' staat niet in de agenda" in told


def test_a_file_that_tells_all_that_one_of_its_name_did_takes_its_place_and_says_what_changed():
    first = add(EEN, TWEE, VROEG)
    better = add(("q2.csv", write(STAND, "2026-Q2;A1;60;15;25;", "2026-Q2;B1;5;0;0;")), bundel=first)
    assert [(line.regel, line.opgeleverd) for line in better.standen] == [("A1", 25), ("B1", 0)]
    assert [part.titel for part in better.delen] == ["een.csv", "twee.csv", "q2.csv"]
    assert better.delen[-1].notities == (
        "komt in de plaats van het eerdere q2.csv; daarin stond anders: de stand van 'A1' over 2026-Q2",
    )
    more = add(("q2.csv", write(STAND, "2026-Q2;a1;60;20;20;", "2026-Q2;B1;5;0;0;")), bundel=first)
    assert more.delen[-1].notities == (
        "komt in de plaats van het eerdere q2.csv; wat daarin stond, is gelijk",
    )


def test_files_of_one_name_that_speak_of_the_same_are_refused_at_once_and_one_after_another():
    wide = ("stand.csv", write(STAND, "2026-Q2;A1;60;20;20;", "2026-Q2;B1;5;0;0;"))
    narrow = ("stand.csv", write(STAND, "2026-Q2;A1;60;15;25;"))
    said = (
        "blad stand, rij 2, kolom regel: de stand van 'A1' over 2026-Q2 staat ook in het bestand {}, blad stand, "
        "rij 2, en dat heet net zo; is een van beide een oude versie, haal die dan weg; haal anders in een van beide "
        "weg wat er dubbel staat"
    )
    first = add(EEN, TWEE, wide)
    with pytest.raises(GegevensFout) as refused:
        add(narrow, bundel=first)
    assert refused.value.bevindingen == [said.format("stand.csv")]
    assert "Het bestand stand.csv (2) klopt niet" in str(refused.value)
    assert refuse(EEN, TWEE, wide, narrow) == [
        f"stand.csv, {said.format('stand.csv (2)')}", f"stand.csv (2), {said.format('stand.csv')}",
    ]  # fmt: skip
    assert add(narrow, bundel=remove_deel(first, "stand.csv")).standen[0].opgeleverd == 25


def test_a_new_version_of_an_agenda_under_another_name_is_told_once():
    lines = [f"L{place};3;psychisch;GM9102;nieuwbouw;woning;50;2027-Q4" for place in range(9)]
    first = add(("agenda.csv", write(AGENDA, *lines)))
    [told] = refuse(("nieuw.csv", write(AGENDA, *lines, lines[0].replace("L0", "M0"))), bundel=first)
    assert (
        "'L0' staat ook in het bestand agenda.csv, blad agenda, rij 2, en zo nog 8; is een van beide een oud"
        in told
    )


def test_a_workbook_with_all_tables_is_read_whole():
    book = openpyxl.load_workbook(io.BytesIO(make_sjabloon()))
    book["agenda"].append(["A1", 3, "statushouders", "GM9101", "", "toewijzing", "woning", 40, "2026-Q4"])
    book["stand"].append(["2026-Q4", "A1", 10, 10, 20])
    book["urgentie"].append(["GM9101", "vrouwenopvang", "ja", 6])
    out = io.BytesIO()
    book.save(out)
    [part] = add(("alles.xlsx", out.getvalue())).delen
    assert (len(part.lijnen), len(part.standen), len(part.urgentie)) == (1, 1, 1)


def test_placements_of_one_gemeente_in_two_files_count_beside_each_other_and_that_is_told():
    """Two corporaties may each send their own; the same file under another name would count twice."""
    veld = make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)
    area = veld.gebieden[veld.eigen].iloc[0]
    ground = dataclasses.replace(GROND, get_veld=lambda: veld)
    one, more = (
        write("moment;code;groep;aantal", f"2026-Q4;{area['code']};statushouders;{count}") for count in (3, 4)
    )
    where = f"plaatsingen in {area['gemeentecode']} over 2026-Q4"

    def give(bundel: Agendabundel, naam: str, raw: bytes) -> Agendabundel:
        return add_bestanden(bundel, [(naam, raw)], ground)

    both = give(give(Agendabundel(), "een.csv", one), "twee.csv", more)
    [told] = both.delen[1].notities
    assert told == f"telt mee naast een.csv: {where}; staan daar dezelfde woningen in, haal er dan een weg"
    with pytest.raises(GegevensFout, match=f"{where} staat ook in .* geef ze dan elk een eigen naam"):
        add_bestanden(Agendabundel(), [("p.csv", one), ("p.csv", more)], ground)
    [later] = give(give(Agendabundel(), "p.csv", one), "p.csv", more).delen
    assert [count.totaal for count in later.tellingen] == [4]
    [told] = later.notities
    assert told.startswith(
        f"komt in de plaats van het eerdere p.csv; daarin stond anders: {where}; tellen de"
    )


def test_placements_corrected_to_another_gemeente_do_not_count_beside_the_old_ones_without_a_word():
    veld = make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)
    codes = veld.gebieden[veld.eigen].drop_duplicates("gemeentecode")["code"].tolist()
    ground = dataclasses.replace(GROND, get_veld=lambda: veld)
    old, new = (write("moment;code;groep;aantal", f"2026-Q4;{code};statushouders;3") for code in codes[:2])
    first = add_bestanden(Agendabundel(), [("p.csv", old)], ground)
    both = add_bestanden(first, [("p.csv", new)], ground)
    assert not both.delen[0].notities
    assert both.delen[1].notities == (
        (
            "telt mee naast p.csv, ook met plaatsingen en met dezelfde naam; is er een oude versie bij, haal die dan "
            "weg"
        ),
    )
    # So too of an agenda in which a line of the same gemeente has another name; not of seven gemeenten.
    other = (EEN[0], EEN[1].replace(b"A1", b"A2"))
    assert "regels van dezelfde gemeente" in add(other, bundel=add(EEN)).delen[1].notities[0]
    assert not any(part.notities for part in add((EEN[0], TWEE[1]), bundel=add(EEN)).delen)


def test_a_file_that_is_taken_away_leaves_the_rest_and_a_stand_without_its_line_is_told():
    first = add(EEN, TWEE, VROEG)
    left = remove_deel(first, "een.csv")
    assert [part.titel for part in left.delen] == ["twee.csv", "q2.csv"]
    assert [(fault.deel, fault.tekst) for fault in find_bundelfouten(left.delen)] == [
        (
            "q2.csv",
            "blad stand, rij 2, kolom regel: 'A1' staat in geen agenda; geef het bestand met die regel",
        )
    ]
    # What was wrong already is not told of what is given next; and the line may come back.
    assert len(add(("c.csv", write(AGENDA, "C1;3;;;afspraak;;;")), bundel=left).delen) == 3
    assert find_bundelfouten(add(EEN, bundel=left).delen) == []
    assert remove_deel(first, "nergens.csv") == first


def test_a_line_in_capitals_and_spaces_is_the_same_line_in_every_file():
    lines = ("agenda.csv", write(AGENDA, "Hof  van Delft;3;psychisch;GM9102;nieuwbouw;woning;50;2027-Q4"))
    first = add(lines, ("q2.csv", write(STAND, "2026-Q2;HOF VAN DELFT;0;0;20;")))
    assert [line.regel for line in first.standen] == [line.regel for line in first.lijnen]
    shout = ("agenda.csv", write(AGENDA, "hof van delft;3;psychisch;GM9102;nieuwbouw;woning;50;2027-Q4"))
    again = add(shout, bundel=first)
    assert [line.regel for line in again.standen] == ["hof van delft"]
    assert len(again.lijnen) == 1
    assert (
        "19 is minder dan de 20"
        in refuse(("q4.csv", write(STAND, "2026-Q4;Hof Van Delft;0;0;19;")), bundel=again)[0]
    )


def test_a_kept_agenda_is_read_and_the_stand_of_the_version_before_stays_readable():
    """What was agreed was adjusted down to 80, and taken over; at the half-year before 90 had been let."""
    kept = Agendaversie("streek", Kwartaal(2026, 4), (make_lijn("A1", aantal=80),))
    raw, ground = kept.to_json().encode(), dataclasses.replace(GROND, regio="streek")
    stand = ("q2.csv", write(STAND, "2026-Q2;A1;0;0;90;"))
    found = add_bestanden(Agendabundel(), [stand, ("agenda.json", raw)], ground)
    assert (len(found.lijnen), len(found.standen)) == (1, 1)
    [told] = refuse(("q4.csv", write(STAND, "2026-Q4;A1;0;0;91;")), bundel=found)
    assert "91 is meer dan het aantal van 80 (agenda.json)" in told
    with pytest.raises(GegevensFout, match="van een andere streek"):
        add_bestanden(Agendabundel(), [("agenda.json", raw)], dataclasses.replace(GROND, regio="elders"))
    with pytest.raises(GegevensFout, match="geen bewaarde agenda"):
        add(("agenda.json", b"{}"))


def test_a_stand_of_before_is_not_held_against_the_number_that_a_later_stand_adjusted_it_to():
    head = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden"
    new = ("een.csv", write(AGENDA, "A1;3;statushouders;GM9101;toewijzing;woning;80;2026-Q4"))
    adjusted = ("q4.csv", write(head, "2026-Q4;A1;0;0;70;80;vijf vervielen"))
    before = ("q2.csv", write(head, "2026-Q2;A1;5;0;80;;"))
    assert len(add(before, new, adjusted).standen) == 2
    assert "samen 85, meer dan het aantal van 80" in refuse(before, new)[0]


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
