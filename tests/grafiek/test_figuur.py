"""One description, two drawings: every figure on screen is that of the table, and stands where it stands on paper."""

from __future__ import annotations

import json
import math
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from kaart_namen import HOSTIEL, make_streek
from plotly import graph_objects as go

from woonzorg.grafiek.beschrijving import (
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Uiterlijk,
)
from woonzorg.grafiek.plotly import SYMBOLEN, make_figuur, read_codes
from woonzorg.grafiek.spreiding import make_spreiding
from woonzorg.grafiek.stapels import make_stapels
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.trend import Jaarpunt, make_trend
from woonzorg.grafiek.verdeling import make_aandeel, make_halters, make_merken
from woonzorg.grafiek.vergelijking import JAARMATEN, MATEN, make_gemeenten, make_jaren, make_maten
from woonzorg.kaart import schalen, telling
from woonzorg.verdeling.jaren.reeks import Jaarlijn, Stand
from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn, Aandeelmerk, Aandeelpunt

NAN = float("nan")
SVG = "{http://www.w3.org/2000/svg}"


def make_jaarlijn(values):
    states = tuple(Stand(2026 + n, 0, 0, 0, value, value / 2, 3, 3, 1) for n, value in enumerate(values))
    return Jaarlijn(states, {}, {}, {}, 0.25, plaatsvervanger=True, te_vol=())


def make_kant(titel, start):
    measures = {name: start + place / 10 for place, name in enumerate(MATEN)}
    return SimpleNamespace(titel=titel, maten=SimpleNamespace(**measures))


def make_vergelijking():
    now, a, b, key = (
        make_kant(name, start) for name, start in ((HOSTIEL, 0.0), ("p", 0.3), ("q", 0.9), ("k", 2.0))
    )
    now.maten.theil = NAN
    named = [("", HOSTIEL, now), ("A", "A: p", a), ("B", "B: q", b), ("", "k", key)]
    return SimpleNamespace(nul=now, name_kanten=lambda: named)


def draw_streek():
    score = make_streek()
    return make_spreiding(score.select("buurt"), schalen.make_schalen(score, "buurt"))


def draw_stapels():
    unknown = telling.count_niets("Land", "buurt")
    return make_stapels([unknown, *telling.count_sets(make_streek(), "buurt", "Streek")])


def draw_gemeenten():
    return make_gemeenten(pd.DataFrame({
        "naam": [HOSTIEL, "Leeg", "Noord"], "huishoudens": [2000.0, 0.0, 500.0], "taakstelling_a": [4, 0, 1],
        "taakstelling_b": [6, 0, 1], "a": [2, 0, 0], "b": [8, 0, 3],
    }))  # fmt: skip


def draw_jaren():
    lines = {
        "A": {"laag": make_jaarlijn([0, 10, 20]), "hoog": make_jaarlijn([0, 30, 60])},
        "B": {"laag": make_jaarlijn([1, 0, 0, 0]), "hoog": make_jaarlijn([2, 5, 5, 5])},
    }
    return make_jaren("tekort", lines)


def draw_halters():
    rows = [(HOSTIEL, 2.0, 4.0, 10.0), ("B", 4.0, 2.5, NAN)]
    return make_halters(pd.DataFrame(rows, columns=["naam", "taak_1000", "voorstel_1000", "aandeel"]))


LIJN = Aandeellijn(
    tuple(Aandeelpunt(*point) for point in [(0.0, 0, None), (50.0, 40, 50), (100.0, 50, 100)]),
    (Aandeelmerk("GM1", HOSTIEL, 50.0, 9),), 50, 100, 25.0,
)  # fmt: skip

JAREN = [Jaarpunt(2020, -0.1), Jaarpunt(2022, None), Jaarpunt(2024, 0.2)]

GRAFIEKEN = {
    "spreiding": draw_streek(), "stapels": draw_stapels(), "gemeenten": draw_gemeenten(), "jaren": draw_jaren(),
    "maten": make_maten(make_vergelijking()), "halters": draw_halters(), "aandeel": make_aandeel(LIJN),
    "merken": make_merken(LIJN), "trend": make_trend("Leef", JAREN),
}  # fmt: skip
elk = pytest.mark.parametrize("chart", GRAFIEKEN.values(), ids=GRAFIEKEN)


