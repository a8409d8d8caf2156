"""The story of the agenda: the secretary with seven files, the chair on the beamer, a wethouder, half a year later."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import BEAMER, TELEFOON, download, run_app, wait_until_done
from overtredingen import find_overtredingen
from playwright.sync_api import expect

from woonzorg.agenda.verslag import parse_verslag
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

GEMEENTEN = [f"GM910{number}" for number in range(1, 8)]
KOP = ".wz-kop"


@pytest.fixture(scope="module")
def dag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that says which day it is on the server."""
    return tmp_path_factory.mktemp("dag") / "dag.txt"


@pytest.fixture(scope="module")
def agenda_url(browser: Browser, dag: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assert browser.is_connected()
    dag.write_text("2026-11-29")
    read = f"date.fromisoformat(Path({str(dag)!r}).read_text())"
    first = "from datetime import date; from pathlib import Path; from woonzorg import dag"
    first += f"; dag.today = lambda nu=None: {read}"
    with run_app(tmp_path_factory.mktemp("agenda"), first) as url:
        yield url


def write_agenda(folder: Path, code: str) -> Path:
    name = code[-1]
    lines = [
        "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed;trekker;thema;definitie;meting",
        f"T{name};3;statushouders;{code};toewijzing;woning;100;2027-Q4;gemeente;7;ja;ja",
        f"B{name};3;psychisch;{code};nieuwbouw;woning;40;2029-Q4;corporatie;1;ja;nee",
    ]
    return write(folder / f"agenda-{code}.csv", lines)


def write_stand(folder: Path, *standen: tuple[str, int]) -> Path:
    lines = ["moment;regel;toegezegd;in_voorbereiding;opgeleverd"]
    lines += [
        f"{moment};T{code[-1]};{min(20, 80 - count)};20;{count}"
        for moment, count in standen
        for code in GEMEENTEN
    ]
    lines += [f"{moment};B{code[-1]};20;10;10" for moment, _ in standen for code in GEMEENTEN]
    return write(folder / "stand.csv", lines)


def write_plaatsingen(folder: Path, moment: str) -> Path:
    areas = score_snapshot(opslag.open_snapshot(INGEBOUWD)).gebieden.query(
        "niveau == 'buurt' and rol == 'regio'"
    )
    spared, open_ = (
        areas[areas["klasse"] == kind]["code"].iloc[0] for kind in (Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG)
    )
    lines = ["moment;code;groep;aantal;besluit", f"{moment};{spared};statushouders;10;raad, 14-4-2026"]
    return write(
        folder / "plaatsingen.csv",
        [*lines, f"{moment};{spared};statushouders;2;", f"{moment};{open_};statushouders;268;"],
    )


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def open_voortgang(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator(".wz-momenten input")).to_have_count(10)
    wait_until_done(page)


def find_zonder_besluit(page: Page) -> Locator:
    return page.locator(".wz-let-op", has_text="zonder ingevoerd besluit")


def give(page: Page, *files: Path) -> None:
    page.locator(".wz-bestandvak input").first.set_input_files([str(file) for file in files])
    wait_until_done(page)


def open_deel(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    wait_until_done(page)


def check_axe(page: Page) -> list[str]:
    found = find_overtredingen(page)
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def test_the_first_evaluation_from_seven_files_and_the_one_after(
    page: Page, agenda_url: str, dag: Path, tmp_path: Path
):
    dag.write_text("2026-11-29")
    open_voortgang(page, f"{agenda_url}voortgang")
    expect(page.locator(KOP)).to_contain_text("Nu aan de beurt, Q4 2026: eerste evaluatie")
    assert check_axe(page) == []
    # The secretary: what is wrong is told together, and nothing is taken.
    agendas = [write_agenda(tmp_path, code) for code in GEMEENTEN]
    wrong = write(
        tmp_path / "stand.csv", ["moment;regel;opgeleverd", "2026-Q3;T1;5", "2026-Q4;X9;5", "2026-Q4;T2;400"]
    )
    give(page, *agendas, wrong)
    fault = page.locator(".wz-fout")
    expect(fault.locator("li")).to_have_count(3)
    for told in ("rij 2, kolom moment: 2026-Q3", "rij 3, kolom regel: 'X9'", "rij 4, kolom opgeleverd: 400"):
        expect(fault).to_contain_text(told)
    give(
        page,
        *agendas,
        write_stand(tmp_path, ("2026-Q2", 15), ("2026-Q4", 40)),
        write_plaatsingen(tmp_path, "2026-Q4"),
    )
    expect(page.locator(KOP)).to_have_text(
        re.compile("In 2026 zijn 280 woningen toegewezen.*12; van 2 is geen besluit")
    )
    expect(page.locator(".wz-paneel")).to_have_count(8)
    assert check_axe(page) == []
    # The chair: on the beamer both answers and the line of moments are seen at once, and no small count.
    expect(find_zonder_besluit(page)).to_have_count(1)
    page.get_by_text("Alleen wat gedeeld mag worden", exact=True).click()
    expect(page.locator(KOP)).to_contain_text("van minder dan 10 is geen besluit ingevoerd")
    expect(find_zonder_besluit(page)).to_have_count(0)
    line = page.locator(".wz-momenten").bounding_box()
    assert line["y"] + 40 < BEAMER["height"]
    # By keyboard to another moment and back.
    page.locator(".wz-momenten input:checked").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("moment=2026-Q2$"))
    wait_until_done(page)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("moment=2026-Q4$"))
    wait_until_done(page)
    page.get_by_text("Alleen wat gedeeld mag worden", exact=True).click()
    # What is handed over.
    page.get_by_role("button", name="Maak de evaluatie").click()
    expect(page.get_by_role("heading", name="Evaluatie Q4 2026")).to_be_visible()
    name, pdf = download(page, "Halfjaarverslag (PDF)")
    assert (name.startswith("verzonnen-evaluatie-q4-2026"), pdf[:5]) == (True, b"%PDF-")
    _, kept = download(page, "Verslag om te bewaren (JSON)")
    first = parse_verslag(kept)
    assert first.gedeeld.zonder_besluit is None
    assert "BU91" not in json.dumps(json.loads(kept))
    # Half a year later the report compares with this one.
    dag.write_text("2027-06-01")
    open_voortgang(page, f"{agenda_url}voortgang")
    expect(page.locator(KOP)).to_contain_text("Q2 2027")
    stands = write_stand(tmp_path, ("2026-Q2", 15), ("2026-Q4", 40), ("2027-Q2", 62))
    give(page, *agendas, stands, write_plaatsingen(tmp_path, "2027-Q2"))
    expect(page.locator(KOP)).to_contain_text(
        "In 2027 zijn 154 woningen toegewezen aan deze groepen; nodig waren er 226 tot 363"
    )
    page.get_by_role("button", name="Maak de tussenrapportage").click()
    field = page.get_by_label("Vorig verslag")
    field.set_input_files([{"name": "vorig.json", "mimeType": "application/json", "buffer": kept}])
    expect(page.get_by_text(f"In gebruik: Evaluatie Q4 2026, kenmerk {first.id}.")).to_be_visible()
    wait_until_done(page)
    _, later = download(page, "Verslag om te bewaren (JSON)")
    assert parse_verslag(later).vorige == first.id
    assert check_axe(page) == []


