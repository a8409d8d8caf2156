"""The files of an agenda: what is read, what is refused with row, column and remedy, what is counted and dropped."""

from __future__ import annotations

import io
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from agendamaken import read_bestand

from woonzorg.agenda.inlezen import make_sjabloon
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendasoort, Gedekt
from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    from woonzorg.agenda.plaatsingen import Plaatsingstelling

GEMEENTEN = {"GM9101": "Reeënbroek", "GM9102": "Zilverhage"}
KOPPEN = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed"


def write(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def agenda(*lines: str, koppen: str = KOPPEN):
    return read_bestand("agenda.csv", write(koppen, *lines), GEMEENTEN)


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)


def pick(veld, klasse: Klasse, count: int = 1) -> list[str]:
    own = veld.gebieden[veld.eigen & (veld.gebieden["klasse"] == klasse).to_numpy()]
    return own["code"].tolist()[:count]


def test_a_line_is_read_by_keys_or_by_names_as_people_write_them():
    one, two = agenda(
        "A1;3;statushouders;gm9101;toewijzing;woning;40;Q4 2026",
        "A2;2;Statushouders;zilverhage;Afspraak;;;",
    ).lijnen
    assert (one.groep, one.gemeente, one.soort, one.aantal) == ("statushouders", "GM9101", "toewijzing", 40)
    assert one.gereed == Kwartaal(2026, 4)
    assert (two.groep, two.gemeente, two.soort, two.aantal, two.gereed) == (
        "statushouders", "GM9102", Agendasoort.AFSPRAAK, None, None,
    )  # fmt: skip
    assert (two.gedekt, two.definitie, two.meting, two.thema) == (Gedekt.ONBEKEND, False, False, None)


def test_all_that_is_wrong_with_an_agenda_is_told_together_with_row_and_column():
    with pytest.raises(GegevensFout) as refused:
        agenda(
            "A1;4;ruiters;GM0001;kopen;huis;-1;2031-Q1",
            "A1;3;;;nieuwbouw;;;",
        )
    told = "\n".join(refused.value.bevindingen)
    for row, column, said in [
        (2, "onderdeel", "4 bestaat niet"), (2, "groep", "'ruiters' bestaat niet"),
        (2, "gemeente", "geen gemeente van deze streek; kies uit"), (2, "soort", "'kopen' is geen keuze"),
        (2, "eenheid", "'huis' is geen keuze"), (2, "aantal", "-1 ligt niet tussen 0"),
        (2, "gereed", "na 2030-Q4"), (3, "regel", "staat er twee keer"), (3, "aantal", "is leeg"),
        (3, "eenheid", "is leeg"), (3, "gereed", "is leeg"),
    ]:  # fmt: skip
        assert any(f"rij {row}, kolom {column}: " in line and said in line for line in told.splitlines()), (
            row,
            column,
            told,
        )


@pytest.mark.parametrize(
    ("thema", "said"), [("0", "0 bestaat niet"), ("-2", "-2 bestaat niet"), ("14", "14 bestaat niet")]
)
def test_a_theme_that_is_none_is_told_with_what_may_stand_there(thema, said):
    with pytest.raises(GegevensFout) as refused:
        agenda(f"A1;3;;;afspraak;;;;{thema}", koppen=f"{KOPPEN};thema")
    assert refused.value.bevindingen == [
        f"blad agenda, rij 2, kolom thema: {said}; kies 1 tot en met 13, of laat het leeg"
    ]


def test_a_line_cannot_be_due_before_the_agenda_began():
    """The board prepared it from the first quarter of 2025: an earlier year is a slip."""
    assert agenda("A1;3;;;nieuwbouw;woning;4;2025-Q1").lijnen[0].gereed == Kwartaal(2025, 1)
    with pytest.raises(GegevensFout) as refused:
        agenda("A1;3;;;nieuwbouw;woning;4;2024-Q4")
    assert refused.value.bevindingen == [
        "blad agenda, rij 2, kolom gereed: 2024-Q4 is voor 2025-Q1, het begin van de agenda; verbeter het jaar"
    ]


def test_a_column_about_people_or_an_unknown_one_is_refused():
    with pytest.raises(GegevensFout, match="personen of afkomst"):
        agenda("A1;3;;;afspraak;;;;x", koppen=f"{KOPPEN};nationaliteit")


