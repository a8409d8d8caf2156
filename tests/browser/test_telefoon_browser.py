"""On a phone: two fingers zoom the map, nothing is wider than the screen, and playing years adds no steps back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import GEDULD, TELEFOON, open_kaart, wait_for, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ZICHT = "window.woonzorgKaarten.regiokaart.kaart.zicht()"
BUURTEN = (
    toets.score_snapshot(opslag.open_snapshot(INGEBOUWD)).select("buurt").drop_duplicates("naam", keep=False)
)
KWETSBAAR, ANDERE = (
    BUURTEN[(BUURTEN["klasse"] == klasse) & (BUURTEN["naam"].str.len() > 9)].iloc[0]
    for klasse in (Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG)
)
LANGE_KLASSE = "BU91060100"
"""An area whose class is a long word: aandacht, with for what."""


def pinch(page: Page, x: float, y: float) -> None:
    """Spread two fingers around a place."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, distance: float) -> None:
        points = [{"x": x - distance, "y": y, "id": 0}, {"x": x + distance, "y": y, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if distance else []})

    touch("touchStart", 20)
    for distance in (30, 45, 60, 80):
        touch("touchMove", distance)
    touch("touchEnd", 0)


def drag(page: Page, van: dict[str, float], naar: tuple[float, float]) -> None:
    """Draw one finger from the heart of a box to a place."""
    session = page.context.new_cdp_session(page)
    x, y = van["x"] + van["width"] / 2, van["y"] + van["height"] / 2

    def touch(kind: str, part: float | None) -> None:
        at = [] if part is None else [{"x": x + (naar[0] - x) * part, "y": y + (naar[1] - y) * part, "id": 0}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", 0)
    for step in range(1, 7):
        touch("touchMove", step / 6)
    touch("touchEnd", None)


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]


