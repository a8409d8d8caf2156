"""Height columns by deck.gl in software WebGL: every click arrives, from the first on a fresh page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def open_hoogtes(page: Page, url: str) -> None:
    page.goto(f"{url}?hoogte=huishoudens")
    page.wait_for_selector("[data-testid=stDeckGlJsonChart] canvas", timeout=30_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)


def find_place(page: Page, right: int, down: int) -> tuple[float, float]:
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


@pytest.mark.parametrize("place", [(0, 10), (60, 60), (-80, 40)])
def test_the_first_click_on_a_fresh_page_selects(page: Page, app_url: str, place: tuple[int, int]):
    open_hoogtes(page, app_url)
    page.mouse.click(*find_place(page, *place))
    expect(page.locator(".wz-kaartje .wz-badge")).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile("gebied=BU"))
    tooltip = page.locator(".deck-tooltip").first.inner_text()
    assert page.locator(".wz-kaartje h2").inner_text() in tooltip


def test_a_height_is_chosen_and_left_by_keyboard(page: Page, app_url: str):
    open_hoogtes(page, app_url)
    page.get_by_role("button", name="Meer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Hoogte").focus()
    page.keyboard.type("Plat")
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kaart .vlak").first).to_be_visible()
    assert "hoogte=" not in page.url


def test_no_violation(page: Page, app_url: str):
    open_hoogtes(page, app_url)
    found = find_overtredingen(page)
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []
