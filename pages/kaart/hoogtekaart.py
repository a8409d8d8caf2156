"""The map with height columns: deck.gl, by Streamlit's own element, and a listener that hears every click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.kaart.beeld import Kaart
    from woonzorg.kaart.hoogte import Hoogte

_LUISTER = st.components.v2.component(
    "woonzorg_dekluister", js=read_bestand("kaart/dekluister.js"), isolate_styles=False
)
_SLEUTEL = "dekluister-onzichtbaar"


def show_hoogtekaart(kaart: Kaart, hoogte: Hoogte, kies: Callable[[str], None]) -> None:
    """Show a map with columns and hear which area is clicked; the table and search reach areas without a pointer.

    Parameters
    ----------
    kaart : Kaart
    hoogte : Hoogte
    kies : callable
        Receives the code of an area that was clicked.
    """
    from woonzorg.kaart.dek import make_dek  # noqa: PLC0415  the first page needs no pydeck, and must not wait for it

    st.pydeck_chart(make_dek(kaart, hoogte), key="hoogtekaart", height=440)
    _LUISTER(key=_SLEUTEL, on_gebied_change=lambda: kies(str(st.session_state[_SLEUTEL]["gebied"])))
