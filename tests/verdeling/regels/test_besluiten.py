"""Decided exceptions are facts: placed first, a rule gives way to them and no further, 'geen verplaatsing' never."""

from __future__ import annotations

import dataclasses
import json
import re

import numpy as np
import pytest
from gevallen import NAMES, small_cases, translate
from hypothesis import given, settings
from hypothesis import strategies as st
from orakel import brute_force, evaluate
from veldmaken import make_plan, make_situatie, make_veld

from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.invoer.veld import Ruimer
from woonzorg.verdeling.optimum import model
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as make_situatie_van
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import compute, compute_plan, describe, describe_tekst
from woonzorg.verdeling.uitkomst.gedeeld import describe_openbaar
from woonzorg.verdeling.uitkomst.meldingen import ONGEPLAATST, list_meldingen
from woonzorg.verdeling.uitkomst.merken import list_merken
from woonzorg.verdeling.uitkomst.uitzonderwoorden import describe_vastgelegd

ONE, TWO, THREE = (f"BU0001000{number}" for number in range(3))
GROUPS = {"psychisch": 9, "statushouders": 9}


def decide(code, aantal, groep="", **more):
    return Uitzondering(code, "gebouw staat er al", "raad", "2026-01-31", groep, aantal=aantal, **more)


def translate_besluiten(geval):
    cases = tuple(
        decide(f"BU0001{area:04d}", count, "" if group is None else NAMES[group])
        for area, group, count in geval.besluiten
    )
    return translate(geval, uitzonderingen=cases)


@st.composite
def decided_cases(draw):
    geval = draw(small_cases())
    groups = st.sampled_from([None, *range(len(geval.vraag))])
    places = st.tuples(st.integers(0, len(geval.H) - 1), groups, st.integers(1, 3))
    return dataclasses.replace(
        geval, besluiten=tuple(draw(st.lists(places, min_size=1, max_size=2, unique=True)))
    )


@settings(max_examples=150, deadline=None)
@given(decided_cases())
def test_with_decisions_the_objectives_equal_those_of_brute_force_and_what_cannot_be_is_refused(geval):
    situatie = translate_besluiten(geval)
    if geval.refuses():
        with pytest.raises(InvoerFout, match="besluit"):
            place(situatie)
        return
    found = place(situatie)
    assert found.bewezen
    placed, highest, deviation = brute_force(geval)
    own = evaluate(geval, [tuple(row) for row in found.aantallen.tolist()])
    assert (own[0], own[1]) == (placed, highest)
    assert float(own[2]) == pytest.approx(float(deviation), abs=1e-5)
    for answer in judge_plan(situatie, found.aantallen):
        assert answer.voldaan is not False or answer.besluiten
        assert not (answer.besluiten and answer.regel.startswith("geen_verplaatsing"))


@settings(max_examples=60, deadline=None)
@given(decided_cases())
def test_an_approximation_places_what_is_decided_and_keeps_the_rest(geval):
    situatie = translate_besluiten(geval)
    if geval.refuses():
        return
    rough = place(situatie, groot=-1)
    for area, group, count in geval.besluiten:
        assert rough.aantallen[area].sum() >= geval.decided([area])
        assert group is None or rough.aantallen[area, group] >= count
    assert all(
        answer.voldaan is not False or answer.besluiten for answer in judge_plan(situatie, rough.aantallen)
    )


@settings(max_examples=40, deadline=None)
@given(small_cases(), st.data())
def test_an_exception_that_is_not_decided_places_nothing_by_itself(geval, data):
    """Without a number, or with a day that is none, it opens its area as it did, and is no fact."""
    area = data.draw(st.integers(0, len(geval.H) - 1))
    most = data.draw(st.sampled_from([None, 0, 2]))
    plain = Uitzondering(f"BU0001{area:04d}", "m", "raad", "2026-01-31", hoogstens=most)
    unreal = dataclasses.replace(plain, datum="2026-13-45", hoogstens=2, aantal=1)
    opened = dataclasses.replace(
        geval, kwetsbaar=[flag and a != area for a, flag in enumerate(geval.kwetsbaar)]
    )
    if geval.kwetsbaar[area] and most is not None:
        opened = dataclasses.replace(
            opened, cap=[min(cap, most) if a == area else cap for a, cap in enumerate(geval.cap)]
        )
    assert (
        tuple(-n for n in place(translate(geval, uitzonderingen=(plain,))).geplaatst)
        == brute_force(opened)[0]
    )
    same = dataclasses.replace(unreal, datum="2026-01-31", aantal=None)
    one, two = (place(translate(geval, uitzonderingen=(case,))) for case in (unreal, same))
    assert np.array_equal(one.aantallen, two.aantallen)


