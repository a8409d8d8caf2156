"""Whether others can reach this installation: then each page says that nobody logs in."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from streamlit import config

from pages.bouwstenen.schil import kop
from pages.bouwstenen.server import openstelling
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, WERKMAP, Instellingen

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLEEN_HIER = ("127.0.0.1", "127.0.0.9", "::1", "localhost")


@pytest.mark.parametrize("luistert", ALLEEN_HIER)
def test_on_this_machine_only_nobody_else_comes(luistert: str) -> None:
    assert not openstelling.is_opengesteld(Instellingen(), luistert)
    assert not openstelling.is_opengesteld(Instellingen(adres="http://localhost:8501"), luistert)
    assert openstelling.is_opengesteld(Instellingen(adres="https://woonzorg.gemeente.nl"), luistert)
    assert openstelling.is_opengesteld(Instellingen(hosts=("app-1",)), luistert)


@pytest.mark.parametrize("luistert", ["", "0.0.0.0", "::", "10.0.0.4", "app-1"])
def test_who_listens_elsewhere_is_open(luistert: str) -> None:
    assert openstelling.is_opengesteld(Instellingen(), luistert)


@pytest.fixture
def luister() -> Iterator[None]:
    before = config.get_option("server.address")
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("luister")
def test_the_band_of_every_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(kop.st, "html", said.append)
    for address in ("127.0.0.1", "0.0.0.0"):
        config.set_option("server.address", address)
        kop.show_band(opslag.open_snapshot(INGEBOUWD), (2022, 2022))
    assert openstelling.KORT not in said[0]
    assert openstelling.UITLEG in said[1]
    # Where visitors log in it is open to nobody else.
    monkeypatch.setenv("WOONZORG_AANMELDEN", "oidc")
    kop.show_band(opslag.open_snapshot(INGEBOUWD), (2022, 2022))
    assert openstelling.KORT not in said[2]


@pytest.mark.usefixtures("luister")
@pytest.mark.parametrize(
    ("luistert", "anders", "mag"),
    [
        ("127.0.0.1", {}, True),
        ("127.0.0.1", {"LADEN": "uit"}, False),
        ("0.0.0.0", {}, False),
        ("127.0.0.1", {"ADRES": "https://woonzorg.gemeente.nl"}, False),
        ("0.0.0.0", {"LADEN": "aan"}, True),
        ("0.0.0.0", {"AANMELDEN": "oidc"}, True),
        ("0.0.0.0", {"AANMELDEN": "oidc", "LADEN": "uit"}, False),
    ],
)
def test_strangers_load_nothing_until_somebody_chose_that(
    monkeypatch: pytest.MonkeyPatch, luistert: str, anders: dict[str, str], mag: bool
) -> None:
    config.set_option("server.address", luistert)
    for name, text in anders.items():
        monkeypatch.setenv(f"WOONZORG_{name}", text)
    assert openstelling.may_laden() is mag


def test_the_house_listens_on_this_machine_by_itself_and_is_steered_by_no_other_page() -> None:
    told = tomllib.loads((WERKMAP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert told["server"]["address"] == "127.0.0.1"
    assert told["client"]["allowedOrigins"] == []
