"""Ways to begin: named starts, each with what it sets; the one before comes back with 'Ongedaan'."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk import rekenwerk, verdeelstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.uitweg.begin import BEGINNEN

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitweg.begin import Begin


def show_begin(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show the named starts, each with what it sets."""
    for way in BEGINNEN:
        st.button(
            way.titel, key=f"begin-{way.sleutel}", on_click=_take, args=(snapshot, way), width="stretch"
        )
        st.html(f'<p class="wz-invoer"><small>{escape(way.zet)}</small></p>')
    if stand.scenario.basis:
        st.button(
            "Laat het vorige plan los", key="begin-los", on_click=verdeelstand.try_change, width="stretch",
            args=(snapshot, lambda scenario: change(scenario, basis=()), "Het vorige plan is losgelaten."),
        )  # fmt: skip


def _take(snapshot: Snapshot, way: Begin) -> None:
    """Begin in one of the ways, and say what was set; where it cannot, say why."""
    stand = verdeelstand.read_stand(snapshot)
    try:
        veld = rekenwerk.load_veld(snapshot, stand.scenario.niveau, stand.eigen)
        made, said = way.maak(stand.scenario, veld)
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", f"Dit kan niet. {fout}")
        return
    verdeelstand.try_change(snapshot, lambda _: made, f"{way.titel}. {said}")
