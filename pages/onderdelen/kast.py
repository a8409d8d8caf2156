"""The library of scenarios for the pages."""

from __future__ import annotations

import streamlit as st

from woonzorg.bibliotheek import Bibliotheek
from woonzorg.instelling import read_instellingen


@st.cache_resource(max_entries=4, show_spinner=False, ttl=60)
def _open(adres: str, *, bestand: bool) -> Bibliotheek:  # noqa: ARG001  part of the key
    return Bibliotheek.open(read_instellingen().bibliotheek)


def open_kast() -> Bibliotheek:
    """Return the library, opened once for all visitors and checked again every minute.

    Raises
    ------
    WoonzorgFout
        When it cannot be opened (see `Bibliotheek.open`).
    """
    adres = read_instellingen().bibliotheek
    return _open(str(adres), bestand=not isinstance(adres, str))
