"""The profile on the page Buurt: themes with figures or the words that none exist, and a bound that can be moved."""

from __future__ import annotations

import datetime as dt
import re
from html import escape

import pandas as pd
import pytest
import streamlit as st
from aflezen import read_html, read_told

from pages.buurt import profieleigen
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.profiel import eigencomplex, woorden
from woonzorg.profiel.cijfers import CIJFERS
from woonzorg.profiel.eigen import PROCES, Profieldoel, Profieleigen, Waarneemstand, Waarneming
from woonzorg.profiel.lijsten import list_criteria, list_themas, list_voorwaarden
from woonzorg.profiel.visiecijfers import ELDERS
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)


@pytest.fixture
def open_profiel(open_pagina):
    """Return what opens the tab of the profile of an area."""

    def open_tab(gebied, eigen=None):
        app = open_pagina("buurt", gebied=gebied)
        if eigen:
            app.session_state["profieleigen"] = {SNAPSHOT.manifest.regio.naam: eigen}
        app.session_state["buurt_deel"] = "Profiel"
        app.run()
        assert not app.exception
        return app

    return open_tab


def read_thema(html, naam):
    """Return the rows of a theme, as text."""
    bodies = re.findall(r'<tbody role="rowgroup">(.*?)</tbody>', html)
    (body,) = [one for one in bodies if f">{naam}</th>" in one]
    return " ".join(re.sub("<[^>]+>", " ", body).split())


def test_a_buurt_shows_themes_criteria_and_conditions_and_tells_what_is_not_open(open_profiel):
    html = read_html(open_profiel("BU91010001"))
    for theme in list_themas():
        assert read_thema(html, theme.naam)
        assert all(one.tekst in html for one in theme.ambities)
    assert read_thema(html, "Proces van samenwerken").endswith(woorden.GEEN_OPEN_CIJFER)
    assert all(one.tekst in html for one in (*list_criteria(), *list_voorwaarden()))
    assert html.count(woorden.GESPREKSPUNT) == 6
    assert woorden.BALANS in html
    assert html.count(f"{woorden.NIET_BEKEND.capitalize()}.") == 4
    # What is of Parkstad only says so, in the table and at two ambitions and two conditions.
    assert html.count(escape(ELDERS)) == 5
    near = [one.titel for one in CIJFERS if one.benadering]
    rows = re.findall(r'<tr role="row">(.*?)</tr>', html)
    marked = [row for row in rows if f'<small class="">{woorden.BENADERING}</small></td>' in row]
    assert len(marked) == len(near)
    assert all(any(naam in row for naam in near) for row in marked)
    assert woorden.REGIOWIJZE_KOP in html
    assert "dementievriendelijk: ja" not in html


def test_the_bound_of_fifteen_minutes_can_be_moved_and_is_told(open_profiel):
    own = SCORE.select("buurt")
    code = str(own.loc[own["afstand_huisarts"] == 1.1, "code"].iloc[0])
    app = open_profiel(code)
    assert "1,1 km" in read_thema(read_html(app), "Voorzieningen")
    assert re.search(
        r"Afstand tot de huisarts verder dan 1,0 km", read_thema(read_html(app), "Voorzieningen")
    )
    field = next(one for one in app.text_input if one.label.startswith("Loopafstand"))
    field.set_value("1,5").run()
    assert "huisarts verder" not in read_thema(read_html(app), "Voorzieningen")
    assert "gewoon is 1,0 km" in read_told(app)


def test_a_wijk_lists_its_buurten_by_name_with_their_class(open_profiel):
    html = read_html(open_profiel("WK910101"))
    buurten = SCORE.gebieden[SCORE.gebieden["wijkcode"] == "WK910101"]
    for naam in buurten.loc[buurten["niveau"] == "buurt", "naam"]:
        assert re.search(rf"<summary>.*?{re.escape(naam)}: ", html)
    assert "verbergt haar buurten" in html


