"""The local server gives what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

if TYPE_CHECKING:
    from dienst import Dienst, Waarden

KWB = "cbs/ODataFeed/odata/85984NED/TypedDataSet"
WFS = "lbm/lbm3/ows"
OGC = "pdok/cbs/wijken-en-buurten-2024/ogc/v1"


def fetch(dienst: Dienst, path: str, **params: object) -> requests.Response:
    query = {key.replace("__", "$"): value for key, value in params.items()}
    with requests.get(f"{dienst.url}/{path}", params=query, timeout=20) as response:
        response.content  # noqa: B018
        return response


def test_recorded_answers_come_unchanged(dienst: Dienst, waarden: Waarden) -> None:
    benefits = fetch(dienst, "cbs/ODataFeed/odata/85586NED/TypedDataSet", __format="json")
    cql = " OR ".join(f"id LIKE 'BU{code[2:]}%'" for code in sorted(waarden.parkstad_gemeenten))
    params = {"request": "GetFeature", "typeNames": "lbm3:buurtscore24", "CQL_FILTER": cql}
    scores = fetch(dienst, WFS, **params)
    beyond = fetch(dienst, WFS, **params, startIndex=176).json()
    assert benefits.content == waarden.read_bytes("cbs_odata3_85586NED_heerlen_2024MM03.json")
    assert scores.content == waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json")
    assert (beyond["features"], beyond["numberMatched"]) == ([], 176)


def test_rows_are_padded_and_paged(dienst: Dienst) -> None:
    where = "startswith(WijkenEnBuurten,'BU') and substringof('09',WijkenEnBuurten) or WijkenEnBuurten eq 'NL00      '"
    page = fetch(dienst, KWB, __format="json", __filter=where, __inlinecount="allpages").json()
    rows, total = page["value"], int(page["odata.count"])
    while "odata.nextLink" in page:
        assert page["odata.nextLink"].startswith(dienst.url)
        with requests.get(page["odata.nextLink"], timeout=20) as response:
            page = response.json()
        rows += page["value"]
    assert len(rows) == total > 100
    assert {len(row["WijkenEnBuurten"]) for row in rows} == {10}
    assert all(row["HuishoudensMetEenLaagInkomen_85"] is None for row in rows)


@pytest.mark.parametrize(
    ("collectie", "sleutel"), [("gemeenten", "gemeente"), ("wijken", "wijk"), ("buurten", "buurt")]
)
def test_collections_follow_next(dienst: Dienst, collectie: str, sleutel: str) -> None:
    url = f"{dienst.url}/{OGC}/collections/{collectie}/items?f=json&limit=1000&gemeentecode=GM0917"
    codes: list[str] = []
    while url:
        with requests.get(url, timeout=20) as response:
            page = response.json()
        codes += [feature["properties"][f"{sleutel}code"] for feature in page["features"]]
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert len(codes) == len(set(codes)) >= 1
    assert all(code[2:6] == "0917" for code in codes)
