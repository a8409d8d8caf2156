"""What this visitor looks at: one `Weergave`, kept in the session and in the address bar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.aanmelding.bezoek import is_welkom
from woonzorg.gebied import find_niveau
from woonzorg.links.link import NIVEAUS, Weergave, format_link, limit_lijst, parse_link
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.tekst.plat import write_plat

_WEERGAVE, _GESCHREVEN, _MELDINGEN = "weergave", "link_geschreven", "link_meldingen"
_OPNIEUW, _VERANDERD = "pagina_opnieuw", "weergave_veranderd"


def read_weergave() -> Weergave:
    """Return the view: that of a new link, else the one kept."""
    link = st.query_params.to_dict()
    if st.session_state.pop(_VERANDERD, False):
        # The visitor chose something: the address that came along with that may be a step behind, and is no new link.
        st.session_state[_GESCHREVEN] = link
    new = link and link != st.session_state.get(_GESCHREVEN) and not adres.is_achter(link)
    if _WEERGAVE not in st.session_state or new:
        st.session_state[_WEERGAVE], notices = parse_link(link)
        st.session_state[_MELDINGEN] = list(notices)
        st.session_state[_GESCHREVEN] = link
    weergave: Weergave = st.session_state[_WEERGAVE]
    return weergave


def peek_weergave() -> Weergave:
    """Return the view as it was kept, whatever the address says; for callbacks."""
    weergave: Weergave = st.session_state[_WEERGAVE]
    return weergave


def change_weergave(**changes: Any) -> None:
    """Change the view; what the link had wrong has then been read."""
    st.session_state[_WEERGAVE] = replace(st.session_state.get(_WEERGAVE, Weergave()), **changes)
    st.session_state[_MELDINGEN] = []
    st.session_state[_VERANDERD] = True


def select_gebied(code: str) -> None:
    """Look at an area; what is no code, as a click beside the areas, is passed over."""
    if find_niveau(code):
        change_weergave(gebied=code)


def select_kern(adres: str) -> None:
    """Keep to an own area, which consists of buurten; '' for all areas."""
    change_weergave(kern=adres, gemeente="", gebied="", niveau=NIVEAUS[0])


def toggle_lijst(code: str) -> None:
    """Put an area on the list to present, or take it off."""
    listed = peek_weergave().lijst
    rest = tuple(other for other in listed if other != code)
    set_lijst(rest if code in listed else (*listed, code))


def set_lijst(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Make the list to present, as far as it fits in a link, and say what does not; return what is on it."""
    listed, over = limit_lijst(codes)
    change_weergave(lijst=listed)
    st.session_state[_MELDINGEN] = [over] if over else []
    return listed


def keep_weergave(weergave: Weergave, meldingen: tuple[str, ...], snapshot_id: str) -> None:
    """Keep a view that was fitted to the data, add notices, and put its link in the address bar.

    The view stays with these data: when others come into use a page that is open may not change by itself.
    """
    st.session_state[_WEERGAVE] = replace(weergave, data=snapshot_id)
    st.session_state[_MELDINGEN] = [*st.session_state.get(_MELDINGEN, []), *meldingen]
    write_link(snapshot_id)


def write_link(snapshot_id: str) -> None:
    """Put the link to the view in the address bar."""
    view = replace(st.session_state[_WEERGAVE], data=snapshot_id, regel=REGEL_VERSIE)
    link = format_link(view)
    st.session_state[_GESCHREVEN] = link
    adres.replace_adres(link)


def tell_melding(tekst: str) -> None:
    """Say something with the next run, after a change of the view; for callbacks."""
    st.session_state[_MELDINGEN] = [*st.session_state.get(_MELDINGEN, []), tekst]


def list_meldingen() -> list[str]:
    """Return what of the link could not be followed, each once."""
    return list(dict.fromkeys(st.session_state.get(_MELDINGEN, [])))


def show_meldingen() -> None:
    """Say what of the link could not be followed, all in one notice: the map must stay in sight."""
    notices = list_meldingen()
    if notices:
        st.warning(write_plat(" ".join(notices)))


def ask_rerun() -> None:
    """Ask for a rerun of the whole page, from a callback inside a fragment."""
    st.session_state[_OPNIEUW] = True


def is_rerun_asked() -> bool:
    """Tell whether the whole page must run again: that was asked (told once), or this visitor may not look any more.

    Every fragment asks it first: it runs without the door of `app.py`.
    """
    return bool(st.session_state.pop(_OPNIEUW, False)) or not is_welkom()
