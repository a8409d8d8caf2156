"""Complexes in own figures: rows checked, points laid in the buurt in which they lie."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from woonzorg.gebied import clean_code
from woonzorg.verdeling.complexen import Complex
from woonzorg.verdeling.getal import parse_getal, parse_maat

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import pandas as pd

UITLEG_COMPLEXEN: dict[str, str] = {
    "complex": "naam van het complex",
    "code": "code van de buurt waarin het ligt; mag leeg blijven als er een punt is",
    "x": "plaats: x in meters (Rijksdriehoek)",
    "y": "plaats: y in meters (Rijksdriehoek)",
    "lon": "plaats: lengtegraad (WGS84), in plaats van x en y",
    "lat": "plaats: breedtegraad (WGS84)",
    "woningen": "woningen in het complex",
    "gehuisvest": "huishoudens van de groepen die er nu wonen; leeg als dat niet bekend is",
}
"""The columns of a table of complexes, with what they hold; every row needs a name, a place and dwellings."""

_RD, _GRADEN = "EPSG:28992", "EPSG:4326"


def check_complexen(table: pd.DataFrame, buurten: gpd.GeoDataFrame) -> Iterator[str]:
    """Yield a finding for each wrong row; rows are numbered as a spreadsheet shows them."""
    if not table.columns.is_unique:
        return
    if table.empty:
        yield "er staan geen rijen in het bestand"
    codes, seen = set(buurten["code"]), set[str]()
    places = _find_buurten(table, buurten)
    for number, (row, place) in enumerate(zip(table.to_dict("records"), places, strict=True), start=2):
        name = str(row["complex"]).strip()
        if not name or name in seen:
            reason = f"'{name[:60]}' staat er twee keer" if name else "de naam is leeg"
            yield f"rij {number}, kolom complex: {reason}; geef elk complex een eigen naam"
        seen.add(name)
        yield from (
            f"rij {number}, {text}" for text in (*_check_plaats(row, place, codes), *_check_aantal(row))
        )


def _check_plaats(row: dict[Hashable, Any], buurt: str, codes: set[str]) -> Iterator[str]:
    code, wrong = (
        clean_code(row.get("code", "")),
        [n for n in _PUNT if math.isinf(parse_maat(row.get(n, "")))],
    )
    if wrong:
        yield f"kolom {' en '.join(wrong)}: dit is geen getal; verbeter het"
    elif code and code not in codes:
        yield f"kolom code: {code[:30]} is geen buurt van deze streek; verbeter de code of haal de rij weg"
    elif not code and not _has_point(row):
        yield "de plaats ontbreekt; geef een code, of x en y, of lon en lat"
    elif _has_point(row) and not buurt:
        yield "het punt ligt niet in een buurt van deze streek; verbeter de plaats of haal de rij weg"
    elif code and buurt and code != buurt:
        yield f"het punt ligt in {buurt} en niet in {code}; verbeter een van beide"


def _check_aantal(row: dict[Hashable, Any]) -> Iterator[str]:
    homes, housed = (parse_getal(row.get(name, "")) for name in ("woningen", "gehuisvest"))
    if not 1 <= homes < math.inf:
        yield "kolom woningen: geef een heel getal vanaf 1"
    if math.isinf(housed):
        yield "kolom gehuisvest: geef een heel getal vanaf 0, of laat het leeg"
    elif housed > homes:
        yield f"kolom gehuisvest: {housed:g} is meer dan de {homes:g} woningen; verbeter een van beide"


_PUNT = ("x", "y", "lon", "lat")


def _has_point(row: dict[Hashable, Any]) -> bool:
    x, y, lon, lat = (math.isfinite(parse_maat(row.get(name, ""))) for name in _PUNT)
    return (x and y) or (lon and lat)


def _locate(table: pd.DataFrame) -> gpd.GeoSeries:
    """Return a point a row in metres: of x and y, else of lon and lat; empty where there is neither."""
    x, y, lon, lat = (
        np.array(
            [parse_maat(cell) for cell in table[name]] if name in table else [np.nan] * len(table),
            dtype=float,
        )
        for name in _PUNT
    )
    degrees = np.isfinite(lon) & np.isfinite(lat)
    metres = gpd.GeoSeries.from_xy(np.where(degrees, lon, 0), np.where(degrees, lat, 0), crs=_GRADEN).to_crs(
        _RD
    )
    given = np.isfinite(x) & np.isfinite(y)
    points = gpd.GeoSeries.from_xy(np.where(given, x, metres.x), np.where(given, y, metres.y), crs=_RD)
    return points.where(given | degrees)


def _find_buurten(table: pd.DataFrame, buurten: gpd.GeoDataFrame) -> list[str]:
    """Return the code of the buurt in which each row's point lies; '' without a point, and outside all of them."""
    points = _locate(table)
    codes, places = buurten["code"].tolist(), [""] * len(table)
    rows, found = buurten.sindex.query(points.to_numpy(), predicate="intersects")
    for row, position in sorted(zip(rows.tolist(), found.tolist(), strict=True), reverse=True):
        places[row] = codes[position]  # a point on a border goes to the first of the buurten that share it
    return places


def make_complexen(table: pd.DataFrame, buurten: gpd.GeoDataFrame) -> list[Complex]:
    """Return the complexes of a table that has been checked."""
    points = _locate(table)
    return [
        Complex(
            str(row["complex"]).strip(), place or clean_code(row["code"]), int(parse_getal(row["woningen"])),
            parse_getal(row.get("gehuisvest", "")), *((point.x, point.y) if point else (math.nan, math.nan)),
        )
        for row, place, point in zip(table.to_dict("records"), _find_buurten(table, buurten), points, strict=True)
    ]  # fmt: skip
