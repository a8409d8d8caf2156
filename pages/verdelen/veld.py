"""One control for each part of a scenario that is a plain value: what it may hold, its label and help are declared.

A part that is declared with a place on the page (`declaratie.Plek`) is shown there, without more.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.getalveld import show_getalveld
from pages.bouwstenen.werk import verdeelstand
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.woorden import describe_vervallen
from woonzorg.verdeling.vraag.declaratie import Plek, find_onderdeel, list_onderdelen
from woonzorg.verdeling.vraag.vorm import Getal, Keuze, Schakelaar, Tekst

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.declaratie import Onderdeel

logger = logging.getLogger(__name__)


def bind(key: str, waarde: Any) -> None:
    """Let a control show the scenario, whoever changed it; one that does so already is left alone."""
    if st.session_state.get(key) != waarde:
        st.session_state[key] = waarde


def show_velden(snapshot: Snapshot, scenario: Scenario, plek: Plek) -> None:
    """Show the controls of one place on the page."""
    for part in list_onderdelen(type(scenario), plek):
        _show_veld(snapshot, part, getattr(scenario, part.attribuut))


def show_deel(
    snapshot: Snapshot, scenario: Scenario, attribuut: str, woorden: Mapping[str, str] | None = None
) -> None:
    """Show the control of one part; `woorden` says its choices in other words, by what a file holds."""
    part = find_onderdeel(type(scenario), attribuut)
    _show_veld(snapshot, part, getattr(scenario, attribuut), woorden)


def name_sleutel(part: Onderdeel) -> str:
    """Return the key of the control of a part."""
    name = part.naam.replace("_", "-")
    return {Plek.BOVEN: f"verdeel-{name}", Plek.BEWAREN: f"bewaar-{name}"}.get(part.plek or Plek.MEER, name)


def show_invoer(part: Onderdeel, key: str, **meer: Any) -> None:
    """Show an empty control of a part, within a form; a text that may be long gets room.

    Parameters
    ----------
    part : Onderdeel
        Of a text or a whole number.
    key : str
    **meer
        What else the control is given.
    """
    if isinstance(part.vorm, Getal):
        given = {
            "min_value": part.vorm.laagst,
            "max_value": part.vorm.hoogst,
            "value": part.standaard,
            "step": 1,
        }
        st.number_input(part.label, key=key, **given | meer)
    elif isinstance(part.vorm, Tekst) and part.vorm.langst >= _LANG:
        st.text_area(part.label, key=key, max_chars=part.vorm.langst, height=80, **meer)
    elif isinstance(part.vorm, Tekst):
        st.text_input(part.label, key=key, max_chars=part.vorm.langst or _DATUM, **meer)


_LANG = 1000
"""Characters from which a text gets more than one line."""

_DATUM = 30
"""Most characters of a date as it is typed."""


def _show_veld(
    snapshot: Snapshot, part: Onderdeel, waarde: Any, anders: Mapping[str, str] | None = None
) -> None:
    key, form = name_sleutel(part), part.vorm
    keep, said = partial(_keep, snapshot, part), part.uitleg or None
    if isinstance(form, Getal):
        show_getalveld(
            part.label, waarde, (form.laagst, form.hoogst), partial(_set, snapshot, part), key=key,
            uitleg=part.uitleg,
        )  # fmt: skip
        return
    bind(key, form.write(waarde))
    if isinstance(form, Schakelaar):
        st.toggle(part.label, key=key, help=said, on_change=keep)
    elif isinstance(form, Keuze):
        _show_keuze(
            part, {form.write(value): text for value, text in form.woorden.items()} | dict(anders or {}), keep
        )
    elif isinstance(form, Tekst):
        st.text_input(part.label, key=key, max_chars=form.langst or None, help=said, on_change=keep)


def _show_keuze(part: Onderdeel, words: Mapping[str, str], keep: Callable[[], None]) -> None:
    key, said = name_sleutel(part), part.uitleg or None
    if part.plek == Plek.BOVEN:
        st.segmented_control(
            part.label, list(words), key=key, required=True, format_func=words.__getitem__,
            label_visibility="collapsed", help=said, on_change=keep,
        )  # fmt: skip
    else:
        st.selectbox(
            part.label, list(words), key=key, format_func=words.__getitem__, placeholder="Maak een keuze",
            help=said, on_change=keep,
        )  # fmt: skip


def _keep(snapshot: Snapshot, part: Onderdeel) -> None:
    """Take over what was chosen; a control that a browser tells of before it knows its choices gives none of them."""
    given, form = st.session_state[name_sleutel(part)], part.vorm
    if isinstance(form, Keuze) and given not in {form.write(value) for value in form.woorden}:
        logger.warning("Bij %s kwam %r, geen van de keuzes; er verandert niets.", part.attribuut, given)
        return
    _set(snapshot, part, form.read(given))


def _set(snapshot: Snapshot, part: Onderdeel, waarde: Any) -> None:
    """Set what was chosen or typed; another level says what it drops, for a buurt is no wijk."""
    scenario = verdeelstand.read_stand(snapshot).scenario
    changed = waarde != getattr(scenario, part.attribuut)
    dropped = describe_vervallen(scenario) if part.attribuut == "niveau" and changed else ""
    verdeelstand.try_change(
        snapshot, partial(bewerken.set_deel, attribuut=part.attribuut, waarde=waarde), dropped
    )
