"""The parts from which the fictional region is made keep their promises by themselves."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from woonzorg.bronnen.leefbaarometer import classify_afwijking
from woonzorg.bronnen.voorbeeld import cijfers, groei, landschap, namen, optelling, publicatie
from woonzorg.gegevens.schema import Status

HUISHOUDENS = [0.0, 12.0, 90.0, 400.0]
CODES = ["BU99000000", "BU99000001", "BU99000002", "BU99000003"]


@pytest.fixture
def figures() -> pd.DataFrame:
    people = pd.DataFrame(
        {
            "huishoudens": HUISHOUDENS,
            "stad": 0.5,
            "achterstand": [0.0, 1.0, -1.0, 0.5],
            "hinder": 0.0,
            "starters": 0.0,
        }
    )
    return cijfers.make_cijfers(np.random.default_rng(1), people).set_axis(CODES)


def publish(figures: pd.DataFrame, **lists: set[str]) -> pd.Series:
    empty: dict[str, frozenset[str]] = dict.fromkeys(
        ("gewijzigd", "zonder_spreiding", "zonder_leefbaarheid"), frozenset()
    )
    special = publicatie.Bijzonderheden(**empty | {key: frozenset(codes) for key, codes in lists.items()})
    return publicatie.make_reeksen(figures, special).set_index(["code", "indicator", "jaar"])["status"]


def test_scattered_points_keep_their_distance_and_fill_the_field() -> None:
    points = groei.scatter_points(np.random.default_rng(3), 1_000, 600, lambda at: np.full(len(at), 50.0))
    shapes = shapely.points(points)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=49.999)
    holes = shapely.box(0, 0, 1_000, 600).difference(shapely.union_all(shapely.buffer(shapes, 75.0)))
    assert np.array_equal(left, right)
    assert holes.area < 1_000
    assert points.min() >= 0
    assert (points.max(axis=0) <= (1_000, 600)).all()


def test_points_lie_closer_in_town() -> None:
    def least(at: np.ndarray) -> np.ndarray:
        return np.where(at[:, 0] < 500, 20.0, 80.0)

    points = groei.scatter_points(np.random.default_rng(4), 1_000, 500, least)
    assert (points[:, 0] < 500).sum() > 8 * (points[:, 0] >= 500).sum()


def test_cells_come_in_the_order_of_their_points_and_meet() -> None:
    points = np.random.default_rng(5).random((60, 2))
    cells = groei.cut_cells(points)
    assert shapely.contains(cells, shapely.points(points)).all()
    assert shapely.coverage_is_valid(cells)


def test_areas_hang_together_and_stop_where_no_step_is_possible() -> None:
    cells = gpd.GeoSeries([shapely.box(x, 0, x + 1, 1) for x in range(6)])
    pairs = groei.find_borders(cells)
    effort = np.where(np.isin(pairs, [3, 4]).all(axis=0), np.inf, 1.0)
    grown = groei.grow_areas(np.array([0, 3]), pairs, effort)
    ahead = groei.grow_areas(np.array([0, 3]), pairs, effort, np.array([1.5, 0.0]))
    assert grown.tolist() == [0, 0, 1, 1, -1, -1]
    assert ahead.tolist() == [0, 0, 0, 1, -1, -1]


def test_towns_are_urban_and_fields_are_not() -> None:
    hearts = np.array([(kern.x, kern.y) for kern in landschap.KERNEN]) * 1e3
    assert (landschap.measure_stad(hearts) > 0.4).all()
    assert landschap.measure_stad(np.array([[0.0, 0.0]]))[0] < 0.01
    assert landschap.measure_afstand(hearts).max() < landschap.BUURT_LAND


def test_names_run_out_rather_than_repeat() -> None:
    rng = np.random.default_rng(6)
    everything = namen.draw_namen(rng, ("hage",), len(namen.STAMMEN))
    assert len(set(everything)) == len(namen.STAMMEN)
    with pytest.raises(ValueError, match="larger sample"):
        namen.draw_namen(rng, ("hage",), len(namen.STAMMEN) + 1)


def test_counts_add_up_and_scores_are_weighted_by_households(figures: pd.DataFrame) -> None:
    households = figures["huishoudens", 2024]
    whole = optelling.aggregate(figures, np.full(4, "WK990000"), households)
    score = figures["ses_woa", 2024]
    assert whole["inwoners", 2024].tolist() == pytest.approx([figures["inwoners", 2024].sum()])
    assert whole["ses_woa", 2024].tolist() == pytest.approx([np.average(score, weights=households)])
    assert list(whole.columns) == list(figures.columns)


def test_an_area_without_households_has_counts_of_zero(figures: pd.DataFrame) -> None:
    empty = optelling.aggregate(figures[:1], np.array(["WK990000"]), figures["huishoudens", 2024][:1])
    assert empty["inwoners", 2024].tolist() == [0.0]
    assert np.isfinite(empty.to_numpy()).all()


def test_size_decides_what_a_source_withholds(figures: pd.DataFrame) -> None:
    status = publish(figures)
    ses, lbm, woz = (
        [status[code, key, 2024] for code in CODES] for key in ("ses_woa", "lbm_afwijking", "woz")
    )
    none, hidden, absent, seen = (
        Status.NIET_VAN_TOEPASSING,
        Status.ONDERDRUKT,
        Status.ONTBREEKT,
        Status.WAARGENOMEN,
    )
    assert ses == [none, hidden, hidden, seen]
    assert lbm == [none, absent, seen, seen]
    assert woz == [none, hidden, seen, seen]
    assert {status[code, "inwoners", 2024] for code in CODES} == {seen}


def test_income_comes_a_year_later(figures: pd.DataFrame) -> None:
    status = publish(figures)
    assert status[CODES[3], "laag_inkomen_pct", 2023] == Status.WAARGENOMEN
    assert status[CODES[3], "laag_inkomen_pct", 2024] == Status.ONTBREEKT
    assert status[CODES[0], "laag_inkomen_pct", 2024] == Status.NIET_VAN_TOEPASSING


def test_changed_borders_cost_the_figures_of_older_divisions(figures: pd.DataFrame) -> None:
    status = publish(
        figures, gewijzigd={CODES[3]}, zonder_spreiding={CODES[3]}, zonder_leefbaarheid={CODES[2]}
    )
    assert status[CODES[3], "lbm_afwijking", 2022] == Status.ONTBREEKT
    assert status[CODES[3], "lbm_afwijking", 2024] == Status.WAARGENOMEN
    assert status[CODES[3], "inwoners", 2023] == Status.ONTBREEKT
    assert status[CODES[3], "ses_woa", 2019] == Status.WAARGENOMEN
    assert status[CODES[3], "ses_spreiding", 2024] == Status.ONDERDRUKT
    assert status[CODES[2], "lbm_afwijking", 2024] == Status.ONTBREEKT


@pytest.mark.parametrize(
    ("afwijking", "klasse"), [(-0.5, 1), (-0.04, 4), (-0.039, 5), (0.0, 5), (0.039, 5), (0.5, 9)]
)
def test_class_follows_the_deviation(afwijking: float, klasse: int) -> None:
    assert classify_afwijking(np.array([afwijking])).tolist() == [klasse]
