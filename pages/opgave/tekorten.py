"""The tab Tekorten: both pictures with their tables, and the way to Verdelen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.werk import verdeelstand
from pages.bouwstenen.werk.opgavebron import PARKSTAD
from woonzorg.fouten import WoonzorgFout
from woonzorg.grafiek import opgave as opgavebeeld
from woonzorg.opgave.controles import round_half_up
from woonzorg.opgave.ondergrens import (
    MERK,
    describe_kort,
    describe_ondergrenzen,
    list_ondergrenzen,
    list_toelichting,
)
from woonzorg.opgave.overdracht import list_kanttekeningen, make_overdracht
from woonzorg.opgave.woorden import (
    GEEN_TEKORT,
    STROMEN_UITLEG,
    TEKORT_UITLEG,
    describe_stuk,
    describe_vrij,
    name_rij,
)
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.scenario.mutatiegraad import find_mutatiegraad
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL
from woonzorg.verdeling.vraag.lijnen import VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from pages.opgave.opgavestand import Opgavestand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.opgave.overdracht import Overdracht


def show_tekorten(stand: Opgavestand, snapshot: Snapshot) -> None:
    """Show the tab."""
    left, right = st.columns(2, gap="medium")
    with left:
        show_blok(render_tekorten(stand), "opgave-tekorten")
        with st.expander("Wat in elk scenario tekort is, per jaar"):
            show_blok(render_ondergrenzen(stand), "opgave-elkscenario")
        with st.expander("Alle tekorten in een tabel"):
            show_blok(render_tekorttabel(stand), "opgave-tekorttabel")
    with right:
        freed = count_vrij(stand, snapshot)
        show_blok(render_stromen(stand, freed), "opgave-stromen")
        with st.expander("Vraag per jaar in een tabel"):
            show_blok(render_stroomtabel(stand, freed.aantal), "opgave-stroomtabel")
    show_overdracht(make_overdracht(stand.cijfers, stand.herkomst), stand, snapshot)


def render_tekorten(stand: Opgavestand) -> str:
    """Render picture 1 with its heading, and what every scenario lacks in one sentence."""
    found = list_ondergrenzen(stand.cijfers, stand.keuze)
    picture = opgavebeeld.render_tekorten(stand.cijfers, stand.keuze) or f"<p>{escape(GEEN_TEKORT)}</p>"
    return (
        f'<section class="wz-opgave"><h2>Tekort per groep en woonvorm ({stand.keuze})</h2>'
        f"<p>{escape(describe_kort(found, stand.jaar))}</p>{picture}"
        f'<p class="wz-kleintje">{escape(f"{MERK} {TEKORT_UITLEG}" if found else TEKORT_UITLEG)}</p></section>'
    )


def render_ondergrenzen(stand: Opgavestand) -> str:
    """Render what every scenario lacks by form and year, whose reading that is, and the vision's own answer."""
    found = list_ondergrenzen(stand.cijfers, stand.keuze)
    lines = "".join(f"<li>{escape(text)}</li>" for text in describe_ondergrenzen(found, stand.jaren))
    notes = "".join(f"<p>{escape(text)}</p>" for text in list_toelichting(found))
    head = f"<ul>{lines}</ul>" if lines else f"<p>{escape(describe_kort(found, stand.jaar))}</p>"
    return f'<section class="wz-opgave">{head}{notes}</section>'


@dataclass(frozen=True)
class Vrijgekomen:
    """Corporation dwellings that come free in a year (None when unknown), and where that number comes from."""

    aantal: int | None
    uitleg: str


def count_vrij(stand: Opgavestand, snapshot: Snapshot) -> Vrijgekomen:
    """Count them: by §4.2 for the published figures, else by the default rate over the region's own stock."""
    if not stand.eigen or stand.regio == PARKSTAD:
        return Vrijgekomen(VRIJGEKOMEN_2022, STROMEN_UITLEG)
    stock = count_voorraad(snapshot.gebieden)
    rate, total = find_mutatiegraad(stand.regio, stock), math.fsum(stock.values())
    freed = None if math.isnan(total) else round_half_up(total * rate / 100)
    return Vrijgekomen(freed, describe_vrij(freed, rate, total))