def list_cijfers(chart):
    """Return the numbers of the table, each with the name of its row; what is not known has no mark."""
    return {
        (row[0], round(cell, 9))
        for row in chart.tabel.rijen
        for cell in row[1:]
        if not isinstance(cell, str) and not math.isnan(cell)
    }


def list_traces(chart, figure):
    """Return each series with the trace that was made of it."""
    return list(zip([reeks for reeks in chart.reeksen if reeks.punten], figure["data"], strict=True))


@elk
def test_plotly_takes_the_figure_and_it_asks_nothing_of_the_network(chart):
    figure = make_figuur(chart, "select")
    checked = go.Figure(figure)  # refuses each name that it does not know
    assert len(checked.data) == len([reeks for reeks in chart.reeksen if reeks.punten])
    text = json.dumps(figure, allow_nan=False)
    assert "http" not in text.lower()
    assert "<script" not in text
    assert figure["layout"]["dragmode"] == "select"
    assert not {"updatemenus", "sliders", "transition", "images", "template"} & set(figure["layout"])
    assert not {"frames"} & set(figure)


@elk
def test_every_number_on_screen_is_one_of_the_table(chart):
    shown = set()
    for reeks, trace in list_traces(chart, make_figuur(chart)):
        if reeks.soort in {Reekssoort.VLAK, Reekssoort.STUKKEN}:
            assert trace["hoverinfo"] == "skip"
            continue
        assert [data[0] for data in trace["customdata"]] == [punt.code for punt in reeks.punten]
        for punt, data in zip(reeks.punten, trace["customdata"], strict=True):
            assert [NAN if value is None else value for value in data[1:]] == pytest.approx(
                punt.getallen, nan_ok=True
            )
            shown |= {(punt.naam, round(value, 9)) for value in data[1:] if value is not None}
    assert shown
    assert shown <= list_cijfers(chart)


@pytest.mark.parametrize("naam", ["spreiding", "stapels", "jaren", "maten", "aandeel", "merken"])
def test_every_number_of_the_table_is_in_the_picture(naam):
    chart = GRAFIEKEN[naam]
    shown = {
        (punt.naam, round(value, 9))
        for reeks in chart.reeksen
        for punt in reeks.punten
        for value in punt.getallen
    }
    missing = list_cijfers(chart) - shown
    if naam == "maten":  # of the measures A, B, now and the keys have marks, all of them
        assert {name for name, _ in list_cijfers(chart)} == {HOSTIEL, "A: p", "B: q", "k"}
    assert missing == set()


