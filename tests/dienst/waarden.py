"""The real values behind the services, read from the test data when first needed."""

from __future__ import annotations

import json
import os
import tomllib
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

_ROOT = Path(__file__).resolve().parents[2]
TELLINGEN = ("inwoners", "inwoners65plus", "inwoners0tot15", "huishoudens")
GEMIDDELDEN = (
    "woz_keuro", "koopwoningen_pct", "eengezinswoningen_pct", "afstandHuisarts", "afstandSupermarkt", "afstandSchool",
)  # fmt: skip
DIMENSIES = ("won", "fys", "vrz", "soc", "onv")
GEWIJZIGD = {"BU09940002": 3, "BU18830300": 2}
"""Ring codes of which the division is said to have changed since 2023: new borders, and a new code."""
OUDE_CODES = {"BU18830300": "BU18830399"}
"""Under which (made-up) code the recoded buurt goes in tables of 2023."""


def find_testdata() -> Path:
    """Return the folder with test data, whether or not it is there."""
    return Path(os.environ.get("WOONZORG_TESTDATA") or _ROOT.parent / "shared" / "data").resolve()


class Waarden:
    """Tables of the test data; each is read once and kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read_bytes(self, name: str) -> bytes:
        """Return a recorded answer unchanged."""
        return (self.folder / "antwoorden" / name).read_bytes()

    @cached_property
    def parkstad_gemeenten(self) -> frozenset[str]:
        """The seven gemeentecodes of Parkstad."""
        regios = tomllib.loads((_ROOT / "woonzorg" / "regios.toml").read_text(encoding="utf-8"))
        return frozenset(regios["parkstad"]["gemeenten"])

    @cached_property
    def parkstad(self) -> gpd.GeoDataFrame:
        """The real buurten of Parkstad with wijken and outlines (EPSG:4326)."""
        return gpd.read_file(self.folder / "parkstad_2024" / "buurten.geojson")

    @cached_property
    def ses_pc4(self) -> pd.DataFrame:
        """SES-WOA 2022 by postcode-4, indexed by postcode."""
        path = self.folder / "parkstad_2024" / "ses_woa_pc4_2022.csv"
        return pd.read_csv(path, dtype={"pc4": str}).set_index("pc4")

    @cached_property
    def buurten(self) -> pd.DataFrame:
        """Key figures of all 14,574 buurten, sorted by code, with `wijkcode`."""
        frame = pd.read_parquet(self.folder / "nederland_2024" / "kwb_2024.parquet")
        frame = frame.sort_values("buurtcode").reset_index(drop=True)
        return frame.assign(
            code=frame["buurtcode"], naam=frame["buurtnaam"], wijkcode="WK" + frame["buurtcode"].str[2:8]
        )

    @cached_property
    def scores(self) -> gpd.GeoDataFrame:
        """The real Leefbaarometer 2024 of all scored buurten, with outlines (EPSG:4326), sorted by code."""
        frame = gpd.read_parquet(self.folder / "nederland_2024" / "leefbaarometer_buurten.parquet")
        return frame.sort_values("id").reset_index(drop=True)

    @cached_property
    def recorded_scores(self) -> frozenset[str]:
        """Codes in the recorded answer of the Leefbaarometer."""
        recorded = json.loads(self.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json"))
        return frozenset(feature["properties"]["id"] for feature in recorded["features"])

    @cached_property
    def gebieden(self) -> pd.DataFrame:
        """Country, gemeenten, wijken and buurten in the order of the CBS tables, with their key figures."""
        levels = [standin_land(self.buurten), standin_hoger(self.buurten, "gemeentecode"),
                  standin_hoger(self.buurten, "wijkcode"), self.buurten.assign(soort="Buurt")]  # fmt: skip
        frame = pd.concat(levels, ignore_index=True)
        names = self.parkstad.drop_duplicates("wijkcode").set_index("wijkcode")["wijknaam"]
        frame["naam"] = frame["code"].map(names).fillna(frame["naam"])
        level_order = frame["code"].str[:2].map({"NL": 0, "GM": 1, "WK": 2, "BU": 3})
        order = frame.assign(
            niveau=level_order, gm=frame["code"].str[2:6].where(level_order > 0, "")
        ).sort_values(["gm", "wijkcode", "niveau", "code"], na_position="first")
        return order.drop(columns=["niveau", "gm"]).reset_index(drop=True)

    @cached_property
    def outlines(self) -> gpd.GeoSeries:
        """Outlines of buurten (EPSG:28992): real in Parkstad and where scored, elsewhere approximate."""
        rough = gpd.read_parquet(self.folder / "nederland_2024" / "buurten_benaderd_rd.parquet")
        scored = self.scores.set_index("id").geometry.to_crs(28992)
        parkstad = self.parkstad.set_index("buurtcode").geometry.to_crs(28992)
        outlines = rough.set_index("buurtcode").geometry.to_dict() | scored.to_dict() | parkstad.to_dict()
        return gpd.GeoSeries(outlines, crs=28992).reindex(self.buurten["code"])


def standin_hoger(buurten: pd.DataFrame, sleutel: str) -> pd.DataFrame:
    """Sum counts and weigh averages by household up to gemeenten or wijken; the real figures are not at hand."""
    weights = buurten["huishoudens"].fillna(0)
    groups = buurten[sleutel]
    counts = buurten[list(TELLINGEN)].groupby(groups).sum(min_count=1)
    known = buurten[list(GEMIDDELDEN)].notna().mul(weights, axis=0).groupby(groups).sum()
    sums = buurten[list(GEMIDDELDEN)].mul(weights, axis=0).groupby(groups).sum()
    means = (sums / known.where(known > 0)).round(1)
    first = buurten.groupby(groups)[["gemeentecode", "gemeentenaam", "wijkcode"]].first()
    frame = counts.join(means).join(first).reset_index(drop=True)
    codes = pd.Index(sorted(groups.unique()))
    if sleutel == "gemeentecode":
        return frame.assign(code=codes, naam=frame["gemeentenaam"], soort="Gemeente", wijkcode=None)
    return frame.assign(code=codes, naam="Wijk " + pd.Series(codes).str[-2:], soort="Wijk")


def standin_land(buurten: pd.DataFrame) -> pd.DataFrame:
    """Sum and weigh all buurten to the row of the country."""
    frame = standin_hoger(buurten.assign(gemeentecode="NL00", gemeentenaam="Nederland"), "gemeentecode")
    return frame.assign(soort="Land")


def standin_scores_hoger(waarden: Waarden, niveau: str) -> pd.DataFrame:
    """Weigh the dimensions of the Leefbaarometer by household up to wijken or gemeenten."""
    scores = waarden.scores.drop(columns="geometry").merge(
        waarden.buurten[["code", "huishoudens", "wijkcode", "gemeentecode"]], left_on="id", right_on="code"
    )
    weights = scores["huishoudens"].fillna(1).clip(lower=1)
    groups = scores[f"{niveau}code"]
    columns = [*DIMENSIES, "kscore"]
    means = (
        scores[columns].mul(weights, axis=0).groupby(groups).sum().div(weights.groupby(groups).sum(), axis=0)
    )
    names = waarden.gebieden.set_index("code")["naam"]
    frame = means.reset_index(names="id")
    frame["name"] = frame["id"].map(names)
    frame["gemeente"] = ("GM" + frame["id"].str[2:6]).map(names)
    return classify(
        frame.assign(scale=niveau, year="2024", kscore=frame["kscore"].round().astype(int)), scores
    )


def guess_earlier_scores(frame: pd.DataFrame, jaar: int, scores: pd.DataFrame) -> pd.DataFrame:
    """Shift the dimensions of 2024 a little, by code and year, for an earlier edition."""
    shifted = frame.copy()
    for number, dimension in enumerate(DIMENSIES):
        shifted[dimension] = frame[dimension] + guess_noise(frame["id"], jaar * 10 + number) * 0.02
    return classify(shifted.assign(year=str(jaar)), scores)


def classify(frame: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Recompute `afw` as the sum of the dimensions, and every class by the limits found in the real scores."""
    frame[list(DIMENSIES)] = frame[list(DIMENSIES)].round(6)
    frame["afw"] = frame[list(DIMENSIES)].sum(axis=1).round(6)
    for name in ("afw", *DIMENSIES):
        lowest = scores.groupby(f"k{name}")[name].min().sort_index()
        found = np.searchsorted(lowest.to_numpy(), frame[name].to_numpy(), side="right") - 1
        frame[f"k{name}"] = lowest.index.to_numpy()[found.clip(0)]
    return frame


def guess_noise(codes: pd.Series, seed: int) -> np.ndarray:
    """Return numbers in [-1, 1) that hang on code and seed only."""
    hashed = pd.util.hash_array((codes + str(seed)).to_numpy(dtype=object))
    return (hashed % np.uint64(100_000)).astype(float) / 50_000 - 1
