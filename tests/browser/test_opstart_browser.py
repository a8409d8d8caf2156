"""A server that has just started: its first visitor, led here by any link, sees the house; its log is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import run_app, wait_until_done
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("pagina", ["buurt", "?thema=ses_woa"])
def test_the_first_visitor_of_a_server_sees_the_house(page: Page, tmp_path: Path, pagina: str) -> None:
    with run_app(tmp_path) as url:
        page.goto(url + pagina)
        expect(page.get_by_test_id("stTopNavLink").filter(has_text="Opgave")).to_be_visible()
        wait_until_done(page)
        expect(page.locator("html")).to_have_attribute("lang", "nl")
        expect(page.locator(".wz-band .fictie")).to_be_visible()
        assert page.locator(".wz-band").evaluate("e => getComputedStyle(e).display") == "flex"
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
        page.goto("about:blank")  # a page whose server goes away complains
    log = (tmp_path / "log.txt").read_text()
    for word in ("Traceback", "WARNING", "ScriptRunContext", "No runtime found"):
        assert word not in log, log
