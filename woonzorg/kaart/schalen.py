"""Scales of both measures over a region, so that the cards, the scatter and the gemeenten compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.kaart.telling import select_gebieden
from woonzorg.oordeel.veerkracht import KAFW_MIDDEN

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Meetbereik:
    """Range of a measure over a set of areas, alike on both sides of what it is compared with.

    Attributes
    ----------
    midden, bereik : float
        Centre, and the greatest distance to it.
    """

    midden: float
    bereik: float

    def place(self, waarde: float, breedte: float) -> float:
        """Return where a value falls between 0 and `breedte`; values outside lie on the edge."""
        return (0.5 + 0.5 * (self.clip(waarde) - self.midden) / self.bereik) * breedte

    def clip(self, waarde: float) -> float:
        """Return a value within the scale: one outside lies on its edge."""
        return float(np.clip(waarde, self.midden - self.bereik, self.midden + self.bereik))


def find_schaal(gebieden: pd.DataFrame, kolom: str, midden: float) -> Meetbereik:
    """Return the range of a column around a centre (0 when the centre is unknown)."""
    centre = 0.0 if np.isnan(midden) else midden
    distances = np.abs(gebieden[kolom].to_numpy(dtype=float) - centre)
    known = distances[np.isfinite(distances)]
    return Meetbereik(centre, float(known.max()) * 1.08 if known.size and known.max() > 0 else 1.0)


def find_middenklasse(gebieden: pd.DataFrame) -> float:
    """Return how far the source's own middle class reaches from the mean, as far as these areas show it."""
    middle = gebieden.loc[gebieden["lbm_klasse"] == KAFW_MIDDEN, "lbm_afwijking"].abs()
    return float(middle.max()) if middle.notna().any() else 0.0


@dataclass(frozen=True)
class Schalen:
    """Scales of both measures, and half the width of the Leefbaarometer's own middle class."""

    ses: Meetbereik
    lbm: Meetbereik
    middenklasse: float


def make_schalen(score: Score, niveau: str) -> Schalen:
    """Return the scales of both measures over the region's areas of one level, so that areas compare."""
    areas = select_gebieden(score, niveau)
    return Schalen(
        find_schaal(areas, "ses_woa", score.referentie.waarde),
        find_schaal(areas, "lbm_afwijking", 0.0),
        find_middenklasse(score.gebieden),
    )
