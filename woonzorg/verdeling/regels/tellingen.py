"""Who lives where already, by each way of counting.

A *telling* gives v (households) by area and ρ, their share in the region before placement. There are two, and each is
tested by itself, so that own counts can make a rule stricter and never looser:

- the trait of the data (low income, else corporation rent);
- the planner's own counts of housed households, once these cover `DEKKING` of the region's households.

In an area without a count v counts as 0: only what is added is then tested there, and the outcome says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel import concentratie
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.bereik import list_codes

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Ruimer, Values, Veld

GEEN_TELLING = "hoeveel huishoudens er al wonen, is daar niet bekend: alleen toevoegingen getoetst"
GEEN_KENMERK = "er is geen kenmerk in deze gegevens, en eigen tellingen dekken de streek niet"


@dataclass(frozen=True)
class Bewoning:
    """What lives in each area, by one way of counting.

    Attributes
    ----------
    v : ndarray of float
        Households by area of the field; NaN where not known.
    aandeel : float
        ρ, their share in the region before placement.
    is_eigen : bool
        Whether these are the planner's own counts; else the trait of the data.
    """

    v: Values
    aandeel: float
    is_eigen: bool


@once
def list_tellingen(veld: Veld) -> tuple[Bewoning, ...]:
    """Return the counts by which the rules test: the trait where it is known, and own counts that cover the region."""
    households = veld.read("huishoudens")
    found = []
    for column, own, counts in (
        ("kenmerk_v", False, bool(np.isfinite(veld.read("kenmerk_v")[veld.eigen]).any())),
        ("gehuisvest", True, veld.telt_eigen),
    ):
        if counts:
            v = veld.read(column)
            found.append(Bewoning(v, concentratie.calculate_aandeel(v, households, veld.eigen).waarde, own))
    return tuple(found)


def find_telling(situatie: Situatie) -> tuple[Values, float]:
    """Return v by area and ρ to measure and project by: own counts that cover the region, else the trait."""
    found = list_tellingen(situatie.veld)
    if not found:
        return np.full(len(situatie.veld.codes), np.nan), math.nan
    return found[-1].v, found[-1].aandeel


def read_ruimer(ruimer: Ruimer, telling: Bewoning) -> tuple[Values, float]:
    """Return v of each larger area and ρ: of its own row for the trait, the sum of what is known for own counts."""
    if not telling.is_eigen:
        return ruimer.kenmerk_v, ruimer.aandeel
    return np.array([np.nansum(telling.v[list(members)]) for members in ruimer.leden]), telling.aandeel


def list_zonder_telling(veld: Veld, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Add the areas without an own count to others, where own counts were given at all."""
    if not veld.heeft_eigen_telling:
        return codes
    lacking = set(list_codes(veld, veld.eigen & np.isnan(veld.read("gehuisvest")))) | set(codes)
    return tuple(code for code in veld.codes if code in lacking)
