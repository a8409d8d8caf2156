"""Where names stand on the map of a slide: each within its area where it fits, and no two over each other."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEKEN = 0.55
"""Width of a bold letter to its height."""
REGEL, WOORD = 1.12, 0.86
"""Height of a line of the name, and of the letters of the class, to that of the letters of the name."""

_MATEN = (16, 14, 12.5, 11)
"""Heights of a letter that are tried, in pixels; that of the area itself is larger."""
_GROTER = 1.4
_RAND = 6.0
_UITSTEKEN = (0.25, 0.25, 0.02)
"""Part of a label that may stick out of the area itself, of one that touches it, and of any other."""


@dataclass(frozen=True)
class Naamvlak:
    """An area that is to be named: its outline in pixels, its words, and how much it matters (0 is most)."""

    vorm: shapely.Geometry
    naam: str
    woord: str
    rang: int


@dataclass(frozen=True)
class Opschrift:
    """Words on an area: lines of the name with the class beneath, the middle of their top, height of a letter."""

    plek: int
    regels: tuple[str, ...]
    woorden: tuple[str, ...]
    x: float
    y: float
    maat: float


def place_opschriften(vlakken: Sequence[Naamvlak], breed: float, hoog: float) -> tuple[Opschrift, ...]:
    """Place the names of areas that have room for them, those that matter most first.

    Parameters
    ----------
    vlakken : sequence of Naamvlak
    breed, hoog : float
        Size of the drawing in pixels: names stand within it.

    Returns
    -------
    tuple of Opschrift
        Each with the position of its area in `vlakken`.
    """
    seen = [shapely.clip_by_rect(area.vorm, _RAND, _RAND, breed - _RAND, hoog - _RAND) for area in vlakken]
    order = sorted(range(len(vlakken)), key=lambda place: (vlakken[place].rang, -seen[place].area))
    taken: list[shapely.Geometry] = []
    labels: list[Opschrift] = []
    for place in order:
        if seen[place].is_empty:
            continue
        label, box = next(_try(place, vlakken[place], seen[place], taken, (breed, hoog)), (None, None))
        if label is not None:
            labels.append(label)
            taken.append(box)
    return tuple(labels)


def _try(
    place: int,
    area: Naamvlak,
    seen: shapely.Geometry,
    taken: list[shapely.Geometry],
    vel: tuple[float, float],
) -> Iterator[tuple[Opschrift, shapely.Geometry]]:
    """Yield the ways in which a name fits, the largest letters first."""
    x, y, radius = find_midden(seen)
    # The area that the slide is about is named whatever its shape.
    sizes = [*(size * _GROTER for size in _MATEN), _MATEN[-1]] if area.rang == 0 else _MATEN
    room = [(size, _UITSTEKEN[min(area.rang, 2)]) for size in sizes] + [(_MATEN[-1], 1.0)] * (area.rang == 0)
    sheet = shapely.box(2, 2, vel[0] - 2, vel[1] - 2)
    for size, most in room:
        for width in (radius * 2.4, radius * 1.7):
            lines = _wrap(area.naam, width, size)
            words = _wrap(area.woord, width, size * WOORD)
            wide = max(len(line) for line in lines) * size * TEKEN
            wide = max(wide, max(map(len, words)) * size * WOORD * TEKEN * 0.93)
            high = (len(lines) + len(words) * WOORD) * size * REGEL
            for shift in (0.0, -0.35 * radius, 0.35 * radius):
                box = shapely.box(x - wide / 2, y + shift - high / 2, x + wide / 2, y + shift + high / 2)
                out = 1 - shapely.intersection(box, seen).area / box.area
                if out > most or not sheet.contains(box) or any(box.intersects(other) for other in taken):
                    continue
                yield Opschrift(place, lines, words, x, y + shift - high / 2, size), box


def _wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    signs = max(int(width / (size * TEKEN)), *(len(word) for word in text.replace("-", "- ").split()), 1)
    return tuple(textwrap.wrap(text, signs, break_long_words=False)) or ("",)


def find_midden(vorm: shapely.Geometry) -> tuple[float, float, float]:
    """Return centre and radius of the largest circle inside the largest part."""
    parts = shapely.get_parts(vorm)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    radius = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
    x, y = shapely.get_coordinates(radius)[0].tolist()
    return x, y, float(shapely.length(radius))
