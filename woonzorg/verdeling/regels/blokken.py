"""The blocks that 'geen verplaatsing' judges, with who lives there now: areas, their neighbours, wijken and gemeenten.

`verplaatsing` lays the rule's limits on a plan; here the same blocks stand with v and H, so that the years can follow
them (`jaarloop`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.tellingen import read_ruimer
from woonzorg.verdeling.regels.verplaatsing import GEEN_VERPLAATSING, GEEN_VERPLAATSING_BUREN, list_buren

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.regels.tellingen import Bewoning


@dataclass(frozen=True)
class Blok:
    """A block of areas that together may not become a concentratie.

    Attributes
    ----------
    naam : str
        Code of the area, wijk or gemeente; of an area with its neighbours, that of the area.
    leden : tuple of int
        Positions of its areas in the field.
    v, huishoudens : float
        Households of the groups, and all households, before placement; v counts as 0 where it is not known.
    grens : float
        g: the part of the households that is the limit.
    streng : bool
        Whether g itself is over the limit already (a concentratie), and blocks under 100 households have none.
    """

    naam: str
    leden: tuple[int, ...]
    v: float
    huishoudens: float
    grens: float
    streng: bool


def list_blokken(situatie: Situatie, telling: Bewoning) -> tuple[Blok, ...]:
    """Return the blocks of both rules, by one way of counting; those without households known have no limit."""
    blocks = (
        *_list_gebieden(situatie, telling),
        *list_gehelen(situatie, telling),
        *_list_buren(situatie, telling),
    )
    return tuple(block for block in blocks if math.isfinite(block.grens * block.huishoudens))


def list_gehelen(situatie: Situatie, telling: Bewoning) -> Iterator[Blok]:
    """Yield the wijken (or buurten) and gemeenten in which the region's areas lie."""
    q = GEEN_VERPLAATSING.read(situatie)["q"]
    for level in situatie.veld.ruimer:
        v, share = read_ruimer(level, telling)
        rows = zip(
            level.codes, level.leden, np.nan_to_num(v).tolist(), level.huishoudens.tolist(), strict=True
        )
        yield from (Blok(code, members, now, homes, q * share, True) for code, members, now, homes in rows)


def _list_gebieden(situatie: Situatie, telling: Bewoning) -> Iterator[Blok]:
    veld, limit = situatie.veld, GEEN_VERPLAATSING.read(situatie)["q"] * telling.aandeel
    v, h = np.nan_to_num(telling.v).tolist(), veld.read("huishoudens").tolist()
    for area in np.flatnonzero(veld.eigen).tolist():
        yield Blok(veld.codes[area], (area,), v[area], h[area], limit, True)


def _list_buren(situatie: Situatie, telling: Bewoning) -> Iterator[Blok]:
    veld, limit = situatie.veld, GEEN_VERPLAATSING_BUREN.read(situatie)["kappa"] * telling.aandeel
    v, h = np.nan_to_num(telling.v), np.nan_to_num(veld.read("huishoudens"))
    near = list_buren(veld)
    for area in np.flatnonzero(veld.eigen).tolist():
        members = list(near[area])
        yield Blok(
            veld.codes[area], near[area], float(v[members].sum()), float(h[members].sum()), limit, False
        )
