"""How a number in a workbook looks: as a share, as a day, or as the number that it is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from woonzorg.eigenbestand.archief import Ontvanger, stream_xml


class Getalopmaak(StrEnum):
    """What a format makes of a number."""

    GETAL = "getal"
    PROCENT = "procent"
    DAG = "dag"


_INGEBOUWD: dict[int, Getalopmaak] = dict.fromkeys((9, 10), Getalopmaak.PROCENT) | dict.fromkeys(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), Getalopmaak.DAG
)
"""Formats that Excel knows by number only (ECMA-376, part 1, 18.8.30)."""

_VAST = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Parts of a format that are text, padding, colour or condition."""

_GETAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?")


@dataclass
class Opmaak(Ontvanger):
    """The formats of a workbook, by the number that cells name."""

    eigen: dict[int, str] = field(default_factory=dict)
    soorten: list[Getalopmaak] = field(default_factory=list)
    _in_cellen: bool = False

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        """Take a format."""
        number = kenmerken.get("numFmtId", "")
        known = int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0
        if naam == "numFmt":
            self.eigen[known] = kenmerken.get("formatCode", "")
        elif naam == "cellXfs":
            self._in_cellen = True
        elif naam == "xf" and self._in_cellen:
            self.soorten.append(_find_soort(self.eigen.get(known), known))

    def end(self, naam: str) -> None:
        """Take the end of the list of formats that cells name."""
        self._in_cellen = self._in_cellen and naam != "cellXfs"

    def find_soort(self, nummer: str) -> Getalopmaak:
        """Return what the format of a cell makes of its number."""
        known = re.fullmatch(r"[0-9]{1,9}", nummer) and int(nummer) < len(self.soorten)
        return self.soorten[int(nummer)] if known else Getalopmaak.GETAL


def read_opmaak(raw: bytes) -> Opmaak:
    """Return the formats that the part with styles declares; none at all where there is no such part."""
    found = Opmaak()
    if raw:
        stream_xml(raw, found)
    return found


def _find_soort(vorm: str | None, nummer: int) -> Getalopmaak:
    if vorm is None:
        return _INGEBOUWD.get(nummer, Getalopmaak.GETAL)
    bare = _VAST.sub("", vorm)
    if "%" in bare:
        return Getalopmaak.PROCENT
    return Getalopmaak.DAG if re.search(r"[dmyhs]", bare, re.IGNORECASE) else Getalopmaak.GETAL


def write_waarde(raw: str, soort: Getalopmaak, *, begin_1904: bool = False) -> str | int | float | None:
    """Return a stored number as it is meant: a share and a day become text; None when it is no number.

    Examples
    --------
    >>> write_waarde("0.125", Getalopmaak.PROCENT), write_waarde("46356", Getalopmaak.DAG),
    write_waarde("12.0", Getalopmaak.GETAL)
    ('12,5%', '30-11-2026', 12)
    """
    number = float(raw) if _GETAL.fullmatch(raw.strip()) else math.nan
    if not math.isfinite(number):
        return None
    if soort == Getalopmaak.PROCENT:
        return write_procent(number)
    if soort == Getalopmaak.DAG:
        return _write_dag(number, begin_1904=begin_1904)
    return int(number) if number.is_integer() and abs(number) < 10**15 else number


def write_procent(aandeel: float) -> str:
    """Write a share as people read it; the digits that counting in twos adds are left out."""
    return f"{aandeel * 100:.10g}%".replace(".", ",")


def _write_dag(dagen: float, *, begin_1904: bool) -> str:
    begin = datetime(1904, 1, 1) if begin_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  days have no zone
    try:
        return f"{begin + timedelta(days=dagen):%d-%m-%Y}"
    except OverflowError:
        return f"dag {dagen:g}"
