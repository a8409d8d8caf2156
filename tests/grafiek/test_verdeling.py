"""Charts of a distribution: places of marks, words, and names that would be markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pandas as pd

from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.verdeling import make_aandeel, make_halters, make_merken
from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn, Aandeelmerk, Aandeelpunt

NAN = float("nan")
NAMEN = ["naam", "taak_1000", "voorstel_1000", "aandeel"]
SVG = "{http://www.w3.org/2000/svg}"


def test_dumbbells_place_tick_and_dot_on_one_scale_and_escape_names():
    table = pd.DataFrame(
        [("A<b>", 2.0, 4.0, 10.0), ("B", 4.0, 2.0, NAN), ("C", NAN, NAN, NAN)], columns=NAMEN
    )
    drawing = ET.fromstring(render_grafiek(make_halters(table)))
    dots = [float(dot.get("cx")) for dot in drawing.iter(f"{SVG}circle")]
    ticks = [
        float(path.get("d")[1:].split()[0]) for path in drawing.iter(f"{SVG}path") if "v20.0" in path.get("d")
    ]
    assert dots == ticks[::-1]
    assert dots[0] > dots[1]
    texts = [text.text for text in drawing.iter(f"{SVG}text")]
    assert "A<b>" in texts
    assert "10 %" in texts
    assert "onbekend" in texts
    assert "C" not in texts
    assert "A<b>: naar inwoners 2,0, voorstel 4,0" in drawing.get("aria-label")


def test_dumbbells_of_an_empty_plan_still_have_a_scale():
    table = pd.DataFrame([("A", 0.0, 0.0, 0.0)], columns=NAMEN)
    assert ET.fromstring(render_grafiek(make_halters(table))).get("role") == "img"


def make_lijn(points, marks=()):
    return Aandeellijn(tuple(Aandeelpunt(*point) for point in points), tuple(marks), 50, 100, 25.0)


def test_the_curve_rises_to_the_demand_and_marks_where_gemeenten_bind():
    line = make_lijn([(0.0, 0, 0), (50.0, 40, 50), (100.0, 50, 100)], [Aandeelmerk("GM1", "A&B", 50.0, 9)])
    svg = render_grafiek(make_aandeel(line))
    drawing, marks = ET.fromstring(svg), ET.fromstring(render_grafiek(make_merken(line)))
    (high,) = [path.get("d") for path in drawing.iter(f"{SVG}path") if path.get("stroke") == "#54278f"]
    points = [tuple(map(float, pair.split())) for pair in re.split("[ML]", high)[1:]]
    assert points[1][0] - points[0][0] == points[2][0] - points[1][0]
    assert points[0][1] - points[1][1] == points[1][1] - points[2][1]
    assert "A&B" in [(text.text or "").strip() for text in marks.iter(f"{SVG}text")]
    assert float(marks.find(f".//{SVG}circle").get("cx")) == points[1][0] == 300
    assert "A&B 50 %" in marks.get("aria-label")
    assert "bij 50 % 50" in drawing.get("aria-label")
    assert "Lage vraag 50" in svg


def test_points_without_a_plan_are_left_out():
    drawing = ET.fromstring(render_grafiek(make_aandeel(make_lijn([(0.0, None, None), (100.0, None, 80)]))))
    lines = [path for path in drawing.iter(f"{SVG}path") if path.get("stroke-width") == "3"]
    assert len(lines) == 2  # the share that is now, and the high demand
    assert "bij 0 %" not in drawing.get("aria-label")
