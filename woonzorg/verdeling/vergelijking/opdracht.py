"""What two scenarios ask for differently: demand, rules, and what the planner set; in words, before any result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.verdeling.delen.openbaar import drop_vraag
from woonzorg.verdeling.vraag.declaratie import list_onderdelen

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.vorm import Vraagpunt


@dataclass(frozen=True)
class Opdrachtverschil:
    """One thing that A and B ask for differently.

    Attributes
    ----------
    wat, a, b : str
        Name of it, and what each asks; never by group and area.
    """

    wat: str
    a: str
    b: str


def list_verschillen(a: Scenario, b: Scenario, *, openbaar: bool = False) -> tuple[Opdrachtverschil, ...]:
    """Return what two scenarios ask for differently, demand first; empty when they ask the same.

    With `openbaar` the demand of the groups for which more privacy holds stays out.
    """
    if openbaar:
        a, b = drop_vraag(a), drop_vraag(b)
    return tuple(
        Opdrachtverschil(
            one.wat, one.tekst, two.tekst if one.tekst != two.tekst else f"{two.tekst}, maar andere"
        )
        for one, two in zip(_list_punten(a), _list_punten(b), strict=True)
        if one.waarde != two.waarde
    )


def _list_punten(scenario: Scenario) -> list[Vraagpunt]:
    """Return all that a scenario asks, in one order for every scenario: each part tells its own."""
    return [
        point
        for part in list_onderdelen(type(scenario))
        if part.vergelijkt
        for point in part.vorm.list_punten(part.titel, getattr(scenario, part.attribuut))
    ]
