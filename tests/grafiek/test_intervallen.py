"""Bands as SVG: where bars stand, what is cut off, and that text stays text."""

from __future__ import annotations

import re

import pytest

from woonzorg.grafiek.intervallen import (
    BOVEN,
    ONDER,
    Balkbereik,
    Paneel,
    Streep,
    find_bereik,
    render_intervallen,
)
from woonzorg.grafiek.opgave import (
    describe_stroom,
    make_stroompanelen,
    make_tekortpanelen,
    render_stromen,
    render_tekorten,
)
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.stromen import Stroom

CIJFERS = compute_cijfers(read_parkstad())


def read_balken(svg: str) -> list[tuple[float, float, str]]:
    """Return left side, width and colour of each bar."""
    found = re.findall(
        r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="12" rx="2" fill="(#\w+)"', svg
    )
    return [(float(x), float(width), colour) for x, width, colour in found]


def test_a_bar_runs_from_low_to_high_on_a_scale_that_holds_the_greatest_shortage():
    panels = (
        Paneel("x", (Streep("2030", "", -100, -50), Streep("2040", "", -50, 10), Streep("2050", "", 5, 900))),
    )
    scale = find_bereik(panels)
    assert (scale.laagst, scale.hoogst) == (-100, 20)
    bars = read_balken(render_intervallen(panels, scale, "proef"))
    (left, width, colour), (under, under_width, _), (_, over_width, over), (_, _, rest) = bars
    unit = width / 50
    assert (left, colour) == (pytest.approx(scale.place(-100)), ONDER)
    assert (under_width / unit, over_width / unit) == (pytest.approx(50, abs=0.2), pytest.approx(10, abs=0.2))
    assert under == pytest.approx(scale.place(-50), abs=0.1)
    assert over == rest == BOVEN


def test_what_lies_beyond_the_scale_gets_an_arrow_and_what_is_unknown_no_bar():
    panels = (Paneel("x", (Streep("a", "onbekend", None, None), Streep("b", "veel", 0, 5000))),)
    svg = render_intervallen(panels, Balkbereik(-100, 20), "")
    assert len(read_balken(svg)) == 1
    assert svg.count("l7 7l-7 7z") == 1
    assert "onbekend</text>" in svg
    assert render_intervallen((), Balkbereik(-1, 1), "") == ""


def test_text_stays_text():
    evil = "<script>alert('x')</script>\"&"
    svg = render_intervallen((Paneel(evil, (Streep(evil, evil, -1, -1),)),), Balkbereik(-1, 1), evil)
    assert "<script" not in svg
    assert svg.count("&lt;script&gt;") == 4


def test_picture_1_shows_each_shortage_with_its_band():
    panels = {panel.titel: panel for panel in make_tekortpanelen(CIJFERS, Cijferkeuze.HERBEREKEND)}
    assert [line.tekst for line in panels["Ouderen, geclusterd wonen"].strepen] == [
        "983 over", "tekort 227 tot 1.807", "tekort 557 tot 4.587",
    ]  # fmt: skip
    assert len(panels) == 4
    svg = render_tekorten(CIJFERS, Cijferkeuze.GEPUBLICEERD)
    assert "2040 tekort 4.587 tot 5.570" in svg
    assert render_tekorten((), Cijferkeuze.HERBEREKEND) == ""


def test_picture_2_sets_the_flows_against_freed_dwellings_with_the_published_shares_as_marks():
    panels = {panel.titel: panel for panel in make_stroompanelen(CIJFERS, "Parkstad")}
    together = panels["Uitstroom en statushouders samen"].strepen
    assert [(line.label, line.tekst, line.merken) for line in together] == [
        (jaar, "452 tot 725 (7 tot 12 %)", (7.0, 12.0)) for jaar in ("2023", "2030", "2040")
    ]
    assert panels["Uitstroom uit instellingen"].strepen[0].merken == (3.0, 6.0)
    assert panels["Mantelzorgers en mantelzorgontvangers"].strepen[0].tekst == "8 (0,1 %)"
    assert panels["Uitstappende sekswerkers"].strepen[0].laag is None
    assert not any(line.merken for panel in make_stroompanelen(CIJFERS, "Elders") for line in panel.strepen)
    assert render_stromen((), "Elders") == ""


def test_freed_dwellings_that_are_unknown_are_not_told_as_none_and_none_not_as_unknown():
    unknown, nothing, one = (render_stromen(CIJFERS, "Elders", freed) for freed in (None, 0, 1))
    assert "Hoeveel woningen vrijkomen, is onbekend." in unknown
    assert "van 0" not in unknown
    assert "Er komen afgerond 0 woningen vrij." in nothing
    assert "onbekend." not in nothing
    assert "als deel van 1 vrijgekomen woning." in one
    assert "als deel van 6.261 vrijgekomen woningen." in render_stromen(CIJFERS, "Parkstad")
    bars = [read_balken(svg) for svg in (unknown, nothing)]
    assert bars == [[], []]
    flow = Stroom("mantelzorg", 2030, 8, 8)
    assert [describe_stroom(flow, freed) for freed in (None, 0, 80)] == ["8", "8", "8 (10 %)"]
