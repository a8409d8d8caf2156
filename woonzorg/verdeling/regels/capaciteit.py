"""The rule 'capaciteit': no more comes than comes free and is planned; a small area takes part only when locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import calculate_capaciteit
from woonzorg.verdeling.regels.grenzen import Grens, limit_areas
from woonzorg.verdeling.regels.metingen import measure_tightest
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values

WIJK_VAN_MORGEN = "Wijk van Morgen: 8,5 % woningmutaties per jaar"

MUTATIEGRAAD = Parameter(
    "mutatiegraad", "Woningen die per jaar vrijkomen", 8.5, WIJK_VAN_MORGEN, 0, 100, "%", decimalen=2
)
TOEWIJSAANDEEL = Parameter(
    "toewijsaandeel", "Deel daarvan voor deze groepen", 25.0, AANNAME, 0, 100, "%", 0.1
)
KLEINSTE = Parameter(
    "huishoudens", "Kleinste gebied dat automatisch meedoet", 100.0, AANNAME, 1, 10_000, "huishoudens"
)


@once
def find_capaciteit(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the capacity of each area; a small one takes nothing but what a planner's lock states there."""
    share = CAPACITEIT.read(situatie)[TOEWIJSAANDEEL.sleutel]
    return _limit(situatie, _calculate(situatie, [share])[0].astype(float))


def find_capaciteiten(situatie: Situatie, aandelen: Sequence[float]) -> Values:
    """Return the most of each limit of `find_capaciteit` at many shares (percent) at once; a row each.

    A limit on all groups of an area is its capacity, or what else is the most there; the others do not hang on it.
    """
    wide = _limit(situatie, np.full(len(situatie.veld.codes), _RUIM))
    most = np.array([limit.hoog for limit in wide], dtype=float)
    areas = np.array([limit.gebieden[0] for limit in wide], dtype=np.intp)
    whole = np.array([len(limit.groepen) == len(situatie.groepen) for limit in wide], dtype=bool)
    found = _calculate(situatie, aandelen)[:, areas].astype(float)
    np.minimum(found, most, out=found)  # in its place: for the country and every per cent this is large
    found[:, ~whole] = most[~whole]
    return found


_RUIM = 1e9
"""More than any area has."""


def _calculate(situatie: Situatie, aandelen: Sequence[float]) -> Counts:
    rate = CAPACITEIT.read(situatie)["mutatiegraad"] / 100
    parts = rate * (np.array(aandelen, dtype=float) / 100) * situatie.jaren
    return calculate_capaciteit(situatie.veld, situatie.rang, parts) + count_gepland(situatie)


@once
def count_gepland(situatie: Situatie) -> Counts:
    """Return the homes that the scenario plans in each area; 0 where an own figure for the capacity goes before."""
    veld = situatie.veld
    counts: Counts = np.zeros(len(veld.codes), dtype=np.int64)
    for item in situatie.gepland:
        counts[veld.codes.index(item.code)] += item.aantal
    counts[np.isfinite(veld.read("capaciteit"))] = 0
    return counts


def _limit(situatie: Situatie, capaciteit: Values) -> tuple[Grens, ...]:
    veld = situatie.veld
    large = veld.read("huishoudens") >= CAPACITEIT.read(situatie)["huishoudens"]  # False where unknown
    held = np.isin(veld.codes, [slot.code for slot in situatie.sloten]) & ~large
    limits = limit_areas(situatie, np.where(held, np.inf, np.where(large, capaciteit, 0.0)))
    small = [
        limit
        for area in np.flatnonzero(held).tolist()
        for limit in _limit_vast(situatie, area, float(capaciteit[area]))
    ]
    return (*limits, *small)


def _limit_vast(situatie: Situatie, area: int, capaciteit: float) -> Iterator[Grens]:
    """Return the limits of a small area that is locked: each lock opens it to its own group, up to its number."""
    code, everyone = situatie.veld.codes[area], tuple(range(len(situatie.groepen)))
    locks = {slot.groep: float(slot.aantal) for slot in situatie.sloten if slot.code == code}
    named = {g: locks[name] for g, name in enumerate(situatie.groepen) if name in locks}
    yield Grens(code, (area,), everyone, min(capaciteit, locks.get("", sum(named.values()))))
    others = tuple(g for g in everyone if g not in named)
    if others and "" not in locks:
        yield Grens(code, (area,), others, 0.0)
    yield from (Grens(code, (area,), (g,), most) for g, most in named.items())


CAPACITEIT = Regel(
    sleutel="capaciteit", titel="Capaciteit", versie=2, paragraaf="§4.2",
    uitleg="Er komt niet meer bij dan er vrijkomt en gepland is.",
    formule="Σx ≤ corporatiewoningen × mutatiegraad × toewijsaandeel + gepland",
    parameters=(MUTATIEGRAAD, TOEWIJSAANDEEL, KLEINSTE),
    find_grenzen=find_capaciteit, meet=measure_tightest, knoppen=(TOEWIJSAANDEEL.sleutel,),
    telt_woningen=True, over_de_plek=True,
)  # fmt: skip
