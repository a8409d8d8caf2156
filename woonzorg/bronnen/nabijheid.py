"""Nabijheid voorzieningen: how far an area's inhabitants are from what they need, by Statistics Netherlands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from woonzorg import indicator
from woonzorg.bronnen.bron import Verzinsel
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.gegevens.schema import Status

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.bronnen.bron import Values


def _verzin(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    stad = gebieden["stad"].to_numpy(dtype=float)
    return {
        "afstand_apotheek": np.exp(0.80 - 1.10 * stad + 0.22 * chance[0]),
        "afstand_huisartsenpost": np.exp(2.00 - 0.50 * stad + 0.20 * chance[1]),
        "afstand_bibliotheek": np.exp(1.00 - 1.05 * stad + 0.24 * chance[2]),
        "afstand_treinstation": np.exp(1.60 - 0.90 * stad + 0.30 * chance[3]),
    }


NABIJHEID = Statlinebron(
    sleutel=indicator.NABIJHEID,
    naam="CBS, Nabijheid voorzieningen wijken en buurten",
    kort="CBS, Nabijheid voorzieningen",
    kenmerk="Afstand tot apotheek en Afstand tot bibliotheek",
    verzonnen="Verzonnen cijfers in de vorm van Nabijheid voorzieningen",
    titel=re.compile(r"nabijheid voorzieningen; .*buurt.*?(\d{4})", re.IGNORECASE),
    tabellen={"85830NED": 2023, "86134NED": 2024, "86270NED": 2025},
    herken=("afstandtotapotheek", "afstandtotbibliotheek"),
    optioneel=True,
    verzinsel=Verzinsel((2024,), _verzin, lambda _: (0, Status.ONDERDRUKT)),
)
