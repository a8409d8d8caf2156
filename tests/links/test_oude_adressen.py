"""Addresses, links and commands as the version of November 2026 wrote them: they go on opening the same things."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from pages.bouwstenen.server.paginas import ADRESSEN
from woonzorg.herkomst.herkomstlink import Herkomstvraag, Telvraag, parse_herkomst, parse_telling
from woonzorg.links.link import Weergave, parse_link
from woonzorg.links.vergelijking import parse_keuze
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.opdracht.opdracht import make_parser

DATA = "2026-11-21-92c6d0f6"


def read(link: str) -> dict[str, str]:
    return dict(parse_qsl(link))


@pytest.mark.parametrize(
    ("link", "view"),
    [
        (f"niveau=buurt&thema=klasse&data={DATA}&regel=09408cdc", Weergave(data=DATA, regel="09408cdc")),
        (
            f"gebied=BU91010104&niveau=buurt&thema=woz&jaar=2022&gemeente=GM9101&omlijnen=1&data={DATA}",
            Weergave(gebied="BU91010104", thema="woz", jaar=2022, gemeente="GM9101", omlijnen=True, data=DATA),
        ),
        ("niveau=wijk&thema=lbm_voorzieningen&hoogte=huishoudens",
         Weergave(niveau="wijk", thema="lbm_voorzieningen", hoogte="huishoudens")),
        ("presentatie=1&lijst=BU91010104.BU91010105",
         Weergave(presentatie=True, lijst=("BU91010104", "BU91010105"))),
    ],
)  # fmt: skip
def test_a_link_to_a_map_opens_the_same_view(link: str, view: Weergave) -> None:
    assert parse_link(read(link)) == (view, ())


def test_the_rule_is_the_one_that_those_links_name() -> None:
    assert REGEL_VERSIE == "09408cdc"


def test_links_to_a_figure_and_to_counts_ask_the_same() -> None:
    figure = parse_herkomst(read(f"gebied=BU91010104&cijfer=lbm_afwijking&jaar=2022&data={DATA}"))
    assert figure == (Herkomstvraag("BU91010104", "lbm_afwijking", 2022, DATA), ())
    counts = parse_telling(read(f"telling=wijk&gemeente=GM9101&jaar=2020&data={DATA}"))
    assert counts == Telvraag("wijk", "GM9101", 2020, DATA)


def test_a_link_to_a_comparison_compares_the_same() -> None:
    choice, wrong = parse_keuze(
        read("a=471ca6ce0653&b=inwoners&deel=jaren&gebied=BU91010104&mutatiegraad=9.5")
    )
    assert wrong == ()
    assert (choice.a, choice.b, choice.deel, choice.gebied) == (
        "471ca6ce0653",
        "inwoners",
        "jaren",
        "BU91010104",
    )
    assert dict(choice.knoppen) == {"mutatiegraad": 9.5}


def test_every_page_has_the_address_it_had() -> None:
    assert {
        "buurt",
        "verdelen",
        "vergelijken",
        "scenarios",
        "opgave",
        "gegevens",
        "methode",
        "voortgang",
    } <= set(ADRESSEN)


@pytest.mark.parametrize(
    "line",
    [
        "laad parkstad --regios regios.toml --zonder grenzen --uit-bestanden map --json", "laad parkstad --controleer",
        "gegevens --json", f"terug {DATA} --json",
        f"scoor --uit gebieden.csv --niveau wijk --moran --jaar 2022 --snapshot {DATA} --json",
        f"toets BU91010104 --snapshot {DATA} --json", f"nieuw --niveau wijk --snapshot {DATA} --json",
        f"verdeel plan.json --openbaar --basis b.json --eigen e.csv --snapshot {DATA} --json",
        f"vergelijk a.json b.json --openbaar --eigen e.csv --snapshot {DATA} --json",
        f"jaren plan.json --eigen e.csv --snapshot {DATA} --json", "opgave --controles --json",
        f"rapport buurtblad BU91010104 --uit buurt.pdf --datum 2026-11-29 --jaar 2022 --snapshot {DATA} --json",
    ],
)  # fmt: skip
def test_a_command_is_written_as_it_was(line: str) -> None:
    assert callable(make_parser().parse_args(line.split()).run)
