"""The shell around every page: looks, language, and what browser and keyboard need."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.gedrag import set_gedrag

_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" role="img" aria-label="Woonzorg">'
    '<text x="0" y="24" font-family="sans-serif" font-weight="700" font-size="24" fill="#54278f">Woonzorg</text></svg>'
)
_STIJL = read_bestand("bouwstenen/schil/tokens.css") + read_bestand("bouwstenen/schil/stijl.css")


def show_schil(groep: str = "") -> None:
    """Set looks, language, the way back, and what Streamlit leaves undone for menu and keyboard.

    Parameters
    ----------
    groep : str
        Group of the menu in which the page stands; '' for none.
    """
    st.logo(_LOGO, size="large")
    st.html(f"<style>{_STIJL}</style>")
    set_gedrag(groep)
