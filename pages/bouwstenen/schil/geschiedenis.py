"""The browser's way back: a page that completes its own address adds no step to it."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_GESCHIEDENIS = st.components.v2.component(
    "woonzorg_geschiedenis", js=read_bestand("bouwstenen/schil/geschiedenis.js"), isolate_styles=False
)


def set_geschiedenis() -> None:
    """Let the browser's back button lead to the page before, from its first press."""
    _GESCHIEDENIS(key="geschiedenis-onzichtbaar")
