"""A measure over the years as inline SVG: above or below the mean, with the years beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from woonzorg.grafiek.marge import BOVEN_TINT, ONDER_TINT
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

BREEDTE, HOOGTE = 320.0, 128.0
_LINKS, _RECHTS, _BOVEN, _ONDER = 34.0, 286.0, 24.0, 86.0
_VLAK = 110.0
_ONDER_KLEUR, _BOVEN_KLEUR = "#54278f", "#1f7a71"


@dataclass(frozen=True)
class Punt:
    """A measure in one year, beside the mean of that year.

    Attributes
    ----------
    jaar : int
    waarde, referentie : float or None
        None when missing.
    """

    jaar: int
    waarde: float | None
    referentie: float | None = 0.0

    @property
    def afwijking(self) -> float | None:
        """How far it lies from the mean; a value of 0 or more is not below it."""
        if self.waarde is None or self.referentie is None:
            return None
        return self.waarde - self.referentie


def render_trend(titel: str, punten: Sequence[Punt]) -> str:
    """Render a measure over the years; round marks lie below the mean, square ones do not.

    Parameters
    ----------
    titel : str
        Name of the measure.
    punten : sequence of Punt
        Oldest first; '' is returned without any.
    """
    if not punten:
        return ""
    label = f"{titel}: {describe_punten(punten)}"
    middle = (_BOVEN + _ONDER) / 2
    marks = "".join(_render_punt(punt, *_place(punt, punten)) for punt in punten)
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {BREEDTE:.0f} {HOOGTE:.0f}" width="100%">'
        f'<rect width="{BREEDTE:.0f}" height="{middle:.0f}" fill="{BOVEN_TINT}" opacity=".55"/>'
        f'<rect width="{BREEDTE:.0f}" y="{middle:.0f}" height="{_VLAK - middle:.0f}" fill="{ONDER_TINT}" '
        f'opacity=".55"/>'
        f'<path d="M0 {middle:.0f}H{BREEDTE:.0f}" stroke="#16161d" stroke-width="1.5"/>'
        f'<g font-size="12" fill="#16161d" text-anchor="middle">{_render_lijn(punten)}{marks}</g></svg>'
    )


def describe_punten(punten: Sequence[Punt]) -> str:
    """Tell the same in words."""
    parts = [f"{punt.jaar} {_describe_punt(punt)}" for punt in punten]
    return f"{join_woorden(parts)}." if parts else ""


def _describe_punt(punt: Punt) -> str:
    if punt.afwijking is None:
        return "onbekend"
    side = "onder" if punt.afwijking < 0 else "niet onder"
    return f"{format_getal(punt.waarde, 3)}, {side} het gemiddelde"


def _place(punt: Punt, punten: Sequence[Punt]) -> tuple[float, float]:
    """Return where a point stands: years at their distance, alike above and below the mean."""
    first, last = punten[0].jaar, punten[-1].jaar
    share = (punt.jaar - first) / (last - first) if last > first else 0.5
    reach = max((abs(other.afwijking) for other in punten if other.afwijking is not None), default=0.0) or 1.0
    middle, half = (_BOVEN + _ONDER) / 2, (_ONDER - _BOVEN) / 2
    return _LINKS + share * (_RECHTS - _LINKS), middle - half * (punt.afwijking or 0.0) / reach


def _render_lijn(punten: Sequence[Punt]) -> str:
    """Join neighbouring known years; a missing year leaves a gap."""
    path, pen = "", "M"
    for punt in punten:
        x, y = _place(punt, punten)
        path += f"{pen}{x:.1f} {y:.1f}" if punt.afwijking is not None else ""
        pen = "L" if punt.afwijking is not None else "M"
    return f'<path d="{path}" fill="none" stroke="#5c5c66" stroke-width="2"/>' if path else ""


def _render_punt(punt: Punt, x: float, y: float) -> str:
    year = f'<text x="{x:.1f}" y="{HOOGTE - 4:.0f}" font-weight="600">{punt.jaar}</text>'
    if punt.afwijking is None:
        return f'{year}<text x="{x:.1f}" y="{y - 6:.1f}">onbekend</text>'
    below = punt.afwijking < 0
    mark = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{_ONDER_KLEUR}"/>'
        if below
        else f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{_BOVEN_KLEUR}"/>'
    )
    value = format_getal(punt.waarde, 3)
    return f'{year}{mark}<text x="{x:.1f}" y="{y + (18 if below else -9):.1f}">{value}</text>'
