"""Exploring in a real browser: the map comes first, nothing is asked of another host, a frame fills the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import TELEFOON, open_kaart, wait_for, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

TEKENING = ".js-plotly-plot"
STATUS = ".wz-onderschrift[role=status]"


def check_axe(page: Page) -> list[str]:
    found = find_overtredingen(page)
    return [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found]


def explore(page: Page, url: str) -> Locator:
    """Open the map, then the pictures to explore; return the part in which is dragged."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "Plotly" in request.url else None)
    open_kaart(page, url)
    page.locator(".wz-spreiding [data-code]").first.scroll_into_view_if_needed()
    assert asked == []  # the map is drawn, and so are the still pictures
    page.get_by_text("Zelf verkennen").click()
    expect(page.locator(TEKENING)).to_have_count(2)
    wait_until_done(page)
    assert len(asked) == 1
    area = page.locator(f"{TEKENING} .nsewdrag").first
    area.scroll_into_view_if_needed()
    return area


def choose_wijze(page: Page, woord: str, *dragmodes: str) -> None:
    """Choose what dragging does, and wait until the chart that does so is drawn: it takes the place of the other."""
    page.get_by_text(woord, exact=True).click()
    wait_until_done(page)
    wait_for(
        page,
        "modes => modes.includes(String(document.querySelector('.js-plotly-plot')?._fullLayout?.dragmode))",
        arg=dragmodes,
    )
    expect(page.locator(f"{TEKENING} .nsewdrag").first).to_be_visible()


def drag(page: Page, area: Locator, *corners: tuple[float, float]) -> None:
    """Drag past corners of the picture, each as a part of its width and height."""
    box = area.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=6)
    page.mouse.up()


def read_lijst(page: Page) -> list[str]:
    found = re.search(r"lijst=([\w.]+)", page.url)
    return found.group(1).split(".") if found else []


def test_a_frame_puts_the_areas_within_it_on_the_list_to_present(page: Page, app_url: str):
    area = explore(page, app_url)
    expect(page.locator(STATUS)).to_have_text("Op de lijst om te bespreken: 0 gebieden.")
    drag(page, area, (0.01, 0.99), (0.35, 0.55))
    expect(page.locator(STATUS)).not_to_have_text("Op de lijst om te bespreken: 0 gebieden.")
    wait_until_done(page)
    listed = read_lijst(page)
    # Left below both scores are below the mean: the table says so of each area on the list.
    rows = page.locator(".st-key-verkentabel tbody tr").filter(
        has=page.get_by_role("cell", name="ja", exact=True)
    )
    told = rows.evaluate_all(
        "rows => rows.map(row => [row.querySelectorAll('td')[1].innerText,"
        " row.querySelector('[data-code]').dataset.code])"
    )
    assert len(told) == len(listed) > 3
    assert {klasse for klasse, _ in told} == {"Kwetsbaar"}
    assert {code for _, code in told} == set(listed)
    assert check_axe(page) == []
    choose_wijze(page, "Lasso", "lasso")
    area = page.locator(f"{TEKENING} .nsewdrag").first
    drag(page, area, (0.6, 0.1), (0.98, 0.1), (0.98, 0.48), (0.6, 0.48), (0.6, 0.12))
    expect(page).not_to_have_url(re.compile(re.escape(".".join(listed))))
    wait_until_done(page)
    other = read_lijst(page)
    assert other
    assert not set(other) & set(listed)  # a loop replaces the frame
    page.get_by_role("button", name="Presenteer").click()
    expect(page.get_by_text(f"1 van {len(other)}")).to_be_visible()


def test_without_a_mouse_the_table_does_the_same(page: Page, app_url: str):
    explore(page, app_url)
    table = page.locator(".st-key-verkentabel .wz-tabel")
    assert table.evaluate("part => part.scrollWidth <= part.clientWidth")  # whole, also on a beamer
    button = page.locator(".st-key-verkentabel [data-actie=lijst]").first
    name = button.get_attribute("aria-label")
    assert name.startswith("Zet op de lijst of haal eraf: ")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("Op de lijst om te bespreken: 1 gebied.")
    wait_until_done(page)
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    )  # who goes on, goes on here
    assert read_lijst(page) == [button.get_attribute("data-code")]
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("Op de lijst om te bespreken: 0 gebieden.")


def test_on_a_phone_it_fits_and_pointing_at_a_mark_is_enough(page: Page, app_url: str):
    page.set_viewport_size(TELEFOON)
    page.emulate_media(reduced_motion="reduce")
    explore(page, app_url)
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    choose_wijze(page, "Aanwijzen", "false", "pan", "zoom")
    expect(page.locator(".modebar-btn")).to_have_count(0)
    mark = page.locator(TEKENING).first.locator(".trace .point").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*place)
    expect(page.locator(f"{TEKENING} .hoverlayer .hovertext")).to_contain_text("Draagkrachtig")
    page.mouse.click(*place)
    expect(page.locator(STATUS)).to_have_text("Op de lijst om te bespreken: 1 gebied.")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]


def test_the_still_picture_marks_the_area_that_is_chosen_on_the_map(page: Page, app_url: str):
    open_kaart(page, app_url)
    area = page.locator(".vlak[aria-label*='kwetsbaar' i]").first
    area.dispatch_event("click")
    expect(page.locator(".wz-spreiding .merk text")).to_have_text(
        area.get_attribute("aria-label").split(",")[0]
    )
    wait_until_done(page)
    chosen = re.search(r"gebied=(\w+)", page.url).group(1)
    mark = page.locator(f".wz-spreiding [data-code='{chosen}']")
    ring = page.locator(".wz-spreiding .merk circle").first
    x, y, *_ = map(float, mark.get_attribute("data-plek").split())
    assert (float(ring.get_attribute("cx")), float(ring.get_attribute("cy"))) == (x, y)


def test_the_pictures_of_a_comparison_are_clean_for_who_cannot_see_them(page: Page, app_url: str):
    page.goto(f"{app_url}vergelijken?deel=maten")
    for part, number in (("Maten", 1), ("Gemeenten", 1), ("De jaren", 4)):
        page.get_by_role("tab", name=part).click()
        panel = page.get_by_role("tabpanel", name=part)
        expect(panel.locator(TEKENING)).to_have_count(number)
        wait_until_done(page)
        shown = [one.get_attribute("aria-label") for one in panel.get_by_test_id("stPlotlyChart").all()]
        assert len(shown) == number
        assert all("tabel" in words for words in shown)
        assert panel.locator("[data-testid=stPlotlyChart][role=figure]").count() == number
        assert check_axe(page) == [], part
