"""The tab Overzicht: do we get there (picture 5), and is the rule kept (homes by class of the buurt)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.agenda import paneelwoorden
from woonzorg.agenda.klassetabel import list_klassen
from woonzorg.agenda.paneelwoorden import describe_einde, describe_jaarvraag, describe_stand, write_band
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import GEEN_PLAATSINGEN
from woonzorg.grafiek.agenda import NAMEN, make_paneel
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.klassetabel import Klasserij
    from woonzorg.agenda.paneel import Agendapaneel


def show_overzicht(stand: Voortgangstand) -> None:
    """Show both answers beside each other."""
    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_blok(render_panelen(stand), "voortgang-panelen")
    with right:
        show_blok(render_regel(stand), "voortgang-regel")
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
    needed = (
        f'<small class="nodig">nodig t/m 2030: <b>{escape(write_band(paneel.band[-1]))}</b></small>'
        if paneel.band
        else ""
    )
    picture = render_grafiek(make_paneel(paneel, stand.moment.kwartaal))
    region = " streek" if paneel.band or not paneel.code else ""
    return (
        f'<figure class="wz-paneel{region}"><figcaption><h3>{escape(paneel.naam)}</h3>'
        f"<p><b>{escape(number)}</b> {escape(behind)}</p>{needed}</figcaption>{picture}</figure>"
    )


def _render_legenda(stand: Voortgangstand) -> str:
    ready = NAMEN[stand.teller]
    band = stand.teller == Teller.TOEWIJZING
    items = [
        ("gereed", ready), ("bezig", "in voorbereiding"), ("toegezegd", "toegezegd"),
        *([("band", "nodig, lage tot hoge vraag (aanname)")] if band else []), ("afspraak", "afgesproken"),
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
    return render_tabel(rows, columns, "Per half jaar; na dit moment als alles op tijd komt (aanname)")


def render_regel(stand: Voortgangstand) -> str:
    """Render where homes were let, by class of the buurt, and on which decisions."""
    parts = [_render_klassen(stand)]
    for panel in stand.panelen[:1]:
        end = describe_einde(panel)
        parts += [f"<p>{escape(end)}</p>"] if end else []
    note = paneelwoorden.VERWACHT_GEDEELD if stand.alleen_gedeeld else paneelwoorden.VERWACHT_UITLEG
    parts += [f'<p class="wz-kleintje">{escape(note)} {escape(describe_jaarvraag())}</p>']
    return f'<section class="wz-voortgang">{"".join(parts)}</section>'


def _render_klassen(stand: Voortgangstand) -> str:
    year, shared = stand.moment.kwartaal.jaar, stand.alleen_gedeeld
    head = f"<h2>Woningen naar klasse van de buurt, {year}</h2>"
    if not stand.voortgang.dit_jaar:
        return f'{head}<p class="wz-let-op">{escape(GEEN_PLAATSINGEN)}</p>'
    counts = stand.gedeeld.per_klasse if shared else stand.voortgang.per_klasse
    return head + render_balken(list_klassen(counts, gedeeld=shared)) + _render_besluiten(stand)


def render_balken(rijen: Sequence[Klasserij]) -> str:
    """Render a bar a class, in a table: the number stands beside it."""
    most = max([row.aantal or 0 for row in rijen] + [1])
    body = "".join(_render_balk(row, most) for row in rijen)
    return (
        '<table class="wz-klassen"><caption>Toegewezen woningen, alle groepen samen waarvoor de regel geldt</caption>'
        f"<tbody>{body}</tbody></table>"
    )


def _render_balk(rij: Klasserij, most: int) -> str:
    told = "niet getoond" if rij.aantal is None else format_getal(rij.aantal)
    width = 100 * (rij.aantal or 0) / most
    strong = ' class="kwetsbaar"' if rij.klasse == Klasse.KWETSBAAR else ""
    return (
        f'<tr{strong}><th scope="row">{escape(rij.naam)}</th><td><i class="{rij.patroon}" aria-hidden="true" '
        f'style="width:{width:.1f}%;background-color:{rij.kleur}"></i><b>{told}</b></td></tr>'
    )


def _render_besluiten(stand: Voortgangstand) -> str:
    if stand.alleen_gedeeld:
        return '<p class="wz-kleintje">Niet getoond: minder dan 10, of anders daaruit te berekenen.</p>'
    found, within = stand.voortgang, stand.voortgang.in_kwetsbaar
    if not within:
        return "<p>In kwetsbare buurten is niets toegewezen.</p>"
    decided = [(text, count) for one in found.dit_jaar for text, count in one.besluiten.items()]
    listed = "; ".join(f"{text}: {format_getal(count)}" for text, count in decided)
    with_word = count_woord(within - found.zonder_besluit, "woning", "woningen")
    first = f'<p class="wz-besluit"><b>{with_word} met besluit.</b> {escape(listed)}</p>' if decided else ""
    if not found.zonder_besluit:
        return first
    rest = count_woord(found.zonder_besluit, "woning", "woningen")
    remedy = "Vul bij de plaatsingen in wie besloot en wanneer."
    return f'{first}<p class="wz-let-op"><b>{rest} zonder ingevoerd besluit.</b> {remedy}</p>'
