"""What others are told of the initiatives in a plan: name, gemeente and as what, without place or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.verdeling.delen.meegenomen import list_meegenomen, share_meegenomen
from woonzorg.verdeling.invoer.datum import format_besluitdag
from woonzorg.verdeling.invoer.gepland import Gepland

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Uitzondering
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

    Rij = tuple[str, str, str]

NIET_GENOEMD = (
    "Het besluit is nog niet openbaar, of er geldt extra privacy voor de groep of kleine tellingen."
)
ZONDER_NAAM = "zonder naam"


def share_initiatieven(scenario: Scenario, veld: Veld) -> tuple[tuple[Rij, ...], int]:
    """Return name, gemeente and as what of the initiatives that may be named, by gemeente; and how many may not."""
    told = share_meegenomen(scenario)
    towns = dict(zip(veld.gebieden["code"], veld.gebieden["gemeentenaam"].astype(str), strict=True))
    rows = (_make_rij(item, towns.get(item.code, "")) for item in told)
    order = sorted(rows, key=lambda row: (row[1], row[0].casefold(), row[2]))
    return tuple(order), len(list_meegenomen(scenario)) - len(told)


def _make_rij(item: Gepland | Uitzondering, gemeente: str) -> Rij:
    name = item.initiatief.naam if item.initiatief else ""
    shown = name if name and not find_persoonlijk(name) else ZONDER_NAAM
    if isinstance(item, Gepland):
        return shown, gemeente, "geplande woningen"
    personal = bool(find_persoonlijk(item.besluit_door))
    by = "een besluit" if personal else f"besluit van {item.besluit_door}"
    return shown, gemeente, f"uitzondering: {by}, {format_besluitdag(item.datum)}"
