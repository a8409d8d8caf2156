"""The way from any page to the examples on Methode."""

from __future__ import annotations

import streamlit as st

METHODE = "pages/methode/pagina.py"
DEEL = "methode_deel"
"""Key of the part of Methode that is open, in its link too."""

VOORBEELDEN = "Wijk en voorbeelden"
"""The part of Methode with the examples."""


def show_voorbeelden_link(label: str) -> None:
    """Show a link to all examples."""
    st.page_link(METHODE, label=label, query_params={DEEL: VOORBEELDEN})
