"""Who sits at the table: organisations, each with the kind of party that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.initiatief import initiatiefstand
from pages.initiatief.knopvel import FOUT
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.gesprek import Gesprekspartij
from woonzorg.initiatief.gesprekscontrole import LANGSTE_NAAM, refuse_gesprek
from woonzorg.initiatief.gespreksmodel import PARTIJSOORTEN
from woonzorg.tekst.plat import strip_onzichtbaar, write_plat

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand

_NAAM, _SOORT = "initiatief-partij-naam", "initiatief-partij-soort"


def show_tafel(stand: Initiatiefstand) -> None:
    """Show the parties, each with a button that takes it away, and a form for another."""
    folder = st.expander("Wie zit aan tafel?", key="initiatief-tafel", on_change="rerun")
    if not folder.open:
        return
    with folder:
        for place, party in enumerate(stand.werk.gesprek.partijen):
            with st.container(horizontal=True, vertical_alignment="center", key=f"initiatief-tafel-{place}"):
                st.markdown(write_plat(f"{party.naam} ({party.soort})" if party.soort else party.naam))
                st.button(
                    "Haal weg", key=f"initiatief-tafel-weg-{place}", help=write_plat(f"Haal weg: {party.naam}"),
                    on_click=_put, args=(party, False),
                )  # fmt: skip
        with st.form("initiatief-tafelformulier", border=False, clear_on_submit=True):
            st.text_input("Welke organisatie?", key=_NAAM, max_chars=LANGSTE_NAAM)
            st.selectbox(
                "Wat voor partij is dat?", PARTIJSOORTEN, index=None, key=_SOORT, placeholder="een andere"
            )
            st.form_submit_button("Zet aan tafel", on_click=_add)


def _add() -> None:
    name = strip_onzichtbaar(str(st.session_state[_NAAM]))
    _put(Gesprekspartij(name, str(st.session_state[_SOORT] or "")), True)


def _put(partij: Gesprekspartij, erbij: bool) -> None:
    """Put a party at the table or take it away; what is wrong is told, and nothing changes."""
    talk = initiatiefstand.read_werk().gesprek
    others = tuple(one for one in talk.partijen if one != partij) if not erbij else (*talk.partijen, partij)
    changed = replace(talk, partijen=others)
    try:
        refuse_gesprek(changed)
    except WoonzorgFout as fout:
        st.session_state[FOUT] = fout
        return
    st.session_state.pop(FOUT, None)
    initiatiefstand.set_gesprek(changed)
