"""The map on canvas in a real browser: the first click, hover, search, zoom, and the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import wait_for
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TEL_KLEUREN = """() => {
  const doek = document.querySelector(".wz-doek canvas");
  const { data } = doek.getContext("2d").getImageData(0, 0, doek.width, doek.height);
  const telling = {};
  for (let n = 0; n < data.length; n += 4) {
    const hex = "#" + [...data.slice(n, n + 3)].map((v) => v.toString(16).padStart(2, "0")).join("");
    telling[hex] = (telling[hex] ?? 0) + 1;
  }
  return telling;
}"""
"""Counts how many pixels of the map have each colour."""


VOORAF = """Object.defineProperty(window, "woonzorgVooraf", { configurable: true, set(gegeven) {
  window.gehaald = gegeven.adres;
  Object.defineProperty(window, "woonzorgVooraf", { configurable: true, value: gegeven });
} })"""
"""Keeps which outlines were fetched before Streamlit's page was there."""

GEHAALD = """() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").slice(-2).join("/"))
  .filter((adres) => adres.startsWith("omtrekken/") && !adres.endsWith(".js"))"""
"""Which outlines were fetched at all."""


def open_doek(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".wz-doek[data-getekend]")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def find_place(page: Page, index: int) -> tuple[float, float]:
    """Return where an area lies on screen."""
    x, y = page.evaluate(f"window.woonzorgKaarten.regiokaart.kaart.plek({index})")
    box = page.locator(".wz-doek canvas").bounding_box()
    return box["x"] + x, box["y"] + y


def read_width(page: Page) -> float:
    return page.evaluate("window.woonzorgKaarten.regiokaart.kaart.zicht()[2]")


def test_every_click_selects_from_the_first_on_a_fresh_page(page: Page, druk_url: str):
    page.add_init_script(VOORAF)
    open_doek(page, druk_url)
    assert page.evaluate(GEHAALD) == [page.evaluate("window.gehaald")]
    line = page.locator(".wz-doek [role=option]")
    for index in (57, 0, 120):
        before = page.url
        page.mouse.click(*find_place(page, index))
        expect(page).not_to_have_url(before)
        expect(page).to_have_url(re.compile("gebied=BU"))
        expect(line).to_have_attribute("aria-selected", "true")
        expect(page.locator(".wz-kaartje h2")).to_have_text(line.inner_text().split(",")[0])
    page.get_by_role("button", name="Zet op de lijst").click()
    page.wait_for_selector(".wz-doek[data-nummers='1']")
    found = find_overtredingen(page)
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []


def test_colours_and_patterns_are_on_the_canvas_and_hover_names_an_area_with_its_class(
    page: Page, druk_url: str
):
    open_doek(page, druk_url)
    inks = ("#54278f", "#a79bc9", "#257e76", "#b9c7c9", "#f4f4f2", "#8d8f92")
    wait_for(page, f"inks => {{ const n = ({TEL_KLEUREN})(); return inks.every(ink => n[ink] > 20); }}", inks)
    page.mouse.move(*find_place(page, 57))
    expect(page.locator(".wz-hint")).to_be_visible()
    expect(page.locator(".wz-hint span")).to_contain_text(
        re.compile("Kwetsbaar|Aandacht|Draagkrachtig|Onbekend")
    )


def test_the_keyboard_alone_walks_zooms_and_selects(page: Page, druk_url: str):
    open_doek(page, druk_url)
    whole = read_width(page)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Shift+Tab")
    line = page.locator(".wz-doek [role=option]")
    seen = {line.inner_text()}
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(line.inner_text())
    assert len(seen) >= 3
    expect(page.locator(".wz-hint b")).to_have_text(line.inner_text().split(",")[0])
    page.keyboard.press("+")
    assert read_width(page) < whole
    page.keyboard.press("0")
    assert read_width(page) == whole
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kaartje h2")).to_have_text(line.inner_text().split(",")[0])
    expect(page.get_by_role("listbox", name=re.compile("Veerkracht"))).to_be_focused()


def test_a_map_whose_outlines_came_another_way_is_dragged_zoomed_and_does_not_select(
    page: Page, druk_url: str, faults: list[str]
):
    page.route("**/omtrekken/**", lambda route: route.abort())
    open_doek(page, druk_url)
    expect(page.locator(".wz-doek .wz-melding")).to_have_text("")
    assert [word for word in faults if "ERR_FAILED" not in word] == []  # a browser writes that down by itself
    faults.clear()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    before = page.evaluate("window.woonzorgKaarten.regiokaart.kaart.zicht()")
    box = page.locator(".wz-doek canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=5)
    page.mouse.up()
    assert page.evaluate("window.woonzorgKaarten.regiokaart.kaart.zicht()") != before
    assert page.locator(".wz-doek [role=option][aria-selected=true]").count() == 0
