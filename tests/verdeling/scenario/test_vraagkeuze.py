"""A whole is switched off with its parts, comes back as it was, and its net demand is written as whole minus parts."""

from __future__ import annotations

import dataclasses

from veldmaken import make_veld

from woonzorg.verdeling.scenario.bewerken import change, make_standaard, set_vraag
from woonzorg.verdeling.scenario.vraagkeuze import (
    add_regels,
    describe_netto,
    describe_uit,
    drop_groep,
    list_delen,
    list_samen,
)
from woonzorg.verdeling.uitkomst.antwoord import compute, count_zonder_plek, describe
from woonzorg.verdeling.uitkomst.woorden import describe_restant
from woonzorg.verdeling.vraag.lijnen import STANDAARDVRAAG

START = make_standaard("proefstreek")
DELEN = ("jeugd_zelfstandig", "jeugd_tussenvorm", "detentie")


def test_a_whole_goes_with_its_parts_and_comes_back_in_its_place():
    lines = list_samen(START, "uitstroom")
    assert tuple(line.groep for line in lines) == ("uitstroom", *DELEN)
    without = drop_groep(START, "uitstroom")
    assert [line.groep for line in without.vraag] == ["mantelzorg", "statushouders", "woonwagenbewoners"]
    assert add_regels(without, lines) == START
    assert add_regels(START, lines) == START


def test_a_part_goes_alone_and_leaves_its_whole_as_it_is():
    without = drop_groep(START, "detentie")
    assert len(without.vraag) == len(START.vraag) - 1
    counts = dict(zip(without.make_behoefte().groepen, without.make_behoefte().aantallen, strict=True))
    assert counts["uitstroom"] == 365 - 39


def test_parts_that_are_added_up_are_not_switched_off_with_the_whole():
    added = change(START, optellen=True)
    assert list_delen(added, "uitstroom") == ()
    assert {line.groep for line in drop_groep(added, "uitstroom").vraag} >= set(DELEN)


def test_what_no_longer_counts_is_told():
    assert describe_uit(list_samen(START, "uitstroom")) == (
        "Uitstroom uit instellingen staat niet meer in de vraag, met de delen ervan: jongeren uit jeugdzorg, "
        "zelfstandig; jongeren uit jeugdzorg, tussenvorm; uitstroom uit detentie. Vink de groep "
        "aan om hem terug te zetten."
    )


def test_the_net_demand_is_written_as_the_whole_of_the_form_minus_its_parts():
    need = START.make_behoefte()
    lines = zip(need.regels, need.aantallen, strict=True)
    told = {line.groep: describe_netto(line, count, hoog=True) for line, count in lines}
    assert told == dict.fromkeys(("statushouders", *DELEN), "") | {"uitstroom": "365 − 78"}


def test_what_is_no_part_of_the_task_is_told_apart_with_its_unit_and_groups_of_nothing_are_left_out():
    line = next(line for line in STANDAARDVRAAG if line.groep == "mantelzorg")
    scenario = set_vraag(START, dataclasses.replace(line, laag=0, hoog=0))
    outcome = compute(scenario, make_veld(3, capaciteit=100.0))
    total = sum(outcome.situatie.behoefte.aantallen)
    assert sum(count_zonder_plek(outcome).values()) == total - sum(outcome.plan.geplaatst)
    assert describe(outcome)["niet_verdeeld"] == [
        {"groep": "woonwagenbewoners", "aantal": 91, "eenheid": "standplaats", "soort": "totaal_tot_2030"}
    ]
    assert describe_restant(outcome.situatie.behoefte.restant) == (
        "Niet verdeeld: 91 standplaatsen tot 2030 voor woonwagenbewoners."
    )
