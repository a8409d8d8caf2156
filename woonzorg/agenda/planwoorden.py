"""What is told of the way from a plan to the agenda, and back to a plan for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.overname import is_besloten

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario

OVERNAME = (
    "Een bewaard plan vult de agenda: aantallen per gemeente en groep. Wie trekt, met welk geld en hoe het wordt "
    "gemeten, vult u daarna zelf in."
)
GEEN_PLAN = (
    "Er is nog geen plan bewaard zonder eigen cijfers. Maak er een op Verdelen en bewaar het bij Scenario's."
)
TOT_2030 = "Voor elk jaar tot en met 2030"
HERPLAN = (
    "Wat volgens de agenda nog te plaatsen is, gaat per groep en gemeente naar Verdelen, dicht bij het "
    "vastgestelde plan. Uw werk op Verdelen kunt u daar terughalen met 'Terug'."
)
PLAATSINGEN = (
    "Voor buurten: geef de bestanden met plaatsingen opnieuw, want de rijen zijn nergens bewaard. Meer bestanden mag, "
    "zoals een per gemeente. Zonder deze bestanden telt geen buurt wat er al bij kwam."
)
MET_PLAATSINGEN = "De plaatsingen gaan mee als eigen cijfers van dit bezoek: wat geplaatst is, blijft."
ZONDER_PLAN = "Zonder vastgesteld plan"


def name_plan(scenario: Scenario, kenmerk: str) -> str:
    """Name a plan to choose from, with whether it was adopted."""
    name = scenario.naam.strip() or f"Zonder naam ({kenmerk})"
    return f"{name}, {'vastgesteld' if is_besloten(scenario) else 'geen besluit'}"
