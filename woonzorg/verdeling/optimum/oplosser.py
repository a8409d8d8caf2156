"""One solver for many programmes that differ little: it is kept, and only what differs is told to it.

A relaxed programme is solved from where the last one ended (its basis), which takes a few steps instead of all of them.
Where its answer is whole by itself it is that of the whole programme too: no whole plan can be better than the best of
all. Only where it is not, whole numbers are sought from the beginning (`programma.solve`).

Examples
--------
>>> import numpy as np
>>> from woonzorg.verdeling.optimum.programma import Programma, sum_row
>>> one = Programma(np.array([4.0, 4.0]), np.array([True, True])).add_rijen(sum_row((0, 1), hoog=6.0))
>>> solver, most = Oplosser(), np.array([-1.0, -1.0])
>>> [-solver.solve(other, most).doel for other in (one, one.set_rijen([0], -np.inf, 3.0), one.set_boven([0], [1.0]))]
[6.0, 3.0, 5.0]
"""

from __future__ import annotations

import math
import time
from functools import cached_property
from typing import TYPE_CHECKING

import highspy
import numpy as np

from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.optimum.programma import (
    Oplossing,
    Programma,
    make_lp,
    make_solver,
    read_oplossing,
    solve,
    solve_leeg,
)

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.veld import Values

_ANTWOORD = {
    highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible, highspy.HighsModelStatus.kTimeLimit,
}  # fmt: skip


class Oplosser:
    """A solver that is kept; for one thread at a time.

    It answers as `programma.solve` does: the same objective, proven, and among equally good answers perhaps another x.
    It is quick where a programme differs from the one before in bounds (`Programma.set_boven`, `set_rijen`), in its
    objective, or in rows and columns at the end.
    """

    def __init__(self) -> None:
        self._known: Programma | None = None
        self._costs: Values = np.zeros(0)

    def solve(
        self, programma: Programma, kosten: Values, *, ontspannen: bool = False, tijd: float = math.inf
    ) -> Oplossing:
        """Minimise; parameters as those of `programma.solve`."""
        if programma.breedte == 0:
            return solve_leeg(programma)
        end = time.monotonic() + tijd
        relaxed = self._solve_ontspannen(programma, kosten, tijd)
        if ontspannen or (relaxed.x is None and relaxed.bewezen) or _is_geheel(programma, relaxed):
            return relaxed
        return solve(programma, kosten, tijd=max(1.0, end - time.monotonic()))

    def forget(self) -> None:
        """Let go of what was solved, with the memory that it takes: the next programme starts from the beginning."""
        self._known = None
        vars(self).pop("_solver", None)

    @cached_property
    def _solver(self) -> highspy.Highs:
        return make_solver(math.inf)

    def _solve_ontspannen(self, programma: Programma, kosten: Values, tijd: float) -> Oplossing:
        self._load(programma, np.pad(kosten, (0, programma.breedte - len(kosten))))
        # The solver counts the time of all its runs together.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + tijd)
        self._solver.run()
        if self._solver.getModelStatus() not in _ANTWOORD:  # it lost its way from there: from the beginning
            self._known = None
            return solve(programma, kosten, ontspannen=True, tijd=tijd)
        return read_oplossing(self._solver, whole=False)

    def _load(self, programma: Programma, kosten: Values) -> None:
        """Tell the solver what differs from what it has."""
        if self._known is None or not _is_verwant(self._known, programma):
            self._solver.passModel(make_lp(programma, kosten, ontspannen=True))
        else:
            self._resize(self._known, programma)
            self._change(self._known, programma, kosten)
        self._known, self._costs = programma, kosten

    def _resize(self, known: Programma, programma: Programma) -> None:
        """Take rows and columns at the end away, and add others."""
        solver, rows, width = self._solver, len(programma.rijen), programma.breedte
        if rows < len(known.rijen):
            gone = np.arange(rows, len(known.rijen), dtype=np.int32)
            solver.deleteRows(len(gone), gone)
        if width < known.breedte:
            gone = np.arange(width, known.breedte, dtype=np.int32)
            solver.deleteCols(len(gone), gone)
        if (more := width - known.breedte) > 0:
            none = np.zeros(0, dtype=np.int32)
            upper = programma.boven[known.breedte :]
            solver.addCols(more, np.zeros(more), np.zeros(more), upper, 0, none, none, np.zeros(0))
        if (more := rows - len(known.rijen)) > 0:
            new, first = programma.rijen, int(programma.rijen.starts[len(known.rijen)])
            starts = new.starts[-more - 1 : -1] - first
            entries = (len(new.kolommen) - first, starts, new.kolommen[first:], new.factoren[first:])
            solver.addRows(more, new.laag[-more:], new.hoog[-more:], *entries)

    def _change(self, known: Programma, programma: Programma, kosten: Values) -> None:
        """Set the bounds and costs that differ, of what was there before."""
        width, rows = min(known.breedte, programma.breedte), min(len(known.rijen), len(programma.rijen))
        upper = np.flatnonzero(known.boven[:width] != programma.boven[:width]).astype(np.int32)
        if len(upper):
            self._solver.changeColsBounds(len(upper), upper, np.zeros(len(upper)), programma.boven[upper])
        old, new = known.rijen, programma.rijen
        moved = (old.laag[:rows] != new.laag[:rows]) | (old.hoog[:rows] != new.hoog[:rows])
        bounds = np.flatnonzero(moved).astype(np.int32)
        if len(bounds):
            low, high = new.laag[bounds], new.hoog[bounds]
            self._solver.changeRowsBounds(len(bounds), bounds, low, high)  # type: ignore[attr-defined]
        before = np.pad(self._costs[:width], (0, programma.breedte - width))
        prices = np.flatnonzero(before != kosten).astype(np.int32)
        if len(prices):
            self._solver.changeColsCost(len(prices), prices, kosten[prices])


def _is_verwant(known: Programma, programma: Programma) -> bool:
    """Tell whether two programmes have the same rows, but for those at the end and for bounds."""
    old, new = known.rijen, programma.rijen
    rows = min(len(old), len(new)) + 1
    entries = int(old.starts[rows - 1])
    return (
        np.array_equal(old.starts[:rows], new.starts[:rows])
        and np.array_equal(old.kolommen[:entries], new.kolommen[:entries])
        and np.array_equal(old.factoren[:entries], new.factoren[:entries])
    )


def _is_geheel(programma: Programma, antwoord: Oplossing) -> bool:
    """Tell whether what must be whole is so, as near as the solver itself is held to it."""
    if antwoord.x is None:
        return False
    numbers = antwoord.x[programma.geheel]
    return bool((np.abs(numbers - np.round(numbers)) <= OPLOSSER).all())