@elk
def test_marks_stand_on_screen_where_they_stand_on_paper(chart):
    """What paper draws is read back to values of the axes."""
    root = ET.fromstring(render_grafiek(chart))
    width, height = chart.vak.breedte, chart.vak.hoogte

    def read(x, y):
        across = chart.x.begin + x / width * (chart.x.eind - chart.x.begin)
        return across, chart.y.begin + (height - y) / height * (chart.y.eind - chart.y.begin)

    drawn = [read(float(dot.get("cx")), float(dot.get("cy"))) for dot in root.iter(f"{SVG}circle")]
    figure = make_figuur(chart)
    round_marks = [
        (x, y)
        for reeks, trace in list_traces(chart, figure)
        if reeks.soort == Reekssoort.PUNTEN and reeks.uiterlijk.teken == Teken.ROND
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    key = len([reeks for reeks in chart.reeksen if chart.legenda and reeks.uiterlijk.teken == Teken.ROND
               and reeks.naam and reeks.soort == Reekssoort.PUNTEN])  # fmt: skip
    assert len(drawn) == len(round_marks) + key
    slack = abs(chart.x.eind - chart.x.begin) / width, abs(chart.y.eind - chart.y.begin) / height
    for (x, y), (left, up) in zip(drawn[: len(round_marks)], round_marks, strict=True):
        assert (x, y) == (pytest.approx(left, abs=slack[0]), pytest.approx(up, abs=slack[1]))


def test_bars_on_screen_are_as_long_as_on_paper_and_fill_their_row():
    chart = GRAFIEKEN["stapels"]
    root = ET.fromstring(render_grafiek(chart))
    drawn = [float(bar.get("width")) / 4.5 for bar in root.iter(f"{SVG}rect") if bar.get("height") == "26"]
    figure = make_figuur(chart)
    shown = [length for trace in figure["data"] for length in trace["x"]]
    assert drawn == pytest.approx(shown, abs=0.05)
    rows: dict[float, float] = {}
    for trace in figure["data"]:
        for place, length in zip(trace["y"], trace["x"], strict=True):
            rows[place] = rows.get(place, 0.0) + length
    assert rows == pytest.approx({1: 100.0, 2: 100.0, 3: 100.0})  # the first is not known: words in its place
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["niet bekend"]
    assert figure["layout"]["shapes"][0]["line"]["dash"] == "dash"


def test_classes_differ_on_screen_by_more_than_colour():
    marks = [trace["marker"]["symbol"] for trace in make_figuur(GRAFIEKEN["spreiding"])["data"]]
    assert len(marks) == len(set(marks)) == 4
    bars = {trace["name"]: trace["marker"] for trace in make_figuur(GRAFIEKEN["stapels"])["data"]}
    assert {name for name, marker in bars.items() if "pattern" in marker} == {
        "Aandacht (leefbaarheid)",
        "Onbekend",
    }
    assert bars["Onbekend"]["pattern"]["shape"] != bars["Aandacht (leefbaarheid)"]["pattern"]["shape"]
    assert set(SYMBOLEN) == set(Teken)
    labels = [text for trace in make_figuur(GRAFIEKEN["stapels"])["data"] for text in trace["text"] if text]
    assert {label[0] for label in labels} == set("KWD")


def test_a_line_breaks_where_a_year_is_missing_and_pieces_stay_apart():
    line = make_figuur(GRAFIEKEN["trend"])["data"][0]
    assert line["y"] == [pytest.approx(-0.1), None, pytest.approx(0.2)]
    pieces = make_figuur(GRAFIEKEN["gemeenten"])["data"][0]
    assert pieces["x"] == [1.0, 4.0, None, 0.0, 6.0, None]
    assert pieces["y"] == [0, 0, None, 1, 1, None]


def test_names_stay_text_in_both_drawings():
    looks = Uiterlijk("#000000")
    marks = (Punt(0, 0, HOSTIEL, HOSTIEL, (1.0,), "BU1"),)
    chart = Grafiek(
        HOSTIEL, As(0, 1, ((0, HOSTIEL),), HOSTIEL), As(0, 1), (Reeks(HOSTIEL, Reekssoort.PUNTEN, looks, marks),),
        Formaat(10, 10), Cijfertabel((("x", None),), ()), titel=HOSTIEL, legenda=True,
    )  # fmt: skip
    svg, figure = render_grafiek(chart), json.dumps(make_figuur(chart))
    assert "<script" not in svg
    assert "<script" not in figure
    assert " ".join(ET.fromstring(svg).itertext()).count(HOSTIEL) == 6
    assert figure.count("&lt;script&gt;") == 6


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        ([{"customdata": ["BU1", 3.0]}, {"customdata": ["BU2"]}, {"customdata": ["BU1"]}], ("BU1", "BU2")),
        ([{"customdata": [""]}, {"customdata": []}, {"customdata": None}, {}, {"customdata": [3]}], ()),
        ([], ()),
    ],
)
def test_what_was_chosen_is_read_by_code_and_what_else_comes_is_passed_over(points, codes):
    assert read_codes(points) == codes


@pytest.mark.parametrize("maat", JAARMATEN)
def test_a_line_of_fewer_years_leaves_its_place_empty_in_the_table(maat):
    lines = {letter: {side: make_jaarlijn([1] * length) for side in ("laag", "hoog")} for letter, length in ("A1", "B2")
             for length in [int(length)]}  # fmt: skip
    table = make_jaren(maat, lines).tabel
    assert [row[0] for row in table.rijen] == ["2026", "2027"]
    assert [math.isnan(cell) for cell in table.rijen[1][1:]] == [True, True, False, False]
