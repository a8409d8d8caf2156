"""The story of the opgave in a real browser: which figure, why they part, what if, own figures, on to Verdelen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STREAMLIT_EIGEN: frozenset[str] = frozenset()
"""Rules that Streamlit itself breaks; each with its selector beside it."""

DELEN = {
    "tekorten": "Tekorten",
    "verschillen": "Verschillen",
    "wat-als": "Wat als",
    "sociale-huur": "Sociale huur",
    "eigen": "Eigen cijfers",
}
KOP = "groep;scenario;woonvorm;jaar;vraag;aanbod;gepubliceerd\n"


def open_opgave(page: Page, url: str, **velden: str) -> None:
    page.goto(f"{url}opgave?{'&'.join(f'{name}={text}' for name, text in velden.items())}")
    wait(page)


def wait(page: Page) -> None:
    page.wait_for_selector(".wz-kop")
    wait_until_done(page)


def press_tab(page: Page, name: str) -> None:
    """Go one tab to the right by keyboard, and wait until it stands and its run is over."""
    page.keyboard.press("ArrowRight")
    tab = page.get_by_role("tab", name=name)
    expect(tab).to_have_attribute("aria-selected", "true")
    page.wait_for_url(f"**deel={name.lower().replace(' ', '-')}**")
    wait(page)


def give_file(page: Page, name: str, text: str) -> None:
    page.get_by_label("Bestand met de opgave").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    wait(page)


def check_axe(page: Page) -> list[str]:
    found = find_overtredingen(page)
    return [
        f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found if rule["id"] not in STREAMLIT_EIGEN
    ]


def test_the_story_of_an_opgave_by_keyboard(page: Page, app_url: str):
    open_opgave(page, app_url, van="parkstad")
    expect(
        page.get_by_text("Tabel 1 tot en met 6 van de visie gaan over Parkstad, niet over")
    ).to_be_visible()
    expect(
        page.get_by_role("img", name=re.compile("^Tekorten per groep.*2040 tekort 557 tot 4.587"))
    ).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Vraag per jaar.*7 tot 12 %"))).to_be_visible()
    page.get_by_role("radio", name="herberekend (aanbod min vraag)").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="Tekort per groep en woonvorm (gepubliceerd)")).to_be_visible()
    wait(page)
    assert "cijfers=gepubliceerd" in page.url

    page.get_by_role("tab", name="Tekorten").focus()  # from here on only the arrow keys
    press_tab(page, "Verschillen")
    table = page.get_by_role("region", name=re.compile("^Verschillen in tabel 3"))
    row = table.get_by_role("row", name=re.compile(r"^ouderen \(basisscenario\), geclusterd wonen 2030"))
    expect(row).to_contain_text("vraag van een ander scenario")
    expect(row).to_contain_text("+1.580")
    assert "deel=verschillen" in page.url

    press_tab(page, "Wat als")
    field = page.get_by_role("spinbutton", name="Nieuw bouwen (woningen)")
    field.focus()
    field.press("Control+a")
    page.keyboard.type("6000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Van de .* tekorten blijven er"))).to_be_visible()
    left = page.get_by_role("region", name=re.compile("^Ouderen in 2040"))
    expect(left.get_by_role("row", name=re.compile("^geclusterd wonen.*trend"))).to_contain_text("430 over")
    box = page.get_by_role("checkbox", name=re.compile("^Het aanbod blijft"))
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name=re.compile("is het tekort onbekend"))).to_be_visible()
    wait(page)
    page.reload()
    wait(page)
    expect(page.get_by_role("tab", name="Wat als")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("radio", name="zoals gepubliceerd")).to_be_checked()


def test_own_figures_are_checked_and_stay_with_the_visit(page: Page, app_url: str):
    open_opgave(page, app_url, deel="eigen")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Sjabloon Opgave (csv)").click()
    assert saved.value.suggested_filename == "sjabloon-opgave.csv"
    give_file(
        page, "fout.csv", f"{KOP}krakers;<img src=x>;;20x0;veel;1;\nouderen;;geclusterd wonen;2030;5;=1+1;\n"
    )
    alert = page.get_by_role("alert")
    for text in (
        "rij 2, kolom groep: 'krakers' bestaat niet",
        "rij 2, kolom jaar",
        "rij 3, kolom aanbod: '=1+1'",
    ):
        expect(alert).to_contain_text(text)
    expect(page.locator("img[src=x]")).to_have_count(0)
    give_file(page, "goed.csv", f"{KOP}ouderen;;geclusterd wonen;2030;1100;900;-200\n")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Voorbeeldstreek heeft een tekort van 200 woningen"
    )
    expect(page.get_by_text("In gebruik: bestand")).to_be_visible()
    assert check_axe(page) == []
    page.reload()
    wait(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Voorbeeldstreek heeft een tekort van 850")


def test_every_part_is_accessible_and_fits(page: Page, app_url: str):
    open_opgave(page, app_url)
    for deel in DELEN.values():
        page.get_by_role("tab", name=deel).click()
        expect(page.get_by_role("tab", name=deel)).to_have_attribute("aria-selected", "true")
        wait(page)
        expect(page.locator(".wz-opgave h2").last).to_be_visible()
        for size in (BEAMER, TELEFOON):
            page.set_viewport_size(size)
            wait(page)
            assert check_axe(page) == [], deel
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], deel


def test_the_demand_goes_along_to_verdelen(page: Page, app_url: str):
    open_opgave(page, app_url, van="parkstad", cijfers="gepubliceerd", jaar="2030")
    page.get_by_role("button", name="Naar Verdelen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/verdelen**")
    wait(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rekenvoorbeeld")
    expect(page.get_by_text(re.compile("2.790 woningen in totaal voor ouderen"))).to_be_visible()
    expect(page.locator("small.aanname[title*='gekozen: gepubliceerd']").first).to_be_visible()
