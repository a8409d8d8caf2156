"""What a document is: a title, and blocks from top to bottom. No renderer adds a figure or a word of its own.

All text is plain; each renderer makes it inert in its own language.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import datetime as dt

Cel: TypeAlias = str | float | int | None
"""A cell of a table: text, an unrounded number, or None where nothing is known."""


class Stijl(StrEnum):
    """How a paragraph or list is set."""

    GEWOON = "gewoon"
    KERN = "kern"
    KLEIN = "klein"
    LET_OP = "let_op"
    STAP = "stap"
    VINK = "vink"


class Papier(StrEnum):
    """The paper that a document is for."""

    A4 = "a4"
    A3_LIGGEND = "a3-liggend"
    DIA = "dia"


@dataclass(frozen=True)
class Kop:
    """A heading; level 1 is the document's own, and stands once."""

    tekst: str
    niveau: int = 2


@dataclass(frozen=True)
class Alinea:
    """A paragraph, with words in bold before it, and perhaps an address that it leads to."""

    tekst: str
    stijl: Stijl = Stijl.GEWOON
    aanhef: str = ""
    adres: str = ""


@dataclass(frozen=True)
class Lijst:
    """A list of sentences."""

    regels: tuple[str, ...]
    stijl: Stijl = Stijl.GEWOON


@dataclass(frozen=True)
class Kolom:
    """A column of a table.

    Attributes
    ----------
    kop : str
    decimalen : int or None
        None for text.
    teken : bool
        Whether a plus is written.
    breed : bool
        Whether the column takes the room that is left.
    """

    kop: str
    decimalen: int | None = None
    teken: bool = False
    breed: bool = False

    def format(self, waarde: Cel) -> str:
        """Write a cell as it is read; a missing number is 'onbekend', missing text is empty."""
        if isinstance(waarde, str):
            return waarde
        if self.decimalen is None:
            return "" if waarde is None else str(waarde)
        return format_getal(waarde, self.decimalen, teken=self.teken)


@dataclass(frozen=True)
class Tabel:
    """A table with its caption; the first column names the row.

    Attributes
    ----------
    bijschrift : str
    kolommen : tuple of Kolom
    rijen : tuple of tuple
    schrijfrijen : int
        Empty rows below, high enough to write in by hand; a workbook has none.
    stalen : tuple of str
        A small drawing (SVG of our own) before each row, as in a legend; a workbook has none.
    """

    bijschrift: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    schrijfrijen: int = 0
    stalen: tuple[str, ...] = ()

    def format_rijen(self) -> list[list[str]]:
        """Write all cells."""
        return [
            [kolom.format(cel) for kolom, cel in zip(self.kolommen, rij, strict=True)] for rij in self.rijen
        ]


@dataclass(frozen=True)
class Beeld:
    """A picture: SVG of our own, with the same in words for who cannot see it, and its width on the line (0 to 1)."""

    svg: str
    alt: str
    breedte: float = 1.0


@dataclass(frozen=True)
class Merk:
    """A word on a colour, such as the class of an area."""

    tekst: str
    kleur: str
    inkt: str


@dataclass(frozen=True)
class Merken:
    """Marks beside each other."""

    merken: tuple[Merk, ...]


@dataclass(frozen=True)
class Legenda:
    """What the colours and patterns of a map stand for: a small drawing and its words, each."""

    vakken: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Schrijfvak:
    """A box under a question, with lines to write on by hand; a workbook has none."""

    kop: str
    regels: int


@dataclass(frozen=True)
class Naast:
    """Blocks in columns beside each other, with the share of the width of each column; `krap` puts them close."""

    kolommen: tuple[tuple[Blok, ...], ...]
    delen: tuple[float, ...]
    krap: bool = False


@dataclass(frozen=True)
class Bladzijde:
    """Blocks that have a page of their own; the type may shrink, within limits, so that all stands on it.

    Attributes
    ----------
    blokken : tuple
    liggend : bool
        Whether the page lies on its long side.
    """

    blokken: tuple[Blok, ...]
    liggend: bool = False


Blok: TypeAlias = Kop | Alinea | Lijst | Tabel | Beeld | Merken | Legenda | Schrijfvak | Naast | Bladzijde


@dataclass(frozen=True)
class Stuk:
    """A document.

    Attributes
    ----------
    titel : str
        In its properties and at the top of a browser.
    soort, regio : str
        What it is and about which region, at the top of each page.
    datum : date
        Date of the document; never taken from a clock here.
    blokken : tuple
    voet : str
        Versions, at the foot of each page.
    auteur : str
        Whose document it is; '' when nobody says so.
    watermerk : str
        A word across each page, such as 'CONCEPT'; '' for none.
    een_blad : bool
        Whether the type may shrink, within limits, so that all fits on one page.
    bladen : tuple of Tabel
        Tables that go to a workbook only, such as the sources in full.
    papier : Papier
    """

    titel: str
    soort: str
    regio: str
    datum: dt.date
    blokken: tuple[Blok, ...]
    voet: str
    auteur: str = ""
    watermerk: str = ""
    een_blad: bool = False
    bladen: tuple[Tabel, ...] = field(default=())
    papier: Papier = Papier.A4

    def list_blokken(self) -> list[Blok]:
        """Return all blocks in reading order, those in columns and on a page of their own too."""
        return _flatten(self.blokken)


def _flatten(blokken: tuple[Blok, ...]) -> list[Blok]:
    flat: list[Blok] = []
    for blok in blokken:
        if isinstance(blok, Naast):
            flat += _flatten(tuple(b for kolom in blok.kolommen for b in kolom))
        elif isinstance(blok, Bladzijde):
            flat += _flatten(blok.blokken)
        else:
            flat.append(blok)
    return flat


def lower_kop(blok: Blok) -> Blok:
    """Return a block with its headings one level down, to stand within another document or page."""
    if isinstance(blok, Kop):
        return replace(blok, niveau=blok.niveau + 1)
    if isinstance(blok, Bladzijde):
        return replace(blok, blokken=tuple(map(lower_kop, blok.blokken)))
    if isinstance(blok, Naast):
        return replace(blok, kolommen=tuple(tuple(map(lower_kop, kolom)) for kolom in blok.kolommen))
    return blok


def to_cel(waarde: float | None) -> float | None:
    """Return a number for a cell; None for what is missing, also when that is written as NaN."""
    return None if waarde is None or math.isnan(waarde) else float(waarde)
