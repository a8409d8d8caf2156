"""Which data the page Initiatief shows: those that a link names, and then the same for as long as the visit lasts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.initiatief import initiatiefstand
from woonzorg.links.link import parse_link
from woonzorg.links.parameters import DATA

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot

_GEZEGD = "initiatief_data_gezegd"


def open_getoond() -> tuple[Snapshot, tuple[str, ...]]:
    """Open the data that a new link names, else those that this visit looks at.

    Returns
    -------
    Snapshot
    tuple of str
        What is said of a link whose data are not there.

    Raises
    ------
    OpslagFout
        When the data in use cannot be read either.
    """
    link, view = initiatiefstand.read_parameters(), blad.read_kaartweergave()
    new = initiatiefstand.is_nieuw(link)
    asked, told = parse_link({DATA: link[DATA]} if new and DATA in link else {})
    snapshot, notice = gegevens.open_gegevens(asked.data or view.data)
    if new or notice:
        st.session_state[_GEZEGD] = tuple(filter(None, (*told, notice)))
    # When other data come into use a page that is open may not change by itself.
    blad.keep_kaartweergave(replace(view, data=snapshot.id))
    return snapshot, st.session_state.get(_GEZEGD, ())
