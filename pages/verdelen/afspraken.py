"""Agreements of a board, by set of gemeenten: in numbers, or in percent of whatever is asked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen.veld import show_invoer
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.verdeling.invoer.afspraakvorm import make_afspraak
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst import afspraakwoorden
from woonzorg.verdeling.vraag.declaratie import find_onderdeel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.scenario.inhoud import Scenario


def show_afspraken(snapshot: Snapshot, scenario: Scenario) -> None:
    """Show the agreements by set of gemeenten, and a form for another one."""
    towns = list_gemeenten(snapshot)
    # A file may hold more than one for a gemeente.
    for number, deal in enumerate(dict.fromkeys(scenario.afspraken)):
        st.button(
            f"Haal weg: {afspraakwoorden.describe_afspraak(deal, towns)}", key=f"afspraak-weg-{number}",
            on_click=verdeelstand.try_change,
            args=(snapshot, lambda scenario, deal=deal: bewerken.drop_afspraak(scenario, deal)),
        )  # fmt: skip
    with st.form("afspraak", clear_on_submit=True, border=True):
        st.html(
            _render("Nieuwe afspraak", "Voor één gemeente, of voor een groep samen. Geef aantallen, of een deel van de "
                    f"vraag in procenten: dat rekent met elke vraag mee. {afspraakwoorden.VOORBEELD}")
        )  # fmt: skip
        for code, name in towns.items():
            st.checkbox(name, key=f"afspraak-gemeente-{code}")
        least, most, share, parts = (
            find_onderdeel(Afspraak, name) for name in ("minstens", "hoogstens", "aandeel", "corporaties")
        )
        show_invoer(least, "afspraak-minstens")
        show_invoer(most, "afspraak-hoogstens", placeholder="geen")
        st.text_input(share.label, key="afspraak-aandeel", max_chars=20, placeholder="zoals 50 of 12,5")
        st.text_area(
            f"{parts.label}: een per regel, met het deel in procenten (mag leeg blijven)",
            key="afspraak-corporaties", max_chars=2000, height=80, placeholder="Woonwaard 40",
        )  # fmt: skip
        st.form_submit_button("Leg de afspraak vast", on_click=_add_afspraak, args=(snapshot, list(towns)))


def list_gemeenten(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of the gemeenten of the region by their codes."""
    areas = snapshot.gebieden
    own = areas[(areas["niveau"] == Niveau.GEMEENTE) & (areas["rol"] == Rol.REGIO)]
    return dict(zip(own["code"], own["naam"], strict=True))


def show_afspraakstand(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show what each agreement comes to and what the plan makes of it, with what keeping them costs."""
    if not stand.scenario.afspraken or stand.bevroren:
        return
    with st.expander("Bestuurlijke afspraken"):
        outcome = rekenwerk.load_uitkomst(stand.scenario, snapshot, stand.eigen)
        lines = "".join(f"<li>{escape(text)}</li>" for text in afspraakwoorden.list_afspraakzinnen(outcome))
        against = f"{afspraakwoorden.TEGENWICHT} ({afspraakwoorden.TEGENWICHT_BRON})"
        st.html(f'<ul>{lines}</ul><p class="wz-onderschrift">{escape(against)}</p>')


def _render(kop: str, uitleg: str) -> str:
    return f'<p class="wz-invoer"><b>{escape(kop)}</b><small>{escape(uitleg)}</small></p>'


def _add_afspraak(snapshot: Snapshot, codes: Sequence[str]) -> None:
    state = st.session_state
    chosen = [code for code in codes if state[f"afspraak-gemeente-{code}"]]
    most = state["afspraak-hoogstens"]
    try:
        deal = make_afspraak(
            chosen, int(state["afspraak-minstens"]), None if most is None else int(most),
            state["afspraak-aandeel"], state["afspraak-corporaties"],
        )  # fmt: skip
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", str(fout))
        return
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_afspraak(scenario, deal))
