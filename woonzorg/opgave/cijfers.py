"""Demand, supply and shortage by group, scenario, form and year: as published, and recomputed.

Saldo = aanbod − vraag, as table 3 is headed: below 0 is a shortage. Where publication and recomputation part, both are
kept, with verschil = herberekend − gepubliceerd and the hypotheses that give the published figure exactly. Nothing is
corrected: whoever plans chooses which of the two to use.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from woonzorg.fouten import InvoerFout
from woonzorg.opgave import publicatie
from woonzorg.opgave.publicatie import TOTAAL, Cel, Tabelrij

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woonzorg.verdeling.vraag.groepen import Soort


class Cijferkeuze(StrEnum):
    """Which of two figures is planned with."""

    GEPUBLICEERD = "gepubliceerd"
    HERBEREKEND = "herberekend"


class Cijfersleutel(NamedTuple):
    """What a figure is about; scenario '' where the source makes no difference between scenarios."""

    groep: str
    scenario: str
    woonvorm: str
    jaar: int


@dataclass(frozen=True)
class Opgave:
    """Demand, supply and published saldo of one region.

    Attributes
    ----------
    streek, bron : str
    vraag, aanbod, saldo : mapping of Cijfersleutel to Cel
        Cells of tables 1, 2 and 3; supply has no scenario.
    soorten : mapping of group to Soort
    """

    streek: str
    bron: str
    vraag: Mapping[Cijfersleutel, Cel]
    aanbod: Mapping[Cijfersleutel, Cel]
    saldo: Mapping[Cijfersleutel, Cel]
    soorten: Mapping[str, Soort]

    def find_vraag(self, sleutel: Cijfersleutel) -> int | None:
        """Return the demand; a group without scenarios has one demand for all of them."""
        cel = self.vraag.get(sleutel) or self.vraag.get(sleutel._replace(scenario=""))
        return cel.waarde if cel else None

    def find_aanbod(self, sleutel: Cijfersleutel) -> int | None:
        """Return the supply: that of the year, else of the last year before it (§4.2 takes it as unchanged)."""
        wanted = sleutel._replace(scenario="")
        known = {
            key.jaar: cel.waarde
            for key, cel in self.aanbod.items()
            if key._replace(jaar=0) == wanted._replace(jaar=0) and cel.waarde is not None
        }
        years = [jaar for jaar in known if jaar <= sleutel.jaar]
        return known[max(years)] if years else None

    def compute_saldo(self, sleutel: Cijfersleutel) -> int | None:
        """Return supply minus demand; None when either is unknown."""
        supply, demand = self.find_aanbod(sleutel), self.find_vraag(sleutel)
        return None if supply is None or demand is None else supply - demand

    def find_gepubliceerd(self, sleutel: Cijfersleutel) -> int | None:
        """Return the published saldo."""
        cel = self.saldo.get(sleutel)
        return cel.waarde if cel else None

    def list_sleutels(self) -> tuple[Cijfersleutel, ...]:
        """Return what there are figures of: what has a demand, then what has a published saldo only."""
        return tuple(dict.fromkeys([*self.vraag, *self.saldo]))

    def list_scenarios(self, groep: str) -> tuple[str, ...]:
        """Return the scenarios of a group's demand."""
        return tuple(dict.fromkeys(key.scenario for key in self.vraag if key.groep == groep))


def make_opgave(
    streek: str, bron: str, vraag: Iterable[Tabelrij], aanbod: Iterable[Tabelrij], saldo: Iterable[Tabelrij]
) -> Opgave:
    """Make an opgave of rows of demand, supply and published saldo."""
    demand, supply, balance = tuple(vraag), tuple(aanbod), tuple(saldo)
    kinds = {rij.groep: rij.soort for rij in (*balance, *supply, *demand)}
    return Opgave(streek, bron, _index(demand), _index(supply), _index(balance), kinds)


