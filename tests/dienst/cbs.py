"""OData v3 of the CBS: catalogue, metadata and rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import pandas as pd

from .antwoord import Antwoord, Geweigerd, Vraag, to_json, to_records
from .cbs_tabellen import SES_JAREN, build_kerncijfers, build_ses
from .cbs_velden import SES_WOA, Veld, list_kerncijfers
from .filters import apply_odata

if TYPE_CHECKING:
    from collections.abc import Callable

    from .waarden import Waarden

RECORDED = "cbs_odata3_85586NED_heerlen_2024MM03.json"
GRENS = 10_000
"""ODataApi refuses more records than this."""
_PATH = re.compile(r"(ODataApi|ODataFeed)/odata/(\w+)(?:/(\w+))?(/\$count)?", re.IGNORECASE)


@dataclass(frozen=True)
class Tabel:
    """A table of the catalogue; without `build` it has no rows."""

    identifier: str
    titel: str
    periode: str
    velden: tuple[Veld, ...] = ()
    build: Callable[[Waarden], pd.DataFrame] | None = None
    taal: str = "nl"
    gewijzigd: str = "2024-11-29T02:00:00"


_SES = "Sociaal-economische status; scores per wijk en buurt, regio-indeling"
_KWB = "Kerncijfers wijken en buurten"
TABELLEN: dict[str, Tabel] = {
    tabel.identifier: tabel
    for tabel in (
        Tabel("37259ned", "Bevolkingsontwikkeling; regio per jaar", "1942 - 2023"),
        Tabel("70072ned", "Regionale kerncijfers Nederland", "1995 - 2024"),
        Tabel("83765NED", f"{_KWB} 2017", "2017", list_kerncijfers(2023)),
        Tabel("84772ENG", "Key figures districts and neighbourhoods 2024", "2024", taal="en"),
        Tabel("85318NED", f"{_KWB} 2022", "2022"),
        Tabel(
            "85586NED",
            "Personen met een uitkering; uitkeringsontvangers per regio",
            "2019 december - 2024 maart",
        ),
        Tabel(
            "85618NED", f"{_KWB} 2023", "2023", list_kerncijfers(2023), partial(build_kerncijfers, jaar=2023)
        ),
        Tabel(
            "85900NED", f"{_SES} 2023", "2014 - 2022", SES_WOA, partial(build_ses, jaren=(2022,), ouder=True)
        ),
        Tabel(
            "85984NED", f"{_KWB} 2024", "2024", list_kerncijfers(2024), partial(build_kerncijfers, jaar=2024)
        ),
        Tabel("86048NED", f"{_KWB} 2024; nabijheid", "2024"),
        Tabel("86092NED", f"{_SES} 2024", "2014 - 2023", SES_WOA, partial(build_ses, jaren=SES_JAREN)),
    )
}


class Cbs:
    """The service; `page_size` is how many rows ODataFeed gives at a time."""

    def __init__(self, waarden: Waarden, page_size: int = 100) -> None:
        self.waarden, self.page_size = waarden, page_size

    def answer(self, vraag: Vraag) -> Antwoord:
        """Answer a request below /cbs."""
        try:
            if "json" not in vraag.query.get("$format", "") + vraag.accept and "$count" not in vraag.path:
                return Antwoord(
                    b'<?xml version="1.0" encoding="utf-8"?><feed/>', content_type="application/atom+xml"
                )
            if vraag.path.lower() == "odatacatalog/tables":
                return self._list_tables(vraag)
            return self._answer_table(vraag)
        except Geweigerd as refusal:
            message = {"lang": "en-US", "value": refusal.reason}
            return to_json({"odata.error": {"code": "", "message": message}}, refusal.status)

    def _answer_table(self, vraag: Vraag) -> Antwoord:
        match = _PATH.fullmatch(vraag.path)
        if match is None or match[2] not in TABELLEN:
            raise Geweigerd(404, "Resource not found for the segment")
        tabel, resource, feed = TABELLEN[match[2]], match[3] or "", match[1].lower() == "odatafeed"
        if resource == "TypedDataSet" and tabel.identifier == "85586NED":
            return Antwoord(self.waarden.read_bytes(RECORDED))
        if resource in {"TypedDataSet", "UntypedDataSet"}:
            return self._to_rows(vraag, tabel, feed, bool(match[4]))
        return self._to_metadata(vraag, tabel, resource)

    def _list_tables(self, vraag: Vraag) -> Antwoord:
        frame = pd.DataFrame([_describe_table(tabel, vraag.base) for tabel in TABELLEN.values()])
        if vraag.query.get("$filter"):
            frame = frame[apply_odata(vraag.query["$filter"], frame)]
        frame = _select(frame, vraag)
        return to_json(
            {"odata.metadata": f"{vraag.base}/ODataCatalog/$metadata#Tables", "value": to_records(frame)}
        )

    def _to_metadata(self, vraag: Vraag, tabel: Tabel, resource: str) -> Antwoord:
        root = f"{vraag.base}/ODataApi/OData/{tabel.identifier}"
        values: dict[str, Callable[[], list[dict[str, object]]]] = {
            "": lambda: [{"name": name, "url": f"{root}/{name}"} for name in _list_resources(tabel)],
            "TableInfos": lambda: [_describe_table(tabel, vraag.base)],
            "DataProperties": lambda: describe_properties(tabel),
            "WijkenEnBuurten": lambda: self._list_areas(tabel),
            "Perioden": lambda: _list_periods(tabel),
        }
        if resource not in values or (resource and resource not in _list_resources(tabel)):
            raise Geweigerd(404, f"Resource not found for the segment '{resource}'.")
        suffix = f"#{resource}" if resource else ""
        rows = values[resource]()
        if resource and vraag.query.get("$filter"):
            frame = pd.DataFrame(rows)
            rows = [
                row
                for row, kept in zip(rows, apply_odata(vraag.query["$filter"], frame), strict=True)
                if kept
            ]
        return to_json({"odata.metadata": f"{root}/$metadata{suffix}", "value": rows})

    def _list_areas(self, tabel: Tabel) -> list[dict[str, object]]:
        codes = read_table(self.waarden, tabel)["WijkenEnBuurten"].drop_duplicates()
        names = self.waarden.gebieden.set_index("code")["naam"]
        frame = pd.DataFrame({"Key": codes, "Title": codes.str.strip().map(names).fillna(codes.str.strip())})
        frame["Description"] = None
        frame["Municipality"] = ("GM" + codes.str[2:6]).where(~codes.str.startswith("NL"), "")
        return to_records(frame)

    def _to_rows(self, vraag: Vraag, tabel: Tabel, feed: bool, only_count: bool) -> Antwoord:
        frame = read_table(self.waarden, tabel)
        if vraag.query.get("$filter"):
            frame = frame[apply_odata(vraag.query["$filter"], frame)]
        if only_count:
            return Antwoord(str(len(frame)).encode(), content_type="text/plain; charset=utf-8")
        total, skip = len(frame), int(vraag.query.get("$skip", "0"))
        wanted = frame.iloc[skip : skip + int(vraag.query.get("$top", str(total)))]
        if not feed and len(wanted) > GRENS:
            raise Geweigerd(
                500, f"The query returns more than {GRENS} records. Please use $top, $skip or $filter."
            )
        page = wanted.iloc[: self.page_size] if feed else wanted
        root = f"{vraag.base}/{'ODataFeed/odata' if feed else 'ODataApi/OData'}/{tabel.identifier}"
        content: dict[str, object] = {"odata.metadata": f"{root}/$metadata#Cbs.OData.WebAPI.TypedDataSet"}
        if vraag.query.get("$inlinecount") == "allpages":
            content["odata.count"] = str(total)
        content["value"] = to_records(_untype(_select(page, vraag), tabel, vraag))
        if len(page) < len(wanted):
            content["odata.nextLink"] = _next_link(vraag, skip, len(page))
        return to_json(content)


def _next_link(vraag: Vraag, skip: int, size: int) -> str:
    changes: dict[str, object] = {"__skip": skip + size}
    if "$top" in vraag.query:
        changes["__top"] = int(vraag.query["$top"]) - size
    return vraag.link(**changes)


def _select(frame: pd.DataFrame, vraag: Vraag) -> pd.DataFrame:
    names = [name.strip() for name in vraag.query.get("$select", "").split(",") if name.strip()]
    unknown = [name for name in names if name not in frame.columns]
    if unknown:
        raise Geweigerd(
            400, f"Could not find a property named '{unknown[0]}' on type 'Cbs.OData.WebAPI.TypedDataSet'."
        )
    return frame[names] if names else frame


def _untype(frame: pd.DataFrame, tabel: Tabel, vraag: Vraag) -> pd.DataFrame:
    """Turn the rows into text with '.' for missing when UntypedDataSet is asked."""
    if "UntypedDataSet" not in vraag.path:
        return frame
    decimals = {veld.key: veld.decimalen for veld in tabel.velden if veld.soort != "String"}
    frame = frame.copy()
    for key in [key for key in decimals if key in frame.columns]:
        text = frame[key].map(lambda value, places=decimals[key]: f"{value:10.{places}f}", na_action="ignore")
        frame[key] = text.astype(object).where(frame[key].notna(), "         .")
    return frame


@cache
def read_table(waarden: Waarden, tabel: Tabel) -> pd.DataFrame:
    """Return all rows of a table."""
    if tabel.build is None:
        return pd.DataFrame({"ID": [], "WijkenEnBuurten": pd.Series([], dtype=object)})
    return tabel.build(waarden)


@cache
def _list_resources(tabel: Tabel) -> tuple[str, ...]:
    periods = ("Perioden",) if tabel.velden == SES_WOA else ()
    return (
        "TableInfos",
        "UntypedDataSet",
        "TypedDataSet",
        "DataProperties",
        "CategoryGroups",
        "WijkenEnBuurten",
        *periods,
    )


def _list_periods(tabel: Tabel) -> list[dict[str, object]]:
    years = (2022,) if tabel.identifier == "85900NED" else SES_JAREN
    status = {max(years): "Voorlopig"}
    return [
        {
            "Key": f"{year}JJ00",
            "Title": str(year),
            "Description": "",
            "Status": status.get(year, "Definitief"),
        }
        for year in years
    ]


def _describe_table(tabel: Tabel, base: str) -> dict[str, object]:
    number = list(TABELLEN).index(tabel.identifier)
    return {
        "Updated": "2024-11-29T02:00:00", "ID": number, "Identifier": tabel.identifier, "Title": tabel.titel,
        "ShortTitle": tabel.titel.split(";")[0], "ShortDescription": f"\n{tabel.titel}\n", "Summary": tabel.titel,
        "Modified": tabel.gewijzigd, "MetaDataModified": tabel.gewijzigd, "ReasonDelivery": "Actualisering",
        "ExplanatoryText": "", "OutputStatus": "Regulier", "Source": "CBS.", "Language": tabel.taal, "Catalog": "CBS",
        "Frequency": "Perjaar", "Period": tabel.periode, "ApiUrl": f"{base}/ODataApi/OData/{tabel.identifier}",
        "FeedUrl": f"{base}/ODataFeed/OData/{tabel.identifier}",
    }  # fmt: skip


def describe_properties(tabel: Tabel) -> list[dict[str, object]]:
    """Return DataProperties: dimensions first, then groups and topics in their order."""
    rows = [_dimension("GeoDimension", "WijkenEnBuurten", "Wijken en buurten", 0)]
    if tabel.velden == SES_WOA:
        rows.append(_dimension("TimeDimension", "Perioden", "Perioden", 1))
    groups: dict[tuple[str, ...], int] = {}
    for veld in tabel.velden:
        for depth in range(1, len(veld.groepen) + 1):
            path = veld.groepen[:depth]
            if path not in groups:
                groups[path] = len(rows)
                rows.append(_row(len(rows), "TopicGroup", "", path[-1], groups.get(path[:-1])))
        rows.append(_topic(len(rows), veld, groups.get(veld.groepen)))
    return rows


def _dimension(kind: str, key: str, title: str, number: int) -> dict[str, object]:
    extra = {"ReleasePolicy": True, "MapYear": None} if kind == "GeoDimension" else {"ReleasePolicy": True}
    return _row(number, kind, key, title, None) | extra


def _topic(number: int, veld: Veld, parent: int | None) -> dict[str, object]:
    kind = "GeoDetail" if veld.soort == "String" else "Topic"
    return _row(number, kind, veld.key, veld.titel, parent) | {
        "ReleasePolicy": False, "Datatype": veld.soort, "Unit": veld.eenheid, "Decimals": veld.decimalen,
        "Default": None,
    }  # fmt: skip


def _row(number: int, kind: str, key: str, title: str, parent: int | None) -> dict[str, object]:
    return {
        "odata.type": f"Cbs.OData.WebAPI.{kind}", "ID": number, "Position": number, "ParentID": parent, "Type": kind,
        "Key": key, "Title": title, "Description": "",
    }  # fmt: skip


def parse_recorded(waarden: Waarden) -> dict[str, object]:
    """Return the recorded answer of the benefits table, parsed."""
    content: dict[str, object] = json.loads(waarden.read_bytes(RECORDED))
    return content
