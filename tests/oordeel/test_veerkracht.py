"""The class and the grensgeval, held against their definitions in the method, by hand and by brute force."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maken import make_buurten, make_gebieden, make_gemeenten, make_land, make_reeksen, make_rij

from woonzorg.gebied import Rol
from woonzorg.oordeel.veerkracht import (
    Klasse,
    Oordeel,
    Referentie,
    calculate_marge,
    calculate_referentie,
    classify,
    exclude_kwetsbaar,
    judge_grensgeval,
    pivot_jaar,
    score_gebieden,
)

NAN = math.nan
SCORES = st.one_of(
    st.just(NAN), st.sampled_from([0.0, -0.0, 0.1, -0.1, 5e-324]), st.floats(-2, 2, allow_nan=False)
)
PUBLISHED = st.integers(-2000, 2000).map(lambda number: number / 1000)


def classify_one(ses: float, referentie: float, lbm: float) -> str:
    return str(classify(np.array([ses]), referentie, np.array([lbm]))[0])


@pytest.mark.parametrize(
    ("ses", "referentie", "lbm", "klasse"),
    [
        (-0.101, -0.1, -0.001, "kwetsbaar"),
        (-0.101, -0.1, 0.0, "aandacht_ses"),
        (-0.1, -0.1, -0.001, "aandacht_leefbaarheid"),
        (-0.1, -0.1, 0.0, "draagkrachtig"),
        (-0.1, -0.1, -0.0, "draagkrachtig"),
        (0.5, 0.04, 0.3, "draagkrachtig"),
        (0.03, 0.04, -0.3, "kwetsbaar"),
        (NAN, 0.0, -0.3, "onbekend"),
        (-0.3, 0.0, NAN, "onbekend"),
        (-0.3, NAN, -0.3, "onbekend"),
        (0.3, NAN, 0.3, "onbekend"),
    ],
)
def test_class_by_hand(ses: float, referentie: float, lbm: float, klasse: str) -> None:
    assert classify_one(ses, referentie, lbm) == klasse


@given(SCORES, SCORES, SCORES)
def test_kwetsbaar_means_both_strictly_below(ses: float, referentie: float, lbm: float) -> None:
    klasse = classify_one(ses, referentie, lbm)
    assert (klasse == "kwetsbaar") == (ses < referentie and lbm < 0)
    assert (klasse == "onbekend") == any(map(math.isnan, (ses, referentie, lbm)))
    assert (klasse == "draagkrachtig") == (ses >= referentie and lbm >= 0)


@given(SCORES)
def test_a_tie_is_not_below(score: float) -> None:
    assert classify_one(score, score, -1.0) in {"aandacht_leefbaarheid", "onbekend"}
    assert classify_one(-9.0, score, 0.0) in {"aandacht_ses", "onbekend"}


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=12), SCORES, st.randoms())
def test_class_depends_on_the_area_alone(areas: list[tuple[float, float]], referentie: float, random) -> None:
    shuffled = random.sample(areas, len(areas))
    ses, lbm = np.array(shuffled).T
    together = classify(ses, referentie, lbm)
    assert together.tolist() == [classify_one(s, referentie, b) for s, b in shuffled]


@given(SCORES, SCORES, SCORES)
def test_excluded_means_never_kwetsbaar_whatever_the_missing_value(
    ses: float, ref: float, lbm: float
) -> None:
    excluded = bool(exclude_kwetsbaar(np.array([ses]), ref, np.array([lbm]))[0])
    options = itertools.product(*([v] if not math.isnan(v) else [-3.0, 0.0, 3.0] for v in (ses, ref, lbm)))
    assert excluded == all(not (s < r and b < 0) for s, r, b in options)


# The reference


def average_by_loop(scores: list[float], weights: list[float]) -> float:
    above = below = Fraction(0)
    for score, weight in zip(scores, weights, strict=True):
        if not math.isnan(score) and not math.isnan(weight):
            above += Fraction(score) * Fraction(weight)
            below += Fraction(weight)
    return float(above / below)


@given(
    st.lists(
        st.tuples(st.one_of(PUBLISHED, st.just(NAN)), st.one_of(st.integers(1, 500_000), st.just(NAN))),
        max_size=8,
    )
)
def test_reference_is_the_household_weighted_mean(pairs: list[tuple[float, float]]) -> None:
    pairs = [(0.25, 1_000_000.0), *pairs]
    known = [weight for score, weight in pairs if not (math.isnan(score) or math.isnan(weight))]
    scores, weights = map(list, zip(*pairs, strict=True))
    table = make_gebieden([*make_gemeenten(scores, weights), make_land(sum(known))])
    referentie = calculate_referentie(table, 2024)
    assert referentie.waarde == average_by_loop(scores, weights)
    assert (referentie.gemeenten, referentie.melding) == (len(known), "")


@given(st.lists(st.tuples(PUBLISHED, st.integers(1, 400_000)), min_size=2, max_size=9), st.randoms())
def test_reference_is_the_same_in_any_order_and_region(pairs: list[tuple[float, int]], random) -> None:
    rows = [*make_gemeenten(*zip(*pairs, strict=True)), make_land(sum(pair[1] for pair in pairs))]
    other = [row | {"rol": str(random.choice(list(Rol)))} for row in random.sample(rows, len(rows))]
    first, second = (calculate_referentie(make_gebieden(table), 2024).waarde for table in (rows, other))
    assert first == second


@given(PUBLISHED, st.lists(st.integers(1, 400_000), min_size=1, max_size=9))
def test_reference_of_equal_scores_is_that_score(score: float, weights: list[int]) -> None:
    table = make_gebieden([*make_gemeenten([score] * len(weights), weights), make_land(sum(weights))])
    assert calculate_referentie(table, 2024).waarde == score


def test_other_levels_take_no_part_in_the_reference() -> None:
    other = [make_rij("BU00010000", ses_woa=3.0, ses_huishoudens=9e6), make_rij("PV31", ses_woa=3.0)]
    table = make_gebieden([*make_gemeenten([0.2, -0.1], [100, 300]), *other, make_land(400, ses_woa=2.0)])
    referentie = calculate_referentie(table, 2023)
    assert referentie.waarde == pytest.approx((0.2 * 100 - 0.1 * 300) / 400, abs=1e-15)
    assert (referentie.jaar, referentie.gemeenten, referentie.gewicht) == (2023, 2, "ses_huishoudens")


def test_without_gemeenten_the_reference_is_unknown_and_said() -> None:
    referentie = calculate_referentie(
        make_gebieden([make_rij("BU00010000", ses_woa=0.1), make_land(100)]), 2024
    )
    assert math.isnan(referentie.waarde)
    assert "geen gemeenten" in referentie.melding


@pytest.mark.parametrize(
    ("country", "known"), [(1_000, True), (1_052, True), (1_053, False), (8_000_000, False)]
)
def test_reference_needs_95_percent_of_the_country(country: float, *, known: bool) -> None:
    referentie = calculate_referentie(
        make_gebieden([*make_gemeenten([0.1, 0.2], [400, 600]), make_land(country)]), 1
    )
    assert math.isnan(referentie.waarde) is not known
    assert ("onbekend" in referentie.melding) is not known


def test_95_percent_of_the_country_is_enough() -> None:
    table = make_gebieden([*make_gemeenten([0.1, 0.2], [9, 10]), make_land(20)])
    assert calculate_referentie(table, 2024).melding == ""


@pytest.mark.parametrize(("country", "known"), [(1_000, True), (1_053, False)])
def test_coverage_counts_the_same_households_in_gemeenten_and_country(country: float, *, known: bool) -> None:
    rows = make_gemeenten([0.1, 0.2], [300, 500])  # the score leaves out a fifth of all households
    rows = [row | {"huishoudens": count} for row, count in zip(rows, (400.0, 600.0), strict=True)]
    referentie = calculate_referentie(make_gebieden([*rows, make_land(NAN, huishoudens=country)]), 2024)
    assert math.isnan(referentie.waarde) is not known
    assert (referentie.gewicht, "95 %" in referentie.melding) == ("ses_huishoudens", not known)


@pytest.mark.parametrize(("count", "known"), [(7, False), (299, False), (300, True)])
def test_without_the_country_300_gemeenten_are_needed(count: int, *, known: bool) -> None:
    table = make_gebieden(make_gemeenten([0.1] * count, [10] * count))
    referentie = calculate_referentie(table, 2024)
    assert math.isnan(referentie.waarde) is not known
    assert (f"maar {count} gemeenten" in referentie.melding) is not known


def test_a_country_without_households_vouches_for_nothing() -> None:
    table = make_gebieden([*make_gemeenten([0.1] * 7, [10] * 7), make_land(0.0, huishoudens=0.0)])
    assert math.isnan(calculate_referentie(table, 2024).waarde)


def test_households_of_the_key_figures_serve_where_the_score_has_none() -> None:
    rows = make_gemeenten([0.4, -0.4], [NAN, NAN])
    rows = [row | {"huishoudens": weight} for row, weight in zip(rows, (300.0, 100.0), strict=True)]
    referentie = calculate_referentie(make_gebieden([*rows, make_land(NAN, huishoudens=400.0)]), 2024)
    assert referentie.waarde == pytest.approx(0.2)
    assert referentie.gewicht == "huishoudens"


# Margin and grensgeval


def test_margin_by_hand() -> None:
    marge = calculate_marge(np.array([0.5, 0.5, NAN, 0.5, 0.0]), np.array([400.0, 0.0, 400.0, NAN, 100.0]))
    assert marge[0] == pytest.approx(1.96 * 0.5 / 20)
    assert np.isnan(marge[1:4]).all()
    assert marge[4] == 0.0


def judge_by_brute_force(ses: float, ref: float, marge: float, lbm: float, kafw: float) -> str:
    """Try everything that an unknown g_S or g_L could be; what all agree on is certain."""
    g_s = [abs(ses - ref) <= marge] if not math.isnan(marge) else [False, True]
    g_l = [kafw == 5] if not math.isnan(kafw) else [False, True]
    outcomes = {(s and lbm < 0) or (b and ses < ref) or (s and b) for s in g_s for b in g_l}
    return "niet_te_bepalen" if len(outcomes) == 2 else "ja" if True in outcomes else "nee"


KNOWN = st.one_of(st.sampled_from([0.0, 0.1, -0.1, 0.3, -0.3]), st.floats(-1, 1))
MARGES = st.one_of(st.just(NAN), st.just(0.0), st.sampled_from([0.1, 0.2, 0.4]), st.floats(0, 1))
KAFW = st.one_of(st.just(NAN), st.integers(1, 9).map(float))


@given(KNOWN, KNOWN, MARGES, KNOWN, KAFW)
def test_grensgeval_agrees_with_brute_force(
    ses: float, ref: float, marge: float, lbm: float, kafw: float
) -> None:
    values = (np.array([value]) for value in (ses, marge, lbm, kafw))
    s, m, b, k = values
    assert judge_grensgeval(s, ref, m, b, k)[0] == judge_by_brute_force(ses, ref, marge, lbm, kafw)


POSSIBLE = (-0.5, -0.05, 0.0, 0.05, 0.5)
"""What an unknown score could be: far below its mean, near it, and far above."""


@given(SCORES, SCORES, MARGES, SCORES, KAFW)
def test_grensgeval_of_an_unknown_class_is_told_as_far_as_any_score_would_give_the_same(
    ses: float, ref: float, marge: float, lbm: float, kafw: float
) -> None:
    answer = judge_grensgeval(*(np.array([value]) for value in (ses, ref, marge, lbm, kafw)))[0]
    level = 0.0 if math.isnan(ref) else ref
    shifts = [level + shift for shift in POSSIBLE] if math.isnan(ses) or math.isnan(ref) else [ses]
    levels = POSSIBLE if math.isnan(lbm) else (lbm,)
    outcomes = {judge_by_brute_force(s, level, marge, b, kafw) for s in shifts for b in levels}
    assert answer in {"niet_te_bepalen", *outcomes}
    if answer != Oordeel.NIET_TE_BEPALEN:
        assert outcomes == {answer}


@pytest.mark.parametrize(
    ("ses", "ref", "lbm", "kafw", "answer"),
    [
        (NAN, 0.0, 0.159, 8, "nee"),  # whatever S is, leefbaarheid keeps it from being kwetsbaar
        (NAN, NAN, 0.159, 8, "nee"),
        (NAN, 0.0, 0.01, 5, "niet_te_bepalen"),  # leefbaarheid may turn, and S may be low
        (NAN, 0.0, -0.2, 2, "niet_te_bepalen"),
        (0.5, 0.0, NAN, NAN, "nee"),  # S is far above its mean
        (0.02, 0.0, NAN, NAN, "niet_te_bepalen"),
        (NAN, 0.0, NAN, NAN, "niet_te_bepalen"),
    ],
)
def test_grensgeval_without_a_score_by_hand(
    ses: float, ref: float, lbm: float, kafw: float, answer: str
) -> None:
    values = (np.array([value]) for value in (ses, ref, 0.05, lbm, kafw))
    assert judge_grensgeval(*values)[0] == answer


@pytest.mark.parametrize(
    ("ses", "marge", "lbm", "kafw", "answer"),
    [
        (-0.05, 0.05, -0.5, 2, "ja"),  # at the margin's edge
        (-0.06, 0.05, -0.5, 2, "nee"),
        (0.05, 0.05, -0.5, 2, "ja"),  # may become kwetsbaar
        (0.05, 0.05, 0.5, 8, "nee"),  # leefbaarheid is far off
        (0.05, 0.05, 0.01, 5, "ja"),  # both may turn at once
        (0.5, 0.05, 0.01, 5, "nee"),
        (-0.5, 0.05, 0.01, 5, "ja"),
        (-0.5, NAN, 0.01, 5, "ja"),  # the margin does not matter
        (0.5, NAN, 0.5, 8, "nee"),
        (0.5, NAN, -0.5, 2, "niet_te_bepalen"),
        (-0.5, 0.05, -0.01, NAN, "niet_te_bepalen"),
    ],
)
def test_grensgeval_by_hand(ses: float, marge: float, lbm: float, kafw: float, answer: str) -> None:
    values = (np.array([value]) for value in (ses, 0.0, marge, lbm, kafw))
    assert judge_grensgeval(*values)[0] == answer


# All areas at once


def test_a_grensgeval_keeps_its_class() -> None:
    buurten = make_buurten(
        2, ses_woa=[-0.01, -0.4], lbm_afwijking=[-0.2, -0.2], ses_spreiding=[0.5, 0.5], ses_huishoudens=[100, 100],
        lbm_klasse=[2, 2],
    )  # fmt: skip
    scores = score_gebieden(buurten, Referentie(0.0, 2024, 342, "ses_huishoudens"))
    assert scores["klasse"].tolist() == ["kwetsbaar", "kwetsbaar"]
    assert scores["grensgeval"].tolist() == ["ja", "nee"]
    assert scores["ses_marge"].tolist() == pytest.approx([0.098, 0.098])


def test_other_rows_and_the_index_change_no_class() -> None:
    buurten = make_buurten(4, ses_woa=[-0.3, 0.3, -0.3, NAN], lbm_afwijking=[-0.1, -0.1, 0.1, -0.1])
    referentie = Referentie(0.0, 2024, 342, "huishoudens")
    whole = score_gebieden(buurten, referentie)
    part = score_gebieden(buurten.iloc[[2, 0]].set_index(pd.Index([7, 3])), referentie)
    assert whole["klasse"].tolist() == ["kwetsbaar", "aandacht_leefbaarheid", "aandacht_ses", "onbekend"]
    assert part["klasse"].to_dict() == {7: "aandacht_ses", 3: "kwetsbaar"}


def test_unknown_reference_makes_every_class_unknown() -> None:
    buurten = make_buurten(2, ses_woa=[-0.3, 0.3], lbm_afwijking=[-0.1, 0.1])
    scores = score_gebieden(buurten, Referentie(NAN, 2024, 0, "huishoudens", "geen"))
    assert set(scores["klasse"]) == {str(Klasse.ONBEKEND)}
    assert scores["kwetsbaar_uitgesloten"].tolist() == [False, True]


def test_an_earlier_edition_takes_every_figure_from_its_own_year() -> None:
    now = make_buurten(3, ses_woa=[0.1, 0.2, 0.3], lbm_afwijking=[0.1, 0.2, 0.3], huishoudens=[10, 20, 30])
    then = make_buurten(2, ses_woa=[-0.1, -0.2], lbm_afwijking=[-0.5, NAN])
    reeksen = pd.concat([make_reeksen(now), make_reeksen(then, 2021)], ignore_index=True)
    earlier = pivot_jaar(reeksen.sample(frac=1, random_state=1), now, 2021)
    assert earlier["ses_woa"].tolist()[:2] == [-0.1, -0.2]
    assert earlier["lbm_afwijking"].tolist()[:1] == [-0.5]
    assert earlier[["ses_woa", "lbm_afwijking"]].isna().sum().tolist() == [1, 2]
    assert earlier["huishoudens"].isna().all()


def test_an_edition_has_no_figure_that_the_series_lack() -> None:
    now = make_buurten(1, ses_woa=[0.1], huishoudens=[10])
    reeksen = make_reeksen(now).query("indicator == 'ses_woa'")
    edition = pivot_jaar(reeksen, now, 2024)
    assert edition["ses_woa"].tolist() == [0.1]
    assert edition["huishoudens"].isna().all()
    assert edition["naam"].tolist() == now["naam"].tolist()


def test_one_gemeente_is_told_in_the_singular() -> None:
    alone = calculate_referentie(make_gebieden(make_gemeenten([0.1], [1000.0])), 2023)
    assert alone.melding.startswith("Er is maar 1 gemeente met een SES-WOA-score")
    two = calculate_referentie(make_gebieden(make_gemeenten([0.1, 0.2], [1000.0, 1000.0])), 2023)
    assert two.melding.startswith("Er zijn maar 2 gemeenten met een SES-WOA-score")
    small = calculate_referentie(make_gebieden([*make_gemeenten([0.1], [10.0]), make_land(9000.0)]), 2023)
    assert (
        "De enige gemeente met een SES-WOA-score heeft maar minder dan 1 % van de huishoudens"
        in small.melding
    )
    assert math.isnan(small.waarde)
