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
    candidates = rng.random((400_000, 2)) * (breedte, hoogte)
    own = afstand(candidates)
    # Where points may lie closer more darts are thrown, so that the field fills evenly.
    kept = rng.random(len(own)) < 10.0 * breedte * hoogte / len(own) / own**2
    candidates, own = candidates[kept], own[kept]
    points, count = np.empty_like(candidates), 0
    for candidate, least in zip(candidates, own, strict=True):
        gap = points[:count] - candidate
        if not count or np.min(gap[:, 0] ** 2 + gap[:, 1] ** 2) >= least**2:
            points[count] = candidate
            count += 1
    return points[:count].copy()


def cut_cells(points: Values) -> npt.NDArray[np.object_]:
    """Cut the plane into cells, one around each point (Voronoi), in the order of the points."""
    cells = shapely.voronoi_polygons(shapely.multipoints(points), ordered=True)
    parts: npt.NDArray[np.object_] = shapely.get_parts(cells)
    return parts


def find_borders(cells: gpd.GeoSeries) -> Positions:
    """Return the pairs of cells that share a border, both directions: shape (2, pairs)."""
    return find_pairs(cells, 0.0)


def grow_areas(zaden: Positions, pairs: Positions, moeite: Values, voorsprong: Values | None = None) -> Positions:
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
