"""Pieces of the pages that know of Streamlit: components, cached data, the shell around every page.

A cold server takes a folder named ``pages`` for an app of the old kind. The first visitor, when led here by the
link of a page, would get that page without `app.py`: no navigation, no looks. So that is undone, once.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def _run_through_app() -> None:
    """Let `app.py` choose the page; it does from then on for every visitor."""
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


_run_through_app()
