"""Charts of a distribution as inline SVG: who takes how much (picture 3), and what the share of homes does (picture 4).

Each has a table beside it on the page; here the same figures stand in words for who cannot see them.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn, Aandeelmerk

PAARS, TEAL, INKT, GRIJS = "#54278f", "#1f7a71", "#16161d", "#c9c9d2"
_RIJ, _NAAM, _AS, _DEEL = 34, 210, 300, 130


def _wrap(inhoud: str, breedte: float, hoogte: float, woorden: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(woorden)}" '
        f'viewBox="0 0 {breedte:g} {hoogte:g}" width="100%" font-family="sans-serif">{inhoud}</svg>'
    )


def render_halters(gemeenten: pd.DataFrame) -> str:
    """Render picture 3: a line a gemeente, with its share by inhabitants as a tick and the proposal as a dot.

    Parameters
    ----------
    gemeenten : DataFrame
        As `ruimte.tabulate_belasting` gives it; a gemeente without households has no line.
    """
    rows = gemeenten[gemeenten["taak_1000"].notna()]
    top = max([*rows["taak_1000"], *rows["voorstel_1000"], 1.0])
    step = _choose_stap(top)
    most = step * math.ceil(top / step)
    bottom = 30 + len(rows) * _RIJ
    lines = "".join(
        _render_halter(row, 30 + index * _RIJ + _RIJ / 2, most)
        for index, row in enumerate(rows.to_dict("records"))
    )
    ticks = "".join(
        f'<path d="M{x:.1f} 26V{bottom}" stroke="#e4e4ea"/>'
        f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{format_waarde(value)}</text>'
        for value in _list_stappen(step, most)
        for x in [_NAAM + value / most * _AS]
    )
    heads = (
        f'<text x="{_NAAM}" y="14" font-weight="600">Woningen per 1.000 huishoudens</text>'
        f'<text x="{_NAAM + _AS + 40}" y="14" font-weight="600">Deel van wat vrijkomt</text>'
    )
    words = (
        "Per gemeente: nieuwe woningen per 1.000 huishoudens. "
        + "; ".join(_tell_halter(row) for row in rows.to_dict("records"))
        + ". Dezelfde cijfers staan in de tabel."
    )
    height = bottom + 26
    return _wrap(f'<g font-size="14" fill="{INKT}">{ticks}{heads}{lines}</g>', 730, height, words)


def _render_halter(row: Mapping[Any, Any], y: float, most: float) -> str:
    task, plan = (_NAAM + row[name] / most * _AS for name in ("taak_1000", "voorstel_1000"))
    share = row["aandeel"]
    part = 0.0 if math.isnan(share) else min(share, 100.0) / 100 * _DEEL
    left = _NAAM + _AS + 40
    label = "onbekend" if math.isnan(share) else f"{format_getal(share)} %"
    return (
        f'<text x="{_NAAM - 12}" y="{y + 5:.1f}" text-anchor="end">{escape(str(row["naam"]))}</text>'
        f'<path d="M{task:.1f} {y:.1f}H{plan:.1f}" stroke="{GRIJS}" stroke-width="5"/>'
        f'<path d="M{task:.1f} {y - 10:.1f}v20" stroke="{INKT}" stroke-width="3"/>'
        f'<circle cx="{plan:.1f}" cy="{y:.1f}" r="7" fill="{PAARS}" stroke="#fff" stroke-width="1.5"/>'
        f'<rect x="{left}" y="{y - 8:.1f}" width="{_DEEL * 0.62:.1f}" height="16" fill="#eeeef3"/>'
        f'<rect x="{left}" y="{y - 8:.1f}" width="{part * 0.62:.1f}" height="16" fill="{TEAL}"/>'
        f'<text x="{left + _DEEL * 0.62 + 8:.1f}" y="{y + 5:.1f}">{label}</text>'
    )


def _tell_halter(row: Mapping[Any, Any]) -> str:
    task, plan = (format_getal(row[name], 1) for name in ("taak_1000", "voorstel_1000"))
    return f"{row['naam']}: naar inwoners {task}, voorstel {plan}"


def _choose_stap(top: float) -> float:
    """Return a round step that cuts a range in four to ten."""
    size: float = 10.0 ** math.floor(math.log10(top))
    return next(size * part for part in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0) if top / (size * part) <= 6)


def _list_stappen(step: float, most: float) -> list[float]:
    return [step * number for number in range(round(most / step) + 1)]


_LINKS, _BOVEN, _BREED, _HOOG = 56, 16, 600, 250
_MERKRIJ = 17


def render_aandeel(lijn: Aandeellijn) -> str:
    """Render picture 4: homes placed against the share of freed homes; both demands dashed, gemeenten marked."""
    most = max(lijn.vraag_hoog, lijn.vraag_laag, *(point.hoog or 0 for point in lijn.punten), 1)
    step = _choose_stap(most)
    top = step * math.ceil(most / step)
    drawing = (
        _render_rooster(step, top)
        + _render_vraag("Hoge vraag", lijn.vraag_hoog, top)
        + (_render_vraag("Lage vraag", lijn.vraag_laag, top) if lijn.vraag_laag != lijn.vraag_hoog else "")
        + _render_nu(lijn.aandeel)
        + _render_lijn([(point.aandeel, point.laag) for point in lijn.punten], top, TEAL, "7 4")
        + _render_lijn([(point.aandeel, point.hoog) for point in lijn.punten], top, PAARS, "none")
        + _render_merken(lijn.merken)
    )
    height = _BOVEN + _HOOG + 76 + _MERKRIJ * len(lijn.merken)
    return _wrap(
        f'<g font-size="14" fill="{INKT}">{drawing}</g>', _LINKS + _BREED + 24, height, tell_aandeel(lijn)
    )


def tell_aandeel(lijn: Aandeellijn) -> str:
    """Tell picture 4 in words."""
    some = [point for point in lijn.punten if point.aandeel % 25 == 0 and point.hoog is not None]
    points = "; ".join(f"bij {format_getal(point.aandeel)} % {format_getal(point.hoog)}" for point in some)
    return (
        f"Woningen met een plek bij een hoge vraag van {format_getal(lijn.vraag_hoog)}: {points}. "
        f"De lage vraag is {format_getal(lijn.vraag_laag)}. Dezelfde cijfers staan in de tabel."
    )


def _x(share: float) -> float:
    return _LINKS + share / 100 * _BREED


def _y(count: float, top: float) -> float:
    return _BOVEN + _HOOG * (1 - count / top)


def _render_rooster(step: float, top: float) -> str:
    across = "".join(
        f'<path d="M{_LINKS} {_y(value, top):.1f}H{_LINKS + _BREED}" stroke="#e4e4ea"/>'
        f'<text x="{_LINKS - 8}" y="{_y(value, top) + 5:.1f}" text-anchor="end">{format_waarde(value)}</text>'
        for value in _list_stappen(step, top)
    )
    down = "".join(
        f'<text x="{_x(share):.1f}" y="{_BOVEN + _HOOG + 20}" text-anchor="middle">{share} %</text>'
        for share in range(0, 101, 25)
    )
    title = (
        f'<text x="{_LINKS + _BREED / 2}" y="{_BOVEN + _HOOG + 40}" text-anchor="middle" font-weight="600">'
        "Toewijsaandeel: deel van de vrijkomende woningen</text>"
    )
    return across + down + title


def _render_vraag(naam: str, count: int, top: float) -> str:
    y = _y(count, top)
    return (
        f'<path d="M{_LINKS} {y:.1f}H{_LINKS + _BREED}" stroke="{INKT}" stroke-width="1.5" stroke-dasharray="3 4"/>'
        f'<text x="{_LINKS + 6}" y="{y + 16:.1f}" paint-order="stroke" stroke="#fff" stroke-width="4">'
        f"{naam} {format_getal(count)}</text>"
    )


def _render_nu(share: float) -> str:
    return (
        f'<path d="M{_x(share):.1f} {_BOVEN}V{_BOVEN + _HOOG}" stroke="#ffb000" stroke-width="3"/>'
        f'<text x="{_x(share) + 6:.1f}" y="{_BOVEN + _HOOG - 8}" paint-order="stroke" stroke="#fff" stroke-width="4">'
        f"nu {format_getal(share, 0 if share == int(share) else 1)} %</text>"
    )


def _render_lijn(points: Iterable[tuple[float, int | None]], top: float, colour: str, dash: str) -> str:
    known = [(share, count) for share, count in points if count is not None]
    path = "L".join(f"{_x(share):.1f} {_y(count, top):.1f}" for share, count in known)
    looks = (
        f'fill="none" stroke="{colour}" stroke-width="3" stroke-linejoin="round" stroke-dasharray="{dash}"'
    )
    return f'<path d="M{path}" {looks}/>' if known else ""


def _render_merken(marks: Sequence[Aandeelmerk]) -> str:
    """Render beneath the axis, a row a gemeente, up to which share more of it still helps there."""
    if not marks:
        return ""
    first = _BOVEN + _HOOG + 84
    head = f'<text x="{_LINKS}" y="{first - 20}" font-weight="600">Tot dit aandeel helpt meer in de gemeente:</text>'
    return head + "".join(
        f'<path d="M{_LINKS} {first + index * _MERKRIJ - 5}H{_x(mark.aandeel):.1f}" stroke="{GRIJS}" stroke-width="2"/>'
        f'<circle cx="{_x(mark.aandeel):.1f}" cy="{first + index * _MERKRIJ - 5}" r="4.5" fill="{PAARS}"/>'
        f'<text x="{_x(mark.aandeel) + (-10 if mark.aandeel > 60 else 10):.1f}" y="{first + index * _MERKRIJ}" '
        f'font-size="13" text-anchor="{"end" if mark.aandeel > 60 else "start"}" paint-order="stroke" stroke="#fff" '
        f'stroke-width="4">{escape(mark.naam)}</text>'
        for index, mark in enumerate(marks)
    )
