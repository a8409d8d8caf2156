"""A plan over the years, for its low and its high demand: of a scenario, or of a simple key on its demand."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.delen.openbaar import drop_gevoelig
from woonzorg.verdeling.jaren.reeks import Jaarlijn, fill_hefbomen, project
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.sleutels import Sleutel, apply_sleutel
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.lijst import fill_waarden
from woonzorg.verdeling.regels.verplaatsing import GEEN_VERPLAATSING
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.vergelijking.knoppen import VAN_CAPACITEIT
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

ZIJDEN: tuple[str, ...] = (LAAG, HOOG)
"""Sides of the demand."""


def read_knop(scenario: Scenario, naam: str) -> float:
    """Return the value that one of `knoppen.KNOPPEN` has in a scenario."""
    return float({**CAPACITEIT.read(scenario), **scenario.hefbomen}[naam])


def turn_knoppen(scenario: Scenario, knoppen: Mapping[str, float]) -> Scenario:
    """Return the scenario with some of `knoppen.KNOPPEN` set to other values.

    Raises
    ------
    GegevensFout
        When a value lies outside its bounds.
    """
    supply = {name: value for name, value in knoppen.items() if name in VAN_CAPACITEIT}
    levers = {name: value for name, value in knoppen.items() if name not in VAN_CAPACITEIT}
    values = {**scenario.waarden, CAPACITEIT.sleutel: {**CAPACITEIT.read(scenario), **supply}}
    rules = dataclasses.replace(scenario.regels, waarden=fill_waarden(values))
    return dataclasses.replace(
        scenario, regels=rules, hefbomen=fill_hefbomen({**scenario.hefbomen, **levers})
    )


def project_scenario(
    scenario: Scenario, veld: Veld, begin: int, sleutel: Sleutel | None = None, *, openbaar: bool = False
) -> dict[str, Jaarlijn]:
    """Project a plan to the scenario's last year.

    Parameters
    ----------
    scenario : Scenario
        With demand per year.
    veld : Veld
    begin : int
        First year.
    sleutel : Sleutel, optional
        Divide by this simple key; else the scenario's own plan.
    openbaar : bool
        Over the groups that may be told to others only.

    Returns
    -------
    dict
        Side of the demand (`ZIJDEN`) → Jaarlijn.

    Raises
    ------
    InvoerFout
        When the demand is not per year, or the planner's locks cannot be kept.
    """
    if scenario.soort != Soort.PER_JAAR:
        message = "De jaren zijn alleen te berekenen voor vraag per jaar."
        raise InvoerFout(message, verwacht=str(Soort.PER_JAAR), gevonden=str(scenario.soort))
    lines = {}
    for side in ZIJDEN:
        situatie = make_situatie(scenario, veld, side)
        plan = apply_sleutel(situatie, sleutel) if sleutel else place(situatie).aantallen
        shown = drop_gevoelig(situatie, plan) if openbaar else (situatie, plan)
        lines[side] = _project(scenario, *shown, begin)
    return lines


def _project(scenario: Scenario, situatie: Situatie, plan: Counts, begin: int) -> Jaarlijn:
    # Each year asks what is asked, also where more than that has been placed in the year that it is now.
    return project(
        situatie.as_gevraagd(), plan, scenario.hefbomen, begin, GEEN_VERPLAATSING.read(scenario)["q"]
    )
