"""The optimum: where the demanded homes go, by four objectives in order.

Sets
    A   areas of the region (ring areas take part in the rules, and receive nothing), G groups, most urgent first,
    K   gemeenten

Variables
    x[a, g] ∈ ℤ≥0   dwellings for group g in area a
    u[a, g] ∈ {0,1} whether g is placed in a at all; only for groups with a least lot m_g > 1
    s[k]    ≥ 0     what an agreed least number falls short

Constraints, with D_g the demand
    Σ_a x[a, g] ≤ D_g
    laag ≤ Σ_{a, g ∈ block} x[a, g] ≤ hoog     every limit of every rule (`grenzen`), every lock, and what is decided
                                               (`besluiten`, by which `hoog` is widened where that takes more)
    m_g·u[a, g] ≤ x[a, g] ≤ hoog[a, g]·u[a, g] lots

Objectives, each kept while the next is sought
    0   least Σ_k s[k]: an agreed least number that cannot be reached is told, and makes nothing infeasible
    1   most placed, group after group: max Σ_a x[a, g₁], then g₂, …
    2   lowest M = max over receiving areas of 1000·(v_a + Σ_g x[a, g]) / H_a, by bisection over the values that M can
        take, with Σ_g x[a, g] ≤ max(0, ⌊M·H_a/1000 − v_a⌋); v counts as 0 where it is not known
    3   least Σ_k |Σ_{a ∈ k} x[a, g] − share_k·P|, with P all that is placed
    4   least Σ |x − base|: the base scenario, else the plan in proportion to households

Every optimum is proven by HiGHS, or its gap is told. Beyond a size an approximation takes its place (`benadering`), by
the same programme and told as such. The plan is checked against the rules themselves before it leaves.
"""

from __future__ import annotations

