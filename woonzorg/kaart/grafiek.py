"""Small charts as inline SVG: the margin of one measure, the scatter of both, and households by class."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.kaart.svg import render_patronen
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.woorden import NIET_BEKEND
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.veerkracht import KAFW_MIDDEN, Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.kaart.telling import Telling
    from woonzorg.oordeel.toets import Score

ONDER_TINT, BOVEN_TINT = "#dcd3ea", "#d0e6e3"
STIP = "#54278f"


@dataclass(frozen=True)
class Schaal:
    """Range of a measure over a set of areas, alike on both sides of what it is compared with.

    Attributes
    ----------
    midden, bereik : float
        Centre, and the greatest distance to it.
    """

    midden: float
    bereik: float

    def place(self, waarde: float, breedte: float) -> float:
        """Return where a value falls between 0 and `breedte`; values outside lie on the edge."""
        share = 0.5 + 0.5 * (waarde - self.midden) / self.bereik
        return float(np.clip(share, 0.0, 1.0)) * breedte


def find_schaal(gebieden: pd.DataFrame, kolom: str, midden: float) -> Schaal:
    """Return the range of a column around a centre (0 when the centre is unknown)."""
    centre = 0.0 if np.isnan(midden) else midden
    distances = np.abs(gebieden[kolom].to_numpy(dtype=float) - centre)
    known = distances[np.isfinite(distances)]
    return Schaal(centre, float(known.max()) * 1.08 if known.size and known.max() > 0 else 1.0)


def find_middenklasse(gebieden: pd.DataFrame) -> float:
    """Return how far the source's own middle class reaches from the mean, as far as these areas show it."""
    middle = gebieden.loc[gebieden["lbm_klasse"] == KAFW_MIDDEN, "lbm_afwijking"].abs()
    return float(middle.max()) if middle.notna().any() else 0.0


@dataclass(frozen=True)
class Schalen:
    """Scales of both measures, and half the width of the Leefbaarometer's own middle class."""

    ses: Schaal
    lbm: Schaal
    middenklasse: float


def make_schalen(score: Score, niveau: str) -> Schalen:
    """Return the scales of both measures over the region's areas of one level, so that areas compare."""
    areas = select_gebieden(score, niveau)
    return Schalen(
        find_schaal(areas, "ses_woa", score.referentie.waarde),
        find_schaal(areas, "lbm_afwijking", 0.0),
        find_middenklasse(score.gebieden),
    )


def _wrap(inhoud: str, vlak: tuple[float, float, float, float], beschrijving: str) -> str:
    """Wrap a drawing in an <svg> as wide as its place; without a description it is not spoken."""
    spoken = f'role="img" aria-label="{escape(beschrijving)}"' if beschrijving else 'aria-hidden="true"'
    box = " ".join(f"{side:g}" for side in vlak)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {spoken} viewBox="{box}" width="100%">{inhoud}</svg>'


def render_marge(titel: str, waarde: float | None, schaal: Schaal, marge: float, beschrijving: str) -> str:
    """Render where a value lies around the mean, with its margin as a thick line.

    Parameters
    ----------
    titel : str
        Name of the measure.
    waarde : float or None
        None when missing: the bar is then empty.
    schaal : Schaal
    marge : float
        Half-width of the margin; 0 for none.
    beschrijving : str
        The same in words, for who cannot see it.
    """
    width, middle = 400.0, 200.0
    marks = "" if waarde is None else _render_stip(schaal, waarde, marge, width)
    bar = (
        f'<path d="M0 13H{middle:g}" stroke="{ONDER_TINT}" stroke-width="8"/>'
        f'<path d="M{middle:g} 13H{width:g}" stroke="{BOVEN_TINT}" stroke-width="8"/>'
        f'<path d="M{middle:g} 1v24" stroke="#16161d" stroke-width="2"/>{marks}'
    )
    return _wrap(bar, (-8, 1, 416, 24), f"{titel}: {beschrijving}")


def _render_stip(schaal: Schaal, waarde: float, marge: float, width: float) -> str:
    left, right = (schaal.place(waarde + side * marge, width) for side in (-1, 1))
    x = schaal.place(waarde, width)
    whisker = f'<path d="M{left:.1f} 13H{right:.1f}" stroke="#16161d" stroke-width="4"/>' if marge else ""
    return f'{whisker}<circle cx="{x:.1f}" cy="13" r="7" fill="{STIP}" stroke="#fff" stroke-width="1.5"/>'


def describe_waarde(waarde: float | None, referentie: float | None) -> str:
    """Tell a value and on which side of its reference it lies."""
    if waarde is None or referentie is None:
        return "onbekend"
    side = "onder" if waarde < referentie else "niet onder"
    return f"{format_getal(waarde, 3)}, {side} het landelijk gemiddelde van {format_getal(referentie, 3)}"


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


def place_stippen(gebieden: pd.DataFrame, ses: Schaal, lbm: Schaal) -> list[Stip]:
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
        f"Spreiding van {len(stippen)} gebieden: welvaart, opleiding en werk van links naar rechts, "
        "leefbaarheid van onder naar boven. Dezelfde cijfers staan in de tabel."
    )
    return _wrap(drawing, _SPREIDING_VLAK, words)


def _render_assen(width: float, height: float) -> str:
    corners = (
        (6, 16, "start", "Alleen welvaart, opleiding en werk onder gemiddeld"),
        (width - 6, 16, "end", "Geen score onder gemiddeld"),
        (6, height - 8, "start", "Kwetsbaar: beide onder gemiddeld"),
        (width - 6, height - 8, "end", "Alleen leefbaarheid onder gemiddeld"),
    )
    texts = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>' for x, y, anchor, text in corners
    )
    axes = (
        f'<text x="{width / 2}" y="{height + 22}" text-anchor="middle">Welvaart, opleiding en werk → beter</text>'
        f'<text transform="translate(-12 {height / 2}) rotate(-90)" text-anchor="middle">Leefbaarheid → beter</text>'
    )
    halo = 'paint-order="stroke" stroke="#fff" stroke-width="3"'
    notes = f'<g class="hoek" font-size="13" fill="#33333d" {halo}>{texts}</g>'
    return f'{notes}<g font-size="14" font-weight="600">{axes}</g>'


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
    return _wrap(render_patronen("stapel", 0.1) + bars, (0, 0, 640, len(rows) * STAPEL_HOOGTE + 4), words)


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
