"""Presentation mode: larger type, fewer controls, and a walk through chosen areas."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kopieer import show_kopieer
from woonzorg.kaart.telling import list_gesprek
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld

_STAPPEN = st.components.v2.component(
    "woonzorg_stappen", js=read_bestand("kaart/stappen.js"), isolate_styles=False
)
_GROTER = f"<style>{read_bestand('kaart/presentatie.css')}</style>"


_TOETSEN = "toetsen-onzichtbaar"


def show_acties(beeld: Kaartbeeld) -> None:
    """Show what can be done with the view: present it first, then copy its link, put the area on the list."""
    view = beeld.weergave
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="acties"):
        st.button(
            "Presenteer", key="presenteer", type="primary", on_click=_present, args=(_list_codes(beeld),)
        )
        show_kopieer()
        if view.gebied:
            listed = view.gebied in view.lijst
            st.button(
                "Haal van de lijst" if listed else "Zet op de lijst", key="lijst", on_click=_toggle_lijst
            )
        _show_lijst(beeld)


def _list_codes(beeld: Kaartbeeld) -> tuple[str, ...]:
    """Return the areas to walk through: the list, else those that a conversation is about."""
    return beeld.weergave.lijst or list_gesprek(beeld.grondslag.geteld)


def _show_lijst(beeld: Kaartbeeld) -> None:
    """Show the list to present in its order, to put otherwise; nothing while there is none."""
    codes = beeld.weergave.lijst
    if not codes:
        return
    names = beeld.grondslag.score.namen
    # A closed list is not made: the page is lighter without it.
    form = st.popover(f"Lijst ({len(codes)})", key="lijst-open", on_change="rerun")
    if not form.open:
        return
    with form:
        st.html('<p class="wz-onderschrift">Zo komen ze langs als u presenteert.</p>')
        for place, code in enumerate(codes):
            _show_rij(place, code, names.get(code, code), len(codes))


def _show_rij(place: int, code: str, naam: str, aantal: int) -> None:
    """Show an area of the list with its number, and the buttons that move it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f"<p><b>{place + 1}</b> {escape(naam)}</p>", width="stretch")
        st.button("↑", key=f"lijst-op-{code}", disabled=place == 0, on_click=_move, args=(code, -1),
                  help=f"{write_plat(naam)} eerder")  # fmt: skip
        st.button("↓", key=f"lijst-neer-{code}", disabled=place + 1 == aantal, on_click=_move, args=(code, 1),
                  help=f"{write_plat(naam)} later")  # fmt: skip
        st.button("✕", key=f"lijst-weg-{code}", on_click=toestand.toggle_lijst, args=(code,),
                  help=f"Haal {write_plat(naam)} van de lijst")  # fmt: skip


def _move(code: str, stap: int) -> None:
    """Move an area of the list a place up or down."""
    rest = list(toestand.peek_weergave().lijst)
    place = rest.index(code)
    rest.insert(place + stap, rest.pop(place))
    toestand.change_weergave(lijst=tuple(rest))


def _toggle_lijst() -> None:
    toestand.toggle_lijst(toestand.peek_weergave().gebied)


def _present(codes: tuple[str, ...]) -> None:
    """Begin at the first of the list as it is now, whatever was looked at last."""
    walk = toestand.peek_weergave().lijst or codes
    start = {"gebied": walk[0]} if walk else {}
    toestand.change_weergave(presentatie=True, **start)
    toestand.ask_rerun()


def show_stappen(beeld: Kaartbeeld) -> None:
    """Show where the walk is, with buttons to go on, back and out; keys do the same."""
    codes = _list_codes(beeld)
    place = _find_place(codes)
    st.html(_GROTER)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stappen"):
        st.button("Vorige", key="vorige", on_click=_step, args=(codes, -1), disabled=place <= 0)
        st.button(
            "Volgende",
            key="volgende",
            on_click=_step,
            args=(codes, 1),
            disabled=place + 1 >= len(codes),
        )
        st.html(f'<p class="wz-stap">{max(place + 1, 0)} van {len(codes)}</p>', width="content")
        st.button("Stop met presenteren", key="stop", on_click=_stop)
    _STAPPEN(key=_TOETSEN, on_stap_change=lambda: _obey(codes, st.session_state[_TOETSEN]["stap"]))


def _find_place(codes: tuple[str, ...]) -> int:
    here = toestand.peek_weergave().gebied
    return codes.index(here) if here in codes else -1


def _obey(codes: tuple[str, ...], stap: object) -> None:
    if stap == 0:
        _stop()
    elif stap in {-1, 1}:
        _step(codes, 1 if stap == 1 else -1)


def _step(codes: tuple[str, ...], stap: int) -> None:
    """Go on from where the walk is now: a second press may come before the first has been shown."""
    place = _find_place(codes)
    if 0 <= place + stap < len(codes):
        toestand.change_weergave(gebied=codes[place + stap])


def _stop() -> None:
    toestand.change_weergave(presentatie=False)
    toestand.ask_rerun()
