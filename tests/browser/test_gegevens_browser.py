"""The officer's story in a real browser: from a figure to its row, to the sources, and back to older data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import TELEFOON, go_to, wait_for, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.gegevens import opslag
from woonzorg.herkomst import herkomst
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STREAMLIT_EIGEN: frozenset[str] = frozenset()
"""Rules that Streamlit itself breaks; each with its selector beside it."""

DELEN = ("Een cijfer nagaan", "Bronnen", "Laden en teruggaan", "Wat veranderde")
METHODE = (
    "Zo werkt het", "Verdelen", "Wijk en voorbeelden", "Grenzen", "Doel en eigenaar", "Algoritmeregister",
    "Toegankelijkheid",
)  # fmt: skip


def open_pagina(page: Page, url: str) -> None:
    page.goto(url)
    wait(page)


def wait(page: Page) -> None:
    """Wait until the page stands and Streamlit is done."""
    page.wait_for_selector(".wz-kop")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def trace(page: Page, cijfer: str, jaar: int | None = None) -> herkomst.Herkomst:
    """Return where a figure of the area in the address comes from."""
    code = parse_qs(urlsplit(page.url).query)["gebied"][0]
    return herkomst.trace(opslag.open_snapshot(INGEBOUWD), code, cijfer, jaar)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    wait(page)


def open_deel(page: Page, deel: str) -> None:
    """Open a tab, and wait until it stands there and nothing fades any more."""
    page.get_by_role("tab", name=deel).click()
    expect(page.get_by_role("tabpanel", name=deel)).not_to_be_empty()
    wait_until_done(page)


def check_axe(page: Page) -> list[str]:
    found = find_overtredingen(page)
    return [
        f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found if rule["id"] not in STREAMLIT_EIGEN
    ]


def test_the_map_keeps_its_own_view_and_from_a_class_to_its_source_row_are_two_clicks(
    page: Page, app_url: str
):
    page.goto(f"{app_url}?thema=ses_woa")
    wait(page)
    go_to(page, "Gegevens")
    expect(page.get_by_text("Formule", exact=True)).to_be_visible()
    go_to(page, "Kaart")
    page.wait_for_selector(".wz-kaart .vlak[fill]")
    wait(page)
    assert "thema=ses_woa" in page.url
    assert "cijfer" not in page.url
    expect(page.get_by_role("alert")).to_have_count(0)
    go_to(page, "Gegevens")
    expect(page.get_by_role("heading", name="Gegevens", exact=True)).to_be_visible()
    expect(page.get_by_text("Formule", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Welvaart, opleiding en werk \(SES-WOA\)")).click()
    table = page.get_by_role("region", name="Herkomst")
    found = trace(page, "ses_woa")
    expect(table.get_by_role("row", name=re.compile("^Veld"))).to_contain_text(found.veld)
    expect(table.get_by_role("row", name=re.compile("^Rij"))).to_contain_text(found.code)
    expect(table.get_by_role("row", name=re.compile("^Licentie"))).to_contain_text(found.bron.licentie)
    expect(table.get_by_role("row", name=re.compile("^Controlegetal"))).to_contain_text(found.bron.sha256)
    assert "cijfer=ses_woa" in page.url


def test_from_the_headline_of_the_map_to_a_source_row_in_two_clicks(page: Page, app_url: str):
    page.goto(app_url)
    wait(page)
    plek, _, kop = page.get_by_role("heading", level=1).inner_text().partition(": in ")
    assert plek == "Voorbeeldstreek"
    page.get_by_role("link", name="Hoe komen deze aantallen tot stand?").click()
    expect(page.get_by_role("heading", name="Voorbeeldstreek")).to_be_visible()
    wait(page)
    expect(page.get_by_role("region", name="Aantallen", exact=True)).to_contain_text(kop)
    expect(page.get_by_role("region", name="De bronnen van deze aantallen")).to_contain_text(
        "CC0 (verzonnen)"
    )
    assert check_axe(page) == []
    rows = page.get_by_role("region", name=re.compile("^De getelde buurten")).get_by_role("row")
    assert rows.count() == 1 + 201
    rows.nth(1).get_by_role("link").nth(2).click()
    table = page.get_by_role("region", name="Herkomst")
    expect(table.get_by_role("row", name=re.compile("^Veld"))).to_be_visible()
    found = trace(page, "ses_woa")
    expect(table.get_by_role("row", name=re.compile("^Rij"))).to_contain_text(found.code)
    expect(table.get_by_role("row", name=re.compile("^Licentie"))).to_contain_text(found.bron.licentie)
    wait(page)


def test_a_link_to_a_figure_opens_on_its_row(page: Page, app_url: str):
    open_pagina(page, f"{app_url}gegevens?gebied=WK910100&cijfer=lbm_afwijking&jaar=2022")
    found = trace(page, "lbm_afwijking", 2022)
    expect(page.get_by_role("region", name="Cijfer", exact=True)).to_contain_text(found.tekst)
    choose(page, "Jaar", "2020")
    expect(page.get_by_role("row", name=re.compile("^Rij"))).to_contain_text("jaar 2020")
    assert "jaar=2020" in page.url
    page.reload()
    wait(page)
    expect(page.get_by_role("row", name=re.compile("^Rij"))).to_contain_text("jaar 2020")


def test_by_keyboard_alone_one_sees_where_one_is_and_keeps_it(page: Page, app_url: str):
    open_pagina(page, f"{app_url}gegevens")
    for kind in ("stTopNavLink", "stTopNavSection", "stPageLink-NavLink"):
        link = page.get_by_test_id(kind).last
        page.keyboard.press("Tab")  # from here on the browser knows that somebody uses the keyboard
        link.focus()
        expect(link).to_have_css("outline", "rgb(11, 87, 208) solid 3px")
    # What Streamlit does to a tab during a run, at a moment that it chooses itself.
    wait_for(page, "document.bewaartTab")  # our own script comes after the page itself
    tab = page.get_by_role("tab", name=DELEN[0])
    tab.focus()
    tab.evaluate("tab => tab.removeAttribute('tabindex')")
    wait_for(page, "document.activeElement === document.body")
    tab.evaluate("tab => tab.setAttribute('tabindex', '0')")
    expect(tab).to_be_focused()
    page.get_by_role("combobox", name="Cijfer").focus()
    page.keyboard.type("Gemiddelde WOZ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("WOZ"))).to_be_visible()
    page.get_by_role("tab", name=DELEN[0]).focus()
    for part in DELEN[1:]:
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=part)).to_have_attribute("aria-selected", "true")
        # The next key only when this part has come: between the key and the run the page looks as if it were done.
        expect(page.get_by_role("tabpanel", name=part)).not_to_be_empty()
        wait(page)
        expect(page.get_by_role("tab", name=part)).to_be_focused()
    expect(page.get_by_text("van klasse veranderd")).to_be_visible()


def test_every_part_of_gegevens_is_accessible_and_fits_a_phone(page: Page, app_url: str):
    page.set_viewport_size(TELEFOON)
    open_pagina(page, f"{app_url}gegevens")
    for part in DELEN:
        open_deel(page, part)
        assert check_axe(page) == [], part
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"], part


def test_every_part_of_methode_is_accessible(page: Page, app_url: str):
    open_pagina(page, f"{app_url}methode")
    for part in METHODE:
        open_deel(page, part)
        assert check_axe(page) == [], part


def test_a_hostile_link_gives_a_friendly_page(page: Page, app_url: str):
    open_pagina(page, f"{app_url}gegevens?gebied=%3Cimg%20src%3Dx%3E&cijfer=a%27b&jaar=9&data=x")
    expect(page.get_by_role("alert")).to_have_count(4)
    expect(page.locator("img[src='x']")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Gebied")).to_be_visible()
