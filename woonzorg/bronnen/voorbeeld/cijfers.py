"""Figures of the invented areas, unrounded and complete: every indicator in every year of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.indicator import DIMENSIES, INDICATOREN, Bron

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

JAREN: dict[Bron, tuple[int, ...]] = {
    Bron.SES_WOA: (2019, 2020, 2021, 2022, 2023, 2024),
    Bron.LEEFBAAROMETER: (2020, 2022, 2024),
    Bron.KERNCIJFERS: (2023, 2024),
}
"""Years of each source; the last is the newest."""

NIEUWSTE = 2024

KOLOMMEN: tuple[tuple[str, int], ...] = tuple(
    (indicator.sleutel, jaar) for indicator in INDICATOREN for jaar in JAREN[indicator.bron]
)
"""Every indicator and year, in the order of the registry."""

KLASSEGRENZEN = (-0.2352, -0.1568, -0.0784, -0.0392, 0.0392, 0.0784, 0.1568, 0.2352)
"""Bounds between the nine classes of the Leefbaarometer's deviation; class 5 is the middle."""


def classify_afwijking(afwijking: Values) -> Values:
    """Give the source's class, 1 to 9, of a deviation."""
    klasse: Values = np.digitize(afwijking, KLASSEGRENZEN).astype(np.float64) + 1.0
    return klasse


def make_cijfers(rng: np.random.Generator, gebieden: pd.DataFrame) -> pd.DataFrame:
    """Make the figures of areas from their households, urbanity, disadvantage and nuisance.

    Parameters
    ----------
    rng : Generator
    gebieden : DataFrame
        As `samenleving.settle_buurten` gives it.

    Returns
    -------
    DataFrame
        Same index; columns `KOLOMMEN`.
    """
    chance = {bron: rng.normal(0, 1, (9, len(gebieden))) for bron in JAREN}
    trend = rng.normal(0.006, 0.04, len(gebieden))
    columns: dict[tuple[str, int], Values] = {}
    for bron, jaren in JAREN.items():
        for jaar in jaren:
            then = _go_back(rng, gebieden, NIEUWSTE - jaar, trend)
            columns |= {(key, jaar): values for key, values in _MAKERS[bron](then, chance[bron]).items()}
    return pd.DataFrame(columns, index=gebieden.index)[list(KOLOMMEN)]


def _go_back(rng: np.random.Generator, gebieden: pd.DataFrame, leeftijd: int, trend: Values) -> pd.DataFrame:
    """Give the areas as they were some years ago."""
    blip = rng.normal(0, 0.04, len(gebieden)) if leeftijd else 0.0
    return gebieden.assign(
        achterstand=gebieden["achterstand"] + trend * leeftijd + blip,
        huishoudens=gebieden["huishoudens"] * 0.996**leeftijd,
    )


def _read(gebieden: pd.DataFrame, kolom: str) -> Values:
    values: Values = gebieden[kolom].to_numpy(dtype=np.float64)
    return values


def _make_ses(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, hinder, households = (_read(gebieden, name) for name in ("achterstand", "hinder", "huishoudens"))
    welvaart = -0.045 - 0.115 * a + 0.04 * hinder + 0.030 * chance[0]
    opleiding = -0.032 - 0.063 * a + 0.04 * hinder + 0.035 * chance[1]
    arbeid = -0.012 - 0.045 * a + 0.015 * chance[2]
    return {
        "ses_woa": welvaart + opleiding + arbeid,
        "ses_welvaart": welvaart,
        "ses_opleiding": opleiding,
        "ses_arbeid": arbeid,
        "ses_spreiding": 1.0 + 0.03 * chance[3],
        "ses_huishoudens": households * 0.996,
    }


def _make_lbm(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, stad, hinder = (_read(gebieden, name) for name in ("achterstand", "stad", "hinder"))
    parts = (
        0.030 - 0.031 * a - 0.015 * stad + 0.012 * chance[0],
        0.002 - 0.055 * hinder + 0.020 * chance[1],
        -0.085 + 0.125 * stad + 0.028 * chance[2],
        0.025 - 0.027 * a - 0.025 * stad + 0.012 * chance[3],
        0.029 - 0.060 * a - 0.045 * stad - 0.095 * hinder + 0.036 * chance[4],
    )
    total: Values = np.sum(parts, axis=0)
    named = dict(zip(DIMENSIES, parts, strict=True))
    return {**named, "lbm_afwijking": total, "lbm_klasse": classify_afwijking(total)}


def _make_kerncijfers(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, stad, households = (_read(gebieden, name) for name in ("achterstand", "stad", "huishoudens"))
    starters = _read(gebieden, "starters")
    alone = np.clip(0.36 + 0.10 * a + 0.10 * stad + 0.15 * starters + 0.05 * chance[0], 0.15, 0.75)
    huur = np.clip(34 + 15 * a + 10 * stad + 7 * chance[1], 4, 96)
    inwoners = households * (2.75 - 1.6 * alone)
    return {
        "inwoners": inwoners,
        "huishoudens": households,
        "inwoners_0_15": inwoners * np.clip(0.135 + 0.015 * chance[2], 0.05, 0.25),
        "inwoners_65plus": inwoners
        * np.clip(0.26 - 0.03 * stad - 0.12 * starters + 0.05 * chance[3], 0.06, 0.6),
        "eenpersoonshuishoudens": households * alone,
        "woningen": households * (1.04 + 0.01 * chance[4]),
        "koopwoningen_pct": 100 - huur,
        "huurwoningen_pct": huur,
        "corporatie_pct": huur * np.clip(0.66 + 0.10 * a + 0.06 * chance[8], 0.1, 0.94),
        "woz": np.exp(5.68 - 0.19 * a - 0.10 * stad + 0.08 * chance[5]),
        "laag_inkomen_pct": np.clip(np.exp(1.85 + 0.37 * a + 0.75 * starters + 0.25 * chance[6]), 1.0, 60.0),
        "bijstand": households * np.clip(np.exp(-3.2 + 0.50 * a + 0.15 * chance[6]), 0.002, 0.3),
        "afstand_huisarts": np.exp(0.75 - 1.15 * stad + 0.22 * chance[7]),
        "afstand_supermarkt": np.exp(0.80 - 1.25 * stad + 0.25 * chance[0]),
        "afstand_school": np.exp(0.55 - 0.95 * stad + 0.22 * chance[1]),
    }


_MAKERS: dict[Bron, Callable[[pd.DataFrame, Values], dict[str, Values]]] = {
    Bron.SES_WOA: _make_ses,
    Bron.LEEFBAAROMETER: _make_lbm,
    Bron.KERNCIJFERS: _make_kerncijfers,
}
