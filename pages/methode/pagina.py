"""Methode: how a class and a distribution come about, limits, purpose, who answers for it, and accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.bronweg import show_nagaan_link
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.voorbeeldvak import VOORBEELDEN
from pages.methode.rekenvoorbeeld import show_voorbeeld
from pages.methode.voorbeelden import show_wijk
from woonzorg.fouten import OpslagFout, WoonzorgFout
from woonzorg.instelling import read_instellingen
from woonzorg.links.parameters import METHODEDEEL
from woonzorg.methode.verantwoording import Methodetekst, choose_voorbeeld, write_doel, write_tekst
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score

DELEN = (
    "Zo werkt het", "Verdelen", VOORBEELDEN, "Grenzen", "Doel en eigenaar", "Algoritmeregister", "Toegankelijkheid",
)  # fmt: skip


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    try:
        snapshot, notice = gegevens.open_gegevens(blad.read_kaartweergave().data)
    except OpslagFout as fout:
        # Purpose and owner need no data.
        show_kop("Methode")
        st.error(write_plat(fout))
        st.markdown(write_doel(read_instellingen()))
        return
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop("Methode")
    if notice:
        st.warning(write_plat(notice))
    _show_delen(snapshot, score)


def _show_delen(snapshot: Snapshot, score: Score) -> None:
    method, sharing, wijk, limits, purpose, register, access = st.tabs(
        DELEN, key=METHODEDEEL, bind="query-params"
    )
    for tab, text in (
        (method, Methodetekst.METHODE), (sharing, Methodetekst.VERDELEN), (wijk, Methodetekst.WIJK),
        (limits, Methodetekst.GRENZEN), (purpose, Methodetekst.DOEL),
        (access, Methodetekst.TOEGANKELIJKHEID),
    ):  # fmt: skip
        if tab.open:
            tab.markdown(write_tekst(text, snapshot, score, read_instellingen()))
    if method.open:
        with method:
            _show_example(snapshot, score)
    if wijk.open:
        with wijk:
            show_wijk()
    if register.open:
        with register:
            _show_register(snapshot, score)


def _show_example(snapshot: Snapshot, score: Score) -> None:
    code = choose_voorbeeld(score, blad.read_kaartweergave().gebied)
    if not code:
        st.info("In deze gegevens heeft geen enkel gebied een klasse. Er is dus geen rekenvoorbeeld.")
        return
    show_voorbeeld(snapshot, score, code)
    show_nagaan_link("Ga dit voorbeeld na tot de bron", code, "klasse")


def _show_register(snapshot: Snapshot, score: Score) -> None:
    text = write_tekst(Methodetekst.ALGORITMEREGISTER, snapshot, score, read_instellingen())
    file = Download("Bewaar dit concept (tekst)", "algoritmeregister-woonzorg.md", lambda: text)
    show_downloads([file], "register")
    st.markdown(text.replace("\n## ", "\n### ").replace("# Concept", "## Concept", 1))


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
