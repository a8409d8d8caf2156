"""A figure over the years with a goal: the mark stands at the value and in the year of the goal."""

from __future__ import annotations

from woonzorg.grafiek.doelverloop import make_doelverloop
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.profiel.eigen import Profieldoel


def test_the_goal_is_a_mark_at_its_value_in_its_year_and_told_in_words():
    chart = make_doelverloop(
        {2023: 12.1, 2022: 12.4}, [Profieldoel("BU00010000", "laag_inkomen_pct", 12.0, 10.0, 2030)]
    )
    _, seen, goals = chart.reeksen
    assert [(point.x, point.y) for point in seen.punten] == [(2022.0, 12.4), (2023.0, 12.1)]
    assert [(point.x, point.y) for point in goals.punten] == [(2030.0, 10.0)]
    assert chart.x.eind > 2030
    assert chart.y.begin < 10.0
    assert chart.zin.endswith("2022 12,4 en 2023 12,1. Doel: 10,0 in 2030.")
    assert chart.tabel.rijen[-1] == ("doel 2030", 10.0)
    assert "doel 10,0" in render_grafiek(chart)


def test_a_goal_without_a_measured_year_still_has_its_mark():
    chart = make_doelverloop({}, [Profieldoel("BU00010000", "koopwoningen_pct", None, 40.0, 2030)])
    assert [(point.x, point.y) for point in chart.reeksen[2].punten] == [(2030.0, 40.0)]
    assert chart.x.begin < chart.x.eind
    assert chart.y.begin < chart.y.eind
