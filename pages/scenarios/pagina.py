"""Scenarios: what was saved. Find one, open it frozen, copy it, discuss it, adopt it; nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.werk.kast import open_kast
from pages.bouwstenen.werk.stukken import show_bewaard
from pages.scenarios.bewaren import show_bewaren
from pages.scenarios.blad import PAGINA, show_melding, show_scenario
from pages.scenarios.intrekken import show_intrekken
from pages.scenarios.lijst import show_lijst
from pages.scenarios.reacties import show_reacties
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.reeks import find_reeks
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.parameters import SCENARIO
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.gegevens.opslag import Snapshot

_STIJL = read_bestand("bouwstenen/werk/scenario.css")


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
    snapshot, notice = gegevens.open_gegevens(blad.read_kaartweergave().data)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop("Scenario's")
    if notice:
        st.warning(write_plat(notice))
    show_melding()
    link = adres.read_adres(PAGINA)
    adres.write_adres(PAGINA, link)
    chosen = link.get(SCENARIO, "")
    kept, damaged = open_kast().list_alles(snapshot.manifest.regio.naam)
    if chosen:
        show_gekozen(chosen, snapshot, kept)
    show_bewaren(snapshot)
    show_lijst(kept, damaged, chosen, lambda name: adres.change_adres(PAGINA, scenario=name), snapshot)


def show_gekozen(scenario_id: str, snapshot: Snapshot, alle: Sequence[Bewaard]) -> None:
    """Show the scenario of the link, or why it cannot be shown."""
    try:
        kept = open_kast().find(scenario_id)
    except WoonzorgFout as fout:
        st.warning(write_plat(fout))
    else:
        own = kept.scenario.regio == snapshot.manifest.regio.naam
        plan = find_reeks(alle if own else open_kast().list(kept.scenario.regio), kept.id)
        if not own:
            st.warning(
                write_plat(
                    f"Dit scenario is van de streek '{kept.scenario.regio}'. U kijkt nu naar de gegevens van "
                    f"'{snapshot.manifest.regio.naam}'."
                )
            )
        show_scenario(kept, plan, snapshot.id)
        if own:
            said = Reacties(open_kast()).list([item.id for item in plan])
            show_bewaard(kept.scenario, snapshot, alle, said)
            show_reacties(kept, plan, said, snapshot)
        show_intrekken(kept, plan)
    st.button("Terug naar de lijst", on_click=adres.change_adres, args=(PAGINA,), kwargs={"scenario": ""})


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
