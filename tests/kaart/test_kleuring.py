"""Colouring: classes and values, never by colour alone, missing hatched."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.bronnen.lijst import BRONNEN
from woonzorg.indicator import INDICATOREN, PER_SLEUTEL, Richting, Vorm
from woonzorg.kaart import hoogte, kleuring, telling, thema
from woonzorg.kaart.beeld import BUITEN
from woonzorg.kaart.svg import choose_inkt


def test_each_class_is_told_apart_without_colour(kaart):
    boxes = kaart.kleuring.vakken
    assert len({box.letter for box in boxes}) == len(boxes) == 5
    plain = [box.letter for box in boxes if not box.patroon]
    patterned = [box.patroon for box in boxes if box.patroon]
    assert len(set(patterned)) == len(patterned)
    assert len(set(plain)) == len(plain)


def test_classes_are_counted_with_households(kaart):
    counts = {box.letter: (box.aantal, box.huishoudens) for box in kaart.kleuring.vakken}
    assert counts == {
        "K": (2, "33 %"),
        "W": (1, "10 %"),
        "L": (1, "14 %"),
        "D": (1, "19 %"),
        "?": (1, "24 %"),
    }
    assert kaart.kleuring.titel == "Veerkracht (SES-WOA 2022, Leefbaarometer 2024)"


def test_areas_stand_in_the_order_of_the_outlines(kaart):
    letters = [kaart.kleuring.vakken[box].letter for box in kaart.kleuring.vak]
    assert letters == ["K", "W", "L", "D", "?"]
    assert kaart.kleuring.lijn[0] == "overconcentratie"
    assert kaart.kleuring.describe_vlak(0) == "Kwetsbaar: beide scores onder gemiddeld, overconcentratie"


def test_a_gemeente_leaves_the_others_uncounted(score, outlines):
    counted = telling.select_gebieden(score, "buurt", "GM0002")
    colours = kleuring.colour_klasse(counted, outlines, score)
    assert colours.vak[:3] == (BUITEN, BUITEN, BUITEN)
    assert sum(box.aantal for box in colours.vakken) == 3
    assert colours.describe_vlak(0) == "buiten de gekozen gemeente"


def test_a_value_is_written_with_its_per_cent_and_a_missing_one_without():
    share, score = PER_SLEUTEL["laag_inkomen_pct"], PER_SLEUTEL["ses_woa"]
    assert kleuring.write_waarde(share, 12.34) == "12,3 %"
    assert kleuring.write_waarde(share, math.nan) == "onbekend"
    assert kleuring.write_waarde(score, -0.1234) == "−0,123"
    assert kleuring.write_waarde(score, math.nan) == "onbekend"


def test_a_missing_value_is_hatched_and_says_so(score, outlines):
    counted = telling.select_gebieden(score, "buurt")
    bins = thema.find_grenzen(PER_SLEUTEL["ses_woa"], counted["ses_woa"].to_numpy(), 0.0)
    colours = kleuring.colour_waarde(counted, outlines, "ses_woa", bins, 2022)
    box = colours.vakken[colours.vak[4]]
    assert (box.letter, box.patroon, box.uitleg) == ("?", "arcering", "geen cijfer")
    assert colours.describe_vlak(4) == "onbekend"
    assert colours.describe_vlak(1) == "−0,500"


@pytest.mark.parametrize("indicator", INDICATOREN, ids=lambda indicator: indicator.sleutel)
def test_every_indicator_can_be_cut(indicator):
    values = np.array([math.nan, *np.linspace(1.0, 9.0, 40)])
    bins = thema.find_grenzen(indicator, values)
    boxes = bins.assign(values)
    names = bins.name_bins(indicator.decimalen)
    assert boxes[0] == len(bins.kleuren)
    assert len(names) == len(set(names)) == len(bins.kleuren) == len(bins.randen) + 1
    assert len(set(bins.kleuren)) == len(bins.kleuren)


@given(st.lists(st.floats(-5, 5), max_size=60), st.sampled_from([0.0, -0.01, math.nan]))
def test_below_the_mean_is_never_in_a_box_above_it(values, midden):
    array = np.array(values, dtype=float)
    bins = thema.find_grenzen(PER_SLEUTEL["ses_woa"], array, midden)
    middle = len(bins.kleuren) // 2
    below = array < (0.0 if math.isnan(midden) else midden)
    assert (bins.assign(array)[below] < middle).all()
    assert (bins.assign(array)[~below] >= middle).all()


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 50.0]), max_size=30))
def test_few_different_values_give_fewer_boxes_without_error(values):
    bins = thema.find_grenzen(PER_SLEUTEL["woz"], np.array(values, dtype=float))
    assert 1 <= len(bins.kleuren) <= 5
    assert list(bins.randen) == sorted(set(bins.randen))


@pytest.mark.parametrize("bron", [bron.sleutel for bron in BRONNEN])
def test_the_form_says_how_a_figure_is_cut_whatever_its_source(bron):
    values = np.linspace(0.0, 75.0, 101)
    score, share = (
        dataclasses.replace(
            PER_SLEUTEL["koopwoningen_pct"], vorm=vorm, bron=bron, richting=Richting.HOGER_IS_MEER
        )
        for vorm in (Vorm.SCORE, Vorm.PERCENTAGE)
    )
    assert thema.find_grenzen(share, values).randen == (15.0, 30.0, 45.0, 60.0)
    edges = thema.find_grenzen(score, values).randen
    assert edges == (-50.0, -25.0, 0.0, 25.0, 50.0)


def test_classes_are_told_in_pairs_or_by_themselves():
    nine = thema.find_grenzen(PER_SLEUTEL["lbm_klasse"], np.array([1.0]))
    assert nine.randen == (2.5, 4.5, 5.5, 7.5)
    assert nine.namen == ("1 en 2", "3 en 4", "5 (gemiddeld)", "6 en 7", "8 en 9")
    stedelijk = dataclasses.replace(PER_SLEUTEL["lbm_klasse"], eigen_grenzen=(1.0, 5.0))
    five = thema.find_grenzen(stedelijk, np.array([1.0]))
    assert (five.randen, five.namen) == ((1.5, 2.5, 3.5, 4.5), ("1", "2", "3 (gemiddeld)", "4", "5"))
    thirteen = thema.find_grenzen(dataclasses.replace(stedelijk, eigen_grenzen=(1.0, 13.0)), np.array([1.0]))
    assert thirteen.namen[0] == "1 tot en met 3"


def test_only_themes_with_a_value_are_offered(score):
    areas = score.select("buurt").assign(woz=np.nan, bijstand=40.0)
    themes = thema.list_themas(areas)
    assert list(themes)[:3] == ["klasse", "ses_woa", "lbm_afwijking"]
    assert "woz" not in themes
    assert "bijstand" not in themes  # known here, but about a buurt only
    assert "bijstand" not in hoogte.list_hoogtes(areas)


@pytest.mark.parametrize("kleur", [*thema.ONDER_BOVEN, *thema.ONDER_MIDDEN_BOVEN])
def test_letters_can_be_read_on_every_colour_that_bears_them(kleur):
    light, dark = sorted((find_licht(kleur), find_licht(choose_inkt(kleur))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def find_licht(kleur):
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(kleur[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
