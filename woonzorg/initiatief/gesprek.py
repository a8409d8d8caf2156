"""The third step: what partners at a table agreed on, by knob: for what, who invests, who gains, and which evidence.

Who gains is asked and never filled in beforehand. Names are of organisations; texts are never about persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from woonzorg.initiatief.gespreksmodel import PER_INVESTERING, Gesprekswaarde, Route

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100
"""Years in which an investment may run."""


class Ritme(StrEnum):
    """How often."""

    EENMALIG = "eenmalig"
    JAARLIJKS = "jaarlijks"


@dataclass(frozen=True)
class Doel:
    """A value that is aimed at, and the route to it."""

    route: Route
    waarde: Gesprekswaarde


@dataclass(frozen=True)
class Kostenpost:
    """What a knob costs.

    Attributes
    ----------
    bedrag, uren : int or None
        Euros and hours; None when there is none, or it is not known.
    ritme : Ritme
    wat : str
    """

    bedrag: int | None = None
    uren: int | None = None
    ritme: Ritme = Ritme.JAARLIJKS
    wat: str = ""


@dataclass(frozen=True)
class Investering:
    """What a party puts in.

    Attributes
    ----------
    soort : str
        Number of the way to invest, I to X.
    partij : str
        An organisation, or a kind of party.
    bedrag, uren : int or None
        Euros and hours; None when there is none, or it is not known.
    ritme : Ritme
    van, tot : int or None
        First and last year; None when it was not agreed.
    toelichting : str
    """

    soort: str
    partij: str
    bedrag: int | None = None
    uren: int | None = None
    ritme: Ritme = Ritme.JAARLIJKS
    van: int | None = None
    tot: int | None = None
    toelichting: str = ""

    @property
    def heeft_getal(self) -> bool:
        """Whether it is known how much it is."""
        return self.bedrag is not None or self.uren is not None

    def runs(self, jaar: int) -> bool:
        """Tell whether it runs in a year."""
        return (self.van or EERSTE_JAAR) <= jaar <= (self.tot or LAATSTE_JAAR)


@dataclass(frozen=True)
class Baat:
    """What a party gains.

    Attributes
    ----------
    partij : str
    waarde : Gesprekswaarde or None
        None: still to be talked about.
    bedrag, uren : int or None
    ritme : Ritme
    toelichting : str
    """

    partij: str
    waarde: Gesprekswaarde | None = None
    bedrag: int | None = None
    uren: int | None = None
    ritme: Ritme = Ritme.JAARLIJKS
    toelichting: str = ""

    @property
    def te_bespreken(self) -> bool:
        """Whether it is not known yet what the gain is."""
        return self.waarde is None


@dataclass(frozen=True)
class Knopgesprek:
    """What was agreed on one knob that is in use.

    Attributes
    ----------
    knop : int
    doelen : tuple of Doel
    kosten : tuple of Kostenpost
    investeringen : tuple of Investering
    baten : tuple of Baat
        Who gains: asked, never prefilled.
    uitwerking, bewijs_vooraf, bewijs_tijdens : str
    """

    knop: int
    doelen: tuple[Doel, ...] = ()
    kosten: tuple[Kostenpost, ...] = ()
    investeringen: tuple[Investering, ...] = ()
    baten: tuple[Baat, ...] = ()
    uitwerking: str = ""
    bewijs_vooraf: str = ""
    bewijs_tijdens: str = ""


@dataclass(frozen=True)
class Gesprekspartij:
    """An organisation at the table, and which kind of party it is; '' when it is none that the document names."""

    naam: str
    soort: str = ""


@dataclass(frozen=True)
class Gesprek:
    """The knobs in use, in order, and the organisations at the table."""

    knoppen: tuple[Knopgesprek, ...] = ()
    partijen: tuple[Gesprekspartij, ...] = ()

    def find(self, nr: int) -> Knopgesprek | None:
        """Return what was agreed on a knob; None when it is not in use."""
        return next((knob for knob in self.knoppen if knob.knop == nr), None)

    def is_genoemd(self, investering: Investering) -> bool:
        """Tell whether the document names the party for this way to invest; another is allowed, and marked."""
        own = fold_partij(investering.partij)
        kinds = {own, *(one.soort.casefold() for one in self.partijen if fold_partij(one.naam) == own)}
        kind = PER_INVESTERING.get(investering.soort)
        return kind is not None and any(party.casefold() in kinds for party in kind.partijen)


def fold_partij(naam: str) -> str:
    """Return the name of a party as it is compared: capitals and spaces make no other party."""
    return " ".join(naam.split()).casefold()
