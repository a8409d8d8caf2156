"""The dumbbells of social rent: a mark for what is known, none for what is not, and lines at both limits."""

from __future__ import annotations

import dataclasses
import math

import pytest
from PIL import ImageFont

from woonzorg.grafiek.socialehuur import GRENS, NA, NU, make_huurhalters
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.socialehuur.normen import NORMEN_2025, Normen
from woonzorg.socialehuur.programma import Bouwregel
from woonzorg.socialehuur.stand import Woningstand, read_tabel4
from woonzorg.socialehuur.uitkomst import make_uitkomsten

STAND = Woningstand("GM0001", "Dorp <b>", 1000.0, 200.0, 400.0, 600.0, 200.0, "proef")


def list_marks(chart):
    return {reeks.naam: [punt.x for punt in reeks.punten] for reeks in chart.reeksen if reeks.naam}


def test_now_after_and_bound_stand_on_one_line_with_both_limits() -> None:
    chart = make_huurhalters(make_uitkomsten([STAND], [Bouwregel("GM0001", sociaal=250)]), NORMEN_2025)
    assert list_marks(chart) == {GRENS: [40.0], NA: [36.0], NU: [20.0]}
    assert [line.x for line in chart.lijnen] == [27.0, 30.0]
    assert chart.x.eind == 40.0
    assert chart.tabel.rijen == (("Dorp <b>", 20.0, 40.0, 36.0),)
    assert "Dorp <b>: corporatiebezit 20 %, alle huur 40 %, na 36 %" in chart.zin
    drawn = render_grafiek(chart)
    assert "27 % landelijk" in drawn
    assert "<b>" not in drawn


def test_what_is_unknown_has_no_mark_and_changed_limits_keep_their_words_apart() -> None:
    chart = make_huurhalters(make_uitkomsten(read_tabel4()), Normen(landelijk=35.0))
    marks = list_marks(chart)
    assert all(math.isnan(x) for x in (*marks[NU], *marks[NA]))
    assert max(marks[GRENS]) > 53
    assert [(word.x, word.anker) for word in chart.woorden] == [(35.0, "start"), (30.0, "end")]


@pytest.mark.parametrize(
    "name", ["Eys", "Heerlen", "'s-Gravenwoud aan de Wouwe", "Nuenen, Gerwen en Nederwetten"]
)
def test_the_longest_name_fits_beside_its_row(name) -> None:
    stand = dataclasses.replace(STAND, naam=name)
    chart = make_huurhalters(make_uitkomsten([STAND, stand]), NORMEN_2025)
    room = chart.vak.rand[3]
    assert ImageFont.load_default(14).getlength(name) + 12.0 <= room <= 250.0
    assert chart.vak.breedte + room == 510.0  # what the legend above takes


def test_without_a_gemeente_there_is_still_a_picture() -> None:
    assert make_huurhalters((), NORMEN_2025).vak.rand[3] == 110.0
