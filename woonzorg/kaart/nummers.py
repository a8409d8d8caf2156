"""The numbers of a list on a map: each at its area, in the order of the list; no rank.

Numbers of areas that touch would cover each other: they are set apart, and one that left its area has a line to it.
The maps on screen do the same in ``kaartdelen.js``, at each zoom anew.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kaart.beeld import MARGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import shapely

    from woonzorg.kaart.beeld import Kaart, Vormen

_STRAAL = 11.0

TUSSENRUIMTE = 26.0
"""Least distance (pixels) between the hearts of two numbers: their circles, with the white around them."""

_SPELING = 0.01
_RONDEN = 200
"""Enough for a list of forty areas in one place."""


def choose_niveau(codes: Sequence[str]) -> str:
    """Return the level of the map on which a list is shown: wijken only where it names no buurt."""
    levels = {find_niveau(code) for code in codes}
    return (Niveau.WIJK if Niveau.WIJK in levels and Niveau.BUURT not in levels else Niveau.BUURT).value


def find_plekken(
    vormen: Vormen, gebieden: gpd.GeoDataFrame, codes: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Return the number and place of each area of a list, in drawing units; one without an outline has no place.

    Parameters
    ----------
    vormen : Vormen
        The drawing: of buurten, though a wijk or gemeente may be on the list.
    gebieden : GeoDataFrame
        All areas, EPSG:28992.
    codes : sequence of str
        The list.
    """
    known = {vlak.code: (vlak.x, vlak.y) for vlak in vormen.vlakken}
    shapes = gebieden.loc[
        gebieden["code"].isin([code for code in codes if code not in known]), ["code", "geometry"]
    ]
    for code, shape in zip(shapes["code"], shapes.geometry, strict=True):
        if vormen.schaal and shape is not None and not shape.is_empty:
            known[code] = _project(vormen, shape)
    return [(number, *known[code]) for number, code in enumerate(codes, start=1) if code in known]


def _project(vormen: Vormen, shape: shapely.Geometry) -> tuple[int, int]:
    point = shape.representative_point()
    x, y = (point.x - vormen.links) * vormen.schaal, (vormen.boven - point.y) * vormen.schaal
    return round(x) + MARGE, round(y) + MARGE


def spread(plekken: Sequence[tuple[float, float]], afstand: float) -> list[tuple[float, float]]:
    """Return places that are no nearer to each other than this distance, each close to where it was.

    Examples
    --------
    >>> spread([(0.0, 0.0), (10.0, 0.0)], 30.0)
    [(-10.0, 0.0), (20.0, 0.0)]
    """
    found = [list(place) for place in plekken]
    for _ in range(_RONDEN):
        moved = [
            _part(found[one], found[other], afstand, one) for one, other in combinations(range(len(found)), 2)
        ]
        if not any(moved):
            break
    return [(x, y) for x, y in found]


def _part(een: list[float], ander: list[float], afstand: float, beurt: int) -> bool:
    """Move two places apart, each by half; two in one place go a way of their own."""
    dx, dy = ander[0] - een[0], ander[1] - een[1]
    apart = math.hypot(dx, dy)
    if apart > afstand - _SPELING:
        return False
    angle = math.atan2(dy, dx) if apart > _SPELING else beurt * 2.4
    half = (afstand - apart) / 2
    for place, sign in ((een, -1), (ander, 1)):
        place[0] += sign * half * math.cos(angle)
        place[1] += sign * half * math.sin(angle)
    return True


def add_nummers(svg: str, kaart: Kaart, plekken: Sequence[tuple[int, int, int]], breedte: int) -> str:
    """Return the drawing of a map (`render_svg`, of this width) with numbers on it, none over another."""
    pixel = kaart.venster[2] / breedte
    apart = spread([(x, y) for _, x, y in plekken], TUSSENRUIMTE * pixel)
    placed = list(zip(plekken, apart, strict=True))
    lines = "".join(_draw_lijn(place, to, pixel) for place, to in placed)
    marks = "".join(
        f'<g transform="translate({x:.1f} {y:.1f}) scale({pixel:.2f})"><circle r="{_STRAAL}" fill="#16161d" '
        f'stroke="#fff" stroke-width="2.5"/><text fill="#fff" dy="4.6">{number}</text></g>'
        for (number, _, _), (x, y) in placed
    )
    looks = 'font-family="sans-serif" font-weight="700" font-size="13" text-anchor="middle"'
    return svg.removesuffix("</svg>") + f"<g {looks}>{lines}{marks}</g></svg>" if marks else svg


def _draw_lijn(plek: tuple[int, int, int], naar: tuple[float, float], pixel: float) -> str:
    """Return the line from an area to the number that no longer covers it; '' where it still does."""
    _, x, y = plek
    if math.dist((x, y), naar) <= _STRAAL * pixel:
        return ""
    d = f"M{x} {y}L{naar[0]:.1f} {naar[1]:.1f}"
    return "".join(
        f'<path class="wijzer" d="{d}" stroke="{colour}" stroke-width="{width * pixel:.2f}" stroke-linecap="round"/>'
        for colour, width in (("#fff", 6), ("#16161d", 2.5))
    )
