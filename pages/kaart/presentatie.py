"""Presenting: a slide over the whole window, and a walk through chosen areas.

With a list it begins at the first of it, without one at the area that is selected, else with the map of the whole: a
board that chose nothing is not shown the first buurt of the alphabet. Before the first area lies the map of the whole.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kopieer import show_kopieer
from pages.kaart.diablad import render_dia
from pages.kaart.diaoverzicht import render_overzicht
from pages.kaart.kaartbeeld import make_beeld
from woonzorg.buurt.diabeeld import make_diabeeld
from woonzorg.gebied import find_niveau
from woonzorg.kaart.nummers import choose_niveau
from woonzorg.kaart.telling import list_gesprek
from woonzorg.links.link import NIVEAUS

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot

_PRESENTATIE = st.components.v2.component(
    "woonzorg_presentatie",
    html=read_bestand("kaart/presentatie.html"),
    css=read_bestand("kaart/presentatie.css"),
    js=read_bestand("kaart/presentatie.js"),
    isolate_styles=False,
)
_SLEUTEL, _MELDING, _BEURT = "presentatie", "presentatie_melding", "presentatie_beurt"
_OVERZICHT, _BUITEN_LIJST = "Overzicht", "Niet op de lijst"
_STOP = -1
"""What the browser asks for in place of a place: to end."""


def show_acties() -> None:
    """Show what can be done with the view: present it first, then copy its link."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="acties"):
        st.button("Presenteer", key="presenteer", type="primary", on_click=_present)
        show_kopieer()


def _list_codes(beeld: Kaartbeeld) -> tuple[str, ...]:
    """Return the areas to walk through: the list, else those that a conversation is about, or the one selected."""
    view = beeld.weergave
    if view.lijst:
        return view.lijst
    talk = list_gesprek(beeld.grondslag.geteld)
    return (view.gebied,) if view.gebied and view.gebied not in talk else talk


def _present() -> None:
    """Begin at the first of the list as it is now, whatever was looked at last."""
    walk = toestand.peek_weergave().lijst
    start = {"gebied": walk[0]} if walk else {}
    toestand.change_weergave(presentatie=True, **start)
    toestand.ask_rerun()


def show_presentatie(snapshot: Snapshot, melding: str) -> None:
    """Show the presentation over the whole window: where it stands now, and nothing else."""
    if melding:
        st.session_state[_MELDING] = melding
    _show_dia(snapshot.id)


@st.fragment
def _show_dia(snapshot_id: str) -> None:
    """Show one slide; a step reruns only this."""
    if toestand.is_rerun_asked():
        st.rerun()
    snapshot, _ = gegevens.open_gegevens(snapshot_id)
    beeld = make_beeld(snapshot, toestand.read_weergave(), st.session_state.pop(_MELDING, ""))
    codes = _list_codes(beeld)
    place = _find_place(codes, beeld.weergave.gebied)
    _PRESENTATIE(
        key=_SLEUTEL,
        data={
            "plek": place,
            "beurt": st.session_state.get(_BEURT, 0),
            "dias": _render_rond(beeld, codes, place),
            "namen": [beeld.grondslag.score.namen[code] for code in codes],
            "begin": _BUITEN_LIJST if beeld.weergave.gebied and not place else _OVERZICHT,
        },
        on_plek_change=lambda: _obey(codes, st.session_state[_SLEUTEL]["plek"]),
    )
    adres.end_run()


def _find_place(codes: tuple[str, ...], gebied: str) -> int:
    """Return where the walk is: 0 is the map of the whole, before the first."""
    return codes.index(gebied) + 1 if gebied in codes else 0


def _render_rond(beeld: Kaartbeeld, codes: tuple[str, ...], place: int) -> dict[str, str]:
    """Return the slide of this place, and those before and after it: the browser then shows the next one at once."""
    key = beeld.snapshot, beeld.snapshot.id
    beside = (other for other in (place - 1, place + 1) if 1 <= other <= len(codes))
    around = {str(other): _render_gebied(*key, codes[other - 1], beeld.weergave.jaar) for other in beside}
    return {str(place): _render(beeld), **around}


def _render(beeld: Kaartbeeld) -> str:
    view, snapshot = beeld.weergave, beeld.snapshot
    notices = "".join(
        f'<p class="melding" role="alert">{escape(line)}</p>' for line in toestand.list_meldingen()
    )
    if view.gebied:
        return notices + _render_gebied(snapshot, snapshot.id, view.gebied, view.jaar)
    return notices + render_overzicht(beeld, view.lijst)


@st.cache_resource(max_entries=256, show_spinner=False)
def _render_gebied(_snapshot: Snapshot, snapshot_id: str, code: str, jaar: int | None) -> str:
    """Return the slide of an area: the same for every visitor."""
    score = gegevens.load_score(_snapshot, snapshot_id, jaar)
    edities = {
        year: gegevens.load_score(_snapshot, snapshot_id, year)
        for year in gegevens.load_edities(_snapshot, snapshot_id)
    }
    schalen = gegevens.load_grondslag(_snapshot, snapshot_id, str(find_niveau(code)), "", jaar).schalen
    return render_dia(make_diabeeld(_snapshot, score, edities, code, jaar), score, schalen)


def _obey(codes: tuple[str, ...], vraag: object) -> None:
    """Go to a place of the walk, or end it; what is no place is passed over. The number of the press goes back."""
    asked = vraag if isinstance(vraag, dict) else {}
    plek = asked.get("plek")
    st.session_state[_BEURT] = asked.get("beurt", 0)
    if plek == _STOP:
        toestand.change_weergave(presentatie=False)
        toestand.ask_rerun()
    elif isinstance(plek, int) and 0 <= plek <= len(codes):
        level = NIVEAUS[0] if toestand.peek_weergave().kern else choose_niveau(codes)
        whole = {"gebied": "", "niveau": level}
        toestand.change_weergave(**({"gebied": codes[plek - 1]} if plek else whole))
