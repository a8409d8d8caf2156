"""An approximation for problems that are too large for the optimum: it keeps every rule, and is told as what it is.

Dwellings go one by one (a least lot at once) to the area that has the lowest load afterwards, as long as every row of
the programme leaves room; among equals to the gemeente that has least of its share, then by content (`rang`):

1. what is decided, and the planner's locks, exactly;
2. agreed least numbers, within their set of gemeenten;
3. the groups, most urgent first.

What is placed is never taken back, so that fewer may find a place than could. How many at most, the relaxed programme
tells, in which dwellings can be divided: the gap is against that.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER, RUIS
from woonzorg.verdeling.regels.besluiten import find_vrij
from woonzorg.verdeling.regels.grenzen import calculate_aandelen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.optimum.bouw import Model
    from woonzorg.verdeling.optimum.programma import Voorwaarde

GROOT = 10_000
"""Whole-number columns from which the approximation takes the place of the optimum."""


def approximate(model: Model) -> Values | None:
    """Return a solution of the programme; None when locks or decisions cannot be kept this way.

    Parameters
    ----------
    model : Model
        As `build_model` gives it.
    """
    filling = _Vulling(model)
    short = set(model.tekorten)
    fixed = [row for row in model.programma.rijen if row.laag > 0 and not short & set(row.kolommen)]
    # What is fixed for one group first: for all groups together what is left can do.
    for row in sorted(fixed, key=lambda row: len(row.kolommen)):
        if not filling.fill(row.kolommen, row.laag):
            return None
    for row in model.programma.rijen:
        if short & set(row.kolommen[-1:]):
            filling.fill(row.kolommen[:-1], row.laag)
    for group, demand in enumerate(model.situatie.behoefte.aantallen):
        filling.fill(model.list_groep(group), demand)
    return filling.x


def calculate_gat(model: Model, geplaatst: int) -> float:
    """Return what share fewer is placed than could be at most; NaN when that is not known in time."""
    bound = model.solve(model.make_kosten(range(len(model.cellen)), -1.0), ontspannen=True)
    if bound.x is None:
        return math.nan
    most = math.floor(-bound.doel + OPLOSSER)
    return max(0.0, 1 - geplaatst / most) if most else 0.0


class _Vulling:
    """A plan that fills up: what stands in each column, and the room that each row has left."""

    def __init__(self, model: Model) -> None:
        situatie = model.situatie
        households, housed = (
            situatie.veld.read("huishoudens"),
            np.nan_to_num(situatie.veld.read("gehuisvest")),
        )
        self.cells = model.cellen
        self.x: Values = np.zeros(len(self.cells))
        self.room: list[float] = model.programma.boven[: len(self.cells)].tolist()
        self.left, self.rows = _list_rijen(model.programma.rijen, len(self.cells))
        self.lots = [situatie.find_lot(groep) for groep in situatie.groepen]
        self.place: list[int] = situatie.rang.tolist()
        self.free = find_vrij(situatie)
        self.households, self.load = households.tolist(), housed.tolist()
        self.town = situatie.veld.gebieden["gemeentecode"].tolist()
        self.share, self.taken = calculate_aandelen(situatie), defaultdict[str, int](int)

    def fill(self, columns: Iterable[int], amount: float) -> bool:
        """Place until these columns hold an amount; tell whether they do. Urgent groups first, then by load."""
        inside = list(columns)
        rest = amount - float(self.x[inside].sum())
        by_group: dict[int, list[int]] = defaultdict(list)
        for column in inside:
            by_group[self.cells[column][1]].append(column)
        for group in sorted(by_group):
            rest -= self._fill_groep(by_group[group], rest)
        return rest < 1 - RUIS

    def _fill_groep(self, columns: list[int], amount: float) -> int:
        heap = [(*self._rank(column), column) for column in columns]
        heapq.heapify(heap)
        placed = 0
        while heap and placed < amount - RUIS:
            *rank, column = heapq.heappop(heap)
            step = self._find_step(column)
            if step > min(amount - placed, self._find_room(column)) + RUIS:
                continue  # room only shrinks; a lot that is too large now stays too large
            now = self._rank(column)
            if now > tuple(rank):
                heapq.heappush(heap, (*now, column))
                continue
            self._put(column, step)
            placed += step
            heapq.heappush(heap, (*self._rank(column), column))
        return placed

    def _find_step(self, column: int) -> int:
        area, group = self.cells[column]
        return 1 if self.x[column] or group in self.free.get(area, ()) else self.lots[group]

    def _rank(self, column: int) -> tuple[float, float, int]:
        """Return the load after one step more, how much of its share the gemeente has, and the place of the area."""
        area = self.cells[column][0]
        households, town = self.households[area], self.town[area]
        load = (self.load[area] + self._find_step(column)) / households if households > 0 else math.inf
        share = self.share.get(town, 0.0)
        return load, self.taken[town] / share if share else math.inf, self.place[area]

    def _find_room(self, column: int) -> float:
        rows = min((self.left[row] for row in self.rows[column]), default=math.inf)
        return min(self.room[column] - float(self.x[column]), rows)

    def _put(self, column: int, step: int) -> None:
        area = self.cells[column][0]
        self.x[column] += step
        self.load[area] += step
        self.taken[self.town[area]] += step
        for row in self.rows[column]:
            self.left[row] -= step


def _list_rijen(rijen: Iterable[Voorwaarde], breedte: int) -> tuple[list[float], list[list[int]]]:
    """Return the room in each row with a most, and the rows of each column; lots are kept by the steps themselves."""
    capping = [row for row in rijen if math.isfinite(row.hoog) and set(row.factoren) == {1.0}]
    rows: list[list[int]] = [[] for _ in range(breedte)]
    for number, row in enumerate(capping):
        for column in row.kolommen:
            rows[column].append(number)
    return [row.hoog for row in capping], rows