def test_two_fingers_zoom_in_on_what_lies_between_them_and_a_tap_names_the_area_beside_the_finger(
    page: Page, app_url: str
):
    page.set_viewport_size(TELEFOON)
    open_kaart(page, app_url)
    assert_fits(page)
    svg = page.locator(".wz-kaart svg")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    whole = page.evaluate(ZICHT)
    pinch(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_for(page, f"{ZICHT}[2] < {whole[2]} / 2")
    assert page.locator(".vlak[aria-selected=true]").count() == 0
    left, top, width, height = page.evaluate(ZICHT)
    assert left < whole[0] + whole[2] / 2 < left + width
    assert top < whole[1] + whole[3] / 2 < top + height
    page.get_by_role("button", name="Toon de hele kaart").click()
    wait_for(page, f"{ZICHT}[2] === {whole[2]}")
    area = page.get_by_role("option", name=re.compile("Draagkrachtig")).first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    chosen = page.locator(".vlak[aria-selected=true]")
    expect(chosen).to_have_count(1)
    wait_until_done(page)
    expect(page.locator(".wz-hint")).to_be_visible()
    expect(page.locator(".wz-hint")).to_be_in_viewport(ratio=1)
    name, klasse = chosen.get_attribute("aria-label").split(", ")[:2]
    expect(page.locator(".wz-hint b")).to_have_text(name)
    expect(page.locator(".wz-hint span")).to_contain_text(klasse)


def test_canvas_and_columns_fit_a_phone(page: Page, app_url: str, druk_url: str):
    page.set_viewport_size(TELEFOON)
    page.goto(druk_url)
    page.wait_for_selector(".wz-doek[data-getekend]")
    wait_until_done(page)
    assert_fits(page)
    assert page.locator(".wz-doek canvas").bounding_box()["width"] > 300
    page.goto(f"{app_url}?hoogte=huishoudens")
    page.wait_for_selector("[data-testid=stDeckGlJsonChart] canvas")
    wait_until_done(page)
    assert_fits(page)


def test_a_long_class_wraps_on_every_width(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen?gebied={LANGE_KLASSE}")
    expect(page.locator(".wz-verdeelkaartje .wz-badge")).to_contain_text("Aandacht (")
    for width in (1024, 844, 768, 320):
        page.set_viewport_size({"width": width, "height": 768})
        wait_for(page, "width => innerWidth === width", width)
        wait_until_done(page)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.fixture
def telefoon(browser, app_url: str):
    """Open a page in a browser with the screen, the finger and the name of a phone."""
    visit = browser.new_context(viewport=TELEFOON, has_touch=True, is_mobile=True, base_url=app_url)
    visit.set_default_timeout(GEDULD)
    yield visit.new_page()
    visit.close()


def assert_verdict_in_view(page: Page, kop: str, naam: str) -> None:
    """The heading of what was chosen has the focus, so no keyboard is open, and what is said of it is in view."""
    expect(page.locator(kop)).to_have_text(naam)
    expect(page.locator(kop)).to_be_focused()
    expect(page.locator(kop)).to_be_in_viewport(ratio=1)


def test_who_searches_on_a_phone_reads_the_verdict_and_comes_back_by_the_menu(telefoon: Page):
    page, area = telefoon, KWETSBAAR
    page.goto("buurt")
    page.get_by_role("combobox").press_sequentially(area["naam"][:-1], delay=30)
    page.get_by_role("option", name=re.compile(re.escape(area["naam"]))).first.tap()
    assert_verdict_in_view(page, "h1", area["naam"])
    wait_until_done(page)
    for part in (".badges", ".oordeel"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    box = page.locator(".oordeel").bounding_box()
    assert box["y"] + box["height"] <= 350
    order = [".wz-zoek", ".oordeel", ".st-key-buurt-regel", ".st-key-buurt-dichtbij", ".st-key-buurt-maten"]
    tops = [page.locator(part).bounding_box()["y"] for part in order]
    assert tops == sorted(tops)
    expect(page.locator(".wz-betekenis")).to_be_in_viewport(ratio=1)
    menu = page.get_by_role("button", name="Menu", exact=True)
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    assert find_overtredingen(page) == []
    menu.tap()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Kaart").tap()
    page.wait_for_selector(".wz-kaart .vlak[fill]")
    expect(menu).to_have_attribute("aria-expanded", "false")
    wait_until_done(page)
    page.get_by_role("combobox", name="Zoek").fill(ANDERE["code"])
    page.locator("#wz-zoeklijst [role=option]", has_text=ANDERE["naam"]).first.tap()
    assert_verdict_in_view(page, ".wz-kaartje h2", ANDERE["naam"])
    # What was looked at stands in this tab, until it is taken away.
    page.goto("buurt")
    expect(page.locator(".wz-laatst a")).to_have_text([area["naam"]])
    page.get_by_role("button", name="Wis deze lijst").tap()
    expect(page.locator(".wz-laatst")).to_be_hidden()
    assert page.evaluate("sessionStorage.getItem('woonzorg-laatst')") is None
    assert_fits(page)


def test_a_finger_moves_a_chip_of_the_list_by_its_number_and_scrolls_by_its_name(telefoon: Page):
    page, codes = telefoon, BUURTEN["code"].tolist()[:3]
    open_kaart(page, f"?lijst={'.'.join(codes)}&gebied={codes[1]}")
    chips = page.locator(".wz-lijst-om li")
    chips.last.scroll_into_view_if_needed()
    front = chips.first.bounding_box()
    drag(page, chips.last.locator(".nr").bounding_box(), (front["x"] + 6, front["y"] + front["height"] / 2))
    expect(page).to_have_url(re.compile(f"lijst={codes[2]}.{codes[0]}.{codes[1]}"))
    expect(chips.locator(".naam").first).to_have_attribute("aria-pressed", "false")  # a drag chooses nothing
    expect(page.locator(".wz-kaart .nummer text")).to_have_text(["1", "2", "3"])
    wait_until_done(page)
    main = page.get_by_test_id("stMain")
    before = main.evaluate("el => el.scrollTop")
    name = chips.last.locator(".naam").bounding_box()
    drag(page, name, (name["x"] + 10, name["y"] - 300))
    page.wait_for_function(
        "was => document.querySelector('[data-testid=stMain]').scrollTop > was + 50", arg=before
    )
    expect(page).to_have_url(re.compile(f"lijst={codes[2]}.{codes[0]}.{codes[1]}"))
