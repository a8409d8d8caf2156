"""Each rule by hand: what it allows, and a plan that breaks it."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.groepen import Instrument, fill_schalen
from woonzorg.verdeling.regels import PER_SLEUTEL, REGELS, fill_waarden, judge_plan, judge_regel
from woonzorg.verdeling.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.veld import calculate_capaciteit, round_largest_remainder
from woonzorg.verdeling.vraag import Vraagregel, make_behoefte

GROUP = {"statushouders": 50}


def judge(sleutel, situatie, *rows):
    return judge_regel(PER_SLEUTEL[sleutel], situatie, make_plan(situatie, *rows))


def test_ontzien_fails_on_a_home_in_a_kwetsbare_or_unknown_area():
    veld = make_veld(3, klasse=["kwetsbaar", "onbekend", "aandacht_ses"])
    situatie = make_situatie(veld, GROUP)
    assert judge("ontzien", situatie, 0, 0, 9).voldaan
    broken = judge("ontzien", situatie, 1, 0, 9)
    assert (broken.voldaan, broken.waarde, broken.grens, broken.ruimte) == (False, 1, 0, -1)
    assert broken.gebroken == (veld.codes[0],)
    assert not judge("ontzien", situatie, 0, 1, 9).voldaan
    allowed = make_situatie(veld, GROUP, {"ontzien": {"onbekend": 0}})
    assert judge("ontzien", allowed, 0, 1, 9).voldaan
    assert not judge("ontzien", allowed, 1, 1, 9).voldaan


def test_an_exception_opens_one_area_up_to_its_number_and_no_other():
    veld = make_veld(2, klasse="kwetsbaar")
    case = Uitzondering(veld.codes[0], "huis staat er al", "raad", "2026-01-01", hoogstens=3)
    situatie = make_situatie(veld, GROUP, uitzonderingen=(case,))
    assert judge("ontzien", situatie, 3, 0).voldaan
    assert not judge("ontzien", situatie, 4, 0).voldaan
    assert not judge("ontzien", situatie, 0, 1).voldaan
    open_end = make_situatie(veld, GROUP, uitzonderingen=(dataclasses.replace(case, hoogstens=None),))
    assert judge("ontzien", open_end, 40, 0).voldaan


def test_an_exception_for_one_group_leaves_the_others_out():
    veld = make_veld(1, klasse="kwetsbaar")
    case = Uitzondering(veld.codes[0], "m", "b", "2026-01-01", groep="psychisch")
    situatie = make_situatie(veld, {"psychisch": 5, "statushouders": 5}, uitzonderingen=(case,))
    assert judge("ontzien", situatie, [5, 0]).voldaan
    assert not judge("ontzien", situatie, [5, 1]).voldaan


def test_a_larger_scale_spares_areas_in_a_kwetsbare_wijk_too():
    veld = make_veld(1, klasse_wijk="kwetsbaar")
    assert judge("ontzien", make_situatie(veld, GROUP), 1).voldaan
    coarse = make_situatie(veld, GROUP, schalen=fill_schalen({"statushouders": "wijk"}))
    assert not judge("ontzien", coarse, 1).voldaan
    by_gemeente = make_veld(1, klasse_gemeente="kwetsbaar")
    assert not judge(
        "ontzien", make_situatie(by_gemeente, GROUP, schalen=fill_schalen({"statushouders": "gemeente"})), 1
    ).voldaan


def test_a_scale_chosen_for_one_instrument_leaves_the_others_at_theirs():
    veld = make_veld(1, klasse_wijk="kwetsbaar")
    chosen = fill_schalen({"statushouders": {"nieuwbouw": "buurt"}, "psychisch": {"toewijzing": "wijk"}})

    def may_receive(groep, instrument):
        line = Vraagregel(groep, 1, 1, instrument=instrument)
        behoefte = make_behoefte([line], line.soort, hoog=True)
        plain = make_situatie(veld, {groep: 1}, schalen=chosen)
        return judge("ontzien", dataclasses.replace(plain, behoefte=behoefte), 1).voldaan

    assert may_receive("statushouders", Instrument.NIEUWBOUW)  # its default is the wijk (§5.3)
    assert may_receive("statushouders", Instrument.TOEWIJZING)
    assert not may_receive("psychisch", Instrument.TOEWIJZING)
    assert not may_receive("psychisch", Instrument.NIEUWBOUW)


def test_the_place_rule_holds_for_its_own_group_even_with_a_general_exception():
    veld = make_veld(1, klasse="kwetsbaar")
    case = Uitzondering(veld.codes[0], "m", "b", "2026-01-01")
    situatie = make_situatie(veld, {"statushouders": 5, "detentie": 5}, uitzonderingen=(case,))
    assert judge("plaatsregel", situatie, [5, 0]).voldaan
    assert judge("ontzien", situatie, [5, 0]).voldaan
    assert not judge("ontzien", situatie, [5, 1]).voldaan
    assert not judge("plaatsregel", situatie, [5, 1]).voldaan
    named = dataclasses.replace(situatie, uitzonderingen=(dataclasses.replace(case, groep="detentie"),))
    assert judge("plaatsregel", named, [0, 1]).voldaan


def test_a_general_exception_opens_no_larger_scale_for_a_group_with_a_place_rule():
    veld = make_veld(1, klasse_wijk="kwetsbaar")
    wide = fill_schalen({"statushouders": "wijk", "detentie": "wijk"})
    case = Uitzondering(veld.codes[0], "m", "b", "2026-01-01")
    situatie = make_situatie(veld, {"statushouders": 5, "detentie": 5}, uitzonderingen=(case,), schalen=wide)
    assert judge("ontzien", situatie, [5, 0]).voldaan
    assert not judge("ontzien", situatie, [0, 1]).voldaan


def test_the_place_rule_in_a_wijk_counts_only_homes_outside_kwetsbare_buurten():
    veld = make_veld(1, niveau=Niveau.WIJK, corporatie=1000.0, corporatie_buiten=100.0)
    situatie = make_situatie(veld, {"detentie": 9})  # 100 × 8.5 % × 25 % = 2.1
    assert judge("plaatsregel", situatie, 2).voldaan
    assert not judge("plaatsregel", situatie, 3).voldaan


def test_the_ceiling_tests_additions_without_own_counts():
    situatie = make_situatie(make_veld(2, huishoudens=[1000.0, 499.0]), GROUP)
    assert judge("plafond", situatie, 8, 3).voldaan
    assert not judge("plafond", situatie, 9, 3).voldaan
    assert not judge("plafond", situatie, 8, 4).voldaan
    assert judge("plafond", situatie, 8, 3).waarde == 8.0


def test_the_ceiling_counts_who_lives_there_where_that_is_known():
    # ρ = 30 / 2000; q·ρ·H = 22.5: the first has room for 12, the second for 2.
    situatie = make_situatie(make_veld(2, gehuisvest=[10.0, 20.0]), GROUP)
    assert judge("plafond", situatie, 12, 2).voldaan
    assert not judge("plafond", situatie, 13, 2).voldaan
    assert not judge("plafond", situatie, 12, 3).voldaan
    assert judge("plafond", situatie, 12, 2).waarde == pytest.approx(22 / 1000 / 0.015)


def test_an_area_without_households_has_no_rate_and_no_room():
    situatie = make_situatie(make_veld(2, huishoudens=[0.0, NAN]), GROUP)
    assert not judge("plafond", situatie, 1, 0).voldaan
    assert not judge("plafond", situatie, 0, 1).voldaan
    assert not judge("capaciteit", situatie, 1, 0).voldaan
    assert not judge("capaciteit", situatie, 0, 1).voldaan


@pytest.mark.parametrize("counts", [{"gehuisvest": 0.0}, {"gehuisvest": [0.0, NAN]}, {"kenmerk_v": 0.0}])
def test_where_no_one_lives_yet_nothing_may_be_added_and_there_is_no_share_to_measure_by(counts):
    situatie = make_situatie(make_veld(2, **counts), GROUP)
    answers = {answer.regel: answer for answer in judge_plan(situatie, make_plan(situatie, 1, 0))}
    assert not answers["geen_verplaatsing"].voldaan
    assert math.isnan(answers["geen_verplaatsing"].waarde)
    assert answers["plafond"].voldaan == ("kenmerk_v" in counts)


def test_no_area_becomes_a_concentratie():
    # ρ = 0.1 over both; 1.5·ρ·1000 = 150 would be a concentratie, so 149 is the most.
    situatie = make_situatie(make_veld(2, kenmerk_v=[140.0, 60.0]), GROUP)
    assert judge("geen_verplaatsing", situatie, 9, 0).voldaan
    broken = judge("geen_verplaatsing", situatie, 10, 0)
    assert not broken.voldaan
    assert broken.waarde == pytest.approx(1.5)


def test_small_and_unknown_areas_are_never_a_concentratie():
    veld = make_veld(3, huishoudens=[99.0, 1000.0, 1000.0], kenmerk_v=[50.0, NAN, 10.0])
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing", situatie, 40, 40, 0).voldaan


def test_own_counts_go_before_the_trait():
    veld = make_veld(2, kenmerk_v=[140.0, 60.0], gehuisvest=[10.0, 10.0])
    situatie = make_situatie(veld, GROUP)  # ρ = 0.01: below 15, so four more
    assert judge("geen_verplaatsing", situatie, 4, 0).voldaan
    assert not judge("geen_verplaatsing", situatie, 5, 0).voldaan


def test_neighbours_together_stay_below_the_limit_with_the_ring():
    # ρ = 0.1 (region). N of the first: itself and a ring area with much; κ·ρ·ΣH − Σv = 250 − 245 = 5.
    veld = make_veld(3, [(0, 2)], rol=["regio", "regio", "rand"], kenmerk_v=[95.0, 105.0, 150.0])
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing_buren", situatie, 5, 0, 0).voldaan
    assert not judge("geen_verplaatsing_buren", situatie, 6, 0, 0).voldaan
    crowded = make_situatie(
        make_veld(3, [(0, 2)], rol=["regio", "regio", "rand"], kenmerk_v=[95.0, 105.0, 400.0]), GROUP
    )
    full = judge("geen_verplaatsing_buren", crowded, 1, 0, 0)
    assert not full.voldaan
    assert full.dicht == (veld.codes[0],)
    assert "Op 1 plekken laat deze regel niets toe" in full.reden


def test_an_unknown_neighbour_is_left_out_of_both_sums():
    veld = make_veld(2, [(0, 1)], kenmerk_v=[100.0, NAN])  # 125 − 100 for the first alone
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing_buren", situatie, 25, 30).voldaan
    assert not judge("geen_verplaatsing_buren", situatie, 26, 0).voldaan


def test_capacity_is_stock_times_turnover_times_share():
    veld = make_veld(2, capaciteit=NAN, corporatie=[1000.0, NAN])
    situatie = make_situatie(veld, GROUP)  # 1000 × 8.5 % × 25 % = 21.25
    assert judge("capaciteit", situatie, 21, 0).voldaan
    assert not judge("capaciteit", situatie, 22, 0).voldaan
    assert not judge("capaciteit", situatie, 0, 1).voldaan


def test_capacity_is_rounded_within_a_gemeente_and_planned_homes_come_on_top():
    veld = make_veld(4, capaciteit=NAN, corporatie=[100.0, 100.0, 100.0, 40.0], gepland=[NAN, NAN, 3.0, NAN],
                     gemeentecode=["GM0001", "GM0001", "GM0001", "GM0002"], rol=["regio"] * 4)  # fmt: skip
    assert calculate_capaciteit(veld, 0.1, 0.13).tolist() == [1, 1, 4, 0]
    assert calculate_capaciteit(veld, 0.1, 0.133334).tolist() == [2, 1, 4, 0]
    assert calculate_capaciteit(veld, 0.1, 0.13, jaren=10).tolist() == [13, 13, 16, 5]


def test_small_areas_receive_nothing_by_themselves():
    situatie = make_situatie(make_veld(2, huishoudens=[99.0, 100.0]), GROUP)
    assert not judge("capaciteit", situatie, 1, 0).voldaan
    assert judge("capaciteit", situatie, 0, 1).voldaan


def test_a_lock_opens_a_small_area_to_the_group_it_states_up_to_its_number():
    veld = make_veld(1, huishoudens=60.0, capaciteit=9.0)
    groups = {"psychisch": 9, "statushouders": 9}

    def keeps(locks, *row):
        return judge("capaciteit", make_situatie(veld, groups, sloten=locks), [row]).voldaan

    one = (Slot(veld.codes[0], 2, "psychisch"),)
    assert keeps(one, 2, 0)
    assert not keeps(one, 3, 0)
    assert not keeps(one, 0, 1)
    none, everyone = (Slot(veld.codes[0], 0),), (Slot(veld.codes[0], 3),)
    assert not keeps(none, 0, 1)
    assert keeps(everyone, 1, 2)
    assert not keeps(everyone, 2, 2)
    assert keeps((*one, *everyone), 2, 1)
    assert not keeps((*one, *everyone), 3, 0)
    assert not keeps((Slot(veld.codes[0], 12),), 5, 5)  # no lock makes capacity


def test_nearness_is_off_by_default_and_fails_on_far_or_unknown_places():
    veld = make_veld(3, afstand_huisarts=[1.0, 3.0, NAN])
    usual = make_situatie(veld, GROUP)
    assert "nabijheid" not in {answer.regel for answer in judge_plan(usual, make_plan(usual, 1, 1, 1))}
    strict = make_situatie(veld, GROUP, uit=frozenset())
    assert judge("nabijheid", strict, 5, 0, 0).voldaan
    assert not judge("nabijheid", strict, 0, 1, 0).voldaan
    assert not judge("nabijheid", strict, 0, 0, 1).voldaan
    shops = make_situatie(make_veld(2, afstand_supermarkt=[2.0, 2.1]), GROUP, uit=frozenset())
    assert judge("nabijheid", shops, 5, 0).voldaan
    assert not judge("nabijheid", shops, 0, 1).voldaan


def test_an_agreement_holds_for_a_set_of_gemeenten_together():
    veld = make_veld(3, gemeentecode=["GM0001", "GM0002", "GM0003"])
    deal = Afspraak(("GM0001", "GM0002"), minstens=4, hoogstens=6)
    situatie = make_situatie(veld, GROUP, afspraken=(deal,))
    assert judge("sleutel", situatie, 1, 3, 9).voldaan
    short, over = judge("sleutel", situatie, 1, 2, 9), judge("sleutel", situatie, 4, 3, 9)
    assert (short.voldaan, short.waarde, short.grens) == (False, 3, 4)
    assert (over.voldaan, over.waarde, over.grens, over.ruimte) == (False, 7, 6, -1)


def test_every_rule_and_parameter_says_where_it_comes_from():
    assert len({regel.sleutel for regel in REGELS}) == len(REGELS)
    for regel in REGELS:
        assert regel.paragraaf
        assert regel.formule
        assert regel.versie >= 1
        for parameter in regel.parameters:
            assert parameter.bron
            assert parameter.laagst <= parameter.waarde <= parameter.hoogst
        assert all(regel.find_parameter(knop) for knop in regel.knoppen)


@pytest.mark.parametrize(
    "chosen",
    [
        {"plafon": {}},
        {"plafond": {"per_duizend": 1}},
        {"plafond": {"per_1000": -1}},
        {"plafond": {"q": math.nan}},
    ],
)
def test_values_out_of_bounds_and_unknown_names_are_refused(chosen):
    with pytest.raises(GegevensFout):
        fill_waarden(chosen)


def test_a_plan_without_homes_keeps_every_rule_and_has_nothing_to_measure():
    situatie = make_situatie(make_veld(2, kenmerk_v=100.0), GROUP)
    answers = {answer.regel: answer for answer in judge_plan(situatie, make_plan(situatie, 0, 0))}
    assert all(answer.voldaan for answer in answers.values())
    assert math.isnan(answers["geen_verplaatsing"].waarde)
    assert answers["plafond"].waarde == 0


def test_largest_remainder_gives_the_total_and_ties_go_to_the_first():
    assert round_largest_remainder(np.array([1.0, 1.0, 1.0]), 2).tolist() == [1, 1, 0]
    assert round_largest_remainder(np.array([0.0, 5.0]), 7).tolist() == [0, 7]
    assert round_largest_remainder(np.array([0.0, 0.0]), 7).tolist() == [0, 0]
    assert round_largest_remainder(np.array([21.0, 14.0, 7.0]), 42).tolist() == [21, 14, 7]
