"""The least pair of relaxations, when no single one is enough for all of the demand.

Of each two rules that may give way: the least sum of what goes over the limits of both with which everything is placed,
all other rules kept. The pair with the fewest homes is told; of equal ones the first in the order of the rules. Then
the values of a parameter of each with which it really fits, on whole steps of their scales, such that no lower value of
the one does with that of the other; of these points the one that turns the two least, each against its value now.
"""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER, RUIS
from woonzorg.verdeling.optimum.bouw import build_model, lay_kolommen, list_grenzen
from woonzorg.verdeling.optimum.hefboom import Hefboom
from woonzorg.verdeling.optimum.proef import TIJD, make_proef
from woonzorg.verdeling.optimum.programma import solve, sum_row
from woonzorg.verdeling.optimum.samennemen import merge_groepen
from woonzorg.verdeling.optimum.verklaring import find_versoepelingen
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.lijst import list_actief

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.optimum.model import Plan
    from woonzorg.verdeling.optimum.verklaring import Versoepeling
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter


@dataclass(frozen=True)
class Stap:
    """What one rule of a pair gives.

    Attributes
    ----------
    regel : str
    knop : str
        Parameter turned; '' when the rule has none, or none with which it fits.
    van, naar : float
        Its value now, and that with which all fits together with the other; NaN without `knop`.
    """

    regel: str
    knop: str = ""
    van: float = math.nan
    naar: float = math.nan


@dataclass(frozen=True)
class Paar:
    """Two rules that together make room for all of the demand.

    Attributes
    ----------
    stappen : tuple of Stap
        Two, in the order of the rules.
    woningen : int
        Fewest homes that go over the limits of both.
    bewezen : bool
        Whether it is proven that no pair needs fewer, and that lower values would not do.
    """

    stappen: tuple[Stap, ...]
    woningen: int
    bewezen: bool


def find_paar(situatie: Situatie, plan: Plan, versoepelingen: Sequence[Versoepeling] = ()) -> Paar | None:
    """Return the least pair; None when all fits, when one rule is enough by itself, or when no pair is.

    Parameters
    ----------
    situatie : Situatie
    plan : Plan
        The optimal plan of that situation.
    versoepelingen : sequence of Versoepeling, optional
        What single rules would have to give, where that is known already.
    """
    if plan.geplaatst == situatie.behoefte.aantallen:
        return None
    single = versoepelingen or find_versoepelingen(situatie, plan)
    if any(item.woningen is not None for item in single):
        return None
    rules = [regel for regel in list_actief(situatie) if regel.versoepelbaar and regel.find_grenzen(situatie)]
    found = [(_find_slack(situatie, pair, plan.tekort_sleutel), pair) for pair in combinations(rules, 2)]
    known = [(slack, pair) for (slack, _), pair in found if slack is not None]
    if not known:
        return None
    proven = all(sure for (_, sure), _ in found)
    least, pair = min(known, key=lambda item: item[0])
    steps, sure = _turn(situatie, pair, plan.tekort_sleutel)
    return Paar(steps, least, proven and sure)


def _find_slack(situatie: Situatie, paar: tuple[Regel, Regel], tekort: float) -> tuple[int | None, bool]:
    """Return the fewest homes over the limits of two rules to place all (None: it cannot be), and whether proven."""
    names = [regel.sleutel for regel in paar]
    rest = list_grenzen(situatie, *names)
    wide = [
        limit for regel in paar for limit in list_grenzen_ruim(regel, situatie) if math.isfinite(limit.hoog)
    ]
    hard = [dataclasses.replace(limit, hoog=math.inf) for limit in wide]
    fewer, limits = merge_groepen(situatie, [*rest, *hard])
    model = build_model(fewer, eisen=limits[: len(rest)])
    first, asked = model.programma.breedte, np.array(fewer.behoefte.aantallen, dtype=float)
    lent = dataclasses.replace(
        lay_kolommen(model, limits[len(rest) :]),
        laag=np.full(len(wide), -np.inf),
        hoog=np.array([limit.hoog for limit in wide], dtype=float),
    ).lend(first)
    programme = model.programma.set_rijen(slice(len(asked)), asked, asked).add_kolommen(
        len(wide), geheel=True
    )
    programme = programme.add_blok(lent)
    if model.tekorten:
        programme = programme.add_rijen(sum_row(model.tekorten, tekort + OPLOSSER))
    costs = np.zeros(programme.breedte)
    costs[first:] = 1.0
    answer = solve(programme, costs, tijd=TIJD)
    return (None if answer.x is None else round(answer.doel)), answer.bewezen


