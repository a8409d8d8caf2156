"""The map in a real browser: first click, keyboard, zoom, years, phone, and for who cannot see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import TELEFOON, go_to, open_kaart, read_gekozen, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STREAMLIT_EIGEN: frozenset[tuple[str, str]] = frozenset()
"""Violations that Streamlit itself causes: rule and the start of the selector."""
GEEN_ADRES = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What a browser says of an address that does not exist, and of the icon for which it asks beside it."""


def test_the_first_click_on_a_fresh_page_selects_and_what_is_chosen_can_be_copied_and_told_by_forced_colours(
    page: Page, app_url: str
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_kaart(page, app_url)
    area = page.get_by_role("option", name=re.compile("Kwetsbaar")).first
    name = area.get_attribute("aria-label").split(",")[0]
    area.click()
    expect(page.locator(".wz-kaartje h2")).to_have_text(name)
    expect(area).to_have_attribute("aria-selected", "true")
    assert "gebied=BU" in page.url
    expect(page.locator(".wz-kaartje .wz-badge")).to_have_text("Kwetsbaar")
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.get_by_text("Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.emulate_media(forced_colors="active")
    kept = (
        "node => [node.style.backgroundColor, getComputedStyle(node).backgroundColor,"
        " getComputedStyle(node).forcedColorAdjust]"
    )
    for box in [*page.locator(".wz-legenda i[style]").all(), page.locator(".wz-kaartje .wz-badge")]:
        own, shown, adjust = box.evaluate(kept)
        assert (shown, adjust) == (own, "none")
    adjusted = "node => getComputedStyle(node).forcedColorAdjust"
    chosen = page.get_by_role("radio", name="Buurten")
    toggle = page.locator(".st-key-omlijnen label > span + div")
    chart = page.locator(".wz-spreiding svg")
    for told_by_ground in (chosen, toggle, chart, page.locator(".wz-tekening svg")):
        assert told_by_ground.evaluate(adjusted) == "none"
    assert chart.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    current = page.get_by_test_id("stTopNavLink").filter(has_text="Kaart")
    assert current.evaluate("node => getComputedStyle(node).borderBottomWidth") == "4px"
    play = page.get_by_role("button", name="Speel de jaren af")
    assert play.evaluate("node => getComputedStyle(node, '::before').borderLeftColor") == "rgb(84, 39, 143)"


def test_the_map_is_pointed_at_zoomed_and_dragged(page: Page, app_url: str):
    open_kaart(page, app_url)
    area = page.get_by_role("option", name=re.compile("Draagkrachtig")).first
    area.hover()
    expect(page.locator(".wz-hint")).to_be_visible()
    expect(page.locator(".wz-hint span")).to_contain_text("Draagkrachtig")
    svg = page.locator(".wz-kaart svg")
    whole = svg.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert float(svg.get_attribute("viewBox").split()[2]) < float(whole.split()[2])
    page.get_by_role("button", name="Toon de hele kaart").click()
    assert svg.get_attribute("viewBox") == whole
    svg.hover()
    page.mouse.wheel(0, -300)
    expect(svg).not_to_have_attribute("viewBox", whole)
    page.locator(".vlak[tabindex='0']").focus()
    page.keyboard.press("0")
    expect(svg).to_have_attribute("viewBox", whole)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    before, box = svg.get_attribute("viewBox"), svg.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=5)
    page.mouse.up()
    assert svg.get_attribute("viewBox") != before
    assert read_gekozen(page) == ""


def test_the_map_is_walked_by_keyboard_and_its_table_sorts_by_unrounded_figures(page: Page, app_url: str):
    open_kaart(page, app_url)
    areas, in_map = page.locator(".vlak[tabindex='0']"), "!!document.activeElement.closest('.wz-kaart')"
    page.locator(".wz-knoppen button:enabled").first.focus()
    page.keyboard.press("Shift+Tab")
    expect(areas).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(in_map)
    assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("Tab")
    expect(areas).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".wz-knoppen button:enabled").first).to_be_focused()
    page.locator(".vlak[tabindex='0']").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(seen) >= 2
    expect(page.locator(".wz-hint")).to_be_visible()
    name = page.evaluate("document.activeElement.getAttribute('aria-label')").split(",")[0]
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kaartje h2")).to_have_text(name)
    expect(page.locator(".vlak[aria-selected='true']")).to_be_focused()
    page.get_by_text("Alle buurten in een tabel").click()
    page.get_by_role("button", name="Huishoudens", exact=True).first.click()
    cells = page.locator(".wz-tabel:has(td:nth-of-type(8)) tbody td:nth-of-type(5)")
    values = [
        float(text) for text in cells.evaluate_all("cells => cells.map(c => c.dataset.v).filter(Boolean)")
    ]
    assert len(values) > 100
    assert values == sorted(values)


