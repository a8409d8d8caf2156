"""Files as a user would download them by hand, made from the values behind the local server."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import requests
from dienst import Dienst
from dienst.cbs_catalogus import TABELLEN, read_table
from dienst.leefbaarometer import read_layer

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Waarden

SES, KWB, KWB_OUD = "86092NED", "85984NED", "85618NED"
TITEL = "Sociaal-economische status; scores per wijk en buurt, regio-indeling 2024"
OGC = "pdok/cbs/wijken-en-buurten-2024/ogc/v1/collections"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"


def take_rows(waarden: Waarden, tabel: str, gemeenten: frozenset[str]) -> pd.DataFrame:
    """Return a table's rows of some gemeenten, all gemeenten and the country."""
    frame = read_table(waarden, TABELLEN[tabel])
    codes = frame["WijkenEnBuurten"]
    own = ("GM" + codes.str[2:6]).isin(gemeenten)
    return frame[own | codes.str.startswith(("GM", "NL"))].drop(columns="ID")


def write_statline(
    frame: pd.DataFrame, *, komma: bool = False, titels: dict[str, str] | None = None, kop: str = ""
) -> bytes:
    """Write rows as StatLine does: BOM, ';', all quoted, padded numbers, '.' for missing."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    if kop:
        writer.writerow([kop])
    writer.writerow([(titels or {}).get(name, name) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow([_to_cell(value, komma=komma) for value in row])
    if kop:
        writer.writerow(["Bron: CBS"])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _to_cell(value: object, *, komma: bool) -> str:
    if isinstance(value, str):
        return value
    if pd.isna(value):  # type: ignore[call-overload]
        return f"{'.':>11}"
    text = f"{value:11.3f}" if isinstance(value, float) else f"{value:>11}"
    return text.replace(".", ",") if komma else text


def make_titels(tabel: str) -> dict[str, str]:
    """Return the header of each field: groups, title and unit."""
    named = {
        veld.key: f"{'/'.join([*veld.groepen, veld.titel])} ({veld.eenheid})"
        for veld in TABELLEN[tabel].velden
    }
    return named | {"WijkenEnBuurten": "Wijken en buurten", "Perioden": "Perioden"}


def write_ses(waarden: Waarden, gemeenten: frozenset[str], *, sleutels: bool = False, komma: bool = False,
              alleen: tuple[str, ...] = ()) -> bytes:  # fmt: skip
    """Write SES-WOA: with titles (names under 'Wijken en buurten', codes elsewhere), or with keys."""
    frame = take_rows(waarden, SES, gemeenten)
    if alleen:
        frame = frame[("GM" + frame["WijkenEnBuurten"].str[2:6]).isin(alleen)]
    if sleutels:
        return write_statline(frame, komma=komma)
    names = waarden.gebieden.set_index("code")["naam"]
    named = frame.assign(WijkenEnBuurten=frame["WijkenEnBuurten"].str.strip().map(names))
    return write_statline(
        named.assign(Perioden=named["Perioden"].str[:4]), komma=komma, titels=make_titels(SES), kop=TITEL
    )


def write_leefbaarometer(waarden: Waarden, gemeenten: frozenset[str]) -> bytes:
    """Write the open data: a zip with a CSV a level, all editions under each other, without `afw` (told)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("leesmij.txt", "Leefbaarometer 3.0")
        for niveau, letters in (("buurt", "bu"), ("wijk", "wk"), ("gemeente", "gm")):
            archive.writestr(f"Meting 2024/Leefbaarometer-scores {niveau}en 2002-2024.csv",
                             make_open_data(waarden, niveau, letters, gemeenten).to_csv(index=False))  # fmt: skip
    return content.getvalue()


def make_open_data(waarden: Waarden, niveau: str, letters: str, gemeenten: frozenset[str]) -> pd.DataFrame:
    """Return the editions of one level as rows of the open data."""
    years = [pd.DataFrame(read_layer(waarden, f"{niveau}score{year}")) for year in (20, 22, 24)]
    rows = pd.concat(years, ignore_index=True)
    rows = rows[("GM" + rows["id"].str[2:6]).isin(gemeenten)]
    rows = rows.assign(**{f"{letters}_code": rows["id"], "jaar": rows["year"], "lbm": 4.2 + rows["afw"]})
    return rows[[f"{letters}_code", "jaar", "lbm", "fys", "onv", "soc", "vrz", "won"]]


def fetch_outlines(waarden: Waarden, bounds: tuple[float, ...]) -> dict[str, gpd.GeoDataFrame]:
    """Return the three layers of the map around a region, as the server gives them (EPSG:28992)."""
    box = ",".join(f"{edge:.0f}" for edge in bounds)
    layers = {}
    with Dienst(waarden) as server:
        server.pdok.maximum = 1000
        for name in ("buurten", "wijken", "gemeenten"):
            query = {"f": "json", "limit": "1000", "crs": RD, "bbox-crs": RD, "bbox": box}
            with requests.get(f"{server.url}/{OGC}/{name}/items", params=query, timeout=60) as answer:
                layers[name] = gpd.GeoDataFrame.from_features(answer.json()["features"], crs=28992)
    return layers


def write_geopackage(layers: dict[str, gpd.GeoDataFrame], path: Path) -> None:
    """Write layers to one GeoPackage, as PDOK's download has them."""
    for name, frame in layers.items():
        frame.to_file(path, layer=name, driver="GPKG")
