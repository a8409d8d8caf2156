"""Outlines for a drawing: simplified with shared borders, projected to whole drawing units, written as paths.

This is the slow part of a map (a second for 3,000 areas); its result depends on the snapshot and level only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.kaart.beeld import MARGE, VLAKKEN_MAXIMUM, Omtrek, Venster, Vlak, Vormen

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Shapes = npt.NDArray[np.object_]

EENHEDEN = 8000
"""Drawing units along the longest side: about ten to a pixel on a beamer, so that zooming in stays sharp."""

VERSIMPELING = 1 / 2500
"""Detail smaller than this part of the longest side is left out: a third of a pixel on a beamer."""

FIJNER = 2
"""Units and detail are this many times finer where there are so many areas that people zoom in far."""


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
    return Vormen(
        _hash(vlakken, gemeenten), int(corner[0]), int(corner[1]), vlakken, gemeenten,
        projection.links, projection.boven, projection.schaal,
    )  # fmt: skip


def _hash(vlakken: tuple[Vlak, ...], gemeenten: tuple[Omtrek, ...]) -> str:
    return hashlib.sha256(repr((vlakken, gemeenten)).encode()).hexdigest()[:12]


def _draw_vlakken(gebieden: gpd.GeoDataFrame, outlines: Shapes, projection: _Projectie) -> tuple[Vlak, ...]:
    names = (gebieden[column].tolist() for column in ("code", "naam", "gemeentecode"))
    paths, middles = write_paths(outlines, projection), _find_middles(outlines, projection)
    return tuple(
        Vlak(code, naam, gemeente, path, *middle)
        for code, naam, gemeente, path, middle in zip(*names, paths, middles, strict=True)
    )


def _draw_gemeenten(
    gebieden: gpd.GeoDataFrame, outlines: Shapes, projection: _Projectie
) -> tuple[Omtrek, ...]:
    codes = gebieden["gemeentecode"].to_numpy()
    names = dict(sorted(zip(codes, gebieden["gemeentenaam"], strict=True)))
    unions = np.array([_merge(outlines[codes == code]) for code in names], dtype=object)
    paths, middles = write_paths(unions, projection), _find_middles(unions, projection)
    windows = _find_vensters(unions, projection)
    return tuple(
        Omtrek(code, naam, path, x, y, window)
        for (code, naam), path, (x, y, _), window in zip(names.items(), paths, middles, windows, strict=True)
    )


def _merge(outlines: Shapes) -> shapely.Geometry:
    """Return the union; outlines whose shared borders do not meet exactly take the slow way."""
    try:
        return shapely.coverage_union_all(outlines)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(outlines))


def _find_middles(outlines: Shapes, projection: _Projectie) -> list[tuple[int, int, int]]:
    """Return centre and radius of the largest circle inside the largest part of each outline."""
    parts, owner = shapely.get_parts(outlines, return_index=True)
    order = np.lexsort((-shapely.area(parts), owner))
    largest = parts[order[np.unique(owner[order], return_index=True)[1]]]
    radii = shapely.maximum_inscribed_circle(largest, tolerance=2.0 / projection.schaal)
    centres = projection.project(
        shapely.get_coordinates(radii)[::2]
    )  # a radius runs from the centre to the edge
    lengths = np.rint(shapely.length(radii) * projection.schaal).astype(int)
    return [(x, y, length) for (x, y), length in zip(centres.tolist(), lengths.tolist(), strict=True)]


def _find_vensters(outlines: Shapes, projection: _Projectie) -> list[Venster]:
    bounds = shapely.bounds(outlines)
    lefttop, rightbottom = (projection.project(bounds[:, corner]) for corner in ([0, 3], [2, 1]))
    start, end = lefttop - MARGE, rightbottom + MARGE
    return [
        (x, y, right - x, bottom - y)
        for (x, y), (right, bottom) in zip(start.tolist(), end.tolist(), strict=True)
    ]


def find_gebiedsvenster(vormen: Vormen, gebieden: gpd.GeoDataFrame) -> Venster:
    """Return the part of a drawing in which some of its areas lie; all of it where none has an outline."""
    known = gebieden[~(gebieden.geometry.isna() | gebieden.geometry.is_empty)]
    if known.empty or not vormen.schaal:
        return vormen.find_venster()
    projection = _Projectie(vormen.links, vormen.boven, vormen.schaal)
    return _find_vensters(np.array([shapely.box(*known.total_bounds)]), projection)[0]


def write_paths(outlines: Shapes, projection: _Projectie) -> list[str]:
    """Write polygons and multipolygons as SVG paths of whole, relative steps; all at once, for a country has many."""
    parts, outline_of_part = shapely.get_parts(outlines, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coordinates, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    points = projection.project(coordinates)
    steps = np.diff(points, axis=0)
    kept = (np.diff(ring_of_point) == 0) & steps.any(axis=1)
    ends = np.cumsum(np.bincount(ring_of_point[1:][kept], minlength=len(rings))).tolist()
    starts = points[np.searchsorted(ring_of_point, np.arange(len(rings)))].tolist()
    moves = [f"{dx}{'' if dy < 0 else ' '}{dy}" for dx, dy in steps[kept].tolist()]
    paths = [""] * len(outlines)
    for start, first, end, owner in zip(
        starts, [0, *ends], ends, outline_of_part[part_of_ring], strict=False
    ):
        paths[owner] += _close_ring(start, moves[first : end - 1])  # the last step is what 'z' draws
    return paths


def _close_ring(start: list[int], moves: list[str]) -> str:
    return f"M{start[0]} {start[1]}l{' '.join(moves)}z" if len(moves) >= 2 else ""
