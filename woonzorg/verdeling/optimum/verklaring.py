"""Why something stays unplaced: which rules bind, and the least that one of them would have to give.

*Bindend*: with the rule dropped, more is placed by urgency. *Versoepeling*: the least slack of one rule, all others
kept, with which everything fits. Both are solved, not guessed. 'Ontzien' and the place rule are never relaxed here:
that takes a motivated exception.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER, RUIS
from woonzorg.verdeling.optimum.bouw import list_grenzen
from woonzorg.verdeling.optimum.hefboom import Hefboom
from woonzorg.verdeling.optimum.model import Plan, maximise_geplaatst, settle_tekort
from woonzorg.verdeling.optimum.proef import make_proef
from woonzorg.verdeling.optimum.programma import sum_row
from woonzorg.verdeling.optimum.zoekmodel import make_zoekmodel
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import (
    list_actief,
    turn_parameter,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.optimum.bouw import Model
    from woonzorg.verdeling.optimum.zoekmodel import Zoekmodel
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter


@dataclass(frozen=True)
class Knelpunt:
    """What one rule holds back.

    Attributes
    ----------
    regel : str
    bindend : bool
    zonder : tuple of int
        Dwellings placed by group if the rule were not there.
    """

    regel: str
    bindend: bool
    zonder: tuple[int, ...]


@dataclass(frozen=True)
class Versoepeling:
    """The least that one rule would have to give for everything to fit, all others kept.

    Attributes
    ----------
    regel : str
    woningen : int or None
        Least sum of what goes over the rule's limits; None when everything fits at no value.
    knop : str
        Parameter turned; '' when the rule has none that helps.
    van, naar : float
        Its value now, and the first on its scale at which everything fits; NaN without `knop`. Of the toewijsaandeel
        the first whole per cent.
    mist : tuple of int
        Higher whole per cents of the toewijsaandeel with which it does not fit again: a capacity is rounded.
    """

    regel: str
    woningen: int | None
    knop: str = ""
    van: float = np.nan
    naar: float = np.nan
    mist: tuple[int, ...] = ()


def explain_plan(
    situatie: Situatie, plan: Plan, search: Zoekmodel | None = None
) -> tuple[tuple[Knelpunt, ...], tuple[Versoepeling, ...]]:
    """Return which rules bind and what would help: `find_knelpunten` and `find_versoepelingen`, on one programme."""
    search = search or (make_zoekmodel(situatie) if _is_short(situatie, plan) else None)
    binding = find_knelpunten(situatie, plan, search)
    return binding, find_versoepelingen(situatie, plan, search, {item.regel: item.zonder for item in binding})


def find_knelpunten(situatie: Situatie, plan: Plan, search: Zoekmodel | None = None) -> tuple[Knelpunt, ...]:
    """Tell for each rule whether it binds, by dropping it and solving again.

    Parameters
    ----------
    situatie : Situatie
    plan : Plan
        The optimal plan of that situation, or an approximation.
    search : Zoekmodel, optional
        Of that situation, where it was made already.
    """
    rules = list_actief(situatie)
    if not _is_short(situatie, plan):
        return tuple(Knelpunt(regel.sleutel, bindend=False, zonder=plan.geplaatst) for regel in rules)
    search = search or make_zoekmodel(situatie)
    # An approximation may place fewer by itself: what a rule holds back is measured against the optimum.
    most = _place_most(search.model, plan) if plan.benadering else plan.geplaatst
    return tuple(_drop(search, plan, most, regel) for regel in rules)


def _is_short(situatie: Situatie, plan: Plan) -> bool:
    return plan.geplaatst != situatie.behoefte.aantallen


def _place_most(model: Model, plan: Plan) -> tuple[int, ...]:
    """Return what is placed by group at most (objective 1); that of the plan when nothing better is found in time."""
    model, answer = settle_tekort(model)
    _, found = maximise_geplaatst(model, answer)
    return plan.geplaatst if found.x is None else tuple(model.read_plan(found.x).sum(axis=0).tolist())


def _drop(search: Zoekmodel, plan: Plan, most: tuple[int, ...], regel: Regel) -> Knelpunt:
    if not search.is_merkbaar(regel):  # what lays no limit, or none that others do not, holds nothing back
        return Knelpunt(regel.sleutel, bindend=False, zonder=most)
    placed = _place_most(search.drop(regel), plan)
    return Knelpunt(regel.sleutel, placed > most, placed)


def find_versoepelingen(
    situatie: Situatie,
    plan: Plan,
    search: Zoekmodel | None = None,
    zonder: Mapping[str, tuple[int, ...]] | None = None,
) -> tuple[Versoepeling, ...]:
    """Return for each rule that may be relaxed the least slack with which everything fits; () when it fits already.

    Parameters
    ----------
    situatie : Situatie
    plan : Plan
        The optimal plan of that situation, or an approximation.
    search : Zoekmodel, optional
        Of that situation, where it was made already.
    zonder : mapping, optional
        Key of a rule to what is placed by group without it, where that is known (`Knelpunt.zonder`).
    """
    if not _is_short(situatie, plan):
        return ()
    search = search or make_zoekmodel(situatie)
    rules = [regel for regel in list_actief(situatie) if regel.versoepelbaar]
    known = zonder or {}
    return tuple(_relax(search, plan, regel, known.get(regel.sleutel)) for regel in rules)


def _relax(search: Zoekmodel, plan: Plan, regel: Regel, zonder: tuple[int, ...] | None) -> Versoepeling:
    situatie = search.model.situatie
    slack = _find_slack(search, plan, regel, zonder) if regel.find_grenzen(situatie) else None
    if slack is None:
        return Versoepeling(regel.sleutel, None)
    for knop in map(regel.find_parameter, regel.knoppen):
        now = regel.read(situatie)[knop.sleutel]
        if knop == TOEWIJSAANDEEL:
            fitting = _scan(search, plan, now)
            if fitting:
                missing = tuple(n for n in range(fitting[0], fitting[-1]) if n not in set(fitting))
                return Versoepeling(regel.sleutel, slack, knop.sleutel, now, float(fitting[0]), missing)
        elif (found := _search(search, plan, regel, knop, now)) is not None:
            return Versoepeling(regel.sleutel, slack, knop.sleutel, now, found)
    return Versoepeling(regel.sleutel, slack)


def _find_slack(search: Zoekmodel, plan: Plan, regel: Regel, zonder: tuple[int, ...] | None) -> int | None:
    """Return the least sum of what goes over the limits of one rule when everything is placed; None when it cannot."""
    free = search.drop(regel)
    # With agreed least numbers more may fit than is placed after these.
    known = None if zonder is None or free.tekorten else zonder == free.situatie.behoefte.aantallen
    if not (_fits_all(free, plan) if known is None else known):
        return None
    limits = search.find_grenzen(regel)
    most = free.programma.boven[: len(free.gebied)]
    limits = limits.take(limits.add_up(most) > limits.hoog)  # what cannot be gone over asks nothing
    demand = np.array([sum(free.situatie.behoefte.aantallen[g] for g in alike) for alike in free.groepen])
    programme = free.programma.set_rijen(slice(len(demand)), demand, demand)
    first = programme.breedte
    programme = programme.add_kolommen(len(limits.hoog), geheel=True).add_blok(limits.lend(first))
    if free.tekorten:
        programme = programme.add_rijen(sum_row(free.tekorten, plan.tekort_sleutel + OPLOSSER))
    costs = np.zeros(programme.breedte)
    costs[first:] = 1.0
    free.oplosser.forget()  # too much differs from what was solved before
    answer = free.oplosser.solve(programme, costs)
    return None if answer.x is None else round(answer.doel)


def _search(search: Zoekmodel, plan: Plan, regel: Regel, knop: Parameter, laagst: float) -> float | None:
    """Return the first value on a parameter's scale at which everything fits; None when there is none.

    Wider values never hold back more, so that halving finds it. (Of the toewijsaandeel that is not so: `_scan`.)
    """
    step, situatie = knop.stap, search.model.situatie

    def fits(number: int, *, ontspannen: bool = False) -> bool:
        turned = turn_parameter(situatie, regel, knop, round(number * step, 6))
        return _fits_all(search.turn(regel, turned), plan, ontspannen=ontspannen)

    low, high = int(np.ceil(laagst / step - RUIS)), int(np.floor(knop.hoogst / step + RUIS))
    if high < low or not fits(high):
        return None
    # Where dwellings can be divided no less fits, and that is quickly known: it is seldom not the answer itself.
    least = _halve(lambda number: fits(number, ontspannen=True), low, high)
    return round((least if fits(least) else _halve(fits, least + 1, high)) * step, 6)


def _scan(search: Zoekmodel, plan: Plan, laagst: float) -> list[int]:
    """Return the whole per cents of the toewijsaandeel, from a value on, with which everything fits.

    Each is decided by itself: a capacity that is rounded within a gemeente is not monotone in the share.
    """
    situatie = search.model.situatie
    search.model.oplosser.forget()  # of two solvers at once the memory would be that of both
    lever, percents = Hefboom(situatie, CAPACITEIT, TOEWIJSAANDEEL), range(math.ceil(laagst - RUIS), 101)
    rest = list_grenzen(situatie, *(regel.sleutel for regel in lever.regels))
    test = make_proef(situatie, rest, lever.blokken, plan.tekort_sleutel, math.inf)
    # What the lowest ones lack settles most of the others.
    return [percent for percent, most in zip(percents, lever.read(percents), strict=True) if test.fits(most)]


def _halve(fits: Callable[[int], bool], low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return high


def _fits_all(model: Model, plan: Plan, *, ontspannen: bool = False) -> bool:
    """Tell whether all of the demand fits: the most that is placed is all (an objective leads the solver faster)."""
    if model.tekorten:
        model = model.add_rijen(sum_row(model.tekorten, plan.tekort_sleutel + OPLOSSER))
    costs, demand = model.make_kosten(range(len(model.gebied)), -1.0), sum(model.situatie.behoefte.aantallen)
    answer = model.solve(costs, ontspannen=True)
    if not ontspannen and answer.x is not None and -answer.doel > demand - 0.5:
        answer = model.solve(costs)
    return answer.x is not None and -answer.doel > demand - 0.5
