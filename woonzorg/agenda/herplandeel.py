"""What 'herplan de rest' asks: a scenario is shared, so no count under 10 of how far the agenda is follows from it.

Every number that it names is rounded to tens: the demand of a group to the nearest, so that it differs by no more than
five homes from what is left; the least of a gemeente down, so that it never asks more than that. So a number stands for
ten others, also where lines are in it that are not told, and scenarios of two moments differ by tens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.agenda.lijn import Agendasoort

AFGEROND = (
    "Een scenario wordt gedeeld. Daarom is de vraag per groep afgerond op tientallen: zijn er minder dan 5 over, dan "
    "vraagt het plan niets, en van een groep met minder dan 10 woningen op de agenda vraagt het er 10. Het minst "
    "aantal per gemeente is naar beneden afgerond."
)


@dataclass(frozen=True)
class Groepsrest:
    """What one gemeente still has to place for one group.

    Attributes
    ----------
    groep, gemeente : str
        Key and code; gemeente '' where the agenda names none.
    soort : Agendasoort
        How: of a group that has lettings these count, else what is built, by the kind with most homes.
    afgesproken, gereed : int
        Homes of the lines together; a line that was let beyond its number fills no other.
    geplaatst : int
        Homes that the files of placements hold by buurt; 0 without them, and of a group with more privacy: its
        placements are by gemeente.
    """

    groep: str
    gemeente: str
    soort: Agendasoort
    afgesproken: int
    gereed: int
    geplaatst: int = 0

    @property
    def over(self) -> int:
        """Homes still to be placed."""
        return self.afgesproken - self.gereed

    @property
    def af(self) -> int:
        """What goes off what was agreed: what is ready, but for what the files of placements hold of it."""
        return max(0, self.gereed - self.geplaatst)


def ask_vraag(aantallen: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Return how many homes to ask by key: what is left, to the nearest ten; 10 where few were agreed.

    Parameters
    ----------
    aantallen : iterable of (str, int, int)
        Key, what was agreed, and what goes off it.

    Examples
    --------
    >>> ask_vraag([("a", 60, 20), ("a", 7, 0), ("b", 30, 27), ("c", 4, 0)])
    {'a': 50, 'b': 0, 'c': 10}
    """
    agreed, off = _add(aantallen)
    return {
        key: _round(count - off[key], KLEIN - 1 if count < KLEIN else KLEIN // 2)
        for key, count in agreed.items()
    }


def ask_minst(aantallen: Iterable[tuple[str, int, int]], hoogstens: int) -> dict[str, int]:
    """Return the least to agree on by key: no more than is left, and together no more than is asked.

    Parameters
    ----------
    aantallen : iterable of (str, int, int)
        As for `ask_vraag`.
    hoogstens : int
        What is asked, in tens: of small rests it can be less than the gemeenten have left.

    Examples
    --------
    >>> ask_minst([("x", 60, 21), ("y", 9, 0)], 100), ask_minst([("x", 42, 0), ("y", 11, 0)], 40)
    ({'x': 30, 'y': 0}, {'x': 30, 'y': 10})
    """
    agreed, off = _add(aantallen)
    least = {key: _round(count - off[key], 0) for key, count in agreed.items()}
    while sum(least.values()) > max(0, hoogstens):
        most = max(least, key=lambda key: least[key])
        least[most] -= KLEIN
    return least


def round_boven(aantal: int) -> int:
    """Return the ten that a number of homes fits in: no less can be asked than what the files of placements hold."""
    return _round(aantal, KLEIN - 1)


def _round(aantal: int, erbij: int) -> int:
    return (aantal + erbij) // KLEIN * KLEIN


def _add(aantallen: Iterable[tuple[str, int, int]]) -> tuple[Counter[str], Counter[str]]:
    """Return by key what was agreed, and what goes off it."""
    agreed, off = Counter[str](), Counter[str]()
    for key, number, done in aantallen:
        agreed[key] += number
        off[key] += done
    return agreed, off
