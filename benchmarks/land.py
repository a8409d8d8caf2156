"""A table of the whole country for timing: real figures and outlines, with an invented SES-WOA that is never shown.

Real SES-WOA by buurt is not among the test data; a timing only needs numbers in the right places.
"""

from __future__ import annotations

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau, Regio, Rol, find_wijkcode
from woonzorg.gegevens import opslag, schema
from woonzorg.gegevens.schema import REEKS_KOLOMMEN, Status
from woonzorg.indicator import INDICATOREN, LEEFBAAROMETER, of_bron

TESTDATA = Path(os.environ.get("WOONZORG_TESTDATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
JAREN = {"ses_woa": 2024, "lbm_afwijking": 2024}
_KWB = {
    "inwoners": "inwoners", "huishoudens": "huishoudens", "inwoners_0_15": "inwoners0tot15",
    "inwoners_65plus": "inwoners65plus", "koopwoningen_pct": "koopwoningen_pct", "woz": "woz_keuro",
    "afstand_huisarts": "afstandHuisarts", "afstand_supermarkt": "afstandSupermarkt", "afstand_school": "afstandSchool",
}  # fmt: skip


def make_land() -> gpd.GeoDataFrame:
    """Return 14,574 buurten and their gemeenten, with outlines where there are any."""
    kwb = pd.read_parquet(TESTDATA / "nederland_2024/kwb_2024.parquet")
    lbm = pd.read_parquet(TESTDATA / "nederland_2024/leefbaarometer_buurten.parquet").set_index("id")
    outlines = gpd.read_parquet(TESTDATA / "nederland_2024/buurten_benaderd_rd.parquet").set_index(
        "buurtcode"
    )
    buurten = pd.DataFrame({"code": kwb["buurtcode"], "naam": kwb["buurtnaam"], "niveau": str(Niveau.BUURT)})
    buurten["wijkcode"] = buurten["code"].map(find_wijkcode)
    buurten["gemeentecode"], buurten["gemeentenaam"] = kwb["gemeentecode"], kwb["gemeentenaam"]
    values = {key: kwb[column] for key, column in _KWB.items()}
    values |= {
        i.sleutel: lbm[i.velden[0]].reindex(kwb["buurtcode"]).to_numpy() for i in of_bron(LEEFBAAROMETER)
    }
    buurten = buurten.assign(**values)
    buurten["geometry"] = outlines.geometry.reindex(kwb["buurtcode"]).to_numpy()
    gemeenten = buurten.groupby("gemeentecode", as_index=False).agg(huishoudens=("huishoudens", "sum"))
    gemeenten = gemeenten.assign(code=gemeenten["gemeentecode"], naam="gemeente", niveau=str(Niveau.GEMEENTE))
    land = pd.concat([buurten, gemeenten], ignore_index=True)
    return gpd.GeoDataFrame(_complete(land), geometry="geometry", crs=schema.CRS)


def _complete(land: pd.DataFrame) -> pd.DataFrame:
    invented = np.random.default_rng(1).normal(0, 0.2, len(land))
    land = land.assign(
        ses_woa=invented, ses_spreiding=1.0, ses_huishoudens=land["huishoudens"], rol=str(Rol.REGIO)
    )
    text = land[["wijkcode", "gemeentenaam"]].fillna("")
    land = land.assign(**text, wijknaam="", provinciecode="", postcode="", water=False, landsgrens=False)
    return land.assign(**{i.sleutel: land.get(i.sleutel, np.nan) for i in INDICATOREN})


def publish_land(folder: Path) -> opslag.Snapshot:
    """Publish the whole country as a snapshot, with one year of series: the values that stand beside the areas."""
    land = make_land()
    years = {indicator.sleutel: 2024 for indicator in INDICATOREN}
    manifest = opslag.Manifest(Regio("nederland", "Nederland", ()), "2026-01-01", 2024, years, fictief=True)
    return opslag.publish(folder, manifest, land, _list_reeksen(land, years))


def _list_reeksen(land: gpd.GeoDataFrame, jaren: dict[str, int]) -> pd.DataFrame:
    long = land.melt(id_vars="code", value_vars=list(jaren), var_name="indicator", value_name="waarde")
    known = long.dropna(subset="waarde").astype({"waarde": float})
    year = known["indicator"].map(jaren).astype("int16")
    return known.assign(jaar=year, status=str(Status.WAARGENOMEN), bron="")[list(REEKS_KOLOMMEN)]
