"""What of a plan may be shared (methode: Privacy): totals by area or gemeente, never group × area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from woonzorg.verdeling.situatie import Situatie
    from woonzorg.verdeling.veld import Counts, Veld


def has_eigen_cijfers(veld: Veld) -> bool:
    """Tell whether a field holds the planner's own figures: then nothing below gemeente is shared."""
    own = veld.gebieden[["gehuisvest", "gepland", "capaciteit"]].notna().to_numpy()
    return bool(own.any())


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
