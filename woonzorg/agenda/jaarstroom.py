"""How far a count since the start rose in one year, line by line, and of which lines that is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.planning import BEGINJAAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.lijn import Agendalijn, Standlijn


@dataclass(frozen=True)
class Jaarstroom:
    """How far a count rose in a year, added up line by line.

    Attributes
    ----------
    jaar : int
    aantal : int
        Homes, of the lines of which that is known.
    bekend : int
        Lines of which it is known.
    stil : int
        Lines of which nothing was reported for the moment: there may be more.
    zonder_begin : int
        Lines of which it is not known what of their homes is of this year: no report at its start, or corrected since.
    """

    jaar: int
    aantal: int
    bekend: int
    stil: int
    zonder_begin: int

    @property
    def is_heel(self) -> bool:
        """Whether every line is in it; else there are at least so many."""
        return not self.stil and not self.zonder_begin


def count_in_jaar(standen: Sequence[tuple[Kwartaal, int]], jaar: int) -> int | None:
    """Return how far a count since the start rose in a year.

    None where nothing was reported in that year; where it is not known how it stood at the end of the year before; and
    where it was corrected to less than that.

    Parameters
    ----------
    standen : sequence of (Kwartaal, int)
        In order of time.
    jaar : int
    """
    within = [count for moment, count in standen if moment.jaar == jaar]
    before = [count for moment, count in standen if moment == Kwartaal(jaar - 1, 4)]
    if not within or not (before or jaar == BEGINJAAR):
        return None
    start = before[-1] if before else 0
    return None if min(within) < start else within[-1] - start


def add_stroom(
    lijnen: Sequence[Agendalijn], standen: Sequence[Standlijn], jaar: int, moment: Kwartaal
) -> Jaarstroom:
    """Return what lines rose in a year, each by itself: one that was first reported in it brings earlier years along.

    A line that lapsed rises no more: of one that was not reported in the year nothing is missed.

    Parameters
    ----------
    lijnen : sequence of Agendalijn
    standen : sequence of Standlijn
    jaar : int
    moment : Kwartaal
        What was reported later is left out.
    """
    last = min(moment, Kwartaal(jaar, 4))
    total = known = silent = bare = 0
    for line in lijnen:
        own = sorted(
            (one.moment, one.opgeleverd) for one in standen if one.regel == line.regel and one.moment <= last
        )
        risen = count_in_jaar(own, jaar)
        within = bool(own) and own[-1][0].jaar == jaar
        if line.is_vervallen and not within:
            continue
        total, known = total + (risen or 0), known + (risen is not None)
        bare += within and risen is None
        silent += not own or own[-1][0] < last
    return Jaarstroom(jaar, total, known, silent, bare)
