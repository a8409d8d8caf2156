"""An initiative: one project at one place, as it is kept: immutable, under the hash of its content.

A file needs a place, a group (or 'open'), an instrument and a number. It names organisations, never persons, and a
place for a year, never one letting: of a single letting nothing is kept.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout
from woonzorg.initiatief.afweging import Afweging
from woonzorg.initiatief.gesprek import Gesprek
from woonzorg.tekst.waardevorm import Waardevorm
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, Instrument, Schaal, find_schaal, is_gebonden

if TYPE_CHECKING:
    from woonzorg.verdeling.vraag.groepen import Instrumentvorm

VERSIE = 1
"""Version of the form of a file."""

OPEN = "open"
"""In place of a group: for whom it is, is not said."""

SCHAALKEUZES = (Schaal.BUURT, Schaal.WIJK)
"""Scales that may be chosen for an initiative; at that of the wijk the buurt is tested, too."""

VORMTEKEN = "/"
"""Between group and form of a woonvorm."""

EEN_TOEWIJZING = (
    "Dit gaat over één toewijzing. Daarvan bewaart Woonzorg niets: een toets gaat over een plek en een jaar, nooit "
    "over een kandidaat."
)


@dataclass(frozen=True)
class Complexgegeven:
    """What is known of the complex.

    Attributes
    ----------
    naam : str
        '' where it has none; without numbers, that of one in own figures.
    woningen, gehuisvest : int or None
        Dwellings, and households of the groups that live there now.
    ruimte : bool or None
        Whether the corporatie says that there is room, in place of numbers.
    """

    naam: str = ""
    woningen: int | None = None
    gehuisvest: int | None = None
    ruimte: bool | None = None

    @property
    def is_bekend(self) -> bool:
        """Whether something is told of it here; else it is looked up in own figures."""
        return self.woningen is not None or self.gehuisvest is not None or self.ruimte is not None


@dataclass(frozen=True)
class Besluitgegeven:
    """The decision by which the rule is deviated from.

    Attributes
    ----------
    motief, besluiter : str
    datum : str
        ISO.
    openbaar : bool
        Whether the decision is public; what is shared is worked out without one that is not.
    """

    motief: str
    besluiter: str
    datum: str
    openbaar: bool = False


@dataclass(frozen=True)
class Initiatief:
    """An initiative.

    Attributes
    ----------
    plek : str
        Code of the buurt.
    groep : str
        Key of a group, or `OPEN`.
    instrument : Instrument
    aantal : int
        In the unit of the instrument: homes, standplaatsen, rooms or places. The rule counts each as a home (aanname).
    naam, organisatie : str
        Of the project, and of who proposes it: a corporatie, for one. Never of a person.
    personen : int or None
        How many come to live there, where that is told beside rooms or places.
    complex : Complexgegeven or None
    binnen_buurt : bool
        Whether it is for people who live in that buurt already.
    jaar : int or None
        Of the housing convenant; with 'toewijzing' only.
    uitzondering : Besluitgegeven or None
    schaal : Schaal or None
        Of the test, where it was chosen for this initiative: one of `SCHAALKEUZES`.
    woonvorm : str
        Group and form of the opgave that it is, for question 15, as `voorinvulling.write_vorm` has them; '' for none.
    afweging : Afweging
    gesprek : Gesprek
    afgeleid_van : str
        Id of the initiative that this was copied from.
    versie : int
    """

    plek: str
    groep: str
    instrument: Instrument
    aantal: int
    naam: str = ""
    organisatie: str = ""
    personen: int | None = None
    complex: Complexgegeven | None = None
    binnen_buurt: bool = False
    jaar: int | None = None
    uitzondering: Besluitgegeven | None = None
    afweging: Afweging = field(default_factory=Afweging)
    gesprek: Gesprek = field(default_factory=Gesprek)
    afgeleid_van: str = ""
    versie: int = VERSIE
    schaal: Schaal | None = None
    woonvorm: str = ""

    @property
    def id(self) -> str:
        """Twelve digits of the hash of its content."""
        return hashlib.sha256(_write(self).encode()).hexdigest()[:12]

    @property
    def vorm(self) -> Instrumentvorm:
        """Its instrument, with unit and scale."""
        return INSTRUMENTVORMEN[self.instrument]

    @property
    def is_gebonden(self) -> bool:
        """Whether the rule binds its group."""
        return self.groep != OPEN and bool(is_gebonden(self.groep))

    @property
    def waarom_onbewaard(self) -> str:
        """Why nothing of it may be kept; '' where it may."""
        single = self.instrument == Instrument.TOEWIJZING and self.aantal == 1
        return EEN_TOEWIJZING if single else ""

    def to_json(self) -> str:
        """Return the text of a file: what is at its default is left out.

        Raises
        ------
        InvoerFout
            For a single letting: of that nothing is kept.
        """
        if self.waarom_onbewaard:
            raise InvoerFout(self.waarom_onbewaard, remedie="Geef het aantal van een heel jaar.")
        return json.dumps(_describe(self), ensure_ascii=False, indent=1) + "\n"


VORM = Waardevorm()
"""How its parts are written and read."""


def may_choose_schaal(groep: str, instrument: Instrument) -> bool:
    """Tell whether a scale may be chosen: where a rule is asked, and it is not that of the complex."""
    usual = find_schaal(groep, instrument) if groep != OPEN and is_gebonden(groep) else None
    return usual is not None and usual.schaal in SCHAALKEUZES


def _write(initiatief: Initiatief) -> str:
    return json.dumps(_describe(initiatief), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _describe(deel: Any) -> dict[str, Any]:
    """Return what differs from the defaults: what a later program adds changes no name."""
    told: dict[str, Any] = {"versie": deel.versie} if isinstance(deel, Initiatief) else {}
    for part in dataclasses.fields(deel):
        value = getattr(deel, part.name)
        made = part.default_factory() if part.default_factory is not dataclasses.MISSING else part.default
        if part.name != "versie" and value != made:
            told[part.name] = (
                _describe(value) if isinstance(value, Complexgegeven | Besluitgegeven) else VORM.write(value)
            )
    return told