def test_search_by_keyboard_stays_in_the_box_and_one_with_a_typo_selects_on_the_map(page: Page, app_url: str):
    open_kaart(page, app_url)
    box = page.get_by_role("combobox", name="Zoek buurt, wijk of postcode")
    box.press_sequentially("wijk", delay=30)
    expect(page.locator(".wz-zoek ul")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".wz-kaartje h2")).to_be_visible()
    page.wait_for_url(re.compile("gebied="))
    wait_until_done(page)
    name = page.locator(".wz-kaartje h2").inner_text()
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".wz-zoekmelding")).to_have_text(f"{name} gekozen")
    page.keyboard.type("dorp", delay=30)
    expect(box).to_have_value("dorp")
    wanted = page.get_by_role("option", name=re.compile("Draagkrachtig")).first
    name = wanted.get_attribute("aria-label").split(",")[0]
    box.clear()
    box.press_sequentially(name[:-2] + name[-1], delay=30)
    answer = page.locator(".wz-zoek").get_by_role("option", name=re.compile(re.escape(name))).first
    expect(answer).to_be_in_viewport(ratio=1)
    answer.click()
    expect(page.locator(".wz-kaartje h2")).to_have_text(name)
    expect(wanted).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value(name)


def test_a_phone_has_no_sideways_scroll_and_room_for_what_is_found(page: Page, app_url: str):
    page.set_viewport_size(TELEFOON)
    open_kaart(page, app_url)
    page.get_by_role("option", name=re.compile("Kwetsbaar")).first.click()
    expect(page.locator(".wz-kaartje .wz-badge")).to_have_text("Kwetsbaar")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= TELEFOON["width"]
    search = page.get_by_role("combobox", name="Zoek buurt, wijk of postcode")
    search.clear()
    search.press_sequentially("wijk", delay=30)
    expect(page.locator(".wz-zoek ul")).to_be_visible()
    box = page.locator(".wz-zoek ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= TELEFOON["width"]


COUNT_MEASURES = """() => {
  window.gemeten = window.scripts = 0;
  const maak = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.type === "text/javascript") window.scripts += 1;
    return maak.call(URL, blob);
  };
  const meet = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    if (this.matches(".wz-kaart .namen text")) window.gemeten += 1;
    return meet.call(this);
  };
}"""
"""Counts how often the name of a gemeente on the map is measured, and the scripts of components."""


def recolour(page: Page, received: list[int]) -> None:
    """Choose two other themes; each is little work, on the map that stands there."""
    page.evaluate("document.querySelector('.wz-kaart svg').dataset.merk = 'zelfde'")
    page.evaluate("window.gemeten = 0")
    for theme in ("Leefbaarheid: voorzieningen", "Leefbaarheid: woningvoorraad"):
        received.clear()
        page.get_by_role("combobox", name="Thema").click()
        page.get_by_role("option", name=theme, exact=True).click()
        expect(page.locator(".vlakken")).to_have_attribute("aria-label", re.compile(re.escape(theme)))
        wait_until_done(page)
        assert 0 < sum(received) <= 10_000
    assert page.locator(".wz-kaart svg").get_attribute("data-merk") == "zelfde"
    assert page.evaluate("window.gemeten") == 0, "names that stay where they are were measured again"


def test_a_first_page_asks_for_few_scripts_and_a_recolour_is_small_and_keeps_the_outlines(
    page: Page, app_url: str
):
    received: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: received.append(len(frame))))
    page.add_init_script(f"({COUNT_MEASURES})()")
    open_kaart(page, app_url)
    assert 0 < page.evaluate("window.scripts") <= 11, (
        "each component is a script of its own, which takes a browser some 10 ms"
    )
    names = page.locator(".wz-kaart .namen text").count()
    # At most: as it is drawn, when its letter has come, and when the page has its height.
    assert 0 < page.evaluate("window.gemeten") <= 3 * names
    borderline = page.get_by_role("option", name=re.compile("Kwetsbaar.*grensgeval")).first
    name = borderline.get_attribute("aria-label").split(",")[0]
    recolour(page, received)
    page.get_by_role("option", name=re.compile(f"^{re.escape(name)},")).first.click()
    page.get_by_text("Concentraties", exact=True).click()
    # The card, with its way on to the page Buurt.
    expect(page.locator(".wz-kaartje .wz-let-op")).to_be_visible()
    expect(page.locator(".wz-verder a")).to_be_visible()
    expect(page.locator(".lijnen mask")).to_have_count(2)
    wait_until_done(page)
    recolour(page, received)


def test_years_play_to_the_last_and_stop_and_add_no_step_back(page: Page, app_url: str):
    open_kaart(page, app_url)
    years: list[str] = []
    addresses: list[str] = []
    steps = page.evaluate("history.length")
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    page.get_by_role("button", name="Speel de jaren af").click()
    for _ in range(400):
        title = page.locator(".vlakken").get_attribute("aria-label")
        year = re.search(r"SES-WOA (\d{4})", title)[1]
        years += [year] if year not in years[-1:] else []
        if (
            years[-1] == "2024"
            and len(years) > 1
            and page.get_by_role("button", name="Speel de jaren af").count()
        ):
            break
        page.wait_for_timeout(150)
    assert years[-3:] == ["2020", "2022", "2024"]
    expect(page.get_by_role("button", name="Speel de jaren af")).to_be_visible()
    assert any("jaar=" in address for address in addresses)
    assert page.evaluate("history.length") == steps