@pytest.fixture
def twee():
    return agenda(
        "A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4",
        "B1;3;psychisch;GM9102;nieuwbouw;woning;50;2027-Q4",
    )


def stand(agenda, *lines: str):
    head = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden"
    return read_bestand("stand.csv", write(head, *lines), GEMEENTEN, bij=agenda).standen


def test_a_stand_is_read_by_moment(twee):
    found = stand(twee, "2026-Q2;a1;60;20;20;;", "2026-Q4;A1;30;30;40;;", "2026-Q4;B1;45;0;0;45;minder grond")
    assert [(str(one.moment), one.regel, one.opgeleverd) for one in found] == [
        ("2026-Q2", "A1", 20), ("2026-Q4", "A1", 40), ("2026-Q4", "B1", 0),
    ]  # fmt: skip
    assert (found[2].bijgesteld, found[2].reden) == (45, "minder grond")


@pytest.mark.parametrize(
    ("lines", "column", "said"),
    [
        (["2026-Q3;A1;0;0;0;;"], "moment", "geen moment van de agenda"),
        (["2026-Q1;A1;0;0;0;;"], "moment", "kies Q2 of Q4 van 2026 tot en met 2030"),
        (["2025-Q2;A1;0;0;0;;"], "moment", "geen moment van de agenda"),
        ([";A1;0;0;0;;"], "moment", "is leeg; vul een moment in"),
        (["zomer;A1;0;0;0;;"], "moment", "'zomer' is geen kwartaal; schrijf het als 2027-Q2"),
        (["2026-Q4;;0;0;0;;"], "regel", "is leeg"),
        (["2031-Q2;A1;0;0;0;;"], "moment", "na 2030-Q4"),
        (["2027-Q2;A1;0;0;0;;"], "moment", "moet nog komen"),
        (["2026-Q4;Z9;0;0;0;;"], "regel", "staat niet in de agenda"),
        (["2026-Q4;A1;0;0;101;;"], "opgeleverd", "meer dan het aantal van 100"),
        (
            ["2026-Q4;A1;60;30;11;;"],
            "toegezegd",
            "zijn samen 101, meer dan het aantal van 100 (agenda.csv, blad agenda, rij 2); verbeter ze, of vul bij",
        ),
        (["2026-Q4;A1;0;90;11;;"], "in_voorbereiding", "zijn samen 101, meer dan het aantal van 100"),
        (["2026-Q4;A1;0;0;30;20;bijgesteld"], "opgeleverd", "meer dan het aantal van 20"),
        (
            ["2026-Q2;A1;0;0;20;80;minder aanbod", "2026-Q4;A1;0;0;81;;"],
            "opgeleverd",
            "meer dan het aantal van 80",
        ),
        (["2026-Q4;A1;0;0;10;80;"], "reden", "waarom het aantal is bijgesteld"),
        (["2026-Q4;A1;0;0;1;;", "2026-Q4;A1;0;0;2;;"], "regel", "twee keer voor 2026-Q4"),
        (["2026-Q4;A1;0;0;9;;", "2026-Q2;A1;0;0;10;;"], "opgeleverd", "minder dan de 10 van 2026-Q2"),
        (["2026-Q4;A1;-1;0;0;;"], "toegezegd", "ligt niet tussen 0"),
        (["2026-Q4;A1;0;;0;;"], "in_voorbereiding", "is leeg; vul een getal in, of 0"),
        (["2026-Q4;A1;0;0;;;"], "opgeleverd", "is leeg; vul een getal in, of 0"),
    ],
)
def test_what_is_wrong_with_a_stand_is_told(twee, lines, column, said):
    with pytest.raises(GegevensFout) as refused:
        stand(twee, *lines)
    [told] = refused.value.bevindingen
    assert f"kolom {column}: " in told
    assert said in told


def test_a_later_adjustment_says_nothing_of_an_earlier_moment(twee):
    found = stand(twee, "2026-Q4;A1;0;0;70;80;minder aanbod", "2026-Q2;A1;0;0;70;;")
    assert [(line.opgeleverd, line.bijgesteld) for line in found] == [(70, 80), (70, None)]
    assert [line.opgeleverd for line in stand(twee, "2026-Q4;A1;0;0;100;;")] == [100]


