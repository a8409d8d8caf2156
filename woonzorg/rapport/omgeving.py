"""A small map of an area and what lies around it, for paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from woonzorg.gebied import find_niveau
from woonzorg.kaart.beeld import MARGE, Kaart
from woonzorg.kaart.kleuring import colour_klasse
from woonzorg.kaart.vormen import EENHEDEN, make_vormen
from woonzorg.oordeel.klassewoorden import count_gebieden

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.kaart.beeld import Venster
    from woonzorg.oordeel.toets import Score

RUIM = 2.2
"""How many times as large as the area the map is."""

VERHOUDING = 4 / 3
"""Width of the map to its height."""

KLEINST_M = 2000.0
"""Least height of the map in metres: a small buurt is shown among others."""


def make_omgeving(score: Score, code: str, titel: str) -> Kaart | None:
    """Make a map around an area, of all areas of its level; those of the ring take part.

    Parameters
    ----------
    score : Score
    code : str
        A scored area.
    titel : str
        What the map shows, for who cannot see it.

    Returns
    -------
    Kaart or None
        None when the area has no outline.
    """
    same = score.gebieden[score.gebieden["niveau"] == str(find_niveau(code))]
    own = same.loc[same["code"] == code, "geometry"].iloc[0]
    if own is None or own.is_empty:
        return None
    box = _find_vak(own)
    near = same.iloc[sorted(same.sindex.query(box, predicate="intersects"))].sort_values("code")
    outlines = make_vormen(near)
    # Concentrations are another question: without their outlines the map needs no more words.
    colours = replace(colour_klasse(near, outlines, score), lijn=("",) * len(outlines.vlakken))
    return Kaart(titel, outlines, colours, code, _find_venster(near, box))


def _find_vak(outline: shapely.Geometry) -> shapely.Geometry:
    left, bottom, right, top = outline.bounds
    height = max(RUIM * max(top - bottom, (right - left) / VERHOUDING), KLEINST_M)
    x, y, half = (left + right) / 2, (bottom + top) / 2, height / 2
    return shapely.box(x - half * VERHOUDING, y - half, x + half * VERHOUDING, y + half)


def _find_venster(gebieden: gpd.GeoDataFrame, box: shapely.Geometry) -> Venster:
    """Return the box in the units in which `make_vormen` drew these areas."""
    left, bottom, right, top = gebieden.total_bounds
    scale = EENHEDEN / max(right - left, top - bottom)
    west, south, east, north = box.bounds
    x, y = round((west - left) * scale) + MARGE, round((top - north) * scale) + MARGE
    return x, y, round((east - west) * scale), round((north - south) * scale)


def describe_omgeving(kaart: Kaart, naam: str, klasse: str) -> str:
    """Tell in words what the map shows."""
    around = count_gebieden(len(kaart.vormen.vlakken) - 1, "")
    return (
        f"Kaart van {naam} ({klasse}) en {around} eromheen, elk in de kleur en met de letter van de klasse."
    )
