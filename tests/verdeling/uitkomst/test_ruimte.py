"""The table of areas: room and the rule that stops more, against putting homes there one by one."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from veldmaken import make_plan, make_situatie, make_veld

from woonzorg.verdeling.invoer.situatie import Slot
from woonzorg.verdeling.optimum.model import Plan
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_plan
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.uitkomst.antwoord import (
    compute_plan,
    explain,
)
from woonzorg.verdeling.uitkomst.merken import GOED, LET_OP, ONGETOETST, UIT, list_merken
from woonzorg.verdeling.uitkomst.ruimte import (
    KOLOMMEN,
    find_ruimte,
    tabulate_belasting,
    tabulate_gebieden,
    tabulate_statussen,
    tabulate_wijken,
)
from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
from woonzorg.verdeling.uitkomst.woorden import describe_parameter, describe_restant  # fmt: skip
from woonzorg.verdeling.vraag.getal import format_waarde


def make_uitkomst(situatie, plan):
    """Return an outcome around a plan of the test's own."""
    scenario = make_standaard("proefstreek")
    placed = tuple(int(count) for count in plan.sum(axis=0))
    found = Plan(plan, placed, 0.0, 0.0, 0.0, 0.0, bewezen=True, gat=0.0)
    return Uitkomst(scenario, situatie, found, judge_plan(situatie, plan), (), ())


def test_room_is_what_fits_before_a_rule_breaks_and_names_that_rule():
    veld = make_veld(4, [(0, 1)], capaciteit=[3.0, 50.0, 9.0, 50.0],
                     klasse=["draagkrachtig", "aandacht_ses", "kwetsbaar", "onbekend"])  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 100}, {"plafond": {"per_1000": 8}})
    plan = make_plan(situatie, 2, 5, 0, 0)
    room, rules = find_ruimte(situatie, plan)
    assert room.tolist() == [1, 3, 0, 0]
    assert rules == ("capaciteit", "plafond", "ontzien", "ontzien")
    for area, count in enumerate(room.astype(int)):
        full, over = plan.copy(), plan.copy()
        full[area, 0] += count
        over[area, 0] += count + 1
        assert all(answer.voldaan is not False for answer in judge_plan(situatie, full))
        assert rules[area] in {answer.regel for answer in judge_plan(situatie, over) if not answer.voldaan}


def test_of_groups_that_differ_the_one_with_most_room_counts():
    veld = make_veld(1, klasse_wijk="kwetsbaar", klasse="kwetsbaar", capaciteit=4.0)
    situatie = make_situatie(veld, {"statushouders": 5, "detentie": 5})
    room, _ = find_ruimte(situatie, make_plan(situatie, [0, 0]))
    assert room.tolist() == [0]
    free = make_situatie(make_veld(1, capaciteit=4.0), {"statushouders": 5, "detentie": 5})
    assert find_ruimte(free, make_plan(free, [1, 0]))[0].tolist() == [3]


def test_the_table_has_a_row_an_area_of_the_region_with_load_and_lock():
    veld = make_veld(3, rol=["regio", "regio", "rand"], huishoudens=[500.0, 0.0, 500.0])
    situatie = make_situatie(
        veld, {"statushouders": 9}, sloten=(Slot("BU00010000", 4), Slot("BU00010001", 1, "x"))
    )
    table = tabulate_gebieden(make_uitkomst(situatie, make_plan(situatie, 4, 0, 0)))
    assert list(table.columns) == list(KOLOMMEN)
    assert table["per_1000"].iloc[0] == 8.0
    assert math.isnan(table["per_1000"].iloc[1])
    assert table["vast"].iloc[0] == 4
    assert math.isnan(table["vast"].iloc[1])
    assert len(table) == 2


def test_others_see_the_status_of_an_area_and_totals_around_it():
    where = {
        "gemeentecode": ["GM0001"] * 6 + ["GM0002"],
        "wijkcode": [*"AAABBB", "C"],
        "capaciteit": math.nan,
    }
    veld = make_veld(7, klasse=["draagkrachtig"] * 6 + ["kwetsbaar"], **where)
    shared = make_situatie(veld, {"statushouders": 90, "detentie": 9})
    rows = [(11, 4), (1, 0), (0, 0), (9, 0), (0, 2), (1, 0), (0, 0)]
    table = tabulate_statussen(make_uitkomst(shared, make_plan(shared, *rows))).set_index("code")
    assert list(table["status"])[5:] == ["regel houdt niet tegen", "ontzien"]
    assert table["woningen_gemeente"].tolist() == [22] * 6 + [0]
    assert table["woningen_wijk"].iloc[:6].tolist() == [12] * 3 + [10] * 3
    assert math.isnan(table["woningen_wijk"].iloc[6])
    wijken = tabulate_wijken(make_uitkomst(shared, make_plan(shared, *rows)))
    assert wijken[["code", "woningen"]].to_numpy().tolist() == [["A", 12], ["B", 10]]
    small = make_situatie(make_veld(7, eigen_klein=True, **where), {"statushouders": 90})
    plan = make_plan(small, 11, 1, 0, 9, 0, 1, 0)
    table = tabulate_statussen(make_uitkomst(small, plan))
    assert table[["woningen_gemeente", "woningen_wijk"]].isna().all(axis=None)