def test_what_is_wrong_with_a_stand_is_told_of_all_rows_together(twee):
    with pytest.raises(GegevensFout) as refused:
        stand(
            twee,
            "2026-Q3;A1;0;0;0;;",
            "2026-Q4;Z9;0;0;0;;",
            "2026-Q4;B1;0;0;51;;",
            "2026-Q4;a1;0;0;10;;",
            "2026-Q4;A1;0;0;9;;",
        )
    assert [line.split(":")[0].removeprefix("blad stand, ") for line in refused.value.bevindingen] == [
        "rij 2, kolom moment", "rij 3, kolom regel", "rij 6, kolom regel", "rij 4, kolom opgeleverd",
    ]  # fmt: skip


def test_a_sensitive_group_below_gemeente_is_no_line_of_the_agenda():
    with pytest.raises(
        GegevensFout, match="'BU91010000' is geen gemeente van deze streek; kies uit Reeënbroek"
    ):
        agenda("A1;3;detentie;BU91010000;toewijzing;woning;4;2026-Q4")


def test_less_delivered_with_a_reason_is_taken(twee):
    assert len(stand(twee, "2026-Q2;A1;0;0;10;;", "2026-Q4;A1;0;0;9;;een woning telde dubbel")) == 2


def place(veld, *lines: str) -> tuple[Plaatsingstelling, ...]:
    head = "moment;code;groep;aantal;besluit"
    return read_bestand("p.csv", write(head, *lines), GEMEENTEN, veld).tellingen


def test_placements_are_counted_by_class_and_by_group_per_gemeente(veld):
    spared, open_ = pick(veld, Klasse.KWETSBAAR, 2), pick(veld, Klasse.DRAAGKRACHTIG)[0]
    town = veld.gebieden.set_index("code")["gemeentecode"]
    [found] = place(
        veld,
        f";{spared[0]};statushouders;10;raad, 14-4-2026",
        f";{spared[1]};psychisch;2;",
        f"2026-Q4;{open_};statushouders;20;",
        f";{town[open_]};detentie;3;",
        f";{spared[0]};ouderen;7;",
    )
    assert found.per_klasse == {"kwetsbaar": 12, "draagkrachtig": 20, KLASSE_ONBEKEND: 3}
    assert (found.zonder_besluit, found.besluiten) == (2, {"raad, 2026-04-14": 10})
    assert (found.totaal, found.vrij) == (35, 7)
    assert found.per_gemeente[town[open_], "detentie"] == 3
    assert sum(found.per_gemeente.values()) == 42


@pytest.mark.parametrize("head", ["code;groep;aantal", "moment;code;groep;aantal"])
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (Kwartaal(2026, 4), date(2026, 7, 1)),  # a third quarter: the evaluation is due
        (Kwartaal(2027, 2), date(2027, 3, 31)),  # a first one
        (Kwartaal(2026, 2), date(2026, 11, 29)),  # who looks back
        (Kwartaal(2030, 4), date(2031, 1, 2)),  # after the last
    ],
)
def test_placements_without_a_moment_are_of_the_one_that_is_looked_at(veld, head, moment, day):
    row = f"{pick(veld, Klasse.DRAAGKRACHTIG)[0]};statushouders;12"
    raw = write(head, row if head.startswith("code") else f";{row}")
    [found] = read_bestand("p.csv", raw, GEMEENTEN, veld, moment=moment, vandaag=day).tellingen
    assert (found.moment, found.totaal) == (moment, 12)


@pytest.mark.parametrize("given", ["", "2027-Q2"])
def test_placements_to_come_are_refused_whatever_moment_is_looked_at(veld, given):
    raw = write("moment;code;groep;aantal", f"{given};{pick(veld, Klasse.DRAAGKRACHTIG)[0]};statushouders;12")
    with pytest.raises(GegevensFout) as refused:
        read_bestand("p.csv", raw, GEMEENTEN, veld, moment=Kwartaal(2027, 2))
    [told] = refused.value.bevindingen
    assert told.startswith("blad plaatsingen, rij 2, kolom moment: ")
    assert "2027-Q2" in told
    assert told.endswith("moet nog komen; kies 2026-Q4 of eerder")


def test_nothing_of_a_row_is_kept(veld):
    """A count holds no code of a buurt, wherever it is looked for."""
    [found] = place(veld, f";{pick(veld, Klasse.KWETSBAAR)[0]};statushouders;12;")
    kept = "".join(str(getattr(found, item.name)) for item in fields(found))
    assert not any(code in kept for code in veld.codes)


