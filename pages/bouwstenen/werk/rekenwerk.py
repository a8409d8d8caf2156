"""Distributions for the pages, kept by what they depend on, so that no two visitors compute the same twice.

What rests on own figures is kept for that visit only: in memory of that session, and nowhere else.
"""

from __future__ import annotations

import dataclasses
import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk.rekenploeg import open_ploeg
from woonzorg.verdeling.optimum.sleutels import score_sleutels
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import check_passend, compute_plan, score_veld
from woonzorg.verdeling.uitkomst.vraagverloop import trace_vraagverloop
from woonzorg.verdeling.uitweg.prijs import price_punt
from woonzorg.verdeling.vergelijking.nawerk import (
    bare,
    list_zinnen,
    make_verklaring,
    neutralise,
    place_nu,
    trace_neutraal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gebied import Niveau
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
    from woonzorg.verdeling.vergelijking.nawerk import Verklaring
S = TypeVar("S")
T = TypeVar("T")


@st.cache_resource(max_entries=96, show_spinner=False)
def _share(sleutel: tuple[str, ...], _werk: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _werk()


@st.cache_resource(max_entries=24, show_spinner=False, scope="session")
def _hold(sleutel: tuple[str, ...], _werk: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _werk()


OPNIEUW = 600.0
"""Seconds after which an answer that was not proven, for want of time, is sought again."""

_ONBEWEZEN: dict[tuple[str, ...], float] = {}
"""Since when such an answer is kept for all."""


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
    if eigen is None and not getattr(found, "bewezen", True):
        since = _ONBEWEZEN.setdefault(sleutel, time.monotonic())
        if time.monotonic() - since > OPNIEUW:  # when the machine was busy then, it need not be so now
            del _ONBEWEZEN[sleutel]
            _share.clear(sleutel, werk)
            return keep(werk, eigen, *sleutel)
    return found


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
    found = _work_out("plan", compute_plan, scenario, snapshot, eigen)
    # Under another name or with another note the result is the same.
    return dataclasses.replace(found, scenario=scenario)


def _work_out(
    naam: str, werk: Callable[[Scenario, Veld], T], scenario: Scenario, snapshot: Snapshot,
    eigen: EigenCijfers | None,
) -> T:  # fmt: skip
    """Return what a scenario gives on its field, kept by what it depends on."""
    check_passend(scenario, snapshot, eigen)
    veld = load_veld(snapshot, scenario.niveau, eigen)
    return keep(lambda: werk(scenario, veld), eigen, naam, snapshot.id, scenario.rekenkenmerk)


def load_uitkomst(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Uitkomst:
    """Return a scenario, worked out, with what binds and what would help; errors as `load_plan`."""
    plan = load_plan(scenario, snapshot, eigen)
    told = load_verklaring(scenario, snapshot, eigen)
    return dataclasses.replace(plan, knelpunten=told.knelpunten, versoepelingen=told.versoepelingen)


def load_verklaring(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Verklaring:
    """Return what binds, what would help and what a step of each lever does; errors as `load_plan`."""
    plan = load_plan(scenario, snapshot, eigen)
    return _hand_over(
        ("verklaring", snapshot.id, scenario.rekenkenmerk), make_verklaring, partial(bare, plan), eigen
    )


def load_uitweg(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> tuple[str, ...]:
    """Return what one rule alone leaves, and the least pair that makes room, in sentences; errors as `load_plan`."""
    outcome = load_uitkomst(scenario, snapshot, eigen)
    return _hand_over(
        ("uitweg", snapshot.id, scenario.rekenkenmerk), list_zinnen, partial(bare, outcome), eigen
    )


def load_grensvlak(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Grensvlak:
    """Return the frontier of a scenario, which its two levers do not change; errors as `load_plan`."""
    check_passend(scenario, snapshot, eigen)
    veld, same = load_veld(snapshot, scenario.niveau, eigen), neutralise(scenario)
    key = ("grensvlak", snapshot.id, same.rekenkenmerk)
    found = _hand_over(key, trace_neutraal, lambda: (same, dataclasses.replace(veld)), eigen)
    return place_nu(found, scenario)


def _hand_over(
    sleutel: tuple[str, ...], werk: Callable[[S], T], maak: Callable[[], S], eigen: EigenCijfers | None
) -> T:
    """Return what is worked out in a process of its own; what rests on own figures stays in this one."""

    def work() -> T:
        return werk(maak()) if eigen else open_ploeg().run(sleutel, werk, maak())

    return keep(work, eigen, *sleutel)


def load_aandeel(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Aandeellijn:
    """Return what is placed as the share of freed dwellings goes from 0 to 100 %; takes seconds the first time."""
    return _work_out("aandeel", trace_aandeel, scenario, snapshot, eigen)


def load_prijs(
    scenario: Scenario, snapshot: Snapshot, per_1000: float, aandeel: float, eigen: EigenCijfers | None = None
) -> Prijs:
    """Return what a point of the frontier costs; errors as `load_plan`."""
    name = f"prijs {per_1000!r} {aandeel!r}"
    return _work_out(name, partial(price_punt, per_1000=per_1000, aandeel=aandeel), scenario, snapshot, eigen)


def load_vraagverloop(
    scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None
) -> tuple[Vraagstap, ...]:
    """Return how a plan fares from the low to the high demand; errors as `load_plan`."""
    plan = load_plan(scenario, snapshot, eigen)
    return keep(lambda: trace_vraagverloop(plan), eigen, "vraagverloop", snapshot.id, scenario.rekenkenmerk)


def load_sleutels(
    scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None
) -> tuple[Sleutelplan, ...]:
    """Return what each simple key does with a scenario's demand, judged by its rules; errors as `load_uitkomst`."""
    return _work_out("sleutels", _score_sleutels, scenario, snapshot, eigen)


def _score_sleutels(scenario: Scenario, veld: Veld) -> tuple[Sleutelplan, ...]:
    return score_sleutels(make_situatie(scenario, veld))
