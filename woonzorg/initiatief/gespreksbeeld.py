"""One picture of a conversation, described and not drawn: who pays, which knob, by which route, what for, and for whom.

Read from left to right. Bands are all as wide: money stands in words under who pays, never in a width. What has no
answer yet keeps its place, so that the table of partners sees what is open. The same stands in a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.initiatief.balans import Meldingsoort, list_meldingen, make_balans
from woonzorg.initiatief.gesprek import fold_partij
from woonzorg.initiatief.gespreksmodel import PER_KNOP, PER_ROUTE, WAARDEN, Gesprekswaarde, Route
from woonzorg.initiatief.gesprekswoorden import TE_BESPREKEN, describe_bedragen, describe_gesprek
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woonzorg.initiatief.balans import Balansregel
    from woonzorg.initiatief.gesprek import Doel, Gesprek, Knopgesprek

NIEMAND = "nog niemand"
"""In place of a payer that is not there."""

TABELKOPPEN = ("Stuurknop", "Wie betaalt", "Route", "Waarde", "Wie heeft er iets aan")
"""Heads of the table that tells the same."""


class Beeldkolom(StrEnum):
    """The columns, from left to right, by their heads."""

    BETALER = "Wie betaalt"
    KNOP = "Stuurknop"
    ROUTE = "Route"
    WAARDE = "Waarde"
    BAAT = "Wie heeft er iets aan"


class Bandstand(StrEnum):
    """How firm a band is; never told by colour alone."""

    VAST = "afgesproken"
    STOPT = "stopt, en niemand neemt over"
    OPEN = "nog te bespreken"


@dataclass(frozen=True)
class Beeldknoop:
    """A box.

    Attributes
    ----------
    sleutel : str
        By which bands find it.
    kolom : Beeldkolom
    naam, onder : str
        What stands in it, and beneath that.
    open : bool
        Whether it stands for something that has no answer yet.
    """

    sleutel: str
    kolom: Beeldkolom
    naam: str
    onder: str = ""
    open: bool = False


@dataclass(frozen=True)
class Beeldband:
    """A band between two boxes.

    Attributes
    ----------
    van, naar : str
        Keys of boxes.
    knoppen : tuple of int
        The knobs of which it is a part, so that the way of one can be shown.
    stand : Bandstand
    """

    van: str
    naar: str
    knoppen: tuple[int, ...]
    stand: Bandstand


@dataclass(frozen=True)
class Gespreksbeeld:
    """The picture.

    Attributes
    ----------
    zin : str
        The same in one sentence.
    knopen : tuple of Beeldknoop
        By column from left to right, each column from above.
    banden : tuple of Beeldband
    tabel : tuple of rows
        The same, under `TABELKOPPEN`.
    """

    zin: str
    knopen: tuple[Beeldknoop, ...]
    banden: tuple[Beeldband, ...]
    tabel: tuple[tuple[str, ...], ...]

    def list_kolom(self, kolom: Beeldkolom) -> tuple[Beeldknoop, ...]:
        """Return the boxes of a column, from above."""
        return tuple(box for box in self.knopen if box.kolom == kolom)


def make_gespreksbeeld(gesprek: Gesprek, jaar: int) -> Gespreksbeeld:
    """Describe the picture of a conversation in a year."""
    said, balance = list_meldingen(gesprek), make_balans(gesprek, jaar)
    left = (*_list_betalers(gesprek, balance), *_list_knoppen(gesprek))
    boxes = (*left, *_list_midden(gesprek), *_list_winnaars(gesprek, balance))
    stops = {(one.knop, fold_partij(one.partij)) for one in said if one.soort == Meldingsoort.STOPT}
    bands = _merge((*_bind_links(gesprek, stops), *_bind_rechts(gesprek)))
    rows = tuple(row for knob in gesprek.knoppen for row in _tabulate(knob))
    return Gespreksbeeld(describe_gesprek(said, len(gesprek.knoppen)), boxes, bands, rows)


def _list_betalers(gesprek: Gesprek, balans: Sequence[Balansregel]) -> Iterator[Beeldknoop]:
    for line in balans:
        if line.investeringen:
            key = f"betaler:{fold_partij(line.partij)}"
            yield Beeldknoop(key, Beeldkolom.BETALER, line.partij, describe_bedragen(line.geeft))
    if any(not knob.investeringen for knob in gesprek.knoppen):
        yield Beeldknoop("betaler:", Beeldkolom.BETALER, NIEMAND, open=True)


def _list_knoppen(gesprek: Gesprek) -> Iterator[Beeldknoop]:
    for knob in gesprek.knoppen:
        known = PER_KNOP[knob.knop]
        yield Beeldknoop(
            f"knop:{known.nr}", Beeldkolom.KNOP, known.naam, known.domein, open=not knob.investeringen
        )


def _list_midden(gesprek: Gesprek) -> Iterator[Beeldknoop]:
    goals = {goal for knob in gesprek.knoppen for goal in knob.doelen}
    routes, values = {goal.route for goal in goals}, _list_waarden(gesprek)
    for route in Route:
        if route in routes:
            yield Beeldknoop(f"route:{route}", Beeldkolom.ROUTE, PER_ROUTE[route].titel)
    for value in Gesprekswaarde:
        if value in values:
            yield Beeldknoop(f"waarde:{value}", Beeldkolom.WAARDE, WAARDEN[value])


def _list_waarden(gesprek: Gesprek) -> set[Gesprekswaarde]:
    """Return the values that are aimed at, and those that somebody gains."""
    aimed = {goal.waarde for knob in gesprek.knoppen for goal in knob.doelen}
    return aimed | {gain.waarde for knob in gesprek.knoppen for gain in knob.baten if gain.waarde is not None}


def _list_winnaars(gesprek: Gesprek, balans: Sequence[Balansregel]) -> Iterator[Beeldknoop]:
    for line in balans:
        if line.baten:
            key = f"baat:{fold_partij(line.partij)}"
            under = TE_BESPREKEN if not line.heeft_waarde else ""
            yield Beeldknoop(key, Beeldkolom.BAAT, line.partij, under, open=not line.heeft_waarde)
    if any(_is_vrij(knob, goal) for knob in gesprek.knoppen for goal in knob.doelen):
        yield Beeldknoop("baat:", Beeldkolom.BAAT, TE_BESPREKEN, open=True)


def _is_vrij(knop: Knopgesprek, doel: Doel) -> bool:
    """Tell whether nobody was named that gains the value that a knob aims at."""
    return all(gain.waarde != doel.waarde for gain in knop.baten)


def _bind_links(gesprek: Gesprek, stopt: set[tuple[int, str]]) -> Iterator[Beeldband]:
    for knob in gesprek.knoppen:
        box = f"knop:{knob.knop}"
        if not knob.investeringen:
            yield Beeldband("betaler:", box, (knob.knop,), Bandstand.OPEN)
        for one in knob.investeringen:
            key = fold_partij(one.partij)
            ends = one.tot is not None and (knob.knop, key) in stopt
            yield Beeldband(f"betaler:{key}", box, (knob.knop,), Bandstand.STOPT if ends else Bandstand.VAST)


def _bind_rechts(gesprek: Gesprek) -> Iterator[Beeldband]:
    for knob in gesprek.knoppen:
        nr, state = (knob.knop,), Bandstand.VAST if knob.investeringen else Bandstand.OPEN
        for goal in knob.doelen:
            route, value = f"route:{goal.route}", f"waarde:{goal.waarde}"
            yield Beeldband(f"knop:{knob.knop}", route, nr, state)
            yield Beeldband(route, value, nr, state)
            if _is_vrij(knob, goal):
                yield Beeldband(value, "baat:", nr, Bandstand.OPEN)
        for gain in knob.baten:
            if gain.waarde is not None:
                yield Beeldband(f"waarde:{gain.waarde}", f"baat:{fold_partij(gain.partij)}", nr, state)


def _merge(banden: Iterable[Beeldband]) -> tuple[Beeldband, ...]:
    """Return one band between two boxes: of all its knobs, and as open as the most open of them."""
    found: dict[tuple[str, str], list[Beeldband]] = {}
    for band in banden:
        found.setdefault((band.van, band.naar), []).append(band)
    return tuple(
        Beeldband(
            *ends, tuple(dict.fromkeys(nr for band in parts for nr in band.knoppen)),
            next(state for state in (Bandstand.OPEN, Bandstand.STOPT, Bandstand.VAST) if any(
                band.stand == state for band in parts)),
        )
        for ends, parts in found.items()
    )  # fmt: skip


def _tabulate(knop: Knopgesprek) -> Iterator[tuple[str, ...]]:
    name = PER_KNOP[knop.knop].naam
    payers = join_woorden(list(dict.fromkeys(one.partij for one in knop.investeringen)) or [NIEMAND])
    for goal in knop.doelen:
        gains = dict.fromkeys(gain.partij for gain in knop.baten if gain.waarde == goal.waarde)
        who = join_woorden(list(gains) or [TE_BESPREKEN])
        yield name, payers, PER_ROUTE[goal.route].titel, WAARDEN[goal.waarde], who
    aimed = {goal.waarde for goal in knop.doelen}
    for gain in knop.baten:
        if gain.waarde not in aimed:
            value = TE_BESPREKEN if gain.waarde is None else WAARDEN[gain.waarde]
            yield name, payers, TE_BESPREKEN, value, gain.partij
    if not knop.doelen and not knop.baten:
        yield name, payers, TE_BESPREKEN, TE_BESPREKEN, TE_BESPREKEN
