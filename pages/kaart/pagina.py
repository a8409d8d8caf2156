"""Kaart: what a board sees. One sentence, the map, and the card of the selected area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen import adres, gegevens, toestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.kaart.kaartje import Wegen, render_kaartje, render_leeg, render_verder
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import REGIOKAART, show_kaart
from pages.bouwstenen.kaart.vooraf import name_vooraf
from pages.bouwstenen.kern.kernblok import show_kern
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.kaart import kernmaken
from pages.kaart.achtergrond import show_achtergrond
from pages.kaart.bediening import show_bediening, show_lagen, show_zoekregel
from pages.kaart.bewaren import show_bewaren
from pages.kaart.bezit import show_bezit, show_bezitregel
from pages.kaart.hoogtekaart import show_hoogtekaart
from pages.kaart.instroom import mark_instroom, show_instroom
from pages.kaart.kaartbeeld import make_beeld
from pages.kaart.kernbeheer import show_beheer
from pages.kaart.klassenblad import show_land
from pages.kaart.lijst import show_lijst
from pages.kaart.onder import show_beelden, show_gebieden
from pages.kaart.presentatie import show_acties, show_presentatie
from pages.kaart.streekvak import show_streken
from pages.kaart.tijdlijn import mark_stap, show_stap
from pages.kaart.vergelijken import show_kaartregel, show_toelichting
from woonzorg.fouten import WoonzorgFout
from woonzorg.herkomst import herkomst
from woonzorg.herkomst.herkomstlink import Telvraag, make_telhref
from woonzorg.kaart import woorden
from woonzorg.links.link import Weergave, format_link
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld


def show_page() -> None:
    """Show the page, from top to bottom."""
    asked = toestand.read_weergave()
    snapshot, melding = gegevens.open_gegevens(asked.data)
    if asked.presentatie:
        show_presentatie(snapshot, melding)
        return
    beeld = mark_instroom(mark_stap(make_beeld(snapshot, asked, melding)))
    if asked == Weergave():
        name_vooraf(beeld.kaart.vormen)
    score = beeld.grondslag.score
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    toestand.show_meldingen()
    show_map(snapshot.id)
    show_beelden(beeld)
    show_gebieden(beeld)
    show_land(beeld.snapshot)
    show_streken(beeld.snapshot)
    show_instroom(beeld)
    show_bewaren(beeld)
    show_beheer(beeld)


@st.fragment
def show_map(snapshot_id: str) -> None:
    """Show headline, map, legend, controls and card; a theme, an outline and a selection rerun only this."""
    if toestand.is_rerun_asked():
        st.rerun()
    snapshot, _ = gegevens.open_gegevens(snapshot_id)
    beeld = mark_instroom(mark_stap(make_beeld(snapshot, toestand.read_weergave())))
    show_kop(beeld.kop, make_telweg(beeld), woorden.HOE_KOMT_DIT)
    kernmaken.show_balk(beeld)
    # In the order of a phone, which is that of the keyboard too; on a wider screen the map stands beside the rest.
    with st.container(key="kaartblad"):
        show_zoekregel(beeld)
        _show_kaartbeeld(beeld)
        show_bediening(beeld)
        _show_zij(beeld)
    adres.end_run()


def _show_kaartbeeld(beeld: Kaartbeeld) -> None:
    """Show the map, and what its colours stand for."""
    view, lines = beeld.weergave, beeld.weergave.omlijnen
    with st.container(key="kaartbeeld"):
        if beeld.hoogte:
            show_hoogtekaart(beeld.kaart, beeld.hoogte, kernmaken.make_kies(beeld))
        else:
            show_kaart(beeld.kaart, REGIOKAART, kernmaken.make_kies(beeld), omlijnen=lines)
            show_achtergrond(beeld.kaart, REGIOKAART, beeld.snapshot.manifest)
        show_lagen(beeld)
    # A container of its own would be sent again with each recolour: the sheet of styles finds the legend without.
    plural = klassewoorden.MEERVOUD[view.niveau]
    st.html(render_legenda(beeld.kaart.kleuring, plural, omlijnen=lines, hoogte=beeld.hoogte))


def _show_zij(beeld: Kaartbeeld) -> None:
    """Show the card of the selected area, and what can be done with the view."""
    view, snapshot = beeld.weergave, beeld.snapshot
    with st.container(key="kaartzij"):
        show_toelichting(beeld)
        show_bezit(beeld)
        show_stap(beeld)
        if view.gebied:
            verdict = gegevens.load_toets(snapshot, snapshot.id, view.gebied, view.jaar)
            card = render_kaartje(verdict, beeld.grondslag.schalen, make_wegen(beeld), view.jaar)
            show_blok(card, "kaartje")
            show_kaartregel(beeld)
            show_bezitregel(beeld)
            show_blok(render_verder(make_buurtweg(beeld), verdict.niveau), "kaartje-verder")
        elif beeld.kern:
            show_kern(snapshot, beeld.kern, view.jaar, lambda code: make_buurtweg(beeld, code))
        else:
            show_blok(render_leeg(view.niveau), "kaartje")
        show_acties()
        show_lijst(beeld)


def make_telweg(beeld: Kaartbeeld) -> str:
    """Return where the counts of the headline are accounted for; '' for a headline of what the map compares."""
    view = beeld.weergave
    if beeld.gemeten is not None:
        return ""  # those counts are of the classes
    return make_telhref(Telvraag(view.niveau, view.gemeente, view.jaar, beeld.snapshot.id, view.kern))


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
