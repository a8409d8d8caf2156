"""The region's own mean of a figure, from the region's own rows; it never decides a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.indicator import PER_SLEUTEL, Weging
from woonzorg.oordeel.veerkracht import Klasse, classify

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Regiomiddel:
    """The mean of a figure over the region.

    Attributes
    ----------
    waarde : float
        NaN when it cannot be made.
    weging : Weging
        How it was made.
    gebruikt, totaal : int
        Rows that it was made of, and rows that there are.
    """

    waarde: float
    weging: Weging
    gebruikt: int
    totaal: int


def calculate_regiomiddel(score: Score, sleutel: str, niveau: str) -> Regiomiddel:
    """Calculate the region's mean of a figure, as its registry says: over its gemeenten, weighted, or over its areas.

    Parameters
    ----------
    score : Score
    sleutel : str
        Key of the indicator.
    niveau : str
        Level of the areas that an amount is averaged over.
    """
    weging = PER_SLEUTEL[sleutel].weging
    rows = score.select(niveau if weging == Weging.GEBIEDEN else Niveau.GEMEENTE)
    values = rows[sleutel]
    weights = values.notna().astype(float)
    if weging == Weging.SES_HUISHOUDENS:
        weights = rows[score.referentie.gewicht]
    elif weging not in {Weging.GEBIEDEN, Weging.GEEN}:
        weights = rows[weging]
    mean = np.nan if weging == Weging.GEEN else average_gewogen(values, weights)
    return Regiomiddel(mean, weging, int((values.notna() & (weights > 0)).sum()), len(rows))


def average_gewogen(waarden: pd.Series, gewichten: pd.Series) -> float:
    """Return a weighted mean over the rows of which both are known; NaN when there are none."""
    both = waarden.notna() & (gewichten > 0)
    return float(np.average(waarden[both], weights=gewichten[both])) if both.any() else np.nan


def count_anders(score: Score, gebieden: pd.DataFrame) -> int | None:
    """Count the areas that would stand otherwise against the region's own means; None when a mean is unknown.

    A side note, never a verdict: the rule compares with the country.
    """
    ses, lbm = (
        calculate_regiomiddel(score, key, Niveau.GEMEENTE).waarde for key in ("ses_woa", "lbm_afwijking")
    )
    if np.isnan(ses) or np.isnan(lbm):
        return None
    scores = (gebieden[key].to_numpy(dtype=float) for key in ("ses_woa", "lbm_afwijking"))
    own_ses, own_lbm = scores
    other = classify(own_ses, ses, own_lbm - lbm)
    own = gebieden["klasse"].astype(str).to_numpy()
    return int(((own != other) & (own != Klasse.ONBEKEND) & (other != Klasse.ONBEKEND)).sum())
