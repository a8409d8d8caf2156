"""The limits that each rule lays on a plan. A plan x[a, g] gives each area a and group g its dwellings.

Every rule comes down to limits of one form, so that solver and screen read the same list::

    laag ≤ Σ_{a ∈ gebieden, g ∈ groepen} x[a, g] ≤ hoog
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import calculate_capaciteit, floor_exact
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Schaal

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Counts, Values


@dataclass(frozen=True)
class Grens:
    """A limit on the sum of a block of a plan.

    Attributes
    ----------
    naam : str
        Code of the area, or of the set of gemeenten.
    gebieden, groepen : tuple of int
        Positions.
    hoog, laag : float
        Most and least; whole numbers, or infinite.
    zacht : bool
        Whether the least may fall short where it cannot be reached, which is then told.
    """

    naam: str
    gebieden: tuple[int, ...]
    groepen: tuple[int, ...]
    hoog: float = math.inf
    laag: float = 0.0
    zacht: bool = False

    def count(self, plan: Counts) -> int:
        """Return the dwellings of a plan in this block."""
        return int(plan[np.ix_(self.gebieden, self.groepen)].sum())


def limit_areas(situatie: Situatie, limits: Values) -> tuple[Grens, ...]:
    """Return one limit an area over all groups, where there is a finite one.

    Parameters
    ----------
    situatie : Situatie
    limits : ndarray of float
        Most homes by area of the field; infinite for no limit.
    """
    groups = tuple(range(len(situatie.groepen)))
    return tuple(
        Grens(code, (area,), groups, float(limit))
        for area, (code, limit) in enumerate(zip(situatie.veld.codes, limits, strict=True))
        if math.isfinite(limit)
    )


def find_ontzien(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits of 'ontzien': 0 in kwetsbare areas, and in unknown ones unless the planner says otherwise."""
    spared = {Klasse.KWETSBAAR} | ({Klasse.ONBEKEND} if situatie.waarden["ontzien"]["onbekend"] else set())
    scales = [situatie.find_schaal(group) for group in range(len(situatie.groepen))]
    if not scales:  # a scenario can hold only demand that is never spread
        return ()
    by_scale = {scale: _is_ontzien(situatie, scale, spared) for scale in set(scales)}
    blocked = (
        np.array([by_scale[scale] for scale in scales], dtype=bool)
        .reshape(len(scales), len(situatie.veld.codes))
        .T
    )
    return tuple(
        limit
        for area in np.flatnonzero(blocked.any(axis=1)).tolist()
        for limit in _spare(situatie, area, blocked)
    )


def _is_ontzien(situatie: Situatie, scale: Schaal, spared: set[Klasse]) -> npt.NDArray[np.bool_]:
    """Tell which areas a scale of test spares: the area itself, or the larger one in which it lies."""
    table, columns = situatie.veld.gebieden, ["klasse"]
    columns += ["klasse_wijk"] if scale == Schaal.WIJK and situatie.veld.niveau == Niveau.BUURT else []
    columns += ["klasse_gemeente"] if scale == Schaal.GEMEENTE else []
    answer: npt.NDArray[np.bool_] = table[columns].isin(spared).any(axis=1).to_numpy(dtype=bool)
    return answer


def _spare(situatie: Situatie, area: int, blocked: npt.NDArray[np.bool_]) -> Iterator[Grens]:
    code = situatie.veld.codes[area]
    groups = [int(group) for group in np.flatnonzero(blocked[area])]
    covered: dict[Uitzondering, list[int]] = {}
    for g in groups:
        for item in situatie.find_uitzonderingen(situatie.groepen[g], code):
            covered.setdefault(item, []).append(g)
    rest = tuple(g for g in groups if not any(g in found for found in covered.values()))
    if rest:
        yield Grens(code, (area,), rest, 0.0)
    for item, found in covered.items():
        # The number of a decision is no limit on what an exception without one leaves open.
        wider = {
            g for other in covered if item.hoogstens is None and other.aantal is None for g in covered[other]
        }
        left = tuple(g for g in found if g not in wider)
        if item.meest is not None and left:
            yield Grens(code, (area,), left, float(item.meest))


