"""The map on canvas: all outlines, the larger gemeenten first, and the same patterns as SVG."""

from __future__ import annotations

import dataclasses
import json

import maken
import shapely
from kaart_namen import HOSTIEL

from woonzorg.kaart import doek, svg, vormen
from woonzorg.oordeel.klassewoorden import LABELS


def test_every_area_is_packed_in_the_order_of_its_colours(kaart, outlines):
    packed = doek.pack_vormen(outlines)
    assert packed["paden"].split("|") == [vlak.pad for vlak in outlines.vlakken]
    assert [point[0] for point in packed["punten"]] == [vlak.code for vlak in outlines.vlakken]
    assert len(kaart.kleuring.vak) == len(packed["punten"])
    assert packed["maat"] == [outlines.breedte, outlines.hoogte]
    assert json.loads(json.dumps(packed)) == packed


def test_gemeenten_with_most_areas_are_named_first(outlines):
    names = [row[0] for row in doek.pack_vormen(outlines)["gemeenten"]]
    assert names == [f"{HOSTIEL} 1", f"{HOSTIEL} 2"]
    turned = dataclasses.replace(outlines, vlakken=outlines.vlakken[2:])
    assert [row[0] for row in doek.pack_vormen(turned)["gemeenten"]] == names[::-1]


def test_patterns_are_those_of_the_legend(outlines):
    tiles = doek.pack_vormen(outlines)["patronen"]
    assert set(tiles) >= {label.patroon for label in LABELS.values() if label.patroon}
    for label in LABELS.values():
        if label.patroon:
            assert tiles[label.patroon]["kleur"] == label.kleur
            assert tiles[label.patroon]["pad"] in svg.render_patronen("p")


def test_only_many_areas_are_too_many(outlines, monkeypatch):
    assert not outlines.is_druk
    monkeypatch.setattr("woonzorg.kaart.beeld.VLAKKEN_MAXIMUM", 4)
    assert outlines.is_druk


def test_many_areas_are_drawn_finer(score, monkeypatch):
    areas = score.select("buurt")
    coarse = vormen.make_vormen(areas)
    monkeypatch.setattr("woonzorg.kaart.vormen.VLAKKEN_MAXIMUM", 1)
    fine = vormen.make_vormen(areas)
    assert fine.breedte - 2 * vormen.MARGE == vormen.FIJNER * (coarse.breedte - 2 * vormen.MARGE)
    assert [vlak.code for vlak in fine.vlakken] == [vlak.code for vlak in coarse.vlakken]


def test_outlines_of_a_gemeente_that_do_not_meet_exactly_are_still_one():
    ragged = shapely.Polygon([(100, 0), (200, 0), (200, 100), (100, 100), (100, 50)])
    table = maken.make_gebieden(
        [maken.make_rij("BU00010000"), maken.make_rij("BU00010001")], [maken.make_square(0, 0), ragged]
    )
    assert len(vormen.make_vormen(table).gemeenten) == 1
