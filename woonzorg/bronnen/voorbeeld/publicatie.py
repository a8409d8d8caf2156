"""How figures come out: rounded as the source rounds, and withheld where the source withholds.

A value has a status; nothing is imputed (`schema.Status`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen.voorbeeld.cijfers import JAREN, classify_afwijking
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Bron
from woonzorg.schema import Status

if TYPE_CHECKING:
    import numpy.typing as npt

    Statussen = npt.NDArray[np.object_]

HUISHOUDENS_MINIMUM = 100
"""Below this many households the sources give no score."""

LBM_MINIMUM = 80
"""The Leefbaarometer's own bound lies lower, so that one score may be known without the other."""

SLEUTELS_BRON: dict[Bron, str] = {
    bron: f"{bron}:voorbeeld" for bron in (Bron.SES_WOA, Bron.LEEFBAAROMETER, Bron.KERNCIJFERS, Bron.GRENZEN)
}

ALTIJD: frozenset[str] = frozenset({"inwoners", "huishoudens", "woningen", "ses_huishoudens"})
"""Counts that are known of every area: zero is a value."""

_VIJFTALLEN = frozenset({"inwoners", "huishoudens", "inwoners_0_15", "inwoners_65plus", "eenpersoonshuishoudens"})
_TIENTALLEN = frozenset({"bijstand", "ses_huishoudens"})


def round_cijfers(cijfers: pd.DataFrame) -> pd.DataFrame:
    """Round figures as their source does; the Leefbaarometer's total stays the sum of its parts."""
    rounded = pd.DataFrame({column: _round(column[0], cijfers[column]) for column in cijfers.columns})
    for jaar in JAREN[Bron.LEEFBAAROMETER]:
        total = rounded[[(key, jaar) for key in DIMENSIES]].sum(axis=1).round(6)
        rounded["lbm_afwijking", jaar] = total
        rounded["lbm_klasse", jaar] = classify_afwijking(total.to_numpy())
    return rounded[cijfers.columns]


def _round(sleutel: str, values: pd.Series) -> pd.Series:
    step = 5 if sleutel in _VIJFTALLEN else 10 if sleutel in _TIENTALLEN else 0
    if step:
        return (values / step).round() * step
    lbm = PER_SLEUTEL[sleutel].bron == Bron.LEEFBAAROMETER
    return values.round(6 if lbm else PER_SLEUTEL[sleutel].decimalen)


def make_reeksen(cijfers: pd.DataFrame, gewijzigd: frozenset[str], zonder_spreiding: frozenset[str]) -> pd.DataFrame:
    """Publish figures as series.

    Parameters
    ----------
    cijfers : DataFrame
        Unrounded; the index holds codes, the columns (indicator, jaar).
    gewijzigd : frozenset of str
        Codes whose borders changed: figures of an older division are missing.
    zonder_spreiding : frozenset of str
        Codes of which the source withholds the dispersion.

    Returns
    -------
    DataFrame
        As `schema.REEKSEN` declares it.
    """
    rounded = round_cijfers(cijfers)
    changed = cijfers.index.isin(gewijzigd)
    narrow = cijfers.index.isin(zonder_spreiding)
    parts = []
    for (key, jaar), values in rounded.items():
        status = _judge(key, rounded["huishoudens", 2024].to_numpy())
        bron = PER_SLEUTEL[key].bron
        if bron != Bron.SES_WOA and jaar < JAREN[bron][-1]:
            status[changed] = Status.ONTBREEKT
        if key == "ses_spreiding":
            status[narrow & (status == Status.WAARGENOMEN)] = Status.ONDERDRUKT
        if (key, jaar) == ("laag_inkomen_pct", 2024):
            status[status == Status.WAARGENOMEN] = Status.ONDERDRUKT
        parts.append(_tabulate(values, status, key, jaar))
    return pd.concat(parts, ignore_index=True).sort_values(["indicator", "jaar", "code"], ignore_index=True)


def _judge(sleutel: str, households: npt.NDArray[np.float64]) -> Statussen:
    """Give the status of an indicator by area, from the number of households."""
    status = np.full(len(households), str(Status.WAARGENOMEN), dtype=object)
    if sleutel in ALTIJD:
        return status
    bron = PER_SLEUTEL[sleutel].bron
    if bron == Bron.SES_WOA or sleutel == "laag_inkomen_pct":
        status[households < HUISHOUDENS_MINIMUM] = str(Status.ONDERDRUKT)
    elif bron == Bron.LEEFBAAROMETER:
        status[households < LBM_MINIMUM] = str(Status.ONTBREEKT)
    elif sleutel.endswith("_pct") or sleutel in {"woz", "bijstand"}:
        status[households < 20] = str(Status.ONDERDRUKT)
    status[households == 0] = str(Status.NIET_VAN_TOEPASSING)
    return status


def _tabulate(values: pd.Series, status: Statussen, sleutel: str, jaar: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": values.index.astype(str),
            "indicator": sleutel,
            "jaar": np.full(len(values), jaar, dtype=np.int16),
            "waarde": np.where(status == Status.WAARGENOMEN, values, np.nan),
            "status": [str(one) for one in status],
            "bron": SLEUTELS_BRON[PER_SLEUTEL[sleutel].bron],
        }
    )


def find_jaren(reeksen: pd.DataFrame) -> dict[str, int]:
    """Give the newest year of each indicator that is not empty."""
    seen = reeksen[reeksen["status"] == Status.WAARGENOMEN]
    return {key: int(seen.loc[seen["indicator"] == key, "jaar"].max()) for key in PER_SLEUTEL}
