"""The headline names the rule that holds back most, and no sentence contradicts another; against dropping each rule."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.model import maximise_geplaatst, place, settle_tekort
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_plan, list_actief
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.uitkomst.antwoord import (
    describe_status,
    explain,
)
from woonzorg.verdeling.uitkomst.knelwoorden import (
    NOOIT_UIT,
    count_tekort,
    describe_geplaatst,
    describe_kop,
    list_hulp,
)
from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
from woonzorg.verdeling.vraag.groepen import Instrument, Schaal, Soort
from woonzorg.verdeling.vraag.lijnen import Vraagregel, make_behoefte

NOOIT = [key for key, regel in PER_SLEUTEL.items() if not regel.versoepelbaar]


def describe_knel(outcome) -> str:
    """Return the headline that names the rule, also where a default leaves no room by itself."""
    return describe_kop(outcome, alleen=False)


def work_out(situatie):
    plan = place(situatie)
    bare = Uitkomst(
        make_standaard("proefstreek"), situatie, plan, judge_plan(situatie, plan.aantallen), (), ()
    )
    return explain(bare)


def place_without(outcome, regel):
    model, answer = settle_tekort(build_model(outcome.situatie, zonder=regel))
    model, found = maximise_geplaatst(model, answer)
    return tuple(model.read_plan(found.x).sum(axis=0).tolist())


def test_the_rule_without_which_most_is_placed_is_named_though_it_never_gives_way():
    # 3 of 10 fit: without the ceiling 4 (capacity of the open area), without 'ontzien' 4 + 3 + 3.
    veld = make_veld(4, huishoudens=[500.0, 500.0, 500.0, 200.0], capaciteit=[4.0, 100.0, 100.0, 100.0],
                     klasse=["draagkrachtig", "kwetsbaar", "kwetsbaar", "kwetsbaar"])  # fmt: skip
    outcome = work_out(make_situatie(veld, {"statushouders": 10}, {"plafond": {"per_1000": 6}}))
    assert describe_knel(outcome) == (
        "Rekenvoorbeeld: voor 3 van de 10 woningen is een plek gevonden. Voor 7 niet: de regel 'ontzien' knelt in 3 "
        "buurten. Deze regel gaat nooit uit."
    )
    parts = {part.kop: part.regels for part in list_hulp(outcome)}
    assert parts["Deze regel gaat nooit uit"] == ("'ontzien' houdt 7 van de 7 woningen tegen",)
    assert "ontzien" not in str([lines for kop, lines in parts.items() if "nooit" not in kop])


def test_one_rule_that_can_give_way_and_is_enough_is_told_with_the_value_to_turn_to():
    veld = make_veld(2, huishoudens=500.0, klasse=["draagkrachtig", "kwetsbaar"])
    outcome = work_out(make_situatie(veld, {"statushouders": 5}, {"plafond": {"per_1000": 6}}))
    assert describe_geplaatst(outcome) == "Rekenvoorbeeld: voor 3 van de 5 woningen is een plek gevonden."
    # Without 'ontzien' all 5 would fit as well: of two that hold back the same, the one that can give way is named.
    assert describe_knel(outcome).endswith("Voor 2 niet: de regel 'plafond' knelt in 1 buurt.")
    enough, never = list_hulp(outcome)
    assert enough.regels == ("meeste nieuwe woningen: van 6 naar 10 per 1.000 huishoudens",)
    assert never.regels == ("'ontzien' houdt 2 van de 2 woningen tegen",)


def test_when_no_rule_alone_is_enough_each_is_told_with_what_it_holds_back():
    veld = make_veld(1, huishoudens=500.0, capaciteit=4.0)
    outcome = work_out(make_situatie(veld, {"statushouders": 9}, {"plafond": {"per_1000": 6}}))
    (part,) = list_hulp(outcome)
    assert part.kop == "Geen regel die ruimer kan, is alleen genoeg"
    assert part.regels == ("zonder 'plafond': een plek voor 4 van de 9 woningen",)


def test_rules_that_hold_back_only_together_are_told_so():
    outcome = work_out(make_situatie(make_veld(1, capaciteit=8.0), {"statushouders": 10}))
    assert describe_knel(outcome).endswith("Voor 2 niet: meer regels knellen tegelijk.")
    assert list_hulp(outcome)[0].regels == ("er knellen meer regels tegelijk",)


def test_a_rule_that_only_changes_who_comes_first_is_told_as_that():
    # By wijk detentie (urgent here) may not come; without that it takes the room of statushouders: not one more.
    bare = make_situatie(make_veld(1, capaciteit=2.0, klasse_wijk="kwetsbaar"), {"detentie": 2, "statushouders": 2},
                         schalen={("detentie", Instrument.TOEWIJZING): Schaal.WIJK})  # fmt: skip
    lines = [Vraagregel(name, 2, 2) for name in ("detentie", "statushouders")]
    need = make_behoefte(lines, Soort.PER_JAAR, hoog=True, urgentie=("detentie",))
    outcome = work_out(dataclasses.replace(bare, behoefte=need))
    assert outcome.plan.geplaatst == (0, 2)
    words = "meer voor uitstroom uit detentie en minder voor een groep na hen"
    assert list_hulp(outcome)[1].regels == (f"'ontzien' houdt iets tegen: zonder die regel {words}",)


@st.composite
def draw_gevallen(draw):
    count = draw(st.integers(1, 3))
    numbers = st.lists(st.integers(0, 6), min_size=count, max_size=count)
    classes = st.lists(
        st.sampled_from(["kwetsbaar", "draagkrachtig", "onbekend"]), min_size=count, max_size=count
    )
    traits = st.lists(st.integers(20, 60), min_size=count, max_size=count)
    veld = make_veld(
        count, [(a, a + 1) for a in range(count - 1)], huishoudens=500.0, klasse=draw(classes),
        capaciteit=[float(n) for n in draw(numbers)],
        kenmerk_v=[float(n) for n in draw(traits)] if draw(st.booleans()) else NAN,
    )  # fmt: skip
    demand = {"psychisch": draw(st.integers(0, 6)), "statushouders": draw(st.integers(0, 12))}
    return veld, demand, {"plafond": {"per_1000": draw(st.integers(1, 12))}}


@settings(max_examples=25)
@given(draw_gevallen())
def test_headline_and_lines_agree_with_dropping_each_rule(geval):
    outcome = work_out(make_situatie(*geval))
    if not count_tekort(outcome):
        assert list_hulp(outcome) == ()
        return
    without = {
        regel.sleutel: place_without(outcome, regel.sleutel) for regel in list_actief(outcome.situatie)
    }
    best, kop = max(without.values()), describe_knel(outcome)
    named = [key for key in without if f"'{PER_SLEUTEL[key].titel.lower()}'" in kop]
    if best == outcome.plan.geplaatst:
        assert "meer regels knellen tegelijk" in kop
    else:
        assert [without[key] for key in named] == [best]
        assert kop.endswith(NOOIT_UIT) == (named[0] in NOOIT)
    enough = {key for key in without if sum(without[key]) == sum(outcome.situatie.behoefte.aantallen)}
    first = list_hulp(outcome)[0]
    assert first.kop.startswith("Eén van deze regels") == bool(enough - set(NOOIT))
    told = [line for part in list_hulp(outcome) if "nooit" not in part.kop for line in part.regels]
    assert not [key for key in NOOIT for line in told if f"'{PER_SLEUTEL[key].titel.lower()}'" in line]


@pytest.mark.parametrize("niveau", ["wijk", "gemeente"])
def test_the_headline_counts_areas_by_their_own_word(niveau):
    outcome = work_out(make_situatie(make_veld(1), {"statushouders": 12}))
    other = dataclasses.replace(outcome, scenario=dataclasses.replace(outcome.scenario, niveau=niveau))
    assert f"knelt in 1 {niveau}." in describe_knel(other)


@pytest.mark.parametrize(
    ("deals", "where"),
    [((Afspraak(("GM0001",), hoogstens=0),), " in 1 gemeente"),
     ((Afspraak(("GM0001",), hoogstens=3),), " in 1 gemeente"),
     ((Afspraak(("GM0001", "GM0002"), hoogstens=3),), " in 1 afspraak")],
)  # fmt: skip
def test_an_agreement_that_holds_back_is_told_in_gemeenten_or_agreements_and_never_in_0_buurten(deals, where):
    veld = make_veld(2, gemeentecode=["GM0001", "GM0002"], klasse=["draagkrachtig", "kwetsbaar"])
    outcome = work_out(
        make_situatie(veld, {"statushouders": 12}, {"plafond": {"per_1000": 100}}, afspraken=deals)
    )
    told = describe_knel(outcome)
    assert told.endswith(f"niet: de regel 'bestuurlijke sleutel' knelt{where}.")
    assert "0 buurten" not in told


def test_a_rule_that_binds_in_no_one_place_is_told_without_a_number():
    # The least lot of 6 is larger than the 5 that the ceiling leaves to each: no area receives, none is closed.
    situatie = make_situatie(
        make_veld(2), {"statushouders": 6}, {"plafond": {"per_1000": 5}}, loten={"statushouders": 6}
    )
    assert describe_knel(work_out(situatie)).endswith("Voor 6 niet: de regel 'plafond' knelt.")


def test_what_is_told_as_a_most_is_rounded_up():
    plan = place(make_situatie(make_veld(2), {"statushouders": 2}))
    rough = dataclasses.replace(plan, bewezen=False, benadering=True)
    told = {
        gap: describe_status(dataclasses.replace(rough, gat=gap))
        for gap in (0.001287, 0.001, 0.0004, 0.0201, NAN)
    }
    assert "hoogstens 0,2 %" in told[0.001287]
    assert "hoogstens 0,1 %" in told[0.001]
    assert "minder dan 0,1 %" in told[0.0004]
    assert "hoogstens 2,1 %" in told[0.0201]
    assert "is onbekend" in told[NAN]
    assert "hoogstens 0,2 %" in describe_status(dataclasses.replace(rough, gat=0.001287, benadering=False))


def test_a_default_that_leaves_no_room_by_itself_is_the_headline_in_homes():
    situatie = make_situatie(make_veld(1), {"statushouders": 12})
    assert describe_kop(work_out(situatie)) == (
        "Rekenvoorbeeld: voor 8 van de 12 woningen is een plek gevonden. Ook zonder andere regels past hoogstens 8 "
        "door de regel 'plafond' (8 per 1.000 huishoudens, aanname)."
    )
    # A value of the planner's own is no default; before it is known what binds, nothing is told of it.
    own = make_situatie(make_veld(1), {"statushouders": 12}, {"plafond": {"per_1000": 7}})
    assert "knelt in 1 buurt." in describe_kop(work_out(own))
    bare = dataclasses.replace(work_out(situatie), knelpunten=(), versoepelingen=())
    assert "Ook zonder" not in describe_kop(bare)


def test_a_share_with_which_it_does_not_fit_again_is_told():
    veld = make_veld(1, capaciteit=NAN, corporatie=200.0)
    outcome = work_out(make_situatie(veld, {"statushouders": 7}))
    told = dataclasses.replace(
        outcome,
        versoepelingen=tuple(
            dataclasses.replace(item, mist=(44, 47)) if item.regel == "capaciteit" else item
            for item in outcome.versoepelingen
        ),
    )
    [part] = [hulp for hulp in list_hulp(told) if "genoeg" in hulp.kop]
    assert part.regels == ("deel daarvan voor deze groepen: van 25 naar 42 % (niet bij 44 % en 47 %)",)
