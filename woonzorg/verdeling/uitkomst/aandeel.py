"""The share of freed dwellings: how many homes are placed as it goes from 0 to 100 %, and where that stops helping.

Each point is an optimum of its own (objective 1 only, see `model`), with all other rules as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER
from woonzorg.verdeling.optimum.bouw import Model, build_model, list_grenzen
from woonzorg.verdeling.optimum.model import maximise_geplaatst, settle_tekort
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import turn_parameter
from woonzorg.verdeling.scenario.probleem import make_situatie

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

STAPPEN = 20
"""Steps from 0 to 100 %: 5 % each."""


@dataclass(frozen=True)
class Aandeelpunt:
    """What is placed at one share; None where the planner's locks cannot be kept.

    Attributes
    ----------
    aandeel : float
        Percent.
    laag, hoog : int or None
        Dwellings placed of the low and of the high demand.
    """

    aandeel: float
    laag: int | None
    hoog: int | None


@dataclass(frozen=True)
class Aandeelmerk:
    """Where one gemeente binds: from this share on, more of it places no more there, for the other rules hold it back.

    Attributes
    ----------
    code, naam : str
    aandeel : float
        Percent, on the line's own steps; 100 when it never stops helping.
    ruimte : int
        Most dwellings of the high demand that this gemeente could take by itself, at 100 %.
    """

    code: str
    naam: str
    aandeel: float
    ruimte: int


@dataclass(frozen=True)
class Aandeellijn:
    """Dwellings placed against the share of freed dwellings.

    Attributes
    ----------
    punten : tuple of Aandeelpunt
        From 0 to 100 %.
    merken : tuple of Aandeelmerk
        A mark a gemeente, in order of share; none when the rule on capacity does not apply.
    vraag_laag, vraag_hoog : int
        Demand that is spread.
    aandeel : float
        The share that the scenario has.
    """

    punten: tuple[Aandeelpunt, ...]
    merken: tuple[Aandeelmerk, ...]
    vraag_laag: int
    vraag_hoog: int
    aandeel: float


def trace_aandeel(scenario: Scenario, veld: Veld, stappen: int = STAPPEN) -> Aandeellijn:
    """Return what is placed of low and high demand at each share.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    stappen : int
        Steps from 0 to 100 %.
    """
    shares = [100.0 * step / stappen for step in range(stappen + 1)]
    low, high = (make_situatie(scenario, veld, side) for side in ("laag", "hoog"))
    models, below = _build_all(high, shares), _build_all(low, shares)
    of_high = [count_geplaatst(model) for model in models]
    of_low = [
        known if _holds(known, low, high) else count_geplaatst(model)
        for known, model in zip(of_high, below, strict=True)
    ]
    points = zip(shares, map(_add_up, of_low), map(_add_up, of_high), strict=True)
    return Aandeellijn(
        tuple(Aandeelpunt(*point) for point in points),
        () if CAPACITEIT.sleutel in high.uit else _mark_gemeenten(high, models, shares),
        sum(low.behoefte.aantallen),
        sum(high.behoefte.aantallen),
        CAPACITEIT.read(high)[TOEWIJSAANDEEL.sleutel],
    )


def _build_all(situatie: Situatie, shares: list[float]) -> list[Model]:
    """Return the model at each share; the limits of the other rules are the same at all of them."""
    rest = list_grenzen(situatie, CAPACITEIT.sleutel)
    if CAPACITEIT.sleutel in situatie.uit:
        return [build_model(situatie, eisen=rest)] * len(shares)
    turned = [turn_parameter(situatie, CAPACITEIT, TOEWIJSAANDEEL, share) for share in shares]
    return [build_model(other, eisen=[*rest, *list_grenzen_ruim(CAPACITEIT, other)]) for other in turned]


def count_geplaatst(model: Model) -> tuple[int, ...] | None:
    """Return what is placed by group; None when the locks cannot be kept."""
    model, short = settle_tekort(model)
    if short.x is None:
        return None
    _, answer = maximise_geplaatst(model, short)
    return None if answer.x is None else tuple(model.read_plan(answer.x).sum(axis=0).tolist())


def _holds(placed: tuple[int, ...] | None, low: Situatie, high: Situatie) -> bool:
    """Tell whether the optimum of the high demand is that of the low one: it asks for less, and this still fits in."""
    less, more = low.behoefte.aantallen, high.behoefte.aantallen
    smaller = all(one <= two for one, two in zip(less, more, strict=True))
    return placed is not None and smaller and all(x <= d for x, d in zip(placed, less, strict=True))


def _add_up(placed: tuple[int, ...] | None) -> int | None:
    return None if placed is None else sum(placed)


def _mark_gemeenten(situatie: Situatie, models: list[Model], shares: list[float]) -> tuple[Aandeelmerk, ...]:
    table = situatie.veld.gebieden[situatie.veld.eigen]
    names = table.groupby("gemeentecode")["gemeentenaam"].first()
    marks = [_mark(situatie, models, shares, str(code), str(name)) for code, name in names.items()]
    return tuple(sorted(marks, key=lambda mark: (mark.aandeel, mark.naam)))


def _mark(situatie: Situatie, models: list[Model], shares: list[float], code: str, naam: str) -> Aandeelmerk:
    """Return the first share at which a gemeente can take as many as it ever can, by halving."""
    inside = (situatie.veld.gebieden["gemeentecode"] == code).to_numpy(dtype=bool)

    @cache
    def count(position: int) -> float:
        model = models[position]
        columns = [column for column, (area, _) in enumerate(model.cellen) if inside[area]]
        answer = model.solve(model.make_kosten(columns, -1.0), ontspannen=True)
        return 0.0 if answer.x is None else float(np.floor(-answer.doel + OPLOSSER))

    low, high = 0, len(shares) - 1
    most = count(high)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count(middle) >= most else (middle + 1, high)
    return Aandeelmerk(code, naam, shares[high], int(most))
