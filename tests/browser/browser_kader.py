"""Steps that browser tests share, and the dashboard that they open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

WORTEL = Path(__file__).resolve().parents[2]
EIGEN_HOST = "127.0.0.1"
GEDULD = 60_000
"""Milliseconds that a page gets for what it is waited for: no test is timed, a machine may do other work too."""
BEAMER, TELEFOON = {"width": 1280, "height": 720}, {"width": 390, "height": 844}

GROEPEN = {"Plannen": ("Verdelen", "Vergelijken", "Scenario"), "Over": ("Gegevens", "Methode")}
"""Pages that stand in a group of the menu."""


def give_up(reason: str) -> None:
    if os.environ.get("WOONZORG_BROWSER") == "verplicht":
        pytest.fail(reason)
    pytest.skip(reason)


def open_kaart(page: Page, url: str) -> None:
    """Open the page and wait for a coloured map, and for Streamlit to be done."""
    page.goto(url)
    page.wait_for_selector(".wz-kaart .vlak[fill]")
    wait_until_done(page)


def wait_until_done(page: Page) -> None:
    """Wait until the run is over: before, Streamlit may still show what the run before left, and let it fade."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    wait_for(
        page, "!document.getAnimations().some(a => a instanceof CSSTransition && a.playState === 'running')"
    )


def wait_for(page: Page, voorwaarde: str, arg: object = None) -> None:
    """Wait until an expression, or a function of one value, holds.

    It is asked anew each time: playwright's own way lets the page run a text, which the policy of our pages forbids.
    """
    until = time.monotonic() + GEDULD / 1000
    while not page.evaluate(voorwaarde, arg):
        assert time.monotonic() < until, voorwaarde
        page.wait_for_timeout(30)


def go_to(page: Page, naam: str) -> None:
    """Follow the menu to a page; what stands in a group is found by opening that."""
    link = page.get_by_test_id("stTopNavLink").filter(has_text=naam)
    group = next((group for group, names in GROEPEN.items() if naam in names), "")
    if group:
        page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
        link = page.get_by_test_id("stTopNavDropdownLink").filter(has_text=naam)
    link.click()


def read_gekozen(page: Page) -> str:
    """Return the name of the selected area, '' for none."""
    chosen = page.locator(".vlak[aria-selected='true']")
    return chosen.get_attribute("aria-label") if chosen.count() else ""


def download(page: Page, naam: str, *, key: str = "") -> tuple[str, bytes]:
    """Press a button, by mouse or with a key, and return name and content of the file."""
    button = page.get_by_role("button", name=naam, exact=True)
    with page.expect_download() as waiting:
        if key:
            button.focus()
            page.keyboard.press(key)
        else:
            button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@contextmanager
def run_app(
    folder: Path, eerst: str = "pass", data: Path | None = None, omgeving: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run the dashboard on a free port, after some code of the test's own; it ends by its own pid."""
    with socket.socket() as probe:
        probe.bind((EIGEN_HOST, 0))
        port = probe.getsockname()[1]
    log = folder / "log.txt"
    code = f"import sys; sys.path.insert(0, '.'); {eerst}; from streamlit.web.cli import main; main()"
    command = [sys.executable, "-c", code, "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", EIGEN_HOST]
    environ = {name: value for name, value in os.environ.items() if name != "WOONZORG_DATA"}
    environ["WOONZORG_DATABASE_URL"] = f"sqlite:///{folder / 'scenarios.sqlite'}"
    environ |= {"WOONZORG_DATA": str(data)} if data else {}
    environ |= omgeving or {}
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=WORTEL, env=environ, stdout=output, stderr=output)
        try:
            _wait_for(f"http://{EIGEN_HOST}:{port}/_stcore/health", server, log)
            yield f"http://{EIGEN_HOST}:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(log.read_text())
