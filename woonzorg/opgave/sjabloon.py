"""Templates for a region's own opgave: as csv, or as one xlsx with an explanation of every column."""

from __future__ import annotations

from woonzorg.eigenbestand import sjabloon
from woonzorg.opgave.inlezen import OPGAVE, VORMEN


def make_csv(blad: str = OPGAVE.naam) -> bytes:
    """Return the template of one sheet, as csv."""
    return sjabloon.make_csv(next(vorm for vorm in VORMEN if vorm.naam == blad))


def make_xlsx() -> bytes:
    """Return a workbook with both sheets and one that explains the columns; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon opgave", VORMEN)
