"""Each source is one object, listed once, and says all that others need to know of it."""

from __future__ import annotations

import dataclasses

from woonzorg.bronnen import lijst
from woonzorg.bronnen.bron import Cijferbron, choose_webs
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.indicator import INDICATOREN
from woonzorg.instelling import VARIABELEN, Instellingen

CIJFERBRONNEN = lijst.list_cijferbronnen()


def test_each_source_is_listed_once_under_a_key_and_names_of_its_own() -> None:
    for field in ("sleutel", "naam", "kort", "verzonnen"):
        values = [getattr(bron, field) for bron in lijst.BRONNEN]
        assert len(set(values)) == len(values)
        assert all(values)
    assert all(bron.licentie and bron.heel and bron.kenmerk for bron in lijst.BRONNEN)
    assert [bron.sleutel for bron in lijst.BRONNEN if not isinstance(bron, Cijferbron)] == ["grenzen"]


def test_the_sources_and_the_registry_of_figures_know_each_other() -> None:
    assert {indicator.bron for indicator in INDICATOREN} == {bron.sleutel for bron in CIJFERBRONNEN}
    assert sum(len(bron.indicatoren) for bron in CIJFERBRONNEN) == len(INDICATOREN)
    for bron in CIJFERBRONNEN:
        assert bron.hoofdmaat in {"", *(one.sleutel for one in bron.indicatoren)}
        assert bron.codeveld
        assert lijst.find_bron(bron.sleutel) is bron
    assert lijst.find_bron("een_oude_bron") is None
    assert "ses_woa" not in [bron.sleutel for bron in lijst.list_cijferbronnen(["ses_woa"])]


def test_the_address_of_each_service_is_a_setting_with_a_default() -> None:
    usual = Instellingen()
    webs = choose_webs(lijst.BRONNEN, usual)
    for bron in lijst.BRONNEN:
        assert VARIABELEN[bron.adres] == f"WOONZORG_{bron.adres.upper()}"
        assert webs[bron.sleutel].basis == getattr(usual, bron.adres)
        assert webs[bron.sleutel].bron == bron.dienst
        other = dataclasses.replace(usual, **{bron.adres: "http://elders.test"})
        assert bron.make_web(other).basis == "http://elders.test"
    statline = [webs[bron.sleutel] for bron in CIJFERBRONNEN if getattr(bron, "adres", "") == "cbs_url"]
    assert len({id(web) for web in statline}) == 1


def test_every_source_says_what_it_was_told_and_no_two_ask_the_same() -> None:
    told = [controle.tekst for bron in lijst.BRONNEN for controle in bron.list_controles()]
    assert len(set(told)) == len(told)
    assert all(bron.list_controles() for bron in lijst.BRONNEN)
    for bron in CIJFERBRONNEN:
        if isinstance(bron, Statlinebron):
            first = bron.list_controles()[0].tekst
            assert all(table in first for table in bron.tabellen)


def test_a_file_is_of_one_source_at_most() -> None:
    columns = {
        "ses_woa": {"gemiddeldescore29", "perioden"},
        "kerncijfers": {"aantalinwoners5", "huishoudenstotaal29"},
        "nabijheid_voorzieningen": {
            "afstandtotapotheek10",
            "afstandtotbibliotheek92",
            "afstandtothuisartsenpraktijk5",
        },
        "leefbaarometer": {"bucode", "won", "fys", "vrz", "soc", "onv"},
    }
    for key, names in columns.items():
        assert [bron.sleutel for bron in CIJFERBRONNEN if bron.recognise(frozenset(names))] == [key]
    assert not any(bron.recognise(frozenset({"naam", "kleur"})) for bron in CIJFERBRONNEN)
