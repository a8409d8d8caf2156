"""The papers of a kept initiative: for who opens its link, as long as data and rules are those that it was kept on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import Initiatiefstand, Initiatiefwerk
from pages.initiatief.papier import OP_PAPIER, show_knoppen
from woonzorg.initiatief.initiatieflink import NODIG

if TYPE_CHECKING:
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.gegevens.opslag import Snapshot

ANDERS = "Sinds dit is bewaard, is er iets veranderd. Maak voor een papier een kopie: dat geeft het antwoord van nu."
NIET_HIER = "Niet alles van dit initiatief mag worden gedeeld. Een papier maakt wie de eigen gegevens heeft."


def show_dossierpapier(bewaard: BewaardDossier, stap: str, snapshot: Snapshot, *, anders: bool) -> None:
    """Show the papers of a step, or why there are none."""
    st.html('<h2 class="wzi-kop">Op papier</h2>')
    if anders:
        st.caption(ANDERS)
        return
    stand = _make_stand(bewaard, stap, snapshot)
    if stand is None or stand.initiatief is None or stand.uitkomst is None:
        st.caption(NIET_HIER)
        return
    st.caption(OP_PAPIER)
    # What its reader has on the questions is the reader's, and not of what was kept.
    show_knoppen(stand, stand.initiatief, stand.uitkomst, tuple)


def _make_stand(bewaard: BewaardDossier, stap: str, snapshot: Snapshot) -> Initiatiefstand | None:
    """Return a kept initiative as the page has its own; None where not all of it was kept, or own figures counted."""
    kept = bewaard.dossier
    if kept.uitkomst.waarom or kept.grond.eigen or not all(kept.velden.get(name) for name in NODIG):
        return None
    work = Initiatiefwerk(dict(kept.velden), kept.afweging, kept.gesprek, invullen=False)
    made, found, fault = initiatiefstand.judge_werk(work, snapshot, None)
    return Initiatiefstand(snapshot, work, stap, None, made, found, fault)