def render_stromen(stand: Opgavestand, vrij: Vrijgekomen) -> str:
    """Render picture 2 with its heading."""
    picture = opgavebeeld.render_stromen(stand.cijfers, stand.streek, vrij.aantal)
    if not picture:
        return '<section class="wz-opgave"><p>In deze cijfers staat geen vraag per jaar.</p></section>'
    return (
        '<section class="wz-opgave"><h2>Vraag per jaar, naast de vrijgekomen woningen</h2>'
        f'{picture}<p class="wz-kleintje">{escape(vrij.uitleg)}</p></section>'
    )


def render_tekorttabel(stand: Opgavestand) -> str:
    """Render every figure in a table: demand, supply, published, recomputed."""
    heads = (
        "Groep, scenario en woonvorm",
        "Jaar",
        "Vraag",
        "Aanbod",
        "Gepubliceerd",
        "Herberekend",
        "Verschil",
    )
    rows = (
        (
            escape(name_rij(c.sleutel)), str(c.jaar), format_getal(c.vraag), format_getal(c.aanbod),
            format_getal(c.gepubliceerd), format_getal(c.herberekend), format_getal(c.verschil, teken=True),
        )
        for c in stand.cijfers
    )  # fmt: skip
    return render_rooster("Vraag, aanbod en aanbod min vraag (onder 0 is een tekort)", heads, rows)


def render_stroomtabel(stand: Opgavestand, vrij: int | None) -> str:
    """Render the yearly demand in a table, with its share where there is one."""
    share = " (deel van de vrijgekomen woningen)" if vrij else ""
    heads = ("Groep", "Jaar", f"Vraag per jaar{share}")
    rows = ([escape(cell) for cell in row] for row in opgavebeeld.list_stroomrijen(stand.cijfers, vrij))
    return render_rooster("Vraag per jaar", heads, rows)


def show_overdracht(overdracht: Overdracht, stand: Opgavestand, snapshot: Snapshot) -> None:
    """Show what goes along to Verdelen and what does not, and the button."""
    show_blok(render_overdracht(overdracht, stand), "opgave-overdracht")
    if overdracht.vraag and st.button("Naar Verdelen", type="primary", key="opgave_verdelen"):
        blad.keep_kaartweergave(blad.read_kaartweergave())  # who came by a link has no map of their own yet
        try:
            scenario = change(verdeelstand.read_stand(snapshot).scenario, vraag=overdracht.vraag)
        except WoonzorgFout as fout:
            st.error(write_plat(f"Dit kan niet. {fout} Uw verdeling is niet veranderd."))
            return
        verdeelstand.start_scenario(scenario)
        st.switch_page("pages/verdelen/pagina.py")


def render_overdracht(overdracht: Overdracht, stand: Opgavestand) -> str:
    """Render what goes along as a table, and what does not as a list."""
    rows = (
        (escape(PER_SLEUTEL[line.groep].titel), describe_stuk(line), escape(line.bron))
        for line in overdracht.vraag
    )
    left = "".join(f"<li>{escape(item.wat)}: {escape(item.reden)}.</li>" for item in overdracht.weggelaten)
    table = render_rooster(
        f"Dit gaat mee naar Verdelen ({stand.jaar}, {stand.keuze})", ("Groep", "Vraag", "Bron"), rows
    )
    rest = f'<p class="wz-kleintje">Dit gaat niet mee:</p><ul class="wz-kleintje">{left}</ul>' if left else ""
    notes = "".join(f"<p>{escape(text)}</p>" for text in list_kanttekeningen(overdracht, eigen=stand.eigen))
    return f'<section class="wz-opgave"><h2>Verder met deze vraag</h2>{table}{rest}{notes}</section>'
