"""Prestatieafspraken: the thirteen themes, the forerunners of 2016, and what makes an agreement one that can be kept.

The forerunners are a benchmark of subjects and not of quality. Where the table of the document differs from its own
text, that is told beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.tekst.lijstbestand import read_lijst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.agenda.lijn import Agendalijn

BRON = "Koplopers wonen-zorg in de prestatieafspraken, augustus 2016"

THEMAS: tuple[str, ...] = (
    "Geschiktheid van de woningvoorraad", "Doorstroming en opvang", "Woonvormen", "Ruimtelijke samenhang",
    "Transformatie van zorgvastgoed", "Goedkope woningen", "Woonruimteverdeling", "Woningaanpassingen",
    "Ruimtelijke ordening", "Sociale wijkteams", "Sociaal beheer", "Eigen regie", "Kennis, visie en onderzoek",
)  # fmt: skip
"""Titles of the themes, 1 to 13."""

TEGENSPRAKEN: tuple[tuple[str, int, int], ...] = (
    ("Drechtsteden", 3, 174), ("Coevorden", 5, 263), ("Beverwijk", 4, 208),
)  # fmt: skip
"""Forerunner, theme without a plus in the table, and the line in which the same document has an agreement on it."""

WOONZORGQUOTE = 40.0
"""Most percent of an income for rent, energy, local taxes and care together, as Leeuwarden agreed (002:241)."""

_MAP = Path(__file__).parent


@dataclass(frozen=True)
class Koploper:
    """A forerunner.

    Attributes
    ----------
    naam, partner : str
    themas : tuple of bool or None
        Whether it had an agreement on each theme; None where the document left the row empty.
    regel : int
        Line of the document.
    """

    naam: str
    partner: str
    themas: tuple[bool, ...] | None
    regel: int


@dataclass(frozen=True)
class Voorbeeldafspraak:
    """What a forerunner agreed, in our words.

    Attributes
    ----------
    koploper, afspraak : str
    thema : int
    regel : int
        Line of the document.
    """

    koploper: str
    afspraak: str
    thema: int
    regel: int


@cache
def list_koplopers() -> tuple[Koploper, ...]:
    """Return the fifteen forerunners, in the document's order."""
    return tuple(map(_read_koploper, read_lijst(_MAP / "matrix.csv")))


def _read_koploper(row: dict[str, str]) -> Koploper:
    marks = [row[str(number)] for number in range(1, len(THEMAS) + 1)]
    filled = tuple(mark == "+" for mark in marks) if any(marks) else None
    return Koploper(row["koploper"], row["partner"], filled, int(row["regel"]))


@cache
def list_voorbeelden() -> tuple[Voorbeeldafspraak, ...]:
    """Return what forerunners agreed."""
    return tuple(
        Voorbeeldafspraak(row["koploper"], row["afspraak"], int(row["thema"]), int(row["regel"]))
        for row in read_lijst(_MAP / "koplopers.csv")
    )


def count_themas() -> tuple[int, ...]:
    """Return how many forerunners had an agreement, by theme."""
    filled = [item.themas for item in list_koplopers() if item.themas]
    return tuple(sum(marks[theme] for marks in filled) for theme in range(len(THEMAS)))


class Meetbaar(StrEnum):
    """One of the five things that make an agreement one that can be measured."""

    AANTAL = "aantal"
    TERMIJN = "termijn"
    TREKKER = "trekker"
    DEFINITIE = "definitie"
    METING = "meting"


def list_kenmerken(lijn: Agendalijn) -> frozenset[Meetbaar]:
    """Return which of the five a line of the agenda has."""
    has = {
        Meetbaar.AANTAL: lijn.aantal is not None, Meetbaar.TERMIJN: lijn.gereed is not None,
        Meetbaar.TREKKER: bool(lijn.trekker.strip()), Meetbaar.DEFINITIE: lijn.definitie, Meetbaar.METING: lijn.meting,
    }  # fmt: skip
    return frozenset(mark for mark, there in has.items() if there)


def is_smart(lijn: Agendalijn) -> bool:
    """Tell whether a line has all five."""
    return len(list_kenmerken(lijn)) == len(Meetbaar)


@dataclass(frozen=True)
class Themastand:
    """What an agenda has on one theme.

    Attributes
    ----------
    thema : int
        1 to 13.
    titel : str
    lijnen : tuple of Agendalijn
    meetbaar : int
        How many of them can be measured.
    koplopers : int
        How many forerunners had an agreement on it.
    """

    thema: int
    titel: str
    lijnen: tuple[Agendalijn, ...]
    meetbaar: int
    koplopers: int


def tabulate_themas(lijnen: Iterable[Agendalijn]) -> tuple[Themastand, ...]:
    """Return what an agenda has on each theme; a theme without lines has nothing agreed."""
    known: Sequence[Agendalijn] = tuple(lijnen)
    return tuple(_judge_thema(number, title, known) for number, title in enumerate(THEMAS, start=1))


def _judge_thema(nummer: int, titel: str, lijnen: Sequence[Agendalijn]) -> Themastand:
    own = tuple(line for line in lijnen if line.thema == nummer and not line.is_vervallen)
    return Themastand(nummer, titel, own, sum(map(is_smart, own)), count_themas()[nummer - 1])


def list_tegenspraken() -> list[str]:
    """Tell where the table of the document differs from its own text."""
    return [
        f"{name}: in de tabel geen afspraak over '{THEMAS[theme - 1].lower()}', in de tekst wel (regel {line})."
        for name, theme, line in TEGENSPRAKEN
    ]


def is_betaalbaar(kosten: float, inkomen: float) -> bool:
    """Tell whether the costs of an example household stay within the woonzorgquote.

    Raises
    ------
    ValueError
        When the income is not above 0.

    Examples
    --------
    >>> is_betaalbaar(9600, 24_000), is_betaalbaar(9601, 24_000)
    (True, False)
    """
    if inkomen <= 0:
        message = "inkomen moet meer dan 0 zijn"
        raise ValueError(message)
    return 100 * kosten <= WOONZORGQUOTE * inkomen
