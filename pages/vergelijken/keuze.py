"""Choosing what is compared: two to five of saved plans, the visitor's own work, simple keys and the situation now."""

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
    PLANNEN,
    SLEUTELPLANNEN,
    WERK,
    Vergelijkkeuze,
    format_keuze,
    parse_keuze,
)
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.vergelijking.kant import NU, NUL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard

PAGINA = "vergelijken"
"""Name of the page whose link holds the choice."""

_MEEST = 100
_WEG = "geen plan"
_NIETS = (
    "Uw eigen werk staat niet in de link: bewaar het eerst op de pagina Scenario's als u de link wilt delen."
)


def read_keuze(bewaard: Sequence[Bewaard]) -> Vergelijkkeuze:
    """Return what is compared: as the link says, with a first choice where it is silent; what it has wrong is said."""
    keuze, notices = parse_keuze(adres.read_adres(PAGINA))
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
    """Show each choice, and buttons that swap the first two, add one, and copy the link."""
    names = {WERK: "Waar ik aan werk"}
    names |= {
        item.id: f"{name_scenario(item.scenario)} · {item.scenario.kenmerken['status']}" for item in bewaard
    }
    names |= {key: f"Sleutel: {text.lower()}" for key, text in SLEUTELPLANNEN.items()} | {NUL: NU}
    chosen = dict(zip(PLANNEN, keuze.plannen, strict=False))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="vergelijk-keuze"):
        for field, name in chosen.items():
            _show_plan(field, name, names)
        if len(chosen) < len(PLANNEN):
            free = next((name for name in names if name not in chosen.values()), WERK)
            st.button("Plan erbij", key="vergelijk_erbij", on_click=_add, args=(PLANNEN[len(chosen)], free))
        st.button("Wissel A en B", key="vergelijk_wissel", on_click=_swap, args=(keuze,))
        show_kopieer("vergelijk-kopieer")
    if WERK in chosen.values():
        st.caption(_NIETS)


def _show_plan(field: str, chosen: str, names: Mapping[str, str]) -> None:
    key = f"vergelijk_{field}"
    options = list(names) if chosen in names else [chosen, *names]
    options += [""] if field in PLANNEN[2:] else []
    st.session_state[key] = chosen
    st.selectbox(
        f"Plan {field.upper()}", options, key=key, on_change=_keep, args=(field,), width=220,
        format_func=lambda name: names.get(name, name) if name else _WEG,
    )  # fmt: skip


def _keep(field: str) -> None:
    adres.change_adres(PAGINA, **{field: st.session_state[f"vergelijk_{field}"]})


def _add(field: str, name: str) -> None:
    adres.change_adres(PAGINA, **{field: name})


def _swap(keuze: Vergelijkkeuze) -> None:
    adres.change_adres(PAGINA, a=keuze.b, b=keuze.a)
