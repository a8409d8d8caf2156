"""A sheet as it was given: cells by row, and what is wrong with cells as such."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MEESTE_RIJEN, MEESTE_KOLOMMEN, MEESTE_CELLEN = 50_000, 100, 300_000
"""What one file may hold: the 14,574 buurten of the country fit three times over."""

LANGSTE_CEL, MEESTE_TEKENS = 32_767, 20_000_000
"""Signs of one cell (no spreadsheet takes more), and of all cells of a sheet: a text that many cells share counts for
each of them, or a workbook of 8 kB fills any memory."""

_MEESTE_MELDINGEN = 100
"""Findings of one kind that are told a sheet; the rest is counted."""

_SPATIES = " \t\r\n\u00a0\u2007\u202f\u200b\ufeff"
_FOUTWAARDE = re.compile(
    r"#(n/[ab]|[a-zé0-9_/]{2,20}[!?]|getting_data|gegevens_ophalen)|(err|fout):\d{3}", re.IGNORECASE
)
_IN_HET_NEDERLANDS = {
    "#N/A": "#N/B", "#REF!": "#VERW!", "#VALUE!": "#WAARDE!", "#DIV/0!": "#DEEL/0!", "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!", "#NULL!": "#LEEG!",
}  # fmt: skip
"""Error values as a file keeps them, and as a Dutch Excel shows them."""
_TE_SMAL = re.compile(r"#{2,}")

Cel = str | int | float
"""What stands in a cell: text, or a number; '' when it is empty."""


ZONDER_UITKOMST = (
    "een formule zonder uitkomst; open het bestand in een rekenprogramma en bewaar het, of plak de waarde"
)
"""What is wrong with a formula that no spreadsheet has computed."""


class Onleesbaar(ValueError):
    """Why a file cannot be read, in Dutch, with what can be done about it."""

    def __init__(self, gevonden: str, remedie: str = "") -> None:
        self.gevonden, self.remedie = gevonden, remedie
        super().__init__(gevonden)


class Melding(NamedTuple):
    """What is wrong with a cell: the number of its row, and the words, which name the cell."""

    rij: int
    tekst: str


class Rij(NamedTuple):
    """A row: its number as the spreadsheet shows it, and its cells from the first column on."""

    nummer: int
    cellen: tuple[Cel, ...]


@dataclass(frozen=True)
class Blad:
    """One sheet.

    Attributes
    ----------
    naam : str
        '' for a file without sheets.
    rijen : tuple of Rij
        Empty rows are left out.
    meldingen : tuple of Melding
        Error values, formulas that were never computed, merged cells, cells too far away.
    notities : tuple of str
        What a reader should know, and that is no fault.
    """

    naam: str
    rijen: tuple[Rij, ...]
    meldingen: tuple[Melding, ...] = ()
    notities: tuple[str, ...] = ()


def make_blad(
    naam: str,
    rijen: Iterable[tuple[int, Sequence[Cel]]],
    meldingen: Iterable[Melding] = (),
    verborgen: int = 0,
) -> Blad:
    """Make a sheet of numbered rows; texts that are error values become findings.

    Parameters
    ----------
    naam : str
    rijen : iterable of (int, cells)
    meldingen : iterable of Melding
    verborgen : int
        Rows that a filter hides; they are read all the same, and told.

    Raises
    ------
    Onleesbaar
        When a cell, or all of them together, hold too much text.
    """
    rows = [Rij(number, tuple(cells)) for number, cells in rijen if any(cell != "" for cell in cells)]
    _check_tekens(rows)
    found = [*meldingen, *(fault for row in rows for fault in _find_fouttekst(row))]
    notes = (f"ook verborgen rijen zijn gelezen ({verborgen})",) if verborgen else ()
    return Blad(naam, tuple(rows), _shorten(found), notes)


def _check_tekens(rows: Sequence[Rij]) -> None:
    count = 0
    for row in rows:
        for column, cell in enumerate(row.cellen):
            size = len(cell) if isinstance(cell, str) else 0
            count += size
            if size > LANGSTE_CEL:
                raise Onleesbaar(
                    gevonden=f"{name_cel(row.nummer, column)}: een tekst van {size} tekens",
                    remedie=f"Maak de tekst korter: hoogstens {LANGSTE_CEL} tekens.",
                )
            if count > MEESTE_TEKENS:
                raise Onleesbaar(
                    gevonden=f"meer dan {MEESTE_TEKENS} tekens tekst",
                    remedie="Houd alleen de kolommen van het sjabloon over.",
                )


def _find_fouttekst(row: Rij) -> Iterable[Melding]:
    for column, cell in enumerate(row.cellen):
        if not isinstance(cell, str) or cell[:1] not in "#EeFf":
            continue
        if _FOUTWAARDE.fullmatch(cell):
            yield make_foutwaarde(row.nummer, column, cell)
        elif _TE_SMAL.fullmatch(cell):
            place = name_cel(row.nummer, column)
            words = f"'{cell[:12]}': de kolom was te smal; maak hem breder en bewaar het opnieuw"
            yield Melding(row.nummer, f"{place}: {words}")


def make_foutwaarde(rij: int, kolom: int, waarde: str) -> Melding:
    """Return the finding for an error value such as #N/B."""
    dutch = _IN_HET_NEDERLANDS.get(waarde.upper(), "")
    shown = f"{waarde[:20]} ({dutch})" if dutch else waarde[:20]
    return Melding(
        rij, f"{name_cel(rij, kolom)}: de foutwaarde {shown}; verbeter de formule, of maak de cel leeg"
    )


def name_cel(rij: int, kolom: int) -> str:
    """Name a cell as a spreadsheet does; columns are counted from 0.

    Examples
    --------
    >>> name_cel(3, 2), name_cel(1, 27)
    ('cel C3', 'cel AB1')
    """
    return f"cel {name_kolom(kolom)}{rij}"


def name_kolom(kolom: int) -> str:
    """Name a column by its letters."""
    letters, rest = "", kolom + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = f"{chr(65 + letter)}{letters}"
    return letters


def refuse_slot() -> Onleesbaar:
    """Return the fault of a file that a password keeps shut."""
    return Onleesbaar("het bestand is beveiligd met een wachtwoord", "Bewaar het zonder wachtwoord.")


def clean_tekst(tekst: str) -> str:
    """Return text without the spaces around it, those that are not seen among them."""
    return tekst.strip(_SPATIES)


def refuse_ver(rij: int, kolom: int) -> Melding:
    """Return the finding for a cell that lies too far away to belong to a table."""
    limits = f"hoogstens {MEESTE_RIJEN} rijen en {MEESTE_KOLOMMEN} kolommen"
    return Melding(rij, f"{name_cel(rij, kolom)}: ligt te ver weg ({limits}); haal hem leeg")


def refuse_veel() -> Onleesbaar:
    """Return the fault of a file with too many cells."""
    return Onleesbaar(
        gevonden=f"meer dan {MEESTE_CELLEN} gevulde cellen",
        remedie="Houd alleen de kolommen van het sjabloon over.",
    )


def _shorten(meldingen: list[Melding]) -> tuple[Melding, ...]:
    if len(meldingen) <= _MEESTE_MELDINGEN:
        return tuple(meldingen)
    kept = meldingen[:_MEESTE_MELDINGEN]
    return (*kept, Melding(kept[-1].rij, f"en nog {len(meldingen) - len(kept)} zulke cellen"))
