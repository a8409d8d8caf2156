"""Distributions for the pages, kept by what they depend on, so that no two visitors compute the same twice.

What rests on own figures is kept for that visit only: in memory of that session, and nowhere else.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk.rekenploeg import open_planploeg, open_ploeg
from woonzorg.gebied import Niveau, Rol
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.verdeling.optimum.sleutels import score_sleutels
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import check_passend, compute_plan, score_veld
from woonzorg.verdeling.vergelijking import nawerk
from woonzorg.verdeling.vergelijking.nawerk import Stof

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.bouwstenen.werk.rekenploeg import Rekenploeg
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.optimum.sleutels import Sleutelplan
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.uitkomst.vraagverloop import Vraagstap
    from woonzorg.verdeling.uitweg.grensvlak import Grensvlak
    from woonzorg.verdeling.uitweg.prijs import Prijs
    from woonzorg.verdeling.vergelijking.nawerk import Pak, Planzicht, Verklaring

S = TypeVar("S")
T = TypeVar("T")

_HIER = threading.BoundedSemaphore(2)
"""So much heavy work is done at once in the server's own process: own figures, and plans when many ask."""


_MEEST_GEDEELD = 192
"""Results that are kept for all."""


@st.cache_resource(max_entries=_MEEST_GEDEELD, show_spinner=False)
def _share(sleutel: tuple[str, ...], _werk: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _werk()


@st.cache_resource(max_entries=24, show_spinner=False, scope="session")
def _hold(sleutel: tuple[str, ...], _werk: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _werk()


OPNIEUW = 600.0
"""Seconds after which an answer that was not proven, for want of time, is sought again."""

_ONBEWEZEN: dict[tuple[str, ...], float] = {}
"""Since when such an answer is kept for all; no more of them than answers are kept."""

_SLOT = threading.Lock()


def keep(werk: Callable[[], T], eigen: EigenCijfers | None, *sleutel: str) -> T:
    """Return what `werk` gives, kept by its key: for every visitor, or for this visit where own figures are in it.

    Parameters
    ----------
    werk : callable
        Where what it gives has an attribute `bewezen` that is False, it is kept for `OPNIEUW` seconds only.
    eigen : EigenCijfers or None
        The own figures in it; their hash is part of the key.
    *sleutel : str
        A name for the work, and all that its result depends on.
    """
    found: T = _share(sleutel, werk) if eigen is None else _hold((*sleutel, eigen.hash), werk)
    # When the machine was busy then, it need not be so now.
    if eigen is None and not getattr(found, "bewezen", True) and _is_oud(sleutel):
        _share.clear(sleutel, werk)
        return keep(werk, eigen, *sleutel)
    return found


def _is_oud(sleutel: tuple[str, ...]) -> bool:
    """Tell one visitor, of all who ask at once, that an answer that was not proven is to be sought again."""
    now = time.monotonic()
    with _SLOT:
        if now - _ONBEWEZEN.setdefault(sleutel, now) > OPNIEUW:
            del _ONBEWEZEN[sleutel]
            return True
        if len(_ONBEWEZEN) > _MEEST_GEDEELD:
            del _ONBEWEZEN[next(iter(_ONBEWEZEN))]
    return False


def _do_hier(werk: Callable[[S], T], stof: S) -> T:
    """Do heavy work in the server's own process when its turn comes.

    Nothing that is kept (`keep`) may be asked for within it: two that wait for each other would never end.
    """
    with _HIER:
        return werk(stof)


def load_veld(snapshot: Snapshot, niveau: Niveau, eigen: EigenCijfers | None = None) -> Veld:
    """Return the field of one level, with own figures where given."""

    def work() -> Veld:
        return score_veld(gegevens.load_score(snapshot, snapshot.id, None), niveau, eigen)

    return keep(work, eigen, "veld", snapshot.id, str(niveau))


def load_plan(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Uitkomst:
    """Return a scenario, worked out but for what binds and what would help: the quick half of `load_uitkomst`.

    Raises
    ------
    WoonzorgFout
        When data or own figures are not those of the scenario, or when its locks cannot be kept.
    """
    check_passend(scenario, snapshot, eigen)

    def work() -> Uitkomst:
        veld = load_veld(snapshot, scenario.niveau, eigen)
        if eigen:
            return _do_hier(partial(compute_plan, scenario), veld)
        return load_zicht(scenario, snapshot).stuk.lay(scenario, veld)

    found = keep(work, eigen, "plan", snapshot.id, scenario.rekenkenmerk)
    # Under another name or with another note the result is the same.
    return dataclasses.replace(found, scenario=scenario)


def load_zicht(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Planzicht:
    """Return the plan with its tables, for the planner; errors as `load_plan`."""
    check_passend(scenario, snapshot, eigen)
    key = ("zicht", snapshot.id, scenario.rekenkenmerk)

    def work() -> Planzicht:
        stof = Stof(scenario, load_veld(snapshot, scenario.niveau, eigen))
        if eigen:
            return _do_hier(
                nawerk.make_plan, dataclasses.replace(stof, plan=load_plan(scenario, snapshot, eigen))
            )
        team = open_planploeg()
        open_ploeg().is_klaar()  # what follows on a plan is asked for soon: that process starts along
        if not team.is_vrij():
            return _do_hier(nawerk.make_plan, stof)
        return team.run(key, nawerk.make_plan, stof.pack(), afbreekbaar=False)

    return keep(work, eigen, *key)


def load_uitkomst(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Uitkomst:
    """Return a scenario, worked out, with what binds and what would help; errors as `load_plan`."""
    told = load_verklaring(scenario, snapshot, eigen)
    return told.lay(load_plan(scenario, snapshot, eigen))


def load_verklaring(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Verklaring:
    """Return what binds, what would help and what a step of each lever does; errors as `load_plan`."""
    stof = _make_stof(scenario, snapshot, eigen)
    return _hand_over("verklaring", nawerk.make_verklaring, stof, snapshot, eigen, open_planploeg)


def load_uitweg(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> tuple[str, ...]:
    """Return what one rule alone leaves, and the least pair that makes room, in sentences; errors as `load_plan`."""
    told = load_verklaring(scenario, snapshot, eigen)
    stof = dataclasses.replace(_make_stof(scenario, snapshot, eigen), verklaring=told)
    return _hand_over("uitweg", nawerk.list_zinnen, stof, snapshot, eigen)


def load_grensvlak(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Grensvlak:
    """Return the frontier of a scenario, which its two levers do not change; errors as `load_plan`."""
    check_passend(scenario, snapshot, eigen)
    stof = Stof(nawerk.neutralise(scenario), load_veld(snapshot, scenario.niveau, eigen))
    found = _hand_over("grensvlak", nawerk.trace_neutraal, stof, snapshot, eigen)
    return nawerk.place_nu(found, scenario)


def _make_stof(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None) -> Stof:
    plan = load_plan(scenario, snapshot, eigen)
    return Stof(scenario, plan.situatie.veld, plan)


def _hand_over(
    naam: str, werk: Callable[[Stof | Pak], T], stof: Stof, snapshot: Snapshot, eigen: EigenCijfers | None,
    ploeg: Callable[[], Rekenploeg] | None = None,
) -> T:  # fmt: skip
    """Return what is worked out in a process of its own; what rests on own figures stays in this one."""
    key = (naam, snapshot.id, stof.scenario.rekenkenmerk)

    def work() -> T:
        return _do_hier(werk, stof) if eigen else (ploeg or open_ploeg)().run(key, werk, stof.pack())

    return keep(work, eigen, *key)


def load_aandeel(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Aandeellijn:
    """Return what is placed as the share of freed dwellings goes from 0 to 100 %; takes seconds the first time."""
    stof = _make_stof(scenario, snapshot, eigen)
    return _hand_over("aandeel", nawerk.trace_lijn, stof, snapshot, eigen)


def load_prijs(
    scenario: Scenario, snapshot: Snapshot, per_1000: float, aandeel: float, eigen: EigenCijfers | None = None
) -> Prijs:
    """Return what a point of the frontier costs; errors as `load_plan`."""
    work = partial(nawerk.price, per_1000=per_1000, aandeel=aandeel)
    name = f"prijs {per_1000!r} {aandeel!r}"
    return _hand_over(name, work, _make_stof(scenario, snapshot, eigen), snapshot, eigen)


def load_vraagverloop(
    scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None
) -> tuple[Vraagstap, ...]:
    """Return how a plan fares from the low to the high demand; errors as `load_plan`."""
    stof = _make_stof(scenario, snapshot, eigen)
    return _hand_over("vraagverloop", nawerk.trace_verloop, stof, snapshot, eigen)


def load_sleutels(
    scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None
) -> tuple[Sleutelplan, ...]:
    """Return what each simple key does with a scenario's demand, judged by its rules; errors as `load_uitkomst`."""
    check_passend(scenario, snapshot, eigen)
    veld = load_veld(snapshot, scenario.niveau, eigen)

    def work() -> tuple[Sleutelplan, ...]:
        return _do_hier(score_sleutels, make_situatie(scenario, veld))

    return keep(work, eigen, "sleutels", snapshot.id, scenario.rekenkenmerk)


def is_te_groot(snapshot: Snapshot) -> bool:
    """Tell whether a region has too many buurten to be divided on screen."""
    areas = snapshot.gebieden
    own = (areas["niveau"] == Niveau.BUURT) & (areas["rol"] == Rol.REGIO)
    return int(own.sum()) > VLAKKEN_MAXIMUM
