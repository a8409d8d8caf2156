"""What is shared of a plan: no number by buurt, a wijk by the double test, no group for which more privacy holds."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.gebied import Niveau
from woonzorg.verdeling.delen.openbaar import (
    ALLEEN_GEVOELIG,
    VERBORGEN,
    ZONDER_GEVOELIG,
    Regelstatus,
    drop_vraag,
    find_wijken,
    has_eigen_cijfers,
    list_uitzonderingen,
    share_klassen,
    share_maten,
    share_plan,
    share_uitslagen,
    sum_rest,
)
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.uitkomst.gedeeld import (
    describe_kop_openbaar,
    describe_openbaar,
    describe_tekst_openbaar,
    share_uitkomst,
)
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_statussen, tabulate_wijken
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen
from woonzorg.verdeling.vraag.groepen import GROEPEN

RUIM = {"plafond": {"per_1000": 1000}}
PUBLIEK = {"capaciteit": NAN, "corporatie": 2000.0}


def work_out(veld, **more):
    base = {"versie": 1, "regio": "r", "niveau": "buurt", "vraag": {"statushouders": 500, "detentie": 5}}
    return compute(parse_scenario(json.dumps(base | {"regels": RUIM} | more).encode()), veld)


def make_gemeente(wijken, klasse="draagkrachtig", **more):
    """Return a field of one gemeente without own figures; a wijk an area."""
    return make_veld(
        len(wijken), wijkcode=list(wijken), klasse=klasse, capaciteit=NAN, corporatie=2000.0, **more
    )


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([4, 3, 3, 10, 0, 0], {"A": 10, "B": 10}),
        ([4, 3, 2, 10, 0, 0], {}),  # 9 homes in A: what remains beside B would be A
        ([4, 3, 3, 0, 0, 0], {}),  # 0 in B is a number of each of its buurten
        ([0, 0, 0, 0, 0, 0], {}),
        ([30, 0, 0, 40, 0, 0], {"A": 30, "B": 40}),
    ],
)
def test_a_wijk_is_told_by_its_homes_and_by_what_then_remains(counts, told):
    veld = make_gemeente("AAABBB")
    plan = np.array(counts).reshape(6, 1)
    assert find_wijken(veld, plan) == told


@pytest.mark.parametrize(
    ("klasse", "told"),
    [
        (["draagkrachtig"] * 6, {"A": 30, "B": 40}),
        (["kwetsbaar", *["draagkrachtig"] * 5], {}),  # two open buurten in A: told by gemeente
        (["onbekend", *["aandacht_ses"] * 5], {}),  # what is not known is not open
    ],
)
def test_a_wijk_is_told_by_the_buurten_that_the_rule_does_not_hold_back(klasse, told):
    plan = np.array([0, 15, 15, 20, 10, 10]).reshape(6, 1)
    assert find_wijken(make_gemeente("AAABBB", klasse), plan) == told


def test_a_plan_by_wijk_is_tested_on_the_buurten_of_each_wijk():
    veld = make_veld(
        3,
        niveau=Niveau.WIJK,
        capaciteit=NAN,
        corporatie=2000.0,
        buurten_open=[3, 2, 4],
        gemeentecode="GM0001",
    )
    plan = np.array([12, 5, 30]).reshape(3, 1)
    assert find_wijken(veld, plan) == {}  # beside A and C only B remains
    more = dataclasses.replace(veld, gebieden=veld.gebieden.assign(buurten_open=[3, 3, 4]))
    assert find_wijken(more, np.array([12, 15, 30]).reshape(3, 1)) == dict(
        zip(veld.codes, [12, 15, 30], strict=True)
    )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.booleans(), st.integers(0, 12)), min_size=1, max_size=14),
    st.integers(0, 3),
)
def test_every_total_below_gemeente_and_every_remainder_passes_the_double_test(rows, split):
    """Against counting by hand, over the areas of each wijk and of what is not told."""
    towns = ["GM0001" if number < split * 4 else "GM0002" for number in range(len(rows))]
    names = [f"{town}{wijk}" for town, (wijk, _, _) in zip(towns, rows, strict=True)]
    veld = make_gemeente(
        names, ["draagkrachtig" if free else "kwetsbaar" for _, free, _ in rows], gemeentecode=towns
    )
    plan = np.array([[count if free else 0] for _, free, count in rows])
    told = find_wijken(veld, plan)
    cells = list(zip(towns, names, rows, strict=True))
    for town in set(towns):
        parts = {name for place, name, _ in cells if place == town}
        blocks = [{name} for name in parts & set(told)]
        blocks += [parts - set(told)] if blocks and parts - set(told) else []
        for block in blocks:
            inside = [row for _, name, row in cells if name in block]
            assert sum(free * count for _, free, count in inside) >= 10
            assert sum(free for _, free, _ in inside) >= 3
    for name in told:
        assert told[name] == sum(free * count for _, other, (_, free, count) in cells if other == name)


def test_nothing_shared_names_a_number_of_a_buurt_however_many_groups():
    veld = make_gemeente(["A"] * 4 + ["B"] * 4, gemeentecode="GM0001")
    outcome = work_out(veld, vraag={"statushouders": 90, "psychisch": 1, "maatschappelijke_opvang": 40})
    view = describe_openbaar(outcome)
    codes = {row["code"] for part in ("plaatsingen", "wijken") for row in view[part]}
    assert codes == {"GM0001", "A", "B"}
    assert sum(row["aantal"] for row in view["plaatsingen"]) == sum(outcome.plan.geplaatst) == 131
    assert not [word for word in veld.codes if word in describe_tekst_openbaar(outcome)]
    assert set(tabulate_statussen(outcome).columns) & {"geplaatst", "per_1000", "ruimte", "vast"} == set()


def test_the_status_of_a_buurt_is_the_same_in_every_plan():
    classes = ["kwetsbaar", "onbekend", "aandacht_leefbaarheid", "draagkrachtig"]
    veld = make_veld(4, klasse=classes, **PUBLIEK)
    exception = {"code": veld.codes[0], "motief": "m", "besluit_door": "b", "datum": "2026-01-01"}
    plans = [
        work_out(veld),
        work_out(veld, uitzonderingen=[exception], sloten=[{"code": veld.codes[3], "aantal": 0}]),
        work_out(veld, vraag={"detentie": 9}, regels={"ontzien": {"onbekend": 0}}),
    ]
    assert plans[1].plan.aantallen[0].any()
    told = [describe_openbaar(outcome)["statussen"] for outcome in plans]
    assert told[0] == told[1] == told[2]
    assert list(told[0].values()) == [
        Regelstatus.ONTZIEN,
        Regelstatus.ONBEKEND,
        Regelstatus.OPEN,
        Regelstatus.OPEN,
    ]


def test_a_total_of_a_gemeente_is_told_with_own_figures_of_ten_and_more_and_nothing_below_it():
    veld = make_veld(
        8, wijkcode=["A"] * 4 + ["B"] * 4, gemeentecode=["GM0001"] * 4 + ["GM0002"] * 4,
        capaciteit=[14.0, 15.0, 16.0, 17.0] * 2,
    )  # fmt: skip
    outcome = work_out(veld)
    view = describe_openbaar(outcome)
    assert {row["code"]: row["aantal"] for row in view["plaatsingen"]} == {"GM0001": 62, "GM0002": 62}
    assert view["wijken"] == []
    assert {rule["waarde"] for rule in view["regels"]} == {None}
    assert set(view["maten"]["na"].values()) == {None}
    assert describe_kop_openbaar(outcome).startswith("Rekenvoorbeeld: voor 124 van de 500")


def test_with_one_own_figure_under_ten_no_number_of_the_plan_is_told():
    veld = make_veld(4, capaciteit=[40.0, 50.0, 60.0, 7.0], eigen_klein=[False, False, False, True])
    outcome = work_out(veld)
    view = describe_openbaar(outcome)
    assert (view["plaatsingen"], view["wijken"]) == ([], [])
    assert set(view["niet_geplaatst"].values()) == {None}
    assert {rule["bindend"] for rule in view["regels"]} == {None}
    assert describe_kop_openbaar(outcome) == VERBORGEN
    assert tabulate_belasting(outcome, openbaar=True)["voorstel"].isna().all()
    assert tabulate_wijken(outcome).empty
    text = describe_tekst_openbaar(outcome)
    assert "Laat in uw bestand de cijfers onder de 10 weg" in text
    assert str(sum(outcome.plan.geplaatst)) not in text


SENSITIVE = [groep.sleutel for groep in GROEPEN if groep.gevoelig]


def test_the_groups_for_which_more_privacy_holds_are_these():
    assert set(SENSITIVE) == {"sekswerkers", "vrouwenopvang", "detentie_forensisch", "detentie", "forensisch"}


@pytest.mark.parametrize("groep", ["detentie", "forensisch", "sekswerkers", "vrouwenopvang"])
def test_measures_rule_values_and_totals_are_those_of_the_groups_that_are_told(groep):
    """One home for such a group in a small area made the highest load: it pointed at that area."""
    veld = make_veld(3, huishoudens=[240.0, 2000.0, 3000.0], **PUBLIEK)
    situatie = make_situatie(veld, {"statushouders": 20, groep: 3}, RUIM)
    spread = groep in situatie.groepen
    plan = make_plan(situatie, *([[0, 1], [8, 2], [12, 0]] if spread else [[0], [8], [12]]))
    if situatie.groepen[0] == groep:
        plan = plan[:, ::-1]
    told = share_plan(situatie, plan)
    assert told.gemeenten == {"GM0001": 20}
    assert groep not in told.situatie.groepen
    assert groep not in [rest.groep for rest in told.situatie.behoefte.restant]
    assert share_maten(told).hoogste_belasting == 4.0
    assert share_maten(told).woningen == 20
    answers = {answer.regel: answer for answer in share_uitslagen(judge_plan(situatie, plan), told, {})}
    assert answers["plafond"].waarde == 4.0


def test_no_shared_output_holds_what_is_asked_for_such_a_group():
    veld = make_veld(4, **PUBLIEK)
    reason = {"motief": "geheim motief", "besluit_door": "b", "datum": "2026-01-01"}
    outcome = work_out(
        veld, vraag={"statushouders": 60, "detentie": 37, "vrouwenopvang": 29}, status="vastgesteld",
        besluit="raad", datum="2026-01-01",
        toetsen=[{"code": veld.codes[0], "groep": "vrouwenopvang", "aantal": 31}],
        sloten=[{"code": veld.codes[1], "aantal": 23, "groep": "detentie"}],
        uitzonderingen=[{"code": veld.codes[2], "groep": "detentie"} | reason],
    )  # fmt: skip
    text = json.dumps(describe_openbaar(outcome)) + describe_tekst_openbaar(outcome)
    for secret in ("37", "29", "31", "23", "97", "126", "geheim"):
        assert secret not in text.replace(outcome.scenario.id, "")
    assert ZONDER_GEVOELIG in text
    proposal = describe_openbaar(outcome)["toetsen"][0]
    assert (proposal["groep"], proposal["aantal"]) == ("vrouwenopvang", None)
    assert list_uitzonderingen(outcome.scenario.uitzonderingen, outcome.scenario.kenmerken) == ()


@pytest.mark.parametrize(("optellen", "told"), [(False, (173, 326)), (True, (212, 365))])
def test_a_whole_is_told_without_the_parts_that_are_not(optellen, told):
    """365 beside the 287 that are left and the 39 of jeugdzorg would give the 39 of detentie."""
    demand = {
        "uitstroom": {"laag": 212, "hoog": 365},
        "detentie": 39,
        "jeugd_zelfstandig": 12,
        "jeugd_tussenvorm": 27,
    }
    outcome = work_out(make_veld(4, **PUBLIEK), vraag=demand, optellen=optellen)
    line = next(line for line in drop_vraag(outcome.scenario).vraag if line.groep == "uitstroom")
    assert (line.laag, line.hoog) == told
    shared = share_uitkomst(outcome)
    assert line in shared.situatie.behoefte.regels
    text = json.dumps(describe_openbaar(outcome)) + describe_tekst_openbaar(outcome)
    other = work_out(make_veld(4, **PUBLIEK), vraag=demand | {"uitstroom": 213}, optellen=optellen).scenario
    text += str(list_verschillen(outcome.scenario, other, openbaar=True))
    assert f"{told[0]} tot {told[1]}" in text
    assert ("365" in text) == optellen


def test_a_plan_for_such_groups_alone_says_so():
    outcome = work_out(make_veld(2, **PUBLIEK), vraag={"detentie": 9})
    assert sum(outcome.plan.geplaatst) == 9
    assert describe_kop_openbaar(outcome) == ALLEEN_GEVOELIG
    view = describe_openbaar(outcome)
    assert (view["plaatsingen"], view["niet_geplaatst"]) == ([], {})
    assert share_uitkomst(share_uitkomst(outcome)).plan.geplaatst == ()


def test_an_exception_is_told_when_its_decision_is_public_and_its_group_is_not_secret():
    open_, secret = (
        Uitzondering("BU00010000", "m", "b", "2026-01-01", groep, aantal=4) for groep in ("", "detentie")
    )
    for status, told in (("concept", ()), ("besproken", ()), ("vastgesteld", (open_,))):
        assert list_uitzonderingen((open_, secret), {"status": status}) == told
    undecided = dataclasses.replace(open_, aantal=None)
    assert list_uitzonderingen((undecided,), {"status": "vastgesteld"}) == ()


def test_a_value_of_one_area_is_told_roughly_and_homes_of_one_area_are_not():
    veld = make_veld(4, [(0, 1), (1, 2)], huishoudens=[333.0, 800.0, 700.0, 900.0], **PUBLIEK)
    outcome = work_out(veld, vraag={"statushouders": 9}, regels={"plafond": {"per_1000": 7.7}})
    rules = {rule["regel"]: rule for rule in describe_openbaar(outcome)["regels"]}
    exact = {answer.regel: answer.waarde for answer in outcome.uitslagen}
    assert rules["plafond"]["waarde"] == round(exact["plafond"], 1) != exact["plafond"]
    assert rules["ontzien"]["waarde"] == 0
    assert {rules[name]["waarde"] for name in ("capaciteit", "complex")} == {None}
    measures = describe_openbaar(outcome)["maten"]["na"]
    for name, places in {"hoogste_belasting": 1, "theil": 3, "dissimilariteit": 3}.items():
        assert measures[name] == round(measures[name], places), name


@pytest.mark.parametrize(
    ("klasse", "counts", "told"),
    [
        (["kwetsbaar"] + ["draagkrachtig"] * 3, [0, 4, 4, 4], True),
        (["kwetsbaar"] + ["draagkrachtig"] * 3, [6, 4, 4, 4], False),  # one decided exception
        (["aandacht_ses"] + ["draagkrachtig"] * 3, [12, 4, 4, 4], False),  # a class of one buurt
        (["kwetsbaar"] * 4, [4, 4, 4, 0], True),
    ],
)
def test_homes_by_class_are_told_when_no_class_gives_a_few_buurten_away(klasse, counts, told):
    veld = make_veld(4, klasse=klasse, **PUBLIEK)
    situatie = make_situatie(veld, {"statushouders": 40}, RUIM)
    shared = share_plan(situatie, make_plan(situatie, *([count] for count in counts)))
    found = share_klassen(shared)
    assert (found is not None) is told
    if found:
        assert found["kwetsbaar"] == sum(
            c for c, name in zip(counts, klasse, strict=True) if name == "kwetsbaar"
        )
    assert np.isnan(share_maten(shared).in_kwetsbaar) == (
        klasse[0] == "kwetsbaar" and counts[0] > 0 and not told
    )


def test_what_remains_of_a_gemeente_stands_beside_its_wijken():
    veld = make_gemeente("AAABBBCCC")
    situatie = make_situatie(veld, {"statushouders": 40}, RUIM)
    shared = share_plan(situatie, make_plan(situatie, *([count] for count in (10, 5, 0, 9, 3, 2, 1, 1, 1))))
    assert shared.wijken == {}  # 3 in C would remain
    more = share_plan(situatie, make_plan(situatie, *([count] for count in (10, 5, 0, 4, 3, 2, 1, 1, 1))))
    assert more.wijken == {"A": 15}
    assert sum_rest(more, {"GM0001"}) == {"GM0001": 12}


def test_corporation_dwellings_that_the_planner_counted_are_own_figures_too():
    assert has_eigen_cijfers(make_veld(2, capaciteit=NAN, corporatie_eigen=[True, False]))
    assert not has_eigen_cijfers(make_veld(2, capaciteit=NAN))
