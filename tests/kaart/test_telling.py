"""Counts by class: households that are unknown are not 0."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from woonzorg.grafiek.stapels import make_stapels
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.kaart import kleuring, telling
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import ONBEKEND

NAN = float("nan")


def count(klassen: list[str], huishoudens: list[float]) -> telling.Telling:
    areas = pd.DataFrame({"klasse": klassen, "huishoudens": huishoudens})
    return telling.count_klassen(areas, "Streek", "buurt")


def test_unknown_households_add_nothing_where_others_are_known() -> None:
    counted = count(["kwetsbaar", "kwetsbaar", "draagkrachtig"], [100.0, NAN, 300.0])
    assert counted.gebieden[Klasse.KWETSBAAR] == 2
    assert counted.huishoudens[Klasse.KWETSBAAR] == 100.0
    assert counted.totaal_huishoudens == 400.0
    assert counted.share(Klasse.KWETSBAAR) == "25 %"
    assert (counted.gebieden[Klasse.ONBEKEND], counted.huishoudens[Klasse.ONBEKEND]) == (0, 0.0)


def test_a_class_of_which_no_households_are_known_has_an_unknown_number() -> None:
    counted = count(["kwetsbaar", "onbekend"], [100.0, NAN])
    assert math.isnan(counted.huishoudens[Klasse.ONBEKEND])
    assert counted.share(Klasse.ONBEKEND) == ONBEKEND
    assert counted.totaal_huishoudens == 100.0
    assert counted.share(Klasse.KWETSBAAR) == "100 %"


def test_an_edition_without_households_has_no_share_and_no_bar() -> None:
    counted = count(["kwetsbaar", "draagkrachtig"], [NAN, NAN])
    assert math.isnan(counted.totaal_huishoudens)
    assert {counted.share(klasse) for klasse in Klasse} == {ONBEKEND}
    assert "%" not in telling.write_kop(counted)
    chart = make_stapels([counted])
    drawn = render_grafiek(chart)
    assert "niet bekend" in drawn
    assert "nan" not in drawn.lower()
    ((_, *households),) = chart.tabel.rijen
    assert math.isnan(households[0])
    assert households[-1] == 0.0


def test_no_areas_at_all_are_0_households_and_no_bar() -> None:
    counted = count([], [])
    assert counted.totaal_huishoudens == 0.0
    assert "<rect" not in render_grafiek(make_stapels([counted]))


@pytest.mark.parametrize(("values", "total"), [([1.0, NAN], 1.0), ([NAN, NAN], NAN), ([], 0.0), ([0.0], 0.0)])
def test_a_legend_adds_up_what_is_known(values: list[float], total: float) -> None:
    assert kleuring.sum_known(np.array(values)) == pytest.approx(total, nan_ok=True)
