"""The difference map and the charts of a comparison: told by sign and shape as well as colour, and escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.grafiek import assen
from woonzorg.grafiek import vergelijking as vergelijkgrafiek
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.kaart.beeld import BUITEN, Vlak, Vormen
from woonzorg.kaart.thema import ONDER_MIDDEN_BOVEN
from woonzorg.kaart.verschilkaart import colour_verschil, describe_gebied, find_stap
from woonzorg.verdeling.jaren.reeks import Jaarlijn, Stand

NAN = float("nan")
GEBIEDEN = pd.DataFrame(
    {
        "code": [f"BU0001000{n}" for n in range(6)], "naam": [*"abcdef"], "gemeentenaam": "G",
        "a": [9, 3, 2, 0, 0, 0], "b": [0, 2, 2, 1, 8, 1], "verschil": [-9, -1, 0, 1, 8, 1],
        "huishoudens": [1000.0, 1000.0, 1000.0, 1000.0, 1000.0, 0.0], "per_1000": [-9.0, -1.0, 0.0, 1.0, 8.0, NAN],
    }
)  # fmt: skip


def make_vormen(codes):
    areas = tuple(Vlak(code, code, "GM0001", "M0 0Z", 0, 0, 1) for code in codes)
    return Vormen("x", 10, 10, areas, ())


def test_the_difference_is_told_by_sign_colour_and_words():
    found = colour_verschil(GEBIEDEN, make_vormen([*GEBIEDEN["code"], "BU99990000"]))
    assert find_stap(GEBIEDEN) == 2.0
    assert found.vak == (0, 1, 2, 3, 4, 4, BUITEN)  # where no one lives any difference is a large one
    assert [box.letter for box in found.vakken] == ["⇊", "↓", "", "↑", "⇈"]
    assert [box.aantal for box in found.vakken] == [1, 1, 1, 1, 2]
    assert tuple(box.kleur for box in found.vakken) == ONDER_MIDDEN_BOVEN
    assert found.tekst[0] == "A 9, B 0: −9, −9,0 per 1.000 huishoudens"
    assert found.tekst[2] == "A 2, B 2: evenveel"
    assert describe_gebied(GEBIEDEN.iloc[5].to_dict(), 5.0) == "A 0, B 1: +1"


def test_two_equal_plans_give_one_colour():
    same = GEBIEDEN.assign(b=GEBIEDEN["a"], verschil=0, per_1000=0.0)
    found = colour_verschil(same, make_vormen(same["code"]))
    assert set(found.vak) == {2}
    assert find_stap(same) > 0
    assert find_stap(same.assign(per_1000=NAN)) > 0


def read(svg):
    root = ET.fromstring(svg)
    return root, " ".join(root.itertext())


def test_each_gemeente_has_a_and_b_beside_what_it_gets_by_inhabitants():
    rows = pd.DataFrame(
        {"code": ["GM0001", "GM0002"], "naam": ["<b>Zuid</b>", "Leeg"], "huishoudens": [2000.0, 0.0],
         "taakstelling_a": [4, 0], "taakstelling_b": [6, 0], "a": [2, 0], "b": [8, 0]}
    )  # fmt: skip
    svg = render_grafiek(vergelijkgrafiek.make_gemeenten(rows))
    root, text = read(svg)
    assert "<b>Zuid</b>" in text
    assert "Leeg" not in text
    label = root.get("aria-label")
    assert "A 1, B 4, naar inwoners 2" in label
    # One dot and one diamond in the legend, one each in the row; B's own task is dashed.
    assert svg.count("<circle") == 2
    assert svg.count("l8.4 8.4l-8.4 8.4l-8.4 -8.4z") == 2
    assert svg.count("stroke-dasharray") == 1


def make_lijn(values):
    states = tuple(Stand(2026 + n, 0, 0, 0, value, value / 2, 3, 3, 1) for n, value in enumerate(values))
    return Jaarlijn(states, {}, {}, {}, 0.25, plaatsvervanger=True, te_vol=())


@pytest.mark.parametrize("maat", list(vergelijkgrafiek.JAARMATEN))
def test_the_years_show_a_band_for_each_plan(maat):
    lines = {
        "A": {"laag": make_lijn([0, 10, 20]), "hoog": make_lijn([0, 30, 60])},
        "B": {"laag": make_lijn([0, 0, 0, 0]), "hoog": make_lijn([0, 5, 5, 5])},
    }
    svg = render_grafiek(vergelijkgrafiek.make_jaren(maat, lines))
    root, text = read(svg)
    assert root.get("role") == "img"
    assert "A in 2028" in root.get("aria-label")
    assert "B in 2029" in root.get("aria-label")
    assert "2026" in text
    assert "2029" in text
    assert svg.count('fill-opacity=".12"') == 2
    assert "nan" not in svg


def test_nothing_but_zeros_and_one_year_still_give_a_chart():
    lines = {letter: {side: make_lijn([0]) for side in ("laag", "hoog")} for letter in "AB"}
    assert "nan" not in render_grafiek(vergelijkgrafiek.make_jaren("tekort", lines))


@given(st.floats(0, 1e7))
def test_an_axis_ends_at_a_round_number_not_far_above(value):
    top = assen.round_up(value)
    assert top >= value * 0.99999
    assert top <= max(1.0, value * 2)
    assert len(re.sub(r"[0.]|e.*", "", f"{top:.6g}")) <= 2 or np.isclose(top, 1)
