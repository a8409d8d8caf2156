"""Concentrations say of what and how much, and their counts do not contradict each other."""

from __future__ import annotations

import dataclasses
import math

import pytest

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.oordeel.concentratie import Kenmerk
from woonzorg.oordeel.ophoping import (
    Ophoping,
    count_ophoping,
    describe_hier,
    describe_lijn,
    describe_ontbreekt,
    describe_ophoping,
    list_formules,
    list_woorden,
)

STREEK = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(STREEK)
ARM = Kenmerk("laag_inkomen_pct", 2023)


def test_each_concentration_is_counted_once_as_what_it_is() -> None:
    areas = SCORE.select("buurt")
    found = count_ophoping(SCORE, areas, "buurt")
    assert found.over + found.overig == (areas["concentratie"] == "ja").sum()
    assert found.over == ((areas["concentratie"] == "ja") & (areas["klasse"] == "kwetsbaar")).sum()
    assert found.over > 0
    assert found.onbekend == (areas["concentratie"] == "onbekend").sum()
    assert found.misschien == (areas["overconcentratie"] == "onbekend").sum() > 0
    assert found.mogelijk
    formulas = dict(list_formules(found))
    assert formulas["Overconcentraties"].endswith(f": {found.over}")
    assert formulas["Andere concentraties"].endswith(f": {found.overig}")
    assert "lage inkomens, minstens 1,5 × het aandeel van de regio" in formulas["Overconcentraties"]


def test_the_headline_is_that_of_the_method() -> None:
    told = describe_ophoping(Ophoping("buurt", ARM, 18, 0, 3))
    assert told == (
        "In 18 kwetsbare buurten is het aandeel huishoudens met een laag inkomen minstens 1,5 keer dat van de regio."
    )
    assert describe_ophoping(Ophoping("wijk", ARM, 1, 4, 0), "Heerlen").startswith(
        "In 1 kwetsbare wijk in Heerlen is "
    )
    assert describe_ophoping(Ophoping("buurt", ARM, 0, 4, 0)).startswith("In geen enkele kwetsbare buurt is")
    some = describe_ophoping(Ophoping("buurt", ARM, 17, 1, 2, misschien=2))
    assert some.endswith("minstens 1,5 keer dat van de regio. Van 2 buurten is dat niet bekend.")
    assert "is niets bekend" in describe_ophoping(Ophoping("buurt", None, 0, 0, 5))
    rent = describe_ophoping(Ophoping("buurt", Kenmerk("corporatie_pct", 2024), 2, 0, 0))
    assert "het aandeel huurwoningen van een corporatie minstens" in rent


def test_a_trait_that_most_have_can_show_no_concentration_and_that_is_said() -> None:
    areas = SCORE.gebieden.assign(laag_inkomen_pct=80.0)
    common = dataclasses.replace(SCORE, gebieden=areas)
    found = count_ophoping(common, common.select("buurt"), "buurt")
    assert not found.mogelijk
    assert "nergens 1,5 keer zo hoog" in describe_ophoping(found)
    bare = dataclasses.replace(SCORE, gebieden=SCORE.gebieden.assign(huishoudens=math.nan))
    assert count_ophoping(bare, bare.select("buurt"), "buurt").mogelijk  # not known is not impossible


def test_an_area_says_of_what_and_how_much() -> None:
    areas = SCORE.select("buurt")
    one = areas[areas["overconcentratie"] == "ja"].iloc[0]
    verdict = toets.judge_gebied(STREEK, one["code"], SCORE)
    share = (one["laag_inkomen_pct"] * one["huishoudens"] / 100) / one["huishoudens"]
    known = areas[areas["laag_inkomen_pct"].notna() & (areas["huishoudens"] > 0)]
    region = (known["laag_inkomen_pct"] * known["huishoudens"] / 100).sum() / known["huishoudens"].sum()
    ratio = f"{share / region:.1f}".replace(".", ",")
    assert describe_hier(verdict) == f"lage inkomens, 1,5 ×, hier {ratio} ×"
    told = dict(zip(areas["code"], list_woorden(areas), strict=True))
    assert told[one["code"]] == f"overconcentratie, {ratio} ×"
    plain = areas.loc[areas["concentratie"] == "nee", "code"].iloc[0]
    assert told[plain] == "nee"
    assert describe_hier(toets.judge_gebied(STREEK, plain, SCORE)) == ""


@pytest.mark.parametrize(
    ("soort", "waar"), [("overconcentratie", "kwetsbaar"), ("concentratie", "niet kwetsbaar")]
)
def test_a_line_says_which_areas_it_stands_for(soort: str, waar: str) -> None:
    assert describe_lijn(soort, ARM).startswith(f"lage inkomens (2023), vanaf 1,5 × regio; {waar}")
    assert describe_lijn(soort, None).startswith(waar)
    assert "van lage inkomens" in describe_ontbreekt(ARM.sleutel)


def test_without_a_trait_nothing_is_counted_and_that_is_said() -> None:
    assert describe_ontbreekt("") == "Of hier een concentratie is: het kenmerk ontbreekt in deze gegevens."
    assert list_formules(Ophoping("buurt", None, 0, 0, 5)) == []
    known = dict(list_formules(Ophoping("buurt", ARM, 1, 2, 0)))
    assert list(known) == ["Overconcentraties", "Andere concentraties"]
    some = dict(list_formules(Ophoping("buurt", ARM, 1, 2, 1)))
    assert some["Concentratie onbekend"] == "buurten zonder dit kenmerk: 1"
