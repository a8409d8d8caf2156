"""A scenario that a link opens: it can be read and copied, and tells only what may be shared."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.schil.kop import render_kop
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.maker import UITLEG, is_gemaakt
from pages.bouwstenen.werk.scenariomerk import name_scenario, render_status
from pages.verdelen import bestanden, gemeente, onder, raadskaart
from pages.verdelen.kaartje import show_openbaar_kaartje
from pages.verdelen.kaartvlak import show_kaartvlak
from pages.verdelen.paneel import render_bevinding, render_gemeenten, render_regels, render_vraag
from woonzorg.initiatief.meegedeeld import NIET_GENOEMD, share_initiatieven
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, share_uitkomst

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


def show_bevroren_acties(stand: Verdeelstand) -> None:
    """Show which scenario it is, and what leads on."""
    scenario, made = stand.scenario, is_gemaakt(stand.kenmerk)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verdeelacties"):
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


def show_bevroren(beeld: Verdeelbeeld) -> None:
    """Show headline, panels and map, and what stands beneath."""
    outcome = share_uitkomst(rekenwerk.load_uitkomst(beeld.stand.scenario, beeld.snapshot, beeld.stand.eigen))
    st.html(render_kop(describe_kop_openbaar(outcome)))
    show_bevroren_acties(beeld.stand)
    with st.container(key="verdeelvlak"):
        left, middle, right = st.columns([3, 6, 3.4], gap="small")
    with left, st.container(key="verdeelpanelen"):
        st.html(render_vraag(outcome))
        st.html(render_regels(outcome, verborgen=beeld.is_verborgen))
    with middle:
        show_kaartvlak(beeld)
    with right:
        _show_gekozen(beeld)
        st.html(render_gemeenten(beeld.gemeenten))
        st.html(render_bevinding(outcome, openbaar=True))
        if named := render_initiatieven(outcome):
            st.html(named)
    _show_onder(beeld)
    bestanden.show_bestandenvak(beeld, outcome)


def render_initiatieven(uitkomst: Uitkomst) -> str:
    """Render the initiatives of a plan that may be named, by gemeente, and how many may not; '' without any."""
    rows, rest = share_initiatieven(uitkomst.scenario, uitkomst.situatie.veld)
    items = "".join(f"<li>{escape(name)}, {escape(town)}: {escape(what)}</li>" for name, town, what in rows)
    left = f'<p class="klein">Niet genoemd: {rest}. {escape(NIET_GENOEMD)}</p>' if rest else ""
    if not items and not left:
        return ""
    return f'<section class="wz-bevinding"><h2>Initiatieven in dit plan</h2><ul>{items}</ul>{left}</section>'


def _show_gekozen(beeld: Verdeelbeeld) -> None:
    """Show the card of the selected area, or how to select one."""
    if beeld.gekozen is not None:
        show_openbaar_kaartje(beeld.gekozen)
        return
    level = escape(str(beeld.stand.scenario.niveau))
    st.html(f'<p class="wz-kies">Klik op een {level} om te zien wat er kan.</p>')


def _show_onder(beeld: Verdeelbeeld) -> None:
    raadskaart.show_raadskaart(beeld)
    left, right = st.columns(2, gap="large")
    with left:
        onder.show_halters(beeld)
        gemeente.show_gemeente(beeld)
        onder.show_wijken(beeld)
    with right:
        if beeld.heeft_aandeel:
            onder.show_aandeel(beeld)
    onder.show_gebieden(beeld)
