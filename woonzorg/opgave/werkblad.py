"""A csv or xlsx file that someone gives, as sheets of cells; whatever could hurt or mislead is refused or pointed out.

Nothing in a file runs: a formula is not computed but reported. A file is looked at before it is unpacked.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import openpyxl

from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Iterator

GROOTSTE_BESTAND = 2_000_000
"""Larger files (bytes) are refused: a filled template takes some 20 kB."""
GROOTSTE_INHOUD = 20_000_000
"""What a spreadsheet may unpack to (bytes)."""
MEESTE_RIJEN, MEESTE_KOLOMMEN = 5000, 50
SOORTEN = ("csv", "xlsx")


@dataclass(frozen=True)
class Blad:
    """One sheet.

    Attributes
    ----------
    naam : str
        '' for a csv file.
    koppen : tuple of str
        First row, in small letters.
    rijen : tuple of (int, tuple of str)
        Number of each row as a spreadsheet shows it, with its cells as text; empty rows are left out.
    meldingen : tuple of str
        What is wrong with cells as such: merged, formulas, too many.
    """

    naam: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[str, ...]], ...]
    meldingen: tuple[str, ...] = ()


def read_bladen(naam: str, raw: bytes) -> tuple[Blad, ...]:
    """Return the sheets of a file.

    Raises
    ------
    InvoerFout
        When the file is too large, packed too densely, of another kind, or not to be read.
    """
    kind = naam.lower().rpartition(".")[2]
    if kind not in SOORTEN:
        message = f"Het bestand {naam[:80]} is van een soort die niet gelezen kan worden."
        raise InvoerFout(message, verwacht=" of ".join(SOORTEN), remedie="Gebruik het sjabloon.")
    if len(raw) > GROOTSTE_BESTAND:
        size = f"{len(raw) / 1e6:.0f} MB"
        message = f"Het bestand {naam[:80]} is te groot."
        raise InvoerFout(message, verwacht="hoogstens 2 MB", gevonden=size, remedie="Gebruik het sjabloon.")
    return (_read_csv(naam, raw),) if kind == "csv" else _read_xlsx(naam, raw)


def _read_csv(naam: str, raw: bytes) -> Blad:
    try:
        text = raw.decode("utf-8-sig")
        mark = ";" if ";" in text.partition("\n")[0] else ","
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refuse(naam, str(error)) from error
    return _make_blad("", [[cell.strip() for cell in line] for line in lines], ())


def _refuse(naam: str, found: str) -> InvoerFout:
    message = f"Het bestand {naam[:80]} is niet te lezen."
    return InvoerFout(message, gevonden=found[:200], remedie="Bewaar het opnieuw als csv of xlsx.")


def _read_xlsx(naam: str, raw: bytes) -> tuple[Blad, ...]:
    _check_archief(naam, raw)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=False, keep_links=False)
    # What openpyxl raises on a damaged workbook is not one family.
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
        BadZipFile,
    ) as error:
        raise _refuse(naam, str(error)) from error
    return tuple(_read_sheet(sheet) for sheet in book.worksheets)


def _check_archief(naam: str, raw: bytes) -> None:
    """Refuse what is no workbook, what unpacks to too much, and what declares entities of its own."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            if size > GROOTSTE_INHOUD:
                message = f"Het bestand {naam[:80]} is uitgepakt te groot."
                found = f"{size / 1e6:.0f} MB"
                raise InvoerFout(
                    message, verwacht="hoogstens 20 MB", gevonden=found, remedie="Gebruik het sjabloon."
                )
            # Reading stops at the size that was declared, so that a lie about it cannot fill the memory.
            if any(b"<!DOCTYPE" in archive.read(item) for item in archive.infolist()):
                raise _refuse(naam, "het bestand bevat eigen XML-definities")
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _refuse(naam, str(error) or "dit is geen xlsx-bestand") from error


def _read_sheet(sheet: Any) -> Blad:
    if sheet.max_row > MEESTE_RIJEN or sheet.max_column > MEESTE_KOLOMMEN:
        limit = f"hoogstens {MEESTE_RIJEN} rijen en {MEESTE_KOLOMMEN} kolommen; haal de rest weg"
        return Blad(sheet.title, (), (), (f"blad {sheet.title}: {limit}",))
    merged = (
        f"blad {sheet.title}, cellen {area.coord}: samengevoegd; splits ze en vul elke cel"
        for area in sheet.merged_cells.ranges
    )
    cells = [list(row) for row in sheet.iter_rows()]
    lines = [[_write(cell.value) for cell in row] for row in cells]
    return _make_blad(sheet.title, lines, (*merged, *_find_formules(sheet.title, cells)))


def _find_formules(titel: str, cells: list[list[Any]]) -> Iterator[str]:
    for row in cells:
        for cell in row:
            if cell.data_type == "f":
                yield f"blad {titel}, cel {cell.coordinate}: een formule; plak de waarde in plaats van de formule"
            elif cell.data_type == "e":
                yield f"blad {titel}, cel {cell.coordinate}: een foutwaarde; verbeter de cel"


def _write(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _make_blad(naam: str, lines: list[list[str]], meldingen: tuple[str, ...]) -> Blad:
    if len(lines) > MEESTE_RIJEN or max((len(line) for line in lines), default=0) > MEESTE_KOLOMMEN:
        limit = f"hoogstens {MEESTE_RIJEN} rijen en {MEESTE_KOLOMMEN} kolommen; haal de rest weg"
        return Blad(naam, (), (), (limit,))
    head, *body = lines or [[]]
    rows = ((number, tuple(line)) for number, line in enumerate(body, start=2) if any(line))
    return Blad(naam, tuple(cell.lower() for cell in head), tuple(rows), meldingen)
