"""A mixed-integer linear programme, and its solution by HiGHS: one thread, fixed seed, no gap.

minimise  c·x   subject to   laag_r ≤ Σ_j a_rj·x_j ≤ hoog_r,   0 ≤ x_j ≤ boven_j,   x_j whole where `geheel`

Many programmes that differ little are solved by one `oplosser.Oplosser`.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import highspy
import numpy as np

from woonzorg.speling import OPLOSSER_GAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.veld import Values

    Positions = npt.NDArray[np.int32]
    Gehelen = npt.NDArray[np.integer]
    Plekken = Positions | Sequence[int] | slice


@dataclass(frozen=True)
class Voorwaarde:
    """One constraint: laag ≤ Σ factor·x[kolom] ≤ hoog.

    Attributes
    ----------
    kolommen : sequence of int
    factoren : sequence of float
    hoog, laag : float
    """

    kolommen: Sequence[int]
    factoren: Sequence[float]
    hoog: float = math.inf
    laag: float = -math.inf


def sum_row(kolommen: Sequence[int], hoog: float = math.inf, laag: float = -math.inf) -> Voorwaarde:
    """Return a constraint on a plain sum."""
    return Voorwaarde(kolommen, (1.0,) * len(kolommen), hoog, laag)


@dataclass(frozen=True)
class Rijen:
    """Constraints as arrays, row after row; treat them as read-only.

    Attributes
    ----------
    starts : ndarray of int, shape (rows + 1,)
        Where the entries of each row begin; the last is how many there are.
    kolommen : ndarray of int, shape (entries,)
    factoren : ndarray of float, shape (entries,)
    laag, hoog : ndarray of float, shape (rows,)
        Bounds of each row; infinite where there is none.
    """

    starts: Positions
    kolommen: Positions
    factoren: Values
    laag: Values
    hoog: Values

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.laag)

    def add_up(self, x: Values) -> Values:
        """Return what each row comes to."""
        rows = np.repeat(np.arange(len(self)), np.diff(self.starts))
        total: Values = np.bincount(rows, self.factoren * x[self.kolommen], len(self)).astype(float)
        return total

    def __iter__(self) -> Iterator[Voorwaarde]:
        """Yield the rows one by one."""
        columns, factors, starts = self.kolommen.tolist(), self.factoren.tolist(), self.starts.tolist()
        bounds = zip(itertools.pairwise(starts), self.hoog.tolist(), self.laag.tolist(), strict=True)
        for (first, last), high, low in bounds:
            yield Voorwaarde(columns[first:last], factors[first:last], high, low)


def make_rijen(rijen: Iterable[Voorwaarde]) -> Rijen:
    """Return constraints as arrays."""
    rows = list(rijen)
    columns = itertools.chain.from_iterable(row.kolommen for row in rows)
    factors = itertools.chain.from_iterable(row.factoren for row in rows)
    return Rijen(
        np.cumsum([0, *(len(row.kolommen) for row in rows)], dtype=np.int32),
        np.fromiter(columns, dtype=np.int32), np.fromiter(factors, dtype=float),
        np.array([row.laag for row in rows], dtype=float), np.array([row.hoog for row in rows], dtype=float),
    )  # fmt: skip


def make_sommen(leden: Gehelen, lengten: Gehelen, hoog: Values, laag: Values | None = None) -> Rijen:
    """Return constraints on plain sums, of which the columns stand one row after another.

    Parameters
    ----------
    leden : ndarray of int, shape (entries,)
        Columns.
    lengten : ndarray of int, shape (rows,)
        How many of them belong to each row.
    hoog, laag : ndarray of float, shape (rows,)
        Most, and least; no least without `laag`.
    """
    starts = np.concatenate([[0], np.cumsum(lengten)]).astype(np.int32)
    low = np.full(len(hoog), -np.inf) if laag is None else laag
    return Rijen(starts, leden.astype(np.int32), np.ones(len(leden)), low, hoog)


def _join(een: Rijen, ander: Rijen) -> Rijen:
    starts = np.concatenate([een.starts, een.starts[-1] + ander.starts[1:]])
    pairs = ((getattr(een, name), getattr(ander, name)) for name in ("kolommen", "factoren", "laag", "hoog"))
    return Rijen(starts, *(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True)
class Programma:
    """Columns and rows; without an objective, which each solve brings.

    Attributes
    ----------
    boven : ndarray of float
        Upper bound of each column; the lower one is 0.
    geheel : ndarray of bool
        Which columns take whole numbers only.
    rijen : Rijen
    """

    boven: Values
    geheel: npt.NDArray[np.bool_]
    rijen: Rijen = field(default_factory=lambda: make_rijen(()))

    @property
    def breedte(self) -> int:
        """Number of columns."""
        return len(self.boven)

    def add_rijen(self, *rijen: Voorwaarde) -> Programma:
        """Return the programme with more rows at the end."""
        return self.add_blok(make_rijen(rijen))

    def add_blok(self, rijen: Rijen) -> Programma:
        """Return the programme with more rows at the end, given as arrays."""
        return dataclasses.replace(self, rijen=_join(self.rijen, rijen))

    def add_kolommen(self, aantal: int, boven: float = math.inf, *, geheel: bool = False) -> Programma:
        """Return the programme with more columns at the end."""
        return dataclasses.replace(
            self,
            boven=np.append(self.boven, np.full(aantal, boven)),
            geheel=np.append(self.geheel, np.full(aantal, geheel)),
        )

    def set_boven(self, kolommen: Plekken, boven: Values) -> Programma:
        """Return the programme with other upper bounds of some columns; 0 shuts a column."""
        changed = self.boven.copy()
        changed[kolommen] = boven
        return dataclasses.replace(self, boven=changed)

    def set_rijen(self, rijen: Plekken, laag: Values | float, hoog: Values | float) -> Programma:
        """Return the programme with other bounds of some rows; -inf and inf drop a row."""
        low, high = self.rijen.laag.copy(), self.rijen.hoog.copy()
        low[rijen], high[rijen] = laag, hoog
        return dataclasses.replace(self, rijen=dataclasses.replace(self.rijen, laag=low, hoog=high))


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
    prijzen : ndarray of float or None
        Of a relaxed answer: by how much the objective would change with the bound of each row that binds.
    """

    x: Values | None
    doel: float
    gat: float
    bewezen: bool
    prijzen: Values | None = None


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
        return solve_leeg(programma)
    solver = make_solver(tijd)
    solver.passModel(make_lp(programma, kosten, ontspannen=ontspannen))
    solver.run()
    return read_oplossing(solver, whole=bool(programma.geheel.any()) and not ontspannen)


