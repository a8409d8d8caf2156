"""Which groups of a demand count: a whole goes with its parts, and what a group asks when its parts stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.vraag.groepen import GROEPEN, PER_SLEUTEL, list_voorouders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

_ORDE = [groep.sleutel for groep in GROEPEN]


def list_delen(scenario: Scenario, groep: str) -> tuple[Vraagregel, ...]:
    """Return the lines of demand that lie inside a group's own; none when parts are added up instead."""
    if scenario.optellen:
        return ()
    return tuple(line for line in scenario.vraag if groep in list_voorouders(line.groep))


def list_samen(scenario: Scenario, groep: str) -> tuple[Vraagregel, ...]:
    """Return the line of a group with those of its parts: what is switched off together."""
    return (*(line for line in scenario.vraag if line.groep == groep), *list_delen(scenario, groep))


def drop_groep(scenario: Scenario, groep: str) -> Scenario:
    """Return a scenario in which a group does not count, nor its parts.

    Raises
    ------
    GegevensFout
        When nothing is left that can be divided (see `inhoud.change`).
    """
    off = {line.groep for line in list_samen(scenario, groep)}
    return change(scenario, vraag=tuple(line for line in scenario.vraag if line.groep not in off))


def add_regels(scenario: Scenario, regels: Iterable[Vraagregel]) -> Scenario:
    """Return a scenario with lines of demand that did not count, each in its own place; those there already stay."""
    lines, there = list(scenario.vraag), {line.groep for line in scenario.vraag}
    for line in regels:
        if line.groep not in there:
            rank = _ORDE.index(line.groep)
            place = next((n for n, other in enumerate(lines) if _ORDE.index(other.groep) > rank), len(lines))
            lines.insert(place, line)
    return change(scenario, vraag=tuple(lines))


def describe_uit(regels: Iterable[Vraagregel]) -> str:
    """Tell that a group no longer counts, and its parts with it."""
    whole, *parts = [PER_SLEUTEL[line.groep].titel for line in regels]
    along = f", met de delen ervan: {'; '.join(part.lower() for part in parts)}" if parts else ""
    return f"{whole} staat niet meer in de vraag{along}. Vink de groep aan om hem terug te zetten."


def describe_netto(regel: Vraagregel, netto: int, *, hoog: bool) -> str:
    """Write what a group asks as its whole minus its parts, where these stand apart; else ''.

    Examples
    --------
    >>> describe_netto(Vraagregel("uitstroom", 212, 365), 287, hoog=True)  # doctest: +SKIP
    '365 − 78'
    """
    whole = regel.count(hoog=hoog)
    return f"{format_getal(whole)} − {format_getal(whole - netto)}" if netto != whole else ""
