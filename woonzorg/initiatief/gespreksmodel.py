"""What the Gespreksmodel connects, as its own sheets have it: ten knobs, five routes, four values, ten ways to invest.

Only what a sheet connects is offered: 41 pairs of knob and route, 104 links of knob, route and value. All by all, as
its introduction multiplies them, is in no sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from woonzorg.tekst.lijstbestand import read_lijst

_MAP = Path(__file__).parent

BRON = "Gespreksmodel wonen-welzijn-zorg, in ontwikkeling (een definitieve versie was beloofd voor eind 2025)"
"""Which version is followed (lines 1 to 5 of the document)."""


class Route(StrEnum):
    """A way in which a knob works."""

    ELKAAR = "zorgen_voor_elkaar"
    WELBEVINDEN = "meer_welbevinden"
    ZIEN = "beter_zien"
    TEAM = "beter_team"
    NETWERK = "beter_netwerk"


class Gesprekswaarde(StrEnum):
    """What it is done for."""

    WONEN = "goed_wonen"
    ZORG = "minder_zorg"
    WERKEN = "efficient_werken"
    PLEZIER = "werkplezier"


WAARDEN: dict[Gesprekswaarde, str] = {
    Gesprekswaarde.WONEN: "Goed wonen",
    Gesprekswaarde.ZORG: "Minder zorg nodig",
    Gesprekswaarde.WERKEN: "Efficiënt werken",
    Gesprekswaarde.PLEZIER: "Werkplezier",
}
"""The four values, as they are told."""


@dataclass(frozen=True)
class Routebeschrijving:
    """A route with what it leads to.

    Attributes
    ----------
    route : Route
    titel, uitleg : str
    regel : int
        Line of the document.
    waarden : tuple of Gesprekswaarde
    """

    route: Route
    titel: str
    uitleg: str
    regel: int
    waarden: tuple[Gesprekswaarde, ...]


@dataclass(frozen=True)
class Gespreksknop:
    """A knob to turn.

    Attributes
    ----------
    nr : int
    domein : str
        vastgoed, gemeenschap, zorg or beleid.
    naam, vraag, kosten : str
        What it is called, what it asks, and what its sheet says that it costs, in our words.
    regel, kostenregel : int
        Lines of the document.
    routes : tuple of Route
    """

    nr: int
    domein: str
    naam: str
    vraag: str
    kosten: str
    regel: int
    kostenregel: int
    routes: tuple[Route, ...]

    @property
    def waarden(self) -> tuple[Gesprekswaarde, ...]:
        """The values that its routes lead to, each once."""
        found = {value for route in self.routes for value in PER_ROUTE[route].waarden}
        return tuple(value for value in Gesprekswaarde if value in found)


@dataclass(frozen=True)
class Investeringssoort:
    """A way to invest.

    Attributes
    ----------
    nummer : str
        I to X.
    titel : str
    partijen : tuple of str
        Who may, by the document.
    let_op : str
    regel : int
        Line of the document.
    """

    nummer: str
    titel: str
    partijen: tuple[str, ...]
    let_op: str
    regel: int


@cache
def list_routes() -> tuple[Routebeschrijving, ...]:
    """Return the five routes in the order of the document."""
    return tuple(
        Routebeschrijving(
            Route(row["route"]), row["titel"], row["uitleg"], int(row["regel"]),
            tuple(map(Gesprekswaarde, row["waarden"].split("|"))),
        )
        for row in read_lijst(_MAP / "routes.csv")
    )  # fmt: skip


@cache
def list_knoppen() -> tuple[Gespreksknop, ...]:
    """Return the ten knobs in order."""
    return tuple(
        Gespreksknop(
            int(row["nr"]), row["domein"], row["stuurknop"], row["vraag"], row["kosten"], int(row["regel"]),
            int(row["kostenregel"]), tuple(map(Route, row["routes"].split("|"))),
        )
        for row in read_lijst(_MAP / "stuurknoppen.csv")
    )  # fmt: skip


@cache
def list_investeringen() -> tuple[Investeringssoort, ...]:
    """Return the ten ways to invest in order."""
    return tuple(
        Investeringssoort(
            row["nummer"], row["titel"], tuple(row["partijen"].split("|")), row["let_op"], int(row["regel"])
        )
        for row in read_lijst(_MAP / "investeringen.csv")
    )


PER_ROUTE: dict[Route, Routebeschrijving] = {one.route: one for one in list_routes()}
PER_KNOP: dict[int, Gespreksknop] = {one.nr: one for one in list_knoppen()}
PER_INVESTERING: dict[str, Investeringssoort] = {one.nummer: one for one in list_investeringen()}
PARTIJSOORTEN: tuple[str, ...] = tuple(
    dict.fromkeys(party for one in list_investeringen() for party in one.partijen)
)
"""Kinds of party that the document names."""


def list_paren() -> tuple[tuple[int, Route], ...]:
    """Return the pairs of knob and route that a sheet connects."""
    return tuple((knob.nr, route) for knob in list_knoppen() for route in knob.routes)


def list_schakels() -> tuple[tuple[int, Route, Gesprekswaarde], ...]:
    """Return the links of knob, route and value that a sheet connects."""
    return tuple((nr, route, value) for nr, route in list_paren() for value in PER_ROUTE[route].waarden)
