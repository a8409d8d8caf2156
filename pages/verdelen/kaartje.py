"""The card of the selected area: what it receives, how much more fits, and how to raise, lower, hold or except it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.kaart.merk import render_badge
from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.uitzondering import show_uitzonderingen
from woonzorg.kaart.statuskaart import describe_status
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst import woorden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

MINDER, MEER, SLOT = "minder", "meer", "slot"
"""What can be asked for an area: one less, one more, or hold (and let go of) its number."""

_VOORAF = "Dit is het antwoord van de regel vóór de verdeling. Per buurt wordt geen aantal gedeeld."


def show_kaartje(snapshot: Snapshot, uitkomst: Uitkomst, rij: Mapping[Any, Any]) -> None:
    """Show the card of an area, for the planner.

    Parameters
    ----------
    snapshot : Snapshot
    uitkomst : Uitkomst
    rij : mapping
        Row of the area (`ruimte.tabulate_gebieden`).
    """
    code, count, held = str(rij["code"]), int(rij["geplaatst"]), rij["vast"] == rij["vast"]
    st.html(_render_kaartje(rij, woorden.describe_gebied(uitkomst, rij)))
    with st.container(horizontal=True, gap="small", key="gebied-knoppen"):
        for actie, label, closed in (
            (MINDER, "− Eén minder", count == 0), (MEER, "+ Eén meer", False),
            (SLOT, "Laat los" if held else "Zet vast", False),
        ):  # fmt: skip
            st.button(
                label, key=f"gebied-{actie}", disabled=closed, on_click=pas_gebied_aan,
                args=(snapshot, actie, code, count),
            )  # fmt: skip
    show_uitzonderingen(snapshot, uitkomst, rij)


def show_openbaar_kaartje(rij: Mapping[Any, Any]) -> None:
    """Show the card of an area as others may see it: the rule's answer before placement, and no number of its own.

    Parameters
    ----------
    rij : mapping
        Row of the area (`ruimte.tabulate_statussen`).
    """
    st.html(_render_kaartje(rij, [f"{describe_status(rij)}.", _VOORAF]))


def pas_gebied_aan(snapshot: Snapshot, actie: str, code: str, aantal: int) -> None:
    """Do what was asked for an area.

    Parameters
    ----------
    snapshot : Snapshot
    actie : str
        MINDER, MEER or SLOT; anything else is passed over.
    code : str
    aantal : int
        What the area receives now.
    """
    held = bewerken.find_slot(verdeelstand.read_stand(snapshot).scenario, code)
    now = aantal if held is None else held.aantal
    wanted = {MINDER: now - 1, MEER: now + 1, SLOT: None if held else now}
    if actie in wanted:
        verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_slot(scenario, code, wanted[actie]))


def _render_kaartje(rij: Mapping[Any, Any], lines: list[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<section class="wz-kaartje wz-verdeelkaartje" aria-label="Gekozen: {escape(str(rij["naam"]))}"><header>'
        f"<h2>{escape(str(rij['naam']))}</h2>{render_badge(Klasse(rij['klasse']))}</header>"
        f'<p class="klein">{escape(str(rij["gemeentenaam"]))}</p><ul>{items}</ul></section>'
    )
