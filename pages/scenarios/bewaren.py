"""Keeping a scenario: what the visitor works on, or one from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import show_bevoegd
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.werk.verdeelstand import read_stand
from pages.scenarios.blad import attempt, keep
from woonzorg.fouten import InvoerFout
from woonzorg.toegang.rechten import Daad
from woonzorg.verdeling.scenario.inhoud import GROOTSTE_BESTAND, NAAM, NOTITIE, parse_scenario
from woonzorg.verdeling.scenario.levensloop import WOO, make_werk

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot


def show_bewaren(snapshot: Snapshot) -> None:
    """Let the visitor keep what he works on, or a scenario from a file."""
    with st.expander("Bewaar waar u aan werkt, of een bestand"):
        if not show_bevoegd(Daad.BEWAREN):
            return
        left, right = st.columns(2, gap="large")
        with left:
            show_eigen_werk(snapshot)
        with right:
            show_bestandvak(
                "Scenario uit een bestand", "Een werkbestand (JSON) van Woonzorg, hoogstens 1 MB.", "scenario_bestand",
                lambda _, raw: attempt(lambda: receive(raw, snapshot)), soorten=".json", grootste=GROOTSTE_BESTAND,
            )  # fmt: skip


def show_eigen_werk(snapshot: Snapshot) -> None:
    """Let the visitor keep the scenario that he works on, under a name."""
    scenario = read_stand(snapshot).scenario
    kept = scenario.kenmerken
    with st.form("bewaar_werk", border=False):
        name = st.text_input(
            "Naam", kept["naam"], placeholder="Bijvoorbeeld: voorstel september", max_chars=NAAM.langst
        )
        author = st.text_input("Auteur", kept["auteur"], placeholder="Uw naam", max_chars=NAAM.langst)
        note = st.text_area("Notitie", kept["notitie"], placeholder="Waarom zo?", max_chars=NOTITIE.langst)
        st.caption(WOO)
        if st.form_submit_button("Bewaar mijn werk"):
            attempt(
                lambda: keep(make_werk(scenario, name, author, note), "Uw werk is bewaard.", gemaakt=True)
            )
            st.rerun()


def receive(raw: bytes, snapshot: Snapshot) -> None:
    """Keep a scenario from a file, and open it.

    Raises
    ------
    WoonzorgFout
        When the file is no sound scenario, or one of another region.
    """
    scenario = parse_scenario(raw)
    if scenario.regio != snapshot.manifest.regio.naam:
        message = "Dit scenario is van een andere streek dan de gegevens waar u naar kijkt."
        raise InvoerFout(
            message, verwacht=snapshot.manifest.regio.naam, gevonden=scenario.regio,
            remedie="Neem eerst de gegevens van die streek in gebruik, op de pagina Gegevens.",
        )  # fmt: skip
    keep(scenario, "Het bestand is gelezen.", gemaakt=True)
