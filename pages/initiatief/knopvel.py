"""A sheet by knob: what it is for, what it costs, who invests, who gains, and which evidence; one at a time."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.initiatief import initiatiefstand
from pages.initiatief.postvorm import show_post
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.balans import compute_dekking
from woonzorg.initiatief.gesprek import Doel, Knopgesprek
from woonzorg.initiatief.gesprekscontrole import LANGST, change_knop
from woonzorg.initiatief.gespreksmodel import PER_KNOP, PER_ROUTE, list_knoppen
from woonzorg.initiatief.gesprekswoorden import (
    describe_baat,
    describe_dekking,
    describe_doel,
    describe_investering,
    describe_kosten,
)
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.gespreksmodel import Gespreksknop

_OPEN, FOUT = "initiatief_knop", "initiatief_gesprekfout"
_TEKSTEN = {
    "uitwerking": "Hoe werken we dit uit?", "bewijs_vooraf": "Welk bewijs is er vooraf?",
    "bewijs_tijdens": "Wat meten we tijdens?",
}  # fmt: skip


def show_knoppen(stand: Initiatiefstand, jaar: int) -> None:
    """Show the ten knobs, with those in use marked, and the sheet of the one that is open."""
    fault = st.session_state.get(FOUT)
    show_blok(render_fout(fault) if fault else "", "initiatief-knopfout")
    used = {knob.knop for knob in stand.werk.gesprek.knoppen}
    number = _read_open(stand)
    st.session_state["initiatief-kies-knop"] = number
    st.pills(
        "Stuurknop", [knob.nr for knob in list_knoppen()], key="initiatief-kies-knop", on_change=_open,
        format_func=lambda nr: f"{nr} {PER_KNOP[nr].naam}{' ✓' if nr in used else ''}",
        label_visibility="collapsed",
    )  # fmt: skip
    if number is None:
        return
    known, held = PER_KNOP[number], stand.werk.gesprek.find(number)
    st.html(
        f'<h2 class="wzi-kop">{escape(known.naam)} <small>{escape(known.domein)}</small></h2>'
        f'<p class="wzi-eis">{escape(known.vraag)} Kosten: {escape(known.kosten)}</p>'
    )
    if held is None:
        st.button(
            "Gebruik deze knop", type="primary", key="initiatief-knop-aan", on_click=change,
            args=(number, lambda _: Knopgesprek(number)),
        )  # fmt: skip
        return
    _show_vel(stand, known, held, jaar)


def _read_open(stand: Initiatiefstand) -> int | None:
    """Return the knob that is open: as chosen, else the first in use."""
    if _OPEN in st.session_state:
        chosen: int | None = st.session_state[_OPEN]
        return chosen
    return next((knob.knop for knob in stand.werk.gesprek.knoppen), None)


def _open() -> None:
    st.session_state[_OPEN] = st.session_state["initiatief-kies-knop"]
    st.session_state.pop(FOUT, None)


def change(nr: int, maak: Callable[[Knopgesprek], Knopgesprek | None]) -> None:
    """Change one knob, unless that gives something that is wrong: then that is told and nothing changes."""
    talk = initiatiefstand.read_werk().gesprek
    try:
        changed = change_knop(talk, nr, maak(talk.find(nr) or Knopgesprek(nr)))
    except WoonzorgFout as fout:
        st.session_state[FOUT] = fout
        return
    st.session_state.pop(FOUT, None)
    initiatiefstand.set_gesprek(changed)


def _show_vel(stand: Initiatiefstand, known: Gespreksknop, held: Knopgesprek, jaar: int) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _show_doelen(known, held)
        _show_posten(stand, held, "kosten", "Wat kost het?", [describe_kosten(one) for one in held.kosten])
        _show_teksten(held)
    with right:
        given = [
            describe_investering(one, genoemd=stand.werk.gesprek.is_genoemd(one))
            for one in held.investeringen
        ]
        _show_posten(stand, held, "investeringen", "Wie investeert?", given)
        st.html(f'<p class="wzi-dekking">{escape(describe_dekking(compute_dekking(held, jaar)))}</p>')
        _show_posten(
            stand, held, "baten", "Wie heeft er iets aan?", [describe_baat(one) for one in held.baten]
        )
        st.button(
            "Haal deze knop weg", key="initiatief-knop-uit", on_click=change, args=(held.knop, lambda _: None)
        )


def _show_doelen(known: Gespreksknop, held: Knopgesprek) -> None:
    """Show what the knob is for: only values that its sheet connects are offered."""
    offered = [Doel(route, value) for route in known.routes for value in PER_ROUTE[route].waarden]
    key = f"initiatief-doelen-{held.knop}"
    st.session_state[key] = [offered.index(goal) for goal in held.doelen if goal in offered]
    st.multiselect(
        "Waarvoor, en via welke route?", range(len(offered)), format_func=lambda place: describe_doel(offered[place]),
        key=key, placeholder="Kies een of meer doelen", on_change=lambda: change(
            held.knop, lambda knob: replace(knob, doelen=tuple(offered[place] for place in st.session_state[key])),
        ),
    )  # fmt: skip


def _show_teksten(held: Knopgesprek) -> None:
    for name, label in _TEKSTEN.items():
        key = f"initiatief-{name}-{held.knop}"
        st.session_state[key] = getattr(held, name)
        st.text_input(label, key=key, max_chars=LANGST, on_change=_keep_tekst, args=(held.knop, name, key))


def _keep_tekst(nr: int, naam: str, key: str) -> None:
    told: dict[str, Any] = {naam: str(st.session_state[key])}
    change(nr, lambda knob: replace(knob, **told))


def _show_posten(stand: Initiatiefstand, held: Knopgesprek, soort: str, kop: str, regels: list[str]) -> None:
    """Show what there is of a kind, each with a button that takes it away, and a form for another."""
    st.html(f'<h3 class="wzi-vraag">{escape(kop)}</h3>')
    for place, line in enumerate(regels):
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"initiatief-{soort}-{held.knop}-{place}"
        ):
            st.markdown(write_plat(line))
            st.button(
                "Haal weg", key=f"initiatief-weg-{soort}-{held.knop}-{place}", help=write_plat(f"Haal weg: {line}"),
                on_click=_drop, args=(held.knop, soort, place),
            )  # fmt: skip
    show_post(stand, held, soort, change)


def _drop(nr: int, soort: str, plek: int) -> None:
    def without(knob: Knopgesprek) -> Knopgesprek:
        parts = getattr(knob, soort)
        rest: dict[str, Any] = {soort: (*parts[:plek], *parts[plek + 1 :])}
        return replace(knob, **rest)

    change(nr, without)