def test_a_decided_number_is_placed_and_counts_as_demand():
    veld = make_veld(2, klasse=["kwetsbaar", "draagkrachtig"])
    situatie = make_situatie(veld, {"statushouders": 5}, uitzonderingen=(decide(ONE, 2),))
    assert place(situatie).aantallen.ravel().tolist() == [2, 3]
    named = make_situatie(veld, GROUPS, uitzonderingen=(decide(ONE, 2, "statushouders"),))
    assert place(named).aantallen[0].tolist() == [0, 2]
    wider = make_situatie(veld, {"statushouders": 15}, uitzonderingen=(decide(ONE, 2, hoogstens=4),))
    assert place(wider).aantallen.ravel().tolist() == [4, 8]  # the most still opens, the number is placed


def judge(situatie, *rows):
    return {item.regel: item for item in judge_plan(situatie, make_plan(situatie, *rows))}


def test_a_rule_that_gives_way_names_the_decision_and_stays_broken_by_anything_more():
    veld = make_veld(
        2, klasse=["kwetsbaar", "draagkrachtig"], capaciteit=[3.0, 20.0], gemeentecode=["GM0001", "GM0002"]
    )
    case, deal = decide(ONE, 12), Afspraak(("GM0001",), hoogstens=10)
    situatie = make_situatie(veld, {"statushouders": 30}, uitzonderingen=(case,), afspraken=(deal,))
    found = place(situatie)
    assert found.aantallen.ravel().tolist() == [12, 8]
    by_rule = {item.regel: item for item in judge_plan(situatie, found.aantallen)}
    broken = {name for name, item in by_rule.items() if item.voldaan is False}
    assert broken == {"ontzien", "plafond", "capaciteit", "sleutel"}
    assert all(by_rule[name].besluiten == (case,) for name in broken)
    assert by_rule["ontzien"].waarde == 12  # what stands there against the rule
    assert "afgeweken: besluit van raad, 31-1-2026" in by_rule["plafond"].reden
    more = judge(situatie, 13, 8)
    assert {name for name, item in more.items() if item.voldaan is False and not item.besluiten} == broken
    other = judge(situatie, 12, 9)
    assert (other["plafond"].voldaan, other["plafond"].besluiten) == (False, ())
    assert other["ontzien"].besluiten == (case,)


def test_the_plan_is_held_against_the_rules_but_for_what_is_decided():
    veld = make_veld(2, klasse=["kwetsbaar", "draagkrachtig"])
    situatie = make_situatie(veld, {"statushouders": 30}, uitzonderingen=(decide(ONE, 12),))
    model._check_plan(situatie, make_plan(situatie, 12, 8))
    for rows in ((13, 8), (12, 9), (11, 8)):
        with pytest.raises(WoonzorgFout, match="haalt de eigen regels niet"):
            model._check_plan(situatie, make_plan(situatie, *rows))


def test_a_decision_in_a_small_area_opens_it_no_further():
    veld = make_veld(2, huishoudens=[60.0, 1000.0])
    situatie = make_situatie(veld, GROUPS, uitzonderingen=(decide(ONE, 2, "statushouders"),))
    assert place(situatie).aantallen[0].tolist() == [0, 2]


