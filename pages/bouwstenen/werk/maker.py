"""Which saved plans and comments are this visitor's: a working file is offered of those, a comment can be taken back.

There is no login, so a visit is all that is known of anyone. Who comes back later goes on from the working file, which
shows that he made the plan; for his comments he has a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk.scenariomerk import name_scenario
from woonzorg.bibliotheek.geheim import make_geheim

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario

_GEMAAKT, _CODES = "scenarios_gemaakt", "reacties_codes"

UITLEG = (
    "Met het hele scenario is het plan per buurt terug te rekenen. Een kopie en het werkbestand zijn er daarom alleen "
    "voor wie het plan maakte, in hetzelfde bezoek. U kunt wel beginnen met dezelfde regels, verdeelsleutel en "
    "afspraken, en met de gewone vraag. Wilt u het hele plan? Vraag de maker om het werkbestand."
)
"""Said to everybody else."""

WERKBESTAND = (
    "Het werkbestand is alleen voor u: wie het heeft, kan het plan per buurt terugrekenen. Deel met anderen de link of "
    "het stuk."
)


def remember_gemaakt(scenario_id: str) -> None:
    """Keep for this visit that it made a saved plan."""
    made: set[str] = st.session_state.setdefault(_GEMAAKT, set())
    made.add(scenario_id)


def is_gemaakt(scenario_id: str) -> bool:
    """Tell whether this visit made a saved plan."""
    return scenario_id in st.session_state.get(_GEMAAKT, set())


def read_codes() -> tuple[str, ...]:
    """Return the codes by which this visitor's comments are known: that of this visit first."""
    codes: tuple[str, ...] = st.session_state.setdefault(_CODES, (make_geheim(),))
    return codes


def remember_code(code: str) -> None:
    """Keep for this visit the code of an earlier one."""
    st.session_state[_CODES] = tuple(dict.fromkeys([*read_codes(), code]))


def tell_begonnen(scenario: Scenario, *, gemaakt: bool) -> str:
    """Say with what a visitor goes on."""
    name = name_scenario(scenario)
    if gemaakt:
        return f"U werkt nu verder met een kopie van '{name}'. De kopie is nog niet bewaard."
    return (
        f"U begint met de regels, de verdeelsleutel en de afspraken van '{name}', en met de gewone vraag. "
        "Het plan zelf blijft bij wie het maakte."
    )
