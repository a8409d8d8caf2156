"""What of each group may be told of a shared plan, so that no map of a group gives more away beside the other maps.

Whoever lays the map of one group beside that of all, or of another group, can subtract. So:

- the groups for which more privacy holds have no map of their own, and lie in no total (`openbaar`);
- a group is told by gemeente. A gemeente in which the rule leaves fewer than `BUURTEN` buurten open is told together
  with others, until these hold enough beside it: with which follows from what all know (open buurten, and the totals of
  all groups);
- a group is told by wijk only where the total of that wijk is, and only when every group that comes in the gemeente has
  at least `WONINGEN` homes in each of these wijken and in what remains. Else no group is told below that gemeente: one
  figure that is left out beside all others can be counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.delen.openbaar import BUURTEN, WONINGEN, count_open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.delen.openbaar import GedeeldPlan

Gemeenten = tuple[str, ...]
"""Codes of gemeenten that are told together; most often one."""


@dataclass(frozen=True)
class Raadstelling:
    """The homes of a plan, of all groups together or of one, as far as others may count them.

    Attributes
    ----------
    groep : str
        Key of the group; '' for all groups that may be told.
    gemeenten : mapping
        Gemeenten that are told together → homes; empty when no number of the plan is told.
    wijken : mapping
        Code of a wijk → homes, of those that may be told.
    """

    groep: str
    gemeenten: Mapping[Gemeenten, int]
    wijken: Mapping[str, int]

    def find_rest(self, gemeente: str, wijken: Mapping[str, str]) -> int:
        """Return what stands in a gemeente beside its wijken that are told; `wijken` gives the gemeente of each."""
        told = sum(count for code, count in self.wijken.items() if wijken[code] == gemeente)
        return self.gemeenten[(gemeente,)] - told


def list_kaartgroepen(gedeeld: GedeeldPlan) -> tuple[str, ...]:
    """Return the groups that may have a map of their own; none when no number of the plan is told."""
    return () if gedeeld.verborgen else tuple(gedeeld.situatie.groepen)


def count_raad(gedeeld: GedeeldPlan, groep: str = "") -> Raadstelling:
    """Count a shared plan for a map: all groups together, or one.

    Raises
    ------
    InvoerFout
        When the group has no map: it is not in the plan, or more privacy holds for it.
    """
    if not groep:
        return Raadstelling("", {(code,): count for code, count in gedeeld.gemeenten.items()}, gedeeld.wijken)
    groups = list_kaartgroepen(gedeeld)
    if groep not in groups:
        message = f"Van de groep '{groep}' is er geen kaart om te delen."
        raise InvoerFout(message, verwacht=", ".join(groups) or "een plan waarvan aantallen te delen zijn")
    cells = _count_cellen(gedeeld)
    towns = {
        together: sum(count for (name, code, _), count in cells.items() if name == groep and code in together)
        for together in bundle_gemeenten(gedeeld)
    }
    single = {together[0] for together in towns if len(together) == 1}
    told = {code for code in single if _has_volle_cellen(cells, code)}
    wijken = {
        wijk: cells.get((groep, code, wijk), 0)
        for wijk, code in _find_gemeente(gedeeld).items()
        if wijk in gedeeld.wijken and code in told
    }
    return Raadstelling(groep, towns, wijken)


def bundle_gemeenten(gedeeld: GedeeldPlan) -> tuple[Gemeenten, ...]:
    """Return which gemeenten are told together when a group is told; each by itself where enough buurten are open.

    Those that receive and have few open buurten go together, and then the one with fewest open buurten (by code) joins
    until the others hold `WONINGEN` beside each of the few, and `BUURTEN` buurten are open. All of it is known to all.
    """
    veld, homes = gedeeld.situatie.veld, gedeeld.gemeenten
    opened = count_open(veld.gebieden[veld.eigen], "gemeentecode")
    order = sorted((code for code in homes if homes[code]), key=lambda code: (opened[code], code))
    few = [code for code in order if opened[code] < BUURTEN]
    together = len(few)
    while few and together < len(order) and not _is_genoeg(order[:together], few, opened, homes):
        together += 1
    joined = tuple(sorted(order[:together])) if few else ()
    return (*((joined,) if joined else ()), *((code,) for code in sorted(homes) if code not in joined))


def _is_genoeg(
    samen: list[str], klein: list[str], opened: Mapping[str, int], homes: Mapping[str, int]
) -> bool:
    total = sum(homes[code] for code in samen)
    return sum(opened[code] for code in samen) >= BUURTEN and all(
        total - homes[code] >= WONINGEN for code in klein
    )


def _find_gemeente(gedeeld: GedeeldPlan) -> dict[str, str]:
    """Return the gemeente of each wijk."""
    veld = gedeeld.situatie.veld
    own = veld.gebieden[veld.eigen]
    column = "code" if veld.niveau == Niveau.WIJK else "wijkcode"
    return dict(zip(own[column].astype(str), own["gemeentecode"].astype(str), strict=True))


def _count_cellen(gedeeld: GedeeldPlan) -> dict[tuple[str, str, str], int]:
    """Return homes by group, gemeente and wijk ('' for the wijken of a gemeente that are not told)."""
    veld, groups = gedeeld.situatie.veld, gedeeld.situatie.groepen
    own, plan = veld.gebieden[veld.eigen], gedeeld.aantallen[veld.eigen]
    wijken = own["code" if veld.niveau == Niveau.WIJK else "wijkcode"]
    cells: dict[tuple[str, str, str], int] = defaultdict(int)
    for town, wijk, counts in zip(own["gemeentecode"], wijken, plan.tolist(), strict=True):
        for group, count in zip(groups, counts, strict=True):
            cells[group, str(town), str(wijk) if wijk in gedeeld.wijken else ""] += count
    return dict(cells)


def _has_volle_cellen(cellen: Mapping[tuple[str, str, str], int], gemeente: str) -> bool:
    """Tell whether of every group that comes in a gemeente each part of it holds `WONINGEN` or more."""
    inside = {(group, wijk): count for (group, code, wijk), count in cellen.items() if code == gemeente}
    coming = {group for (group, _), count in inside.items() if count}
    return all(count >= WONINGEN for (group, _), count in inside.items() if group in coming)
