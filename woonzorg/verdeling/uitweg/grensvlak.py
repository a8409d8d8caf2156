"""The frontier of the two levers that decide most: toewijsaandeel against plafond, for the low and the high demand.

Every whole per cent of the share is decided by itself: a capacity that is rounded within a gemeente is not monotone in
the share, so that the least share is the least whole per cent with which all fits, and where a higher one fails again
that is told. A higher ceiling holds back nothing that a lower one lets through, so that for each share the first
ceiling is found by halving; and the least share never rises with the ceiling.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.bouw import build_model, list_grenzen
from woonzorg.verdeling.optimum.hefboom import Hefboom
from woonzorg.verdeling.optimum.model import settle_tekort
from woonzorg.verdeling.optimum.proef import make_proef
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values, Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

PER_1000 = PLAFOND.find_parameter("per_1000")
"""The lever upwards."""

AANDELEN = range(101)
"""The lever across: every whole per cent."""


@dataclass(frozen=True)
class Grenspunt:
    """One height of the ceiling.

    Attributes
    ----------
    per_1000 : float
    aandeel_laag, aandeel_hoog : int or None
        Least whole per cent of toewijsaandeel with which the low and the high demand fit under all other rules; None
        where even 100 % does not do.
    mist_laag, mist_hoog : tuple of int
        Higher whole per cents with which it does not fit again: a capacity is rounded, and so not monotone.
    """

    per_1000: float
    aandeel_laag: int | None
    aandeel_hoog: int | None
    mist_laag: tuple[int, ...] = ()
    mist_hoog: tuple[int, ...] = ()


@dataclass(frozen=True)
class Grensvlak:
    """The frontier.

    Attributes
    ----------
    punten : tuple of Grenspunt
        By height, from 0: every whole number and the value of the scenario, to where nothing changes any more. The
        value of the scenario alone where the ceiling does not apply.
    vraag_laag, vraag_hoog : int
        Homes asked.
    per_1000, aandeel : float
        The values of the scenario.
    bewezen : bool
        Whether every answer is proven; what was not found in time counts as 'does not fit'.
    """

    punten: tuple[Grenspunt, ...]
    vraag_laag: int
    vraag_hoog: int
    per_1000: float
    aandeel: float
    bewezen: bool = True

    def find(self, per_1000: float) -> Grenspunt:
        """Return the point of the highest ceiling that is no higher than a given one."""
        at = [point for point in self.punten if point.per_1000 <= per_1000]
        return at[-1] if at else self.punten[0]


def trace_grensvlak(scenario: Scenario, veld: Veld) -> Grensvlak:
    """Return the frontier of a scenario.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    """
    low, high = (make_situatie(scenario, veld, side) for side in (LAAG, HOOG))
    return trace_situaties(low, high)


def trace_situaties(laag: Situatie, hoog: Situatie) -> Grensvlak:
    """Return the frontier of two situations that differ in their demand only.

    Parameters
    ----------
    laag, hoog : Situatie
    """
    heights, now = list_hoogten(laag), PLAFOND.read(laag)[PER_1000.sleutel]
    trace = _Zoektocht(laag, heights)
    (low, low_proven), (high, high_proven) = trace.find_eersten(laag), trace.find_eersten(hoog)
    last = max([heights.index(now), *(first for first in (*low, *high) if first < len(heights))])
    points = []
    for number, height in enumerate(heights[: last + 1]):
        (least_low, lacks_low), (least_high, lacks_high) = (
            _read_punt(first, number) for first in (low, high)
        )
        points.append(Grenspunt(height, least_low, least_high, lacks_low, lacks_high))
    return Grensvlak(
        tuple(points), sum(laag.behoefte.aantallen), sum(hoog.behoefte.aantallen), now,
        CAPACITEIT.read(laag)[TOEWIJSAANDEEL.sleutel], low_proven and high_proven,
    )  # fmt: skip


def list_hoogten(situatie: Situatie) -> list[float]:
    """Return the heights that are tried: all whole numbers, and the value now; that alone where there is no ceiling."""
    now = PLAFOND.read(situatie)[PER_1000.sleutel]
    if PLAFOND not in list_actief(situatie):
        return [now]
    return sorted({now, *map(float, range(int(PER_1000.laagst), int(PER_1000.hoogst) + 1))})


class _Zoektocht:
    """The two levers at all their values, and for each share the first ceiling with which a demand fits."""

    def __init__(self, situatie: Situatie, hoogten: list[float]) -> None:
        self.ceiling = Hefboom(situatie, PLAFOND, PER_1000)
        self.share = Hefboom(situatie, CAPACITEIT, TOEWIJSAANDEEL)
        self.shares = self.share.read(AANDELEN)
        self.heights = hoogten
        self._known: dict[int, Values] = {}

    def find_eersten(self, situatie: Situatie) -> tuple[list[int], bool]:
        """Return the position of the first height for each share (past the end: none does), and if all is proven."""
        levers = (self.ceiling, self.share)
        moving = {regel.sleutel for lever in levers for regel in lever.regels}
        blocks = [limit for lever in levers for limit in lever.blokken]
        test = make_proef(situatie, list_grenzen(situatie, *moving), blocks, find_tekort(situatie))

        def find_eerste(at: Values) -> int:
            return bisect_left(
                range(len(self.heights)), True, key=lambda n: test.fits(np.concatenate([self._read(n), at]))
            )

        return [find_eerste(at) for at in self.shares], test.bewezen

    def _read(self, positie: int) -> Values:
        if positie not in self._known:
            self._known[positie] = self.ceiling.read([self.heights[positie]])[0]
        return self._known[positie]


def find_tekort(situatie: Situatie) -> float:
    """Return what the agreed least numbers of a situation fall short; 0 without any, or where locks cannot be kept."""
    if not situatie.afspraken:
        return 0.0
    _, short = settle_tekort(build_model(situatie))
    return 0.0 if short.x is None else short.doel


def _read_punt(eerste: list[int], positie: int) -> tuple[int | None, tuple[int, ...]]:
    """Return the least share that fits under a ceiling, and the higher ones that do not."""
    fits = [first <= positie for first in eerste]
    if True not in fits:
        return None, ()
    least = fits.index(True)
    return least, tuple(percent for percent in AANDELEN if percent > least and not fits[percent])
