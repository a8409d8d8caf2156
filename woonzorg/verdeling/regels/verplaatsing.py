"""Limits that count who lives there already: the ceiling, and 'geen verplaatsing' for an area, its neighbours and more.

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
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.speling import AFRONDING, RUIS
from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.regels.grenzen import Grens, limit_areas
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Bereik

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Ruimer, Values, Veld


@dataclass(frozen=True)
class Telling:
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


def list_tellingen(veld: Veld) -> tuple[Telling, ...]:
    """Return the counts by which the rules test: the trait where it is known, and own counts that cover the region."""
    households = veld.read("huishoudens")
    found = []
    for column, own, counts in (
        ("kenmerk_v", False, bool(np.isfinite(veld.read("kenmerk_v")[veld.eigen]).any())),
        ("gehuisvest", True, veld.telt_eigen),
    ):
        if counts:
            v = veld.read(column)
            found.append(Telling(v, concentratie.calculate_aandeel(v, households, veld.eigen).waarde, own))
    return tuple(found)


def find_telling(situatie: Situatie) -> tuple[Values, float]:
    """Return v by area and ρ to measure and project by: own counts that cover the region, else the trait."""
    found = list_tellingen(situatie.veld)
    if not found:
        return np.full(len(situatie.veld.codes), np.nan), math.nan
    return found[-1].v, found[-1].aandeel


def find_plafond(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the ceilings: additions per 1,000 households, and by own counts where these are known; the stricter."""
    values, veld = situatie.waarden["plafond"], situatie.veld
    households = veld.read("huishoudens")
    room = values["per_1000"] / 1000.0 * households
    for count in list_tellingen(veld):
        if count.is_eigen:
            room = np.fmin(room, values["q"] * count.aandeel * households - count.v)
    return limit_areas(situatie, np.maximum(0.0, floor_exact(np.nan_to_num(room))))


def find_verplaatsing(situatie: Situatie) -> tuple[Grens, ...]:
    """Return how much each area, wijk and gemeente can take before it is a concentratie: LQ ≥ q.

    Areas under 100 households have no limit (they are never a concentratie), nor have those without households known.
    """
    veld, q = situatie.veld, situatie.waarden["geen_verplaatsing"]["q"]
    households, limits = veld.read("huishoudens"), list[Grens]()
    for count in list_tellingen(veld):
        most = _find_most(np.nan_to_num(count.v), households, q * count.aandeel)
        limits += limit_areas(situatie, most)
        limits += [limit for level in veld.ruimer for limit in _limit_ruimer(situatie, level, count, q)]
    return tuple(limits)


def _find_most(v: Values, huishoudens: Values, grens: float) -> Values:
    """Return the largest whole number that stays below the limit: LQ = q is a concentratie already."""
    most = np.maximum(0.0, np.ceil(grens * huishoudens - v - RUIS) - 1.0)
    return np.where(np.isfinite(most) & (huishoudens >= HUISHOUDENS_MINIMUM), most, np.inf)


def _limit_ruimer(situatie: Situatie, ruimer: Ruimer, telling: Telling, q: float) -> Iterator[Grens]:
    """Limit the larger areas: by their own published row for the trait, by the sum of what is known for own counts."""
    groups = tuple(range(len(situatie.groepen)))
    v, share = read_ruimer(ruimer, telling)
    most = _find_most(np.nan_to_num(v), ruimer.huishoudens, q * share)
    for code, members, limit in zip(ruimer.codes, ruimer.leden, most.tolist(), strict=True):
        if math.isfinite(limit):
            yield Grens(code, members, groups, limit)


def read_ruimer(ruimer: Ruimer, telling: Telling) -> tuple[Values, float]:
    """Return v of each larger area and ρ: of its own row for the trait, the sum of what is known for own counts."""
    if not telling.is_eigen:
        return ruimer.kenmerk_v, ruimer.aandeel
    return np.array([np.nansum(telling.v[list(members)]) for members in ruimer.leden]), telling.aandeel


