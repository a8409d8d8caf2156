"""A row of the library that is not given as a scenario, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Schadesoort(StrEnum):
    """Why a row is not given: each has its own way out."""

    BESCHADIGD = "beschadigd"
    NIEUWER = "nieuwer"
    ONLEESBAAR = "onleesbaar"


REMEDIES: dict[Schadesoort, str] = {
    Schadesoort.BESCHADIGD: "Kies een ander scenario, of zet een reservekopie terug: die herstelt het.",
    Schadesoort.NIEUWER: "Werk Woonzorg bij. Het scenario zelf is heel.",
    Schadesoort.ONLEESBAAR: "Kies een ander scenario, en meld dit aan wie deze installatie beheert.",
}
"""What helps, by what is wrong."""


@dataclass(frozen=True)
class Schade:
    """A row whose content is not what was saved, or cannot be read by this program.

    Attributes
    ----------
    id, regio : str
        As the row names them.
    fout : str
        What is wrong with it, in Dutch.
    soort : Schadesoort
        What kind of wrong.
    """

    id: str
    regio: str
    fout: str
    soort: Schadesoort = Schadesoort.BESCHADIGD
