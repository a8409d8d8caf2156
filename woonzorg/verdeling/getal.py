"""Numbers as people write them: in a cell of a table, in a field, and on screen."""

from __future__ import annotations

import math
import re

from woonzorg.tekst import format_getal

_GEHEEL = re.compile(r"\d{1,9}(\.0+)?|\d{1,3}(\.\d{3}){1,2}", re.ASCII)
_DUIZEND = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_MAAT = re.compile(r"-?\d{1,9}(\.\d+)?", re.ASCII)


def parse_getal(cell: object) -> float:
    """Return a whole number from 0, NaN for an empty cell, infinity for anything else; 1.234 is Dutch for 1234."""
    text = str(cell).strip()
    if not text:
        return math.nan
    if not _GEHEEL.fullmatch(text):
        return math.inf
    return float(text.replace(".", "")) if _DUIZEND.fullmatch(text) else float(text)


def parse_maat(cell: object) -> float:
    """Return a number with decimals behind a point or comma, NaN for an empty cell, infinity for anything else."""
    text = str(cell).strip().replace(",", ".")
    if not text:
        return math.nan
    return float(text) if _MAAT.fullmatch(text) else math.inf


def format_hoogstens(waarde: float, decimalen: int) -> str:
    """Write a number that is told as a most: rounded up, so that what it stands for is never more.

    Examples
    --------
    >>> format_hoogstens(0.1287, 1), format_hoogstens(0.1, 1), format_hoogstens(2.0, 0)
    ('0,2', '0,1', '2')
    """
    scale: int = 10**decimalen
    return format_getal(math.ceil(waarde * scale - 1e-9) / scale, decimalen)


def format_waarde(waarde: float) -> str:
    """Write a number with no more decimals than it has."""
    text = f"{waarde:.6f}".rstrip("0")
    return format_getal(waarde, len(text.partition(".")[2]))
