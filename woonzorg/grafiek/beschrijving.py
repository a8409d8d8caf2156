"""One description of a chart: what stands where, how it looks, and the same as a sentence and a table.

`svg.render_grafiek` draws it for paper and slides, `plotly.make_figuur` for who explores on screen. Both place what is
given here and work nothing out, so that they cannot tell different figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

INKT, LICHT, GRIJS, WIT = "#16161d", "#e4e4ea", "#8d8f92", "#ffffff"
PAARS, TEAL, GEEL = "#54278f", "#1f7a71", "#ffb000"
ONDER_TINT, BOVEN_TINT = "#dcd3ea", "#d0e6e3"

Cel: TypeAlias = str | float


class Reekssoort(StrEnum):
    """How a series is drawn: marks, a line, the area within a line, pieces of line, or bars that follow each other."""

    PUNTEN = "punten"
    LIJN = "lijn"
    VLAK = "vlak"
    STUKKEN = "stukken"
    BALKEN = "balken"


class Teken(StrEnum):
    """The shape of a mark: series are never told apart by colour alone."""

    ROND = "rond"
    RUIT = "ruit"
    VIERKANT = "vierkant"
    DRIEHOEK = "driehoek"
    PUNT_OMLAAG = "punt omlaag"
    OPEN = "open"
    STREEP = "streep"


@dataclass(frozen=True)
class Uiterlijk:
    """Looks of a series or line.

    Attributes
    ----------
    kleur : str
        As #rrggbb.
    teken : Teken
        Of a mark.
    patroon : str
        Of a bar: '' (plain) or one of the patterns of the map.
    streep : str
        Dashes of a line, as SVG writes them; '' for none.
    dikte : float
        Of a line, in pixels.
    """

    kleur: str
    teken: Teken = Teken.ROND
    patroon: str = ""
    streep: str = ""
    dikte: float = 2.5


@dataclass(frozen=True)
class Punt:
    """A place on both axes, and what it stands for.

    Attributes
    ----------
    x, y : float
        In units of the axes; of bars `x` is the length. A missing `y` (NaN) breaks a line.
    naam : str
        Head of the row of the table in which its figures stand.
    woorden : str
        What is told of it, after its name.
    getallen : tuple of float
        The figures that it stands for, as they stand in the table.
    code : str
        Of the area, where it can be chosen.
    straal : float
        Of its mark, in pixels.
    label, kort : str
        What is written in a bar, and where that has little room.
    marge : float
        How far `x` may be off.
    """

    x: float
    y: float
    naam: str = ""
    woorden: str = ""
    getallen: tuple[float, ...] = ()
    code: str = ""
    straal: float = 7.0
    label: str = ""
    kort: str = ""
    marge: float = 0.0


@dataclass(frozen=True)
class Reeks:
    """Points that are drawn alike; one with a name stands in the legend."""

    naam: str
    soort: Reekssoort
    uiterlijk: Uiterlijk
    punten: tuple[Punt, ...]


@dataclass(frozen=True)
class As:
    """An axis from its beginning (left, below) to its end, with the values that are written at it.

    Attributes
    ----------
    begin, eind : float
    stappen : tuple of (float, str)
        Values, and what is written there.
    titel : str
    rijen : bool
        Whether the steps are names of rows, with no line of their own.
    """

    begin: float
    eind: float
    stappen: tuple[tuple[float, str], ...] = ()
    titel: str = ""
    rijen: bool = False

    def place(self, waarde: float, lengte: float) -> float:
        """Return how far from its beginning a value lies, when the axis is so long."""
        return (waarde - self.begin) / (self.eind - self.begin) * lengte


@dataclass(frozen=True)
class Lijn:
    """A straight line across the picture at a value of one axis, with words at it."""

    uiterlijk: Uiterlijk
    x: float | None = None
    y: float | None = None
    tekst: str = ""


@dataclass(frozen=True)
class Tint:
    """A tinted part, with an edge where one is given; without a colour the edge is dashed."""

    x: tuple[float, float]
    y: tuple[float, float]
    kleur: str = ""
    rand: str = ""


@dataclass(frozen=True)
class Woord:
    """Words in the picture, from their place on in the direction of `anker` (start, middle, end), `dy` pixels lower."""

    x: float
    y: float
    tekst: str
    anker: str = "middle"
    dy: float = 5.0
    vet: bool = False


@dataclass(frozen=True)
class Formaat:
    """Size of the part where marks stand, and the room above, right, below and left of it, in pixels."""

    breedte: float
    hoogte: float
    rand: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Cijfertabel:
    """The figures of a chart.

    Attributes
    ----------
    koppen : tuple of (str, int or None)
        Heads, with the decimals of what stands below; None for text.
    rijen : tuple of tuple
        Each begins with its name.
    codes : tuple of str
        Of the area of each row, where rows are areas.
    """

    koppen: tuple[tuple[str, int | None], ...]
    rijen: tuple[tuple[Cel, ...], ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grafiek:
    """A chart.

    Attributes
    ----------
    zin : str
        What is seen, for who cannot see it.
    x, y : As
    reeksen : tuple of Reeks
        Later ones lie over earlier ones.
    vak : Formaat
    tabel : Cijfertabel
        Goes with it wherever it is shown.
    titel : str
        Written above it, beside the legend.
    lijnen : tuple of Lijn
    tinten : tuple of Tint
    woorden : tuple of Woord
    hoeken : tuple of Woord
        Names of the corners, for a picture that is large enough.
    legenda : bool
        Whether names of series stand above it on paper.
    """

    zin: str
    x: As
    y: As
    reeksen: tuple[Reeks, ...]
    vak: Formaat
    tabel: Cijfertabel
    titel: str = ""
    lijnen: tuple[Lijn, ...] = ()
    tinten: tuple[Tint, ...] = ()
    woorden: tuple[Woord, ...] = ()
    hoeken: tuple[Woord, ...] = field(default=(), kw_only=True)
    legenda: bool = field(default=False, kw_only=True)


def join_paren(begin: tuple[Punt, ...], eind: tuple[Punt, ...]) -> tuple[Punt, ...]:
    """Return the points of pieces of line (`Reekssoort.STUKKEN`), each from one point to the other of its pair."""
    return tuple(punt for pair in zip(begin, eind, strict=True) for punt in pair)
