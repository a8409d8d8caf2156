"""Where the keyboard's focus stays or goes: tabs keep it while a page runs, what a button opens receives it."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_TABBLADEN = st.components.v2.component(
    "woonzorg_tabbladen",
    js=read_bestand("bouwstenen/schil/venster.js") + read_bestand("bouwstenen/schil/tabbladen.js"),
    isolate_styles=False,
)


def keep_focus() -> None:
    """Let who walks along tabs stay on the tab while its part is made, and who opens a form go on in it."""
    _TABBLADEN(key="tabbladen-onzichtbaar")
