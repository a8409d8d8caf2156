"""Concentration of a trait: location quotient, overconcentration, hot spots and evenness.

With v households that have the trait and H households, over the areas of the region where both are known::

    LQ_a = (v_a / H_a) / (V_R / H_R)
    concentratie_a      LQ_a ≥ q and H_a ≥ 100           (q = 1.5, aanname)
    overconcentratie_a  concentratie_a and kwetsbaar

Definitions: methode, Concentratie en overconcentratie. Answers are 'ja', 'nee' or 'onbekend'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau, Rol, find_pairs
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel.veerkracht import Z_95, Klasse, Oordeel
from woonzorg.speling import AFRONDING

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

Q = 1.5
"""From this location quotient an area is a concentration (aanname; range 1.2 to 3)."""

HUISHOUDENS_MINIMUM = 100
"""Smaller areas are never called a concentration."""

PERMUTATIES = 99_999
ZAAD = 20240701
FDR = 0.05


@dataclass(frozen=True)
class Kenmerk:
    """The trait whose concentration is looked at.

    Attributes
    ----------
    sleutel : str
        Indicator key of the share, in percent of households (or of dwellings, for tenure).
    jaar : int
        Year of the figures.
    """

    sleutel: str
    jaar: int

    @property
    def titel(self) -> str:
        """Name on screen."""
        return PER_SLEUTEL[self.sleutel].titel


KENMERKEN: tuple[str, ...] = ("laag_inkomen_pct", "corporatie_pct")
"""Traits in order of preference; the first that is known for any area of the region is taken."""


def choose_kenmerk(gebieden: pd.DataFrame, jaren: dict[str, int]) -> Kenmerk | None:
    """Return the trait that this snapshot can show, or None when no area has one."""
    own = gebieden[(gebieden["rol"] == Rol.REGIO) & (gebieden["niveau"] == Niveau.BUURT)]
    known = [key for key in KENMERKEN if own[key].notna().any()]
    return Kenmerk(known[0], jaren.get(known[0], 0)) if known else None


def count_kenmerk(gebieden: pd.DataFrame, kenmerk: Kenmerk) -> pd.Series:
    """Return v: households with the trait, from its published share (so not a whole number)."""
    return gebieden[kenmerk.sleutel] * gebieden["huishoudens"] / 100.0


@dataclass(frozen=True)
class Aandeel:
    """A region's share V/H of a trait, over the areas with both known.

    Attributes
    ----------
    kenmerk_huishoudens, huishoudens : float
        V and H.
    gebieden : int
        Number of areas in both sums.
    """

    kenmerk_huishoudens: float
    huishoudens: float
    gebieden: int

    @property
    def waarde(self) -> float:
        """V / H; NaN without households."""
        return self.kenmerk_huishoudens / self.huishoudens if self.huishoudens > 0 else np.nan

    def can_concentrate(self, q: float = Q) -> bool:
        """Whether any area could reach q times this share (a share is 1 at most)."""
        return bool(self.waarde * q <= 1.0 + AFRONDING)


def calculate_aandeel(v: Values, huishoudens: Values, tellen: Flags) -> Aandeel:
    """Sum v and H over the counted areas where both are known and H > 0."""
    both = tellen & np.isfinite(v) & np.isfinite(huishoudens) & (huishoudens > 0)
    return Aandeel(float(v[both].sum()), float(huishoudens[both].sum()), int(both.sum()))


def calculate_lq(v: Values, huishoudens: Values, aandeel: float) -> Values:
    """Return the location quotient (v/H) / share; NaN where v or H is unknown, or H or the share is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        lq = v / huishoudens / aandeel
    return np.where(np.isfinite(lq), lq, np.nan)


