"""The docked panel beside the map: levers, rules and the card of an area; behind doors all else that is set.

One view at a time stands in it, so that the map stays in sight whatever a planner sets.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.verdelen import begin, bestanden, hefbomen, invoer, stappen, vast
from pages.verdelen.kaartje import show_kaartje
from pages.verdelen.paneel import render_regel, render_regels
from pages.verdelen.veld import show_deel
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

OPEN = "verdeeldok"
"""Where the session keeps which view is open; '' for the levers."""

VRAAG, REGELS, VAST, CIJFERS, STAPPEN, BEGIN = "vraag", "regels", "vast", "cijfers", "stappen", "begin"
"""The views behind doors."""

_KOPPEN = {
    VRAAG: "Vraag", REGELS: "Alle regels en afspraken", VAST: "Vast en uitgezonderd", CIJFERS: "Eigen cijfers",
    STAPPEN: "Stappen", BEGIN: "Begin met …",
}  # fmt: skip
_FOCUS = st.components.v2.component("woonzorg_dok", js=read_bestand("verdelen/dok.js"), isolate_styles=False)


def read_open() -> str:
    """Return the view that is open; '' for the levers."""
    view = str(st.session_state.get(OPEN, ""))
    return view if view in _KOPPEN else ""


def open_dok(view: str) -> None:
    """Open a view; '' goes back to the levers."""
    st.session_state[OPEN] = view


def show_dok(beeld: Verdeelbeeld) -> Callable[[Uitkomst], None]:
    """Show the view that is open; return what fills in how the rules stand with an outcome."""
    view = read_open()
    with st.container(key=f"verdeeldok-{view or 'hefbomen'}"):
        _FOCUS(key="dok-onzichtbaar", data={"open": view, "gekozen": beeld.kaart.gekozen})
        if not view:
            return _show_hefbomen(beeld)
        with st.container(horizontal=True, vertical_alignment="center", key="dokkop"):
            st.button("‹ Hefbomen", key="dok-terug", on_click=open_dok, args=("",))
            st.html(f'<h2 class="wz-dokkop">{_KOPPEN[view]}</h2>')
        _show_gekozen(beeld)
        return _show_view(beeld, view)


def _show_view(beeld: Verdeelbeeld, view: str) -> Callable[[Uitkomst], None]:
    snapshot, scenario = beeld.snapshot, beeld.stand.scenario
    if view == REGELS:
        return partial(_fill_regels, invoer.show_regels(snapshot, scenario))
    if view == VRAAG:
        invoer.show_vraag(snapshot, scenario)
    elif view == VAST:
        vast.show_vast(beeld)
    elif view == BEGIN:
        begin.show_begin(snapshot, beeld.stand)
    elif view == CIJFERS:
        bestanden.show_eigen_cijfers(snapshot, beeld.stand)
    else:
        stappen.show_geschiedenis(beeld)
    return partial(_fill_regels, {})


def _fill_regels(places: Mapping[str, DeltaGenerator], uitkomst: Uitkomst) -> None:
    for sleutel, place in places.items():
        place.html(render_regel(uitkomst, sleutel))


def _show_hefbomen(beeld: Verdeelbeeld) -> Callable[[Uitkomst], None]:
    """Show the levers, the card of the area that is chosen, the rules, and the doors to all else."""
    scenario = beeld.stand.scenario
    with st.container(horizontal=True, vertical_alignment="center", key="dokkop"):
        st.html('<h2 class="wz-dokkop">Vier hefbomen</h2>')
        asked = {side: sum(scenario.make_behoefte(side).aantallen) for side in (LAAG, HOOG)}
        words = {side: f"{side.capitalize()} {format_getal(count)}" for side, count in asked.items()}
        show_deel(beeld.snapshot, scenario, "bandbreedte", words)
    hefbomen.show_hefbomen(beeld, lambda: open_dok(CIJFERS))
    _show_gekozen(beeld)
    rules: DeltaGenerator = st.empty()
    with st.container(horizontal=True, gap="small", key="dokdeuren"):
        for view, label in _list_deuren(beeld):
            st.button(label, key=f"deur-{view}", on_click=open_dok, args=(view,))
    return lambda outcome: _write(rules, render_regels(outcome))


def _write(place: DeltaGenerator, html: str) -> None:
    place.html(html)


def _show_gekozen(beeld: Verdeelbeeld) -> None:
    """Show the card of the selected area."""
    if beeld.gekozen is not None:
        show_kaartje(beeld.snapshot, beeld.uitkomst, beeld.gekozen)


def _list_deuren(beeld: Verdeelbeeld) -> list[tuple[str, str]]:
    """Return each view with the words of its door: what is set there."""
    scenario, eigen = beeld.stand.scenario, beeld.stand.eigen
    held, cases = len(scenario.sloten), len(scenario.uitzonderingen)
    planned = f", gepland: {len(scenario.gepland)}" if scenario.gepland else ""
    return [
        (VRAAG, "Vraag per groep"),
        (REGELS, "Alle regels"),
        (VAST, f"Uitzonderingen: {cases}{planned}, vast: {held}"),
        (CIJFERS, f"Eigen cijfers: {'in gebruik' if eigen else 'geen'}"),
    ]
