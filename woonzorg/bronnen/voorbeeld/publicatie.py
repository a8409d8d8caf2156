"""How figures come out: rounded as the source rounds, and withheld where the source withholds.

A value has a status; nothing is imputed (`schema.Status`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen.voorbeeld.cijfers import JAREN, KOLOMMEN, NIEUWSTE, classify_afwijking
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Bron

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Statussen = npt.NDArray[np.object_]

SLEUTELS: dict[Bron, Bronsleutel] = {bron: Bronsleutel(bron, "voorbeeld") for bron in Bron}
"""Key of each source in the series and the manifest."""

SES_MINIMUM, LBM_MINIMUM, PERCENTAGE_MINIMUM = 100, 80, 20
"""Households from which a source gives a score, or a share; apart, so that one score may be known alone."""

BEKEND: frozenset[str] = frozenset({"inwoners", "huishoudens", "woningen", "ses_huishoudens"})
"""Counts that are known of every area: zero is a value."""

STAPPEN: dict[str, int] = {
    "inwoners": 5, "huishoudens": 5, "inwoners_0_15": 5, "inwoners_65plus": 5, "eenpersoonshuishoudens": 5,
    "bijstand": 10, "ses_huishoudens": 10,
}  # fmt: skip
"""Multiples to which counts are rounded; others are rounded to the registry's decimals."""


@dataclass(frozen=True)
class Bijzonderheden:
    """Codes of which a source gives less than their size allows.

    Attributes
    ----------
    gewijzigd : frozenset of str
        Borders changed: figures of an older division are missing.
    zonder_spreiding : frozenset of str
        The dispersion is withheld, so that the margin is unknown.
    zonder_leefbaarheid : frozenset of str
        Newly built: the Leefbaarometer has no row.
    """

    gewijzigd: frozenset[str]
    zonder_spreiding: frozenset[str]
    zonder_leefbaarheid: frozenset[str]


def round_cijfers(cijfers: pd.DataFrame) -> pd.DataFrame:
    """Round figures as their source does; the Leefbaarometer's total stays the sum of its parts."""
    rounded = pd.DataFrame({column: _round(column[0], cijfers[column]) for column in cijfers.columns})
    for jaar in JAREN[Bron.LEEFBAAROMETER]:
        total = rounded[[(key, jaar) for key in DIMENSIES]].sum(axis=1).round(6)
        rounded["lbm_afwijking", jaar] = total
        rounded["lbm_klasse", jaar] = classify_afwijking(total.to_numpy())
    return rounded


def _round(sleutel: str, values: pd.Series) -> pd.Series:
    step = STAPPEN.get(sleutel, 1)
    lbm = PER_SLEUTEL[sleutel].bron == Bron.LEEFBAAROMETER
    return (values / step).round(6 if lbm else PER_SLEUTEL[sleutel].decimalen) * step


def make_reeksen(cijfers: pd.DataFrame, bijzonder: Bijzonderheden) -> pd.DataFrame:
    """Publish figures as series.

    Parameters
    ----------
    cijfers : DataFrame
        Unrounded; the index holds codes, the columns (indicator, jaar).
    bijzonder : Bijzonderheden
        Exceptions.

    Returns
    -------
    DataFrame
        As `keuring.REEKSEN` declares it.
    """
    rounded = round_cijfers(cijfers)
    households = rounded["huishoudens", NIEUWSTE].to_numpy()
    parts = []
    for key, jaar in KOLOMMEN:
        status = _judge_size(key, households)
        _withhold(status, rounded.index, (key, jaar), bijzonder)
        status[(households == 0) & (key not in BEKEND)] = str(Status.NIET_VAN_TOEPASSING)
        parts.append(_tabulate(rounded[key, jaar], status, key, jaar))
    return pd.concat(parts, ignore_index=True)


def _judge_size(sleutel: str, households: Values) -> Statussen:
    """Give the status of an indicator by area, from the number of households alone."""
    status = np.full(len(households), str(Status.WAARGENOMEN), dtype=object)
    bron = PER_SLEUTEL[sleutel].bron
    if bron == Bron.LEEFBAAROMETER:
        status[households < LBM_MINIMUM] = str(Status.ONTBREEKT)
    elif sleutel == "laag_inkomen_pct" or (bron == Bron.SES_WOA and sleutel not in BEKEND):
        status[households < SES_MINIMUM] = str(Status.ONDERDRUKT)
    elif sleutel.endswith("_pct") or sleutel in {"woz", "bijstand"}:
        status[households < PERCENTAGE_MINIMUM] = str(Status.ONDERDRUKT)
    return status


def _withhold(status: Statussen, codes: pd.Index, kolom: tuple[str, int], bijzonder: Bijzonderheden) -> None:
    """Set the status where a source gives less than the size of the area allows."""
    key, jaar = kolom
    bron = PER_SLEUTEL[key].bron
    if bron == Bron.LEEFBAAROMETER:
        status[codes.isin(bijzonder.zonder_leefbaarheid)] = str(Status.ONTBREEKT)
    if bron != Bron.SES_WOA and jaar < NIEUWSTE:
        status[codes.isin(bijzonder.gewijzigd)] = str(Status.ONTBREEKT)
    if key == "ses_spreiding":
        status[codes.isin(bijzonder.zonder_spreiding)] = str(Status.ONDERDRUKT)
    if key == "laag_inkomen_pct" and jaar == NIEUWSTE:
        # Figures on income come a year later, here as at the source.
        status[:] = str(Status.ONTBREEKT)


def _tabulate(values: pd.Series, status: Statussen, sleutel: str, jaar: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": values.index.astype(str),
            "indicator": sleutel,
            "jaar": np.full(len(values), jaar, dtype=np.int16),
            "waarde": np.where(status == str(Status.WAARGENOMEN), values, np.nan),
            "status": status.astype(str),
            "bron": str(SLEUTELS[PER_SLEUTEL[sleutel].bron]),
        }
    )


def find_jaren(reeksen: pd.DataFrame) -> dict[str, int]:
    """Give the newest year of each indicator that is not empty."""
    seen = reeksen[reeksen["status"] == str(Status.WAARGENOMEN)]
    newest = seen.groupby("indicator")["jaar"].max()
    return {key: int(newest[key]) for key in PER_SLEUTEL}
