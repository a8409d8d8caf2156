"""A mixed-integer linear programme, and its solution by HiGHS: one thread, fixed seed, no gap.

minimise  c·x   subject to   laag_r ≤ Σ_j a_rj·x_j ≤ hoog_r,   onder_j ≤ x_j ≤ boven_j,   x_j whole where `geheel`
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np

from woonzorg.speling import OPLOSSER_GAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.veld import Values


@dataclass(frozen=True)
class Voorwaarde:
    """One constraint: laag ≤ Σ factor·x[kolom] ≤ hoog.

    Attributes
    ----------
    kolommen : tuple of int
    factoren : tuple of float
    hoog, laag : float
    """

    kolommen: tuple[int, ...]
    factoren: tuple[float, ...]
    hoog: float = math.inf
    laag: float = -math.inf


def sum_row(kolommen: Sequence[int], hoog: float = math.inf, laag: float = -math.inf) -> Voorwaarde:
    """Return a constraint on a plain sum."""
    return Voorwaarde(tuple(kolommen), (1.0,) * len(kolommen), hoog, laag)


@dataclass(frozen=True)
class Programma:
    """Columns and rows; without an objective, which each solve brings.

    Attributes
    ----------
    boven : ndarray of float
        Upper bound of each column; the lower one is 0.
    geheel : ndarray of bool
        Which columns take whole numbers only.
    rijen : tuple of Voorwaarde
    """

    boven: Values
    geheel: npt.NDArray[np.bool_]
    rijen: tuple[Voorwaarde, ...] = ()

    @property
    def breedte(self) -> int:
        """Number of columns."""
        return len(self.boven)

    def add_rijen(self, *rijen: Voorwaarde) -> Programma:
        """Return the programme with more rows."""
        return dataclasses.replace(self, rijen=(*self.rijen, *rijen))

    def add_kolommen(self, aantal: int, boven: float = math.inf, *, geheel: bool = False) -> Programma:
        """Return the programme with more columns at the end."""
        return dataclasses.replace(
            self,
            boven=np.append(self.boven, np.full(aantal, boven)),
            geheel=np.append(self.geheel, np.full(aantal, geheel)),
        )

    def lower(self, boven: Values) -> Programma:
        """Return the programme with tighter upper bounds on its first columns."""
        tight = self.boven.copy()
        tight[: len(boven)] = np.minimum(tight[: len(boven)], boven)
        return dataclasses.replace(self, boven=tight)


@dataclass(frozen=True)
class Oplossing:
    """What the solver found.

    Attributes
    ----------
    x : ndarray of float or None
        None when nothing satisfies the rows, or nothing was found in time.
    doel : float
        Value of the objective.
    gat : float
        Relative distance between the objective and the best bound; 0 when proven optimal.
    bewezen : bool
        Whether the answer (also 'there is none') is proven.
    """

    x: Values | None
    doel: float
    gat: float
    bewezen: bool


def solve(
    programma: Programma, kosten: Values, *, ontspannen: bool = False, tijd: float = math.inf
) -> Oplossing:
    """Minimise; a relaxed solve leaves out that numbers are whole.

    Parameters
    ----------
    programma : Programma
    kosten : ndarray of float
        Objective; shorter than the columns: the rest costs nothing.
    ontspannen : bool
    tijd : float
        Longest time in seconds.
    """
    if programma.breedte == 0:
        feasible = all(row.laag <= 0 <= row.hoog for row in programma.rijen)
        return Oplossing(np.zeros(0) if feasible else None, 0.0, 0.0, bewezen=True)
    solver = _make_solver(tijd)
    solver.passModel(_make_lp(programma, kosten, ontspannen=ontspannen))
    solver.run()
    return _read(solver, whole=bool(programma.geheel.any()) and not ontspannen)


def _make_solver(tijd: float) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, bool | float | str] = {
        "output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0, "time_limit": tijd,
        "mip_rel_gap": 0.0, "mip_abs_gap": OPLOSSER_GAT,
    }  # fmt: skip
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _make_lp(programma: Programma, kosten: Values, *, ontspannen: bool) -> highspy.HighsLp:
    lp, rows = highspy.HighsLp(), programma.rijen
    lp.num_col_, lp.num_row_ = programma.breedte, len(rows)
    lp.col_cost_ = np.pad(kosten, (0, programma.breedte - len(kosten)))
    lp.col_lower_, lp.col_upper_ = np.zeros(programma.breedte), programma.boven
    lp.row_lower_ = np.array([row.laag for row in rows], dtype=float)
    lp.row_upper_ = np.array([row.hoog for row in rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.kolommen) for row in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.fromiter((j for row in rows for j in row.kolommen), dtype=np.int32)
    lp.a_matrix_.value_ = np.fromiter((f for row in rows for f in row.factoren), dtype=float)
    if not ontspannen and programma.geheel.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[flag] for flag in programma.geheel.tolist()]
    return lp


def _read(solver: highspy.Highs, *, whole: bool) -> Oplossing:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kOptimal:
        return Oplossing(
            np.array(solver.getSolution().col_value), info.objective_function_value, 0.0, bewezen=True
        )
    if status == highspy.HighsModelStatus.kTimeLimit and whole and math.isfinite(info.mip_gap):
        x = np.array(solver.getSolution().col_value)
        return Oplossing(x, info.objective_function_value, float(info.mip_gap), bewezen=False)
    proven = status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}
    return Oplossing(None, math.nan, math.nan, bewezen=proven)
