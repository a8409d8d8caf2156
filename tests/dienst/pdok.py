"""The OGC API Features of PDOK with the CBS map of gemeenten, wijken and buurten."""

from __future__ import annotations

import base64
import re
from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .antwoord import Antwoord, Geweigerd, Vraag, to_json, to_records
from .waarden import GEWIJZIGD, OUDE_CODES, Waarden

if TYPE_CHECKING:
    from collections.abc import Iterable

GEOJSON = "application/geo+json"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
COLLECTIONS = {"gemeenten": "gemeente", "wijken": "wijk", "buurten": "buurt"}
JAREN = (2024, 2023)
FILTERS = ("gemeentecode", "wijkcode", "buurtcode", "gemeentenaam", "water")
PARAMETERS = {"f", "limit", "cursor", "bbox", "bbox-crs", "crs", "lang", *FILTERS}
_PATH = re.compile(r"cbs/wijken-en-buurten-(\d{4})/ogc/v1(?:/(.*))?")


class Pdok:
    """Collections by year; `maximum` is the most features in one answer, whatever is asked."""

    def __init__(self, waarden: Waarden, maximum: int = 50) -> None:
        self.waarden, self.maximum = waarden, maximum

    def answer(self, vraag: Vraag) -> Antwoord:
        """Answer a request below /pdok."""
        match = _PATH.fullmatch(vraag.path)
        if match is None or int(match[1]) not in JAREN:
            raise Geweigerd(404, "Not Found")
        parts = (match[2] or "").split("/")
        if parts == [""]:
            return self._to_landing(vraag)
        if parts[0] != "collections" or (len(parts) > 1 and parts[1] not in COLLECTIONS):
            raise Geweigerd(404, "Not Found")
        if len(parts) == 1:
            return to_json({"links": [], "collections": [_describe(vraag, name) for name in COLLECTIONS]})
        if len(parts) == 2:
            return to_json(_describe(vraag, parts[1]))
        return self._to_items(vraag, int(match[1]), parts[1])

    def _to_landing(self, vraag: Vraag) -> Antwoord:
        links = [_link("self", f"{vraag.base}/{vraag.path}?f=json")]
        links.append(_link("data", f"{vraag.base}/{vraag.path}/collections?f=json"))
        return to_json({"title": "CBS Wijken en Buurten (OGC API)", "description": "", "links": links})

    def _to_items(self, vraag: Vraag, jaar: int, collection: str) -> Antwoord:
        unknown = set(vraag.query) - PARAMETERS
        if unknown:
            raise Geweigerd(400, f"unknown query parameter(s) found: {'&'.join(sorted(unknown))}")
        frame = read_collection(self.waarden, jaar, collection)
        kept = np.flatnonzero(_filter(frame, vraag.query))
        limit = min(int(vraag.query.get("limit", "10")), self.maximum)
        start = _read_cursor(vraag.query.get("cursor", ""))
        page = frame.iloc[kept[start : start + limit]]
        links = [_link("self", vraag.link(), GEOJSON)]
        if start + limit < len(kept):
            links.append(_link("next", vraag.link(cursor=_to_cursor(start + limit)), GEOJSON))
        crs = vraag.query.get("crs", CRS84)
        content = {
            "type": "FeatureCollection",
            "timeStamp": "2026-11-21T00:00:00Z",
            "links": links,
            "features": _to_features(page, 28992 if crs == RD else 4326),
            "numberReturned": len(page),
        }
        return to_json(content, content_type=GEOJSON, Content_Crs=f"<{crs}>")


def _filter(frame: gpd.GeoDataFrame, query: dict[str, str]) -> np.ndarray:
    mask = np.ones(len(frame), dtype=bool)
    for name in FILTERS:
        if name in query:
            if name not in frame.columns:
                raise Geweigerd(400, f"unknown query parameter(s) found: {name}")
            mask &= (frame[name] == query[name]).to_numpy()
    if query.get("bbox"):
        mask &= _filter_bbox(frame, query)
    return mask


def _filter_bbox(frame: gpd.GeoDataFrame, query: dict[str, str]) -> np.ndarray:
    numbers = [float(number) for number in query["bbox"].split(",")]
    if len(numbers) != 4:
        raise Geweigerd(400, "bbox should contain exactly 4 values separated by commas: minx,miny,maxx,maxy")
    box = shapely.box(*numbers)
    if query.get("bbox-crs") != RD:
        box = gpd.GeoSeries([shapely.segmentize(box, 0.01)], crs=4326).to_crs(28992).iloc[0]
    mask = np.zeros(len(frame), dtype=bool)
    mask[frame.sindex.query(box, predicate="intersects")] = True
    return mask


