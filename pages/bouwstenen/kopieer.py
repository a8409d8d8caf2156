"""A button that copies the link to what is on screen."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_KOPIEER = st.components.v2.component(
    "woonzorg_kopieer",
    html='\n<div class="wz-kopieer"><button type="button">Kopieer link</button><output></output></div>',
    js=read_bestand("bouwstenen/kopieer.js"),
    isolate_styles=False,
)


def show_kopieer(sleutel: str = "kopieer") -> None:
    """Show the button; beside it appears whether it worked."""
    _KOPIEER(key=sleutel, width="content")
