"""Initiatief: what the rule says of one project at one place, what is still open, and who carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band
from pages.initiatief import initiatiefstand
from pages.initiatief.afwegingstap import show_afweging
from pages.initiatief.bestand import show_bestand
from pages.initiatief.bewaren import show_bewaren, show_melding
from pages.initiatief.dossierblad import show_dossier
from pages.initiatief.dossierlijst import show_dossierlijst
from pages.initiatief.gesprekstap import show_gesprek
from pages.initiatief.initiatiefdata import open_getoond
from pages.initiatief.initiatiefstand import AFWEGING, GESPREK, LIJST, TOETS
from pages.initiatief.lijststap import show_lijst
from pages.initiatief.papier import show_papier
from pages.initiatief.stappen import show_stappen
from pages.initiatief.toetsstap import show_toets
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.parameters import BEWAARD
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.gegevens.opslag import Snapshot

_STIJL = read_bestand("initiatief/initiatief.css")

DELEN: Mapping[str, Callable[[Initiatiefstand], None]] = {
    TOETS: show_toets,
    AFWEGING: show_afweging,
    GESPREK: show_gesprek,
    LIJST: show_lijst,
}
"""What is shown at each step, and of a list."""


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
    snapshot, notices = open_getoond()
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    for said in notices:
        st.warning(write_plat(said))
    if initiatiefstand.read_parameters().get(BEWAARD):
        show_dossier(snapshot)
    else:
        show_werk(snapshot)


def show_werk(snapshot: Snapshot) -> None:
    """Show what the visit works on."""
    stand = initiatiefstand.read_stand(snapshot)
    initiatiefstand.write_link(stand)
    show_melding()
    show_stappen(stand)
    if said := " ".join(initiatiefstand.read_meldingen()):
        st.warning(write_plat(said))
    if initiatiefstand.read_vorig() is not None:
        show_vorig()
    DELEN.get(stand.stap, show_toets)(stand)
    if stand.stap != LIJST:
        show_papier(stand)
        show_bestand(stand)
        show_bewaren(stand)
        show_dossierlijst(snapshot)


def show_vorig() -> None:
    """Say that another initiative was opened, with the way back to what was answered before."""
    with st.container(horizontal=True, vertical_alignment="center", key="initiatief-vorig"):
        st.html(
            '<p class="wz-let-op">Dit is een ander initiatief. Uw vorige staat nog klaar.</p>',
            width="content",
        )
        st.button("Ga terug naar het vorige", key="initiatief_terug", on_click=initiatiefstand.go_back)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