def test_a_decision_for_detentie_goes_before_its_place_rule_and_complexes_and_least_lots():
    inside = (Complex("a", ONE, 1, gebied=ONE, klasse="kwetsbaar"),)
    veld = dataclasses.replace(make_veld(1, klasse="kwetsbaar"), complexen=inside)
    options = {"uitzonderingen": (decide(ONE, 2, "detentie"),), "loten": {"detentie": 4}}
    situatie = make_situatie(veld, {"detentie": 9, "statushouders": 9}, **options)
    found = place(situatie)
    assert found.aantallen.tolist() == [[2, 0]] or found.aantallen.tolist() == [[0, 2]]
    assert found.aantallen[0, situatie.groepen.index("detentie")] == 2
    by_rule = {item.regel: item for item in judge_plan(situatie, found.aantallen)}
    assert {name for name, item in by_rule.items() if item.besluiten} == {"ontzien", "plaatsregel", "complex"}


@pytest.mark.parametrize("unknown", [0, 1])
def test_a_decision_for_a_group_with_a_place_rule_opens_its_own_number_only(unknown):
    veld = make_veld(1, klasse="onbekend")
    values = {"ontzien": {"onbekend": unknown}}
    situatie = make_situatie(veld, {"detentie": 9}, values, uitzonderingen=(decide(ONE, 2, "detentie"),))
    assert place(situatie).geplaatst == (2,)


def test_a_general_decision_leaves_groups_with_a_place_rule_alone():
    veld = make_veld(1, klasse="kwetsbaar")
    situatie = make_situatie(veld, {"detentie": 9, "statushouders": 9}, uitzonderingen=(decide(ONE, 3),))
    assert place(situatie).aantallen[0, situatie.groepen.index("statushouders")] == 3
    assert sum(place(situatie).geplaatst) == 3
    only = make_situatie(veld, {"detentie": 9}, uitzonderingen=(decide(ONE, 3),))
    assert place(only).geplaatst == (0,)


def test_two_decisions_in_one_area_are_both_placed():
    veld = make_veld(1, klasse="kwetsbaar")
    both = (decide(ONE, 3), decide(ONE, 2, "psychisch"))
    situatie = make_situatie(veld, GROUPS, uitzonderingen=both)
    found = place(situatie)
    assert found.aantallen.sum() == 5
    assert found.aantallen[0, 0] >= 2


