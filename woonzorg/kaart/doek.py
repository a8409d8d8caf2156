"""Pack outlines for a map on canvas: for more areas than a page of SVG can hold, and without WebGL.

Measured on 14,500 areas in a browser without a graphics card: canvas draws them in a fifth of a second and takes
the first click; as SVG they take seconds, and through WebGL first clicks get lost.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from woonzorg.kaart.svg import pack_patronen, pack_punten

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Vormen


def pack_vormen(vormen: Vormen) -> dict[str, Any]:
    """Return what canvas needs to draw and search the outlines; colours follow (`svg.pack_kleuring`).

    Returns
    -------
    dict
        ``paden`` (SVG paths joined by |), ``punten`` (`svg.pack_punten`), ``maat`` (width and height),
        ``gemeenten`` (name, path, place of the name; those with most areas first) and ``patronen``.
    """
    areas = Counter(vlak.gemeente for vlak in vormen.vlakken)
    order = sorted(vormen.gemeenten, key=lambda omtrek: (-areas[omtrek.code], omtrek.code))
    return {
        "paden": "|".join(vlak.pad for vlak in vormen.vlakken),
        "punten": pack_punten(vormen),
        "maat": [vormen.breedte, vormen.hoogte],
        "gemeenten": [[omtrek.naam, omtrek.pad, omtrek.x, omtrek.y] for omtrek in order],
        "patronen": pack_patronen(),
    }
