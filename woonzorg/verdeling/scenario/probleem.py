"""The problem that a scenario poses on a field: where its parts meet the data."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.geplaatst import count_geplaatst
from woonzorg.verdeling.invoer.situatie import Basisdeel, Situatie
from woonzorg.verdeling.regels.besluiten import find_teveel, make_besluitfout
from woonzorg.verdeling.regels.lijst import list_nooit_uit
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.veld import Counts, Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Behoefte


def make_situatie(
    scenario: Scenario, veld: Veld, bandbreedte: str = "", basis: Counts | None = None
) -> Situatie:
    """Return the problem that a scenario poses on a field.

    Raises
    ------
    InhoudFout
        When a lock, exception or agreement names an area, gemeente or group that is not there.
    InvoerFout
        When more is decided for a group than either side of its demand asks.
    """
    behoefte = scenario.make_behoefte(bandbreedte)
    _check_plekken(scenario, veld, behoefte)
    cases = tuple(dict.fromkeys(scenario.uitzonderingen))  # a decision that is written twice is taken once
    sides = [scenario.make_behoefte(side) for side in (LAAG, HOOG)]
    if toomany := [text for side in sides for text in find_teveel(cases, side)]:
        raise make_besluitfout(toomany)
    placed = count_geplaatst(veld.geplaatst, veld.codes, behoefte.groepen)
    basis = read_basis(scenario.basis, veld, behoefte.groepen) if basis is None else basis
    beyond = any(
        widen_behoefte(side, count_geplaatst(veld.geplaatst, veld.codes, side.groepen)) != side
        for side in sides
    )
    return Situatie(
        veld, widen_behoefte(behoefte, placed), scenario.waarden, find_uit(scenario), scenario.sloten, cases,
        scenario.afspraken, scenario.loten, scenario.schalen, scenario.verdeelsleutel, scenario.jaren, basis, placed,
        behoefte.aantallen if beyond else (), scenario.gepland,
    )  # fmt: skip


def read_basis(delen: Sequence[Basisdeel], veld: Veld, groepen: Sequence[str]) -> Counts | None:
    """Return an earlier plan by area of the field and group; None without one.

    An area that is no longer there, and a group that is not asked for now, are passed over: it is a plan to stay close
    to, and binds nothing.
    """
    if not delen:
        return None
    places = {code: area for area, code in enumerate(veld.codes) if veld.eigen[area]}
    counts = np.zeros((len(veld.codes), len(groepen)), dtype=np.int64)
    for part in delen:
        if part.code in places and part.groep in groepen:
            counts[places[part.code], groepen.index(part.groep)] += part.aantal
    return counts


def write_basis(situatie: Situatie, aantallen: Counts) -> tuple[Basisdeel, ...]:
    """Return a plan as one to stay close to: what `read_basis` reads."""
    return tuple(
        Basisdeel(situatie.veld.codes[area], situatie.groepen[group], int(aantallen[area, group]))
        for area, group in np.argwhere(aantallen > 0).tolist()
    )


def widen_behoefte(behoefte: Behoefte, geplaatst: Counts | None) -> Behoefte:
    """Return a demand that is no less, by group, than what has been placed of it already."""
    if geplaatst is None:
        return behoefte
    pairs = zip(behoefte.aantallen, geplaatst.sum(axis=0).tolist(), strict=True)
    return dataclasses.replace(behoefte, aantallen=tuple(max(pair) for pair in pairs))


def find_uit(scenario: Scenario) -> frozenset[str]:
    """Return the rules that do not apply; one that an older file has off, though it is never off, applies."""
    return scenario.uit - {regel.sleutel for regel in list_nooit_uit(scenario.uit)}


@once
def _list_eigen(veld: Veld) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of the areas of the region, and of its gemeenten."""
    own = veld.gebieden.loc[veld.eigen, ["code", "gemeentecode"]]
    return frozenset(own["code"]), frozenset(own["gemeentecode"])


def _check_plekken(scenario: Scenario, veld: Veld, behoefte: Behoefte) -> None:
    codes, municipalities = _list_eigen(veld)
    places = [*(slot.code for slot in scenario.sloten), *(item.code for item in scenario.uitzonderingen)]
    places += [*(item.code for item in scenario.gepland), *(item.code for item in scenario.toetsen)]
    findings = [f"{code} ligt niet in deze streek" for code in places if code not in codes]
    findings += [
        f"{code} ligt niet in deze streek"
        for deal in scenario.afspraken
        for code in deal.gemeenten
        if code not in municipalities
    ]
    findings += [
        f"de groep {slot.groep} wordt in dit scenario niet verdeeld"
        for slot in scenario.sloten
        if slot.groep and slot.groep not in behoefte.groepen
    ]
    complexes = {(item.gebied, item.naam) for item in veld.complexen}
    findings += [
        f"het complex {item.complex} staat niet in de eigen cijfers van {item.code}"
        for item in scenario.toetsen
        if item.complex and (item.code, item.complex) not in complexes
    ]
    keys = [(slot.code, slot.groep) for slot in scenario.sloten]
    findings += [
        f"{code} is twee keer vastgezet" for code, groep in set(keys) if keys.count((code, groep)) > 1
    ]
    if findings:
        message = "Dit scenario past niet bij de gegevens."
        raise InhoudFout(message, sorted(findings), remedie="Verbeter het scenario, of kies andere gegevens.")
