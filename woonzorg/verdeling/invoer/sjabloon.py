"""Templates for own figures, by area and of complexes: as csv, or as one xlsx with an explanation of every column."""

from __future__ import annotations

from woonzorg.eigenbestand import sjabloon
from woonzorg.verdeling.invoer.eigen_cijfers import VORMEN


def make_sjabloon(soort: str = "gebieden") -> bytes:
    """Return the template of one table, as csv."""
    return sjabloon.make_csv(next(vorm for vorm in VORMEN if vorm.naam == soort))


def make_sjabloon_xlsx() -> bytes:
    """Return a workbook with a sheet a table, and one that explains every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon eigen cijfers", VORMEN)
