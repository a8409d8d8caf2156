"""Voortgang: do we get there, and is the rule kept? The agenda of the board, half-year by half-year."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.voortgang import voortgangstand
from pages.voortgang.afspraken import show_afspraken
from pages.voortgang.bestanden import show_bestanden
from pages.voortgang.overzicht import show_onder, show_overzicht
from pages.voortgang.regel import show_regel
from pages.voortgang.themas import show_themas
from pages.voortgang.tijdlijn import show_tijdlijn
from pages.voortgang.urgentie import show_urgentie
from pages.voortgang.verslag import show_verslag
from pages.voortgang.voortgangstand import PAGINA
from woonzorg.agenda.voorbeeld import VERZONNEN, is_voorbeeld
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.parameters import MOMENT
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.voortgang.voortgangstand import Voortgangstand

_STIJL = read_bestand("voortgang/voortgang.css")

DELEN: dict[str, Callable[[Voortgangstand], None]] = {
    "Overzicht": show_overzicht,
    "De regel": show_regel,
    "Afspraken": show_afspraken,
    "Thema's": show_themas,
    "Urgentie": show_urgentie,
    "Bestanden": show_bestanden,
    "Verslag": show_verslag,
}
"""The parts of the page, by the words on their tabs."""


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
    snapshot, notice = gegevens.open_gegevens(blad.read_kaartweergave().data)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    stand = voortgangstand.read_stand(snapshot)
    adres.write_adres(PAGINA, {MOMENT: str(stand.moment.kwartaal)})
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop(stand.kop)
    if notice:
        st.warning(write_plat(notice))
    if is_voorbeeld(stand.bundel):
        st.html(f'<p class="wz-verzonnen">{escape(VERZONNEN)}</p>')
    if stand.heeft_agenda:
        voortgangstand.show_keuzes(stand)
        show_acties(stand)
    show_delen(stand)
    show_tijdlijn(stand)
    if stand.heeft_agenda and st.session_state["voortgang_deel"] == "Overzicht":
        show_onder(stand)


def show_acties(stand: Voortgangstand) -> None:
    """Show the two things that are done most beside the menu."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="acties"):
        st.button(
            "Bestanden",
            key="voortgang_naar_bestanden",
            on_click=voortgangstand.open_deel,
            args=("Bestanden",),
        )
        st.button(
            f"Maak de {stand.moment.soort}", type="primary", key="voortgang_naar_verslag",
            on_click=voortgangstand.open_deel, args=("Verslag",),
        )  # fmt: skip


def show_delen(stand: Voortgangstand) -> None:
    """Show the parts of the page; only the open one runs."""
    tabs = st.tabs(list(DELEN), on_change="rerun", key="voortgang_deel")
    for tab, show in zip(tabs, DELEN.values(), strict=True):
        if tab.open:
            with tab:
                show(stand)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
