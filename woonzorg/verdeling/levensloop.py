"""The life of a scenario: a copy, a note, besproken, vastgesteld. Each step gives a new scenario, derived from the old.

A status only goes forward, and one that is vastgesteld stays as it is: whoever wants to go on makes a copy, which is a
concept again.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.datum import describe_datumfout, is_leeg, read_datum
from woonzorg.verdeling.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.scenario import parse_scenario

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.verdeling.scenario import Scenario
    from woonzorg.verdeling.situatie import Slot, Uitzondering, Voorstel

WEGGELATEN = (
    "Plekken die een kleine groep noemen, zijn weggelaten: die blijven in het eigen werk van wie ze invulde."
)
"""Said where `make_deelbaar` left something out."""

STATUSSEN: tuple[str, ...] = ("concept", "besproken", "vastgesteld")
"""From first to last."""


def list_volgende(scenario: Scenario) -> tuple[str, ...]:
    """Return the statuses that a scenario can still get."""
    return STATUSSEN[STATUSSEN.index(scenario.kenmerken["status"]) + 1 :]


def make_deelbaar(scenario: Scenario) -> Scenario:
    """Return a scenario as others may have it: without places that name a sensitive group; the same when it has none.

    Such a place is a choice of the planner's own, and follows from nothing else (methode: Privacy).
    """
    shared = dataclasses.replace(
        scenario,
        sloten=tuple(item for item in scenario.sloten if not _is_gevoelig(item)),
        uitzonderingen=tuple(item for item in scenario.uitzonderingen if not _is_gevoelig(item)),
        toetsen=tuple(item for item in scenario.toetsen if not _is_gevoelig(item)),
    )
    return scenario if shared == scenario else _derive(shared, afgeleid_van=scenario.id)


def describe_weggelaten(scenario: Scenario) -> str:
    """Tell that others get a scenario without some places (`make_deelbaar`); '' when they get it whole."""
    return "" if make_deelbaar(scenario) is scenario else WEGGELATEN


def _is_gevoelig(plek: Slot | Uitzondering | Voorstel) -> bool:
    return bool(plek.groep) and GROEPEN[plek.groep].gevoelig


def make_kopie(scenario: Scenario, naam: str = "", auteur: str = "") -> Scenario:
    """Return a copy to work on: a concept, without a decision, of what others may have (`make_deelbaar`).

    Raises
    ------
    GegevensFout
        When name or author is too long.
    """
    kept = scenario.kenmerken
    return _derive(
        make_deelbaar(scenario), status="concept", besluit="", datum="", naam=naam.strip() or kept["naam"],
        auteur=auteur.strip() or kept["auteur"], afgeleid_van=scenario.id,
    )  # fmt: skip


def make_werk(scenario: Scenario, naam: str, auteur: str, notitie: str) -> Scenario:
    """Return what someone works on, ready to be kept: a concept under a name.

    It stays derived from what it was copied from: what it was a moment ago was never kept.

    Raises
    ------
    GegevensFout
        When a text is too long.
    """
    texts = {"naam": naam.strip(), "auteur": auteur.strip(), "notitie": notitie.strip()}
    concept = {"status": "concept", "besluit": "", "datum": ""}
    return _check(dataclasses.replace(scenario, kenmerken={**scenario.kenmerken, **texts, **concept}))


def change_status(
    scenario: Scenario, status: str, besluit: str = "", datum: str = "", vandaag: date | None = None
) -> Scenario:
    """Return the scenario with a later status.

    Parameters
    ----------
    scenario : Scenario
    status : str
        One of `list_volgende`; with an exception that is not decided it stays a concept.
    besluit, datum : str
        Which decision, and when; both needed, and only used, for vastgesteld.
    vandaag : date, optional
        See `read_datum`.

    Raises
    ------
    InvoerFout
        When the status would go back, an exception is not decided, or decision or date is missing or makes no sense.
    """
    if status not in list_volgende(scenario):
        message = f"Dit scenario is {scenario.kenmerken['status']} en kan niet {status} worden."
        raise InvoerFout(message, remedie="Maak een kopie: dat is weer een concept.")
    _check_uitzonderingen(scenario)
    if status != "vastgesteld":
        return _derive(scenario, status=status)
    if is_leeg(besluit):
        message = "Een vastgesteld scenario heeft een besluit."
        raise InvoerFout(message, verwacht="wie het besloot, en welk besluit", gevonden="niets")
    return _derive(scenario, status=status, besluit=besluit.strip(), datum=read_datum(datum, vandaag))


def _check_uitzonderingen(scenario: Scenario) -> None:
    if reasons := _list_redenen(scenario):
        message = "Dit scenario blijft een concept: over een uitzondering is niet besloten."
        remedy = "Leg bij de uitzondering vast hoeveel woningen zijn besloten, door wie en wanneer, of haal haar weg."
        raise InvoerFout(message, gevonden="; ".join(reasons), remedie=remedy)


def _list_redenen(scenario: Scenario) -> list[str]:
    """Return why exceptions are not decided, each once and without a place: this is told to others too."""
    return list(dict.fromkeys(item.onbesloten for item in scenario.uitzonderingen if item.onbesloten))


def list_onbesloten(scenario: Scenario) -> list[str]:
    """Return what in a scenario is told as a decision and is none, in Dutch; names no place and no group."""
    reasons, kept = _list_redenen(scenario), scenario.kenmerken
    texts = []
    if reasons:
        count = sum(bool(item.onbesloten) for item in scenario.uitzonderingen)
        about = "een uitzondering" if count == 1 else f"{count} uitzonderingen"
        texts = [f"Over {about} is niet besloten: {'; '.join(reasons)}. Dit plan blijft een concept."]
    if kept["status"] != "vastgesteld":
        return texts
    day = describe_datumfout(kept["datum"])
    wrong = "het besluit zegt niets" if is_leeg(kept["besluit"]) else day and f"de datum {day}"
    return [*texts, *([f"Dit scenario heet vastgesteld, maar {wrong}."] if wrong else [])]


def is_concept(scenario: Scenario) -> bool:
    """Tell whether a scenario is still a concept: by its status, or because a decision in it is none."""
    return scenario.kenmerken["status"] == "concept" or bool(list_onbesloten(scenario))


def change_tekst(scenario: Scenario, **teksten: str) -> Scenario:
    """Return the scenario with another naam, auteur or notitie; the same one when nothing differs.

    Raises
    ------
    InvoerFout
        When it is vastgesteld: that stays as it was decided.
    GegevensFout
        When a text is too long.
    """
    given = {name: text.strip() for name, text in teksten.items()}
    if all(scenario.kenmerken[name] == text for name, text in given.items()):
        return scenario
    if scenario.kenmerken["status"] == "vastgesteld":
        message = "Dit scenario is vastgesteld en verandert niet meer."
        raise InvoerFout(message, remedie="Maak een kopie: dat is weer een concept.")
    return _derive(scenario, **given)


def _derive(scenario: Scenario, **kenmerken: str) -> Scenario:
    """Return a new scenario that names the old one."""
    changed = {**scenario.kenmerken, "afgeleid_van": scenario.id, **kenmerken}
    return _check(dataclasses.replace(scenario, kenmerken=changed))


def _check(scenario: Scenario) -> Scenario:
    return parse_scenario(scenario.to_inhoud().encode(), bewaard=True)