def _index(rijen: Iterable[Tabelrij]) -> dict[Cijfersleutel, Cel]:
    return {
        Cijfersleutel(rij.groep, rij.scenario, rij.woonvorm, int(cel.kolom)): cel
        for rij in rijen
        for cel in rij.cellen
        if rij.woonvorm and cel.tekst
    }


def read_parkstad() -> Opgave:
    """Return the opgave of Parkstad as published: tables 1, 2 and 3."""
    tables = (publicatie.read_rijen(tabel) for tabel in (1, 2, 3))
    return make_opgave(publicatie.STREEK, publicatie.BRON, *tables)


@dataclass(frozen=True)
class Oorzaak:
    """A hypothesis that gives the published figure exactly.

    Attributes
    ----------
    hypothese : str
        Its key.
    tekst : str
        What it says of this figure, in Dutch.
    """

    hypothese: str
    tekst: str


@dataclass(frozen=True)
class Cijfer:
    """One figure of the opgave, as published and recomputed.

    Attributes
    ----------
    groep, scenario, woonvorm, jaar : str, str, str, int
    vraag, aanbod : int or None
    gepubliceerd, herberekend : int or None
        Saldo: below 0 is a shortage.
    oorzaken : tuple of Oorzaak
        What may explain the difference, likeliest first.
    soort : Soort
    """

    groep: str
    scenario: str
    woonvorm: str
    jaar: int
    vraag: int | None
    aanbod: int | None
    gepubliceerd: int | None
    herberekend: int | None
    oorzaken: tuple[Oorzaak, ...]
    soort: Soort

    @property
    def sleutel(self) -> Cijfersleutel:
        """What it is about."""
        return Cijfersleutel(self.groep, self.scenario, self.woonvorm, self.jaar)

    @property
    def verschil(self) -> int | None:
        """Return herberekend − gepubliceerd; None when either is missing."""
        if self.gepubliceerd is None or self.herberekend is None:
            return None
        return self.herberekend - self.gepubliceerd

    @property
    def wijkt_af(self) -> bool:
        """Whether publication and recomputation part, or what was published cannot be recomputed."""
        return self.gepubliceerd is not None and self.gepubliceerd != self.herberekend

    @property
    def verklaring(self) -> str:
        """The cause in words: '' when there is nothing to explain, 'onverklaard' when nothing gives the figure."""
        if self.oorzaken:
            return self.oorzaken[0].tekst
        if self.wijkt_af and self.herberekend is not None:
            return "onverklaard"
        return _explain_leeg(self)

    def choose(self, keuze: Cijferkeuze) -> int | None:
        """Return the saldo to plan with; None when that one is not there (the other never takes its place)."""
        return self.gepubliceerd if keuze == Cijferkeuze.GEPUBLICEERD else self.herberekend

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "groep": self.groep, "scenario": self.scenario, "woonvorm": self.woonvorm, "jaar": self.jaar,
            "vraag": self.vraag, "aanbod": self.aanbod, "gepubliceerd": self.gepubliceerd,
            "herberekend": self.herberekend, "verschil": self.verschil, "verklaring": self.verklaring,
        }  # fmt: skip


def _explain_leeg(cijfer: Cijfer) -> str:
    if cijfer.herberekend is not None:
        return "" if cijfer.gepubliceerd is not None else "niet gepubliceerd"
    missing = [name for name in ("vraag", "aanbod") if getattr(cijfer, name) is None]
    return f"niet te berekenen: {' en '.join(missing)} onbekend"


def find_cijfer(cijfers: Iterable[Cijfer], sleutel: Cijfersleutel) -> Cijfer:
    """Return one figure.

    Raises
    ------
    InvoerFout
        When it is not among them.
    """
    for cijfer in cijfers:
        if cijfer.sleutel == sleutel:
            return cijfer
    message = "Dit cijfer staat niet in de opgave."
    raise InvoerFout(message, gevonden=", ".join(map(str, sleutel)), remedie="Kies een rij uit de tabel.")


def is_totaal(sleutel: Cijfersleutel) -> bool:
    """Tell whether a figure is about all forms together."""
    return sleutel.woonvorm == TOTAAL
