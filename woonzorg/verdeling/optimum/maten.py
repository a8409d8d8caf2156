"""Measures of a plan, before and after: load, evenness, concentration, and who takes how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM, calculate_dissimilarity, calculate_theil
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.optimum.deling import calculate_taakstelling
from woonzorg.verdeling.regels.tellingen import find_telling

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values


@dataclass(frozen=True)
class Maten:
    """Measures of the region; NaN where they cannot be determined.

    Attributes
    ----------
    woningen : float
        Dwellings of the groups: those known to be there and those placed.
    in_kwetsbaar : float
        Those in kwetsbare areas.
    hoogste_belasting : float
        Highest number per 1,000 households among areas with at least 100 households.
    dissimilariteit, theil : float
        Evenness over the areas: 0 is even.
    hoogste_lq : float
        Highest location quotient of the trait (or of own counts), with every placed household counted in.
    """

    woningen: float
    in_kwetsbaar: float
    hoogste_belasting: float
    dissimilariteit: float
    theil: float
    hoogste_lq: float

    def to_dict(self) -> dict[str, float | None]:
        """Return the measures for JSON; None where unknown."""
        return {name: None if math.isnan(value) else value for name, value in vars(self).items()}


def measure_plan(situatie: Situatie, plan: Counts) -> Maten:
    """Measure a plan over the region's own areas.

    Without own counts what is there already is unknown: the measures are then of additions only, and before any
    addition there is nothing to measure but `hoogste_lq`.
    """
    own, added = situatie.veld.eigen, plan.sum(axis=1).astype(float)
    households, housed = situatie.veld.read("huishoudens"), situatie.veld.read("gehuisvest")
    # An area without a count adds what is placed there: what lives there already is not known.
    counted = np.nan_to_num(housed) + added if situatie.veld.telt_eigen else added
    counted, households = counted[own], households[own]
    spared = (situatie.veld.gebieden["klasse"] == Klasse.KWETSBAAR).to_numpy(dtype=bool)[own]
    known = situatie.veld.telt_eigen or bool(added.sum())
    return Maten(
        float(np.nansum(counted)) if known else math.nan,
        float(np.nansum(counted[spared])) if known else math.nan,
        _find_highest(1000.0 * counted, households) if known else math.nan,
        calculate_dissimilarity(counted, households),
        calculate_theil(counted, households),
        _find_highest_lq(situatie, added),
    )


def _find_highest(counted: Values, households: Values) -> float:
    part = (households >= HUISHOUDENS_MINIMUM) & np.isfinite(counted)
    return float((counted[part] / households[part]).max()) if part.any() else math.nan


def _find_highest_lq(situatie: Situatie, added: Values) -> float:
    v, share = find_telling(situatie)
    own = situatie.veld.eigen
    return (
        _find_highest((v + added)[own], situatie.veld.read("huishoudens")[own]) / share
        if share > 0
        else math.nan
    )


def tabulate_gemeenten(situatie: Situatie, plan: Counts) -> pd.DataFrame:
    """Return a row a gemeente, by name: code, naam, taakstelling (all demand by inhabitants), voorstel, verschil."""
    veld, placed = situatie.veld, plan.sum(axis=1)
    task = calculate_taakstelling(situatie, sum(situatie.behoefte.aantallen))
    codes = sorted(task, key=lambda code: (veld.namen[code], code))
    asked = np.array([task[code] for code in codes], dtype=np.int64)
    given = np.array(
        [placed[places[veld.eigen[places]]].sum() for places in map(veld.gemeenten.__getitem__, codes)]
    )
    return pd.DataFrame(
        {"code": codes, "naam": [veld.namen[code] for code in codes], "taakstelling": asked,
         "voorstel": given.astype(np.int64), "verschil": given.astype(np.int64) - asked}
    )  # fmt: skip


def tabulate_klassen(situatie: Situatie, plan: Counts) -> dict[str, int]:
    """Return the dwellings placed by class of area."""
    table = situatie.veld.gebieden.assign(_n=plan.sum(axis=1))
    sums = table.groupby("klasse")["_n"].sum()
    return {str(klasse): int(sums.get(klasse, 0)) for klasse in Klasse}
