"""The card of one area as HTML: verdict, reasons, margins, what the rule does not stop, next step."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen.kaart.merk import render_stip
from woonzorg.buurt import gevolg
from woonzorg.grafiek.marge import describe_waarde, render_marge
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.concentratie import name_concentratie
from woonzorg.oordeel.ophoping import describe_hier
from woonzorg.oordeel.reden import Redensoort
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.kaart.schalen import Meetbereik, Schalen
    from woonzorg.oordeel.toets import Toets
    from woonzorg.oordeel.uitleg import Maat

_LICHT = (Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID, Klasse.ONBEKEND)


# Within a page a drawing needs no namespace, and takes the whole width of itself.
_OVERBODIG = (' xmlns="http://www.w3.org/2000/svg"', ' width="100%"')
_SCHAAL = '<p class="schaal"><span>onder gemiddeld</span><span>boven gemiddeld</span></p>'


@dataclass(frozen=True)
class Wegen:
    """Where the card leads on: from each figure to its source.

    Attributes
    ----------
    herkomst : callable
        Gives the address (escaped) where a figure of this area is traced to its source, by its key.
    """

    herkomst: Callable[[str], str]


def render_kaartje(toets: Toets, schalen: Schalen, wegen: Wegen, editie: int | None = None) -> str:
    """Render the card of an area; of an earlier edition it says so before the verdict."""
    ses, lbm = toets.ses_woa, toets.leefbaarometer
    notices = "".join(f'<p class="wz-let-op">{escape(reden.zin)}</p>' for reden in toets.kanttekeningen)
    return (
        f'<section class="wz-kaartje" aria-label="{escape(toets.naam)}">{_render_hoofd(toets, wegen)}'
        f"{_render_editie(editie)}<p>{escape(toets.find_reden(Redensoort.KLASSE).zin)}</p>"
        f"{_render_maat(_SES, ses, schalen.ses, ses.marge or 0.0, wegen.herkomst('ses_woa'))}"
        f"{_render_maat(_LBM, lbm, schalen.lbm, schalen.middenklasse, wegen.herkomst('lbm_afwijking'))}"
        f"{_SCHAAL}{notices}{_render_voet(toets)}</section>"
    )


def _render_hoofd(toets: Toets, wegen: Wegen) -> str:
    label = klassewoorden.LABELS[toets.klasse]
    households, known = format_getal(toets.huishoudens), toets.huishoudens is not None
    # In a kwetsbaar area a concentration has a name of its own, as on the map.
    lots = name_concentratie(toets.concentratie, toets.overconcentratie)
    parts = [
        escape(toets.wijk) if toets.niveau == "buurt" else toets.niveau.capitalize(),
        escape(toets.gemeente) if toets.niveau != "gemeente" else "",
        _link(wegen.herkomst("huishoudens"), f"{households} huishoudens") if known else "",
        f"{_link(wegen.herkomst(lots), lots)} ({escape(describe_hier(toets))})" if lots else "",
    ]
    line = " · ".join(filter(None, parts))
    return (
        f"<header><h2>{escape(toets.naam)}</h2>"
        f'<span class="wz-badge{" licht" if toets.klasse in _LICHT else ""}" style="background-color:{label.kleur}">'
        f'{escape(label.kop)}</span></header><p class="klein">{line}</p>'
    )


def _render_editie(editie: int | None) -> str:
    return (
        "" if editie is None else f'<p class="wz-let-op">{escape(klassewoorden.describe_editie(editie))}</p>'
    )


def _link(adres: str, woorden: str, ervoor: str = "") -> str:
    """Link a figure to its source, as briefly as can be: the card is sent again with each change of colours."""
    return f'<a href="{adres}" aria-label="{ervoor}{woorden}: naar de bron">{woorden}</a>'


_SES, _LBM = SCORE_TITEL["ses_woa"], SCORE_TITEL["lbm_afwijking"]


def _render_maat(titel: str, maat: Maat, schaal: Meetbereik, marge: float, adres: str) -> str:
    bar = render_marge(titel, maat.waarde, schaal, marge, describe_waarde(maat.waarde, maat.referentie))
    for attribute in _OVERBODIG:
        bar = bar.replace(attribute, "")
    link = _link(adres, format_getal(maat.waarde, 3), f"{escape(titel)} ")
    return f'<p class="maat"><span>{escape(titel)} <small>{maat.jaar or ""}</small></span>{link}</p>{bar}'


def _render_voet(toets: Toets) -> str:
    """Render rule and next step; the groups come last, where the way on to the page Buurt stands beside them."""
    return f"{render_betekenis(toets, 3)}{_render_stap(toets)}{render_groepen(toets)}"


def render_betekenis(toets: Toets, kop: int) -> str:
    """Render what the rule means here in two rows, under a heading of this level; '' where it tests nothing."""
    rows = gevolg.list_betekenis(toets.klasse, toets.niveau, uitgesloten=toets.uitgesloten)
    items = "".join(f"<li>{escape(what)}: <b>{escape(answer)}</b></li>" for what, answer in rows)
    title = f"<h{kop}>{escape(gevolg.BETEKENIS)}</h{kop}>"
    return f'{title}<ul class="wz-betekenis">{items}</ul>' if items else ""


def render_groepen(toets: Toets) -> str:
    """Render the groups for which the rule holds, and what it leaves alone, behind a heading."""
    known = gevolg.list_betekenis(toets.klasse, toets.niveau)
    return render_meer(gevolg.WELKE_GROEPEN, f"<p>{escape(gevolg.describe_groepen())}</p>") if known else ""


def render_meer(kop: str, inhoud: str) -> str:
    """Render what stands behind a heading; `inhoud` is HTML of our own."""
    return f'<details class="wz-meer"><summary>{escape(kop)}</summary>{inhoud}</details>'


def _render_stap(toets: Toets) -> str:
    """Render the next step; in a kwetsbaar area there are several, with who does what."""
    step = gevolg.describe_stap(toets.klasse, toets.niveau)
    if not gevolg.list_stappen(toets.klasse, toets.niveau):
        return f"<p>{escape(step)}</p>"
    return render_meer(step.removesuffix("."), render_stappen(toets))


def render_stappen(toets: Toets) -> str:
    """Render what can be done in a kwetsbaar area, and by whom; '' elsewhere."""
    steps = gevolg.list_stappen(toets.klasse, toets.niveau)
    items = "".join(f"<li><b>{escape(head)}</b>. {escape(text)}</li>" for head, text in steps)
    roles = f"<p><b>{escape(gevolg.WIE)}</b> {escape(gevolg.describe_rollen())}</p>"
    return f"<ol>{items}</ol>{roles}" if steps else ""


def render_verder(adres: str, niveau: str) -> str:
    """Render the way on to the page Buurt: apart from the card, which is then the same for every theme."""
    return f'<p class="wz-verder"><a href="{escape(adres)}">Meer over deze {escape(niveau)}</a></p>'


def render_leeg(niveau: str) -> str:
    """Render the card without a selected area: how to choose one, what classes mean, what figures are not for."""
    classes = "".join(
        f"<li>{render_stip(klasse)}<span><b>{escape(label.kop)}</b> {escape(label.uitleg)}</span></li>"
        for klasse, label in klassewoorden.LABELS.items()
    )
    return (
        f'<section class="wz-kaartje" aria-label="Geen {escape(niveau)} gekozen"><h2>Kies een {escape(niveau)}</h2>'
        f"<p>Klik op de kaart, of zoek op naam. Met de pijltjes loopt u over de kaart, met Enter kiest u.</p>"
        f'<h3>Wat betekenen de klassen?</h3><ul class="wz-klassenlijst">{classes}</ul>'
        f'<p class="klein">{escape(klassewoorden.DISCLAIMER)}</p></section>'
    )
