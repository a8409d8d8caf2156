"""Groups for which every limit is the same, taken as one: what fits of them together is what fits of them apart.

Within an area homes of such groups can be exchanged without any limit noticing, so that a plan for their sum can always
be divided over them again. Not where a least lot holds: three homes for two groups with lots of two cannot be.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.grenzen import Grens

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie


def merge_groepen(situatie: Situatie, grenzen: Sequence[Grens]) -> tuple[Situatie, list[Grens]]:
    """Return a situation with fewer groups, and the limits on these, in the same order.

    Parameters
    ----------
    situatie : Situatie
    grenzen : sequence of Grens
        Every limit that its groups will have.
    """
    sets = _list_gelijk(situatie, grenzen)
    need, place = situatie.behoefte, {g: number for number, alike in enumerate(sets) for g in alike}
    fewer = dataclasses.replace(
        need,
        groepen=tuple(need.groepen[alike[0]] for alike in sets),
        aantallen=tuple(sum(need.aantallen[g] for g in alike) for alike in sets),
        regels=tuple(need.regels[alike[0]] for alike in sets),
    )
    names = {
        groups: tuple(dict.fromkeys(place[g] for g in groups if g in place))
        for groups in {limit.groepen for limit in grenzen}
    }
    limits = [
        Grens(limit.naam, limit.gebieden, names[limit.groepen], limit.hoog, limit.laag, limit.zacht)
        for limit in grenzen
    ]
    done = situatie.geplaatst
    if done is not None:
        done = np.array([done[:, alike].sum(axis=1) for alike in sets]).reshape(len(sets), len(done)).T
    return dataclasses.replace(situatie, behoefte=fewer, basis=None, geplaatst=done), limits


def _list_gelijk(situatie: Situatie, grenzen: Sequence[Grens]) -> list[list[int]]:
    """Return the positions of the groups that ask something, those that are alike together."""
    closed: dict[int, set[int]] = defaultdict(set)
    within: dict[int, list[int]] = defaultdict(list)
    for number, limit in enumerate(grenzen):
        for group in limit.groepen:
            if limit.hoog == 0 and limit.laag <= 0:
                closed[group] |= set(limit.gebieden)
            else:
                within[group].append(number)
    sets: dict[Hashable, list[int]] = defaultdict(list)
    for group, (name, count) in enumerate(zip(situatie.groepen, situatie.behoefte.aantallen, strict=True)):
        if count:
            own = group if situatie.find_lot(name) > 1 else -1
            sets[own, frozenset(closed[group]), tuple(within[group])].append(group)
    return list(sets.values())
