"""How partners go about a wijk: five steps, ten starting points, and who decides, does and watches; in our words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from woonzorg.tekst.lijstbestand import read_lijst

BEDIEND = 6
"""The starting point that a dashboard serves: measuring. The other nine are the partners' own."""

_MAP = Path(__file__).parent


@dataclass(frozen=True)
class Processtap:
    """A step.

    Attributes
    ----------
    nr : int
    stap, uitleg : str
    paginas : tuple of str
        Titles of the pages that serve it.
    regel : int
        Line of the document (seeds/000).
    """

    nr: int
    stap: str
    uitleg: str
    paginas: tuple[str, ...]
    regel: int


@dataclass(frozen=True)
class Uitgangspunt:
    """A starting point.

    Attributes
    ----------
    nr : int
    titel, uitleg : str
    regel : int
        Line of the document (seeds/000).
    """

    nr: int
    titel: str
    uitleg: str
    regel: int


@dataclass(frozen=True)
class Rolverdeling:
    """What a party decides, does and watches; '' where the vision says nothing of it.

    Attributes
    ----------
    wie, beslist, voert_uit, volgt : str
    regels : str
        Lines of the vision (seeds/003).
    """

    wie: str
    beslist: str
    voert_uit: str
    volgt: str
    regels: str


@dataclass(frozen=True)
class Rijkspunt:
    """What the Rijk asks of a vision, and where it is answered.

    Attributes
    ----------
    nr : int
    punt, antwoord : str
    paginas : tuple of str
        Titles of the pages that answer it.
    uitgesteld : str
        What is put off, and to what; '' for nothing.
    regel : int
        Line of the vision (seeds/003).
    """

    nr: int
    punt: str
    antwoord: str
    paginas: tuple[str, ...]
    uitgesteld: str
    regel: int


RIJK_KOP = "Wat het Rijk vraagt, en waar het staat"
RIJK_BIJSCHRIFT = "Zes punten uit 'Een thuis voor iedereen', in onze woorden (visie, §2)"
RIJK_KOLOMMEN = ("Wat het Rijk vraagt", "Wat hier staat", "Waar", "Wat later komt")
"""Heads of the table of the six points, on the page as on paper."""


@cache
def list_rijkspunten() -> tuple[Rijkspunt, ...]:
    """Return the six points, in order."""
    return tuple(
        Rijkspunt(
            int(row["nr"]), row["punt"], row["antwoord"], tuple(row["paginas"].split("|")), row["uitgesteld"],
            int(row["regel"]),
        )
        for row in read_lijst(_MAP / "rijk.csv")
    )  # fmt: skip


@cache
def list_processtappen() -> tuple[Processtap, ...]:
    """Return the five steps, in order."""
    return tuple(
        Processtap(int(row["nr"]), row["stap"], row["uitleg"], tuple(row["paginas"].split("|")), int(row["regel"]))
        for row in read_lijst(_MAP / "stappen.csv")
    )  # fmt: skip


@cache
def list_uitgangspunten() -> tuple[Uitgangspunt, ...]:
    """Return the ten starting points, in order."""
    return tuple(
        Uitgangspunt(int(row["nr"]), row["uitgangspunt"], row["uitleg"], int(row["regel"]))
        for row in read_lijst(_MAP / "uitgangspunten.csv")
    )


@cache
def list_rolverdeling() -> tuple[Rolverdeling, ...]:
    """Return the parties, those that decide first."""
    return tuple(Rolverdeling(**row) for row in read_lijst(_MAP / "rollen.csv"))
