"""From a rest that does not fit to a decision: a point of the frontier, kept, compared, commented, adopted, printed."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, download, wait_until_done
from overtredingen import find_overtredingen
from pdflezen import read_pdf
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LANG = 60_000
LAPTOP = {"width": 1366, "height": 768}
KOP = "h1.wz-kop"


def check_axe(page: Page) -> None:
    wait_until_done(page)
    found = find_overtredingen(page)
    assert [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found] == []


def open_verdelen(page: Page, url: str) -> None:
    page.goto(f"{url}verdelen")
    page.wait_for_selector(".wz-kaart .vlak[fill]", timeout=LANG)
    expect(page.locator(KOP)).to_contain_text("Ook zonder andere regels past hoogstens", timeout=LANG)
    page.get_by_role("radio", name=re.compile("^Laag")).click()
    expect(page.locator(KOP)).to_contain_text("van de 452 woningen", timeout=LANG)
    expect(page.locator(".wz-vlakvak svg")).to_be_visible(timeout=LANG)
    wait_until_done(page)


def find_punt(page: Page) -> tuple[int, int]:
    """Return a point at which the low demand fits: the lowest ceiling that does, and its least share."""
    rows = page.evaluate("document.querySelector('.wz-vlakvak').data.punten")
    ceiling, share = next((row[0], row[1]) for row in rows if row[1] is not None)
    return int(share), int(ceiling)


def keep_plan(page: Page, naam: str) -> tuple[str, str]:
    """Keep the plan on screen; return its id, and the code by which its maker is known later."""
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("textbox", name="Naam van het scenario").fill(naam)
    page.get_by_role("button", name="Bewaar in de bibliotheek").click()
    expect(page.get_by_text(f"Bewaard als '{naam}'")).to_be_visible(timeout=LANG)
    wait_until_done(page)
    code = re.search(
        r"Uw code als maker: ([0-9a-f-]{24})", page.get_by_text(f"Bewaard als '{naam}'").inner_text()
    )[1]
    link = page.get_by_role("link", name="Open wat u bewaarde").get_attribute("href")
    return str(link).partition("scenario=")[2], code


NAMEN = """maps => maps.map(map => [...map.querySelectorAll(".namen text")]
  .filter(name => name.style.display !== "none")
  .map(name => { const box = name.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom]; }))"""


def check_namen(page: Page) -> None:
    """No two names on a map stand so close that they read as one."""
    for boxes in page.locator(".wz-kaart").evaluate_all(NAMEN):
        assert len(boxes) > 3
        for one, two in combinations(boxes, 2):
            beside = one[1] + 5 <= two[0] or two[1] + 5 <= one[0]
            assert beside or one[3] <= two[2] or two[3] <= one[2], (one, two)


def choose_punt(page: Page, share: int, ceiling: int) -> None:
    """Go to a point of the frontier with the keyboard, and read what it costs."""
    box, data = page.locator(".wz-vlakvak svg"), page.evaluate("document.querySelector('.wz-vlakvak').data")
    # A click in the picture takes a point; the arrow keys go to the very one.
    box.click(position={"x": box.bounding_box()["width"] / 2, "y": box.bounding_box()["height"] / 2})
    field = page.locator(".wz-vlakvak .vlak")
    field.focus()
    at = page.evaluate("document.querySelector('.wz-vlakvak').punt")
    for key, steps in (("Right", share - at[0]), ("Up", ceiling - at[1])):
        turned = key if steps >= 0 else {"Right": "Left", "Up": "Down"}[key]
        for _ in range(abs(int(steps))):
            page.keyboard.press(f"Arrow{turned}")
    expect(page.locator(".wz-vlakvak .stand")).to_contain_text("de lage vraag (452) past,")
    expect(page.get_by_role("region", name="Wat dit punt kost")).to_contain_text(
        f"Voor andere woningzoekenden blijft in deze buurten {100 - share} % van wat vrijkomt.", timeout=LANG
    )
    assert data["nu"] != [share, ceiling]
    check_axe(page)


def adopt(page: Page, gemeente: str, code: str) -> str:
    """Comment in a later visit, show by the code who made the plan, adopt it, and return the id of what is kept."""
    page.wait_for_selector(".wz-scenario h2", timeout=LANG)
    wait_until_done(page)
    page.get_by_text("Plaats een reactie", exact=True).click()
    page.get_by_role("textbox", name="Naam van de organisatie").fill(f"Gemeente {gemeente}")
    page.get_by_role("textbox", name="Reactie", exact=True).fill("Wij vragen om een termijn van een jaar.")
    page.get_by_role("button", name="Plaats reactie").click()
    expect(page.get_by_text("Uw tekst is geplaatst.")).to_be_visible(timeout=LANG)
    expect(page.locator(".wz-reactie")).to_contain_text("naam niet gecontroleerd")
    page.locator("summary").filter(has_text="Uw code").click()
    page.get_by_role("textbox", name="Code van een eerder bezoek").fill(code)
    page.get_by_role("button", name="Gebruik deze code").click()
    expect(page.get_by_text("De code is gelezen.")).to_be_visible(timeout=LANG)
    wait_until_done(page)
    page.locator("summary").filter(has_text="Verander de status").click()
    page.locator("label").filter(has_text="Vastgesteld").click()
    page.get_by_role("textbox", name="Besluit", exact=True).fill("Raad, punt 7")
    page.get_by_role("textbox", name="Datum van het besluit").fill("3-11-2026")
    page.get_by_role("button", name="Leg deze status vast").click()
    expect(page.locator(".wz-scenario .wz-status")).to_contain_text("Vastgesteld", timeout=LANG)
    wait_until_done(page)
    adopted = str(re.search(r"scenario=([0-9a-f]{12})", page.url)[1])
    expect(page.get_by_text("blijven staan zoals ze waren")).to_be_visible()
    expect(page.get_by_role("button", name="Plaats reactie")).to_have_count(0)
    return adopted


@pytest.mark.parametrize(
    ("streek", "maat", "gemeente", "punt"),
    [
        ("app_url", BEAMER, "Zilverhage", None),
        ("parkstad_url", LAPTOP, "Kerkrade", (68, 13)),
    ],
)
def test_from_the_default_to_a_plan_that_is_adopted_printed_and_read_on_a_phone(
    page: Page, request: pytest.FixtureRequest, streek, maat, gemeente, punt
):
    app_url = request.getfixturevalue(streek)
    page.set_viewport_size(maat)
    open_verdelen(page, app_url)
    share, ceiling = find_punt(page)
    assert punt in {None, (share, ceiling)}
    choose_punt(page, share, ceiling)
    page.get_by_role("button", name=re.compile("^Neem dit punt")).click()
    expect(page.locator(KOP)).to_contain_text("voor alle 452 woningen is een plek gevonden", timeout=LANG)
    wait_until_done(page)
    expect(page.locator(".wz-gevolg")).to_contain_text("woningen")
    check_axe(page)
    kept, code = keep_plan(page, "Lage vraag past")

    # Compared with the keys, and own work that is the same.
    page.goto(f"{app_url}vergelijken?a={kept}&b=inwoners&c=nul")
    page.wait_for_selector(".wz-kop", timeout=LANG)
    wait_until_done(page)
    expect(page.get_by_text("Lage vraag past").first).to_be_visible(timeout=LANG)
    check_axe(page)

    # Somebody places a comment; the maker comes back with his code, and the plan is adopted.
    page.goto(f"{app_url}scenarios?scenario={kept}")
    adopted = adopt(page, gemeente, code)

    # It is printed: the decision, what it places and what it costs; no comment of whom nobody checked the name.
    paper = read_pdf(download(page, "Raadsstuk (PDF)")[1])
    assert (paper.is_getagd, paper.ua) == (True, "1")
    for text in ("Lage vraag past", "Raad, punt 7", "3 november 2026", f"{share} %", gemeente):
        assert text in paper.tekst, text
    assert re.search(r"voor alle \d+ woningen is een plek gevonden", paper.tekst)
    assert "Wij vragen om een termijn" not in paper.tekst

    # A member of the council opens the link on a phone: no number by buurt, the map of the rule, the decision.
    phone = page.context.browser.new_context(viewport=TELEFOON).new_page()
    phone.goto(f"{app_url}verdelen?scenario={adopted}")
    phone.wait_for_selector(".wz-kaart .vlak[fill]", timeout=LANG)
    expect(phone.locator(".wz-bevroren")).to_contain_text("Lage vraag past", timeout=LANG)
    wait_until_done(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    expect(phone.get_by_role("button", name="+ Eén meer")).to_have_count(0)
    check_namen(phone)
    phone.context.close()


def test_the_same_point_by_keyboard_alone_is_one_step_that_is_undone(page: Page, app_url: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    open_verdelen(page, app_url)
    share, ceiling = find_punt(page)
    before = page.locator(KOP).inner_text()
    field = page.locator(".wz-vlakvak .vlak")
    field.focus()
    now = page.evaluate("document.querySelector('.wz-vlakvak').data.nu")
    for _ in range(int(share - now[0])):
        page.keyboard.press("ArrowRight")
    for _ in range(int(ceiling - now[1])):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(KOP)).to_contain_text("voor alle 452 woningen is een plek gevonden", timeout=LANG)
    wait_until_done(page)
    page.locator(KOP).click()
    page.keyboard.press("Control+z")
    expect(page.locator(KOP)).to_have_text(before, timeout=LANG)
