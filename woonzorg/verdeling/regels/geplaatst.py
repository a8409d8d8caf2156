"""What is placed already is a fact: it stays, and where a rule says no to it, nothing comes beside it.

With p[a, g] what is placed::

    x[a, g] ≥ p[a, g]
    Σ_{block} x ≤ max(hoog, Σ_{block} p)     every limit of every rule, 'geen verplaatsing' too: it has been done

A decision for the same area and groups is taken to be what was carried out: the larger of both counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.grenzen import Grens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie


def find_geplaatst(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the least in each area and group that has been placed there."""
    if situatie.geplaatst is None:
        return ()
    return tuple(
        Grens(situatie.veld.codes[area], (area,), (group,), laag=float(situatie.geplaatst[area, group]))
        for area, group in np.argwhere(situatie.geplaatst > 0).tolist()
    )


def list_geplaatst_over(situatie: Situatie, limits: Sequence[Grens]) -> tuple[str, ...]:
    """Return the names of the limits that were passed by what is placed already."""
    placed = situatie.geplaatst
    if placed is None:
        return ()
    return tuple(dict.fromkeys(limit.naam for limit in limits if limit.count(placed) > limit.hoog))
