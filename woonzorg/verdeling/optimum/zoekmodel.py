"""One programme in which each rule can be let go or turned, so that it is built and solved from the beginning once.

With L[r, i] and H[r, i] the least and most that rule r lays on block i (0 and infinite where it lays none), and
U[r, c] the most that it leaves to column c by itself, the problem without rule r is::

    max_{q ≠ r} L[q, i] ≤ Σ_{c ∈ i} x[c] ≤ min_{q ≠ r} H[q, i],    x[c] ≤ min_{q ≠ r} U[q, c]

There is a column for every cell that is open without some rule, and a row for every block that can then bind; a block
on which several rules lay limits is one row. Groups for which all limits of every rule are the same are taken together
where no least lot holds: which homes are whose changes nothing of what fits, and how many of each group there are
follows from their order (`Model.read_plan`).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.bouw import Model, add_loten, start_model
from woonzorg.verdeling.optimum.programma import sum_row
from woonzorg.verdeling.optimum.stelsel import Stelsel, lay_out
from woonzorg.verdeling.regels.besluiten import find_feiten, list_grenzen_ruim
from woonzorg.verdeling.regels.grenzen import Grens, find_sloten
from woonzorg.verdeling.regels.lijst import list_actief

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.regels.regel import Regel

    Plaatsen = npt.NDArray[np.integer]

VAST = ""
"""In place of a rule's key: locks and decisions, which are never let go."""


@dataclass(frozen=True, eq=False)
class Regelgrens:
    """What one rule lays on blocks and columns.

    Attributes
    ----------
    laag, hoog : ndarray of float
        By block; a least that may fall short is not among them.
    boven : ndarray of float
        By column.
    """

    laag: Values
    hoog: Values
    boven: Values


class Blokken:
    """The blocks of areas and groups on which limits are laid, each once.

    Parameters
    ----------
    groepen : sequence of sequence of int
        The groups that are taken together.
    """

    def __init__(self, groepen: Sequence[Sequence[int]]) -> None:
        self._place = {group: number for number, alike in enumerate(groepen) for group in alike}
        self._together: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._numbers: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}

    def add(self, grenzen: Iterable[Grens]) -> Plaatsen:
        """Return the number of each limit's block; one that was not there yet comes at the end."""
        keys = ((limit.gebieden, self._take_together(limit.groepen)) for limit in grenzen)
        numbers = self._numbers
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)

    def find(self, grenzen: Iterable[Grens]) -> Plaatsen | None:
        """Return the number of each limit's block; None when one of them is not there."""
        keys = ((limit.gebieden, self._take_together(limit.groepen)) for limit in grenzen)
        found = [self._numbers.get(key, -1) for key in keys]
        return None if -1 in found else np.array(found, dtype=np.intp)

    def lay_out(self, breedte: int) -> Stelsel:
        """Return the blocks as arrays over cells."""
        return lay_out((Grens("", *block) for block in self._numbers), breedte)

    def _take_together(self, groepen: tuple[int, ...]) -> tuple[int, ...]:
        if groepen not in self._together:
            places = (self._place[g] for g in groepen if g in self._place)
            self._together[groepen] = tuple(dict.fromkeys(places))
        return self._together[groepen]


