"""What the columns on a map can tell: numbers that start at 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.indicator import PER_SLEUTEL, Gebruik, of_gebruik
from woonzorg.kaart.kleuring import write_waarde

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.kaart.beeld import Vormen


@dataclass(frozen=True)
class Hoogte:
    """What the columns tell, in the order of the outlines.

    Attributes
    ----------
    titel : str
        Name of the indicator.
    waarden : tuple of float
        Not below 0; NaN where missing.
    tekst : tuple of str
        The same with decimals and unit.
    """

    titel: str
    waarden: tuple[float, ...]
    tekst: tuple[str, ...]


def list_hoogtes(gebieden: pd.DataFrame) -> dict[str, str]:
    """Return key and title of what can be a height: numbers that start at 0, known for any of these areas."""
    amounts = (indicator for indicator in of_gebruik(Gebruik.KAART) if indicator.gedrag.is_hoeveelheid)
    first = sorted(amounts, key=lambda indicator: indicator.sleutel != "huishoudens")
    return {key.sleutel: key.titel for key in first if gebieden[key.sleutel].notna().any()}


def find_hoogte(gebieden: pd.DataFrame, vormen: Vormen, sleutel: str) -> Hoogte:
    """Return the values of an indicator as heights."""
    indicator = PER_SLEUTEL[sleutel]
    known = dict(zip(gebieden["code"], gebieden[sleutel].astype(float), strict=True))
    values = tuple(known.get(vlak.code, math.nan) for vlak in vormen.vlakken)
    unit = "" if indicator.eenheid == "%" else f" {indicator.eenheid}"
    words = (write_waarde(indicator, value) + ("" if math.isnan(value) else unit) for value in values)
    return Hoogte(indicator.titel, values, tuple(words))
