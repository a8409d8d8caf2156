"""A comparison: counted by hand on small fields, never more by area than may be shared, and refused where it must."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.optimum.maten import measure_plan
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.vergelijking import vergelijking
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario, turn_knoppen
from woonzorg.verdeling.vergelijking.kant import Kant, make_nul
from woonzorg.verdeling.vergelijking.knoppen import KNOPPEN
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen
from woonzorg.verdeling.vergelijking.vergelijking import compare

OPEN = {"statushouders": 20, "maatschappelijke_opvang": 10}
RUIM = {"plafond": {"per_1000": 100}}
VELD = make_veld(
    4, gemeentecode=["GM0001", "GM0001", "GM0002", "GM0002"], huishoudens=[1000.0, 500.0, 0.0, 2000.0],
    inwoners=[2000.0, 1000.0, 0.0, 4000.0], klasse=["kwetsbaar", *["draagkrachtig"] * 3],
    capaciteit=float("nan"), corporatie=2000.0,
)  # fmt: skip


def make_kant(situatie, *rows, titel="plan"):
    plan = make_plan(situatie, *rows)
    return Kant(titel, titel, situatie, plan, judge_plan(situatie, plan), measure_plan(situatie, plan))


def parse(**more):
    small = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    return parse_scenario(json.dumps(small | more).encode())


def test_differences_by_area_and_gemeente_are_those_counted_by_hand():
    situatie = make_situatie(VELD, OPEN, RUIM)
    a = make_kant(situatie, (0, 0), (10, 5), (0, 0), (10, 5))
    b = make_kant(situatie, (4, 0), (6, 5), (0, 1), (10, 0))
    found = compare(a, b, openbaar=False)
    assert found.niveau == Niveau.BUURT
    assert found.gebieden["verschil"].tolist() == [4, -4, 1, -5]
    assert found.gebieden["per_1000"].tolist()[:2] == [4.0, -8.0]
    assert math.isnan(found.gebieden["per_1000"].iloc[2])
    assert found.gemeenten[["a", "b"]].to_numpy().tolist() == [[15, 15], [15, 11]]
    assert found.gemeenten["huishoudens"].tolist() == [1500.0, 2000.0]
    assert found.gemeenten["taakstelling_a"].tolist() == [13, 17]  # 30 × 3/7 and 30 × 4/7
    assert found.count_verplaatst("b") == 5
    assert (found.a.geplaatst, found.b.geplaatst) == (30, 26)
    assert a.gebroken == ()
    # 4 in a kwetsbare area; and 1 where no one lives, so that there is neither a rate nor room.
    assert b.gebroken == ("ontzien", "plafond", "capaciteit")


def test_now_a_b_and_the_keys_stand_on_one_scale():
    situatie = make_situatie(VELD, OPEN, RUIM)
    a = make_kant(situatie, (0, 0), (10, 5), (0, 0), (10, 5))
    found = compare(a, a)
    assert [side.sleutel for side in found.kanten[3:]] == [key.sleutel for key in SLEUTELS]
    assert found.nul.maten.to_dict()["woningen"] is None
    assert {side.geplaatst for side in found.sleutels if side.aantallen.any()} == {30}
    assert all("ontzien" in side.gebroken for side in found.sleutels if side.aantallen.any())
    assert found.gemeenten["sleutel_inwoners"].tolist() == [13, 17]
    assert vergelijking.describe_verplaatst(found) == "A en B geven elke gemeente evenveel."
    assert vergelijking.describe_kop(found) == (
        "Rekenvoorbeeld: van de 30 woningen plaatst A er 30 en B 30. Geen van beide breekt een regel die getoetst "
        "is. Niet of niet overal getoetst: bij A 5 regels en bij B 5 regels."
    )
    other = compare(a, found.sleutels[0])
    assert vergelijking.describe_kop(other).endswith("Niet gehaald: A geen en B 1 regel.")
    small = make_situatie(VELD, {"statushouders": 4, "maatschappelijke_opvang": 2}, RUIM)
    less = compare(a, make_kant(small, (0, 0), (2, 1), (0, 0), (1, 0)))
    assert "A plaatst 30 van de 30 woningen, B 4 van de 6." in vergelijking.describe_kop(less)


def test_with_own_counts_the_situation_now_has_measures_and_they_are_not_shared():
    veld = make_veld(2, gehuisvest=[12.0, 30.0])
    situatie = make_situatie(veld, OPEN)
    side = make_kant(situatie, (10, 5), (10, 5))
    found = compare(side, side)
    assert found.met_eigen
    shared = vergelijking.describe(found)
    assert set(shared["nul"]["maten"].values()) == {None}
    assert all(set(key["maten"].values()) == {None} for key in shared["sleutels"])
    own = vergelijking.describe(compare(side, side, openbaar=False))
    assert own["nul"]["maten"]["woningen"] == 42


def test_of_own_counts_under_ten_nothing_is_compared_for_others():
    veld = make_veld(2, gehuisvest=[12.0, 3.0], eigen_klein=[False, True])
    side = make_kant(make_situatie(veld, OPEN), (10, 5), (10, 5))
    found = compare(side, side)
    assert (found.verborgen, len(found.gemeenten), len(found.gebieden), found.sleutels) == (True, 0, 0, ())
    assert vergelijking.describe_kop(found) == VERBORGEN
    assert "verborgen" in vergelijking.describe_verplaatst(found)
    assert compare(side, side, openbaar=False).gemeenten["a"].tolist() == [30]


@pytest.mark.parametrize(
    "vraag",
    [{"statushouders": 20}, {"statushouders": 20, "psychisch": 5}, {"statushouders": 20, "detentie": 5}],
)
def test_others_see_gemeenten_however_many_groups(vraag):
    situatie = make_situatie(VELD, vraag)
    rows = [[0] * len(vraag), list(vraag.values()), [0] * len(vraag), [0] * len(vraag)]
    side = make_kant(situatie, *rows)
    found = compare(side, side)
    assert found.niveau == Niveau.GEMEENTE
    assert set(found.gebieden["code"]) == {"GM0001", "GM0002"}
    assert any("per gemeente" in text for text in vergelijking.list_meldingen(found))
    whole = compare(side, side, openbaar=False)
    assert whole.niveau == Niveau.BUURT
    assert whole.gebieden["a"].tolist() == [0, sum(vraag.values()), 0, 0]


def test_the_homes_of_a_group_for_which_more_privacy_holds_are_left_out_everywhere_and_said():
    situatie = make_situatie(VELD, OPEN | {"detentie": 5})
    asked = parse(vraag=OPEN | {"detentie": 5})
    side = dataclasses.replace(
        make_kant(situatie, (0, 0, 0), (10, 5, 5), (0, 0, 0), (10, 5, 0)), scenario=asked
    )
    found = compare(side, side)
    assert any("Detentie" in text for text in vergelijking.list_meldingen(found))
    assert found.gemeenten["a"].tolist() == [15, 15]
    assert (found.a.geplaatst, found.a.gevraagd) == (30, 30)
    assert found.gemeenten["taakstelling_a"].sum() == found.gemeenten["sleutel_inwoners"].sum() == 30
    assert found.a.maten.hoogste_belasting == 30.0  # 15 in 500 households; with the 5 it would be 40
    own = compare(side, side, openbaar=False)
    assert (own.gemeenten["a"].tolist(), own.a.maten.hoogste_belasting) == ([20, 15], 40.0)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.integers(0, 9), min_size=24, max_size=24))
def test_what_is_shared_adds_up_to_the_groups_that_are_told(counts):
    situatie = make_situatie(VELD, OPEN | {"detentie": 5})
    plans = np.array(counts).reshape(2, 4, 3)
    a, b = (make_kant(situatie, *plan.tolist()) for plan in plans)
    found = compare(a, b)
    for side, plan in zip("ab", plans, strict=True):
        assert found.gebieden[side].sum() == found.gemeenten[side].sum() == plan[:, :2].sum()
    assert found.gebieden["verschil"].sum() == plans[1][:, :2].sum() - plans[0][:, :2].sum()


def test_what_is_asked_for_such_a_group_is_no_difference_that_others_see():
    a, b = (
        parse(vraag={"statushouders": 30, "detentie": 5}),
        parse(vraag={"statushouders": 30, "detentie": 9}),
    )
    assert [row.wat for row in list_verschillen(a, b)] == ["Vraag: Uitstroom uit detentie"]
    assert list_verschillen(a, b, openbaar=True) == ()


def test_other_areas_levels_regions_and_kinds_are_refused():
    side = make_kant(make_situatie(VELD, OPEN, RUIM), *[(0, 0)] * 4)
    other = make_kant(make_situatie(make_veld(3), OPEN), *[(0, 0)] * 3)
    with pytest.raises(InvoerFout, match=r"dezelfde gebieden.*1 gebieden staan maar bij één"):
        compare(side, other)
    for name, value in (("niveau", "wijk"), ("regio", "elders"), ("soort", "totaal_tot_2030")):
        with pytest.raises(InvoerFout, match=rf"niet te vergelijken.* en {value}\."):
            vergelijking.check_vergelijkbaar(parse(), parse(**{name: value}))
    one, two = (dataclasses.replace(side, scenario=parse(gegevens=name)) for name in ("een", "twee"))
    assert any(
        "andere gegevens: een en twee" in text for text in vergelijking.list_meldingen(compare(one, two))
    )


def test_what_two_scenarios_ask_differently_is_told_by_name():
    a = parse()
    b = parse(
        vraag={"statushouders": {"laag": 20, "hoog": 40}, "detentie": 5}, bandbreedte="laag", jaren={"maatwerk": 50},
        regels={"plafond": {"per_1000": 12}, "sleutel": {"aan": False}}, sloten=[{"code": "BU00010000", "aantal": 3}],
    )  # fmt: skip
    rows = {row.wat: row.teksten for row in list_verschillen(a, b)}
    assert rows == {
        "Vraag: Statushouders": ("30 woning per jaar", "20 tot 40 woning per jaar"),
        "Vraag: Uitstroom uit detentie": ("geen", "5 woning per jaar"),
        "Kant van de vraag": ("hoog", "laag"),
        "Plafond: Meeste nieuwe woningen": ("8 per 1.000 huishoudens", "12 per 1.000 huishoudens"),
        "Regel 'Bestuurlijke sleutel'": ("geldt", "geldt niet"),
        "Vastgezette gebieden": ("0", "1"),
        "Deel dat maatwerk terugneemt in kwetsbare gebieden (δ)": ("25 %", "50 %"),
    }
    assert list_verschillen(a, parse(naam="anders", notitie="x")) == ()
    more = {"toetsen": [{"code": "BU00010000", "groep": "woonwagenbewoners", "aantal": 6}], "loten": {"detentie": 2},
            "schalen": {"statushouders": "wijk"}, "urgentie": ["detentie"], "verdeelsleutel": "woningen",
            "jaren_capaciteit": 2, "eigen_cijfers": "abc123abc123", "optellen": True}  # fmt: skip
    for name, value in more.items():
        assert len(list_verschillen(a, parse(**{name: value}))) == 1, name
    moved = [parse(sloten=[{"code": f"BU0001000{n}", "aantal": 3}]) for n in (1, 2)]
    assert [row.teksten for row in list_verschillen(*moved)] == [("1", "1, maar andere")]


def test_levers_turn_both_the_plan_and_the_years():
    veld = make_veld(
        3, kenmerk_v=[200.0, 50.0, 50.0], corporatie=500.0, capaciteit=float("nan"),
        klasse=["kwetsbaar", "draagkrachtig", "draagkrachtig"],
    )  # fmt: skip
    scenario = parse(vraag={"statushouders": {"laag": 2, "hoog": 30}}, jaren={"tot": 2030})
    usual = project_scenario(scenario, veld, 2026)
    assert list(usual) == ["laag", "hoog"]
    assert usual["laag"].standen[-1].tekort < usual["hoog"].standen[-1].tekort
    # 500 · 8,5 % · 0 % leaves no room: nothing is placed, and the whole demand stays.
    closed = project_scenario(turn_knoppen(scenario, {"toewijsaandeel": 0, "instroom": 3}), veld, 2026)
    assert closed["hoog"].standen[1].geplaatst == 0
    assert closed["hoog"].standen[1].vraag == 33
    key = project_scenario(scenario, veld, 2026, SLEUTELS[0])
    assert key["hoog"].standen[1].geplaatst > usual["hoog"].standen[1].geplaatst
    with pytest.raises(GegevensFout, match=r"capaciteit\.mutatiegraad"):
        turn_knoppen(scenario, {"mutatiegraad": 200})
    assert turn_knoppen(scenario, {}) == scenario
    assert set(KNOPPEN) > {"mutatiegraad", "toewijsaandeel", "vrije_ruimte", "nieuwbouw", "instroom"}


DRIE = [
    ((0, 0), (10, 5), (0, 0), (10, 5)),
    ((0, 0), (6, 5), (0, 1), (10, 0)),
    ((0, 0), (0, 0), (0, 0), (0, 0)),
]


def test_up_to_five_plans_are_compared_and_what_comes_out_equal_is_told_once():
    situatie = make_situatie(VELD, OPEN, RUIM)
    a, b, nothing = (make_kant(situatie, *rows) for rows in DRIE)
    found = compare(a, b, dataclasses.replace(a, titel="zelfde"), make_nul(situatie), nothing, sleutels=())
    assert found.letters == ("A", "B", "C", "D", "E")
    assert found.gemeenten[list("abcde")].to_numpy().tolist() == [[15, 11, 15, 0, 0], [15, 11, 15, 0, 0]]
    assert found.list_gelijk() == [
        ("A", "C"),
        ("B",),
        ("D",),
        ("E",),
    ]  # of D no rule was judged: it is no plan
    assert vergelijking.describe_gelijk(found).startswith("A = C: dezelfde uitkomst")
    assert vergelijking.describe_verplaatst(found) == (
        "2 gemeenten krijgen bij B een ander aantal dan bij A. A en C geven elke gemeente evenveel. "
        "2 gemeenten krijgen bij D een ander aantal dan bij A. 2 gemeenten krijgen bij E een ander aantal dan bij A."
    )
    kop = vergelijking.describe_kop(found)
    assert "van de 30 woningen plaatst A er 30, B 22, C 30, D 0 en E 0." in kop
    assert kop.endswith("Niet gehaald: A geen, B 2 regels, C geen en E geen.")
    assert [side.titel for side in found.kanten] == ["plan", "plan", "zelfde", "Nulsituatie", "plan"]
    told = vergelijking.describe(found)
    assert told["gelijk"] == [["a", "c"]]
    assert set(told["gemeenten"][0]) >= {*"abcde", "naar_inwoners_e"}
    assert a.zonder_plek == {"statushouders": 0, "maatschappelijke_opvang": 0}
    assert sum(b.zonder_plek.values()) == 8


def test_of_the_situation_now_beside_itself_no_rule_is_said_to_be_kept():
    now = make_nul(make_situatie(VELD, OPEN, RUIM))
    kop = vergelijking.describe_kop(compare(now, now, sleutels=()))
    assert kop == "Rekenvoorbeeld: van de 30 woningen plaatst A er 0 en B 0."


@pytest.mark.parametrize("aantal", [1, 6])
def test_one_plan_or_six_are_refused(aantal):
    side = make_kant(make_situatie(VELD, OPEN, RUIM), *DRIE[0])
    with pytest.raises(InvoerFout, match="2 tot 5 plannen"):
        compare(*[side] * aantal)


def test_settings_are_told_for_each_plan_and_differ_also_where_they_read_the_same():
    moved = [parse(sloten=[{"code": f"BU0001000{n}", "aantal": 3}]) for n in (1, 2, 3, 1)]
    (row,) = list_verschillen(*moved)
    assert row.teksten == ("1", "1, maar andere", "1, en weer andere", "1")
    assert list_verschillen(moved[0], moved[0], moved[3]) == ()


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sets(st.integers(0, 3), max_size=2), min_size=2, max_size=5), st.integers(0, 9))
def test_of_any_number_of_plans_no_more_is_told_than_of_each_pair_and_nothing_where_a_pair_is_hidden(
    small, homes
):
    """A plan whose own figures are small in some areas hides every figure of all, whichever it is compared with."""
    sides = []
    for areas in small:
        veld = make_veld(
            4, gemeentecode=["GM0001", "GM0001", "GM0002", "GM0002"], eigen_klein=[n in areas for n in range(4)],
            capaciteit=[3.0 if n in areas else 40.0 for n in range(4)],
        )  # fmt: skip
        sides.append(make_kant(make_situatie(veld, OPEN), *[(min(homes, 3), 0)] * 4))
    found = compare(*sides, sleutels=())
    pairs = [compare(one, two, sleutels=()) for one in sides for two in sides if one is not two]
    assert found.verborgen == any(pair.verborgen for pair in pairs) == any(small)
    told = found.gemeenten[list(found.kolommen)].to_numpy()
    if found.verborgen:
        assert (told.size, vergelijking.describe_kop(found), vergelijking.describe_gelijk(found)) == (
            0,
            VERBORGEN,
            "",
        )
        assert vergelijking.describe(found)["gemeenten"] == []
    else:
        assert told.tolist() == [[2 * min(homes, 3)] * len(sides)] * 2
