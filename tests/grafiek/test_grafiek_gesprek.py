"""The picture of a conversation: each box and band is there, told by more than colour, and names come out as text."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from woonzorg.grafiek.gesprek import render_gespreksbeeld
from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Investering, Knopgesprek, Ritme
from woonzorg.initiatief.gespreksbeeld import make_gespreksbeeld
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde, Route

SVG = "{http://www.w3.org/2000/svg}"
HOSTIEL = "<script>"


def make_gesprek() -> Gesprek:
    gift = Investering("I", HOSTIEL, 25_000, None, Ritme.JAARLIJKS, 2026, 2028)
    goal, gain = Doel(Route.ELKAAR, Gesprekswaarde.WONEN), Baat("bewoners", Gesprekswaarde.WONEN)
    return Gesprek((
        Knopgesprek(6, (goal,), investeringen=(gift,), baten=(gain,)),
        Knopgesprek(9, (Doel(Route.WELBEVINDEN, Gesprekswaarde.ZORG),)),
    ))  # fmt: skip


def test_boxes_and_bands_are_drawn_and_what_is_open_has_another_line():
    picture = make_gespreksbeeld(make_gesprek(), 2026)
    text = render_gespreksbeeld(picture)
    root = ET.fromstring(text)
    assert root.get("aria-label") == picture.zin
    boxes = list(root.iter(f"{SVG}rect"))
    assert len(boxes) == len(picture.knopen)
    assert sum(box.get("stroke-dasharray") is not None for box in boxes) == sum(
        box.open for box in picture.knopen
    )
    bands = [path for path in root.iter(f"{SVG}path") if "C" in path.get("d", "")]
    assert len(bands) == len(picture.banden)
    assert {path.get("stroke-dasharray") for path in bands} == {None, "14 6", "2 6"}
    assert "<script" not in text


def test_boxes_of_a_column_never_lie_over_each_other():
    boxes = ET.fromstring(render_gespreksbeeld(make_gespreksbeeld(make_gesprek(), 2026))).iter(f"{SVG}rect")
    columns: dict[str, list[tuple[float, float]]] = {}
    for box in boxes:
        top = float(box.get("y", "0"))
        columns.setdefault(box.get("x", ""), []).append((top, top + float(box.get("height", "0"))))
    assert len(columns) == 5
    for spans in columns.values():
        assert all(end < start for (_, end), (start, _) in pairwise(spans))


def test_without_a_knob_there_is_no_picture():
    assert render_gespreksbeeld(make_gespreksbeeld(Gesprek(), 2026)) == ""
