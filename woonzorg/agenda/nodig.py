"""What is needed at a moment, for the region only: the vision gives no key by gemeente.

Two ways, never added: lettings (`per jaar × jaren`, from the yearly demand of table 1), and stock (the shortage of
2030, in equal steps). That either is reached in equal steps is an 'aanname'.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from woonzorg.agenda.planning import BEGINJAAR, LAATSTE
from woonzorg.verdeling.vraag.groepen import Soort, list_voorouders
from woonzorg.verdeling.vraag.lijnen import STANDAARDVRAAG, make_behoefte

if TYPE_CHECKING:
    from woonzorg.agenda.kwartaal import Kwartaal


@dataclass(frozen=True)
class Nodig:
    """What is needed from the first of January 2026 to the end of a quarter; halves stay halves.

    Attributes
    ----------
    laag, hoog : float
        Homes.
    """

    laag: float
    hoog: float


def find_jaarvraag() -> Nodig:
    """Return the yearly demand that the rule spreads: 452 to 725 homes (§4.2)."""
    low, high = (
        sum(make_behoefte(STANDAARDVRAAG, Soort.PER_JAAR, hoog=side, optellen=False).aantallen)
        for side in (False, True)
    )
    return Nodig(low, high)


@cache
def is_in_band(groep: str) -> bool:
    """Tell whether the yearly demand is for a group: of others that the rule binds, the vision names no number.

    Examples
    --------
    >>> is_in_band("vrouwenopvang"), is_in_band("psychisch")
    (True, False)
    """
    asked = make_behoefte(STANDAARDVRAAG, Soort.PER_JAAR, hoog=True, optellen=False).groepen
    return not {groep, *list_voorouders(groep)}.isdisjoint(asked)


def calculate_toewijzingen(kwartaal: Kwartaal) -> Nodig:
    """Return the lettings that are needed since 2026, at the end of a quarter.

    Examples
    --------
    >>> from woonzorg.agenda.kwartaal import Kwartaal
    >>> calculate_toewijzingen(Kwartaal(2026, 2))
    Nodig(laag=226.0, hoog=362.5)
    """
    return _scale(find_jaarvraag(), kwartaal.count_sinds(BEGINJAAR))


def calculate_voorraad(tekort_2030: Nodig, kwartaal: Kwartaal) -> Nodig:
    """Return the part of a shortage of 2030 that is made up for at the end of a quarter, in equal steps.

    Examples
    --------
    >>> from woonzorg.agenda.kwartaal import Kwartaal
    >>> calculate_voorraad(Nodig(227, 1807), Kwartaal(2026, 2))
    Nodig(laag=22.7, hoog=180.7)
    """
    whole = LAATSTE.count_sinds(BEGINJAAR)
    return _scale(tekort_2030, min(whole, kwartaal.count_sinds(BEGINJAAR)), whole)


def _scale(nodig: Nodig, jaren: float, van: float = 1.0) -> Nodig:
    # Divided last: a tenth is no binary fraction, and what the tables give should come out as it is.
    return Nodig(nodig.laag * jaren / van, nodig.hoog * jaren / van)
