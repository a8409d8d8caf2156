"""What may be shared of the initiatives that were taken into a plan: a name and its gemeente, never a place or number.

Nothing of a group for which more privacy holds, nor of one behind which own counts under 10 stand. A decided exception
is told where the plan makes its decision public (`openbaar.list_uitzonderingen`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.delen.openbaar import is_gevoelig, list_uitzonderingen
from woonzorg.verdeling.invoer.gepland import Gepland, is_klein

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Uitzondering
    from woonzorg.verdeling.scenario.inhoud import Scenario


def list_meegenomen(scenario: Scenario) -> tuple[Gepland | Uitzondering, ...]:
    """Return the parts of a plan that came from an initiative."""
    parts: tuple[Gepland | Uitzondering, ...] = (*scenario.gepland, *scenario.uitzonderingen)
    return tuple(item for item in parts if item.initiatief)


def share_meegenomen(scenario: Scenario) -> tuple[Gepland | Uitzondering, ...]:
    """Return those of which name and gemeente may be told."""
    public = list_uitzonderingen(scenario.uitzonderingen, scenario.kenmerken)
    parts = (item for item in list_meegenomen(scenario) if isinstance(item, Gepland) or item in public)
    return tuple(item for item in parts if not is_gevoelig(item.groep) and not is_klein(item.initiatief))
