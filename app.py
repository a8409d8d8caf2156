"""Opens the house: the server that `streamlit run app.py` starts, and for each visitor the pages with their shell.

Streamlit reads this file twice: once to find the server, then at each run of a visitor's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.bouwstenen.aanmelding.scherm import enter, make_groep
from pages.bouwstenen.adres import end_run
from pages.bouwstenen.downloads import keep_loket
from pages.bouwstenen.schil.opstart import stop_bij_fout, warm_up
from pages.bouwstenen.schil.schil import show_schil
from pages.bouwstenen.schil.telefoon import open_begin
from pages.bouwstenen.server.logboek import arrange_log
from pages.bouwstenen.server.opening import make_poort, make_routes
from pages.bouwstenen.server.paginas import EERSTE, GROEPEN
from pages.bouwstenen.werk.wachtplek import keep_wachtplek
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


def show_house() -> None:
    """Show the page that was asked for, within the shell."""
    # The title of the tab is that of the page, so that tabs and kept links can be told apart.
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    groups = {group: [_make_pagina(*page) for page in pages.items()] for group, pages in GROEPEN.items()}
    visitor = enter(groups)
    if visitor is None:
        return
    # Streamlit puts what stands in no group first.
    page = st.navigation(groups | make_groep(visitor), position="top")
    open_begin(page, *groups[""][:2])
    show_schil(next((group for group, pages in groups.items() if page in pages), ""))
    with keep_wachtplek(), keep_loket(visitor.account):
        page.run()
    end_run()


def _make_pagina(naam: str, titel: str) -> StreamlitPage:
    first = naam == EERSTE
    return st.Page(f"pages/{naam}/pagina.py", title=titel, url_path=None if first else naam, default=first)


if get_script_run_ctx(suppress_warning=True) is None:
    stop_bij_fout()
    arrange_log(read_instellingen().log)
    basis = st.get_option("server.baseUrlPath")
    app = st.App(__file__, lifespan=warm_up, routes=make_routes(basis), middleware=make_poort(basis))
else:
    show_house()
