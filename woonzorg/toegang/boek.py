"""The book of deeds: a line of JSON on the log for each thing that somebody did, or was refused.

It holds when, who, what and to which id, and how that ended: never a text that somebody wrote, never a figure.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonzorg.toegang.bezoeker import Bezoeker
    from woonzorg.toegang.rechten import Daad

_KENMERK = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")

BOEK = logging.getLogger("woonzorg.boek")
"""The log that has nothing but these lines."""


class Afloop(StrEnum):
    """How a deed ended."""

    GEDAAN = "gedaan"
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"


def write_boek(
    bezoeker: Bezoeker, daad: Daad | str, afloop: Afloop, kenmerk: str = "", nu: datetime | None = None
) -> None:
    """Write a line in the book.

    Parameters
    ----------
    bezoeker : Bezoeker
    daad : Daad or str
        What was done; a word of ours.
    afloop : Afloop
    kenmerk : str
        Id of what it was done to; what is no id is left out.
    nu : datetime, optional
        Now by default.
    """
    _open_boek()
    BOEK.info("%s", format_regel(bezoeker, daad, afloop, kenmerk, nu or datetime.now(UTC)))


def format_regel(bezoeker: Bezoeker, daad: Daad | str, afloop: Afloop, kenmerk: str, nu: datetime) -> str:
    """Return a line: plain signs only, so that nothing in an account begins another line."""
    line = {
        "tijd": nu.astimezone(UTC).isoformat(timespec="milliseconds"), "account": bezoeker.account or None,
        "rol": bezoeker.rol, "daad": str(daad), "kenmerk": kenmerk if _KENMERK.fullmatch(kenmerk) else None,
        "afloop": afloop,
    }  # fmt: skip
    return json.dumps(line)


def _open_boek() -> None:
    """Let the lines reach the error stream where nobody arranged anything else."""
    if BOEK.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    BOEK.addHandler(handler)
    BOEK.setLevel(logging.INFO)
    BOEK.propagate = False
