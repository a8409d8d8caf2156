"""Tools for an invented map: scatter points, cut cells around them, and let areas grow over those cells.

Areas that grow from cell to cell hang together by construction and share their borders exactly.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.gebied import find_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.intp]


WORPEN, RONDEN = 4_000, 60
"""Darts in a round, and rounds: enough to fill the field."""


def scatter_points(
    rng: np.random.Generator, breedte: float, hoogte: float, afstand: Callable[[Values], Values]
) -> Values:
    """Scatter points so that none lies nearer to another than its own least distance (dart throwing).

    Parameters
    ----------
    rng : Generator
    breedte, hoogte : float
        Size of the field in metres; its lower left corner is (0, 0).
    afstand : callable
        Gives for points (n, 2) the least distance to others, in metres.

    Returns
    -------
    ndarray of shape (points, 2)
    """
    points = np.empty((0, 2))
    for _ in range(RONDEN):
        darts = rng.random((WORPEN, 2)) * (breedte, hoogte)
        own = afstand(darts)
        # Where points may lie closer more darts are kept, so that the field fills evenly.
        kept = rng.random(WORPEN) < (own.min() / own) ** 2
        points = _add_darts(points, darts[kept], own[kept])
    return points


def _add_darts(points: Values, darts: Values, own: Values) -> Values:
    """Add the darts that lie far enough from every point and every dart before them."""
    count = len(points)
    shapes = shapely.points(np.concatenate([points, darts]))
    dart, other = shapely.STRtree(shapes).query(shapes[count:], predicate="dwithin", distance=own)
    blocked = np.unique(dart[other < dart + count])
    return np.concatenate([points, np.delete(darts, blocked, axis=0)])


def cut_cells(points: Values) -> npt.NDArray[np.object_]:
    """Cut the plane into cells, one around each point (Voronoi), in the order of the points."""
    cells = shapely.voronoi_polygons(shapely.multipoints(points), ordered=True)
    parts: npt.NDArray[np.object_] = shapely.get_parts(cells)
    return parts


def find_borders(cells: gpd.GeoSeries) -> Positions:
    """Return the pairs of cells that share a border, both directions: shape (2, pairs)."""
    return find_pairs(cells, 0.0)


def grow_areas(
    zaden: Positions, pairs: Positions, moeite: Values, voorsprong: Values | None = None
) -> Positions:
    """Let areas grow from their seeds until every cell belongs to the one that reaches it with least effort.

    Parameters
    ----------
    zaden : ndarray of int
        The cell in which each area starts.
    pairs : ndarray of shape (2, pairs)
        Neighbouring cells, both directions.
    moeite : ndarray of float
        Effort of stepping over each pair; infinite where no step is possible.
    voorsprong : ndarray of float, optional
        Head start of each area, in the unit of effort.

    Returns
    -------
    ndarray of int
        Area of each cell; -1 where none can come.
    """
    neighbours: dict[int, list[tuple[int, float]]] = {}
    for left, right, effort in zip(*pairs.tolist(), moeite.tolist(), strict=True):
        neighbours.setdefault(left, []).append((right, effort))
    start = np.zeros(len(zaden)) if voorsprong is None else -voorsprong
    queue = [(float(start[area]), int(cell), area) for area, cell in enumerate(zaden)]
    heapq.heapify(queue)
    owner: dict[int, int] = {}
    while queue:
        spent, cell, area = heapq.heappop(queue)
        if cell in owner or not np.isfinite(spent):
            continue
        owner[cell] = area
        for other, effort in neighbours.get(cell, []):
            heapq.heappush(queue, (spent + effort, other, area))
    return np.array([owner.get(cell, -1) for cell in range(int(pairs.max()) + 1)], dtype=np.intp)
