"""Verdelen: what a planner plans and a board sees. Own work, or a plan that a link opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen.bevroren import show_bevroren, show_bevroren_acties
from pages.verdelen.verdeelbeeld import make_beeld
from pages.verdelen.werk import show_acties, show_werk
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.link import fit_weergave
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot

_STIJL = read_bestand("verdelen/verdeel.css") + read_bestand("bouwstenen/werk/scenario.css")


def show_page() -> None:
    """Show the page, from top to bottom."""
    st.html(f"<style>{_STIJL}</style>")
    view = toestand.read_weergave()
    kept, why = verdeelstand.find_bewaard(view.scenario)
    snapshot, notice = gegevens.open_gegevens(view.data or (kept.scenario.gegevens if kept else ""))
    stand = verdeelstand.read_stand(snapshot, kept)
    _keep_weergave(snapshot, (why, notice, *stand.meldingen))
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    toestand.show_meldingen()
    verdeelstand.show_bericht()
    if rekenwerk.is_te_groot(snapshot):
        st.info("Deze streek is te groot om op het scherm te verdelen. Gebruik: python -m woonzorg verdeel.")
        return
    show_plan(snapshot, stand, view.gebied)
    st.caption(klassewoorden.DISCLAIMER)


def show_plan(snapshot: Snapshot, stand: Verdeelstand, gebied: str) -> None:
    """Show own work, or a frozen plan; where it has no outcome, say why."""
    if not stand.bevroren:
        show_acties(snapshot, stand)
    try:
        beeld = make_beeld(snapshot, stand, gebied)
    except WoonzorgFout as fout:
        if stand.bevroren:
            show_bevroren_acties(stand)
        st.error(write_plat(f"Dit scenario heeft hier geen uitkomst. {fout}"))
        return
    (show_bevroren if stand.bevroren else show_werk)(beeld)


def _keep_weergave(snapshot: Snapshot, meldingen: tuple[str, ...]) -> None:
    """Keep the view with its link; theme and year are for other pages, and stay as they are."""
    view, codes = toestand.read_weergave(), set(snapshot.gebieden["code"])
    years = set() if view.jaar is None else {view.jaar}
    fitted, notices = fit_weergave(view, codes, {view.thema, view.hoogte}, years)
    said = tuple(text for text in (*meldingen, *notices) if text)
    toestand.keep_weergave(fitted, said, snapshot.id)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
