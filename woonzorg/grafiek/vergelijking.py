"""Charts of a comparison as inline SVG: the share of each gemeente, the measures on one scale, and the years.

A is a purple dot, B a teal diamond: told apart by shape as well. Each has a table beside it on the page; here the same
figures stand in words for who cannot see them.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.jaren.reeks import Jaarlijn, Stand
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

PAARS, TEAL, INKT, GRIJS, LICHT = "#54278f", "#1f7a71", "#16161d", "#8d8f92", "#e4e4ea"
_NAAM, _AS, _RIJ = 224, 446, 34
_BREED = _NAAM + _AS + 40
_LETTERS = 28


def _wrap(inhoud: str, breedte: float, hoogte: float, woorden: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(woorden)}" '
        f'viewBox="0 0 {breedte:g} {hoogte:g}" width="100%" font-family="sans-serif">'
        f'<g font-size="14" fill="{INKT}">{inhoud}</g></svg>'
    )


def _render_teken(letter: str, x: float, y: float) -> str:
    """Render the mark of A or B."""
    if letter == "A":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{PAARS}" stroke="#fff" stroke-width="1.5"/>'
    return f'<path d="M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8z" fill="{TEAL}" stroke="#fff" stroke-width="1.5"/>'


def _render_sleutel(items: Sequence[tuple[str, str]], y: float) -> str:
    """Render what the marks stand for, in a row; marks are SVG around (0, 0)."""
    parts, x = "", 12.0
    for mark, word in items:
        parts += f'<g transform="translate({x:.0f} {y})">{mark}</g><text x="{x + 14:.0f}" y="{y + 5}">{word}</text>'
        x += 34 + 7.4 * len(word)
    return parts


def round_up(value: float) -> float:
    """Return a round number that is not below a value, to end an axis at."""
    if not value > 1e-9:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return float(
        next(size * part for part in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if size * part >= value * 0.999999)
    )


def _write(value: float) -> str:
    return format_getal(value, 0 if value == int(value) else 2 if value < 1 else 1)


def _render_as(most: float, top: float, bottom: float) -> str:
    ticks = [most * part / 4 for part in range(5)]
    return "".join(
        f'<path d="M{_NAAM + value / most * _AS:.1f} {top}V{bottom}" stroke="{LICHT}"/>'
        f'<text x="{_NAAM + value / most * _AS:.1f}" y="{bottom + 18}" text-anchor="middle">{_write(value)}</text>'
        for value in ticks
    )


def render_gemeenten(gemeenten: pd.DataFrame) -> str:
    """Render new homes per 1,000 households: A, B and the share by inhabitants of each gemeente.

    Parameters
    ----------
    gemeenten : DataFrame
        As `Vergelijking.gemeenten`; a gemeente without households has no line.
    """
    rows = gemeenten[gemeenten["huishoudens"] > 0].to_dict("records")
    names = ("taakstelling_a", "taakstelling_b", "a", "b")
    most = round_up(max((_rate(row, name) for row in rows for name in names), default=1.0))
    bottom = 40 + len(rows) * _RIJ
    lines = "".join(
        _render_gemeente(row, 40 + index * _RIJ + _RIJ / 2, most) for index, row in enumerate(rows)
    )
    marks = _render_sleutel(
        [(_render_teken("A", 0, 0), "A"), (_render_teken("B", 0, 0), "B"),
         (f'<path d="M0 -9v18" stroke="{INKT}" stroke-width="3"/>', "naar inwoners")], 14,
    )  # fmt: skip
    told = "; ".join(
        f"{row['naam']}: A {_write(_rate(row, 'a'))}, B {_write(_rate(row, 'b'))}, "
        f"naar inwoners {_write(_rate(row, 'taakstelling_a'))}"
        for row in rows
    )
    words = (
        f"Nieuwe woningen per 1.000 huishoudens, per gemeente. {told}. Dezelfde cijfers staan in de tabel."
    )
    return _wrap(_render_as(most, 32, bottom) + marks + lines, _BREED, bottom + 26, words)


def _rate(row: Mapping[Any, Any], name: str) -> float:
    return 1000.0 * float(row[name]) / float(row["huishoudens"])


def _shorten(naam: str) -> str:
    """Return a name that fits beside its line; the table has it whole."""
    return naam if len(naam) <= _LETTERS else f"{naam[: _LETTERS - 1].rstrip()}…"


def _render_gemeente(row: Mapping[Any, Any], y: float, most: float) -> str:
    a, b, one, two = (
        _NAAM + _rate(row, name) / most * _AS for name in ("a", "b", "taakstelling_a", "taakstelling_b")
    )
    # With another demand B has another share by inhabitants: dashed.
    other = f'<path d="M{two:.1f} {y - 11:.1f}v22" stroke="{INKT}" stroke-width="3" stroke-dasharray="3 3"/>'
    return (
        f'<text x="{_NAAM - 12}" y="{y + 5:.1f}" text-anchor="end">{escape(_shorten(str(row["naam"])))}</text>'
        f'<path d="M{a:.1f} {y:.1f}H{b:.1f}" stroke="#c9c9d2" stroke-width="5"/>'
        f'<path d="M{one:.1f} {y - 11:.1f}v22" stroke="{INKT}" stroke-width="3"/>{other if one != two else ""}'
        f"{_render_teken('A', a, y)}{_render_teken('B', b, y)}"
    )


MATEN: dict[str, str] = {
    "hoogste_belasting": "Hoogste per 1.000",
    "hoogste_lq": "Hoogste aandeel (LQ)",
    "dissimilariteit": "Ongelijk verdeeld (D)",
    "theil": "Ongelijk verdeeld (Theil)",
    "in_kwetsbaar": "In kwetsbaar gebied",
}
"""Measures in the chart, each on a scale of its own that begins at 0."""


def render_maten(vergelijking: Vergelijking) -> str:
    """Render each measure on one line for all plans: now, A, B and the simple keys."""
    rows = "".join(
        _render_maat(name, title, vergelijking, 50 + index * 46)
        for index, (name, title) in enumerate(MATEN.items())
    )
    key = f'<path d="M0 -6v12" stroke="{GRIJS}" stroke-width="2.5"/>'
    marks = _render_sleutel(
        [(_render_teken("A", 0, 0), "A"), (_render_teken("B", 0, 0), "B"), (key, "eenvoudige sleutels"),
         (_render_nu(0, 0), "nulsituatie")], 14,
    )  # fmt: skip
    told = "; ".join(_tell_maat(name, title, vergelijking) for name, title in MATEN.items())
    words = f"Maten van alle plannen. {told}. Alle cijfers staan in de tabel."
    return _wrap(marks + rows, _BREED, 50 + len(MATEN) * 46, words)


def _render_nu(x: float, y: float) -> str:
    box = f'x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12"'
    return f'<rect {box} fill="#fff" stroke="{INKT}" stroke-width="2"/>'


def _read(kant: Kant, name: str) -> float:
    return float(getattr(kant.maten, name))


def _render_maat(name: str, title: str, vergelijking: Vergelijking, y: float) -> str:
    values = [_read(side, name) for side in vergelijking.kanten]
    most = round_up(max((value for value in values if not math.isnan(value)), default=1.0))
    now, a, b, *keys = [_NAAM + value / most * _AS for value in values]
    ticks = "".join(
        f'<path d="M{x:.1f} {y - 8:.1f}v16" stroke="{GRIJS}" stroke-width="2.5"/>'
        for x in keys
        if not math.isnan(x)
    )
    sides = "".join(_render_teken(letter, x, y) for letter, x in (("A", a), ("B", b)) if not math.isnan(x))
    return (
        f'<text x="{_NAAM - 14}" y="{y + 5:.1f}" text-anchor="end">{title}</text>'
        f'<path d="M{_NAAM} {y:.1f}h{_AS}" stroke="{LICHT}" stroke-width="3"/>'
        f'<text x="{_NAAM}" y="{y + 23:.1f}" font-size="12" text-anchor="middle">0</text>'
        f'<text x="{_NAAM + _AS}" y="{y + 23:.1f}" font-size="12" text-anchor="middle">{_write(most)}</text>'
        f"{ticks}{'' if math.isnan(now) else _render_nu(now, y)}{sides}"
    )


def _tell_maat(name: str, title: str, vergelijking: Vergelijking) -> str:
    parts = [("nu", vergelijking.nul), ("A", vergelijking.a), ("B", vergelijking.b)]
    return f"{title}: " + ", ".join(f"{word} {format_getal(_read(side, name), 2)}" for word, side in parts)


JAARMATEN: dict[str, str] = {
    "tekort": "Tekort aan woningen",
    "extra_tekort": "Extra tekort door afstapelen",
    "concentraties": "Concentraties (naar het aandeel nu)",
    "concentraties_jaar": "Concentraties (naar het aandeel van het jaar)",
}
"""What the years show, by the name of a field of `Stand`."""

_LINKS, _BOVEN, _WIJD, _HOOG = 52, 40, 400, 170


def render_jaren(maat: str, lijnen: Mapping[str, Mapping[str, Jaarlijn]]) -> str:
    """Render one figure over the years: a band from low to high demand for A and for B.

    Parameters
    ----------
    maat : str
        One of `JAARMATEN`.
    lijnen : mapping
        'A' and 'B' → side of the demand → line.
    """
    states = [stand for sides in lijnen.values() for line in sides.values() for stand in line.standen]
    first, last = min(stand.jaar for stand in states), max(stand.jaar for stand in states)
    most = round_up(max(float(getattr(stand, maat)) for stand in states))
    place = _Plek(first, max(last, first + 1), most, maat)
    bands = "".join(_render_band(letter, sides, place) for letter, sides in lijnen.items())
    marks = _render_sleutel([(_render_teken(letter, 0, 0), letter) for letter in lijnen], 16)
    title = f'<text x="110" y="21" font-weight="600">{JAARMATEN[maat]}</text>'
    told = " ".join(_tell_jaren(letter, sides, place) for letter, sides in lijnen.items())
    words = f"{JAARMATEN[maat]} per jaar, van lage tot hoge vraag. {told} Alle jaren staan in de tabel."
    return _wrap(
        _render_rooster(place) + bands + marks + title, _LINKS + _WIJD + 34, _BOVEN + _HOOG + 30, words
    )


class _Plek:
    """Where a year and a value stand in the chart of the years."""

    def __init__(self, first: int, last: int, most: float, maat: str) -> None:
        self.first, self.last, self.most, self.maat = first, last, most, maat

    def x(self, jaar: int) -> float:
        return _LINKS + (jaar - self.first) / (self.last - self.first) * _WIJD

    def y(self, waarde: float) -> float:
        return _BOVEN + _HOOG * (1 - waarde / self.most)

    def point(self, stand: Stand) -> str:
        return f"{self.x(stand.jaar):.1f} {self.y(float(getattr(stand, self.maat))):.1f}"


def _render_rooster(place: _Plek) -> str:
    across = "".join(
        f'<path d="M{_LINKS} {place.y(value):.1f}h{_WIJD}" stroke="{LICHT}"/>'
        f'<text x="{_LINKS - 8}" y="{place.y(value) + 5:.1f}" text-anchor="end">{_write(value)}</text>'
        for value in (0.0, place.most / 2, place.most)
    )
    years = sorted(
        {place.first, place.last, *(year for year in (2030, 2035, 2040) if place.first < year < place.last)}
    )
    return across + "".join(
        f'<path d="M{place.x(year):.1f} {_BOVEN}v{_HOOG}" stroke="{LICHT}"/>'
        f'<text x="{place.x(year):.1f}" y="{_BOVEN + _HOOG + 20}" text-anchor="middle">{year}</text>'
        for year in years
    )


def _render_band(letter: str, sides: Mapping[str, Jaarlijn], place: _Plek) -> str:
    colour, dash = (PAARS, "none") if letter == "A" else (TEAL, "7 4")
    low, high = ([place.point(stand) for stand in sides[side].standen] for side in ("laag", "hoog"))
    looks = f'fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"'
    ends = "".join(_render_teken(letter, *map(float, line[-1].split())) for line in (low, high))
    return (
        f'<path d="M{"L".join(high + low[::-1])}Z" fill="{colour}" fill-opacity=".12"/>'
        f'<path d="M{"L".join(low)}" {looks}/><path d="M{"L".join(high)}" {looks}/>{ends}'
    )


def _tell_jaren(letter: str, sides: Mapping[str, Jaarlijn], place: _Plek) -> str:
    ends = [getattr(sides[side].standen[-1], place.maat) for side in ("laag", "hoog")]
    low, high = (format_getal(float(value)) for value in ends)
    return f"{letter} in {place.last}: {low} bij lage en {high} bij hoge vraag."
