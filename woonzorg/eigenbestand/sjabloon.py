"""Templates: as csv or as a workbook with an explanation of every column; always the same bytes.

Numbers are numbers. Example rows have their mark (`vorm.VOORBEELD`), so that they never count, wherever they are saved.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from woonzorg.tekst.rekenblad import defuse, write_csv_rijen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.eigenbestand.blad import Cel
    from woonzorg.eigenbestand.vorm import Sjabloontabel

UITLEG = "Uitleg"
"""Sheet of a template that explains its columns; no table."""

LEES_MIJ = (
    "Zet eigen rijen onder het voorbeeld. Rijen die met 'voorbeeld:' beginnen, tellen niet mee. Laat leeg wat niet "
    "bekend is: leeg is niet hetzelfde als 0. Zet er geen gegevens over personen in. Vul één blad in, of meer."
)


def make_csv(vorm: Sjabloontabel) -> bytes:
    """Return the template of one table, as csv."""
    return write_csv_rijen(list(vorm.kolommen), vorm.voorbeelden)


def make_xlsx(titel: str, vormen: Sequence[Sjabloontabel]) -> bytes:
    """Return a workbook with a sheet a table, and one that explains the columns."""
    lines = [(vorm.naam, *column) for vorm in vormen for column in vorm.kolommen.items()]
    return _make_boek(titel, [
        *((vorm.naam, tuple(vorm.kolommen), vorm.voorbeelden) for vorm in vormen),
        (UITLEG, ("blad", "kolom", "uitleg"), (*lines, ("", "", LEES_MIJ))),
    ])  # fmt: skip


def make_werkmap(titel: str, blad: str, koppen: tuple[str, ...], rijen: Sequence[Sequence[Cel]]) -> bytes:
    """Return a workbook with one filled sheet; always the same bytes."""
    return _make_boek(titel, [(blad, koppen, rijen)])


def _make_boek(titel: str, bladen: Sequence[tuple[str, tuple[str, ...], Sequence[Sequence[Cel]]]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": titel})
        for name, heads, rows in bladen:
            _write_blad(book.add_worksheet(name), heads, rows)
    return buffer.getvalue()


def _write_blad(
    sheet: xlsxwriter.worksheet.Worksheet, koppen: tuple[str, ...], rijen: Sequence[Sequence[Cel]]
) -> None:
    for number, row in enumerate((koppen, *rijen)):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                sheet.write_string(number, column, str(defuse(cell)))
            elif cell != "":
                sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
