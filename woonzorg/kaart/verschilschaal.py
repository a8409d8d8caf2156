"""Boxes for a difference: alike on both sides of 0, so that as much up and as much down never read differently."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import Richting
from woonzorg.kaart.thema import ONDER_MIDDEN_BOVEN, write_binnen
from woonzorg.tekst.getal import format_getal, round_getal

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.indicator import Indicator
    from woonzorg.kaart.thema import Values

PROCENTPUNT = "procentpunt"

MIDDEN = 2
"""Box of the differences around 0."""


@dataclass(frozen=True)
class Verschilschaal:
    """How differences are cut: five boxes; one that is exactly on a cut lies in the box that begins there.

    Attributes
    ----------
    klein, groot : float
        From which difference on, up or down, it is one, and from which it is a large one.
    eenheid : str
        What is said behind a difference; '' for nothing.
    decimalen : int
    kleuren : tuple of str
        Lowest first.
    """

    klein: float
    groot: float
    eenheid: str
    decimalen: int
    kleuren: tuple[str, ...] = ONDER_MIDDEN_BOVEN

    def assign(self, verschillen: Values) -> npt.NDArray[np.intp]:
        """Return the box of each difference; the number of boxes where it is missing."""
        size = np.searchsorted([self.klein, self.groot], np.abs(verschillen), side="right")
        boxes = MIDDEN + np.sign(np.nan_to_num(verschillen)).astype(np.intp) * size
        return np.where(np.isnan(verschillen), len(self.kleuren), boxes)

    def choose(self, verschil: float) -> int:
        """Return the box of one difference."""
        if math.isnan(verschil):
            return len(self.kleuren)
        size = bisect.bisect_right((self.klein, self.groot), abs(verschil))
        return MIDDEN + (size if verschil > 0 else -size)

    def write(self, verschil: float) -> str:
        """Write a difference with its sign, without its unit, so that what is read lies in its box."""
        return write_binnen(verschil, self.decimalen, self.choose, teken=True)

    def name_boxes(
        self, minder: str = "lager", meer: str = "hoger", gelijk: str = "verschil"
    ) -> tuple[str, ...]:
        """Write each box in words.

        Parameters
        ----------
        minder, meer, gelijk : str
            Words behind a difference downwards, upwards, and too small to be one.
        """
        small, large = (format_getal(edge, self.decimalen) for edge in (self.klein, self.groot))
        between = self._add_eenheid(f"{small} tot {large}")
        most = f"minstens {self._add_eenheid(large)}"
        middle = f"minder dan {self._add_eenheid(small)} {gelijk}"
        return (f"{most} {minder}", f"{between} {minder}", middle, f"{between} {meer}", f"{most} {meer}")

    def _add_eenheid(self, number: str) -> str:
        return f"{number} {self.eenheid}" if self.eenheid else number


def cut_verschil(indicator: Indicator, verschillen: Values) -> Verschilschaal:
    """Choose the boxes of a figure's differences: about a third of the areas in the middle, a third at the ends.

    Where more speaks for less veerkracht the colours are turned round: purple stays on the side of less.

    Parameters
    ----------
    indicator : Indicator
    verschillen : ndarray of float
        Of all areas of the region, so that gemeenten compare.
    """
    known = np.abs(verschillen[np.isfinite(verschillen)])
    decimals = indicator.decimalen
    step = 10.0**-decimals
    thirds = np.quantile(known, [1 / 3, 2 / 3]) if known.size else (step, 2 * step)
    small, large = (round_getal(float(third), decimals) for third in thirds)
    small = max(small, step)
    large = max(large, round_getal(small + step, decimals))
    turned = indicator.richting == Richting.HOGER_IS_MINDER
    colours = ONDER_MIDDEN_BOVEN[::-1] if turned else ONDER_MIDDEN_BOVEN
    return Verschilschaal(small, large, name_eenheid(indicator), decimals, colours)


def name_eenheid(indicator: Indicator) -> str:
    """Return what is said behind each difference: two percentages differ by procentpunten, not by per cent."""
    return PROCENTPUNT if indicator.eenheid == "%" else ""


def name_maat(indicator: Indicator) -> str:
    """Return in what a difference is told, for a title; '' for a score and a class."""
    if indicator.eenheid == "%":
        return PROCENTPUNT
    return indicator.eenheid if indicator.gedrag.is_hoeveelheid else ""
