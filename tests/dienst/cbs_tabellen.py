"""The rows of the CBS tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .cbs_velden import MISDRIJVEN, NABIJHEID, SES_WOA, Veld, list_kerncijfers
from .waarden import GEWIJZIGD, OUDE_CODES, Waarden, guess_noise

if TYPE_CHECKING:
    from collections.abc import Sequence

DEELSCORES = ("welvaart", "opleiding", "arbeid")
SES_JAREN = (2020, 2021, 2022, 2023)
MINSTE_HUISHOUDENS = 100


@cache
def build_kerncijfers(waarden: Waarden, jaar: int) -> pd.DataFrame:
    """Return Kerncijfers wijken en buurten: real for buurten where at hand, see `guess_kerncijfers` for the rest."""
    gebieden = guess_kerncijfers(waarden.gebieden)
    gebieden["wijziging"] = gebieden["code"].map(GEWIJZIGD).fillna(1).astype(int).astype(str)
    gebieden.loc[gebieden["code"] == "NL00", "wijziging"] = "."
    if jaar == 2024:
        gebieden[["laag_inkomen_pct", "wmo_1000", "jeugdzorg_pct"]] = np.nan
    else:
        gebieden = standin_earlier_year(gebieden, 2024 - jaar)
    frame = _to_rows(gebieden, list_kerncijfers(jaar))
    frame.insert(0, "ID", range(len(frame)))
    frame.insert(1, "WijkenEnBuurten", gebieden["code"].str.ljust(10).to_numpy())
    return frame


@cache
def build_nabijheid(waarden: Waarden) -> pd.DataFrame:
    """Return Nabijheid voorzieningen: the distance to a huisarts is real, see `guess_afstanden` for the others."""
    gebieden = guess_afstanden(waarden.gebieden)
    frame = _to_rows(gebieden, NABIJHEID)
    frame.insert(0, "ID", range(len(frame)))
    frame.insert(1, "WijkenEnBuurten", gebieden["code"].str.ljust(10).to_numpy())
    return frame


SOORTEN: dict[str, str] = {"0.0.0 ": "Totaal misdrijven", "1.1.1 ": "Diefstal/inbraak woning"}
MISDRIJVEN_JAREN = (2023, 2024)


@cache
def build_misdrijven(waarden: Waarden) -> pd.DataFrame:
    """Return the crimes by area, year and kind; all of them are invented, and few of few are withheld."""
    gebieden = waarden.gebieden[waarden.gebieden["soort"] != "Land"].reset_index(drop=True)
    parts = [
        gebieden.assign(
            periode=f"{jaar}JJ00", soortmisdrijf=key, misdrijven=guess_misdrijven(gebieden, jaar, share)
        )
        for jaar in MISDRIJVEN_JAREN
        for key, share in zip(SOORTEN, (1.0, 0.1), strict=True)
    ]
    rows = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
    frame = _to_rows(rows, MISDRIJVEN)
    frame.insert(0, "ID", range(len(frame)))
    for at, (name, column) in enumerate({"SoortMisdrijf": "soortmisdrijf", "Perioden": "periode"}.items(), 1):
        frame.insert(at, name, rows[column].to_numpy())
    frame.insert(2, "WijkenEnBuurten", rows["code"].str.ljust(10).to_numpy())
    return frame


def guess_misdrijven(gebieden: pd.DataFrame, jaar: int, deel: float) -> pd.Series:
    """Invent crimes from inhabitants and chance; where few live the number is withheld, and one buurt has none."""
    rate = 0.045 * (1 + 0.6 * guess_noise(gebieden["code"], jaar))
    made = (gebieden["inwoners"] * rate * deel).round()
    return made.mask(gebieden["inwoners"].fillna(0) < 50).mask(gebieden["code"] == MISDRIJFLOOS, 0)


MISDRIJFLOOS = "BU09650000"
"""A buurt without any crime: 0 is a value."""


def guess_afstanden(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Invent distances that grow with the one to a huisarts: no real value of these is at hand."""
    near = gebieden["afstandHuisarts"]
    return gebieden.assign(
        afstand_apotheek=near * 1.2 + 0.1, afstand_huisartsenpost=near * 2 + 4.0, afstand_bibliotheek=near + 0.9,
        afstand_treinstation=near * 3 + 1.0,
    )  # fmt: skip


@cache
def build_ses(waarden: Waarden, jaren: Sequence[int] = SES_JAREN, ouder: bool = False) -> pd.DataFrame:
    """Return SES-WOA by area and year; no real value by buurt is at hand."""
    gebieden = waarden.gebieden[waarden.gebieden["soort"] != "Land"].reset_index(drop=True)
    if ouder:
        gebieden["code"] = gebieden["code"].replace(OUDE_CODES)
    current = standin_ses(waarden, gebieden)
    years = [guess_ses_year(gebieden, current, jaar) for jaar in jaren]
    for jaar, table in zip(jaren, years, strict=True):
        table["periode"] = f"{jaar}JJ00"
    rows = pd.concat(years).sort_index(kind="stable").reset_index(drop=True)
    frame = _to_rows(rows, SES_WOA)
    frame.insert(0, "ID", range(len(frame)))
    frame.insert(1, "WijkenEnBuurten", rows["code"].str.ljust(10).to_numpy())
    frame.insert(2, "Perioden", rows["periode"].to_numpy())
    return frame


