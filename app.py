"""Opens the house: the server that `streamlit run app.py` starts, and for each visitor the pages with their shell.

Streamlit reads this file twice: once to find the server, then at each run of a visitor's page.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.onderdelen.downloads import keep_loket
from pages.onderdelen.loket import make_routes
from pages.onderdelen.opstart import warm_up
from pages.onderdelen.schil import show_schil


def show_house() -> None:
    """Show the page that was asked for, within the shell."""
    # The title of the tab is that of the page, so that tabs and kept links can be told apart.
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    page = st.navigation(
        [
            st.Page("pages/kaart.py", title="Kaart", default=True),
            st.Page("pages/buurt.py", title="Buurt"),
            st.Page("pages/verdelen.py", title="Verdelen"),
            st.Page("pages/vergelijken.py", title="Vergelijken"),
            st.Page("pages/scenarios.py", title="Scenario's"),
            st.Page("pages/opgave.py", title="Opgave"),
            st.Page("pages/gegevens.py", title="Gegevens"),
            st.Page("pages/methode.py", title="Methode"),
        ],
        position="top",
    )
    show_schil()
    with keep_loket():
        page.run()


if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(__file__, lifespan=warm_up, routes=make_routes(st.get_option("server.baseUrlPath")))
else:
    show_house()
