"""The library of scenarios for the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import OnzekerFout
from woonzorg.dag import format_datum
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.fouten import WoonzorgFout


@st.cache_resource(max_entries=4, show_spinner=False)
def _find(adres: str, *, bestand: bool) -> Bibliotheek:  # noqa: ARG001  part of the key
    return Bibliotheek(read_instellingen().bibliotheek)


def open_kast() -> Bibliotheek:
    """Return the library, one for all visitors.

    It is reached when it is used, each time anew: no visitor waits here for another, and nothing stays open.

    Raises
    ------
    WoonzorgFout
        When its address makes no sense.
    """
    adres = read_instellingen().bibliotheek
    return _find(str(adres), bestand=not isinstance(adres, str))


def describe_mislukt(fout: WoonzorgFout) -> str:
    """Say what became of a scenario that could not be saved: nothing, unless nobody knows."""
    return str(fout) if isinstance(fout, OnzekerFout) else f"Er is niets bewaard. {fout}"


def describe_bestond(bewaard: Bewaard) -> str:
    """Say that a scenario was saved before; '' when it was not."""
    if not bewaard.bestond:
        return ""
    return f"Het stond er al, sinds {format_datum(bewaard.bewaard_op.isoformat(timespec='seconds'))}."
