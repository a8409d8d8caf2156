"""The margin of one measure as a small static SVG: where a value lies around the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import BOVEN_TINT, INKT, ONDER_TINT, PAARS
from woonzorg.grafiek.svg import wrap_svg
from woonzorg.tekst.getal import write_naast

if TYPE_CHECKING:
    from woonzorg.kaart.schalen import Meetbereik


def render_marge(
    titel: str, waarde: float | None, schaal: Meetbereik, marge: float, beschrijving: str, breedte: float = 400.0
) -> str:  # fmt: skip
    """Render where a value lies around the mean, with its margin as a thick line.

    Parameters
    ----------
    titel : str
        Name of the measure.
    waarde : float or None
        None when missing: the bar is then empty.
    schaal : Meetbereik
    marge : float
        Half-width of the margin; 0 for none.
    beschrijving : str
        The same in words, for who cannot see it.
    breedte : float
        Of the bar, in pixels: less where there is little room.
    """
    width, middle = breedte, breedte / 2
    marks = "" if waarde is None else _render_stip(schaal, waarde, marge, width)
    bar = (
        f'<path d="M0 13H{middle:g}" stroke="{ONDER_TINT}" stroke-width="8"/>'
        f'<path d="M{middle:g} 13H{width:g}" stroke="{BOVEN_TINT}" stroke-width="8"/>'
        f'<path d="M{middle:g} 1v24" stroke="{INKT}" stroke-width="2"/>{marks}'
    )
    return wrap_svg(bar, (-8, 1, width + 16, 24), f"{titel}: {beschrijving}")


def _render_stip(schaal: Meetbereik, waarde: float, marge: float, width: float) -> str:
    left, right = (schaal.place(waarde + side * marge, width) for side in (-1, 1))
    x = schaal.place(waarde, width)
    whisker = f'<path d="M{left:.1f} 13H{right:.1f}" stroke="{INKT}" stroke-width="4"/>' if marge else ""
    return f'{whisker}<circle cx="{x:.1f}" cy="13" r="7" fill="{PAARS}" stroke="#fff" stroke-width="1.5"/>'


def describe_waarde(waarde: float | None, referentie: float | None) -> str:
    """Tell a value and on which side of its reference it lies."""
    if waarde is None or referentie is None:
        return "onbekend"
    side = "onder" if waarde < referentie else "niet onder"
    value, mean = write_naast(waarde, referentie, 3)
    return f"{value}, {side} het landelijk gemiddelde van {mean}"
