"""Distributions for the pages, kept by what they depend on, so that no two visitors compute the same twice.

What rests on own figures is kept for that visit only: in memory of that session, and nowhere else.
"""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from woonzorg.verdeling.optimum.sleutels import score_sleutels
from woonzorg.verdeling.scenario.inhoud import make_situatie
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import check_passend, compute_plan, explain, score_veld

if TYPE_CHECKING:
    from woonzorg.gebied import Niveau
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.optimum.sleutels import Sleutelplan
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


_deel = st.cache_resource(max_entries=24, show_spinner=False)
_bezoek = st.cache_resource(max_entries=6, show_spinner=False, scope="session")


_BEURT = threading.Lock()


def _explain_beurtelings(plan: Uitkomst) -> Uitkomst:
    """Explain a plan, one at a time: with many planners at once, new plans (and their maps) then come first."""
    with _BEURT:
        return explain(plan)


def load_veld(snapshot: Snapshot, niveau: Niveau, eigen: EigenCijfers | None = None) -> Veld:
    """Return the field of one level, with own figures where given."""
    if eigen is None:
        return _load_veld(snapshot, snapshot.id, niveau)
    return _load_eigen_veld(snapshot, eigen, snapshot.id, niveau, eigen.hash)


@_deel
def _load_veld(_snapshot: Snapshot, snapshot_id: str, niveau: Niveau) -> Veld:
    return score_veld(gegevens.load_score(_snapshot, snapshot_id, None), niveau)


@_bezoek
def _load_eigen_veld(
    _snapshot: Snapshot, _eigen: EigenCijfers, snapshot_id: str, niveau: Niveau,
    eigen_hash: str,  # noqa: ARG001  part of the key
) -> Veld:  # fmt: skip
    return score_veld(gegevens.load_score(_snapshot, snapshot_id, None), niveau, _eigen)


def load_plan(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Uitkomst:
    """Return a scenario, worked out but for what binds and what would help: the quick half of `load_uitkomst`.

    Raises
    ------
    WoonzorgFout
        When data or own figures are not those of the scenario, or when its locks cannot be kept.
    """
    check_passend(scenario, snapshot, eigen)
    veld = load_veld(snapshot, scenario.niveau, eigen)
    if eigen is None:
        found = _load_plan(scenario, veld, snapshot.id, scenario.rekenkenmerk)
    else:
        found = _load_eigen_plan(scenario, veld, snapshot.id, scenario.rekenkenmerk, eigen.hash)
    # Under another name or with another note the result is the same.
    return dataclasses.replace(found, scenario=scenario)


@_deel
def _load_plan(_scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str) -> Uitkomst:  # noqa: ARG001
    return compute_plan(_scenario, _veld)


@_bezoek
def _load_eigen_plan(
    _scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str, eigen_hash: str  # noqa: ARG001
) -> Uitkomst:  # fmt: skip
    return compute_plan(_scenario, _veld)


def load_uitkomst(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Uitkomst:
    """Return a scenario, worked out, with what binds and what would help; errors as `load_plan`."""
    plan = load_plan(scenario, snapshot, eigen)
    if eigen is None:
        found = _load_uitkomst(plan, snapshot.id, scenario.rekenkenmerk)
    else:
        found = _load_eigen_uitkomst(plan, snapshot.id, scenario.rekenkenmerk, eigen.hash)
    return dataclasses.replace(found, scenario=scenario)


@_deel
def _load_uitkomst(_plan: Uitkomst, snapshot_id: str, rekenkenmerk: str) -> Uitkomst:  # noqa: ARG001
    return _explain_beurtelings(_plan)


@_bezoek
def _load_eigen_uitkomst(
    _plan: Uitkomst, snapshot_id: str, rekenkenmerk: str, eigen_hash: str  # noqa: ARG001
) -> Uitkomst:  # fmt: skip
    return _explain_beurtelings(_plan)


def load_aandeel(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Aandeellijn:
    """Return what is placed as the share of freed dwellings goes from 0 to 100 %; takes seconds the first time."""
    check_passend(scenario, snapshot, eigen)
    veld = load_veld(snapshot, scenario.niveau, eigen)
    if eigen is None:
        return _load_aandeel(scenario, veld, snapshot.id, scenario.rekenkenmerk)
    return _load_eigen_aandeel(scenario, veld, snapshot.id, scenario.rekenkenmerk, eigen.hash)


@_deel
def _load_aandeel(
    _scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str  # noqa: ARG001
) -> Aandeellijn:  # fmt: skip
    return trace_aandeel(_scenario, _veld)


@_bezoek
def _load_eigen_aandeel(
    _scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str, eigen_hash: str  # noqa: ARG001
) -> Aandeellijn:  # fmt: skip
    return trace_aandeel(_scenario, _veld)


def load_sleutels(
    scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None
) -> tuple[Sleutelplan, ...]:
    """Return what each simple key does with a scenario's demand, judged by its rules; errors as `load_uitkomst`."""
    check_passend(scenario, snapshot, eigen)
    veld = load_veld(snapshot, scenario.niveau, eigen)
    if eigen is None:
        return _load_sleutels(scenario, veld, snapshot.id, scenario.rekenkenmerk)
    return _load_eigen_sleutels(scenario, veld, snapshot.id, scenario.rekenkenmerk, eigen.hash)


@_deel
def _load_sleutels(
    _scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str  # noqa: ARG001
) -> tuple[Sleutelplan, ...]:  # fmt: skip
    return score_sleutels(make_situatie(_scenario, _veld))


@_bezoek
def _load_eigen_sleutels(
    _scenario: Scenario, _veld: Veld, snapshot_id: str, rekenkenmerk: str, eigen_hash: str  # noqa: ARG001
) -> tuple[Sleutelplan, ...]:  # fmt: skip
    return score_sleutels(make_situatie(_scenario, _veld))
