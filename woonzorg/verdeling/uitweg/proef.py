"""Whether a demand fits as some limits move: one programme, and proofs that carry over from one answer to the next.

With b the most of each limit that moves, and D the demand:

- a plan of D homes that uses u of these limits fits for every b ≥ u.

Only where no earlier proof decides, the programme is solved again. Groups for which all limits are the same are one
group: which homes are whose changes nothing of what fits.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.optimum.bouw import Model, build_model
from woonzorg.verdeling.optimum.programma import sum_row
from woonzorg.verdeling.uitweg.samennemen import merge_groepen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.optimum.programma import Oplossing
    from woonzorg.verdeling.regels.grenzen import Grens


@dataclass
class Proef:
    """Whether all of a demand fits, for any height of the limits that move.

    Attributes
    ----------
    model : Model
        With every limit that moves as a row at the end.
    los : tuple of int
        These rows.
    vraag : int
        Homes asked.
    bewezen : bool
        Whether every answer so far is proven.
    """

    model: Model
    los: tuple[int, ...]
    vraag: int
    bewezen: bool = True
    _plannen: list[Values] = field(default_factory=list)

    def fits(self, hoog: Values) -> bool:
        """Tell whether all of the demand fits.

        Parameters
        ----------
        hoog : ndarray of float
            The most of each limit that moves.
        """
        if any(bool((used <= hoog).all()) for used in self._plannen):
            return True
        programme = self.model.programma.set_rijen(list(self.los), -np.inf, hoog)
        costs = self.model.make_kosten(range(len(self.model.cellen)), -1.0)
        answer = self.model.oplosser.solve(programme, costs)
        self.bewezen = self.bewezen and answer.bewezen
        if not self._is_alles(answer):
            return False
        self._plannen.append(self._use(answer))
        return True

    def _is_alles(self, answer: Oplossing) -> bool:
        return answer.x is not None and -answer.doel > self.vraag - 0.5

    def _use(self, answer: Oplossing) -> Values:
        x = np.round(answer.x) if answer.x is not None else np.zeros(0)
        return self.model.programma.rijen.add_up(x)[list(self.los)]


def make_proef(situatie: Situatie, vast: Sequence[Grens], los: Sequence[Grens], tekort: float = 0.0) -> Proef:
    """Return what tells whether the demand of a situation fits.

    Parameters
    ----------
    situatie : Situatie
    vast, los : sequence of Grens
        Limits that stay, and those that move; of these only the blocks count.
    tekort : float
        The most that agreed least numbers may fall short.
    """
    open_limits = [dataclasses.replace(limit, hoog=math.inf) for limit in los]
    fewer, limits = merge_groepen(situatie, [*vast, *open_limits])
    model = build_model(fewer, eisen=limits[: len(vast)])
    if model.tekorten:
        model = model.add_rijen(sum_row(model.tekorten, tekort + OPLOSSER))
    column = {cell: number for number, cell in enumerate(model.cellen)}
    first = len(model.programma.rijen)
    model = model.add_rijen(*(
        sum_row([column[a, g] for a in limit.gebieden for g in limit.groepen if (a, g) in column])
        for limit in limits[len(vast):]
    ))  # fmt: skip
    rows = tuple(range(first, len(model.programma.rijen)))
    return Proef(model, rows, sum(situatie.behoefte.aantallen))
