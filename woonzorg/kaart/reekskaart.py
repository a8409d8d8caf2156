"""Plans as small maps beside each other, all on one scale: new homes per 1,000 households.

What is shared is by gemeente, with its number of homes in it. A planner's own work may stand beside it at its own
level.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.kaart.belasting import colour_belasting
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.delen.openbaar import Regelstatus, find_status
from woonzorg.verdeling.vergelijking.gelijk import group_gelijke, join_koppen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from woonzorg.gebied import Niveau
    from woonzorg.kaart.beeld import Kaart, Vormen
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


@dataclasses.dataclass(frozen=True, eq=False)
class Reekskaart:
    """One of the maps.

    Attributes
    ----------
    kop : str
        Which plan or plans: 'A: naam', or 'A = B: naam'.
    niveau : Niveau
        Of the areas on it.
    kaart : Kaart
    """

    kop: str
    niveau: Niveau
    kaart: Kaart


def make_reeks(
    found: Vergelijking,
    vormen: Vormen,
    eigen: Mapping[str, Kant] | None = None,
    buurten: Vormen | None = None,
) -> tuple[Reekskaart, ...]:
    """Make a map of each plan; plans that give every area as much share one.

    Parameters
    ----------
    found : Vergelijking
        Of which something may be told.
    vormen : Vormen
        Outlines of its level.
    eigen : mapping, optional
        Letter of a plan that is the visitor's own → that plan, unshared: shown at its own level, to its maker only.
    buurten : Vormen, optional
        Outlines of that level.
    """
    own = eigen or {}
    names = {letter: side.titel for letter, side in zip(found.letters, found.plannen, strict=True)}
    apart = [
        Reekskaart(f"{letter}: {names[letter]}", side.situatie.veld.niveau, colour_kant(side, buurten))
        for letter, side in own.items()
        if buurten is not None
    ]
    rest = [letter for letter in found.letters if letter not in own or buurten is None]
    groups = group_gelijke([tuple(found.gebieden[letter.lower()]) for letter in rest])
    shared = [
        Reekskaart(
            f"{join_koppen([rest[place] for place in group])}: {names[rest[group[0]]]}", found.niveau,
            _colour_kolom(found, rest[group[0]], vormen),
        )
        for group in groups
    ]  # fmt: skip
    return tuple(sorted((*apart, *shared), key=lambda one: one.kop))


def colour_kant(kant: Kant, vormen: Vormen) -> Kaart:
    """Make the map of a plan by area of its own level: for its maker."""
    field = kant.situatie.veld
    own = field.gebieden[field.eigen]
    rows = own[["code", "huishoudens", "klasse"]].assign(geplaatst=kant.aantallen.sum(axis=1)[field.eigen])
    return _colour(rows, vormen, _tell(kant), met_aantal=False)


def _colour_kolom(found: Vergelijking, letter: str, vormen: Vormen) -> Kaart:
    rows = found.gebieden.assign(geplaatst=found.gebieden[letter.lower()], klasse="")
    side = found.plannen[found.letters.index(letter)]
    if found.gedeeld:
        return _colour(rows, vormen, _tell(side), met_aantal=True)
    return colour_kant(side, vormen)


def _tell(kant: Kant) -> str:
    return f"{kant.titel}: {format_getal(kant.geplaatst)} van de {count_woord(kant.gevraagd, 'woning', 'woningen')}"


def _colour(rows: pd.DataFrame, vormen: Vormen, kop: str, *, met_aantal: bool) -> Kaart:
    households = rows["huishoudens"].to_numpy(dtype=float)
    rates = np.full(len(rows), np.nan)
    np.divide(1000.0 * rows["geplaatst"].to_numpy(), households, out=rates, where=households > 0)
    closed = set() if met_aantal else set(rows["code"][rows["klasse"].map(_is_dicht)])
    colours = colour_belasting(rows.assign(per_1000=rates, vast=np.nan), vormen, closed)
    homes = dict(zip(rows["code"], rows["geplaatst"], strict=True))
    towns = tuple(
        dataclasses.replace(
            town, naam=format_getal(homes[town.code]) if met_aantal and town.code in homes else ""
        )
        for town in vormen.gemeenten
    )
    return make_kaart(dataclasses.replace(vormen, gemeenten=towns), colours, kop)


def _is_dicht(klasse: str) -> bool:
    return find_status(klasse) != Regelstatus.OPEN
