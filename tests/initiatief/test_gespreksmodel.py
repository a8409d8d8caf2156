"""What the sheets of the Gespreksmodel connect: held against the document's own text, and against sums by hand."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from woonzorg.initiatief.gespreksmodel import (
    BRON,
    PARTIJSOORTEN,
    PER_KNOP,
    WAARDEN,
    Gesprekswaarde,
    Route,
    list_investeringen,
    list_knoppen,
    list_paren,
    list_routes,
    list_schakels,
)

if TYPE_CHECKING:
    from pathlib import Path

_ROUTES = {
    "elkaar-": Route.ELKAAR,
    "welbevinden-": Route.WELBEVINDEN,
    "zien-": Route.ZIEN,
    "team-": Route.TEAM,
    "netwerk-": Route.NETWERK,
}
_WAARDEN = {
    "goed wonen": Gesprekswaarde.WONEN,
    "verminderen zorgbehoefte": Gesprekswaarde.ZORG,
    r"effici\w+ werken": Gesprekswaarde.WERKEN,
    "werkplezier": Gesprekswaarde.PLEZIER,
}


@pytest.fixture(scope="module")
def regels(testdata: Path) -> list[str]:
    """Return the lines of the document, where it is at hand."""
    found = sorted((testdata.parent / "seeds").glob("004_*.txt"))
    if not found:
        pytest.skip("the text of the Gespreksmodel is not at hand")
    return found[0].read_text(encoding="utf-8").splitlines()


def read_vel(regels: list[str], nr: int) -> str:
    """Return what stands under 'Mogelijke waarde' on the sheet of a knob, up to its questions."""
    start = next(place for place, line in enumerate(regels) if re.match(rf"\s*Stuurknop {nr}:", line))
    value = next(place for place in range(start, len(regels)) if regels[place].startswith("Mogelijke waarde"))
    lines = []
    for line in regels[value + 1 :]:
        if re.match(r"\s*Stuurknop \d+:", line):
            break
        if not line.startswith("o "):  # a question
            lines.append(line)
    text = " ".join(lines).casefold()
    return text.replace("é", "e").replace("goed oed wonen", "goed wonen")


def test_the_sheets_connect_forty_one_pairs_and_a_hundred_and_four_links():
    """By hand: 4 + 5 + 5 + 2 + 3 + 5 + 5 + 5 + 3 + 4 = 41; 9·2 + 10·2 + 7·2 + 7·4 + 8·3 = 104."""
    assert [len(knob.routes) for knob in list_knoppen()] == [4, 5, 5, 2, 3, 5, 5, 5, 3, 4]
    assert len(set(list_paren())) == len(list_paren()) == 41
    assert Counter(route for _, route in list_paren()) == {
        Route.ELKAAR: 9, Route.WELBEVINDEN: 10, Route.ZIEN: 7, Route.TEAM: 7, Route.NETWERK: 8,
    }  # fmt: skip
    assert [len(one.waarden) for one in list_routes()] == [2, 2, 2, 4, 3]
    assert len(set(list_schakels())) == len(list_schakels()) == 104


def test_knob_four_has_two_routes_and_knob_ten_has_no_caring_for_each_other():
    assert PER_KNOP[4].routes == (Route.ELKAAR, Route.WELBEVINDEN)
    assert Route.ELKAAR not in PER_KNOP[10].routes
    assert PER_KNOP[4].waarden == (Gesprekswaarde.WONEN, Gesprekswaarde.ZORG)
    assert PER_KNOP[10].waarden == tuple(Gesprekswaarde)


@pytest.mark.gegevens
@pytest.mark.parametrize("nr", range(1, 11))
def test_each_sheet_of_the_document_names_these_routes_and_no_other(regels: list[str], nr: int):
    text = read_vel(regels, nr)
    named = {route for word, route in _ROUTES.items() if word in text}
    assert named == set(PER_KNOP[nr].routes)


@pytest.mark.gegevens
@pytest.mark.parametrize("nr", range(1, 11))
def test_each_sheet_of_the_document_names_as_many_of_each_value(regels: list[str], nr: int):
    text = read_vel(regels, nr)
    ours = Counter(value for knob, _, value in list_schakels() if knob == nr)
    theirs = {value: len(re.findall(word, text)) for word, value in _WAARDEN.items()}
    # One line of a sheet was read with 'Goed' and 'wonen' cut apart.
    cut = 1 if nr == 3 else 0
    assert theirs[Gesprekswaarde.WONEN] + cut == ours[Gesprekswaarde.WONEN]
    assert {value: theirs[value] for value in Gesprekswaarde if value != Gesprekswaarde.WONEN} == {
        value: ours[value] for value in Gesprekswaarde if value != Gesprekswaarde.WONEN
    }


@pytest.mark.gegevens
def test_lines_are_those_of_the_document(regels: list[str]):
    for knob in list_knoppen():
        assert f"Stuurknop {knob.nr}:" in regels[knob.regel - 1]
        around = " ".join(regels[knob.kostenregel - 4 : knob.kostenregel + 1])
        assert "Mogelijke investering" in around
    for number, route in enumerate(list_routes(), 1):
        assert regels[route.regel - 1].startswith(f"4.{number} ")
    assert "in ontwikkeling" in regels[0]
    assert "ontwikkeling" in BRON


@pytest.mark.gegevens
def test_what_was_transcribed_says_the_same(testdata: Path):
    folder = testdata.parent / "inhoud"
    if not folder.is_dir():
        pytest.skip("the transcription is not at hand")

    def read(name: str) -> list[dict[str, str]]:
        with (folder / f"v17_{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    titles = {one.route: one.titel for one in list_routes()}
    assert [(int(row["nr"]), row["domein"], row["stuurknop"], int(row["regel"]), row["routes"].split("|"))
            for row in read("stuurknoppen")] == [
        (knob.nr, knob.domein, knob.naam, knob.regel, [titles[route] for route in knob.routes])
        for knob in list_knoppen()
    ]  # fmt: skip
    assert [(row["route"], int(row["regel"]), row["waarden"].split("|")) for row in read("routes")] == [
        (one.titel, one.regel, [WAARDEN[value] for value in one.waarden]) for one in list_routes()
    ]
    assert [(row["nr"], int(row["regel"])) for row in read("investeringen")] == [
        (one.nummer, one.regel) for one in list_investeringen()
    ]


def test_there_are_ten_ways_to_invest_each_with_parties():
    ways = list_investeringen()
    assert [one.nummer for one in ways] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert all(one.partijen and all(one.partijen) for one in ways)
    assert ways[3].partijen == ("woningcorporatie",)
    assert len(PARTIJSOORTEN) == len(set(PARTIJSOORTEN))