def test_a_wethouder_with_a_phone_reads_the_fictional_agenda(page: Page, agenda_url: str, dag: Path):
    dag.write_text("2026-11-29")
    page.set_viewport_size(TELEFOON)
    open_voortgang(page, f"{agenda_url}voortgang?moment=2026-Q4")
    page.get_by_role("button", name="Bekijk de verzonnen agenda").click()
    expect(page.locator(".wz-verzonnen")).to_contain_text("Niemand heeft dit afgesproken")
    expect(page.locator(KOP)).to_contain_text("In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd.")
    for part in ("Overzicht", "De regel", "Thema's", "Urgentie"):
        open_deel(page, part)
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
        assert check_axe(page) == []
    # The menu: groups are part of the list at the side, and every page is one press away.
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Vergelijken").click()
    expect(page).to_have_url(re.compile("vergelijken"))


def test_the_menu_opens_its_groups_by_keyboard_and_says_where_one_is(page: Page, agenda_url: str):
    open_voortgang(page, f"{agenda_url}voortgang")
    plans = page.get_by_test_id("stTopNavSection").filter(has_text="Plannen")
    expect(plans).not_to_have_attribute("aria-current", "true")
    plans.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Verdelen")).to_be_focused()
    assert check_axe(page) == []
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("scenarios"))
    expect(plans).to_have_attribute("aria-current", "true")


def test_a_shared_number_in_words_sorts_by_its_digits(page: Page, agenda_url: str, dag: Path):
    dag.write_text("2026-11-29")
    open_voortgang(page, f"{agenda_url}voortgang?moment=2026-Q4")
    page.get_by_role("button", name="Bekijk de verzonnen agenda").click()
    page.get_by_text("Alleen wat gedeeld mag worden", exact=True).click()
    wait_until_done(page)
    page.get_by_text("Deze cijfers in een tabel").click()
    table = page.locator(".wz-tabel").filter(has=page.locator("caption", has_text="Per half jaar"))
    table.get_by_role("button", name="Afgesproken", exact=True).click()
    told = table.locator("tbody tr td:nth-of-type(5)").all_inner_texts()
    assert any(text.startswith("ten minste ") for text in told)
    numbers = [int(found[0].replace(".", "")) for text in told if (found := re.search(r"\d[\d.]*", text))]
    assert len(set(numbers)) > 3
    assert numbers in (sorted(numbers), sorted(numbers, reverse=True))
    assert told[-1] == "onbekend" or len(numbers) == len(told)
