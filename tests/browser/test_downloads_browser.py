"""The files of the pages: asked for by a button, downloaded, opened, and saying what the screen says."""

from __future__ import annotations

import io

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

import pypdfium2
from browser_kader import download, open_kaart, wait_until_done
from overtredingen import find_overtredingen
from PIL import Image
from playwright.sync_api import expect

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.oordeel.reden import Redensoort

pytestmark = pytest.mark.browser

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
CODE = "BU91060103"


def test_the_buurtblad_of_the_page_is_downloaded_and_opens(page, app_url):
    page.goto(f"{app_url}buurt?gebied={CODE}")
    page.wait_for_selector("h1[data-kop]")
    wait_until_done(page)
    page.get_by_role("button", name="Buurtblad", exact=True).click()
    name, raw = download(page, "Buurtblad (PDF)", key="Enter")
    assert name == f"verzonnen-buurtblad-{CODE}.pdf"
    document = pypdfium2.PdfDocument(raw)
    assert len(document) == 3
    text = " ".join(document[0].get_textpage().get_text_range().split())
    verdict = toets.judge_gebied(SNAPSHOT, CODE)
    assert page.locator("h1[data-kop]").inner_text() == verdict.naam
    assert verdict.find_reden(Redensoort.KLASSE).zin in text
    assert f"{app_url}buurt?gebied={CODE}" in text
    document.close()
    name, raw = download(page, "Buurtblad (webpagina)")
    assert name.endswith(".html")
    page.set_content(raw.decode())  # opened alone it asks for nothing, and passes the same test as our pages
    assert page.locator("h1").inner_text() == verdict.naam
    assert find_overtredingen(page) == []


def test_map_and_table_of_the_page_are_downloaded(page, app_url):
    open_kaart(page, f"{app_url}?niveau=wijk&thema=lbm_afwijking")
    page.get_by_text("Bewaar kaart, grafieken en tabel als bestand").click()
    page.get_by_role("button", name="Kaart (PNG)", exact=True).wait_for()
    wait_until_done(page)
    assert find_overtredingen(page) == []
    name, raw = download(page, "Kaart (PNG)")
    assert name == f"verzonnen-kaart-{SNAPSHOT.id}.png"
    assert Image.open(io.BytesIO(raw)).size == (2560, 1440)
    _, raw = download(page, "Kaart (SVG)")
    assert "Leefbaarheid" in raw.decode()
    name, raw = download(page, "Wijken (GeoParquet)")
    assert (name, raw[:4]) == (f"verzonnen-wijken-{SNAPSHOT.id}.parquet", b"PAR1")


def test_what_becomes_of_a_file_is_told_beside_its_button(page, app_url, faults):
    page.goto(f"{app_url}buurt?gebied={CODE}")
    page.wait_for_selector("h1[data-kop]")
    wait_until_done(page)
    page.get_by_role("button", name="Buurtblad", exact=True).click()
    button = page.get_by_role("button", name="Buurtblad (PDF)", exact=True)
    told = page.locator(".wz-downloads output")
    waiting = []
    page.route("**/bestand/**", lambda route: waiting.append(route))  # noqa: PLW0108  it takes long; playwright marks what it calls
    button.click()
    expect(told).to_have_text(f"verzonnen-buurtblad-{CODE}.pdf wordt gemaakt …")
    expect(button).to_have_attribute("aria-busy", "true")
    button.click()  # once more while it is being made, asks for nothing new
    page.route(
        "**/bestand/**/plaats", lambda route: route.fulfill(status=200, body="U bent de derde in de rij.")
    )
    expect(told).to_have_text(f"verzonnen-buurtblad-{CODE}.pdf wacht. U bent de derde in de rij.")
    expect(button).to_be_focused()
    assert find_overtredingen(page) == []
    waiting[0].fulfill(status=422, content_type="text/plain; charset=utf-8", body="Dit kan niet op papier.")
    expect(told).to_have_text(f"verzonnen-buurtblad-{CODE}.pdf is niet gemaakt. Dit kan niet op papier.")
    page.unroute("**/bestand/**")
    page.route("**/bestand/**", lambda route: route.abort())
    button.click()
    expect(told).to_contain_text("de verbinding viel weg")
    page.unroute("**/bestand/**")
    assert download(page, "Buurtblad (PDF)")[1].startswith(b"%PDF-")
    expect(told).to_have_text(f"verzonnen-buurtblad-{CODE}.pdf is klaar.")
    # A browser writes both answers down by itself; there is nothing else.
    assert [word for word in faults if "422" not in word and "ERR_FAILED" not in word] == []
    faults.clear()
