"""The calendar of the board (§7.2.3): three moments to begin with, and ten of report and evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.agenda.kwartaal import Kwartaal, find_kwartaal, parse_kwartaal
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.lijstbestand import read_lijst

if TYPE_CHECKING:
    from datetime import date

BEGINJAAR, LAATSTE = 2026, Kwartaal(2030, 4)
"""What is needed counts from the first of January of this year; the Rijk's path ends with this quarter (§7.2.3)."""

_BESTAND = Path(__file__).parent / "planning.csv"


class Momentsoort(StrEnum):
    """What the board does at a moment."""

    VOORBEREIDING = "voorbereiding"
    TUSSENRAPPORTAGE = "tussenrapportage"
    EVALUATIE = "evaluatie"


@dataclass(frozen=True)
class Moment:
    """One moment of the board.

    Attributes
    ----------
    kwartaal : Kwartaal
    wat : str
        What is due, in our words.
    soort : Momentsoort
    regel : int
        Line of the vision.
    """

    kwartaal: Kwartaal
    wat: str
    soort: Momentsoort
    regel: int

    @property
    def is_verslag(self) -> bool:
        """Whether there is something to report: one of the ten."""
        return self.soort != Momentsoort.VOORBEREIDING

    @property
    def titel(self) -> str:
        """Title of its report: 'Tussenrapportage Q2 2027'."""
        return f"{str(self.soort).capitalize()} Q{self.kwartaal.nummer} {self.kwartaal.jaar}"


@cache
def list_momenten() -> tuple[Moment, ...]:
    """Return the thirteen moments in order."""
    return tuple(map(_read_moment, read_lijst(_BESTAND)))


def _read_moment(row: dict[str, str]) -> Moment:
    quarter = parse_kwartaal(row["moment"])
    if quarter is None:
        message = f"De planning heeft een moment dat geen kwartaal is: {row['moment']}."
        raise ValueError(message)
    return Moment(quarter, row["wat"], Momentsoort(row["soort"]), int(row["regel"]))


def list_verslagen() -> tuple[Moment, ...]:
    """Return the ten moments with a report."""
    return tuple(moment for moment in list_momenten() if moment.is_verslag)


def find_nu(dag: date) -> Moment:
    """Return the moment that is due: of the quarter of a day, else the next; the last one when all are past."""
    quarter = find_kwartaal(dag)
    return next((moment for moment in list_momenten() if moment.kwartaal >= quarter), list_momenten()[-1])


def find_moment(tekst: str) -> Moment:
    """Return the moment that a text names.

    Raises
    ------
    InvoerFout
        When the board does not meet then.
    """
    quarter = parse_kwartaal(tekst)
    found = next((moment for moment in list_momenten() if moment.kwartaal == quarter), None)
    if found is None:
        message = "Dit is geen moment van de agenda."
        raise InvoerFout(
            message,
            verwacht="Q2 of Q4 van 2026 tot en met 2030, zoals 2026-Q4",
            gevonden=tekst[:30] or "niets",
        )
    return found
