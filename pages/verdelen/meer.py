"""What a planner sets less often: the key for gemeenten, urgency, instrument, scale and lots of each group."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.invoer import render_uitleg
from pages.verdelen.veld import bind, show_velden
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.inhoud import LOT, Scenario
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.tabellen import describe_schaal, tabulate_schalen
from woonzorg.verdeling.vraag.declaratie import Plek, find_onderdeel
from woonzorg.verdeling.vraag.groepen import SCHALEN, VERDEELINSTRUMENTEN, Instrument, Schaal, choose_schaal

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

MEER_OPEN = "meer-instellingen"
"""Key of the folder."""

_BREEDTES = [4, 2.2, 2.6, 1.8, 1.8]
_LOTEN, _SCHALEN, _URGENTIE = (find_onderdeel(Scenario, name) for name in ("loten", "schalen", "urgentie"))
_KOPPEN = ("", "Hoe de woning er komt", _SCHALEN.label, _LOTEN.label, "")
_UITLEG_GROEPEN = (
    f"De bovenste groep gaat voor als niet alles past ({_URGENTIE.bron}). De schaal hangt af van de groep en van hoe "
    f"de woning er komt. {_LOTEN.label}: een gebied krijgt er minstens zoveel, of geen ({_LOTEN.bron})."
)


def show_instellingen(beeld: Verdeelbeeld) -> None:
    """Show the folder; what is closed is not there, so that the browser keeps no old values."""
    folder = st.expander("Meer instellingen", key=MEER_OPEN, on_change="rerun")
    if not folder.open:
        return
    snapshot, scenario = beeld.snapshot, beeld.stand.scenario
    with folder:
        show_velden(snapshot, scenario, Plek.MEER)
        st.html(render_uitleg("Groepen, de meest urgente eerst", _UITLEG_GROEPEN))
        # On a phone the columns stand below each other: the style sheet then puts these words above each control.
        with st.container(key="meer-koppen"):
            for place, word in zip(st.columns(_BREEDTES), _KOPPEN, strict=True):
                place.html(render_uitleg(word, ""))
        lines = {line.groep: line for line in scenario.vraag}
        for position, groep in enumerate(bewerken.list_urgentie(scenario)):
            _show_groep(snapshot, scenario, lines[groep], first=position == 0)
        heads = [
            Tabelkolom("naam", "Groep"),
            *(Tabelkolom(str(item), item.capitalize()) for item in VERDEELINSTRUMENTEN),
        ]
        caption = "De schaal waarop elke groep wordt getoetst, met de bron"
        show_tabel(render_tabel(tabulate_schalen(scenario), heads, caption), "schalen-tabel")


def _show_groep(snapshot: Snapshot, scenario: Scenario, line: Vraagregel, *, first: bool) -> None:
    """Show a group of the demand: instrument, scale, lot, and a button that raises its urgency."""
    name, instrument, scale, lot, urgency = st.columns(_BREEDTES, vertical_alignment="bottom")
    title = woorden.name_groep(line.groep)
    name.html(render_uitleg(title, f"Getoetst op: {describe_schaal(scenario, line.groep, line.instrument)}"))
    with instrument:
        _show_instrument(snapshot, line, title)
    with scale:
        _show_schaal(snapshot, scenario, line, title)
    with lot:
        _show_lot(snapshot, scenario, line.groep, title)
    urgency.button(
        "↑ Eerder", key=f"urgentie-{line.groep}", disabled=first, help=f"{title}: een plaats eerder",
        on_click=verdeelstand.try_change,
        args=(snapshot, lambda given: bewerken.raise_urgentie(given, line.groep)),
    )  # fmt: skip


def _show_instrument(snapshot: Snapshot, line: Vraagregel, title: str) -> None:
    key = f"instrument-{line.groep}"
    bind(key, str(line.instrument))
    _show_keuze(f"Hoe de woning er komt: {title}", key, [
        str(choice.instrument) for choice in SCHALEN
        if choice.groep == line.groep and choice.instrument in VERDEELINSTRUMENTEN
    ], lambda: _keep_instrument(snapshot, line))  # fmt: skip


def _keep_instrument(snapshot: Snapshot, line: Vraagregel) -> None:
    changed = dataclasses.replace(line, instrument=Instrument(st.session_state[f"instrument-{line.groep}"]))
    verdeelstand.try_change(snapshot, lambda given: bewerken.set_vraag(given, changed))


def _show_schaal(snapshot: Snapshot, scenario: Scenario, line: Vraagregel, title: str) -> None:
    key = f"schaal-{line.groep}"
    bind(key, str(choose_schaal(scenario.schalen, line.groep, line.instrument)))
    _show_keuze(
        f"{_SCHALEN.label}: {title}",
        key,
        [str(scale) for scale in Schaal],
        lambda: _keep_schaal(snapshot, line),
    )


def _keep_schaal(snapshot: Snapshot, line: Vraagregel) -> None:
    scale = Schaal(st.session_state[f"schaal-{line.groep}"])
    verdeelstand.try_change(
        snapshot, lambda given: bewerken.set_schaal(given, line.groep, line.instrument, scale)
    )


def _show_keuze(label: str, key: str, choices: list[str], keep: Any) -> None:
    st.selectbox(label, choices, key=key, placeholder="Kies", label_visibility="collapsed", on_change=keep)


def _show_lot(snapshot: Snapshot, scenario: Scenario, groep: str, title: str) -> None:
    key = f"lot-{groep}"
    bind(key, scenario.loten.get(groep, 1))
    st.number_input(
        f"{_LOTEN.label}: {title}", LOT.laagst, LOT.hoogst, step=1, key=key, label_visibility="collapsed",
        on_change=lambda: verdeelstand.try_change(
            snapshot, lambda given: bewerken.set_lot(given, groep, int(st.session_state[key]))
        ),
    )  # fmt: skip