def calculate_wilson(v: Values, huishoudens: Values) -> tuple[Values, Values]:
    """Return the 95 % Wilson interval of the share v/H, as (low, high) between 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share, z2 = v / huishoudens, Z_95**2
        centre = (share + z2 / (2 * huishoudens)) / (1 + z2 / huishoudens)
        spread = share * (1 - share) / huishoudens + z2 / (4 * huishoudens**2)
        half = Z_95 * np.sqrt(np.maximum(spread, 0.0)) / (1 + z2 / huishoudens)
    known = (huishoudens > 0) & np.isfinite(v)
    low, high = (np.clip(bound, 0.0, 1.0) for bound in (centre - half, centre + half))
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def judge_concentratie(lq: Values, huishoudens: Values, q: float = Q) -> npt.NDArray[np.object_]:
    """Answer per area whether it is a concentration; a known H under 100 settles it."""
    with np.errstate(invalid="ignore"):
        small, high = huishoudens < HUISHOUDENS_MINIMUM, lq >= q * (1.0 - AFRONDING)
    unknown = (np.isnan(lq) | np.isnan(huishoudens)) & ~small
    answer = np.where(high & ~small, str(Oordeel.JA), str(Oordeel.NEE))
    return np.where(unknown, str(Oordeel.ONBEKEND), answer).astype(object)


def judge_overconcentratie(
    concentratie: npt.NDArray[np.object_], klasse: npt.NDArray[np.object_], uitgesloten: Flags
) -> npt.NDArray[np.object_]:
    """Answer per area whether it is both a concentration and kwetsbaar; one certain 'nee' settles it.

    Parameters
    ----------
    concentratie : ndarray of str
        As `judge_concentratie` gives them.
    klasse : ndarray of str
        Values of `Klasse`.
    uitgesloten : ndarray of bool
        Where kwetsbaar is excluded though the class is unknown.
    """
    unknown_class = (klasse == Klasse.ONBEKEND) & ~uitgesloten
    no = (concentratie == Oordeel.NEE) | ((klasse != Klasse.KWETSBAAR) & ~unknown_class)
    yes = (concentratie == Oordeel.JA) & (klasse == Klasse.KWETSBAAR)
    rest = np.where(yes, str(Oordeel.JA), str(Oordeel.ONBEKEND))
    return np.where(no, str(Oordeel.NEE), rest).astype(object)


def add_concentratie(scores: pd.DataFrame, gebieden: pd.DataFrame, kenmerk: Kenmerk | None) -> pd.DataFrame:
    """Add concentration to scored areas, level by level.

    Parameters
    ----------
    scores : DataFrame
        As `veerkracht.score_gebieden` gives them, with the index of `gebieden`.
    gebieden : DataFrame
        With niveau, rol, huishoudens and the trait.
    kenmerk : Kenmerk or None
        None: every answer is 'onbekend'.

    Returns
    -------
    DataFrame
        `scores` with lq, lq_land, aandeel (v/H), aandeel_laag, aandeel_hoog, concentratie, overconcentratie.
    """
    columns, answer = _judge(gebieden, kenmerk)
    over = judge_overconcentratie(
        answer, scores["klasse"].to_numpy(dtype=object), scores["kwetsbaar_uitgesloten"].to_numpy(dtype=bool)
    )
    return scores.join(columns).assign(concentratie=answer, overconcentratie=over)


def find_concentraties(gebieden: pd.DataFrame, kenmerk: Kenmerk | None) -> pd.Series:
    """Return per area whether it is a concentration, as `add_concentratie` does; of any class."""
    return pd.Series(_judge(gebieden, kenmerk)[1], index=gebieden.index)


def _judge(gebieden: pd.DataFrame, kenmerk: Kenmerk | None) -> tuple[pd.DataFrame, npt.NDArray[np.object_]]:
    """Return the figures of a concentration per area, and the answers."""
    names = ["lq", "lq_land", "aandeel", "aandeel_laag", "aandeel_hoog"]
    columns = pd.DataFrame(np.nan, index=gebieden.index, columns=names)
    if kenmerk is not None:
        v = count_kenmerk(gebieden, kenmerk).to_numpy(dtype=float)
        columns = _calculate_columns(gebieden, v, kenmerk)
    households = gebieden["huishoudens"].to_numpy(dtype=float)
    return columns, judge_concentratie(columns["lq"].to_numpy(), households)


def _calculate_columns(gebieden: pd.DataFrame, v: Values, kenmerk: Kenmerk) -> pd.DataFrame:
    households = gebieden["huishoudens"].to_numpy(dtype=float)
    own = (gebieden["rol"] == Rol.REGIO).to_numpy()
    lq = np.full(len(gebieden), np.nan)
    for niveau in gebieden["niveau"].unique():
        level = (gebieden["niveau"] == niveau).to_numpy()
        share = calculate_aandeel(v, households, own & level).waarde
        lq[level] = calculate_lq(v[level], households[level], share)
    low, high = calculate_wilson(v, households)
    return pd.DataFrame(
        {
            "lq": lq,
            "lq_land": calculate_lq(v, households, _find_country_share(gebieden, kenmerk)),
            "aandeel": calculate_lq(v, households, 1.0),
            "aandeel_laag": low,
            "aandeel_hoog": high,
        },
        index=gebieden.index,
    )


def _find_country_share(gebieden: pd.DataFrame, kenmerk: Kenmerk) -> float:
    country = gebieden.loc[gebieden["niveau"] == Niveau.LAND, kenmerk.sleutel].to_numpy(dtype=float)
    return float(country[0]) / 100.0 if country.size else np.nan


def find_hotspots(
    gebieden: gpd.GeoDataFrame, v: Values, permutaties: int = PERMUTATIES, zaad: int = ZAAD
) -> pd.DataFrame:
    """Confirm concentrations by local Moran's I on v/H, over one level of region and ring.

    Areas with H ≥ 100 and v known take part; neighbours lie within 25 m; weights are row-standardised; islands and
    the ring are 'onbekend'. Conditional permutation with p = (1 + #{I_sim ≥ I}) / (P + 1); Benjamini–Hochberg at 5 %
    over the region's areas.

    Parameters
    ----------
    gebieden : GeoDataFrame
        Areas of one level, EPSG:28992, with rol and huishoudens.
    v : ndarray of float
        Households with the trait.
    permutaties, zaad : int
        Number of permutations P, and the seed.

    Returns
    -------
    DataFrame
        moran_i, moran_p (NaN where not tested) and hotspot ('ja', 'nee', 'onbekend'), by the index of `gebieden`.
    """
    households = gebieden["huishoudens"].to_numpy(dtype=float)
    part = np.isfinite(v) & (households >= HUISHOUDENS_MINIMUM)
    part &= (gebieden["rol"] != Rol.VERGELIJKING).to_numpy()
    z = _standardise(v[part] / households[part])
    counts, lag = _average_neighbours(gebieden.geometry[part], z)
    p = _permute(z, counts, lag, permutaties, zaad)
    tested = (counts > 0) & np.isfinite(p)
    own = (gebieden["rol"][part] == Rol.REGIO).to_numpy() & tested
    significant = np.zeros(len(z), dtype=bool)
    significant[own] = control_fdr(p[own])
    high = significant & (z > 0) & (lag > 0)
    answer = np.where(own, np.where(high, str(Oordeel.JA), str(Oordeel.NEE)), str(Oordeel.ONBEKEND))
    result = pd.DataFrame(
        {"moran_i": np.nan, "moran_p": np.nan, "hotspot": str(Oordeel.ONBEKEND)}, index=gebieden.index
    )
    result.loc[part, "moran_i"] = np.where(tested, z * lag, np.nan)
    result.loc[part, "moran_p"] = np.where(tested, p, np.nan)
    result.loc[part, "hotspot"] = answer
    return result


def _standardise(share: Values) -> Values:
    if share.size == 0 or np.ptp(share) == 0:
        return np.full(share.shape, np.nan)
    standardised: Values = (share - share.mean()) / share.std()
    return standardised


def _average_neighbours(outlines: gpd.GeoSeries, z: Values) -> tuple[npt.NDArray[np.intp], Values]:
    """Return each area's number of neighbours, and their mean (NaN for an island)."""
    rows, columns = find_pairs(outlines)
    counts = np.bincount(rows, minlength=len(z))
    sums = np.bincount(rows, weights=z[columns], minlength=len(z))
    return counts, np.divide(sums, counts, out=np.full(len(z), np.nan), where=counts > 0)


def _permute(z: Values, counts: npt.NDArray[np.intp], lag: Values, permutaties: int, zaad: int) -> Values:
    """Return pseudo p-values, holding each area's own value fixed and shuffling the others over its neighbours.

    One set of shuffles serves all areas, mapped past the area itself.
    """
    n = len(z)
    p = np.full(n, np.nan)
    if n < 3 or not np.isfinite(z).all():
        return p
    draws = _draw_positions(n - 1, int(counts.max(initial=0)), permutaties, zaad)
    for area in np.flatnonzero(counts):
        others = draws[:, : counts[area]]
        simulated = z[others + (others >= area)].mean(axis=1)
        beats = z[area] * simulated >= z[area] * lag[area] - AFRONDING
        p[area] = (1 + np.count_nonzero(beats)) / (permutaties + 1)
    return p


def _draw_positions(n: int, k: int, permutaties: int, zaad: int) -> npt.NDArray[np.intp]:
    """Draw k different positions out of n, `permutaties` times (a partial Fisher–Yates shuffle)."""
    rng = np.random.default_rng(zaad)
    k = min(k, n)
    drawn = np.empty((permutaties, k), dtype=np.intp)
    for column in range(k):
        drawn[:, column] = rng.integers(0, n - column, permutaties)
        # Map a rank among the positions not yet drawn to the position itself.
        earlier = np.sort(drawn[:, :column], axis=1)
        for other in range(column):
            drawn[:, column] += drawn[:, column] >= earlier[:, other]
    return drawn


def control_fdr(p: Values, niveau: float = FDR) -> Flags:
    """Tell which tests are significant under Benjamini–Hochberg at this false discovery rate."""
    order = np.argsort(p)
    below = np.flatnonzero(p[order] <= niveau * np.arange(1, len(p) + 1) / max(len(p), 1))
    significant = np.zeros(len(p), dtype=bool)
    significant[order[: below[-1] + 1 if below.size else 0]] = True
    return significant


def calculate_dissimilarity(v: Values, huishoudens: Values) -> float:
    """Return D, between 0 (even) and 1: the share of households with the trait that would have to move."""
    both = np.isfinite(v) & (huishoudens > 0)
    with_trait, without = v[both], huishoudens[both] - v[both]
    if with_trait.sum() <= 0 or without.sum() <= 0:
        return np.nan
    return float(0.5 * np.abs(with_trait / with_trait.sum() - without / without.sum()).sum())


def calculate_theil(v: Values, huishoudens: Values) -> float:
    """Return Theil's T of the rate v/H, weighted by H; 0 when every area has the same rate."""
    both = np.isfinite(v) & (huishoudens > 0)
    weight, rate = huishoudens[both], v[both] / huishoudens[both]
    if weight.size == 0 or rate.sum() <= 0:
        return np.nan
    mean = np.average(rate, weights=weight)
    ratio = rate / mean
    terms = np.where(ratio > 0, ratio * np.log(np.where(ratio > 0, ratio, 1.0)), 0.0)
    return float(np.average(terms, weights=weight))


def name_concentratie(concentratie: Oordeel, overconcentratie: Oordeel) -> str:
    """Name what an area is, which also is the key of that figure; '' when it is no concentration, or unknown."""
    if overconcentratie == Oordeel.JA:
        return "overconcentratie"
    return "concentratie" if concentratie == Oordeel.JA else ""
