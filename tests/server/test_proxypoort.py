"""A real server behind a proxy that logs visitors in: who is no proxy and names an account is refused."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import websockets
from browser.browser_kader import run_app
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROXY, ANDER = "127.0.0.2", "127.0.0.1"
"""Addresses of this machine: the one that is trusted, and any other."""

JO = {"X-Auth-Account": "jo@gemeente.test", "X-Auth-Groups": "x,wonen"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proxy")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    (folder / "rollen.toml").write_text('planner = ["groep:wonen"]\n', encoding="utf-8")
    told = {
        "WOONZORG_AANMELDEN": "proxy", "WOONZORG_ROLLEN": str(folder / "rollen.toml"), "FORWARDED_ALLOW_IPS": "",
        "WOONZORG_PROXY_ADRESSEN": PROXY, "WOONZORG_PROXY_ACCOUNT": "X-Auth-Account",
        "WOONZORG_PROXY_GROEPEN": "X-Auth-Groups",
    }  # fmt: skip
    with run_app(folder, omgeving=told) as running:
        yield running


def ask(url: str, van: str, koppen: dict[str, str]) -> int:
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20, source_address=(van, 0))
    try:
        line.request("GET", "/", headers=koppen)
        return line.getresponse().status
    finally:
        line.close()


def open_stroom(url: str, van: str, koppen: dict[str, str]) -> str:
    """Open the page as a browser does; return what its first run sends."""
    address = url.replace("http://", "ws://") + "_stcore/stream"
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(
        address, additional_headers=koppen, source_address=(van, 0), subprotocols=["streamlit"], max_size=None
    ) as line:
        line.send(asked.SerializeToString())
        told, message = "", ForwardMsg()
        while message.WhichOneof("type") != "script_finished":
            message = ForwardMsg.FromString(line.recv(timeout=60, decode=False))
            told += str(message)
        return told


@pytest.mark.parametrize("koppen", [JO, {"x-auth-account": "mo"}, {"X-AUTH-GROUPS": "wonen"}])
def test_who_is_no_proxy_and_names_an_account_is_refused(url, koppen) -> None:
    assert ask(url, ANDER, koppen) == 403
    # Not by saying that it came by the proxy either.
    for claim in (
        {"X-Forwarded-For": PROXY},
        {"X-Forwarded-For": f"{PROXY}:80"},
        {"Forwarded": f"for={PROXY}"},
    ):
        assert ask(url, ANDER, koppen | claim) == 403
    with pytest.raises(websockets.InvalidStatus, match="403"):
        open_stroom(url, ANDER, koppen)
    assert ask(url, PROXY, koppen | {"X-Forwarded-For": "8.8.8.8"}) == 200


def test_through_the_proxy_somebody_is_who_it_says_and_beside_it_nobody(url, folder) -> None:
    beside = open_stroom(url, ANDER, {})
    assert "alleen te openen via het adres" in beside
    assert "Voorbeeldstreek" not in beside
    through = open_stroom(url, PROXY, JO)
    assert "jo@gemeente.test, planner" in through
    lines = (folder / "log.txt").read_text(encoding="utf-8").splitlines()
    [line] = [json.loads(line) for line in lines if line.startswith('{"tijd"')]
    assert (line["account"], line["rol"], line["daad"]) == ("jo@gemeente.test", "planner", "aanmelden")
