"""The background map: no request before a visitor asks, images under the areas after, and a whole map without them."""

from __future__ import annotations

import re
import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import maken
import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import open_kaart, run_app, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.gegevens import opslag
from woonzorg.kaart import achtergrond

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def make_png() -> bytes:
    """Return a grey image of 256 by 256."""
    rows = b"".join(b"\0" + bytes([200]) * 256 for _ in range(256))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


class Tegeldienst(ThreadingHTTPServer):
    """Gives one image for every address, late or failing when told so; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.stuk = False
        self.mag = threading.Event()
        self.mag.set()
        dienst, png = self, make_png()

        class Antwoord(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                dienst.asked.append(self.path)
                dienst.mag.wait(20)
                self.send_response(503 if dienst.stuk else 200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(b"" if dienst.stuk else png)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        super().__init__(("127.0.0.1", 0), Antwoord)


@contextmanager
def serve() -> Iterator[Tegeldienst]:
    dienst = Tegeldienst()
    thread = threading.Thread(target=dienst.serve_forever, daemon=True)
    thread.start()
    yield dienst
    dienst.shutdown()
    dienst.server_close()
    thread.join()


@pytest.fixture(scope="module")
def dienst() -> Iterator[Tegeldienst]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def echt_url(
    browser: Browser, dienst: Tegeldienst, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Run the dashboard on a small region that does lie somewhere."""
    assert browser.is_connected()
    folder: Path = tmp_path_factory.mktemp("echt")
    gebieden = maken.make_snapshotgebieden()
    opslag.publish(folder / "data", maken.make_manifest(), gebieden, maken.make_reeksen(gebieden))
    settings = {
        "WOONZORG_DATA": str(folder / "data"),
        "WOONZORG_PDOK_ACHTERGROND_URL": f"http://127.0.0.1:{dienst.server_port}/grijs/{{z}}/{{x}}/{{y}}.png",
    }
    with run_app(folder, f"import os; os.environ.update({settings!r})") as url:
        yield url


def switch(page: Page) -> None:
    page.get_by_role("button", name="Meer").click()
    page.get_by_text("Achtergrondkaart", exact=True).click()
    page.keyboard.press("Escape")
    wait_until_done(page)


def test_nothing_is_asked_before_a_visitor_switches_it_on_and_then_it_lies_under_the_areas(
    page: Page, echt_url: str, dienst: Tegeldienst
) -> None:
    open_kaart(page, echt_url)
    assert dienst.asked == []
    assert page.locator(".wz-kaart image").count() == 0
    switch(page)
    expect(page.locator(".wz-achtergrond")).to_have_text(achtergrond.BRONREGEL)
    images = page.locator(".wz-kaart .achtergrond image")
    assert 0 < images.count() <= achtergrond.TEGELS_MAXIMUM
    assert all(re.fullmatch(r"/grijs/\d+/\d+/\d+\.png", path) for path in dienst.asked)
    assert page.locator(".achtergrond + .vlakken").count() == 1
    page.locator(".wz-kaart .vlak").first.click()
    expect(page.locator(".vlak[aria-selected='true']")).to_have_count(1)
    wait_until_done(page)
    assert find_overtredingen(page) == []
    page.get_by_text("Wijken", exact=True).click()
    wait_until_done(page)
    expect(images.first).to_be_attached()
    switch(page)
    expect(page.locator(".wz-kaart image")).to_have_count(0)
    expect(page.locator(".wz-kaart svg.met-achtergrond")).to_have_count(0)


def test_images_that_come_after_it_was_switched_off_change_nothing(
    page: Page, echt_url: str, dienst: Tegeldienst
) -> None:
    open_kaart(page, echt_url)
    images = page.locator(".wz-kaart .achtergrond image")
    dienst.mag.clear()
    switch(page)
    expect(images.first).to_be_attached()
    page.evaluate("window.tegels = [...document.querySelectorAll('.achtergrond image')]")
    switch(page)
    expect(images).to_have_count(0)
    dienst.mag.set()
    page.evaluate("window.tegels[0].dispatchEvent(new Event('load'))")
    assert page.locator(".met-achtergrond").count() == 0


def test_a_service_that_fails_leaves_the_map_whole(
    page: Page, echt_url: str, dienst: Tegeldienst, faults: list[str]
) -> None:
    dienst.stuk = True
    open_kaart(page, echt_url)
    areas = page.locator(".wz-kaart .vlak[fill]").count()
    switch(page)
    expect(page.locator(".wz-achtergrond")).to_have_text(achtergrond.STORING)
    expect(page.locator(".wz-kaart image")).to_have_count(0)
    assert page.locator(".wz-kaart .vlak[fill]").count() == areas > 0
    assert page.locator(".met-achtergrond").count() == 0
    assert faults
    assert all("503" in fault for fault in faults)
    faults.clear()
    dienst.stuk = False


def test_an_invented_region_has_no_background_and_says_why(page: Page, app_url: str) -> None:
    open_kaart(page, app_url)
    page.get_by_role("button", name="Meer").click()
    expect(page.get_by_text(achtergrond.NERGENS)).to_be_visible()
    assert page.get_by_text("Achtergrondkaart", exact=True).count() == 0
