"""The map for a council: its numbers are those that may be told, and stand where they cannot be read as a buurt's."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from woonzorg import instelling
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.kaart.beeld import Omtrek, Vlak, Vormen
from woonzorg.kaart.raadskaart import add_aantallen, make_raadskaart
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel import toets
from woonzorg.verdeling.delen.openbaar import VERBORGEN, Regelstatus
from woonzorg.verdeling.delen.per_groep import Raadstelling, count_raad
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, share

SCORE = toets.score_snapshot(opslag.open_snapshot(instelling.INGEBOUWD))
VORMEN, WIJKEN = (make_vormen(select_gebieden(SCORE, level)) for level in ("buurt", "wijk"))
RUIM = {"capaciteit": {"toewijsaandeel": 80}, "plafond": {"per_1000": 16}}
VRAAG = {"statushouders": 300, "maatschappelijke_opvang": 250, "detentie": 20}


def work_out(veld=None, **parts):
    base = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": VRAAG, "regels": RUIM}
    return compute_plan(parse_scenario(json.dumps(base | parts).encode()), veld or make_veld(SCORE, "buurt"))


@pytest.fixture(scope="module")
def uitkomst():
    return work_out()


@pytest.mark.parametrize("groep", ["", "statushouders", "maatschappelijke_opvang"])
def test_map_and_table_hold_the_numbers_that_may_be_told_and_no_other(uitkomst, groep):
    told, made = count_raad(share(uitkomst), groep), make_raadskaart(uitkomst, VORMEN, WIJKEN, groep)
    towns = {row.code: row.woningen for row in made.rijen if not row.wijk}
    assert towns == {code: count for (code,), count in told.gemeenten.items()}
    wijken = {row.code: row.woningen for row in made.rijen if row.wijk and row.code}
    assert wijken == told.wijken != {}
    rest = {row.gemeente: row.woningen for row in made.rijen if row.wijk == "andere wijken"}
    for town in {row.gemeente for row in made.rijen}:
        parts = [row.woningen for row in made.rijen if row.gemeente == town and row.wijk]
        whole = next(row.woningen for row in made.rijen if row.gemeente == town and not row.wijk)
        assert not parts or sum(parts) == whole
    assert rest
    names = {omtrek.code: omtrek.naam for omtrek in made.kaart.vormen.gemeenten}
    assert {code: int(name.rpartition(": ")[2]) for code, name in names.items()} == towns
    parts = {omtrek.code: omtrek.naam for omtrek in made.kaart.vormen.delen}
    assert parts == {code: f"wijk: {count}" for code, count in wijken.items()}


def test_an_area_says_its_status_and_the_totals_of_this_map(uitkomst):
    """The hint of a buurt holds no number of its own, nor that of all groups on the map of one."""
    told = count_raad(share(uitkomst), "statushouders")
    colours = make_raadskaart(uitkomst, VORMEN, WIJKEN, "statushouders").kaart.kleuring
    allowed = {*told.gemeenten.values(), *told.wijken.values()}
    numbers = {int(word) for text in colours.tekst for word in re.findall(r"\d+", text)}
    assert numbers
    assert numbers <= allowed
    assert set(colours.cijfers) == {""}
    every = make_raadskaart(uitkomst, VORMEN, WIJKEN).kaart.kleuring
    assert every.vak == colours.vak  # the rule's answer: equal in every map


def test_the_number_of_a_wijk_stands_where_the_rule_holds_nothing_back(uitkomst):
    drawn = make_raadskaart(uitkomst, VORMEN, WIJKEN).kaart
    status = share(uitkomst).statussen
    areas = uitkomst.situatie.veld.gebieden.set_index("code")
    places = {(vlak.x, vlak.y): vlak.code for vlak in drawn.vormen.vlakken}
    for part in drawn.vormen.delen:
        code = places[part.x, part.y]
        assert status[code] == Regelstatus.OPEN
        assert areas.loc[code, "wijkcode"] == part.code


def test_the_headline_of_one_group_counts_that_group(uitkomst):
    assert make_raadskaart(uitkomst, None, None).kop == describe_kop_openbaar(uitkomst)
    found = make_raadskaart(uitkomst, None, None, "statushouders")
    assert found.kop == "Rekenvoorbeeld. Statushouders: een plek voor 300 van de 300 woningen."
    assert (found.kaart, bool(found.rijen)) == (None, True)
    assert any("minstens 10 woningen" in text for text in found.uitleg)
    with pytest.raises(InvoerFout, match="geen kaart om te delen"):
        make_raadskaart(uitkomst, None, None, "detentie")


def test_with_own_figures_under_ten_the_map_holds_no_number():
    veld = make_veld(SCORE, "buurt")
    rows = veld.gebieden.assign(capaciteit=3.0, eigen_klein=True)
    made = make_raadskaart(work_out(type(veld)(veld.niveau, rows, veld.paren, veld.kenmerk)), VORMEN, WIJKEN)
    assert (made.rijen, made.kop) == ((), VERBORGEN)
    words = " ".join([*(town.naam for town in made.kaart.vormen.gemeenten), *made.kaart.kleuring.tekst])
    assert not re.search(r"\d", words)
    assert made.kaart.vormen.delen == ()


def make_vormen_van(delen=()):
    towns = tuple(
        Omtrek(code, name, "M0 0h9v9z", x, 500, (0, 0, 999, 999))
        for code, name, x in (("GM1", "<Oost>", 300), ("GM2", "West", 700))
    )
    vlakken = (
        Vlak("BU1", "een", "GM1", "M0 0h9v9z", 300, 500, 40),
        Vlak("BU2", "twee", "GM1", "M0 0h9v9z", 310, 505, 20),
    )
    return Vormen("x", 1000, 1000, vlakken, towns, 1.0, 2.0, 3.0, delen)


def test_gemeenten_that_are_told_together_have_a_star_and_other_drawings_no_wijk():
    told = Raadstelling("", {("GM1", "GM2"): 12}, {"WK1": 10})
    wijken = Vormen("y", 1000, 1000, (Vlak("WK1", "w", "GM1", "M1 1h8v8z", 0, 0, 9),), (), 1.0, 2.0, 3.0)
    found = add_aantallen(make_vormen_van(), wijken, told, {"BU1": "WK1", "BU2": "WK1"})
    assert [town.naam for town in found.gemeenten] == ["<Oost>: *", "West: *"]
    assert [(part.naam, part.pad, part.x, part.y) for part in found.delen] == [
        ("wijk: 10", "M1 1h8v8z", 300, 500)
    ]
    assert found.sleutel != make_vormen_van().sleutel  # so that a browser does not keep older numbers
    other = Vormen("y", 1000, 1000, wijken.vlakken, (), 1.0, 2.0, 4.0)
    assert add_aantallen(make_vormen_van(), other, told, {"BU1": "WK1"}).delen == ()


def test_on_paper_the_name_of_a_part_crosses_no_other(uitkomst):
    made = make_raadskaart(uitkomst, VORMEN, WIJKEN)
    root = ET.fromstring(render_svg(made.kaart, breedte=600))
    texts = [text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.text]
    pixel = made.kaart.venster[2] / 600
    boxes = [(float(text.get("x")), float(text.get("y")), 4 * len(text.text) * pixel) for text in texts]
    parts = [index for index, text in enumerate(texts) if text.text.startswith("wijk: ")]
    assert parts
    for index in parts:
        x, y, half = boxes[index]
        others = [box for place, box in enumerate(boxes) if place != index]
        assert not any(abs(x - a) < half + c and abs(y - b) < 15 * pixel for a, b, c in others)
