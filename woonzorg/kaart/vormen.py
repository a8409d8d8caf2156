"""Outlines for a drawing: simplified with shared borders, projected to whole drawing units, written as paths.

This is the slow part of a map (a second for 3,000 areas); its result depends on the snapshot and level only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM, Omtrek, Venster, Vlak, Vormen

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

EENHEDEN = 8000
"""Drawing units along the longest side: about ten to a pixel on a beamer, so that zooming in stays sharp."""

VERSIMPELING = 1 / 2500
"""Detail smaller than this part of the longest side is left out: a third of a pixel on a beamer."""

FIJNER = 2
"""Units and detail are this many times finer where there are so many areas that people zoom in far."""

MARGE = 60
"""Room around the drawing, in drawing units, so that thick outlines are not cut."""


@dataclass(frozen=True)
class _Projectie:
    """From metres (EPSG:28992, y upwards) to drawing units (y downwards)."""

    links: float
    boven: float
    schaal: float

    def project(self, xy: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        shifted = np.column_stack([xy[:, 0] - self.links, self.boven - xy[:, 1]])
        whole: npt.NDArray[np.int64] = np.rint(shifted * self.schaal).astype(np.int64) + MARGE
        return whole


def make_vormen(gebieden: gpd.GeoDataFrame) -> Vormen:
    """Draw the outlines of the areas of one level.

    Parameters
    ----------
    gebieden : GeoDataFrame
        With code, naam, gemeentecode, gemeentenaam and geometry in EPSG:28992. Those without an outline are
        left out.

    Returns
    -------
    Vormen
        Without areas when none has an outline.
    """
    shapes = gebieden.geometry.to_numpy()
    drawable = gebieden[np.isin(shapely.get_type_id(shapes), [3, 6]) & ~shapely.is_empty(shapes)]
    if drawable.empty:
        return Vormen("leeg", EENHEDEN, EENHEDEN, (), ())
    left, bottom, right, top = drawable.total_bounds
    longest = max(right - left, top - bottom)
    finer = FIJNER if len(drawable) > VLAKKEN_MAXIMUM else 1
    outlines = shapely.coverage_simplify(drawable.geometry.to_numpy(), longest * VERSIMPELING / finer)
    projection = _Projectie(left, top, EENHEDEN * finer / longest)
    corner = projection.project(np.array([[right, bottom]]))[0] + MARGE
    vlakken = _draw_vlakken(drawable, outlines, projection)
    gemeenten = _draw_gemeenten(drawable, outlines, projection)
    return Vormen(_hash(vlakken, gemeenten), int(corner[0]), int(corner[1]), vlakken, gemeenten)


def _hash(vlakken: tuple[Vlak, ...], gemeenten: tuple[Omtrek, ...]) -> str:
    return hashlib.sha256(repr((vlakken, gemeenten)).encode()).hexdigest()[:12]


def _draw_vlakken(
    gebieden: gpd.GeoDataFrame, outlines: npt.NDArray[np.object_], projection: _Projectie
) -> tuple[Vlak, ...]:
    names = zip(gebieden["code"], gebieden["naam"], gebieden["gemeentecode"], outlines, strict=True)
    return tuple(
        Vlak(code, naam, gemeente, write_path(outline, projection), *_find_middle(outline, projection))
        for code, naam, gemeente, outline in names
    )


def _draw_gemeenten(
    gebieden: gpd.GeoDataFrame, outlines: npt.NDArray[np.object_], projection: _Projectie
) -> tuple[Omtrek, ...]:
    codes = gebieden["gemeentecode"].to_numpy()
    names = dict(zip(codes, gebieden["gemeentenaam"], strict=True))
    unions = {code: _merge(outlines[codes == code]) for code in sorted(names)}
    return tuple(
        Omtrek(
            code,
            names[code],
            write_path(outline, projection),
            *_find_middle(outline, projection)[:2],
            _find_venster(outline, projection),
        )
        for code, outline in unions.items()
    )


def _merge(outlines: npt.NDArray[np.object_]) -> shapely.Geometry:
    """Return the union; outlines whose shared borders do not meet exactly take the slow way."""
    try:
        return shapely.coverage_union_all(outlines)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(outlines))


def _find_middle(outline: shapely.Geometry, projection: _Projectie) -> tuple[int, int, int]:
    """Return centre and radius of the largest circle inside the largest part."""
    parts = shapely.get_parts(outline)
    largest = parts[np.argmax(shapely.area(parts))]
    radius_line = shapely.maximum_inscribed_circle(largest, tolerance=2.0 / projection.schaal)
    x, y = projection.project(shapely.get_coordinates(radius_line)[:1])[0]
    return int(x), int(y), round(shapely.length(radius_line) * projection.schaal)


def _find_venster(outline: shapely.Geometry, projection: _Projectie) -> Venster:
    left, bottom, right, top = shapely.bounds(outline)
    corners = projection.project(np.array([[left, top], [right, bottom]]))
    x, y = (int(value) - MARGE for value in corners[0])
    return x, y, int(corners[1][0]) + MARGE - x, int(corners[1][1]) + MARGE - y


def write_path(outline: shapely.Geometry, projection: _Projectie) -> str:
    """Write a polygon or multipolygon as an SVG path of whole, relative steps."""
    rings = shapely.get_rings(shapely.get_parts(outline))
    return "".join(_write_ring(projection.project(shapely.get_coordinates(ring))) for ring in rings)


def _write_ring(points: npt.NDArray[np.int64]) -> str:
    steps = np.diff(points, axis=0)
    steps = steps[np.any(steps != 0, axis=1)][:-1]  # the last step is what 'z' draws
    if len(steps) < 2:
        return ""
    moves = "".join(f"{dx}{'' if dy < 0 else ' '}{dy} " for dx, dy in steps.tolist())
    return f"M{points[0][0]} {points[0][1]}l{moves.rstrip()}z"
