"""The map of a distribution with its legend, and for the planner what stands above it: level and locks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.verdelen.vast import show_sloten
from pages.verdelen.veld import show_deel
from woonzorg.oordeel import klassewoorden
from woonzorg.verdeling.uitkomst.woorden import WAAROM_NIVEAU

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

_KAART = "verdeelkaart"


def show_kaartvlak(beeld: Verdeelbeeld) -> None:
    """Show the map; of own work with level and locks above it."""
    with st.container(key="verdeelkaartvlak"):
        if not beeld.stand.bevroren:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kaartbalk"):
                show_deel(beeld.snapshot, beeld.stand.scenario, "niveau")
                st.html(_render_waarom(str(beeld.stand.scenario.niveau)), width="content")
                show_sloten(beeld)
        show_kaart(beeld.kaart, _KAART, toestand.select_gebied, omlijnen=False)
        plural = klassewoorden.MEERVOUD[beeld.stand.scenario.niveau]
        st.html(render_legenda(beeld.kaart.kleuring, plural, omlijnen=False))


def _render_waarom(niveau: str) -> str:
    plural = klassewoorden.MEERVOUD[niveau]
    return (
        f'<details class="wz-meer wz-waarom"><summary>Waarom {escape(plural)}?</summary>'
        f"<p>{escape(WAAROM_NIVEAU)}</p></details>"
    )
