"""The looks of what stands folded beneath the map for the talk with others; small, for the first page reads it."""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.bestand import read_bestand

_STIJL = read_bestand("kaart/gesprek.css")


def show_looks() -> None:
    """Set the looks."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
