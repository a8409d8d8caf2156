"""A kept initiative, as anybody sees it who opens its link: read only, in three steps, with what changed since.

It tells no more than is kept of it (`dossiermaken`), whatever data or own figures its reader has.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen.blok import show_blok, show_keuzeblok
from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.werk.scenariomerk import render_status
from pages.initiatief import dossierstand, initiatiefstand
from pages.initiatief.bewaren import show_melding
from pages.initiatief.dossierdelen import DELEN
from pages.initiatief.dossierlijst import STIJL, name_dossier
from pages.initiatief.dossierpapier import show_dossierpapier
from pages.initiatief.initiatiefstand import AFWEGING, TOETS
from woonzorg.bibliotheek.dossier import VASTGESTELD
from woonzorg.bibliotheek.dossiermaken import LANGSTE_BESLUIT, list_volgende
from woonzorg.bibliotheek.dossierwoorden import BEVROREN, EIGEN_ERBIJ
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING
from woonzorg.links.parameters import BEWAARD, STAP
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.gegevens.opslag import Snapshot

KIJK_BIJ_TOETS = "Sinds dit is bewaard, is er iets veranderd. Kijk bij Toets wat het antwoord was en is."
TERUG = "Naar uw eigen werk en de lijst"
_WOORDEN = {"toets": "Toets", "afweging": "Afweging", "gesprek": "Gesprek"}
_VRAAG = "initiatief_dossier_vraag"


def show_dossier(snapshot: Snapshot) -> None:
    """Show the kept initiative of the link, or why it cannot be shown."""
    link = initiatiefstand.read_parameters()
    asked = initiatiefstand.read_stap(link)
    step = asked if asked in DELEN else TOETS
    initiatiefstand.write_parameters({BEWAARD: link[BEWAARD]} | ({} if step == TOETS else {STAP: step}))
    st.html(f"<style>{STIJL}</style>")
    show_melding()
    try:
        kept = dossierstand.open_initiatieven().find(link[BEWAARD])
        changes = dossierstand.list_anders(kept, snapshot)
    except WoonzorgFout as fout:
        st.warning(write_plat(fout))
    else:
        _show(kept, step, changes, snapshot)
    st.button(TERUG, key="initiatief_dossier_terug", on_click=dossierstand.go_to_dossier, args=("",))


def _show(bewaard: BewaardDossier, stap: str, anders: list[str], snapshot: Snapshot) -> None:
    kept = bewaard.dossier
    show_keuzeblok(_render_kop(bewaard, stap), "initiatief-dossierkop", initiatiefstand.go_to)
    if anders:
        # Beside the weighing the answer of the rule is not told: there it must not weigh along.
        st.warning(write_plat(KIJK_BIJ_TOETS if stap == AFWEGING else " ".join(anders)))
    if kept.grond.eigen:
        st.info(EIGEN_ERBIJ)
    show_blok(DELEN[stap](bewaard), "initiatief-dossierdeel")
    st.caption(BEVROREN)
    show_dossierpapier(bewaard, stap, snapshot, anders=bool(anders))
    _show_acties(bewaard)


def _render_kop(bewaard: BewaardDossier, stap: str) -> str:
    """Render name, status and the way to the three steps."""
    kept = bewaard.dossier
    items = "".join(_render_stap(bewaard, nr, key, stap) for nr, key in enumerate(_WOORDEN, 1))
    place = f"{kept.pleknaam}, {kept.gemeentenaam}" if kept.pleknaam else kept.gemeentenaam
    return (
        f'<header class="wzi-dossierkop"><h1 class="wz-kop" tabindex="-1" data-kop="{escape(bewaard.id)}-{stap}">'
        f"{escape(name_dossier(kept))}</h1><p>{render_status(kept.status)} {escape(place)}</p>"
        f'<p class="wzi-nooit">{escape(GEEN_VERGUNNING)}</p></header>'
        f'<nav class="wzi-stappen" aria-label="Stappen van dit bewaarde initiatief"><ol>{items}</ol></nav>'
    )


def _render_stap(bewaard: BewaardDossier, nummer: int, sleutel: str, stap: str) -> str:
    link = {BEWAARD: bewaard.id} | ({} if sleutel == TOETS else {STAP: sleutel})
    current = ' aria-current="step"' if sleutel == stap else ""
    return (
        f'<li><a href="?{escape(urlencode(link))}" data-gebied="{sleutel}"{current}><i aria-hidden="true">{nummer}</i>'
        f"<span><b>{_WOORDEN[sleutel]}</b></span></a></li>"
    )


def _show_acties(bewaard: BewaardDossier) -> None:
    """Show what can be done: a copy for anybody, a later status and taking it away for who kept it."""
    own = bool(dossierstand.find_code(bewaard))
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="initiatief-dossieracties"
    ):
        st.button(
            "Maak kopie", type="primary", key="initiatief_dossier_kopie", on_click=dossierstand.start_kopie,
            args=(bewaard,),
        )  # fmt: skip
        show_kopieer()
        if own and bewaard.dossier.status != VASTGESTELD:
            _show_weg(bewaard)
    if own and list_volgende(bewaard.dossier):
        _show_status(bewaard)
    if not own:
        _show_code()


def _show_weg(bewaard: BewaardDossier) -> None:
    """Show the button that takes it away, which asks once more."""
    if st.session_state.get(_VRAAG) != bewaard.id:
        st.button("Haal weg", key="initiatief_dossier_weg", on_click=_ask, args=(bewaard.id,))
        return
    st.button("Ja, haal weg", key="initiatief_dossier_zeker", on_click=_take_back, args=(bewaard.id,))
    st.button("Laat staan", key="initiatief_dossier_laat", on_click=_ask, args=("",))


def _ask(dossier_id: str) -> None:
    st.session_state[_VRAAG] = dossier_id


def _take_back(dossier_id: str) -> None:
    dossierstand.attempt(lambda: dossierstand.take_back(dossier_id))


def _show_status(bewaard: BewaardDossier) -> None:
    name = bewaard.id
    with st.expander("Verander de status", key=f"initiatief-status-{name}"):
        status = st.radio(
            "Nieuwe status", list_volgende(bewaard.dossier), key=f"initiatief_status_{name}", horizontal=True,
            format_func=str.capitalize,
        )  # fmt: skip
        decision = day = ""
        if status == VASTGESTELD:
            decision = st.text_input(
                "Besluit", key=f"initiatief_besluit_{name}", placeholder="Wie besloot, en welk besluit",
                max_chars=LANGSTE_BESLUIT,
            )  # fmt: skip
            day = st.text_input(
                "Datum van het besluit", key=f"initiatief_dag_{name}", placeholder="22-11-2026", max_chars=40
            )
            st.caption(WOO)
        if st.button("Leg deze status vast", key=f"initiatief_leg_vast_{name}"):
            dossierstand.attempt(
                lambda: dossierstand.keep_status(bewaard, status, decision, day), bewaart=True
            )
            st.rerun()


def _show_code() -> None:
    """Let who kept it in an earlier visit show that it is his."""
    with st.expander("Hebt u dit bewaard? Geef uw code", key="initiatief-dossiercode"):
        given = st.text_input("Code", key="initiatief_dossier_code", placeholder="1234-abcd-…", max_chars=60)
        if st.button("Gebruik deze code", key="initiatief_dossier_gebruik"):
            dossierstand.attempt(lambda: dossierstand.use_code(given))
            st.rerun()
