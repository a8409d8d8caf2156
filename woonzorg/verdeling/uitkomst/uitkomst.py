"""A scenario, worked out: its plan, and how the rules judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.optimum.model import Plan
    from woonzorg.verdeling.optimum.verklaring import (
        Knelpunt,
        Versoepeling,
    )
    from woonzorg.verdeling.regels.regel import Regel, Uitslag
    from woonzorg.verdeling.regels.toetsing import Toetsing
    from woonzorg.verdeling.scenario.inhoud import Scenario


@dataclass(frozen=True)
class Uitkomst:
    """A scenario, worked out.

    Attributes
    ----------
    scenario : Scenario
    situatie : Situatie
    plan : Plan
    uitslagen : tuple of Uitslag
    knelpunten : tuple of Knelpunt
    versoepelingen : tuple of Versoepeling
        Empty when everything is placed.
    toetsen : tuple of Toetsing
        The proposed sites of the scenario, judged.
    """

    scenario: Scenario
    situatie: Situatie
    plan: Plan
    uitslagen: tuple[Uitslag, ...]
    knelpunten: tuple[Knelpunt, ...]
    versoepelingen: tuple[Versoepeling, ...]
    toetsen: tuple[Toetsing, ...] = ()

    @property
    def bewezen(self) -> bool:
        """Whether more time would change nothing: the plan is proven, or an approximation by its size."""
        return self.plan.bewezen or self.plan.benadering

    @property
    def is_bindend(self) -> dict[str, bool]:
        """Whether each rule binds."""
        return {item.regel: item.bindend for item in self.knelpunten}

    def list_dicht(self, regel: Regel) -> tuple[str, ...]:
        """Return the codes of the areas where a rule allows nothing for some group; none where it does not apply."""
        return next((answer.dicht for answer in self.uitslagen if answer.regel == regel.sleutel), ())
