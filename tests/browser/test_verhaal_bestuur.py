"""The board's story: open, play the years, select, put on the list, present, walk, leave; by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import open_kaart, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

KAARTJE = ".wz-kaartje h2"
SPEEL = "Speel de jaren af"


def tab_to(page: Page, wanted: Locator) -> None:
    """Go to something by the Tab key alone."""
    expect(wanted).to_be_visible()
    for _ in range(60):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {wanted}")


def press(page: Page, name: str) -> None:
    """Go to a button by Tab and press Enter."""
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")


def expect_played(page: Page) -> None:
    """Wait until an earlier year was on the map, and then the newest again with the player at rest."""
    expect(page.locator(".vlakken")).to_have_attribute("aria-label", re.compile(r"SES-WOA 2022"))
    expect(page.get_by_role("button", name=SPEEL)).to_be_visible()
    expect(page.locator(".vlakken")).to_have_attribute("aria-label", re.compile(r"SES-WOA 2024"))


def find_twee(page: Page) -> list[str]:
    """Return the names of two vulnerable areas that no other area is called by."""
    labels = page.locator(".vlak[role=option]").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    names = [label.split(",")[0] for label in labels]
    return [
        name
        for name, label in zip(names, labels, strict=True)
        if "Kwetsbaar" in label and names.count(name) == 1
    ][:2]


def expect_stap(page: Page, stap: int, name: str) -> None:
    """Wait until the presentation stands at one of two areas."""
    expect(page.locator(".wz-presentatie .plek")).to_have_text(f"{stap} van 2")
    expect(page.locator(".wz-dia h1")).to_contain_text(name)
    wait_until_done(page)


def test_the_story_of_the_board_by_mouse(page: Page, app_url: str):
    open_kaart(page, app_url)
    page.get_by_role("button", name=SPEEL).click()
    expect_played(page)
    first, second = find_twee(page)
    for name in (first, second):
        page.get_by_role("option", name=re.compile(re.escape(name) + ",")).click()
        expect(page.locator(KAARTJE)).to_have_text(name)
        page.get_by_role("button", name="Zet op de lijst").click()
        expect(page.get_by_role("button", name="Haal van de lijst")).to_be_visible()
    page.get_by_role("link", name=re.compile("Meer over deze")).click()
    page.get_by_role("link", name="Toon op de kaart").click()  # the list is still there
    expect(page.locator(".wz-kaart .nummer")).to_have_count(2)
    chips = page.locator(".wz-lijst-om li")
    wait_until_done(page)
    chips.last.scroll_into_view_if_needed()
    start, end = chips.last.bounding_box(), chips.first.bounding_box()
    page.mouse.move(start["x"] + 14, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(start["x"] + 4, start["y"] + 12, steps=3)
    page.mouse.move(end["x"] + 8, end["y"] + 14, steps=6)
    page.mouse.up()
    expect(page.locator(".wz-lijst-om [role=status]")).to_have_text(f"{second} staat nu op plaats 1 van 2.")
    wait_until_done(page)
    page.get_by_role("button", name="Presenteer").click()
    expect_stap(page, 1, second)  # it was moved to the front
    page.get_by_role("button", name="Volgende").click()
    expect_stap(page, 2, first)
    page.get_by_role("button", name="Vorige").click()
    expect_stap(page, 1, second)
    page.get_by_role("button", name="Stop met presenteren").click()
    expect(page.get_by_role("combobox", name="Thema")).to_be_visible()
    expect(page.get_by_role("button", name="Presenteer")).to_be_focused()
    wait_until_done(page)
    expect(page.locator(KAARTJE)).to_have_text(second)


def test_the_story_of_the_board_by_keyboard_alone(page: Page, app_url: str):
    open_kaart(page, app_url)
    press(page, SPEEL)
    expect_played(page)
    first, second = find_twee(page)
    for name in (first, second):
        tab_to(page, page.locator(".wz-zoek input"))
        page.keyboard.type(name, delay=30)
        page.keyboard.press("Enter")
        expect(page.locator(KAARTJE)).to_have_text(name)
        press(page, "Zet op de lijst om te presenteren")
        expect(page.get_by_role("button", name="Haal van de lijst")).to_be_visible()
    tab_to(page, page.get_by_role("button", name=f"2 {second}", exact=True))
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.get_by_role("button", name=f"1 {second}", exact=True)).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".wz-lijst-om [role=status]")).to_have_text(f"{second} staat nu op plaats 2 van 2.")
    wait_until_done(page)
    press(page, "Presenteer")
    expect_stap(page, 1, first)
    expect(page.locator(".wz-dia h1")).to_be_focused()
    assert [rule["id"] for rule in find_overtredingen(page)] == []
    for key, stap, name in (
        ("PageDown", 2, second), ("ArrowLeft", 1, first), (" ", 2, second), ("Home", 1, first), ("End", 2, second),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect_stap(page, stap, name)
    for nothing in ("b", ".", "PageDown"):
        page.keyboard.press(nothing)
    expect_stap(page, 2, second)
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")  # before the first lies the map of the whole, with the numbers of the list
    expect(page.locator(".wz-presentatie .plek")).to_have_text("Overzicht")
    expect(page.locator(".wz-dia .lijst li")).to_have_text([first, second])
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect_stap(page, 2, second)
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Thema")).to_be_visible()
    expect(page.get_by_role("button", name="Presenteer")).to_be_focused()
    wait_until_done(page)
    expect(page.locator(KAARTJE)).to_have_text(second)
