"""A hostile case: what is given, to which reader of the product, and what must come of it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

GELEZEN = ""
"""What comes of a case that is odd and harmless: it is read."""


@dataclass(frozen=True)
class Geval:
    """One case.

    Attributes
    ----------
    naam : str
        What is hostile about it; unique.
    lezer : str
        Which reader of the product gets it, by its name in `lezers.LEZERS`.
    maak : callable
        Makes what is given: the bytes of a file, or whatever else its reader takes.
    uitkomst : str
        What the Dutch message says, as a pattern; `GELEZEN` where it is read.
    bestand : str
        Name under which it is given.
    """

    naam: str
    lezer: str
    maak: Callable[[], object]
    uitkomst: str = GELEZEN
    bestand: str = "a.csv"


def lie_grootte(raw: bytes, grootte: int) -> bytes:
    """Return a zip file of which the list says that its first member unpacks to another size."""
    start = raw.rindex(b"PK\x01\x02")
    return raw[: start + 24] + grootte.to_bytes(4, "little") + raw[start + 28 :]


def make_lid(naam: str, *, is_link: bool = False) -> zipfile.ZipInfo:
    """Return a member of a zip file under any name; unpacked, a link would point to what it holds."""
    lid = zipfile.ZipInfo(naam)
    lid.create_system, lid.external_attr = 3, (0o120777 if is_link else 0o100644) << 16
    return lid
