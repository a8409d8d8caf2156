"""What docs/gebruik/koppelen.md shows is done: on a real server of this machine, in DuckDB and in pandas."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import geopandas as gpd
import pandas as pd
import pytest
import requests
import shapely
import uvicorn
from openapi_spec_validator import validate
from starlette.routing import Router

from pages.bouwstenen.server import opening
from pages.bouwstenen.server.poort import Poort
from pages.bouwstenen.server.regels import Serverregels
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.koppelvlak.ingangen import INGANGEN

if TYPE_CHECKING:
    from collections.abc import Iterator

BLAD = (Path(__file__).resolve().parents[2] / "docs" / "gebruik" / "koppelen.md").read_text(encoding="utf-8")
SNAPSHOT = opslag.open_snapshot(INGEBOUWD)


def list_blokken(taal: str) -> list[str]:
    return re.findall(rf"```{taal}\n(.*?)```", BLAD, re.DOTALL)


@contextmanager
def run_server() -> Iterator[str]:
    """Serve what other systems read at a free port of this machine."""
    routes = opening.make_routes("")
    app = Poort(Router(routes), "", routes, Serverregels())
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", 0, log_level="error", lifespan="off", ws="none"))
    ready = threading.Event()
    start = server.startup

    async def tell(sockets: Any = None) -> None:
        await start(sockets)
        ready.set()

    server.startup = tell  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        assert ready.wait(60)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOONZORG_DATA", str(tmp_path_factory.mktemp("leeg")))
        with run_server() as adres:
            yield adres


def test_each_question_of_the_page_is_answered(server: str) -> None:
    asked = re.findall(r"^GET (\S+)$", "\n".join(list_blokken("http")), re.MULTILINE)
    assert len(asked) == 4
    with requests.Session() as session:
        answers = [session.get(f"{server}{path}", timeout=60) for path in asked]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert [answer.headers["content-type"] for answer in answers] == [
            "application/json", "application/geo+json", "application/json", "application/json",
        ]  # fmt: skip
        assert len(answers[0].json()["gebieden"]) > 1
        assert answers[3].json()["gebied"]["sesWoaJaar"] == 2022
        again = session.get(answers[2].url, headers={"If-None-Match": answers[2].headers["etag"]}, timeout=60)
        assert (again.status_code, again.content) == (304, b"")
        assert session.head(answers[2].url, timeout=60).headers["content-length"]


def test_the_script_of_the_page_reads_every_area(server: str) -> None:
    names: dict[str, Any] = {"SERVER": server}
    (script,) = list_blokken("python")
    exec(script, names)
    own = SNAPSHOT.gebieden
    chosen = own[(own["niveau"] == "buurt") & (own["rol"] == "regio") & ~own["water"]]
    assert [one["code"] for one in names["gebieden"]] == sorted(chosen["code"])


def test_the_contract_is_sound_and_the_page_names_its_addresses(server: str) -> None:
    contract = requests.get(f"{server}/api/v1/openapi.json", timeout=60).json()
    validate(contract)
    with pytest.raises(Exception, match=r"'responses'|not valid"):
        validate(contract | {"paths": {"/x": {"get": {"responses": 1}}}})
    for one in INGANGEN:
        assert one.pad.rpartition("/")[2] in BLAD, one.pad


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(SNAPSHOT.map)
    return SNAPSHOT.map


def test_duckdb_reads_a_snapshot_without_any_extension(folder: Path) -> None:
    counted, series = list_blokken("sql")
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
        towns = base.sql(counted).fetchall()
        rows = base.sql(series).fetchall()
        kind = base.sql("SELECT any_value(typeof(geometry)) FROM 'gebieden.parquet'").fetchall()
    areas, values = gpd.read_parquet(folder / "gebieden.parquet"), pd.read_parquet(folder / "reeksen.parquet")
    own = areas[(areas["niveau"] == "buurt") & (areas["rol"] == "regio")].groupby("gemeentenaam")[
        "huishoudens"
    ]
    assert towns == [
        (name, int(n), total) for name, n, total in zip(own.groups, own.size(), own.sum(), strict=True)
    ]
    ses = values[(values["indicator"] == "ses_woa") & (values["status"] == "waargenomen")]
    assert [row[2] for row in rows] == ses.sort_values(["code", "jaar"])["waarde"].tolist()
    assert kind[0][0].startswith("GEOMETRY")


def test_outlines_and_values_are_the_same_for_pandas_geopandas_and_duckdb(folder: Path) -> None:
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
        read = base.sql(
            "SELECT code, bbox.xmin, ST_AsWKB(geometry) FROM 'gebieden.parquet' WHERE geometry IS NOT NULL"
        )
        rows = read.fetchall()
    areas = gpd.read_parquet(folder / "gebieden.parquet").set_index("code")
    assert areas.crs.to_epsg() == 28992
    assert len(rows) == areas.geometry.notna().sum()
    for code, west, wkb in rows[::40]:
        outline = shapely.from_wkb(bytes(wkb))
        assert outline.equals(areas.geometry[code])
        assert west == pytest.approx(outline.bounds[0])
    plain = pd.read_parquet(folder / "gebieden.parquet").set_index("code")
    assert plain["ses_woa"].equals(areas["ses_woa"])