def _turn(situatie: Situatie, paar: tuple[Regel, Regel], tekort: float) -> tuple[tuple[Stap, ...], bool]:
    """Return the values of a parameter of each with which it fits, without where there are none, and if proven."""
    proven = True
    for knobs in product(*(map(regel.find_parameter, regel.knoppen) for regel in paar)):
        values, sure = _find_waarden(situatie, paar, knobs, tekort)
        proven = proven and sure
        if values is not None:
            steps = (
                Stap(regel.sleutel, knob.sleutel, regel.read(situatie)[knob.sleutel], value)
                for regel, knob, value in zip(paar, knobs, values, strict=True)
            )
            return tuple(steps), proven
    return tuple(Stap(regel.sleutel) for regel in paar), proven


def _find_waarden(
    situatie: Situatie, paar: tuple[Regel, Regel], knoppen: tuple[Parameter, ...], tekort: float
) -> tuple[tuple[float, float] | None, bool]:
    """Return the values of two parameters that turn them least, of those that cannot be lower, and if proven."""
    levers = [Hefboom(situatie, regel, knop) for regel, knop in zip(paar, knoppen, strict=True)]
    moving = {regel.sleutel for lever in levers for regel in lever.regels}
    blocks = [limit for lever in levers for limit in lever.blokken]
    test = make_proef(situatie, list_grenzen(situatie, *moving), blocks, tekort)
    scales = [_list_schaal(situatie, regel, knop) for regel, knop in zip(paar, knoppen, strict=True)]

    @cache
    def read_eerste(position: int) -> Values:
        most: Values = levers[0].read([scales[0][position]])[0]
        return most

    points: list[tuple[float, float]] = []
    place = len(scales[0])
    for second, at in zip(scales[1], levers[1].read(scales[1]), strict=True):
        found = _find_lager(place, lambda n, at=at: test.fits(np.concatenate([read_eerste(n), at])))  # type: ignore[misc]
        if found < place:
            place = found
            points.append((scales[0][place], second))
    least = min(points, key=lambda point: _measure_draai(situatie, paar, knoppen, point), default=None)
    return least, test.bewezen


def _find_lager(tot: int, past: Callable[[int], bool]) -> int:
    """Return the first position before `tot` that fits, else `tot`; what fits goes on fitting further up."""
    return bisect_left(range(tot - 1), True, key=past) if tot and past(tot - 1) else tot


def _list_schaal(situatie: Situatie, regel: Regel, knop: Parameter) -> list[float]:
    """Return the values of a parameter from now on: whole numbers where its scale is long, else its own steps."""
    step, now = 1.0 if knop.hoogst >= 100 else knop.stap, regel.read(situatie)[knop.sleutel]
    least, most = math.ceil(now / step - RUIS), math.floor(knop.hoogst / step + RUIS)
    return [round(number * step, 6) for number in range(least, most + 1)]


def _measure_draai(
    situatie: Situatie, paar: tuple[Regel, Regel], knoppen: tuple[Parameter, ...], punt: tuple[float, float]
) -> float:
    """Return how far two parameters are turned, each against its value now."""
    now = [regel.read(situatie)[knop.sleutel] for regel, knop in zip(paar, knoppen, strict=True)]
    return sum((to - value) / value if value else math.inf for to, value in zip(punt, now, strict=True))
