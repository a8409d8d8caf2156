"""What two scenarios ask for differently: demand, rules, and what the planner set; in words, before any result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.verdeling.delen.openbaar import drop_vraag
from woonzorg.verdeling.vraag.declaratie import list_onderdelen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.vorm import Vraagpunt


@dataclass(frozen=True)
class Opdrachtverschil:
    """One thing that plans ask for differently.

    Attributes
    ----------
    wat : str
        Name of it.
    teksten : tuple of str
        What each plan asks, in their order; never by group and area.
    """

    wat: str
    teksten: tuple[str, ...]


ZELFDE_VRAAG = "Een sleutel verdeelt dezelfde vraag als het andere plan."

_MAAR = ("", ", maar andere", ", en weer andere")


def list_verschillen(*scenarios: Scenario, openbaar: bool = False) -> tuple[Opdrachtverschil, ...]:
    """Return what scenarios ask for differently, demand first; empty when all ask the same.

    With `openbaar` the demand of the groups for which more privacy holds stays out.
    """
    told = [drop_vraag(scenario) for scenario in scenarios] if openbaar else scenarios
    return tuple(
        Opdrachtverschil(points[0].wat, _tell_punten(points))
        for points in zip(*map(_list_punten, told), strict=True)
        if any(point.waarde != points[0].waarde for point in points)
    )


def _tell_punten(points: Sequence[Vraagpunt]) -> tuple[str, ...]:
    """Return the words of each plan; what differs and reads the same, as a number of locks, says that it differs."""
    kinds: dict[str, list[Any]] = {}
    texts = []
    for point in points:
        seen = kinds.setdefault(point.tekst, [])
        if point.waarde not in seen:
            seen.append(point.waarde)
        texts.append(point.tekst + _MAAR[min(seen.index(point.waarde), len(_MAAR) - 1)])
    return tuple(texts)


def _list_punten(scenario: Scenario) -> list[Vraagpunt]:
    """Return all that a scenario asks, in one order for every scenario: each part tells its own."""
    return [
        point
        for part in list_onderdelen(type(scenario))
        if part.vergelijkt
        for point in part.vorm.list_punten(part.titel, getattr(scenario, part.attribuut))
    ]
