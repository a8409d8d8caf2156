"""Where a row of an own file lies: by the code of a buurt, or by a point in metres or degrees."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from woonzorg.eigenbestand.getal import GetalFout, parse_maat
from woonzorg.gebied import clean_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely import Point

    from woonzorg.eigenbestand.tabel import Tabelregel

_RD, _GRADEN = "EPSG:28992", "EPSG:4326"
_PUNT: dict[str, float] = {"x": 1e6, "y": 1e6, "lon": 180, "lat": 90}
"""Columns of a place, with the greatest number that each can hold."""


@dataclass
class Plaatslijn:
    """A row with its place as it is read.

    Attributes
    ----------
    regel : Tabelregel
    code : str
        As given; '' for none.
    punt : dict
        What is given of x, y, lon and lat.
    buurt : str
        Code of the buurt in which the point lies (`locate_lijnen`).
    fouten : list of str
        What is wrong with its cells.
    onleesbaar : bool
        Whether a cell of its place could not be read.
    """

    regel: Tabelregel
    code: str
    punt: dict[str, float] = field(default_factory=dict)
    buurt: str = ""
    fouten: list[str] = field(default_factory=list)
    onleesbaar: bool = False

    @property
    def heeft_meters(self) -> bool:
        """Whether x and y are given."""
        return {"x", "y"} <= self.punt.keys()

    @property
    def heeft_graden(self) -> bool:
        """Whether lon and lat are given."""
        return {"lon", "lat"} <= self.punt.keys()


def read_plaatslijn(regel: Tabelregel) -> Plaatslijn:
    """Return a row with its place; its cells that are no number are told in `fouten`."""
    line = Plaatslijn(regel, clean_code(regel.read_tekst("code")))
    for name, most in _PUNT.items():
        try:
            number = parse_maat(regel.read(name), most)
        except GetalFout as error:
            line.fouten.append(regel.say(name, str(error)))
            line.onleesbaar = True
        else:
            line.punt |= {} if math.isnan(number) else {name: number}
    return line


def locate_lijnen(lijnen: Sequence[Plaatslijn], buurten: gpd.GeoDataFrame) -> list[Point | None]:
    """Give each row the buurt in which its point lies, and return the points in metres; None without one."""
    points = _make_punten(lijnen)
    for line, place in zip(lijnen, _find_buurten(points, buurten), strict=True):
        line.buurt = place
    return [point or None for point in points]


def check_plaats(lijn: Plaatslijn, codes: set[str], rand: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the place of a row.

    Parameters
    ----------
    lijn : Plaatslijn
    codes : set of str
        Buurten that are known, those of the ring too where these are told apart.
    rand : mapping
        Code of a buurt in the ring to the name of its gemeente; empty where the ring is not told apart.
    """
    row, has_point = lijn.regel, lijn.heeft_meters or lijn.heeft_graden
    given = lijn.code or lijn.buurt
    if lijn.code and lijn.code not in codes:
        yield row.say(
            "code", f"{lijn.code[:30]} is geen buurt van deze streek; verbeter de code of haal de rij weg"
        )
    elif lijn.onleesbaar:
        return
    elif not lijn.code and not has_point:
        yield f"{row.plek}: de plaats ontbreekt; geef een code, of x en y, of lon en lat"
    elif has_point and not lijn.buurt:
        outside = "het punt ligt niet in een buurt van deze streek; verbeter de plaats of haal de rij weg"
        yield f"{row.plek}: {outside}"
    elif lijn.code and lijn.buurt and lijn.code != lijn.buurt:
        yield f"{row.plek}: het punt ligt in {lijn.buurt} en niet in {lijn.code}; verbeter een van beide"
    elif given in rand:
        where = f"{given} ligt in {rand[given]}, in de rand om deze streek"
        yield f"{row.plek}: {where}; verbeter de plaats of haal de rij weg"


def _make_punten(lines: Sequence[Plaatslijn]) -> gpd.GeoSeries:
    """Return a point a row in metres: of x and y, else of lon and lat; empty where there is neither."""
    x, y, lon, lat = (np.array([line.punt.get(name, 0.0) for line in lines], dtype=float) for name in _PUNT)
    metres = np.array([line.heeft_meters for line in lines], dtype=bool)
    degrees = np.array([line.heeft_graden for line in lines], dtype=bool)
    turned = gpd.GeoSeries.from_xy(lon, lat, crs=_GRADEN).to_crs(_RD)
    points = gpd.GeoSeries.from_xy(np.where(metres, x, turned.x), np.where(metres, y, turned.y), crs=_RD)
    return points.where(metres | degrees)


def _find_buurten(points: gpd.GeoSeries, buurten: gpd.GeoDataFrame) -> list[str]:
    """Return the code of the buurt in which each point lies; '' without a point, and outside all of them."""
    codes, places = buurten["code"].tolist(), [""] * len(points)
    rows, found = buurten.sindex.query(points.to_numpy(), predicate="intersects")
    for row, position in sorted(zip(rows.tolist(), found.tolist(), strict=True), reverse=True):
        places[row] = codes[position]  # a point on a border goes to the first of the buurten that share it
    return places
