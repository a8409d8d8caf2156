"""An exception: the decision by which the rule is deviated from, with motive, decider and date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.initiatief import initiatiefstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.initiatiefcontrole import LANGSTE_MOTIEF, LANGSTE_NAAM
from woonzorg.initiatief.initiatieflink import BESLUITTEKSTEN, BESLUITVELDEN, JA, OPENBAAR
from woonzorg.initiatief.persoonstekst import warn_personen
from woonzorg.initiatief.toets import Toetsoordeel
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand

_FOUT = "initiatief_besluitfout"
_UITLEG = (
    "Een uitzondering is een besluit van het bestuur: waarom het hier wel kan, wie besloot en wanneer. De regel blijft "
    "zichtbaar als afgeweken. 'Geen verplaatsing' wijkt voor geen besluit."
)


def show_besluit(stand: Initiatiefstand) -> None:
    """Show the decision, where the rule says no or one was filled in."""
    found = stand.uitkomst
    decided = any(stand.werk.velden.get(name) for name in BESLUITTEKSTEN)
    if found is None or not (decided or found.oordeel == Toetsoordeel.IN_BEGINSEL_NIET):
        return
    folder = st.expander("Leg een uitzondering vast", key="initiatief-besluit", on_change="rerun")
    if not folder.open:
        return
    with folder:
        st.caption(write_plat(_UITLEG))
        with st.form("initiatief-besluitformulier", border=False):
            _show_velden(stand)
            st.form_submit_button("Leg vast", on_click=_take)
        fault = st.session_state.get(_FOUT)
        show_blok(render_fout(fault) if fault else "", "initiatief-besluitfout")
        for said in warn_personen((name, stand.werk.velden.get(name, "")) for name in BESLUITTEKSTEN):
            st.warning(write_plat(said))
        if decided:
            st.button("Haal de uitzondering weg", key="initiatief-besluit-weg", on_click=_drop)


def _show_velden(stand: Initiatiefstand) -> None:
    given = stand.werk.velden
    st.text_area(
        "Waarom kan het hier wel?", given.get("motief", ""), key="initiatief-motief", max_chars=LANGSTE_MOTIEF,
    )  # fmt: skip
    st.caption(WOO)
    left, right = st.columns(2)
    left.text_input(
        "Wie besloot?", given.get("besluiter", ""), key="initiatief-besluiter", max_chars=LANGSTE_NAAM,
        placeholder="college of raad van een gemeente",
    )  # fmt: skip
    right.text_input(
        "Wanneer?", given.get("datum", ""), key="initiatief-datum", max_chars=10, placeholder="2026-11-22"
    )  # fmt: skip
    st.checkbox(
        "Dit besluit is openbaar", given.get(OPENBAAR) == JA, key="initiatief-openbaar",
        help="Zo niet, dan telt het alleen op uw scherm en in uw eigen bestand, en niet op papier of in wat u deelt.",
    )  # fmt: skip


def _take() -> None:
    """Take the decision, unless something of it is wrong: then that is told and nothing changes."""
    given = {name: " ".join(str(st.session_state[f"initiatief-{name}"]).split()) for name in BESLUITTEKSTEN}
    given[OPENBAAR] = JA if st.session_state[f"initiatief-{OPENBAAR}"] else ""
    work = initiatiefstand.read_werk()
    try:
        replace(work, velden={**work.velden, **given}).make()
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state.pop(_FOUT, None)
    for name, text in given.items():
        initiatiefstand.set_veld(name, text)


def _drop() -> None:
    st.session_state.pop(_FOUT, None)
    for name in BESLUITVELDEN:
        initiatiefstand.set_veld(name, "")
