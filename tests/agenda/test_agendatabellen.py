"""Tables of the page Voortgang, by hand: lines by date, classes over time, and the words around them."""

from __future__ import annotations

import math

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand, make_telling

from woonzorg.agenda import paneelwoorden, prestatiewoorden, regelwoorden
from woonzorg.agenda.bundeldeel import Agendadeel
from woonzorg.agenda.bundelwoorden import describe_deel
from woonzorg.agenda.gedeeld import share_voortgang
from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.klassetabel import VOLGORDE, list_klassen, list_regelmomenten, list_verloop
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijntabel import NIET_GETOOND, list_gedeelde_lijnrijen, list_lijnrijen
from woonzorg.agenda.nodig import Nodig, calculate_toewijzingen
from woonzorg.agenda.paneel import Agendapaneel
from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.agenda.planning import find_moment, list_verslagen
from woonzorg.agenda.prestatie import tabulate_themas
from woonzorg.agenda.urgentie import Opgenomen, Urgentieregel, write_cel
from woonzorg.agenda.voorraadkeuze import find_voorraad, list_voorraadkeuzes
from woonzorg.agenda.voortgang import Teller, make_voortgang

NAMEN = {"GM1": "Aar"}
AGENDA = (
    make_lijn("Laat", gereed=Q2), make_lijn("Nu", aantal=9, corporatie="Wonen"),
    make_lijn("Ooit", "afspraak", "", None, groep="", gereed=None, trekker=""),
)  # fmt: skip
STANDEN = (
    make_stand("Laat", Q2, 40, in_voorbereiding=None), make_stand("Nu", Q4, 4, bijgesteld=8, reden="minder grond"),
)  # fmt: skip


def test_lines_stand_by_date_with_what_asks_attention():
    late, now, ever = list_lijnrijen(make_voortgang(AGENDA, STANDEN, (), Q4), NAMEN)
    assert (late.regel, late.gereed, late.wat, late.gemeente) == (
        "Laat",
        "2026-Q2",
        "Toewijzing, statushouders",
        "Aar",
    )
    assert (late.opgeleverd, late.toegezegd) == (40, 0)
    assert math.isnan(late.in_voorbereiding)
    assert late.let_op == "datum voorbij; 40 % klaar; stand van 2026-Q2"
    assert (now.aantal, now.wat) == (8, "Toewijzing, statushouders, Wonen")
    assert now.let_op == "bijgesteld van 9; 50 % klaar; minder grond"
    assert (ever.gereed, ever.aantal, ever.gemeente, ever.trekker, ever.let_op) == (
        "geen termijn", "geen aantal", "hele streek", "niet genoemd", "",
    )  # fmt: skip


def test_of_shared_lines_only_what_was_agreed_is_told_and_nothing_small():
    shared = share_voortgang(make_voortgang(AGENDA, STANDEN, (), Q4))
    late, now, ever = list_gedeelde_lijnrijen(shared, NAMEN)
    assert (late.aantal, now.aantal, ever.aantal) == (100, NIET_GETOOND, "geen aantal")
    assert all(math.isnan(row.opgeleverd) and math.isnan(row.toegezegd) for row in (late, now, ever))
    assert not any("% klaar" in row.let_op for row in (late, now, ever))


def test_every_class_has_a_row_and_what_is_not_told_is_no_zero():
    own = list_klassen({"kwetsbaar": 12, KLASSE_ONBEKEND: 3}, gedeeld=False)
    assert [row.klasse for row in own] == list(VOLGORDE)
    assert {row.naam: row.aantal for row in own}["Alleen per gemeente bekend"] == 3
    assert own[0].aantal == 0
    assert own[-1].naam == "Kwetsbaar"
    assert [row.aantal for row in list_klassen({"kwetsbaar": 12}, gedeeld=True)] == [None] * 5 + [12]
    assert {row.patroon for row in own} == {"", "stippen", "arcering"}  # never by colour alone


def test_classes_and_decisions_over_time_by_hand():
    counts = [make_telling(Q2, 5, 1, 20), make_telling(Q4, 4, 0, 30), make_telling(Q4, 3, 1, 10, vrij=2)]
    moments, rows = list_verloop(counts)
    by_class = {row.rij.klasse: row.aantallen for row in rows}
    assert moments == (Q2, Q4)
    assert (by_class["kwetsbaar"], by_class["draagkrachtig"], by_class["onbekend"]) == (
        (5, 7),
        (20, 40),
        (0, 0),
    )
    first, second = list_regelmomenten(counts)
    assert (first.in_kwetsbaar, first.met_besluit, first.zonder_besluit) == (5, 4, 1)
    assert (second.in_kwetsbaar, second.met_besluit, second.zonder_besluit, second.vrij) == (7, 6, 1, 2)
    assert second.besluiten == {"raad, 2026-04-14": 6}
    assert all(row.aantallen == () and row.rij.aantal == 0 for row in list_verloop(())[1])


def make_paneel(**rest: object) -> Agendapaneel:
    usual = {
        "code": "GM1", "naam": "Aar", "teller": Teller.TOEWIJZING, "afgesproken": 100, "lijn": (), "band": (),
        "stappen": (GedeeldeStap(Q4, 40, 0, 0),),
    }  # fmt: skip
    return Agendapaneel(**{**usual, **rest})


