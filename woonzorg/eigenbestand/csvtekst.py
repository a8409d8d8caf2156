"""Csv as people really save it: by Excel on Windows or a Mac, by LibreOffice, a phone, StatLine or QGIS."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.blad import (
    MEESTE_CELLEN,
    MEESTE_KOLOMMEN,
    MEESTE_RIJEN,
    Blad,
    Melding,
    Onleesbaar,
    clean_tekst,
    make_blad,
    refuse_veel,
    refuse_ver,
)
from woonzorg.tekst.leestekst import TekstFout, decode_tekst, find_bom
from woonzorg.tekst.rekenblad import restore

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEIDINGEN = ";\t,"
"""What may part the columns; of these the one that the first line has, the first where it has more."""

_SEP = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
_MAC = re.compile(rb"[A-Za-z]([\x87\x88\x8a-\x91\x95\x9a-\x9f][a-z]|[\x8e\x8f])")
"""Accented letters as an old Mac writes them; on Windows these are signs that no word has."""
_BEWAAR = "Bewaar het als 'CSV UTF-8' of als Excel-werkmap (.xlsx)."


def read_csv(raw: bytes) -> tuple[Blad, ...]:
    """Return the table of a csv file, as one sheet without a name.

    Rows are numbered as a spreadsheet shows them: blank lines count, a line `sep=;` does not, and a cell may have more
    lines.

    Raises
    ------
    Onleesbaar
        When it is no text, its quotes do not match, or it holds too much.
    """
    text = decode_csv(raw)
    first = _SEP.match(text)
    body = text[first.end() :] if first else text
    mark = first[1] if first else _find_scheiding(body)
    rows, far, count = [], list[Melding](), 0
    for number, cells in _list_rijen(body, mark):
        filled = [restore(clean_tekst(cell)) for cell in cells]
        last = max((place for place, cell in enumerate(filled, start=1) if cell), default=0)
        if last and number > MEESTE_RIJEN:
            raise Onleesbaar(
                gevonden=f"meer dan {MEESTE_RIJEN} rijen",
                remedie="Houd alleen de rijen over die u nodig hebt.",
            )
        if last > MEESTE_KOLOMMEN:
            far.append(refuse_ver(number, last - 1))
            continue
        count += last
        if count > MEESTE_CELLEN:
            raise refuse_veel()
        if last:
            rows.append((number, filled[:last]))
    return (make_blad("", rows, far),)


def decode_csv(raw: bytes) -> str:
    """Return the text: UTF-8, UTF-16 (also without a mark), Windows-1252, or what an old Mac writes.

    Raises
    ------
    Onleesbaar
        When it is none of these.
    """
    try:
        if find_bom(raw):
            return decode_tekst(raw).removeprefix("\ufeff")
        if b"\0" in raw[:1000]:
            return _decode_utf16(raw)
        return raw.decode("utf-8")
    except TekstFout as error:
        raise Onleesbaar(gevonden=str(error), remedie=_BEWAAR) from error
    except UnicodeDecodeError:
        return _decode_oud(raw)


def _decode_utf16(raw: bytes) -> str:
    little = raw[:1000:2].count(0) < raw[1:1000:2].count(0)
    try:
        text = raw.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError as error:
        raise Onleesbaar(gevonden="dit is geen tekst", remedie=_BEWAAR) from error
    if "\0" in text:
        raise Onleesbaar(gevonden="dit is geen tekst", remedie=_BEWAAR)
    return text


def _decode_oud(raw: bytes) -> str:
    if b"\0" in raw:
        raise Onleesbaar(gevonden="dit is geen tekst", remedie=_BEWAAR)
    is_mac = _MAC.search(raw) is not None and re.search(rb"[\xc0-\xff]", raw) is None
    try:
        return raw.decode("mac_roman" if is_mac else "cp1252")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is geen teken in UTF-8 en ook niet in Windows-1252"
        raise Onleesbaar(gevonden=reason, remedie=_BEWAAR) from error


def _find_scheiding(tekst: str) -> str:
    """Return what parts the columns: of the first line that is not blank, outside quotes."""
    lines = (line for line in io.StringIO(tekst, newline=None) if line.strip(" ;,\t\n"))
    bare = re.sub(r'"[^"]*"', "", next(lines, ""))
    return next((mark for mark in SCHEIDINGEN if mark in bare), ";")


def _list_rijen(tekst: str, scheiding: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        reason = f"in rij {number + 1} kloppen de aanhalingstekens niet"
        raise Onleesbaar(
            gevonden=reason, remedie="Verdubbel een aanhalingsteken in een tekst, of haal het weg."
        ) from error
