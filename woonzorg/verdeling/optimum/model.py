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
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.benadering import GROOT, approximate, calculate_gat
from woonzorg.verdeling.optimum.bouw import Model, build_model, list_grenzen
from woonzorg.verdeling.optimum.programma import Oplossing, Voorwaarde, solve, sum_row
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.besluiten import check_feiten, list_feiten, list_grenzen_ruim
from woonzorg.verdeling.regels.grenzen import calculate_aandelen, find_sloten
from woonzorg.verdeling.regels.lijst import (
    REGELS,
    list_actief,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values
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
    timed = dataclasses.replace(build_model(situatie), einde=time.monotonic() + tijd)
    if np.count_nonzero(timed.programma.geheel) > groot and (x := approximate(timed)) is not None:
        return _tell_benadering(timed, x)
    model, short = settle_tekort(timed)
    if short.x is None:
        raise _explain_conflict(situatie)
    model, urgent = maximise_geplaatst(model, short)
    model, flat, highest = _flatten(model, urgent)
    model, even = _even_out(model, flat)
    close = _come_close(model, even)
    return _finish(model, (short, urgent, flat, even, close), highest)


def _finish(model: Model, antwoorden: tuple[Oplossing, ...], hoogste: float) -> Plan:
    short, _, _, even, close = antwoorden
    last = next(answer.x for answer in reversed(antwoorden) if answer.x is not None)
    plan = model.read_plan(last)
    _check_plan(model.situatie, plan)
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
    highest = max(
        (1000 * (housed + int(totals[area])) / households
         for area, _, households, housed in _list_belast(model) if totals[area]),
        default=Fraction(0),
    )  # fmt: skip
    towns = situatie.veld.gebieden["gemeentecode"].to_numpy()
    shares = calculate_aandelen(situatie).items()
    deviation = sum(abs(float(totals[towns == code].sum()) - share * totals.sum()) for code, share in shares)
    placed = tuple(int(count) for count in plan.sum(axis=0))
    gap = calculate_gat(model, sum(placed))
    distance = float(np.abs(plan - target).sum())
    return Plan(plan, placed, short, float(highest), deviation, distance, False, gap, benadering=True)


def settle_tekort(model: Model) -> tuple[Model, Oplossing]:
    """Objective 0: keep the least shortfall of agreed least numbers; also tells whether the locks can be kept."""
    answer = model.solve(model.make_kosten(model.tekorten, 1.0))
    if answer.x is None or not model.tekorten:
        return model, answer
    return model.add_rijen(sum_row(model.tekorten, answer.doel + OPLOSSER)), answer


def maximise_geplaatst(model: Model, vorige: Oplossing) -> tuple[Model, Oplossing]:
    """Objective 1: most placed, group after group; what is reached for one group is kept for the next."""
    everything = model.solve(model.make_kosten(range(len(model.cellen)), -1.0))
    if everything.x is not None and round(-everything.doel) == sum(model.situatie.behoefte.aantallen):
        return _keep_totals(model, everything.x), everything
    most = -everything.doel if everything.bewezen else math.inf
    answer, proven, gap, placed = vorige, True, 0.0, 0.0
    for group in range(len(model.situatie.groepen)):
        columns = model.list_groep(group)
        if placed < most - 0.5:  # else all that can be placed is: the groups that follow get nothing
            found = model.solve(model.make_kosten(columns, -1.0))
            answer = found if found.x is not None else answer
            proven, gap = proven and found.bewezen, max(gap, found.gat)
        placed += _count(answer, columns)
        model = model.add_rijen(sum_row(columns, laag=_count(answer, columns)))
    kept = dataclasses.replace(answer, bewezen=proven, gat=gap)
    return (model if kept.x is None else _keep_totals(model, kept.x)), kept


def _count(answer: Oplossing, columns: list[int]) -> float:
    return 0.0 if answer.x is None else float(sum(round(answer.x[column]) for column in columns))


def _keep_totals(model: Model, x: Values) -> Model:
    """Hold what is placed of every group."""
    groups = [model.list_groep(group) for group in range(len(model.situatie.groepen))]
    totals = [float(sum(round(x[column]) for column in columns)) for columns in groups]
    return model.add_rijen(*(sum_row(c, t, t) for c, t in zip(groups, totals, strict=True)))


def _flatten(model: Model, vorige: Oplossing) -> tuple[Model, Oplossing, float]:
    """Objective 2: the lowest M, by bisection over the loads that areas can have."""
    plan = model.read_plan(vorige.x) if vorige.x is not None else None
    loads = [] if plan is None else _list_loads(model, plan)
    if not loads:
        return model, vorige, 0.0
    # The relaxation gives a lower bound at little cost; whole numbers seldom need more.
    low, bound = _bisect(model, loads, 0, vorige, ontspannen=True)
    best, answer = _bisect(model, loads, low, vorige, ontspannen=False)
    answer = answer if bound.bewezen else dataclasses.replace(answer, bewezen=False, gat=math.nan)
    return _limit_load(model, loads[best]), answer, float(loads[best])


def _list_loads(model: Model, plan: Counts) -> list[Fraction]:
    """Return the loads per 1,000 households that could be the highest, ascending, up to that of a known plan."""
    known, loads = Fraction(0), set[Fraction]()
    for area, columns, households, housed in _list_belast(model):
        most = int(model.programma.boven[columns].sum())
        loads |= {1000 * (housed + count) / households for count in range(1, most + 1)}
        placed = int(plan[area].sum())
        known = max(known, 1000 * (housed + placed) / households) if placed else known
    return sorted(load for load in loads if load <= known)


def _list_belast(model: Model) -> Iterator[tuple[int, list[int], Fraction, int]]:
    """Return area, columns, H and v of each area with a rate; v counts as 0 where it is not known."""
    veld = model.situatie.veld
    households, housed = veld.read("huishoudens").tolist(), np.nan_to_num(veld.read("gehuisvest")).tolist()
    for area, columns in model.list_gebieden().items():
        if households[area] > 0:
            yield area, columns, Fraction(households[area]), int(housed[area])


def _limit_load(model: Model, load: Fraction) -> Model:
    """Return the model in which no receiving area has a higher load."""
    return model.add_rijen(
        *(
            sum_row(columns, float(max(0, math.floor(load * households / 1000) - housed)))
            for _, columns, households, housed in _list_belast(model)
        )
    )


def _bisect(
    model: Model, loads: list[Fraction], low: int, known: Oplossing, *, ontspannen: bool
) -> tuple[int, Oplossing]:
    """Return the position of the lowest load at which all that was placed still fits, and a plan with it."""
    high, answer, gap, proven = len(loads) - 1, known, 0.0, True
    middle = low  # the lower bound is often the answer itself
    while low < high and model.tijd > 0:
        found = _limit_load(model, loads[middle]).solve(np.zeros(0), ontspannen=ontspannen)
        proven, gap = proven and found.bewezen, gap if found.bewezen else math.nan
        if found.x is None:
            low = middle + 1
        else:
            high, answer = middle, found
        middle = (low + high) // 2
    proven, gap = (proven, gap) if low >= high else (False, math.nan)
    return high, dataclasses.replace(answer, bewezen=proven, gat=gap)


def _even_out(model: Model, vorige: Oplossing) -> tuple[Model, Oplossing]:
    """Objective 3: come close to each gemeente's share of what is placed."""
    shares = calculate_aandelen(model.situatie)
    municipality = model.situatie.veld.gebieden["gemeentecode"].tolist()
    total = _count(vorige, list(range(len(model.cellen))))
    programme = model.programma.add_kolommen(len(shares))
    deviations = range(model.programma.breedte, programme.breedte)
    for deviation, (code, share) in zip(deviations, shares.items(), strict=True):
        columns = tuple(c for c, (area, _) in enumerate(model.cellen) if municipality[area] == code)
        ones = (1.0,) * len(columns)
        programme = programme.add_rijen(
            Voorwaarde((*columns, deviation), (*ones, -1.0), hoog=share * total),
            Voorwaarde((*columns, deviation), (*ones, 1.0), laag=share * total),
        )
    wider = dataclasses.replace(model, programma=programme)
    answer = wider.solve(wider.make_kosten(deviations, 1.0))
    return wider.add_rijen(
        sum_row(deviations, answer.doel + OPLOSSER)
    ) if answer.x is not None else model, answer


def _come_close(model: Model, vorige: Oplossing) -> Oplossing:
    """Objective 4: come close to the base scenario, else to the plan in proportion to households."""
    if vorige.x is None:
        return vorige
    target = make_basis(model, model.read_plan(vorige.x))
    programme = model.programma.add_kolommen(len(model.cellen))
    first = model.programma.breedte
    rows = [
        row
        for column, cell in enumerate(model.cellen)
        for row in (
            Voorwaarde((column, first + column), (1.0, -1.0), hoog=float(target[cell])),
            Voorwaarde((column, first + column), (1.0, 1.0), laag=float(target[cell])),
        )
    ]
    wider = dataclasses.replace(model, programma=programme.add_rijen(*rows))
    # From the beginning: where plans are equally good, which one comes out depends on this programme alone.
    return solve(
        wider.programma, wider.make_kosten(range(first, programme.breedte), 1.0), tijd=max(1.0, model.tijd)
    )


def make_basis(model: Model, plan: Counts) -> Counts:
    """Return the plan to stay close to: the base given, else in proportion to households where a group may come."""
    if model.situatie.basis is not None:
        return model.situatie.basis
    households, target = np.nan_to_num(model.situatie.veld.read("huishoudens")), np.zeros_like(plan)
    ranks = model.situatie.rang
    for group, total in enumerate(plan.sum(axis=0)):
        areas = [model.cellen[column][0] for column in model.list_groep(group)]
        target[areas, group] = round_largest_remainder(households[areas], int(total), ranks[areas])
    return target


def _check_plan(situatie: Situatie, plan: Counts) -> None:
    """Hold the solver's plan against the rules themselves, which give way to decisions only."""
    wrong = [
        limit.naam
        for limit in list_grenzen(situatie, SLEUTEL.sleutel)
        if not limit.laag <= limit.count(plan) <= limit.hoog
    ]
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
