"""The file of an initiative: taken away, and opened again; and what the link does not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.kopieer import show_kopieer
from pages.initiatief import initiatiefstand
from woonzorg.initiatief.initiatiefbestand import GROOTSTE_BESTAND
from woonzorg.initiatief.initiatieflink import ALLEEN_BUURT, share_velden
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand

BEZOEK = (
    "Wat u invult, blijft in dit bezoek: de server bewaart het alleen als u dat kiest. Neem het bestand mee om "
    "later verder te gaan. Het is een werkbestand: de plek, de aantallen en wat u opschreef staan er in."
)


MET_EIGEN = "Uw eigen cijfers van dit bezoek tellen mee. Wie de link opent, heeft die niet."


def show_bestand(stand: Initiatiefstand) -> None:
    """Show link and file."""
    _, left_out = share_velden(stand.werk.velden)
    left_out = (ALLEEN_BUURT,) if stand.is_kaal else left_out
    with st.container(key="initiatief-bestand"):
        st.html('<h2 class="wzi-kop">Meenemen en verder gaan</h2>')
        st.caption(write_plat(" ".join((BEZOEK, *left_out, *((MET_EIGEN,) if stand.eigen else ())))))
        _show_mee(stand)
        show_bestandvak(
            "Open een initiatief", "het bestand (json) dat u eerder meenam", "initiatief_bestand",
            initiatiefstand.take_bestand, soorten=".json", grootste=GROOTSTE_BESTAND,
        )  # fmt: skip
        fault = initiatiefstand.read_bestandfout()
        show_blok(render_fout(fault) if fault else "", "initiatief-bestandfout")


def _show_mee(stand: Initiatiefstand) -> None:
    item = stand.initiatief
    if item is None:
        return
    if item.waarom_onbewaard:
        st.caption(write_plat(item.waarom_onbewaard))
        return
    name = f"initiatief-{item.plek.lower()}-{item.id}.json"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="acties"):
        show_kopieer()
        file = Download("Bestand (JSON)", name, lambda: item.to_json().encode())
        show_downloads([file], "initiatief", smal=True)
