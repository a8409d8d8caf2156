"""OData v3 of the CBS: catalogue, metadata and rows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .antwoord import Antwoord, Geweigerd, Vraag, to_json, to_records
from .cbs_catalogus import (
    TABELLEN,
    UITKERINGEN,
    Tabel,
    describe_properties,
    describe_table,
    list_areas,
    list_kinds,
    list_periods,
    list_resources,
    read_table,
)
from .filters import apply_odata

if TYPE_CHECKING:
    from collections.abc import Callable

    from .waarden import Waarden

RECORDED = "cbs_odata3_85586NED_heerlen_2024MM03.json"
GRENS = 10_000
"""ODataApi refuses more records than this; ODataFeed pages."""
_PATH = re.compile(r"(ODataApi|ODataFeed)/odata/(\w+)(?:/(\w+))?(/\$count)?", re.IGNORECASE)
_XML = b'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"/>'


class Cbs:
    """The service.

    Attributes
    ----------
    page_size : int
        How many rows ODataFeed gives at a time.
    edits : dict
        Table id to a function that returns other rows, before filter, count and pages.
    renames : dict
        Old to new key of a field, in every table and its metadata, as when a suffix shifts.
    refuses, ignores : set of str
        Options of a query, such as ``$inlinecount``, that the service answers with 500, or passes over.
    """

    def __init__(
        self, waarden: Waarden, page_size: int = 100, tabellen: dict[str, Tabel] | None = None
    ) -> None:
        self.waarden, self.page_size = waarden, page_size
        self.tabellen = TABELLEN if tabellen is None else tabellen
        self.edits: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {}
        self.renames: dict[str, str] = {}
        self.refuses: set[str] = set()
        self.ignores: set[str] = set()

    def answer(self, vraag: Vraag) -> Antwoord:
        """Answer a request below /cbs; XML when JSON is not asked for."""
        wants_json = "json" in vraag.query.get("$format", "") + vraag.accept
        if not wants_json and not vraag.path.endswith("$count"):
            return Antwoord(_XML, content_type="application/atom+xml")
        try:
            if self.refuses & {*vraag.query, vraag.path.rpartition("/")[2]}:
                raise Geweigerd(500, "An error occurred while processing this request.")
            vraag = vraag.drop(self.ignores)
            if vraag.path.lower() == "odatacatalog/tables":
                return self._list_tables(vraag)
            return self._answer_table(vraag)
        except Geweigerd as refusal:
            message = {"lang": "en-US", "value": refusal.reason}
            return to_json({"odata.error": {"code": "", "message": message}}, refusal.status)

    def _list_tables(self, vraag: Vraag) -> Antwoord:
        frame = pd.DataFrame([describe_table(tabel, vraag.base) for tabel in self.tabellen.values()])
        return _to_answer(vraag, "ODataCatalog/$metadata#Tables", _narrow(frame, vraag))

    def _answer_table(self, vraag: Vraag) -> Antwoord:
        match = _PATH.fullmatch(vraag.path)
        if match is None or match[2] not in self.tabellen:
            raise Geweigerd(404, "Resource not found for the segment.")
        tabel, resource = self.tabellen[match[2]], match[3] or ""
        if resource == "TypedDataSet" and tabel.identifier == UITKERINGEN:
            return Antwoord(self.waarden.read_bytes(RECORDED))
        if resource not in {"TypedDataSet", "UntypedDataSet"}:
            return self._answer_metadata(vraag, tabel, resource)
        frame = self._read_rows(tabel, vraag.query.get("$filter", ""))
        if match[4]:
            return Antwoord(str(len(frame)).encode(), content_type="text/plain; charset=utf-8")
        return self._answer_rows(vraag, tabel, frame, feed=match[1].lower() == "odatafeed")

    def _read_rows(self, tabel: Tabel, where: str) -> pd.DataFrame:
        edit = self.edits.get(tabel.identifier)
        if edit is None and not self.renames:
            return read_table(self.waarden, tabel).iloc[_find_rows(self.waarden, tabel, where)]
        frame = read_table(self.waarden, tabel).rename(columns=self.renames)
        frame = edit(frame.copy()) if edit else frame
        return frame[apply_odata(where, frame)] if where else frame

    def _answer_metadata(self, vraag: Vraag, tabel: Tabel, resource: str) -> Antwoord:
        root = f"ODataApi/OData/{tabel.identifier}"
        rows: list[dict[str, object]] | pd.DataFrame
        counted = vraag.query.get("$inlinecount") == "allpages"
        if resource not in {"", *list_resources(tabel)}:
            raise Geweigerd(404, f"Resource not found for the segment '{resource}'.")
        if resource == "WijkenEnBuurten":
            rows = list_areas(self.waarden, tabel)
        elif resource == "DataProperties":
            rows = [
                row | {"Key": self.renames.get(str(row["Key"]), row["Key"])}
                for row in describe_properties(tabel)
            ]
        elif resource == "Perioden":
            rows = list_periods(tabel)
        elif resource == "SoortMisdrijf":
            rows = list_kinds()
        elif resource == "TableInfos":
            rows = [describe_table(tabel, vraag.base)]
        else:
            rows = [{"name": name, "url": f"{vraag.base}/{root}/{name}"} for name in list_resources(tabel)]
        if isinstance(rows, list):
            return to_json({"odata.metadata": f"{vraag.base}/{root}/$metadata#{resource}", "value": rows})
        kept = _narrow(rows, vraag)
        if vraag.path.endswith("$count"):
            return Antwoord(str(len(kept)).encode(), content_type="text/plain; charset=utf-8")
        extra: dict[str, object] = {"odata.count": str(len(kept))} if counted else {}
        page = kept.head(int(vraag.query.get("$top", str(len(kept)))))
        return _to_answer(vraag, f"{root}/$metadata#{resource}", page, extra)

    def _answer_rows(self, vraag: Vraag, tabel: Tabel, frame: pd.DataFrame, *, feed: bool) -> Antwoord:
        skip = int(vraag.query.get("$skip", "0"))
        wanted = frame.iloc[skip : skip + int(vraag.query.get("$top", str(len(frame))))]
        if not feed and len(wanted) > GRENS:
            raise Geweigerd(500, f"The query returns more than {GRENS} records. Use $top, $skip or $filter.")
        here = wanted.iloc[: self.page_size] if feed else wanted
        page = _select(here, vraag)
        if "UntypedDataSet" in vraag.path:
            page = _untype(page, tabel)
        extra: dict[str, object] = {}
        if vraag.query.get("$inlinecount") == "allpages":
            extra["odata.count"] = str(len(frame))
        if len(here) < len(wanted):
            extra["odata.nextLink"] = _next_link(vraag, skip, len(here))
        root = f"{'ODataFeed' if feed else 'ODataApi'}/OData/{tabel.identifier}"
        return _to_answer(vraag, f"{root}/$metadata#Cbs.OData.WebAPI.TypedDataSet", page, extra)


@lru_cache(maxsize=256)
def _find_rows(waarden: Waarden, tabel: Tabel, text: str) -> np.ndarray:
    """Return the positions of the rows that a $filter keeps; remembered, as every page asks again."""
    frame = read_table(waarden, tabel)
    return np.flatnonzero(apply_odata(text, frame)) if text else np.arange(len(frame))


def _to_answer(
    vraag: Vraag, metadata: str, frame: pd.DataFrame, extra: dict[str, object] | None = None
) -> Antwoord:
    extra = extra or {}
    content: dict[str, object] = {"odata.metadata": f"{vraag.base}/{metadata}"}
    content |= {key: value for key, value in extra.items() if key == "odata.count"}
    return to_json(content | {"value": to_records(frame)} | extra)


def _next_link(vraag: Vraag, skip: int, size: int) -> str:
    changes: dict[str, object] = {"__skip": skip + size}
    if "$top" in vraag.query:
        changes["__top"] = int(vraag.query["$top"]) - size
    return vraag.link(**changes)


def _narrow(frame: pd.DataFrame, vraag: Vraag) -> pd.DataFrame:
    kept = frame[apply_odata(vraag.query["$filter"], frame)] if vraag.query.get("$filter") else frame
    return _select(kept, vraag)


def _select(frame: pd.DataFrame, vraag: Vraag) -> pd.DataFrame:
    names = [name.strip() for name in vraag.query.get("$select", "").split(",") if name.strip()]
    unknown = [name for name in names if name not in frame.columns]
    if unknown:
        raise Geweigerd(400, f"Could not find a property named '{unknown[0]}' on type 'Cbs.OData.WebAPI'.")
    return frame[names] if names else frame


def _untype(frame: pd.DataFrame, tabel: Tabel) -> pd.DataFrame:
    """Turn numbers into padded text, with '.' for missing."""
    texts = {
        veld.key: [
            f"{'.':>11}" if pd.isna(value) else f"{value:11.{veld.decimalen}f}" for value in frame[veld.key]
        ]
        for veld in tabel.velden
        if veld.soort != "String" and veld.key in frame.columns
    }
    return frame.assign(**{key: pd.Series(text, frame.index, dtype=object) for key, text in texts.items()})
