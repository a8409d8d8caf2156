"""The own areas of this visitor: kept in the session, and by the visitor's own browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.kern import kernkeuze

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied

_KERNEN = "kernen"


def list_eigen(regio: str) -> tuple[Kerngebied, ...]:
    """Return the own areas of this visitor in a region, by name."""
    kept: dict[str, dict[str, Kerngebied]] = st.session_state.get(_KERNEN, {})
    return tuple(sorted(kept.get(regio, {}).values(), key=lambda kern: (kern.titel.casefold(), kern.adres)))


def list_kernen(snapshot: Snapshot, getoond: Kerngebied | None = None) -> tuple[Kerngebied, ...]:
    """Return all own areas that can be chosen: of the installation, of this visitor, and the one that is shown."""
    known = (*kernkeuze.load_installatie().kernen, *list_eigen(snapshot.manifest.regio.naam))
    shown = (getoond,) if getoond and getoond.adres not in {kern.adres for kern in known} else ()
    return (*known, *shown)
