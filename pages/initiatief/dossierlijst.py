"""The list of kept initiatives, by gemeente and name: open, copy, and take away what is one's own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_keuzeblok
from pages.bouwstenen.werk.scenariomerk import render_status
from pages.initiatief import dossierstand
from woonzorg.bibliotheek.dossier import VASTGESTELD
from woonzorg.dag import find_dag, format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.toetswoorden import OORDEELWOORDEN, name_groep
from woonzorg.links.parameters import BEWAARD
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bibliotheek.dossier import Dossier
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.gegevens.opslag import Snapshot

STIJL = read_bestand("initiatief/dossier.css") + read_bestand("bouwstenen/werk/scenario.css")
_KOPPEN = ("Initiatief", "Gemeente", "Voor wie", "Antwoord toen", "Status", "Bewaard", "Wat kan er?")
_KOPIE, _WEG, _ZEKER, _LAAT = "kopie-", "weg-", "zeker-", "laat-"
_RIJEN = 25
"""Rows that are shown at first, and more at each press."""

_AANTAL, _VRAAG, _ZOEK = "initiatief_dossiers_rijen", "initiatief_dossiers_vraag", "initiatief_dossiers_zoek"


def show_dossierlijst(snapshot: Snapshot) -> None:
    """Show the list, read from the library when it is opened."""
    folder = st.expander("Bewaarde initiatieven", key="initiatief-dossiers", on_change="rerun")
    if not folder.open:
        return
    with folder:
        st.html(f"<style>{STIJL}</style>")
        try:
            kept = dossierstand.open_initiatieven().list(snapshot.manifest.regio.naam)
        except WoonzorgFout as fout:
            st.error(write_plat(fout))
            return
        if not kept:
            st.caption("Er is nog geen initiatief bewaard.")
            return
        _show_tabel(kept)


def _show_tabel(kept: Sequence[BewaardDossier]) -> None:
    word = st.text_input(
        "Zoek op gemeente, naam of wie het bewaarde", key=_ZOEK, placeholder="Bijvoorbeeld: Molenhof"
    )
    found = [item for item in kept if _is_wanted(item, word)]
    shown = found[: st.session_state.get(_AANTAL, _RIJEN)]
    caption = f"{len(found)} van de {len(kept)} initiatieven in deze streek, op gemeente en naam"
    table = blad.render_rooster(caption, _KOPPEN, [_render_rij(item) for item in shown])
    show_keuzeblok(f'<div class="wzi-dossiers">{table}</div>', "initiatief-dossierlijst", _choose)
    if len(found) > len(shown):
        st.button(
            f"Toon er meer (nog {len(found) - len(shown)})",
            key="initiatief_dossiers_meer",
            on_click=_show_more,
        )


def _show_more() -> None:
    st.session_state[_AANTAL] = st.session_state.get(_AANTAL, _RIJEN) + _RIJEN


def _is_wanted(item: BewaardDossier, word: str) -> bool:
    kept = item.dossier
    text = f"{kept.gemeentenaam} {name_dossier(kept)} {kept.van.naam} {item.id}".casefold()
    return word.strip().casefold() in text


def name_dossier(dossier: Dossier) -> str:
    """Return what a dossier is called: by its name, else by for whom it is and where."""
    place = f" in {dossier.pleknaam}" if dossier.pleknaam else ""
    return dossier.naam or f"{name_groep(dossier.velden['groep'])}{place}"


def _render_rij(item: BewaardDossier) -> tuple[str, ...]:
    kept, day = item.dossier, format_datum(find_dag(item.bewaard_op.isoformat()))
    return (
        render_link(item.id, name_dossier(kept)),
        escape(kept.gemeentenaam),
        escape(name_groep(kept.velden["groep"])),
        escape(OORDEELWOORDEN[kept.uitkomst.oordeel]),
        render_status(kept.status),
        f"{escape(day)}<br>{escape(str(kept.van))}",
        _render_acties(item),
    )


def render_link(dossier_id: str, naam: str) -> str:
    """Render the way to a dossier: a link that can be copied, followed without loading the page anew."""
    name = escape(dossier_id)
    return f'<a href="?{BEWAARD}={name}" data-gebied="{name}">{escape(naam)}</a>'


def _render_acties(item: BewaardDossier) -> str:
    """Render what can be done; what is one's own is taken away after a second press."""
    own = bool(dossierstand.find_code(item)) and item.dossier.status != VASTGESTELD
    asked = own and st.session_state.get(_VRAAG) == item.id
    acts = [(_ZEKER, "Ja, haal weg"), (_LAAT, "Laat staan")] if asked else [(_KOPIE, "Maak kopie")]
    acts += [(_WEG, "Haal weg")] if own and not asked else []
    name = escape(name_dossier(item.dossier), quote=True)
    return " ".join(
        f'<a href="?{BEWAARD}={escape(item.id)}" data-gebied="{act}{escape(item.id)}" aria-label="{words}: {name}">'
        f"{words}</a>"
        for act, words in acts
    )


def _choose(keuze: str) -> None:
    """Do what a link in the list asks; for callbacks."""
    act, _, name = keuze.rpartition("-")
    st.session_state.pop(_VRAAG, None)
    if f"{act}-" == _WEG:
        st.session_state[_VRAAG] = name
    elif f"{act}-" == _ZEKER:
        dossierstand.attempt(lambda: dossierstand.take_back(name))
    elif f"{act}-" == _KOPIE:
        dossierstand.attempt(lambda: dossierstand.copy(name))
    elif not act:
        dossierstand.go_to_dossier(name)
