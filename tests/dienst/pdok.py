"""The OGC API Features of PDOK with the CBS map of gemeenten, wijken and buurten."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .antwoord import Antwoord, Geweigerd, Vraag, to_json, to_records
from .filters import apply_cql
from .waarden import GEWIJZIGD, OUDE_CODES, Waarden

if TYPE_CHECKING:
    from collections.abc import Callable

GEOJSON = "application/geo+json"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
COLLECTIONS = {"gemeenten": "gemeente", "wijken": "wijk", "buurten": "buurt"}
JAREN = (2024, 2023)
FILTERS = ("gemeentecode", "wijkcode", "buurtcode", "gemeentenaam", "water")
PARAMETERS = {"f", "limit", "cursor", "bbox", "bbox-crs", "crs", "profile", "filter", *FILTERS}
_PATH = re.compile(r"cbs/wijken-en-buurten-(\d{4})/ogc/v1(?:/(.*))?")


class Pdok:
    """Collections by year.

    Attributes
    ----------
    maximum : int
        The most features in one answer, whatever is asked.
    edits : dict
        Collection to a function that returns other properties, before filter and pages.
    refuses, ignores : set of str
        Parameters that the service answers with 400 (any that is no configured queryable), or passes over.
    """

    def __init__(self, waarden: Waarden, maximum: int = 50) -> None:
        self.waarden, self.maximum = waarden, maximum
        self.edits: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {}
        self.refuses: set[str] = set()
        self.ignores: set[str] = set()

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
        if parts[2] == "queryables":
            names = [name for name in FILTERS if name not in self.refuses]
            return to_json({"type": "object", "properties": {name: {"type": "string"} for name in names}})
        return self._to_items(vraag, int(match[1]), parts[1])

    def _to_landing(self, vraag: Vraag) -> Antwoord:
        links = [_link("self", f"{vraag.base}/{vraag.path}?f=json")]
        links.append(_link("data", f"{vraag.base}/{vraag.path}/collections?f=json"))
        return to_json({"title": "CBS Wijken en Buurten (OGC API)", "description": "", "links": links})

    def _to_items(self, vraag: Vraag, jaar: int, collection: str) -> Antwoord:
        unknown = set(vraag.query) - (PARAMETERS - self.refuses)
        vraag = vraag.drop(self.ignores)
        if unknown:
            raise Geweigerd(400, f"unknown query parameter(s) found: {'&'.join(sorted(unknown))}")
        frame = read_collection(self.waarden, jaar, collection)
        frame = self.edits[collection](frame.copy()) if collection in self.edits else frame
        kept = np.flatnonzero(_filter(self.waarden, frame, vraag.query))
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
            "numberReturned": len(page),
            "features": [],
        }
        answer = to_json(content, content_type=GEOJSON, Content_Crs=f"<{crs}>")
        features = _to_features(self.waarden, page, 28992 if crs == RD else 4326)
        return replace(answer, body=answer.body.removesuffix(b"]}") + f"{features}]}}".encode())


def _filter(waarden: Waarden, frame: pd.DataFrame, query: dict[str, str]) -> np.ndarray:
    mask = np.ones(len(frame), dtype=bool)
    for name in [name for name in FILTERS if name in query]:
        if name not in frame.columns:
            raise Geweigerd(400, f"unknown query parameter(s) found: {name}")
        mask &= (frame[name] == query[name]).to_numpy()
    if query.get("filter"):
        mask &= apply_cql(query["filter"], frame)
    if query.get("bbox"):
        mask &= frame.iloc[:, 0].isin(_find_in_bbox(waarden, query, frame.iloc[0, 0][:2])).to_numpy()
    return mask


def _find_in_bbox(waarden: Waarden, query: dict[str, str], letters: str) -> pd.Series:
    """Return the codes at one level of which a buurt touches the box."""
    numbers = [float(number) for number in query["bbox"].split(",")]
    if len(numbers) != 4:
        raise Geweigerd(400, "bbox should contain exactly 4 values separated by commas: minx,miny,maxx,maxy")
    box = shapely.box(*numbers)
    if query.get("bbox-crs") != RD:
        box = gpd.GeoSeries([shapely.segmentize(box, 0.01)], crs=4326).to_crs(28992).iloc[0]
    outlines = read_outlines(waarden)
    codes = outlines.index[outlines.sindex.query(box, predicate="intersects")].to_series()
    return letters + codes.str[2 : {"GM": 6, "WK": 8, "BU": 10}[letters]]


def _to_features(waarden: Waarden, page: pd.DataFrame, epsg: int) -> str:
    """Return the features of a page as JSON; an outline is written once."""
    parts = zip(page.index, page.iloc[:, 0], to_records(page), strict=True)
    return ",".join(
        f'{{"type":"Feature","id":"{number}","geometry":{_write_outline(waarden, code, epsg)},'
        f'"properties":{json.dumps(row, ensure_ascii=False, allow_nan=False)}}}'
        for number, code, row in parts
    )


@cache
def _write_outline(waarden: Waarden, code: str, epsg: int) -> str:
    outline = gpd.GeoSeries([dissolve(waarden, code)], crs=28992)
    shape = (outline.set_precision(0.001) if epsg == 28992 else outline.to_crs(epsg)).iloc[0]
    return "null" if shape is None else json.dumps(shapely.geometry.mapping(shape), separators=(",", ":"))


@cache
def read_collection(waarden: Waarden, jaar: int, collection: str) -> pd.DataFrame:
    """Return the properties of one collection, its code in the first column, sorted by code."""
    niveau = COLLECTIONS[collection]
    gebieden = waarden.gebieden
    frame = gebieden[gebieden["soort"] == niveau.capitalize()].reset_index(drop=True)
    table = _to_properties(frame, niveau)
    if jaar < 2024:
        table["indelingswijziging_wijken_en_buurten"] = 1
        table[f"{niveau}code"] = table[f"{niveau}code"].replace(OUDE_CODES)
    return pd.concat([table, guess_elders(table)], ignore_index=True)


@cache
def read_outlines(waarden: Waarden) -> gpd.GeoSeries:
    """Return the outlines of all buurten (EPSG:28992), with the made-up ones and those under an older code."""
    known = waarden.outlines.dropna()
    old = known.reindex(list(OUDE_CODES)).set_axis(list(OUDE_CODES.values()))
    parkstad = known[known.index.str[2:6].isin([code[2:] for code in waarden.parkstad_gemeenten])]
    extra = gpd.GeoSeries(guess_outlines_elders(known, parkstad), crs=28992)
    return gpd.GeoSeries(pd.concat([known, old, extra]), crs=28992)


@cache
def dissolve(waarden: Waarden, code: str) -> shapely.Geometry | None:
    """Return the outline of a buurt, or a stand-in for that of a wijk or gemeente: its buurten dissolved."""
    outlines = read_outlines(waarden)
    if code.startswith("BU"):
        return outlines.get(code)
    inside = _group_buurten(waarden, len(code)).get(code[2:], [])
    return shapely.union_all(outlines.to_numpy()[inside]) if len(inside) else None


@cache
def _group_buurten(waarden: Waarden, size: int) -> dict[str, np.ndarray]:
    """Return the positions of outlines by the number of their gemeente or wijk; water counts for its wijk only."""
    codes = read_outlines(waarden).index.to_series()
    inside = ~codes.isin(OUDE_CODES.values()) & ~(codes.eq("BU18839997") & (size == len("GM1883")))
    positions = pd.Series(np.arange(len(codes)), index=codes.index)[inside]
    return {key: group.to_numpy() for key, group in positions.groupby(codes[inside].str[2:size])}


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


WATER = {"BU18839997": "WK188399", "BU09989999": "WK099899"}
"""Made-up codes of water and of land abroad, with their wijken; the real map has land abroad at Baarle-Nassau only."""


def guess_elders(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows for water and for land abroad beside Parkstad, made up; the real map has such rows elsewhere."""
    code, naam = table.columns[:2]
    cut = {"gemeentecode": 6, "wijkcode": 8, "buurtcode": 10}[code]
    extra = table.iloc[[-1, -1]].reset_index(drop=True)
    extra[naam] = ["", "Buitenland"]
    extra["gemeentecode"], extra["gemeentenaam"] = ["GM1883", "GM0998"], ["Sittard-Geleen", "Buitenland"]
    if "wijkcode" in extra:
        extra["wijkcode"] = list(WATER.values())
    extra[code] = [table[code].iloc[0][:2] + buurt[2:cut] for buurt in WATER]
    extra["water"], extra["meest_voorkomende_postcode"] = ["JA", "B"], None
    extra.loc[:, extra.columns.str.startswith(("aantal", "gemiddelde"))] = -99997
    return extra.iloc[1:] if code == "gemeentecode" else extra


def guess_outlines_elders(known: gpd.GeoSeries, parkstad: gpd.GeoSeries) -> dict[str, shapely.Geometry]:
    """Draw a strip of water along Parkstad inside a buurt of the ring, and the land east of the border."""
    _, south, east, north = parkstad.total_bounds
    strip = known["BU18830504"].intersection(parkstad.union_all().buffer(150))
    near = known.cx[east - 4000 : east + 2000, south:north].union_all()
    parts = shapely.box(east - 4000, south, east + 2000, north).difference(near.buffer(1)).geoms
    return {"BU18839997": strip, "BU09989999": max(parts, key=lambda part: part.area)}


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
