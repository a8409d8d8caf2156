"""Homes that are planned in an area, and the initiative that something in a plan came from."""

from __future__ import annotations

from dataclasses import dataclass

from woonzorg.verdeling.vraag.declaratie import Objectvorm, declare
from woonzorg.verdeling.vraag.groepen import Instrument
from woonzorg.verdeling.vraag.vorm import AANTAL, CODE, GROEP, Getal, Keuze, Schakelaar, Tekst, list_woorden


@dataclass(frozen=True)
class Initiatiefmerk:
    """The initiative that something in a plan came from.

    Attributes
    ----------
    kenmerk : str
        Its id.
    instrument : str
        How its homes come about.
    naam : str
        '' where it has none, or one that looks like a person's.
    klein : bool
        Whether own counts under 10 stand behind it: then it is not named in what is shared.
    """

    kenmerk: str = declare(
        Tekst(patroon="^[0-9a-f]{12}$", voorbeeld="het kenmerk van een initiatief, zoals 471ca6ce0653")
    )
    instrument: str = declare(Keuze(list_woorden(Instrument)), default="", sinds=2)
    naam: str = declare(Tekst(200), default="", sinds=2)
    klein: bool = declare(Schakelaar(), default=False, sinds=2)


@dataclass(frozen=True)
class Gepland:
    """Homes that are planned for a group in an area: they add to its capacity, for all groups together.

    Attributes
    ----------
    code : str
    aantal : int
        Dwellings.
    groep : str
        For whom they are planned; '' when that is not said.
    initiatief : Initiatiefmerk or None
        The initiative that they come from.
    """

    code: str = declare(CODE)
    aantal: int = declare(Getal(1, AANTAL.hoogst, geheel=True, lees=int), label="Hoeveel woningen?")
    groep: str = declare(GROEP, default="", label="Voor welke groep?")
    initiatief: Initiatiefmerk | None = declare(
        Objectvorm(Initiatiefmerk), default=None, label="Uit welk initiatief"
    )


def is_klein(initiatief: Initiatiefmerk | None) -> bool:
    """Tell whether own counts under 10 stand behind what came from an initiative."""
    return initiatief is not None and initiatief.klein
