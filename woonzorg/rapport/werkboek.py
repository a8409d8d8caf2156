"""A document as a workbook: what it is, each table on a sheet of its own, numbers as numbers, and nothing that runs."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from typing import TYPE_CHECKING

import xlsxwriter

from woonzorg.rapport.stuk import Alinea, Kop, Lijst, Tabel
from woonzorg.tekst.rekenblad import defuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.rapport.stuk import Cel, Stuk

_RIJEN_MAXIMUM = 1_048_000
_BREEDST = 60
_VERBODEN = re.compile(r"[\[\]:*?/\\']")


def write_werkboek(stuk: Stuk) -> bytes:
    """Write the tables of a document, after a sheet that tells in words what they are.

    The same document gives the same bytes.
    """
    target = io.BytesIO()
    # Text stays text: neither formulas nor links come to life, whatever it begins with.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties(
        {"title": stuk.titel, "created": dt.datetime.combine(stuk.datum, dt.time()), "author": stuk.auteur}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    _write_uitleg(book.add_worksheet(_name_blad("Uitleg", taken)), stuk, bold)
    tables = [blok for blok in stuk.list_blokken() if isinstance(blok, Tabel)]
    for tabel in (*tables, *stuk.bladen):
        formats = [_add_format(book, kolom.decimalen) for kolom in tabel.kolommen]
        _write_tabel(book.add_worksheet(_name_blad(tabel.bijschrift, taken)), tabel, bold, formats)
    book.close()
    return target.getvalue()


def _name_blad(titel: str, taken: set[str]) -> str:
    """Return a name that Excel takes: at most 31 signs, unique whatever its case."""
    base = _VERBODEN.sub(" ", titel).strip()[:28].strip() or "Tabel"
    names = (base, *(f"{base} {number}" for number in range(2, 100)))
    name = next(name for name in names if name.lower() not in taken)
    taken.add(name.lower())
    return name


def _add_format(book: xlsxwriter.Workbook, decimalen: int | None) -> object:
    if decimalen is None:
        return book.add_format({"text_wrap": True, "valign": "top"})
    return book.add_format(
        {"num_format": "#,##0" + ("." + "0" * decimalen if decimalen else ""), "valign": "top"}
    )


def _write_uitleg(sheet: xlsxwriter.worksheet.Worksheet, stuk: Stuk, bold: object) -> None:
    lines = [(stuk.titel, True), (f"{stuk.regio}, {stuk.datum.isoformat()}", False)]
    lines += [(stuk.watermerk, True)] if stuk.watermerk else []
    for blok in stuk.list_blokken():
        if isinstance(blok, Kop):
            lines.append((blok.tekst, True))
        if isinstance(blok, Alinea):
            lines.append((f"{blok.aanhef} {blok.tekst}".strip(), False))
        if isinstance(blok, Lijst):
            lines += [(regel, False) for regel in blok.regels]
    sheet.set_column(0, 0, 110)
    for number, (text, is_head) in enumerate([*lines, (stuk.voet, False)]):
        sheet.write_string(number, 0, str(defuse(text)), bold if is_head else None)


def _write_tabel(
    sheet: xlsxwriter.worksheet.Worksheet, tabel: Tabel, bold: object, formats: list[object]
) -> None:
    for column, kolom in enumerate(tabel.kolommen):
        sheet.write_string(0, column, str(defuse(kolom.kop)), bold)
        longest = max((len(str(rij[column])) for rij in tabel.rijen[:500]), default=0)
        sheet.set_column(column, column, min(max(len(kolom.kop), longest, 8) + 1, _BREEDST))
    for number, rij in enumerate(tabel.rijen[:_RIJEN_MAXIMUM], start=1):
        for column, (cel, looks) in enumerate(zip(rij, formats, strict=True)):
            _choose_schrijver(sheet, cel)(
                number, column, cel if not isinstance(cel, str) else defuse(cel), looks
            )
    sheet.freeze_panes(1, 0)


def _choose_schrijver(sheet: xlsxwriter.worksheet.Worksheet, cel: Cel) -> Callable[..., object]:
    """Return how a cell is written: unknown stays empty, and is no zero."""
    if isinstance(cel, str):
        write: Callable[..., object] = sheet.write_string
    elif cel is None or math.isnan(cel):
        write = sheet.write_blank
    else:
        write = sheet.write_number
    return write
