"""The lines of an agenda, and how far each is: what the files of `agendabestand` and `standbestand` hold, checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonzorg.agenda.kwartaal import Kwartaal


class Agendasoort(StrEnum):
    """How a line is carried out; numbers of lettings and of homes that get ready are never added."""

    NIEUWBOUW = "nieuwbouw"
    TRANSFORMATIE = "transformatie"
    AANPASSING = "aanpassing"
    TOEWIJZING = "toewijzing"
    AFSPRAAK = "afspraak"

    @property
    def bouwt(self) -> bool:
        """Whether homes get ready by it: what is 'opgeleverd'."""
        return self in {Agendasoort.NIEUWBOUW, Agendasoort.TRANSFORMATIE, Agendasoort.AANPASSING}


class Gedekt(StrEnum):
    """Whether the money is there."""

    JA = "ja"
    NEE = "nee"
    DEELS = "deels"
    ONBEKEND = ""


def fold_regel(naam: str) -> str:
    """Return the name of a line as it is compared: whatever its capitals and spaces, it is the same line."""
    return " ".join(naam.split()).casefold()


@dataclass(frozen=True)
class Agendalijn:
    """One line of the agenda.

    Attributes
    ----------
    regel : str
        Its name or number, by which a stand speaks of it.
    onderdeel : int
        Component of §7.2.2: 1 cooperation by theme, 2 resilient spreading, 3 homes by group and gemeente.
    groep : str
        Key of the group; '' for none in particular.
    gemeente : str
        Code; '' for the region.
    corporatie : str
    soort : Agendasoort
    eenheid : str
        woning, persoon or standplaats; '' for an agreement without a number.
    aantal : int or None
        None for an agreement without a number; 0 for a line that lapsed.
    gereed : Kwartaal or None
        When it is due; None where no term was agreed.
    trekker, partners, financiering, bron : str
        As written; bron is the decision and its date.
    gedekt : Gedekt
    thema : int or None
        Theme of the prestatieafspraken, 1 to 13.
    definitie, meting : bool
        Whether it is agreed what counts, and how that is measured.
    """

    regel: str
    onderdeel: int
    groep: str
    gemeente: str
    corporatie: str
    soort: Agendasoort
    eenheid: str
    aantal: int | None
    gereed: Kwartaal | None
    trekker: str
    partners: str
    financiering: str
    gedekt: Gedekt
    bron: str
    thema: int | None
    definitie: bool
    meting: bool

    @property
    def is_vervallen(self) -> bool:
        """Whether it lapsed: an evaluation brought its number to 0, and it stays on the agenda to be read."""
        return self.aantal == 0


@dataclass(frozen=True)
class Standlijn:
    """How far a line is at a moment; numbers are since the start.

    Attributes
    ----------
    moment : Kwartaal
    regel : str
    toegezegd, in_voorbereiding : int or None
        Two steps that hold no home twice, nor with the next; None where the file does not follow them.
    opgeleverd : int
        What got ready since the start; of a letting what was let.
    toelichting, reden : str
    bijgesteld : int or None
        The number that takes the place of what was agreed; None while it stands.
    """

    moment: Kwartaal
    regel: str
    toegezegd: int | None
    in_voorbereiding: int | None
    opgeleverd: int
    toelichting: str
    bijgesteld: int | None
    reden: str