LIMBURG = (
    882, 888, 889, 893, 899, 907, 917, 928, 935, 938, 944, 946, 957, 965, 971, 981, 983, 984, 986, 988, 994,
    1507, 1640, 1641, 1669, 1711, 1729, 1883, 1894, 1903, 1954,
)  # fmt: skip
"""The gemeenten of Limburg in 2024. Of the other provinces the test data know nothing."""

COROPS: dict[str, tuple[str, tuple[int, ...]]] = {
    "CR37": ("Noord-Limburg", (889, 893, 907, 944, 983, 984, 1507, 1894)),
    "CR38": ("Midden-Limburg", (946, 957, 988, 1640, 1641, 1669, 1711)),
}
"""The COROP areas of Limburg; the rest of it is South."""
ZUID = ("CR39", "Zuid-Limburg")


def build_gebieden(waarden: Waarden) -> pd.DataFrame:
    """Return in which province each gemeente lies; only Limburg is known here."""
    codes = waarden.gebieden.loc[waarden.gebieden["soort"] == "Gemeente", "code"].reset_index(drop=True)
    provincie = pd.Series(np.where(codes.str[2:].astype(int).isin(LIMBURG), "PV31  ", None))
    corops = [_find_corop(int(code[2:])) for code in codes]
    return pd.DataFrame({
        "ID": codes.index, "RegioS": codes, "Code_1": None, "Code_9": [f"{code}      " for code, _ in corops],
        "Naam_10": [f"{naam:<50}" for _, naam in corops], "Code_11": None, "Code_13": None,
        "Code_28": provincie, "Naam_29": None,
    })  # fmt: skip


def _find_corop(gemeente: int) -> tuple[str, str]:
    if gemeente not in LIMBURG:
        return "", ""
    hit = [(code, naam) for code, (naam, members) in COROPS.items() if gemeente in members]
    return hit[0] if hit else ZUID


def _to_rows(values: pd.DataFrame, velden: Sequence[Veld]) -> pd.DataFrame:
    values = values.assign(
        regiocode=values["code"].str.ljust(10),
        soort=values["soort"].str.ljust(10),
        gemeentenaam=values["gemeentenaam"].str.ljust(40),
        leeg=np.nan,
    )
    frame = pd.DataFrame({veld.key: values[veld.kolom] for veld in velden})
    whole = [veld.key for veld in velden if veld.soort == "Long"]
    frame[whole] = frame[whole].round().astype("Int64")
    double = {veld.key: veld.decimalen for veld in velden if veld.soort == "Double"}
    frame[list(double)] = frame[list(double)].astype(float).round(double)
    return frame


