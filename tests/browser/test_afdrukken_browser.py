"""A page on paper (Ctrl+P): nothing lies over something else, and what can only be pressed is left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import wait_for, wait_until_done
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

A4 = {"width": 718, "height": 1047}

OVERLAP = """() => {
  const blocks = [...document.querySelectorAll("[data-testid=stMain] [data-testid=stElementContainer]")]
    .map(el => [el, el.getBoundingClientRect()])
    .filter(([el, r]) => r.width > 4 && r.height > 4 && el.innerText.trim());
  const over = [];
  for (const [a, r] of blocks) for (const [b, s] of blocks) {
    if (a === b || a.contains(b) || b.contains(a)) continue;
    const high = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
    const wide = Math.min(r.right, s.right) - Math.max(r.left, s.left);
    if (high > 3 && wide > 3) over.push([a.innerText.slice(0, 40), b.innerText.slice(0, 40)]);
  }
  return over;
}"""


@pytest.mark.parametrize("path", ["?gebied=BU91060400", "buurt?gebied=BU91060400", "verdelen"])
def test_nothing_overlaps_on_paper(page: Page, app_url: str, path: str):
    page.goto(f"{app_url}{path}")
    page.wait_for_selector(".wz-kaart .vlak[fill], [data-testid=stMain] .wz-badge")
    wait_until_done(page)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    wait_for(page, "() => matchMedia('print').matches")
    assert page.evaluate(OVERLAP) == []
    pressed = page.locator(
        "[data-testid=stMain] button:not(th button)"
    )  # the head of a table can be pressed, and read
    for button in pressed.all():
        expect(button).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_a_slide_is_printed_whole_its_map_above_its_words(page: Page, app_url: str):
    page.goto(f"{app_url}?gebied=BU91060400&lijst=BU91060400.BU91060401&presentatie=1")
    page.wait_for_selector(".wz-dia .kolom")
    wait_until_done(page)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    page.wait_for_function("() => matchMedia('print').matches")
    boxes = [page.locator(f".wz-dia {part}").bounding_box() for part in ("h1", ".kaart", ".kolom", "footer")]
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert page.locator(".wz-dia .kaart svg").bounding_box()["height"] <= boxes[1]["height"]
    assert boxes[-1]["y"] + boxes[-1]["height"] <= A4["height"]
    expect(page.locator(".wz-presentatie nav")).to_be_hidden()
