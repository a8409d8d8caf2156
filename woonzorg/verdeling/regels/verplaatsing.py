"""The rules 'geen verplaatsing': no area, wijk or gemeente becomes a concentratie, nor an area with its neighbours.

Each way of counting who lives there already (`tellingen`) is tested by itself. These rules give way to nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM, Q
from woonzorg.speling import AFRONDING, RUIS
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens, limit_areas
from woonzorg.verdeling.regels.metingen import KEER, Meting, fill_grens, measure_quotient, measure_tightest
from woonzorg.verdeling.regels.oordeel import Toetsbereik
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.regels.tellingen import (
    GEEN_KENMERK,
    GEEN_TELLING,
    list_tellingen,
    list_zonder_telling,
    read_ruimer,
)
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Ruimer, Values, Veld
    from woonzorg.verdeling.regels.tellingen import Bewoning


@once
def find_verplaatsing(situatie: Situatie) -> tuple[Grens, ...]:
    """Return how much each area, wijk and gemeente can take before it is a concentratie: LQ ≥ q.

    Areas under 100 households have no limit (they are never a concentratie), nor have those without households known.
    """
    veld, q = situatie.veld, GEEN_VERPLAATSING.read(situatie)["q"]
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


def _limit_ruimer(situatie: Situatie, ruimer: Ruimer, telling: Bewoning, q: float) -> Iterator[Grens]:
    """Limit the larger areas: by their own published row for the trait, by the sum of what is known for own counts."""
    groups = tuple(range(len(situatie.groepen)))
    v, share = read_ruimer(ruimer, telling)
    most = _find_most(np.nan_to_num(v), ruimer.huishoudens, q * share)
    for code, members, limit in zip(ruimer.codes, ruimer.leden, most.tolist(), strict=True):
        if math.isfinite(limit):
            yield Grens(code, members, groups, limit)


@once
def find_buren(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits on each area with its neighbours, ring included: Σx ≤ max(0, κ·ρ·ΣH − Σv)."""
    veld, kappa = situatie.veld, GEEN_VERPLAATSING_BUREN.read(situatie)["kappa"]
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


@once
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


TE_GEWOON = "het kenmerk komt te vaak voor: geen gebied kan zo een concentratie worden"


def find_bereik_verplaatsing(situatie: Situatie) -> Toetsbereik:
    """Tell where 'geen verplaatsing' could not be tested: by no way of counting is it known who lives there."""
    veld, q = situatie.veld, GEEN_VERPLAATSING.read(situatie)["q"]
    usable = [count for count in list_tellingen(veld) if q * count.aandeel <= 1.0 + AFRONDING]
    if not usable:
        return Toetsbereik(list_codes(veld, veld.eigen), TE_GEWOON if list_tellingen(veld) else GEEN_KENMERK)
    # A known number of households under 100 settles it: such an area is never a concentratie.
    large = ~(veld.read("huishoudens") < HUISHOUDENS_MINIMUM)
    unknown = np.all([np.isnan(count.v) for count in usable], axis=0)
    codes = list_codes(veld, veld.eigen & large & unknown)
    return Toetsbereik(codes, GEEN_TELLING if codes else "", list_zonder_telling(veld, codes))


def find_bereik_buren(situatie: Situatie) -> Toetsbereik:
    """Tell where an area with its neighbours could not be tested: of none of them is it known who lives there."""
    veld = situatie.veld
    counts = list_tellingen(veld)
    if not counts:
        return Toetsbereik(list_codes(veld, veld.eigen), GEEN_KENMERK)
    unknown = np.all([np.isnan(count.v) & (veld.read("huishoudens") > 0) for count in counts], axis=0)
    part = _add_buren(veld, unknown.astype(float)) > 0
    known = np.any([np.isfinite(count.v) for count in counts], axis=0)
    nothing = _add_buren(veld, known.astype(float)) == 0
    codes = list_codes(veld, veld.eigen & nothing)
    rest = list_zonder_telling(veld, list_codes(veld, veld.eigen & part))
    return Toetsbereik(codes, GEEN_TELLING if codes else "", rest)


def measure_verplaatsing(
    situatie: Situatie,
    plan: Counts,
    rijen: Sequence[tuple[Grens, int]],  # noqa: ARG001
) -> Meting:
    """Measure the highest location quotient after placement, among areas that receive, by each way of counting."""
    veld, q = situatie.veld, GEEN_VERPLAATSING.read(situatie)["q"]
    added = plan.sum(axis=1)
    found = []
    for count in list_tellingen(veld):
        found.append(measure_quotient(count.v, veld.read("huishoudens"), added, count.aandeel, q))
        for level in veld.ruimer:
            v, share = read_ruimer(level, count)
            inside = np.array([added[list(members)].sum() for members in level.leden])
            found.append(measure_quotient(v, level.huishoudens, inside, share, q))
    return max(found, key=fill_grens, default=Meting(math.nan, q, KEER))


GEEN_VERPLAATSING = Regel(
    sleutel="geen_verplaatsing", titel="Geen verplaatsing", versie=2, paragraaf="§5.3",
    uitleg="Geen gebied wordt door de plaatsing een concentratie, ook geen wijk of gemeente. Elk geplaatst huishouden "
    "telt daarbij mee.",
    formule="(v + Σx)/H < q·ρ als H ≥ 100, per gebied, wijk en gemeente",
    parameters=(Parameter("q", "Grens van een concentratie", Q, AANNAME, 1, 10, KEER, 0.01),),
    find_grenzen=find_verplaatsing, meet=measure_verplaatsing, versoepelbaar=False, onder_geen_beding=True,
    mag_uit=False, mocht_uit=True, find_bereik=find_bereik_verplaatsing, decimalen_gedeeld=2,
)  # fmt: skip

GEEN_VERPLAATSING_BUREN = Regel(
    sleutel="geen_verplaatsing_buren", titel="Geen verplaatsing naar de buren", versie=2,
    paragraaf="afgeleid van §5.3", uitleg="Een gebied en zijn buren worden samen geen concentratie.",
    formule="Σx ≤ max(0, κ·ρ·ΣH − Σv), over het gebied en zijn buren",
    parameters=(Parameter("kappa", "Meeste voor een gebied met zijn buren", 1.25, AANNAME, 1, 10, KEER, 0.01),),
    find_grenzen=find_buren, meet=measure_tightest, versoepelbaar=False, onder_geen_beding=True, mag_uit=False,
    mocht_uit=True, find_bereik=find_bereik_buren, kort="Samen met de buren",
)  # fmt: skip
