"""Two servers behind the proxy, on one database and one folder of figures: what one keeps, the other has.

A server that goes takes nothing along of what was acknowledged, nor of what a browser keeps.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, GEDULD, give_up, open_kaart, wait_for, wait_until_done
from playwright.sync_api import expect
from postgres import run_postgres
from test_verdelen_browser import KOP, set_vraag

from benchmarks.uitval import find_verloren, work
from uitrol.opstelling import Opstelling
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

KOEKJE = "woonzorg_server"
"""Name of the proxy's cookie, which tells where a visit lives."""
VERBONDEN = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
WERKVERSIE = re.compile(r"Dit is uw werkversie van")
PROEF = "Proef van een"
IN_GEBRUIK = ".wz-dossier:has(.wz-inuse)"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of figures that both servers share."""
    return tmp_path_factory.mktemp("gedeelde-gegevens")


@pytest.fixture(scope="module")
def databank() -> Iterator[str]:
    """Run the database that both servers share; return its address."""
    with run_postgres() as server:
        yield server.make_database("woonzorg")


@pytest.fixture(scope="module")
def huis(
    browser: Browser, data: Path, databank: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opstelling]:
    """Run servers and proxy."""
    assert browser.is_connected()
    if shutil.which("haproxy") is None:
        give_up("haproxy is not installed")
    settings = {"WOONZORG_DATABASE_URL": databank, "WOONZORG_DATA": str(data)}
    with Opstelling(tmp_path_factory.mktemp("opstelling"), settings) as house:
        yield house


@pytest.fixture(scope="module")
def bezoeken(browser: Browser, huis: Opstelling) -> Iterator[dict[str, Page]]:
    """Open a page at each server, by the name that the proxy gives it."""
    contexts = {name: browser.new_context(viewport=BEAMER, locale="nl-NL") for name in ("een", "twee")}
    for name, context in contexts.items():
        context.add_cookies([{"name": KOEKJE, "value": name, "url": huis.adres}])
        context.set_default_timeout(GEDULD)
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def read_server(context: BrowserContext, huis: Opstelling) -> str:
    """Return where the proxy sends a visitor."""
    return next(one["value"] for one in context.cookies(huis.adres) if one["name"] == KOEKJE)


def go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".wz-kop")
    wait_until_done(page)


def test_what_is_saved_at_one_server_is_found_at_the_other(huis: Opstelling, bezoeken: dict[str, Page]):
    one, two = bezoeken["een"], bezoeken["twee"]
    open_kaart(one, f"{huis.adres}/verdelen")
    set_vraag(one, "Statushouders, hoog", 100, "van de 465 woningen")
    one.get_by_role("button", name="Bewaar").click()
    one.get_by_role("textbox", name="Naam van het scenario").fill(PROEF)
    one.get_by_role("button", name="Bewaar in de bibliotheek").click()
    expect(one.get_by_text(f"Bewaard als '{PROEF}'")).to_be_visible()
    go(two, f"{huis.adres}/scenarios")
    expect(two.get_by_text(PROEF).first).to_be_visible()
    assert [read_server(page.context, huis) for page in (one, two)] == ["een", "twee"]


def test_figures_that_are_published_come_into_use_at_both(
    huis: Opstelling, bezoeken: dict[str, Page], data: Path
):
    for page in bezoeken.values():
        go(page, f"{huis.adres}/gegevens?deel=laden")
        expect(page.locator(IN_GEBRUIK)).to_contain_text("2026")
    old = opslag.open_snapshot(INGEBOUWD)
    new = opslag.publish(data, replace(old.manifest, datum="2031-07-01"), old.gebieden, old.reeksen)
    for page in bezoeken.values():
        go(page, f"{huis.adres}/gegevens?deel=laden")
        expect(page.locator(IN_GEBRUIK)).to_contain_text(new.id)


@pytest.mark.parametrize(
    ("weg", "van", "naar"), [("kill", "een", "twee"), ("stop", "twee", "een")], ids=["broken", "updated"]
)
def test_a_server_that_goes_takes_no_work_along(
    huis: Opstelling, bezoeken: dict[str, Page], weg: str, van: str, naar: str
):
    page, number = bezoeken["een"], {"een": 1, "twee": 2}[van]
    if weg == "kill":
        open_kaart(page, f"{huis.adres}/verdelen")
        set_vraag(page, "Statushouders, hoog", 50, "van de 415 woningen")
    expect(page.get_by_text(WERKVERSIE)).to_have_count(0)
    assert read_server(page.context, huis) == van
    getattr(huis, weg)(number)
    # By itself: nobody loads the page again.
    expect(page.get_by_text(WERKVERSIE)).to_be_visible()
    expect(page.locator(KOP)).to_contain_text("van de 415 woningen")
    assert read_server(page.context, huis) == naar
    wait_for(page, VERBONDEN)
    wait_until_done(page)
    set_vraag(page, "Statushouders, hoog", 60, "van de 425 woningen")  # what is done next arrives
    huis.start(number)
    huis.wait(number)
    set_vraag(page, "Statushouders, hoog", 50, "van de 415 woningen")
    go(bezoeken["twee"], f"{huis.adres}/scenarios")
    expect(bezoeken["twee"].get_by_text(PROEF).first).to_be_visible()


def test_of_visitors_at_work_nobody_loses_what_was_acknowledged_when_a_server_is_killed(
    huis: Opstelling, databank: str
):
    """As `python -m benchmarks.uitval` with twenty."""
    # In a thread of its own: playwright leaves a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(lambda: asyncio.run(work(huis, 3, 8.0))).result()
    assert seen.fouten == []
    assert find_verloren(databank, seen.bewaard) == []
    assert seen.is_terug, seen
    assert seen.werkversies == [True] * len(seen.werkversies) != []
