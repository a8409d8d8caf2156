"""The card of one area as HTML: verdict, reasons, margins, what the rule does not stop, next step."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from woonzorg import tekst
from woonzorg.kaart.grafiek import Schaal, describe_waarde, render_marge
from woonzorg.veerkracht import Klasse, Oordeel

if TYPE_CHECKING:
    from woonzorg.toets import Maat, Toets

_LICHT = (Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID, Klasse.ONBEKEND)


_SCHAAL = '<p class="schaal"><span>onder gemiddeld</span><span>boven gemiddeld</span></p>'


@dataclass(frozen=True)
class Schalen:
    """Scales of both measures, and half the width of the Leefbaarometer's own middle class."""

    ses: Schaal
    lbm: Schaal
    middenklasse: float


def render_kaartje(toets: Toets, schalen: Schalen) -> str:
    """Render the card of an area."""
    notices = "".join(f'<p class="wz-let-op">{escape(reason)}</p>' for reason in toets.redenen[3:])
    return (
        f'<section class="wz-kaartje" aria-label="{escape(toets.naam)}">{_render_hoofd(toets)}'
        f"<p>{escape(toets.redenen[0])}</p>"
        f"{_render_maat('Welvaart, opleiding en werk', toets.ses_woa, schalen.ses, toets.ses_woa.marge or 0.0)}"
        f"{_render_maat('Leefbaarheid', toets.leefbaarometer, schalen.lbm, schalen.middenklasse)}"
        f"{_SCHAAL}{notices}{_render_voet(toets)}</section>"
    )


def _render_hoofd(toets: Toets) -> str:
    label = tekst.LABELS[toets.klasse]
    parts = [
        toets.wijk if toets.niveau == "buurt" else "",
        toets.gemeente if toets.niveau != "gemeente" else "",
        "" if toets.huishoudens is None else f"{tekst.format_getal(toets.huishoudens)} huishoudens",
        "concentratie" if toets.concentratie == Oordeel.JA else "",
    ]
    line = " · ".join(part for part in parts if part)
    return (
        f"<header><h2>{escape(toets.naam)}</h2>"
        f'<span class="wz-badge{" licht" if toets.klasse in _LICHT else ""}" style="background:{label.kleur}">'
        f'{escape(label.kop)}</span></header><p class="klein">{escape(line)}</p>'
    )


def _render_maat(titel: str, maat: Maat, schaal: Schaal, marge: float) -> str:
    bar = render_marge(titel, maat.waarde, schaal, marge, describe_waarde(maat.waarde, maat.referentie))
    value = tekst.format_getal(maat.waarde, 3)
    return (
        f'<p class="maat"><span>{escape(titel)} <span class="klein">{maat.jaar or ""}</span></span>'
        f"<span>{value}</span></p>{bar}"
    )


def _render_voet(toets: Toets) -> str:
    return (
        f'<p class="klein">{escape(tekst.describe_niet_tegengehouden())}</p>'
        f"<p>{escape(tekst.describe_stap(toets.klasse))}</p>"
    )


def render_leeg(niveau: str) -> str:
    """Render the card when no area is selected: how to choose one, and what the figures are not for."""
    return (
        f'<section class="wz-kaartje" aria-label="Geen {escape(niveau)} gekozen"><h2>Kies een {escape(niveau)}</h2>'
        f"<p>Klik op de kaart, of zoek op naam. Met de pijltjes loopt u over de kaart, met Enter kiest u.</p>"
        f'<p class="klein">{escape(tekst.DISCLAIMER)}</p></section>'
    )
