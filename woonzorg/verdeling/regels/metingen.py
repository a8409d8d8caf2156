"""How far a plan goes under a rule, in the rule's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.verdeling.regels.verplaatsing import list_tellingen, read_ruimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.regels.grenzen import Grens


@dataclass(frozen=True)
class Meting:
    """How far a plan goes under a rule, in the rule's own unit; NaN when there is nothing to measure.

    Attributes
    ----------
    waarde, grens : float
    eenheid : str
    """

    waarde: float
    grens: float
    eenheid: str


def measure_blocked(
    find: Callable[[Situatie], tuple[Grens, ...]],
) -> Callable[[Situatie, Counts], Meting]:
    """Return a measure that counts what a plan puts where a rule allows nothing."""

    def measure(situatie: Situatie, plan: Counts) -> Meting:
        spared = [limit for limit in find(situatie) if limit.hoog == 0]
        return Meting(float(sum(limit.count(plan) for limit in spared)), 0.0, "woningen")

    return measure


def measure_tightest(
    find: Callable[[Situatie], tuple[Grens, ...]],
) -> Callable[[Situatie, Counts], Meting]:
    """Return a measure that takes the limit with the least headroom among blocks that receive or fall short."""

    def measure(situatie: Situatie, plan: Counts) -> Meting:
        rows = [(limit, limit.count(plan)) for limit in find(situatie)]
        short = [(count - limit.laag, count, limit.laag) for limit, count in rows if limit.laag > count]
        used = [
            (limit.hoog - count, count, limit.hoog)
            for limit, count in rows
            if count and limit.hoog < math.inf
        ]
        found = min(short or used, default=(math.nan, math.nan, math.nan))
        return Meting(float(found[1]), float(found[2]), "woningen")

    return measure


def measure_plafond(situatie: Situatie, plan: Counts) -> Meting:
    """Measure the highest load: additions per 1,000 households, or as a location quotient where that comes nearer."""
    values, veld, added = situatie.waarden["plafond"], situatie.veld, plan.sum(axis=1)
    households = veld.read("huishoudens")
    receiving = (added > 0) & (households > 0)
    rate = 1000.0 * np.divide(added, households, out=np.zeros(len(added)), where=receiving)
    found = [Meting(float(rate.max(initial=0.0)), values["per_1000"], "per 1.000 huishoudens")]
    found += [
        _measure_quotient(count.v, households, added, count.aandeel, values["q"])
        for count in list_tellingen(veld)
        if count.is_eigen
    ]
    return max(found, key=_fill)


def _fill(meting: Meting) -> float:
    """Return which part of its limit a measure takes; nothing to measure counts as 0."""
    if math.isnan(meting.waarde) or meting.waarde == 0:
        return 0.0
    return meting.waarde / meting.grens if meting.grens > 0 else math.inf


def measure_verplaatsing(situatie: Situatie, plan: Counts) -> Meting:
    """Measure the highest location quotient after placement, among areas that receive, by each way of counting."""
    veld, q = situatie.veld, situatie.waarden["geen_verplaatsing"]["q"]
    added = plan.sum(axis=1)
    found = []
    for count in list_tellingen(veld):
        found.append(_measure_quotient(count.v, veld.read("huishoudens"), added, count.aandeel, q))
        for level in veld.ruimer:
            v, share = read_ruimer(level, count)
            inside = np.array([added[list(members)].sum() for members in level.leden])
            found.append(_measure_quotient(v, level.huishoudens, inside, share, q))
    return max(found, key=_fill, default=Meting(math.nan, q, _KEER))


_KEER = "keer het regionale aandeel"


def _measure_quotient(v: Values, huishoudens: Values, erbij: Counts, aandeel: float, q: float) -> Meting:
    """Measure the highest location quotient among areas that receive and of which is known who lives there."""
    tested = (erbij > 0) & (huishoudens >= HUISHOUDENS_MINIMUM) & np.isfinite(v)
    highest = float(np.max((v + erbij)[tested] / huishoudens[tested])) if tested.any() else math.nan
    return Meting(highest / aandeel if aandeel > 0 else math.nan, q, _KEER)
