"""Figures of the invented areas, unrounded and complete: every indicator in every year of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.indicator import DIMENSIES, INDICATOREN, Bron

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

JAREN: dict[Bron, tuple[int, ...]] = {
    Bron.SES_WOA: (2019, 2020, 2021, 2022, 2023, 2024),
    Bron.LEEFBAAROMETER: (2020, 2022, 2024),
    Bron.KERNCIJFERS: (2023, 2024),
}
"""Years of each source; the last is the newest."""

NIEUWSTE = 2024


def make_cijfers(rng: np.random.Generator, gebieden: pd.DataFrame) -> pd.DataFrame:
    """Make the figures of areas from their households, urbanity and disadvantage.

    Parameters
    ----------
    rng : Generator
    gebieden : DataFrame
        As `samenleving.settle_buurten` gives it.

    Returns
    -------
    DataFrame
        Same index; columns (indicator, jaar), sorted by the registry and year.
    """
    n = len(gebieden)
    own = {bron: rng.normal(0, 1, (8, n)) for bron in JAREN}
    trend = rng.normal(0, 0.05, n)
    columns: dict[tuple[str, int], Values] = {}
    makers = {Bron.SES_WOA: _make_ses, Bron.LEEFBAAROMETER: _make_lbm, Bron.KERNCIJFERS: _make_kerncijfers}
    for bron, jaren in JAREN.items():
        for jaar in jaren:
            age = NIEUWSTE - jaar
            then = gebieden.assign(
                achterstand=gebieden["achterstand"] + trend * age + rng.normal(0, 0.04, n) * (age > 0),
                huishoudens=gebieden["huishoudens"] * 0.996**age,
            )
            columns |= {(key, jaar): values for key, values in makers[bron](then, own[bron]).items()}
    order = [(i.sleutel, jaar) for i in INDICATOREN for jaar in JAREN[i.bron]]
    return pd.DataFrame(columns, index=gebieden.index)[order]


def _read(gebieden: pd.DataFrame) -> tuple[Values, Values, Values]:
    return tuple(gebieden[name].to_numpy(dtype=float) for name in ("achterstand", "stad", "huishoudens"))


def _make_ses(gebieden: pd.DataFrame, own: Values) -> dict[str, Values]:
    a, _, households = _read(gebieden)
    welvaart = -0.045 - 0.105 * a + 0.03 * own[0]
    opleiding = -0.035 - 0.055 * a + 0.03 * own[1]
    arbeid = -0.012 - 0.04 * a + 0.015 * own[2]
    return {
        "ses_woa": welvaart + opleiding + arbeid,
        "ses_welvaart": welvaart,
        "ses_opleiding": opleiding,
        "ses_arbeid": arbeid,
        "ses_spreiding": 1.0 + 0.03 * own[3],
        "ses_huishoudens": households * 0.996,
    }


def _make_lbm(gebieden: pd.DataFrame, own: Values) -> dict[str, Values]:
    a, stad, _ = _read(gebieden)
    parts = (
        0.030 - 0.028 * a - 0.015 * stad + 0.012 * own[0],
        0.002 + 0.022 * own[1],
        -0.085 + 0.130 * stad + 0.022 * own[2],
        0.025 - 0.024 * a - 0.025 * stad + 0.010 * own[3],
        0.025 - 0.055 * a - 0.045 * stad + 0.020 * own[4],
    )
    total = np.sum(parts, axis=0)
    return {**dict(zip(DIMENSIES, parts, strict=True)), "lbm_afwijking": total, "lbm_klasse": classify_afwijking(total)}


def classify_afwijking(afwijking: Values) -> Values:
    """Give the source's class 1–9 of a deviation; 5 is the middle, about −0.039 to 0.039."""
    bounds = np.array([-0.2352, -0.1568, -0.0784, -0.0392, 0.0392, 0.0784, 0.1568, 0.2352])
    return np.digitize(afwijking, bounds) + 1.0


def _make_kerncijfers(gebieden: pd.DataFrame, own: Values) -> dict[str, Values]:
    a, stad, households = _read(gebieden)
    flats = np.clip(0.36 + 0.10 * a + 0.10 * stad + 0.05 * own[0], 0.15, 0.75)
    huur = np.clip(34 + 15 * a + 10 * stad + 5 * own[1], 4, 96)
    inwoners = households * (2.75 - 1.6 * flats)
    return {
        "inwoners": inwoners,
        "huishoudens": households,
        "inwoners_0_15": inwoners * np.clip(0.135 + 0.015 * own[2], 0.05, 0.25),
        "inwoners_65plus": inwoners * np.clip(0.26 - 0.03 * stad + 0.05 * own[3], 0.06, 0.6),
        "eenpersoonshuishoudens": households * flats,
        "woningen": households * (1.04 + 0.01 * own[4]),
        "koopwoningen_pct": 100 - huur,
        "huurwoningen_pct": huur,
        "corporatie_pct": huur * np.clip(0.66 + 0.10 * a - 0.02 * stad, 0.1, 0.94),
        "woz": np.exp(5.68 - 0.19 * a - 0.10 * stad + 0.07 * own[5]),
        "laag_inkomen_pct": np.clip(np.exp(1.85 + 0.42 * a + 0.10 * own[6]), 1.0, 60.0),
        "bijstand": households * np.clip(np.exp(-3.2 + 0.55 * a), 0.002, 0.3),
        "afstand_huisarts": np.exp(0.75 - 1.15 * stad + 0.22 * own[7]),
        "afstand_supermarkt": np.exp(0.80 - 1.25 * stad + 0.25 * own[0]),
        "afstand_school": np.exp(0.55 - 0.95 * stad + 0.22 * own[1]),
    }
