"""A demand that is uncertain: steps by hand, where the plan breaks first, and the most by the solver at each step."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import make_veld

from woonzorg.grafiek.vraagverloop import make_vraagverloop
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.vraagverloop import (
    Breuk,
    Vraagstap,
    describe_breuk,
    list_verloopzinnen,
    scale_plan,
    trace_vraagverloop,
)

TOWNS = ["GM0001", "GM0002"]


def work_out(vraag, side="laag", **columns):
    columns = {"gemeentecode": TOWNS, "capaciteit": 100.0, "huishoudens": [1000.0, 2000.0]} | columns
    scenario = make_scenario({"regio": "proefstreek", "niveau": "buurt", "vraag": vraag, "bandbreedte": side})
    return compute_plan(scenario, make_veld(2, **columns))


def test_the_plan_grows_in_its_own_proportions_until_a_rule_stops_it():
    # 12 homes over 1,000 and 2,000 households: 4 and 8, at most 8 and 16. Eight steps of 2 to 28.
    outcome = work_out({"statushouders": {"laag": 12, "hoog": 28}})
    assert outcome.plan.aantallen.ravel().tolist() == [4, 8]
    steps = trace_vraagverloop(outcome)
    assert [step.vraag for step in steps] == [12, 14, 16, 18, 20, 22, 24, 26, 28]
    # 24 is 8 and 16; 26 is 8.67 and 17.33: 9 and 17 pass both ceilings.
    assert [step.houdt for step in steps] == [True] * 7 + [False] * 2
    (broken,) = steps[7].breuken
    assert (broken.regel, broken.gemeenten) == ("plafond", ("GM0001", "GM0002"))
    assert [step.geplaatst for step in steps] == [12, 14, 16, 18, 20, 22, 24, 24, 24]
    assert list_verloopzinnen(steps) == [
        (
            "In deze verhoudingen houdt het plan stand tot 24 woningen. Bij 26 breekt het eerst: de regel 'plafond' in "
            "GM0001 en GM0002."
        ),
        "Opnieuw verdeeld past alles tot 24 woningen. Bij 26 is er een plek voor 24.",
    ]


def test_a_plan_that_is_full_in_one_gemeente_breaks_there_while_another_division_still_fits():
    # At 12 the first area is full with 8 by its own capacity... of 4 it has 4, and the second takes the rest.
    outcome = work_out({"statushouders": {"laag": 6, "hoog": 14}}, capaciteit=[2.0, 100.0])
    assert outcome.plan.aantallen.ravel().tolist() == [2, 4]
    steps = trace_vraagverloop(outcome, stappen=4)
    assert [(step.vraag, step.houdt, step.geplaatst) for step in steps] == [
        (6, True, 6), (8, False, 8), (10, False, 10), (12, False, 12), (14, False, 14),
    ]  # fmt: skip
    assert [(item.regel, item.gemeenten) for item in steps[1].breuken] == [("capaciteit", ("GM0001",))]
    told = list_verloopzinnen(steps)
    assert told[0].endswith("Bij 8 breekt het eerst: de regel 'capaciteit' in GM0001.")
    assert told[1] == "Opnieuw verdeeld is er bij elke vraag een plek voor alle woningen."


def test_a_group_that_the_plan_places_nowhere_has_no_place_in_its_proportions():
    outcome = work_out({"statushouders": {"laag": 0, "hoog": 4}, "uitstroom": 6})
    steps = trace_vraagverloop(outcome, stappen=2)
    assert [(step.vraag, step.zonder, step.geplaatst) for step in steps] == [
        (6, 0, 6),
        (8, 2, 8),
        (10, 4, 10),
    ]
    assert "2 woningen voor groepen die dit plan nergens plaatst" in list_verloopzinnen(steps)[0]


def test_a_demand_without_a_range_is_one_step_and_a_plan_that_does_not_fit_breaks_at_once():
    (step,) = trace_vraagverloop(work_out({"statushouders": 12}))
    assert (step.vraag, step.houdt, step.past) == (12, True, True)
    steps = trace_vraagverloop(work_out({"statushouders": {"laag": 30, "hoog": 40}}))
    assert list_verloopzinnen(steps)[0].startswith(
        "In deze verhoudingen past ook de lage vraag niet. Bij 30 breekt het eerst: de regel 'plafond'"
    )
    assert list_verloopzinnen(steps)[1] == (
        "Ook opnieuw verdeeld past de lage vraag niet: bij 30 is er een plek voor 24."
    )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 30), st.integers(0, 20), st.integers(0, 15), st.sampled_from(["laag", "hoog"]))
def test_each_step_agrees_with_the_plan_and_the_rules_worked_out_apart(low, more, other, side):
    outcome = work_out({"statushouders": {"laag": low, "hoog": low + more}, "uitstroom": other}, side)
    steps = trace_vraagverloop(outcome, stappen=4)
    assert (steps[0].vraag, steps[-1].vraag) == (low + other, low + more + other)
    for name, step in (("laag", steps[0]), ("hoog", steps[-1])):
        situatie = make_situatie(outcome.scenario, outcome.situatie.veld, name)
        assert step.geplaatst == sum(place(situatie).geplaatst)
        plan = scale_plan(situatie, outcome.plan.aantallen)
        assert {item.regel for item in step.breuken} == {
            answer.regel for answer in judge_plan(situatie, plan) if answer.voldaan is False
        }
    own = steps[0] if side == "laag" else steps[-1]
    if outcome.plan.geplaatst == outcome.situatie.behoefte.aantallen:
        assert own.houdt  # the plan itself keeps every rule
        assert np.array_equal(scale_plan(outcome.situatie, outcome.plan.aantallen), outcome.plan.aantallen)


def test_more_than_three_gemeenten_are_counted_and_not_named():
    step = Vraagstap(9, (Breuk("plafond", ("A", "B", "C", "D")), Breuk("capaciteit", ("A", "B"))), 0, 9)
    assert describe_breuk(step) == "de regel 'plafond' in 4 gemeenten; de regel 'capaciteit' in A en B"


def test_the_chart_tells_what_the_table_holds():
    steps = trace_vraagverloop(work_out({"statushouders": {"laag": 12, "hoog": 28}}))
    chart = make_vraagverloop(steps)
    assert [row[0] for row in chart.tabel.rijen] == [f"{step.vraag}" for step in steps]
    assert chart.tabel.rijen[-1][1:] == (28.0, 24.0, "de regel 'plafond' in GM0001 en GM0002")
    held = next(series for series in chart.reeksen if series.naam == "Het plan houdt stand")
    assert len(held.punten) == 7
    assert chart.lijnen[0].x == pytest.approx(26)
    locked = dataclasses.replace(steps[0], geplaatst=None)
    assert "passen de vastgezette aantallen niet" in list_verloopzinnen([locked])[1]