def guess_kerncijfers(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Add what the test data lack: rent, corporations, low income, benefits, dwellings and one-person households."""
    frame = gebieden.copy()
    huur = 100 - frame["koopwoningen_pct"]
    size = frame["huishoudensgrootte"].fillna(
        frame["inwoners"] / frame["huishoudens"].where(frame["huishoudens"] > 0)
    )
    households = frame["huishoudens"]
    frame["huur_pct"] = huur
    frame["corporatie_pct"] = guess_corporatie(frame)
    frame["laag_inkomen_pct"] = guess_laag_inkomen(frame)
    frame["bijstand"] = (households * frame["laag_inkomen_pct"] / 100 * 0.6 / 10).round() * 10
    frame["woningen"] = (households * 1.03).round()
    guess_zorg_en_energie(frame)
    frame["eenpersoons"] = (households * ((3.1 - size) / 2.4).clip(0.05, 0.9) / 5).round() * 5
    return frame


def guess_zorg_en_energie(frame: pd.DataFrame) -> None:
    """Invent care, work, energy and distances: no real value of these is at hand."""
    noise = {
        key: guess_noise(frame["code"], seed)
        for seed, key in enumerate(("werk", "wmo", "jeugd", "gas", "stroom"))
    }
    rent = 100 - frame["koopwoningen_pct"]
    frame["verhuur_overig_pct"] = (rent - frame["corporatie_pct"]).clip(0)
    frame["arbeidsparticipatie_pct"] = (74 - 0.15 * rent + 3 * noise["werk"]).round()
    frame["wmo_1000"] = (40 + 0.8 * rent + 12 * noise["wmo"]).round()
    frame["jeugdzorg_pct"] = (8 + 0.08 * rent + 2 * noise["jeugd"]).round(1)
    frame["aardgas"] = (1300 - 5 * rent + 150 * noise["gas"]).round()
    frame["elektriciteit"] = (2900 - 9 * rent + 200 * noise["stroom"]).round()
    frame["afstand_kinderdagverblijf"] = (frame["afstandSchool"] * 0.8 + 0.1).round(1)


def guess_corporatie(frame: pd.DataFrame) -> pd.Series:
    """Guess the corporations' share in dwellings from rent and value: most of the cheaper rent."""
    cheap = (1.2 - frame["woz_keuro"] / 800).clip(0.2, 0.95)
    return ((100 - frame["koopwoningen_pct"]) * cheap).round()


def guess_laag_inkomen(frame: pd.DataFrame) -> pd.Series:
    """Guess the share of households with a low income from rent and value."""
    return (
        2 + (100 - frame["koopwoningen_pct"]) * (1.1 - frame["woz_keuro"] / 700).clip(0.1, 1) * 0.22
    ).round(1)


def standin_earlier_year(gebieden: pd.DataFrame, ago: int) -> pd.DataFrame:
    """Take 2024 for earlier: counts one percent a year lower, values five; recoded buurten under their old code."""
    frame = gebieden.copy()
    counts = ["inwoners", "inwoners0tot15", "inwoners65plus", "huishoudens", "woningen"]
    frame[counts] = (frame[counts] * 0.99**ago / 5).round() * 5
    frame["woz_keuro"] = (frame["woz_keuro"] * 0.95**ago).round()
    frame["code"] = frame["code"].replace(OUDE_CODES)
    frame["wijziging"] = frame["wijziging"].where(frame["wijziging"] == ".", "1")
    return frame


def standin_ses(waarden: Waarden, gebieden: pd.DataFrame) -> pd.DataFrame:
    """Return SES-WOA 2022 by area: postcode-4 for buurten of Parkstad, a guess elsewhere, weighted up.

    Columns ses, welvaart, opleiding, arbeid; missing under 100 households.
    """
    buurten = gebieden[gebieden["soort"] == "Buurt"]
    scores = guess_ses(buurten)
    real = waarden.ses_pc4.reindex(buurten["meest_voorkomende_pc4"]).set_index(buurten.index)
    known = buurten["gemeentecode"].isin(waarden.parkstad_gemeenten) & real["ses_woa_total"].notna()
    scores.loc[known, "ses"] = real.loc[known, "ses_woa_total"]
    scores.loc[known, "welvaart"] = real.loc[known, "ses_woa_welvaart"]
    scores.loc[known, "arbeid"] = real.loc[known, "ses_woa_arbeid"]
    scores["opleiding"] = scores["ses"] - scores["welvaart"] - scores["arbeid"]
    scores[buurten["huishoudens"].fillna(0) < MINSTE_HUISHOUDENS] = np.nan
    return _weigh_up(gebieden, buurten, scores)


def _weigh_up(gebieden: pd.DataFrame, buurten: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    known = scores["ses"].notna()
    weights = buurten["huishoudens"].where(known, 0)
    result = {}
    for sleutel in ("gemeentecode", "wijkcode"):
        keys = buurten[sleutel]
        sums = scores.fillna(0).mul(weights, axis=0).groupby(keys).sum()
        totals = weights.groupby(keys).sum()
        result[sleutel] = sums.div(totals.where(totals >= MINSTE_HUISHOUDENS), axis=0)
    own = scores.set_axis(buurten["code"])
    return pd.concat([*result.values(), own]).reindex(gebieden["code"]).set_axis(gebieden.index)


def guess_ses(buurten: pd.DataFrame) -> pd.DataFrame:
    """Guess scores from value, home ownership and noise; the national mean by household is 0."""
    value = np.log(buurten["woz_keuro"].fillna(buurten["woz_keuro"].median()))
    owned = buurten["koopwoningen_pct"].fillna(60) / 100
    raw = (
        0.45 * (value - value.mean()) + 0.5 * (owned - owned.mean()) + 0.08 * guess_noise(buurten["code"], 1)
    )
    households = buurten["huishoudens"].where(buurten["huishoudens"] >= MINSTE_HUISHOUDENS, 0)
    total = raw - (raw * households).sum() / households.sum()
    return pd.DataFrame(
        {"ses": total, "welvaart": total * 0.5, "opleiding": total * 0.3, "arbeid": total * 0.2}
    )


def guess_ses_year(gebieden: pd.DataFrame, scores: pd.DataFrame, jaar: int) -> pd.DataFrame:
    """Move the scores of 2022 a little by year, and add what hangs beside them."""
    shift = guess_noise(gebieden["code"], jaar) * 0.01 * (jaar - 2022)
    frame = gebieden.join(scores)
    frame["ses"] += shift
    frame["welvaart"] += shift
    for name in ("ses", *DEELSCORES):
        frame[f"{name}_percentiel"] = (frame[name].rank(pct=True) * 100).round()
    frame["spreiding"] = 1 + 0.15 * guess_noise(gebieden["code"], jaar + 7) + frame["ses"] * 0
    frame["spreiding_welvaart"] = frame["spreiding"] * 0.6
    frame["laag"] = (28 - 30 * frame["opleiding"]).clip(5, 60)
    frame["hoog"] = (33 + 40 * frame["opleiding"]).clip(5, 80)
    frame["midden"] = 100 - frame["laag"] - frame["hoog"]
    frame["vermogen"] = (50 + 40 * frame["welvaart"]).clip(5, 95)
    return frame
