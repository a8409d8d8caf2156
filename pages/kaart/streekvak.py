"""The place of the comparison with other regions: folded away, and read when somebody opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.streken.streekwoorden import KOP

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot

_OPEN = "streken-open"


def show_streken(snapshot: Snapshot) -> None:
    """Show the comparison, folded away: a country is counted for who asks it."""
    folder = st.expander(KOP, key=_OPEN, on_change="rerun")
    if folder.open:
        # Read then: it brings along all documents, for which a first page would wait.
        from pages.kaart.streken import show_inhoud  # noqa: PLC0415

        with folder:
            show_inhoud(snapshot)
