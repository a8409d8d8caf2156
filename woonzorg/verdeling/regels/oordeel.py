"""The four outcomes of a rule, and which areas a rule could not be tested in (methode: Distribution).

What is not tested is never shown as kept. A rule that could be tested nowhere, or not in an area that receives homes,
is *niet getoetst*; where it could not be tested but nothing is placed, its outcome stands and the number is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from woonzorg.oordeel.klassewoorden import MEERVOUD
from woonzorg.tekst.getal import format_getal


class Regeloordeel(StrEnum):
    """Outcome of a rule for a plan, as JSON tells it."""

    GEHAALD = "gehaald"
    KNELT = "knelt"
    NIET_GEHAALD = "niet_gehaald"
    NIET_GETOETST = "niet_getoetst"

    @property
    def voldaan(self) -> bool | None:
        """Whether the rule is kept; None where it was not tested."""
        return None if self is Regeloordeel.NIET_GETOETST else self is not Regeloordeel.NIET_GEHAALD


@dataclass(frozen=True)
class Toetsbereik:
    """Where a rule could not be tested, or only in part.

    Attributes
    ----------
    niet : tuple of str
        Codes of the region's areas in which the rule could not be tested.
    waarom : str
        Why not, in Dutch; '' where all is tested.
    toevoegingen : tuple of str
        Codes where only what is added could be tested: who lives there already is not known.
    """

    niet: tuple[str, ...] = ()
    waarom: str = ""
    toevoegingen: tuple[str, ...] = ()


VOLLEDIG = Toetsbereik()
"""Every area is tested."""


OORDELEN: dict[Regeloordeel, str] = {
    Regeloordeel.GEHAALD: "gehaald", Regeloordeel.KNELT: "gehaald, grens bereikt",
    Regeloordeel.NIET_GEHAALD: "niet gehaald", Regeloordeel.NIET_GETOETST: "niet getoetst",
}  # fmt: skip
"""The outcomes in words (methode: Words on screen); 'niet gehaald' by a decision is told as 'afgeweken'."""


def describe_bereik(bereik: Toetsbereik, niveau: str) -> str:
    """Tell in how many areas a rule could not be tested and why, or was tested on additions only; '' for none."""
    parts = []
    if bereik.niet:
        parts.append(f"Niet getoetst in {count_gebieden(len(bereik.niet), niveau)}: {bereik.waarom}.")
    if set(bereik.toevoegingen) - set(bereik.niet):
        parts.append(f"In {count_gebieden(len(bereik.toevoegingen), niveau)} alleen toevoegingen getoetst.")
    return " ".join(parts)


def count_gebieden(aantal: int, niveau: str) -> str:
    """Return a number with the word for areas of a level.

    Examples
    --------
    >>> count_gebieden(1, "buurt"), count_gebieden(1200, "wijk")
    ('1 buurt', '1.200 wijken')
    """
    return f"{format_getal(aantal)} {niveau if aantal == 1 else MEERVOUD[niveau]}"
