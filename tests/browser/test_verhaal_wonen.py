"""A wethouder Wonen before the regional programme, and a chair before a talk with the province: keys, mouse, phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, download, run_app, wait_until_done
from overtredingen import find_overtredingen
from pdflezen import read_pdf, squeeze
from playwright.sync_api import expect
from streekmaken import publish_beide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LANG = 60_000
PROGRAMMA = (
    "gemeente;buurt;sociaal;midden;overig;sloop_sociaal;buiten;waarheen\nGM9101;BU91010000;30;10;60;5;0;\n"
)
STREKEN = b'[zuid]\ntitel = "Zuid"\ngemeenten = ["GM0001", "GM0002"]\ngekozen_door = "gremium, 1 mei 2026"\n'


def check_scherm(page: Page) -> None:
    """Hold what is shown against axe, on a beamer and on a phone, where nothing goes out of the side."""
    for size in (TELEFOON, BEAMER):
        page.set_viewport_size(size)
        wait_until_done(page)
        found = find_overtredingen(page)
        assert [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_wethouder_tries_a_programme_and_takes_along_what_it_does(page: Page, app_url: str):
    page.goto(f"{app_url}opgave?deel=sociale-huur")
    field = page.get_by_role("spinbutton", name="Sociale huur", exact=True)
    expect(field).to_be_visible(timeout=LANG)
    wait_until_done(page)
    tests = page.get_by_role("region", name=re.compile("^Aandeel van alle woningen, en de toetsen"))
    expect(tests.get_by_role("columnheader", name="Na", exact=True)).to_have_count(0)
    field.focus()  # the form by keyboard alone
    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    page.get_by_role("button", name="Zet in het programma").focus()
    page.keyboard.press("Enter")
    expect(tests.get_by_role("columnheader", name="Na", exact=True)).to_be_visible(timeout=LANG)
    expect(page.get_by_role("img", name=re.compile(r"^Per gemeente het aandeel.*, na \d"))).to_be_visible()
    wait_until_done(page)
    page.get_by_label("Bestand met het bouwprogramma").set_input_files(
        {"name": "programma.csv", "mimeType": "text/csv", "buffer": PROGRAMMA.encode()}
    )
    asked = page.get_by_text(
        "er worden 5 sociale huurwoningen gesloopt, en er staat niet bij waar de bewoners heen"
    )
    expect(asked).to_be_visible(timeout=LANG)
    expect(tests.get_by_role("row").nth(1)).to_contain_text(re.compile(r"[+−]\d+,\d.punt"))  # headroom
    place = page.get_by_role("region", name=re.compile("^Wat het programma per buurt doet"))
    expect(place.get_by_role("row")).to_have_count(2)
    check_scherm(page)
    name, raw = download(page, "Sociale huur (PDF)")
    told = squeeze(read_pdf(raw).tekst)
    assert name.endswith(".pdf")
    for text in (
        "De toetsen van §6.10",
        "Bij 1 van de regels met sloop staat niet waar",
        "Grenzen",
        "niet te zeggen",
    ):
        assert squeeze(text) in told


@pytest.fixture(scope="module")
def land_url(tmp_path_factory: pytest.TempPathFactory):
    """Run the dashboard on a small country with a region in it."""
    folder = tmp_path_factory.mktemp("overleg")
    publish_beide(folder / "data")
    with run_app(folder, data=folder / "data") as url:
        yield url


def test_a_chair_puts_the_region_beside_others_and_takes_slide_and_paper(page: Page, land_url: str):
    page.goto(land_url)
    folder = page.locator("summary", has_text="Naast andere regio's")
    expect(folder).to_be_visible(timeout=LANG)
    wait_until_done(page)
    folder.focus()
    page.keyboard.press("Enter")
    told = (
        "70 % van de huishoudens in Hier woont in een kwetsbare buurt, in Nederland 20 % en in Limburg 40 %."
    )
    expect(page.get_by_text(told)).to_be_visible(timeout=LANG)
    table = page.get_by_role("region", name=re.compile("^Huishoudens naar klasse, overconcentraties"))
    expect(
        table.get_by_role("columnheader", name=re.compile("overconcentratie.*, tegen Nederland"))
    ).to_be_visible()
    expect(table.get_by_role("rowheader", name="Zuid")).to_have_count(0)
    page.get_by_label("Bestand met andere streken").set_input_files(
        {"name": "streken.toml", "mimeType": "application/toml", "buffer": STREKEN}
    )
    expect(
        page.get_by_text("Zuid: Stad GM0001 en Stad GM0002. Gekozen door: gremium, 1 mei 2026.")
    ).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Huishoudens naar klasse")).first).to_be_visible()
    check_scherm(page)
    page.get_by_text(told).scroll_into_view_if_needed()
    name, raw = download(page, "Naast andere regio's (PDF)", key="Enter")
    paper = read_pdf(raw)
    assert (name.startswith("streken-hier"), len(paper.bladen)) == (True, 1)
    assert squeeze("gremium, 1 mei 2026") in squeeze(paper.tekst)
    _, slide = download(page, "Streken (SVG)")
    assert b"70 % van de huishoudens in Hier" in slide
