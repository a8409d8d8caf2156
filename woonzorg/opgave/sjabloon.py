"""Templates for a region's own opgave: as csv, or as one xlsx with an explanation of every column."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from woonzorg.opgave.inlezen import BLAD_OPGAVE, BLAD_VOORRAAD, KOLOMMEN
from woonzorg.rekenblad import write_csv_rijen

VOORBEELD: dict[str, tuple[tuple[str, ...], ...]] = {
    BLAD_OPGAVE: (
        ("ouderen", "basis", "geclusterd wonen", "2030", "1000", "900", "-100"),
        ("statushouders", "onderkant", "totaal", "2030", "40", "", ""),
    ),
    BLAD_VOORRAAD: (),
}
"""Rows that show the form; they are to be replaced."""

LEES_MIJ = (
    "Vervang de voorbeeldrijen door eigen rijen. Laat leeg wat niet bekend is: leeg is niet hetzelfde als 0. "
    "Zet er geen gegevens over personen in. Blad Voorraad mag leeg blijven."
)


def make_csv(blad: str = BLAD_OPGAVE) -> bytes:
    """Return the template of one sheet, as csv."""
    rows = [[int(cell) if cell.lstrip("-").isdecimal() else cell for cell in row] for row in VOORBEELD[blad]]
    return write_csv_rijen(list(KOLOMMEN[blad]), rows)


def make_xlsx() -> bytes:
    """Return a workbook with both sheets and one that explains the columns; always the same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": "Sjabloon opgave"})
        for name, columns in KOLOMMEN.items():
            _write_blad(book.add_worksheet(name), tuple(columns), VOORBEELD[name])
        explanation = [
            (name, column, text) for name, columns in KOLOMMEN.items() for column, text in columns.items()
        ]
        _write_blad(
            book.add_worksheet("Uitleg"), ("blad", "kolom", "uitleg"), (*explanation, ("", "", LEES_MIJ))
        )
    return buffer.getvalue()


def _write_blad(
    sheet: xlsxwriter.worksheet.Worksheet, koppen: tuple[str, ...], rijen: tuple[tuple[str, ...], ...]
) -> None:
    for number, row in enumerate((koppen, *rijen)):
        for column, text in enumerate(row):
            if text.lstrip("-").isdecimal():
                sheet.write_number(number, column, int(text))
            else:
                sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