@dataclass(frozen=True, eq=False)
class Zoekmodel:
    """The programme of a situation, for every way to let a rule go.

    Attributes
    ----------
    model : Model
        With all rules.
    regels : dict
        Key of a rule to what it lays on blocks and columns; `VAST` for locks and decisions.
    blokken : Blokken
    stelsel : Stelsel
        The blocks over columns.
    meest : ndarray of float
        Most of each column by the demand alone.
    rijen : ndarray of int
        The block of each row that follows on the demand.
    zacht : tuple of str
        Key of the rule of each least that may fall short; their rows follow on `rijen`.
    """

    model: Model
    regels: dict[str, Regelgrens]
    blokken: Blokken
    stelsel: Stelsel
    meest: Values
    rijen: Plaatsen
    zacht: tuple[str, ...]

    def is_merkbaar(self, regel: Regel) -> bool:
        """Tell whether anything is wider, or less asked, without a rule."""
        rest = [grens for name, grens in self.regels.items() if name != regel.sleutel]
        one, upper = (
            self.regels[regel.sleutel],
            np.min([self.meest, *(grens.boven for grens in rest)], axis=0),
        )
        low, high = _hold_all(rest)
        wider = (one.boven < upper).any() or (one.hoog < high).any() or (one.laag > low).any()
        return bool(wider) or regel.sleutel in self.zacht

    def find_grenzen(self, regel: Regel) -> Stelsel:
        """Return the limits of a rule that are finite, over columns."""
        limits = [one for one in list_grenzen_ruim(regel, self.model.situatie) if np.isfinite(one.hoog)]
        return self.stelsel.pick(
            self.blokken.add(limits), np.array([one.hoog for one in limits], dtype=float)
        )

    def drop(self, regel: Regel) -> Model:
        """Return the model without a rule."""
        key = regel.sleutel
        model = self.lay([grens for name, grens in self.regels.items() if name != key])
        first = len(self.model.groepen) + len(self.rijen)
        gone = [first + number for number, of in enumerate(self.zacht) if of == key]
        shorts = zip(self.model.tekorten, self.zacht, strict=True)
        return dataclasses.replace(
            model, programma=model.programma.set_rijen(gone, -np.inf, np.inf),
            tekorten=tuple(short for short, of in shorts if of != key),
        )  # fmt: skip

    def turn(self, regel: Regel, situatie: Situatie) -> Model:
        """Return the model of a situation that differs in the parameters of one rule."""
        limits = list_grenzen_ruim(regel, situatie)
        numbers = self.blokken.find(limits)
        if numbers is None or regel.sleutel in self.zacht or self.has_lezers(regel, situatie):
            return make_zoekmodel(situatie).model
        rest = [grens for name, grens in self.regels.items() if name != regel.sleutel]
        return self.lay([*rest, measure_grenzen(self.stelsel, numbers, limits, len(self.meest))])

    def has_lezers(self, regel: Regel, situatie: Situatie) -> bool:
        """Tell whether limits of another rule move along (the place rule of a wijk reads the share of freed homes)."""
        readers = [other for other in list_actief(situatie) if regel.sleutel in other.leest]
        return any(
            other.find_grenzen(situatie) != other.find_grenzen(self.model.situatie) for other in readers
        )

    def lay(self, regels: Sequence[Regelgrens]) -> Model:
        """Return the model with the limits of some rules only."""
        low, high = _hold_all(regels)
        upper = np.min([self.meest, *(one.boven for one in regels)], axis=0)
        first, last = len(self.model.groepen), len(self.model.groepen) + len(self.rijen)
        programme = self.model.programma.set_boven(slice(len(upper)), upper)
        programme = programme.set_rijen(slice(first, last), low[self.rijen], high[self.rijen])
        lacking = _is_nodig(self.stelsel, upper, low, high)
        lacking[self.rijen] = False
        if lacking.any():
            rest = dataclasses.replace(self.stelsel, laag=low, hoog=high).take(lacking)
            programme = programme.add_blok(rest.make_rijen(()))
        return dataclasses.replace(self.model, programma=programme)


def _is_nodig(stelsel: Stelsel, boven: Values, laag: Values, hoog: Values) -> npt.NDArray[np.bool_]:
    """Tell which blocks the bounds of their columns do not keep already."""
    needed: npt.NDArray[np.bool_] = (laag > 0) | ((stelsel.lengten > 1) & (stelsel.add_up(boven) > hoog))
    return needed


def measure_grenzen(
    stelsel: Stelsel, nummers: Plaatsen, grenzen: Sequence[Grens], breedte: int
) -> Regelgrens:
    """Return what the limits of one rule lay on blocks and columns.

    Parameters
    ----------
    stelsel : Stelsel
        The blocks.
    nummers : ndarray of int
        Block of each limit.
    grenzen : sequence of Grens
    breedte : int
        Number of columns (or cells).
    """
    low, high = np.zeros(len(stelsel.lengten)), np.full(len(stelsel.lengten), np.inf)
    np.minimum.at(high, nummers, np.array([limit.hoog for limit in grenzen], dtype=float))
    np.maximum.at(
        low, nummers, np.array([0.0 if limit.zacht else limit.laag for limit in grenzen], dtype=float)
    )
    return Regelgrens(low, high, dataclasses.replace(stelsel, hoog=high).bound(np.full(breedte, np.inf)))


