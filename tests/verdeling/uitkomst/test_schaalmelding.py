"""What the scale of the test leaves out is told: complexes not given, a gemeente that hides buurten, a plan by wijk."""

from __future__ import annotations

import dataclasses

import pytest
from veldmaken import make_situatie, make_veld

from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.regels import lijst
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, list_meldingen, open_veld
from woonzorg.verdeling.uitkomst.schaalmelding import count_ontzien, list_schaalmeldingen
from woonzorg.verdeling.vraag.groepen import Schaal, fill_schalen


def lay(gebied):
    return Complex("flat", gebied, 40, gebied=gebied, klasse="draagkrachtig")


@pytest.mark.parametrize(
    ("demand", "schalen", "names"),
    [({"beschermd_wonen": 5, "statushouders": 9}, {}, "uitstroom uit beschermd wonen"),
     ({"statushouders": 9}, {"statushouders": "complex"}, "statushouders"),
     ({"psychisch": 2, "detentie": 3}, {}, "psychische kwetsbaarheid en uitstroom uit detentie")],
)  # fmt: skip
def test_every_group_that_is_tested_by_complex_is_named_where_no_complexes_are_given(demand, schalen, names):
    situatie = make_situatie(make_veld(2), demand, schalen=fill_schalen(schalen))
    assert list_schaalmeldingen(situatie) == [
        f"Complexen zijn niet getoetst: daarvan zijn geen cijfers. Wel getoetst per buurt: {names}."
    ]


def test_areas_without_a_given_complex_are_counted_and_none_are_told_when_all_have_one_or_no_group_needs_one():
    veld = make_veld(3)
    some = make_situatie(dataclasses.replace(veld, complexen=(lay("BU00010001"),)), {"uitstroom": 5})
    (told,) = list_schaalmeldingen(some)
    assert told.startswith("In 2 buurten is geen complex opgegeven: daar is niet per complex getoetst")
    every = make_situatie(dataclasses.replace(veld, complexen=tuple(map(lay, veld.codes))), {"uitstroom": 5})
    assert list_schaalmeldingen(every) == []
    assert list_schaalmeldingen(make_situatie(veld, {"statushouders": 5})) == []


def test_a_test_by_gemeente_is_warned_against_with_what_it_closes():
    veld = make_veld(
        4, klasse=["kwetsbaar", "draagkrachtig", "kwetsbaar", "draagkrachtig"],
        klasse_gemeente=["kwetsbaar", "kwetsbaar", "draagkrachtig", "kwetsbaar"],
        gemeentecode=["GM0001", "GM0001", "GM0002", "GM0001"], rol=["regio", "regio", "regio", "rand"],
    )  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 9}, schalen=fill_schalen({"statushouders": "gemeente"}))
    assert count_ontzien(situatie, [0]) == (3, 2)
    (told,) = list_schaalmeldingen(situatie)
    assert "gemeenten komen het laatst (§5.3). Een gemeentegemiddelde verbergt buurten." in told
    assert told.endswith("Nu zijn 3 buurten ontzien; per buurt getoetst zouden dat er 2 zijn.")
    by_wijk = dataclasses.replace(situatie, schalen=fill_schalen({"statushouders": "wijk"}))
    assert list_schaalmeldingen(by_wijk) == []


def test_in_the_fictional_region_the_warning_counts_what_the_classes_say():
    snapshot = opslag.open_snapshot(INGEBOUWD)
    scenario = make_scenario(
        {"versie": 1, "regio": snapshot.manifest.regio.naam, "niveau": "buurt", "vraag": {"statushouders": 100},
         "schalen": {"statushouders": "gemeente"}}
    )  # fmt: skip
    veld = open_veld(scenario, snapshot)
    own = veld.gebieden[veld.eigen]
    spared = own["klasse"].isin(["kwetsbaar", "onbekend"])
    whole = spared | own["klasse_gemeente"].isin(["kwetsbaar", "onbekend"])
    assert count_ontzien(pose(scenario, veld), [0]) == (int(whole.sum()), int(spared.sum())) == (147, 102)
    told = list_meldingen(compute_plan(scenario, veld))
    assert any(
        "Nu zijn 147 buurten ontzien; per buurt getoetst zouden dat er 102 zijn." in text for text in told
    )


def test_a_plan_by_wijk_says_that_it_does_not_see_the_buurten():
    veld = make_veld(2, niveau=Niveau.WIJK, corporatie=100.0, corporatie_buiten=50.0)
    told = list_schaalmeldingen(make_situatie(veld, {"statushouders": 5, "detentie": 1}))
    assert told[-1].endswith("is niet getoetst. Het gaat om statushouders.")
    assert len(told) == 2
    by_wijk = make_situatie(veld, {"statushouders": 5}, schalen=fill_schalen({"statushouders": Schaal.WIJK}))
    assert list_schaalmeldingen(by_wijk) == []


def test_what_is_no_word_of_the_vision_is_an_assumption_and_sources_are_those_that_say_it():
    found = {regel.sleutel: regel for regel in lijst.REGELS}
    assert found["sleutel"].paragraaf.startswith("§7.2.2")
    assert found["nabijheid"].paragraaf == "§5.2.3"
    assert found["plafond"].paragraaf == "afgeleid van §5.3"
    assert "forensisch en onbekende buurten: aanname" in found["plaatsregel"].paragraaf
    assert found["ontzien"].find_parameter("onbekend").is_aanname
    assert not [p for regel in lijst.REGELS for p in regel.parameters if p.bron.startswith("methode")]
