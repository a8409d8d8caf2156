"""The tab Profiel of the page Buurt: eight themes, criteria and conditions, and what a visit gives of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.getalveld import show_getalveld
from pages.buurt import profielblad, profieleigen
from pages.buurt.profielcomplex import render_complexen
from pages.buurt.profieldoel import show_doelen
from woonzorg.profiel import loopafstand, profiel
from woonzorg.profiel.eigencomplex import ALLEEN_SCHERM, VAN_VERDELEN, count_elders, list_complexbuurten
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.buurt.blad import Gebiedsblad
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.links.link import Weergave
    from woonzorg.oordeel.toets import Score
    from woonzorg.profiel.profiel import Profiel

_STIJL = read_bestand("buurt/profiel.css")
_GRENS = "profiel-loopafstand"


@st.cache_resource(max_entries=128, show_spinner=False)
def load_profiel(
    _snapshot: Snapshot,
    _score: Score,
    snapshot_id: str,  # noqa: ARG001  part of the key
    code: str,
    jaar: int | None,  # noqa: ARG001
) -> Profiel:
    """Return the profile of an area, worked out once."""
    return profiel.make_profiel(_snapshot, _score, code)


def show_profiel(snapshot: Snapshot, score: Score, blad: Gebiedsblad, view: Weergave) -> None:
    """Show the profile of the area that is looked at.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is shown.
    blad : Gebiedsblad
    view : Weergave
    """
    found = load_profiel(snapshot, score, snapshot.id, blad.beeld.toets.code, view.jaar)
    st.html(f"<style>{_STIJL}</style>")
    grens = float(st.session_state.get(_GRENS, loopafstand.AANNAME_KM))
    own, code = profieleigen.read_eigen(snapshot), found.gebied.code
    seen = own.find_nieuwste(code)
    show_blok(profielblad.render_profiel(found, blad, grens, seen), "profiel-themas")
    show_grens(grens)
    if found.gebied.soort != "buurt":
        show_blok(profielblad.render_delen(found), "profiel-delen")
    show_complexen(snapshot, score, found)
    show_blok(profielblad.render_ambities(found), "profiel-ambities")
    show_blok(profielblad.render_criteria(blad), "profiel-criteria")
    show_blok(profielblad.render_voorwaarden(found, seen), "profiel-voorwaarden")
    if goals := own.select_doelen(code):
        show_doelen(snapshot, code, goals)
    profieleigen.show_eigenvak(snapshot, score)
    if found.ongekoppeld:
        show_blok(profielblad.render_ongekoppeld(found), "profiel-ongekoppeld")


def show_complexen(snapshot: Snapshot, score: Score, found: Profiel) -> None:
    """Show which complexes of the visitor lie in the area; nothing where none were given."""
    houses, elsewhere = profieleigen.list_complexen(snapshot)
    if houses:
        inside = list_complexbuurten(score, found.gebied, houses)
        told = VAN_VERDELEN if elsewhere else ALLEEN_SCHERM
        lost = count_elders(score, houses)
        show_blok(render_complexen(found.gebied, inside, told, lost), "profiel-complexen")


def show_grens(grens: float) -> None:
    """Show how far is told as on foot, with the field that changes it."""
    st.caption(write_plat(loopafstand.describe_grens(grens)))
    left, _ = st.columns([1, 3])
    with left:
        show_getalveld(
            "Loopafstand in km (aanname)", grens, loopafstand.GRENZEN_KM, _keep_grens, key="profiel-grens"
        )


def _keep_grens(waarde: float | None) -> None:
    if waarde is not None:
        st.session_state[_GRENS] = waarde
