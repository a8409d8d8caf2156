"""What a planner sets: demand, rules and agreements, each with its source or 'aanname'."""

from __future__ import annotations

import dataclasses
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.getalveld import show_getalveld
from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.afspraken import show_afspraken
from pages.verdelen.veld import bind, show_deel, show_velden
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.vormen import make_vraagregel
from woonzorg.verdeling.scenario.vraagkeuze import (
    add_regels,
    describe_uit,
    drop_groep,
    list_delen,
    list_samen,
)
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.vraag.declaratie import Plek, find_onderdeel
from woonzorg.verdeling.vraag.groepen import GROEPEN, Eenheid, is_gebonden
from woonzorg.verdeling.vraag.lijnen import PERSONEN_PER_WONING, Vraagregel
from woonzorg.verdeling.vraag.vorm import AANTAL

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.parameter import Parameter

_EIGEN_INVOER = "eigen invoer"


def show_vraag(snapshot: Snapshot, scenario: Scenario) -> None:
    """Show each line of demand, to change; parts lie inside their whole unless they are added up."""
    show_deel(snapshot, scenario, "soort")
    for place, word in zip(st.columns(_BREEDTES), ("", "Laag", "Hoog"), strict=True):
        place.html(render_uitleg(word, ""))
    for line in scenario.vraag:
        _show_vraagregel(snapshot, scenario, line)
    _show_uit(snapshot, scenario)
    _show_toevoegen(snapshot, scenario)
    show_velden(snapshot, scenario, Plek.VRAAG)


_BREEDTES = [4, 2, 2]


def render_uitleg(kop: str, uitleg: str) -> str:
    """Render the name of what can be set, and what there is to know about it."""
    return f'<p class="wz-invoer"><b>{escape(kop)}</b><small>{escape(uitleg)}</small></p>'


def _show_vraagregel(snapshot: Snapshot, scenario: Scenario, line: Vraagregel) -> None:
    name, low, high = st.columns(_BREEDTES, vertical_alignment="bottom")
    title, key = woorden.name_groep(line.groep), f"vraag-aan-{line.groep}"
    bind(key, True)
    parts = "in de vraag, met de delen ervan" if list_delen(scenario, line.groep) else "in de vraag"
    with name:
        st.checkbox(
            f"{title}: {parts}", key=key, on_change=_drop_groep, args=(snapshot, scenario, line.groep)
        )
        st.html(render_uitleg("", woorden.describe_vraagbron(line)))
    for side, place in (("laag", low), ("hoog", high)):
        bind(f"vraag-{line.groep}-{side}", getattr(line, side))
        place.number_input(
            f"{title}, {side}", AANTAL.laagst, AANTAL.hoogst, step=1,
            key=f"vraag-{line.groep}-{side}", on_change=_keep_vraag, args=(snapshot, line, side),
            label_visibility="collapsed",
        )  # fmt: skip
    if line.eenheid == Eenheid.PERSOON:
        part = find_onderdeel(Vraagregel, "personen_per_woning")
        show_getalveld(
            part.label, line.personen_per_woning, (PERSONEN_PER_WONING.laagst, PERSONEN_PER_WONING.hoogst),
            lambda value: _set_vraag(snapshot, line, {"personen_per_woning": value}),
            key=f"vraag-{line.groep}-personen",
        )  # fmt: skip


def _keep_vraag(snapshot: Snapshot, line: Vraagregel, side: str) -> None:
    value = st.session_state[f"vraag-{line.groep}-{side}"]
    given = {side: int(value)}
    if side == "laag":
        given["hoog"] = max(line.hoog, int(value))
    if side == "hoog":
        given["laag"] = min(line.laag, int(value))
    _set_vraag(snapshot, line, given)


def _set_vraag(snapshot: Snapshot, line: Vraagregel, given: dict[str, Any]) -> None:
    changed = dataclasses.replace(line, bron=_EIGEN_INVOER, **given)
    if not changed.hoog:
        # A whole of 0 cannot hold its parts: they go with it, instead of a refusal about them.
        scenario = verdeelstand.read_stand(snapshot).scenario
        if list_delen(scenario, line.groep):
            _drop_groep(snapshot, scenario, line.groep)
            return
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_vraag(scenario, changed))


_UIT = "vraag_uit"


def _list_uit(scenario: Scenario) -> dict[str, tuple[Vraagregel, ...]]:
    """Return the groups that were switched off in this visit, with their lines and those of their parts."""
    there = {line.groep for line in scenario.vraag}
    kept: dict[str, tuple[Vraagregel, ...]] = st.session_state.get(_UIT, {}).get(scenario.regio, {})
    return {groep: lines for groep, lines in kept.items() if groep not in there}


