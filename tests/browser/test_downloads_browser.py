"""The files of the pages: asked for by a button, downloaded, opened, and saying what the screen says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from browser_kader import open_kaart, wait_until_done
from PIL import Image

from woonzorg import instelling, opslag, toets

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
CODE = "BU91060103"


def download(page: Page, naam: str, *, key: str = "") -> tuple[str, bytes]:
    """Press a button, by mouse or with a key, and return name and content of the file."""
    button = page.get_by_role("button", name=naam, exact=True)
    with page.expect_download(timeout=60_000) as waiting:
        if key:
            button.focus()
            page.keyboard.press(key)
        else:
            button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_buurtblad_of_the_page_is_downloaded_and_opens(page, app_url):
    page.goto(f"{app_url}buurt?gebied={CODE}")
    page.wait_for_selector("h1[data-kop]", timeout=30_000)
    wait_until_done(page)
    name, raw = download(page, "Buurtblad (PDF)", key="Enter")
    assert name == f"buurtblad-{CODE}.pdf"
    document = pypdfium2.PdfDocument(raw)
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_range().split())
    verdict = toets.judge_gebied(SNAPSHOT, CODE)
    assert page.locator("h1[data-kop]").inner_text() == verdict.naam
    assert verdict.redenen[0] in text
    assert f"{app_url}buurt?gebied={CODE}" in text
    document.close()
    name, raw = download(page, "Buurtblad (webpagina)")
    assert name.endswith(".html")
    page.set_content(raw.decode())  # opened alone it asks for nothing, and passes the same test as our pages
    assert page.locator("h1").inner_text() == verdict.naam
    assert Axe().run(page).response["violations"] == []


def test_map_and_table_of_the_page_are_downloaded(page, app_url):
    open_kaart(page, f"{app_url}?niveau=wijk&thema=lbm_afwijking")
    page.get_by_text("Bewaar kaart, grafieken en tabel als bestand").click()
    page.get_by_role("button", name="Kaart (PNG)", exact=True).wait_for()
    wait_until_done(page)
    assert Axe().run(page).response["violations"] == []
    name, raw = download(page, "Kaart (PNG)")
    assert name == f"kaart-{SNAPSHOT.id}.png"
    assert Image.open(io.BytesIO(raw)).size == (2560, 1440)
    _, raw = download(page, "Kaart (SVG)")
    assert "Leefbaarheid" in raw.decode()
    name, raw = download(page, "Wijken (GeoParquet)")
    assert (name, raw[:4]) == (f"wijken-{SNAPSHOT.id}.parquet", b"PAR1")


def read_kop(page: Page) -> str:
    return " ".join(page.locator("h1.wz-kop").inner_text().split())


def download_papier(page: Page, soort: str) -> str:
    """Take the paper of a page by keyboard, and return what stands on its first sheet."""
    assert Axe().run(page).response["violations"] == []
    name, raw = download(page, "Raadsstuk (PDF)", key="Enter")
    assert (name.startswith(soort), name.endswith(".pdf")) == (True, True)
    document = pypdfium2.PdfDocument(raw)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    return text


def test_from_opgave_by_verdelen_and_vergelijken_to_papers_that_say_what_the_pages_say(page, app_url):
    page.goto(f"{app_url}opgave")
    assert_papier(page, "opgave-", "Tekorten (PNG)")
    page.get_by_role("button", name="Naar Verdelen").click()
    page.wait_for_url("**/verdelen**")
    page.get_by_text("Bestanden: meenemen en openen").click(timeout=60_000)
    assert_papier(page, "scenario-", "Gemeenten (PNG)")
    page.get_by_role("link", name="Vergelijken").click()
    page.wait_for_url("**/vergelijken**")
    assert_papier(page, "vergelijking-", "Maten (PNG)")


def assert_papier(page: Page, soort: str, beeld: str) -> None:
    # The page before has papers too: this one's are there when its own picture is.
    page.get_by_role("button", name=beeld, exact=True).wait_for(timeout=60_000)
    wait_until_done(page)
    text = download_papier(page, soort)
    assert read_kop(page) in text
    _, raw = download(page, beeld)
    assert Image.open(io.BytesIO(raw)).size == (2560, 1440)