def find_buren(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits on each area with its neighbours, ring included: Σx ≤ max(0, κ·ρ·ΣH − Σv)."""
    veld, kappa = situatie.veld, situatie.waarden["geen_verplaatsing_buren"]["kappa"]
    households, groups = np.nan_to_num(veld.read("huishoudens")), tuple(range(len(situatie.groepen)))
    members = list_buren(veld)
    limits = []
    for count in list_tellingen(veld):
        margin = kappa * count.aandeel * households - np.nan_to_num(count.v)
        rooms = np.maximum(0.0, floor_exact(_add_buren(veld, margin)))
        limits += [
            Grens(veld.codes[area], members[area], groups, float(rooms[area]))
            for area in np.flatnonzero(veld.eigen).tolist()
            if math.isfinite(rooms[area])
        ]
    return tuple(limits)


def list_buren(veld: Veld) -> list[tuple[int, ...]]:
    """Return N[a] of each area: itself and its neighbours."""
    rows, columns = veld.paren
    near: list[list[int]] = [[area] for area in range(len(veld.codes))]
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        near[row].append(column)
    return [tuple(areas) for areas in near]


def _add_buren(veld: Veld, values: Values) -> Values:
    """Return for each area the sum over itself and its neighbours."""
    rows, columns = veld.paren
    beside: Values = np.bincount(rows, weights=values[columns], minlength=len(values)).astype(float)
    return values + beside


GEEN_KENMERK = "er is geen kenmerk in deze gegevens, en eigen tellingen dekken de streek niet"
TE_GEWOON = "het kenmerk komt te vaak voor: geen gebied kan zo een concentratie worden"
GEEN_TELLING = "hoeveel huishoudens er al wonen, is daar niet bekend: alleen toevoegingen getoetst"


def find_bereik_verplaatsing(situatie: Situatie) -> Bereik:
    """Tell where 'geen verplaatsing' could not be tested: by no way of counting is it known who lives there."""
    veld, q = situatie.veld, situatie.waarden["geen_verplaatsing"]["q"]
    usable = [count for count in list_tellingen(veld) if q * count.aandeel <= 1.0 + AFRONDING]
    if not usable:
        return Bereik(_name(veld, veld.eigen), TE_GEWOON if list_tellingen(veld) else GEEN_KENMERK)
    # A known number of households under 100 settles it: such an area is never a concentratie.
    large = ~(veld.read("huishoudens") < HUISHOUDENS_MINIMUM)
    unknown = np.all([np.isnan(count.v) for count in usable], axis=0)
    codes = _name(veld, veld.eigen & large & unknown)
    return Bereik(codes, GEEN_TELLING if codes else "", _list_zonder_telling(veld, codes))


def find_bereik_buren(situatie: Situatie) -> Bereik:
    """Tell where an area with its neighbours could not be tested: of none of them is it known who lives there."""
    veld = situatie.veld
    counts = list_tellingen(veld)
    if not counts:
        return Bereik(_name(veld, veld.eigen), GEEN_KENMERK)
    unknown = np.all([np.isnan(count.v) & (veld.read("huishoudens") > 0) for count in counts], axis=0)
    part = _add_buren(veld, unknown.astype(float)) > 0
    known = np.any([np.isfinite(count.v) for count in counts], axis=0)
    nothing = _add_buren(veld, known.astype(float)) == 0
    codes = _name(veld, veld.eigen & nothing)
    rest = _list_zonder_telling(veld, _name(veld, veld.eigen & part))
    return Bereik(codes, GEEN_TELLING if codes else "", rest)


def find_bereik_plafond(situatie: Situatie) -> Bereik:
    """Tell where the ceiling tests additions only; that is a test of its own, so nothing is left untested."""
    veld = situatie.veld
    unknown = np.isnan(veld.read("gehuisvest")) if veld.telt_eigen else np.ones(len(veld.codes), dtype=bool)
    codes = _name(veld, veld.eigen & unknown)
    return Bereik((), "", codes) if codes else VOLLEDIG


def _list_zonder_telling(veld: Veld, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Add the areas without an own count to others, where own counts were given at all."""
    if not veld.heeft_eigen_telling:
        return codes
    lacking = set(_name(veld, veld.eigen & np.isnan(veld.read("gehuisvest")))) | set(codes)
    return tuple(code for code in veld.codes if code in lacking)


def _name(veld: Veld, flags: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(veld.codes[area] for area in np.flatnonzero(flags).tolist())
