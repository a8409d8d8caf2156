"""A limit on a plan, the form that every rule comes down to; and the locks.

A plan x[a, g] gives each area a and group g its dwellings. Solver and screen read the same list of limits::

    laag ≤ Σ_{a ∈ gebieden, g ∈ groepen} x[a, g] ≤ hoog
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld


@dataclass(frozen=True, slots=True)
class Grens:
    """A limit on the sum of a block of a plan.

    Attributes
    ----------
    naam : str
        Code of the area, or of the set of gemeenten.
    gebieden, groepen : tuple of int
        Positions.
    hoog, laag : float
        Most and least; whole numbers, or infinite.
    zacht : bool
        Whether the least may fall short where it cannot be reached, which is then told.
    """

    naam: str
    gebieden: tuple[int, ...]
    groepen: tuple[int, ...]
    hoog: float = math.inf
    laag: float = 0.0
    zacht: bool = False

    def count(self, plan: Counts) -> int:
        """Return the dwellings of a plan in this block."""
        return int(plan.take(self.gebieden, axis=0).take(self.groepen, axis=1).sum())


def count_alle(grenzen: Iterable[Grens], plan: Counts) -> list[int]:
    """Return the dwellings of a plan in the block of each limit: `Grens.count` of many, in much less time.

    Parameters
    ----------
    grenzen : iterable of Grens
    plan : ndarray of int, shape (areas, groups)
    """
    # One by one: plain lists are much faster here than slices of an array.
    rows, whole, totals = plan.tolist(), plan.shape[1], plan.sum(axis=1).tolist()
    return [
        sum([totals[area] for area in limit.gebieden])
        if len(limit.groepen) == whole
        else sum([rows[area][group] for area in limit.gebieden for group in limit.groepen])
        for limit in grenzen
    ]


def limit_areas(situatie: Situatie, limits: Values) -> tuple[Grens, ...]:
    """Return one limit an area over all groups, where there is a finite one.

    Parameters
    ----------
    situatie : Situatie
    limits : ndarray of float
        Most homes by area of the field; infinite for no limit.
    """
    groups = tuple(range(len(situatie.groepen)))
    return tuple(
        Grens(code, (area,), groups, float(limit))
        for area, (code, limit) in enumerate(zip(situatie.veld.codes, limits, strict=True))
        if math.isfinite(limit)
    )


def find_sloten(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the numbers that the planner holds fast; they are no rule, but bind the solver all the same."""
    codes, groups = situatie.veld.codes, situatie.groepen
    return tuple(
        Grens(
            slot.code, (codes.index(slot.code),),
            (groups.index(slot.groep),) if slot.groep else tuple(range(len(groups))),
            float(slot.aantal), float(slot.aantal),
        )
        for slot in situatie.sloten
    )  # fmt: skip


def calculate_aandelen(situatie: Situatie, sleutel: str | None = None) -> dict[str, float]:
    """Return each gemeente's share of the region by a key (inwoners, huishoudens …); unknown areas count as 0."""
    veld, key = situatie.veld, sleutel or situatie.verdeelsleutel
    known: dict[str, dict[str, float]] = _know_aandelen(veld)
    if key not in known:
        known[key] = _calculate_aandelen(veld, key)
    return known[key]


@once
def _know_aandelen(veld: Veld) -> dict[str, dict[str, float]]:  # noqa: ARG001
    """Return what was worked out already, by key: one or two of some ten."""
    return {}


def _calculate_aandelen(veld: Veld, sleutel: str) -> dict[str, float]:
    weight = np.nan_to_num(veld.read(sleutel))
    sums = veld.gebieden.assign(_gewicht=weight)[veld.eigen].groupby("gemeentecode")["_gewicht"].sum()
    total = float(sums.sum())
    return {str(code): float(value) / total if total else 0.0 for code, value in sums.items()}
