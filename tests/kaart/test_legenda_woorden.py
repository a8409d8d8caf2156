"""Each value has the colour of the box whose words contain it, read as a person reads them; at the edges too."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.indicator import INDICATOREN, PER_SLEUTEL
from woonzorg.kaart import thema
from woonzorg.kaart.beeld import Vlak, Vormen
from woonzorg.kaart.belasting import GRENZEN, colour_belasting
from woonzorg.kaart.kleuring import colour_waarde
from woonzorg.kaart.verschilkaart import colour_verschil, find_stap

NAN = float("nan")


def read_getal(text):
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


def contains(words, value, mean=NAN):
    """Tell whether the words of a box contain a number: 'tot' leaves its end out, 't/m' takes it in."""
    words = words.partition(", of niet te berekenen")[0]
    words = re.sub(r"het gemiddelde \([^)]*\)", str(mean).replace(".", ","), words)
    number = r"([−-]?[\d.]+(?:,\d+)?(?:e-\d+)?)"
    tests = {
        rf"{number}": lambda a: value == a,
        rf"meer dan {number} t/m {number}": lambda a, b: a < value <= b,
        rf"meer dan {number}": lambda a: value > a,
        rf"onder {number}": lambda a: value < a,
        rf"{number} tot {number}": lambda a, b: a <= value < b,
        rf"{number} of meer": lambda a: value >= a,
        r"alle waarden": lambda: True,
        r"evenveel": lambda: value == 0,
        rf"tot {number} (?:meer)": lambda a: 0 < value < a,
        rf"tot {number} (?:minder)": lambda a: -a < value < 0,
        rf"minstens {number} meer": lambda a: value >= a,
        rf"minstens {number} minder": lambda a: value <= -a,
    }
    (hit,) = [(test, found.groups()) for form, test in tests.items() if (found := re.fullmatch(form, words))]
    return hit[0](*(read_getal(part) for part in hit[1]))


def make_vormen(count):
    return Vormen("x", 10, 10, tuple(Vlak(f"V{n}", f"V{n}", "G", "", 0, 0, 1) for n in range(count)), ())


def find_vakken(words, value, mean=NAN):
    return [place for place, word in enumerate(words) if contains(word, value, mean)]


def colour_loads(loads):
    rows = [(f"V{n}", "draagkrachtig", 1.0 if load else 0.0, load, NAN) for n, load in enumerate(loads)]
    table = pd.DataFrame(rows, columns=["code", "klasse", "geplaatst", "per_1000", "vast"])
    return colour_belasting(table, make_vormen(len(loads)), ())


@given(st.lists(st.floats(0, 20).map(lambda load: round(load, 4)), min_size=1, max_size=20))
def test_the_load_of_a_plan(loads):
    loads = [*loads, *GRENZEN, *(edge + step for edge in GRENZEN[1:] for step in (-1e-6, 1e-6, 0.04, -0.04))]
    colours = colour_loads(loads)
    words = [vak.kop for vak in colours.vakken if "ontzien" not in vak.kop]
    assert [find_vakken(words, load) for load in loads] == [[box] for box in colours.vak]
    read = [re.search(r", ([\d.,]+) per 1.000", text) for text in colours.tekst]
    for found, box in zip(
        read, colours.vak, strict=True
    ):  # and what is read of an area lies in its box as well
        assert found is None or find_vakken(words, read_getal(found[1])) == [box]


def test_what_is_placed_where_no_one_is_known_to_live_is_in_the_words_too():
    colours = colour_loads([NAN, 9.0])
    assert colours.vakken[colours.vak[0]].kop == "meer dan 8, of niet te berekenen"
    assert colour_loads([9.0]).vakken[4].kop == "meer dan 8"


@given(st.lists(st.tuples(st.integers(-9, 9), st.floats(0.01, 30)), min_size=1, max_size=20))
def test_the_difference_of_two_plans(rows):
    table = pd.DataFrame(
        [(f"V{n}", 0, change, change, math.copysign(rate, change) if change else 0.0)
         for n, (change, rate) in enumerate(rows)], columns=["code", "a", "b", "verschil", "per_1000"],
    )  # fmt: skip
    step = find_stap(table)
    edges = [(f"E{n}", 0, sign, sign, sign * (step + e)) for n, (sign, e) in enumerate(
        [(1, 0), (1, -1e-4), (1, 1e-4), (-1, 0), (-1, -1e-4), (-1, 1e-4)])]  # fmt: skip
    whole = pd.concat([table, pd.DataFrame(edges, columns=table.columns)], ignore_index=True)
    whole["code"] = [f"V{n}" for n in range(len(whole))]
    colours, words = colour_verschil(whole, make_vormen(len(whole))), None
    words = [vak.kop for vak in colours.vakken]
    assert [find_vakken(words, rate) for rate in whole["per_1000"]] == [[box] for box in colours.vak]
    for text, box in zip(colours.tekst, colours.vak, strict=True):
        found = re.search(r", [+−]([\d.,]+) per", text)
        sign = -1 if box < 2 else 1
        assert not found or find_vakken(words, sign * read_getal(found[1])) == [box]


@pytest.mark.parametrize(
    "sleutel", ["ses_woa", "lbm_afwijking", "woz", "laag_inkomen_pct", "afstand_huisarts"]
)
@given(
    values=st.lists(st.floats(-2, 900).map(lambda value: round(value, 4)), min_size=1, max_size=40),
    mean=st.floats(-0.3, 0.3).map(lambda mean: round(mean, 6)),
)
def test_the_values_of_an_indicator(sleutel, values, mean):
    indicator = PER_SLEUTEL[sleutel]
    midden = mean if indicator.vorm == "score" else NAN
    bins = thema.find_grenzen(indicator, np.array(values), midden)
    values = [*values, *bins.randen, *(edge + step for edge in bins.randen for step in (-1e-5, 1e-5))]
    table = pd.DataFrame({
        "code": [f"V{n}" for n in range(len(values))], sleutel: values, "huishoudens": 1.0, "klasse": "onbekend",
        "concentratie": "nee", "overconcentratie": "nee",
    })  # fmt: skip
    colours = colour_waarde(table, make_vormen(len(values)), sleutel, bins, 2024)
    words = [vak.kop for vak in colours.vakken[:-1]]
    assert [find_vakken(words, value, bins.midden) for value in values] == [[box] for box in colours.vak]
    for text, box in zip(colours.tekst, colours.vak, strict=True):
        assert find_vakken(words, read_getal(text.removesuffix(" %")), bins.midden) == [box]


def test_every_indicator_is_cut_at_edges_that_are_written_whole():
    values = np.random.default_rng(7).normal(0.1, 3.0, 200)
    for indicator in INDICATOREN:
        bins = thema.find_grenzen(indicator, values, 0.012345)
        rounded = [edge for edge in bins.randen if edge != bins.midden and not bins.namen]
        assert rounded == [round(edge, indicator.decimalen) for edge in rounded]
