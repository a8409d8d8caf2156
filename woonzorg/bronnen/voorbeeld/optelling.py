"""From buurten to wijken, gemeenten, province and country: counts are summed, the rest averaged over households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import PER_SLEUTEL, Vorm

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd


def is_aantal(sleutel: str) -> bool:
    """Tell whether an indicator is a count, so that parts add up to the whole."""
    return PER_SLEUTEL[sleutel].vorm == Vorm.AANTAL


def aggregate(cijfers: pd.DataFrame, groep: npt.NDArray[np.object_], huishoudens: pd.Series) -> pd.DataFrame:
    """Add up figures by group.

    Parameters
    ----------
    cijfers : DataFrame
        Columns (indicator, jaar), unrounded.
    groep : ndarray of str
        Code of the larger area in which each row lies.
    huishoudens : Series
        Weights of the averages; an area without households weighs nothing.

    Returns
    -------
    DataFrame
        A row a group, same columns; classes are averaged too, and made anew when published.
    """
    keys = cijfers.columns.get_level_values(0)
    counts = np.array([is_aantal(key) for key in keys])
    weights = np.where(counts, 1.0, huishoudens.to_numpy()[:, None])
    summed = (cijfers * weights).groupby(groep).sum()
    total = huishoudens.groupby(groep).sum().to_numpy()[:, None]
    return summed.div(np.where(counts | (total == 0), 1.0, total))