def solve_leeg(programma: Programma) -> Oplossing:
    """Return the answer of a programme without columns."""
    feasible = bool((programma.rijen.laag <= 0).all() and (programma.rijen.hoog >= 0).all())
    return Oplossing(np.zeros(0) if feasible else None, 0.0, 0.0, bewezen=True)


def make_solver(tijd: float) -> highspy.Highs:
    """Return a solver with our options: the same answer on every machine."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, bool | float | str] = {
        "output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0, "time_limit": tijd,
        "mip_rel_gap": 0.0, "mip_abs_gap": OPLOSSER_GAT,
    }  # fmt: skip
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def make_lp(programma: Programma, kosten: Values, *, ontspannen: bool) -> highspy.HighsLp:
    """Return a programme in the solver's own form."""
    lp, rows = highspy.HighsLp(), programma.rijen
    lp.num_col_, lp.num_row_ = programma.breedte, len(rows)
    lp.col_cost_ = np.pad(kosten, (0, programma.breedte - len(kosten)))
    lp.col_lower_, lp.col_upper_ = np.zeros(programma.breedte), programma.boven
    lp.row_lower_, lp.row_upper_ = rows.laag, rows.hoog
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = rows.starts, rows.kolommen
    lp.a_matrix_.value_ = rows.factoren
    if not ontspannen and programma.geheel.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[flag] for flag in programma.geheel.tolist()]
    return lp


def read_oplossing(solver: highspy.Highs, *, whole: bool) -> Oplossing:
    """Return what a solver found."""
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kOptimal:
        found = solver.getSolution()
        prices = None if whole else np.array(found.row_dual)
        return Oplossing(np.array(found.col_value), info.objective_function_value, 0.0, True, prices)
    if status == highspy.HighsModelStatus.kTimeLimit and whole and math.isfinite(info.mip_gap):
        x = np.array(solver.getSolution().col_value)
        return Oplossing(x, info.objective_function_value, float(info.mip_gap), bewezen=False)
    proven = status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}
    return Oplossing(None, math.nan, math.nan, bewezen=proven)