def find_plaatsregel(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits for groups with a place rule of their own: outside kwetsbare buurten, also inside a wijk."""
    return tuple(
        limit
        for group, name in enumerate(situatie.groepen)
        if PER_SLEUTEL[name].plaatsregel
        for limit in _limit_place(situatie, group, name)
    )


def _limit_place(situatie: Situatie, groep: int, naam: str) -> Iterator[Grens]:
    room = _count_room_buiten(situatie)
    for area, code in enumerate(situatie.veld.codes):
        most, cases = float(room[area]), situatie.find_uitzonderingen(naam, code)
        if math.isfinite(most) and all(item.aantal for item in cases):
            yield Grens(code, (area,), (groep,), max([most, *(float(item.meest or 0) for item in cases)]))


def _count_room_buiten(situatie: Situatie) -> Values:
    """Return the most that fits outside kwetsbare and unknown buurten; infinite in a buurt that is neither."""
    veld = situatie.veld
    spared = veld.gebieden["klasse"].isin([Klasse.KWETSBAAR, Klasse.ONBEKEND]).to_numpy(dtype=bool)
    if veld.niveau == Niveau.BUURT:
        return np.where(spared, 0.0, np.inf)
    values = situatie.waarden["capaciteit"]
    rate = values["mutatiegraad"] * values["toewijsaandeel"] / 1e4 * situatie.jaren
    return floor_exact(np.nan_to_num(veld.read("corporatie_buiten")) * rate)


def find_capaciteit(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the capacity of each area; a small one takes nothing but what a planner's lock states there."""
    values, veld = situatie.waarden["capaciteit"], situatie.veld
    capacity = calculate_capaciteit(
        veld, situatie.rang, values["mutatiegraad"] / 100, values["toewijsaandeel"] / 100, situatie.jaren
    )
    large = veld.read("huishoudens") >= values["huishoudens"]  # False where unknown
    held = np.isin(veld.codes, [slot.code for slot in situatie.sloten]) & ~large
    limits = limit_areas(situatie, np.where(held, np.inf, np.where(large, capacity, 0.0)))
    small = [
        limit
        for area in np.flatnonzero(held).tolist()
        for limit in _limit_vast(situatie, area, float(capacity[area]))
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


def find_nabijheid(situatie: Situatie) -> tuple[Grens, ...]:
    """Return 0 for areas that lie too far from a huisarts or supermarkt, or whose distance is unknown."""
    values, veld = situatie.waarden["nabijheid"], situatie.veld
    near = (veld.read("afstand_huisarts") <= values["huisarts"]) & (
        veld.read("afstand_supermarkt") <= values["supermarkt"]
    )
    return limit_areas(situatie, np.where(near, np.inf, 0.0))


def find_sleutel(situatie: Situatie) -> tuple[Grens, ...]:
    """Return least and most for each agreed set of gemeenten."""
    municipality = situatie.veld.gebieden["gemeentecode"]
    groups = tuple(range(len(situatie.groepen)))
    return tuple(
        Grens(
            afspraak.naam,
            tuple(np.flatnonzero(municipality.isin(afspraak.gemeenten) & situatie.veld.eigen).tolist()),
            groups,
            math.inf if afspraak.hoogstens is None else float(afspraak.hoogstens),
            float(afspraak.minstens),
            zacht=True,
        )
        for afspraak in situatie.afspraken
    )


def find_sloten(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the numbers that the planner holds fast; they are no rule, but bind the solver all the same."""
    codes, groups = situatie.veld.codes, situatie.groepen
    return tuple(
        Grens(
            slot.code, (codes.index(slot.code),),
            (groups.index(slot.groep),) if slot.groep else tuple(range(len(groups))),
            float(slot.aantal), float(slot.aantal),
        )
        for slot in situatie.sloten
    )  # fmt: skip


def calculate_aandelen(situatie: Situatie, sleutel: str | None = None) -> dict[str, float]:
    """Return each gemeente's share of the region by a key (inwoners, huishoudens …); unknown areas count as 0."""
    veld = situatie.veld
    weight = np.where(veld.eigen, np.nan_to_num(veld.read(sleutel or situatie.verdeelsleutel)), 0.0)
    sums = veld.gebieden.assign(_gewicht=weight)[veld.eigen].groupby("gemeentecode")["_gewicht"].sum()
    total = float(sums.sum())
    return {str(code): float(value) / total if total else 0.0 for code, value in sums.items()}
