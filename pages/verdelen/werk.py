"""The planner's own work: levers, map and gemeenten together, and beneath them what was found and what else there is.

What binds takes longest, and is filled in when all else stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.schil.kop import render_kop
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen import (
    afspraken,
    bestanden,
    dok,
    gemeente,
    hefbomen,
    meer,
    onder,
    onzeker,
    stappen,
    toetsen,
    vanafnu,
    vlak,
    werkversie,
)
from pages.verdelen.gevolg import show_gevolg
from pages.verdelen.kaartvlak import show_kaartvlak
from pages.verdelen.paneel import render_bevinding, render_gemeenten, render_uitweg, render_vraag
from woonzorg.verdeling.uitkomst.knelwoorden import describe_geplaatst, describe_kop

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.delta_generator import DeltaGenerator

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_UITGELEGD = "verdeling_uitgelegd"
_BREED = frozenset({dok.VRAAG, dok.REGELS, dok.CIJFERS, dok.VAST, dok.STAPPEN})
"""Views with forms: their panel is wider."""


def show_acties(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show what is done with the plan as a whole: undo, redo, its steps, keep it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verdeelacties"):
        st.button("Begin met …", key=f"deur-{dok.BEGIN}", on_click=dok.open_dok, args=(dok.BEGIN,))
        stappen.show_stappen(stand)
        st.button("Stappen", key=f"deur-{dok.STAPPEN}", on_click=dok.open_dok, args=(dok.STAPPEN,))
        bestanden.show_bewaren(snapshot, stand)
    saved = verdeelstand.read_bewaard()
    if saved:
        st.html(
            f'<p class="wz-bewaard"><a href="verdelen?scenario={saved}" target="_self">Open wat u bewaarde</a> '
            f'<a href="vergelijken?a={saved}&amp;b=inwoners" target="_self">Vergelijk met de sleutel naar inwoners</a>'
            "</p>"
        )
    werkversie.keep_werkversie(snapshot, stand)


def show_werk(beeld: Verdeelbeeld) -> None:
    """Show headline, panel, map and gemeenten, and fill in what binds."""
    kop = st.empty()
    kop.html(render_kop(describe_geplaatst(beeld.uitkomst)))
    show_gevolg(beeld)
    with st.container(key="verdeelvlak"):
        wide = dok.read_open() in _BREED
        left, middle, right = st.columns([3.3, 5.4, 3.8] if wide else [2.7, 5.2, 4.3], gap="small")
    with left:
        rules = dok.show_dok(beeld)
    with middle:
        show_kaartvlak(beeld)
    with right, st.container(key="verdeelrechts"):
        frontier = st.container()
        st.html(render_gemeenten(beeld.gemeenten))
    finding, way_out = _show_bevinding(beeld)
    places = (kop, rules, finding)
    known = (beeld.snapshot.id, beeld.stand.scenario.rekenkenmerk)
    _fill(_explain(beeld) if st.session_state.get(_UITGELEGD) == known else beeld.uitkomst, places)
    _show_onder(beeld)
    outcome = _explain(beeld)
    _fill(outcome, places)
    given = (beeld.stand.scenario, beeld.snapshot, beeld.stand.eigen)
    hefbomen.show_stappen(rekenwerk.load_verklaring(*given).stappen)
    st.session_state[_UITGELEGD] = known
    with frontier:
        vlak.show_grensvlak(beeld)
    if found := render_uitweg(rekenwerk.load_uitweg(*given)):
        way_out.html(found)
    bestanden.show_bestandenvak(beeld, outcome)


def _explain(beeld: Verdeelbeeld) -> Uitkomst:
    """Return the outcome with which rules bind and what would help."""
    return rekenwerk.load_uitkomst(beeld.stand.scenario, beeld.snapshot, beeld.stand.eigen)


def _show_bevinding(beeld: Verdeelbeeld) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Show what is asked beside the places of what was found and of the way out; return these."""
    with st.container(key="verdeelbevinding"):
        left, right = st.columns([7, 5], gap="large")
    with left:
        way_out: DeltaGenerator = st.empty()
        finding: DeltaGenerator = st.empty()
    right.html(render_vraag(beeld.uitkomst))
    return finding, way_out


def _fill(
    outcome: Uitkomst, places: tuple[DeltaGenerator, Callable[[Uitkomst], None], DeltaGenerator]
) -> None:
    """Write headline, rules and findings: first of the plan, later with what binds."""
    kop, fill_regels, finding = places
    if outcome.knelpunten:
        kop.html(render_kop(describe_kop(outcome)))
    fill_regels(outcome)
    finding.html(render_bevinding(outcome))


def _show_onder(beeld: Verdeelbeeld) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        onder.show_halters(beeld)
        gemeente.show_gemeente(beeld)
    with right:
        onder.show_aandeel(beeld)
    onder.show_gebieden(beeld)
    vanafnu.show_vanafnu(beeld.snapshot, beeld.stand)
    vanafnu.show_invulvak(beeld)
    onzeker.show_onzeker(beeld.snapshot, beeld.stand)
    afspraken.show_afspraakstand(beeld.snapshot, beeld.stand)
    meer.show_instellingen(beeld)
    toetsen.show_toetsen(beeld)
