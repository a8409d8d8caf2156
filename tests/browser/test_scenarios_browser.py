"""The story of a scenario: save, send the link, open, copy, compare, adopt; by mouse, by keyboard, on a phone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, go_to, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.verdeling.scenario.inhoud import parse_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

VRAAG = {"statushouders": {"laag": 8, "hoog": 12}, "maatschappelijke_opvang": 8}
KOP = ".wz-scenario h2"
DELEN = ("Wat verschilt", "Regels", "Gemeenten", "Maten", "De jaren", "Kaarten")


def write(folder: Path, naam: str, **more: object) -> Path:
    content = {
        "versie": 1,
        "regio": "voorbeeldstreek",
        "niveau": "buurt",
        "vraag": VRAAG,
        "naam": naam,
        **more,
    }
    path = folder / f"{naam}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".wz-kop")
    wait_until_done(page)


def check_axe(page: Page) -> list[str]:
    found = find_overtredingen(page)
    return [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found]


def give(page: Page, path: Path) -> None:
    """Give the page a scenario file, and wait for its answer."""
    field = page.locator(".wz-bestandvak input")
    if not field.is_visible():
        page.get_by_text("Bewaar waar u aan werkt, of een bestand").click()
    field.set_input_files(path)


def read_id(page: Page) -> str:
    page.wait_for_url(re.compile(r"scenario=[0-9a-f]{12}"))
    return str(re.search(r"scenario=([0-9a-f]{12})", page.url)[1])


def tab_to(page: Page, wanted: Locator) -> None:
    """Go to something by the Tab key alone."""
    expect(wanted).to_be_visible()
    for _ in range(80):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {wanted}")


def test_save_send_open_copy_compare(page: Page, app_url: str, tmp_path: Path):
    go(page, f"{app_url}scenarios")
    (tmp_path / "kapot.json").write_bytes(b"{" * 50)
    give(page, tmp_path / "kapot.json")
    expect(page.get_by_role("alert")).to_contain_text("beschadigd of is geen scenario")
    give(page, write(tmp_path, "Ruim", auteur="Jo"))
    expect(page.locator(KOP)).to_have_text("Ruim")
    first = read_id(page)
    assert check_axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Werkbestand (JSON)").click()
    saved = parse_scenario(download.value.path().read_bytes())
    assert saved.id == first

    give(page, write(tmp_path, "Krap", regels={"plafond": {"per_1000": 1}}))
    expect(page.locator(KOP)).to_have_text("Krap")
    second = read_id(page)
    # Who gets the link sees the same, on a page of their own.
    other = page.context.new_page()
    go(other, f"{app_url}scenarios?scenario={first}")
    expect(other.locator(KOP)).to_have_text("Ruim")
    expect(other.get_by_role("button", name="Begin met deze regels")).to_be_visible()
    expect(other.get_by_role("button", name="Werkbestand (JSON)")).to_have_count(0)
    other.close()
    page.get_by_role("button", name="Maak kopie").click()
    expect(page.get_by_text("kopie van 'Krap'")).to_be_visible()
    expect(page).to_have_url(re.compile("/verdelen"))
    wait_until_done(page)

    go_to(page, "Scenario")
    expect(page.locator(KOP)).to_have_text("Krap")
    page.get_by_role("link", name="Open op de pagina Verdelen").click()
    expect(page.locator(".wz-bevroren")).to_contain_text("Krap")
    wait_until_done(page)
    go_to(page, "Scenario")
    expect(page.locator(KOP)).to_have_text("Krap")
    wait_until_done(page)
    page.get_by_role("link", name="Vergelijk met mijn werk").click()
    expect(
        page.get_by_role("heading", name=re.compile("^Rekenvoorbeeld: van de 20 woningen plaatst A er 15"))
    ).to_be_visible()
    go(page, f"{app_url}vergelijken?a={first}&b={second}&deel=kaart")
    page.wait_for_selector(".wz-kaart .vlak[fill]")
    for part in DELEN:
        before = page.url
        page.get_by_role("tab", name=part).click()
        expect(page.get_by_role("tab", name=part)).to_have_attribute("aria-selected", "true")
        # The run has begun by then; what the years replace is dimmed until it is over.
        expect(page).not_to_have_url(before)
        for size in (BEAMER, TELEFOON):
            page.set_viewport_size(size)
            wait_until_done(page)
            assert check_axe(page) == [], part
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], part
    page.get_by_role("tab", name="De jaren").click()
    expect(
        page.get_by_role("region", name="Jaar waarin een gebied geen concentratie meer is")
    ).to_be_visible()


def test_adopt_and_turn_a_lever_by_keyboard_alone(page: Page, app_url: str, tmp_path: Path):
    page.set_viewport_size(TELEFOON)
    go(page, f"{app_url}scenarios")
    give(page, write(tmp_path, "Toetsenbord"))
    expect(page.locator(KOP)).to_have_text("Toetsenbord")
    first = read_id(page)
    go(page, f"{app_url}scenarios?scenario={first}")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    tab_to(page, page.locator("summary").filter(has_text="Verander de status"))
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Besproken").focus()
    page.keyboard.press("ArrowRight")
    tab_to(page, page.get_by_role("textbox", name="Besluit", exact=True))
    page.keyboard.type("Raad, punt 7")
    tab_to(page, page.get_by_role("textbox", name="Datum van het besluit"))
    page.keyboard.type("3-11-2026")
    tab_to(page, page.get_by_role("button", name="Leg deze status vast"))
    page.keyboard.press("Enter")
    expect(page.locator(".wz-scenario .wz-status")).to_contain_text("Vastgesteld")
    wait_until_done(page)
    assert check_axe(page) == []
    adopted = read_id(page)
    assert adopted != first

    go(page, f"{app_url}vergelijken?a={adopted}&b=inwoners&deel=jaren")
    chart = page.get_by_role("figure", name=re.compile("^Tekort aan woningen per jaar"))
    before = chart.get_attribute("aria-label")
    tab_to(page, page.locator("summary").filter(has_text="Draai aan de knoppen"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("textbox", name=re.compile("^Extra vraag")))
    page.keyboard.type("500")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("instroom=500"))
    expect(chart).not_to_have_attribute("aria-label", str(before))
    wait_until_done(page)
    assert check_axe(page) == []
    page.reload()
    expect(chart).not_to_have_attribute("aria-label", str(before))
