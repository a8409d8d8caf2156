"""A side of a comparison: a scenario that was worked out, a simple key, or the situation before any placement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.delen.openbaar import (
    has_eigen_cijfers,
    share_maten,
    share_plan,
    share_uitslagen,
)
from woonzorg.verdeling.optimum.maten import Maten, measure_plan

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.optimum.sleutels import Sleutelplan
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

NUL, NU = "nul", "Nulsituatie"
"""Key and title of the situation without any placement."""


@dataclass(frozen=True, eq=False)
class Kant:
    """One plan of a comparison.

    Attributes
    ----------
    sleutel, titel : str
        Id of the scenario or key of the simple key, and what it is called.
    situatie : Situatie
        The problem by which it is judged.
    aantallen : ndarray of int, shape (areas, groups)
    uitslagen : tuple of Uitslag
        Empty for the situation now: that is no plan.
    maten : Maten
    scenario : Scenario or None
        None for a key, and for the situation now.
    """

    sleutel: str
    titel: str
    situatie: Situatie
    aantallen: Counts
    uitslagen: tuple[Uitslag, ...]
    maten: Maten
    scenario: Scenario | None = None

    @property
    def geplaatst(self) -> int:
        """Homes that have a place."""
        return int(self.aantallen.sum())

    @property
    def gevraagd(self) -> int:
        """Homes that were to be spread."""
        return sum(self.situatie.behoefte.aantallen)

    @property
    def geplaatst_per_groep(self) -> dict[str, int]:
        """Homes that have a place, by group."""
        return dict(zip(self.situatie.groepen, self.aantallen.sum(axis=0).tolist(), strict=True))

    @property
    def zonder_plek(self) -> dict[str, int]:
        """Homes that have no place, by group; a plan that places more than is asked leaves none."""
        need = self.situatie.behoefte
        placed = self.geplaatst_per_groep
        asked = dict(zip(need.groepen, need.aantallen, strict=True))
        return {group: max(0, asked[group] - placed[group]) for group in need.groepen}

    @property
    def gebroken(self) -> tuple[str, ...]:
        """Keys of the rules that the plan breaks."""
        return tuple(answer.regel for answer in self.uitslagen if answer.voldaan is False)

    @property
    def ongetoetst(self) -> tuple[str, ...]:
        """Keys of the rules that were not tested everywhere, and so are not shown as kept."""
        return tuple(answer.regel for answer in self.uitslagen if answer.niet_getoetst)


def make_kant(uitkomst: Uitkomst) -> Kant:
    """Return a scenario that was worked out as a side."""
    plan, scenario = uitkomst.plan.aantallen, uitkomst.scenario
    name = scenario.kenmerken.get("naam") or f"scenario {scenario.id}"
    measures = measure_plan(uitkomst.situatie, plan)
    return Kant(scenario.id, name, uitkomst.situatie, plan, uitkomst.uitslagen, measures, scenario)


def make_sleutelkant(situatie: Situatie, plan: Sleutelplan) -> Kant:
    """Return what a simple key does as a side."""
    measures = measure_plan(situatie, plan.aantallen)
    return Kant(plan.sleutel.sleutel, plan.sleutel.titel, situatie, plan.aantallen, plan.uitslagen, measures)


def make_nul(situatie: Situatie) -> Kant:
    """Return the situation before any placement as a side."""
    nothing = np.zeros((len(situatie.veld.codes), len(situatie.groepen)), dtype=np.int64)
    return Kant(NUL, NU, situatie, nothing, (), measure_plan(situatie, nothing))


def rests_on_eigen(kant: Kant) -> bool:
    """Tell whether a side rests on own figures."""
    return has_eigen_cijfers(kant.situatie.veld) or bool(kant.scenario and kant.scenario.eigen_cijfers)


def share_kant(kant: Kant) -> Kant:
    """Return a side over the groups that may be told, with the values that may be told."""
    told = share_plan(kant.situatie, kant.aantallen, met_eigen=rests_on_eigen(kant))
    measures = share_maten(told, voor=kant.sleutel == NUL)
    answers = share_uitslagen(kant.uitslagen, told, kant.scenario.kenmerken if kant.scenario else {})
    return replace(kant, situatie=told.situatie, aantallen=told.aantallen, uitslagen=answers, maten=measures)
