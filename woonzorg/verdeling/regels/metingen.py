"""How far a plan goes under a rule, in the rule's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    situatie: Situatie,  # noqa: ARG001 - one form for every rule
    plan: Counts,  # noqa: ARG001
    rijen: Sequence[tuple[Grens, int]],
) -> Meting:
    """Count what a plan puts where a rule allows nothing."""
    return Meting(float(sum(count for limit, count in rijen if limit.hoog == 0)), 0.0, "woningen")


def measure_tightest(
    situatie: Situatie,  # noqa: ARG001
    plan: Counts,  # noqa: ARG001
    rijen: Sequence[tuple[Grens, int]],
) -> Meting:
    """Take the limit with the least headroom among blocks that receive or fall short."""
    short = [(count - limit.laag, count, limit.laag) for limit, count in rijen if limit.laag > count]
    used = [
        (limit.hoog - count, count, limit.hoog) for limit, count in rijen if count and limit.hoog < math.inf
    ]
    found = min(short or used, default=(math.nan, math.nan, math.nan))
    return Meting(float(found[1]), float(found[2]), "woningen")


def fill_grens(meting: Meting) -> float:
    """Return which part of its limit a measure takes; nothing to measure counts as 0."""
    if math.isnan(meting.waarde) or meting.waarde == 0:
        return 0.0
    return meting.waarde / meting.grens if meting.grens > 0 else math.inf


KEER = "keer het regionale aandeel"
"""Unit of a location quotient."""


def measure_quotient(v: Values, huishoudens: Values, erbij: Counts, aandeel: float, q: float) -> Meting:
    """Measure the highest location quotient among areas that receive and of which is known who lives there."""
    tested = (erbij > 0) & (huishoudens >= HUISHOUDENS_MINIMUM) & np.isfinite(v)
    highest = float(np.max((v + erbij)[tested] / huishoudens[tested])) if tested.any() else math.nan
    return Meting(highest / aandeel if aandeel > 0 else math.nan, q, KEER)
