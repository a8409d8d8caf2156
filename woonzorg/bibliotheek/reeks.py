"""A plan as it was saved: which scenarios it is, who made it, and whether it was adopted.

A login is not needed for that: the hash of a code is kept with a scenario when it is first saved, and never later. The
maker of a plan is who saved its first scenario; only he closes what is said of it, by adopting it. A plan of before
there were codes has no maker that can be known: whoever adopts it closes it, as it was then.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.bibliotheek.geheim import hash_geheim

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard


class Wie(StrEnum):
    """What a visitor is to a plan."""

    MAKER = "maker"
    ANDER = "ander"
    ONBEKEND = "onbekend"


LATER = (
    "Later, in een ander bezoek, toont u met deze code dat het plan van u is: schrijf hem op. Geef hem alleen aan wie "
    "namens u mag handelen."
)
"""Said where a plan is kept, behind the code."""

SLUITEN: dict[Wie, str] = {
    Wie.MAKER: "U bent de maker van dit plan. Met 'vastgesteld' sluit u de reacties.",
    Wie.ANDER: (
        "U kunt dit als vastgesteld bewaren, maar de reacties blijven dan open: alleen de maker van het plan sluit ze, "
        "met zijn code. Hebt u die code? Geef hem hieronder, bij 'Uw code'."
    ),
    Wie.ONBEKEND: (
        "Van dit plan is geen maker bekend: het is bewaard toen plannen nog geen code hadden. Wie het als vastgesteld "
        "bewaart, sluit de reacties. Let op: dat kan iedereen."
    ),
}
"""What holds when this visitor adopts a plan."""

NIET_DE_MAKER = (
    "Iemand bewaarde dit plan als vastgesteld, maar niet met de code van de maker. "
    "De reacties blijven daarom open."
)
"""Said of a plan that somebody else called adopted."""


def find_reeks(bewaard: Sequence[Bewaard], scenario_id: str) -> tuple[Bewaard, ...]:
    """Return the saved scenarios that are one plan: derived from each other, and asking and deciding the same.

    Another status, name or note makes another scenario of the same plan; what is said of one is said of all.

    Parameters
    ----------
    bewaard : sequence of Bewaard
        All of its region.
    scenario_id : str

    Returns
    -------
    tuple of Bewaard
        In the order given; empty when there is none of that id.
    """
    known = {name: item for item in bewaard for name in (item.scenario.id, item.id)}
    start = known.get(scenario_id)
    if start is None:
        return ()
    links: dict[str, list[Bewaard]] = {}
    for item in bewaard:
        parent = known.get(item.scenario.afgeleid_van)
        if parent:
            links.setdefault(item.id, []).append(parent)
            links.setdefault(parent.id, []).append(item)
    mark, found, to_do = start.scenario.rekenkenmerk, {start.id}, [start]
    while to_do:
        for item in links.get(to_do.pop().id, ()):
            if item.id not in found and item.scenario.rekenkenmerk == mark:
                found.add(item.id)
                to_do.append(item)
    return tuple(item for item in bewaard if item.id in found)


def find_maker(reeks: Sequence[Bewaard]) -> str:
    """Return the hash of the code of who made a plan; '' when it is not known.

    Parameters
    ----------
    reeks : sequence of Bewaard
        One plan (`find_reeks`).
    """
    return min(reeks, key=lambda item: item.bewaard_op).maker if reeks else ""


def judge_wie(reeks: Sequence[Bewaard], codes: Collection[str]) -> Wie:
    """Tell what a visitor is to a plan, by his codes."""
    maker = find_maker(reeks)
    if not maker:
        return Wie.ONBEKEND
    return Wie.MAKER if maker in map(hash_geheim, codes) else Wie.ANDER


def is_vastgesteld(reeks: Sequence[Bewaard]) -> bool:
    """Tell whether a plan was adopted by its maker: then what is said of it stays as it was."""
    maker = find_maker(reeks)
    return any(item.scenario.status == "vastgesteld" and maker in {"", item.maker} for item in reeks)


def is_door_ander_vastgesteld(reeks: Sequence[Bewaard]) -> bool:
    """Tell whether a plan was called adopted, and by nobody who closes it."""
    return any(item.scenario.status == "vastgesteld" for item in reeks) and not is_vastgesteld(reeks)
