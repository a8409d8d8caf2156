"""The language of the page, which Streamlit says is English."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_TAAL = st.components.v2.component(
    "woonzorg_taal", js=read_bestand("bouwstenen/schil/taal.js"), isolate_styles=False
)


def set_taal() -> None:
    """Tell the browser that the page is Dutch."""
    _TAAL(key="taal-onzichtbaar")
