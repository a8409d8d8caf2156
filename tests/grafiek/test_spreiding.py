"""Charts: in proportion, safe, and described in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from kaart_namen import HOSTIEL

from woonzorg.grafiek import marge, spreiding, stapels, svg
from woonzorg.kaart import schalen, telling
from woonzorg.kaart.schalen import Meetbereik

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
    # From −0.15 to −0.05 on a bar of 400 that runs from −1 to 1.
    assert root.findall(f"{SVG}path")[-1].get("d") == "M170.0 13H190.0"
    without = ET.fromstring(marge.render_marge(HOSTIEL, -0.1, Meetbereik(0.0, 1.0), 0.0, "−0,100"))
    assert len(without.findall(f"{SVG}path")) == 3


def test_a_missing_value_has_no_dot():
    root = ET.fromstring(marge.render_marge("Leefbaarheid", None, Meetbereik(0, 1), 0.05, "onbekend"))
    assert root.find(f"{SVG}circle") is None


def test_the_scatter_puts_classes_in_their_quarter(score):
    areas = score.select("buurt")
    chart = spreiding.make_spreiding(areas, schalen.make_schalen(score, "buurt"))
    marks = {reeks.naam: reeks for reeks in chart.reeksen}
    assert sum(len(reeks.punten) for reeks in chart.reeksen) == 5  # of the sixth a score is missing
    for reeks in chart.reeksen:
        for mark in reeks.punten:
            left, low = mark.x < chart.lijnen[0].x, mark.y < chart.lijnen[1].y
            assert (left, low) == {
                "Kwetsbaar": (True, True), "Draagkrachtig": (False, False), "Aandacht (leefbaarheid)": (False, True),
                "Aandacht (welvaart, opleiding en werk)": (True, False),
            }[reeks.naam]  # fmt: skip
        assert [mark.straal for mark in reeks.punten] == sorted(
            (m.straal for m in reeks.punten), reverse=True
        )
    assert len({(reeks.uiterlijk.kleur, reeks.uiterlijk.teken) for reeks in chart.reeksen}) == 4
    assert len({reeks.uiterlijk.teken for reeks in chart.reeksen}) == 4
    assert "2 liggen linksonder" in chart.zin
    assert {mark.code for mark in marks["Kwetsbaar"].punten} == {"BU00010000", "BU00020005"}


def test_the_drawn_scatter_has_a_mark_an_area_that_the_map_can_find(score):
    chart = spreiding.make_spreiding(score.select("buurt"), schalen.make_schalen(score, "buurt"))
    root = ET.fromstring(svg.render_grafiek(chart))
    drawn = {mark.get("data-code"): mark for mark in root.iter() if mark.get("data-code")}
    assert set(drawn) == set(chart.tabel.codes)
    first = drawn["BU00010000"]
    # S is -0.5 and L -0.1, on scales that reach 1.08 times as far as 0.5 and 0.2.
    x, y, _, margin = map(float, first.get("data-plek").split())
    assert x == float(first.get("cx")) == pytest.approx(320 * (1 - 0.5 / 0.54), abs=0.1)
    assert y == float(first.get("cy")) == pytest.approx(220 * (1 + 0.1 / 0.216), abs=0.1)
    assert margin == pytest.approx(0.0196 / 1.08 * 640, abs=0.1)  # 1.96 × 0.1 / √100
    assert first.get("data-naam") == HOSTIEL
    assert first.find(f"{SVG}title").text == f"{HOSTIEL}: Kwetsbaar"


def test_stacked_bars_fill_the_width(score):
    chart = stapels.make_stapels(telling.count_sets(score, "buurt", HOSTIEL))
    root = ET.fromstring(svg.render_grafiek(chart))
    rows: dict[str, float] = {}
    for bar in root.iter(f"{SVG}rect"):
        if bar.get("height") == "26":
            rows[bar.get("y")] = rows.get(bar.get("y"), 0.0) + float(bar.get("width"))
    assert list(rows.values()) == pytest.approx([450, 450, 450], abs=0.5)
    assert [name for _, name in chart.y.stappen] == [HOSTIEL, f"{HOSTIEL} 1", f"{HOSTIEL} 2"]


def test_counts_add_up(score):
    region, *gemeenten = telling.count_sets(score, "buurt", "Proefstreek")
    assert region.totaal == sum(part.totaal for part in gemeenten) == 6
    assert region.totaal_huishoudens == 2100
    assert stapels.make_stapels([region]).tabel.rijen == (("Proefstreek", 700, 200, 300, 400, 500),)
    assert telling.write_kop(region) == (
        "In 2 van de 6 buurten liggen beide scores onder het landelijk gemiddelde. "
        "Daar woont 33 % van de huishoudens. Van 1 buurt is de klasse onbekend."
    )
    assert telling.list_gesprek(score.select("buurt")) == ("BU00010000", "BU00020005")
