"""What is told beside own goals: their figure once, and where they start from something else than was measured."""

from __future__ import annotations

from woonzorg.profiel.doelwoorden import NIETS_GEMETEN, list_rijen, tell_doelen, tell_uitgang
from woonzorg.profiel.eigen import Profieldoel


def make_doel(jaar, streef, nu=None, sleutel="laag_inkomen_pct"):
    return Profieldoel("BU00010000", sleutel, nu, streef, jaar)


def test_goals_of_a_figure_name_it_once_and_a_score_has_no_unit():
    goals = [make_doel(2030, 10.0, 12.0), make_doel(2035, 8.0)]
    assert tell_doelen(goals) == "Huishoudens met een laag inkomen: 12,0 → 10,0 % in 2030 en 8,0 % in 2035"
    score = make_doel(2028, 0.05, sleutel="lbm_afwijking")
    assert tell_doelen([score]) == "Leefbaarheid (Leefbaarometer): 0,050 in 2028"


def test_a_start_that_is_not_the_newest_figure_is_told():
    goals = [make_doel(2030, 10.0, 12.0), make_doel(2035, 8.0, 12.0), make_doel(2036, 8.0)]
    assert tell_uitgang({2022: 12.0, 2023: 8.4}, goals) == (
        "Het eigen bestand gaat uit van 12,0; het nieuwste cijfer is 8,4 (2023)."
    )
    assert tell_uitgang({2023: 12.04}, goals) == ""
    assert tell_uitgang({2023: 8.4}, goals[2:]) == ""
    assert tell_uitgang({}, goals) == NIETS_GEMETEN


def test_the_table_tells_measured_years_and_goals_with_their_unit():
    assert list(list_rijen({2024: 36.0, 2023: 35.0}, [make_doel(2030, 40.0, 30.0, "corporatie_pct")])) == [
        ("Huurwoningen van een corporatie", "gemeten", "2023", "35 %"),
        ("Huurwoningen van een corporatie", "gemeten", "2024", "36 %"),
        ("Huurwoningen van een corporatie", "uitgangspunt van een doel", "niet genoemd", "30 %"),
        ("Huurwoningen van een corporatie", "doel", "2030", "40 %"),
    ]
    score = make_doel(2028, 0.05, sleutel="lbm_afwijking")
    assert [row[3] for row in list_rijen({}, [score])] == ["0,050"]
