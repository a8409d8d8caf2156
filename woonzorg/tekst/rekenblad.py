"""Tables for a spreadsheet: one form of csv, which a Dutch Excel opens well and `eigenbestand` reads back exactly.

A byte order mark tells that the text is UTF-8, semicolons part the columns, a comma the decimals. Text that a
spreadsheet would run as a formula is defused.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these may be run as a formula."""


def defuse(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run; leave all else as it is.

    Examples
    --------
    >>> defuse("=1+1"), defuse(-0.5), defuse("Heerlen")
    ("'=1+1", -0.5, 'Heerlen')
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(GEVAARLIJK):
        return f"'{value}"
    return value


def restore(tekst: str) -> str:
    """Return text as it was before `defuse`.

    Examples
    --------
    >>> restore("'=1+1"), restore("'t Zand")
    ('=1+1', "'t Zand")
    """
    plain = tekst.removeprefix("'")
    return plain if defuse(plain) == tekst else tekst


def write_csv(tabel: pd.DataFrame) -> bytes:
    """Write a table as csv, without its index; what is missing stays empty.

    Examples
    --------
    >>> write_csv(pd.DataFrame({"code": ["GM0917"], "lq": [1.25]})).decode("utf-8-sig").split()
    ['code;lq', 'GM0917;1,25']
    """
    return write_csv_rijen(list(tabel.columns), tabel.itertuples(index=False, name=None))


def write_csv_rijen(koppen: Sequence[object], rijen: Iterable[Sequence[object]]) -> bytes:
    """Write rows under the names of their columns, as `write_csv` does a table."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([_write_cel(name) for name in koppen])
    writer.writerows([_write_cel(cell) for cell in row] for row in rijen)
    return buffer.getvalue().encode("utf-8-sig")


def _write_cel(cel: object) -> str:
    if isinstance(cel, bool | np.bool_):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        return _write_getal(float(cel))  # a float of numpy writes its type, too
    return "" if cel is None or cel is pd.NA or cel is pd.NaT else str(defuse(cel))


def _write_getal(getal: float) -> str:
    """Write a number so that reading gives it back: a comma, and no more digits than it needs."""
    if not math.isfinite(getal):
        return ""
    return np.format_float_positional(getal, trim="-").replace(".", ",")
