"""What of a plan may be shared (methode: Privacy): totals by area or gemeente, never group × area.

With own figures there are totals by gemeente at most. Where any own figure is under 10, a total is shown only when no
one can take from it what one or two areas take: at least `MINSTENS` areas receive behind each total, and behind all
that is hidden together (for the total of the region is told). Where that cannot be had, the region's total is hidden
too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.groepen import PER_SLEUTEL
from woonzorg.verdeling.veld import KLEIN

MINSTENS = 3
"""Least number of areas that receive behind a total that rests on own figures under 10."""

VERBORGEN = "Rekenvoorbeeld. De aantallen zijn verborgen: ze zijn te herleiden tot eigen cijfers onder de 10."

if TYPE_CHECKING:
    from woonzorg.verdeling.situatie import Situatie
    from woonzorg.verdeling.veld import Counts, Veld


def has_eigen_cijfers(veld: Veld) -> bool:
    """Tell whether a field holds the planner's own figures: then nothing below gemeente is shared."""
    own = veld.gebieden[["gehuisvest", "gepland", "capaciteit"]].notna().to_numpy()
    given = bool(own.any()) or bool(veld.gebieden["corporatie_eigen"].any())
    return given or bool(veld.complexen) or has_kleine_cijfers(veld)


def has_kleine_cijfers(veld: Veld) -> bool:
    """Tell whether any of the planner's own figures is under 10."""
    small = any(min(item.woningen, item.gehuisvest) < KLEIN for item in veld.complexen)
    return small or bool(veld.gebieden["eigen_klein"].any())


def find_open_groepen(situatie: Situatie, plan: Counts) -> list[int]:
    """Return the positions of the groups whose sum may be told by area; empty when it may not be told at all.

    Sensitive groups are left out, and one group by itself would be group × area. With own figures nothing is told by
    area, for they could be derived from it.
    """
    open_groups = [
        group
        for group, name in enumerate(situatie.groepen)
        if not PER_SLEUTEL[name].gevoelig and plan[:, group].any()
    ]
    return open_groups if len(open_groups) > 1 and not has_eigen_cijfers(situatie.veld) else []


def may_tell_regio(situatie: Situatie, plan: Counts) -> bool:
    """Tell whether the totals of the region may be shared."""
    receiving = sum(_count_ontvangers(situatie, plan).values())
    return not has_kleine_cijfers(situatie.veld) or not 0 < receiving < MINSTENS


def find_verborgen(situatie: Situatie, plan: Counts) -> frozenset[str]:
    """Return the codes of the gemeenten whose total may not be shared."""
    if not has_kleine_cijfers(situatie.veld):
        return frozenset()
    receiving = {code: count for code, count in _count_ontvangers(situatie, plan).items() if count}
    hidden = {code for code, count in receiving.items() if count < MINSTENS}
    rest = sorted(receiving.keys() - hidden, key=lambda code: (receiving[code], code))
    # What is hidden together follows from the region's total: a handful of areas is hidden in vain.
    while hidden and rest and sum(receiving[code] for code in hidden) < MINSTENS:
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def _count_ontvangers(situatie: Situatie, plan: Counts) -> dict[str, int]:
    """Return how many areas of each gemeente receive something."""
    veld, received = situatie.veld, plan.sum(axis=1) > 0
    counts = veld.gebieden.assign(_n=received)[veld.eigen].groupby("gemeentecode")["_n"].sum()
    return {str(code): int(count) for code, count in counts.items()}
