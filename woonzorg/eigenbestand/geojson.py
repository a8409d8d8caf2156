"""GeoJSON of QGIS and others: a row an object, with the place of a point as columns."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.blad import (
    MEESTE_KOLOMMEN,
    MEESTE_RIJEN,
    Blad,
    Cel,
    Melding,
    Onleesbaar,
    clean_tekst,
    make_blad,
)
from woonzorg.tekst.leestekst import TekstFout, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

_STELSELS = frozenset({"28992", "4326", "4258", "CRS84", "7415", "4937", "4979"})
"""Reference systems that are read: Dutch metres, and degrees."""


def read_geojson(raw: bytes) -> tuple[Blad, ...]:
    """Return the properties of all objects as one sheet without a name; row 1 is the first object.

    Raises
    ------
    Onleesbaar
        When it is no GeoJSON, or in a reference system that is not known here.
    """
    try:
        content = parse_json(raw)
    except TekstFout as error:
        raise Onleesbaar(gevonden=str(error), remedie="Bewaar het opnieuw als GeoJSON.") from error
    objects = content.get("features") if isinstance(content, dict) else None
    if not isinstance(objects, list):
        raise Onleesbaar(
            gevonden="er staat geen lijst 'features' in",
            remedie="Bewaar de laag als GeoJSON (FeatureCollection).",
        )
    if len(objects) > MEESTE_RIJEN:
        raise Onleesbaar(gevonden=f"{len(objects)} objecten, en hoogstens {MEESTE_RIJEN} mogen")
    _check_stelsel(content)
    faults: list[Melding] = []
    rows = [_read_object(number, item, faults) for number, item in enumerate(objects, start=1)]
    heads = list(dict.fromkeys(name for row in rows for name in row))
    if len(heads) > MEESTE_KOLOMMEN:
        raise Onleesbaar(gevonden=f"{len(heads)} kolommen, en hoogstens {MEESTE_KOLOMMEN} mogen")
    body = [(number, [row.get(name, "") for name in heads]) for number, row in enumerate(rows, start=1)]
    return (make_blad("", [(0, list(heads)), *body], faults),)


def _check_stelsel(content: dict[str, Any]) -> None:
    """Refuse a reference system in which coordinates would be taken for others."""
    named = content.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    text = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = re.search(r"([0-9]+|CRS84)$", text)
    if code and code[1] not in _STELSELS:
        remedy = "Bewaar de laag als EPSG:28992 of EPSG:4326."
        raise Onleesbaar(gevonden=f"het coördinatenstelsel {text[:60]}", remedie=remedy)


def _read_object(number: int, item: Any, faults: list[Melding]) -> dict[str, Cel]:
    properties = item.get("properties") if isinstance(item, dict) else None
    if not isinstance(properties, dict) or not properties:
        faults.append(
            Melding(number, f"rij {number}: het object heeft geen eigenschappen; vul ze, of haal het weg")
        )
        return {}
    place = dict(_read_punt(item.get("geometry"), number, faults))
    return place | {str(name): _write_cel(value) for name, value in properties.items()}


def _read_punt(geometry: Any, number: int, faults: list[Melding]) -> Iterator[tuple[str, float]]:
    """Yield the place of a point: lon and lat, or x and y where the numbers are too large for degrees."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return
    pair = geometry.get("coordinates")
    numbers = [part for part in pair[:2] if _is_getal(part)] if isinstance(pair, list) else []
    if len(numbers) < 2:
        faults.append(
            Melding(number, f"rij {number}: het punt heeft geen plaats; teken het opnieuw, of haal het weg")
        )
        return
    in_degrees = abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90
    yield from zip(("lon", "lat") if in_degrees else ("x", "y"), numbers, strict=True)


def _is_getal(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _write_cel(value: Any) -> Cel:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    return clean_tekst(str(value))
