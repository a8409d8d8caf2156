"""What a map is: outlines, drawn once, and the colouring that a theme gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Venster: TypeAlias = tuple[int, int, int, int]
"""Part of the drawing that is shown: left, top, width, height, in drawing units."""

MARGE = 60
"""Room around the drawing, in drawing units, so that thick outlines are not cut."""

BUITEN = -1
"""Index of the box of an area that is drawn but not counted: it lies outside the chosen gemeente."""

VLAKKEN_MAXIMUM = 3000
"""With more areas an inline SVG gets slow: measured at 14,500."""

LIJNEN: tuple[str, ...] = ("", "concentratie", "overconcentratie")
"""Kinds of extra outline around an area; the first is none."""


@dataclass(frozen=True)
class Vlak:
    """Outline of one area.

    Attributes
    ----------
    code, naam, gemeente : str
        Area code, name and gemeentecode.
    pad : str
        SVG path, in drawing units.
    x, y, straal : int
        Centre and radius of the largest circle inside it: where a letter fits.
    """

    code: str
    naam: str
    gemeente: str
    pad: str
    x: int
    y: int
    straal: int


@dataclass(frozen=True)
class Omtrek:
    """Outline of a gemeente, or of a part of one that is pointed out, with its name and where that stands."""

    code: str
    naam: str
    pad: str
    x: int
    y: int
    venster: Venster


@dataclass(frozen=True)
class Vormen:
    """All outlines of one level, in the snapshot's order; the part of a map that never changes with a theme.

    Attributes
    ----------
    sleutel : str
        Hash of the content: equal keys mean equal outlines.
    breedte, hoogte : int
        Size of the drawing, in drawing units.
    vlakken : tuple of Vlak
    gemeenten : tuple of Omtrek
    links, boven : float
        Place of the drawing's upper left corner, within its margin, in EPSG:28992 (metres).
    schaal : float
        Drawing units to a metre; 0 when it is not known where the drawing lies.
    delen : tuple of Omtrek
        Parts that are pointed out over the areas, with a finer line than a gemeente.
    """

    sleutel: str
    breedte: int
    hoogte: int
    vlakken: tuple[Vlak, ...]
    gemeenten: tuple[Omtrek, ...]
    links: float = 0.0
    boven: float = 0.0
    schaal: float = 0.0
    delen: tuple[Omtrek, ...] = ()

    @property
    def is_breed(self) -> bool:
        """Whether the drawing is so wide that a legend belongs beneath it."""
        return self.breedte > 1.4 * self.hoogte

    @property
    def is_druk(self) -> bool:
        """Whether there are more areas than a page of SVG can hold."""
        return len(self.vlakken) > VLAKKEN_MAXIMUM

    def find_venster(self, gemeente: str = "") -> Venster:
        """Return the part to show: a gemeente, or all when there is no such gemeente."""
        found = (omtrek.venster for omtrek in self.gemeenten if omtrek.code == gemeente)
        return next(found, (0, 0, self.breedte, self.hoogte))


@dataclass(frozen=True)
class Vak:
    """One box of a legend.

    Attributes
    ----------
    letter : str
        One sign that tells the box apart without colour; unique within a legend, unless areas have signs of their own.
    kop, uitleg : str
        Word, and what stands behind it.
    kleur, patroon : str
        Fill as #rrggbb, and '' (plain), 'stippen', 'arcering' or 'streep'.
    aantal : int
        Areas in it.
    huishoudens : str
        Their share of the households, as text.
    """

    letter: str
    kop: str
    uitleg: str
    kleur: str
    patroon: str
    aantal: int
    huishoudens: str

    @property
    def naam(self) -> str:
        """Word and explanation in one line, for a screen reader."""
        return f"{self.kop}: {self.uitleg}" if self.uitleg else self.kop


@dataclass(frozen=True)
class Kleuring:
    """What a theme makes of the outlines; every tuple of areas has the order of `Vormen.vlakken`.

    Attributes
    ----------
    titel : str
        Theme, unit and year.
    vakken : tuple of Vak
        The legend.
    vak : tuple of int
        Index in `vakken`, or `BUITEN`.
    tekst : tuple of str
        Value of each area as text; empty when the word of its box says it all.
    lijn : tuple of str
        One of `LIJNEN`.
    grensgeval : tuple of bool
    cijfers : tuple of str
        Sign to draw in each area instead of the letter of its box; empty for the letters.
    lijn_bekend : bool
        Whether of any area it is known if it is a concentration; else no line means nothing.
    lijnuitleg : tuple of str
        What each line but the first of `LIJNEN` stands for: of what, and how much; empty where none is drawn.
    buiten : str
        What is said of an area that is drawn but not counted.
    eenheid : str
        What is said behind each text; '' for nothing.
    gemerkt : tuple of bool
        Areas that are marked with a line of their own, whatever their box; empty for none.
    merkuitleg : str
        What that mark says of an area.
    merklijn : str
        How it is drawn: '' with dots, 'streep' with dashes, longer than those of a concentratie.
    """

    titel: str
    vakken: tuple[Vak, ...]
    vak: tuple[int, ...]
    tekst: tuple[str, ...]
    lijn: tuple[str, ...]
    grensgeval: tuple[bool, ...]
    cijfers: tuple[str, ...] = ()
    lijn_bekend: bool = True
    lijnuitleg: tuple[str, ...] = ()
    buiten: str = "buiten de gekozen gemeente"
    eenheid: str = ""
    gemerkt: tuple[bool, ...] = ()
    merkuitleg: str = ""
    merklijn: str = ""

    def describe_vlak(self, index: int) -> str:
        """Tell in words what the colour of an area says."""
        if self.vak[index] == BUITEN:
            return self.buiten
        told = self.tekst[index] if self.tekst else ""
        words = [" ".join(filter(None, [told, self.eenheid])) if told else self.vakken[self.vak[index]].naam]
        words += ["grensgeval"] if self.grensgeval[index] else []
        words += [self.lijn[index]] if self.lijn[index] else []
        words += [self.merkuitleg] if self.gemerkt and self.gemerkt[index] else []
        return ", ".join(words)


@dataclass(frozen=True)
class Kaart:
    """A map: outlines, colouring, what is chosen and which part is shown.

    Attributes
    ----------
    titel : str
        What the map shows, for who cannot see it.
    vormen : Vormen
    kleuring : Kleuring
    gekozen : str
        Code of the selected area; '' for none.
    venster : tuple of int
    """

    titel: str
    vormen: Vormen
    kleuring: Kleuring
    gekozen: str
    venster: Venster
