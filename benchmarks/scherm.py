"""The map in a real browser, against a bare Streamlit page in the same run: ``python -m benchmarks.scherm``.

Needs playwright and Debian's chromium. Times are from the click, or from the address, to what the visitor sees.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.server import run_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUNS = 5
HELLO = "import streamlit as st\nst.title('Hallo')\n"
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--disable-background-networking", "--no-first-run")
COLOURED = ".wz-kaart .vlak[fill]"


def measure_cold(browser: Browser, script: Path | None, selector: str) -> float:
    """Return the seconds from asking for the first page of a fresh server until something is seen."""
    with run_app(script) if script else run_app() as (address, _):
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        start = time.perf_counter()
        page.goto(f"http://{address}/")
        page.wait_for_selector(selector, timeout=60_000)
        seconds = time.perf_counter() - start
        page.close()
    return seconds


def measure_recolour(page: Page, address: str) -> tuple[list[float], list[int]]:
    """Return seconds and bytes from choosing a theme until the map has its colours."""
    sizes: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.goto(f"http://{address}/")
    page.wait_for_selector(COLOURED, timeout=60_000)
    page.wait_for_timeout(2000)
    seconds, volumes = [], []
    for theme in (
        "Leefbaarheid: voorzieningen",
        "Huishoudens",
        "Leefbaarheid: woningvoorraad",
        "Woningen",
        "Inwoners",
    ):
        page.get_by_role("combobox", name="Thema").click()
        option = page.get_by_role("option", name=theme, exact=True)
        option.wait_for()
        sizes.clear()
        # The browser's own clock, so that the test tool's waiting does not count.
        wait = (
            "theme => new Promise(done => { const start = performance.now(); const look = () => "
            "document.querySelector('.vlakken').ariaLabel.includes(theme) ? done(performance.now() - start) "
            ": requestAnimationFrame(look); "
            "[...document.querySelectorAll('[role=option]')].find(o => o.innerText === theme).click(); look(); })"
        )
        seconds.append(page.evaluate(wait, theme) / 1000)
        page.wait_for_timeout(1000)
        volumes.append(sum(sizes))
    return seconds, volumes


def main() -> int:
    """Measure and print."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        bare = [measure_cold(browser, hello, "h1") for _ in range(RUNS)]
        own = [measure_cold(browser, None, COLOURED) for _ in range(RUNS)]
        cold, floor = statistics.median(own), statistics.median(bare)
        print(f"first page, cold: {cold:.2f} s; bare Streamlit {floor:.2f} s; ratio {cold / floor:.2f}")
        with run_app() as (address, _):
            seconds, volumes = measure_recolour(
                browser.new_page(viewport={"width": 1280, "height": 720}), address
            )
        print(
            f"recolour: median {statistics.median(seconds):.2f} s, median {statistics.median(volumes):.0f} bytes"
        )
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
