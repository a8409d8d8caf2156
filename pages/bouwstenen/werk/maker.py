"""Which saved plans and comments are this visitor's: a working file is offered of those, a comment can be taken back.

There is no login, so a visit is all that is known of anyone. Who comes back later shows by a code which plans and
comments are his; the working file shows too that he made a plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk.scenariomerk import name_scenario
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.reeks import LATER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.verdeling.scenario.inhoud import Scenario

_GEMAAKT, _CODES = "scenarios_gemaakt", "reacties_codes"

UITLEG = (
    "Met het hele scenario is het plan per buurt terug te rekenen. Een kopie en het werkbestand zijn er daarom alleen "
    "voor wie het plan maakte: in hetzelfde bezoek, of met zijn code. U kunt wel beginnen met dezelfde regels, "
    "verdeelsleutel en afspraken, en met de gewone vraag. Wilt u het hele plan? Vraag de maker om het werkbestand."
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
    """Return the codes by which this visitor's plans and comments are known: that of this visit first."""
    codes: tuple[str, ...] = st.session_state.setdefault(_CODES, (make_geheim(),))
    return codes


def remember_code(code: str, bewaard: Iterable[Bewaard]) -> None:
    """Keep for this visit the code of an earlier one, and which saved plans it shows to be this visitor's."""
    st.session_state[_CODES] = tuple(dict.fromkeys([*read_codes(), code]))
    for item in bewaard:
        if item.maker == hash_geheim(code):
            remember_gemaakt(item.id)


def tell_code(kept: Bewaard) -> str:
    """Say by which code this visitor shows later that he made a plan; '' when it is not known by a code of his."""
    code = next((code for code in read_codes() if hash_geheim(code) == kept.maker), "")
    return f"Uw code als maker: {code}. {LATER}" if code else ""


def tell_begonnen(scenario: Scenario, *, gemaakt: bool) -> str:
    """Say with what a visitor goes on."""
    name = name_scenario(scenario)
    if gemaakt:
        return f"U werkt nu verder met een kopie van '{name}'. De kopie is nog niet bewaard."
    return (
        f"U begint met de regels, de verdeelsleutel en de afspraken van '{name}', en met de gewone vraag. "
        "Het plan zelf blijft bij wie het maakte."
    )
