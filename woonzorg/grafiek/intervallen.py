"""Bands on one scale as inline SVG: a panel a subject, a bar a year; a table goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ONDER, BOVEN, INKT = "#54278f", "#1f7a71", "#16161d"
_BREEDTE, _RIJ, _KOP, _TUSSEN = 430.0, 22.0, 20.0, 8.0
_LINKS, _RECHTS, _TEKST = 42.0, 218.0, 230.0
_LETTER, _LETTERS = 13.5, 56
_DUNST = 5.0


@dataclass(frozen=True)
class Streep:
    """One bar.

    Attributes
    ----------
    label, tekst : str
        What stands before and behind it.
    laag, hoog : float or None
        Its ends; None when unknown.
    merken : tuple of float
        Values to mark on it.
    """

    label: str
    tekst: str
    laag: float | None
    hoog: float | None
    merken: tuple[float, ...] = ()


@dataclass(frozen=True)
class Paneel:
    """Bars about one subject."""

    titel: str
    strepen: tuple[Streep, ...]


@dataclass(frozen=True)
class Balkbereik:
    """The scale: what lies above it is cut off with an arrow."""

    laagst: float
    hoogst: float

    def place(self, waarde: float) -> float:
        """Return where a value stands; outside the scale, on its edge."""
        share = (waarde - self.laagst) / (self.hoogst - self.laagst)
        return _LINKS + min(1.0, max(0.0, share)) * (_RECHTS - _LINKS)


def find_bereik(panelen: Sequence[Paneel], *, over: float = 0.2) -> Balkbereik:
    """Return a scale on which every shortage fits; of what is left over only a part is shown."""
    lows = [streep.laag for paneel in panelen for streep in paneel.strepen if streep.laag is not None]
    deepest = min([*lows, -1.0])
    return Balkbereik(deepest, -over * deepest)


def render_intervallen(panelen: Sequence[Paneel], bereik: Balkbereik, beschrijving: str) -> str:
    """Render panels of bars; '' without any.

    Parameters
    ----------
    panelen : sequence of Paneel
    bereik : Balkbereik
    beschrijving : str
        What the picture shows, for who cannot see it.
    """
    if not panelen:
        return ""
    parts, y = "", 0.0
    for paneel in panelen:
        parts += _render_paneel(paneel, bereik, y)
        y += _KOP + _RIJ * len(paneel.strepen) + _TUSSEN
    box = f'viewBox="0 0 {_BREEDTE:g} {y - _TUSSEN + 2:g}" width="100%"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(beschrijving)}" {box}>'
        f'<g font-size="{_LETTER}" fill="{INKT}">{parts}</g></svg>'
    )


def _render_paneel(paneel: Paneel, bereik: Balkbereik, y: float) -> str:
    size = _LETTER * min(1.0, _LETTERS / max(len(paneel.titel), 1))
    title = f'<text y="{y + 14:g}" font-weight="700" font-size="{size:.1f}">{escape(paneel.titel)}</text>'
    height = _RIJ * len(paneel.strepen)
    zero = f'<path d="M{bereik.place(0):.1f} {y + _KOP:g}v{height:g}" stroke="{INKT}" stroke-width="1.5"/>'
    rows = "".join(
        _render_streep(streep, bereik, y + _KOP + _RIJ * i) for i, streep in enumerate(paneel.strepen)
    )
    return f"{title}{rows}{zero}"


def _render_streep(streep: Streep, bereik: Balkbereik, y: float) -> str:
    track = f'<rect x="{_LINKS:g}" y="{y + 4:g}" width="{_RECHTS - _LINKS:g}" height="14" fill="#eef0f2"/>'
    words = (
        f'<text x="0" y="{y + 16:g}">{escape(streep.label)}</text>'
        f'<text x="{_TEKST:g}" y="{y + 16:g}">{escape(streep.tekst)}</text>'
    )
    marks = "".join(_render_merk(bereik.place(mark), y) for mark in streep.merken)
    return f"{track}{_render_balk(streep, bereik, y)}{marks}{words}"


def _render_balk(streep: Streep, bereik: Balkbereik, y: float) -> str:
    """Render the bar: what lies below 0 in one colour, what is left over in another."""
    if streep.laag is None or streep.hoog is None:
        return ""
    below, above = min(streep.hoog, 0.0), max(streep.laag, 0.0)
    bars = _render_deel(bereik, streep.laag, below, ONDER, y) if streep.laag < 0 else ""
    if streep.hoog <= 0 and bars:
        return bars
    colour = BOVEN if bereik.laagst < 0 else ONDER
    bars += _render_deel(bereik, above, streep.hoog, colour, y)
    if streep.hoog <= bereik.hoogst:
        return bars
    return f'{bars}<path d="M{_RECHTS - 1:g} {y + 4:g}l7 7l-7 7z" fill="{colour}"/>'


def _render_deel(bereik: Balkbereik, laag: float, hoog: float, kleur: str, y: float) -> str:
    left, right = bereik.place(laag), bereik.place(hoog)
    if right - left < _DUNST:
        middle = min(max((left + right) / 2, _LINKS + _DUNST / 2), _RECHTS - _DUNST / 2)
        left, right = middle - _DUNST / 2, middle + _DUNST / 2
    return (
        f'<rect x="{left:.1f}" y="{y + 5:g}" width="{right - left:.1f}" height="12" rx="2" fill="{kleur}"/>'
    )


def _render_merk(x: float, y: float) -> str:
    line = f'd="M{x:.1f} {y + 1:g}v20"'
    return f'<path {line} stroke="#fff" stroke-width="5"/><path {line} stroke="{INKT}" stroke-width="2"/>'
