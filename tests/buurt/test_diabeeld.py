"""What a slide about one area tells: its own sentence, and beside it only what is known of it."""

from __future__ import annotations

import re

import pytest

from woonzorg.buurt.diabeeld import make_diabeeld
from woonzorg.buurt.diawoorden import (
    ANDERS,
    BUITEN_REGIO,
    GEEN_PLAATS,
    KORT,
    LANDSGRENS,
    describe_ophoping,
    describe_sinds,
    describe_wijk,
    write_kop,
)
from woonzorg.buurt.dichtbij import DICHTBIJ, WELKE_KORT, describe_afstand, find_dichtbij
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.ophoping import Ophoping
from woonzorg.oordeel.veerkracht import Klasse

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
EDITIES = {jaar: toets.score_snapshot(SNAPSHOT, jaar) for jaar in toets.find_edities(SNAPSHOT)}
K, A, D, X = Klasse.KWETSBAAR, Klasse.AANDACHT_SES, Klasse.DRAAGKRACHTIG, Klasse.ONBEKEND


def make(code: str, jaar: int | None = None):
    score = SCORE if jaar is None else EDITIES[jaar]
    return make_diabeeld(SNAPSHOT, score, EDITIES, code, jaar)


def find(niveau: str, vraag: str) -> str:
    return SCORE.gebieden.query(f"niveau == '{niveau}' and {vraag}")["code"].iloc[0]


def read(dia) -> dict[str, str]:
    return {line.aanhef: line.tekst for line in dia.regels}


def test_a_kwetsbare_buurt_tells_what_a_board_asks_for():
    code = find("buurt", "rol == 'regio' and overconcentratie == 'ja'")
    dia, told = make(code), read(make(code))
    assert dia.kop == klassewoorden.describe_klasse(SCORE.namen[code], K)
    assert dia.fictief
    assert re.fullmatch(
        r"Lage inkomens: \d,\d keer het aandeel van de regio \(grens 1,5 keer, aanname\)\.",
        told["Overconcentratie."],
    )
    assert re.match(r"Wijk .+ (is|vraagt) .+\. Van de \d+ buurten ernaast", told["Wijk en buren."])
    near = find_dichtbij(SCORE.gebieden, code)
    assert told[f"{DICHTBIJ}:"].startswith(f"{near[0].naam} ({describe_afstand(near[0].afstand)})")
    assert told[f"{DICHTBIJ}:"].endswith(f"{WELKE_KORT} {GEEN_PLAATS}")
    assert "in het nieuwste jaar vanaf 100 huishoudens, geen concentratie" in WELKE_KORT
    assert ANDERS in dia.regels
    assert "Kwetsbaar in 2020, 2022 en 2024." in [line.tekst for line in dia.regels]


@pytest.mark.parametrize("klasse", ["aandacht_ses", "aandacht_leefbaarheid", "draagkrachtig"])
def test_where_the_rule_stops_nothing_no_other_place_is_named(klasse):
    code = find("buurt", f"rol == 'regio' and klasse == '{klasse}'")
    dia = make(code)
    assert SCORE.namen[code] in dia.kop
    assert f"{DICHTBIJ}:" not in read(dia)
    assert ANDERS not in dia.regels


def test_a_grensgeval_and_an_area_outside_the_region_and_one_at_the_border_are_told_so():
    near = make(find("buurt", "grensgeval == 'ja' and klasse == 'kwetsbaar'"))
    assert near.regels[0].aanhef == "Let op: grensgeval."
    assert near.regels[0].let_op
    outside = make(find("buurt", "rol == 'rand'"))
    assert BUITEN_REGIO in [line.tekst for line in outside.regels if line.let_op]
    border = make(find("buurt", "landsgrens"))
    assert any(LANDSGRENS in line.tekst for line in border.regels)


