"""The tab Overzicht: do we get there (picture 5), and is the rule kept (homes by class of the buurt)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.voortgang import voortgangstand
from pages.voortgang.kalender import show_kalender
from pages.voortgang.regel import render_jaar
from woonzorg.agenda import paneelwoorden
from woonzorg.agenda.paneel import GEEN_GEMEENTE
from woonzorg.agenda.paneelwoorden import describe_einde, describe_nodig, describe_nodig_nu, describe_stand
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import describe_verschil
from woonzorg.grafiek.agenda import NAMEN, make_paneel
from woonzorg.grafiek.svg import render_grafiek

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.paneel import Agendapaneel


def show_overzicht(stand: Voortgangstand) -> None:
    """Show both answers beside each other; without an agenda the calendar."""
    if not stand.heeft_agenda:
        show_kalender(stand)
        return
    left, right = st.columns([2, 1], gap="medium")
    with left:
        if stand.teller == Teller.BOUW and not stand.alleen_gedeeld:
            voortgangstand.show_voorraad(stand)
        show_blok(render_panelen(stand), "voortgang-panelen")
    with right:
        show_blok(render_regel(stand), "voortgang-regel")


def show_onder(stand: Voortgangstand) -> None:
    """Show what the pictures rest on, and their figures in a table."""
    show_blok(render_uitleg(stand), "voortgang-uitleg")
    if stand.panelen:
        with st.expander("Deze cijfers in een tabel"):
            show_tabel(render_cijfers(stand), "voortgang-cijfers")


def render_panelen(stand: Voortgangstand) -> str:
    """Render the panels with their legend."""
    if not stand.panelen:
        return f'<p class="wz-leeg">{escape(paneelwoorden.GEEN_LIJN)}</p>'
    cells = "".join(_render_paneel(panel, stand) for panel in stand.panelen)
    return f'{_render_legenda(stand)}<div class="wz-panelen">{cells}</div>'


def _render_paneel(paneel: Agendapaneel, stand: Voortgangstand) -> str:
    number, behind = describe_stand(paneel)
    behind = describe_nodig_nu(paneel, stand.moment.kwartaal) or behind
    picture = render_grafiek(make_paneel(paneel, stand.moment.kwartaal))
    region = "" if paneel.code or paneel.naam == GEEN_GEMEENTE else " streek"
    return (
        f'<figure class="wz-paneel{region}"><figcaption><h2>{escape(paneel.naam)}</h2>'
        f"<p><b>{escape(number)}</b> {escape(behind)}</p></figcaption>{picture}</figure>"
    )


def _render_legenda(stand: Voortgangstand) -> str:
    band = bool(stand.panelen[0].band)
    items = [
        ("gereed", NAMEN[stand.teller]), ("bezig", "in voorbereiding"), ("toegezegd", "toegezegd"),
        *([("band", "nodig (aanname)")] if band else []), ("afspraak", "afgesproken"),
        *([] if stand.alleen_gedeeld else [("vorig", "vorig verslag")]), ("nu", "dit moment"),
    ]  # fmt: skip
    marks = "".join(
        f'<li><i class="{name}" aria-hidden="true"></i>{escape(word)}</li>' for name, word in items
    )
    return f'<ul class="wz-sleutel">{marks}</ul>'


def render_cijfers(stand: Voortgangstand) -> str:
    """Render the figures of all panels in one table: a row for each panel and moment."""
    charts = [(panel, make_paneel(panel, stand.moment.kwartaal).tabel) for panel in stand.panelen]
    heads = charts[0][1].koppen
    rows = pd.DataFrame(
        [(panel.naam, *row) for panel, table in charts for row in table.rijen],
        columns=["gebied", *(head for head, _ in heads)],
    )
    columns = [
        Tabelkolom("gebied", "Gebied"),
        *(Tabelkolom(head, head, decimals) for head, decimals in heads),
    ]
    unknown = " Onbekend: niet gemeld, of niet getoond." if stand.alleen_gedeeld else ""
    return render_tabel(
        rows, columns, f"Per half jaar; na dit moment als alles op tijd komt (aanname).{unknown}"
    )


def render_regel(stand: Voortgangstand) -> str:
    """Render where homes were let, by class of the buurt, and how the region ends."""
    end = describe_einde(stand.panelen[0]) if stand.panelen else ""
    last = f"<p>{escape(end)}</p>" if end else ""
    return f'<section class="wz-voortgang">{render_jaar(stand)}{last}</section>'


def render_uitleg(stand: Voortgangstand) -> str:
    """Render what the pictures take for granted."""
    shared = stand.alleen_gedeeld
    texts = [
        paneelwoorden.VERWACHT_GEDEELD if shared else paneelwoorden.VERWACHT_UITLEG,
        describe_nodig(stand.teller, stand.snapshot.manifest.regio.naam, gekozen=bool(stand.voorraad)),
        paneelwoorden.TWEE_TELLERS, paneelwoorden.GEDEELD_SCHERM if shared else paneelwoorden.EIGEN_SCHERM,
    ]  # fmt: skip
    if stand.teller == Teller.BOUW and shared:
        texts[1] = paneelwoorden.GEEN_BAND_GEDEELD
    texts += [] if shared else [describe_verschil(stand.voortgang)]
    return f'<p class="wz-kleintje">{escape(" ".join(filter(None, texts)))}</p>'
