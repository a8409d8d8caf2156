"""The story of one project: an official with kamerverhuur, five partners at the beamer, a wethouder with a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from axe_playwright_python.sync_playwright import Axe
from browser_kader import BEAMER, TELEFOON, download, wait_until_done
from playwright.sync_api import expect

from woonzorg.gegevens import opslag
from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Investering, Knopgesprek, Kostenpost
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde, Route
from woonzorg.initiatief.initiatief import Initiatief
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.vraag.groepen import Instrument

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

KWETSBAAR = "BU91010001"
KAMERS = f"initiatief?gebied={KWETSBAAR}&groep=uitstroom&instrument=onzelfstandig&aantal=8"
NOOIT = "Dit is geen vergunningtoets en zegt niets over een kandidaat."


def open_initiatief(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".wzi-stappen a")).to_have_count(3)
    wait_until_done(page)


def check_axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def choose(page: Page, label: str, text: str) -> None:
    """Choose by keyboard: type what is looked for, and Enter takes it."""
    field = page.get_by_role("combobox", name=label)
    field.focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    wait_until_done(page)


def find_zin(page: Page) -> Locator:
    return page.locator(".wzi-zin")


def test_an_official_with_kamerverhuur_in_a_kwetsbare_buurt(page: Page, app_url: str):
    page.goto(f"{app_url}buurt?gebied={KWETSBAAR}")
    page.get_by_role("link", name="Toets een initiatief hier").click()
    expect(page.locator(".wzi-plek")).to_contain_text("Ereprijshage")
    wait_until_done(page)
    assert check_axe(page) == []
    # Another buurt is pointed at on the map, and this one chosen again by keyboard.
    page.get_by_text("Wijs de buurt aan op de kaart").click()
    page.locator('.wz-kaart .vlak[aria-label^="Wielewaalwarande"]').click(force=True)
    expect(page.locator(".wzi-plek")).not_to_contain_text("Ereprijshage")
    wait_until_done(page)
    assert check_axe(page) == []
    page.locator('.wz-kaart .vlak[aria-label^="Ereprijshage"]').press("Enter")
    expect(page.locator(".wzi-plek")).to_contain_text("Ereprijshage")
    wait_until_done(page)
    choose(page, "Hoe komen de plekken er?", "Onzelf")
    choose(page, "Voor welke groep?", "Uitstroom uit instel")
    page.get_by_label("Hoeveel kamers?").fill("8")
    page.keyboard.press("Enter")
    wait_until_done(page)
    page.get_by_role("button", name="Toets dit initiatief").press("Enter")
    expect(find_zin(page)).to_contain_text("In beginsel niet: Ereprijshage")
    expect(page.get_by_text(NOOIT)).to_be_visible()
    expect(page).to_have_url(re.compile(r"groep=uitstroom&instrument=onzelfstandig&aantal=8"))
    wait_until_done(page)
    assert check_axe(page) == []
    # On the beamer the whole of the answer is seen at once: each rule, both cards and the first other place.
    for spot in (".wzi-regels tr:last-child", ".wzi-plekken article", ".wzi-nu li a"):
        box = page.locator(spot).first.bounding_box()
        assert box["y"] < BEAMER["height"] - 40
    name, raw = download(page, "Bestand (JSON)")
    kept = parse_initiatief(raw)
    assert (kept.plek, kept.aantal, name) == (KWETSBAAR, 8, f"initiatief-bu91010001-{kept.id}.json")
    # The nearest other place, by keyboard: the same is tested there, and the browser's way back leads here.
    other = page.locator(".wzi-nu li a").first
    other.focus()
    page.keyboard.press("Enter")
    expect(find_zin(page)).not_to_contain_text("In beginsel niet")
    expect(page).not_to_have_url(re.compile(KWETSBAAR))


def write_veertig() -> bytes:
    """Write a list of forty complexes of two corporaties, each in another buurt."""
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    codes = areas[(areas["niveau"] == "buurt") & (areas["rol"] == "regio") & ~areas["water"]][
        "code"
    ].tolist()[:40]
    rows = (f"Complex {n};{code};psychisch;toewijzing;2;{40 + n};{n % 12};{'Woonpunt' if n % 2 else 'Thuis'};2027"
            for n, code in enumerate(codes))  # fmt: skip
    return "\n".join(
        ("naam;code;groep;instrument;aantal;woningen;gehuisvest;corporatie;jaar", *rows)
    ).encode()


def test_a_corporatie_with_forty_complexes(page: Page, app_url: str):
    open_initiatief(page, f"{app_url}initiatief")
    page.get_by_role("link", name="Toets een hele lijst tegelijk").press("Enter")
    field = page.get_by_label("Lijst van complexen of initiatieven")
    field.set_input_files([{"name": "fout.csv", "mimeType": "text/csv", "buffer": b"naam;code\nA;BU1"}])
    expect(page.get_by_role("alert")).to_contain_text("kolom 'groep' ontbreekt")
    wait_until_done(page)
    field.set_input_files([{"name": "veertig.csv", "mimeType": "text/csv", "buffer": write_veertig()}])
    expect(page.locator(".wz-kop")).to_contain_text("40 rijen getoetst")
    expect(page.get_by_text(NOOIT)).to_be_visible()
    wait_until_done(page)
    assert check_axe(page) == []
    choose(page, "Corporatie of organisatie", "Woonp")
    expect(page.locator(".wzi-lijst tbody tr")).to_have_count(20)
    _, raw = download(page, "Bijlage (webpagina)")
    assert NOOIT in raw.decode()
    assert (raw.decode().count("Woonpunt"), raw.decode().count("Thuis")) == (20, 0)
    row = page.locator(".wzi-lijst tbody a").first
    name = row.inner_text()
    row.press("Enter")
    expect(find_zin(page)).to_contain_text(f"{name}: ")
    page.get_by_role("link", name="Terug naar de lijst (40 rijen)").press("Enter")
    expect(page.locator(".wzi-lijst tbody tr").first).to_be_visible()
    page.set_viewport_size(TELEFOON)
    wait_until_done(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    assert check_axe(page) == []


def test_five_partners_around_the_beamer(page: Page, app_url: str):
    knob = Knopgesprek(
        6, (Doel(Route.ELKAAR, Gesprekswaarde.WONEN), Doel(Route.TEAM, Gesprekswaarde.PLEZIER)),
        (Kostenpost(50_000, wat="halve fte"),),
        (Investering("I", "gemeente", 25_000, van=2026, tot=2028), Investering("V", "sociaal werk", uren=200)),
        (Baat("bewoners", Gesprekswaarde.WONEN), Baat("zorgorganisatie", Gesprekswaarde.PLEZIER)),
    )  # fmt: skip
    talk = Gesprek((Knopgesprek(2, investeringen=(Investering("IV", "woningcorporatie", 18_000),)), knob))
    kept = Initiatief("BU91010902", "ouderen", Instrument.NIEUWBOUW, 24, naam="Hof", gesprek=talk)
    open_initiatief(page, f"{app_url}initiatief?stap=gesprek")
    assert check_axe(page) == []
    file = {"name": "hof.json", "mimeType": "application/json", "buffer": kept.to_json().encode()}
    page.get_by_label("Open een initiatief").set_input_files([file])
    expect(page.locator(".wz-kop")).to_contain_text("2 stuurknoppen in gebruik")
    wait_until_done(page)
    page.get_by_role("tab", name="Het beeld").click()
    expect(page.locator(".wzi-beeld svg")).to_be_visible()
    wait_until_done(page)
    picture = page.locator(".wzi-beeld").bounding_box()
    assert picture["y"] + picture["height"] < BEAMER["height"]
    expect(page.locator(".wzi-vragen")).to_contain_text("stopt in 2028: wie neemt over?")
    assert check_axe(page) == []
    page.get_by_role("tab", name="Per stuurknop").click()
    page.get_by_text("6 Gemeenschapsvorming").click()
    expect(page.locator(".wzi-dekking")).to_contain_text("25.000 euro per jaar nog van de anderen komen")
    wait_until_done(page)
    assert check_axe(page) == []
    _, raw = download(page, "Bestand (JSON)")
    assert parse_initiatief(raw) == kept


def test_a_wethouder_opens_on_a_phone_what_an_official_kept(page: Page, app_url: str, browser: Browser):
    open_initiatief(page, f"{app_url}{KAMERS}&naam=Molenhof")
    page.locator("summary", has_text="Bewaar op de server").press("Enter")
    page.get_by_label("Wie bewaart dit?").fill("Gemeente Zilverhage")
    page.get_by_role("button", name="Bewaar dit initiatief").press("Enter")
    expect(page.locator(".wzi-dossierkop h1")).to_have_text("Molenhof")
    expect(page).to_have_url(re.compile(r"initiatief\?bewaard=[0-9a-f]{12}$"))
    wait_until_done(page)
    assert check_axe(page) == []
    phone = browser.new_page(viewport=TELEFOON)
    hosts = set()
    phone.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    open_initiatief(phone, page.url)
    told = phone.locator(".wzi-dossier .wzi-zin")
    expect(told).to_contain_text("In beginsel niet")
    assert told.bounding_box()["y"] < TELEFOON["height"] / 2
    expect(phone.get_by_text(NOOIT)).to_be_visible()
    for step in ("Toets", "Afweging", "Gesprek"):
        phone.locator(".wzi-stappen a", has_text=step).press("Enter")
        expect(phone.locator(".wzi-stappen a[aria-current]")).to_contain_text(step)
        wait_until_done(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
        assert check_axe(phone) == []
    phone.get_by_role("button", name="Maak kopie").press("Enter")
    expect(find_zin(phone)).to_contain_text("Molenhof: In beginsel niet")
    phone.locator("summary", has_text="Bewaarde initiatieven").press("Enter")
    expect(phone.locator(".wzi-dossiers a", has_text="Molenhof")).to_be_visible()
    wait_until_done(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]
    assert check_axe(phone) == []
    assert hosts - {None} == {"127.0.0.1"}  # None: data within the page
    phone.close()