def test_a_decision_that_is_written_twice_is_taken_once():
    veld = make_veld(2, klasse=["draagkrachtig", "kwetsbaar"], capaciteit=0.0)
    case = {"code": TWO, "motief": "m", "besluit_door": "raad", "datum": "2026-01-31", "aantal": 1}
    content = {"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 1}}
    scenario = parse_scenario(json.dumps(content | {"uitzonderingen": [case, case]}).encode())
    assert place(make_situatie_van(scenario, veld)).geplaatst == (1,)


def test_what_breaks_geen_verplaatsing_is_refused_with_the_number_that_would_not():
    # ρ = 0.1; q·ρ·1000 = 150 would be a concentratie: 9 more is the most. The neighbours take 250 − 245 = 5.
    for pairs, kappa, most, where in (((), 10, 9, "BU00010000"), (((0, 1),), 1.25, 5, "met de buren")):
        veld = make_veld(3, pairs, kenmerk_v=[140.0, 105.0, 55.0], klasse="kwetsbaar")
        demand, values = {"statushouders": 40}, {"geen_verplaatsing_buren": {"kappa": kappa}}
        with pytest.raises(InvoerFout, match=f"{where}.*hoogstens {most}") as caught:
            place(make_situatie(veld, demand, values, uitzonderingen=(decide(ONE, 20),)))
        assert "besluit van raad, 31-1-2026, plaatst 20 woningen" in str(caught.value)
        assert place(make_situatie(veld, demand, values, uitzonderingen=(decide(ONE, most),))).geplaatst == (
            most,
        )
        with pytest.raises(InvoerFout, match="concentratie"):
            place(make_situatie(veld, demand, values, uitzonderingen=(decide(ONE, most + 1),)))
    wide = Ruimer(("WK000100",), ((0, 1),), np.array([2000.0]), np.array([290.0]), 0.1)
    veld = dataclasses.replace(make_veld(2, kenmerk_v=[100.0, 100.0], klasse="kwetsbaar"), ruimer=(wide,))
    veld = dataclasses.replace(veld, gebieden=veld.gebieden.assign(wijknaam="Het Dorp"))
    with pytest.raises(InvoerFout, match=r"wijk Het Dorp \(WK000100\) is dan een concentratie .*hoogstens 9"):
        place(make_situatie(veld, {"statushouders": 40}, uitzonderingen=(decide(ONE, 20),)))
    full = make_veld(2, kenmerk_v=[160.0, 40.0], klasse="kwetsbaar")
    with pytest.raises(InvoerFout, match="er past er geen"):
        place(make_situatie(full, {"statushouders": 40}, uitzonderingen=(decide(ONE, 1),)))


def test_two_decisions_that_together_break_geen_verplaatsing_are_refused_with_what_they_may_be_together():
    veld = make_veld(3, [(0, 1)], kenmerk_v=[140.0, 105.0, 55.0], klasse="kwetsbaar")
    cases = (decide(ONE, 3), decide(TWO, 4))
    for case in cases:
        place(make_situatie(veld, {"statushouders": 40}, uitzonderingen=(case,)))
    with pytest.raises(InvoerFout, match=r"samen plaatsen 3 woningen .* en 4 woningen .*hoogstens 5"):
        place(make_situatie(veld, {"statushouders": 40}, uitzonderingen=cases))


@settings(max_examples=60, deadline=None)
@given(small_cases(), st.data())
def test_the_number_told_for_one_decision_is_the_most_that_is_not_refused(geval, data):
    area = data.draw(st.integers(0, len(geval.H) - 1))
    geval = dataclasses.replace(geval, vraag=[12], lot=[1], hoogstens=None)
    refused = [n for n in range(1, 13) if dataclasses.replace(geval, besluiten=((area, None, n),)).refuses()]
    if not refused:
        return
    with pytest.raises(InvoerFout) as caught:
        place(translate_besluiten(dataclasses.replace(geval, besluiten=((area, None, 12),))))
    told = [int(text or 0) for text in re.findall(r"past er geen|hoogstens (\d+)", str(caught.value))]
    assert told == [min(refused) - 1]


def test_more_than_is_asked_or_than_a_lock_holds_is_refused_in_clear_words():
    veld = make_veld(2, klasse="kwetsbaar")
    with pytest.raises(InvoerFout, match="voor statushouders is 6 besloten, en de vraag is 5"):
        place(make_situatie(veld, {"statushouders": 5}, uitzonderingen=(decide(ONE, 4), decide(TWO, 2))))
    with pytest.raises(InvoerFout, match="voor psychische kwetsbaarheid is 1 besloten, en de vraag is 0"):
        place(make_situatie(veld, {"statushouders": 5}, uitzonderingen=(decide(ONE, 1, "psychisch"),)))
    with pytest.raises(InvoerFout, match="is 1 vastgezet en 2 besloten"):
        place(make_situatie(veld, GROUPS, uitzonderingen=(decide(ONE, 2),), sloten=(Slot(ONE, 1),)))
    held = make_situatie(veld, GROUPS, uitzonderingen=(decide(ONE, 2),), sloten=(Slot(ONE, 2),))
    assert place(held).aantallen.sum() == 2


CASE = {"code": ONE, "motief": "m", "besluit_door": "raad", "datum": "2026-01-31"}


def make_scenario(**more):
    base = {"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 9}}
    return parse_scenario(json.dumps(base | more).encode())


def make_streek(**more):
    options = {"klasse": ["kwetsbaar", "draagkrachtig"], "capaciteit": np.nan, "corporatie": 1000.0}
    return make_veld(2, **(options | more))


def test_json_tells_by_whose_decision_a_rule_is_not_kept_and_names_no_place():
    outcome = compute(make_scenario(uitzonderingen=[CASE | {"aantal": 9}]), make_streek())
    final = {"status": "vastgesteld", "besluit": "raad, punt 7", "datum": "2026-02-01"}
    decided = compute(make_scenario(uitzonderingen=[CASE | {"aantal": 9}], **final), make_streek())
    shared = describe_openbaar(outcome)["regels"]
    assert all(rule["besluiten"] == [] for rule in shared)  # no decision is public before the plan is adopted
    for view in (describe(outcome), describe_openbaar(decided)):
        rules = {rule["regel"]: rule for rule in view["regels"]}
        assert rules["plafond"]["besluiten"] == [{"besluit_door": "raad", "datum": "2026-01-31"}]
        assert (rules["plafond"]["uitkomst"], rules["plafond"]["voldaan"]) == ("niet_gehaald", False)
        assert rules["capaciteit"]["besluiten"] == []
        json.dumps(view, allow_nan=False)
    assert "✗ Ontzien: afgeweken: besluit van raad, 31-1-2026" in describe_tekst(outcome)
    marks = {mark.regel: mark.tekst for mark in list_merken(outcome)}
    assert marks["plafond"].startswith("afgeweken: besluit van raad, 31-1-2026")


def test_what_is_decided_must_be_asked_on_both_sides_of_the_demand():
    both = {"statushouders": {"laag": 2, "hoog": 9}}
    make_situatie_van(make_scenario(vraag=both, uitzonderingen=[CASE | {"aantal": 2}]), make_streek())
    with pytest.raises(InvoerFout, match="voor statushouders is 3 besloten, en de vraag is 2"):
        make_situatie_van(make_scenario(vraag=both, uitzonderingen=[CASE | {"aantal": 3}]), make_streek())
    general = make_scenario(vraag={"detentie": 5}, uitzonderingen=[CASE | {"aantal": 3}])
    assert ONGEPLAATST in list_meldingen(compute(general, make_streek()))


def test_what_binds_and_what_would_help_are_sought_beside_what_is_decided():
    veld = make_streek(corporatie=[0.0, 200.0])  # capacity 0 and 4
    outcome = compute(make_scenario(uitzonderingen=[CASE | {"aantal": 2}]), veld)
    assert outcome.plan.geplaatst == (6,)
    assert outcome.is_bindend["capaciteit"]
    freed = next(item for item in outcome.knelpunten if item.regel == "capaciteit")
    assert freed.zonder == (9,)
    help_ = next(item for item in outcome.versoepelingen if item.regel == "capaciteit")
    assert help_.woningen == 3  # beyond what the decision takes there already
    line = trace_aandeel(make_scenario(uitzonderingen=[CASE | {"aantal": 2}]), veld, stappen=4)
    assert [point.hoog for point in line.punten] == [2, 6, 9, 9, 9]


@pytest.mark.parametrize(("more", "columns", "words"), [
    ({"aantal": 9}, {}, "er zijn 9 woningen geplaatst. Daarmee wordt afgeweken van: ontzien en plafond."),
    ({"aantal": 1}, {}, "er is 1 woning geplaatst. Daarmee wordt afgeweken van: ontzien."),
    ({"aantal": 1, "groep": "woonwagenbewoners"}, {}, "Deze groep wordt niet verdeeld: er is niets geplaatst."),
    ({}, {}, "er is geen besloten aantal ingevoerd. Het plan blijft een concept. Er zijn nu"),
    ({"hoogstens": 0}, {}, "de regel 'ontzien' laat hier niets meer toe."),
    ({}, {"kenmerk_v": [130.0, 70.0]}, "naar de buren' laat hier niets meer toe. Een besluit kan hier hoogstens 0"),
    ({"hoogstens": 0}, {"kenmerk_v": [122.0, 78.0]}, "Een besluit kan hier hoogstens 3 woningen plaatsen."),
])  # fmt: skip
def test_recording_an_exception_says_what_it_did_or_why_nothing_came(more, columns, words):
    scenario = make_scenario(uitzonderingen=[CASE | more])
    outcome = compute_plan(scenario, make_streek(**columns))
    assert words in describe_vastgelegd(outcome, scenario.uitzonderingen[0])
