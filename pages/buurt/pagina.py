"""Buurt: what a wethouder asks. Is this area kwetsbaar, why, and a link to send on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen import downloads, gegevens, stukken, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok, show_keuzeblok
from pages.bouwstenen.kern.kernstand import list_kernen, show_geheugen
from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.schil.kop import show_band
from pages.bouwstenen.zoekvak import show_zoekvak
from pages.buurt import begin
from pages.buurt import blad as buurtblad
from pages.buurt.anderen import show_anderen
from pages.buurt.bezit import show_bezit
from pages.buurt.blad import Gebiedsblad
from pages.buurt.kernblad import find_kernblad, show_kernblad
from pages.buurt.laatst import keep_laatst, show_laatst
from pages.buurt.profiel import show_profiel
from pages.buurt.profieleigen import make_kenmerk, read_eigen
from pages.buurt.tabel import show_jaren, show_vergelijking
from woonzorg.buurt import buurtbeeld
from woonzorg.buurt.dichtbij import explain_geen, find_dichtbij, is_gevraagd
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.herkomst import herkomst
from woonzorg.instelling import read_instellingen
from woonzorg.kaart.schalen import make_schalen
from woonzorg.koppelvlak.soorten import make_leesadres
from woonzorg.links.link import Weergave, fit_weergave, format_link
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport import bestand
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.buurt.dichtbij import Dichtbij
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score

_STIJL = read_bestand("buurt/buurt.css")
# With or without an area the same key: so the block sees that another area came, and leads the reader to it.
_HOOFD = "buurt-hoofd"


def show_page() -> None:
    """Show the page, from top to bottom."""
    st.html(f"<style>{_STIJL}</style>")
    view = toestand.read_weergave()
    snapshot, notice = gegevens.open_gegevens(view.data)
    show_geheugen(snapshot.manifest.regio.naam)
    newest = gegevens.load_score(snapshot, snapshot.id, None)
    known = newest.codes
    if not view.gebied or view.gebied not in known:
        show_zonder_gebied(snapshot, newest, view, notice)
        return
    edities = gegevens.load_edities(snapshot, snapshot.id)
    fitted, notices = fit_weergave(gegevens.drop_nieuwste(snapshot, view), known, [view.thema], edities)
    toestand.keep_weergave(fitted, (notice, *notices) if notice else notices, snapshot.id)
    show_gebied(snapshot, gegevens.load_score(snapshot, snapshot.id, fitted.jaar), fitted)


def show_zonder_gebied(snapshot: Snapshot, score: Score, view: Weergave, notice: str) -> None:
    """Show the search box, how the region stands and what changed, and why the area of a link is not there."""
    regio, own = snapshot.manifest.regio, find_kernblad(snapshot, view, score.codes)
    shown = gegevens.load_score(snapshot, snapshot.id, own.weergave.jaar) if own.kern else score
    show_band(snapshot, (shown.jaar_ses, shown.jaar_lbm))
    show_zoekvak(snapshot.id, own.weergave.jaar if own.kern else None, kernen=list_kernen(snapshot, own.kern))
    toestand.show_meldingen()
    if told := " ".join(filter(None, [notice, *own.meldingen])):
        st.warning(write_plat(told))
    if own.kern:
        show_editie(own.weergave)
        show_kernblad(snapshot, own.weergave, own.kern, _HOOFD)
        return
    why = buurtbeeld.explain_afwezig(snapshot, view.gebied) if view.gebied else ""

    def link(code: str) -> str:
        return make_adres(view, code, snapshot.id)

    # In the column where the verdict of an area will stand: so the one takes the other's place at once.
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_keuzeblok(begin.render_stand(score, regio.titel, why), _HOOFD, kies_gebied)
        show_laatst(regio.naam, kies_gebied)
        gemeenten = buurtbeeld.find_verwanten(score.gebieden, *regio.gemeenten)
        show_keuzeblok(begin.render_gemeenten(gemeenten, link), "buurt-gemeenten", kies_gebied)
    with right:
        changed = begin.render_veranderd(begin.find_verandering(snapshot), score, link)
        show_keuzeblok(changed, "buurt-veranderd", kies_gebied)


def show_gebied(snapshot: Snapshot, score: Score, view: Weergave) -> None:
    """Show the verdict of an area, and below it, a part at a time, what it rests on and what lies around it."""
    blad = make_blad(snapshot, score, view)
    verdict = blad.beeld.toets
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    show_zoekvak(snapshot.id, view.jaar, (verdict.code, verdict.naam), kernen=list_kernen(snapshot))
    toestand.show_meldingen()
    show_editie(view)
    with st.container(key="buurt-kop"):
        show_keuzeblok(buurtblad.render_hoofd(blad), _HOOFD, kies_gebied)
        show_acties(snapshot, score, blad, view)
    show_delen(snapshot, score, blad, view)
    show_blok(buurtblad.render_bronnen(blad), "buurt-bronnen")
    keep_laatst(snapshot.manifest.regio.naam, verdict.code, verdict.naam)


def show_delen(snapshot: Snapshot, score: Score, blad: Gebiedsblad, view: Weergave) -> None:
    """Show the parts of the page as tabs; only that which is open is made."""
    tabs = st.tabs(list(DELEN), on_change="rerun", key="buurt_deel")
    for tab, show in zip(tabs, DELEN.values(), strict=True):
        if tab.open:
            with tab:
                show(snapshot, score, blad, view)


def show_acties(snapshot: Snapshot, score: Score, blad: Gebiedsblad, view: Weergave) -> None:
    """Show what can be done with the page: send its link on, or take it along as a document."""
    own, code = read_eigen(snapshot), blad.beeld.toets.code
    stof = Buurtstof(snapshot, score, blad.beeld, view.jaar, own)
    papers = stukken.list_stukken(
        Buurtstof, lambda: stof, lambda sleutel: bestand.name_bestand(snapshot.manifest, sleutel, code),
        make_kenmerk(own, snapshot.id, code, view.jaar),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="buurt-acties"):
        show_kopieer()
        with st.popover("Buurtblad", key="buurt-stukken", width="content"):
            downloads.show_downloads(papers, "buurtblad")


def show_oordeel(snapshot: Snapshot, score: Score, blad: Gebiedsblad, view: Weergave) -> None:
    """Show what the rule means here, where it stops nothing nearby, and both scores; then what comes next."""
    near = buurtblad.render_dichtbij(blad)
    with st.container(key="buurt-oordeel"):
        show_blok(buurtblad.render_regel(blad), "buurt-regel")
        if near:
            show_keuzeblok(near, "buurt-dichtbij", kies_gebied)
        show_keuzeblok(buurtblad.render_maten(blad), "buurt-maten", kies_gebied)
        show_keuzeblok(buurtblad.render_buren(blad), "buurt-buren", kies_gebied)
        show_verder(view, snapshot.id)
    show_anderen(score, blad)
    left, right = st.columns([3, 2], gap="small")
    with left:
        show_blok(buurtblad.render_stap(blad), "buurt-stap")
    with right:
        show_blok(buurtblad.render_onbekend(blad), "buurt-onbekend")
    show_bezit(snapshot, blad)


def show_verder(view: Weergave, snapshot_id: str) -> None:
    """Show the ways on: the area on the map, and an initiative there."""
    # With the whole link at once, so that the browser's way back leads here.
    link = format_link(replace(view, data=snapshot_id))
    with st.container(horizontal=True, gap="small", key="buurt-verder"):
        st.page_link("pages/kaart/pagina.py", label="Toon op de kaart", query_params=link)
        if find_niveau(view.gebied) == Niveau.BUURT:
            st.page_link(
                "pages/initiatief/pagina.py", label="Toets een initiatief hier", query_params={"gebied": view.gebied}
            )  # fmt: skip


def show_editie(view: Weergave) -> None:
    """Say that an earlier edition is shown, with the way to the newest figures."""
    if view.jaar is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="buurt-editie"):
        st.html(f'<p class="wz-let-op">{klassewoorden.describe_editie(view.jaar)}</p>', width="content")
        st.button("Toon de nieuwste cijfers", on_click=lambda: toestand.change_weergave(jaar=None))


def show_door_de_jaren(_snapshot: Snapshot, _score: Score, blad: Gebiedsblad, _view: Weergave) -> None:
    """Show both scores and the class in each year, with their table."""
    show_blok(buurtblad.render_jaren(blad), "buurt-jaren")
    with st.expander("Alle jaren in een tabel"):
        show_jaren(blad)


def show_rondom(_snapshot: Snapshot, _score: Score, blad: Gebiedsblad, _view: Weergave) -> None:
    """Show what lies beside, around and in the area, and how it compares."""
    show_keuzeblok(buurtblad.render_buren(blad), "buurt-alle-buren", kies_gebied)
    show_keuzeblok(buurtblad.render_delen(blad), "buurt-delen", kies_gebied)
    show_blok(buurtblad.render_vergelijking(blad), "buurt-vergelijking")
    show_vergelijking(blad)


def make_blad(snapshot: Snapshot, score: Score, view: Weergave) -> Gebiedsblad:
    """Gather what is shown of an area, from cached parts."""
    edities = {
        jaar: gegevens.load_score(snapshot, snapshot.id, jaar)
        for jaar in gegevens.load_edities(snapshot, snapshot.id)
    }
    near = find_anders(score, view.gebied)
    return Gebiedsblad(
        beeld=buurtbeeld.make_buurtbeeld(snapshot, score, edities, view.gebied),
        schalen=make_schalen(score, str(find_niveau(view.gebied))),
        regio=snapshot.manifest.regio.titel,
        link=lambda code: make_adres(view, code, snapshot.id),
        herkomst=make_herkomst(view, snapshot.id),
        dichtbij=near,
        zonder=explain_geen(score.gebieden, view.gebied) if near == () else "",
        als_gegevens=make_leesadres(view.gebied, snapshot.id, view.jaar) if read_instellingen().api else "",
    )


def find_anders(score: Score, code: str) -> tuple[Dichtbij, ...] | None:
    """Return the nearest buurten where no rule stops an addition; None where the rule stops nothing in this one."""
    row = score.gebieden.loc[score.gebieden["code"] == code].iloc[0]
    held = is_gevraagd(row["klasse"], row["niveau"], uitgesloten=bool(row["kwetsbaar_uitgesloten"]))
    return find_dichtbij(score.gebieden, code) if held else None


def make_herkomst(view: Weergave, snapshot_id: str) -> Callable[..., str]:
    """Return what gives the address where a figure is traced: of this area and edition, or of another."""

    def make(cijfer: str, code: str = view.gebied, jaar: int | None = view.jaar) -> str:
        return herkomst.make_href(code, cijfer, jaar, snapshot_id)

    return make


def make_adres(view: Weergave, code: str, snapshot_id: str) -> str:
    """Return the address of the page of another area."""
    return f"?{urlencode(format_link(replace(view, gebied=code, data=snapshot_id)))}"


def kies_gebied(code: str) -> None:
    """Go to the area whose link was followed; what is no code is passed over."""
    if find_niveau(code):
        toestand.change_weergave(gebied=code)


DELEN: dict[str, Callable[[Snapshot, Score, Gebiedsblad, Weergave], None]] = {
    "Oordeel": show_oordeel,
    "Profiel": show_profiel,
    "Door de jaren": show_door_de_jaren,
    "Buren": show_rondom,
}
"""The parts of the page by their title; the verdict itself stands above them."""

try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
