"""Steps that browser tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

BEAMER, TELEFOON = {"width": 1280, "height": 720}, {"width": 390, "height": 844}


def open_kaart(page: Page, url: str) -> None:
    """Open the page and wait for a coloured map, and for Streamlit to be done."""
    page.goto(url)
    page.wait_for_selector(".wz-kaart .vlak[fill]", timeout=30_000)
    wait_until_done(page)


def wait_until_done(page: Page) -> None:
    """Wait until the run is over: before, Streamlit may still show what the run before left."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)


def read_gekozen(page: Page) -> str:
    """Return the name of the selected area, '' for none."""
    chosen = page.locator(".vlak[aria-selected='true']")
    return chosen.get_attribute("aria-label") if chosen.count() else ""
