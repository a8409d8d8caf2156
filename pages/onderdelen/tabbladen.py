"""Tabs keep the keyboard's focus while a page runs."""

from __future__ import annotations

import streamlit as st

from pages.onderdelen.bestand import read_bestand

_TABBLADEN = st.components.v2.component(
    "woonzorg_tabbladen", js=read_bestand("tabbladen.js"), isolate_styles=False
)


def keep_tabfocus() -> None:
    """Let who walks along tabs by arrow keys stay on the tab while its part is made."""
    _TABBLADEN(key="tabbladen-onzichtbaar")
