"""The small map around one place: its buurt, its wijk and what lies beside, safe and valid."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kaart_namen import HOSTIEL

from woonzorg.kaart.plekkaart import render_plekkaart
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.vormen import make_vormen

SVG = "{http://www.w3.org/2000/svg}"
BUURT = "BU00010001"


def draw(score, code=BUURT):
    areas = score.gebieden
    outlines = [make_vormen(select_gebieden(score, level)) for level in ("buurt", "wijk")]
    return render_plekkaart(areas, *outlines, code, "WK000100")


def test_the_place_lies_in_sight_and_a_hostile_name_comes_out_as_text(score):
    text = draw(score)
    root = ET.fromstring(text)
    left, top, width, height = map(int, root.get("viewBox", "").split())
    here = next(
        shape for shape in make_vormen(select_gebieden(score, "buurt")).vlakken if shape.code == BUURT
    )
    assert left < here.x < left + width
    assert top < here.y < top + height
    assert any(HOSTIEL in (title.text or "") for title in root.iter(f"{SVG}title"))
    assert "<script" not in text
    assert root.get("aria-label", "").startswith("Kaart van de plek: buurt ")
    assert draw(score) == text


def test_of_a_place_without_an_outline_there_is_no_map(score):
    assert draw(score, "BU99999999") == ""
