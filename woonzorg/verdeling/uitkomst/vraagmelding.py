"""What a reader must know of the demand and the stock of a scenario: what was added, left out or worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.scenario.mutatiegraad import describe_afwijking
from woonzorg.verdeling.vraag.groepen import GROEPEN, is_gebonden, list_delen, list_voorouders
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as PER_GROEP
from woonzorg.verdeling.vraag.lijnen import (
    BINNEN_UITSTROOM,
    SAMEN,
    STANDAARDVRAAG,
    VAN_PARKSTAD,
    VRIJGEKOMEN_2022,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

SPIJTOPTANTEN = (
    "Standplaatsen: in de 79 tot 91 zijn spijtoptanten niet meegeteld, dus het kunnen er meer zijn. Brunssum en "
    "Kerkrade hebben gezegd dat er bij hen standplaatsen bijkomen; Brunssum telt spijtoptanten mee (§6.16)."
)
"""What the figure of the standplaatsen leaves out, and who said that places come (seeds/003:699)."""

OPVANGPLEKKEN = (
    "Plekken in de vrouwenopvang zijn iets anders dan uitstroom. Parkstad heeft er 15. Er komen plekken bij waar een "
    "gemeente een tekort aantoont (§6.13)."
)
"""The shelter itself, which is no part of the flow out of it (seeds/003:658 and 660)."""


def list_vraagmeldingen(scenario: Scenario, veld: Veld) -> list[str]:
    """Return what must be known of a scenario's demand and stock."""
    rate = CAPACITEIT.read(scenario)["mutatiegraad"]
    texts = [
        describe_afwijking(rate, scenario.regio, veld.voorraad),
        describe_opgeteld(scenario),
        describe_zonder_aantal(find_zonder_aantal(line.groep for line in scenario.vraag)),
        *list_toelichting(scenario.vraag),
    ]
    return [text for text in texts if text]


def list_toelichting(regels: Iterable[Vraagregel]) -> list[str]:
    """Return what the vision's own figures in a demand leave out."""
    names = {line.groep for line in regels if "visie" in line.bron}
    return list_geldend(
        (Zin("woonwagenbewoners" in names, SPIJTOPTANTEN), Zin("uitstroom" in names, OPVANGPLEKKEN))
    )


def find_zonder_aantal(groepen: Iterable[str], genoemd: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the groups that the rule binds, and of which neither the vision nor a demand gives a number.

    Parameters
    ----------
    groepen : iterable of str
        Groups of the demand.
    genoemd : collection of str, optional
        Groups that have a number; by default those of the vision.
    """
    published = {line.groep for line in STANDAARDVRAAG} if genoemd is None else set(genoemd)
    known = published | set(groepen)
    return tuple(
        groep.sleutel
        for groep in GROEPEN
        if is_gebonden(groep.sleutel)
        and not list_delen(groep.sleutel)
        and not known & {groep.sleutel, *list_voorouders(groep.sleutel)}
    )


def describe_zonder_aantal(groepen: Collection[str], wie: str = "de visie noemt") -> str:
    """Tell for which groups the rule holds though no number is known; '' when there are none.

    Examples
    --------
    >>> describe_zonder_aantal(["psychisch"])
    'Voor deze groepen geldt de regel, maar de visie noemt geen aantal: psychische kwetsbaarheid (I.i.iii).'
    """
    if not groepen:
        return ""
    names = [f"{PER_GROEP[name].titel.lower()} ({PER_GROEP[name].code})" for name in groepen]
    return f"Voor deze groepen geldt de regel, maar {wie} geen aantal: {join_woorden(names)}."


def describe_opgeteld(scenario: Scenario) -> str:
    """Tell that parts were added to uitstroom, with the share of freed dwellings where it is Parkstad's; '' if not."""
    lines = {line.groep: line for line in scenario.vraag}
    added = [lines[name] for name in BINNEN_UITSTROOM if name in lines]
    if not (scenario.optellen and added and "uitstroom" in lines):
        return ""
    parts = {word: [line for line in added if line.groep.startswith(word)] for word in ("detentie", "jeugd")}
    names = join_woorden([f"{word} ({_describe_band(lines)})" for word, lines in parts.items() if lines])
    first = f"Boven op de uitstroom geteld: {names}. Gewoonlijk nemen we aan dat die er al in zitten."
    return f"{first} {_describe_aandeel(scenario, added)}".strip()


def _describe_band(regels: list[Vraagregel]) -> str:
    low, high = (sum(line.count(hoog=side) for line in regels) for side in (False, True))
    return format_getal(low) if low == high else f"{format_getal(low)} tot {format_getal(high)}"


def _describe_aandeel(scenario: Scenario, opgeteld: list[Vraagregel]) -> str:
    """Tell the share of freed dwellings beside that of §4.2; '' for a demand that is not the vision's."""
    lines = [line for line in scenario.vraag if line.groep in SAMEN] + opgeteld
    published = all("visie" in line.bron for line in lines)
    if not {line.groep for line in lines} >= set(SAMEN) or not (scenario.regio == VAN_PARKSTAD or published):
        return ""
    low, high = (
        format_getal(100 * sum(line.count(hoog=side) for line in lines) / VRIJGEKOMEN_2022, 1)
        for side in (False, True)
    )
    return (
        f"Met statushouders is dat {low} tot {high} % van de {format_getal(VRIJGEKOMEN_2022)} woningen die in Parkstad "
        "vrijkwamen; de visie noemt 7 tot 12 % (§4.2)."
    )
