"""Charts: in proportion, safe, and described in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from kaart_namen import HOSTIEL

from woonzorg.grafiek import marge, spreiding, stapels
from woonzorg.kaart import schalen, telling
from woonzorg.kaart.schalen import Meetbereik
from woonzorg.oordeel.veerkracht import Klasse

SVG = "{http://www.w3.org/2000/svg}"


def test_a_scale_has_its_centre_in_the_middle():
    scale = Meetbereik(0.1, 2.0)
    assert scale.place(0.1, 400) == 200
    assert scale.place(-1.9, 400) == 0
    assert scale.place(99.0, 400) == 400


def test_a_scale_fits_the_values_and_survives_none(score):
    areas = score.select("buurt")
    assert schalen.find_schaal(areas, "ses_woa", 0.0).bereik == pytest.approx(0.54)
    assert schalen.find_schaal(areas, "bijstand", np.nan) == Meetbereik(0.0, 1.0)


def test_a_bar_says_its_value_in_words_and_escapes_them():
    text = marge.render_marge(HOSTIEL, -0.1, Meetbereik(0.0, 1.0), 0.05, "−0,100")
    root = ET.fromstring(text)
    assert root.get("aria-label") == f"{HOSTIEL}: −0,100"
    assert float(root.find(f"{SVG}circle").get("cx")) == pytest.approx(180)


def test_a_missing_value_has_no_dot():
    root = ET.fromstring(marge.render_marge("Leefbaarheid", None, Meetbereik(0, 1), 0.05, "onbekend"))
    assert root.find(f"{SVG}circle") is None


def test_the_scatter_puts_classes_in_their_quarter(score):
    areas = score.select("buurt")
    dots = spreiding.place_stippen(areas, schalen.find_schaal(areas, "ses_woa", 0.0), Meetbereik(0.0, 0.3))
    assert len(dots) == 5
    for dot in dots:
        left, low = dot.x < spreiding.SPREIDING_BREEDTE / 2, dot.y > spreiding.SPREIDING_HOOGTE / 2
        assert (left and low) == (dot.klasse == Klasse.KWETSBAAR)
    assert [dot.straal for dot in dots] == sorted((dot.straal for dot in dots), reverse=True)
    ET.fromstring(spreiding.render_spreiding(dots))


def test_stacked_bars_fill_the_width(score):
    counts = telling.count_sets(score, "buurt", HOSTIEL)
    root = ET.fromstring(stapels.render_stapels(counts))
    bars = root.findall(f"{SVG}g")
    assert len(bars) == 3
    for bar in bars:
        assert sum(float(rect.get("width")) for rect in bar.findall(f"{SVG}rect")) == pytest.approx(
            450, abs=0.5
        )


def test_counts_add_up(score):
    region, *gemeenten = telling.count_sets(score, "buurt", "Proefstreek")
    assert region.totaal == sum(part.totaal for part in gemeenten) == 6
    assert region.totaal_huishoudens == 2100
    table = telling.to_table([region])
    assert table.loc[0, Klasse.KWETSBAAR] == 700
    assert telling.write_kop(region) == (
        "In 2 van de 6 buurten liggen beide scores onder het landelijk gemiddelde. "
        "Daar woont 33 % van de huishoudens. Van 1 buurt is de klasse onbekend."
    )
    assert telling.list_gesprek(score.select("buurt")) == ("BU00010000", "BU00020005")