def test_all_stands_on_a_beamer_without_scrolling(page: Page, app_url: str):
    open_kaart(page, app_url)
    page.get_by_role("option", name=re.compile("Kwetsbaar.*grensgeval")).first.click()
    expect(page.locator(".wz-let-op")).to_be_visible()
    for part in (".wz-kop", ".wz-kaart svg", ".wz-legenda", ".wz-kaartje"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720, part
    legend, card = page.locator(".wz-legenda").bounding_box(), page.locator(".wz-kaartje").bounding_box()
    assert card["y"] + card["height"] <= legend["y"]
    assert page.locator(".wz-kaart svg").bounding_box()["width"] >= 0.6 * 1280
    page.get_by_text("Concentraties", exact=True).click()
    expect(page.locator(".lijnen mask")).to_have_count(2)
    expect(page.locator(".wz-kop")).to_contain_text("minstens 1,5 keer dat van de regio")
    # All of the legend in one line, also with the outlines in it.
    tops = page.locator(".wz-legenda > li").evaluate_all(
        "items => items.map(i => Math.round(i.getBoundingClientRect().bottom))"
    )
    assert len(tops) == 7
    assert max(tops) - min(tops) <= 2
    assert max(tops) <= 720


def test_nothing_lies_over_the_menu(page: Page, app_url: str):
    page.set_viewport_size({"width": 1024, "height": 768})
    open_kaart(page, app_url)
    page.get_by_role("option", name=re.compile("Kwetsbaar")).first.click()
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.get_by_role("button", name="Haal van de lijst")).to_be_visible()
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator(".wz-kopieer output")).not_to_be_empty()
    for width in (1024, 1200, 1279, 1280):
        page.set_viewport_size({"width": width, "height": 768})
        last, first = (
            page.get_by_test_id("stTopNavSection").last.bounding_box(),
            page.locator(".st-key-acties").bounding_box(),
        )
        below = first["y"] >= last["y"] + last["height"]
        assert below or first["x"] >= last["x"] + last["width"], width
        assert below == (width < 1280)  # with what was said of the link the buttons need that much room


def test_the_words_of_streamlit_are_dutch(page: Page, app_url: str, faults: list[str]):
    answer = page.goto(f"{app_url}buurten")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Dit adres bestaat niet")).to_be_visible()
    page.get_by_role("link", name="Naar de kaart").click()
    page.wait_for_selector(".wz-kaart .vlak[fill]")
    assert set(faults) == {GEEN_ADRES}
    faults.clear()
    expect(page.get_by_role("navigation", name="Pagina's")).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Naar de inhoud")
    expect(page.get_by_role("button", name="Uitleg bij Zelf verkennen")).to_be_visible()
    go_to(page, "Initiatief")
    field = page.get_by_role("textbox", name="Naam van het initiatief")
    field.fill("Molen")
    expect(page.get_by_test_id("InputInstructions").first).to_contain_text("Druk op Enter")
    go_to(page, "Buurt")
    expect(page.get_by_test_id("stLogoLink")).to_have_accessible_name("Naar de beginpagina")


@pytest.mark.parametrize("query", ["?thema=woz&omlijnen=1&niveau=wijk&jaar=1999", "?sinds=2020&omlijnen=1"])
def test_no_violation_but_those_of_streamlit(page: Page, app_url: str, query: str):
    open_kaart(page, app_url + query)
    assert page.evaluate("document.documentElement.lang") == "nl"
    found = find_overtredingen(page)
    own = [
        (rule["id"], target)
        for rule in found
        for node in rule["nodes"]
        for target in node["target"]
        if not any(rule["id"] == name and target.startswith(start) for name, start in STREAMLIT_EIGEN)
    ]
    assert own == []


def test_a_register_of_instruments_outlines_areas_and_stays_readable(page: Page, app_url: str):
    """A planner before a talk: gives the register by keyboard and file, sees the outline in map and legend."""
    open_kaart(page, app_url)
    folder = page.locator("summary", has_text="Instroominstrumenten: waar ze gelden")
    folder.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Bestand met instroominstrumenten")
    head = "instrument;gemeente;gebied;vanaf;tot;besluit\n"
    for name, row in (
        ("fout.csv", "<img src=x>;Elders;BU91010000;ooit;;\n"),
        ("goed.csv", "Vergunning;GM9101;WK910100;1-1-2024;;raad, 12 december 2023\n"),
    ):
        field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": f"{head}{row}".encode()})
        expect(
            page.get_by_text("kolom vanaf: dit is geen dag" if name == "fout.csv" else "1 besluit;")
        ).to_be_visible()
    expect(page.locator("img[src=x]")).to_have_count(0)
    expect(page.locator(".wz-legenda .merk.streep")).to_be_visible()
    wait_until_done(page)
    assert page.locator(".wz-kaart .merk.streep.boven").count() > 1  # the wijk holds in all its buurten
    expect(page.get_by_role("option", name=re.compile("instroominstrument")).first).to_be_attached()
    found = [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in find_overtredingen(page)]
    assert found == []
