"""A whole login in a real browser, against an OpenID provider on this machine: in, refused, out."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from aanbieder import JO, MO, run_aanbieder, write_geheimen
from browser_kader import BEAMER, EIGEN_HOST, GEDULD, download, run_app, wait_until_done
from playwright.sync_api import expect

from pages.bouwstenen.aanmelding.terugweg import KOEKJE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

BLAD, CODE = "Buurtblad (webpagina)", "BU91060103"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("aanmelden")
    (made / "rollen.toml").write_text(f'planner = ["groep:wonen"]\nbeheerder = ["{MO}"]\n', encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with run_aanbieder(folder) as provider:
        write_geheimen(folder, provider)
        told = {
            "HOME": str(folder),
            "WOONZORG_AANMELDEN": "oidc",
            "WOONZORG_ROLLEN": str(folder / "rollen.toml"),
        }
        with run_app(folder, omgeving=told) as running:
            yield running


@pytest.fixture
def pages(browser: Browser) -> Iterator[list[Page]]:
    """Open two screens of one browser; the looks that the provider would fetch elsewhere stay away."""

    def keep_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname == EIGEN_HOST:
            route.continue_()
        else:
            route.abort()

    context = browser.new_context(viewport=BEAMER, locale="nl-NL")
    context.set_default_timeout(GEDULD)
    context.route("**/*", keep_here)
    yield [context.new_page(), context.new_page()]
    context.close()


def log_in(page: Page, naam: str) -> None:
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("button", name=naam).click()
    page.get_by_test_id("stTopNavSection").filter(has_text="planner").wait_for()
    wait_until_done(page)


def read_boek(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "log.txt").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith('{"tijd"')]


def test_somebody_logs_in_is_a_planner_is_refused_what_is_for_beheerders_and_logs_out(
    pages, url, folder
) -> None:
    page, other = pages
    page.goto(f"{url}gegevens?deel=laden")
    expect(page.get_by_text("U bent nog niet aangemeld.")).to_be_visible()
    # Nothing of the house is told at the door, by whatever address.
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)
    expect(page.get_by_text("Voorbeeldstreek")).to_have_count(0)
    log_in(page, "1-jo")

    # He is where his link leads, and nothing of the way there is kept.
    expect(page).to_have_url(re.compile(r"/gegevens\?deel=laden$"))
    expect(page.get_by_text("Dit kan alleen een beheerder.")).to_be_visible()
    expect(page.get_by_role("button", name="Haal de gegevens op")).to_have_count(0)
    assert KOEKJE not in {one["name"] for one in page.context.cookies()}

    # A name is shown as it is, never as markup.
    expect(page.get_by_test_id("stTopNavSection").last).to_contain_text("Jo *J* <b>x</b>, planner")

    # His role is taken away while a screen of it stays open: the deed is refused.
    page.goto(f"{url}scenarios")
    page.get_by_text("Bewaar waar u aan werkt").click()
    keep = page.get_by_role("button", name="Bewaar mijn werk")
    keep.wait_for()
    wait_until_done(page)  # what is clicked while a run goes on can be lost with what the run takes away
    (folder / "rollen.toml").write_text(f'beheerder = ["{MO}"]\n', encoding="utf-8")
    page.get_by_label("Naam", exact=True).fill("Voorstel")
    keep.click()
    expect(page.get_by_text("Dit kan alleen een planner of een beheerder").first).to_be_visible()
    expect(page.get_by_text("Uw werk is bewaard")).to_have_count(0)
    assert {line["account"] for line in read_boek(folder)} == {JO}
    assert {line["daad"] for line in read_boek(folder)} == {"aanmelden"}
    (folder / "rollen.toml").write_text('planner = ["groep:wonen"]\n', encoding="utf-8")

    # A file is given with the cookie of who is logged in, and not without it.
    other.goto(f"{url}buurt?gebied={CODE}")
    other.get_by_role("button", name="Buurtblad", exact=True).wait_for()
    wait_until_done(other)
    other.get_by_role("button", name="Buurtblad", exact=True).click()
    with other.expect_request(lambda request: "/bestand/" in request.url) as asked:
        download(other, BLAD)
    assert fetch_status(asked.value.url) == 403

    page.goto(f"{url}aanmelding")
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="End session").click()
    page.goto(url)
    expect(page.get_by_role("button", name="Aanmelden", exact=True)).to_be_visible()
    assert read_boek(folder)[-1]["daad"] == "afmelden"
    # The screen that stayed open elsewhere is closed at its next step.
    other.get_by_test_id("stTopNavLink").filter(has_text="Buurt").click()
    expect(other.get_by_text("U hebt zich afgemeld.")).to_be_visible()


def fetch_status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
