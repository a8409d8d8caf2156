"""An initiative that is taken into a distribution: planned homes, a decided exception, or told why not."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest
from initiatiefmaken import DRAAGKRACHTIG, KWETSBAAR, list_open_kwetsbaar, make_initiatief, stel_situatie

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.meename import take_along
from woonzorg.initiatief.meenamewoorden import KOPIE, WORDT_OPENBAAR
from woonzorg.verdeling.invoer.gepland import Gepland, Initiatiefmerk
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.regels.capaciteit import find_capaciteit
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.inhoud import change, parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import compute_plan

START = bewerken.make_standaard("voorbeeldstreek")
BESLUIT = {"motief": "Er is een beheerder.", "besluiter": "het college", "datum": "2026-03-12"}
BOUW = {"plek": DRAAGKRACHTIG, "aantal": 3, "naam": "De Linde"}


@cache
def lees_veld():
    return stel_situatie().veld


def take(scenario=START, veld=None, **delen):
    return take_along(make_initiatief(**(BOUW | delen)), scenario, veld or lees_veld())


@cache
def find_open():
    return list_open_kwetsbaar()[0]


def test_what_no_rule_stops_becomes_planned_capacity_that_names_its_initiative():
    item = make_initiatief(**BOUW)
    found = take_along(item, START, lees_veld())
    came = Initiatiefmerk(item.id, "nieuwbouw", "De Linde")
    assert found.scenario.gepland == (Gepland(DRAAGKRACHTIG, 3, "statushouders", came),)
    assert found.scenario.uitzonderingen == ()
    assert found.zinnen[0].startswith(
        "'De Linde' staat nu in de verdeling: geplande capaciteit, 3 woningen in "
    )
    assert "blijkt hier niet uit" in found.zinnen[1]  # no approval
    assert parse_scenario(found.scenario.to_json().encode()) == found.scenario
    place = lees_veld().codes.index(DRAAGKRACHTIG)
    most = [
        next(
            limit.hoog
            for limit in find_capaciteit(make_situatie(one, lees_veld()))
            if limit.gebieden == (place,)
        )
        for one in (START, found.scenario)
    ]
    assert most[1] - most[0] == 3


def test_what_the_rule_stops_needs_a_decision_and_is_then_placed_as_a_fact():
    with pytest.raises(
        InvoerFout, match=r"Zonder besluit.*In beginsel niet.*leg hier eerst het besluit vast"
    ):
        take(plek=find_open(), aantal=2)
    found = take(plek=find_open(), aantal=2, uitzondering=BESLUIT)
    (case,) = found.scenario.uitzonderingen
    assert (case.code, case.groep, case.aantal) == (find_open(), "statushouders", 2)
    assert (case.motief, case.besluit_door, case.datum) == tuple(BESLUIT.values())
    assert case.initiatief is not None
    assert case.initiatief.naam == "De Linde"
    assert found.scenario.gepland == ()
    assert "uitzondering met een besluit van het college, 12-3-2026, 2 woningen" in found.zinnen[0]
    public = take(plek=find_open(), aantal=2, uitzondering=BESLUIT | {"openbaar": True})
    assert [WORDT_OPENBAAR in told.zinnen for told in (found, public)] == [True, False]
    outcome = compute_plan(found.scenario, lees_veld())
    area = outcome.situatie.veld.codes.index(find_open())
    assert outcome.plan.aantallen[area].sum() == 2


def test_no_decision_opens_a_place_against_geen_verplaatsing():
    with pytest.raises(InvoerFout, match="voor geen besluit"):
        take(plek=KWETSBAAR, aantal=4000, uitzondering=BESLUIT)


@pytest.mark.parametrize(
    ("delen", "words"),
    [
        ({"groep": "open"}, "Voor wie het is, is nog niet bekend.*Kies een groep"),
        ({"groep": "ouderen"}, "alleen uit voor groepen waarvoor de regel geldt"),
        ({"groep": "studenten", "instrument": "onzelfstandig"}, "die geldt niet voor studenten"),
        ({"instrument": "onzelfstandig"}, "een kamer is geen woning.*nieuwbouw of transformatie"),
        ({"instrument": "opvangplek"}, "een plek is geen woning"),
        ({"instrument": "tussenvorm", "groep": "jeugd_tussenvorm"}, "een plek is geen woning"),
        (
            {"instrument": "onzelfstandig", "plek": KWETSBAAR, "uitzondering": BESLUIT},
            "een kamer is geen woning",
        ),
        ({"instrument": "toewijzing"}, "zitten al in wat er vrijkomt.*vast op Verdelen"),
        ({"instrument": "toewijzing", "aantal": 1}, "één toewijzing"),
        ({"instrument": "standplaats", "groep": "woonwagenbewoners"}, "nooit automatisch verdeeld"),
        ({"groep": "vrouwenopvang"}, "nooit automatisch verdeeld"),
        (
            {"groep": "maatschappelijke_opvang", "plek": "BU91010100", "uitzondering": BESLUIT},
            r"niet apart in de vraag.*Zet die groep op Verdelen",
        ),
        ({"groep": "remigranten"}, "niets gevraagd voor remigranten.*in de vraag"),
    ],
)
def test_what_a_distribution_does_not_know_is_told_with_what_can_be_done(delen, words):
    with pytest.raises(InvoerFout, match=words):
        take(**delen)


def test_a_decision_for_a_group_that_is_only_tested_stands_in_the_plan_and_places_nothing():
    found = take(
        plek=find_open(), groep="woonwagenbewoners", instrument="standplaats", aantal=2, uitzondering=BESLUIT
    )
    assert found.scenario.uitzonderingen[0].groep == "woonwagenbewoners"
    assert "er wordt niets geplaatst" in " ".join(found.zinnen)
    assert (
        compute_plan(found.scenario, lees_veld()).plan.aantallen[lees_veld().codes.index(find_open())].sum()
        == 0
    )


def test_the_same_initiative_twice_is_told_and_not_doubled():
    once = take()
    again = take(once.scenario)
    assert again.scenario is once.scenario
    assert not again.is_nieuw
    assert again.zinnen[0].endswith("Er is niets veranderd.")
    more = take(once.scenario, aantal=4)  # the same project, changed: another hash
    assert [item.aantal for item in more.scenario.gepland] == [4]
    assert "stond al in de verdeling, en is bijgewerkt" in more.zinnen[0]
    other = take(once.scenario, naam="De Eik")
    assert [item.aantal for item in other.scenario.gepland] == [3, 3]


def test_a_version_that_was_derived_takes_the_place_of_the_one_before_wherever_it_is_now():
    first = make_initiatief(**BOUW)
    plan = take_along(first, START, lees_veld()).scenario
    moved = dataclasses.replace(
        make_initiatief(**(BOUW | {"plek": find_open(), "aantal": 2, "uitzondering": BESLUIT})),
        afgeleid_van=first.id,
    )
    found = take_along(moved, plan, lees_veld())
    assert found.scenario.gepland == ()
    assert [item.code for item in found.scenario.uitzonderingen] == [find_open()]


def test_a_decision_that_stands_there_by_hand_is_not_taken_for_another_one():
    by_hand = Uitzondering(find_open(), "m", "de raad", "2026-01-01", "statushouders", aantal=2)
    held = bewerken.set_uitzondering(START, by_hand)
    with pytest.raises(InvoerFout, match=r"staat al een besluit.*besluit van de raad, 1-1-2026, 2 woningen"):
        take(held, plek=find_open(), aantal=2, uitzondering=BESLUIT)
    both = bewerken.set_uitzondering(take(plek=find_open(), aantal=2, uitzondering=BESLUIT).scenario, by_hand)
    assert len(both.uitzonderingen) == 2  # one by hand leaves that of an initiative where it is
    assert [item.initiatief is None for item in both.uitzonderingen] == [False, True]
    same = dataclasses.replace(by_hand, besluit_door="Het college ", datum=BESLUIT["datum"])
    with pytest.raises(InvoerFout, match="Dit besluit staat er al, uit initiatief 'De Linde'"):
        bewerken.set_uitzondering(both, same)


def test_the_rules_of_the_distribution_decide():
    tight = bewerken.set_parameter(START, PLAFOND.sleutel, "per_1000", 0)
    with pytest.raises(InvoerFout, match="plafond"):
        take(tight)
    with pytest.raises(InvoerFout, match=r"op wijken.*op buurten"):
        take(bewerken.set_deel(START, attribuut="niveau", waarde=Niveau.WIJK))
    with pytest.raises(InhoudFout, match="in de rand om deze streek"):
        take(plek="BU92040000")
    few = change(START, vraag=tuple(dataclasses.replace(line, laag=1, hoog=1) for line in START.vraag
                                    if line.groep == "statushouders"))  # fmt: skip
    with pytest.raises(InvoerFout, match="is 2 besloten, en de vraag is 1"):
        take(few, plek=find_open(), aantal=2, uitzondering=BESLUIT)


def test_a_plan_that_was_adopted_stays_and_the_initiative_goes_into_a_copy():
    adopted = change(START, status="vastgesteld", besluit="raad", datum="2026-03-01")
    found = take(adopted)
    assert (found.scenario.status, found.scenario.besluit) == ("concept", "")
    assert found.scenario.afgeleid_van == adopted.id
    assert found.zinnen[-1] == KOPIE
    again = take(change(found.scenario, status="besproken"))
    assert (again.is_nieuw, again.scenario.status) == (False, "besproken")


def test_the_same_name_elsewhere_is_told_for_it_may_have_moved():
    there = take(take().scenario, plek=find_open(), aantal=2, uitzondering=BESLUIT)
    assert len(there.scenario.gepland) == len(there.scenario.uitzonderingen) == 1
    assert "'De Linde' staat ook in Cichoreiwold." in there.zinnen[-1]


def test_own_figures_that_go_before_or_may_hold_the_same_homes_are_told():
    table = lees_veld().gebieden
    own = dataclasses.replace(lees_veld(), gebieden=table.assign(gepland=5.0, capaciteit=9.0))
    told = " ".join(take(veld=own).zinnen)
    assert "eigen cijfer voor de capaciteit voor" in told
    assert "al 5 geplande woningen" in told
    assert "eigen" not in " ".join(take().zinnen)


def test_a_name_of_a_person_stays_out_and_small_counts_are_noted():
    found = take(naam="Mevr. Jansen")
    assert found.scenario.gepland[0].initiatief.naam == ""
    assert "alleen het kenmerk" in " ".join(found.zinnen)
    small = take(complex={"naam": "Flat", "woningen": 8, "gehuisvest": 0}, aantal=2)
    assert small.scenario.gepland[0].initiatief.klein
    assert not take().scenario.gepland[0].initiatief.klein
