"""Complexes in own figures: rows checked, points laid in the buurt in which they lie."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel, parse_maat
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.gebied import clean_code
from woonzorg.verdeling.invoer.complex import Complex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.eigenbestand.tabel import Tabelregel

COMPLEXEN = Sjabloontabel(
    "complexen",
    {
        "complex": "naam van het complex",
        "code": "code van de buurt waarin het ligt; mag leeg blijven als er een punt is",
        "x": "plaats: x in meters (Rijksdriehoek)",
        "y": "plaats: y in meters (Rijksdriehoek)",
        "lon": "plaats: lengtegraad (WGS84), in plaats van x en y",
        "lat": "plaats: breedtegraad (WGS84)",
        "woningen": "woningen in het complex",
        "gehuisvest": "huishoudens van de groepen die er nu wonen; leeg als dat niet bekend is",
    },
    sleutel="complex",
    verplicht=frozenset({"complex"}),
    voorbeelden=(("voorbeeld: De Linde", "BU00000000", "", "", "", "", 48, 2),),
    oude_voorbeelden=(("Voorbeeldflat", "BU00000000", "", "", "", "", 48, 2),),
)
"""The table of complexes; every row needs a name, a place and dwellings."""

_RD, _GRADEN = "EPSG:28992", "EPSG:4326"
_PUNT: dict[str, float] = {"x": 1e6, "y": 1e6, "lon": 180, "lat": 90}
"""Columns of a place, with the greatest number that each can hold."""


@dataclass
class _Lijn:
    """A row as it is read: what its cells say, and what is wrong with them."""

    regel: Tabelregel
    naam: str
    code: str
    punt: dict[str, float] = field(default_factory=dict)
    buurt: str = ""
    woningen: int = 0
    gehuisvest: float = math.nan
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


def read_complexen(
    regels: Sequence[Tabelregel], buurten: gpd.GeoDataFrame
) -> tuple[tuple[Complex, ...], list[str]]:
    """Return the complexes of a table, and a finding for each wrong cell."""
    lines = [_read_lijn(regel) for regel in regels]
    points = _locate(lines)
    for line, place in zip(lines, _find_buurten(points, buurten), strict=True):
        line.buurt = place
    codes, seen = set(buurten["code"]), set[str]()
    for line in lines:
        line.fouten[:0] = [*_check_naam(line, seen), *_check_plaats(line, codes)]
        seen.add(line.naam)
    found = tuple(
        Complex(
            line.naam, line.buurt or line.code, line.woningen, line.gehuisvest,
            *((point.x, point.y) if point else (math.nan, math.nan)),
        )
        for line, point in zip(lines, points, strict=True)
    )  # fmt: skip
    return found, [text for line in lines for text in line.fouten]


def _read_lijn(regel: Tabelregel) -> _Lijn:
    line = _Lijn(regel, regel.read_tekst("complex"), clean_code(regel.read_tekst("code")))
    for name, most in _PUNT.items():
        try:
            number = parse_maat(regel.read(name), most)
        except GetalFout as error:
            line.fouten.append(regel.say(name, str(error)))
            line.onleesbaar = True
        else:
            line.punt |= {} if math.isnan(number) else {name: number}
    homes = _read_aantal(line, "woningen", 1)
    housed = _read_aantal(line, "gehuisvest", 0)
    line.woningen, line.gehuisvest = homes or 0, math.nan if housed is None else housed
    if homes and housed is not None and housed > homes:
        line.fouten.append(
            regel.say("gehuisvest", f"{housed} is meer dan de {homes} woningen; verbeter een van beide")
        )
    return line


def _read_aantal(line: _Lijn, kolom: str, laagst: int) -> int | None:
    try:
        number = parse_geheel(line.regel.read(kolom), laagst)
    except GetalFout as error:
        line.fouten.append(line.regel.say(kolom, str(error)))
        return None
    if number is None and laagst:
        line.fouten.append(line.regel.say(kolom, f"leeg; geef een heel getal vanaf {laagst}"))
    return number


def _check_naam(line: _Lijn, seen: set[str]) -> Iterator[str]:
    if not line.naam or line.naam in seen:
        reason = f"'{line.naam[:60]}' staat er twee keer" if line.naam else "de naam is leeg"
        yield line.regel.say("complex", f"{reason}; geef elk complex een eigen naam")


def _check_plaats(line: _Lijn, codes: set[str]) -> Iterator[str]:
    has_point = line.heeft_meters or line.heeft_graden
    if line.code and line.code not in codes:
        yield line.regel.say(
            "code", f"{line.code[:30]} is geen buurt van deze streek; verbeter de code of haal de rij weg"
        )
    elif line.onleesbaar:
        return
    elif not line.code and not has_point:
        yield f"{line.regel.plek}: de plaats ontbreekt; geef een code, of x en y, of lon en lat"
    elif has_point and not line.buurt:
        outside = "het punt ligt niet in een buurt van deze streek; verbeter de plaats of haal de rij weg"
        yield f"{line.regel.plek}: {outside}"
    elif line.code and line.buurt and line.code != line.buurt:
        yield f"{line.regel.plek}: het punt ligt in {line.buurt} en niet in {line.code}; verbeter een van beide"


def _locate(lines: Sequence[_Lijn]) -> gpd.GeoSeries:
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
