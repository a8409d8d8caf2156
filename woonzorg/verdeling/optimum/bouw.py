"""The programme of a situation: its variables, and each limit of each rule as a constraint (see `model`)."""

from __future__ import annotations

import dataclasses
import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.oplosser import Oplosser
from woonzorg.verdeling.optimum.programma import Programma, Voorwaarde, sum_row
from woonzorg.verdeling.regels.besluiten import find_feiten, find_vrij, list_grenzen_ruim
from woonzorg.verdeling.regels.grenzen import Grens, find_sloten
from woonzorg.verdeling.regels.lijst import list_actief

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.optimum.programma import Oplossing


@dataclass(frozen=True)
class Model:
    """The programme of a situation, with where each variable stands.

    Attributes
    ----------
    situatie : Situatie
    cellen : tuple of (int, int)
        Area and group of each x column, which come first.
    tekorten : tuple of int
        Columns s.
    programma : Programma
    einde : float
        Moment (`time.monotonic`) at which solving must be done.
    oplosser : Oplosser
        Kept from one solve to the next, also when rows are added.
    """

    situatie: Situatie
    cellen: tuple[tuple[int, int], ...]
    tekorten: tuple[int, ...]
    programma: Programma
    einde: float = math.inf
    oplosser: Oplosser = field(default_factory=Oplosser, compare=False, repr=False)

    @property
    def tijd(self) -> float:
        """Seconds left."""
        return self.einde - time.monotonic()

    def solve(self, kosten: Values, *, ontspannen: bool = False) -> Oplossing:
        """Minimise within the time left; at least a second, so that there is an answer."""
        return self.oplosser.solve(self.programma, kosten, ontspannen=ontspannen, tijd=max(1.0, self.tijd))

    def list_groep(self, groep: int) -> list[int]:
        """Return the columns of one group."""
        return [column for column, (_, g) in enumerate(self.cellen) if g == groep]

    def list_gebieden(self) -> dict[int, list[int]]:
        """Return the columns by area."""
        columns: dict[int, list[int]] = {}
        for column, (area, _) in enumerate(self.cellen):
            columns.setdefault(area, []).append(column)
        return columns

    def make_kosten(self, kolommen: Iterable[int], prijs: float) -> Values:
        """Return an objective with one price for some columns."""
        costs = np.zeros(self.programma.breedte)
        costs[list(kolommen)] = prijs
        return costs

    def read_plan(self, x: Values) -> Counts:
        """Return a solution as a plan."""
        plan = np.zeros((len(self.situatie.veld.codes), len(self.situatie.groepen)), dtype=np.int64)
        for (area, group), value in zip(self.cellen, x[: len(self.cellen)].tolist(), strict=True):
            plan[area, group] = round(value)
        return plan

    def add_rijen(self, *rijen: Voorwaarde) -> Model:
        """Return the model with more rows."""
        return dataclasses.replace(self, programma=self.programma.add_rijen(*rijen))


def list_grenzen(situatie: Situatie, *zonder: str) -> list[Grens]:
    """Return the limits of all rules that apply, but for those left out, of the locks, and of what is decided."""
    rules = [regel for regel in list_actief(situatie) if regel.sleutel not in zonder]
    limits = [limit for regel in rules for limit in list_grenzen_ruim(regel, situatie)]
    return [*limits, *find_sloten(situatie), *find_feiten(situatie)]


def build_model(situatie: Situatie, zonder: str = "", eisen: Sequence[Grens] | None = None) -> Model:
    """Build the programme of a situation.

    Parameters
    ----------
    situatie : Situatie
    zonder : str
        Key of a rule to leave out.
    eisen : sequence of Grens, optional
        Limits to use instead of those of the situation.
    """
    limits = list_grenzen(situatie, zonder) if eisen is None else list(eisen)
    upper = _bound_cells(situatie, limits)
    cells = [(area, group) for area, group in np.argwhere(upper > 0).tolist()]
    column = {cell: number for number, cell in enumerate(cells)}
    model = Model(situatie, tuple(cells), (), Programma(upper[upper > 0], np.ones(len(cells), dtype=bool)))
    model = model.add_rijen(
        *(sum_row(model.list_groep(g), float(total)) for g, total in enumerate(situatie.behoefte.aantallen))
    )
    return _add_loten(_add_grenzen(model, limits, column))


def _bound_cells(situatie: Situatie, limits: Sequence[Grens]) -> Values:
    """Return the most that each limit by itself leaves to each cell; areas outside the region get 0."""
    eigen = situatie.veld.eigen
    upper = np.where(eigen[:, None], np.array(situatie.behoefte.aantallen, dtype=float)[None, :], 0.0)
    cells = upper.tolist()  # one by one: plain lists are much faster here than slices of an array
    for limit in limits:
        for area in limit.gebieden:
            row = cells[area]
            for group in limit.groepen:
                row[group] = min(row[group], limit.hoog)
    return np.array(cells, dtype=float).reshape(upper.shape)


def _add_grenzen(model: Model, limits: Sequence[Grens], column: dict[tuple[int, int], int]) -> Model:
    """Add the limits, but for those that the bounds of their columns already keep."""
    bounds: list[float] = model.programma.boven.tolist()
    rows: list[Voorwaarde] = []
    shorts: list[int] = []
    for limit in limits:
        columns = [column[a, g] for a in limit.gebieden for g in limit.groepen if (a, g) in column]
        if limit.laag <= 0 and sum(bounds[c] for c in columns) <= limit.hoog:
            continue
        soft = limit.zacht and limit.laag > 0
        rows.append(sum_row(columns, limit.hoog, -math.inf if soft else limit.laag))
        if soft:
            shorts.append(len(bounds) + len(shorts))
            rows.append(sum_row([*columns, shorts[-1]], laag=limit.laag))
    programme = model.programma.add_kolommen(len(shorts)).add_rijen(*rows)
    return dataclasses.replace(model, programma=programme, tekorten=tuple(shorts))


def _add_loten(model: Model) -> Model:
    """Add m·u ≤ x ≤ boven·u for groups with a least lot, but where a decision sets their number."""
    situatie, programme, free = model.situatie, model.programma, find_vrij(model.situatie)
    lots = [float(situatie.find_lot(groep)) for groep in situatie.groepen]
    whole = [
        (column, lots[group])
        for column, (area, group) in enumerate(model.cellen)
        if lots[group] > 1 and group not in free.get(area, ())
    ]
    rows = []
    for switch, (column, lot) in enumerate(whole, start=programme.breedte):
        most = float(programme.boven[column])
        rows.append(Voorwaarde((column, switch), (1.0, -lot), laag=0.0))
        rows.append(Voorwaarde((column, switch), (1.0, -most), hoog=0.0))
    programme = programme.add_kolommen(len(whole), 1.0, geheel=True).add_rijen(*rows)
    return dataclasses.replace(model, programma=programme)
