"""Rendering: safe, valid, the same every time, and small when only colours change."""

from __future__ import annotations

import dataclasses
import json
from xml.etree import ElementTree as ET

from kaart_namen import HOSTIEL

from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import kleuring, svg, telling, thema

SVG = "{http://www.w3.org/2000/svg}"


def test_a_hostile_name_comes_out_as_text(kaart):
    for text in (svg.render_svg(kaart), svg.render_vormen(kaart.vormen, "k")):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        ET.fromstring(text)


def test_a_document_has_every_area_with_its_name(kaart):
    root = ET.fromstring(svg.render_svg(kaart))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[0] == f"{HOSTIEL}: Kwetsbaar: beide scores onder gemiddeld, overconcentratie"
    assert len(titles) == len(kaart.vormen.vlakken)
    assert root.get("role") == "img"
    assert root.get("aria-label", "").endswith("De kop.")


def test_unknown_is_hatched_by_a_pattern_that_exists(kaart):
    root = ET.fromstring(svg.render_svg(kaart, prefix="p"))
    fills = [path.get("fill") for path in root.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    patterns = {f"url(#{pattern.get('id')})" for pattern in root.iter(f"{SVG}pattern")}
    assert fills[4] == "url(#p-arcering)"
    assert fills[2] == "url(#p-stippen)"
    assert {fills[4], fills[2]} <= patterns


def test_selection_and_outlines_are_drawn(kaart):
    text = svg.render_svg(kaart)
    assert text.count("#ffb000") == 1
    without = dataclasses.replace(kaart, gekozen="")
    assert len(svg.render_svg(without)) < len(text)


def test_the_same_map_gives_the_same_text(kaart):
    assert svg.render_svg(kaart) == svg.render_svg(kaart)
    assert svg.render_vormen(kaart.vormen, "k") == svg.render_vormen(kaart.vormen, "k")


def test_outlines_have_no_colour_and_are_options_of_a_list(kaart):
    root = ET.fromstring(svg.render_vormen(kaart.vormen, "k"))
    options = [path for path in root.iter(f"{SVG}path") if path.get("role") == "option"]
    assert [path.get("aria-label") for path in options][:2] == [HOSTIEL, "Buurt 1"]
    assert all(path.get("fill") is None and path.get("tabindex") == "-1" for path in options)
    assert len({path.get("id") for path in options}) == len(options)


def test_a_recolour_carries_no_outline_and_little_else(kaart):
    packed = svg.pack_kleuring(kaart, "k")
    text = json.dumps(packed)
    assert not any(vlak.pad in text for vlak in kaart.vormen.vlakken)
    assert len(packed["vak"]) == 5
    assert packed["lijnen"] == [[], [0]]
    assert packed["gekozen"] == "BU00010001"
    assert packed["tekst"] == packed["grens"] == ""


def test_a_recolour_by_value_names_what_is_missing_once(kaart, score):
    counted = telling.select_gebieden(score, "buurt")
    bins = thema.find_grenzen(PER_SLEUTEL["ses_woa"], counted["ses_woa"].to_numpy(), 0.0)
    colours = kleuring.colour_waarde(counted, kaart.vormen, "ses_woa", bins, 2022)
    packed = svg.pack_kleuring(dataclasses.replace(kaart, kleuring=colours), "k")
    assert packed["tekst"] == "-0,500|-0,500|0,500|0,500|"
    assert [word for _, _, word in packed["vakken"]] == [*[""] * len(bins.kleuren), "onbekend"]
    assert packed["vak"][4] == str(len(bins.kleuren))


def read_texts(kaart, breedte):
    return {text.text for text in ET.fromstring(svg.render_svg(kaart, breedte=breedte)).iter(f"{SVG}text")}


def test_on_paper_classes_have_letters_and_no_name_is_cut(kaart):
    # A copy without colour still tells the classes apart; patterns do so by themselves.
    nameless = dataclasses.replace(kaart, vormen=dataclasses.replace(kaart.vormen, gemeenten=()))
    assert read_texts(nameless, 2000) == {"K", "W", "D"}
    town = kaart.vormen.gemeenten[0]
    cut = dataclasses.replace(kaart, venster=(town.x, *kaart.venster[1:]))
    assert town.naam in read_texts(kaart, 4000)
    assert town.naam not in read_texts(cut, 4000)
    assert "W" not in read_texts(kaart, 2000)  # it would lie under the name