def test_a_hundred_homes_with_forty_ready_is_forty_percent():
    assert paneelwoorden.describe_stand(make_paneel()) == ("40", "van 100 (40 %)")
    part = make_paneel(minstens=frozenset({("gereed", Q4)}))
    assert paneelwoorden.describe_stand(part) == ("ten minste 40", "van 100")
    hidden = make_paneel(afgesproken_heel=False)
    assert paneelwoorden.describe_stand(hidden) == ("40", "(afgesproken: ten minste 100)")
    none = make_paneel(afgesproken=0, afgesproken_heel=False)
    assert paneelwoorden.describe_stand(none) == ("40", "(afgesproken: niet te delen)")
    assert paneelwoorden.describe_stand(make_paneel(stappen=())) == ("onbekend", "van 100")


def test_the_region_stands_beside_what_is_needed_now_and_at_the_end():
    band = tuple(calculate_toewijzingen(item.kwartaal) for item in list_verslagen())
    region = make_paneel(code="", band=band)
    assert paneelwoorden.describe_nodig_nu(region, Q2) == "nodig tot nu: 226 tot 363"
    assert paneelwoorden.describe_nodig_nu(make_paneel(), Q2) == ""
    assert paneelwoorden.describe_einde(region).endswith(
        "dan zijn het er 40 woningen. Nodig zijn er 2.260 tot 3.625."
    )
    assert paneelwoorden.describe_einde(make_paneel()) == ""
    assert paneelwoorden.write_band(Nodig(227, 227)) == "227"


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        ("2026-Q2", "rapport"),
        ("2026-Q4", "nu: eerste evaluatie"),
        ("2027-Q4", "evaluatie"),
        ("2030-Q2", "rapport"),
    ],
)
def test_each_moment_has_its_word(moment, word):
    assert paneelwoorden.describe_punt(find_moment(moment), Q4) == word


def test_the_demand_is_parkstads_and_elsewhere_an_example():
    here, there = (paneelwoorden.describe_nodig(Teller.TOEWIJZING, name) for name in ("parkstad", "elders"))
    assert "452 tot 725" in here
    assert (here in there, "als voorbeeld" in here, "als voorbeeld" in there) == (True, False, True)
    assert "kies er een" in paneelwoorden.describe_nodig(Teller.BOUW, "parkstad")
    assert "gelijke stappen" in paneelwoorden.describe_nodig(Teller.BOUW, "parkstad", gekozen=True)


def test_what_is_needed_in_stock_is_by_group_and_scenario():
    names = list_voorraadkeuzes()
    assert names[""] == "Alle groepen samen, zonder wat nodig is"
    whole, basis = find_voorraad("ouderen/"), find_voorraad("ouderen/basis")
    assert (whole.nodig[-1], basis.nodig[-1]) == (Nodig(227, 1807), Nodig(227, 227))
    assert basis.nodig[0].laag == pytest.approx(22.7)
    assert (basis.groep, find_voorraad("niets")) == ("ouderen", None)


def test_what_cannot_be_measured_is_told_by_hand():
    assert prestatiewoorden.describe_meetbaar(3, 1).startswith("1 van de 3 regels mist een of meer")
    assert prestatiewoorden.describe_meetbaar(2, 0).startswith("Elke afspraak heeft")
    assert "104 van de 169" in prestatiewoorden.MATRIX_UITLEG
    assert "13 van de 15 koplopers" in prestatiewoorden.MATRIX_UITLEG
    told = prestatiewoorden.describe_leemten(
        tabulate_themas([make_lijn("A", thema=number) for number in range(1, 13)])
    )
    assert told == "1 thema heeft nog geen afspraak: kennis, visie en onderzoek."


def test_words_for_urgency_decisions_and_files():
    rule = Urgentieregel("GM1", "vrouwenopvang", Opgenomen.JA, 6, "woont in een opvang")
    assert (write_cel(rule), write_cel(None)) == ("ja; binnen 6 maanden; woont in een opvang", "")
    assert paneelwoorden.write_besluit("college, B en W, 2026-04-14") == "college, B en W, 14 april 2026"
    part = Agendadeel("a.csv", "x", AGENDA, STANDEN, (make_telling(Q4, 2, 1, 3),), (rule,))
    assert describe_deel(part) == (
        "3 regels van de agenda; stand van 2026-Q2, 2026-Q4; 5 toegewezen woningen geteld over 2026-Q4; 1 urgentieregel"
    )
    assert "5 toegewezen" not in describe_deel(part, gedeeld=True)
    assert regelwoorden.describe_vrij(1).startswith("1 woning ging naar")


def test_without_a_file_the_moment_and_the_demand_are_told():
    first, prepared = find_moment("2026-Q4"), find_moment("2025-Q3")
    assert paneelwoorden.describe_zonder(first, first) == (
        "Nu aan de beurt, Q4 2026: eerste evaluatie, en een nieuwe versie van de agenda. Nodig tot dan: 452 tot 725 "
        "toewijzingen."
    )
    assert paneelwoorden.describe_zonder(prepared, first) == (
        "Gekozen moment, Q3 2025: het gremium stelt de samenwerking en de uitvoeringsagenda vast."
    )
    assert paneelwoorden.write_moment(Kwartaal(2027, 2)) == "Q2 2027"