def test_own_observations_and_goals_stand_beside_open_figures_until_they_are_forgotten(open_profiel):
    code = "BU91010001"
    seen = Waarneming(code, 1, Waarneemstand.DEELS, "schouw <b>", dt.date(2026, 11, 22))
    proces = Waarneming(code, PROCES, Waarneemstand.AANWEZIG, "wijkoverleg", dt.date(2026, 11, 1))
    app = open_profiel(
        code, Profieleigen((seen, proces), (Profieldoel(code, "laag_inkomen_pct", 12.0, 10.0, 2030),))
    )
    html = read_html(app)
    assert "Eigen waarneming: deels (schouw &lt;b&gt;, 22 november 2026)." in html
    assert html.count(f"{woorden.NIET_BEKEND.capitalize()}.") == 3
    assert read_thema(html, "Proces van samenwerken").endswith(
        f"Eigen waarneming: aanwezig (wijkoverleg, 1 november 2026). {woorden.GEEN_OPEN_CIJFER}"
    )
    assert (
        "Huishoudens met een laag inkomen: 12,0 → 10,0 % in 2030<small>Het eigen bestand gaat uit van 12,0; "
        in html
    )
    assert "Doelen en gemeten cijfers in een tabel" in [one.label for one in app.expander]
    assert "doel 10,0" in html
    assert "2 waarnemingen, 1 doel en 0 complexen" in read_told(app)
    app.button(key="profieleigen_weg").click().run()
    assert "Eigen waarneming" not in read_html(app)
    assert "2030" not in read_html(app)


def test_a_file_that_is_wrong_is_told_and_changes_nothing(open_profiel, monkeypatch):
    app = open_profiel("BU91010001")
    raw = b"code;voorwaarde;stand;bron;datum\nBU91010001;12;deels;schouw;22-11-2026"
    monkeypatch.setattr(st, "session_state", state := {})
    profieleigen.take_bestand(SNAPSHOT, SCORE, "waarneming.csv", raw)
    assert list(state) == ["profieleigen_fout"]
    app.session_state["profieleigen_fout"] = state["profieleigen_fout"]
    assert "rij 2, kolom voorwaarde" in read_html(app.run())


def test_own_complexes_stand_by_buurt_of_a_wijk_and_in_a_sentence_of_a_buurt_and_come_from_verdelen_too(
    open_profiel,
):
    houses = (Complex("Linde <b>", "BU91010001", 48, 2.0), Complex("Eikhof", "BU91010001", 12))
    html = read_html(open_profiel("WK910100", Profieleigen(complexen=houses)))
    assert "liggen 2 complexen uit uw bestand, met 60 woningen, in 1 van de" in html
    assert "<li>Linde &lt;b&gt;: 48 woningen; daarvan 2 huishoudens van de groepen</li>" in html
    assert eigencomplex.ALLEEN_SCHERM in html
    sentence = "Eikhof (12 woningen, wie er woont, is niet opgegeven)"
    app = open_profiel("BU91010001", Profieleigen(complexen=houses))
    assert sentence in read_html(app)
    app.button(key="profieleigen_weg").click().run()
    assert eigencomplex.TITEL not in read_html(app)
    app.session_state["verdeling_eigen"] = {
        SNAPSHOT.manifest.regio.naam: EigenCijfers("abc", pd.DataFrame(), houses)
    }
    html = read_html(app.run())
    assert sentence in html
    assert eigencomplex.VAN_VERDELEN in html


def test_paper_with_own_figures_is_kept_for_nobody():
    assert profieleigen.make_kenmerk(Profieleigen(), "abc", "BU91010001", None) == "abc BU91010001 None"
    goals = (Profieldoel("BU91010001", "ses_totaal", None, -1.0, 2030),)
    for own in (Profieleigen(doelen=goals), Profieleigen(complexen=(Complex("Eikhof", "BU91010001", 12),))):
        assert not profieleigen.make_kenmerk(own, "abc", "BU91010001", None)
