"""'Vanaf nu': what is placed stays, whatever a rule says of it; the rest is divided by the rules, close to the plan."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from gevallen import small_cases, translate
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.geplaatst import (
    Geplaatst,
    count_geplaatst,
    list_buiten,
    put_geplaatst,
    write_geplaatst,
)
from woonzorg.verdeling.invoer.situatie import Slot, Uitzondering
from woonzorg.verdeling.optimum.benadering import approximate
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.lijst import judge_plan, judge_regel, list_actief
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import change, make_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop
from woonzorg.verdeling.uitkomst.merken import AL_GEPLAATST, describe_oordeel
from woonzorg.verdeling.uitkomst.vanafnu import list_vanafnuzinnen, make_vanafnu
from woonzorg.verdeling.uitweg.grensvlak import trace_grensvlak

ONE, TWO, THREE = (f"BU0001000{number}" for number in range(3))


def put(situatie, *rows):
    counts = np.array(rows, dtype=np.int64).reshape(len(situatie.veld.codes), len(situatie.groepen))
    return dataclasses.replace(situatie, geplaatst=counts)


def test_what_is_placed_stays_where_a_rule_says_no_and_nothing_comes_beside_it():
    veld = make_veld(3, klasse=["kwetsbaar", "draagkrachtig", "draagkrachtig"])
    situatie = put(make_situatie(veld, {"statushouders": 15}), 2, 0, 0)
    found = place(situatie)
    # 2 stay in the kwetsbare buurt; of 13 more, 8 and 5 would make M 8: 7 and 6 are lower.
    assert sorted(found.aantallen.ravel().tolist()) == [2, 6, 7]
    assert found.aantallen[0, 0] == 2
    answer = judge_regel(ONTZIEN, situatie, found.aantallen)
    assert (answer.oordeel, answer.is_al_geplaatst, answer.waarde) == (Regeloordeel.NIET_GEHAALD, True, 2.0)
    assert describe_oordeel(answer, "buurt") == f"niet gehaald in 1 buurt{AL_GEPLAATST}"
    more = found.aantallen.copy()
    more[0, 0] = 3  # one more there is no longer what had been placed, and no plan does it
    assert judge_regel(ONTZIEN, situatie, more).oordeel == Regeloordeel.NIET_GEHAALD


def test_what_is_filled_in_for_an_area_takes_the_place_of_what_was_and_zero_takes_it_away():
    was = (
        Geplaatst(ONE, "statushouders", 3),
        Geplaatst(TWO, "statushouders", 1),
        Geplaatst(ONE, "uitstroom", 2),
    )
    now = put_geplaatst(was, ONE, {"statushouders": 0, "uitstroom": 5})
    assert now == (Geplaatst(TWO, "statushouders", 1), Geplaatst(ONE, "uitstroom", 5))
    raw = write_geplaatst(now)
    assert raw == write_geplaatst(reversed(now))
    assert raw.decode("utf-8-sig").split() == [
        "code;groep;aantal",
        f"{ONE};uitstroom;5",
        f"{TWO};statushouders;1",
    ]
    found = read_eigen_cijfers("a.csv", raw, {ONE, TWO})
    assert set(found.geplaatst) == set(now)
    assert found.is_alleen_geplaatst
    more = read_eigen_cijfers("a.csv", f"code;gepland\n{ONE};4\n".encode(), {ONE})
    assert not more.is_alleen_geplaatst


def test_a_line_without_a_number_is_one_home_and_lines_of_one_place_and_group_add_up():
    raw = f"code;groep;aantal\n{ONE};uitstroom;\n{ONE};uitstroom;3\n{TWO};statushouders;0\n".encode()
    assert read_eigen_cijfers("a.csv", raw, {ONE, TWO}).geplaatst == (Geplaatst(ONE, "uitstroom", 4),)


def test_the_rest_stays_close_to_the_plan_as_it_was():
    veld = make_veld(4)
    free = make_situatie(veld, {"statushouders": 8}, {"plafond": {"per_1000": 5}})
    base = np.array([[5], [3], [0], [0]], dtype=np.int64)
    now = dataclasses.replace(put(free, 5, 0, 0, 0), basis=base)
    # M is 5 by what is placed: the three others may all be in the second area, as they were.
    assert place(now).aantallen.ravel().tolist() == [5, 3, 0, 0]


def test_a_decision_that_was_partly_carried_out_is_counted_once():
    veld = make_veld(2, klasse=["kwetsbaar", "draagkrachtig"])
    case = Uitzondering(ONE, "motief", "raad", "2026-01-31", aantal=5)
    situatie = put(make_situatie(veld, {"statushouders": 12}, uitzonderingen=(case,)), 3, 0)
    assert place(situatie).aantallen.ravel().tolist() == [5, 7]
    assert place(put(situatie, 6, 0)).aantallen.ravel().tolist() == [6, 6]


def test_a_lock_that_holds_less_than_is_placed_is_refused_with_both_numbers():
    situatie = put(make_situatie(make_veld(2), {"statushouders": 9}, sloten=(Slot(ONE, 2),)), 3, 0)
    with pytest.raises(InvoerFout, match="is 2 vastgezet en 3 al geplaatst"):
        place(situatie)


def test_a_least_lot_does_not_hold_for_what_is_there_already():
    situatie = put(make_situatie(make_veld(2), {"statushouders": 7}, loten={"statushouders": 3}), 1, 0)
    found = place(situatie).aantallen.ravel().tolist()
    assert sum(found) == 7
    assert found[0] >= 1


@st.composite
def placed_cases(draw):
    """Return a case with some of its demand placed anywhere in the region, rules or no rules."""
    geval = draw(small_cases())
    situatie = translate(geval)
    counts = np.zeros((len(geval.H), len(geval.vraag)), dtype=np.int64)
    for group, demand in enumerate(geval.vraag):
        for _ in range(draw(st.integers(0, demand))):
            counts[draw(st.integers(0, len(geval.H) - 1)), group] += 1
    return situatie, counts


@settings(deadline=None, max_examples=50)
@given(placed_cases())
def test_any_placement_can_be_gone_on_from_and_no_rule_is_broken_any_further(case):
    situatie, counts = case
    assume(counts.any())
    now = dataclasses.replace(situatie, geplaatst=counts)
    found = place(now)
    assert (found.aantallen >= counts).all()
    for regel in list_actief(situatie):
        for limit in regel.find_grenzen(situatie):
            assert limit.count(found.aantallen) <= max(limit.hoog, limit.count(counts))
    for answer in judge_plan(now, found.aantallen):
        assert not answer.gebroken or answer.is_al_geplaatst
    # By urgency no less than what is there, and the rest is the most that any plan above it places.
    assert all(n >= m for n, m in zip(found.geplaatst, counts.sum(axis=0).tolist(), strict=True))
    x = approximate(build_model(now))
    assert x is not None
    assert (build_model(now).read_plan(x) >= counts).all()


@settings(deadline=None, max_examples=30)
@given(small_cases())
def test_a_plan_that_was_carried_out_in_part_by_the_rules_loses_nothing(geval):
    situatie = translate(geval)
    whole = place(situatie)
    part = whole.aantallen // 2
    again = place(dataclasses.replace(situatie, geplaatst=part, basis=whole.aantallen))
    assert again.geplaatst == whole.geplaatst
    assert again.hoogste == pytest.approx(whole.hoogste)
    assert again.afwijking == pytest.approx(whole.afwijking)
    assert again.afstand == pytest.approx(0)  # the plan itself is still possible, and nearest to itself


def make_uitkomst(geplaatst, vraag=None):
    lines = {"uitstroom": 6, "statushouders": 9} if vraag is None else vraag
    scenario = make_scenario({"regio": "proefstreek", "niveau": "buurt", "vraag": lines})
    klasse = ["kwetsbaar", "draagkrachtig", "draagkrachtig"]
    veld = make_veld(3, klasse=klasse, corporatie=10_000.0, gemeentecode=["GM0001", "GM0002", "GM0002"])
    return compute_plan(scenario, dataclasses.replace(veld, geplaatst=geplaatst))


def test_what_is_placed_is_told_by_group_and_by_gemeente_without_judging_anybody():
    rows = (
        Geplaatst(ONE, "statushouders", 2),
        Geplaatst(TWO, "beschermd_wonen", 3),
        Geplaatst(TWO, "ouderen", 1),
    )
    outcome = make_uitkomst(rows)
    stand = make_vanafnu(outcome)
    assert [(item.groep, item.gevraagd, item.geplaatst, item.erbij, item.zonder) for item in stand.groepen] == [
        ("statushouders", 9, 2, 7, 0), ("uitstroom", 6, 3, 3, 0),
    ]  # fmt: skip
    told = list_vanafnuzinnen(stand)
    assert told[0] == "Van de 15 woningen zijn er 5 al geplaatst. Voor nog 10 is een plek gevonden."
    assert "GM0001, op 1 plek: 2 woningen zijn meer geplaatst dan de regel 'ontzien' toelaat." in told
    assert "Niet meegeteld, want niet in deze vraag: 1 voor ouderen." in told
    assert stand.verschoven == 2
    assert not any(code in text for text in told for code in (ONE, TWO, THREE))
    assert make_vanafnu(make_uitkomst(())) is None


def test_more_that_is_placed_than_is_asked_for_is_told_and_stays():
    outcome = make_uitkomst((Geplaatst(TWO, "statushouders", 4),), {"statushouders": 3})
    assert outcome.plan.geplaatst == (4,)
    assert "Voor statushouders is al meer geplaatst (4) dan gevraagd (3)." in list_vanafnuzinnen(
        make_vanafnu(outcome)
    )


def test_headline_and_from_now_on_count_the_same_homes_where_more_is_placed_than_asked():
    # 20 where 12 is asked: 8 more than the 12 + 713 = 725 of the demand.
    outcome = make_uitkomst((Geplaatst(TWO, "statushouders", 20),), {"statushouders": 12, "uitstroom": 713})
    placed, total = sum(outcome.plan.geplaatst), sum(outcome.situatie.behoefte.aantallen)
    assert total == 733
    assert f"voor {placed} van de {total} woningen" in describe_kop(outcome)
    told = list_vanafnuzinnen(make_vanafnu(outcome))
    left = f" Voor {total - placed} is er nog geen plek." if placed < total else ""
    assert told[0] == (
        f"Van de 733 woningen zijn er 20 al geplaatst. Voor nog {placed - 20} is een plek gevonden.{left}"
    )
    assert "Voor statushouders is al meer geplaatst (20) dan gevraagd (12)." in told


def test_a_part_counts_for_the_nearest_group_in_which_it_lies():
    rows = (
        Geplaatst(ONE, "jeugd_zelfstandig", 2),
        Geplaatst(ONE, "detentie", 1),
        Geplaatst(ONE, "studenten", 5),
    )
    counts = count_geplaatst(rows, (ONE, TWO), ("uitstroom", "detentie"))
    assert counts.tolist() == [[2, 1], [0, 0]]
    assert count_geplaatst(rows[2:], (ONE, TWO), ("uitstroom",)) is None
    assert list_buiten(rows, ("uitstroom",)) == {"studenten": 5}


def test_without_placements_the_problem_is_the_one_it_was():
    scenario = make_standaard("proefstreek")
    assert pose(scenario, make_veld(2)).geplaatst is None


def test_the_way_out_and_proposed_sites_go_with_what_is_placed():
    rows = (Geplaatst(ONE, "statushouders", 2), Geplaatst(TWO, "beschermd_wonen", 3))
    lines = {"uitstroom": 6, "statushouders": 9, "psychisch": 4}
    veld = make_veld(
        3, klasse=["kwetsbaar", "draagkrachtig", "draagkrachtig"], capaciteit=float("nan"), corporatie=100.0
    )
    scenario = make_scenario({
        "regio": "proefstreek", "niveau": "buurt", "vraag": lines,
        "toetsen": [{"code": TWO, "groep": "studenten", "aantal": 1}, {"code": TWO, "groep": "uitstroom", "aantal": 2}],
    })  # fmt: skip
    for placed in ((), rows):
        here = dataclasses.replace(veld, geplaatst=placed)
        surface, situatie = trace_grensvlak(scenario, here), pose(scenario, here)
        for point in surface.punten:
            share = point.aandeel_hoog
            if share is None:
                continue
            turned = scenario.regels.set("capaciteit", "toewijsaandeel", float(share))
            turned = turned.set("plafond", "per_1000", point.per_1000)
            assert sum(place(pose(change(scenario, regels=turned), here)).geplaatst) == 19
        assert len(compute_plan(scenario, here).toetsen) == 2
        assert (situatie.geplaatst is None) == (not placed)
