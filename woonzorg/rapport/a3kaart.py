"""The map of the A3 sheet: north arrow, scale bar, and the number of each overconcentratie on its place."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woonzorg.kaart.svg import render_svg
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.kaart.beeld import Kaart, Venster, Vlak

BREEDTE = 900
"""Width of the drawing in its own pixels: a letter of 14 of them is 3.5 millimetres on paper."""

_HOEK = 0.3
"""Most of the width that the scale bar takes."""

_STANDEN = (
    (0.0, 0.0),
    *(
        (r * math.cos(k * math.pi / 6), r * math.sin(k * math.pi / 6))
        for r in (16, 24, 34, 46)
        for k in range(12)
    ),
)
"""Where a number may stand, in pixels from the middle of its area: the first place that is free."""

_RUIM = 17
"""Pixels between two numbers."""


def render_a3kaart(kaart: Kaart, nummers: Mapping[str, int], verhouding: float) -> str:
    """Render a map for the table, as SVG text.

    Parameters
    ----------
    kaart : Kaart
    nummers : mapping of str to int
        Number of each overconcentratie, by the code of its area.
    verhouding : float
        Height of the drawing over its width.
    """
    lies = replace(kaart, venster=fit_venster(kaart.venster, verhouding))
    pixel = lies.venster[2] / BREEDTE
    drawn = render_svg(lies, "a3", BREEDTE)
    more = _render_nummers(lies, nummers, pixel) + _render_noord(lies.venster, pixel)
    more += render_schaalbalk(lies.venster, kaart.vormen.schaal, pixel)
    return f"{drawn.removesuffix('</svg>')}{more}</svg>"


def fit_venster(venster: Venster, verhouding: float) -> Venster:
    """Return a part of a drawing that has all of another in its middle, and this height over its width."""
    left, top, width, height = venster
    wide = max(width, round(height / verhouding))
    high = round(wide * verhouding)
    return left - (wide - width) // 2, top - (high - height) // 2, wide, high


@dataclass(frozen=True)
class _Plek:
    """Where a number stands, and the middle of its area."""

    nummer: int
    x: float
    y: float
    vlak: Vlak

    @property
    def is_verschoven(self) -> bool:
        return math.hypot(self.x - self.vlak.x, self.y - self.vlak.y) > 0


def _place_nummers(kaart: Kaart, nummers: Mapping[str, int], pixel: float) -> list[_Plek]:
    """Return a place for each number, where it covers no other as far as there is room."""
    placed: list[_Plek] = []
    for vlak in kaart.vormen.vlakken:
        if vlak.code in nummers:
            places = [(vlak.x + dx * pixel, vlak.y + dy * pixel) for dx, dy in _STANDEN]
            free = (at for at in places if _is_vrij(*at, placed, kaart, pixel))
            placed.append(_Plek(nummers[vlak.code], *next(free, places[0]), vlak))
    return placed


def _is_vrij(x: float, y: float, bezet: list[_Plek], kaart: Kaart, pixel: float) -> bool:
    """Tell whether a number covers no other here, and no name of a gemeente."""
    apart = all(math.hypot(x - plek.x, y - plek.y) > _RUIM * pixel for plek in bezet)
    return apart and not any(
        abs(x - town.x) < (4.3 * len(town.naam) + 9) * pixel and abs(y - town.y) < 18 * pixel
        for town in kaart.vormen.gemeenten
    )


def _render_nummers(kaart: Kaart, nummers: Mapping[str, int], pixel: float) -> str:
    drawn = "".join(
        _render_wijzer(plek, pixel)
        + f'<circle cx="{plek.x:.0f}" cy="{plek.y:.0f}" r="{8.5 * pixel:.0f}" fill="#16161d" stroke="#fff" '
        f'stroke-width="{1.5 * pixel:.1f}"/><text x="{plek.x:.0f}" y="{plek.y:.0f}">{plek.nummer}</text>'
        for plek in _place_nummers(kaart, nummers, pixel)
    )
    looks = f'font-family="sans-serif" font-weight="700" font-size="{10 * pixel:.1f}" text-anchor="middle"'
    return f'<g {looks} dominant-baseline="central" fill="#fff">{drawn}</g>'


def _render_wijzer(plek: _Plek, pixel: float) -> str:
    """Render a line from a number that had to make way to its area."""
    if not plek.is_verschoven:
        return ""
    ends = f'x1="{plek.x:.0f}" y1="{plek.y:.0f}" x2="{plek.vlak.x}" y2="{plek.vlak.y}"'
    return "".join(
        f'<line {ends} stroke="{colour}" stroke-width="{width * pixel:.1f}"/>'
        for colour, width in (("#fff", 3), ("#16161d", 1.4))
    )


def _render_noord(venster: Venster, pixel: float) -> str:
    x, y = venster[0] + 18 * pixel, venster[1] + 8 * pixel
    path = f"M{x:.0f} {y + 30 * pixel:.0f}V{y:.0f}m{-6 * pixel:.0f} {9 * pixel:.0f}l{6 * pixel:.0f} {-9 * pixel:.0f}"
    path += f"l{6 * pixel:.0f} {9 * pixel:.0f}"
    return (
        f'<path d="{path}" fill="none" stroke="#16161d" stroke-width="{2 * pixel:.1f}"/>'
        f'<text x="{x:.0f}" y="{y + 46 * pixel:.0f}" {_letter(pixel)} text-anchor="middle">N</text>'
    )


def render_schaalbalk(venster: Venster, schaal: float, pixel: float) -> str:
    """Render the scale bar in the lower left corner; '' where it is not known how large the drawing is.

    Parameters
    ----------
    venster : tuple of int
        The part of the drawing that is shown.
    schaal : float
        Drawing units to a metre.
    pixel : float
        Drawing units to a pixel.
    """
    if not schaal:
        return ""
    metres = choose_lengte(venster[2] * _HOEK / schaal)
    x, y, long = venster[0] + 10 * pixel, venster[1] + venster[3] - 10 * pixel, metres * schaal
    named = f"{format_getal(metres / 1000)} km" if metres >= 1000 else f"{format_getal(metres)} m"
    path = f"M{x:.0f} {y - 7 * pixel:.0f}v{7 * pixel:.0f}h{long:.0f}v{-7 * pixel:.0f}"
    return (
        f'<path d="{path}" fill="none" stroke="#16161d" stroke-width="{1.6 * pixel:.1f}"/>'
        f'<text x="{x:.0f}" y="{y - 12 * pixel:.0f}" {_letter(pixel)}>0</text>'
        f'<text x="{x + long:.0f}" y="{y - 12 * pixel:.0f}" {_letter(pixel)} text-anchor="end">{named}</text>'
    )


def choose_lengte(hoogstens: float) -> float:
    """Return the longest round length in metres, 1, 2 or 5 and noughts, that is not longer than this.

    Examples
    --------
    >>> choose_lengte(7300.0)
    5000.0
    """
    power = 10.0 ** math.floor(math.log10(hoogstens))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= hoogstens)


def _letter(pixel: float) -> str:
    return f'font-family="sans-serif" font-weight="700" font-size="{12 * pixel:.1f}" fill="#16161d"'
