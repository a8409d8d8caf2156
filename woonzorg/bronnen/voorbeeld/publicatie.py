"""How figures come out: rounded as the source rounds, and withheld where the source withholds.

A value has a status; nothing is imputed (`schema.Status`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen import lijst
from woonzorg.bronnen.leefbaarometer import LEEFBAAROMETER, classify_afwijking
from woonzorg.bronnen.voorbeeld.cijfers import NIEUWSTE, list_kolommen
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Indicator

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.bronnen.bron import Cijferbron, Values

    Statussen = npt.NDArray[np.object_]

VOORBEELD = "voorbeeld"
"""What each source's table is called in the series and the manifest."""

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
    places = {
        indicator.sleutel: _count_decimalen(indicator, bron)
        for bron in lijst.list_cijferbronnen()
        for indicator in bron.indicatoren
    }
    rounded = pd.DataFrame(
        {(key, jaar): _round(key, cijfers[key, jaar], places[key]) for key, jaar in list_kolommen()}
    )
    for jaar in LEEFBAAROMETER.verzinsel.jaren:
        total = rounded[[(key, jaar) for key in DIMENSIES]].sum(axis=1).round(6)
        rounded["lbm_afwijking", jaar] = total
        rounded["lbm_klasse", jaar] = classify_afwijking(total.to_numpy())
    return rounded


def _count_decimalen(indicator: Indicator, bron: Cijferbron) -> int:
    own = bron.verzinsel.decimalen
    return indicator.decimalen if own is None else own


def _round(sleutel: str, values: pd.Series, decimalen: int) -> pd.Series:
    step = STAPPEN.get(sleutel, 1)
    return (values / step).round(decimalen) * step


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
        As `controle.REEKSEN` declares it.
    """
    rounded = round_cijfers(cijfers)
    households = rounded["huishoudens", NIEUWSTE].to_numpy()
    parts = []
    sources = {bron.sleutel: bron for bron in lijst.list_cijferbronnen()}
    for key, jaar in list_kolommen():
        bron = sources[PER_SLEUTEL[key].bron]
        status = _judge_size(key, bron, households)
        _withhold(status, rounded.index, (key, jaar), bron, bijzonder)
        status[(households == 0) & (key not in BEKEND)] = str(Status.NIET_VAN_TOEPASSING)
        parts.append(_tabulate(rounded[key, jaar], status, key, jaar))
    return pd.concat(parts, ignore_index=True)


def _judge_size(sleutel: str, bron: Cijferbron, households: Values) -> Statussen:
    """Give the status of an indicator by area, from the number of households alone."""
    least, otherwise = bron.verzinsel.drempel(sleutel)
    return np.where(households < least, str(otherwise), str(Status.WAARGENOMEN)).astype(object)


def _withhold(
    status: Statussen, codes: pd.Index, kolom: tuple[str, int], bron: Cijferbron, bijzonder: Bijzonderheden
) -> None:
    """Set the status where a source gives less than the size of the area allows."""
    key, jaar = kolom
    if bron is LEEFBAAROMETER:
        status[codes.isin(bijzonder.zonder_leefbaarheid)] = str(Status.ONTBREEKT)
    if bron.verzinsel.kent_wijzigingen and jaar < NIEUWSTE:
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
            "bron": str(Bronsleutel(PER_SLEUTEL[sleutel].bron, VOORBEELD)),
        }
    )


def find_jaren(reeksen: pd.DataFrame) -> dict[str, int]:
    """Give the newest year of each indicator that is not empty."""
    seen = reeksen[reeksen["status"] == str(Status.WAARGENOMEN)]
    newest = seen.groupby("indicator")["jaar"].max()
    return {key: int(newest[key]) for key in PER_SLEUTEL}
