"""The dashboard in a real browser, watched for requests to other hosts and for errors on its console.

Without chromium or playwright these tests are skipped; with WOONZORG_BROWSER=verplicht they then fail.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browser_kader import BEAMER, EIGEN_HOST, GEDULD, give_up, run_app
from keten import fill, load_parkstad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dienst import Waarden
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

UIT = (
    # The suggestions below the address bar are a page of their own, which every new window would load.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # What playwright leaves out: of two lists chromium reads the last.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""Features of chromium that no page needs."""
VLAGGEN = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(UIT)}",
    # Without a graphics card its work is done twice when the page is put together there as well.
    "--disable-gpu-compositing",
)

BELEID = """document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`not allowed: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"""
"""Tells on the console what a page tried against its policy, also where its script passes over that."""

GEHEUGEN = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"
"""What a page can keep in a browser; its scripts, compiled, are none of it."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415  absent on a bare machine
    except ImportError:
        give_up("playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        give_up("chromium is not installed")
    expect.set_options(timeout=GEDULD)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(VLAGGEN))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def app_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the dashboard on a free port, on the embedded region."""
    assert browser.is_connected()
    with run_app(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="session")
def druk_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the dashboard as if the embedded region had more areas than a page of SVG can hold."""
    assert browser.is_connected()
    code = "from woonzorg.kaart import beeld; beeld.VLAKKEN_MAXIMUM = 100"
    with run_app(tmp_path_factory.mktemp("druk"), code) as url:
        yield url


@pytest.fixture(scope="session")
def parkstad_url(
    browser: Browser, waarden: Waarden, gedeeld: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Run the dashboard on the real figures of Parkstad."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("parkstad-scherm")
    fill(load_parkstad(waarden, gedeeld), folder / "data")
    with run_app(folder, data=folder / "data") as url:
        yield url


@pytest.fixture
def faults() -> list[str]:
    """Collect what a page may not do."""
    return []


@pytest.fixture(scope="session")
def venster(browser: Browser) -> Iterator[BrowserContext]:
    """Open one window for all tests: the scripts of Streamlit are fetched and compiled once, as by who comes back.

    Its first page stays empty: through that is taken away what the pages of a test kept.
    """
    context = browser.new_context(viewport=BEAMER, locale="nl-NL")
    context.set_default_timeout(GEDULD)
    context.new_page()
    yield context
    context.close()


@pytest.fixture
def page(venster: BrowserContext, faults: list[str]) -> Iterator[Page]:
    """Return a fresh page of beamer size, of a visitor who was never here; afterwards there may be no fault."""
    opened = venster.new_page()
    origins: set[str] = set()
    opened.add_init_script(BELEID)
    opened.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: origins.add(_watch(request.url, faults)))
    opened.on("websocket", lambda socket: _watch(socket.url, faults))
    yield opened
    _forget(venster, origins)
    assert faults == []


def _forget(venster: BrowserContext, origins: set[str]) -> None:
    """Close all pages, and take away what they kept; only what chromium knows of their scripts stays."""
    first, *others = venster.pages
    for one in others:
        one.close()
    session = venster.new_cdp_session(first)
    for origin in origins - {""}:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": GEHEUGEN})
    session.detach()
    venster.clear_permissions()


def _is_fault(said: ConsoleMessage) -> bool:
    """Tell an error from the two requests by which Streamlit finds out, on the link of a page, where its root is."""
    address = urlsplit(said.location.get("url", ""))
    probe = re.fullmatch(r"/[a-z]+/_stcore/(health|host-config)", address.path)
    return said.type == "error" and not (probe and address.hostname == EIGEN_HOST and "404" in said.text)


def _watch(url: str, faults: list[str]) -> str:
    """Note a request to another host; return the origin of one to our own, '' of what is no address."""
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != EIGEN_HOST:
        faults.append(f"request to {url}")
    return f"{parts.scheme}://{parts.netloc}" if parts.hostname == EIGEN_HOST else ""
