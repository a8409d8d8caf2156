"""Numbers as people write them on screen; those in a cell of a file are read by `eigenbestand.getal`."""

from __future__ import annotations

import math

from woonzorg.speling import RUIS
from woonzorg.tekst.getal import format_getal


def format_hoogstens(waarde: float, decimalen: int) -> str:
    """Write a number that is told as a most: rounded up, so that what it stands for is never more.

    Examples
    --------
    >>> format_hoogstens(0.1287, 1), format_hoogstens(0.1, 1), format_hoogstens(2.0, 0)
    ('0,2', '0,1', '2')
    """
    scale: int = 10**decimalen
    return format_getal(math.ceil(waarde * scale - RUIS) / scale, decimalen)


def format_waarde(waarde: float) -> str:
    """Write a number with no more decimals than it has."""
    text = f"{waarde:.6f}".rstrip("0")
    return format_getal(waarde, len(text.partition(".")[2]))
