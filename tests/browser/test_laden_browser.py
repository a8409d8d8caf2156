"""Loading and going back in a real browser, against a local server that speaks like the services."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import go_to
from dienst import Fault
from maken import publish_proef
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORTEL = Path(__file__).resolve().parents[2]
DEEL = "Laden en teruggaan"


@pytest.fixture
def app(browser: Browser, dienst_env: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """Run the dashboard with its loaders pointed at the local server; two older snapshots are there."""
    assert browser.is_connected()
    data = Path(dienst_env["WOONZORG_DATA"])
    publish_proef(data, datum="2026-01-01")
    publish_proef(data, datum="2026-02-02")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with (tmp_path / "log.txt").open("w") as log:
        server = subprocess.Popen(command, cwd=WORTEL, env=os.environ | dienst_env, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"nothing answers at {url}")


# The tests name `app` first, so that its server outlives the page: a page whose server goes away complains.


def open_laden(page: Page, url: str) -> None:
    page.goto(url)
    go_to(page, "Gegevens")
    page.get_by_role("tab", name=DEEL).click()
    expect(page.get_by_role("heading", name="Bewaarde gegevens")).to_be_visible()


def test_loading_shows_progress_while_another_visitor_goes_on(
    app: str, page: Page, browser: Browser, dienst, dienst_env: dict[str, str]
):
    dienst.faults.append(Fault("/lbm/", "slow", 12.0, 1))
    other = browser.new_page()
    other.goto(app)
    go_to(other, "Methode")
    open_laden(page, app)
    assert dienst.requests == []  # nothing leaves before the button
    page.get_by_text("Eigen keuze van gemeenten").click()
    page.get_by_role("textbox", name="Gemeentecodes").fill("GM0965")
    page.get_by_role("textbox", name="Gemeentecodes").press("Enter")
    page.get_by_role("button", name="Haal de gegevens op").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    other.get_by_role("tab", name="Grenzen").click()
    expect(other.get_by_role("heading", name="Wat u moet weten")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()  # the load still waits for a slow service
    expect(page.get_by_text("GM0965 is geladen")).to_be_visible()
    expect(page.locator(".wz-band b")).to_have_text("GM0965")
    newest = opslag.list_snapshots(Path(dienst_env["WOONZORG_DATA"]))[0]
    assert newest.manifest.regio.gemeenten == ("GM0965",)
    violations = [rule["id"] for rule in find_overtredingen(page)]
    assert violations == []
    other.close()


def test_a_failed_load_is_told_the_old_data_stay_and_one_goes_back_by_keyboard(
    app: str, page: Page, dienst, dienst_env: dict[str, str]
):
    dienst.faults.append(Fault("/pdok/", "status", 404, None))
    open_laden(page, app)
    page.get_by_role("button", name="Haal de gegevens op").click()
    expect(page.get_by_text(re.compile("Parkstad Limburg is niet geladen"))).to_be_visible()
    expect(page.locator(".wz-band b")).to_have_text("Proefstreek")
    page.get_by_role("button", name="Sluit de melding over Parkstad Limburg").click()
    expect(page.get_by_text("is niet geladen")).to_have_count(0)
    back = page.get_by_role("button", name="Neem Proefstreek van 1 januari 2026 in gebruik")
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("gelden daarna voor iedereen die dit dashboard gebruikt").last).to_be_visible()
    assert opslag.list_snapshots(Path(dienst_env["WOONZORG_DATA"]))[0].id.startswith("2026-02-02")
    page.get_by_role("button", name="Ja, neem deze gegevens in gebruik").press("Enter")
    expect(page.get_by_text(re.compile("In gebruik: Proefstreek, 2026-01-01"))).to_be_visible()
    expect(page.get_by_role("button", name="Neem Proefstreek van 2 februari 2026 in gebruik")).to_be_visible()
    assert opslag.list_snapshots(Path(dienst_env["WOONZORG_DATA"]))[0].id.startswith("2026-01-01")
    page.get_by_role("tab", name="Wat veranderde").click()
    expect(page.get_by_text("van klasse veranderd")).to_be_visible()
