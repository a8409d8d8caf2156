"""What is worked out after a plan stands, as jobs that can be done in a process of their own.

They take an outcome without what was remembered of it (`bare`), so that it is small to hand over.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario.inhoud import HOOG
from woonzorg.verdeling.uitkomst.antwoord import explain
from woonzorg.verdeling.uitkomst.stuurknoppen import describe_stappen
from woonzorg.verdeling.uitweg.grensvlak import PER_1000, trace_grensvlak
from woonzorg.verdeling.uitweg.uitweg import list_uitwegen

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.optimum.verklaring import Knelpunt, Versoepeling
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.uitweg.grensvlak import Grensvlak


@dataclass(frozen=True)
class Verklaring:
    """Why something stays unplaced, and what one step of each lever does."""

    knelpunten: tuple[Knelpunt, ...]
    versoepelingen: tuple[Versoepeling, ...]
    stappen: dict[str, str]


def bare(uitkomst: Uitkomst) -> Uitkomst:
    """Return an outcome without what was remembered beside it (`eenmaal.once`)."""
    situatie = uitkomst.situatie
    return dataclasses.replace(
        uitkomst, situatie=dataclasses.replace(situatie, veld=dataclasses.replace(situatie.veld))
    )


def make_verklaring(uitkomst: Uitkomst) -> Verklaring:
    """Return why something stays unplaced, and what one step more of each lever does."""
    told = explain(uitkomst)
    return Verklaring(told.knelpunten, told.versoepelingen, describe_stappen(uitkomst))


def list_zinnen(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Return what one rule alone leaves and the least pair, in sentences; `uitkomst` is explained."""
    return tuple(list_uitwegen(uitkomst.situatie, uitkomst.plan, uitkomst.versoepelingen))


def neutralise(scenario: Scenario) -> Scenario:
    """Return the scenario that has the same frontier as all that differ only in its two levers and in the side asked.

    So a turn of these levers asks for no new frontier: only its point of now moves.
    """
    rules = scenario.regels.set(CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, TOEWIJSAANDEEL.waarde)
    rules = rules.set(PLAFOND.sleutel, PER_1000.sleutel, PER_1000.waarde)
    return dataclasses.replace(scenario, regels=rules, bandbreedte=HOOG)


def trace_neutraal(stof: tuple[Scenario, Veld]) -> Grensvlak:
    """Return the frontier of a scenario on its field, handed over together."""
    return trace_grensvlak(*stof)


def place_nu(vlak: Grensvlak, scenario: Scenario) -> Grensvlak:
    """Return a frontier with the point of now of a scenario."""
    share = CAPACITEIT.read(scenario)[TOEWIJSAANDEEL.sleutel]
    return dataclasses.replace(vlak, aandeel=share, per_1000=PLAFOND.read(scenario)[PER_1000.sleutel])
