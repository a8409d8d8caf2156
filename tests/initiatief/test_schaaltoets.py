"""The scale of a test: as declared, of a scenario, or chosen for the initiative; and whose choice that was."""

from __future__ import annotations

import json

import pytest
from initiatiefmaken import GEGEVEN, make_initiatief, stel_situatie

from woonzorg.fouten import GegevensFout
from woonzorg.initiatief.gedeeldetoets import describe_toets, share_uitkomst
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatieflink import make_initiatief as make_van_velden
from woonzorg.initiatief.initiatieflink import read_link, share_velden, write_velden
from woonzorg.initiatief.toets import find_samen_te_veel, judge_initiatief, judge_initiatieven
from woonzorg.initiatief.toetswoorden import list_plekzinnen
from woonzorg.verdeling.vraag.groepen import Instrument, Schaal

KAMERS = {"groep": "uitstroom", "instrument": "onzelfstandig", "aantal": 1}


def find_in_kwetsbare_wijk():
    """Return a buurt that is not kwetsbaar itself, in a wijk that is, where nothing else stops a room."""
    table = stel_situatie().veld.gebieden
    rows = table[(table["klasse_wijk"] == "kwetsbaar") & (table["rol"] == "regio")]
    codes = rows[~rows["klasse"].isin(["kwetsbaar", "onbekend"])]["code"]
    found = judge_initiatieven(
        [make_initiatief(plek=code, schaal="buurt", **KAMERS) for code in codes], stel_situatie()
    )
    return next(item.plek.code for item in found if not item.gebroken)


def test_at_the_scale_of_the_buurt_a_kwetsbare_wijk_does_not_stop_it_and_the_answer_says_whose_choice_that_was():
    place = find_in_kwetsbare_wijk()
    told = {}
    for chosen in (None, "wijk", "buurt"):
        item = make_initiatief(plek=place, schaal=chosen, **KAMERS)
        found = judge_initiatief(item, stel_situatie())
        told[chosen] = str(found.oordeel), list_plekzinnen(found)[0], describe_toets(found)["schaal"]
    assert [told[one][0] for one in told] == ["in_beginsel_niet", "in_beginsel_niet", "niet_tegengehouden"]
    assert (
        told[None][1]
        == "Getoetst op de schaal wijk (de buurt en de wijk): aanname, naar §5.3: buurt en wijk."
    )
    assert told["wijk"][1] == "Getoetst op de schaal wijk (de buurt en de wijk): keuze bij dit initiatief."
    assert told["buurt"][1] == (
        "Getoetst op de schaal buurt: keuze bij dit initiatief. Gebruikelijk is: buurt en wijk."
    )
    assert told["buurt"][2] == {"schaal": "buurt", "bron": "keuze bij dit initiatief"}


def test_the_choice_of_an_initiative_goes_before_that_of_a_scenario_and_both_are_told():
    place = find_in_kwetsbare_wijk()
    situatie = stel_situatie(schalen={("uitstroom", Instrument.ONZELFSTANDIG): Schaal.BUURT})
    by_scenario, own = judge_initiatieven(
        [make_initiatief(plek=place, schaal=chosen, **KAMERS) for chosen in (None, "wijk")], situatie
    )
    assert (str(by_scenario.oordeel), by_scenario.schaal.bron) == ("niet_tegengehouden", "eigen keuze")
    assert (str(own.oordeel), own.schaal.bron) == ("in_beginsel_niet", "keuze bij dit initiatief")
    assert share_uitkomst(by_scenario, situatie).schaal.bron == "eigen keuze"


def test_together_a_row_at_its_own_scale_is_not_stopped_by_that_of_another():
    place = find_in_kwetsbare_wijk()
    rows = [
        make_initiatief(plek=place, schaal=chosen, naam=str(chosen), **KAMERS) for chosen in ("buurt", "wijk")
    ]
    assert find_samen_te_veel(judge_initiatieven(rows, stel_situatie()), stel_situatie()) == ()


def test_a_file_and_its_name_stay_as_they_were_without_a_choice_and_hold_it_with_one():
    plain, chosen = make_initiatief(), make_initiatief(schaal="buurt")
    assert json.loads(plain.to_json()) == GEGEVEN
    assert (make_initiatief(schaal=None).id, plain.id) == (plain.id, "f3b5470f8a9c")
    assert chosen.id != plain.id
    assert parse_initiatief(chosen.to_json().encode()) == chosen
    assert make_van_velden(write_velden(chosen)) == chosen
    shared, _ = share_velden(write_velden(chosen))
    assert shared["schaal"] == read_link(shared)[0]["schaal"] == "buurt"


@pytest.mark.parametrize(
    ("delen", "said"),
    [({"schaal": "gemeente"}, "kies uit buurt, wijk"), ({"schaal": "straat"}, "hoort hier niet"),
     ({"schaal": "buurt", "groep": "ouderen"}, "bindt die groep niet"),
     ({"schaal": "buurt", "groep": "psychisch", "instrument": "toewijzing", "aantal": 2}, "per complex getoetst")],
)  # fmt: skip
def test_what_cannot_be_chosen_is_refused_in_a_file_and_passed_over_in_a_form(delen, said):
    with pytest.raises(GegevensFout) as caught:
        make_initiatief(**delen)
    assert said in str(caught.value)
    fields = {
        "gebied": GEGEVEN["plek"],
        "groep": "ouderen",
        "instrument": "nieuwbouw",
        "aantal": "1",
        "schaal": "buurt",
    }
    assert make_van_velden(fields).schaal is None
    assert "schaal" not in share_velden(fields)[0]
