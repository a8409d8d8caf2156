"""Agreements of a board, by set of gemeenten: in numbers, or in percent of whatever is asked; typed, or from a file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.voorbeeldvak import show_voorbeelden_link
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen.veld import show_invoer
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, TABELLEN, tell_notities
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.tekst.getal import count_woord
from woonzorg.verdeling.invoer.afspraakvorm import make_afspraak
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.afspraakbestand import make_sjabloon, make_sjabloon_xlsx, read_afspraken
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.uitkomst import afspraakwoorden
from woonzorg.verdeling.vraag.declaratie import find_onderdeel
from woonzorg.voorbeelden import passend, voorbeeldwoorden

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
    _show_bestand(snapshot)
    show_voorbeelden_link(voorbeeldwoorden.describe_verdelen(passend.BIJ_VERDELEN), "afspraken")
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


def _show_bestand(snapshot: Snapshot) -> None:
    """Show the templates and a field for a file; what is closed is not there, and costs nothing."""
    folder = st.expander("Afspraken uit een bestand", key="afspraken-bestand-open", on_change="rerun")
    if not folder.open:
        return
    with folder:
        templates = [
            Download("Sjabloon afspraken (xlsx)", "afspraken.xlsx", make_sjabloon_xlsx),
            Download("Sjabloon afspraken (csv)", "afspraken.csv", make_sjabloon),
        ]
        show_downloads(templates, "afspraken-sjablonen")
        show_bestandvak(
            "Laad afspraken", "csv, xlsx of ods. De afspraken uit het bestand komen in de plaats van die er nu staan.",
            "afspraken-bestand", lambda naam, raw: take_afspraken(snapshot, naam, raw),
            soorten=",".join(f".{kind}" for kind in TABELLEN), grootste=GROOTSTE_BESTAND,
        )  # fmt: skip


def take_afspraken(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Let the agreements in a file take the place of what was agreed; what is wrong with it is told, all together."""
    try:
        deals, notes = read_afspraken(naam, raw, list_gemeenten(snapshot))
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", str(fout))
        return
    count = count_woord(len(deals), "afspraak", "afspraken")
    said = f"Uit {naam}: {count}. Met 'Ongedaan' komen de vorige terug.{tell_notities(notes)}"
    verdeelstand.try_change(snapshot, lambda scenario: change(scenario, afspraken=deals), said)


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
