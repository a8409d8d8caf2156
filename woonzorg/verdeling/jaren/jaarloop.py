"""One year after another: lettings, what is placed and built, and the room that 'geen verplaatsing' leaves each year.

Every block of that rule (an area, an area with its neighbours, a wijk, a gemeente) has v and H of its own, which follow
what changes in its areas. In a year that begins with v₁ (after leaving and letting) and H the plan x and the building b
of each block keep::

    v₁ + Σx < g·H                    g = q·ρ, or κ·ρ for an area with its neighbours (≤)
    v₁ + Σx + Σb < g·(H + Σb)

Where a block has no room for all, each of its areas takes the same part of what was asked there; an area in more blocks
the smallest. So nothing depends on the order of the areas. ρ is that at the start. Each way of counting (trait, own
counts) has its own v, β0 and blocks: the stricter holds, as in the rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.speling import RUIS
from woonzorg.verdeling.regels.blokken import list_blokken
from woonzorg.verdeling.regels.ontzien import list_ontzien

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.regels.blokken import Blok
    from woonzorg.verdeling.regels.tellingen import Bewoning

    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Vrijkomst:
    """What comes free and is let again, by one way of counting; all by area of the field.

    Attributes
    ----------
    telling : Bewoning
    w, r : ndarray of float
        Households of the groups in corporation dwellings, and elsewhere.
    beta : ndarray of float
        β0: their share in the lettings of today.
    """

    telling: Bewoning
    w: Values
    r: Values
    beta: Values


@dataclass(frozen=True)
class Opzet:
    """What stays the same over the years, by area of the field.

    Attributes
    ----------
    situatie : Situatie
    stromen : tuple of Vrijkomst
        One for each way of counting; the last is the one to report by.
    n, h : ndarray of float
        Corporation dwellings (0 where unknown or in the ring) and households.
    kwetsbaar : ndarray of bool
    x : ndarray of float
        What the plan asks each year.
    gewicht, hoogstens : ndarray of float
        Part of the building for the groups, and the most that a decided exception leaves for it.
    mu, epsilon, delta : float
    vraag, nieuwbouw : float
        D with inflow, and building for the groups, per year.
    """

    situatie: Situatie
    stromen: tuple[Vrijkomst, ...]
    n: Values
    h: Values
    kwetsbaar: Flags
    x: Values
    gewicht: Values
    hoogstens: Values
    mu: float
    epsilon: float
    delta: float
    vraag: float
    nieuwbouw: float

    @property
    def vrij(self) -> float:
        """E: demand that maatwerk sets free each year, by the way of counting to report by."""
        if not self.stromen:
            return 0.0
        return float((self.delta * self.kwetsbaar * self.stromen[-1].beta * self.mu * self.n).sum())


@dataclass(frozen=True)
class Jaarstand:
    """The areas at the end of a year.

    Attributes
    ----------
    v : tuple of ndarray
        Households of the groups by area, for each way of counting.
    h : ndarray of float
    geplaatst, gebouwd : float
        Σx, and homes from building for the groups, in that year.
    tekort : float
        Backlog B.
    """

    v: tuple[Values, ...]
    h: Values
    geplaatst: float = 0.0
    gebouwd: float = 0.0
    tekort: float = 0.0


def read_stroom(telling: Bewoning, n: Values, eigen: Flags) -> Vrijkomst:
    """Return the flow of one way of counting; in an area without a count v counts as 0."""
    v = np.nan_to_num(telling.v)
    w = np.where(eigen, np.minimum(v, n), 0.0)
    return Vrijkomst(telling, w, v - w, np.divide(w, n, out=np.zeros(len(n)), where=n > 0))


def run_jaren(opzet: Opzet, jaren: int, *, rem: bool = True) -> list[Jaarstand]:
    """Return the state at the start and after each year.

    Parameters
    ----------
    opzet : Opzet
    jaren : int
        Years to go.
    rem : bool
        Whether 'geen verplaatsing' holds back what would make a concentratie; without it the plan is carried out whole.
    """
    blocks = _Blokken(opzet) if rem else None
    w = [flow.w for flow in opzet.stromen]
    r = [flow.r for flow in opzet.stromen]
    states = [Jaarstand(tuple(a + b for a, b in zip(w, r, strict=True)), opzet.h)]
    eigen = opzet.situatie.veld.eigen
    for _ in range(jaren):
        w = [_turn_over(opzet, flow, now) for flow, now in zip(opzet.stromen, w, strict=True)]
        r = [np.where(eigen, (1 - opzet.epsilon) * rest, rest) for rest in r]
        asked = states[-1].tekort + opzet.vraag + opzet.vrij
        v, h = [a + b for a, b in zip(w, r, strict=True)], states[-1].h
        x = _limit_som(opzet.x if blocks is None else blocks.limit(opzet.x, v, h), asked)
        built = _build(opzet, blocks, (x, v, h), asked - float(x.sum()))
        w = [now + x + built for now in w]
        placed = float(x.sum() + built.sum())
        states.append(
            Jaarstand(
                tuple(now + x + built for now in v), h + built, placed, float(built.sum()), max(0.0, asked - placed)
            )
        )  # fmt: skip
    return states


def _turn_over(opzet: Opzet, stroom: Vrijkomst, w: Values) -> Values:
    """Return (1 − ε − μ)·w + β·F, with β = (1 − δ)·β0 in kwetsbare areas."""
    stay = max(0.0, 1 - opzet.epsilon - opzet.mu)
    return stay * w + (1 - opzet.delta * opzet.kwetsbaar) * stroom.beta * opzet.mu * opzet.n


def _limit_som(amounts: Values, most: float) -> Values:
    """Return amounts that add up to no more than is asked; where there are too many each gives the same part."""
    total = float(amounts.sum())
    return amounts if total <= most else amounts * (max(0.0, most) / total)


def _build(
    opzet: Opzet, blocks: _Blokken | None, stand: tuple[Values, list[Values], Values], most: float
) -> Values:
    """Return the homes that are built for the groups: no more than is asked, and none where that may not be."""
    x, v, h = stand
    wish = np.minimum(
        opzet.gewicht * max(0.0, min(opzet.nieuwbouw, most)), np.maximum(0.0, opzet.hoogstens - x)
    )
    return wish if blocks is None else blocks.limit(wish, [now + x for now in v], h, bouw=True)


class _Blokken:
    """The blocks of 'geen verplaatsing' for each way of counting, as flat lists of members."""

    def __init__(self, opzet: Opzet) -> None:
        self.start = [np.nan_to_num(flow.telling.v) for flow in opzet.stromen]
        self.h = opzet.h
        self.parts = [_Delen(list_blokken(opzet.situatie, flow.telling)) for flow in opzet.stromen]

    def limit(self, wens: Values, v: list[Values], h: Values, *, bouw: bool = False) -> Values:
        """Return what of a wish has room; `bouw` counts each as a household more in the area too."""
        factor = np.ones(len(wens))
        for part, now, start in zip(self.parts, v, self.start, strict=True):
            part.narrow(factor, wens, now - start, h - self.h, bouw=bouw)
        return wens * factor


class _Delen:
    """Blocks by one way of counting."""

    def __init__(self, blokken: tuple[Blok, ...]) -> None:
        self.count = len(blokken)
        self.block = np.repeat(np.arange(self.count), [len(block.leden) for block in blokken])
        self.member = np.array([area for block in blokken for area in block.leden], dtype=np.intp)
        self.v, self.h, self.share = (
            np.array([getattr(block, name) for block in blokken]) for name in ("v", "huishoudens", "grens")
        )
        self.strict = np.array([block.streng for block in blokken], dtype=bool)

    def sum(self, waarden: Values) -> Values:
        """Return the sum over each block."""
        return np.bincount(self.block, weights=waarden[self.member], minlength=self.count).astype(float)

    def narrow(self, factor: Values, wens: Values, dv: Values, dh: Values, *, bouw: bool) -> None:
        """Lower the part of the wish that each area can have, where a block has no room for all."""
        if not self.count:
            return
        asked, h = self.sum(wens), self.h + self.sum(dh)
        room = self.share * h - (self.v + self.sum(dv))
        if bouw:
            grows = self.share < 1
            room = np.where(grows, room / np.where(grows, 1 - self.share, 1.0), math.inf)
        most = np.where(self.strict, np.ceil(room - RUIS) - 1, np.floor(room + RUIS))
        large = ~self.strict | (h + asked * bouw >= HUISHOUDENS_MINIMUM)
        most = np.where(large, np.maximum(0.0, most), math.inf)
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(asked > most, most / asked, 1.0)
        np.minimum.at(factor, self.member, part[self.block])


def share_nieuwbouw(situatie: Situatie, plan: Values) -> tuple[Values, Values]:
    """Return how building for the groups is spread, and the most that a decided exception leaves for it.

    As the plan is, else by households; 0 where 'ontzien' keeps an area closed, but for a decided exception, up to its
    number.
    """
    veld, codes = situatie.veld, situatie.veld.codes
    closed = veld.gebieden["klasse"].isin(list_ontzien(situatie)).to_numpy(dtype=bool)
    decided = [item for item in situatie.uitzonderingen if not item.onbesloten]
    number = np.full(len(codes), math.inf)
    for area in np.flatnonzero(closed).tolist():
        number[area] = _count_besloten([item for item in decided if item.code == codes[area]])
    weight = np.where(veld.eigen & (number > 0), plan, 0.0)
    if not weight.any():
        weight = np.where(veld.eigen & ~closed, np.nan_to_num(veld.read("huishoudens")), 0.0)
    return (weight / weight.sum() if weight.any() else weight), number


def _count_besloten(besluiten: list[Uitzondering]) -> float:
    """Return the most that decided exceptions leave to an area; no bound where one names no number."""
    given = [item.hoogstens if item.aantal is None else item.aantal for item in besluiten]
    return sum(math.inf if number is None else float(number) for number in given)
