"""The invented land: towns, a river, a border, and the buurten, wijken and gemeenten that grew there.

It lies in the open sea in EPSG:28992, so that no background map shows a real place under invented figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from woonzorg.bronnen.voorbeeld.groei import cut_cells, find_borders, grow_areas, scatter_points
from woonzorg.gebied import Rol

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.intp]

OORSPRONG = (20_000.0, 515_000.0)
"""Lower left corner in EPSG:28992 (metres): in the North Sea."""

BREEDTE, HOOGTE = 29_000.0, 27_000.0
BUURT_STAD, BUURT_LAND = 385.0, 1_230.0
"""Least distance between the hearts of buurten, in town and in the country (metres)."""

CELLEN = 0.2
"""Distance between cells as a share of that between buurten: about twenty cells a buurt."""

BUURTEN_PER_WIJK = 4.4


@dataclass(frozen=True)
class Kern:
    """A town or village.

    Attributes
    ----------
    x, y : float
        Place in kilometres from `OORSPRONG`.
    straal : float
        Radius in kilometres.
    gemeente : int
        Number of the gemeente that grows from it; 0 for none.
    voorsprong : float
        Head start of that gemeente on the others, in kilometres: the greater, the larger it grows.
    """

    x: float
    y: float
    straal: float
    gemeente: int = 0
    voorsprong: float = 0.0


KERNEN: tuple[Kern, ...] = (
    Kern(15.0, 13.2, 2.6, 9101, 2.0), Kern(20.3, 15.8, 1.8, 9102, 1.0), Kern(17.4, 8.2, 1.7, 9103, 1.0),
    Kern(13.2, 18.8, 1.6, 9104, 0.5), Kern(8.4, 14.0, 1.0, 9105, 0.5), Kern(10.8, 7.4, 1.1, 9106, 1.0),
    Kern(21.4, 10.2, 1.1, 9107, 1.0),
    Kern(15.5, 24.0, 1.1, 9201, 1.5), Kern(6.6, 21.4, 0.9, 9202), Kern(2.8, 13.4, 1.0, 9203),
    Kern(5.8, 3.6, 0.9, 9204, 1.0), Kern(14.8, 1.8, 1.2, 9205, 2.0),
    Kern(22.6, 21.6, 0.8, 9206), Kern(21.0, 3.2, 0.7, 9207),
    Kern(6.9, 11.2, 0.7), Kern(9.4, 17.2, 0.8), Kern(9.2, 9.8, 0.6), Kern(12.9, 4.9, 0.7),
    Kern(22.3, 6.9, 0.8), Kern(16.3, 18.6, 0.9), Kern(18.4, 12.1, 0.9), Kern(14.2, 9.6, 0.8),
)  # fmt: skip

EXCLAVE = (9105, 11.2, 8.9)
"""A gemeente and the place (kilometres) of the one buurt that it owns apart from its land."""

EERSTE_RAND = 9200
"""From this number on a gemeente lies around the region."""


def measure_stad(points: Values) -> Values:
    """Tell for points (n, 2), in metres, how urban it is there: 1 in the heart of a town, 0 in the fields."""
    stad = np.zeros(len(points))
    for kern in KERNEN:
        distance = np.hypot(points[:, 0] / 1e3 - kern.x, points[:, 1] / 1e3 - kern.y)
        stad = np.maximum(stad, min(1.0, 0.45 + kern.straal / 3) * np.exp(-((distance / kern.straal) ** 4)))
    return stad


def measure_afstand(points: Values) -> Values:
    """Give the least distance between buurten at these points (metres)."""
    return BUURT_LAND - (BUURT_LAND - BUURT_STAD) * measure_stad(points)


def _is_abroad(points: Values) -> npt.NDArray[np.bool_]:
    """Tell which points lie east of the winding national border."""
    x, y = points.T / 1e3
    abroad: npt.NDArray[np.bool_] = x > 23.6 + 0.9 * np.sin(y / 2.3) + 0.5 * np.sin(y / 0.9 + 1.0)
    return abroad


def _is_inland(points: Values) -> npt.NDArray[np.bool_]:
    """Tell which points lie within the country and off the edge of the field, where cells run wild."""
    x, y = points.T
    off_edge = (np.minimum(x, y) > 500) & (y < HOOGTE - 500)
    inland: npt.NDArray[np.bool_] = off_edge & ~_is_abroad(points)
    return inland


def _find_oever(points: Values) -> npt.NDArray[np.bool_]:
    """Tell on which bank of the river, the Wouwe, points lie."""
    x, y = points.T / 1e3
    north: npt.NDArray[np.bool_] = y > 11.2 + 1.4 * np.sin(x / 3.1) + 0.25 * np.sin(x * 1.7)
    return north


def _weigh_pairs(rng: np.random.Generator, points: Values, pairs: Positions, rivier: float) -> Values:
    """Effort of a step: distance, some chance (the same both ways), and crossing the river is hard."""
    distance = np.hypot(*(points[pairs[0]] - points[pairs[1]]).T)
    chance = 0.5 + rng.random(len(points))
    oever = _find_oever(points)
    crossing = np.where(oever[pairs[0]] != oever[pairs[1]], rivier, 1.0)
    effort: Values = distance * (chance[pairs[0]] + chance[pairs[1]]) * crossing / 2
    return effort


def _nearest(points: Values, places: Values) -> Positions:
    return np.array([np.argmin(np.hypot(*(points - place).T)) for place in places], dtype=np.intp)


def make_landschap(rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Make the buurten of region and ring.

    Parameters
    ----------
    rng : Generator
        All chance in the landscape.

    Returns
    -------
    GeoDataFrame
        A row a buurt, EPSG:28992: gemeente, wijk (numbers), rol, stad (0–1), x, y (metres from `OORSPRONG`),
        landsgrens, and outlines that form a valid coverage in whole metres.
    """
    harten = scatter_points(rng, BREEDTE, HOOGTE, measure_afstand)
    harten = harten[_is_inland(harten)]
    points = scatter_points(rng, BREEDTE, HOOGTE, lambda where: CELLEN * measure_afstand(where))
    cells = gpd.GeoSeries(cut_cells(points), crs="EPSG:28992")
    pairs = find_borders(cells)
    inland = _is_inland(points)
    effort = _weigh_pairs(rng, points, pairs, 8.0)
    effort[inland[pairs[0]] != inland[pairs[1]]] = np.inf
    seeds = np.flatnonzero(inland)[_nearest(points[inland], harten)]
    buurt = grow_areas(seeds, pairs, effort)
    buurten = _describe(rng, harten, buurt, pairs)
    buurten["landsgrens"] = np.isin(buurten.index, buurt[pairs[0]][_is_abroad(points)[pairs[1]]])
    shapes = [shapely.coverage_union_all(cells.to_numpy()[buurt == number]) for number in buurten.index]
    return gpd.GeoDataFrame(buurten, geometry=_smooth(np.array(shapes)), crs="EPSG:28992")


