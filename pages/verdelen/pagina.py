"""Verdelen: what a planner plans and a board sees. Demand and rules, the map after placement, and what does not fit."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.schil.kop import render_kop, show_band
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.bouwstenen.werk.maker import UITLEG, is_gemaakt
from pages.bouwstenen.werk.scenariomerk import name_scenario, render_status
from pages.bouwstenen.werk.stukken import show_uitkomst
from pages.verdelen import afspraken, bestanden, invoer, meer, onder, raadskaart, toetsen, werkversie
from pages.verdelen.kaartje import show_kaartje, show_openbaar_kaartje
from pages.verdelen.paneel import render_bevinding, render_gemeenten, render_regels, render_vraag
from pages.verdelen.verdeelbeeld import make_beeld
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.links.link import fit_weergave
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, share_uitkomst
from woonzorg.verdeling.uitkomst.knelwoorden import describe_geplaatst, describe_kop

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_STIJL = read_bestand("verdelen/verdeel.css") + read_bestand("bouwstenen/werk/scenario.css")
_KAART = "verdeelkaart"
_UITGELEGD = "verdeling_uitgelegd"


def show_page() -> None:
    """Show the page, from top to bottom; what binds takes longest, and is filled in when all else stands."""
    st.html(f"<style>{_STIJL}</style>")
    view = toestand.read_weergave()
    kept, why = verdeelstand.find_bewaard(view.scenario)
    snapshot, notice = gegevens.open_gegevens(view.data or (kept.scenario.gegevens if kept else ""))
    stand = verdeelstand.read_stand(snapshot, kept)
    _keep_weergave(snapshot, (why, notice, *stand.meldingen))
    score = gegevens.load_score(snapshot, snapshot.id, None)
    show_band(snapshot, (score.jaar_ses, score.jaar_lbm))
    kop = st.empty()
    toestand.show_meldingen()
    verdeelstand.show_bericht()
    if _is_te_groot(snapshot):
        st.info("Deze streek is te groot om op het scherm te verdelen. Gebruik: python -m woonzorg verdeel.")
        return
    show_acties(snapshot, stand)
    if not stand.bevroren:
        werkversie.keep_werkversie(snapshot, stand)
    try:
        beeld = make_beeld(snapshot, stand, view.gebied)
    except WoonzorgFout as fout:
        st.error(write_plat(f"Dit scenario heeft hier geen uitkomst. {fout}"))
        return
    show_beeld(beeld, kop)


def _keep_weergave(snapshot: Snapshot, meldingen: tuple[str, ...]) -> None:
    """Keep the view with its link; theme and year are for other pages, and stay as they are."""
    view, codes = toestand.read_weergave(), set(snapshot.gebieden["code"])
    years = set() if view.jaar is None else {view.jaar}
    fitted, notices = fit_weergave(view, codes, {view.thema, view.hoogte}, years)
    said = tuple(text for text in (*meldingen, *notices) if text)
    toestand.keep_weergave(fitted, said, snapshot.id)


def _is_te_groot(snapshot: Snapshot) -> bool:
    areas = snapshot.gebieden
    own = (areas["niveau"] == Niveau.BUURT) & (areas["rol"] == Rol.REGIO)
    return int(own.sum()) > VLAKKEN_MAXIMUM


def show_acties(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show the row of controls; of a frozen scenario only what leads on."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verdeelacties"):
        if stand.bevroren:
            _show_bevroren(stand)
            return
        invoer.show_keuzes(snapshot, stand)
        invoer.show_vraag(snapshot, stand.scenario)
        invoer.show_regels(snapshot, stand.scenario)
        invoer.show_stappen(stand)
        werkversie.show_wissen(stand)
        bestanden.show_bewaren(snapshot, stand)
    saved = verdeelstand.read_bewaard()
    if saved:
        st.html(
            f'<p class="wz-bewaard"><a href="verdelen?scenario={saved}" target="_self">Open wat u bewaarde</a> '
            f'<a href="vergelijken?a={saved}&amp;b=inwoners" target="_self">Vergelijk met de sleutel naar inwoners</a>'
            "</p>"
        )


def _show_bevroren(stand: Verdeelstand) -> None:
    scenario, made = stand.scenario, is_gemaakt(stand.kenmerk)
    st.html(
        f'<p class="wz-bevroren"><b>{escape(name_scenario(scenario))}</b> '
        f"{render_status(scenario.kenmerken['status'])}</p>",
        width="content",
    )
    st.button(
        "Maak kopie" if made else "Begin met deze regels",
        key="maak-kopie",
        type="primary",
        on_click=bestanden.copy_bevroren,
        args=(scenario, stand.kenmerk),
        help=None if made else UITLEG,
    )
    st.button("Naar uw eigen verdeling", key="eigen-verdeling", on_click=bestanden.forget_bevroren)
    show_kopieer("kopieer-scenario")


def show_beeld(beeld: Verdeelbeeld, kop: DeltaGenerator) -> None:
    """Show panels, map and what stands beneath, and fill in what binds."""
    with st.container(key="verdeelvlak"):
        left, middle, right = st.columns([3, 6, 3.4], gap="small")
    with left:
        rules = _show_links(beeld)
    with middle:
        _show_kaart(beeld)
    with right:
        _show_gekozen(beeld)
        st.html(render_gemeenten(beeld.uitkomst, openbaar=beeld.stand.bevroren))
        finding = st.empty()
    places = (kop, rules, finding)
    known = (beeld.snapshot.id, beeld.stand.scenario.rekenkenmerk)
    if st.session_state.get(_UITGELEGD) == known:
        _explain(beeld, places)
    else:
        _fill(beeld, beeld.uitkomst, places)
    _show_onder(beeld)
    outcome = _explain(beeld, places)
    st.session_state[_UITGELEGD] = known
    _show_bestanden(beeld, outcome)


def _explain(beeld: Verdeelbeeld, places: tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]) -> Uitkomst:
    """Fill in which rules bind and what would help."""
    outcome = rekenwerk.load_uitkomst(beeld.stand.scenario, beeld.snapshot, beeld.stand.eigen)
    outcome = share_uitkomst(outcome) if beeld.stand.bevroren else outcome
    _fill(beeld, outcome, places)
    return outcome


def _fill(
    beeld: Verdeelbeeld, outcome: Uitkomst, places: tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]
) -> None:
    """Write headline, rules and findings: first of the plan, later with what binds."""
    kop, rules, finding = places
    if outcome.knelpunten:
        kop.html(render_kop((describe_kop_openbaar if beeld.stand.bevroren else describe_kop)(outcome)))
    elif not beeld.stand.bevroren:
        kop.html(render_kop(describe_geplaatst(outcome)))
    rules.html(render_regels(outcome, verborgen=beeld.is_verborgen))
    finding.html(render_bevinding(outcome, openbaar=beeld.stand.bevroren))


def _show_links(beeld: Verdeelbeeld) -> DeltaGenerator:
    """Show demand and rules; return the place of the rules."""
    with st.container(key="verdeelpanelen"):
        st.html(render_vraag(beeld.uitkomst))
        rules: DeltaGenerator = st.empty()
    return rules


def _show_kaart(beeld: Verdeelbeeld) -> None:
    with st.container(key="verdeelkaartvlak"):
        show_kaart(beeld.kaart, _KAART, toestand.select_gebied, omlijnen=False)
        plural = klassewoorden.MEERVOUD[beeld.stand.scenario.niveau]
        st.html(render_legenda(beeld.kaart.kleuring, plural, omlijnen=False))


def _show_gekozen(beeld: Verdeelbeeld) -> None:
    """Show the card of the selected area, or how to select one."""
    row = beeld.gekozen
    if row is None:
        st.html(
            f'<p class="wz-kies">Klik op een {escape(str(beeld.stand.scenario.niveau))} om te zien wat er kan'
            f"{'' if beeld.stand.bevroren else ', en om het aantal te verhogen, te verlagen of vast te zetten'}.</p>"
        )
    elif beeld.stand.bevroren:
        show_openbaar_kaartje(row)
    else:
        show_kaartje(beeld.snapshot, beeld.uitkomst, row)


def _show_onder(beeld: Verdeelbeeld) -> None:
    raadskaart.show_raadskaart(beeld)
    left, right = st.columns(2, gap="large")
    with left:
        onder.show_halters(beeld)
        if beeld.stand.bevroren:
            onder.show_wijken(beeld)
    with right:
        if beeld.heeft_aandeel:
            onder.show_aandeel(beeld)
    onder.show_gebieden(beeld)


def _show_bestanden(beeld: Verdeelbeeld, outcome: Uitkomst) -> None:
    if not beeld.stand.bevroren:
        afspraken.show_afspraakstand(beeld.snapshot, beeld.stand)
        meer.show_instellingen(beeld)
        toetsen.show_toetsen(beeld)
        with st.expander("Eigen cijfers"):
            bestanden.show_eigen_cijfers(beeld.snapshot, beeld.stand)
    folder = st.expander("Bestanden: meenemen en openen", key="bestanden-open", on_change="rerun")
    if folder.open:
        with folder:
            bestanden.show_bestanden(beeld.snapshot, beeld.stand, outcome)
            st.html('<p class="wz-onderschrift">Voor de raad, met alleen wat gedeeld mag worden:</p>')
            show_uitkomst(outcome, beeld.snapshot)
    st.caption(klassewoorden.DISCLAIMER)


try:
    show_page()
except WoonzorgFout as fout:
    st.error(write_plat(fout))
