"""The roles, and which of them each deed asks: declared here, once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Gebruikersrol(StrEnum):
    """What somebody is to this installation; each may do what those before it may."""

    LEZER = "lezer"
    PLANNER = "planner"
    BEHEERDER = "beheerder"


class Daad(StrEnum):
    """What a visitor does, as it stands in the book."""

    KIJKEN = "kijken"
    NATREKKEN = "cijfer natrekken"
    BEWAREN = "scenario bewaren"
    VASTSTELLEN = "scenario vaststellen"
    INTREKKEN = "scenario intrekken"
    REAGEREN = "reactie plaatsen"
    TERUGNEMEN = "reactie terugnemen"
    AGENDA = "agenda of verslag bewaren"
    INITIATIEF = "initiatief bewaren"
    WEGHALEN = "initiatief weghalen"
    LADEN = "gegevens laden"
    KIEZEN = "gegevens kiezen"


RECHTEN: Mapping[Daad, Gebruikersrol] = {
    Daad.KIJKEN: Gebruikersrol.LEZER,
    Daad.NATREKKEN: Gebruikersrol.PLANNER,
    Daad.BEWAREN: Gebruikersrol.PLANNER,
    Daad.VASTSTELLEN: Gebruikersrol.PLANNER,
    Daad.INTREKKEN: Gebruikersrol.PLANNER,
    Daad.REAGEREN: Gebruikersrol.PLANNER,
    Daad.TERUGNEMEN: Gebruikersrol.PLANNER,
    Daad.AGENDA: Gebruikersrol.PLANNER,
    Daad.INITIATIEF: Gebruikersrol.PLANNER,
    Daad.WEGHALEN: Gebruikersrol.PLANNER,
    Daad.LADEN: Gebruikersrol.BEHEERDER,
    Daad.KIEZEN: Gebruikersrol.BEHEERDER,
}
"""The least role for each deed."""

RANGORDE: tuple[Gebruikersrol, ...] = tuple(Gebruikersrol)

ROLUITLEG: Mapping[Gebruikersrol, str] = {
    Gebruikersrol.LEZER: "U kunt alles bekijken, rekenen en meenemen als bestand.",
    Gebruikersrol.PLANNER: (
        "U kunt ook bewaren, vaststellen en reageren, en agenda's en initiatieven op de server bewaren."
    ),
    Gebruikersrol.BEHEERDER: "U kunt ook gegevens laden en kiezen welke gegevens gelden.",
}
"""What each role adds, as its holder reads it."""


def is_bevoegd(rol: Gebruikersrol | None, daad: Daad) -> bool:
    """Tell whether a role is enough for a deed; nothing is, for who has none."""
    return rol is not None and RANGORDE.index(rol) >= RANGORDE.index(RECHTEN[daad])


def describe_wie(daad: Daad) -> str:
    """Say who can do something.

    Examples
    --------
    >>> describe_wie(Daad.LADEN), describe_wie(Daad.BEWAREN)
    ('Dit kan alleen een beheerder.', 'Dit kan alleen een planner of een beheerder.')
    """
    able = [f"een {rol}" for rol in RANGORDE if is_bevoegd(rol, daad)]
    return (
        f"Dit kan alleen {' of '.join(able)}." if len(able) < len(RANGORDE) else "Dit kan wie is aangemeld."
    )
