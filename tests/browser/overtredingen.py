"""What axe finds wrong on a page: every rule is tried on every element, and what breaks one is told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Of what is in order, one element a rule is told: naming all five hundred areas of a map takes longer than the test.
OPTIES = {"resultTypes": ["violations"]}


def find_overtredingen(page: Page) -> list[dict[str, Any]]:
    """Return the rules that are broken, each with all elements that do."""
    found: list[dict[str, Any]] = Axe().run(page, options=OPTIES).response["violations"]
    return found
