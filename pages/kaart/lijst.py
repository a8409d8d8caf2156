"""The list to present, under the card: numbered chips that choose an area, move it and take it off.

Their numbers stand on the map as long as there is a list. What is on it goes along in the link, in its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.downloads import show_downloads
from pages.bouwstenen.kaart.regiokaart import REGIOKAART
from pages.kaart.bediening import select_gevonden
from pages.kaart.verkennen import VERKENNEN
from woonzorg.gebied import find_niveau
from woonzorg.kaart.nummers import find_plekken
from woonzorg.rapport import bestand
from woonzorg.rapport.kaartpak import Pakstof

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld

_LIJST = st.components.v2.component(
    "woonzorg_lijst",
    html=read_bestand("kaart/lijst.html"),
    css=read_bestand("kaart/lijst.css"),
    js=read_bestand("kaart/lijst.js"),
    isolate_styles=False,
)
_SLEUTEL = "lijst-chips"


def show_lijst(beeld: Kaartbeeld) -> None:
    """Show the list in its order, and the button that puts the selected area on it; nothing where neither is."""
    view = beeld.weergave
    if not view.lijst and not view.gebied:
        return
    with st.container(key="lijstvak"):
        # The chips first: on a beamer they stand just above the legend.
        if view.lijst:
            _show_chips(beeld)
        if view.gebied:
            label = "Haal van de lijst" if view.gebied in view.lijst else "Zet op de lijst om te presenteren"
            st.button(label, key="lijst", type="tertiary", on_click=_toggle)
        if view.lijst:
            _show_papieren(beeld)


def _show_chips(beeld: Kaartbeeld) -> None:
    view, score, outlines = beeld.weergave, beeld.grondslag.score, beeld.kaart.vormen
    _LIJST(
        key=_SLEUTEL,
        data={
            "sleutel": REGIOKAART,
            "vormen": outlines.sleutel,
            "chips": [[code, score.namen[code]] for code in view.lijst],
            "gekozen": view.gebied,
            "plekken": [list(place) for place in find_plekken(outlines, score.gebieden, view.lijst)],
        },
        on_kies_change=lambda: _select(_read("kies")),
        on_orde_change=lambda: _order(_read("orde")),
        on_weg_change=lambda: _take_off(_read("weg")),
    )


def _show_papieren(beeld: Kaartbeeld) -> None:
    """Show the buttons that give the list as a pack: what presenting shows, on paper or as slides."""
    # Who shows the map only does not wait for all that makes papers.
    from pages.bouwstenen import stukken  # noqa: PLC0415

    view, snapshot = beeld.weergave, beeld.snapshot

    def gather() -> Pakstof:
        years = gegevens.load_edities(snapshot, snapshot.id)
        edities = {year: gegevens.load_score(snapshot, snapshot.id, year) for year in years}
        return Pakstof(snapshot, beeld.grondslag.score, edities, view.lijst, view.jaar)

    papers = stukken.list_stukken(
        Pakstof, gather, lambda sleutel: bestand.name_bestand(snapshot.manifest, sleutel, str(view.jaar or "")),
        f"{snapshot.id} {'.'.join(view.lijst)} {view.jaar}",
    )  # fmt: skip
    show_downloads(papers, "kaartpak")


def _read(gebeurtenis: str) -> object:
    """Return what the browser told; None for nothing."""
    told: object = st.session_state[_SLEUTEL].get(gebeurtenis)
    return told


def _toggle() -> None:
    toestand.toggle_lijst(toestand.peek_weergave().gebied)
    _follow()


def _follow() -> None:
    """Let the table of who explores the pictures tell what is on the list now."""
    if st.session_state.get(VERKENNEN):
        toestand.ask_rerun()


def _select(code: object) -> None:
    """Select an area of the list; headline and pictures follow where it is of another level or gemeente."""
    before = toestand.peek_weergave()
    if code not in before.lijst:
        return
    select_gevonden(str(code))
    if find_niveau(str(code)) != before.niveau or toestand.peek_weergave().gemeente != before.gemeente:
        toestand.ask_rerun()


def _take_off(code: object) -> None:
    if code in toestand.peek_weergave().lijst:
        toestand.toggle_lijst(str(code))
        _follow()


def _order(codes: object) -> None:
    """Put the list in another order; what it does not hold is passed over, what is not named stays at its end."""
    listed = toestand.peek_weergave().lijst
    named = [code for code in codes if code in listed] if isinstance(codes, list) else []
    toestand.change_weergave(lijst=tuple(dict.fromkeys((*named, *listed))))
