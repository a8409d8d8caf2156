"""Opens the house: page settings, navigation, and the band that says which data are shown."""

from __future__ import annotations

import streamlit as st

from pages.onderdelen.schil import show_schil

# The title of the tab is that of the page, so that tabs and kept links can be told apart.
st.set_page_config(layout="wide", initial_sidebar_state="collapsed")

PAGINAS = [
    st.Page("pages/kaart.py", title="Kaart", default=True),
    st.Page("pages/buurt.py", title="Buurt"),
    st.Page("pages/verdelen.py", title="Verdelen"),
    st.Page("pages/vergelijken.py", title="Vergelijken"),
    st.Page("pages/scenarios.py", title="Scenario's"),
    st.Page("pages/opgave.py", title="Opgave"),
    st.Page("pages/gegevens.py", title="Gegevens"),
    st.Page("pages/methode.py", title="Methode"),
]

page = st.navigation(PAGINAS, position="top")
show_schil()
page.run()