def _smooth(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Straighten the crumbs of the cells, borders shared, and put every corner on a whole metre in its place."""
    simple = shapely.coverage_simplify(shapes, 60.0)
    moved: npt.NDArray[np.object_] = shapely.transform(simple, lambda where: np.round(where + OORSPRONG))
    return moved


def _describe(
    rng: np.random.Generator, harten: Values, buurt: Positions, pairs: Positions
) -> gpd.GeoDataFrame:
    """Give each buurt its gemeente and wijk, and keep those of the region and the ring around it."""
    edges = buurt[pairs]
    borders = np.unique(edges[:, (edges[0] != edges[1]) & (edges.min(axis=0) >= 0)], axis=1)
    gemeente = _grow_gemeenten(rng, harten, borders)
    own = gemeente < EERSTE_RAND
    kept = own.copy()
    kept[borders[1][own[borders[0]]]] = True
    frame = gpd.GeoDataFrame(
        {
            "gemeente": gemeente, "wijk": _grow_wijken(rng, harten, borders, np.where(kept, gemeente, 0)),
            "rol": np.where(own, str(Rol.REGIO), str(Rol.RAND)), "stad": measure_stad(harten),
            "x": harten[:, 0], "y": harten[:, 1],
        }
    )  # fmt: skip
    return frame[kept]


def _grow_gemeenten(rng: np.random.Generator, harten: Values, borders: Positions) -> Positions:
    kernen = [kern for kern in KERNEN if kern.gemeente]
    seeds = _nearest(harten, np.array([(kern.x, kern.y) for kern in kernen]) * 1e3)
    start = np.array([kern.voorsprong for kern in kernen]) * 1e3
    grown = grow_areas(seeds, borders, _weigh_pairs(rng, harten, borders, 1.5), start)
    gemeente = np.array([kern.gemeente for kern in kernen])[grown]
    owner, x, y = EXCLAVE
    gemeente[_nearest(harten, np.array([(x, y)]) * 1e3)] = owner
    return gemeente


def _grow_wijken(
    rng: np.random.Generator, harten: Values, borders: Positions, gemeente: Positions
) -> Positions:
    """Let wijken grow, numbered within each gemeente from 0; the exclave is a wijk of its own."""
    effort = _weigh_pairs(rng, harten, borders, 3.0)
    effort[gemeente[borders[0]] != gemeente[borders[1]]] = np.inf
    wijk = np.full(len(harten), -1, dtype=np.intp)
    for number in np.unique(gemeente[gemeente > 0]):
        own = np.flatnonzero(gemeente == number)
        seeds = own[_spread(harten[own], max(1, round(len(own) / BUURTEN_PER_WIJK)))]
        grown = grow_areas(seeds, borders, effort)
        wijk[own] = np.where(grown[own] < 0, len(seeds), grown[own])
    return wijk


def _spread(points: Values, count: int) -> Positions:
    """Choose points far from one another for where they lie, the one nearest to the middle first."""
    chosen = [int(np.argmin(np.hypot(*(points - points.mean(axis=0)).T)))]
    while len(chosen) < count:
        gaps = np.hypot(*(points[:, None] - points[chosen]).transpose(2, 0, 1)).min(axis=1)
        chosen.append(int(np.argmax(gaps / measure_afstand(points))))
    return np.array(chosen, dtype=np.intp)
