"""Where a tenure is over- or under-represented, against the region and the country, as concentraties are computed.

With c homes of a tenure and w homes, over the gemeenten's own rows of the region (C, W), or the country's own share::

    LQ_a = (c_a / w_a) / (C / W)

and its interval is that of Wilson of the share, over the same; both shares are in whole percents, so each end is that
of shares half a point off. *over* when all of it lies above 1, *onder* when all of
it lies below; *sterk* when besides LQ ≥ q or LQ ≤ 1/q (q = 1.5, aanname). Under 100 homes nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau, Rol
from woonzorg.oordeel.concentratie import (
    HUISHOUDENS_MINIMUM,
    calculate_lq,
    calculate_wilson,
)
from woonzorg.oordeel.regiomiddel import average_gewogen
from woonzorg.socialehuur.normen import STERK
from woonzorg.socialehuur.stand import AFRONDING_PUNT
from woonzorg.speling import AFRONDING

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

BEZIT: tuple[str, ...] = ("corporatie_pct", "koopwoningen_pct", "verhuur_overig_pct")
"""The tenures, by the keys of their shares of all dwellings."""

WONINGEN_MINIMUM = HUISHOUDENS_MINIMUM
"""Of an area with fewer homes it is not said, as with concentraties."""


class Vertegenwoordiging(StrEnum):
    """Whether a tenure is more or less common in an area than elsewhere."""

    STERK_ONDER = "sterk_ondervertegenwoordigd"
    ONDER = "ondervertegenwoordigd"
    ROND = "rond_het_gemiddelde"
    OVER = "oververtegenwoordigd"
    STERK_OVER = "sterk_oververtegenwoordigd"
    ONBEKEND = "onbekend"


def find_gezamenlijk(gemeenten: pd.DataFrame, sleutel: str) -> float:
    """Return the share of a tenure in some gemeenten together, in percent, of their own rows.

    Σ woningen·share / Σ woningen; NaN when it is unknown of one that has homes: the mean of the others is not that of
    all. The one rule of the house, for a region as for whatever stands beside it.
    """
    homes, share = gemeenten["woningen"], gemeenten[sleutel]
    unknown = homes.isna() | (share.isna() & (homes > 0))
    return np.nan if unknown.any() else average_gewogen(share, homes)


def find_regiodeel(gebieden: pd.DataFrame, sleutel: str) -> float:
    """Return the share of a tenure in the region, between 0 and 1, as `find_gezamenlijk` does; NaN when unknown."""
    own = gebieden[(gebieden["niveau"] == Niveau.GEMEENTE) & (gebieden["rol"] == Rol.REGIO)]
    return find_gezamenlijk(own, sleutel) / 100.0


def find_landdeel(gebieden: pd.DataFrame, sleutel: str) -> float:
    """Return the share of a tenure in the country, between 0 and 1, of its own row; NaN when unknown."""
    country = gebieden.loc[gebieden["niveau"] == Niveau.LAND, sleutel].to_numpy(dtype=float)
    return float(country[0]) / 100.0 if country.size else np.nan


def judge_vertegenwoordiging(
    lq: Values, laag: Values, hoog: Values, woningen: Values
) -> npt.NDArray[np.object_]:
    """Tell of each area how common a tenure is: by its location quotient and the interval of that."""
    q = STERK.waarde
    with np.errstate(invalid="ignore"):
        over, under = laag > 1.0, hoog < 1.0
        much, little = over & (lq >= q * (1.0 - AFRONDING)), under & (lq <= (1.0 + AFRONDING) / q)
        unknown = np.isnan(lq) | ~(woningen >= WONINGEN_MINIMUM)
    cases = (
        (unknown, Vertegenwoordiging.ONBEKEND), (much, Vertegenwoordiging.STERK_OVER), (over, Vertegenwoordiging.OVER),
        (little, Vertegenwoordiging.STERK_ONDER), (under, Vertegenwoordiging.ONDER),
    )  # fmt: skip
    words = np.select(
        [case for case, _ in cases], [str(word) for _, word in cases], str(Vertegenwoordiging.ROND)
    )
    return words.astype(object)


def tabulate_bezit(gebieden: pd.DataFrame, areas: pd.DataFrame, sleutel: str) -> pd.DataFrame:
    """Hold a tenure of areas against region and country.

    Parameters
    ----------
    gebieden : DataFrame
        All areas of a snapshot, with its gemeenten and the country.
    areas : DataFrame
        Those to be told of.
    sleutel : str
        One of `BEZIT`.

    Returns
    -------
    DataFrame
        By the index of `areas`: code, aandeel (percent), and for 'regio' and 'land' each lq_…, laag_…, hoog_… and
        woord_… (`Vertegenwoordiging`).
    """
    homes, share = (areas[name].to_numpy(dtype=float) for name in ("woningen", sleutel))
    count = share * homes / 100.0
    low, high = (
        calculate_wilson(np.clip(share + off, 0.0, 100.0) * homes / 100.0, homes)[end]
        for end, off in enumerate((-AFRONDING_PUNT, AFRONDING_PUNT))
    )
    table = pd.DataFrame({"code": areas["code"], "aandeel": share}, index=areas.index)
    for name, mean in (
        ("regio", find_regiodeel(gebieden, sleutel)),
        ("land", find_landdeel(gebieden, sleutel)),
    ):
        lq = calculate_lq(count, homes, mean)
        # The mean of shares that are each half a point off is no further off.
        bottom, top = (
            calculate_lq(bound, np.ones(len(areas)), max(mean + off / 100.0, 0.0))
            for bound, off in ((low, AFRONDING_PUNT), (high, -AFRONDING_PUNT))
        )
        table[f"lq_{name}"], table[f"laag_{name}"], table[f"hoog_{name}"] = lq, bottom, top
        table[f"woord_{name}"] = judge_vertegenwoordiging(lq, bottom, top, homes)
    return table


@dataclass(frozen=True)
class Verhouding:
    """How an area lies against region or country; None where it is unknown.

    Attributes
    ----------
    gemiddeld : float or None
        Share there, in percent.
    lq, laag, hoog : float or None
        Location quotient and its interval.
    woord : Vertegenwoordiging
    """

    gemiddeld: float | None
    lq: float | None
    laag: float | None
    hoog: float | None
    woord: Vertegenwoordiging


@dataclass(frozen=True)
class Bezitregel:
    """A tenure of one area.

    Attributes
    ----------
    sleutel : str
    aandeel : float or None
        In percent of all dwellings.
    regio, land : Verhouding
    """

    sleutel: str
    aandeel: float | None
    regio: Verhouding
    land: Verhouding


def compare_bezit(gebieden: pd.DataFrame, code: str) -> tuple[Bezitregel, ...]:
    """Return the tenures of one area, each beside region and country."""
    area = gebieden[gebieden["code"] == code]
    return tuple(_make_regel(gebieden, area, key) for key in BEZIT)


def _make_regel(gebieden: pd.DataFrame, area: pd.DataFrame, key: str) -> Bezitregel:
    row = tabulate_bezit(gebieden, area, key).iloc[0]

    def hold(name: str, mean: float) -> Verhouding:
        lq, low, high = (_number(row[f"{part}_{name}"]) for part in ("lq", "laag", "hoog"))
        return Verhouding(_number(100.0 * mean), lq, low, high, Vertegenwoordiging(row[f"woord_{name}"]))

    return Bezitregel(
        key, _number(row["aandeel"]), hold("regio", find_regiodeel(gebieden, key)),
        hold("land", find_landdeel(gebieden, key)),
    )  # fmt: skip


def _number(waarde: float) -> float | None:
    return None if np.isnan(waarde) else float(waarde)
