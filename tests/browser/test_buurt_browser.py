"""The wethouder's story: search, verdict, copy the link, open the link; on a phone, and by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import pandas as pd
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
STREAMLIT_EIGEN: frozenset[tuple[str, str]] = frozenset()
"""Violations that Streamlit itself causes: rule and the start of the selector."""


def pick(**wanted: object):
    """Return an area of the region with a name that no other has, and not a short one."""
    own = SCORE.select("buurt")
    for name, value in wanted.items():
        own = own[own[name] == value]
    return own[~own["naam"].duplicated(keep=False) & (own["naam"].str.len() > 9)].iloc[0]


def open_buurt(page: Page, url: str, link: str = "") -> None:
    """Open the page and wait until its heading stands and Streamlit is done."""
    page.goto(f"{url}buurt{link}")
    page.wait_for_selector("h1[data-kop]")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def expect_kop(page: Page, naam: str) -> None:
    """Wait for the heading: a first choice after a cold start scores every edition."""
    expect(page.locator("h1")).to_have_text(naam)


def is_above_the_fold(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


def measure_overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    return page.evaluate(
        "Math.max(...['html', '[data-testid=stMain]'].map((s) => document.querySelector(s))"
        ".map((e) => e.scrollWidth - e.clientWidth))"
    )


def run_axe(page: Page) -> list[tuple[str, str]]:
    found = find_overtredingen(page)
    targets = [
        (rule["id"], str(target)) for rule in found for node in rule["nodes"] for target in node["target"]
    ]
    return [
        (rule, target)
        for rule, target in targets
        if not any(rule == name and target.startswith(start) for name, start in STREAMLIT_EIGEN)
    ]


def test_the_story_of_the_wethouder_on_a_phone(page: Page, app_url: str):
    area = pick(klasse=Klasse.KWETSBAAR)
    page.set_viewport_size(TELEFOON)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_buurt(page, app_url)
    typed = area["naam"][:5] + area["naam"][6:9]  # a letter is missing
    page.get_by_role("combobox").press_sequentially(typed, delay=30)
    page.get_by_role("option", name=re.compile(re.escape(area["naam"]))).first.click()
    expect_kop(page, area["naam"])
    expect(page.locator(".oordeel")).to_contain_text("is kwetsbaar volgens de regionale visie (§5.3)")
    assert is_above_the_fold(page, ".oordeel")
    assert is_above_the_fold(page, ".wz-zoek input")
    assert measure_overflow(page) <= 0
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator(".wz-kopieer output")).to_have_text("Gekopieerd")
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"gebied={area['code']}" in link
    page.goto(link)
    expect_kop(page, area["naam"])
    expect(page.locator(".badges")).to_contain_text("Kwetsbaar")


def test_the_story_by_keyboard_alone(page: Page, app_url: str):
    area = pick(klasse=Klasse.DRAAGKRACHTIG)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_buurt(page, app_url)
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "combobox":
            break
    page.keyboard.type(area["naam"][:-2], delay=30)
    expect(page.get_by_role("option", name=re.compile(re.escape(area["naam"]))).first).to_be_visible()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
        active = page.locator("[role=option][aria-selected=true]")
        if area["naam"] in active.inner_text():
            break
    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") == active.get_attribute("id")
    page.keyboard.press("Enter")
    expect_kop(page, area["naam"])
    expect(page.locator("h1")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Kopieer link":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kopieer output")).to_have_text("Gekopieerd")
    assert outline != "none"
    assert f"gebied={area['code']}" in page.evaluate("navigator.clipboard.readText()")


def test_enter_takes_the_first_answer_escape_goes_back_and_nothing_found_is_said(page: Page, app_url: str):
    area = pick(klasse=Klasse.KWETSBAAR)
    open_buurt(page, app_url)
    expect(page.locator("h1")).to_have_text("Zoek een gebied")
    box = page.get_by_role("combobox")
    expect(box).to_be_editable()
    assert run_axe(page) == []
    box.fill(area["code"].lower())
    page.keyboard.press("Enter")
    expect_kop(page, area["naam"])
    assert f"gebied={area['code']}" in page.url
    wait_until_done(page)
    expect(box).to_have_value(area["naam"])
    box.fill("qqxxqqxx")
    expect(page.locator(".wz-zoekmelding")).to_have_text(klassewoorden.NIETS_GEVONDEN)
    box.fill(area["naam"][:4])
    expect(box).to_have_attribute("aria-expanded", "true")
    box.fill("<img src=x onerror=alert(1)>")
    expect(page.locator(".wz-zoekmelding")).to_have_text(klassewoorden.NIETS_GEVONDEN)
    assert page.locator(".wz-zoek img").count() == 0
    box.fill(area["naam"][:4])
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(box).to_have_value(area["naam"])


def test_a_neighbour_and_the_map_are_one_step_away(page: Page, app_url: str):
    area = pick(klasse=Klasse.KWETSBAAR)
    page.set_viewport_size(TELEFOON)
    open_buurt(page, app_url, f"?gebied={area['code']}")
    neighbour = page.locator(".wz-dichtbij a").first
    code = neighbour.get_attribute("data-gebied")
    neighbour.click()
    expect(page.locator("h1")).to_have_attribute("data-kop", code)
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    assert f"gebied={code}" in page.url
    page.get_by_role("link", name="Toon op de kaart").click()
    page.wait_for_selector(".wz-kaart .vlak[aria-selected=true]")
    assert f"gebied={code}" in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_attribute("data-kop", code)


def test_the_way_back_from_the_map_does_not_stick(page: Page, app_url: str):
    area = pick(klasse=Klasse.KWETSBAAR)
    open_buurt(page, app_url, f"?gebied={area['code']}")
    page.get_by_role("link", name="Kaart", exact=True).click()
    page.wait_for_selector(".wz-kaart .vlak[aria-selected=true]")
    page.wait_for_url(re.compile("regel="))
    page.go_back()
    expect_kop(page, area["naam"])


def choose(page: Page, area: pd.Series) -> None:
    """Choose another area on a phone, by its code, and wait until all of it stands."""
    page.set_viewport_size(TELEFOON)
    page.get_by_role("combobox").fill(area["code"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_attribute("data-kop", area["code"])
    wait_until_done(page)


def test_the_verdict_stands_without_scrolling_and_the_longest_name_fits(page: Page, app_url: str):
    areas = SCORE.select("buurt")
    longest = areas.loc[areas["naam"].str.len().idxmax()]
    first, *others = [pick(klasse=klasse) for klasse in Klasse]
    page.set_viewport_size(TELEFOON)
    open_buurt(page, app_url, f"?gebied={first['code']}")
    for area in (first, *others):
        if area is not first:
            choose(page, area)
        for size in (TELEFOON, BEAMER):
            page.set_viewport_size(size)
            assert is_above_the_fold(page, ".oordeel"), area["klasse"]
            assert is_above_the_fold(page, ".wz-zoek input"), area["klasse"]
            assert measure_overflow(page) <= 0, area["klasse"]
    choose(page, longest)
    page.set_viewport_size({"width": 320, "height": 640})
    assert measure_overflow(page) <= 0
    assert longest["naam"] in page.locator("h1").inner_text()


@pytest.mark.parametrize("link", ["?gebied=BU00000000", "?gebied=%3Cscript%3E&jaar=x&data=../.."])
def test_hostile_and_unknown_links_give_a_page_with_search(page: Page, app_url: str, link: str):
    open_buurt(page, app_url, link)
    expect(page.locator("h1")).to_have_text("Zoek een gebied")
    expect(page.get_by_role("combobox")).to_be_editable()
    assert run_axe(page) == []


def check_sizes(page: Page, part: str) -> None:
    """Find nothing wrong on a beamer, and then on a phone."""
    for size in (BEAMER, TELEFOON):
        page.set_viewport_size(size)
        assert run_axe(page) == [], part
        assert measure_overflow(page) <= 0, part


def test_no_axe_violation(page: Page, app_url: str):
    area = pick(klasse=Klasse.KWETSBAAR, grensgeval="ja")
    open_buurt(page, app_url, f"?gebied={area['code']}")
    check_sizes(page, "")
    for part in ("Profiel", "Door de jaren", "Buren"):
        page.get_by_role("tab", name=part).click()
        expect(page.get_by_role("tabpanel", name=part)).not_to_be_empty()
        wait_until_done(page)
        check_sizes(page, part)
    page.get_by_role("combobox").fill(area["naam"][:4])
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    check_sizes(page, "zoeken")
    assert page.evaluate("document.documentElement.lang") == "nl"
