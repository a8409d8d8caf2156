"""What programs look for at a fixed address, through the gate and under a base path."""

from __future__ import annotations

import datetime as dt

import pytest
from asgi_vraag import ask
from starlette.routing import Router

from pages.bouwstenen.server import opening
from pages.bouwstenen.server.poort import Poort
from pages.bouwstenen.server.regels import Serverregels, find_bron, make_regels
from pages.bouwstenen.server.vindbaar import ROBOTS, write_meldpunt
from woonzorg.instelling import Instellingen

VANDAAG = dt.date(2026, 11, 30)
MELDPUNT = Instellingen(meldpunt="mailto:veilig@gemeente.nl", meldpunt_tot=VANDAAG)


def open_server(basis: str = "") -> Poort:
    routes = opening.make_routes(basis)
    return Poort(Router(routes), opening.clean_basis(basis), routes, Serverregels())


def test_whom_to_tell_of_a_leak_is_found_as_long_as_that_holds() -> None:
    lines = write_meldpunt(MELDPUNT, VANDAAG).splitlines()
    assert lines == [
        "Contact: mailto:veilig@gemeente.nl", "Expires: 2026-11-30T23:59:59Z", "Preferred-Languages: nl, en",
    ]  # fmt: skip
    assert write_meldpunt(MELDPUNT, VANDAAG + dt.timedelta(1)) == ""
    assert write_meldpunt(Instellingen(meldpunt="tel:+31"), VANDAAG) == ""
    assert write_meldpunt(Instellingen(meldpunt_tot=VANDAAG), VANDAAG) == ""
    found = Instellingen(meldpunt="tel:+31", meldpunt_tot=VANDAAG, adres="https://a.nl")
    assert "Canonical: https://a.nl/.well-known/security.txt\n" in write_meldpunt(found, VANDAAG)


@pytest.mark.parametrize("basis", ["", "woonzorg"])
def test_both_are_answered_at_the_root_and_under_the_base_path(
    basis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, start = open_server(basis), opening.clean_basis(basis)
    for place in {"", start}:
        assert ask(gate, f"{place}/robots.txt").text == ROBOTS
        assert ask(gate, f"{place}/.well-known/security.txt").status == 404
    monkeypatch.setenv("WOONZORG_MELDPUNT", "https://gemeente.nl/veilig")
    monkeypatch.setenv("WOONZORG_MELDPUNT_TOT", "2999-01-01")
    monkeypatch.setenv("WOONZORG_MELDPUNT_TALEN", "nl")
    for place in {"", start}:
        answer = ask(gate, f"{place}/.well-known/security.txt")
        assert answer.headers["content-type"].startswith("text/plain")
        assert "Contact: https://gemeente.nl/veilig\n" in answer.text
        assert ask(gate, f"{place}/.well-known/security.txt", "HEAD").status == 200
    assert ask(gate, "/.well-known/anders").status == 404


def test_rules_follow_from_the_settings() -> None:
    given = Instellingen(
        adres="https://Woonzorg.nl:443/pad", hosts=("app-1",), kaders=("https://a.nl",), metingen=True
    )
    rules = make_regels(given)
    assert rules.namen == ("app-1", "woonzorg.nl")
    assert (rules.herkomst, rules.kaders, rules.metingen) == ("https://woonzorg.nl", ("https://a.nl",), True)
    assert rules.beelden == ("https://service.pdok.nl",)
    assert make_regels(Instellingen()).namen == ()
    assert find_bron("http://[::1]:8080/a") == "http://[::1]:8080"
