"""What axe finds wrong on a page: every rule is tried on every element, and what breaks one is told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Of what is in order, one element a rule is told: naming all five hundred areas of a map takes longer than the test.
# No page has sound, for which alone axe would first fetch everything once more.
OPTIES = {"resultTypes": ["violations"], "preload": False}

VOORAF = """axe.configure({rules: [{id: "color-contrast", selector: "*:not(.wz-tekening svg *)"}]})"""
"""Of words that lie over the areas of a map axe cannot tell the contrast, and takes long to say so: each has a rim of
its own, in kaart.css."""


def find_overtredingen(page: Page) -> list[dict[str, Any]]:
    """Return the rules that are broken, each with all elements that do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT};{VOORAF}")
    found: list[dict[str, Any]] = page.evaluate(
        "async options => (await axe.run(document, options)).violations", OPTIES
    )
    return found
