"""Marks of a scenario as HTML: its status, and the watermark of a concept. Never by colour alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from woonzorg.verdeling.invoer.datum import format_besluitdag
from woonzorg.verdeling.scenario.levensloop import is_concept

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario

TEKENS: dict[str, str] = {"concept": "✎", "besproken": "◐", "vastgesteld": "✔"}
"""A sign beside the word of each status."""


def render_status(status: str) -> str:
    """Render the word of a status with its sign."""
    sign = TEKENS[status]
    return f'<span class="wz-status {status}"><i aria-hidden="true">{sign}</i> {escape(status.capitalize())}</span>'


def name_scenario(scenario: Scenario) -> str:
    """Return the name of a scenario; one without a name is called by its id."""
    return scenario.kenmerken["naam"].strip() or f"Zonder naam ({scenario.id})"


def describe_status(scenario: Scenario) -> str:
    """Tell the status, and the decision behind it."""
    kept = scenario.kenmerken
    if kept["status"] != "vastgesteld":
        return {"concept": "Concept: niet besproken en niet vastgesteld.", "besproken": "Besproken, niet vastgesteld."}[
            kept["status"]
        ]  # fmt: skip
    return f"Vastgesteld op {format_besluitdag(kept['datum'])}: {kept['besluit']}."


def render_watermerk(inhoud: str, scenario: Scenario) -> str:
    """Lay the word 'Concept' behind a piece of HTML when the scenario is one; a reader hears it from the status."""
    mark = " wz-watermerk" if is_concept(scenario) else ""
    return f'<section class="wz-scenario{mark}">{inhoud}</section>'
