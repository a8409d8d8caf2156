"""The local server gives what it promises."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import requests
from dienst import Dienst, Fault, rewrites
from dienst.filters import apply_cql, apply_odata
from shapely.geometry import shape

if TYPE_CHECKING:
    from dienst import Waarden

KWB = "cbs/ODataFeed/odata/85984NED/TypedDataSet"
SES = "cbs/ODataFeed/odata/86092NED/TypedDataSet"
WFS = "lbm/lbm3/ows"
OGC = "pdok/cbs/wijken-en-buurten-2024/ogc/v1"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"


def fetch(dienst: Dienst, path: str, *, timeout: float = 20, **params: object) -> requests.Response:
    """Ask once, on a connection of its own; '__' stands for '$' and '_' for '-'."""
    query = {key.replace("__", "$"): value for key, value in params.items()}
    with requests.get(f"{dienst.url}/{path}", params=query, timeout=timeout) as response:
        return response


def follow(dienst: Dienst, url: str) -> list[dict]:
    """Return the pages of an answer, along the links to the next one."""
    pages = []
    while url:
        assert url.startswith(dienst.url)
        with requests.get(url, timeout=20) as response:
            pages.append(response.json())
        links = {link["rel"]: link["href"] for link in pages[-1].get("links", [])}
        url = pages[-1].get("odata.nextLink") or links.get("next", "")
    return pages


def make_parkstad_filter(waarden: Waarden) -> str:
    return " OR ".join(f"\"id\" LIKE 'BU{code[2:]}%'" for code in sorted(waarden.parkstad_gemeenten))


def test_recorded_answers_come_unchanged(dienst: Dienst, waarden: Waarden) -> None:
    benefits = fetch(dienst, "cbs/ODataFeed/odata/85586NED/TypedDataSet", __format="json")
    params = {
        "request": "GetFeature",
        "typeNames": "lbm3:buurtscore24",
        "CQL_FILTER": make_parkstad_filter(waarden),
    }
    scores = fetch(dienst, WFS, **params)
    beyond = fetch(dienst, WFS, **params, startIndex=176).json()
    assert benefits.content == waarden.read_bytes("cbs_odata3_85586NED_heerlen_2024MM03.json")
    assert scores.content == waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json")
    assert (beyond["features"], beyond["numberMatched"]) == ([], 176)


def test_properties_are_those_of_the_recorded_answer(dienst: Dienst, waarden: Waarden) -> None:
    recorded = json.loads(waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json"))["features"]
    names = ",".join(recorded[0]["properties"])
    page = fetch(
        dienst, WFS, REQUEST="GetFeature", TypeName="buurtscore24", propertyName=names,
        CQL_FILTER=make_parkstad_filter(waarden),
    ).json()  # fmt: skip
    assert all(feature["geometry"] is None for feature in page["features"])
    by_code = {feature["properties"]["id"]: feature["properties"] for feature in page["features"]}
    for expected in [feature["properties"] for feature in recorded]:
        found = by_code[expected["id"]]
        numbers = {name: value for name, value in expected.items() if not isinstance(value, str)}
        assert {name: found[name] for name in numbers} == pytest.approx(numbers, abs=1e-6)
        assert (found["name"], found["year"], found["scale"]) == (expected["name"], "2024", "buurt")


def test_rows_are_padded_and_paged(dienst: Dienst) -> None:
    where = "startswith(WijkenEnBuurten,'BU') and substringof('09',WijkenEnBuurten) or WijkenEnBuurten eq 'NL00      '"
    url = f"{dienst.url}/{KWB}?$format=json&$inlinecount=allpages&$filter={where}"
    pages = follow(dienst, url)
    rows = [row for page in pages for row in page["value"]]
    assert {page["odata.count"] for page in pages} == {str(len(rows))}
    assert max(len(page["value"]) for page in pages) == dienst.cbs.page_size < len(rows)
    assert {len(row["WijkenEnBuurten"]) for row in rows} == {10}
    assert all(row["HuishoudensMetEenLaagInkomen_85"] is None for row in rows)


def test_national_mean_of_ses_is_about_zero(dienst: Dienst) -> None:
    dienst.cbs.page_size = 10_000
    where = "startswith(WijkenEnBuurten,'GM') and Perioden eq '2022JJ00'"
    [page] = follow(dienst, f"{dienst.url}/{SES}?$format=json&$filter={where}")
    households = [row["ParticuliereHuishoudens_4"] for row in page["value"]]
    total = sum(h * row["GemiddeldeScore_29"] for h, row in zip(households, page["value"], strict=True))
    assert len(households) == 342
    assert abs(total / sum(households)) < 0.01
    small = "startswith(WijkenEnBuurten,'BU') and ParticuliereHuishoudens_4 lt 100"
    [page] = follow(dienst, f"{dienst.url}/{SES}?$format=json&$filter={small}&$top=50")
    assert [row["GemiddeldeScore_29"] for row in page["value"]] == [None] * 50


def test_groups_lead_to_the_total_score(dienst: Dienst) -> None:
    rows = fetch(dienst, "cbs/ODataApi/odata/86092NED/DataProperties", __format="json").json()["value"]
    by_id = {row["ID"]: row for row in rows}
    scores = [row for row in rows if row["Title"] == "Gemiddelde score"]
    assert [row["Key"] for row in scores] == [f"GemiddeldeScore_{n}" for n in (29, 31, 33, 35)]
    assert by_id[scores[0]["ParentID"]]["Title"] == "Totaalscore"
    assert [row["Type"] for row in rows[:2]] == ["GeoDimension", "TimeDimension"]


@pytest.mark.parametrize("jaar", [22, 24])
@pytest.mark.parametrize("niveau", ["buurt", "wijk", "gemeente"])
def test_deviation_is_the_sum_of_its_dimensions(dienst: Dienst, niveau: str, jaar: int) -> None:
    params = {
        "request": "GetFeature",
        "typeNames": f"lbm3:{niveau}score{jaar}",
        "propertyName": "afw,won,fys,vrz,soc,onv",
    }
    rows = [feature["properties"] for feature in fetch(dienst, WFS, **params).json()["features"]]
    assert all(abs(row["afw"] * 2 - sum(row.values())) < 1e-5 for row in rows)
    hits = ET.fromstring(fetch(dienst, WFS, **params, resultType="hits").text)
    assert min(int(hits.attrib["numberMatched"]), dienst.leefbaarometer.maximum) == len(rows) > 300


@pytest.mark.parametrize(
    ("collectie", "sleutel"), [("gemeenten", "gemeente"), ("wijken", "wijk"), ("buurten", "buurt")]
)
def test_collections_follow_next(dienst: Dienst, collectie: str, sleutel: str) -> None:
    pages = follow(
        dienst, f"{dienst.url}/{OGC}/collections/{collectie}/items?f=json&limit=1000&gemeentecode=GM0917"
    )
    features = [feature for page in pages for feature in page["features"]]
    codes = [feature["properties"][f"{sleutel}code"] for feature in features]
    assert all(one < two for one, two in pairwise(codes))
    assert all(code[2:6] == "0917" for code in codes)
    assert all(page["numberReturned"] <= dienst.pdok.maximum for page in pages)


def test_box_holds_region_ring_water_and_abroad(dienst: Dienst, waarden: Waarden) -> None:
    box = ",".join(map(str, waarden.parkstad.total_bounds))
    url = f"{dienst.url}/{OGC}/collections/buurten/items?f=json&limit=1000&bbox={box}&crs={RD}"
    features = [feature for page in follow(dienst, url) for feature in page["features"]]
    kinds = {feature["properties"]["buurtcode"]: feature["properties"]["water"] for feature in features}
    assert set(waarden.parkstad["buurtcode"]) < set(kinds)
    assert {code for code, kind in kinds.items() if kind != "NEE"} == {"BU18839997", "BU09989999"}
    assert all(150_000 < shape(feature["geometry"]).bounds[0] < 300_000 for feature in features)
    changed = {
        f["properties"]["buurtcode"]: f["properties"]["indelingswijziging_wijken_en_buurten"]
        for f in features
    }
    assert {code for code, change in changed.items() if change != 1} == {"BU09940002", "BU18830300"}


def test_refusals_speak_as_the_services_do(dienst: Dienst) -> None:
    too_many = fetch(dienst, "cbs/ODataApi/odata/85984NED/TypedDataSet", __format="json")
    unknown = fetch(dienst, KWB, __format="json", __select="Bestaat_1")
    cql = fetch(dienst, WFS, request="GetFeature", typeNames="lbm3:buurtscore24", CQL_FILTER="id LIKKE 'BU'")
    assert too_many.status_code == 500
    assert "10000" in too_many.json()["odata.error"]["message"]["value"]
    assert unknown.status_code == 400
    assert ET.fromstring(cql.text).tag.endswith("ExceptionReport")
    bare = fetch(dienst, WFS, request="GetFeature", typeNames="lbm3:buurtscore24", CQL_FILTER="id LIKE 'BU'")
    assert bare.status_code == 400  # 'id' is a reserved word to GeoServer
    assert fetch(dienst, OGC.replace("2024", "2025")).status_code == 404
    assert fetch(dienst, f"{OGC}/collections/buurten/items", f="json", provincie="PV31").status_code == 400
    assert fetch(dienst, KWB).headers["Content-Type"].startswith("application/atom+xml")


def test_status_faults_strike_as_often_as_asked(dienst: Dienst) -> None:
    dienst.faults.append(Fault("TypedDataSet", "status", 429, times=2, after=1))
    answers = [fetch(dienst, KWB, __format="json", __top=1) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 200]
    assert answers[1].headers["Retry-After"] == "0"
    assert len(dienst.find_requests("$top=1")) == len(dienst.requests) == 4


@pytest.mark.parametrize("kind", ["reset", "truncated"])
def test_broken_connections_break(dienst: Dienst, kind: str) -> None:
    dienst.add_fault("DataProperties", kind)
    path = "cbs/ODataApi/odata/86092NED/DataProperties"
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        fetch(dienst, path, __format="json")
    assert fetch(dienst, path, __format="json").json()["value"]
    assert len(dienst.requests) == 2


def test_empty_and_html_answers_come_with_status_200(dienst: Dienst) -> None:
    dienst.add_fault("collections", "empty")
    dienst.add_fault("collections", "html", after=1)
    answers = [fetch(dienst, f"{OGC}/collections", f="json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].content == b""
    assert answers[1].text.startswith("<!DOCTYPE html>")
    assert len(answers[2].json()["collections"]) == 3


@pytest.mark.parametrize(("kind", "value"), [("slow", 3600), ("trickle", 60)])
def test_slow_answers_end_with_the_server(waarden: Waarden, kind: str, value: float) -> None:
    start = time.monotonic()
    with Dienst(waarden) as dienst:
        dienst.add_fault("Tables", kind, value)
        host = urlsplit(dienst.url)
        with socket.create_connection((host.hostname, host.port), timeout=5) as client:
            client.sendall(b"GET /cbs/ODataCatalog/Tables?$format=json HTTP/1.1\r\nHost: x\r\n\r\n")
            client.settimeout(0.5)
            received = read_for(client, 0.5)
    assert len(received.partition(b"\r\n\r\n")[2]) < 50
    assert dienst.requests == ["/cbs/ODataCatalog/Tables?$format=json"]
    assert time.monotonic() - start < 600  # however slow the machine is


def read_for(client: socket.socket, seconds: float) -> bytes:
    """Read what comes within a time."""
    received, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(TimeoutError):
            received += client.recv(1024)
    return received


def test_rewrites_change_what_a_source_may_get_wrong(dienst: Dienst) -> None:
    field, code = "GemiddeldeScore_29", "GM0917"
    dienst.add_fault("86092NED/TypedDataSet", "rewrite", rewrites.comma_decimals(field))
    dienst.add_fault("86092NED/TypedDataSet", "rewrite", rewrites.repeat_rows(2))
    dienst.add_fault("86092NED/TypedDataSet", "rewrite", rewrites.add_code("BU99999999"))
    dienst.add_fault("86092NED/TypedDataSet", "rewrite", rewrites.link_elsewhere())
    dienst.add_fault("86092NED/TypedDataSet", "rewrite", rewrites.drop_gemeente("GM0014"))
    page = fetch(dienst, SES, __format="json", __filter="startswith(WijkenEnBuurten,'GM')").json()
    codes = [row["WijkenEnBuurten"] for row in page["value"]]
    assert all("," in row[field] for row in page["value"])
    assert page["odata.nextLink"].startswith("http://elders.example/cbs/")
    assert codes[-1] == "BU99999999"
    assert not any(code[2:6] == "0014" for code in codes)
    dienst.add_fault("gemeenten/items", "rewrite", rewrites.set_outline(code, rewrites.BOW_TIE))
    [feature] = fetch(dienst, f"{OGC}/collections/gemeenten/items", f="json", gemeentecode=code).json()[
        "features"
    ]
    assert not shape(feature["geometry"]).is_valid


def test_edits_change_rows_counts_and_pages_together(dienst: Dienst) -> None:
    dienst.cbs.edits["85984NED"] = lambda frame: pd.concat([frame, frame.head(2)])
    dienst.cbs.renames["InBezitWoningcorporatie_49"] = "InBezitWoningcorporatie_61"
    dienst.leefbaarometer.edits["gemeentescore24"] = lambda frame: frame[frame["id"] != "GM0882"]
    dienst.pdok.edits["gemeenten"] = lambda frame: frame.assign(water="NEE")
    params = {
        "__format": "json",
        "__inlinecount": "allpages",
        "__select": "WijkenEnBuurten,InBezitWoningcorporatie_61",
    }
    page = fetch(dienst, KWB, **params, __filter="WijkenEnBuurten eq 'NL00      '").json()
    assert (page["odata.count"], len(page["value"])) == ("2", 2)
    rows = fetch(dienst, "cbs/ODataApi/odata/85984NED/DataProperties", __format="json").json()["value"]
    assert "InBezitWoningcorporatie_61" in {row["Key"] for row in rows}
    scores = fetch(dienst, WFS, request="GetFeature", typeNames="gemeentescore24", propertyName="id").json()
    assert scores["numberMatched"] == len(scores["features"]) == 341
    [feature] = fetch(dienst, f"{OGC}/collections/gemeenten/items", f="json", gemeentecode="GM0998").json()[
        "features"
    ]
    assert feature["properties"]["water"] == "NEE"


def test_filters_keep_the_right_rows(waarden: Waarden) -> None:
    frame = waarden.buurten[["code", "huishoudens"]]
    codes = frame["code"]
    odata = apply_odata(
        "(startswith(code,'BU0917') or code eq 'BU08820001') and not (huishoudens lt 100)", frame
    )
    cql = apply_cql("code LIKE 'BU0917%' AND code NOT IN ('BU09171000') OR code = 'BU08820001'", frame)
    inside = codes.str.startswith("BU0917") | codes.eq("BU08820001")
    assert list(codes[odata]) == list(codes[inside & ~(frame["huishoudens"] < 100)])
    assert list(codes[cql]) == list(codes[inside & codes.ne("BU09171000")])
    assert apply_odata("substringof('it''s',code)", frame).sum() == 0


def test_environment_leads_to_the_server(dienst: Dienst, dienst_env: dict[str, str]) -> None:
    assert dienst_env["WOONZORG_CBS_URL"] == f"{dienst.url}/cbs"
    assert dienst_env.keys() == {*dienst.environ, "WOONZORG_DATA"}
    with requests.get(
        f"{dienst_env['WOONZORG_PDOK_URL']}/{OGC.removeprefix('pdok/')}", timeout=20
    ) as response:
        assert response.ok
