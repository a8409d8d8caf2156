"""Whether a demand fits as some limits move: one programme, and proofs that carry over from one answer to the next.

With b the most of each limit that moves, and D the demand:

- a plan of D homes that uses u of these limits fits for every b ≥ u;
- multipliers y ≥ 0 of the relaxed programme (homes can be divided) bound what can be placed by `rest + y·b`, whatever b
  is (weak duality): where that is less than D, the demand does not fit;
- where whole homes do not fit though divided ones do, they do not fit for any smaller b either;
- what is held fast in a block fits in no limit that is lower.

Only where none of these decides, the programme is solved again: relaxed from where it stood, and in whole homes where
the relaxed answer is not whole. Groups for which all limits are the same are one group: which homes are whose changes
nothing of what fits.
"""

from __future__ import annotations

import dataclasses
import math
import time
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.optimum.bouw import build_model, lay_kolommen
from woonzorg.verdeling.optimum.programma import solve, sum_row
from woonzorg.verdeling.optimum.samennemen import merge_groepen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.optimum.bouw import Model
    from woonzorg.verdeling.regels.grenzen import Grens

TIJD = 45.0
"""Time for all answers together, in seconds; what is not decided by then counts as 'does not fit', and is told."""


class Proef:
    """Whether all of a demand fits, for any height of the limits that move.

    Parameters
    ----------
    model : Model
        With every limit that moves as a row.
    los : ndarray of int
        These rows.
    vraag : int
        Homes asked.

    Attributes
    ----------
    bewezen : bool
        Whether every answer so far is proven.
    """

    def __init__(self, model: Model, los: npt.NDArray[np.int32], vraag: int) -> None:
        self.model, self.los, self.vraag, self.bewezen = model, los, vraag, True
        self._costs = np.zeros(model.programma.breedte)
        self._costs[: len(model.cellen)] = -1.0
        self._plans: list[Values] = []
        self._bounds: list[tuple[float, Values]] = []
        self._small: list[Values] = []
        self._least = self._find_vast()

    def _find_vast(self) -> Values:
        """Return the most that is held fast within each limit that moves: by one row on a part of its block."""
        rows = self.model.programma.rijen
        of_row, least = np.repeat(np.arange(len(rows)), np.diff(rows.starts)), np.zeros(len(self.los))
        for held in np.flatnonzero(rows.laag > 0):
            inside = slice(rows.starts[held], rows.starts[held + 1])
            if (rows.factoren[inside] == 1.0).all():
                shared = np.bincount(
                    of_row[np.isin(rows.kolommen, rows.kolommen[inside])], minlength=len(rows)
                )
                covered = shared[self.los] == shared[held]
                np.maximum(least, rows.laag[held], where=covered, out=least)
        return least

    def fits(self, hoog: Values) -> bool:
        """Tell whether all of the demand fits.

        Parameters
        ----------
        hoog : ndarray of float
            The most of each limit that moves.
        """
        if bool((hoog < self._least - OPLOSSER).any()):
            return False
        if any(bool((used <= hoog).all()) for used in self._plans):
            return True
        if any(rest + float(y @ hoog) < self.vraag - OPLOSSER for rest, y in self._bounds):
            return False
        return not any(bool((hoog <= small).all()) for small in self._small) and self._decide(hoog)

    def _decide(self, hoog: Values) -> bool:
        """Solve, and keep what proves the answer."""
        if not self.model.is_op_tijd:
            self.bewezen = False
            return False
        programme = self.model.programma.set_rijen(self.los, -np.inf, hoog)
        answer = self.model.oplosser.solve(programme, self._costs, ontspannen=True, tijd=self.model.tijd)
        if answer.prijzen is not None and -answer.doel < self.vraag - OPLOSSER:
            self._bounds.append(self._find_bound(answer.prijzen))
            return False
        if answer.x is not None and not self._is_whole(answer.x):
            answer = solve(programme, self._costs, tijd=max(1.0, self.model.tijd))
        self.bewezen = self.bewezen and answer.bewezen
        if answer.x is None or -answer.doel < self.vraag - 0.5:
            self._small += [hoog] if answer.bewezen else []
            return False
        self._plans.append(self.model.programma.rijen.add_up(np.round(answer.x))[self.los])
        return True

    def _is_whole(self, x: Values) -> bool:
        numbers = x[self.model.programma.geheel]
        return bool((np.abs(numbers - np.round(numbers)) < OPLOSSER).all())

    def _find_bound(self, prijzen: Values) -> tuple[float, Values]:
        """Return a bound on what can be placed: a constant, and what each home more of a limit that moves adds."""
        rows, upper = self.model.programma.rijen, self.model.programma.boven
        y = -prijzen
        most = np.where(y > 0, rows.hoog, rows.laag)
        y[self.los], most[self.los] = np.maximum(0.0, y[self.los]), 0.0
        y = np.where(np.isfinite(most), y, 0.0)
        weights = rows.factoren * np.repeat(y, np.diff(rows.starts))
        over = -self._costs - np.bincount(rows.kolommen, weights, len(upper))
        held = over > 0
        return float(y @ np.where(y != 0, most, 0.0) + over[held] @ upper[held]), y[self.los]


def make_proef(
    situatie: Situatie, vast: Sequence[Grens], los: Sequence[Grens], tekort: float = 0.0, tijd: float = TIJD
) -> Proef:
    """Return what tells whether the demand of a situation fits.

    Parameters
    ----------
    situatie : Situatie
    vast, los : sequence of Grens
        Limits that stay, and those that move; of these only the blocks count.
    tekort : float
        The most that agreed least numbers may fall short.
    tijd : float
        Seconds for all answers together.
    """
    open_limits = [dataclasses.replace(limit, hoog=math.inf) for limit in los]
    fewer, limits = merge_groepen(situatie, [*vast, *open_limits])
    model = build_model(fewer, eisen=limits[: len(vast)])
    model = dataclasses.replace(model, einde=time.monotonic() + tijd)
    if model.tekorten:
        model = model.add_rijen(sum_row(model.tekorten, tekort + OPLOSSER))
    first = len(model.programma.rijen)
    blocks = lay_kolommen(model, limits[len(vast) :])
    model = dataclasses.replace(model, programma=model.programma.add_blok(blocks.make_rijen(())))
    rows = np.arange(first, len(model.programma.rijen), dtype=np.int32)
    return Proef(model, rows, sum(situatie.behoefte.aantallen))
