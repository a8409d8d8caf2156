"""The steps of a planner: undo, redo, and the history in words, of which each step can be gone back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk import verdeelstand
from pages.verdelen import werkversie
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.vergelijking.stap import describe_stap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.scenario.inhoud import Scenario

_NAAM = "werkversie-naam"
_LANGST = 60


def show_stappen(stand: Verdeelstand) -> None:
    """Show undo and redo."""
    st.button(
        "↶ Ongedaan", key="ongedaan", disabled=not stand.kan_terug, on_click=verdeelstand.undo,
        help="Ook met Ctrl+Z, buiten een invoerveld.",
    )  # fmt: skip
    st.button(
        "↷ Opnieuw", key="opnieuw", disabled=not stand.kan_vooruit, on_click=verdeelstand.redo,
        help="Ook met Ctrl+Shift+Z, buiten een invoerveld.",
    )  # fmt: skip


def show_geschiedenis(beeld: Verdeelbeeld) -> None:
    """Show the name of the draft, and every step of this visit, the newest first."""
    regio = beeld.stand.scenario.regio
    _show_naam(beeld.snapshot, beeld.stand.scenario)
    steps, now = verdeelstand.list_stappen(regio)
    names = beeld.uitkomst.situatie.veld.namen
    for place in reversed(range(len(steps))):
        # What stands behind it has the words of what it set; the present one can be read, and not gone to.
        st.button(
            write_plat(_tell_stap(steps, now, place, names)), key=f"stap-{place}", disabled=place == now,
            on_click=verdeelstand.go_to, args=(regio, place), width="stretch",
        )  # fmt: skip
    werkversie.show_wissen(beeld.stand)


def _tell_stap(steps: tuple[Scenario, ...], now: int, place: int, names: Mapping[str, str]) -> str:
    """Tell a step with a sign: gone to, here, or undone."""
    sign = "●" if place == now else "↶" if place < now else "↷"
    return f"{sign} {describe_stap(steps[place - 1], steps[place], names) if place else 'Het begin'}"


def _show_naam(snapshot: Snapshot, scenario: Scenario) -> None:
    st.session_state[_NAAM] = scenario.naam
    st.text_input(
        "Naam van deze werkversie", key=_NAAM, max_chars=_LANGST, placeholder="zonder naam",
        on_change=_keep_naam, args=(snapshot,),
    )  # fmt: skip


def _keep_naam(snapshot: Snapshot) -> None:
    name = str(st.session_state[_NAAM]).strip()
    verdeelstand.try_change(snapshot, partial(bewerken.set_deel, attribuut="naam", waarde=name))
