"""The picture of a conversation as SVG: five columns of boxes, with bands that are all as wide.

How firm a band is, is told by its line too, and not by colour alone: whole, in long strokes, or in dots.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import INKT, PAARS
from woonzorg.grafiek.svg import wrap_svg
from woonzorg.initiatief.gespreksbeeld import Bandstand, Beeldkolom

if TYPE_CHECKING:
    from woonzorg.initiatief.gespreksbeeld import Beeldband, Beeldknoop, Gespreksbeeld

BREEDTE = 1232.0
_DOOS, _REGEL, _RAND, _TUSSEN, _KOP = 190.0, 17.0, 9.0, 12.0, 34.0
_LETTERS = 22
"""Signs that fit on a line of a box."""

_STROKEN: dict[Bandstand, tuple[str, str, str]] = {
    Bandstand.VAST: ("#b9a9d6", "", "8"),
    Bandstand.STOPT: ("#b87900", "14 6", "6"),
    Bandstand.OPEN: ("#6b6b76", "2 6", "3"),
}
"""Colour, strokes and width of a band."""

_KLEUREN: dict[Beeldkolom, str] = {
    Beeldkolom.BETALER: "#ffffff", Beeldkolom.KNOP: "#efeaf7", Beeldkolom.ROUTE: "#ffffff",
    Beeldkolom.WAARDE: "#e3f1ef", Beeldkolom.BAAT: "#ffffff",
}  # fmt: skip


def render_gespreksbeeld(beeld: Gespreksbeeld) -> str:
    """Render the picture, with its sentence for who cannot see it; '' where there is nothing to show."""
    if not beeld.knopen:
        return ""
    columns = [beeld.list_kolom(column) for column in Beeldkolom]
    height = _KOP + max(sum(_measure(box) + _TUSSEN for box in column) for column in columns)
    places = {
        box.sleutel: place
        for number, column in enumerate(columns)
        for box, place in zip(column, _place(column, number, height), strict=True)
    }
    heads = "".join(
        f'<text x="{_find_links(number):g}" y="17" font-weight="700">{escape(column)}</text>'
        for number, column in enumerate(Beeldkolom)
    )
    bands = "".join(
        _render_band(band, places) for band in beeld.banden if band.van in places and band.naar in places
    )
    boxes = "".join(_render_doos(box, places[box.sleutel]) for box in beeld.knopen)
    drawing = f'<g font-size="14" fill="{INKT}">{heads}{bands}{boxes}{_render_legenda(height)}</g>'
    return wrap_svg(drawing, (0, 0, BREEDTE, height + 26), beeld.zin)


def _find_links(kolom: int) -> float:
    return kolom * (BREEDTE - _DOOS - 2) / (len(Beeldkolom) - 1) + 1


def _list_regels(box: Beeldknoop) -> list[str]:
    return textwrap.wrap(box.naam, _LETTERS)[:3]


def _list_onder(box: Beeldknoop) -> list[str]:
    return textwrap.wrap(box.onder, _LETTERS + 4)[:3]


def _measure(box: Beeldknoop) -> float:
    return 2 * _RAND + _REGEL * (len(_list_regels(box)) + len(_list_onder(box)))


def _place(kolom: tuple[Beeldknoop, ...], nummer: int, hoogte: float) -> list[tuple[float, float, float]]:
    """Return left, top and height of each box of a column, spread over the height of the picture."""
    heights = [_measure(box) for box in kolom]
    room = hoogte - _KOP - sum(heights)
    step = room / max(1, len(kolom))
    top, found = _KOP + step / 2, []
    for height in heights:
        found.append((_find_links(nummer), top, height))
        top += height + step
    return found


def _render_doos(box: Beeldknoop, plek: tuple[float, float, float]) -> str:
    left, top, height = plek
    edge = 'stroke="#6b6b76" stroke-dasharray="4 3"' if box.open else f'stroke="{PAARS}"'
    fill = "#ffffff" if box.open else _KLEUREN[box.kolom]
    names = "".join(
        f'<text x="{left + 11:g}" y="{top + _RAND + 13 + _REGEL * row:g}" font-weight="700">{escape(line)}</text>'
        for row, line in enumerate(_list_regels(box))
    )
    start = top + _RAND + 13 + _REGEL * len(_list_regels(box))
    under = "".join(
        f'<text x="{left + 11:g}" y="{start + _REGEL * row:g}" font-size="13" fill="#4a4a55">{escape(line)}</text>'
        for row, line in enumerate(_list_onder(box))
    )
    shape = (
        f'<rect x="{left:g}" y="{top:g}" width="{_DOOS:g}" height="{height:g}" rx="7" fill="{fill}" {edge}/>'
    )
    return f"{shape}{names}{under}"


def _render_band(band: Beeldband, plekken: dict[str, tuple[float, float, float]]) -> str:
    (left, top, height), (right, other, size) = plekken[band.van], plekken[band.naar]
    x, y, end, low = left + _DOOS, top + height / 2, right, other + size / 2
    middle = (x + end) / 2
    colour, dash, width = _STROKEN[band.stand]
    strokes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {low:g} {end:g} {low:g}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"{strokes}/>'
    )


def _render_legenda(hoogte: float) -> str:
    parts, x = "", 1.0
    for state, (colour, dash, width) in _STROKEN.items():
        strokes = f' stroke-dasharray="{dash}"' if dash else ""
        parts += (
            f'<path d="M{x:g} {hoogte + 13:g}h34" stroke="{colour}" stroke-width="{width}"{strokes}/>'
            f'<text x="{x + 42:g}" y="{hoogte + 18:g}" font-size="13">{escape(state)}</text>'
        )
        x += 70 + 7.2 * len(state)
    return parts
