"""Draws a chart as static SVG: for paper and slides, and light on screen. Every text is escaped here."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import INKT, LICHT, Reekssoort, Teken
from woonzorg.kaart.svg import choose_inkt, render_patronen

if TYPE_CHECKING:
    from woonzorg.grafiek.beschrijving import Grafiek, Lijn, Punt, Reeks, Tint, Uiterlijk, Woord

_HALO = 'paint-order="stroke" stroke="#fff" stroke-width="4"'
_BALK = 26.0


def wrap_svg(inhoud: str, vlak: tuple[float, float, float, float], beschrijving: str) -> str:
    """Wrap a drawing in an <svg> as wide as its place; without a description it is not spoken."""
    spoken = f'role="img" aria-label="{escape(beschrijving)}"' if beschrijving else 'aria-hidden="true"'
    box = " ".join(f"{side:g}" for side in vlak)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {spoken} viewBox="{box}" width="100%" '
        f'font-family="sans-serif">{inhoud}</svg>'
    )


def render_grafiek(grafiek: Grafiek) -> str:
    """Render a chart, with its sentence for who cannot see it.

    Returns
    -------
    str
        An <svg>; the same chart gives the same text.
    """
    place = _Plaatsing(grafiek)
    top, right, below, left = grafiek.vak.rand
    width, height = grafiek.vak.breedte, grafiek.vak.hoogte
    drawing = (
        "".join(_render_tint(tint, place) for tint in grafiek.tinten)
        + _render_stappen(grafiek, place)
        + _render_reeksen(grafiek, place)
        + "".join(_render_lijn(line, place) for line in grafiek.lijnen)
        + "".join(_render_woord(word, place) for word in grafiek.woorden)
        + f'<g class="hoek">{"".join(_render_woord(word, place, _HALO) for word in grafiek.hoeken)}</g>'
        + _render_titels(grafiek)
        + (_render_legenda(grafiek) if grafiek.legenda else "")
    )
    box = (-left, -top, left + width + right, top + height + below)
    return wrap_svg(f'<g font-size="14" fill="{INKT}">{drawing}</g>', box, grafiek.zin)


class _Plaatsing:
    """Where values of both axes stand, in pixels from the upper left corner."""

    def __init__(self, grafiek: Grafiek) -> None:
        self.grafiek = grafiek
        self.breedte, self.hoogte = grafiek.vak.breedte, grafiek.vak.hoogte

    def x(self, waarde: float) -> float:
        """Return where a value of the lower axis stands."""
        return self.grafiek.x.place(waarde, self.breedte)

    def y(self, waarde: float) -> float:
        """Return where a value of the left axis stands."""
        return self.hoogte - self.grafiek.y.place(waarde, self.hoogte)

    def point(self, punt: Punt) -> str:
        """Return where a mark stands, as a path writes it."""
        return f"{self.x(punt.x):.1f} {self.y(punt.y):.1f}"


def _render_tint(tint: Tint, place: _Plaatsing) -> str:
    (left, right), (low, high) = sorted(map(place.x, tint.x)), sorted(map(place.y, tint.y))
    edge = f' stroke="{tint.rand}"' if tint.rand else ""
    looks = (
        f'fill="{tint.kleur}"{edge}' if tint.kleur else 'fill="none" stroke="#76767f" stroke-dasharray="4 3"'
    )
    return (
        f'<rect x="{left:.1f}" y="{low:.1f}" width="{right - left:.1f}" height="{high - low:.1f}" {looks}/>'
    )


def _render_stappen(grafiek: Grafiek, place: _Plaatsing) -> str:
    """Render the values along both axes, each with its line; names of rows have none."""
    across = "".join(
        f'<path d="M{place.x(value):.1f} 0V{place.hoogte:g}" stroke="{LICHT}"/>'
        f'<text x="{place.x(value):.1f}" y="{place.hoogte + 19:g}" text-anchor="middle">{escape(word)}</text>'
        for value, word in grafiek.x.stappen
    )
    rows = grafiek.y.rijen
    return across + "".join(
        (
            ""
            if rows
            else f'<path d="M0 {place.y(value):.1f}H{place.breedte:g}" stroke="{LICHT}"/>'
        )
        + f'<text x="{-12 if rows else -8}" y="{place.y(value) + 5:.1f}" text-anchor="end">{escape(word)}</text>'
        for value, word in grafiek.y.stappen
    )  # fmt: skip


def _render_titels(grafiek: Grafiek) -> str:
    """Render the names of the axes, and the title."""
    width, height = grafiek.vak.breedte, grafiek.vak.hoogte
    below = height + (40 if grafiek.x.stappen else 22)
    bold = 'text-anchor="middle" font-weight="600"'
    across = f'<text x="{width / 2:g}" y="{below:g}" {bold}>{escape(grafiek.x.titel)}</text>'
    up = (
        f'<text transform="translate(-12 {height / 2:g}) rotate(-90)" {bold}>{escape(grafiek.y.titel)}</text>'
    )
    start = 58 if grafiek.legenda else 0
    head = f'<text x="{start}" y="-19" font-weight="600">{escape(grafiek.titel)}</text>'
    return (
        (across if grafiek.x.titel else "")
        + (up if grafiek.y.titel else "")
        + (head if grafiek.titel else "")
    )


def _render_legenda(grafiek: Grafiek) -> str:
    """Render the mark of each series with a name, in a row above the picture."""
    parts, x = "", 12.0 - grafiek.vak.rand[3]
    for reeks in grafiek.reeksen:
        if reeks.naam and reeks.soort == Reekssoort.PUNTEN:
            mark = render_teken(reeks.uiterlijk.teken, x, -24, 7)
            parts += f"<g {_paint(reeks.uiterlijk)}>{mark}</g>"
            parts += f'<text x="{x + 14:.0f}" y="-19">{escape(reeks.naam)}</text>'
            x += 34 + 7.4 * len(reeks.naam)
    return parts


def _render_reeksen(grafiek: Grafiek, place: _Plaatsing) -> str:
    tiles = {reeks.uiterlijk.patroon for reeks in grafiek.reeksen if reeks.punten} - {""}
    parts = render_patronen("grafiek", 0.1, sorted(tiles)) if tiles else ""
    lengths: dict[float, float] = {}
    for reeks in grafiek.reeksen:
        if reeks.soort == Reekssoort.BALKEN:
            parts += "".join(_render_balk(punt, reeks.uiterlijk, place, lengths) for punt in reeks.punten)
        elif reeks.soort == Reekssoort.PUNTEN:
            parts += _render_punten(reeks, place)
        else:
            parts += _render_pad(reeks, place)
    return parts


def _render_pad(reeks: Reeks, place: _Plaatsing) -> str:
    """Render a line, pieces of line, or the area within a line."""
    path, pen = "", "M"
    for number, punt in enumerate(reeks.punten):
        known = not math.isnan(punt.y) and not math.isnan(punt.x)
        path += f"{pen}{place.point(punt)}" if known else ""
        pen = "L" if known and not (reeks.soort == Reekssoort.STUKKEN and number % 2) else "M"
    if not path:
        return ""
    looks = reeks.uiterlijk
    if reeks.soort == Reekssoort.VLAK:
        return f'<path d="{path}Z" fill="{looks.kleur}" fill-opacity=".12"/>'
    return f'<path d="{path}" fill="none" {_stroke(looks)} stroke-linejoin="round"/>'


def _stroke(looks: Uiterlijk) -> str:
    dash = f' stroke-dasharray="{looks.streep}"' if looks.streep else ""
    return f'stroke="{looks.kleur}" stroke-width="{looks.dikte:g}"{dash}'


def _render_punten(reeks: Reeks, place: _Plaatsing) -> str:
    """Render the marks of a series, whose looks are written once: a scatter has hundreds."""
    marks = "".join(
        render_teken(
            reeks.uiterlijk.teken, place.x(punt.x), place.y(punt.y), punt.straal, _name_punt(punt, place)
        )
        for punt in reeks.punten
        if not math.isnan(punt.x) and not math.isnan(punt.y)
    )
    return f"<g {_paint(reeks.uiterlijk)}>{marks}</g>"


def _name_punt(punt: Punt, place: _Plaatsing) -> tuple[str, str]:
    """Return by what the browser finds the mark of an area, and what is told of it."""
    if not punt.code:
        return "", ""
    x, y = place.x(punt.x), place.y(punt.y)
    spot = f"{x:.1f} {y:.1f} {punt.straal:.1f} {place.x(punt.x + punt.marge) - x:.1f}"
    found = f' data-code="{escape(punt.code)}" data-naam="{escape(punt.naam)}" data-plek="{spot}"'
    return found, f"<title>{escape(punt.naam)}: {escape(punt.woorden.partition('. ')[0])}</title>"


def _paint(looks: Uiterlijk) -> str:
    if looks.teken == Teken.STREEP:
        return _stroke(looks)
    if looks.teken == Teken.OPEN:
        return f'fill="#fff" stroke="{looks.kleur}" stroke-width="2"'
    return f'fill="{looks.kleur}" stroke="#fff" stroke-width="1.2"'


def render_teken(teken: Teken, x: float, y: float, r: float, extra: tuple[str, str] = ("", "")) -> str:
    """Render the shape of a mark around a place, with attributes and what stands within it; its looks lie around it."""
    side = r * 0.89  # a square as large as a circle of this radius
    wide, high = 1.2 * r, 2.1 * r
    shape = {
        Teken.ROND: f'circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"',
        Teken.RUIT: f'path d="M{x:.1f} {y - wide:.1f}l{wide:.1f} {wide:.1f}l-{wide:.1f} {wide:.1f}'
        f'l-{wide:.1f} -{wide:.1f}z"',
        Teken.DRIEHOEK: f'path d="M{x:.1f} {y - 1.3 * r:.1f}l{wide:.1f} {high:.1f}h-{2 * wide:.1f}z"',
        Teken.PUNT_OMLAAG: f'path d="M{x:.1f} {y + 1.3 * r:.1f}l{wide:.1f} -{high:.1f}h-{2 * wide:.1f}z"',
        Teken.STREEP: f'path d="M{x:.1f} {y - r:.1f}v{2 * r:.1f}"',
    }.get(teken, f'rect x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}"')
    return f"<{shape}{extra[0]}>{extra[1]}</{shape.split(' ')[0]}>" if extra[0] else f"<{shape}/>"


def _render_balk(punt: Punt, looks: Uiterlijk, place: _Plaatsing, lengths: dict[float, float]) -> str:
    """Render a bar after those of its row before, with what is written in it."""
    start = lengths.get(punt.y, place.grafiek.x.begin)
    lengths[punt.y] = start + punt.x
    left, right, middle = place.x(start), place.x(start + punt.x), place.y(punt.y)
    width = right - left
    fill = f"url(#grafiek-{looks.patroon})" if looks.patroon else looks.kleur
    bar = (
        f'<rect x="{left:.1f}" y="{middle - _BALK / 2:.1f}" width="{width:.1f}" height="{_BALK:g}" fill="{fill}" '
        'stroke="#fff"/>'
    )
    label = punt.label if width > 62 else punt.kort if width > 42 else ""
    return bar + (
        f'<text x="{(left + right) / 2:.1f}" y="{middle + 5:.1f}" text-anchor="middle" '
        f'fill="{choose_inkt(looks.kleur)}">{escape(label)}</text>'
        if label
        else ""
    )


def _render_lijn(line: Lijn, place: _Plaatsing) -> str:
    """Render a line across the picture, with its words just beside it."""
    if line.x is not None:
        x = place.x(line.x)
        path, spot = f"M{x:.1f} 0V{place.hoogte:g}", (x + 6, place.hoogte - 8)
    else:
        y = place.y(line.y or 0.0)
        path, spot = f"M0 {y:.1f}H{place.breedte:g}", (6.0, y + 16)
    words = f'<text x="{spot[0]:.1f}" y="{spot[1]:.1f}" {_HALO}>{escape(line.tekst)}</text>'
    return f'<path d="{path}" {_stroke(line.uiterlijk)}/>' + (words if line.tekst else "")


def _render_woord(word: Woord, place: _Plaatsing, extra: str = "") -> str:
    bold = ' font-weight="600"' if word.vet else ""
    spot = f'x="{place.x(word.x):.1f}" y="{place.y(word.y) + word.dy:.1f}"'
    return f'<text {spot} text-anchor="{word.anker}"{bold} {extra}>{escape(word.tekst)}</text>'
