"""The menu: which of its groups holds the page that is open, as Streamlit tells of a page and not of a group."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_MENU = st.components.v2.component(
    "woonzorg_menu", js=read_bestand("bouwstenen/schil/menu.js"), isolate_styles=False
)


def mark_groep(groep: str) -> None:
    """Mark a group of the menu as the one where the reader is; '' for none."""
    _MENU(key="menu-onzichtbaar", data={"groep": groep})
