"""One problem of distribution: the field, the demand, and what the planner has set."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from woonzorg.verdeling.invoer.datum import describe_datumfout, is_leeg
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.gepland import Initiatiefmerk
from woonzorg.verdeling.invoer.rang import rank_gebieden
from woonzorg.verdeling.vraag.declaratie import Objectlijst, Objectvorm, declare
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Instrument, choose_schaal
from woonzorg.verdeling.vraag.vorm import (
    AANTAL,
    CODE,
    GEMEENTECODE,
    GROEP,
    Getal,
    Keuze,
    Namen,
    Schakelaar,
    Tekst,
    list_woorden,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from woonzorg.verdeling.invoer.gepland import Gepland
    from woonzorg.verdeling.invoer.veld import Counts, Veld
    from woonzorg.verdeling.vraag.groepen import Schaal
    from woonzorg.verdeling.vraag.lijnen import Behoefte


@dataclass(frozen=True)
class Slot:
    """A number that the planner holds fast; it states that number and nothing else.

    Attributes
    ----------
    code : str
        Code of the area.
    aantal : int
        Dwellings, exactly.
    groep : str
        Key of the group; '' for all groups together.
    """

    code: str = declare(CODE)
    aantal: int = declare(AANTAL)
    groep: str = declare(GROEP, default="")


@dataclass(frozen=True)
class Basisdeel:
    """What an earlier plan places in an area for a group: where it can, a plan stays close to it.

    Attributes
    ----------
    code, groep : str
        Code of the area, key of the group.
    aantal : int
        Dwellings.
    """

    code: str = declare(CODE)
    groep: str = declare(GROEP)
    aantal: int = declare(AANTAL)


@dataclass(frozen=True)
class Voorstel:
    """A site that somebody proposes for a group; it is judged (`toetsing`) and never spread.

    Attributes
    ----------
    code, groep : str
        Codes of area and group.
    aantal : int
        Dwellings or standplaatsen.
    complex : str
        Name of the complex; '' when the area is meant.
    binnen_buurt : bool
        Whether it is for people who live in that buurt already (see `toetsing`: it counts for lettings only).
    instrument : str
        How the homes come about; '' for what the demand says, or is usual.
    """

    code: str = declare(CODE)
    groep: str = declare(GROEP)
    aantal: int = declare(AANTAL)
    complex: str = declare(Tekst(200), default="", sinds=2)
    binnen_buurt: bool = declare(Schakelaar(), default=False, sinds=2)
    instrument: str = declare(Keuze(list_woorden(Instrument)), default="", sinds=2)


@dataclass(frozen=True)
class Uitzondering:
    """A motivated exception to 'ontzien'; an exception for a group with a place rule must name that group.

    Attributes
    ----------
    code : str
    motief, besluit_door, datum : str
        Why, by whom, and when (ISO date).
    groep : str
        '' for all groups without a place rule of their own.
    hoogstens : int or None
        Most dwellings; None leaves that to the number decided, else to the other rules.
    aantal : int or None
        Dwellings that were decided on; None when no number was.
    initiatief : Initiatiefmerk or None
        The initiative that it was decided for, where it came from one.
    """

    code: str = declare(CODE)
    motief: str = declare(Tekst(2000, kortst=1), label="Motief: waarom hier wel? (verplicht)")
    besluit_door: str = declare(Tekst(200, kortst=1), label="Wie besloot dit? (verplicht)")
    datum: str = declare(
        Tekst(patroon="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        label="Datum van het besluit, zoals 22-11-2026 (verplicht)",
    )
    groep: str = declare(GROEP, default="", label="Voor welke groep?")
    hoogstens: int | None = declare(
        AANTAL, default=None, label="Hoogstens zoveel woningen (leeg: niet meer dan besloten)"
    )
    aantal: int | None = declare(
        Getal(1, AANTAL.hoogst, geheel=True, lees=int), default=None,
        label="Tot hoeveel woningen is besloten? (leeg: nog geen besluit)",
    )  # fmt: skip
    initiatief: Initiatiefmerk | None = declare(
        Objectvorm(Initiatiefmerk), default=None, label="Uit welk initiatief", sinds=2
    )

    @property
    def meest(self) -> int | None:
        """Most dwellings that it opens its area to: `hoogstens`, else the number decided; None for no limit."""
        return self.aantal if self.hoogstens is None else self.hoogstens

    @property
    def onbesloten(self) -> str:
        """Why it is not decided, in Dutch; '' when it is: its number is then a fact, and is placed."""
        if is_leeg(self.motief):
            return "het motief ontbreekt"
        if is_leeg(self.besluit_door):
            return "wie besloot, ontbreekt"
        if wrong := describe_datumfout(self.datum):
            return f"de datum {wrong}"
        return "" if self.aantal else "er is geen besloten aantal ingevoerd"

    def covers(self, groep: str) -> bool:
        """Tell whether it holds for a group: the one it names, else all but those with a place rule of their own."""
        return self.groep == groep or (not self.groep and not PER_SLEUTEL[groep].plaatsregel)


AANDEEL = Getal(0, 100, lees=float, decimalen=2)
"""A share in percent."""


@dataclass(frozen=True)
class Corporatiedeel:
    """What one corporatie takes of an agreed share; told, and not tested: of no home is known whose it is.

    Attributes
    ----------
    naam : str
    aandeel : float
        Percent of what its gemeenten take together.
    """

    naam: str = declare(Tekst(100, kortst=1), label="Corporatie")
    aandeel: float = declare(AANDEEL, label="Deel van deze gemeenten (%)")


@dataclass(frozen=True)
class Afspraak:
    """What was agreed for a set of gemeenten together (BUCH is a set of four): a least and most, or a share.

    Attributes
    ----------
    gemeenten : tuple of str
    minstens : int
    hoogstens : int or None
    aandeel : float or None
        Percent of all that is asked, in place of numbers: for each demand it is worked out anew (`regels.afspraken`).
    corporaties : tuple of Corporatiedeel
        How that share is divided between corporaties.
    """

    gemeenten: tuple[str, ...] = declare(Namen(GEMEENTECODE, 1, 400))
    minstens: int = declare(AANTAL, default=0, label="Minstens")
    hoogstens: int | None = declare(AANTAL, default=None, label="Hoogstens (leeg: geen grens)")
    aandeel: float | None = declare(
        AANDEEL, default=None, label="Of een deel van de hele vraag, in procenten", sinds=2
    )
    corporaties: tuple[Corporatiedeel, ...] = declare(
        Objectlijst(Corporatiedeel, 50), default=(), label="Verdeeld over corporaties", sinds=2
    )

    @property
    def naam(self) -> str:
        """Codes of the gemeenten, joined."""
        return "+".join(self.gemeenten)


@dataclass(frozen=True)
class Situatie:
    """What a distribution is computed from.

    Attributes
    ----------
    veld : Veld
    behoefte : Behoefte
    waarden : mapping
        Rule key to the values of its parameters (`regels.fill_waarden`).
    uit : frozenset of str
        Keys of rules that are not applied.
    sloten, uitzonderingen, afspraken : tuples
    loten : mapping
        Group key to its least number in one area; 1 when absent.
    schalen : mapping
        Group key and instrument to the scale of the test, where it is not the default.
    verdeelsleutel : str
        Key by which the gemeenten's shares are measured (objective 3).
    jaren : float
        Years over which capacity comes free.
    basis : ndarray or None
        Plan to stay close to (objective 4); by default the proportional plan.
    geplaatst : ndarray or None
        What has been placed already, by area and group: it stays (`regels.geplaatst`).
    gepland : tuple of Gepland
        Homes that are planned beside those of own figures.
    gevraagd : tuple of int
        What is asked by group, where more of some group is placed than the low or the high side asks, so that
        `behoefte` may be wider; else empty.
    """

    veld: Veld
    behoefte: Behoefte
    waarden: Mapping[str, Mapping[str, float]]
    uit: frozenset[str] = frozenset()
    sloten: tuple[Slot, ...] = ()
    uitzonderingen: tuple[Uitzondering, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    loten: Mapping[str, int] = field(default_factory=dict)
    schalen: Mapping[tuple[str, Instrument], Schaal] = field(default_factory=dict)
    verdeelsleutel: str = "inwoners"
    jaren: float = 1.0
    basis: Counts | None = None
    geplaatst: Counts | None = None
    gevraagd: tuple[int, ...] = ()
    gepland: tuple[Gepland, ...] = ()

    @cached_property
    def geheugen(self) -> dict[Any, Any]:
        """What was worked out from it (`eenmaal.once`), such as the limits of each rule."""
        return {}

    @cached_property
    def rang(self) -> npt.NDArray[np.intp]:
        """The place of each area where claims are equal, by content (`rang`)."""
        return rank_gebieden(self)

    @property
    def groepen(self) -> tuple[str, ...]:
        """Keys of the groups that are spread, most urgent first."""
        return self.behoefte.groepen

    def with_waarden(self, waarden: Mapping[str, Mapping[str, float]]) -> Situatie:
        """Return the situation with other values of the rules; which of two areas goes first does not hang on them."""
        other = dataclasses.replace(self, waarden=waarden)
        vars(other)["rang"] = self.rang
        return other

    def find_lot(self, groep: str) -> int:
        """Return the least number of dwellings of a group in one area."""
        return self.loten.get(groep, 1)

    def find_uitzonderingen(self, groep: str, *codes: str) -> tuple[Uitzondering, ...]:
        """Return the exceptions that open an area (by any of its codes) to a group: here alone they are matched."""
        return tuple(item for item in self.uitzonderingen if item.code in codes and item.covers(groep))

    @once
    def without_besluiten(self) -> Situatie:
        """Return the situation without its decided exceptions: what the rules say by themselves; itself without any."""
        rest = tuple(item for item in self.uitzonderingen if item.onbesloten)
        return self if rest == self.uitzonderingen else dataclasses.replace(self, uitzonderingen=rest)

    def as_gevraagd(self) -> Situatie:
        """Return the situation with what is asked as its demand, also of a group of which more is placed already."""
        if not self.gevraagd:
            return self
        need = dataclasses.replace(self.behoefte, aantallen=self.gevraagd)
        return dataclasses.replace(self, behoefte=need)

    def find_schaal(self, positie: int) -> Schaal:
        """Return the scale at which a group is tested, by its position and the instrument of its demand."""
        return self.choose_schaal(self.groepen[positie], self.behoefte.regels[positie].instrument)

    def choose_schaal(self, groep: str, instrument: Instrument) -> Schaal:
        """Return the scale of the test for a group and an instrument: as chosen, else the default."""
        return choose_schaal(self.schalen, groep, instrument)
