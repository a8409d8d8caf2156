"""What the house knows beside three questions: of the region only, without a class, and never as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from initiatiefmaken import make_initiatief
from maken import JAAR, make_manifest, make_reeksen, make_snapshotgebieden

from woonzorg.fouten import GegevensFout
from woonzorg.gegevens import opslag
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatieflink import make_initiatief as make_van_velden
from woonzorg.initiatief.initiatieflink import read_link, share_velden, write_velden
from woonzorg.initiatief.voorinvulling import (
    AFSTANDEN,
    EIGEN_OPGAVE,
    choose_vorm,
    fill_afstanden,
    fill_demografie,
    fill_voorzieningen,
    list_vormen,
    trace_afstanden,
    write_vorm,
)
from woonzorg.initiatief.voorzieningen import Rondom, Zorgvoorziening, find_rondom
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.opgave.banden import make_banden
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.initiatief.voorinvulling import Vraagfeit

GECLUSTERD = ("ouderen", "geclusterd wonen")


def fill(
    vorm: tuple[str, str] | None = GECLUSTERD, keuze: Cijferkeuze = Cijferkeuze.HERBEREKEND, **meer: bool
) -> Vraagfeit:
    opgave = read_parkstad()
    bands = make_banden(compute_cijfers(opgave), keuze)
    return fill_demografie(opgave, bands, vorm, keuze, "Beekdaelen", **meer)


def test_clustered_living_in_beekdaelen_shows_the_region_and_says_that_no_figure_of_the_gemeente_exists():
    """By hand: 10,793 − 11,350 = −557 and 10,793 − 15,380 = −4,587."""
    fact = fill()
    assert (fact.nr, fact.bekend) == (15, True)
    assert fact.zinnen[0].startswith("Ouderen, geclusterd wonen, heel Parkstad (herberekend). 2023: ")
    assert fact.zinnen[0].endswith("2040: tekort 557 tot 4.587.")
    assert fact.zinnen[1] == "Voor Beekdaelen alleen is er geen cijfer."
    assert "Iédereen een thuis" in fact.bron


def test_what_was_published_is_told_as_published_and_the_other_never_takes_its_place():
    assert fill(keuze=Cijferkeuze.GEPUBLICEERD).zinnen[0].endswith("2040: tekort 4.587 tot 5.570.")
    only_here = ("statushouders", "totaal")
    known = {keuze: fill(only_here, keuze).bekend for keuze in Cijferkeuze}
    assert not any(known.values())


def test_a_form_that_is_not_known_is_told_with_those_that_are():
    fact = fill(("ouderen", "hofje"))
    assert not fact.bekend
    assert fact.zinnen[0].startswith(
        "Van deze woonvorm heeft de opgave geen cijfer (herberekend). Wel van: Ouderen, "
    )
    bands = make_banden(compute_cijfers(read_parkstad()), Cijferkeuze.HERBEREKEND)
    assert GECLUSTERD in list_vormen(bands)


def test_a_place_outside_the_region_of_the_opgave_gets_no_figure_of_it():
    fact = fill(in_streek=False)
    assert not fact.bekend
    assert fact.zinnen == (f"De opgave is van Parkstad. Deze plek ligt daar niet in. {EIGEN_OPGAVE}",)


BEUK = Zorgvoorziening("De Beuk", "verpleeghuis", "BU00010101", 40)
LIJST = (
    Zorgvoorziening("Verweg", "", "BU00020101"), Zorgvoorziening("Stad", "", "BU00010901"),
    Zorgvoorziening("Wijk", "", "BU00010103"), Zorgvoorziening("Naast", "", "BU00010102"), BEUK,
)  # fmt: skip


def test_facilities_stand_by_how_far_they_are_each_once():
    found = find_rondom(LIJST, "BU00010101", {"BU00010102", "BU00020101"})
    names = [[one.naam for one in ring] for ring in (found.buurt, found.ernaast, found.wijk, found.gemeente)]
    assert names == [["De Beuk"], ["Naast", "Verweg"], ["Wijk"], ["Stad"]]
    fact = fill_voorzieningen(found, "Kerkrade-Kom")
    assert fact.nr == 17
    assert fact.zinnen == (
        "In Kerkrade-Kom: 1, De Beuk (verpleeghuis).",
        "In de buurten ernaast: 2, Naast en Verweg.",
        "Elders in de wijk: 1, Wijk.",
        "Elders in de gemeente: 1, Stad.",
        "Wat niet op de lijst staat, telt niet mee.",
    )
    assert fact.bron == "eigen lijst, 5 voorzieningen"


def test_of_a_point_the_distance_is_told_and_that_it_is_in_a_straight_line():
    near = Zorgvoorziening("De Es", "hospice", "BU00010101", punt=(190_300, 320_400))
    fact = fill_voorzieningen(find_rondom((BEUK, near), "BU00010101"), "Kom", (190_000, 320_000))
    assert fact.zinnen[0] == "In Kom: 2, De Beuk (verpleeghuis) en De Es (hospice, 0,5 km)."
    assert "Afstanden zijn hemelsbreed, vanuit het midden van Kom." in fact.zinnen
    without = fill_voorzieningen(find_rondom((BEUK,), "BU00010101"), "Kom", (190_000, 320_000))
    assert not any("hemelsbreed" in line for line in without.zinnen)


def test_no_list_is_not_known_and_an_empty_one_is_none_on_the_list():
    assert not fill_voorzieningen(None, "Kom").bekend
    empty = fill_voorzieningen(Rondom((), (), (), (), 0), "Kom")
    assert empty.bekend
    assert empty.zinnen[0] == "In Kom: geen op de lijst."
    many = Rondom((BEUK,) * 8, (), (), (), 8)
    assert fill_voorzieningen(many, "Kom").zinnen[0].endswith("en nog 3.")


def test_question_seventeen_shows_no_class_of_the_buurt():
    said = " ".join(fill_voorzieningen(find_rondom(LIJST, "BU00010101"), "Kom").zinnen).casefold()
    assert not [label.kop for label in LABELS.values() if label.kop.casefold() in said]
    assert "overconcentratie" not in said


@pytest.fixture
def proef(tmp_path: Path) -> Snapshot:
    areas = make_snapshotgebieden()
    areas.loc[areas["code"] == "BU00010000", ["afstand_huisarts", "afstand_apotheek"]] = 0.64, 1.0
    return opslag.publish(tmp_path, make_manifest(), areas, make_reeksen(areas))


def test_distances_come_with_their_year_and_what_is_missing_is_named(proef: Snapshot):
    fact = fill_afstanden(trace_afstanden(proef, "BU00010000"), "Kom")
    assert fact.nr == 18
    assert fact.zinnen[:3] == (
        "Gemiddeld vanuit Kom, over de weg.",
        f"Afstand tot de huisarts: 0,6 km ({JAAR}).",
        f"Afstand tot een apotheek: 1,0 km ({JAAR}).",
    )
    assert fact.zinnen[3].startswith("Niet bekend: Afstand tot een grote supermarkt, ")
    assert len(fact.zinnen) == 4
    assert fact.bekend


def test_without_any_distance_nothing_is_known(proef: Snapshot):
    fact = fill_afstanden(trace_afstanden(proef, "BU00010001"), "Kom")
    assert not fact.bekend
    assert len(fact.zinnen) == 1
    assert len(AFSTANDEN) == 8


def test_the_form_is_what_was_chosen_else_the_only_one_of_the_group_and_is_never_guessed_among_more():
    forms = list_vormen(make_banden(compute_cijfers(read_parkstad()), Cijferkeuze.HERBEREKEND))
    assert choose_vorm(write_vorm(GECLUSTERD), "statushouders", forms) == GECLUSTERD
    assert choose_vorm("", "ouderen", forms) is None
    only = ("statushouders", "totaal")
    assert choose_vorm("", "statushouders", [*forms, only]) == only
    fact = fill(choose_vorm("", "open", forms))
    assert (fact.bekend, fact.zinnen) == (
        False,
        ("Kies een woonvorm: dan staat hier wat de opgave zegt (herberekend).",),
    )


def test_the_form_is_kept_in_the_file_and_leaves_the_name_of_one_without_as_it_was():
    item = make_initiatief(groep="ouderen", woonvorm="ouderen/geclusterd wonen")
    assert parse_initiatief(item.to_json().encode()) == make_van_velden(write_velden(item)) == item
    shared, _ = share_velden(write_velden(item))
    assert read_link(shared)[0]["woonvorm"] == "ouderen/geclusterd wonen"
    assert "woonvorm" not in share_velden({**write_velden(item), "woonvorm": "ouderen/<b>"})[0]
    assert make_initiatief(groep="ouderen", woonvorm="").id == make_initiatief(groep="ouderen").id != item.id
    with pytest.raises(GegevensFout, match="schrijf ze als ouderen/geclusterd wonen"):
        make_initiatief(woonvorm="hofje")
