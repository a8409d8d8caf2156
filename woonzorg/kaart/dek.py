"""Render a map as a deck.gl description with columns whose height tells a number. No request leaves the machine.

deck.gl wants degrees, and a map without a base map wants no real ones: the drawing is laid around the point 0, 0,
where a degree is as long in both directions. It cannot hatch: what is unknown is light grey with an outline and
without a column, and its word stands in the tooltip, the legend and the table.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pydeck
import shapely

from woonzorg.kaart.beeld import BUITEN
from woonzorg.kaart.svg import BUITEN_KLEUR

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Kaart, Vlak, Vormen
    from woonzorg.kaart.hoogte import Hoogte

_EENHEID = 1e-5
"""Degrees to a drawing unit: a region then spans a tenth of a degree, where the projection bends nothing."""

_METER = _EENHEID * 111_320
_HOOGSTE = 0.22
"""Height of the highest column, as a part of the longest side."""

_HELLING = 50
TOOLTIP = {"text": "{naam}\n{woorden}\n{hoogte}\n{code}"}
"""Plain text, so that a name from data is never read as HTML; the code on its last line tells what was clicked."""


class Dek(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck.gl description that is written without indents: a fifth of the size."""

    def to_json(self) -> str:
        """Return the description as JSON."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def make_dek(kaart: Kaart, hoogte: Hoogte) -> Dek:
    """Render a map with columns.

    Parameters
    ----------
    kaart : Kaart
    hoogte : Hoogte

    Returns
    -------
    Dek
        Flat outlines, a column in the middle of each area with a value, and the selected area outlined.
    """
    rows = _make_rijen(kaart, hoogte)
    chosen = [row for row in rows if row["code"] == kaart.gekozen]
    radii = [vlak.straal for vlak in kaart.vormen.vlakken]
    looks = {"get_fill_color": "kleur", "pickable": True}
    layers = [
        pydeck.Layer(
            "PolygonLayer", rows, id="vlakken", get_polygon="vorm", get_line_color=[120, 120, 130],
            line_width_min_pixels=1, opacity=0.55, **looks,
        ),
        pydeck.Layer(
            "ColumnLayer", [row for row in rows if row["meters"] > 0], id="kolommen", get_position="midden",
            get_elevation="meters", extruded=True, disk_resolution=12,
            radius=float(np.quantile(radii or [1], 0.4)) * 0.6 * _METER, **looks,
        ),
        pydeck.Layer(
            "PolygonLayer", chosen, id="keuze", get_polygon="vorm", filled=False,
            get_line_color=[255, 176, 0], line_width_min_pixels=4,
        ),
    ]  # fmt: skip
    return Dek(layers, initial_view_state=_find_stand(kaart), map_provider=None, tooltip=TOOLTIP)


def _find_stand(kaart: Kaart) -> pydeck.ViewState:
    left, top, width, height = kaart.venster
    middle = _place(kaart.vormen, left + width / 2, top + height / 2)
    # A tile of 512 pixels shows the whole world at zoom 0; what lies near is drawn larger than what is far.
    zoom = math.log2(450 / 512 * 360 / (max(width, height) * _EENHEID))
    return pydeck.ViewState(longitude=middle[0], latitude=middle[1], zoom=round(zoom, 2), pitch=_HELLING)


def _place(vormen: Vormen, x: float, y: float) -> list[float]:
    """Lay a place of the drawing around the point 0, 0."""
    shifted = (x - vormen.breedte / 2, vormen.hoogte / 2 - y)
    return [round(part * _EENHEID, 6) for part in shifted]


def _make_rijen(kaart: Kaart, hoogte: Hoogte) -> list[dict[str, Any]]:
    vormen = kaart.vormen
    known = [value for value in hoogte.waarden if not math.isnan(value)]
    most = max([value for value in known if value > 0], default=1.0)
    full = _HOOGSTE * max(kaart.venster[2:]) * _METER
    return [
        _make_rij(kaart, index, vlak, part, hoogte, hoogte.waarden[index] / most * full)
        for index, vlak in enumerate(vormen.vlakken)
        for part in read_delen(vlak.pad)
    ]


def _make_rij(
    kaart: Kaart, index: int, vlak: Vlak, deel: list[Any], hoogte: Hoogte, meters: float
) -> dict[str, Any]:
    outside = kaart.kleuring.vak[index] == BUITEN
    colour = BUITEN_KLEUR if outside else kaart.kleuring.vakken[kaart.kleuring.vak[index]].kleur
    return {
        "vorm": [[_place(kaart.vormen, x, y) for x, y in ring] for ring in deel],
        "midden": _place(kaart.vormen, vlak.x, vlak.y),
        "kleur": [int(colour[start : start + 2], 16) for start in (1, 3, 5)],
        "meters": 0 if math.isnan(meters) or outside else round(meters, 1),
        "code": vlak.code,
        "naam": vlak.naam,
        "woorden": kaart.kleuring.describe_vlak(index),
        "hoogte": f"{hoogte.titel}: {hoogte.tekst[index]}",
    }


def read_delen(pad: str) -> list[list[Any]]:
    """Read an SVG path of `vormen.write_paths` back as parts: each an outer ring, then its holes."""
    parts: list[list[Any]] = []
    outer = None
    for text in pad.split("M")[1:]:
        steps = np.array(re.findall(r"-?\d+", text), dtype=int).reshape(-1, 2)
        ring = shapely.Polygon(steps.cumsum(axis=0))
        if outer is not None and outer.contains(ring):
            parts[-1].append(ring.exterior.coords[:])
        else:
            outer = ring
            parts.append([ring.exterior.coords[:]])
    return parts
