"""The frontier of the two levers that decide most: toewijsaandeel against plafond, for the low and the high demand.

Every whole per cent of the share is decided by itself: a capacity that is rounded within a gemeente is not monotone in
the share, so that the least share is the least whole per cent with which all fits, and where a higher one fails again
that is told. A higher ceiling holds back nothing that a lower one lets through, so that for each share the first
ceiling is found by halving; and the least share never rises with the ceiling.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.bouw import build_model, list_grenzen
from woonzorg.verdeling.optimum.model import settle_tekort
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitweg.hefboom import Hefboom
from woonzorg.verdeling.uitweg.proef import make_proef

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
    heights = list_hoogten(laag)
    levers = (Hefboom(laag, PLAFOND, PER_1000), Hefboom(laag, CAPACITEIT, TOEWIJSAANDEEL))
    firsts, proven = zip(*(_trace(situatie, levers, heights) for situatie in (laag, hoog)), strict=True)
    columns = [[_read_punt(first, number) for number in range(len(heights))] for first in firsts]
    now = PLAFOND.read(laag)[PER_1000.sleutel]
    end = max(next(n for n, point in enumerate(column) if point == column[-1]) for column in columns)
    end = max(end, heights.index(now))
    points = [
        Grenspunt(height, low[0], high[0], low[1], high[1])
        for height, low, high in zip(heights[: end + 1], *columns, strict=False)
    ]
    return Grensvlak(
        tuple(points), sum(laag.behoefte.aantallen), sum(hoog.behoefte.aantallen), now,
        CAPACITEIT.read(laag)[TOEWIJSAANDEEL.sleutel], all(proven),
    )  # fmt: skip


def list_hoogten(situatie: Situatie) -> list[float]:
    """Return the heights that are tried: all whole numbers, and the value now; that alone where there is no ceiling."""
    now = PLAFOND.read(situatie)[PER_1000.sleutel]
    if PLAFOND not in list_actief(situatie):
        return [now]
    return sorted({now, *map(float, range(int(PER_1000.laagst), int(PER_1000.hoogst) + 1))})


def _trace(
    situatie: Situatie, hefbomen: tuple[Hefboom, Hefboom], hoogten: list[float]
) -> tuple[list[int], bool]:
    """Return for each share the position of the first ceiling with which all fits; past the end where none does."""
    ceiling, share = hefbomen
    moving = {regel.sleutel for lever in hefbomen for regel in lever.regels}
    blocks = [*ceiling.blokken, *share.blokken]
    test = make_proef(situatie, list_grenzen(situatie, *moving), blocks, find_tekort(situatie))

    @cache
    def read_hoogte(position: int) -> Values:
        return ceiling.read([hoogten[position]])[0]

    def find_first(at: Values) -> int:
        return bisect_left(
            range(len(hoogten)), True, key=lambda n: test.fits(np.concatenate([read_hoogte(n), at]))
        )

    return [find_first(at) for at in share.read(AANDELEN)], test.bewezen


def find_tekort(situatie: Situatie) -> float:
    """Return what the agreed least numbers of a situation fall short; 0 without any, or where locks cannot be kept."""
    if not any(deal.minstens for deal in situatie.afspraken):
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
