"""The card of the selected area: what it receives, how much more fits, and how to raise, lower, hold or except it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.onderdelen import verdeelstand
from pages.onderdelen.merk import render_badge
from woonzorg.fouten import WoonzorgFout
from woonzorg.veerkracht import Klasse
from woonzorg.verdeling import bewerken, woorden
from woonzorg.verdeling.datum import read_datum
from woonzorg.verdeling.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.situatie import Uitzondering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.opslag import Snapshot
    from woonzorg.verdeling.scenario import Scenario
    from woonzorg.verdeling.uitkomst import Uitkomst

MINDER, MEER, SLOT = "minder", "meer", "slot"
"""What can be asked for an area: one less, one more, or hold (and let go of) its number."""

_VELDEN = ("motief", "besluit", "datum", "groep", "hoogstens")


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
    st.html(_render_kaartje(uitkomst, rij, planner=True))
    with st.container(horizontal=True, gap="small", key="gebied-knoppen"):
        for actie, label, closed in (
            (MINDER, "− Eén minder", count == 0), (MEER, "+ Eén meer", False),
            (SLOT, "Laat los" if held else "Zet vast", False),
        ):  # fmt: skip
            st.button(
                label, key=f"gebied-{actie}", disabled=closed, on_click=pas_gebied_aan,
                args=(snapshot, actie, code, count),
            )  # fmt: skip
    _show_uitzonderingen(snapshot, uitkomst.scenario, rij)


def show_openbaar_kaartje(uitkomst: Uitkomst, rij: Mapping[Any, Any]) -> None:
    """Show the card of an area as others may see it: without groups and without controls."""
    st.html(_render_kaartje(uitkomst, rij, planner=False))


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


def _render_kaartje(uitkomst: Uitkomst, rij: Mapping[Any, Any], *, planner: bool) -> str:
    lines = woorden.describe_gebied(uitkomst, rij, per_groep=planner)
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<section class="wz-kaartje wz-verdeelkaartje" aria-label="Gekozen: {escape(str(rij["naam"]))}"><header>'
        f"<h2>{escape(str(rij['naam']))}</h2>{render_badge(Klasse(rij['klasse']))}</header>"
        f'<p class="klein">{escape(str(rij["gemeentenaam"]))}</p><ul>{items}</ul></section>'
    )


def _show_uitzonderingen(snapshot: Snapshot, scenario: Scenario, rij: Mapping[Any, Any]) -> None:
    """Show the exceptions of an area, and a form for one where the area is spared."""
    code = str(rij["code"])
    for item in (item for item in scenario.uitzonderingen if item.code == code):
        st.html(f'<p class="wz-let-op">{escape(woorden.describe_uitzondering(item))}</p>')
        st.button(
            "Haal deze uitzondering weg", key=f"uitzondering-weg-{item.groep or 'alle'}",
            on_click=verdeelstand.try_change,
            args=(snapshot, lambda given, item=item: bewerken.drop_uitzondering(given, item)),
        )  # fmt: skip
    if rij["klasse"] in {Klasse.KWETSBAAR, Klasse.ONBEKEND}:
        with st.popover("Leg een uitzondering vast", key="uitzondering"):
            _show_formulier(snapshot, scenario, code)


def _show_formulier(snapshot: Snapshot, scenario: Scenario, code: str) -> None:
    groups = {"": "Alle groepen zonder eigen plaatsregel"}
    groups |= {line.groep: GROEPEN[line.groep].titel for line in scenario.vraag}
    with st.form("uitzondering-formulier", border=False):
        st.text_area(
            "Motief: waarom hier wel? (verplicht)", max_chars=2000, key="uitzondering-motief", height=80
        )
        st.text_input("Wie besloot dit? (verplicht)", max_chars=200, key="uitzondering-besluit")
        st.text_input(
            "Datum van het besluit, zoals 22-11-2026 (verplicht)", max_chars=30, key="uitzondering-datum"
        )
        st.selectbox(
            "Voor welke groep?", list(groups), format_func=groups.__getitem__, key="uitzondering-groep",
            placeholder="Kies een groep",
        )  # fmt: skip
        st.number_input(
            "Hoogstens zoveel woningen (leeg: geen eigen grens)", 0, 1_000_000, None, step=1,
            key="uitzondering-hoogstens", placeholder="geen",
        )  # fmt: skip
        st.form_submit_button("Leg de uitzondering vast", on_click=_add_uitzondering, args=(snapshot, code))


def _add_uitzondering(snapshot: Snapshot, code: str) -> None:
    """Add what the form holds; what is missing in it is told."""
    given = {name: st.session_state[f"uitzondering-{name}"] for name in _VELDEN}
    motive, decider = str(given["motief"]).strip(), str(given["besluit"]).strip()
    if not motive or not decider:
        verdeelstand.tell("fout", "Een uitzondering heeft een motief, en wie het besloot. Vul beide in.")
        return
    try:
        day = read_datum(str(given["datum"]))
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", str(fout))
        return
    most = given["hoogstens"]
    item = Uitzondering(code, motive, decider, day, given["groep"], None if most is None else int(most))
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_uitzondering(scenario, item))