def _drop_groep(snapshot: Snapshot, scenario: Scenario, groep: str) -> None:
    lines = list_samen(scenario, groep)
    off = _list_uit(scenario) | {groep: lines}
    st.session_state[_UIT] = {**st.session_state.get(_UIT, {}), scenario.regio: off}
    verdeelstand.try_change(snapshot, lambda given: drop_groep(given, groep), describe_uit(lines))


def _show_uit(snapshot: Snapshot, scenario: Scenario) -> None:
    """Show the groups that do not count, each with a box that brings it back as it was."""
    for groep, lines in _list_uit(scenario).items():
        key, along = f"vraag-uit-{groep}", " (en de delen ervan)" if len(lines) > 1 else ""
        bind(key, False)
        st.checkbox(
            f"{woorden.name_groep(groep)}{along}: niet in de vraag", key=key, on_change=verdeelstand.try_change,
            args=(snapshot, lambda given, lines=lines: add_regels(given, lines)),
        )  # fmt: skip


def _show_toevoegen(snapshot: Snapshot, scenario: Scenario) -> None:
    there = {line.groep for line in scenario.vraag}
    names = [groep.sleutel for groep in GROEPEN if is_gebonden(groep.sleutel) is not None]
    st.selectbox(
        "Voeg een groep toe", [name for name in names if name not in there], index=None, key="groep-toevoegen",
        format_func=woorden.name_groep, placeholder="Kies een groep", on_change=_add_groep, args=(snapshot,),
    )  # fmt: skip


def _add_groep(snapshot: Snapshot) -> None:
    chosen = st.session_state.pop("groep-toevoegen", None)
    groep = next((groep for groep in GROEPEN if groep.sleutel == chosen), None)
    if groep is None:
        return
    line = make_vraagregel(groep, bron=_EIGEN_INVOER)
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_vraag(scenario, line))


def show_regels(snapshot: Snapshot, scenario: Scenario) -> dict[str, DeltaGenerator]:
    """Show each rule with its parameters, to change within their bounds; some can be switched off.

    Returns
    -------
    dict
        By key of a rule, the place of its row: how it stands with the plan.
    """
    places = {regel.sleutel: _show_regel(snapshot, scenario, regel) for regel in REGELS}
    show_afspraken(snapshot, scenario)
    return places


def _show_regel(snapshot: Snapshot, scenario: Scenario, regel: Regel) -> DeltaGenerator:
    place: DeltaGenerator = st.empty()
    st.html(render_uitleg("", f"{regel.uitleg} ({regel.paragraaf}, versie {regel.versie})"))
    if regel.mag_uit:
        key = f"regel-{regel.sleutel}"
        bind(key, regel.sleutel not in scenario.uit)
        st.toggle(
            f"Regel '{regel.titel}' geldt", key=key, on_change=_keep_aan, args=(snapshot, regel.sleutel)
        )
    for parameter in regel.parameters:
        _show_parameter(snapshot, regel, parameter, scenario.waarden[regel.sleutel][parameter.sleutel])
    return place


def _keep_aan(snapshot: Snapshot, regel: str) -> None:
    aan = bool(st.session_state[f"regel-{regel}"])
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.switch_regel(scenario, regel, aan=aan))


def _show_parameter(snapshot: Snapshot, regel: Regel, parameter: Parameter, waarde: float) -> None:
    key = f"regel-{regel.sleutel}-{parameter.sleutel}"
    if parameter.is_schakelaar:
        bind(key, bool(waarde))
        label = f"{parameter.titel} ({parameter.bron})"
        st.toggle(
            label, key=key, on_change=_keep_schakelaar, args=(snapshot, regel.sleutel, parameter.sleutel)
        )
        return
    unit = f", {parameter.eenheid}" if parameter.eenheid else ""
    show_getalveld(
        f"{parameter.titel}{unit} ({_describe(snapshot, parameter, waarde)})", waarde,
        (parameter.laagst, parameter.hoogst), partial(_set_parameter, snapshot, regel.sleutel, parameter.sleutel),
        key=key,
    )  # fmt: skip


def _describe(snapshot: Snapshot, parameter: Parameter, waarde: float) -> str:
    stock = count_voorraad(snapshot.gebieden)
    return woorden.describe_parameter(parameter, waarde, snapshot.manifest.regio.naam, stock)


def _keep_schakelaar(snapshot: Snapshot, regel: str, parameter: str) -> None:
    _set_parameter(snapshot, regel, parameter, float(st.session_state[f"regel-{regel}-{parameter}"]))


def _set_parameter(snapshot: Snapshot, regel: str, parameter: str, value: float | None) -> None:
    if value is None:
        return
    verdeelstand.try_change(
        snapshot, lambda scenario: bewerken.set_parameter(scenario, regel, parameter, value)
    )
