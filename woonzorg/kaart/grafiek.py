"""Small charts as inline SVG: the margin of one measure, the scatter of both, and households by class."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.tekst import format_getal
from woonzorg.veerkracht import KAFW_MIDDEN

if TYPE_CHECKING:
    import pandas as pd

ONDER_TINT, BOVEN_TINT = "#dcd3ea", "#d0e6e3"
STIP = "#54278f"


@dataclass(frozen=True)
class Schaal:
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
        share = 0.5 + 0.5 * (waarde - self.midden) / self.bereik
        return float(np.clip(share, 0.0, 1.0)) * breedte


def find_schaal(gebieden: pd.DataFrame, kolom: str, midden: float) -> Schaal:
    """Return the range of a column around a centre (0 when the centre is unknown)."""
    centre = 0.0 if np.isnan(midden) else midden
    distances = np.abs(gebieden[kolom].to_numpy(dtype=float) - centre)
    known = distances[np.isfinite(distances)]
    return Schaal(centre, float(known.max()) * 1.04 if known.size and known.max() > 0 else 1.0)


def find_middenklasse(gebieden: pd.DataFrame) -> float:
    """Return how far the source's own middle class reaches from the mean, as far as these areas show it."""
    middle = gebieden.loc[gebieden["lbm_klasse"] == KAFW_MIDDEN, "lbm_afwijking"].abs()
    return float(middle.max()) if middle.notna().any() else 0.0


def render_marge(titel: str, waarde: float | None, schaal: Schaal, marge: float, beschrijving: str) -> str:
    """Render where a value lies around the mean, with its margin as a thick line.

    Parameters
    ----------
    titel : str
        Name of the measure.
    waarde : float or None
        None when missing: the bar is then empty.
    schaal : Schaal
    marge : float
        Half-width of the margin; 0 for none.
    beschrijving : str
        The same in words, for who cannot see it.
    """
    width, middle = 400.0, 200.0
    marks = "" if waarde is None else _render_stip(schaal, waarde, marge, width)
    return (
        f'<svg role="img" aria-label="{escape(f"{titel}: {beschrijving}")}" viewBox="-8 0 416 26" width="100%">'
        f'<rect x="0" y="9" width="{middle}" height="8" fill="{ONDER_TINT}"/>'
        f'<rect x="{middle}" y="9" width="{middle}" height="8" fill="{BOVEN_TINT}"/>'
        f'<path d="M{middle} 1v24" stroke="#16161d" stroke-width="2"/>{marks}</svg>'
    )


def _render_stip(schaal: Schaal, waarde: float, marge: float, width: float) -> str:
    left, right = (schaal.place(waarde + side * marge, width) for side in (-1, 1))
    x = schaal.place(waarde, width)
    whisker = f'<path d="M{left:.1f} 13H{right:.1f}" stroke="#16161d" stroke-width="4"/>' if marge else ""
    return f'{whisker}<circle cx="{x:.1f}" cy="13" r="7" fill="{STIP}" stroke="#fff" stroke-width="1.5"/>'


def describe_waarde(waarde: float | None, referentie: float | None) -> str:
    """Tell a value and on which side of its reference it lies."""
    if waarde is None or referentie is None:
        return "onbekend"
    side = "onder" if waarde < referentie else "niet onder"
    return f"{format_getal(waarde, 3)}, {side} het landelijk gemiddelde van {format_getal(referentie, 3)}"
