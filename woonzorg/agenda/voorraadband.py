"""What is needed in stock at each moment: the shortage of 2030, worked out anew by scenario, in equal steps.

For the region and by group only: the groups overlap, and are never added; the vision gives no key by gemeente. Beside
it belongs what got ready *for that group*: `make_voortgang` of the lines of the group (`select_groep`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import Nodig, calculate_voorraad
from woonzorg.agenda.planning import LAATSTE, list_verslagen
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.overdracht import IN_VERDELING, count_tekorten
from woonzorg.opgave.woorden import name_groep, name_scenario
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.opgave.cijfers import Opgave

AANNAME_VOORRAAD = "Aanname: het tekort van 2030, opnieuw berekend, wordt in gelijke stappen ingelopen."
"""Stands beside the band."""


@dataclass(frozen=True)
class Voorraadband:
    """What one group needs in stock.

    Attributes
    ----------
    groep : str
        Key of the group in the tables of the opgave.
    lijngroep : str
        Key of the group on the agenda.
    tekorten : mapping
        Scenario to the shortage of 2030, in homes; '' where the source makes no difference.
    """

    groep: str
    lijngroep: str
    tekorten: Mapping[str, int]

    @property
    def naam(self) -> str:
        """Name of the group."""
        return name_groep(self.groep)

    @property
    def scenarios(self) -> dict[str, str]:
        """Keys of the scenarios to their names, to choose from."""
        return {key: name_scenario(key) for key in self.tekorten}

    def find_tekort(self, scenario: str = "") -> Nodig:
        """Return the shortage of 2030: of one scenario, else least and most of all."""
        known = [self.tekorten[scenario]] if scenario in self.tekorten else list(self.tekorten.values())
        return Nodig(min(known), max(known))

    def list_nodig(self, scenario: str = "") -> tuple[tuple[Kwartaal, Nodig], ...]:
        """Return what is needed at the end of each of the ten moments, since 2026: an 'aanname'."""
        short = self.find_tekort(scenario)
        return tuple((item.kwartaal, calculate_voorraad(short, item.kwartaal)) for item in list_verslagen())


def list_voorraadband(opgave: Opgave | None = None) -> tuple[Voorraadband, ...]:
    """Return a band for each group of which the shortage of 2030 can be worked out.

    Parameters
    ----------
    opgave : Opgave, optional
        By default that of Parkstad, as published; elsewhere that is an example.

    Examples
    --------
    >>> [(band.groep, dict(band.tekorten)) for band in list_voorraadband()][0]
    ('ouderen', {'basis': 227, 'trend': 1807})
    """
    known = [
        cijfer
        for cijfer in compute_cijfers(opgave or read_parkstad())
        if cijfer.jaar == LAATSTE.jaar and cijfer.soort == Soort.VOORRAAD and cijfer.herberekend is not None
    ]
    groups = dict.fromkeys(cijfer.groep for cijfer in known)
    shortages = {
        group: count_tekorten([item for item in known if item.groep == group], Cijferkeuze.HERBEREKEND)
        for group in groups
    }
    return tuple(
        Voorraadband(group, IN_VERDELING.get(group, group), short)
        for group, short in shortages.items()
        if short
    )


def select_groep(lijnen: Iterable[Agendalijn], groep: str) -> tuple[Agendalijn, ...]:
    """Return the lines of one group (`Voorraadband.lijngroep`)."""
    return tuple(line for line in lijnen if line.groep == groep)
