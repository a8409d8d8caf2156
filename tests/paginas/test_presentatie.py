"""Presenting: one area a slide with its own sentence, the walk, and back to the map."""

from __future__ import annotations

import re
from html import unescape

import pytest
from aflezen import read_data, send

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import klassewoorden, toets


@pytest.fixture(scope="module")
def score():
    return toets.score_snapshot(opslag.open_snapshot(INGEBOUWD))


def read_dia(app) -> dict:
    assert not app.exception
    data = next(data for data in read_data(app) if "dias" in data)
    place, names = data["plek"], data["namen"]
    word = f"{place} van {len(names)}" if place else data["begin"]
    return data | {
        "html": data["dias"][str(place)],
        "woord": word,
        "straks": "".join(names[place : place + 1]),
    }


def read_kop(app) -> str:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", read_dia(app)["html"])[1]
    return unescape(re.sub(r"<[^>]+>", "", heading))


def go(app, plek: object):
    return send(app, "presentatie", plek={"plek": plek, "beurt": 7})


def test_a_slide_has_the_own_sentence_and_nothing_of_the_region_or_of_the_page(open_app, score):
    buurt = score.select("buurt").query("klasse == 'kwetsbaar'").iloc[0]
    app = open_app(presentatie="1", lijst=buurt["code"], gebied=buurt["code"])
    assert read_kop(app) == klassewoorden.describe_klasse(buurt["naam"], "kwetsbaar")
    html = read_dia(app)["html"]
    assert "<em>" in html
    assert "verzonnen cijfers" in html
    assert klassewoorden.DISCLAIMER in html
    assert "van de 201 buurten" not in html
    assert not app.button
    assert not app.selectbox
    assert [data for data in read_data(app) if "vakken" in data] == []
    assert app.title == []


def test_it_begins_at_the_first_and_walks_to_the_last_and_to_the_map_of_the_whole(open_app, score):
    buurt = score.select("buurt")["code"].iloc[3]
    codes = [buurt, score.select("wijk")["code"].iloc[1], score.select("gemeente")["code"].iloc[0]]
    app = open_app(lijst=".".join(codes), gebied=codes[2])
    app.button(key="presenteer").click().run()
    assert (read_dia(app)["woord"], app.query_params["gebied"]) == ("1 van 3", codes[0])
    for plek, code in enumerate(codes, start=1):
        app = go(app, plek)
        assert read_dia(app)["woord"] == f"{plek} van 3"
        assert score.namen[code] in read_kop(app)
    for beyond in (4, -2, "2", None):
        assert read_dia(go(app, beyond))["woord"] == "3 van 3"
    app = go(app, 0)
    assert read_dia(app)["woord"] == "Overzicht"
    assert read_dia(app)["straks"] == score.namen[codes[0]]
    assert "van de 201 buurten liggen" in read_kop(app)
    assert re.findall(r'dy="4.6">(\d)<', read_dia(app)["html"]) == ["1", "2", "3"]


def test_with_an_own_area_the_walk_passes_a_wijk_of_the_list(open_app, score):
    buurten, wijk = score.select("buurt")["code"], score.select("wijk")["code"].iloc[1]
    codes = [buurten.iloc[0], wijk, buurten.iloc[1]]
    kern = f"Eys~{buurten.iloc[0][2:]}.{buurten.iloc[1][2:]}~kern"
    app = open_app(presentatie="1", lijst=".".join(codes), gebied=codes[0], kern=kern)
    for plek in (2, 3, 2, 0):
        app = go(app, plek)
        assert read_dia(app)["woord"] == (f"{plek} van 3" if plek else "Overzicht")
        assert "Een eigen gebied bestaat uit buurten" not in read_dia(app)["html"]
        app.run()
        assert read_dia(app)["plek"] == plek
    assert "2 buurten van kern Eys" in read_kop(app)


def test_without_a_list_it_begins_at_the_area_that_is_selected_else_at_the_map_of_the_whole(open_app, score):
    rows = score.select("buurt")
    weak, strong = (rows[rows["klasse"] == klasse].iloc[5] for klasse in ("kwetsbaar", "draagkrachtig"))
    app = open_app()
    app.button(key="presenteer").click().run()
    assert read_dia(app)["woord"] == "Overzicht"
    assert len(read_dia(app)["namen"]) == (rows["klasse"] == "kwetsbaar").sum()
    app = open_app(gebied=weak["code"])
    app.button(key="presenteer").click().run()
    assert read_dia(app)["woord"].endswith(f" van {(rows['klasse'] == 'kwetsbaar').sum()}")
    assert weak["naam"] in read_kop(app)
    app = open_app(gebied=strong["code"], presentatie="1")
    assert read_dia(app)["woord"] == "1 van 1"
    assert read_kop(app).startswith(strong["naam"])


def test_the_slides_before_and_after_come_along_so_that_the_browser_need_not_wait(open_app, score):
    codes = score.select("buurt")["code"].iloc[:4].tolist()
    app = open_app(presentatie="1", lijst=".".join(codes), gebied=codes[1])
    ahead = read_dia(app)["dias"]
    assert set(ahead) == {"1", "2", "3"}
    assert (read_dia(app)["beurt"], read_dia(go(app, 3))["html"]) == (0, ahead["3"])
    assert read_dia(go(app, 3))["beurt"] == 7  # so that the browser knows which press this answers
    assert read_dia(send(app, "presentatie", plek="x"))["woord"] == "3 van 4"
    assert set(read_dia(go(app, 4))["dias"]) == {"3", "4"}
    outside = open_app(presentatie="1", lijst=".".join(codes[:2]), gebied=codes[3])
    assert read_dia(outside)["woord"] == "Niet op de lijst"
    assert score.namen[codes[3]] in read_kop(outside)


def test_stop_leads_back_to_the_map_at_the_area_that_was_shown(open_app, score):
    one, two = score.select("buurt")["code"].iloc[:2]
    app = go(open_app(presentatie="1", lijst=f"{one}.{two}", gebied=one), 2)
    app = go(app, -1)
    assert app.selectbox(key="thema").value == "klasse"
    assert app.query_params["gebied"] == two
    assert "presentatie" not in app.query_params


def test_what_a_link_has_wrong_is_told_on_the_slide(open_app):
    app = open_app(presentatie="1", lijst="BU00000000.BU00000001", jaar="1999")
    html = read_dia(app)["html"]
    assert "Niet elk gebied uit de lijst staat in deze gegevens." in html
    assert "Voor 1999 zijn er geen klassen." in html


def test_an_earlier_year_is_told_and_what_came_later_is_not(open_app, score):
    code = score.select("buurt").query("klasse == 'kwetsbaar'")["code"].iloc[0]
    html = read_dia(open_app(presentatie="1", lijst=code, gebied=code, jaar="2022"))["html"]
    assert klassewoorden.describe_editie(2022) in html
    assert "2024" not in re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
