"""From the opgave by a kept plan and its comparison to the papers: downloaded, opened, saying what the screen says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import download, wait_until_done
from overtredingen import find_overtredingen
from pdflezen import read_pdf, squeeze
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pdflezen import Gelezen
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAAM = "Voorstel bij <de> #opgave"
LANG = 60_000


def take_papier(page: Page, naam: str, beeld: str, kop: str = "") -> Gelezen:
    """Take paper and slide of a page, the paper by keyboard, and check what holds for every paper.

    Its headline is that of the page, or another one (`kop`) where the page shows its maker more than may be shared.
    """
    # The page before has papers too: this one's are there when its own picture is.
    page.get_by_role("button", name=beeld, exact=True).wait_for(timeout=LANG)
    wait_until_done(page)
    assert find_overtredingen(page) == []
    name, raw = download(page, "Raadsstuk (PDF)", key="Enter")
    assert name == f"{naam}.pdf"
    _, slide = download(page, beeld)
    assert Image.open(io.BytesIO(slide)).size == (2560, 1440)
    read = read_pdf(raw)
    assert (read.taal, read.is_getagd, read.toont_titel, read.ua) == ("nl-NL", True, True, "1")
    assert read.boom.find("/H1")
    assert all(figure.alt for figure in read.boom.find("/Figure"))
    assert all(table.find("/TH") for table in read.boom.find("/Table"))
    assert squeeze(kop or page.locator("h1.wz-kop").inner_text()) in squeeze(read.bladen[0])
    return read


def keep_plan(page: Page) -> str:
    """Keep the plan on screen in the library, and return its id."""
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("textbox", name="Naam van het scenario").fill(NAAM)
    page.get_by_role("button", name="Bewaar in de bibliotheek").click()
    expect(page.get_by_text(f"Bewaard als '{NAAM}'")).to_be_visible(timeout=LANG)
    wait_until_done(page)
    link = page.get_by_role("link", name="Open wat u bewaarde").get_attribute("href")
    return str(link).partition("scenario=")[2]


def test_from_opgave_by_a_kept_plan_and_its_comparison_to_papers_that_say_what_the_pages_say(
    page: Page, app_url: str
):
    page.goto(f"{app_url}opgave?van=parkstad&cijfers=gepubliceerd&jaar=2030")
    paper = take_papier(page, "opgave-gepubliceerd-2030", "Tekorten (PNG)")
    assert "Parkstad" in paper.titel

    page.get_by_role("button", name="Naar Verdelen").click()
    page.wait_for_url("**/verdelen**")
    page.wait_for_selector(".wz-kaart .vlak[fill]", timeout=LANG)
    wait_until_done(page)
    kept = keep_plan(page)
    page.get_by_text("Bestanden: meenemen en openen").click()
    others = page.context.new_page()
    others.goto(f"{app_url}verdelen?scenario={kept}")
    shared = others.locator("h1.wz-kop", has_text="van de 686 woningen").inner_text(timeout=LANG)
    others.close()
    paper = take_papier(page, f"verzonnen-scenario-{kept}", "Gemeenten (PNG)", shared)
    assert NAAM in paper.titel
    assert all("CONCEPT" in sheet for sheet in paper.bladen)
    assert "gepubliceerd" in paper.tekst  # which figures were chosen goes along

    page.get_by_role("link", name="Vergelijk met de sleutel naar inwoners").click()
    page.wait_for_url(f"**/vergelijken?a={kept}&b=inwoners**")
    paper = take_papier(page, f"verzonnen-vergelijking-{kept}-inwoners", "Maten (PNG)")
    assert squeeze(NAAM) in squeeze(paper.tekst)
    assert any(f"a={kept}" in address for address in paper.adressen)
