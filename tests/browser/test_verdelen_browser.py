"""The planner's story in a real browser: open, change demand, hold an area, undo, save, link; keyboard, axe, phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, open_kaart, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

KOP = ".wz-kop"
GEVEN = re.compile(r", [1-9]\d* woning")


def check_axe(page: Page) -> None:
    """Find no violation at all."""
    wait_until_done(page)
    found = [(item["id"], node["target"]) for item in find_overtredingen(page) for node in item["nodes"]]
    assert found == []


def find_gebied(page: Page) -> Locator:
    """Return an area that receives homes and whose name no other area has."""
    labels = page.locator(".vlak[role=option]").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    names = [label.split(",")[0] for label in labels]
    name = next(
        n for n, label in zip(names, labels, strict=True) if GEVEN.search(label) and names.count(n) == 1
    )
    return page.get_by_role("option", name=re.compile(f"^{re.escape(name)},"))


def set_vraag(page: Page, naam: str, aantal: int, kop: str) -> None:
    """Fill in a number of the demand, see what it does to the headline, and go back to the levers."""
    page.get_by_role("button", name="Vraag per groep").click()
    box = page.get_by_role("spinbutton", name=naam)
    expect(box).to_be_visible()
    wait_until_done(page)
    box.fill(str(aantal))
    box.press("Enter")
    expect(page.locator(KOP)).to_contain_text(kop)
    wait_until_done(page)
    page.get_by_role("button", name="‹ Hefbomen").click()
    expect(page.get_by_role("button", name="Vraag per groep")).to_be_focused()
    wait_until_done(page)
    expect(page.locator(KOP)).to_contain_text(kop)  # closing it changes nothing


def test_the_story_of_the_planner_by_mouse(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen")
    expect(page.locator(KOP)).to_contain_text("van de 725 woningen is een plek gevonden")
    expect(page.locator(KOP)).to_contain_text("Ook zonder andere regels past hoogstens")
    for part in (
        KOP, ".wz-hefboom >> nth=3", ".wz-tekening svg", ".wz-legenda", ".wz-gemeenten", ".wz-merken .let-op >> nth=0",
    ):  # fmt: skip
        expect(page.locator(part)).to_be_in_viewport(ratio=0.9)
    check_axe(page)
    set_vraag(page, "Statushouders, hoog", 100, "van de 465 woningen")
    area = find_gebied(page)
    area.click()
    expect(page.locator(".wz-verdeelkaartje")).to_contain_text("nieuwe woning")
    page.get_by_role("button", name="Zet vast", exact=True).click()
    expect(page.get_by_role("button", name="Laat los")).to_be_visible()
    expect(area).to_have_attribute("aria-label", re.compile("vastgezet"))
    wait_until_done(page)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Zet vast", exact=True)).to_be_visible()
    wait_until_done(page)
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_role("button", name="Laat los")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("textbox", name="Naam van het scenario").fill("Proef A")
    page.get_by_role("button", name="Bewaar in de bibliotheek").click()
    expect(page.get_by_text("Bewaard als 'Proef A'")).to_be_visible()
    wait_until_done(page)
    page.get_by_role("link", name="Open wat u bewaarde").click()
    expect(page.get_by_role("button", name="Begin met deze regels")).to_be_visible()
    wait_until_done(page)
    assert "scenario=" in page.url
    expect(page.locator(KOP)).to_contain_text("van de 426 woningen")  # without the 39 of detentie
    expect(page.get_by_role("button", name="Ongedaan")).to_have_count(0)
    expect(page.locator(".vlak[aria-label*='vastgezet']")).to_have_count(0)
    check_axe(page)
    page.get_by_role("button", name="Begin met deze regels").click()
    expect(page.get_by_role("button", name="Ongedaan")).to_be_visible()
    wait_until_done(page)
    assert "scenario=" not in page.url
    expect(
        page.get_by_text("U begint met de regels, de verdeelsleutel en de afspraken van 'Proef A'")
    ).to_be_visible()
    expect(page.locator(KOP)).to_contain_text("van de 725 woningen")  # the usual demand, not that of the plan


def test_the_story_of_the_planner_by_keyboard(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen")
    area = find_gebied(page)
    page.locator(".wz-kaart .vlak[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".wz-hint")).to_contain_text("woning")
    area.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wz-verdeelkaartje")).to_be_visible()
    page.get_by_role("button", name="Zet vast", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Laat los")).to_be_visible()
    wait_until_done(page)
    name = area.get_attribute("aria-label").split(",")[0]
    page.locator("summary", has_text="Alle buurten in een tabel").focus()
    page.keyboard.press("Enter")
    less = page.get_by_role("button", name=f"Eén minder in {name}", exact=True)
    less.focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name=re.compile(f"^{re.escape(name)}"))
    expect(row).to_contain_text("ja")
    wait_until_done(page)
    expect(less).to_be_focused()
    share = page.get_by_role("textbox", name="Toewijsaandeel")
    share.fill("0")
    share.press("Enter")
    expect(page.get_by_text("De vastgezette aantallen passen niet bij de regels")).to_be_visible()
    wait_until_done(page)
    expect(share).to_have_value("25")
    check_axe(page)
    for folder in (
        "Toon hoeveel er past bij elk aandeel", "Meer instellingen", "Bestanden: meenemen en openen",
    ):  # fmt: skip
        page.get_by_text(folder, exact=True).click()
        wait_until_done(page)
    expect(
        page.get_by_role("img", name=re.compile("Woningen met een plek bij een hoge vraag"))
    ).to_be_visible()
    page.get_by_role("button", name="Eigen cijfers: geen").click()
    expect(page.get_by_role("button", name="‹ Hefbomen")).to_be_focused()
    wait_until_done(page)
    field = page.get_by_label("Laad eigen cijfers")
    field.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"code;capaciteit\nBU1;x\n"})
    expect(page.get_by_text("'BU1' is geen code")).to_be_visible()
    check_axe(page)


DEUREN = ("Vraag per groep", "Alle regels", "Uitzonderingen: 0, vast: 0", "Eigen cijfers: geen", "Stappen")


def test_who_opens_the_form_or_a_view_of_the_panel_goes_on_in_it_and_comes_back_to_its_door(
    page: Page, app_url: str
):
    open_kaart(page, f"{app_url}verdelen")
    body, button = page.get_by_test_id("stPopoverBody"), page.get_by_role("button", name="Bewaar", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(body.locator("input, textarea").first).to_be_focused()
    wait_until_done(page)  # its opening makes the page run: what closes it before that ends is opened again
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(button).to_be_focused()
    back = page.get_by_role("button", name="‹ Hefbomen")
    for name in DEUREN:
        door = page.get_by_role("button", name=name, exact=True)
        door.focus()
        page.keyboard.press("Enter")
        expect(back).to_be_focused()
        check_axe(page)
        page.keyboard.press("Space")
        expect(door).to_be_focused()


def test_a_lever_is_turned_with_the_arrow_keys_and_what_it_did_is_told_and_can_be_gone_back_to(
    page: Page, app_url: str
):
    open_kaart(page, f"{app_url}verdelen")
    slider = page.get_by_role("slider", name="Toewijsaandeel")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    told = page.locator(".wz-gevolg")
    expect(told).to_have_text(re.compile(r"^Toewijsaandeel: 30 % \(was 25 %\): \+\d+ woningen, \d+ buurt"))
    wait_until_done(page)
    expect(slider).to_be_focused()
    expect(page.locator("#stap-capaciteit-toewijsaandeel")).to_have_text(
        re.compile(r"^\+1 punt: \+\d+ woning")
    )
    page.keyboard.press("Alt+Shift+V")
    expect(page.get_by_role("button", name=re.compile(r"Laat alles los \(\d+\)"))).to_be_enabled()
    wait_until_done(page)
    page.keyboard.press("Alt+Shift+L")
    expect(page.get_by_role("button", name="Laat alles los", exact=True)).to_be_disabled()
    wait_until_done(page)
    page.get_by_role("button", name="Stappen", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("vastgezette aantallen weg"))).to_be_disabled()
    page.get_by_role("button", name="Het begin").click()
    expect(page.get_by_role("button", name="● Het begin")).to_be_disabled()
    wait_until_done(page)
    page.get_by_role("button", name=re.compile("Toewijsaandeel: 30 %")).click()
    expect(page.get_by_role("button", name="● Toewijsaandeel: 30 % (was 25 %)")).to_be_disabled()
    check_axe(page)


def test_on_a_phone_map_and_panels_fit(page: Page, app_url: str):
    page.set_viewport_size(TELEFOON)
    open_kaart(page, f"{app_url}verdelen")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= TELEFOON["width"]
    above = page.locator(".wz-tekening svg").bounding_box()["y"]
    assert above < page.locator(".wz-paneel").first.bounding_box()["y"]
    find_gebied(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wz-verdeelkaartje")).to_be_attached()
    check_axe(page)


@pytest.mark.gegevens
def test_parkstad_is_divided_on_its_real_figures(page: Page, parkstad_url: str):
    page.set_viewport_size(BEAMER)
    open_kaart(page, f"{parkstad_url}verdelen")
    expect(page.locator(KOP)).to_contain_text(re.compile(r"Rekenvoorbeeld: voor \d+ van de 725 woningen"))
    expect(page.locator(KOP)).to_contain_text("Ook zonder andere regels past hoogstens")
    expect(page.locator(".st-key-verdeelbevinding .wz-paneel")).to_contain_text("visie, tabel 1")
    expect(page.locator(".wz-gemeenten")).to_contain_text("Heerlen")
    expect(page.locator(".wz-gemeenten")).to_be_in_viewport()
    area = find_gebied(page)
    area.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Eén minder").click()
    expect(area).to_have_attribute("aria-label", re.compile("vastgezet"))
    wait_until_done(page)
    page.get_by_role("button", name="Ongedaan").click()
    expect(area).not_to_have_attribute("aria-label", re.compile("vastgezet"))
    check_axe(page)
