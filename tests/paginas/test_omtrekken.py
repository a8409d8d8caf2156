"""Outlines of a country: fetched once from an address that says what they hold, and never lost with it."""

from __future__ import annotations

import gc
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from aflezen import read_data, send
from test_loket import fetch

from pages.bouwstenen.kaart.omtrekken import ONBEKEND, offer_omtrekken

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

GEPAKT = {"paden": "M0 0l1 1 1 0z", "gemeenten": [["Súdwest", "M0 0z", 1, 1]]}


def fetch_omtrekken(app: AppTest) -> dict[str, Any]:
    """Fetch the outlines of a map on canvas, as its browser does."""
    path = next(data["adres"] for data in read_data(app) if "adres" in data)
    status, _, content = fetch(f"/{path}")
    assert status == 200
    return json.loads(content)


@pytest.mark.parametrize("basis", ["", "woonzorg"])
def test_outlines_are_fetched_compressed_and_kept_by_the_browser_for_good(basis: str):
    offered = offer_omtrekken(GEPAKT)
    path = f"/{basis}/{offered.adres}".replace("//", "/")
    status, headers, content = fetch(path, basis, koppen={"accept-encoding": "br, gzip"})
    assert (status, headers["content-encoding"], headers["content-type"]) == (200, "gzip", "application/json")
    assert json.loads(gzip.decompress(content)) == GEPAKT
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    status, headers, content = fetch(path, basis)
    assert (status, "content-encoding" in headers, json.loads(content)) == (200, False, GEPAKT)
    assert headers["vary"] == "Accept-Encoding"


def test_the_address_says_what_is_there_and_nothing_else_is():
    offered = offer_omtrekken(GEPAKT)
    assert offer_omtrekken(dict(GEPAKT)).adres == offered.adres  # as another server would call it
    assert offered.read() == json.loads(json.dumps(GEPAKT))
    other = offer_omtrekken(GEPAKT | {"paden": ""})
    assert other.adres != offered.adres
    gone = f"/{other.adres}"
    del other
    gc.collect()
    status, headers, content = fetch(gone)
    assert (status, headers["cache-control"], content.decode()) == (410, "no-store", ONBEKEND)


def test_who_may_not_see_the_map_gets_no_outlines_either(monkeypatch: pytest.MonkeyPatch):
    offered = offer_omtrekken(GEPAKT)
    for way in ("oidc", "saml"):
        monkeypatch.setenv("WOONZORG_AANMELDEN", way)
        status, headers, content = fetch(f"/{offered.adres}")
        assert (status, headers["cache-control"]) == (403, "no-store")
        assert "niet meer aangemeld" in content.decode()


def read_vooraf(path: str = "/", **koppen: str) -> list[str]:
    """Return which outlines the first page at an address says to fetch beforehand."""
    return re.findall(r'data-omtrekken="([^"]+)"', fetch(path, koppen=koppen)[2].decode())


def test_the_first_page_names_the_outlines_of_a_bare_address_and_no_others(
    open_app, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        for module in ("woonzorg.kaart.beeld", "woonzorg.kaart.vormen", "woonzorg.kaart.grondslag"):
            patch.setattr(f"{module}.VLAKKEN_MAXIMUM", 100)
        address = next(data["adres"] for data in read_data(open_app()) if "adres" in data)
        open_app(niveau="wijk")
        assert read_vooraf() == [address]
        assert (read_vooraf("/?niveau=wijk"), read_vooraf("/buurt")) == ([], [])
        phone = {"user-agent": "Mozilla/5.0 (Linux; Android) Mobile Safari"}
        assert read_vooraf(**phone) == [address]
        patch.setenv("WOONZORG_TELEFOON", "buurt")
        assert (read_vooraf(**phone), read_vooraf()) == ([], [address])
        patch.setenv("WOONZORG_AANMELDEN", "oidc")
        assert read_vooraf() == []
    status, headers, script = fetch("/omtrekken/vooraf.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert b"fetch(" in script
    open_app()
    assert read_vooraf() == []  # a region's come with the page


def test_outlines_that_did_not_come_are_sent_in_the_message_and_the_rest_of_the_page_stays(
    open_app, monkeypatch
):
    for module in ("woonzorg.kaart.beeld", "woonzorg.kaart.vormen", "woonzorg.kaart.grondslag"):
        monkeypatch.setattr(f"{module}.VLAKKEN_MAXIMUM", 100)
    app = open_app()
    asked = next(data for data in read_data(app) if "adres" in data)
    fetched = fetch_omtrekken(app)
    send(app, "regiokaart-doek", mislukt=asked["vormen"])
    assert not app.exception
    sent = next(data for data in read_data(app) if "paden" in data)
    assert sent == asked | fetched