import dataclasses
import math
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.belasting import flatten, list_belast
from woonzorg.verdeling.optimum.benadering import GROOT, approximate, calculate_gat
from woonzorg.verdeling.optimum.bouw import Model, build_model, list_grenzen
from woonzorg.verdeling.optimum.programma import Oplossing, Rijen, Voorwaarde, solve, sum_row
from woonzorg.verdeling.optimum.zoekmodel import make_zoekmodel
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.besluiten import check_feiten, list_feiten, list_grenzen_ruim
from woonzorg.verdeling.regels.grenzen import calculate_aandelen, count_alle, find_sloten
from woonzorg.verdeling.regels.lijst import (
    REGELS,
    list_actief,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.optimum.programma import Programma
    from woonzorg.verdeling.regels.regel import Regel

TIJD = 45.0
"""Time for all objectives together, in seconds; what is not proven by then is told with its gap."""


@dataclass(frozen=True)
class Plan:
    """A distribution.

    Attributes
    ----------
    aantallen : ndarray of int, shape (areas, groups)
        Dwellings by area of the field and group of the demand; treat as read-only.
    geplaatst : tuple of int
        Dwellings by group.
    tekort_sleutel : float
        What the agreed least numbers fall short, in dwellings (objective 0).
    hoogste : float
        M: highest load per 1,000 households among receiving areas; 0 when nothing is placed.
    afwijking, afstand : float
        Values of objectives 3 and 4.
    bewezen : bool
        Whether every objective is proven optimal.
    gat : float
        Largest relative gap among the objectives; 0 when proven, NaN when no bound is known.
    benadering : bool
        Whether it is an approximation, which keeps the rules (`benadering`); `gat` is then of what is placed.
    """

    aantallen: Counts
    geplaatst: tuple[int, ...]
    tekort_sleutel: float
    hoogste: float
    afwijking: float
    afstand: float
    bewezen: bool
    gat: float
    benadering: bool = False


def place(situatie: Situatie, tijd: float = TIJD, groot: int = GROOT) -> Plan:
    """Return the optimal plan; of a problem that is too large for that, an approximation.

    Parameters
    ----------
    situatie : Situatie
    tijd : float
        Seconds for all objectives together; a region needs less than one.
    groot : int
        Whole-number columns from which a problem is too large. By size and not by time: the same on every machine.

    Raises
    ------
    InvoerFout
        When a decided exception cannot be placed, with the number that could; or when the planner's locks cannot be
        kept together with the rules: the message names the rules in the way.
    """
    check_feiten(situatie, REGELS)
    situatie.rang.setflags(
        write=False
    )  # worked out before the limits stand beside it: it takes memory for a while
    end = time.monotonic() + tijd
    model = dataclasses.replace(build_model(situatie), einde=end)
    if np.count_nonzero(model.programma.geheel) > groot and (x := approximate(model)) is not None:
        return _tell_benadering(model, x)
    search, short = settle_tekort(dataclasses.replace(make_zoekmodel(situatie).model, einde=end))
    if short.x is None:
        raise _explain_conflict(situatie)
    search, urgent = maximise_geplaatst(search, short)
    search, flat, highest = flatten(search, urgent)
    even = _even_out(search, flat)
    last = next(answer.x for answer in (even, flat, urgent) if answer.x is not None)
    known = search.read_plan(last)
    search.oplosser.forget()
    close = _come_close(_keep_all(model, known, short, highest, even), known)
    plan = known if close.x is None else model.read_plan(close.x)
    return _finish(situatie, plan, (short, urgent, flat, even, close), highest)


def _finish(situatie: Situatie, plan: Counts, antwoorden: tuple[Oplossing, ...], hoogste: float) -> Plan:
    short, _, _, even, close = antwoorden
    _check_plan(situatie, plan)
    proven = all(answer.bewezen for answer in antwoorden)
    placed = tuple(int(count) for count in plan.sum(axis=0))
    gap = (
        0.0 if proven else float(np.max([answer.gat for answer in antwoorden]))
    )  # NaN where no bound is known
    return Plan(plan, placed, short.doel, hoogste, even.doel, close.doel, proven, gap)


def _tell_benadering(model: Model, x: Values) -> Plan:
    """Return an approximation as a plan, with what the objectives come to."""
    plan, situatie = model.read_plan(x), model.situatie
    _check_plan(situatie, plan)
    totals, target = plan.sum(axis=1), make_basis(model, plan)
    short = sum(max(0.0, limit.laag - limit.count(plan)) for limit in SLEUTEL.find_grenzen(situatie))
    belast = list_belast(model)
    taken = totals[belast.gebied]
    highest = belast.calculate(taken)[taken > 0].max(initial=0.0)
    towns = situatie.veld.gebieden["gemeentecode"].to_numpy()
    shares = calculate_aandelen(situatie).items()
    deviation = sum(abs(float(totals[towns == code].sum()) - share * totals.sum()) for code, share in shares)
    placed = tuple(int(count) for count in plan.sum(axis=0))
    gap = calculate_gat(model, sum(placed))
    distance = float(np.abs(plan - target).sum())
    return Plan(plan, placed, short, float(highest), deviation, distance, False, gap, benadering=True)


def settle_tekort(model: Model) -> tuple[Model, Oplossing]:
    """Objective 0: keep the least shortfall of agreed least numbers; also tells whether the locks can be kept."""
    if not (model.programma.rijen.laag > 0).any():  # nothing must be placed
        return model, Oplossing(np.zeros(model.programma.breedte), 0.0, 0.0, bewezen=True)
    answer = model.solve(model.make_kosten(model.tekorten, 1.0))
    if answer.x is None or not model.tekorten:
        return model, answer
    return model.add_rijen(sum_row(model.tekorten, answer.doel + OPLOSSER)), answer


def maximise_geplaatst(model: Model, vorige: Oplossing) -> tuple[Model, Oplossing]:
    """Objective 1: most placed, group after group; what is reached for one group is kept for the next."""
    demand = model.situatie.behoefte.aantallen
    costs = model.make_kosten(range(len(model.gebied)), -1.0)
    bound = model.solve(costs, ontspannen=True)
    most = math.inf if bound.x is None else math.floor(-bound.doel + OPLOSSER)
    if most >= sum(demand):  # else not everything fits, also where homes could be divided
        everything = model.solve(costs)
        if everything.x is not None and round(-everything.doel) == sum(demand):
            return _hold(model, range(len(model.groepen)), _count(model, everything.x)), everything
        most = -everything.doel if everything.bewezen else math.inf
    answer, proven, gap = vorige, True, 0.0
    held = np.zeros(len(model.groepen))
    for group, number in sorted((g, n) for n, alike in enumerate(model.groepen) for g in alike):
        if held.sum() < most - 0.5:  # else all that can be placed is: the groups that follow get nothing
            more = dataclasses.replace(model, programma=_ask(model, number, held[number], demand[group]))
            found = more.solve(model.make_kosten(model.list_groep(number), -1.0))
            answer = found if found.x is not None else answer
            proven, gap = proven and found.bewezen, max(gap, found.gat)
        held[number] = 0.0 if answer.x is None else _count(model, answer.x)[number]
        model = _hold(model, [number], held[[number]])
    return model, dataclasses.replace(answer, bewezen=proven, gat=gap)


def _ask(model: Model, nummer: int, vast: float, vraag: int) -> Programma:
    """Return the programme in which groups that are taken together keep what they have, and one asks for more."""
    return model.programma.set_rijen([nummer], vast, vast + vraag)


def _hold(model: Model, nummers: Sequence[int], aantallen: Values) -> Model:
    """Hold what is placed of some groups, by the rows of their demand."""
    return dataclasses.replace(
        model, programma=model.programma.set_rijen(list(nummers), aantallen, aantallen)
    )


def _count(model: Model, x: Values) -> Values:
    """Return what a solution places of the groups that are taken together."""
    return np.bincount(model.groep, np.round(x[: len(model.groep)]), len(model.groepen)).astype(float)


def _even_out(model: Model, vorige: Oplossing) -> Oplossing:
    """Objective 3: come close to each gemeente's share of what is placed.

    Homes are whole, so that the deviation may be taken as straight between the whole numbers beside a share: then the
    relaxed programme is as strict as whole numbers are, and its answer is nearly always whole.
    """
    total = 0.0 if vorige.x is None else float(_count(model, vorige.x).sum())
    wider, deviations = _add_afwijking(model, total)
    rows = []
    for deviation, (columns, target) in zip(deviations, _list_doelen(model, total), strict=True):
        part = target - math.floor(target)
        slope = 1.0 - 2.0 * part
        factors = (*(-slope,) * len(columns), 1.0)
        rows.append(Voorwaarde((*columns, deviation), factors, laag=part - slope * math.floor(target)))
    return wider.add_rijen(*rows).solve(wider.make_kosten(deviations, 1.0))


def _list_doelen(model: Model, totaal: float) -> Iterator[tuple[list[int], float]]:
    """Yield the columns of each gemeente, and her share of what is placed."""
    town = model.situatie.veld.gebieden["gemeentecode"].to_numpy()[model.gebied]
    inside: dict[str, list[int]] = defaultdict(list)
    for column, code in enumerate(town.tolist()):
        inside[code].append(column)
    for code, share in calculate_aandelen(model.situatie).items():
        yield inside[code], share * totaal


def _add_afwijking(model: Model, totaal: float) -> tuple[Model, range]:
    """Add a column for how far each gemeente is from her share."""
    goals = list(_list_doelen(model, totaal))
    programme = model.programma.add_kolommen(len(goals))
    deviations, rows = range(model.programma.breedte, programme.breedte), list[Voorwaarde]()
    for deviation, (columns, target) in zip(deviations, goals, strict=True):
        ones = (1.0,) * len(columns)
        rows.append(Voorwaarde((*columns, deviation), (*ones, -1.0), hoog=target))
        rows.append(Voorwaarde((*columns, deviation), (*ones, 1.0), laag=target))
    return dataclasses.replace(model, programma=programme.add_rijen(*rows)), deviations


def _keep_all(model: Model, plan: Counts, short: Oplossing, hoogste: float, even: Oplossing) -> Model:
    """Keep what the objectives before the last one reached, as rows of the programme of each group by itself."""
    if model.tekorten:
        model = model.add_rijen(sum_row(model.tekorten, short.doel + OPLOSSER))
    placed, columns = plan.sum(axis=0).astype(float).tolist(), [*map(model.list_groep, range(plan.shape[1]))]
    if placed != [float(count) for count in model.situatie.behoefte.aantallen]:
        model = model.add_rijen(
            *(sum_row(own, laag=count) for own, count in zip(columns, placed, strict=True))
        )
    model = model.add_rijen(*(sum_row(own, count, count) for own, count in zip(columns, placed, strict=True)))
    if hoogste > 0:
        caps = list_belast(model).make_rijen(hoogste)
        model = dataclasses.replace(model, programma=model.programma.add_blok(caps))
    wider, deviations = _add_afwijking(model, sum(placed))
    return model if even.x is None else wider.add_rijen(sum_row(deviations, even.doel + OPLOSSER))


def _come_close(model: Model, plan: Counts) -> Oplossing:
    """Objective 4: come close to the base scenario, else to the plan in proportion to households.

    From the beginning: where plans are equally good, which of them comes out depends on this programme alone.
    """
    target, count = make_basis(model, plan)[model.gebied, model.groep].astype(float), len(model.gebied)
    first = model.programma.breedte
    pairs = np.repeat(np.column_stack([np.arange(count), first + np.arange(count)]), 2, axis=0)
    rows = Rijen(
        np.arange(0, 4 * count + 1, 2, dtype=np.int32), pairs.astype(np.int32).ravel(),
        np.tile([1.0, -1.0, 1.0, 1.0], count),
        np.column_stack([np.full(count, -np.inf), target]).ravel(),
        np.column_stack([target, np.full(count, np.inf)]).ravel(),
    )  # fmt: skip
    programme = model.programma.add_kolommen(count).add_blok(rows)
    costs = np.zeros(programme.breedte)
    costs[first:] = 1.0
    return solve(programme, costs, tijd=model.tijd)


def make_basis(model: Model, plan: Counts) -> Counts:
    """Return the plan to stay close to: the base given, else in proportion to households where a group may come."""
    if model.situatie.basis is not None:
        return model.situatie.basis
    households, target = np.nan_to_num(model.situatie.veld.read("huishoudens")), np.zeros_like(plan)
    ranks = model.situatie.rang
    for group, total in enumerate(plan.sum(axis=0)):
        areas = model.gebied[model.groep == group]
        target[areas, group] = round_largest_remainder(households[areas], int(total), ranks[areas])
    return target


def _check_plan(situatie: Situatie, plan: Counts) -> None:
    """Hold the solver's plan against the rules themselves, which give way to decisions only."""
    limits = list_grenzen(situatie, SLEUTEL.sleutel)
    rows = zip(limits, count_alle(limits, plan), strict=True)
    wrong = [limit.naam for limit, count in rows if not limit.laag <= count <= limit.hoog]
    if wrong or (plan < 0).any():
        message = "De verdeling haalt de eigen regels niet. Er is daarom geen uitkomst."
        raise WoonzorgFout(
            message, gevonden=", ".join(wrong[:5]), remedie="Meld dit, met het scenariobestand."
        )


def _explain_conflict(situatie: Situatie) -> InvoerFout:
    """Tell what stands in the way of the locks: without one rule, or else two, they could be kept; else all of it."""
    rules = list_actief(situatie)
    single: list[tuple[Regel, ...]] = [(regel,) for regel in rules if _can_keep(situatie, {regel.sleutel})]
    pairs = (
        pair for pair in combinations(rules, 2) if _can_keep(situatie, {regel.sleutel for regel in pair})
    )
    names = [regel.titel for group in single or [next(pairs, ())] for regel in group]
    how = "ze botsen met" if single else "ze botsen tegelijk met"
    names = names or _list_botsend(situatie, rules)
    decided = " en de besluiten" if list_feiten(situatie) else ""
    message = f"De vastgezette aantallen{decided} passen niet bij de regels."
    return InvoerFout(
        message,
        gevonden=f"{how}: {', '.join(names)}"
        if names
        else "ze botsen met de vraag of met meer regels tegelijk",
        remedie="Verlaag een vastgezet aantal, of leg voor een kwetsbaar gebied een uitzondering vast.",
    )


def _list_botsend(situatie: Situatie, regels: tuple[Regel, ...]) -> list[str]:
    """Return what the locked numbers by themselves go beyond: the demand, and each rule."""
    held = np.zeros((len(situatie.veld.codes), len(situatie.groepen)))
    for lock in sorted(find_sloten(situatie), key=lambda lock: len(lock.groepen)):
        block = np.ix_(lock.gebieden, lock.groepen)
        # What a lock on all groups together holds beyond those on one is laid on any of them.
        held[block[0], lock.groepen[0]] += max(0.0, lock.laag - float(held[block].sum()))
    asked = ["de vraag"] if held.sum() > sum(situatie.behoefte.aantallen) else []
    whole = len(situatie.groepen)
    return asked + [
        regel.titel
        for regel in regels
        if any(
            held[np.ix_(limit.gebieden, limit.groepen)].sum() > limit.hoog
            for limit in list_grenzen_ruim(regel, situatie)
            if len(limit.groepen) == whole
        )
    ]


def _can_keep(situatie: Situatie, zonder: set[str]) -> bool:
    """Tell whether the locks can be kept without some rules."""
    limits = list_grenzen(situatie, *zonder)
    return settle_tekort(build_model(situatie, eisen=limits))[1].x is not None
