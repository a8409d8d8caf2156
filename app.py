"""Opens the house: the server that `streamlit run app.py` starts, and for each visitor the pages with their shell.

Streamlit reads this file twice: once to find the server, then at each run of a visitor's page.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.bouwstenen.adres import end_run
from pages.bouwstenen.downloads import keep_loket
from pages.bouwstenen.loket import make_routes
from pages.bouwstenen.schil.opstart import stop_bij_fout, warm_up
from pages.bouwstenen.schil.schil import show_schil
from pages.bouwstenen.schil.telefoon import open_begin


def show_house() -> None:
    """Show the page that was asked for, within the shell."""
    # The title of the tab is that of the page, so that tabs and kept links can be told apart.
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    groups = {
        "": [
            st.Page("pages/kaart/pagina.py", title="Kaart", default=True),
            st.Page("pages/buurt/pagina.py", title="Buurt", url_path="buurt"),
            st.Page("pages/initiatief/pagina.py", title="Initiatief", url_path="initiatief"),
            st.Page("pages/opgave/pagina.py", title="Opgave", url_path="opgave"),
            st.Page("pages/voortgang/pagina.py", title="Voortgang", url_path="voortgang"),
        ],
        "Plannen": [
            st.Page("pages/verdelen/pagina.py", title="Verdelen", url_path="verdelen"),
            st.Page("pages/vergelijken/pagina.py", title="Vergelijken", url_path="vergelijken"),
            st.Page("pages/scenarios/pagina.py", title="Scenario's", url_path="scenarios"),
        ],
        "Over": [
            st.Page("pages/gegevens/pagina.py", title="Gegevens", url_path="gegevens"),
            st.Page("pages/methode/pagina.py", title="Methode", url_path="methode"),
        ],
    }
    # Streamlit puts what stands in no group first.
    page = st.navigation(groups, position="top")
    open_begin(page, *groups[""][:2])
    show_schil(next(group for group, pages in groups.items() if page in pages))
    with keep_loket():
        page.run()
    end_run()


if get_script_run_ctx(suppress_warning=True) is None:
    stop_bij_fout()
    app = st.App(__file__, lifespan=warm_up, routes=make_routes(st.get_option("server.baseUrlPath")))
else:
    show_house()
