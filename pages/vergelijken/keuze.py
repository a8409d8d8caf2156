"""Choosing what is compared: A and B from the library, the visitor's own work, or a simple key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.werk.kast import open_kast
from pages.bouwstenen.werk.scenariomerk import name_scenario
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.vergelijking import (
    SLEUTELPLANNEN,
    VELDEN,
    WERK,
    Vergelijkkeuze,
    format_keuze,
    parse_keuze,
)
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bibliotheek.bibliotheek import Bewaard

PAGINA = "vergelijken"
"""Name of the page whose link holds the choice."""

_MEEST = 100
_NIETS = (
    "Uw eigen werk staat niet in de link: bewaar het eerst op de pagina Scenario's als u de link wilt delen."
)


def read_keuze(bewaard: Sequence[Bewaard]) -> Vergelijkkeuze:
    """Return what is compared: as the link says, with a first choice where it is silent; what it has wrong is said."""
    keuze, notices = parse_keuze(adres.read_adres(PAGINA, VELDEN))
    for text in notices:
        st.warning(write_plat(text))
    other = bewaard[0].id if bewaard else next(iter(SLEUTELPLANNEN))
    filled = replace(keuze, a=keuze.a or WERK, b=keuze.b or other)
    adres.write_adres(PAGINA, format_keuze(filled))
    return filled


def list_bewaard(regio: str) -> tuple[Bewaard, ...]:
    """Return the scenarios to choose from; without a library there are none, and that is said."""
    try:
        return open_kast().list(regio)[:_MEEST]
    except WoonzorgFout as fout:
        st.warning(write_plat(fout))
        return ()


def show_keuze(keuze: Vergelijkkeuze, bewaard: Sequence[Bewaard]) -> None:
    """Show both choices, a button that swaps them, and one that copies the link."""
    names = {WERK: "Waar ik aan werk"}
    names |= {
        item.id: f"{name_scenario(item.scenario)} · {item.scenario.kenmerken['status']}" for item in bewaard
    }
    names |= {key: f"Sleutel: {text.lower()}" for key, text in SLEUTELPLANNEN.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="vergelijk-keuze"):
        for letter, chosen in (("a", keuze.a), ("b", keuze.b)):
            key = f"vergelijk_{letter}"
            options = list(names) if chosen in names else [chosen, *names]
            st.session_state[key] = chosen
            st.selectbox(
                f"Plan {letter.upper()}", options, key=key, on_change=_keep, args=(letter,), width=330,
                format_func=lambda name: names.get(name, name),
            )  # fmt: skip
        st.button("Wissel", key="vergelijk_wissel", on_click=_swap, args=(keuze,))
        show_kopieer("vergelijk-kopieer")
    if WERK in {keuze.a, keuze.b}:
        st.caption(_NIETS)


def _keep(letter: str) -> None:
    adres.change_adres(PAGINA, **{letter: st.session_state[f"vergelijk_{letter}"]})


def _swap(keuze: Vergelijkkeuze) -> None:
    adres.change_adres(PAGINA, a=keuze.b, b=keuze.a)
