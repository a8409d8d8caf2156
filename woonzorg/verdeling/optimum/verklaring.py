"""Why something stays unplaced: which rules bind, and the least that one of them would have to give.

*Bindend*: with the rule dropped, more is placed by urgency. *Versoepeling*: the least slack of one rule, all others
kept, with which everything fits. Both are solved, not guessed. 'Ontzien' and the place rule are never relaxed here:
that takes a motivated exception.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER, RUIS
from woonzorg.verdeling.optimum.bouw import Model, build_model, list_grenzen
from woonzorg.verdeling.optimum.model import Plan, maximise_geplaatst, settle_tekort
from woonzorg.verdeling.optimum.programma import Voorwaarde, solve, sum_row
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import (
    list_actief,
    turn_parameter,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.verdeling.invoer.situatie import Situatie
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
        Its value now, and the first on its scale at which everything fits; NaN without `knop`.
    """

    regel: str
    woningen: int | None
    knop: str = ""
    van: float = np.nan
    naar: float = np.nan


def find_knelpunten(situatie: Situatie, plan: Plan) -> tuple[Knelpunt, ...]:
    """Tell for each rule whether it binds, by dropping it and solving again.

    Parameters
    ----------
    situatie : Situatie
    plan : Plan
        The optimal plan of that situation, or an approximation.
    """
    rules = list_actief(situatie)
    if not _is_short(situatie, plan):
        return tuple(Knelpunt(regel.sleutel, bindend=False, zonder=plan.geplaatst) for regel in rules)
    # An approximation may place fewer by itself: what a rule holds back is measured against the optimum.
    most = _place_most(build_model(situatie), plan) if plan.benadering else plan.geplaatst
    return tuple(_drop(situatie, plan, most, regel) for regel in rules)


def _is_short(situatie: Situatie, plan: Plan) -> bool:
    return plan.geplaatst != situatie.behoefte.aantallen


def _place_most(model: Model, plan: Plan) -> tuple[int, ...]:
    """Return what is placed by group at most (objective 1); that of the plan when nothing better is found in time."""
    model, answer = settle_tekort(model)
    _, found = maximise_geplaatst(model, answer)
    return plan.geplaatst if found.x is None else tuple(model.read_plan(found.x).sum(axis=0).tolist())


def _drop(situatie: Situatie, plan: Plan, most: tuple[int, ...], regel: Regel) -> Knelpunt:
    if not regel.find_grenzen(situatie):  # what lays no limit holds nothing back
        return Knelpunt(regel.sleutel, bindend=False, zonder=most)
    placed = _place_most(build_model(situatie, zonder=regel.sleutel), plan)
    return Knelpunt(regel.sleutel, placed > most, placed)


def find_versoepelingen(situatie: Situatie, plan: Plan) -> tuple[Versoepeling, ...]:
    """Return for each rule that may be relaxed the least slack with which everything fits; () when it fits already."""
    if not _is_short(situatie, plan):
        return ()
    rules = [regel for regel in list_actief(situatie) if regel.versoepelbaar]
    return tuple(_relax(situatie, plan, regel) for regel in rules)


def _relax(situatie: Situatie, plan: Plan, regel: Regel) -> Versoepeling:
    slack = _find_slack(situatie, plan, regel) if regel.find_grenzen(situatie) else None
    if slack is None:
        return Versoepeling(regel.sleutel, None)
    for knop in map(regel.find_parameter, regel.knoppen):
        now = regel.read(situatie)[knop.sleutel]
        found = _search(situatie, plan, regel, knop, now)
        if found is not None:
            return Versoepeling(regel.sleutel, slack, knop.sleutel, now, found)
    return Versoepeling(regel.sleutel, slack)


def _require_all(model: Model, plan: Plan) -> Model:
    """Ask for all of the demand, and no larger shortfall of agreed least numbers than there is."""
    demand = enumerate(model.situatie.behoefte.aantallen)
    rows = [sum_row(model.list_groep(group), laag=float(total)) for group, total in demand]
    rows += [sum_row(model.tekorten, plan.tekort_sleutel + OPLOSSER)] if model.tekorten else []
    return model.add_rijen(*rows)


def _find_slack(situatie: Situatie, plan: Plan, regel: Regel) -> int | None:
    """Return the least sum of what goes over the limits of one rule when everything is placed; None when it cannot."""
    model = _require_all(build_model(situatie, zonder=regel.sleutel), plan)
    limits = [limit for limit in list_grenzen_ruim(regel, situatie) if np.isfinite(limit.hoog)]
    column = {cell: number for number, cell in enumerate(model.cellen)}
    programme = model.programma.add_kolommen(len(limits), geheel=True)
    slacks = range(model.programma.breedte, programme.breedte)
    rows = []
    for slack, limit in zip(slacks, limits, strict=True):
        members = [column[a, g] for a in limit.gebieden for g in limit.groepen if (a, g) in column]
        rows.append(Voorwaarde((*members, slack), (*(1.0,) * len(members), -1.0), hoog=limit.hoog))
    wider = dataclasses.replace(model, programma=programme.add_rijen(*rows))
    answer = solve(wider.programma, wider.make_kosten(slacks, 1.0))
    return None if answer.x is None else round(answer.doel)


def _search(situatie: Situatie, plan: Plan, regel: Regel, knop: Parameter, laagst: float) -> float | None:
    """Return the first value on a parameter's scale at which everything fits; None when there is none.

    Wider values never hold back more, so that halving finds it. (Rounding within a gemeente can shift one dwelling of
    capacity; the value returned has been tried itself.)
    """
    step, others = knop.stap, list_grenzen(situatie, regel.sleutel)

    def fits(number: int, *, ontspannen: bool = False) -> bool:
        turned = turn_parameter(situatie, regel, knop, round(number * step, 6))
        return _fits_all(
            build_model(turned, eisen=[*others, *list_grenzen_ruim(regel, turned)]),
            plan,
            ontspannen=ontspannen,
        )

    low, high = int(np.ceil(laagst / step - RUIS)), int(np.floor(knop.hoogst / step + RUIS))
    if high < low or not fits(high):
        return None
    # Where dwellings can be divided no less fits, and that is quickly known: it is seldom not the answer itself.
    least = _halve(lambda number: fits(number, ontspannen=True), low, high)
    return round((least if fits(least) else _halve(fits, least + 1, high)) * step, 6)


def _halve(fits: Callable[[int], bool], low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return high


def _fits_all(model: Model, plan: Plan, *, ontspannen: bool) -> bool:
    """Tell whether all of the demand fits: the most that is placed is all (an objective leads the solver faster)."""
    if model.tekorten:
        model = model.add_rijen(sum_row(model.tekorten, plan.tekort_sleutel + OPLOSSER))
    costs = model.make_kosten(range(len(model.cellen)), -1.0)
    answer = solve(model.programma, costs, ontspannen=ontspannen)
    return answer.x is not None and -answer.doel > sum(model.situatie.behoefte.aantallen) - 0.5


def find_nodig_aandeel(situatie: Situatie, plan: Plan) -> float | None:
    """Return the least toewijsaandeel (percent) with which all of the demand fits; None when none does."""
    if CAPACITEIT not in list_actief(situatie):
        return None
    return _search(situatie, plan, CAPACITEIT, TOEWIJSAANDEEL, TOEWIJSAANDEEL.laagst)
