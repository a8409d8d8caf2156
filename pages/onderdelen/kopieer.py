"""A button that copies the link to what is on screen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_KOPIEER = st.components.v2.component(
    "woonzorg_kopieer",
    html='\n<div class="wz-kopieer"><button type="button">Kopieer link</button><output></output></div>',
    js="\n" + Path(__file__).with_name("kopieer.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_kopieer(sleutel: str = "kopieer") -> None:
    """Show the button; beside it appears whether it worked."""
    _KOPIEER(key=sleutel, width="content")
