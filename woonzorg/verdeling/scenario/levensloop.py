"""The life of a scenario: a copy, a note, besproken, vastgesteld. Each step gives a new scenario, derived from the old.

A status only goes forward, and one that is vastgesteld stays as it is: whoever wants to go on makes a copy, which is a
concept again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.tekst.plat import drop_stuur
from woonzorg.verdeling.invoer.datum import describe_datumfout, is_leeg, read_datum
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import STATUSSEN, change
from woonzorg.verdeling.vraag.declaratie import Gevoeligheid, list_onderdelen

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.verdeling.scenario.inhoud import Scenario

WOO = "Dit kan openbaar worden (Woo). Schrijf niet over personen."
"""Said beside each field for free text."""

NIET_GECONTROLEERD = "naam niet gecontroleerd"
"""Said beside a name: there is no login that vouches for it."""


def name_auteur(auteur: str) -> str:
    """Return an author as it is told to others; '' stays ''."""
    return f"{auteur} ({NIET_GECONTROLEERD})" if auteur else ""


def list_volgende(scenario: Scenario) -> tuple[str, ...]:
    """Return the statuses that a scenario can still get."""
    return STATUSSEN[STATUSSEN.index(scenario.status) + 1 :]


def make_kopie(scenario: Scenario, naam: str = "", auteur: str = "") -> Scenario:
    """Return a copy to work on, for who made it: a concept, without a decision.

    It gives the plan by area back; who did not make it begins with `make_begin`.

    Raises
    ------
    GegevensFout
        When name or author is too long.
    """
    return _derive(
        scenario, status="concept", besluit="", datum="", naam=drop_stuur(naam).strip() or scenario.naam,
        auteur=drop_stuur(auteur).strip() or scenario.auteur,
    )  # fmt: skip


def make_begin(scenario: Scenario) -> Scenario:
    """Return what anyone may begin with: the rules, key, agreements and levers of a scenario, on the standard demand.

    What is asked, held, excepted or tested stays with who made it (`Gevoeligheid`): with that the plan by area could
    be computed. What is said of it belongs to its own name.
    """
    usual = make_standaard(scenario.regio, scenario.niveau)
    back = {
        part.attribuut: getattr(usual, part.attribuut, part.standaard)
        for part in list_onderdelen(type(scenario))
        if part.kenmerk or part.gevoeligheid != Gevoeligheid.DEELBAAR
    }
    return change(scenario, **back | {"afgeleid_van": scenario.id})


def make_werk(scenario: Scenario, naam: str, auteur: str, notitie: str) -> Scenario:
    """Return what someone works on, ready to be kept: a concept under a name.

    It stays derived from what it was copied from: what it was a moment ago was never kept.

    Raises
    ------
    GegevensFout
        When a text is too long.
    """
    given = {"naam": naam, "auteur": auteur, "notitie": notitie}
    texts = {name: drop_stuur(text).strip() for name, text in given.items()}
    concept = {"status": "concept", "besluit": "", "datum": ""}
    return change(scenario, **texts, **concept)


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
        message = f"Dit scenario is {scenario.status} en kan niet {status} worden."
        raise InvoerFout(message, remedie="Maak een kopie: dat is weer een concept.")
    _check_uitzonderingen(scenario)
    if status != "vastgesteld":
        return _derive(scenario, status=status)
    decision, day = read_besluit(besluit, datum, vandaag)
    return _derive(scenario, status=status, besluit=decision, datum=day)


def read_besluit(besluit: str, datum: str, vandaag: date | None = None) -> tuple[str, str]:
    """Return the decision by which something is vastgesteld, and its day as ISO; parameters as `change_status`.

    Raises
    ------
    InvoerFout
        When either is missing or makes no sense.
    """
    if is_leeg(besluit):
        message = "Wat is vastgesteld, heeft een besluit."
        raise InvoerFout(message, verwacht="wie het besloot, en welk besluit", gevonden="niets")
    return besluit.strip(), read_datum(datum, vandaag)


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
    reasons = _list_redenen(scenario)
    texts = []
    if reasons:
        count = sum(bool(item.onbesloten) for item in scenario.uitzonderingen)
        about = "een uitzondering" if count == 1 else f"{count} uitzonderingen"
        texts = [f"Over {about} is niet besloten: {'; '.join(reasons)}. Dit plan blijft een concept."]
    if scenario.status != "vastgesteld":
        return texts
    day = describe_datumfout(scenario.datum)
    wrong = "het besluit zegt niets" if is_leeg(scenario.besluit) else day and f"de datum {day}"
    return [*texts, *([f"Dit scenario heet vastgesteld, maar {wrong}."] if wrong else [])]


def is_concept(scenario: Scenario) -> bool:
    """Tell whether a scenario is still a concept: by its status, or because a decision in it is none."""
    return scenario.status == "concept" or bool(list_onbesloten(scenario))


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
    if all(getattr(scenario, name) == text for name, text in given.items()):
        return scenario
    if scenario.status == "vastgesteld":
        message = "Dit scenario is vastgesteld en verandert niet meer."
        raise InvoerFout(message, remedie="Maak een kopie: dat is weer een concept.")
    return _derive(scenario, **given)


def _derive(scenario: Scenario, **kenmerken: str) -> Scenario:
    """Return a new scenario that names the old one."""
    return change(scenario, afgeleid_van=scenario.id, **kenmerken)
