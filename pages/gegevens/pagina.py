"""Gegevens: what an officer checks. Any figure to its row; the sources; loading and going back; what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.server.openstelling import NIET_LADEN, may_laden
from pages.gegevens.bronnenlijst import show_bronnen
from pages.gegevens.cijfer import show_nagaan
from pages.gegevens.laadpaneel import show_laadpaneel
from pages.gegevens.telherkomst import find_jaar, show_telherkomst
from pages.gegevens.veranderd import show_veranderd
from woonzorg.fouten import OpslagFout, WoonzorgFout
from woonzorg.herkomst.herkomst import parse_herkomst
from woonzorg.herkomst.herkomstlink import parse_telling
from woonzorg.instelling import read_instellingen
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomstlink import Herkomstvraag

# By the word for each in a link (`?deel=laden`).
DELEN = {
    "nagaan": "Een cijfer nagaan",
    "bronnen": "Bronnen",
    "laden": "Laden en teruggaan",
    "veranderd": "Wat veranderde",
}

_DEEL = "gegevens_deel"


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    vraag, notices = parse_herkomst(st.query_params.to_dict())
    try:
        snapshot, notice = gegevens.open_gegevens(vraag.data or blad.read_kaartweergave().data)
    except OpslagFout as fout:
        # Nothing to show; what remains is to load, or to go back to what is sound.
        show_kop("Gegevens")
        st.error(write_plat(fout))
        if read_instellingen().laden is not False:
            show_laden()
        return
    # The band tells of what is shown: counts of an earlier edition have the years of that edition.
    jaar = find_jaar(snapshot, parse_telling(st.query_params.to_dict()))
    score = gegevens.load_score(snapshot, snapshot.id, jaar)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop("Gegevens")
    for text in filter(None, [*notices, notice]):
        st.warning(write_plat(text))
    shows: dict[str, Callable[[], None]] = {
        "nagaan": lambda: show_vraag(snapshot, vraag),
        "bronnen": lambda: show_bronnen(snapshot),
        "laden": show_laden,
        "veranderd": lambda: show_veranderd(snapshot),
    }
    if read_instellingen().laden is False:
        del shows["laden"]
    if _DEEL not in st.session_state:
        st.session_state[_DEEL] = DELEN[find_deel(st.query_params.get("deel", ""), shows)]
    tabs = st.tabs([DELEN[key] for key in shows], on_change="rerun", key=_DEEL)
    for tab, show in zip(tabs, shows.values(), strict=True):
        if tab.open:
            with tab:
                show()


def show_laden() -> None:
    """Show loading, or why strangers cannot here."""
    if may_laden():
        show_laadpaneel()
    else:
        st.info(NIET_LADEN)


def show_vraag(snapshot: Snapshot, vraag: Herkomstvraag) -> None:
    """Show what the link asks to trace: counts of the headline, or a figure."""
    counts = parse_telling(st.query_params.to_dict())
    if counts:
        show_telherkomst(snapshot, counts)
    else:
        show_nagaan(snapshot, vraag)


def find_deel(gevraagd: str, delen: Iterable[str]) -> str:
    """Return the part that a link asks for, else the first."""
    known = list(delen)
    return gevraagd if gevraagd in known else known[0]


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
