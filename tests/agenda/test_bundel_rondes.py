"""All that is wrong with the files of a visit is told in one round, and nothing that is not so."""

from __future__ import annotations

import io

import openpyxl
import pytest
from agendamaken import read_bestand
from test_bundel import AGENDA, EEN, add, refuse, write

KOP = "moment;regel;toegezegd;in_voorbereiding;opgeleverd;bijgesteld_aantal;reden"
FOUT = ("s.csv", write(KOP, "2026-Q3;A1;0;0;5;;", "2026-Q4;A1;0;0;;;", "2026-Q4;A2;0;0;1;7;"))
EIGEN = [("rij 2", "moment"), ("rij 3", "opgeleverd"), ("rij 4", "reden")]
MIS = write(
    AGENDA.replace("onderdeel", "onderdel"), "A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4"
)


def list_plekken(told, naam):
    own = [text for text in told if text.startswith(f"{naam}, ")]
    return [(text.split(", ")[2], text.split("kolom ")[1].split(":")[0]) for text in own]


@pytest.mark.parametrize(
    "agenda", [("a.csv", MIS), ("a.xlsx", b"niets"), ("a.json", b"{}")], ids=["kolom", "kapot", "json"]
)
def test_of_a_stand_beside_an_agenda_that_cannot_be_read_its_own_faults_are_told(agenda):
    told = refuse(agenda, FOUT)
    assert not any("er is nog geen agenda" in text for text in told)
    assert not any("staat niet in de agenda" in text for text in told)
    assert list_plekken(told, "s.csv") == EIGEN
    assert any(text.startswith(f"{agenda[0]}, ") for text in told)


def test_less_than_before_is_told_though_the_agenda_cannot_be_read():
    fall = ("s.csv", write(KOP, "2026-Q2;A1;0;0;5;;", "2026-Q4;A1;0;0;4;;"))
    [told] = [text for text in refuse(("a.csv", MIS), fall) if text.startswith("s.csv")]
    assert "4 is minder dan de 5" in told


def test_without_any_agenda_that_is_told_once_with_the_faults_of_the_stand():
    told = refuse(FOUT)
    assert told[0] == "dit is een stand, en er is nog geen agenda; geef ook het bestand met de agenda"
    assert [text.split("kolom ")[1].split(":")[0] for text in told[1:]] == [place for _, place in EIGEN]


def make_werkmap(**bladen):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in bladen.items():
        sheet = book.create_sheet(name)
        for row in text.decode().split("\n"):
            sheet.append(row.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_that_was_not_read_is_told_when_its_file_is_refused():
    note = "blad 'Agenda2026' is niet gelezen; hoort het erbij, geef het dan de naam 'agenda'"
    good = make_werkmap(Agenda2026=EEN[1], stand=write(KOP, "2026-Q4;A1;0;0;5;;"))
    [told] = refuse(("w.xlsx", good))
    assert told.startswith(note)
    # Beside other faults, also those of another file.
    wrong = make_werkmap(Agenda2026=EEN[1], urgentie=b"gemeente;groep;opgenomen\nGM9101;mantelzorg;ja")
    told = refuse(("w.xlsx", wrong), ("s.csv", write(KOP, "2026-Q4;A1;0;0;5;;")))
    assert [text.split(", ")[0] for text in told] == ["s.csv", "w.xlsx"]
    assert "er is nog geen agenda" in told[0]
    assert note in told[1]
    # A sheet that is no agenda does not hide that there is none.
    other = make_werkmap(
        oud=b"moment;code;groep;aantal\n2026-Q4;BU1;ouderen;1", stand=write(KOP, "2026-Q4;A1;0;0;5;;")
    )
    assert "er is nog geen agenda" in refuse(("w.xlsx", other))[0]


@pytest.mark.parametrize("rij", ["2026-Q4;A9;0;0;5;80;", ";A1;0;0;5;80;", "2026-Q4;A1;0;0;;80;"])
def test_an_adjusted_number_without_a_reason_is_told_with_what_else_is_wrong_in_its_row(rij):
    told = refuse(("s.csv", write(KOP, rij)), bundel=add(EEN))
    assert len(told) == 2
    assert "kolom reden: is leeg; zeg waarom het aantal is bijgesteld" in told[1]


def test_a_line_that_another_agenda_may_hold_is_not_said_to_be_in_none():
    told = refuse(EEN, ("b.csv", MIS.replace(b"A1", b"B1")), ("s.csv", write(KOP, "2026-Q4;B1;0;0;5;;")))
    assert [text.split(", ")[0] for text in told] == ["b.csv", "b.csv"]
    assert read_bestand(*EEN, {"GM9101": "Een"}).lijnen