def make_zoekmodel(situatie: Situatie) -> Zoekmodel:
    """Build the programme of a situation, for every way to let a rule go."""
    limits = {regel.sleutel: list_grenzen_ruim(regel, situatie) for regel in list_actief(situatie)}
    limits[VAST] = (*find_sloten(situatie), *find_feiten(situatie))
    groups = list_gelijk(situatie, limits)
    blocks = Blokken(groups)
    numbers = {key: blocks.add(found) for key, found in limits.items()}
    system = blocks.lay_out(len(groups))
    asked = np.array([sum(situatie.behoefte.aantallen[g] for g in alike) for alike in groups], dtype=float)
    most = np.where(situatie.veld.eigen[:, None], asked, 0.0).ravel()
    rules = {key: measure_grenzen(system, numbers[key], limits[key], len(most)) for key in limits}
    widest = _find_wijdste(rules, most)
    cells = np.flatnonzero(widest > 0)
    system = system.choose(cells, len(most))
    rules = {key: dataclasses.replace(one, boven=one.boven[cells]) for key, one in rules.items()}
    low, high = _hold_all(rules.values())
    rows = np.flatnonzero(_is_nodig(system, widest[cells], low, high))
    model = start_model(situatie, groups, cells, most[cells])
    kept = dataclasses.replace(system, laag=low, hoog=high).take(np.isin(np.arange(len(low)), rows))
    model = dataclasses.replace(model, programma=model.programma.add_blok(kept.make_rijen(())))
    soft = [
        (key, system.leden[system.nummer == number], limit.laag)
        for key, found in limits.items()
        for number, limit in zip(numbers[key].tolist(), found, strict=True)
        if limit.zacht and limit.laag > 0
    ]
    model = add_loten(_add_zacht(model, soft), widest[cells])
    search = Zoekmodel(model, rules, blocks, system, most[cells], rows, tuple(key for key, _, _ in soft))
    return dataclasses.replace(search, model=search.lay(list(rules.values())))


def _hold_all(grenzen: Iterable[Regelgrens]) -> tuple[Values, Values]:
    """Return the least and most of each block by all of some rules."""
    rules = list(grenzen)
    return np.max([one.laag for one in rules], axis=0), np.min([one.hoog for one in rules], axis=0)


def _find_wijdste(regels: Mapping[str, Regelgrens], meest: Values) -> Values:
    """Return the most of each cell when any one rule is let go."""
    fixed = np.minimum(meest, regels[VAST].boven)
    bounds = np.array([fixed, *(one.boven for key, one in regels.items() if key != VAST)])
    ways = [np.delete(bounds, rule, axis=0).min(axis=0) for rule in range(1, len(bounds))]
    widest: Values = np.max([bounds.min(axis=0), *ways], axis=0)
    return widest


def _add_zacht(model: Model, zacht: Sequence[tuple[str, Plaatsen, float]]) -> Model:
    """Add the leasts that may fall short, each with a column for what it falls."""
    first = model.programma.breedte
    shorts = tuple(range(first, first + len(zacht)))
    rows = [
        sum_row([*columns, short], laag=least)
        for short, (_, columns, least) in zip(shorts, zacht, strict=True)
    ]
    programme = model.programma.add_kolommen(len(shorts)).add_rijen(*rows)
    return dataclasses.replace(model, programma=programme, tekorten=shorts)


def list_gelijk(situatie: Situatie, grenzen: Mapping[str, Sequence[Grens]]) -> tuple[tuple[int, ...], ...]:
    """Return the groups that ask something, those together for which every rule lays the same limits.

    Parameters
    ----------
    situatie : Situatie
    grenzen : mapping
        Key of a rule to its limits.
    """
    marks: dict[int, list[Hashable]] = defaultdict(list)
    names = situatie.groepen
    for key, limits in grenzen.items():
        closed: dict[int, set[int]] = defaultdict(set)
        for number, limit in enumerate(limits):
            if len(limit.groepen) == len(names):
                continue
            for group in limit.groepen:
                if limit.hoog == 0 and limit.laag <= 0:
                    closed[group].update(limit.gebieden)
                else:
                    marks[group].append((key, number))
        for group, areas in closed.items():
            marks[group].append((key, frozenset(areas)))
    sets: dict[Hashable, list[int]] = defaultdict(list)
    for group, (name, count) in enumerate(zip(names, situatie.behoefte.aantallen, strict=True)):
        if count:
            sets[group if situatie.find_lot(name) > 1 else -1, tuple(marks[group])].append(group)
    return tuple(map(tuple, sets.values()))
