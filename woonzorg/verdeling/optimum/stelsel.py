"""Limits as arrays: what a rule says in objects (`grenzen.Grens`), laid out once for whoever counts with all of them.

A plan is read row by row: cell a·G + g is area a and group g. Each limit is a sum of cells::

    laag_i ≤ Σ_{c ∈ leden of i} x[c] ≤ hoog_i
"""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.programma import Rijen, make_rijen, make_sommen, sum_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.optimum.programma import Positions
    from woonzorg.verdeling.regels.grenzen import Grens


@dataclass(frozen=True, eq=False)
class Stelsel:
    """Limits as arrays; treat them as read-only.

    Attributes
    ----------
    leden : ndarray of int, shape (entries,)
        Cells (or columns), those of one limit after those of another.
    lengten : ndarray of int, shape (limits,)
        How many of them belong to each.
    laag, hoog : ndarray of float, shape (limits,)
    zacht : ndarray of bool, shape (limits,)
        Whether there is a least that may fall short.
    """

    leden: Positions
    lengten: Positions
    laag: Values
    hoog: Values
    zacht: npt.NDArray[np.bool_]

    @cached_property
    def nummer(self) -> Positions:
        """The limit to which each entry belongs."""
        return np.repeat(np.arange(len(self.lengten), dtype=np.int32), self.lengten)

    def add_up(self, waarden: Values) -> Values:
        """Return the sum over each limit's cells."""
        return np.bincount(self.nummer, waarden[self.leden], len(self.lengten)).astype(float)

    def bound(self, meest: Values) -> Values:
        """Return the most that each limit by itself leaves to each cell, and no more than `meest`."""
        bounds = meest.copy()
        np.minimum.at(bounds, self.leden, self.hoog[self.nummer])
        return bounds

    def choose(self, cellen: npt.NDArray[np.integer], aantal: int) -> Stelsel:
        """Return the limits over some cells, as columns in their order; `aantal` is how many cells there are."""
        column = np.full(aantal, -1, dtype=np.int32)
        column[cellen] = np.arange(len(cellen))
        columns = column[self.leden]
        kept = columns >= 0
        lengths = np.bincount(self.nummer[kept], minlength=len(self.lengten)).astype(np.int32)
        return dataclasses.replace(self, leden=columns[kept], lengten=lengths)

    def take(self, welke: npt.NDArray[np.bool_]) -> Stelsel:
        """Return some of the limits."""
        return Stelsel(
            self.leden[welke[self.nummer]],
            self.lengten[welke],
            self.laag[welke],
            self.hoog[welke],
            self.zacht[welke],
        )

    def pick(self, nummers: npt.NDArray[np.integer], hoog: Values) -> Stelsel:
        """Return the cells of some limits, as often and in the order as named, each with a most of its own."""
        lengths = self.lengten[nummers]
        starts = (np.cumsum(self.lengten) - self.lengten)[nummers]
        shift = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        members = self.leden[shift + np.arange(len(shift))]
        return Stelsel(members, lengths, np.full(len(hoog), -np.inf), hoog, np.zeros(len(hoog), dtype=bool))

    def lend(self, eerste: int) -> Rijen:
        """Return the limits as rows that each may be gone over by what stands in a column of its own.

        Parameters
        ----------
        eerste : int
            Column of the first; the others follow on it.
        """
        ends, extra = np.cumsum(self.lengten), eerste + np.arange(len(self.lengten), dtype=np.int32)
        return Rijen(
            np.concatenate([[0], np.cumsum(self.lengten + 1)]).astype(np.int32),
            np.insert(self.leden, ends, extra), np.insert(np.ones(len(self.leden)), ends, -1.0),
            self.laag, self.hoog,
        )  # fmt: skip

    def make_rijen(self, tekorten: Sequence[int]) -> Rijen:
        """Return the limits as rows; a least that may fall short is a row of its own, with the column of what it falls.

        Parameters
        ----------
        tekorten : sequence of int
            A column for each limit that is `zacht`.
        """
        rows = make_sommen(self.leden, self.lengten, self.hoog, np.where(self.zacht, -np.inf, self.laag))
        if not tekorten:
            return rows
        listed, shorts = [], iter(tekorten)
        for row, least, soft in zip(rows, self.laag.tolist(), self.zacht.tolist(), strict=True):
            listed += [row, sum_row([*row.kolommen, next(shorts)], laag=least)] if soft else [row]
        return make_rijen(listed)


def lay_out(grenzen: Iterable[Grens], breedte: int) -> Stelsel:
    """Return limits as arrays.

    Parameters
    ----------
    grenzen : iterable of Grens
    breedte : int
        Number of groups.
    """
    limits = list(grenzen)
    least = np.array([limit.laag for limit in limits], dtype=float)
    cells, lengths = _list_cellen(limits, breedte)
    return Stelsel(
        cells, lengths, least, np.array([limit.hoog for limit in limits], dtype=float),
        np.array([limit.zacht for limit in limits], dtype=bool) & (least > 0),
    )  # fmt: skip


def _list_cellen(limits: Sequence[Grens], breedte: int) -> tuple[Positions, Positions]:
    """Return the cells of limits, those of one after those of another, and how many each has."""
    areas = np.fromiter(itertools.chain.from_iterable(limit.gebieden for limit in limits), dtype=np.int32)
    counts = np.array([len(limit.gebieden) for limit in limits], dtype=np.int64)
    kinds = {groups: kind for kind, groups in enumerate(dict.fromkeys(limit.groepen for limit in limits))}
    kind = np.array([kinds[limit.groepen] for limit in limits], dtype=np.int64)
    lengths = counts * np.array([len(groups) for groups in kinds], dtype=np.int64)[kind] if limits else counts
    # Where the cells of each area of each limit begin.
    within = np.arange(len(areas)) - np.repeat(np.cumsum(counts) - counts, counts)
    start, of = np.repeat(np.cumsum(lengths) - lengths, counts), np.repeat(kind, counts)
    cells = np.empty(int(lengths.sum()), dtype=np.int32)
    for groups, number in kinds.items():
        mine, offsets = of == number, np.arange(len(groups))
        places = (start[mine] + within[mine] * len(groups))[:, None] + offsets
        cells[places] = (areas[mine] * breedte)[:, None] + np.array(groups, dtype=np.int32)
    return cells, lengths.astype(np.int32)
