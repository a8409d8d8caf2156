"""Vergelijken: two plans, the simple keys and the situation now on one scale: where, by which rules, when."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.werk.stukken import show_vergelijking
from pages.vergelijken.delen import show_gemeenten, show_regels, show_verschil
from pages.vergelijken.jaren import show_jaren
from pages.vergelijken.keuze import PAGINA, list_bewaard, read_keuze, show_keuze
from pages.vergelijken.werk import find_zijden, load_jaren, load_vergelijking
from woonzorg.bibliotheek.bibliotheek import list_veranderingen
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.vergelijking import DELEN
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.vergelijking.vergelijking import describe_kop
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from pages.vergelijken.werk import Zijde
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.links.vergelijking import Vergelijkkeuze
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

_STIJL = read_bestand("bouwstenen/werk/scenario.css")
_TITELS = {"kaart": "Kaart", "regels": "Regels en maten", "gemeenten": "Gemeenten", "jaren": "De jaren"}
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
        sides = find_zijden(keuze.a, keuze.b, snapshot)
        found = load_vergelijking(
            *sides, openbaar=not (is_eigen_werk(sides) and st.session_state.setdefault(_EIGEN, True))
        )
    except WoonzorgFout as fout:
        with head:
            show_kop("Vergelijken")
        st.error(write_plat(fout))
        return
    with head:
        show_kop(describe_kop(found))
    show_veranderingen(sides, snapshot)
    show_delen(found, sides, keuze)
    show_stuk(sides, keuze)
    st.caption(klassewoorden.DISCLAIMER)


def is_eigen_werk(sides: tuple[Zijde, Zijde]) -> bool:
    """Tell whether both sides are this visitor's own work; of a saved plan only what may be shared is shown."""
    return all(side.bewaard is None for side in sides)


def show_stuk(sides: tuple[Zijde, Zijde], keuze: Vergelijkkeuze) -> None:
    """Show the buttons that give the comparison as a paper and as slides, as far as it may be shared."""
    levers = dict(keuze.knoppen)
    kenmerk = " ".join([*(side.kenmerk for side in sides), str(sorted(levers.items()))])

    def project() -> dict[str, dict[str, Jaarlijn]] | None:
        if any(side.scenario.soort != Soort.PER_JAAR for side in sides):
            return None
        return {
            letter: load_jaren(side, levers, openbaar=True) for letter, side in zip("AB", sides, strict=True)
        }

    show_vergelijking(load_vergelijking(*sides, openbaar=True), sides[0].snapshot, kenmerk, project)


def show_veranderingen(sides: tuple[Zijde, Zijde], snapshot: Snapshot) -> None:
    """Say of each saved plan what changed since; in few lines, for the map must stay in sight."""
    told: dict[str, list[str]] = {}
    for letter, side in zip("AB", sides, strict=True):
        texts = list_veranderingen(side.bewaard, snapshot.id) if side.bewaard else []
        for text in [*texts, *([side.melding] if side.melding else [])]:
            told.setdefault(text, []).append(letter)
    lines = "".join(f"<div><b>{' en '.join(who)}:</b> {escape(text)}</div>" for text, who in told.items())
    if lines:
        st.html(f'<div class="wz-let-op" role="status">{lines}</div>')


def show_delen(found: Vergelijking, sides: tuple[Zijde, Zijde], keuze: Vergelijkkeuze) -> None:
    """Show the parts, of which only the open one is computed."""
    st.session_state[_DEEL] = _TITELS[keuze.deel]
    tabs = dict(zip(DELEN, st.tabs(list(_TITELS.values()), key=_DEEL, on_change=_keep_deel), strict=True))
    if tabs["kaart"].open:
        with tabs["kaart"]:
            show_verschil(found, sides[0], keuze.gebied)
            if is_eigen_werk(sides):
                st.toggle("Per gebied, voor eigen werk: niet delen", key=_EIGEN, help=_UITLEG)
    if tabs["regels"].open:
        with tabs["regels"]:
            show_regels(found)
    if tabs["gemeenten"].open:
        with tabs["gemeenten"]:
            show_gemeenten(found)
    if tabs["jaren"].open:
        with tabs["jaren"]:
            show_jaren(found, sides, keuze.knoppen)


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
