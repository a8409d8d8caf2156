"""The six points of the Rijk: each with the page that answers it, and what is put off said as such."""

from __future__ import annotations

from datetime import date

from pages.methode.voorbeelden import render_rijk
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, Instellingen
from woonzorg.methode.verantwoording import Methodetekst, write_tekst
from woonzorg.methode.wijkproces import list_rijkspunten
from woonzorg.oordeel import toets
from woonzorg.rapport.opgavestuk import make_opgavestuk, read_gepubliceerd
from woonzorg.rapport.rijksdeel import make_rijksdeel


def test_six_points_each_with_a_page_and_means_put_off_to_the_agenda():
    points = list_rijkspunten()
    assert [(point.nr, point.regel) for point in points] == [
        (nr, 92 + nr) for nr in range(1, 7)
    ]  # seeds/003:93–98
    assert all(point.paginas for point in points)
    assert [point.nr for point in points if point.uitgesteld] == [3, 6]
    assert "Uitgesteld naar de uitvoeringsagenda" in points[2].uitgesteld


def test_the_page_leads_to_each():
    html = render_rijk()
    assert html.count("<tr>") == 1 + 6
    for address in ("opgave", "voortgang", "verdelen", "vergelijken", "./"):
        assert f'href="{address}"' in html
    assert "deze pagina" not in html


def test_the_papers_for_a_council_tell_the_same_six():
    heading, table = make_rijksdeel()
    assert heading.tekst in render_rijk()
    assert [row[0] for row in table.rijen] == [f"{point.nr}. {point.punt}" for point in list_rijkspunten()]
    assert table.rijen[2][3].startswith("Uitgesteld naar de uitvoeringsagenda")
    assert table.rijen[3][2] == "Kaart, Verdelen, Vergelijken, Opgave"
    assert table in make_opgavestuk(read_gepubliceerd(), date(2026, 11, 30)).blokken


def test_personnel_and_slope_are_said_to_be_outside_these_figures():
    snapshot = opslag.open_snapshot(INGEBOUWD)
    text = write_tekst(Methodetekst.GRENZEN, snapshot, toets.score_snapshot(snapshot), Instellingen())
    flat = " ".join(text.split())
    assert "het tekort aan personeel buiten haar bereik" in flat
    assert "Hoogte en helling staan er niet in" in flat
