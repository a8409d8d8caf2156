"""An initiative as it is kept for others: a dossier, immutable under the hash of its content.

It holds no more than may be shared (`dossiermaken`): the fields that a link may carry, the answers of the weighing, the
conversation, what the rule said at that moment, and what it was tested on. Never own figures: these are named by a hash
that only who kept it can make again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.initiatief.afweging import Afweging, check_afweging
from woonzorg.initiatief.gesprek import Gesprek
from woonzorg.initiatief.gesprekscontrole import check_gesprek
from woonzorg.initiatief.initiatieflink import BESLUITVELDEN, LINKVELDEN, read_link
from woonzorg.initiatief.toets import Toetsoordeel
from woonzorg.tekst.leestekst import TekstFout, parse_json
from woonzorg.tekst.waardevorm import VormFout, Waardevorm
from woonzorg.verdeling.delen.openbaar import is_gevoelig
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

VERSIE = 1
"""Version of the form."""

CONCEPT, VASTGESTELD = STATUSSEN[0], STATUSSEN[-1]


@dataclass(frozen=True)
class Dossiergrond:
    """What it was tested on.

    Attributes
    ----------
    regio : str
        Key of the region.
    gegevens : str
        Id of the snapshot.
    regels : str
        Hash of the rules and of what they are taken to start with (`initiatiefkast.hash_aannames`).
    eigen : str
        Hash of the own figures that counted, made with the code of who kept it; '' for none.
    """

    regio: str
    gegevens: str
    regels: str
    eigen: str = ""


@dataclass(frozen=True)
class Afzender:
    """Who kept it.

    Attributes
    ----------
    naam : str
    gecontroleerd : bool
        Whether a login vouched for that name.
    """

    naam: str
    gecontroleerd: bool = False

    def __str__(self) -> str:
        """Return the name, and that nobody checked it where no login did."""
        return self.naam if self.gecontroleerd else name_auteur(self.naam)


@dataclass(frozen=True)
class Dossierregel:
    """What one rule said.

    Attributes
    ----------
    regel, oordeel : str
        Key of the rule, and one of its four outcomes.
    waarde, grens : float or None
        What was asked there, and the most that may; None where the rule lays no limit.
    besluit : str
        The decision by which it was deviated from, in words; '' without one.
    """

    regel: str
    oordeel: str
    waarde: float | None = None
    grens: float | None = None
    besluit: str = ""


@dataclass(frozen=True)
class Dossieruitkomst:
    """What the rule said, as it may be shared (`gedeeldetoets.GedeeldeToets`).

    Attributes
    ----------
    oordeel : Toetsoordeel
    zin : str
    regels : tuple of Dossierregel
        Empty where only the outcome is told, or no rule binds.
    klasse, klasse_wijk, grensgeval : str
        '' where it is not told.
    waarom : str
        Why less is told; '' where all is.
    schaal, schaalbron : str
        At which scale it was tested, and whose choice that was; '' where no rule was asked, or it is not told.
    """

    oordeel: Toetsoordeel
    zin: str
    regels: tuple[Dossierregel, ...] = ()
    klasse: str = ""
    klasse_wijk: str = ""
    grensgeval: str = ""
    waarom: str = ""
    schaal: str = ""
    schaalbron: str = ""


@dataclass(frozen=True)
class Dossier:
    """What is kept of an initiative.

    Attributes
    ----------
    gemeente, gemeentenaam : str
    pleknaam : str
        Name of the buurt; '' for a group with more privacy.
    velden : mapping of str to str
        Of the form, as far as these may be shared.
    uitkomst : Dossieruitkomst
    grond : Dossiergrond
    van : Afzender
    afweging : Afweging
    gesprek : Gesprek
    status, besluit, datum : str
        As of scenarios.
    afgeleid_van : str
        Id of the dossier that it was copied from; '' for none.
    versie : int
    """

    gemeente: str
    gemeentenaam: str
    velden: Mapping[str, str]
    uitkomst: Dossieruitkomst
    grond: Dossiergrond
    van: Afzender
    pleknaam: str = ""
    afweging: Afweging = field(default_factory=Afweging)
    gesprek: Gesprek = field(default_factory=Gesprek)
    status: str = CONCEPT
    besluit: str = ""
    datum: str = ""
    afgeleid_van: str = ""
    versie: int = VERSIE

    @property
    def id(self) -> str:
        """Twelve digits of the hash of its content."""
        return hash_dossier(self.to_inhoud())

    @property
    def naam(self) -> str:
        """What it is called: its name, or that of its complex; '' where it has none."""
        return self.velden.get("naam") or self.velden.get("complex") or ""

    @property
    def is_gevoelig(self) -> bool:
        """Whether more privacy holds for its group."""
        return self.velden.get("groep", "") in PER_SLEUTEL and is_gevoelig(self.velden["groep"])

    def to_inhoud(self) -> str:
        """Return the text that the id is the hash of; what is at its default is left out."""
        return json.dumps(_describe(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


_VORM = Waardevorm({"Mapping": Mapping, "Toetsoordeel": Toetsoordeel})


def _describe(dossier: Dossier) -> dict[str, object]:
    """Return what differs from the defaults: what a later program adds changes no name."""
    told: dict[str, object] = {"versie": dossier.versie}
    for part in dataclasses.fields(dossier):
        value = getattr(dossier, part.name)
        made = part.default_factory() if part.default_factory is not dataclasses.MISSING else part.default
        if part.name != "versie" and value != made:
            told[part.name] = _VORM.write(value)
    return told


def hash_dossier(inhoud: str) -> str:
    """Return the id that goes with a content."""
    return hashlib.sha256(inhoud.encode()).hexdigest()[:12]


def parse_dossier(inhoud: str) -> Dossier:
    """Return the dossier that a content holds.

    Raises
    ------
    InvoerFout
        When it is no JSON; as InhoudFout when what it holds is not sound, all findings together.
    """
    message, remedy = (
        "Dit bewaarde initiatief is niet te lezen.",
        "Kies een ander, of zet een reservekopie terug.",
    )
    try:
        found: Dossier = _VORM.read(Dossier, parse_json(inhoud.encode()))
    except TekstFout as error:
        raise InvoerFout(message, gevonden=str(error), remedie=remedy) from error
    except VormFout as error:
        raise InhoudFout(message, list(error.bevindingen), remedie=remedy) from error
    if wrong := check_dossier(found):
        raise InhoudFout(message, wrong, remedie=remedy)
    return found


def check_dossier(dossier: Dossier) -> list[str]:
    """Return all that is wrong with a dossier by itself, in Dutch."""
    fields = {name: text for name, text in dossier.velden.items() if name not in BESLUITVELDEN}
    known, told = read_link(fields)
    unknown = fields.keys() - set(LINKVELDEN)
    return [
        *([f"versie: verwacht {VERSIE}, er staat {dossier.versie}"] if dossier.versie != VERSIE else []),
        *([f"status: '{dossier.status[:20]}' is er geen"] if dossier.status not in STATUSSEN else []),
        *(f"velden: '{name[:20]}' is onbekend" for name in sorted(unknown)),
        *(told if known != fields else ()),
        *(f"afweging: {text}" for text in check_afweging(dossier.afweging)),
        *(f"gesprek: {text}" for text in check_gesprek(dossier.gesprek)),
    ]
