"""Kaart: what a board sees. One sentence, the map, and the card of the selected area."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen import adres, gegevens, toestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.kaart.kaartje import Wegen, render_kaartje, render_leeg, render_verder
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import REGIOKAART, show_kaart
from pages.bouwstenen.kern.kernblok import show_kern
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.kaart import kernmaken
from pages.kaart.achtergrond import show_achtergrond
from pages.kaart.bediening import show_bediening
from pages.kaart.bewaren import show_bewaren
from pages.kaart.hoogtekaart import show_hoogtekaart
from pages.kaart.kaartbeeld import make_beeld
from pages.kaart.kernbeheer import show_beheer
from pages.kaart.onder import show_beelden, show_gebieden
from pages.kaart.presentatie import show_acties, show_stappen
from woonzorg.fouten import WoonzorgFout
from woonzorg.herkomst import herkomst
from woonzorg.herkomst.herkomstlink import Telvraag, make_telhref
from woonzorg.kaart import woorden
from woonzorg.links.link import format_link
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld


def show_page() -> None:
    """Show the page, from top to bottom."""
    snapshot, melding = gegevens.open_gegevens(toestand.read_weergave().data)
    beeld = make_beeld(snapshot, toestand.read_weergave(), melding)
    score = beeld.grondslag.score
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop(beeld.kop, make_telweg(beeld), woorden.HOE_KOMT_DIT)
    toestand.show_meldingen()
    show_map(snapshot.id)
    show_beelden(beeld)
    show_gebieden(beeld)
    show_bewaren(beeld)
    show_beheer(beeld)


@st.fragment
def show_map(snapshot_id: str) -> None:
    """Show controls, map, legend and card; a theme and a selection rerun only this."""
    if toestand.is_rerun_asked():
        st.rerun()
    snapshot, _ = gegevens.open_gegevens(snapshot_id)
    beeld = make_beeld(snapshot, toestand.read_weergave())
    view, plural = beeld.weergave, klassewoorden.MEERVOUD[beeld.weergave.niveau]
    if view.presentatie:
        show_stappen(beeld)
    else:
        show_bediening(beeld)
        kernmaken.show_balk(beeld)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # Beside a map that is not wide there is room for the legend, so that the map can be higher.
        wide = beeld.kaart.vormen.is_breed
        with st.container(key="kaartvlak-breed" if wide else "kaartvlak", horizontal=not wide):
            if beeld.hoogte:
                show_hoogtekaart(beeld.kaart, beeld.hoogte, kernmaken.make_kies(beeld))
            else:
                show_kaart(beeld.kaart, REGIOKAART, kernmaken.make_kies(beeld), omlijnen=view.omlijnen)
            st.html(render_legenda(beeld.kaart.kleuring, plural, omlijnen=view.omlijnen, hoogte=beeld.hoogte))
        if view.omlijnen and not beeld.hoogte:
            st.html(f'<p class="wz-hoogte">{escape(beeld.grondslag.ophoping)}</p>')
        if not beeld.hoogte:
            show_achtergrond(beeld.kaart, REGIOKAART, snapshot.manifest)
    with right:
        if view.gebied:
            verdict = gegevens.load_toets(snapshot, snapshot.id, view.gebied, view.jaar)
            card = render_kaartje(verdict, beeld.grondslag.schalen, make_wegen(beeld), view.jaar)
            show_blok(card, "kaartje")
            show_blok(render_verder(make_buurtweg(beeld), verdict.niveau), "kaartje-verder")
        elif beeld.kern:
            show_kern(snapshot, beeld.kern, view.jaar, lambda code: make_buurtweg(beeld, code))
        else:
            show_blok(render_leeg(view.niveau), "kaartje")
        if not view.presentatie:
            show_acties(beeld)
    adres.end_run()


def make_telweg(beeld: Kaartbeeld) -> str:
    """Return where the counts of the headline are accounted for; in a presentation nowhere."""
    view = beeld.weergave
    return (
        ""
        if view.presentatie
        else make_telhref(Telvraag(view.niveau, view.gemeente, view.jaar, beeld.snapshot.id, view.kern))
    )


def make_wegen(beeld: Kaartbeeld) -> Wegen:
    """Return where the card of the selected area leads on."""
    view, snapshot_id = beeld.weergave, beeld.snapshot.id
    return Wegen(lambda cijfer: herkomst.make_href(view.gebied, cijfer, view.jaar, snapshot_id))


def make_buurtweg(beeld: Kaartbeeld, code: str = "") -> str:
    """Return the address of the page Buurt of an area, the selected one; it keeps the whole view for the way back."""
    view = replace(beeld.weergave, gebied=code or beeld.weergave.gebied)
    link = format_link(replace(view, data=beeld.snapshot.id, presentatie=False))
    return f"buurt?{urlencode(link)}"


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
