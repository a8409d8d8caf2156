"""Hot spots: local Moran against a naive loop and exact permutation, the draws, and the false discovery rate."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maken import make_gebieden, make_rij, make_square

from woonzorg.gebied import Rol
from woonzorg.oordeel import concentratie
from woonzorg.oordeel.concentratie import control_fdr, find_hotspots

if TYPE_CHECKING:
    import pandas as pd

NAN = math.nan


def moran_by_loop(z: np.ndarray, neighbours: dict[int, list[int]]) -> list[float]:
    return [z[i] * float(np.mean([z[j] for j in near])) if near else NAN for i, near in neighbours.items()]


def exact_p(z: np.ndarray, area: int, near: list[int]) -> float:
    """Go through every set of other areas that could have been the neighbours."""
    others = [j for j in range(len(z)) if j != area]
    sets = list(itertools.combinations(others, len(near)))
    actual = z[area] * np.mean(z[near])
    return sum(z[area] * np.mean(z[list(chosen)]) >= actual - 1e-9 for chosen in sets) / len(sets)


VAKKEN = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (9, 9)]
BUREN = {
    0: [1, 3, 4],
    1: [0, 2, 3, 4, 5],
    2: [1, 4, 5],
    3: [0, 1, 4],
    4: [0, 1, 2, 3, 5],
    5: [1, 2, 4],
    6: [],
}


def make_kaart(shares: list[float], **columns: list) -> pd.DataFrame:
    """Return seven areas with 200 households: a block of two by three, and an island."""
    rows = [
        make_rij(f"BU0001{n:04d}", huishoudens=200.0, **{name: values[n] for name, values in columns.items()})
        for n in range(len(shares))
    ]
    return make_gebieden(rows, [make_square(*cell, gap=15.0) for cell in VAKKEN[: len(shares)]])


SHARES = [0.30, 0.25, 0.10, 0.28, 0.12, 0.05, 0.02]


def test_local_moran_agrees_with_a_naive_loop() -> None:
    hotspots = find_hotspots(make_kaart(SHARES), np.array(SHARES) * 200, 999)
    share = np.array(SHARES)
    z = (share - share.mean()) / share.std()
    assert hotspots["moran_i"].tolist()[:6] == pytest.approx(moran_by_loop(z, BUREN)[:6])
    assert np.isnan(hotspots["moran_i"][6])
    counts = hotspots["moran_p"].to_numpy()[:6] * 1000  # (1 + wins) / (999 + 1)
    assert counts == pytest.approx(counts.round(), abs=1e-9)


def test_pseudo_p_comes_near_the_exact_one() -> None:
    hotspots = find_hotspots(make_kaart(SHARES), np.array(SHARES) * 200, 99_999)
    z = (np.array(SHARES) - np.mean(SHARES)) / np.std(SHARES)
    exact = [exact_p(z, area, BUREN[area]) for area in range(6)]
    assert hotspots["moran_p"].tolist()[:6] == pytest.approx(exact, abs=0.01)
    assert hotspots["moran_p"].min() >= 1 / 100_000


def test_islands_small_and_unknown_areas_are_undecided() -> None:
    shares = np.array([0.30, 0.25, 0.10, 0.28, 0.12, 0.05, 0.02]) * 200
    shares[2] = NAN
    hotspots = find_hotspots(
        make_kaart(SHARES).assign(huishoudens=[200, 200, 200, 99, 200, 200, 200]), shares, 99
    )
    assert hotspots["hotspot"].tolist() == ["nee", "nee", "onbekend", "onbekend", "nee", "nee", "onbekend"]
    assert hotspots["moran_p"].isna().tolist() == [False, False, True, True, False, False, True]


def make_vlek(rol: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Return a field of 15 × 15 with a block of high shares in a corner; the outermost column has this role."""
    cells = [(column, row) for column in range(15) for row in range(15)]
    rows = [
        make_rij(f"BU0001{n:04d}", huishoudens=200.0, rol=rol if column == 0 else "regio")
        for n, (column, _) in enumerate(cells)
    ]
    shares = np.array(
        [0.5 if column < 4 and row < 4 else 0.1 + (column * row % 5) / 100 for column, row in cells]
    )
    return make_gebieden(rows, [make_square(*cell) for cell in cells]), shares * 200


