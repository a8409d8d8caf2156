"""Height columns: every area in its place and colour, no request, no hatching that is not there, small."""

from __future__ import annotations

import dataclasses
import json
import math

import pytest
import shapely
from kaart_namen import HOSTIEL

from woonzorg.kaart import dek
from woonzorg.kaart.beeld import BUITEN
from woonzorg.kaart.hoogte import find_hoogte, list_hoogtes


@pytest.fixture
def hoogte(score, outlines):
    return find_hoogte(score.select("buurt"), outlines, "huishoudens")


def read_layers(kaart, hoogte) -> dict[str, dict]:
    return {layer["id"]: layer for layer in json.loads(dek.make_dek(kaart, hoogte).to_json())["layers"]}


def test_nothing_is_fetched_and_nothing_is_indented(kaart, hoogte):
    text = dek.make_dek(kaart, hoogte).to_json()
    assert "http" not in text
    # Streamlit takes this placeholder for no style at all; a style of None would become a base map from outside.
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"
    assert "\n " not in text


def test_columns_are_in_proportion_and_unknown_has_none(kaart, hoogte):
    missing = dataclasses.replace(hoogte, waarden=(*hoogte.waarden[:-1], math.nan))
    columns = read_layers(kaart, missing)["kolommen"]["data"]
    assert [row["code"] for row in columns] == [vlak.code for vlak in kaart.vormen.vlakken[:-1]]
    assert [row["meters"] / columns[0]["meters"] for row in columns] == pytest.approx([1, 2, 3, 4], rel=1e-3)
    assert len(read_layers(kaart, missing)["vlakken"]["data"]) == 5


def test_each_area_has_colour_word_and_height(kaart, hoogte):
    row = read_layers(kaart, hoogte)["vlakken"]["data"][0]
    colour = kaart.kleuring.vakken[kaart.kleuring.vak[0]].kleur
    assert "#" + "".join(f"{part:02x}" for part in row["kleur"]) == colour
    assert row["woorden"].startswith("Kwetsbaar")
    assert row["hoogte"] == "Huishoudens: 100 huishoudens"
    assert row["naam"] == HOSTIEL
    assert "html" not in dek.TOOLTIP


def test_the_selected_area_is_outlined(kaart, hoogte):
    assert [row["code"] for row in read_layers(kaart, hoogte)["keuze"]["data"]] == [kaart.gekozen]
    without = dataclasses.replace(kaart, gekozen="")
    assert read_layers(without, hoogte)["keuze"]["data"] == []


def test_the_longest_side_of_what_is_shown_decides_how_near_it_is(kaart, hoogte):
    def read_zoom(*venster: int) -> float:
        text = dek.make_dek(dataclasses.replace(kaart, venster=venster), hoogte).to_json()
        return json.loads(text)["initialViewState"]["zoom"]

    assert read_zoom(0, 0, 400, 100) == read_zoom(0, 0, 100, 400) == read_zoom(0, 0, 400, 400)
    assert read_zoom(0, 0, 200, 100) == pytest.approx(read_zoom(0, 0, 400, 100) + 1, abs=0.02)


def test_outside_the_gemeente_there_is_no_column(kaart, hoogte):
    pale = dataclasses.replace(kaart.kleuring, vak=(BUITEN, *kaart.kleuring.vak[1:]))
    columns = read_layers(dataclasses.replace(kaart, kleuring=pale), hoogte)["kolommen"]["data"]
    assert [row["code"] for row in columns] == [vlak.code for vlak in kaart.vormen.vlakken[1:]]


def test_areas_keep_their_shape_around_the_middle(kaart, hoogte):
    rows = read_layers(kaart, hoogte)["vlakken"]["data"]
    shapes = [shapely.Polygon(row["vorm"][0], row["vorm"][1:]) for row in rows]
    assert shapely.area(shapes) == pytest.approx([shapes[0].area] * 5, rel=0.01)
    assert shapely.union_all(shapes).centroid.coords[0] == pytest.approx((0, 0), abs=1e-4)
    for row, shape in zip(rows, shapes, strict=True):
        assert shape.contains(shapely.Point(row["midden"]))


def test_holes_and_islands_are_read_back():
    parts = dek.read_delen("M0 0l100 0 0 100-100 0zM10 10l20 0 0 20-20 0zM300 0l50 0 0 50-50 0z")
    assert [len(part) for part in parts] == [2, 1]
    assert parts[0][1][0] == (10, 10)


def test_only_numbers_that_start_at_zero_are_heights(score):
    keys = list_hoogtes(score.select("buurt"))
    assert next(iter(keys)) == "huishoudens"
    assert not {"ses_woa", "lbm_afwijking", "lbm_klasse", "bijstand"} & set(keys)