def test_load_by_gemeente_stands_beside_the_task_and_the_freed_homes():
    veld = make_veld(2, huishoudens=[500.0, 1000.0], inwoners=[1000.0, 3000.0], corporatie=[200.0, np.nan],
                     gemeentecode=["GM0001", "GM0002"])  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 8}, {"capaciteit": {"mutatiegraad": 10}})
    table = tabulate_belasting(make_uitkomst(situatie, make_plan(situatie, 3, 1))).set_index("code")
    assert table["taak_1000"].to_dict() == {"GM0001": 4.0, "GM0002": 6.0}
    assert table["voorstel_1000"].to_dict() == {"GM0001": 6.0, "GM0002": 1.0}
    assert table.loc["GM0001", "aandeel"] == pytest.approx(15.0)  # 3 of the 200 × 10 % that come free
    assert math.isnan(table.loc["GM0002", "aandeel"])


def test_gemeenten_stand_by_name_and_not_by_code_or_by_most():
    veld = make_veld(3, gemeentecode=["GM0001", "GM0002", "GM0003"])
    named = veld.gebieden.assign(gemeentenaam=["Zuid", "Anders", "Midden"])
    situatie = make_situatie(dataclasses.replace(veld, gebieden=named), {"statushouders": 9})
    table = tabulate_belasting(make_uitkomst(situatie, make_plan(situatie, 5, 1, 3)))
    assert table["naam"].tolist() == ["Anders", "Midden", "Zuid"]
    assert table["voorstel"].tolist() == [1, 3, 5]
    assert table["voorstel_1000"].tolist() == [1.0, 3.0, 5.0]


@pytest.fixture(scope="module")
def krap():
    """An outcome with room for 3 of 5 homes: one area of 500 households at 6 per 1,000, and one that is spared."""
    veld = make_veld(2, huishoudens=500.0, klasse=["draagkrachtig", "kwetsbaar"])
    situatie = make_situatie(veld, {"statushouders": 5}, {"plafond": {"per_1000": 6}})
    return make_uitkomst(situatie, make_plan(situatie, 3, 0))


def test_marks_say_by_sign_and_word_what_each_rule_does(krap):
    before = {mark.regel: mark for mark in list_merken(krap)}
    after = {mark.regel: mark for mark in list_merken(explain(krap))}
    assert (before["plafond"].teken, after["plafond"].teken) == (LET_OP, LET_OP)  # 3 of 3 homes
    words = "gehaald, grens bereikt in 1 buurt; in 2 buurten alleen toevoegingen getoetst"
    assert (after["plafond"].tekst, after["plafond"].stand) == (
        words,
        "hoogste 6 van 6 per 1.000 huishoudens",
    )
    assert (before["ontzien"].teken, before["ontzien"].tekst) == (GOED, "gehaald")
    assert (after["ontzien"].teken, after["ontzien"].tekst) == (LET_OP, "gehaald, grens bereikt in 1 buurt")
    assert (after["capaciteit"].teken, after["capaciteit"].stand) == (GOED, "hoogste 3 van 100 woningen")
    assert (after["sleutel"].teken, after["nabijheid"].teken) == (ONGETOETST, UIT)
    assert after["sleutel"].tekst == "niet getoetst in 2 buurten: er zijn geen afspraken"
    assert after["plaatsregel"].tekst == (
        "niet getoetst in 2 buurten: voor geen van deze groepen geldt een plaatsregel"
    )
    assert after["complex"].teken == ONGETOETST


def test_words_of_demand_and_parameters():
    scenario = make_standaard("proefstreek")
    assert describe_restant(scenario.make_behoefte().restant) == (
        "Gaat eerst, buiten de verdeling: 8 woningen per jaar voor mantelzorgers en -ontvangers. Niet verdeeld: 91 "
        "standplaatsen tot 2030 voor woonwagenbewoners."
    )
    assert describe_restant(()) == ""
    assert [format_waarde(value) for value in (8.0, 8.5, 1.25, 1000.0)] == ["8", "8,5", "1,25", "1.000"]


def test_the_source_of_a_parameter_is_shown_until_it_is_changed():
    per_1000 = PER_SLEUTEL["plafond"].find_parameter("per_1000")
    assert describe_parameter(per_1000, 8.0) == "aanname · van 0 tot 1.000"
    assert describe_parameter(per_1000, 9.5) == "eigen keuze; gewoon is 8 · van 0 tot 1.000"


def test_the_quick_half_has_the_same_plan_as_the_whole():
    veld = make_veld(3, capaciteit=2.0)
    scenario = make_standaard("proefstreek")
    quick = compute_plan(scenario, veld)
    assert quick.versoepelingen == ()
    assert explain(quick).plan is quick.plan
    assert explain(quick).knelpunten != ()
