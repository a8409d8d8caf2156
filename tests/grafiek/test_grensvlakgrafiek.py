"""The chart of the frontier: edges as they were found, the point of now, a table of the same, and what fits nowhere."""

from __future__ import annotations

import pytest

from woonzorg.grafiek.beschrijving import Reekssoort
from woonzorg.grafiek.grensvlak import find_top, list_rand, make_grensvlak
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.verdeling.uitweg.grensvlak import Grenspunt, Grensvlak

VLAK = Grensvlak(
    (
        Grenspunt(8.0, None, None),
        Grenspunt(12.0, 67, None),
        Grenspunt(13.0, 59, None, mist_laag=(61, 62)),
        Grenspunt(20.0, 53, 100),
        Grenspunt(26.0, 53, 88),
    ),
    452, 725, 8.0, 25.0,
)  # fmt: skip
NERGENS = Grensvlak((Grenspunt(8.0, 40, None),), 452, 6000, 8.0, 25.0)


def test_edges_run_from_the_first_height_at_100_percent_to_the_top():
    top = find_top(VLAK)
    assert top == 30.0
    low = [(punt.x, punt.y) for punt in list_rand(VLAK, "laag", top)]
    assert low == [(100, 12), (67, 12), (59, 13), (53, 20), (53, 26), (53, 30)]
    high = [(punt.x, punt.y) for punt in list_rand(VLAK, "hoog", top)]
    assert high == [(100, 20), (100, 20), (88, 26), (88, 30)]


def test_the_picture_has_both_edges_the_point_of_now_and_their_words():
    chart = make_grensvlak(VLAK)
    now = next(reeks for reeks in chart.reeksen if reeks.naam == "nu").punten[0]
    assert (now.x, now.y) == (25.0, 8.0)
    assert [reeks.soort for reeks in chart.reeksen].count(Reekssoort.VLAK) == 2
    told = {word.tekst for word in chart.woorden}
    assert {"lage vraag past (452)", "hoge vraag past (725)", "nu", "plafond per 1.000"} == told
    assert "lage vraag past (452)" in render_grafiek(chart)
    assert chart.zin.startswith("Nu: toewijsaandeel 25 %, plafond 8 per 1.000.")
    assert "past vanaf een plafond van 12 bij 67 %, en met een hoger plafond vanaf 53 %" in chart.zin


def test_the_table_tells_each_height_where_something_fits_and_where_a_higher_share_fails_again():
    rows = make_grensvlak(VLAK).tabel.rijen
    assert rows[0] == ("12", "67 %", "past niet")
    assert rows[1] == ("13", "59 %, niet bij 61 %, 62 %", "past niet")
    assert [row[0] for row in rows] == ["12", "13", "20", "26"]


@pytest.mark.parametrize(("vlak", "top"), [(NERGENS, 10.0), (VLAK, 30.0)])
def test_the_axis_ends_above_what_matters(vlak, top):
    assert find_top(vlak) == top
    assert make_grensvlak(vlak).y.stappen[-1][0] <= top


def test_a_demand_that_fits_nowhere_is_told():
    chart = make_grensvlak(NERGENS)
    assert any("de hoge vraag past bij geen enkel aandeel en plafond" in word.tekst for word in chart.woorden)
    assert "De hoge vraag (6.000) past bij geen enkel aandeel en plafond." in chart.zin
    assert list_rand(NERGENS, "hoog", 10.0) == ()
