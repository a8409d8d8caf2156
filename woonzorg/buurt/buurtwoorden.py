"""Words about what lies around and in an area, and about its other years. Plain text, as in `tekst`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel.klassewoorden import (
    MEERVOUD,
    name_klasse,
)
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Mapping


def describe_delen(niveau: str, naam: str, anders: int, totaal: int) -> str:
    """Tell how many parts of an area have another class than the whole."""
    plural = MEERVOUD[niveau]
    if totaal == 0:
        return f"In deze gegevens staan geen {plural} van {naam}."
    if anders == 0:
        return f"Alle {plural} in {naam} hebben dezelfde klasse als {naam} zelf."
    verb = "heeft" if anders == 1 else "hebben"
    what = f"de {totaal} {plural}" if totaal > 1 else f"1 {niveau}"
    return f"Van {what} in {naam} {verb} er {anders} een andere klasse dan {naam} zelf."


def describe_buren(niveau: str, kwetsbaar: int, onbekend: int, totaal: int) -> str:
    """Tell how many neighbours are kwetsbaar, and of how many that is unknown."""
    if totaal == 0:
        return "Van dit gebied kennen we geen buren."
    if totaal == 1 and onbekend:
        return f"Van de enige {niveau} ernaast is de klasse onbekend."
    if totaal == 1:
        return f"De enige {niveau} ernaast is {'' if kwetsbaar else 'niet '}kwetsbaar."
    if onbekend == totaal:
        return f"Van alle {totaal} {MEERVOUD[niveau]} ernaast is de klasse onbekend."
    number = {0: "is er voor zover bekend geen" if onbekend else "is er geen", 1: "is er 1"}.get(
        kwetsbaar, f"zijn er {kwetsbaar}"
    )
    unknown = f" Van {onbekend} is de klasse onbekend." if onbekend else ""
    return f"Van de {totaal} {MEERVOUD[niveau]} ernaast {number} kwetsbaar.{unknown}"


def describe_trend(klassen: Mapping[int, Klasse]) -> str:
    """Tell the class in each edition, oldest first."""
    if not klassen:
        return "Er zijn geen eerdere jaren met beide scores."
    years = join_woorden([str(jaar) for jaar in klassen])
    if len(set(klassen.values())) == 1:
        return f"De klasse in {years}: {name_klasse(next(iter(klassen.values())))}."
    parts = [f"{jaar} {name_klasse(klasse)}" for jaar, klasse in klassen.items()]
    return f"De klasse is niet elk jaar gelijk: {', '.join(parts)}."


GEBIED_ZONDER_SCORE = "van dit gebied ontbreekt een score"
GEMEENTEN_ZONDER_SCORE = "van alle gemeenten ontbreekt een score"
GEMEENTEN_ZONDER_HUISHOUDENS = "van de gemeenten met een score ontbreekt het aantal huishoudens"


def describe_regiomaat(regio: str, klasse: Klasse, klasse_regio: Klasse, reden: str) -> str:
    """Tell the class that the region's own mean would give, or why none; a side note, no part of the verdict."""
    if klasse_regio == Klasse.ONBEKEND:
        return f"Het gemiddelde van {regio} kunnen we niet als maat nemen: {reden}."
    also = "ook " if klasse == klasse_regio else ""
    return (
        f"Met het gemiddelde van {regio} als maat was de klasse {also}{name_klasse(klasse_regio)}. "
        "Dit is alleen ter vergelijking. De regel kijkt naar het landelijk gemiddelde."
    )
