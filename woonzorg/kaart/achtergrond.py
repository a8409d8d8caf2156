"""The background map of PDOK under the drawing: which tiles of the Dutch grid cover a part of it, and where they lie.

The drawing is linear in EPSG:28992, and so is this grid: each tile is one square image. Nothing is asked here; the
browser asks for the tiles, and only when a visitor wants them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.kaart.beeld import MARGE

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Venster, Vormen

OORSPRONG = (-285_401.92, 903_401.92)
"""Upper left corner of the Dutch tile grid, in metres of EPSG:28992."""

TEGEL_M = 256 * 3440.64
"""Side of the one tile of zoom 0 (metres); each next zoom halves it."""

ZOOM_MAXIMUM = 14
TEGELS_MAXIMUM = 40
"""Most tiles that one view may ask for: sharp enough on a beamer, and no burden to a public service."""

BRONREGEL = "Kaartachtergrond: BRT Achtergrondkaart, PDOK/Kadaster (CC BY 4.0)"
STORING = "De achtergrondkaart is nu niet te bereiken. De kaart zelf werkt gewoon."
UITLEG = "Uw browser haalt de achtergrond op bij PDOK (Kadaster)."
NERGENS = "Geen achtergrondkaart: deze streek is verzonnen en ligt nergens."


@dataclass(frozen=True)
class Tegel:
    """One image of the background.

    Attributes
    ----------
    adres : str
    x, y, zijde : float
        Upper left corner and side, in drawing units.
    """

    adres: str
    x: float
    y: float
    zijde: float


def list_tegels(vormen: Vormen, venster: Venster, adres: str) -> list[Tegel]:
    """Return the tiles that cover a part of a drawing, in the finest zoom that needs few enough.

    Parameters
    ----------
    vormen : Vormen
    venster : tuple of int
        Part of the drawing: left, top, width, height.
    adres : str
        Template with {z}, {x} and {y}.

    Returns
    -------
    list of Tegel
        Empty when it is not known where the drawing lies.
    """
    if not vormen.schaal:
        return []
    left, top, width, height = venster
    # Metres from the origin of the grid, to the right and downwards.
    east = vormen.links + (left - MARGE) / vormen.schaal - OORSPRONG[0]
    south = OORSPRONG[1] - vormen.boven + (top - MARGE) / vormen.schaal
    box = (east, south, east + width / vormen.schaal, south + height / vormen.schaal)
    zoom = max(z for z in range(ZOOM_MAXIMUM + 1) if z == 0 or _count(box, z) <= TEGELS_MAXIMUM)
    columns, rows = _find_range(box, zoom)
    side = TEGEL_M / 2**zoom
    return [
        Tegel(
            adres.replace("{z}", str(zoom)).replace("{x}", str(column)).replace("{y}", str(row)),
            round((column * side + OORSPRONG[0] - vormen.links) * vormen.schaal + MARGE, 2),
            round((row * side - OORSPRONG[1] + vormen.boven) * vormen.schaal + MARGE, 2),
            round(side * vormen.schaal, 2),
        )
        for row in rows
        for column in columns
    ]


def _find_range(box: tuple[float, float, float, float], zoom: int) -> tuple[range, range]:
    """Return columns and rows of the tiles that a box touches."""
    first_column, first_row, last_column, last_row = (math.floor(edge / TEGEL_M * 2**zoom) for edge in box)
    return range(first_column, last_column + 1), range(first_row, last_row + 1)


def _count(box: tuple[float, float, float, float], zoom: int) -> int:
    columns, rows = _find_range(box, zoom)
    return len(columns) * len(rows)
