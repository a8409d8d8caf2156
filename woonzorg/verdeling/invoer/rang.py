"""Which of two areas with equal claims goes first: the larger one, by content and never by its place in a list.

Where a rounding gives one dwelling to one of several equal remainders, the areas are taken by households, inhabitants,
dwellings and the other figures that the rules read, most first. Areas that are equal in all of them are told apart by
their neighbours, and by the wijk and gemeente in which they lie, round after round (colour refinement). Only areas that
are alike in all that are left to their code: exchanging them changes nothing that the rules or the objectives see. So
another name, or another order of the rows, keeps the objectives.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    import numpy.typing as npt
    import pandas as pd

    from woonzorg.verdeling.invoer.complex import Complex

    Ranks = npt.NDArray[np.intp]
    Values = npt.NDArray[np.float64]

_MAAT = (
    "huishoudens", "inwoners", "woningen", "corporatie", "kenmerk_v", "gehuisvest", "gepland", "capaciteit",
    "corporatie_buiten", "afstand_huisarts", "afstand_supermarkt",
)  # fmt: skip
"""Numbers by which areas are ordered, the most telling first; more goes first, and unknown last."""

_OPENBAAR = (
    "huishoudens", "inwoners", "woningen", "corporatie", "kenmerk_v", "afstand_huisarts", "afstand_supermarkt",
)  # fmt: skip
"""Of these numbers the public ones, in the same order; not where the planner gave the homes of corporaties."""

_SOORT = ("klasse", "klasse_wijk", "klasse_gemeente", "rol", "landsgrens")


class Ruimte(Protocol):
    """What the order reads of a larger level (`veld.Ruimer`)."""

    @property
    def leden(self) -> Sequence[Sequence[int]]:
        """Positions of the areas in each larger area."""

    @property
    def huishoudens(self) -> Values:
        """Households of each."""

    @property
    def kenmerk_v(self) -> Values:
        """Households with the trait, of each."""


class Gebieden(Protocol):
    """What the order reads of a field (`veld.Veld`), which itself asks for the order."""

    @property
    def gebieden(self) -> pd.DataFrame:
        """A row an area."""

    @property
    def codes(self) -> Sequence[str]:
        """Their codes."""

    @property
    def eigen(self) -> npt.NDArray[np.bool_]:
        """Whether each lies in the region."""

    @property
    def paren(self) -> Ranks:
        """Positions of neighbours: two rows, a column a pair."""

    @property
    def ruimer(self) -> Sequence[Ruimte]:
        """The larger levels."""

    @property
    def complexen(self) -> Sequence[Complex]:
        """The complexes in it."""

    @property
    def kleuren(self) -> Ranks:
        """What `colour_gebieden` gives."""

    @property
    def volgorde(self) -> Ranks:
        """What `order_gebieden` gives."""

    @property
    def is_onderscheiden(self) -> bool:
        """What `are_told_apart` tells of them."""

    def read(self, kolom: str) -> Values:
        """Return a column as numbers."""


class Gezet(Protocol):
    """What the order reads of a situation (`situatie.Situatie`), which itself asks for the order."""

    @property
    def veld(self) -> Gebieden:
        """The field."""

    @property
    def basis(self) -> npt.NDArray[np.int64] | None:
        """Homes that stand before."""

    @property
    def geplaatst(self) -> npt.NDArray[np.int64] | None:
        """Homes that are placed already."""

    @property
    def sloten(self) -> Sequence[Any]:
        """Locks."""

    @property
    def uitzonderingen(self) -> Sequence[Any]:
        """Exceptions."""

    @property
    def afspraken(self) -> Sequence[Any]:
        """Agreements."""

    @property
    def gepland(self) -> Sequence[Any]:
        """Planned homes."""


def rank_gebieden(situatie: Gezet) -> Ranks:
    """Return the place of each area among all, 0 first, with what the planner set there told as content too."""
    veld = situatie.veld
    marks = [] if veld.is_onderscheiden else _mark_gebieden(situatie)
    if len(set(marks)) < 2:
        return veld.volgorde
    colours = _refine(veld, _number(zip(veld.kleuren.tolist(), marks, strict=True)))
    return _order(colours, veld.codes)


def order_gebieden(veld: Gebieden) -> Ranks:
    """Return the place of each area among all, 0 first, by what is known of them."""
    return _order(veld.kleuren, veld.codes)


def colour_gebieden(veld: Gebieden, *, openbaar: bool = False) -> Ranks:
    """Return a number for each area: equal for areas that are alike in all, lower for what goes first.

    Parameters
    ----------
    veld : Veld
    openbaar : bool
        Whether to look at public figures only.
    """
    columns = {name: veld.read(name) for name in (_OPENBAAR if openbaar else _MAAT)}
    if openbaar:
        columns["corporatie"] = np.where(veld.gebieden["corporatie_eigen"], np.nan, columns["corporatie"])
    numbers = [-np.nan_to_num(np.round(values, 6), nan=-1.0) for values in columns.values()]
    kinds = [veld.gebieden[name].to_numpy(dtype=str) for name in _SOORT]
    complexes = [] if openbaar else [np.array(_list_complexen(veld), dtype=str)]
    return _refine(veld, _number_rijen([*numbers, *kinds, _number(_list_ruimer(veld)), *complexes]))


def rank_gemeenten(veld: Gebieden, codes: Sequence[str]) -> Ranks:
    """Return the place of each gemeente among some: by households, inhabitants, and then by her areas.

    Only public figures decide, and then the code: what each gemeente would take by inhabitants is shared, and may not
    change with an own figure.
    """
    towns = veld.gebieden["gemeentecode"].to_numpy()
    parts = [np.flatnonzero((towns == code) & veld.eigen) for code in codes]
    sizes = [-np.nan_to_num(veld.read(name)) for name in _OPENBAAR[:2]]
    rows: list[tuple[Any, ...]] = [tuple(float(size[part].sum()) for size in sizes) for part in parts]
    if len(set(rows)) < len(rows):
        colours = colour_gebieden(veld, openbaar=True)
        rows = [
            (*row, sorted(colours[part].tolist()), code)
            for row, part, code in zip(rows, parts, codes, strict=True)
        ]
    return np.array(_invert(sorted(range(len(rows)), key=rows.__getitem__)), dtype=np.intp)


def _list_ruimer(veld: Gebieden) -> list[tuple[float, ...]]:
    """Return what is published of the larger areas in which each area lies."""
    found: list[list[float]] = [[] for _ in veld.codes]
    for level in veld.ruimer:
        figures = np.nan_to_num(np.column_stack([level.huishoudens, level.kenmerk_v]), nan=-1.0).tolist()
        for members, row in zip(level.leden, figures, strict=True):
            for area in members:
                found[area] += [-number for number in row]
    return [tuple(row) for row in found]


def _list_gehelen(veld: Gebieden) -> list[Sequence[int]]:
    """Return the positions of the areas that lie together: in a gemeente, and in each of the larger areas."""
    towns = veld.gebieden.groupby("gemeentecode").indices.values()
    return [
        *(list(part) for part in towns),
        *(members for level in veld.ruimer for members in level.leden),
    ]


def _list_complexen(veld: Gebieden) -> list[str]:
    inside = defaultdict[str, list[str]](list)
    for item in veld.complexen:
        inside[item.gebied].append(f"{item.woningen} {item.gehuisvest} {item.klasse}")
    return [" | ".join(sorted(inside.get(code, ()))) for code in veld.codes]


def _mark_gebieden(situatie: Gezet) -> list[str]:
    """Return what the planner set for each area: locks, exceptions, planned homes, agreements and a base."""
    marks = defaultdict[str, list[str]](list)
    for slot in situatie.sloten:
        marks[slot.code].append(f"slot {slot.groep} {slot.aantal}")
    for item in situatie.uitzonderingen:
        marks[item.code].append(f"uitzondering {item.groep} {item.hoogstens} {item.aantal}")
    for plan in situatie.gepland:
        marks[plan.code].append(f"gepland {plan.aantal}")
    for deal in situatie.afspraken:
        for code in deal.gemeenten:
            agreed = (len(deal.gemeenten), deal.minstens, deal.hoogstens, deal.aandeel)
            marks[code].append(f"afspraak {' '.join(map(str, agreed))}")
    table = situatie.veld.gebieden
    rows: list[Any] = [""] * len(table) if situatie.basis is None else situatie.basis.tolist()
    placed: list[Any] = [""] * len(table) if situatie.geplaatst is None else situatie.geplaatst.tolist()
    return [
        " | ".join([*sorted(marks[code]), *sorted(marks[town]), str(row), str(now)])
        for code, town, row, now in zip(table["code"], table["gemeentecode"], rows, placed, strict=True)
    ]


def are_told_apart(veld: Gebieden, colours: Ranks) -> bool:
    """Tell whether no two areas with anything to divide by are alike."""
    weight = np.column_stack([np.nan_to_num(veld.read(name)) for name in _MAAT[:4]]).any(axis=1)
    part = colours[weight]
    return len(np.unique(part)) == len(part)


def _refine(veld: Gebieden, colours: Ranks) -> Ranks:
    """Tell equal areas apart by neighbours, wijk and gemeente, until nothing more is told apart."""
    (rows, columns), wholes = veld.paren, _list_gehelen(veld)
    while not are_told_apart(veld, colours):
        now = colours.tolist()
        beside: list[list[int]] = [[] for _ in now]
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            beside[row].append(now[column])
        inside: list[list[tuple[int, ...]]] = [[] for _ in now]
        for members in wholes:
            together = tuple(sorted(now[area] for area in members))
            for area in members:
                inside[area].append(together)
        finer = _number(
            (colour, tuple(sorted(near)), tuple(sorted(parts)))
            for colour, near, parts in zip(now, beside, inside, strict=True)
        )
        if finer.max(initial=-1) == colours.max(initial=-1):
            break
        colours = finer
    return colours


def _number(rows: Iterable[Hashable]) -> Ranks:
    """Give rows numbers by their order, and equal rows the same."""
    listed: list[Any] = list(rows)
    places = {row: number for number, row in enumerate(sorted(set(listed)))}
    return np.array([places[row] for row in listed], dtype=np.intp)


def _number_rijen(kolommen: Sequence[npt.NDArray[Any]]) -> Ranks:
    """Give rows numbers as `_number` does, of columns of which the first decides most."""
    places = [np.unique(column, return_inverse=True)[1] for column in kolommen]
    numbers: Ranks = np.unique(np.column_stack(places), axis=0, return_inverse=True)[1].reshape(-1)
    return numbers.astype(np.intp)


def _order(colours: Ranks, codes: Sequence[str]) -> Ranks:
    return np.array(_invert(np.lexsort((np.array(codes), colours)).tolist()), dtype=np.intp)


def _invert(order: Sequence[int]) -> list[int]:
    places = [0] * len(order)
    for place, item in enumerate(order):
        places[item] = place
    return places
