"""A figure over the years with a goal: the mark stands at the value and in the year of the goal."""

from __future__ import annotations

import itertools

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


def make_doel(jaar, streef):
    return Profieldoel("BU00010000", "laag_inkomen_pct", None, streef, jaar)


def read_woorden(jaren, doelen):
    chart = make_doelverloop(jaren, doelen)
    years = [word for word in chart.woorden if word.vet]
    return chart, years, [word for word in chart.woorden if not word.vet]


def test_words_never_stand_through_each_other_and_those_of_goals_are_kept():
    measured = {year: 12.0 + (year % 2) * 0.1 for year in range(2012, 2025)}
    goals = [make_doel(2030, 10.0), make_doel(2031, 10.0), make_doel(2100, 5.0)]
    chart, years, values = read_woorden(measured, goals)
    told = {word.tekst for word in years}
    assert {"2100", "2031"} <= told
    assert "2030" not in told
    assert {"doel 5,0", "doel 10,0"} <= {word.tekst for word in values}
    places = sorted(chart.x.place(word.x, chart.vak.breedte) for word in years)
    assert all(right - left >= 38 for left, right in itertools.pairwise(places))
    assert len(chart.tabel.rijen) == len(measured) + len(goals)
    # Half of the widest words fits beside the axis.
    top, right, _, _ = chart.vak.rand
    assert (chart.vak.breedte - places[-1]) + right >= len("doel 10,0") * 7.5 / 2
    assert top >= 10


def test_a_value_stands_beneath_its_point_where_the_line_goes_up_from_it():
    _, _, values = read_woorden({2020: 4.0, 2022: 2.0, 2024: 3.0}, [make_doel(2030, 1.0)])
    below = {word.tekst: word.dy > 0 for word in values}
    assert below == {"4,0": False, "2,0": True, "3,0": False, "doel 1,0": False}
    _, _, same = read_woorden({2023: 4.0, 2024: 4.0}, [make_doel(2030, 1.0)])
    assert all(word.dy < 0 for word in same)
