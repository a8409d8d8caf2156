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
    page.wait_for_selector("[data-testid=stDeckGlJsonChart] canvas")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def find_place(page: Page, right: int, down: int) -> tuple[float, float]:
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def test_every_click_selects_from_the_first_on_a_fresh_page(page: Page, app_url: str):
    open_hoogtes(page, app_url)
    assert page.locator(".wz-kaartje .wz-badge").count() == 0
    chosen = []
    for place in ((0, 10), (60, 60), (100, -60)):
        before = page.url
        page.mouse.click(*find_place(page, *place))
        expect(page).not_to_have_url(before)
        expect(page).to_have_url(re.compile("gebied=BU"))
        expect(page.locator(".wz-kaartje .wz-badge")).to_be_visible()
        tooltip = page.locator(".deck-tooltip").first.inner_text()
        expect(page.locator(".wz-kaartje h2")).to_have_text(tooltip.split("\n")[0])
        chosen.append(page.url)
    assert len(set(chosen)) == 3


def test_a_height_breaks_no_rule_and_is_chosen_and_left_by_keyboard(page: Page, app_url: str):
    open_hoogtes(page, app_url)
    found = find_overtredingen(page)
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []
    page.get_by_role("button", name="Meer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Hoogte").focus()
    page.keyboard.type("Plat")
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kaart .vlak").first).to_be_visible()
    assert "hoogte=" not in page.url