def test_a_buurt_that_becomes_a_concentratie_by_them_is_counted(veld):
    own = veld.gebieden[veld.eigen].sort_values("huishoudens")
    large = own[own["huishoudens"] >= 200].iloc[0]
    assert place(veld, f";{large['code']};statushouders;1;")[0].gestegen == 0
    assert place(veld, f";{large['code']};statushouders;{int(large['huishoudens'])};")[0].gestegen == 1


def test_what_is_wrong_with_placements_is_told_together(veld):
    code = pick(veld, Klasse.DRAAGKRACHTIG)[0]
    town = veld.gebieden.set_index("code")["gemeentecode"][code]
    with pytest.raises(GegevensFout) as refused:
        place(
            veld,
            f"2027-Q2;{code};statushouders;1;",
            f"2026-Q3;{code};statushouders;1;",
            f"2031-Q2;{code};statushouders;1;",
            "2026-Q4;BU91010099;statushouders;1;",
            "2026-Q4;BU00000001;statushouders;1;",
            f"2026-Q4;{code};vrouwenopvang;1;",
            f"2026-Q4;{town};statushouders;1;",
            f"2026-Q4;{code};urgent;1;",
            f"2026-Q4;{code};statushouders;0;",
            f"2026-Q4;{code};statushouders;1;raad, 14-4-2027",
            f"2026-Q4;{code};statushouders;1;zomaar",
            "2026-Q4;WK910100;statushouders;1;",
        )
    told = refused.value.bevindingen
    assert [line.split(", kolom ")[1][:40] for line in told] == [
        "moment: 2027-Q2 moet nog komen; kies 202", "moment: 2026-Q3 is geen moment van de ag",
        "moment: 2031-Q2 is na 2030-Q4, het einde", "code: BU91010099 ligt niet in deze stree",
        "code: BU00000001 ligt niet in deze stree",
        "code: voor deze groep geldt extra privac", "code: geef de code van de buurt; alleen ",
        "groep: de regel geldt maar voor een deel", "aantal: 0 ligt niet tussen 1 en 9999999;",
        "besluit: De datum van het besluit ligt i", "besluit: De datum van het besluit is nie",
        "code: 'WK910100' is geen code van een bu",
    ]  # fmt: skip


def test_the_template_holds_four_tables_and_its_examples_do_not_count():
    raw = make_sjabloon()
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["agenda", "stand", "plaatsingen", "urgentie", "Uitleg"]
    assert make_sjabloon() == raw
    with pytest.raises(GegevensFout, match="alleen het voorbeeld"):
        read_bestand("agenda.xlsx", raw, GEMEENTEN)


def test_one_workbook_may_hold_all_tables(veld):
    book = openpyxl.load_workbook(io.BytesIO(make_sjabloon()))
    book["agenda"].append(["A1", 3, "statushouders", "GM9101", "", "toewijzing", "woning", 40, "2026-Q4"])
    book["stand"].append(["2026-Q4", "A1", 10, 10, 20])
    book["plaatsingen"].append(["", pick(veld, Klasse.KWETSBAAR)[0], "statushouders", 12, ""])
    out = io.BytesIO()
    book.save(out)
    found = read_bestand("alles.xlsx", out.getvalue(), GEMEENTEN, veld)
    assert [line.regel for line in found.lijnen] == ["A1"]
    assert found.delen[0].notities
    assert found.standen[0].opgeleverd == 20
    assert found.tellingen[0].zonder_besluit == 12


def test_a_file_without_the_table_says_what_it_holds(twee):
    raw = write("moment;regel;opgeleverd", "2026-Q4;A1;3")
    with pytest.raises(InvoerFout, match="dit is een stand, en er is nog geen agenda"):
        read_bestand("x.csv", raw, GEMEENTEN)
    assert read_bestand("x.csv", raw, GEMEENTEN, bij=twee).standen[0].opgeleverd == 3


def test_a_step_that_a_file_does_not_follow_is_not_zero(twee):
    raw = write("moment;regel;opgeleverd", "2026-Q4;A1;3")
    [found] = read_bestand("s.csv", raw, GEMEENTEN, bij=twee).standen
    assert (found.opgeleverd, found.in_voorbereiding, found.toegezegd) == (3, None, None)
    with pytest.raises(GegevensFout, match="kolom 'opgeleverd' ontbreekt"):
        read_bestand(
            "s.csv", write("moment;regel;toegezegd;bijgesteld_aantal", "2026-Q4;A1;3;"), GEMEENTEN, bij=twee
        )
