"""Themes of a map: the class, or one indicator of the registry cut into bins."""

from __future__ import annotations

import bisect
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Gebruik, Indicator, Richting, Snede, of_gebruik
from woonzorg.tekst.getal import (
    format_getal,
    round_getal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    import pandas as pd

    Values = npt.NDArray[np.float64]

KLASSE = "klasse"
"""Key of the theme that shows the verdict."""

TITEL_KLASSE = "Veerkracht"

ONDER_BOVEN = ("#54278f", "#8463ab", "#cbc0df", "#cfe3e0", "#79b9b2", "#1f7a71")
"""Around a mean: purple below, teal above, as the classes have it; apart for the colour-blind."""

ONDER_MIDDEN_BOVEN = ("#54278f", "#a79bc9", "#f0eee6", "#8cc4be", "#1f7a71")
"""As `ONDER_BOVEN`, with a box for the middle."""

OPLOPEND = ("#e6eef5", "#bcd3e6", "#86b0d2", "#4a87b8", "#1d5488")
"""From little to much, without a judgement."""

OPLOPEND_ZWAAR = ("#ece7f3", "#cbc0df", "#a58fc6", "#7d55a8", "#54278f")
"""From little to much, where more speaks for less veerkracht."""

ONBEKEND_KLEUR, ONBEKEND_PATROON, ONBEKEND_LETTER = "#f4f4f2", "arcering", "?"


@dataclass(frozen=True)
class Vakgrenzen:
    """How an indicator is cut into bins; made on one edition and used for all, so that years compare.

    Attributes
    ----------
    randen : tuple of float
        Inner edges, rising; a value on an edge falls above it.
    kleuren : tuple of str
        One more than there are edges, lowest first.
    namen : tuple of str
        Names of the bins where a range says too little.
    midden : float
        The edge that is a mean, and so no round number; NaN without one.
    """

    randen: tuple[float, ...]
    kleuren: tuple[str, ...]
    namen: tuple[str, ...] = ()
    midden: float = math.nan

    def assign(self, values: Values) -> npt.NDArray[np.intp]:
        """Return the bin of each value; the number of bins where a value is missing."""
        bins = np.searchsorted(np.array(self.randen), values, side="right")
        return np.where(np.isnan(values), len(self.kleuren), bins)

    def choose(self, waarde: float) -> int:
        """Return the bin of one value."""
        return bisect.bisect_right(self.randen, waarde)

    def name_bins(self, decimalen: int) -> list[str]:
        """Write each bin as a range, or by its own name."""
        if self.namen:
            return list(self.namen)
        edges = [self._name_rand(rand, decimalen) for rand in self.randen]
        if not edges:
            return ["alle waarden"]
        middle = [f"{low} tot {high}" for low, high in itertools.pairwise(edges)]
        return [f"onder {edges[0]}", *middle, f"{edges[-1]} of meer"]

    def _name_rand(self, rand: float, decimalen: int) -> str:
        number = format_getal(rand, decimalen)
        # A mean that is rounded is no edge: a value can lie between what is read and what was compared.
        is_mean = rand == self.midden and round_getal(rand, decimalen) != rand
        return f"het gemiddelde ({number})" if is_mean else number


def write_binnen(waarde: float, decimalen: int, kies: Callable[[float], int], *, teken: bool = False) -> str:
    """Write a number with decimals enough that what is read lies in the box of what was compared.

    Parameters
    ----------
    waarde : float
    decimalen : int
        Usual number of decimals.
    kies : callable
        Gives the box of a number.
    teken : bool
        Whether a plus is written.
    """
    if math.isnan(waarde):
        return format_getal(waarde)
    enough = (more for more in range(decimalen, _MEEST) if kies(round_getal(waarde, more)) == kies(waarde))
    return format_getal(waarde, next(enough, _MEEST), teken=teken)


_MEEST = 9
"""Decimals beyond which no one reads a difference."""


def write_titel(jaar_ses: int, jaar_lbm: int) -> str:
    """Write the title of the classes, with the years of both measures; 0 for a measure that is absent."""
    return f"{TITEL_KLASSE} (SES-WOA {jaar_ses or 'onbekend'}, Leefbaarometer {jaar_lbm or 'onbekend'})"


def list_themas(gebieden: pd.DataFrame) -> dict[str, str]:
    """Return key and title of each theme that can be shown: class, measures, dimensions, the rest.

    Parameters
    ----------
    gebieden : DataFrame
        The region's areas; an indicator without any value is left out, and so is one that is no theme.
    """
    first = ("ses_woa", "lbm_afwijking", *DIMENSIES)
    shown = [indicator.sleutel for indicator in of_gebruik(Gebruik.KAART)]
    keys = [*first, *(key for key in shown if key not in first)]
    known = [key for key in keys if gebieden[key].notna().any()]
    return {KLASSE: TITEL_KLASSE} | {key: PER_SLEUTEL[key].titel for key in known}


def find_grenzen(indicator: Indicator, values: Values, midden: float = math.nan) -> Vakgrenzen:
    """Choose the bins of an indicator.

    Its form says how: scores around their mean, alike on both sides; classes by themselves or in pairs; the rest into
    five groups with as many areas each.

    Parameters
    ----------
    indicator : Indicator
    values : ndarray of float
        Values of the areas to be shown; NaN where missing.
    midden : float
        What a score is compared with; 0 when unknown.
    """
    known = values[np.isfinite(values)]
    if indicator.gedrag.snede == Snede.PER_KLASSE:
        return _cut_klassen(round(indicator.minimum), round(indicator.maximum))
    if indicator.gedrag.snede == Snede.ROND_GEMIDDELDE:
        return _cut_around(known, 0.0 if math.isnan(midden) else midden, indicator.decimalen)
    heavy = indicator.richting == Richting.HOGER_IS_MINDER
    return _cut_evenly(known, OPLOPEND_ZWAAR if heavy else OPLOPEND, indicator.decimalen)


def _cut_klassen(laagste: int, hoogste: int) -> Vakgrenzen:
    """Give the middle class a box of its own, and the classes on either side two: nine are told in pairs."""
    middle = (laagste + hoogste) // 2
    inner = (middle - laagste + 1) // 2
    starts = (laagste, middle - inner, middle, middle + 1, middle + 1 + inner)
    ends = (*(start - 1 for start in starts[1:]), hoogste)
    names = [
        f"{low} en {high}" if high == low + 1 else str(low) if high == low else f"{low} tot en met {high}"
        for low, high in zip(starts, ends, strict=True)
    ]
    names[2] += " (gemiddeld)"
    return Vakgrenzen(tuple(start - 0.5 for start in starts[1:]), ONDER_MIDDEN_BOVEN, tuple(names))


def _cut_around(known: Values, midden: float, decimalen: int) -> Vakgrenzen:
    """Cut at the mean itself and at rounded distances from it, so that the legend says exactly what the colours do."""
    distances = np.quantile(np.abs(known - midden), [1 / 3, 2 / 3]) if known.size else np.array([1.0, 2.0])
    near, far = (float(distance) for distance in distances)
    edges = [round_getal(midden + step, decimalen) for step in (-far, -near, near, far)]
    edges.insert(2, midden)
    if not all(low < high for low, high in itertools.pairwise(edges)):
        return Vakgrenzen((midden,), (ONDER_BOVEN[1], ONDER_BOVEN[4]), midden=midden)
    return Vakgrenzen(tuple(edges), ONDER_BOVEN, midden=midden)


def _cut_evenly(known: Values, kleuren: tuple[str, ...], decimalen: int) -> Vakgrenzen:
    """Cut at rounded quintiles, so that the legend says exactly what the colours do."""
    if not known.size:
        return Vakgrenzen((), kleuren[-1:])
    quintiles = np.round(np.quantile(known, [0.2, 0.4, 0.6, 0.8]), decimalen)
    edges = np.unique(quintiles[quintiles > known.min()])
    return Vakgrenzen(tuple(edges.tolist()), _spread(kleuren, len(edges) + 1))


def _spread(kleuren: Sequence[str], count: int) -> tuple[str, ...]:
    """Take `count` colours from light to dark, keeping the darkest."""
    positions = np.linspace(len(kleuren) - 1, 0, count).round().astype(int)[::-1]
    return tuple(kleuren[position] for position in positions)
