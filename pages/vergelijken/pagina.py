"""Vergelijken: two to five plans, the simple keys and the situation now on one scale: what differs, how, and where."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.werk.stukken import show_vergelijking
from pages.vergelijken.delen import show_gemeenten, show_maten, show_opdracht, show_regels
from pages.vergelijken.jaren import load_lijnen, show_jaren
from pages.vergelijken.kaarten import show_kaarten
from pages.vergelijken.keuze import PAGINA, list_bewaard, read_keuze, show_keuze
from pages.vergelijken.plannen import show_plannen
from pages.vergelijken.varianten import show_varianten
from pages.vergelijken.werk import find_zijden, load_vergelijking, make_zijdekant
from woonzorg.bibliotheek.bibliotheek import list_veranderingen
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.vergelijking import DELEN
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import join_woorden, write_plat
from woonzorg.verdeling.vergelijking.gelijk import LETTERS
from woonzorg.verdeling.vergelijking.vergelijking import describe_kop
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pages.vergelijken.werk import Zijde
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.links.vergelijking import Vergelijkkeuze
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

_STIJL = read_bestand("bouwstenen/werk/scenario.css")
_TITELS = {
    "opdracht": "Wat verschilt", "regels": "Regels", "gemeenten": "Gemeenten", "maten": "Maten",
    "jaren": "De jaren", "kaart": "Kaarten",
}  # fmt: skip
_DEEL, _EIGEN = "vergelijken_deel", "vergelijken_eigen"


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
    snapshot, notice = gegevens.open_gegevens(blad.read_kaartweergave().data)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    head = st.container()
    if notice:
        st.warning(write_plat(notice))
    saved = list_bewaard(snapshot.manifest.regio.naam)
    keuze = read_keuze(saved)
    show_keuze(keuze, saved)
    try:
        sides = find_zijden(keuze.plannen, snapshot)
        own = st.session_state.setdefault(_EIGEN, True)
        found = load_vergelijking(sides, openbaar=not (is_eigen_werk(sides) and own))
    except WoonzorgFout as fout:
        with head:
            show_kop("Vergelijken")
        st.error(write_plat(fout))
        return
    with head:
        show_kop(describe_kop(found))
    show_veranderingen(sides, snapshot)
    show_plannen(found)
    show_delen(found, sides, keuze)
    show_stuk(sides, keuze)
    show_varianten(snapshot)
    st.caption(klassewoorden.DISCLAIMER)


def is_eigen_werk(sides: Sequence[Zijde]) -> bool:
    """Tell whether all is this visitor's own work; of a saved plan only what may be shared is shown."""
    return not any(side.gedeeld for side in sides)


def show_stuk(sides: Sequence[Zijde], keuze: Vergelijkkeuze) -> None:
    """Show the buttons that give the comparison as a paper and as slides, as far as it may be shared."""
    levers = dict(keuze.knoppen)
    kenmerk = " ".join([*(side.kenmerk for side in sides), str(sorted(levers.items()))])
    found = load_vergelijking(sides, openbaar=True)

    def project() -> dict[str, dict[str, Jaarlijn]] | None:
        if any(side.scenario.soort != Soort.PER_JAAR for side in sides):
            return None
        return load_lijnen(found, sides, levers)

    show_vergelijking(found, sides[0].snapshot, kenmerk, project, levers)


def show_veranderingen(sides: Sequence[Zijde], snapshot: Snapshot) -> None:
    """Say of each saved plan what changed since; in few lines, for the map must stay in sight."""
    told: dict[str, list[str]] = {}
    for letter, side in zip(LETTERS, sides, strict=False):
        texts = list_veranderingen(side.bewaard, snapshot.id) if side.bewaard else []
        for text in [*texts, *([side.melding] if side.melding else [])]:
            told.setdefault(text, []).append(letter)
    lines = "".join(f"<div><b>{join_woorden(who)}:</b> {escape(text)}</div>" for text, who in told.items())
    if lines:
        st.html(f'<div class="wz-let-op" role="status">{lines}</div>')


def show_delen(found: Vergelijking, sides: Sequence[Zijde], keuze: Vergelijkkeuze) -> None:
    """Show the parts, of which only the open one is computed."""
    st.session_state[_DEEL] = _TITELS[keuze.deel]
    tabs = dict(zip(DELEN, st.tabs(list(_TITELS.values()), key=_DEEL, on_change=_keep_deel), strict=True))
    show: dict[str, Callable[[], None]] = {
        "opdracht": lambda: show_opdracht(found),
        "regels": lambda: show_regels(found),
        "gemeenten": lambda: show_gemeenten(found),
        "maten": lambda: show_maten(found),
        "jaren": lambda: show_jaren(found, sides, keuze.knoppen),
        "kaart": lambda: _show_kaarten(found, sides, keuze.gebied),
    }
    for name, tab in tabs.items():
        if tab.open:
            with tab:
                show[name]()


def _show_kaarten(found: Vergelijking, sides: Sequence[Zijde], gekozen: str) -> None:
    """Show the maps; own work is at its own level, unless the visitor asks to see what others see."""
    own = {
        letter: make_zijdekant(side)
        for letter, side in zip(found.letters, sides, strict=True)
        if found.gedeeld and not side.gedeeld and st.session_state[_EIGEN]
    }
    show_kaarten(found, sides[0], gekozen, own)
    if not all(side.gedeeld for side in sides):
        st.toggle("Per gebied, voor eigen werk: niet delen", key=_EIGEN, help=_UITLEG)


_UITLEG = (
    "Uw eigen werk staat per gebied op de kaart, ook de kleine groepen. Dat is alleen voor wie het plan maakt. Zet dit "
    "uit om te zien wat anderen zien. In de link staat deze keuze niet."
)


def _keep_deel() -> None:
    chosen = st.session_state[_DEEL]
    adres.change_adres(PAGINA, deel=next(name for name, title in _TITELS.items() if title == chosen))


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
