"""The forms of a sheet: a cost, an investment or a gain that comes with a knob."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from woonzorg.dag import today
from woonzorg.initiatief.gesprek import EERSTE_JAAR, LAATSTE_JAAR, Baat, Investering, Kostenpost, Ritme
from woonzorg.initiatief.gesprekscontrole import GROOTST, LANGST
from woonzorg.initiatief.gespreksmodel import (
    PARTIJSOORTEN,
    PER_INVESTERING,
    PER_KNOP,
    WAARDEN,
    Gesprekswaarde,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.gesprek import Knopgesprek

    Change = Callable[[int, Callable[[Knopgesprek], Knopgesprek | None]], None]

_KOPPEN = {
    "kosten": "Zet kosten erbij",
    "investeringen": "Zet een bijdrage erbij",
    "baten": "Zet een baat erbij",
}


def show_post(stand: Initiatiefstand, held: Knopgesprek, soort: str, change: Change) -> None:
    """Show the form for another part of a kind: 'kosten', 'investeringen' or 'baten'."""
    folder = st.expander(_KOPPEN[soort], key=f"initiatief-{soort}-erbij-{held.knop}", on_change="rerun")
    if not folder.open:
        return
    key = f"initiatief-nieuw-{soort}-{held.knop}"
    with folder, st.form(key, border=False, clear_on_submit=True):
        if soort == "investeringen":
            _show_soort(key)
        if soort != "kosten":
            _show_partij(stand, key)
        if soort == "baten":
            _show_waarde(held.knop, key)
        _show_getallen(key)
        if soort == "investeringen":
            _show_looptijd(key)
        st.text_input("Toelichting", key=f"{key}-wat", max_chars=LANGST)
        st.form_submit_button(
            "Zet erbij", on_click=lambda: change(held.knop, lambda knob: _add(knob, soort, key))
        )


def _show_soort(key: str) -> None:
    st.selectbox(
        "Hoe?", list(PER_INVESTERING), format_func=lambda one: f"{one} {PER_INVESTERING[one].titel}", key=f"{key}-soort"
    )  # fmt: skip


def _show_partij(stand: Initiatiefstand, key: str) -> None:
    known = [one.naam for one in stand.werk.gesprek.partijen]
    knobs = stand.werk.gesprek.knoppen
    named = [one.partij for knob in knobs for one in knob.investeringen]
    named += [one.partij for knob in knobs for one in knob.baten]
    st.selectbox(
        "Welke partij?", list(dict.fromkeys((*known, *named, *PARTIJSOORTEN))), index=None, key=f"{key}-partij",
        accept_new_options=True, placeholder="Kies of typ een organisatie",
    )  # fmt: skip


def _show_waarde(nr: int, key: str) -> None:
    st.selectbox(
        "Wat heeft die eraan?", list(PER_KNOP[nr].waarden), index=None, key=f"{key}-waarde",
        format_func=WAARDEN.__getitem__, placeholder="nog te bespreken",
    )  # fmt: skip


def _show_getallen(key: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"{key}-getallen"):
        for name, label in (("bedrag", "Euro"), ("uren", "Uren")):
            st.number_input(
                label, 1, GROOTST - 1, value=None, step=1, key=f"{key}-{name}", placeholder="niet bekend"
            )
        st.selectbox(
            "Hoe vaak?", list(Ritme), index=1, format_func=lambda one: {"jaarlijks": "per jaar"}.get(one, one),
            key=f"{key}-ritme",
        )  # fmt: skip


def _show_looptijd(key: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"{key}-looptijd"):
        for name, label in (("van", "Van (jaar)"), ("tot", "Tot en met (jaar)")):
            st.number_input(
                label, EERSTE_JAAR, LAATSTE_JAAR, value=None, step=1, key=f"{key}-{name}",
                placeholder=f"zoals {today().year}",
            )  # fmt: skip


def _add(knob: Knopgesprek, soort: str, key: str) -> Knopgesprek:
    """Return a knob with what was filled in."""

    def read(name: str) -> Any:
        return st.session_state.get(f"{key}-{name}")

    numbers = read("bedrag"), read("uren"), Ritme(read("ritme") or Ritme.JAARLIJKS)
    note, party = str(read("wat") or ""), str(read("partij") or "")
    if soort == "kosten":
        return replace(knob, kosten=(*knob.kosten, Kostenpost(*numbers, note)))
    if soort == "investeringen":
        made = Investering(str(read("soort")), party, *numbers, read("van"), read("tot"), note)
        return replace(knob, investeringen=(*knob.investeringen, made))
    value = read("waarde")
    gain = Baat(party, Gesprekswaarde(value) if value else None, *numbers, note)
    return replace(knob, baten=(*knob.baten, gain))