def test_a_block_of_high_shares_is_a_hot_spot_and_a_low_one_is_not() -> None:
    gebieden, v = make_vlek("regio")
    hotspots = find_hotspots(gebieden, v, 4999)
    inside = np.array([n // 15 < 4 and n % 15 < 4 for n in range(225)])
    assert hotspots["hotspot"][16] == "ja"
    assert (hotspots["hotspot"][~inside] == "nee").all()
    assert (hotspots["hotspot"] == "ja").sum() >= 9


def test_half_a_region_with_high_shares_is_a_hot_spot_inside() -> None:
    # Eight columns of 15 are high: z = √(7/8) = 0.94 there, and so is the mean of eight neighbours inside.
    gebieden, _ = make_vlek("regio")
    high = np.array([n // 15 < 8 for n in range(225)])
    hotspots = find_hotspots(gebieden, np.where(high, 0.3, 0.1) * 200, 999)
    assert hotspots["moran_i"][3 * 15 + 7] == pytest.approx(7 / 8)
    assert hotspots["hotspot"][3 * 15 + 7] == "ja"
    assert hotspots["hotspot"][12 * 15 + 7] == "nee"


def test_a_block_of_low_shares_is_no_hot_spot() -> None:
    gebieden, v = make_vlek("regio")
    hotspots = find_hotspots(gebieden, v.max() - v, 4999)
    assert control_fdr(hotspots["moran_p"].to_numpy())[16]
    assert hotspots["moran_i"][16] > 0
    assert hotspots["hotspot"][16] == "nee"


def test_the_ring_takes_part_and_gets_no_verdict() -> None:
    gebieden, v = make_vlek("rand")
    hotspots = find_hotspots(gebieden, v, 4999)
    assert set(hotspots["hotspot"][:15]) == {"onbekend"}
    assert hotspots["moran_p"][:15].notna().all()
    assert hotspots["hotspot"][16] == "ja"


def test_hot_spots_are_the_same_at_every_run_and_for_any_index() -> None:
    gebieden, v = make_vlek("regio")
    first, second = find_hotspots(gebieden, v, 199), find_hotspots(gebieden.set_index("code"), v, 199)
    assert first["moran_p"].tolist() == second["moran_p"].tolist()
    assert second.index.tolist() == gebieden["code"].tolist()
    assert find_hotspots(gebieden, v, 199, zaad=1)["moran_p"].tolist() != first["moran_p"].tolist()


@pytest.mark.parametrize("shares", [[0.1] * 7, [0.1, 0.2], [0.1], []])
def test_maps_without_difference_or_nearly_empty_are_undecided(shares: list[float]) -> None:
    kaart = make_kaart(shares) if shares else make_kaart([0.1]).iloc[:0]
    hotspots = find_hotspots(kaart, np.array(shares) * 200, 99)
    assert set(hotspots["hotspot"]) <= {"onbekend"}
    assert hotspots["moran_p"].isna().all()


def test_areas_that_only_compare_take_no_part() -> None:
    kaart = make_kaart(SHARES, rol=[*["regio"] * 5, str(Rol.VERGELIJKING), "regio"])
    hotspots = find_hotspots(kaart, np.array(SHARES) * 200, 99)
    assert hotspots["hotspot"][5] == "onbekend"
    assert math.isnan(hotspots["moran_i"][5])


@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 2**32 - 1))
def test_drawn_positions_differ_and_lie_within_bounds(n: int, k: int, seed: int) -> None:
    drawn = concentratie._draw_positions(n, k, 50, seed)
    assert drawn.shape == (50, min(k, n))
    assert ((drawn >= 0) & (drawn < n)).all()
    assert all(len(set(row)) == len(row) for row in drawn.tolist())


@given(st.integers(2, 6), st.data())
def test_equally_likely_ranks_give_every_arrangement_once(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(1, min(n, 4)))
    ranks = np.array(list(itertools.product(*(range(n - column) for column in range(k)))))

    class Ranks:
        """Deal every combination of ranks once, where a generator would deal them at random."""

        columns = iter(ranks.T)

        def integers(self, low: int, high: int, size: int) -> np.ndarray:
            dealt = next(self.columns)
            assert (low, size, high) == (0, len(ranks), dealt.max() + 1)
            return dealt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(np.random, "default_rng", lambda _seed: Ranks())
        drawn = concentratie._draw_positions(n, k, len(ranks), 0)
    assert sorted(map(tuple, drawn.tolist())) == sorted(itertools.permutations(range(n), k))


# False discovery rate


def test_benjamini_hochberg_by_hand() -> None:
    p = np.array([0.039, 0.001, 0.041, 0.008, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    assert np.flatnonzero(control_fdr(p)).tolist() == [1, 3]
    assert control_fdr(np.array([0.05])).tolist() == [True]
    assert control_fdr(np.array([])).tolist() == []


def test_a_low_rank_is_carried_by_a_higher_one() -> None:
    assert control_fdr(np.array([0.04, 0.045, 0.03])).tolist() == [True, True, True]
    assert control_fdr(np.array([0.04, 0.06, 0.03])).tolist() == [False, False, False]


@given(st.lists(st.floats(0, 1), max_size=12))
def test_fdr_agrees_with_the_definition(values: list[float]) -> None:
    ranked = sorted(values)
    passing = [p for rank, p in enumerate(ranked, 1) if p <= 0.05 * rank / len(ranked)]
    limit = max(passing, default=-1.0)
    assert control_fdr(np.array(values)).tolist() == [p <= limit for p in values]
