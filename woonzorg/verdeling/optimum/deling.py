"""Division of a number by a weight, in whole dwellings: over gemeenten first, then over the areas within each.

'Naar inwoners' of a gemeente, her taakstelling, and what the simple key by inhabitants gives her, are one and the same
number, because both come from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.rang import rank_gemeenten
from woonzorg.verdeling.invoer.veld import round_largest_remainder

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values


def divide_gemeenten(situatie: Situatie, gewicht: Values, totaal: int) -> dict[str, int]:
    """Divide a number over the gemeenten of the region by largest remainder; equal remainders by content (`rang`).

    Parameters
    ----------
    situatie : Situatie
    gewicht : ndarray of float, shape (areas,)
        Weight of each area; 0 in the ring.
    totaal : int
        Nothing is divided when there is no weight at all.
    """
    towns = situatie.veld.gebieden["gemeentecode"].to_numpy()
    codes = sorted(set(towns[situatie.veld.eigen].tolist()))
    sums = np.array([gewicht[towns == code].sum() for code in codes], dtype=float)
    counts = round_largest_remainder(sums, totaal, rank_gemeenten(situatie, codes))
    return dict(zip(codes, counts.tolist(), strict=True))


def divide_gebieden(situatie: Situatie, gewicht: Values, totaal: int) -> Counts:
    """Divide a number over areas: what each gemeente gets (`divide_gemeenten`), by largest remainder within it."""
    towns = situatie.veld.gebieden["gemeentecode"].to_numpy()
    ranks, counts = situatie.rang, np.zeros(len(gewicht), dtype=np.int64)
    for code, number in divide_gemeenten(situatie, gewicht, totaal).items():
        part = np.flatnonzero(towns == code)
        counts[part] = round_largest_remainder(gewicht[part], number, ranks[part])
    return counts


def calculate_taakstelling(situatie: Situatie, totaal: int) -> dict[str, int]:
    """Return what each gemeente would take by inhabitants, the statutory measure."""
    veld = situatie.veld
    people = np.where(veld.eigen, np.nan_to_num(veld.read("inwoners")), 0.0)
    return divide_gemeenten(situatie, people, totaal)
