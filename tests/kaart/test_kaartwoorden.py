"""Words and scales beside a map, by hand: what was counted, divided and left out, and where a value falls."""

from __future__ import annotations

import pandas as pd
import pytest

from woonzorg.kaart import woorden
from woonzorg.kaart.nummers import choose_niveau, spread
from woonzorg.kaart.schalen import Meetbereik, find_middenklasse, find_schaal

NAN = float("nan")


def test_the_share_of_households_shows_its_division_and_there_is_none_of_nothing() -> None:
    assert woorden.describe_deel("buurten", 1200.0, 4800.0) == (
        "de huishoudens in kwetsbare buurten, gedeeld door de huishoudens in alle buurten: 1.200 / 4.800 = 25 %"
    )
    assert woorden.describe_deel("buurten", 0.0, 1.0).endswith("0 / 1 = 0 %")
    assert woorden.describe_deel("buurten", 0.0, 0.0) == woorden.describe_deel("buurten", 0.0, NAN) == ""


def test_areas_without_households_are_told_in_their_number() -> None:
    assert woorden.describe_zonder("buurt", 1).startswith("1 buurt: die telt mee in de aantallen,")
    assert woorden.describe_zonder("buurt", 2).startswith("2 buurten: ze tellen mee in de aantallen,")


def test_a_year_that_is_not_known_is_said_to_be_so_on_both_sides() -> None:
    assert woorden.describe_verschil("het jaar", 2024, 0) == "het jaar (hier 2024, daar niet bekend)"
    assert woorden.describe_verschil("het jaar", 0, 2022) == "het jaar (hier niet bekend, daar 2022)"
    assert woorden.describe_jaren({"ses_woa": 2022, "lbm_afwijking": 0, "huishoudens": 2024}) == (
        "Jaar van de cijfers: SES-WOA 2022, Leefbaarometer niet bekend en huishoudens 2024."
    )


@pytest.mark.parametrize(
    ("codes", "niveau"),
    [(["WK000100"], "wijk"), (["WK000100", "GM0001"], "wijk"), (["WK000100", "BU00010000"], "buurt"),
     (["BU00010000"], "buurt"), (["GM0001"], "buurt"), ([], "buurt")],
)  # fmt: skip
def test_a_list_is_shown_by_wijk_only_where_it_names_no_buurt(codes: list[str], niveau: str) -> None:
    assert choose_niveau(codes) == niveau


def test_numbers_in_one_place_are_set_apart_and_far_ones_stay() -> None:
    one, other, far = spread([(5.0, 5.0), (5.0, 5.0), (90.0, 90.0)], 10.0)
    assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 == pytest.approx(100.0, rel=0.01)
    assert ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2) == pytest.approx((5.0, 5.0))
    assert far == (90.0, 90.0)


def test_a_value_falls_on_its_scale_and_one_outside_on_the_edge() -> None:
    scale = Meetbereik(1.0, 0.5)
    assert [scale.place(value, 200.0) for value in (0.0, 0.5, 1.0, 1.25, 9.0)] == [
        0.0,
        0.0,
        100.0,
        150.0,
        200.0,
    ]
    areas = pd.DataFrame(
        {"ses_woa": [0.2, -0.4, NAN], "lbm_klasse": [5.0, 5.0, 4.0], "lbm_afwijking": [0.03, -0.04, -1.0]}
    )
    assert find_schaal(areas, "ses_woa", 0.1) == Meetbereik(0.1, pytest.approx(0.5 * 1.08))
    assert find_schaal(areas, "ses_woa", NAN) == Meetbereik(0.0, pytest.approx(0.4 * 1.08))
    assert find_schaal(areas.assign(ses_woa=0.1), "ses_woa", 0.1).bereik == 1.0  # all on the mean
    assert find_middenklasse(areas) == 0.04
    assert find_middenklasse(areas.assign(lbm_klasse=4.0)) == 0.0
