"""Complexes in own figures: rows checked, points laid in the buurt in which they lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.plaatslijn import (
    Plaatslijn,
    check_plaats,
    locate_lijnen,
    read_plaatslijn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

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


@dataclass
class _Lijn:
    """A row as it is read: its place, and what else its cells say."""

    plaats: Plaatslijn
    naam: str
    woningen: int = 0
    gehuisvest: float = math.nan

    @property
    def regel(self) -> Tabelregel:
        """The row."""
        return self.plaats.regel

    @property
    def fouten(self) -> list[str]:
        """What is wrong with its cells."""
        return self.plaats.fouten


def read_complexen(
    regels: Sequence[Tabelregel], buurten: gpd.GeoDataFrame
) -> tuple[tuple[Complex, ...], list[str]]:
    """Return the complexes of a table, and a finding for each wrong cell."""
    lines = [_read_lijn(regel) for regel in regels]
    points = locate_lijnen([line.plaats for line in lines], buurten)
    codes, seen = set(buurten["code"]), set[str]()
    for line in lines:
        line.fouten[:0] = [*_check_naam(line, seen), *check_plaats(line.plaats, codes, {})]
        seen.add(line.naam)
    found = tuple(
        Complex(
            line.naam, line.plaats.buurt or line.plaats.code, line.woningen, line.gehuisvest,
            *((point.x, point.y) if point else (math.nan, math.nan)),
        )
        for line, point in zip(lines, points, strict=True)
    )  # fmt: skip
    return found, [text for line in lines for text in line.fouten]


def _read_lijn(regel: Tabelregel) -> _Lijn:
    line = _Lijn(read_plaatslijn(regel), regel.read_tekst("complex"))
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
