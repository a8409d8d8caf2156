"""Objective 2: the lowest highest load M over the areas that receive, by bisection over the loads that there can be.

Of an area with H households and v homes of the groups the load with x homes more is 1000·(v + x)/H, so that M leaves
it ⌊M·H/1000 − v⌋, and nothing where that is below 0.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.optimum.programma import make_sommen

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.optimum.bouw import Model
    from woonzorg.verdeling.optimum.programma import Oplossing, Rijen


@dataclass(frozen=True, eq=False)
class Belasting:
    """The areas with a rate, with their columns: what each load leaves them.

    Attributes
    ----------
    gebied : ndarray of int
    huishoudens, gehuisvest : ndarray of float
        H and v of each; v counts as 0 where it is not known.
    kolommen, lengten : ndarray of int
        Columns, those of one area after those of another, and how many belong to each.
    """

    gebied: npt.NDArray[np.integer]
    huishoudens: Values
    gehuisvest: Values
    kolommen: npt.NDArray[np.integer]
    lengten: npt.NDArray[np.integer]

    def calculate(self, aantallen: Counts | Values) -> Values:
        """Return the load of each area with so many homes, per 1,000 households."""
        loads: Values = 1000.0 * (self.gehuisvest + aantallen) / self.huishoudens
        return loads

    def limit(self, load: float) -> Values:
        """Return how many homes keep each area at a load, or below."""
        return np.maximum(0.0, floor_exact(load * self.huishoudens / 1000.0) - self.gehuisvest)

    def make_rijen(self, load: float) -> Rijen:
        """Return the rows that keep every area at a load, or below."""
        return make_sommen(self.kolommen, self.lengten, self.limit(load))


def list_belast(model: Model) -> Belasting:
    """Return the areas of the columns that have households."""
    veld = model.situatie.veld
    households, housed = veld.read("huishoudens"), np.trunc(np.nan_to_num(veld.read("gehuisvest")))
    columns = np.flatnonzero(households[model.gebied] > 0)
    areas, lengths = np.unique(model.gebied[columns], return_counts=True)
    return Belasting(areas, households[areas], housed[areas], columns, lengths)


def _list_loads(model: Model, belast: Belasting, x: Values) -> Values:
    """Return the loads per 1,000 households that could be the highest, ascending, up to that of a known plan."""
    most, placed = (
        np.add.reduceat(values[belast.kolommen], np.cumsum(belast.lengten) - belast.lengten)
        if len(belast.gebied) else np.zeros(0)
        for values in (model.programma.boven, np.round(x))
    )  # fmt: skip
    known = belast.calculate(placed)[placed > 0].max(initial=0.0)
    # Of each area the loads of 1, 2 … homes, no further than the known one.
    numbers = np.minimum(most, belast.limit(known)).astype(np.int64)
    area = np.repeat(np.arange(len(numbers)), numbers)
    homes = np.arange(len(area)) - np.repeat(np.cumsum(numbers) - numbers, numbers) + 1
    loads = 1000.0 * (belast.gehuisvest[area] + homes) / belast.huishoudens[area]
    return np.unique(loads[loads <= known])


def flatten(model: Model, vorige: Oplossing) -> tuple[Model, Oplossing, float]:
    """Objective 2: the lowest M, by bisection over the loads that areas can have."""
    belast = list_belast(model)
    loads = np.zeros(0) if vorige.x is None else _list_loads(model, belast, vorige.x)
    if not len(loads):
        return model, vorige, 0.0
    first = len(model.programma.rijen)

    def limit(position: int) -> Model:
        caps = slice(first, first + len(belast.gebied))
        return dataclasses.replace(
            wide, programma=wide.programma.set_rijen(caps, -np.inf, belast.limit(loads[position]))
        )

    wide = dataclasses.replace(model, programma=model.programma.add_blok(belast.make_rijen(loads[-1])))
    # The relaxation gives a lower bound at little cost; whole numbers seldom need more.
    low, bound = _bisect(limit, (0, len(loads) - 1), vorige, ontspannen=True)
    best, answer = _bisect(limit, (low, len(loads) - 1), vorige, ontspannen=False)
    answer = answer if bound.bewezen else dataclasses.replace(answer, bewezen=False, gat=math.nan)
    return limit(best), answer, float(loads[best])


def _bisect(
    limit: Callable[[int], Model], bereik: tuple[int, int], known: Oplossing, *, ontspannen: bool
) -> tuple[int, Oplossing]:
    """Return the position of the lowest load at which all that was placed still fits, and a plan with it."""
    (low, high), answer, gap, proven = bereik, known, 0.0, True
    middle = low  # the lower bound is often the answer itself
    while low < high and (model := limit(middle)).is_op_tijd:
        found = model.solve(np.zeros(0), ontspannen=ontspannen)
        proven, gap = proven and found.bewezen, gap if found.bewezen else math.nan
        if found.x is None:
            low = middle + 1
        else:
            high, answer = middle, found
        middle = (low + high) // 2
    proven, gap = (proven, gap) if low >= high else (False, math.nan)
    return high, dataclasses.replace(answer, bewezen=proven, gat=gap)
