"""Who lives in the invented land: households, and the hidden field of disadvantage that all figures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen.voorbeeld.landschap import BREEDTE, HOOGTE

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

LEEG, WATER, KLEIN = 3, 2, 17
"""How many buurten have no households, are a lake, or have fewer than 100 households."""

PLEKKEN = 9
"""Number of spots where disadvantage piles up: about the size of a buurt or two."""

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
        With the index of `land`: huishoudens (unrounded), stad, achterstand (mean 0, deviation 1), water.
    """
    stad = land["stad"].to_numpy()
    households = np.exp(rng.normal(np.log(260 + 560 * stad), 0.55))
    frame = pd.DataFrame(
        {"huishoudens": households, "stad": stad, "achterstand": _spread_achterstand(rng, land), "water": False},
        index=land.index,
    )
    rural = land.index[(land["stad"] < 0.3) & (land["rol"] == "regio")]
    chosen = rng.choice(rural, LEEG + WATER + KLEIN, replace=False)
    frame.loc[chosen, "huishoudens"] = rng.uniform(8, 95, len(chosen))
    frame.loc[chosen[: LEEG + WATER], "huishoudens"] = 0.0
    frame.loc[chosen[:WATER], "water"] = True
    return frame


def _spread_achterstand(rng: np.random.Generator, land: gpd.GeoDataFrame) -> Values:
    """Make the hidden field: smooth over the land, higher in town, with spots, and some chance."""
    x, y, stad = (land[name].to_numpy() for name in ("x", "y", "stad"))
    smooth = np.zeros(len(land))
    for _ in range(14):
        distance = np.hypot(x - rng.random() * BREEDTE, y - rng.random() * HOOGTE)
        smooth += rng.normal() * np.exp(-((distance / 4_500) ** 2))
    towns = np.flatnonzero((stad > 0.5) & (land["rol"] == "regio").to_numpy())
    spots = np.zeros(len(land))
    for spot in rng.choice(towns, PLEKKEN, replace=False):
        distance = np.hypot(x - x[spot], y - y[spot])
        spots = np.maximum(spots, rng.uniform(0.7, 1.3) * np.exp(-((distance / 650) ** 2)))
    return _standardise(0.55 * smooth + 0.8 * stad + 1.5 * spots + rng.normal(0, 0.3, len(land)))


def _standardise(values: Values) -> Values:
    scaled: Values = (values - values.mean()) / values.std()
    return scaled


def settle_vergelijking(rng: np.random.Generator) -> pd.DataFrame:
    """Make gemeenten elsewhere, with the columns of `settle_buurten`: so many, so urban, so well off."""
    stad = rng.beta(1.3, 2.2, VERGELIJKING)
    households = np.exp(rng.normal(9.35 + 1.3 * stad, 0.5))
    achterstand = _standardise(1.2 * stad + rng.normal(0, 0.45, VERGELIJKING))
    # The region is worse off than the country: nought here lies well under nought there.
    weighted = achterstand - np.average(achterstand, weights=households)
    return pd.DataFrame(
        {"huishoudens": households, "stad": stad, "achterstand": 0.55 * weighted - 0.42, "water": False}
    )
