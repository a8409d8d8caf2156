"""Unsaved work in a real browser: a reload, a closed tab and a new visit keep it; fields keep their own undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import open_kaart, wait_for, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect
from test_verdelen_browser import KOP, set_vraag

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEPT = "Object.keys(localStorage).filter(n => n.startsWith('woonzorg:werkversie:')).length"


def test_unsaved_work_survives_a_reload_and_a_new_tab_until_it_is_wiped(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen")
    first = page.locator(KOP).inner_text()
    assert page.evaluate(KEPT) == 0
    set_vraag(page, "Statushouders, hoog", 100, "van de 465 woningen")
    wait_for(page, f"() => {KEPT} === 1")
    page.reload()
    expect(page.locator(KOP)).to_contain_text("van de 465 woningen")
    expect(page.get_by_text(re.compile(r"Dit is uw werkversie van \d+ \w+ \d{4}"))).to_be_visible()
    wait_until_done(page)

    other = page.context.new_page()
    page.close()
    open_kaart(other, f"{app_url}verdelen")
    expect(other.locator(KOP)).to_contain_text("van de 465 woningen")
    wait_until_done(other)
    kept = other.evaluate("Object.values(localStorage).join()")
    assert 'eigen_cijfers":""' in kept

    other.get_by_role("button", name="Stappen", exact=True).click()
    other.get_by_role("button", name="Wis werkversie").click()
    expect(other.locator(KOP)).to_have_text(first)
    wait_for(other, f"() => {KEPT} === 0")
    other.reload()
    wait_until_done(other)
    expect(other.locator(KOP)).to_have_text(first)
    expect(other.get_by_text("Dit is uw werkversie")).to_have_count(0)


def test_the_keys_for_undo_belong_to_the_field_while_somebody_types(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen")
    set_vraag(page, "Statushouders, hoog", 100, "van de 465 woningen")
    page.get_by_role("button", name="Vraag per groep").click()
    box = page.get_by_role("spinbutton", name="Statushouders, hoog")
    box.click()
    box.press("End")
    box.type("7")
    expect(box).to_have_value("1007")
    box.press("Control+z")
    expect(page.locator(KOP)).to_contain_text("van de 465 woningen")  # the plan stays
    box.fill("100")
    wait_until_done(page)
    page.locator(KOP).click()
    page.keyboard.press("Control+z")
    expect(page.locator(KOP)).to_contain_text("van de 725 woningen")
    wait_until_done(page)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(KOP)).to_contain_text("van de 465 woningen")


def test_another_level_says_what_it_drops_and_undo_brings_it_back(page: Page, app_url: str):
    open_kaart(page, f"{app_url}verdelen?gebied=BU91060400")
    wait_until_done(page)
    page.get_by_role("button", name="Zet vast", exact=True).click()
    expect(page.get_by_role("button", name="Laat los")).to_be_visible()
    wait_until_done(page)
    page.get_by_role("radio", name="Wijken").or_(page.get_by_role("button", name="Wijken")).first.click()
    expect(page.get_by_text("Op een ander niveau vervallen: 1 vastgezet aantal.")).to_be_visible()
    wait_until_done(page)
    page.get_by_role("button", name=re.compile("Ongedaan")).click()
    expect(page.get_by_role("button", name="Laat los")).to_be_visible()


KERNEN = "Object.keys(localStorage).filter(n => n.startsWith('woonzorg:kern:')).length"


def test_an_own_area_is_clicked_together_named_and_found_back_after_a_reload(page: Page, app_url: str):
    open_kaart(page, app_url)
    page.get_by_text("Eigen gebieden: kernen en stadsdelen").click()
    page.get_by_role("button", name="Maak een eigen gebied").click()
    told = page.locator(".st-key-kern-balk [role=status]")
    expect(told).to_be_focused()
    expect(told).to_contain_text("0 buurten gekozen")
    page.get_by_role("option", name=re.compile("^Korenbloempoort")).click()
    expect(told).to_contain_text("1 buurt gekozen")
    # Without a mouse: the button of a row.
    page.get_by_role("button", name="Zet in het gebied of haal eruit: Karekiethage").press("Enter")
    expect(told).to_contain_text("2 buurten gekozen")
    wait_until_done(page)
    # The map below keeps its room: on a beamer all of it is one line.
    assert page.locator(".st-key-kern-balk").bounding_box()["height"] < 80
    page.get_by_role("button", name="Geef een naam en bewaar").click()
    expect(page.get_by_label("Naam", exact=True)).to_be_visible()
    assert find_overtredingen(page) == []
    page.get_by_label("Naam", exact=True).fill("Eys <b>")
    page.get_by_role("button", name="Bewaar in deze browser").click()
    expect(page.locator(KOP)).to_contain_text("van de 2 buurten van Eys <b>")
    wait_for(page, f"() => {KERNEN} === 1")
    wait_until_done(page)
    assert find_overtredingen(page) == []

    open_kaart(page, app_url)
    page.get_by_role("combobox", name="Zoek buurt, wijk of postcode").press_sequentially("eys")
    page.get_by_role("option", name=re.compile("Eys <b>")).click()
    expect(page.locator(KOP)).to_contain_text("van de 2 buurten van Eys <b>")
    page.get_by_text("Eigen gebieden: kernen en stadsdelen").click()
    page.get_by_role("button", name="Verwijder Eys").click()
    wait_for(page, f"() => {KERNEN} === 0")
    expect(page.locator(KOP)).not_to_contain_text("Eys")
