"""The programme of a situation: its variables, and each limit of each rule as a constraint (see `model`)."""

from __future__ import annotations

import dataclasses
import math
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.oplosser import Oplosser
from woonzorg.verdeling.optimum.programma import Programma, Rijen, make_sommen
from woonzorg.verdeling.optimum.stelsel import lay_out
from woonzorg.verdeling.regels.besluiten import find_feiten, find_vrij, list_grenzen_ruim
from woonzorg.verdeling.regels.grenzen import find_sloten
from woonzorg.verdeling.regels.lijst import list_actief

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.optimum.programma import Oplossing, Voorwaarde
    from woonzorg.verdeling.optimum.stelsel import Stelsel
    from woonzorg.verdeling.regels.grenzen import Grens


@dataclass(frozen=True, eq=False)
class Model:
    """The programme of a situation, with where each variable stands.

    Attributes
    ----------
    situatie : Situatie
    groepen : tuple of tuple of int
        The groups that are taken together, most urgent first; of `build_model` each by itself.
    gebied, groep : ndarray of int
        Area of each x column, which come first, and its place in `groepen`.
    tekorten : tuple of int
        Columns s.
    programma : Programma
        Its first rows are the demand, one for each of `groepen`.
    einde : float
        Moment (`time.monotonic`) at which solving must be done.
    oplosser : Oplosser
        Kept from one solve to the next, also when rows are added.
    """

    situatie: Situatie
    groepen: tuple[tuple[int, ...], ...]
    gebied: npt.NDArray[np.integer]
    groep: npt.NDArray[np.integer]
    tekorten: tuple[int, ...]
    programma: Programma
    einde: float = math.inf
    oplosser: Oplosser = field(default_factory=Oplosser, repr=False)

    @cached_property
    def cellen(self) -> tuple[tuple[int, int], ...]:
        """Area of each x column, and its place in `groepen`."""
        return tuple(zip(self.gebied.tolist(), self.groep.tolist(), strict=True))

    @property
    def tijd(self) -> float:
        """Seconds left; at least one, so that there is an answer."""
        return max(1.0, self.einde - time.monotonic())

    @property
    def is_op_tijd(self) -> bool:
        """Whether there is time left."""
        return time.monotonic() < self.einde

    def solve(self, kosten: Values, *, ontspannen: bool = False) -> Oplossing:
        """Minimise within the time left."""
        return self.oplosser.solve(self.programma, kosten, ontspannen=ontspannen, tijd=self.tijd)

    def list_groep(self, groep: int) -> list[int]:
        """Return the columns of one of `groepen`."""
        columns: list[int] = np.flatnonzero(self.groep == groep).tolist()
        return columns

    def make_kosten(self, kolommen: Iterable[int], prijs: float) -> Values:
        """Return an objective with one price for some columns."""
        costs = np.zeros(self.programma.breedte)
        costs[list(kolommen)] = prijs
        return costs

    def read_plan(self, x: Values) -> Counts:
        """Return a solution as a plan; of groups taken together the most urgent comes first."""
        asked = self.situatie.behoefte.aantallen
        plan = np.zeros((len(self.situatie.veld.codes), len(asked)), dtype=np.int64)
        for number, alike in enumerate(self.groepen):
            columns = self.groep == number
            filled = np.cumsum([0, *np.round(x[: len(self.gebied)][columns])])
            taken = 0
            for group in alike:
                plan[self.gebied[columns], group] = np.diff(np.clip(filled, taken, taken + asked[group]))
                taken += asked[group]
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
    groups, demand = len(situatie.groepen), np.array(situatie.behoefte.aantallen, dtype=float)
    system = lay_out(list_grenzen(situatie, zonder) if eisen is None else eisen, groups)
    most = system.bound(np.where(situatie.veld.eigen[:, None], demand, 0.0).ravel())
    cells = np.flatnonzero(most > 0)
    within = system.choose(cells, len(most))
    alone = tuple((group,) for group in range(groups))
    model = start_model(situatie, alone, cells, most[cells])
    model = add_grenzen(model, within.take((within.laag > 0) | (within.add_up(most[cells]) > within.hoog)))
    return add_loten(model, most[cells])


def lay_kolommen(model: Model, grenzen: Iterable[Grens]) -> Stelsel:
    """Return limits over the columns of a model, those of which no column is left too."""
    groups = len(model.groepen)
    count = groups * len(model.situatie.veld.codes)
    return lay_out(grenzen, groups).choose(model.gebied * groups + model.groep, count)


def start_model(
    situatie: Situatie, groepen: tuple[tuple[int, ...], ...], cellen: npt.NDArray[np.integer], boven: Values
) -> Model:
    """Return a model with columns for some cells, and the demand as rows.

    Parameters
    ----------
    situatie : Situatie
    groepen : tuple of tuple of int
        Groups that are taken together.
    cellen : ndarray of int
        Of each column: area · number of groups + group.
    boven : ndarray of float
        Most of each column.
    """
    area, group = np.divmod(cellen, max(1, len(groepen)))
    asked = np.array([sum(situatie.behoefte.aantallen[g] for g in alike) for alike in groepen], dtype=float)
    lengths = np.bincount(group, minlength=len(groepen))
    demand = make_sommen(np.argsort(group, kind="stable"), lengths, asked)
    programme = Programma(boven, np.ones(len(cellen), dtype=bool)).add_blok(demand)
    return Model(situatie, groepen, area, group, (), programme)


def add_grenzen(model: Model, stelsel: Stelsel) -> Model:
    """Add limits on columns; where a least may fall short there is a column for what it falls."""
    first = model.programma.breedte
    shorts = tuple(range(first, first + int(stelsel.zacht.sum())))
    programme = model.programma.add_kolommen(len(shorts)).add_blok(stelsel.make_rijen(shorts))
    return dataclasses.replace(model, programma=programme, tekorten=shorts)


def add_loten(model: Model, meest: Values) -> Model:
    """Add m·u ≤ x ≤ meest·u for groups with a least lot, but where a decision sets their number."""
    situatie, free = model.situatie, find_vrij(model.situatie)
    lots = np.array([situatie.find_lot(situatie.groepen[alike[0]]) for alike in model.groepen], dtype=float)
    lot = lots[model.groep] if len(lots) else np.zeros(0)
    open_cells = [
        not set(model.groepen[group]) & free.get(area, frozenset())
        for area, group in zip(model.gebied.tolist(), model.groep.tolist(), strict=True)
    ]
    whole = np.flatnonzero((lot > 1) & np.array(open_cells, dtype=bool))
    if not len(whole):
        return model
    first, count = model.programma.breedte, len(whole)
    pairs = np.column_stack([whole, np.arange(first, first + count)]).astype(np.int32)
    least, most = (np.column_stack([np.ones(count), -size]) for size in (lot[whole], meest[whole]))
    rows = Rijen(
        np.arange(0, 4 * count + 1, 2, dtype=np.int32),
        np.hstack([pairs, pairs]).ravel(),
        np.hstack([least, most]).ravel(),
        np.tile([0.0, -np.inf], count),
        np.tile([np.inf, 0.0], count),
    )
    programme = model.programma.add_kolommen(count, 1.0, geheel=True).add_blok(rows)
    return dataclasses.replace(model, programma=programme)
