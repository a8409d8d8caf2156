"""The figures of the profile for all areas at once, and those of the region: pure, nothing is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau, Rol
from woonzorg.profiel.cijfers import CIJFERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.profiel.cijfers import Profielcijfer


def calculate_cijfers(gebieden: pd.DataFrame, jaren: Mapping[str, int]) -> pd.DataFrame:
    """Return every figure of the profile for every area, with the code as index; NaN where it is unknown.

    Parameters
    ----------
    gebieden : DataFrame
        Areas of the snapshot, of all levels.
    jaren : mapping
        Newest year of each indicator: a share of counts of two years is unknown.
    """
    columns = {one.sleutel: _calculate(one, gebieden, jaren) for one in CIJFERS}
    return pd.DataFrame(columns).set_index(pd.Index(gebieden["code"], name="code"))


def _calculate(cijfer: Profielcijfer, gebieden: pd.DataFrame, jaren: Mapping[str, int]) -> np.ndarray:
    values = gebieden[cijfer.indicator.sleutel].to_numpy(dtype=float)
    if not cijfer.noemer:
        return values
    if jaren.get(cijfer.indicator.sleutel) != jaren.get(cijfer.noemer):
        return np.full(len(gebieden), np.nan)
    return divide(values, gebieden[cijfer.noemer].to_numpy(dtype=float), cijfer.per)


def divide(teller: np.ndarray, noemer: np.ndarray, per: float) -> np.ndarray:
    """Return shares; NaN where the denominator is 0 or either is unknown.

    Examples
    --------
    >>> divide(np.array([1.0, 1.0]), np.array([4.0, 0.0]), 100.0).tolist()
    [25.0, nan]
    """
    whole = np.where(noemer > 0, noemer, np.nan)
    return per * teller / whole


def calculate_regio(gebieden: pd.DataFrame, cijfers: pd.DataFrame) -> dict[str, float]:
    """Return every figure of the region, over its gemeenten; NaN unless each of these has what it takes.

    Parameters
    ----------
    gebieden : DataFrame
    cijfers : DataFrame
        `calculate_cijfers` of the same areas.
    """
    own = ((gebieden["niveau"] == Niveau.GEMEENTE) & (gebieden["rol"] == Rol.REGIO)).to_numpy()
    towns = gebieden[own]
    return {one.sleutel: _weigh(one, towns, cijfers[one.sleutel].to_numpy()[own]) for one in CIJFERS}


def _weigh(cijfer: Profielcijfer, gemeenten: pd.DataFrame, waarden: np.ndarray) -> float:
    # A share weighed by its denominator is the sum of numerators over the sum of denominators.
    weights = gemeenten[cijfer.gewicht].to_numpy(dtype=float)
    if not len(waarden) or np.isnan(waarden).any() or not (weights > 0).all():
        return np.nan
    return float(np.average(waarden, weights=weights))
