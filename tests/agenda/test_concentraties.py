"""Where placements raised the concentration: by hand, and by the rule of Verdelen itself."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from agendamaken import read_bestand

from woonzorg.agenda.concentraties import Stijging, find_concentraties
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.plaatsingsbestand import Plaatsing
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.regels.tellingen import list_tellingen
from woonzorg.verdeling.regels.verplaatsing import find_verplaatsing
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie

Q2, Q4, VANDAAG = Kwartaal(2026, 2), Kwartaal(2026, 4), date(2026, 11, 29)


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)


@pytest.fixture(scope="module")
def ruimte(veld):
    """Most homes that each buurt, wijk and gemeente can take by the rule of Verdelen."""
    situatie = make_situatie(make_standaard("voorbeeldstreek"), veld)
    return {limit.naam: limit.hoog for limit in find_verplaatsing(situatie)}


def put(veld, code: str, count: int, moment: Kwartaal = Q4, groep: str = "statushouders") -> Plaatsing:
    town = dict(zip(veld.gebieden["code"], veld.gebieden["gemeentecode"], strict=True))
    return Plaatsing(moment, code, town.get(code, code), "", groep, count, "")


def find(veld, *rows: Plaatsing, niveau: Niveau = Niveau.BUURT) -> list[str]:
    return [item.code for item in find_concentraties(rows, veld).list_nieuw(niveau)]


def test_a_buurt_becomes_one_with_the_first_home_beyond_what_verdelen_lets(veld, ruimte):
    """For every buurt of the region with room: at its limit it is none, one home further it is."""
    own = [code for code, mine in zip(veld.codes, veld.eigen, strict=True) if mine]
    tried = [code for code in own if 0 < ruimte.get(code, np.inf) < np.inf]
    assert len(tried) > 100
    at = [put(veld, code, int(ruimte[code])) for code in tried]
    assert find(veld, *at) == []
    over = [put(veld, code, int(ruimte[code]) + 1) for code in tried]
    assert sorted(find(veld, *over)) == sorted(tried)


def test_by_hand(veld):
    """Tijgerleliehage: 940 households, 109.98 with the trait; at 1.5 times 8.0313 % of them it is one: 113.24."""
    [count] = list_tellingen(veld)
    assert count.aandeel == pytest.approx(0.0803131, abs=1e-7)
    assert find(veld, put(veld, "BU91010200", 3)) == []
    found = find_concentraties([put(veld, "BU91010200", 4)], veld)
    assert found.list_nieuw(Niveau.BUURT) == (
        Stijging("BU91010200", "Tijgerleliehage", "Zilverhage", "kwetsbaar", Niveau.BUURT, Q4),
    )
    assert found.na == found.voor + 1


def test_placements_of_earlier_moments_count_and_the_moment_at_which_it_happens_is_told(veld):
    rows = [put(veld, "BU91010200", 3, Q2), put(veld, "BU91010200", 1, Q4)]
    [item] = find_concentraties(rows, veld).stijgingen
    assert item.moment == Q4
    [early] = find_concentraties(
        [put(veld, "BU91010200", 4, Q2), put(veld, "BU91010200", 1, Q4)], veld
    ).stijgingen
    assert early.moment == Q2


def test_one_that_was_a_concentratie_and_took_more_is_told_apart(veld):
    """Gruttokwartier is one before (1.63 times): a home there makes no new one."""
    found = find_concentraties([put(veld, "BU91020101", 1)], veld)
    [item] = found.stijgingen
    assert (item.code, item.moment, found.voor) == ("BU91020101", None, found.na)
    assert found.list_nieuw(Niveau.BUURT) == ()


def test_groups_that_the_rule_does_not_bind_do_not_count(veld):
    assert find(veld, put(veld, "BU91010200", 50, groep="ouderen")) == []


def test_a_small_buurt_never_is_one_and_one_without_a_figure_is_told_as_not_tested(veld):
    """Gruttogeest's neighbour Veenbesgeest has 70 households; of Parelmoerkwartier the trait is not known."""
    assert find(veld, put(veld, "BU91060102", 60)) == []
    found = find_concentraties([put(veld, "BU91010800", 5), put(veld, "BU91060102", 5)], veld)
    assert found.niet_getoetst == ("Parelmoerkwartier",)
    assert found.stijgingen == ()


def test_wijken_and_gemeenten_are_tested_too_and_sensitive_groups_count_in_their_gemeente(veld, ruimte):
    wijk = next(code for code, most in ruimte.items() if code.startswith("WK") and most > 0)
    inside = [
        code
        for code, mine in zip(veld.codes, veld.eigen, strict=True)
        if mine and code[2:8] == wijk[2:] and veld.gebieden.set_index("code").loc[code, "huishoudens"] < 1e9
    ]
    assert find(veld, put(veld, inside[0], int(ruimte[wijk])), niveau=Niveau.WIJK) == []
    assert find(veld, put(veld, inside[0], int(ruimte[wijk]) + 1), niveau=Niveau.WIJK) == [wijk]
    town = next(code for code, most in ruimte.items() if code.startswith("GM") and most > 0)
    assert find(veld, put(veld, town, int(ruimte[town]), groep="detentie"), niveau=Niveau.GEMEENTE) == []
    assert find(veld, put(veld, town, int(ruimte[town]) + 1, groep="detentie"), niveau=Niveau.GEMEENTE) == [
        town
    ]


def test_of_a_buurt_no_number_is_given(veld):
    assert {item.name for item in fields(Stijging)} == {
        "code",
        "naam",
        "gemeente",
        "klasse",
        "niveau",
        "moment",
    }
    raw = b"moment;code;groep;aantal;besluit\n2026-Q2;BU91010200;statushouders;3;\n2026-Q4;BU91010200;psychisch;1;"
    bundel = read_bestand("p.csv", raw, veld=veld)
    found = bundel.concentraties
    assert [item.naam for item in found.stijgingen] == ["Tijgerleliehage"]
    assert [one.gestegen for one in bundel.tellingen] == [0, 1]


def test_without_placements_nothing_rose(veld):
    found = find_concentraties([], veld)
    assert (found.voor, found.stijgingen, found.niet_getoetst) == (found.na, (), ())
