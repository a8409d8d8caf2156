"""Invented figures for an indicator that the fictional region has no rule of its own for: by its form alone.

A new line in the registry so gets figures at once; its chance comes from its own key, so that no other figure changes.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import Vorm

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from woonzorg.indicator import Indicator

    Values = npt.NDArray[np.float64]

LIJN: dict[Vorm, tuple[float, float, float]] = {
    Vorm.SCORE: (0.0, -0.1, 0.05),
    Vorm.SPREIDING: (1.0, 0.0, 0.03),
    Vorm.KLASSE: (5.0, -1.5, 1.0),
    Vorm.PERCENTAGE: (30.0, 6.0, 5.0),
    Vorm.AANTAL: (-2.0, 0.2, 0.15),
    Vorm.PER_DUIZEND: (3.0, 0.3, 0.2),
    Vorm.BEDRAG: (5.5, -0.15, 0.1),
    Vorm.AFSTAND: (0.4, 0.0, 0.25),
    Vorm.VERBRUIK: (7.0, -0.05, 0.1),
}
"""Middle, what disadvantage adds, and what chance adds; of `MACHTEN` the logarithm, of a count that per household."""

MACHTEN = frozenset({Vorm.AANTAL, Vorm.PER_DUIZEND, Vorm.BEDRAG, Vorm.AFSTAND, Vorm.VERBRUIK})


def make_vormcijfer(indicator: Indicator, jaar: int, gebieden: pd.DataFrame) -> Values:
    """Make the figures of one indicator and year, within the bounds of its line.

    Parameters
    ----------
    indicator : Indicator
    jaar : int
    gebieden : DataFrame
        With achterstand and huishoudens, a row an area.
    """
    key = zlib.crc32(indicator.sleutel.encode())
    # What an area is by chance stays with it through the years; each year adds a little.
    lasting = np.random.default_rng(key).normal(0, 1, len(gebieden))
    yearly = np.random.default_rng([key, jaar]).normal(0, 0.2, len(gebieden))
    need, households = (gebieden[name].to_numpy(dtype=np.float64) for name in ("achterstand", "huishoudens"))
    middle, by_need, by_chance = LIJN[indicator.vorm]
    made = middle + by_need * need + by_chance * (lasting + yearly)
    if indicator.vorm in MACHTEN:
        made = np.exp(made) * (households if indicator.vorm == Vorm.AANTAL else 1.0)
    if indicator.vorm == Vorm.KLASSE:
        made = np.round(made)
    return np.clip(made, indicator.minimum, indicator.maximum)
