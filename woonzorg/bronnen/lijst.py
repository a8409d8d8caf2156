"""All sources, listed once; their order is that of loading, of lists and of what `laad --controleer` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.bronnen.bron import Bron, Cijferbron
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.leefbaarometer import LEEFBAAROMETER
from woonzorg.bronnen.nabijheid import NABIJHEID
from woonzorg.bronnen.politie import POLITIE
from woonzorg.bronnen.ses_woa import SES_WOA

if TYPE_CHECKING:
    from collections.abc import Collection

BRONNEN: tuple[Bron, ...] = (SES_WOA, KERNCIJFERS, LEEFBAAROMETER, NABIJHEID, POLITIE, GRENZEN)


def find_bron(sleutel: str) -> Bron | None:
    """Return the source of a key; None for one that is no longer, or not yet, in the list."""
    return next((bron for bron in BRONNEN if bron.sleutel == sleutel), None)


def list_cijferbronnen(zonder: Collection[str] = ()) -> list[Cijferbron]:
    """Return the sources of figures, but for those that a user leaves out."""
    return [bron for bron in BRONNEN if isinstance(bron, Cijferbron) and bron.sleutel not in zonder]
