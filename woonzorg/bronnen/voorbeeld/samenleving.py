"""Who lives in the invented land: households, and the hidden fields that all figures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen.voorbeeld.landschap import BREEDTE, EXCLAVE, HOOGTE
from woonzorg.gebied import Rol

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.intp]

WATER, BEDRIJVEN, KLEIN = 2, 4, 17
"""How many buurten of the region are a lake, a business park without households, or a hamlet."""

PLEKKEN, HINDERPLEKKEN, STARTERS = 8, 6, 3
"""Spots where disadvantage piles up, better-off ones beside noise and traffic, and buurten full of starters."""

VERGELIJKING = 330
"""Number of gemeenten elsewhere, so that a national mean can be made."""


def settle_buurten(rng: np.random.Generator, land: gpd.GeoDataFrame) -> pd.DataFrame:
    """Let people settle.

    Parameters
    ----------
    rng : Generator
    land : GeoDataFrame
        As `landschap.make_landschap` gives it.

    Returns
    -------
    DataFrame
        With the index of `land`: huishoudens (unrounded), stad (0–1), achterstand (mean 0, deviation 1), hinder
        (0–1), starters (0 or 1), water.
    """
    stad = land["stad"].to_numpy()
    achterstand = _spread_achterstand(rng, land)
    own = (land["rol"] == Rol.REGIO).to_numpy()
    calm = np.flatnonzero(own & (achterstand < -0.1) & (stad > 0.05))
    young = rng.choice(np.flatnonzero(own & (achterstand < 0.4) & (stad > 0.7)), STARTERS, replace=False)
    households = np.exp(rng.normal(np.log(300 + 560 * stad), 0.5))
    lake = np.zeros(len(land), dtype=bool)
    empty, small = _choose_empty(rng, land)
    households[small] = rng.uniform(8, 95, len(small))
    households[empty], lake[empty[:WATER]] = 0.0, True
    return pd.DataFrame(
        {
            "huishoudens": households, "stad": stad, "achterstand": achterstand,
            "starters": np.isin(np.arange(len(land)), young).astype(float),
            "hinder": _spread_spots(rng, land, rng.choice(calm, HINDERPLEKKEN, replace=False), 1_100.0), "water": lake,
        },
        index=land.index,
    )  # fmt: skip


def _choose_empty(rng: np.random.Generator, land: gpd.GeoDataFrame) -> tuple[Positions, Positions]:
    """Choose the buurten without households (lakes first), and the hamlets, of which one is the exclave."""
    own, stad = (land["rol"] == Rol.REGIO).to_numpy(), land["stad"].to_numpy()
    fields, fringe = np.flatnonzero(own & (stad < 0.02)), np.flatnonzero(own & (stad > 0.02) & (stad < 0.6))
    _, x, y = EXCLAVE
    exclave = int(np.hypot(land["x"] - 1e3 * x, land["y"] - 1e3 * y).argmin())
    fields = rng.permutation(np.setdiff1d(fields, exclave))
    fringe = rng.permutation(np.setdiff1d(fringe, exclave))
    hamlets = np.concatenate([fields[WATER:], fringe[BEDRIJVEN:]])
    # Small buurten lie at the edge of a town more often than in the fields, where buurten are large.
    weights = 0.03 + stad[hamlets]
    small = rng.choice(hamlets, KLEIN - 1, replace=False, p=weights / weights.sum())
    return np.concatenate([fields[:WATER], fringe[:BEDRIJVEN]]), np.append(small, exclave)


def _spread_achterstand(rng: np.random.Generator, land: gpd.GeoDataFrame) -> Values:
    """Make the hidden field: smooth over the land, higher in town, with spots, and some chance."""
    x, y, stad = (land[name].to_numpy() for name in ("x", "y", "stad"))
    smooth = np.zeros(len(land))
    for _ in range(14):
        distance = np.hypot(x - rng.random() * BREEDTE, y - rng.random() * HOOGTE)
        smooth += rng.normal() * np.exp(-((distance / 4_500) ** 2))
    towns = np.flatnonzero((stad > 0.5) & (land["rol"] == Rol.REGIO).to_numpy())
    spots = _spread_spots(rng, land, rng.choice(towns, PLEKKEN, replace=False), 650.0)
    return _standardise(0.5 * smooth + 0.75 * stad + 1.4 * spots + rng.normal(0, 0.3, len(land)))


def _spread_spots(
    rng: np.random.Generator, land: gpd.GeoDataFrame, hearts: Positions, straal: float
) -> Values:
    """Make a field with a bump around each heart, fading over `straal` metres."""
    x, y = land["x"].to_numpy(), land["y"].to_numpy()
    distance = np.hypot(x[:, None] - x[hearts], y[:, None] - y[hearts])
    bumps = rng.uniform(0.7, 1.2, len(hearts)) * np.exp(-((distance / straal) ** 2))
    highest: Values = bumps.max(axis=1)
    return highest


def _standardise(values: Values) -> Values:
    scaled: Values = (values - values.mean()) / values.std()
    return scaled


def settle_vergelijking(rng: np.random.Generator) -> pd.DataFrame:
    """Make gemeenten elsewhere, with the columns of `settle_buurten`.

    The region is worse off than the country: its mean disadvantage is 0, that of the country −0.43.
    """
    stad = rng.beta(1.3, 2.2, VERGELIJKING)
    households = np.exp(rng.normal(9.35 + 1.3 * stad, 0.5))
    achterstand = _standardise(1.2 * stad + rng.normal(0, 0.4, VERGELIJKING))
    centred = achterstand - np.average(achterstand, weights=households)
    return pd.DataFrame(
        {
            "huishoudens": households, "stad": stad, "achterstand": 0.6 * centred - 0.43,
            "hinder": 0.5 * rng.beta(1.0, 4.0, VERGELIJKING), "starters": 0.0, "water": False,
        }
    )  # fmt: skip
