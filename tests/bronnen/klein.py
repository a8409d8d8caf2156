"""A handful of invented areas as files, for tests of reading that need no real figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from woonzorg.bronnen.bestanden import bestandenmap
from woonzorg.gebied import Regio

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.bronnen.samenstellen import Samenstelling

HIER = Regio("hier", "Hier", ("GM0001",))
ALLES = ("ses_woa", "kerncijfers", "leefbaarometer")
BUURTEN = tuple(f"BU0001{wijk:02d}{buurt:02d}" for wijk in range(2) for buurt in range(3))
CODES = (*BUURTEN, "WK000100", "WK000101", "GM0001")


def make_kaart(codes: tuple[str, ...] = BUURTEN, **kolommen: object) -> gpd.GeoDataFrame:
    """Return buurten of a kilometre, side by side (EPSG:28992)."""
    squares = [
        shapely.box(x, 400_000, x + 1000, 401_000) for x in range(100_000, 100_000 + 1000 * len(codes), 1000)
    ]
    facts = {
        "buurtcode": list(codes), "buurtnaam": [f"Buurt {code[-4:]}" for code in codes],
        "wijkcode": ["WK" + code[2:8] for code in codes], "gemeentecode": ["GM" + code[2:6] for code in codes],
        "gemeentenaam": "Hier", "water": "NEE",
    }  # fmt: skip
    return gpd.GeoDataFrame(facts | kolommen, geometry=squares, crs=28992)


def write_geojson(frame: gpd.GeoDataFrame, path: Path, **erbij: Any) -> None:
    """Write outlines as a browser saves an answer, with what stands beside the features."""
    content = json.loads(frame.to_crs(4326).to_json(drop_id=True))
    path.write_text(json.dumps(content | erbij), encoding="utf-8")


def write_kerncijfers(path: Path, codes: tuple[str, ...] = CODES, kop: str = "") -> None:
    """Write Kerncijfers with only what cannot be missed."""
    frame = pd.DataFrame(
        {"Codering (code)": codes, "Aantal inwoners (aantal)": 100, "Huishoudens totaal": 50}
    )
    text = frame.to_csv(index=False, sep=";")
    path.write_text(f'"{kop}"\n{text}' if kop else text, encoding="utf-8")


def make_scores(codes: tuple[str, ...] = CODES, jaar: int = 2024, **kolommen: object) -> pd.DataFrame:
    """Return scores of the Leefbaarometer as its open data have them."""
    parts = {"won": 0.01, "fys": 0.02, "vrz": -0.01, "soc": 0.03, "onv": -0.02}
    return pd.DataFrame({"bu_code": codes, "jaar": jaar, "lbm": 4.2, **parts, "afw": 0.03} | kolommen)


def read(folder: Path, *zonder: str) -> Samenstelling:
    """Join what lies in a folder, as on 29 November 2026."""
    return bestandenmap.assemble_map(folder, HIER, zonder=zonder, datum="2026-11-29")
