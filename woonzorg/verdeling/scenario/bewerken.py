"""Changing a scenario: every change gives another scenario, checked as a file would be; with the way back.

What a planner does on the page (demand, rules, locks, exceptions, agreements) is one function here each.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Slot
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD
from woonzorg.verdeling.scenario.controle import find_uitzonderingfouten
from woonzorg.verdeling.scenario.inhoud import Scenario, change
from woonzorg.verdeling.scenario.mutatiegraad import find_mutatiegraad
from woonzorg.verdeling.scenario.vormen import Regelstand
from woonzorg.verdeling.vraag.declaratie import list_onderdelen
from woonzorg.verdeling.vraag.groepen import URGENTIE, find_schaal, is_gebonden
from woonzorg.verdeling.vraag.lijnen import STANDAARDVRAAG, VAN_PARKSTAD
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.invoer.gepland import Gepland
    from woonzorg.verdeling.invoer.situatie import Afspraak, Uitzondering
    from woonzorg.verdeling.vraag.groepen import Instrument, Schaal
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

STAPPEN_MAXIMUM = 100
"""Most changes that can be undone."""


def make_standaard(
    regio: str, niveau: Niveau = Niveau.BUURT, voorraad: Mapping[str, float] | None = None
) -> Scenario:
    """Return the scenario that a region starts with: the demand that Parkstad published.

    Elsewhere that demand is an example, and says so: each line is then an 'aanname'.

    Parameters
    ----------
    regio : str
    niveau : Niveau
    voorraad : mapping, optional
        Corporation dwellings by gemeente (`veld.count_voorraad`): with Parkstad's, the mutatiegraad is worked out from
        the dwellings that came free (`mutatiegraad.find_mutatiegraad`).
    """
    rate = find_mutatiegraad(regio, voorraad or {})
    rules = Regelstand().set(CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, rate)
    lines = STANDAARDVRAAG
    if regio != VAN_PARKSTAD:
        lines = tuple(
            dataclasses.replace(line, bron=f"{AANNAME}: als voorbeeld de vraag van Parkstad ({line.bron})")
            for line in lines
        )
    return Scenario(regio=regio, niveau=niveau, vraag=lines, regels=rules)


def set_deel(scenario: Scenario, *, attribuut: str, waarde: object) -> Scenario:
    """Set one part of its own; another level drops what names an area, for a buurt is no wijk."""
    other = attribuut == "niveau" and waarde != scenario.niveau
    dropped = {
        part.attribuut: part.standaard
        for part in list_onderdelen(type(scenario))
        if other and part.noemt_gebied
    }
    return change(scenario, **dropped | {attribuut: waarde})


def set_vraag(scenario: Scenario, regel: Vraagregel) -> Scenario:
    """Set the demand of one group; a group without demand in the scenario is added."""
    lines = {line.groep: line for line in scenario.vraag} | {regel.groep: regel}
    return change(scenario, vraag=tuple(lines.values()))


def set_parameter(scenario: Scenario, regel: str, parameter: str, waarde: float) -> Scenario:
    """Set one parameter of one rule."""
    return change(scenario, regels=scenario.regels.set(regel, parameter, waarde))


def switch_regel(scenario: Scenario, regel: str, *, aan: bool) -> Scenario:
    """Let a rule apply, or not."""
    return change(scenario, regels=scenario.regels.switch(regel, aan=aan))


def find_slot(scenario: Scenario, code: str) -> Slot | None:
    """Return the lock on all groups together of an area."""
    return next((slot for slot in scenario.sloten if slot.code == code and not slot.groep), None)


def set_slot(scenario: Scenario, code: str, aantal: int | None) -> Scenario:
    """Hold the number of an area fast for all groups together; None lets go of all its locks."""
    rest = tuple(slot for slot in scenario.sloten if slot.code != code or (aantal is not None and slot.groep))
    held = () if aantal is None else (Slot(code, max(0, aantal)),)
    return change(scenario, sloten=rest + held)


def set_sloten(scenario: Scenario, aantallen: Mapping[str, int]) -> Scenario:
    """Hold the numbers of some areas fast, for all groups together; locks of one group stay.

    Parameters
    ----------
    scenario : Scenario
    aantallen : mapping
        Homes by code.
    """
    rest = tuple(slot for slot in scenario.sloten if slot.groep or slot.code not in aantallen)
    return change(scenario, sloten=rest + tuple(Slot(code, count) for code, count in aantallen.items()))


def drop_sloten(scenario: Scenario) -> Scenario:
    """Let go of every area."""
    return change(scenario, sloten=())


def set_uitzondering(scenario: Scenario, uitzondering: Uitzondering) -> Scenario:
    """Add an exception; an earlier one for the same area and group makes way, unless it came from an initiative.

    Raises
    ------
    InhoudFout
        When its day is none or yet to come, or a text says nothing.
    InvoerFout
        When that decision stands there already, from an initiative: it would be placed twice.
    """
    if findings := find_uitzonderingfouten(vars(uitzondering)):
        message = "De uitzondering klopt niet."
        raise InhoudFout(
            message, findings, remedie="Vul een motief in, wie besloot, en de dag van het besluit."
        )
    for item in scenario.uitzonderingen:
        if item.initiatief and _name_besluit(item) == _name_besluit(uitzondering):
            message = f"Dit besluit staat er al, uit initiatief '{item.initiatief.naam or item.initiatief.kenmerk}'."
            raise InvoerFout(message, remedie="Haal dat eerst weg, als u het hier zelf wilt invullen.")
    place = (uitzondering.code, uitzondering.groep)
    rest = tuple(
        item for item in scenario.uitzonderingen if item.initiatief or (item.code, item.groep) != place
    )
    return change(scenario, uitzonderingen=(*rest, uitzondering))


def _name_besluit(item: Uitzondering) -> tuple[str, str, str, str]:
    return item.code, item.groep, item.besluit_door.strip().casefold(), item.datum


def drop_uitzondering(scenario: Scenario, uitzondering: Uitzondering) -> Scenario:
    """Take an exception back."""
    rest = tuple(item for item in scenario.uitzonderingen if item != uitzondering)
    return change(scenario, uitzonderingen=rest)


def drop_gepland(scenario: Scenario, gepland: Gepland) -> Scenario:
    """Take planned homes back."""
    return change(scenario, gepland=tuple(item for item in scenario.gepland if item != gepland))


def set_afspraak(scenario: Scenario, afspraak: Afspraak) -> Scenario:
    """Add an agreement; an earlier one for the same gemeenten makes way."""
    kept = tuple(item for item in scenario.afspraken if set(item.gemeenten) != set(afspraak.gemeenten))
    return change(scenario, afspraken=(*kept, afspraak))


def drop_afspraak(scenario: Scenario, afspraak: Afspraak) -> Scenario:
    """Take an agreement back."""
    return change(scenario, afspraken=tuple(item for item in scenario.afspraken if item != afspraak))


def set_lot(scenario: Scenario, groep: str, aantal: int) -> Scenario:
    """Set the least number of a group in one area that receives; 1 is the same as none."""
    rest = {name: lot for name, lot in scenario.loten.items() if name != groep}
    return change(scenario, loten=rest | ({groep: aantal} if aantal > 1 else {}))


def set_schaal(scenario: Scenario, groep: str, instrument: Instrument, schaal: Schaal) -> Scenario:
    """Set the scale at which an instrument is tested for a group."""
    usual = find_schaal(groep, instrument)
    rest = {place: scale for place, scale in scenario.schalen.items() if place != (groep, instrument)}
    own = usual is None or schaal != usual.schaal
    return change(scenario, schalen=rest | ({(groep, instrument): schaal} if own else {}))


def list_urgentie(scenario: Scenario) -> list[str]:
    """Return the groups of the demand that the rule binds, most urgent first."""
    order = list(dict.fromkeys([*scenario.urgentie, *URGENTIE]))
    return sorted((line.groep for line in scenario.vraag if is_gebonden(line.groep)), key=order.index)


def raise_urgentie(scenario: Scenario, groep: str) -> Scenario:
    """Let a group go before the one above it; the first stays first."""
    order = list_urgentie(scenario)
    place = order.index(groep)
    order.insert(max(0, place - 1), order.pop(place))
    return change(scenario, urgentie=tuple(order))


@dataclass(frozen=True)
class Geschiedenis:
    """A scenario in the making, with the ones before it and those that were undone.

    Attributes
    ----------
    scenario : Scenario
    terug, vooruit : tuple of Scenario
        Nearest last.
    """

    scenario: Scenario
    terug: tuple[Scenario, ...] = ()
    vooruit: tuple[Scenario, ...] = ()

    def change(self, scenario: Scenario) -> Geschiedenis:
        """Go on with another scenario; what was undone is then gone. The same scenario changes nothing."""
        if scenario == self.scenario:
            return self
        return Geschiedenis(scenario, (*self.terug, self.scenario)[-STAPPEN_MAXIMUM:])

    def undo(self) -> Geschiedenis:
        """Go back a step; the first has none."""
        if not self.terug:
            return self
        return Geschiedenis(self.terug[-1], self.terug[:-1], (*self.vooruit, self.scenario))

    @property
    def stappen(self) -> tuple[Scenario, ...]:
        """All of them in order: before, now, and undone."""
        return (*self.terug, self.scenario, *reversed(self.vooruit))

    def go(self, plek: int) -> Geschiedenis:
        """Go to one of `stappen`; a place that is none changes nothing."""
        steps = self.stappen
        if not 0 <= plek < len(steps):
            return self
        return Geschiedenis(steps[plek], steps[:plek], tuple(reversed(steps[plek + 1 :])))

    def redo(self) -> Geschiedenis:
        """Take back what was undone last."""
        if not self.vooruit:
            return self
        return Geschiedenis(self.vooruit[-1], (*self.terug, self.scenario), self.vooruit[:-1])
