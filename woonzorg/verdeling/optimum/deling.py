"""Division of a number by a weight, in whole dwellings: over gemeenten first, then over the areas within each.

'Naar inwoners' of a gemeente, her taakstelling, and what the simple key by inhabitants gives her, are one and the same
number, because both come from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.rang import rank_gemeenten
from woonzorg.verdeling.invoer.veld import round_largest_remainder

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld


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
    veld = situatie.veld
    ranks = _rank_eigen(veld)
    sums = np.array([gewicht[veld.gemeenten[code]].sum() for code in ranks], dtype=float)
    counts = round_largest_remainder(sums, totaal, np.array(list(ranks.values()), dtype=np.intp))
    return dict(zip(ranks, counts.tolist(), strict=True))


@once
def _rank_eigen(veld: Veld) -> dict[str, int]:
    """Return the place of each gemeente of the region (`rang`), in order of code: every plan of a field asks for it."""
    codes = sorted(set(veld.gebieden["gemeentecode"].to_numpy()[veld.eigen].tolist()))
    return dict(zip(codes, rank_gemeenten(veld, codes).tolist(), strict=True))


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
