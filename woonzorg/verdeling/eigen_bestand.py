"""Files with own figures, read into plain tables of text: csv, xlsx (also with more sheets) or GeoJSON."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import pandas as pd

from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Callable

GROOTSTE_BESTAND = 20_000_000
"""Larger files (bytes) are refused."""

GROOTSTE_INHOUD = 200_000_000
"""What a spreadsheet may unpack to (bytes): a small file can hold far more than a computer can."""

BLADEN: tuple[str, ...] = ("gebieden", "complexen")
"""Sheets that are read of a spreadsheet; without any of these, its first."""


def read_tabellen(naam: str, raw: bytes) -> list[pd.DataFrame]:
    """Return the tables of a file, all cells as text, column names in small letters; empty ones are left out.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    """
    if len(raw) > GROOTSTE_BESTAND:
        message = f"Het bestand {naam} is te groot."
        raise InvoerFout(message, verwacht="hoogstens 20 MB")
    reader = LEZERS.get(naam.lower().rpartition(".")[2])
    if reader is None:
        message = f"Het bestand {naam} is van een soort die niet gelezen kan worden."
        raise InvoerFout(message, verwacht=", ".join(LEZERS))
    try:
        tables = reader(raw)
    # What a spreadsheet or parser raises on a damaged file is not one family: zip, key, type and value errors.
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OSError,
        ImportError,
        RecursionError,
        BadZipFile,
    ) as error:
        message = f"Het bestand {naam} is niet te lezen."
        raise InvoerFout(message, gevonden=str(error)[:200], remedie="Bewaar het opnieuw.") from error
    tables = [table.fillna("") for table in tables]  # a row may have fewer cells than the head
    for table in tables:
        table.columns = pd.Index([str(name).strip().lower() for name in table.columns])
    return [table for table in tables if not table.empty] or tables[:1]


def _read_csv(raw: bytes) -> list[pd.DataFrame]:
    text = raw.decode("utf-8-sig")
    mark = ";" if ";" in text.partition("\n")[0] else ","
    return [pd.read_csv(io.StringIO(text), sep=mark, dtype=str, keep_default_na=False)]


def _read_xlsx(raw: bytes) -> list[pd.DataFrame]:
    if not raw.startswith(b"PK"):
        message = "dit is geen xlsx-bestand"
        raise ValueError(message)
    with ZipFile(io.BytesIO(raw)) as archive:
        if sum(item.file_size for item in archive.infolist()) > GROOTSTE_INHOUD:
            message = "uitgepakt is het bestand te groot"
            raise ValueError(message)
    sheets = pd.read_excel(
        io.BytesIO(raw), sheet_name=None, dtype=str, keep_default_na=False, engine="openpyxl"
    )
    named = [table for name, table in sheets.items() if name.strip().lower() in BLADEN]
    return named or list(sheets.values())[:1]


def _read_geojson(raw: bytes) -> list[pd.DataFrame]:
    features = json.loads(raw.decode("utf-8-sig"))["features"]
    rows = [_read_punt(feature.get("geometry")) | feature["properties"] for feature in features]
    return [pd.DataFrame([{key: _write(value) for key, value in row.items()} for row in rows])]


def _read_punt(geometry: Any) -> dict[str, float]:
    """Return the place of a point, as lon and lat, or as x and y where the numbers are too large for degrees."""
    if not geometry or geometry["type"] != "Point":
        return {}
    first, second = (float(number) for number in geometry["coordinates"][:2])
    in_degrees = abs(first) <= 180 and abs(second) <= 90
    return {"lon": first, "lat": second} if in_degrees else {"x": first, "y": second}


def _write(value: Any) -> str:
    return "" if value is None else str(value)


LEZERS: dict[str, Callable[[bytes], list[pd.DataFrame]]] = {
    "csv": _read_csv,
    "xlsx": _read_xlsx,
    "geojson": _read_geojson,
}
