"""The map in a real browser, against a bare Streamlit page in the same run: ``python -m benchmarks.scherm``.

Needs playwright and Debian's chromium, without a graphics card; the country needs ``WOONZORG_TESTDATA`` too. Times
are from the key, or from the address, to what the visitor sees, by the browser's own clock: waiting by the test tool
does not count. Runs of the bare page and of our own take turns, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.land import TESTDATA, publish_land
from benchmarks.server import APP, Server, run_app, write_hello
from benchmarks.tabel import describe, print_tabel

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUNS = 5
BEAMER = {"width": 1280, "height": 720}
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--disable-background-networking", "--no-first-run")
KLAAR = "[data-testid=stApp][data-test-script-state=notRunning]"
REGIO, LAND = ".wz-kaart .vlak[fill]", ".wz-doek[data-getekend]"
THEMAS = (
    "Leefbaarheid: voorzieningen",
    "Huishoudens",
    "Leefbaarheid: woningvoorraad",
    "Woningen",
    "Inwoners",
)

_KLOK = """(woord) => {
  window.duur = undefined;
  let start;
  const kijk = () => {
    const klaar = document.querySelector(".wz-kaart [role=listbox]").ariaLabel.includes(woord);
    if (klaar) window.duur = performance.now() - start;
    else requestAnimationFrame(kijk);
  };
  addEventListener("keydown", () => { start = performance.now(); kijk(); }, { capture: true, once: true });
}"""
"""Starts the browser's own clock at the next key, so that waiting by the test tool does not count."""

Rows = list[tuple[str, str, str]]


_EERST = """(plek) => {
  const kijk = () => {
    if (document.querySelector(plek)?.getBoundingClientRect().width) window.gezien = performance.now();
    else requestAnimationFrame(kijk);
  };
  requestAnimationFrame(kijk);
}"""
"""Keeps the moment at which something stands on the page."""


def open_page(browser: Browser, selector: str) -> Page:
    """Open an empty tab that watches for something."""
    page = browser.new_page(viewport=BEAMER, bypass_csp=True)
    page.add_init_script(f"({_EERST})({json.dumps(selector)})")
    return page


def time_first(page: Page, server: Server) -> tuple[float, float]:
    """Return how many seconds after the request a page shows what is watched for, and when that was (`time.time`)."""
    page.goto(f"http://{server.adres}/", wait_until="commit")
    page.wait_for_function("window.gezien", timeout=60_000)
    after, opened = page.evaluate("[window.gezien, performance.timeOrigin]")
    page.close()
    return after / 1000, (opened + after) / 1000


def measure_first(
    browser: Browser, script: Path, selector: str, data: Path | None = None
) -> tuple[float, float]:
    """Return the seconds until a fresh server has shown its first page: from the first request, and from its start."""
    page = open_page(browser, selector)
    with run_app(script, data) as server:
        after, seen = time_first(page, server)
    return after, seen - server.gestart


def measure_cold(browser: Browser, hello: Path) -> Rows:
    """Compare the first page of a cold server with a bare page."""
    pairs = [(measure_first(browser, hello, "h1"), measure_first(browser, APP, REGIO)) for _ in range(RUNS)]
    rows: Rows = []
    for place, since in enumerate(("the first request", "the start of the server")):
        bare, own = ([pair[side][place] for pair in pairs] for side in (0, 1))
        ratio = statistics.median(own) / statistics.median(bare)
        rows.append((f"bare Streamlit page, cold, since {since}", describe(bare, "s"), ""))
        rows.append((f"first page with map, cold, since {since}", describe(own, "s"), ""))
        rows.append((f"ratio, since {since}", f"{ratio:.2f}", "2"))
    return rows


def measure_recolour(browser: Browser) -> Rows:
    """Measure seconds and bytes from choosing a theme until the map of a region has its colours."""
    sizes: list[int] = []
    seconds, volumes = [], []
    with run_app() as server:
        page = browser.new_page(viewport=BEAMER, bypass_csp=True)
        page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: sizes.append(len(frame))))
        page.goto(f"http://{server.adres}/")
        page.wait_for_selector(REGIO, timeout=60_000)
        for theme in THEMAS:
            page.wait_for_selector(KLAAR)
            sizes.clear()
            seconds.append(_choose_thema(page, theme))
            page.wait_for_selector(KLAAR)
            volumes.append(sum(sizes) / 1000)
        page.close()
    return [
        ("recolouring a region", describe(seconds, "s"), "0.3 s"),
        ("recolouring a region: what is sent", describe(volumes, "kB", 1), "10 kB"),
    ]


def _choose_thema(page: Page, theme: str) -> float:
    # The list shows only some of its options at a time: typing brings the one that is meant to the top.
    box = page.get_by_role("combobox", name="Thema")
    box.fill(theme)
    page.get_by_role("option", name=theme, exact=True).wait_for()
    page.evaluate(_KLOK, theme)
    box.press("Enter")
    return float(page.wait_for_function("window.duur").json_value()) / 1000


def measure_land(browser: Browser, folder: Path) -> Rows:
    """Measure the country on a cold server, and for who comes after."""
    publish_land(folder)
    cold = [measure_first(browser, APP, LAND, folder) for _ in range(3)]
    with run_app(data=folder) as server:
        warm = [time_first(open_page(browser, LAND), server)[0] for _ in range(RUNS + 1)][1:]
    return [
        ("the country: first page of a cold server", describe([after for after, _ in cold], "s"), "5 s"),
        ("the same, from the start of the server", describe([since for _, since in cold], "s"), ""),
        ("the country: for the next visitor", describe(warm, "s"), "5 s"),
    ]


def main() -> int:
    """Measure and print."""
    parts = ("koud", "kleur", "land")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scherm")
    parser.add_argument(
        "delen", nargs="*", default=parts, help=f"which of {', '.join(parts)}; all by default"
    )
    chosen = parser.parse_args().delen
    rows: Rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        rows += measure_cold(browser, write_hello(Path(name))) if "koud" in chosen else []
        rows += measure_recolour(browser) if "kleur" in chosen else []
        if "land" in chosen and TESTDATA.is_dir():
            rows += measure_land(browser, Path(name) / "data")
        browser.close()
    print_tabel(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
