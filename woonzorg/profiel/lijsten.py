"""What the vision lists, as data: themes and ambitions (§5.2), criteria, and conditions (§6.14, §6.15).

Each row has the line of the vision on which it rests; the words are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from woonzorg.tekst.lijstbestand import read_lijst

_MAP = Path(__file__).parent

PROCES_THEMA = 8
"""The theme 'Proces van samenwerken': nothing open exists of it, only an own observation."""


class Criteriumsoort(StrEnum):
    """What stands beside a criterion: a point for conversation, or the two scores of the rule."""

    GESPREK = "gesprek"
    SCORES = "scores"


@dataclass(frozen=True)
class Ambitie:
    """An ambition of a theme.

    Attributes
    ----------
    thema : int
    tekst : str
    regel : int
        Line of the vision.
    cijfers : tuple of str
        Keys of the figures that say something of it; () when nothing open exists.
    opmerking : str
        What these figures do not say, or why there are none; '' for nothing.
    """

    thema: int
    tekst: str
    regel: int
    cijfers: tuple[str, ...]
    opmerking: str = ""


@dataclass(frozen=True)
class Thema:
    """A theme of the vital and inclusive wijk.

    Attributes
    ----------
    nr : int
    naam, paragraaf : str
    regel : int
        Line of the vision.
    ambities : tuple of Ambitie
        In the order of the vision; () for the last theme.
    """

    nr: int
    naam: str
    paragraaf: str
    regel: int
    ambities: tuple[Ambitie, ...]


@dataclass(frozen=True)
class Criterium:
    """A criterion of the vital and inclusive wijk; never told as met or not met."""

    nr: int
    tekst: str
    regel: int
    soort: Criteriumsoort


@dataclass(frozen=True)
class Buurtvoorwaarde:
    """A condition of a dementia-friendly or inclusive buurt.

    Attributes
    ----------
    nr : int
    profiel : str
        dementievriendelijk or inclusief.
    tekst : str
    regel : int
    soort : str
        ruimtelijk or sociaal.
    cijfers : tuple of str
        Keys of the figures beside it; () when nothing open exists.
    opmerking : str
        What these figures do not say; '' for nothing.
    """

    nr: int
    profiel: str
    tekst: str
    regel: int
    soort: str
    cijfers: tuple[str, ...]
    opmerking: str = ""


def _split(cijfers: str) -> tuple[str, ...]:
    return tuple(filter(None, cijfers.split(",")))


@cache
def list_themas() -> tuple[Thema, ...]:
    """Return the eight themes with their nineteen ambitions."""
    ambitions = [
        Ambitie(
            int(row["thema"]), row["ambitie"], int(row["regel"]), _split(row["cijfers"]), row["opmerking"]
        )
        for row in read_lijst(_MAP / "ambities.csv")
    ]
    return tuple(
        Thema(
            int(row["nr"]), row["thema"], row["paragraaf"], int(row["regel"]),
            tuple(one for one in ambitions if one.thema == int(row["nr"])),
        )
        for row in read_lijst(_MAP / "themas.csv")
    )  # fmt: skip


def find_thema(nr: int) -> Thema:
    """Return the theme with a number."""
    return next(theme for theme in list_themas() if theme.nr == nr)


@cache
def list_criteria() -> tuple[Criterium, ...]:
    """Return the seven criteria."""
    return tuple(
        Criterium(int(row["nr"]), row["criterium"], int(row["regel"]), Criteriumsoort(row["soort"]))
        for row in read_lijst(_MAP / "criteria.csv")
    )


@cache
def list_voorwaarden() -> tuple[Buurtvoorwaarde, ...]:
    """Return the nine conditions: three of dementia-friendly, six of inclusive buurten."""
    return tuple(
        Buurtvoorwaarde(
            int(row["nr"]), row["profiel"], row["voorwaarde"], int(row["regel"]), row["soort"],
            _split(row["cijfers"]), row["opmerking"],
        )
        for row in read_lijst(_MAP / "voorwaarden.csv")
    )  # fmt: skip
