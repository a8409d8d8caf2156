"""How each area lies against the region's own mean; never as class, for the rule compares with the country."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import PER_SLEUTEL, Weging
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import tabulate
from woonzorg.kaart.verschilschaal import cut_verschil
from woonzorg.oordeel.regiomiddel import calculate_regiomiddel, count_anders

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.kaart.verschilschaal import Verschilschaal
    from woonzorg.oordeel.regiomiddel import Regiomiddel
    from woonzorg.oordeel.toets import Score

SCORES: tuple[str, ...] = ("ses_woa", "lbm_afwijking")
"""The two scores, with which is told how many areas would stand otherwise."""

ZONDER_KLASSE = (
    "Veerkracht staat er niet ten opzichte van de regio: de regel vergelijkt met het landelijk gemiddelde (§5.3), en "
    "een andere vergelijking maakt geen andere klasse. De scores en de andere cijfers kunt u wel zo bekijken."
)
"""Why the class is not held against the region."""


@dataclass(frozen=True)
class Regioverschil:
    """How the areas of one level lie against the region's own mean; treat as read-only.

    Attributes
    ----------
    sleutel : str
        Key of the indicator.
    jaar : int
        Year of the values; 0 when unknown.
    middel : Regiomiddel
    schaal : Verschilschaal
    anders : int or None
        For a score: how many of the areas would stand otherwise against the region's own means; else None.
    tabel : DataFrame
        As `Verandering.tabel`; `toen` holds the mean.
    """

    sleutel: str
    jaar: int
    middel: Regiomiddel
    schaal: Verschilschaal
    anders: int | None
    tabel: pd.DataFrame

    def select(self, score: Score, gebieden: pd.DataFrame) -> Regioverschil:
        """Return the same of some areas only, in their order."""
        rows = self.tabel.set_index("code", drop=False).loc[gebieden["code"].tolist()]
        counted = count_anders(score, gebieden) if self.sleutel in SCORES else None
        return dataclasses.replace(self, tabel=rows, anders=counted)


def compare_regio(score: Score, niveau: str, sleutel: str, jaar: int) -> Regioverschil:
    """Hold the region's areas against the region's own mean of a figure.

    Parameters
    ----------
    score : Score
    niveau, sleutel : str
    jaar : int
        Year of the values, for the words.
    """
    own, mean = score.select(niveau), calculate_regiomiddel(score, sleutel, niveau)
    values = own[sleutel].to_numpy(dtype=float)
    table = tabulate(own, np.full(len(own), mean.waarde), values, frozenset())
    scale = cut_verschil(PER_SLEUTEL[sleutel], table["verschil"].to_numpy(dtype=float))
    return Regioverschil(sleutel, jaar, mean, scale, None, table)


def explain_zonder_regio(score: Score, niveau: str, sleutel: str) -> str:
    """Tell why a theme is not held against the region; '' when it is."""
    if sleutel == KLASSE or sleutel not in PER_SLEUTEL:
        return ZONDER_KLASSE
    indicator = PER_SLEUTEL[sleutel]
    if indicator.weging == Weging.GEEN:
        return f"'{indicator.titel}' staat er niet ten opzichte van de regio: klassen hebben geen gemiddelde."
    if np.isnan(calculate_regiomiddel(score, sleutel, niveau).waarde):
        return f"Het gemiddelde van de regio voor '{indicator.titel}' is onbekend. U ziet het cijfer zelf."
    return ""
