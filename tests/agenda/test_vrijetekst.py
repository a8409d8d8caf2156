"""Free text that is shared names no buurt or wijk, and gives no number away that is held back."""

from __future__ import annotations

import datetime as dt

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.inlezen import VORMEN
from woonzorg.agenda.verslag import Verslaggrond, decide_verslag, make_verslag
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.vrijetekst import find_gebiedscode
from woonzorg.fouten import WoonzorgFout
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.voortgangstuk import make_voortgangstuk

DAG = dt.date(2026, 12, 1)
GROND = Verslaggrond("streek", "Streek", False, "g1", {"GM1": "Een"})
CODES = ("BU09170101", "bu09170101", "WK091701", "BU 09170101", "wk-091701")


def report(agenda, stands):
    return make_verslag(make_voortgang(agenda, stands, (), Q4), GROND, DAG)


@pytest.mark.parametrize("code", CODES)
def test_a_code_of_a_buurt_or_wijk_in_a_line_stands_in_no_report_however_it_came_there(code):
    """Also an agenda that was kept before codes were refused."""
    names = ("corporatie", "trekker", "partners", "financiering", "bron")
    said = f"vijf in {code}, erbij"
    lines = [make_lijn(said), *(make_lijn(f"A{place}", **{name: said}) for place, name in enumerate(names))]
    stands = [make_stand("A1", Q4, 20, bijgesteld=150, reden=f"{code} valt af")]
    made = decide_verslag(report(lines, stands), f"raad over {code}", "1-11-2026", DAG)
    told = made.to_json() + str(make_voortgangstuk(Verslagstof(made), DAG))
    assert find_gebiedscode(told) == ""
    assert "vijf in (gebied), erbij" in told


def test_other_codes_and_numbers_stay():
    texts = ("GM0917", "raad, 1-6-2026, nr. 12345678", "ABU09170101", "BU091701019", "WK09170")
    assert [find_gebiedscode(text) for text in texts] == [""] * 5


@pytest.mark.parametrize(("kolom", "rij"), [("trekker", 3), ("bron", 2), ("reden", 2)])
def test_a_code_in_a_file_is_told_with_row_column_and_remedy(kolom, rij):
    head = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed;trekker;bron\n"
    cells = {"trekker": "gemeente", "bron": "raad", "reden": "minder geld", kolom: "jo, WK091701"}
    first, second = (dict(cells) if rij == row else {"trekker": "x", "bron": "y"} for row in (2, 3))
    rows = "".join(
        f"A{number};3;statushouders;GM1;toewijzing;woning;100;2026-Q4;{row['trekker']};{row['bron']}\n"
        for number, row in enumerate((first, second))
    )
    stand = f"moment;regel;opgeleverd;bijgesteld_aantal;reden\n2026-Q4;A0;20;150;{cells['reden']}\n"
    files = [("agenda.csv", f"{head}{rows}".encode()), ("stand.csv", stand.encode())]
    with pytest.raises(
        WoonzorgFout, match=rf"rij {rij}, kolom {kolom}: 'WK091701' is een code.*noem de gemeente"
    ):
        add_bestanden(Agendabundel(), files, Leesgrond({"GM1": "Een"}, None, Q4, DAG))


@pytest.mark.parametrize(
    ("agreed", "changed", "reason", "told"),
    [(100, 5, "van 100 naar 5 woningen", False), (5, 60, "eerst waren het er 5", False), (100, 106, "6 erbij", False),
     (100, 150, "50 meer geld", True), (5, 4, "minder geld", True)],
)  # fmt: skip
def test_the_reason_of_a_number_that_is_held_back_is_told_without_numbers_only(agreed, changed, reason, told):
    made = report(
        [make_lijn("A1", aantal=agreed)], [make_stand("A1", Q2, 3, bijgesteld=changed, reden=reason)]
    )
    assert (reason in made.to_json()) is told


def test_beside_each_text_that_is_shared_the_template_says_that_it_can_become_public():
    texts = {"agenda": ("regel", "trekker", "partners", "financiering", "bron"), "stand": ("reden",)}
    texts["urgentie"] = ("voorwaarden",)
    forms = {vorm.naam: vorm for vorm in VORMEN}
    said = [forms[form].kolommen[name] for form, names in texts.items() for name in names]
    assert [text for text in said if "kan openbaar worden" not in text] == []


def test_no_free_text_of_a_line_whose_number_is_held_back_tells_a_number_nor_that_of_another_line():
    """In digits or in words; a date is no such number, and a short code is how its maker knows the line."""
    free = {"financiering": "zeven keer een deel", "partners": "7 partijen", "bron": "raad, 1-6-2026"}
    lines = [
        make_lijn("B: 7 woningen", aantal=7, groep="vrouwenopvang", **free),
        make_lijn("R3", aantal=7, trekker="drie wethouders"),
        make_lijn("C", aantal=30, financiering="7 keer niets"),
        make_lijn("D", aantal=30),
    ]
    stands = [
        make_stand("C", Q4, 0, bijgesteld=7, reden="er is maar plaats voor zeven woningen"),
        make_stand("D", Q4, 0, bijgesteld=20, reden="7 naar regel B"),
    ]
    made = report(lines, stands)
    text = made.to_json() + str(make_voortgangstuk(Verslagstof(made), DAG))
    assert not [word for word in ("zeven", "drie", "7 ") if word in made.to_json()]
    assert "zeven" not in text
    assert [line.lijn.regel for line in made.gedeeld.lijnen] == ["B: … woningen", "C", "D", "R3"]
    assert made.gedeeld.lijnen[0].lijn.bron == "raad, 1-6-2026"
    assert made.gedeeld.niet_gemeld == ("B: … woningen", "R3")


def test_a_line_that_was_told_without_the_number_in_its_name_is_still_held_to_what_was_told_of_it():
    """First 30 and then few; the next agenda says 33: three more than was told under the name without its number."""
    first = report(
        [make_lijn("Huis 7", aantal=30)], [make_stand("Huis 7", Q4, 0, bijgesteld=7, reden="minder")]
    )
    assert (first.gedeeld.lijnen[0].lijn.regel, first.gedeeld.lijnen[0].lijn.aantal) == ("Huis …", 30)
    found = make_voortgang([make_lijn("Huis 7", aantal=33)], [make_stand("Huis 7", Q4, 0)], (), Q4)
    assert make_verslag(found, GROND, DAG, vorige=first).gedeeld.lijnen[0].aantal is None


def test_two_lines_of_which_only_the_number_in_their_name_differs_are_told_apart():
    made = report([make_lijn("Huis 3", aantal=3), make_lijn("Huis 4", aantal=4)], [])
    assert [line.lijn.regel for line in made.gedeeld.lijnen] == ["Huis …", "Huis … (b)"]
