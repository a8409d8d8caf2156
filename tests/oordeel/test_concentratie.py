"""Concentration: by hand, against other formulas for the same thing, and against naive loops."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from maken import make_buurten, make_gebieden, make_land, make_rij

from woonzorg.oordeel.concentratie import (
    Aandeel,
    Kenmerk,
    add_concentratie,
    calculate_aandeel,
    calculate_dissimilarity,
    calculate_lq,
    calculate_theil,
    calculate_wilson,
    choose_kenmerk,
    count_kenmerk,
    judge_concentratie,
    judge_overconcentratie,
    name_concentratie,
)
from woonzorg.oordeel.veerkracht import Oordeel, Referentie, score_gebieden

if TYPE_CHECKING:
    import pandas as pd

NAN = math.nan
LAAG = Kenmerk("laag_inkomen_pct", 2023)
COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=8).map(
    lambda pairs: (
        np.array([min(pair) for pair in pairs], dtype=float),
        np.array([pair[1] for pair in pairs], dtype=float),
    )
)


# Location quotient and its answer


def test_location_quotient_by_hand() -> None:
    v, households = np.array([30.0, 10.0, NAN, 5.0]), np.array([100.0, 300.0, 50.0, 0.0])
    share = calculate_aandeel(v, households, np.array([True, True, True, True]))
    assert (share.kenmerk_huishoudens, share.huishoudens, share.gebieden) == (40.0, 400.0, 2)
    lq = calculate_lq(v, households, share.waarde)
    assert lq[:2] == pytest.approx([3.0, 1 / 3])
    assert np.isnan(lq[2:]).all()


def test_only_counted_areas_make_the_share() -> None:
    share = calculate_aandeel(np.array([30.0, 10.0]), np.array([100.0, 100.0]), np.array([True, False]))
    assert share.waarde == 0.3
    assert math.isnan(Aandeel(0.0, 0.0, 0).waarde)


@pytest.mark.parametrize(
    ("lq", "households", "answer"),
    [
        (1.5, 100, "ja"),
        (1.4999, 100, "nee"),
        (0.15 / 0.1, 100, "ja"),  # a tie that the computer's rounding would lose
        (9.0, 99, "nee"),
        (NAN, 99, "nee"),  # too small, whatever the share
        (NAN, 100, "onbekend"),
        (NAN, NAN, "onbekend"),
        (9.0, NAN, "onbekend"),
        (NAN, 0, "nee"),
    ],
)
def test_concentration_by_hand(lq: float, households: float, answer: str) -> None:
    assert judge_concentratie(np.array([lq]), np.array([households]))[0] == answer


def test_the_threshold_can_be_set() -> None:
    lq, households = np.array([1.9, 2.0]), np.array([100.0, 100.0])
    assert judge_concentratie(lq, households, 2.0).tolist() == ["nee", "ja"]


@pytest.mark.parametrize(
    ("concentratie", "klasse", "uitgesloten", "answer"),
    [
        ("ja", "kwetsbaar", False, "ja"),
        ("nee", "kwetsbaar", False, "nee"),
        ("onbekend", "kwetsbaar", False, "onbekend"),
        ("ja", "aandacht_ses", True, "nee"),
        ("onbekend", "aandacht_leefbaarheid", True, "nee"),
        ("onbekend", "draagkrachtig", True, "nee"),
        ("ja", "onbekend", False, "onbekend"),
        ("nee", "onbekend", False, "nee"),
        ("onbekend", "onbekend", False, "onbekend"),
        ("ja", "onbekend", True, "nee"),
        ("onbekend", "onbekend", True, "nee"),
    ],
)
def test_overconcentration_is_a_three_valued_and(
    concentratie: str, klasse: str, uitgesloten, answer: str
) -> None:
    values = (np.array([value], dtype=object) for value in (concentratie, klasse))
    assert judge_overconcentratie(*values, np.array([uitgesloten]))[0] == answer


@pytest.mark.parametrize(
    ("share", "possible"), [(0.1, True), (2 / 3, True), (0.67, False), (1.0, False), (NAN, False)]
)
def test_a_share_above_one_over_q_cannot_concentrate(share: float, *, possible: bool) -> None:
    assert Aandeel(share * 900, 900.0, 3).can_concentrate() is possible


@given(COUNTS, st.floats(1.2, 3.0))
def test_can_concentrate_is_whether_a_full_area_would(counts: tuple, q: float) -> None:
    v, households = counts
    share = calculate_aandeel(v, households, np.ones(len(v), dtype=bool))
    assume(share.waarde > 0)
    full = calculate_lq(np.array([500.0]), np.array([500.0]), share.waarde)
    assert (judge_concentratie(full, np.array([500.0]), q)[0] == "ja") == share.can_concentrate(q)


# The trait and the table


def test_low_income_comes_before_corporation_rent() -> None:
    both = make_buurten(2, laag_inkomen_pct=[NAN, 5.0], corporatie_pct=[30.0, 40.0])
    assert choose_kenmerk(both, {"laag_inkomen_pct": 2023}) == LAAG
    assert choose_kenmerk(both.assign(laag_inkomen_pct=NAN), {"corporatie_pct": 2024}) == Kenmerk(
        "corporatie_pct", 2024
    )
    assert choose_kenmerk(both.assign(rol="rand"), {}) is None
    assert LAAG.titel == "Huishoudens met een laag inkomen"


def test_a_percentage_becomes_households() -> None:
    buurten = make_buurten(2, laag_inkomen_pct=[12.5, 5.0], huishoudens=[200, NAN])
    assert count_kenmerk(buurten, LAAG).tolist()[0] == 25.0
    assert count_kenmerk(buurten, LAAG).isna().tolist() == [False, True]


def score(gebieden) -> pd.DataFrame:
    return add_concentratie(
        score_gebieden(gebieden, Referentie(0.0, 2024, 342, "huishoudens")), gebieden, LAAG
    )


def make_streek(rollen: list[str]):
    buurten = make_buurten(
        4, rol=rollen, laag_inkomen_pct=[20.0, 10.0, 5.0, 5.0], huishoudens=[200.0] * 4,
        ses_woa=[-0.1] * 4, lbm_afwijking=[-0.1, -0.1, 0.1, -0.1],
    )  # fmt: skip
    return make_gebieden(
        [*buurten.drop(columns="geometry").to_dict("records"), make_land(8e6, laag_inkomen_pct=8.0)]
    )


def test_concentration_of_a_table_by_hand() -> None:
    scores = score(make_streek(["regio"] * 4))
    assert scores["lq"].tolist()[:4] == pytest.approx([2.0, 1.0, 0.5, 0.5])
    assert scores["lq_land"].tolist()[:2] == pytest.approx([2.5, 1.25])
    assert scores["concentratie"].tolist()[:4] == ["ja", "nee", "nee", "nee"]
    assert scores["overconcentratie"].tolist()[:4] == ["ja", "nee", "nee", "nee"]


def test_the_choice_of_region_may_change_concentration_and_no_class() -> None:
    wide, narrow = score(make_streek(["regio"] * 4)), score(make_streek(["rand", "regio", "regio", "regio"]))
    assert wide["klasse"].equals(narrow["klasse"])
    assert wide["grensgeval"].equals(narrow["grensgeval"])
    assert (wide["concentratie"][1], narrow["concentratie"][1]) == ("nee", "ja")


def test_each_level_has_its_own_share() -> None:
    rows = [
        make_rij("BU00010000", laag_inkomen_pct=30.0, huishoudens=200.0),
        make_rij("BU00010001", laag_inkomen_pct=10.0, huishoudens=200.0),
        make_rij("WK000100", laag_inkomen_pct=20.0, huishoudens=400.0),
    ]
    assert score(make_gebieden(rows))["lq"].tolist() == pytest.approx([1.5, 0.5, 1.0])


def test_no_level_is_held_against_the_share_of_another() -> None:
    # Two buurten of 200 count 80 of 400, one wijk 40 of 400, one gemeente 20 of 400: shares of 20, 10 and 5 %.
    rows = [
        make_rij("BU00010000", laag_inkomen_pct=30.0, huishoudens=200.0),
        make_rij("BU00010001", laag_inkomen_pct=10.0, huishoudens=200.0),
        make_rij("WK000100", laag_inkomen_pct=10.0, huishoudens=400.0),
        make_rij("GM0001", laag_inkomen_pct=5.0, huishoudens=400.0),
    ]
    assert score(make_gebieden(rows))["lq"].tolist() == pytest.approx([1.5, 0.5, 1.0, 1.0])


def test_without_a_trait_everything_is_unknown() -> None:
    buurten = make_buurten(1, ses_woa=[-0.1], lbm_afwijking=[-0.1], huishoudens=[500.0])
    scores = add_concentratie(score_gebieden(buurten, Referentie(0.0, 1, 1, "huishoudens")), buurten, None)
    assert scores["concentratie"].tolist() == ["onbekend"]
    assert scores["overconcentratie"].tolist() == ["onbekend"]
    assert scores["lq"].isna().all()


# Wilson


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_bounds_solve_the_quadratic(households: int, share: float) -> None:
    low, high = (
        float(side[0]) for side in calculate_wilson(np.array([share * households]), np.array([households]))
    )
    z2, p = 1.96**2, share * households / households
    roots = np.sort(np.roots([1 + z2 / households, -(2 * p + z2 / households), p * p]).real)
    assert [low, high] == pytest.approx(roots, abs=1e-7)
    assert 0.0 <= low <= high <= 1.0


def test_wilson_by_hand_and_unknown() -> None:
    low, high = calculate_wilson(np.array([10.0, NAN, 0.0, 1.0]), np.array([100.0, 100.0, 0.0, NAN]))
    assert (low[0], high[0]) == pytest.approx((0.05522914, 0.17436566), abs=1e-5)
    assert np.isnan([low[1:], high[1:]]).all()


# Evenness


def test_dissimilarity_and_theil_by_hand() -> None:
    v, households = np.array([30.0, 10.0]), np.array([100.0, 100.0])
    assert calculate_dissimilarity(v, households) == pytest.approx(0.5 * (3 / 4 - 7 / 16 + 9 / 16 - 1 / 4))
    assert calculate_theil(v, households) == pytest.approx(0.5 * (1.5 * math.log(1.5) + 0.5 * math.log(0.5)))


def test_full_separation_and_evenness_are_the_bounds() -> None:
    households = np.array([100.0, 300.0])
    assert calculate_dissimilarity(np.array([100.0, 0.0]), households) == 1.0
    assert calculate_dissimilarity(np.array([10.0, 30.0]), households) == pytest.approx(0.0, abs=1e-15)
    assert calculate_theil(np.array([100.0, 0.0]), households) == pytest.approx(math.log(4))
    assert calculate_theil(np.array([10.0, 30.0]), households) == pytest.approx(0.0, abs=1e-15)


@given(COUNTS)
def test_evenness_lies_within_its_bounds(counts: tuple) -> None:
    v, households = counts
    d, theil = calculate_dissimilarity(v, households), calculate_theil(v, households)
    assert math.isnan(d) == (v.sum() in {0, households.sum()})
    assert math.isnan(d) or -1e-12 <= d <= 1 + 1e-12
    assert math.isnan(theil) == (v.sum() == 0)
    assert math.isnan(theil) or -1e-12 <= theil <= math.log(households.sum()) + 1e-9


@given(COUNTS)
def test_unknown_areas_leave_evenness_as_it_is(counts: tuple) -> None:
    v, households = counts
    more = np.append(v, [NAN, 5.0, 5.0]), np.append(households, [100.0, 0.0, NAN])
    for measure in (calculate_dissimilarity, calculate_theil):
        assert measure(*more) == pytest.approx(measure(v, households), nan_ok=True)


@pytest.mark.parametrize(
    ("concentratie", "over", "naam"),
    [
        ("ja", "ja", "overconcentratie"), ("ja", "nee", "concentratie"), ("ja", "onbekend", "concentratie"),
        ("nee", "nee", ""), ("onbekend", "onbekend", ""),
    ],
)  # fmt: skip
def test_an_area_has_one_name_for_its_concentration(concentratie: str, over: str, naam: str) -> None:
    assert name_concentratie(Oordeel(concentratie), Oordeel(over)) == naam
