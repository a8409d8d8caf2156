"""The scatter of both measures: which areas to discuss."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.grafiek.marge import wrap_svg
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel.klassewoorden import LABELS, SCORE_NAAM
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.kaart.schalen import Meetbereik


@dataclass(frozen=True)
class Stip:
    """A dot of the scatter: an area, with its place, size, toevalsmarge (0 when unknown) and class."""

    code: str
    naam: str
    x: float
    y: float
    straal: float
    marge: float
    klasse: Klasse


SPREIDING_BREEDTE, SPREIDING_HOOGTE = 640.0, 440.0
_SPREIDING_VLAK = (-30.0, -20.0, SPREIDING_BREEDTE + 40, SPREIDING_HOOGTE + 50)
_GROOTSTE_STRAAL = 15.0


def place_stippen(gebieden: pd.DataFrame, ses: Meetbereik, lbm: Meetbereik) -> list[Stip]:
    """Place the areas with both scores: S − S* across, L upwards, area of the dot by households.

    Large dots come first, so that small ones lie over them.
    """
    known = gebieden[gebieden["ses_woa"].notna() & gebieden["lbm_afwijking"].notna()]
    known = known.sort_values(["huishoudens", "code"], ascending=[False, True])
    most = float(known["huishoudens"].max()) if known["huishoudens"].notna().any() else 1.0
    radius = 2.5 + _GROOTSTE_STRAAL * np.sqrt(known["huishoudens"].fillna(0.0) / max(most, 1.0))
    columns = ["code", "naam", "ses_woa", "lbm_afwijking", "ses_marge", "klasse"]
    rows = known[columns].fillna({"ses_marge": 0.0}).itertuples(index=False)
    return [
        Stip(
            code,
            naam,
            ses.place(s, SPREIDING_BREEDTE),
            SPREIDING_HOOGTE - lbm.place(liveability, SPREIDING_HOOGTE),
            float(size),
            margin / (2 * ses.bereik) * SPREIDING_BREEDTE,
            Klasse(klasse),
        )
        for (code, naam, s, liveability, margin, klasse), size in zip(rows, radius, strict=True)
    ]


def render_spreiding(stippen: list[Stip]) -> str:
    """Render picture 1, which areas to discuss: a dot an area, with lines where the mean is."""
    width, height = SPREIDING_BREEDTE, SPREIDING_HOOGTE
    dots = "".join(
        f'<circle cx="{stip.x:.0f}" cy="{stip.y:.0f}" r="{stip.straal:.1f}" fill="{LABELS[stip.klasse].kleur}" '
        f'data-code="{escape(stip.code)}" data-naam="{escape(stip.naam)}" data-marge="{stip.marge:.1f}">'
        f"<title>{escape(stip.naam)}: {escape(LABELS[stip.klasse].kop)}</title></circle>"
        for stip in stippen
    )
    drawing = (
        f'<rect width="{width / 2}" y="{height / 2}" height="{height / 2}" fill="#f3eff9"/>'
        f'<g stroke="#fff" stroke-width=".8" fill-opacity=".88">{dots}</g>'
        f'<path d="M{width / 2} 0V{height}M0 {height / 2}H{width}" stroke="#16161d" stroke-width="1.2"/>'
        f"{_render_assen(width, height)}"
    )
    words = (
        f"Spreiding van {len(stippen)} gebieden: {SCORE_NAAM['ses_woa']} van links naar rechts, "
        f"{SCORE_NAAM['lbm_afwijking']} van onder naar boven. Dezelfde cijfers staan in de tabel."
    )
    return wrap_svg(drawing, _SPREIDING_VLAK, words)


def _render_assen(width: float, height: float) -> str:
    corners = (
        (6, 16, "start", f"Alleen {SCORE_NAAM['ses_woa']} onder gemiddeld"),
        (width - 6, 16, "end", "Geen score onder gemiddeld"),
        (6, height - 8, "start", "Kwetsbaar: beide onder gemiddeld"),
        (width - 6, height - 8, "end", f"Alleen {SCORE_NAAM['lbm_afwijking']} onder gemiddeld"),
    )
    texts = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>' for x, y, anchor, text in corners
    )
    below, beside = (f"{titel} → beter" for titel in (SCORE_TITEL["ses_woa"], SCORE_TITEL["lbm_afwijking"]))
    axes = (
        f'<text x="{width / 2}" y="{height + 22}" text-anchor="middle">{below}</text>'
        f'<text transform="translate(-12 {height / 2}) rotate(-90)" text-anchor="middle">{beside}</text>'
    )
    halo = 'paint-order="stroke" stroke="#fff" stroke-width="3"'
    notes = f'<g class="hoek" font-size="13" fill="#33333d" {halo}>{texts}</g>'
    return f'{notes}<g font-size="14" font-weight="600">{axes}</g>'
