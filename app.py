"""Opens the house: page settings, navigation, and the band that says which data are shown."""

from __future__ import annotations

import streamlit as st

from pages.onderdelen.schil import show_schil

PAGINAS = [
    st.Page("pages/kaart.py", title="Kaart", default=True),
    st.Page("pages/buurt.py", title="Buurt"),
    st.Page("pages/gegevens.py", title="Gegevens"),
    st.Page("pages/methode.py", title="Methode"),
]

page = st.navigation(PAGINAS, position="top")
st.set_page_config(page_title=f"{page.title} · Woonzorg", layout="wide", initial_sidebar_state="collapsed")
show_schil()
page.run()
