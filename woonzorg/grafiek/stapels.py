"""Households by class as stacked bars."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.grafiek.marge import wrap_svg
from woonzorg.kaart.svg import render_patronen
from woonzorg.kaart.woorden import NIET_BEKEND
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from woonzorg.kaart.telling import Telling

STAPEL_HOOGTE = 34


def render_stapels(tellingen: list[Telling]) -> str:
    """Render picture 2: households by class, 0 to 100 %, a bar for each set of areas; a table goes with it.

    A set that could not be counted keeps its place, with the words 'niet bekend'.
    """
    rows = [telling for telling in tellingen if telling.totaal_huishoudens != 0]
    bars = "".join(
        _render_stapel(telling, index * STAPEL_HOOGTE)
        if telling.totaal_huishoudens > 0
        else _render_leeg(telling.naam, index * STAPEL_HOOGTE)
        for index, telling in enumerate(rows)
    )
    words = "Huishoudens naar klasse, in procenten. De cijfers staan in de tabel eronder."
    return wrap_svg(render_patronen("stapel", 0.1) + bars, (0, 0, 640, len(rows) * STAPEL_HOOGTE + 4), words)


def _render_stapel(telling: Telling, y: int) -> str:
    parts, x = "", 190.0
    for klasse, label in LABELS.items():
        width = 450.0 * np.nan_to_num(telling.huishoudens[klasse]) / telling.totaal_huishoudens
        fill = f"url(#stapel-{label.patroon})" if label.patroon else label.kleur
        parts += (
            f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="26" fill="{fill}" stroke="#fff"/>'
        )
        if width > 42 and not label.patroon:
            ink = "#16161d" if klasse == Klasse.AANDACHT_SES else "#fff"
            share = f"{label.letter} {telling.share(klasse)}" if width > 62 else telling.share(klasse)
            parts += (
                f'<text x="{x + width / 2:.1f}" y="{y + 21}" text-anchor="middle" fill="{ink}">{share}</text>'
            )
        x += width
    return f'<g font-size="14">{_render_naam(telling.naam, y)}{parts}</g>'


def _render_leeg(naam: str, y: int) -> str:
    frame = f'<rect x="190" y="{y + 3}" width="450" height="26" fill="none" stroke="#76767f" stroke-dasharray="4 3"/>'
    words = f'<text x="198" y="{y + 21}" fill="#33333d">{NIET_BEKEND}</text>'
    return f'<g font-size="14">{_render_naam(naam, y)}{frame}{words}</g>'


def _render_naam(naam: str, y: int) -> str:
    return f'<text x="182" y="{y + 21}" text-anchor="end" font-weight="600">{escape(naam)}</text>'
