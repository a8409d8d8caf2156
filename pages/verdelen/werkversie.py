"""Unsaved work on Verdelen, kept by the visitor's own browser: it survives a reload, a closed tab and a new server.

The browser tells once in a visit what it kept of a region, and nothing where it kept none. Where something else is
worked on already, it lies beneath that as a step to undo. Each later change goes to the browser and not to the server,
never with own figures.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.werk import verdeelstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.verdeling.scenario.werkversie import DAGEN, read_werkversie, write_werkversie

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot

_COMPONENT = st.components.v2.component(
    "woonzorg_werkversie", js=read_bestand("verdelen/werkversie.js"), isolate_styles=False
)
_KEY = "werkversie-onzichtbaar"
_GEVRAAGD, _GESCHREVEN, _WIS = "werkversie_gevraagd", "werkversie_geschreven", "werkversie_wis"

EIGEN_OPNIEUW = "U werkte met eigen cijfers. Die staan er niet in: laad ze opnieuw."


def keep_werkversie(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Ask the browser what it kept, until it told; let it keep what is worked on."""
    regio = stand.scenario.regio
    asked = regio in st.session_state.setdefault(_GEVRAAGD, set())
    data: dict[str, Any] = {
        "regio": regio, "dagen": DAGEN, "tekst": _write_eens(stand) if stand.kan_terug else "",
        "vraag": not asked and (stand.kan_terug or not stand.kan_vooruit),
        "wis": not stand.kan_terug and (stand.kan_vooruit or regio in st.session_state.get(_WIS, set())),
    }  # fmt: skip
    _COMPONENT(
        key=_KEY,
        data=data,
        on_gevonden_change=lambda: _take(snapshot, st.session_state[_KEY]["gevonden"]),
        on_stap_change=lambda: _step(st.session_state[_KEY]["stap"]),
    )


def _write_eens(stand: Verdeelstand) -> str:
    """Return the draft; the same work keeps its moment, so that nothing is sent again."""
    written: dict[str, tuple[str, str]] = st.session_state.setdefault(_GESCHREVEN, {})
    scenario = stand.scenario
    mark = f"{scenario.rekenkenmerk}:{scenario.kenmerken}:{bool(stand.eigen)}"
    known, text = written.get(scenario.regio, ("", ""))
    if known != mark:
        text = write_werkversie(scenario, datetime.now(UTC))
        written[scenario.regio] = (mark, text)
    return text


def _take(snapshot: Snapshot, gevonden: object) -> None:
    """Go on with what the browser kept, unless the visitor works on something already."""
    if not isinstance(gevonden, dict):
        return
    regio, text = str(gevonden.get("regio", "")), str(gevonden.get("tekst", ""))
    st.session_state.setdefault(_GEVRAAGD, set()).add(regio)
    if not text or regio != snapshot.manifest.regio.naam:
        return
    try:
        draft = read_werkversie(text)
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", str(fout))
        return
    if draft.scenario.regio != regio or draft.is_oud(datetime.now(UTC)):
        return
    if verdeelstand.has_werk(regio):
        verdeelstand.lay_under(draft.scenario)
        said = f"In deze browser stond nog uw {draft.naam}. Met 'Ongedaan' komt u daar terug."
    else:
        verdeelstand.change_scenario(draft.scenario)
        said = f"Dit is uw {draft.naam}, uit deze browser. Met 'Ongedaan' gaat u terug naar het begin."
    verdeelstand.tell_erbij(f"{said} {EIGEN_OPNIEUW if draft.met_eigen else ''}".strip())


def _step(stap: object) -> None:
    if stap == -1:
        verdeelstand.undo()
    elif stap == 1:
        verdeelstand.redo()


def show_wissen(stand: Verdeelstand) -> None:
    """Show the button that forgets the draft in this browser, and the work in this visit."""
    if stand.kan_terug:
        st.button(
            "Wis werkversie", key="werkversie-wis", on_click=_wipe, args=(stand.scenario.regio,),
            help=f"Wat u niet bewaarde, blijft {DAGEN} dagen in deze browser staan. Zo haalt u het weg.",
        )  # fmt: skip


def _wipe(regio: str) -> None:
    """Forget the draft: in the browser with the next run, and here at once."""
    verdeelstand.forget_werk(regio)
    st.session_state.setdefault(_WIS, set()).add(regio)
    st.session_state.get(_GESCHREVEN, {}).pop(regio, None)
    st.session_state.setdefault(_GEVRAAGD, set()).add(regio)
    verdeelstand.tell("goed", "Uw werkversie is gewist. U ziet weer het begin.")
