"""The background map of PDOK: off until a visitor asks for it, and absent where it cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from woonzorg.instelling import read_instellingen
from woonzorg.kaart import achtergrond

if TYPE_CHECKING:
    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.kaart.beeld import Kaart

_AAN = "achtergrond"
"""Key of the switch. It is no part of a link: a link may not make another browser ask outside."""

_TEGELS = st.components.v2.component(
    "woonzorg_achtergrond",
    html=read_bestand("kaart/achtergrond.html"),
    css=read_bestand("kaart/achtergrond.css"),
    js=read_bestand("kaart/achtergrond.js"),
    isolate_styles=False,
)


def show_keuze(manifest: Manifest) -> None:
    """Show the switch, with who is asked; of a region that lies nowhere, say so instead."""
    if manifest.fictief:
        st.caption(achtergrond.NERGENS)
        return
    st.toggle("Achtergrondkaart", key=_AAN)
    st.caption(achtergrond.UITLEG)


def show_achtergrond(kaart: Kaart, sleutel: str, manifest: Manifest) -> None:
    """Lay the background under a map of SVG, when a visitor switched it on."""
    if manifest.fictief or kaart.vormen.is_druk or not st.session_state.get(_AAN):
        return
    tiles = achtergrond.list_tegels(kaart.vormen, kaart.venster, read_instellingen().achtergrond_url)
    _TEGELS(
        key="achtergrondtegels",
        data={
            "sleutel": sleutel,
            "vormen": kaart.vormen.sleutel,
            "tegels": [[tile.adres, tile.x, tile.y, tile.zijde] for tile in tiles],
            "bronregel": achtergrond.BRONREGEL,
            "storing": achtergrond.STORING,
        },
    )
