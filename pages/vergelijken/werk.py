"""The sides of a comparison for the page: where each comes from, and what was computed of it, kept by that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.kast import open_kast
from pages.bouwstenen.werk.verdeelstand import read_eigen, read_stand
from woonzorg.links.vergelijking import SLEUTELPLANNEN, WERK
from woonzorg.verdeling.optimum.sleutels import SLEUTELS, Sleutel
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario, turn_knoppen
from woonzorg.verdeling.vergelijking.kant import NUL, make_kant, make_nul, make_sleutelkant
from woonzorg.verdeling.vergelijking.vergelijking import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


_EIGEN_WERK = "Eigen werk, niet bewaard"


@dataclass(frozen=True)
class Zijde:
    """A, B or another.

    Attributes
    ----------
    scenario : Scenario
        Of a simple key: the scenario whose demand it divides.
    snapshot : Snapshot
    eigen : EigenCijfers or None
    sleutel : Sleutel or None
        The simple key, when it is one.
    nul : bool
        Whether it is the situation before any placement.
    gedeeld : bool
        Whether it comes of a saved plan: then only what may be shared is shown.
    bewaard : Bewaard or None
        When it comes from the library.
    melding : str
        What to know about its data; '' when nothing.
    """

    scenario: Scenario
    snapshot: Snapshot
    eigen: EigenCijfers | None
    sleutel: Sleutel | None = None
    bewaard: Bewaard | None = None
    melding: str = ""
    nul: bool = False
    gedeeld: bool = False

    @property
    def kenmerk(self) -> str:
        """Name of all that a result of it depends on, its own figures included."""
        own = self.eigen.hash if self.eigen else ""
        key = self.sleutel.sleutel if self.sleutel else NUL if self.nul else ""
        return f"{key}|{self.scenario.id}|{self.snapshot.id}|{own}"


def find_zijden(namen: Sequence[str], snapshot: Snapshot) -> tuple[Zijde, ...]:
    """Return the sides of a choice; a simple key divides the demand of the first plan, else of the visitor's work.

    Raises
    ------
    WoonzorgFout
        When a scenario is not in the library, or damaged.
    """
    plans = [name for name in namen if name not in _ZONDER_VRAAG]
    base = _find_zijde(plans[0] if plans else WERK, snapshot)
    return tuple(_find_kant(name, base, snapshot) for name in namen)


_ZONDER_VRAAG = {NUL, *SLEUTELPLANNEN}
"""What asks nothing of its own."""


def _find_kant(name: str, base: Zijde, snapshot: Snapshot) -> Zijde:
    if name not in _ZONDER_VRAAG:
        return _find_zijde(name, snapshot)
    key = next((key for key in SLEUTELS if key.sleutel == name), None)
    return replace(base, sleutel=key, nul=key is None, bewaard=None, melding="")


def _find_zijde(name: str, snapshot: Snapshot) -> Zijde:
    if name == WERK:
        stand = read_stand(snapshot)
        return Zijde(stand.scenario, snapshot, stand.eigen)
    kept = open_kast().find(name)
    scenario = kept.scenario
    used, notice = gegevens.open_gegevens(scenario.gegevens) if scenario.gegevens else (snapshot, "")
    own = read_eigen(scenario.regio) if scenario.eigen_cijfers else None
    return Zijde(scenario, used, own, bewaard=kept, melding=notice, gedeeld=True)


def load_vergelijking(zijden: Sequence[Zijde], *, openbaar: bool) -> Vergelijking:
    """Return the comparison of sides.

    Raises
    ------
    WoonzorgFout
        When they cannot be compared, or one of them cannot be worked out.
    """
    own = next((side.eigen for side in zijden if side.eigen), None)
    with st.spinner("De plannen worden uitgerekend …"):
        return rekenwerk.keep(
            lambda: _compare(zijden, openbaar=openbaar), own, "vergelijking",
            *(side.kenmerk for side in zijden), str(openbaar),
        )  # fmt: skip


def _compare(zijden: Sequence[Zijde], *, openbaar: bool) -> Vergelijking:
    first = zijden[0]
    keys = rekenwerk.load_sleutels(first.scenario, first.snapshot, first.eigen)
    return compare(*map(make_zijdekant, zijden), sleutels=keys, openbaar=openbaar)


def make_zijdekant(zijde: Zijde) -> Kant:
    """Return a side, worked out, with all that its maker may see."""
    outcome = rekenwerk.load_plan(zijde.scenario, zijde.snapshot, zijde.eigen)
    if zijde.nul:
        return make_nul(outcome.situatie)
    if zijde.sleutel is None:
        side = make_kant(outcome)
        named = zijde.bewaard or zijde.scenario.kenmerken["naam"].strip()
        return side if named else replace(side, titel=_EIGEN_WERK)
    plans = rekenwerk.load_sleutels(zijde.scenario, zijde.snapshot, zijde.eigen)
    found = next(plan for plan in plans if plan.sleutel == zijde.sleutel)
    return make_sleutelkant(outcome.situatie, found)


def load_jaren(zijde: Zijde, knoppen: dict[str, float], *, openbaar: bool) -> dict[str, Jaarlijn]:
    """Return a side over the years, for low and high demand, with some levers turned.

    With `openbaar` only over the groups that may be told. Errors as `project_scenario`.
    """
    with st.spinner("De jaren worden doorgerekend …"):
        return rekenwerk.keep(
            lambda: _project(zijde, knoppen, openbaar=openbaar), zijde.eigen, "jaren", zijde.kenmerk,
            str(sorted(knoppen.items())), str(openbaar),
        )  # fmt: skip


def _project(zijde: Zijde, knoppen: dict[str, float], *, openbaar: bool) -> dict[str, Jaarlijn]:
    turned = turn_knoppen(zijde.scenario, knoppen)
    veld = rekenwerk.load_veld(zijde.snapshot, turned.niveau, zijde.eigen)
    begin = int(zijde.snapshot.manifest.datum[:4])
    return project_scenario(turned, veld, begin, zijde.sleutel, openbaar=openbaar)
