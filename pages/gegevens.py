"""Gegevens: what an officer checks. Any figure to its row; the sources; loading and going back; what changed."""

from __future__ import annotations

import streamlit as st

from pages.onderdelen import blad, gegevens
from pages.onderdelen.bronnenlijst import show_bronnen
from pages.onderdelen.laadpaneel import show_laadpaneel
from pages.onderdelen.nagaan import show_nagaan
from pages.onderdelen.schil import show_band, show_kop
from pages.onderdelen.telherkomst import show_telherkomst
from pages.onderdelen.veranderd import show_veranderd
from woonzorg.fouten import OpslagFout, WoonzorgFout
from woonzorg.herkomst import parse_nagaan
from woonzorg.nagaan import parse_telling

DELEN = ("Een cijfer nagaan", "Bronnen", "Laden en teruggaan", "Wat veranderde")


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    vraag, notices = parse_nagaan(st.query_params.to_dict())
    try:
        snapshot, notice = gegevens.open_gegevens(vraag.data or blad.read_kaartweergave().data)
    except OpslagFout as fout:
        # Nothing to show; what remains is to load, or to go back to what is sound.
        show_kop("Gegevens")
        st.error(str(fout))
        show_laadpaneel()
        return
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot.manifest, (score.jaar_ses, score.jaar_lbm))
    show_kop("Gegevens")
    for text in filter(None, [*notices, notice]):
        st.warning(text)
    tracing, sources, loading, changes = st.tabs(DELEN, on_change="rerun", key="gegevens_deel")
    if tracing.open:
        with tracing:
            counts = parse_telling(st.query_params.to_dict())
            if counts:
                show_telherkomst(snapshot, counts)
            else:
                show_nagaan(snapshot, vraag)
    if sources.open:
        with sources:
            show_bronnen(snapshot)
    if loading.open:
        with loading:
            show_laadpaneel()
    if changes.open:
        with changes:
            show_veranderd(snapshot)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(str(fout))
