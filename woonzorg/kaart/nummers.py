"""The numbers of a list on a map: each at its area, in the order of the list; no rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kaart.beeld import MARGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import shapely

    from woonzorg.kaart.beeld import Kaart, Vormen

_STRAAL = 11.0


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


def add_nummers(svg: str, kaart: Kaart, plekken: Sequence[tuple[int, int, int]], breedte: int) -> str:
    """Return the drawing of a map (`render_svg`, of this width) with numbers on it."""
    pixel = kaart.venster[2] / breedte
    marks = "".join(
        f'<g transform="translate({x} {y}) scale({pixel:.2f})"><circle r="{_STRAAL}" fill="#16161d" stroke="#fff" '
        f'stroke-width="2.5"/><text fill="#fff" dy="4.6">{number}</text></g>'
        for number, x, y in plekken
    )
    looks = 'font-family="sans-serif" font-weight="700" font-size="13" text-anchor="middle"'
    return svg.removesuffix("</svg>") + f"<g {looks}>{marks}</g></svg>" if marks else svg
