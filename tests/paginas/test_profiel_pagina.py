"""The profile on the page Buurt: themes with figures or the words that none exist, and a bound that can be moved."""

from __future__ import annotations

import re

import pytest
from aflezen import read_html, read_told

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.profiel import woorden
from woonzorg.profiel.lijsten import list_criteria, list_themas, list_voorwaarden

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)


@pytest.fixture
def open_profiel(open_pagina):
    """Return what opens the tab of the profile of an area."""

    def open_tab(gebied):
        app = open_pagina("buurt", gebied=gebied)
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
    assert (
        html.count(woorden.NIET_BEKEND) == 6
    )  # four that nothing open tells of, and two that are of Parkstad only
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
