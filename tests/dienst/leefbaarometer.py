"""The WFS of the Leefbaarometer, as GeoServer answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from .antwoord import Antwoord, Geweigerd, Vraag, to_json, to_records
from .filters import apply_cql
from .waarden import DIMENSIES, OUDE_CODES, Waarden, guess_earlier_scores, standin_scores_hoger

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

RECORDED = "leefbaarometer_wfs_buurtscore24_parkstad.json"
EDITIES = (24, 22, 20)
AFLEIDERS = ("pc4score24", "clippedgridscore24", "buurtontwikkeling2224")
"""Layers beside the scores that a loader must leave alone."""
PROPERTIES = (
    "id", "name", "gemeente", "scale", "kscore", "kafw", "afw", "kwon", "kfys", "kvrz", "ksoc", "konv",
    *DIMENSIES, "year",
)  # fmt: skip


class Leefbaarometer:
    """Layers ``lbm3:<niveau>score<jaar>``.

    Attributes
    ----------
    maximum : int
        The most features in one answer.
    edits : dict
        Layer (without 'lbm3:') to a function that returns other features, before filter, count and pages.
    refuses, ignores : set of str
        Parameters, such as ``sortby``, that the service refuses, or passes over.
    refusal : int
        Status of a refusal: this GeoServer is told to send its ExceptionReport with 200.
    shuffles : bool
        Whether pages that are asked for without an order overlap.
    """

    def __init__(self, waarden: Waarden, maximum: int = 2000) -> None:
        self.waarden, self.maximum = waarden, maximum
        self.edits: dict[str, Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]] = {}
        self.refuses: set[str] = set()
        self.ignores: set[str] = set()
        self.refusal, self.shuffles = 400, False

    def answer(self, vraag: Vraag) -> Antwoord:
        """Answer a request below /lbm."""
        if vraag.path.lower() not in {"lbm3/ows", "lbm3/wfs", "ows", "wfs"}:
            raise Geweigerd(404, "Not found")
        requests = {
            "getcapabilities": self._get_capabilities,
            "describefeaturetype": self._describe,
            "getfeature": self._get_feature,
        }
        asked = vraag.lower.get("request", "").lower()
        if asked not in requests:
            return _to_exception("OperationNotSupported", f"There is no support for {asked}")
        try:
            unknown = sorted(self.refuses & set(vraag.lower))
            if unknown:
                raise Geweigerd(self.refusal, f"Illegal parameter &quot;{unknown[0]}&quot;")
            return requests[asked](vraag.drop(self.ignores))
        except Geweigerd as refusal:
            return _to_exception("NoApplicableCode", refusal.reason, refusal.status)

    def _get_capabilities(self, _: Vraag) -> Antwoord:
        types = "".join(
            f'<FeatureType xmlns:lbm3="https://geo.leefbaarometer.nl/lbm3"><Name>lbm3:{name}</Name><Title>{name}</Title>'
            "<Abstract/><DefaultCRS>urn:ogc:def:crs:EPSG::28992</DefaultCRS></FeatureType>"
            for name in sorted([*_list_layers(), *AFLEIDERS])
        )
        body = (
            '<?xml version="1.0" encoding="UTF-8"?><wfs:WFS_Capabilities version="2.0.0" '
            'xmlns="http://www.opengis.net/wfs/2.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" '
            'xmlns:ows="http://www.opengis.net/ows/1.1"><ows:ServiceIdentification><ows:Title>Leefbaarometer</ows:Title>'
            f"</ows:ServiceIdentification><FeatureTypeList>{types}</FeatureTypeList>"
            '<fes:Filter_Capabilities xmlns:fes="http://www.opengis.net/fes/2.0"><fes:Conformance>'
            '<fes:Constraint name="ImplementsSorting"><ows:NoValues/>'
            f"<ows:DefaultValue>{'FALSE' if 'sortby' in self.refuses else 'TRUE'}</ows:DefaultValue></fes:Constraint>"
            "</fes:Conformance></fes:Filter_Capabilities></wfs:WFS_Capabilities>"
        )
        return Antwoord(body.encode(), content_type="application/xml")

    def _describe(self, vraag: Vraag) -> Antwoord:
        layer = self._find_layer(vraag)
        properties = [_describe_property(name) for name in PROPERTIES]
        properties.append(_describe_property("geom"))
        return to_json(
            {
                "elementFormDefault": "qualified",
                "targetNamespace": "https://geo.leefbaarometer.nl/lbm3",
                "targetPrefix": "lbm3",
                "featureTypes": [{"typeName": layer, "properties": properties}],
            }
        )

    def _get_feature(self, vraag: Vraag) -> Antwoord:
        layer, query = self._find_layer(vraag), vraag.lower
        frame = read_layer(self.waarden, layer)
        frame = self.edits[layer](frame.copy()) if layer in self.edits else frame
        kept = (
            apply_cql(query["cql_filter"], frame)
            if query.get("cql_filter")
            else frame["id"].notna().to_numpy()
        )
        start = int(query.get("startindex", "0"))
        if self.shuffles and start and "sortby" not in query:
            frame, kept = frame.iloc[::-1], kept[::-1]
        count = min(int(query.get("count", query.get("maxfeatures", self.maximum))), self.maximum)
        if query.get("resulttype", "").lower() == "hits":
            return _to_hits(int(kept.sum()))
        if (
            self._is_recorded(layer, frame, kept)
            and start == 0
            and count >= kept.sum()
            and not _is_narrowed(query)
        ):
            return Antwoord(self.waarden.read_bytes(RECORDED))
        return _to_collection(frame, kept, start, count, query)

    def _is_recorded(self, layer: str, frame: gpd.GeoDataFrame, kept: np.ndarray) -> bool:
        return (
            layer == "buurtscore24"
            and layer not in self.edits
            and set(frame["id"][kept]) == self.waarden.recorded_scores
        )

    def _find_layer(self, vraag: Vraag) -> str:
        query = vraag.lower
        name = (query.get("typenames") or query.get("typename") or "").removeprefix("lbm3:")
        if name not in _list_layers():
            raise Geweigerd(self.refusal, f"Feature type :{name} unknown")
        return name


def _list_layers() -> list[str]:
    return [f"{niveau}score{editie}" for editie in EDITIES for niveau in ("buurt", "wijk", "gemeente")]


@cache
def read_layer(waarden: Waarden, layer: str) -> gpd.GeoDataFrame:
    """Return one layer: real for buurten in 2024; otherwise a stand-in (higher levels) or a guess (earlier years)."""
    niveau, editie = layer.split("score")
    if editie != "24":
        current = read_layer(waarden, f"{niveau}score24")
        current = current.assign(id=current["id"].replace(OUDE_CODES))
        return guess_earlier_scores(current, 2000 + int(editie), waarden.scores)
    if niveau == "buurt":
        return waarden.scores
    frame = standin_scores_hoger(waarden, niveau)
    return gpd.GeoDataFrame(
        frame, geometry=_standin_outlines(waarden, niveau).reindex(frame["id"]).to_numpy(), crs=4326
    )


def _standin_outlines(waarden: Waarden, niveau: str) -> gpd.GeoSeries:
    """Collect the outlines of the scored buurten into one multipolygon an area, without dissolving them."""
    scores = waarden.scores
    codes = ("WK" + scores["id"].str[2:8]) if niveau == "wijk" else ("GM" + scores["id"].str[2:6])
    parts = scores.geometry.explode(index_parts=False)
    grouped = parts.groupby(codes.reindex(parts.index).to_numpy())
    return gpd.GeoSeries({code: shapely.MultiPolygon(list(shapes)) for code, shapes in grouped}, crs=4326)


def _is_narrowed(query: dict[str, str]) -> bool:
    return bool(query.get("propertyname")) or "28992" in query.get("srsname", "")


def _to_collection(
    frame: gpd.GeoDataFrame, kept: np.ndarray, start: int, count: int, query: dict[str, str]
) -> Antwoord:
    matched = frame[kept]
    page = matched.iloc[start : start + count]
    epsg = 28992 if "28992" in query.get("srsname", "") else 4326
    features = _to_features(page, query.get("propertyname", ""), epsg)
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}} if features else None
    return to_json(
        {
            "type": "FeatureCollection",
            "features": features,
            "totalFeatures": len(matched),
            "numberMatched": len(matched),
            "numberReturned": len(features),
            "timeStamp": "2026-11-21T00:00:00.000Z",
            "crs": crs,
        }
    )


def _to_features(page: gpd.GeoDataFrame, names: str, epsg: int) -> list[dict[str, object]]:
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = set(wanted) - {*PROPERTIES, "geom"}
    if unknown:
        raise Geweigerd(400, f"Requested property: {', '.join(sorted(unknown))} is not available")
    records = to_records(pd.DataFrame(page)[[name for name in PROPERTIES if not wanted or name in wanted]])
    shapes: list[object] = [None] * len(page)
    if not wanted or "geom" in wanted:
        shapes = [_to_geometry(shape) for shape in page.geometry.to_crs(epsg)]
    layer = f"{page['scale'].iloc[0]}score{page['year'].iloc[0][2:]}" if len(page) else ""
    return [
        {
            "type": "Feature",
            "id": f"{layer}.{number + 1}",
            "geometry": shape,
            "geometry_name": "geom",
            "properties": row,
        }
        for number, shape, row in zip(page.index, shapes, records, strict=True)
    ]


def _to_geometry(shape: shapely.Geometry | None) -> object:
    if shape is None or shapely.is_missing(shape):
        return None
    return shapely.geometry.mapping(shape)


def _describe_property(name: str) -> dict[str, object]:
    kind = "string" if name in {"id", "name", "gemeente", "scale", "year"} else "number"
    kind = "int" if name.startswith("k") else kind
    known = {"geom": ("gml:MultiPolygon", "MultiPolygon")}
    full, local = known.get(name, (f"xsd:{'double' if kind == 'number' else kind}", kind))
    return {"name": name, "maxOccurs": 1, "minOccurs": 0, "nillable": True, "type": full, "localType": local}


def _to_hits(matched: int) -> Antwoord:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        f'numberMatched="{matched}" numberReturned="0" timeStamp="2026-11-21T00:00:00.000Z"/>'
    )
    return Antwoord(body.encode(), content_type="application/gml+xml; version=3.2")


def _to_exception(code: str, text: str, status: int = 400) -> Antwoord:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" '
        f'version="2.0.0"><ows:Exception exceptionCode="{code}"><ows:ExceptionText>{text}</ows:ExceptionText>'
        "</ows:Exception></ows:ExceptionReport>"
    )
    return Antwoord(body.encode(), status, "application/xml")