def test_what_is_unknown_is_told_as_unknown_and_never_as_a_number():
    dia = make(find("buurt", "rol == 'regio' and klasse == 'onbekend' and lq != lq"))
    assert dia.kop.startswith("We weten niet of ")
    assert "Overconcentratie: onbekend." in read(dia)
    assert "0,0 keer" not in str(dia.regels)


def test_a_wijk_tells_of_its_buurten_and_a_gemeente_of_both_without_a_verdict_of_its_own():
    wijk = make(find("wijk", "rol == 'regio' and klasse == 'kwetsbaar'"))
    assert {"Buurten.", "Buren."} <= set(read(wijk))
    gemeente = make(find("gemeente", "rol == 'regio' and klasse == 'kwetsbaar'"))
    assert "Zo'n gemiddelde verbergt verschillen" in gemeente.kop
    assert set(read(gemeente)) <= {"Buurten.", "Wijken.", "Let op: grensgeval."}
    own = SCORE.gebieden.query(f"niveau == 'buurt' and gemeentecode == '{gemeente.toets.code}'")
    assert (
        f"In {(own['klasse'] == 'kwetsbaar').sum()} van de {len(own)} buurten" in read(gemeente)["Buurten."]
    )


def test_of_an_earlier_year_nothing_later_is_told():
    dia = make(find("buurt", "rol == 'regio' and klasse == 'kwetsbaar'"), 2022)
    assert klassewoorden.describe_editie(2022) in [line.tekst for line in dia.regels]
    assert "2024" not in str((dia.kop, dia.regels, dia.bron))


@pytest.mark.parametrize(
    ("klassen", "klasse", "apart", "zin"),
    [
        ({2020: K, 2022: K, 2024: K}, K, False, "Kwetsbaar in 2020, 2022 en 2024."),
        ({2020: D, 2022: K, 2024: K}, K, False, "Kwetsbaar sinds 2022. Daarvoor: 2020 draagkrachtig."),
        ({2020: X, 2022: K, 2024: K}, K, False, "Kwetsbaar in 2022 en 2024. Van 2020 is de klasse onbekend."),
        ({2020: K, 2022: D, 2024: K}, K, False, "Kwetsbaar sinds 2024. Daarvoor: 2020 kwetsbaar, 2022 draagkrachtig."),
        ({2020: K, 2022: K}, K, True, "Kwetsbaar in 2020, 2022, en nu."),
        ({2020: D, 2022: D}, K, True, "Kwetsbaar, voor het eerst. Daarvoor: 2020 draagkrachtig, 2022 draagkrachtig."),
        ({2024: K}, K, False, ""),
        ({}, K, False, ""),
        ({2022: X, 2024: X}, X, False, "De klasse in 2022 en 2024: onbekend."),
    ],
)  # fmt: skip
def test_since_when_is_told_from_the_years_that_are_known(klassen, klasse, apart, zin):
    assert describe_sinds(klassen, klasse, apart=apart) == zin


def test_every_class_has_its_word_on_the_map_and_of_a_wijk():
    assert set(KORT) == set(Klasse)
    assert len(set(KORT.values())) == len(Klasse)
    told = {describe_wijk("Wijk 01 Oost", klasse) for klasse in Klasse}
    assert len(told) == len(Klasse)
    assert "Wijk 01 Oost is kwetsbaar." in told
    assert "Van wijk 01 Oost is de klasse onbekend." in told


def test_a_headline_that_does_not_name_the_area_gets_its_name():
    assert write_kop("Oost", "Geen score ligt eronder.") == "Oost: geen score ligt eronder."
    assert write_kop("Oost", "Oost is kwetsbaar.") == "Oost is kwetsbaar."


def test_a_trait_that_cannot_show_a_concentration_says_so():
    verdict = make(find("buurt", "rol == 'regio' and klasse == 'kwetsbaar'")).toets
    told = describe_ophoping(verdict, Ophoping("buurt", SCORE.kenmerk, 0, 0, 0, mogelijk=False))
    assert "nergens 1,5 keer zo hoog" in told.tekst
    assert "keer het aandeel van de regio" not in told.tekst