def _to_features(page: gpd.GeoDataFrame, epsg: int) -> Iterable[dict[str, object]]:
    records = to_records(pd.DataFrame(page.drop(columns="geometry")))
    shapes = shapely.set_precision(page.geometry.to_crs(epsg).to_numpy(), 1e-3 if epsg == 28992 else 0)
    return [
        {"type": "Feature", "id": str(number), "geometry": _to_geometry(shape), "properties": row}
        for number, shape, row in zip(page.index, shapes, records, strict=True)
    ]


def _to_geometry(shape: shapely.Geometry | None) -> object:
    return None if shape is None else shapely.geometry.mapping(shape)


@cache
def read_collection(waarden: Waarden, jaar: int, collection: str) -> gpd.GeoDataFrame:
    """Return one collection (EPSG:28992), sorted by code."""
    niveau = COLLECTIONS[collection]
    gebieden = waarden.gebieden
    frame = gebieden[gebieden["soort"] == niveau.capitalize()].reset_index(drop=True)
    outlines = waarden.outlines if niveau == "buurt" else standin_outlines(waarden, niveau)
    table = gpd.GeoDataFrame(
        _to_properties(frame, niveau), geometry=outlines.reindex(frame["code"]).to_numpy(), crs=28992
    )
    if niveau == "buurt" and jaar < 2024:
        table["buurtcode"] = table["buurtcode"].replace(OUDE_CODES)
        table["indelingswijziging_wijken_en_buurten"] = 1
    return gpd.GeoDataFrame(pd.concat([table, guess_elders(table)], ignore_index=True), crs=28992)


def _to_properties(frame: pd.DataFrame, niveau: str) -> pd.DataFrame:
    columns = {f"{niveau}code": frame["code"], f"{niveau}naam": frame["naam"]}
    columns |= {"wijkcode": frame["wijkcode"]} if niveau == "buurt" else {}
    columns |= {"gemeentecode": frame["gemeentecode"], "gemeentenaam": frame["gemeentenaam"]}
    table = pd.DataFrame(columns)
    table["indelingswijziging_wijken_en_buurten"] = frame["code"].map(GEWIJZIGD).fillna(1).astype(int)
    table["water"] = "NEE"
    table["meest_voorkomende_postcode"] = frame["meest_voorkomende_pc4"]
    table["aantal_inwoners"] = frame["inwoners"].fillna(-99997).astype(int)
    table["aantal_huishoudens"] = frame["huishoudens"].fillna(-99997).astype(int)
    table["gemiddelde_woningwaarde"] = frame["woz_keuro"].fillna(-99997).astype(int)
    table["percentage_huishoudens_met_laag_inkomen"] = -99995
    return table


def standin_outlines(waarden: Waarden, niveau: str) -> gpd.GeoSeries:
    """Dissolve buurten into wijken or gemeenten; the real outlines are not at hand."""
    outlines = waarden.outlines.dropna()
    codes = outlines.index.to_series()
    keys = ("WK" + codes.str[2:8]) if niveau == "wijk" else ("GM" + codes.str[2:6])
    return outlines.groupby(keys.to_numpy()).agg(shapely.union_all).set_crs(28992)


def guess_elders(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add a water area and one abroad beside Parkstad, made up, as the real map has them elsewhere."""
    code, naam = table.columns[0], table.columns[1]
    shapes = [shapely.box(183000, 331000, 183400, 332000), shapely.box(204800, 318000, 206000, 322000)]
    prefix = table[code].iloc[0][:2]
    numbers = {"GM": ("1883", "0998"), "WK": ("188399", "099899"), "BU": ("18839997", "09989999")}[prefix]
    extra = table.iloc[[-1, -1]].copy().reset_index(drop=True)
    extra[code], extra[naam] = [f"{prefix}{number}" for number in numbers], ["", ""]
    extra["gemeentecode"], extra["gemeentenaam"] = ["GM1883", "GM0998"], ["Sittard-Geleen", "Buitenland"]
    if prefix == "BU":
        extra["wijkcode"] = ["WK188399", "WK099899"]
    extra["water"] = ["JA", "B"]
    extra.loc[:, extra.columns.str.startswith(("aantal", "gemiddelde"))] = -99997
    return extra.set_geometry(gpd.GeoSeries(shapes, crs=28992))


def _describe(vraag: Vraag, name: str) -> dict[str, object]:
    root = f"{vraag.base}/{vraag.path.split('/collections')[0]}/collections/{name}"
    links = [_link("self", f"{root}?f=json"), _link("items", f"{root}/items?f=json", GEOJSON)]
    return {"id": name, "title": name.capitalize(), "links": links, "crs": [CRS84, RD], "storageCrs": RD}


def _link(rel: str, href: str, kind: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "type": kind, "title": rel, "href": href}


def _to_cursor(start: int) -> str:
    return base64.urlsafe_b64encode(f"rij{start}".encode()).decode().rstrip("=")


def _read_cursor(text: str) -> int:
    if not text:
        return 0
    try:
        return int(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().removeprefix("rij"))
    except ValueError as error:
        raise Geweigerd(400, "cursor is not valid") from error
