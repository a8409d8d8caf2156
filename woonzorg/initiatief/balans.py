"""What a conversation comes to: what is covered by knob, who puts in and gains what, and what has no answer yet.

Euros and hours are never added to each other, nor what is once to what is yearly. Nothing is weighed: no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.initiatief.gesprek import Baat, Investering, Ritme, fold_partij

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woonzorg.initiatief.gesprek import Gesprek, Knopgesprek, Kostenpost


@dataclass(frozen=True)
class Bedragen:
    """Euros and hours, once and yearly, each for itself.

    Attributes
    ----------
    euro_eenmalig, euro_jaarlijks, uren_eenmalig, uren_jaarlijks : int
    zonder_getal : int
        How many parts have no number: what is told is then at least so much.
    """

    euro_eenmalig: int = 0
    euro_jaarlijks: int = 0
    uren_eenmalig: int = 0
    uren_jaarlijks: int = 0
    zonder_getal: int = 0

    def subtract(self, andere: Bedragen) -> Bedragen:
        """Return what is left of each, never below 0."""
        return Bedragen(
            max(0, self.euro_eenmalig - andere.euro_eenmalig),
            max(0, self.euro_jaarlijks - andere.euro_jaarlijks),
            max(0, self.uren_eenmalig - andere.uren_eenmalig),
            max(0, self.uren_jaarlijks - andere.uren_jaarlijks),
            self.zonder_getal + andere.zonder_getal,
        )

    @property
    def is_leeg(self) -> bool:
        """Whether no number stands in it."""
        return not (self.euro_eenmalig or self.euro_jaarlijks or self.uren_eenmalig or self.uren_jaarlijks)


def add_bedragen(delen: Iterable[Kostenpost | Investering | Baat]) -> Bedragen:
    """Add up euros and hours, each by its rhythm."""
    parts = tuple(delen)
    once, yearly = (
        [part for part in parts if part.ritme == rhythm] for rhythm in (Ritme.EENMALIG, Ritme.JAARLIJKS)
    )
    return Bedragen(
        sum(part.bedrag or 0 for part in once), sum(part.bedrag or 0 for part in yearly),
        sum(part.uren or 0 for part in once), sum(part.uren or 0 for part in yearly),
        sum(part.bedrag is None and part.uren is None for part in parts),
    )  # fmt: skip


@dataclass(frozen=True)
class Dekking:
    """What a knob costs in a year, and what of that is promised.

    Attributes
    ----------
    knop, jaar : int
    nodig, toegezegd : Bedragen
    kosten_bekend : bool
        Whether anybody filled in what it costs: without that nothing can be told to be covered.
    """

    knop: int
    jaar: int
    nodig: Bedragen
    toegezegd: Bedragen
    kosten_bekend: bool

    @property
    def rest(self) -> Bedragen:
        """What is left for the others; where promises have no number yet, at most so much."""
        return self.nodig.subtract(self.toegezegd)


def compute_dekking(knop: Knopgesprek, jaar: int) -> Dekking:
    """Return what a knob costs and what is promised: yearly as it runs in a year, once whenever it comes."""
    need = add_bedragen(knop.kosten)
    given = add_bedragen(one for one in knop.investeringen if one.ritme == Ritme.EENMALIG or one.runs(jaar))
    return Dekking(knop.knop, jaar, need, given, bool(knop.kosten) and not need.zonder_getal)


@dataclass(frozen=True)
class Balansregel:
    """One party: what it puts in and what it gains.

    Attributes
    ----------
    partij : str
        As it was first written.
    geeft, krijgt : Bedragen
        Yearly as it runs in the year.
    investeringen : tuple of (int, Investering)
        All of them, with the number of the knob.
    baten : tuple of (int, Baat)
    """

    partij: str
    geeft: Bedragen
    krijgt: Bedragen
    investeringen: tuple[tuple[int, Investering], ...]
    baten: tuple[tuple[int, Baat], ...]

    @property
    def heeft_waarde(self) -> bool:
        """Whether it gains something that has a name; what is still to be talked about has none."""
        return any(not gain.te_bespreken for _, gain in self.baten)


def make_balans(gesprek: Gesprek, jaar: int) -> tuple[Balansregel, ...]:
    """Return a line for each party that invests, gains or sits at the table, by name.

    Parameters
    ----------
    gesprek : Gesprek
    jaar : int
        Year of what is yearly: two promises that follow each other are never added up.
    """
    gifts = [(knob.knop, one) for knob in gesprek.knoppen for one in knob.investeringen]
    gains = [(knob.knop, one) for knob in gesprek.knoppen for one in knob.baten]
    names: dict[str, str] = {}
    table = (one.naam for one in gesprek.partijen)
    for name in (*table, *(one.partij for _, one in gifts), *(one.partij for _, one in gains)):
        names.setdefault(fold_partij(name), " ".join(name.split()))
    return tuple(_make_regel(names[key], gifts, gains, jaar) for key in sorted(names))


def _make_regel(
    naam: str, gaven: Sequence[tuple[int, Investering]], baten: Sequence[tuple[int, Baat]], jaar: int
) -> Balansregel:
    mine = tuple(pair for pair in gaven if fold_partij(pair[1].partij) == fold_partij(naam))
    gains = tuple(pair for pair in baten if fold_partij(pair[1].partij) == fold_partij(naam))
    running = (one for _, one in mine if one.ritme == Ritme.EENMALIG or one.runs(jaar))
    return Balansregel(naam, add_bedragen(running), add_bedragen(one for _, one in gains), mine, gains)


class Meldingsoort(StrEnum):
    """What has no answer yet."""

    ZONDER_BETALER = "waarde zonder betaler"
    ZONDER_WAARDE = "betaler zonder waarde"
    STOPT = "wie neemt over?"


@dataclass(frozen=True)
class Gespreksmelding:
    """Something that the partners still have to talk about.

    Attributes
    ----------
    soort : Meldingsoort
    knop : int
        0 where it is about a party.
    partij : str
        '' where it is about a knob.
    jaar : int
        Last year of what stops; else 0.
    """

    soort: Meldingsoort
    knop: int = 0
    partij: str = ""
    jaar: int = 0


def list_meldingen(gesprek: Gesprek) -> tuple[Gespreksmelding, ...]:
    """Return what has no answer yet: knobs without a payer, payers without a gain, what stops with nobody after it."""
    unpaid = (
        Gespreksmelding(Meldingsoort.ZONDER_BETALER, knob.knop)
        for knob in gesprek.knoppen
        if not knob.investeringen
    )
    without = (
        Gespreksmelding(Meldingsoort.ZONDER_WAARDE, partij=line.partij)
        for line in make_balans(gesprek, 0)
        if line.investeringen and not line.heeft_waarde
    )
    stops = (said for knob in gesprek.knoppen for said in _list_einden(knob))
    return (*unpaid, *without, *stops)


def _list_einden(knop: Knopgesprek) -> Iterator[Gespreksmelding]:
    yearly = [one for one in knop.investeringen if one.ritme == Ritme.JAARLIJKS]
    for year in sorted({one.tot for one in yearly if one.tot is not None}):
        stopping = [one for one in yearly if one.tot == year]
        if not _is_overgenomen(stopping, _list_opvolgers(yearly, year)):
            names = {fold_partij(one.partij): " ".join(one.partij.split()) for one in reversed(stopping)}
            for name in sorted(names.values(), key=str.casefold):
                yield Gespreksmelding(Meldingsoort.STOPT, knop.knop, name, year)


def _list_opvolgers(jaarlijks: Sequence[Investering], jaar: int) -> list[Investering]:
    """Return what begins in the year in which something stops or in the next, and goes on after it."""
    return [one for one in jaarlijks if one.van in {jaar, jaar + 1} and (one.tot is None or one.tot > jaar)]


def _is_overgenomen(einden: Sequence[Investering], opvolgers: Sequence[Investering]) -> bool:
    """Tell whether those that begin put in what those that stop did; without numbers nobody can tell."""
    lost, gained = add_bedragen(einden), add_bedragen(opvolgers)
    if not opvolgers or lost.zonder_getal:
        return False
    return gained.euro_jaarlijks >= lost.euro_jaarlijks and gained.uren_jaarlijks >= lost.uren_jaarlijks


@dataclass(frozen=True)
class Knopvel:
    """A sheet by knob, to talk over.

    Attributes
    ----------
    gesprek : Knopgesprek
    dekking : Dekking
    meldingen : tuple of Gespreksmelding
        Those of this knob.
    ongenoemd : tuple of Investering
        By a party that the document does not name for it.
    """

    gesprek: Knopgesprek
    dekking: Dekking
    meldingen: tuple[Gespreksmelding, ...]
    ongenoemd: tuple[Investering, ...]


def make_vellen(gesprek: Gesprek, jaar: int) -> tuple[Knopvel, ...]:
    """Return a sheet for each knob in use, in order."""
    said = list_meldingen(gesprek)
    return tuple(
        Knopvel(
            knob, compute_dekking(knob, jaar), tuple(one for one in said if one.knop == knob.knop),
            tuple(one for one in knob.investeringen if not gesprek.is_genoemd(one)),
        )
        for knob in gesprek.knoppen
    )  # fmt: skip


def find_jaar(gesprek: Gesprek, vandaag: int) -> int:
    """Return the year to show first: this one, or the first in which something runs when nothing does yet."""
    begins = [one.van for knob in gesprek.knoppen for one in knob.investeringen if one.van is not None]
    return max(vandaag, min(begins)) if begins else vandaag
