"""Opgave: the published shortages, recomputed; where they part and why; what would be left, and on to Verdelen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.schil.kop import show_band, show_kop
from pages.bouwstenen.werk.opgavebron import EIGEN, PAGINA, PARKSTAD, VERZONNEN
from pages.bouwstenen.werk.stukken import show_opgave
from pages.opgave import opgavestand
from pages.opgave.eigen import show_eigen
from pages.opgave.opgavestand import DELEN
from pages.opgave.socialehuur import show_sociale_huur
from pages.opgave.tekorten import show_tekorten
from pages.opgave.verschillen import load_controles, show_verschillen
from pages.opgave.watals import show_wat_als
from woonzorg.fouten import WoonzorgFout
from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.cijfers import Cijferkeuze
from woonzorg.opgave.woorden import KEUZES, describe_kop, describe_van, describe_verzonnen
from woonzorg.rapport.opgavestuk import Gepubliceerd
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.opgave.opgavestand import Opgavestand
    from woonzorg.gegevens.opslag import Snapshot

_STIJL = read_bestand("opgave/opgave.css")
GEEN_STUK = (
    "Een raadsstuk is er alleen van de gepubliceerde opgave: kies daarvoor Parkstad bij 'Cijfers van'."
)
VAN = {EIGEN: "eigen bestand", VERZONNEN: "deze streek (verzonnen)", PARKSTAD: "Parkstad (gepubliceerd)"}


def show_page() -> None:
    """Show the page, from top to bottom."""
    blad.show_stijl()
    st.html(f"<style>{_STIJL}</style>")
    snapshot, notice = gegevens.open_gegevens(blad.read_kaartweergave().data)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    stand = opgavestand.read_stand(snapshot)
    opgavestand.choose_deel()
    adres.write_adres(PAGINA, opgavestand.make_link(stand))
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_kop(
        describe_kop(
            stand.streek,
            find_grootste(make_banden(stand.cijfers, stand.keuze)),
            stand.cijfers,
            "verzonnen" if stand.verzonnen else "gepubliceerde",
        )
    )
    if notice:
        st.warning(write_plat(notice))
    show_van(stand, snapshot.manifest.regio.titel)
    show_keuzes(stand)
    show_delen(stand, snapshot)
    show_stuk(stand)


def show_van(stand: Opgavestand, titel: str) -> None:
    """Say whose figures these are; loudly when they are not those of the region on screen."""
    elsewhere = stand.herkomst.elders
    invented = stand.verzonnen
    text = (
        describe_verzonnen(titel)
        if invented
        else describe_van(stand.streek, titel, stand.bron, eigen=stand.eigen, elders=elsewhere)
    )
    st.html(f'<p class="{"wz-let-op" if elsewhere or invented else "wz-kleintje"}">{escape(text)}</p>')


def show_keuzes(stand: Opgavestand) -> None:
    """Show which figures are used: published or recomputed, of whom, and for which year."""
    with st.container(horizontal=True, gap="large", key="opgave-keuzes"):
        _show_keuze(
            "Reken met", "cijfers", {str(keuze): KEUZES[keuze] for keuze in Cijferkeuze}, str(stand.keuze)
        )
        _show_keuze("Jaar", "jaar", {str(jaar): str(jaar) for jaar in stand.jaren}, str(stand.jaar))
        if len(stand.keuzes) > 1:
            _show_keuze("Cijfers van", "van", {name: VAN[name] for name in stand.keuzes}, stand.van)


def _show_keuze(label: str, veld: str, opties: dict[str, str], gekozen: str) -> None:
    key = f"opgave_{veld}"
    # Not the widget but the link holds the choice, so that a link restores it.
    st.session_state[key] = gekozen
    st.radio(
        label, list(opties), format_func=opties.__getitem__, key=key, horizontal=True,
        on_change=lambda: adres.change_adres(PAGINA, **{veld: str(st.session_state[key])}),
    )  # fmt: skip


def show_stuk(stand: Opgavestand) -> None:
    """Show the buttons that give the published figures as a paper; own figures stay with whoever gave them."""
    if stand.eigen:
        st.caption(GEEN_STUK)
    else:
        show_opgave(Gepubliceerd(stand.cijfers, load_controles(), stand.keuze, stand.jaar))


def show_delen(stand: Opgavestand, snapshot: Snapshot) -> None:
    """Show the parts of the page; only the open one runs."""
    shortages, differences, what_if, rent, own = st.tabs(
        list(DELEN.values()), on_change=opgavestand.keep_deel, key="opgave_deel"
    )
    if shortages.open:
        with shortages:
            show_tekorten(stand, snapshot)
    if differences.open:
        with differences:
            show_verschillen(stand)
    if what_if.open:
        with what_if:
            show_wat_als(stand)
    if rent.open:
        with rent:
            show_sociale_huur(snapshot)
    if own.open:
        with own:
            show_eigen(snapshot)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
