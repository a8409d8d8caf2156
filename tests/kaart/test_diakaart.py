"""The map of a slide: the area with what touches it, named with its class, each within its own outline."""

from __future__ import annotations

import math
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
import shapely

from woonzorg.buurt.buurtbeeld import find_buren
from woonzorg.buurt.diawoorden import KORT
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.diakaart import BREED, HOOG, make_diakaart, render_diakaart
from woonzorg.kaart.diaopschrift import Naamvlak, place_opschriften
from woonzorg.kaart.nummers import TUSSENRUIMTE, add_nummers, find_plekken, spread
from woonzorg.kaart.svg import render_svg
from woonzorg.oordeel import toets
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.veerkracht import Klasse

SCORE = toets.score_snapshot(opslag.open_snapshot(INGEBOUWD))
BUURTEN = SCORE.select("buurt")["code"].tolist()[::23]


@pytest.mark.parametrize("code", [*BUURTEN, SCORE.select("wijk")["code"].iloc[2]])
def test_what_touches_the_area_is_told_and_is_in_full_colour(code):
    drawn = make_diakaart(SCORE, code)
    around = {buur.code for buur in find_buren(SCORE.gebieden, code)}
    assert {area.code for area in drawn.vlakken if area.buur} == around
    assert all(SCORE.namen[buur] in drawn.alt for buur in around)
    svg = render_diakaart(drawn)
    for area in drawn.vlakken:
        look = LABELS[area.klasse]
        fill = f"url(#dia-{code}-{look.patroon})" if look.patroon else look.kleur
        assert f'd="{area.pad}" fill="{fill}"' in svg
        rows = SCORE.gebieden.set_index("code").loc[area.code]
        over = rows["overconcentratie"] == "ja"
        assert area.woord.startswith("overconcentratie" if over else KORT[Klasse(rows["klasse"])])
    ET.fromstring(svg)


def test_most_of_what_touches_an_area_is_named_and_no_two_names_lie_over_each_other():
    named = total = 0
    for code in BUURTEN:
        drawn = make_diakaart(SCORE, code)
        labels = {drawn.vlakken[label.plek].code for label in drawn.opschriften}
        assert code in labels
        around = {area.code for area in drawn.vlakken if area.buur}
        named, total = named + len(around & labels), total + len(around)
        for label in drawn.opschriften:
            assert 0 < label.x < BREED
            assert 0 < label.y < HOOG
    assert named > 0.9 * total


def test_a_name_that_finds_no_room_is_left_out_and_what_matters_most_goes_first():
    here = Naamvlak(shapely.box(0, 0, 300, 200), "Midden", "kwetsbaar", 0)
    tiny = Naamvlak(shapely.box(300, 0, 312, 12), "Veel te lange naam", "onbekend", 2)
    same = Naamvlak(shapely.box(0, 0, 300, 200), "Eronder", "onbekend", 1)
    placed = place_opschriften([tiny, same, here], 800, 560)
    assert next(label.plek for label in placed) == 2
    assert 0 not in {label.plek for label in placed}


def test_a_gemeente_shows_its_own_buurten_with_their_letters_and_others_pale():
    code = SCORE.select("gemeente")["code"].iloc[0]
    drawn = make_diakaart(SCORE, code)
    inside = [area for area in drawn.vlakken if area.gemeente == code]
    assert len(inside) == (SCORE.select("buurt")["gemeentecode"] == code).sum()
    svg = render_diakaart(drawn)
    assert svg.count('fill="#eceef0"') == len(drawn.vlakken) - len(inside)
    assert set(re.findall(r'font-weight="700">(\w)<', svg)) <= {label.letter for label in LABELS.values()}


def test_overconcentraties_that_touch_share_one_border():
    codes = SCORE.gebieden.query("niveau == 'buurt' and overconcentratie == 'ja'")["code"]
    for code in codes:
        drawn = make_diakaart(SCORE, code)
        touching = [area for area in drawn.vlakken if area.over and area.buur]
        if touching:
            assert drawn.randen.count("M") < 1 + sum(area.over for area in drawn.vlakken)
            return
    pytest.fail("no two overconcentraties touch")


def test_an_area_without_an_outline_has_no_map():
    areas = SCORE.gebieden.copy()
    areas.loc[areas["code"] == BUURTEN[0], "geometry"] = None
    bare = toets.Score(areas, SCORE.referentie, SCORE.kenmerk, SCORE.jaar_ses, SCORE.jaar_lbm)
    assert make_diakaart(bare, BUURTEN[0]) is None


def test_the_numbers_of_a_list_stand_in_its_order_at_their_areas(kaart):
    codes = [kaart.vormen.vlakken[4].code, kaart.vormen.vlakken[1].code, "BU00000000"]
    places = find_plekken(kaart.vormen, SCORE.gebieden, codes)
    assert places == [
        (1, kaart.vormen.vlakken[4].x, kaart.vormen.vlakken[4].y),
        (2, kaart.vormen.vlakken[1].x, kaart.vormen.vlakken[1].y),
    ]
    svg = render_svg(kaart, breedte=600)
    assert add_nummers(svg, kaart, [], 600) == svg
    drawn = add_nummers(svg, kaart, places, 600)
    assert re.findall(r">(\d)</text></g>", drawn) == ["1", "2"]
    ET.fromstring(drawn)


def test_numbers_of_areas_that_touch_are_set_apart_with_a_line_to_the_area_that_one_left(kaart):
    codes = [area.code for area in kaart.vormen.vlakken]
    places = find_plekken(kaart.vormen, SCORE.gebieden, codes)
    drawn = add_nummers(render_svg(kaart, breedte=40), kaart, places, 40)
    hearts = [
        (float(x), float(y))
        for x, y in re.findall(r"translate\(([-\d.]+) ([-\d.]+)\) scale", drawn)[-len(places) :]
    ]
    pixel = kaart.venster[2] / 40
    assert min(math.dist(*pair) for pair in combinations(hearts, 2)) >= TUSSENRUIMTE * pixel - 1
    away = [math.dist(heart, place[1:]) > 11 * pixel for heart, place in zip(hearts, places, strict=True)]
    assert sum(away) > 0
    assert drawn.count('class="wijzer"') == 2 * sum(away)
    ET.fromstring(drawn)


def test_forty_numbers_in_one_place_come_apart_and_one_that_is_alone_stays():
    places = spread([(500.0, 500.0)] * 40 + [(5.0, 5.0)], 26.0)
    assert min(math.dist(*pair) for pair in combinations(places, 2)) > 25
    assert places[-1] == (5.0, 5.0)
