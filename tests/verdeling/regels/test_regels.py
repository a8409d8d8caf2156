"""Each rule by hand: what it allows, and a plan that breaks it."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.invoer.veld import Ruimer, calculate_capaciteit, round_largest_remainder
from woonzorg.verdeling.regels.grenzen import calculate_aandelen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, REGELS, fill_waarden, judge_plan, judge_regel
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.vraag.groepen import Instrument, fill_schalen
from woonzorg.verdeling.vraag.lijnen import Vraagregel, make_behoefte

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
    unknown = judge("ontzien", allowed, 0, 1, 9)  # a home where the class is unknown: not tested, so not kept
    assert (unknown.oordeel, unknown.voldaan) == (Regeloordeel.NIET_GETOETST, None)
    assert unknown.niet_getoetst == (veld.codes[1],)
    assert "Niet getoetst in 1 buurt: de klasse is onbekend." in unknown.reden
    assert judge("ontzien", allowed, 0, 0, 9).oordeel == Regeloordeel.GEHAALD
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
    situatie = make_situatie(make_veld(2, gehuisvest=[10.0, 20.0]), GROUP, {"plafond": {"per_1000": 100}})
    assert judge("plafond", situatie, 12, 2).voldaan
    assert not judge("plafond", situatie, 13, 2).voldaan
    assert not judge("plafond", situatie, 12, 3).voldaan
    assert judge("plafond", situatie, 12, 2).waarde == pytest.approx(22 / 1000 / 0.015)


def test_own_counts_make_the_ceiling_stricter_and_never_looser():
    # With counts the first has room for 12, but 8 per 1,000 households stays the most; the second has room for 2.
    situatie = make_situatie(make_veld(2, gehuisvest=[10.0, 20.0]), GROUP)
    assert judge("plafond", situatie, 8, 2).voldaan
    assert judge("plafond", situatie, 9, 0).gebroken == (situatie.veld.codes[0],)
    assert judge("plafond", situatie, 0, 3).gebroken == (situatie.veld.codes[1],)


def test_own_counts_of_a_few_areas_tell_no_share_of_the_region():
    # 900 of 1,000 households are counted: 90 %, and 95 % is needed. Else ρ = 0.1 would leave the first no room at all.
    part = make_veld(2, huishoudens=[900.0, 100.0], gehuisvest=[300.0, NAN])
    situatie = make_situatie(part, GROUP)
    answer = judge("plafond", situatie, 7, 0)
    assert answer.voldaan
    assert answer.toevoegingen == part.codes
    assert judge("geen_verplaatsing", situatie, 7, 0).voldaan is None
    assert judge("geen_verplaatsing_buren", situatie, 7, 0).oordeel == Regeloordeel.NIET_GETOETST
    whole = make_situatie(make_veld(2, huishoudens=[950.0, 50.0], gehuisvest=[300.0, NAN]), GROUP)
    assert judge("geen_verplaatsing", whole, 1, 0).voldaan  # 95 %: ρ = 300/950, below 1.5 times that
    assert judge("geen_verplaatsing", whole, 150, 0).gebroken


def test_an_area_without_households_has_no_rate_and_no_room():
    situatie = make_situatie(make_veld(2, huishoudens=[0.0, NAN]), GROUP)
    assert not judge("plafond", situatie, 1, 0).voldaan
    assert not judge("plafond", situatie, 0, 1).voldaan
    assert not judge("capaciteit", situatie, 1, 0).voldaan
    assert not judge("capaciteit", situatie, 0, 1).voldaan


@pytest.mark.parametrize("counts", [{"gehuisvest": 0.0}, {"kenmerk_v": 0.0}])
def test_where_no_one_lives_yet_nothing_may_be_added_and_there_is_no_share_to_measure_by(counts):
    situatie = make_situatie(make_veld(2, **counts), GROUP)
    answers = {answer.regel: answer for answer in judge_plan(situatie, make_plan(situatie, 1, 0))}
    assert not answers["geen_verplaatsing"].voldaan
    assert math.isnan(answers["geen_verplaatsing"].waarde)
    assert answers["plafond"].voldaan == (counts != {"gehuisvest": 0.0})  # else no ρ of own counts is known


def test_no_area_becomes_a_concentratie():
    # ρ = 0.1 over both; 1.5·ρ·1000 = 150 would be a concentratie, so 149 is the most.
    situatie = make_situatie(make_veld(2, kenmerk_v=[140.0, 60.0]), GROUP)
    assert judge("geen_verplaatsing", situatie, 9, 0).voldaan
    broken = judge("geen_verplaatsing", situatie, 10, 0)
    assert not broken.voldaan
    assert broken.waarde == pytest.approx(1.5)


def test_small_areas_are_never_a_concentratie_and_of_unknown_ones_only_additions_are_tested():
    veld = make_veld(3, huishoudens=[99.0, 1000.0, 1000.0], kenmerk_v=[50.0, NAN, 10.0])
    situatie = make_situatie(veld, GROUP)  # ρ = 60/1099; 1.5·ρ·1000 = 81.9
    assert judge("geen_verplaatsing", situatie, 40, 0, 0).oordeel == Regeloordeel.GEHAALD
    blind = judge("geen_verplaatsing", situatie, 40, 40, 0)
    assert (blind.oordeel, blind.niet_getoetst) == (Regeloordeel.NIET_GETOETST, (veld.codes[1],))
    assert "alleen toevoegingen getoetst" in blind.waarom
    assert judge("geen_verplaatsing", situatie, 0, 81, 0).voldaan is None
    assert judge("geen_verplaatsing", situatie, 0, 82, 0).gebroken == (veld.codes[1],)


def test_the_trait_stays_beside_own_counts():
    veld = make_veld(2, kenmerk_v=[140.0, 60.0], gehuisvest=[10.0, 10.0])
    situatie = make_situatie(
        veld, GROUP
    )  # own: ρ = 0.01, below 15, so four more; trait: nine more in the first
    assert judge("geen_verplaatsing", situatie, 4, 0).voldaan
    assert not judge("geen_verplaatsing", situatie, 5, 0).voldaan
    trait = make_situatie(make_veld(2, kenmerk_v=[148.0, 52.0], gehuisvest=[10.0, 10.0]), GROUP)
    assert judge("geen_verplaatsing", trait, 1, 0).voldaan
    assert judge("geen_verplaatsing", trait, 2, 0).gebroken == (veld.codes[0],)  # 150 is 1.5 times ρ = 0.1


def test_a_trait_that_is_too_common_can_show_no_concentratie_and_tests_nothing():
    situatie = make_situatie(make_veld(2, kenmerk_v=[700.0, 700.0]), GROUP)  # 1.5 · 0.7 > 1
    answer = judge("geen_verplaatsing", situatie, 1, 0)
    assert (answer.oordeel, len(answer.niet_getoetst)) == (Regeloordeel.NIET_GETOETST, 2)
    assert "komt te vaak voor" in answer.reden


def test_wijk_and_gemeente_become_no_concentratie_either():
    # The buurten have much room; the wijk around the first two (own row: 2,000 households, 290 with the trait) may
    # hold 299 at ρ = 0.1 (1.5 · 0.1 · 2000 = 300 would be a concentratie), so nine more.
    wijk = Ruimer(
        ("WK000100", "WK000200"), ((0, 1), (2,)), np.array([2000.0, 1000.0]), np.array([290.0, 10.0]), 0.1
    )
    veld = dataclasses.replace(make_veld(3, kenmerk_v=[100.0, 100.0, 100.0]), ruimer=(wijk,))
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing", situatie, 9, 0, 20).voldaan
    broken = judge("geen_verplaatsing", situatie, 9, 1, 0)
    assert broken.gebroken == ("WK000100",)
    assert broken.waarde == pytest.approx(1.5)
    small = Ruimer(("WK000100",), ((0, 1, 2),), np.array([99.0]), np.array([99.0]), 0.1)
    assert judge("geen_verplaatsing", dataclasses.replace(situatie, veld=dataclasses.replace(veld, ruimer=(small,))),
                 9, 9, 9).voldaan  # fmt: skip


def test_own_counts_are_added_up_for_a_wijk_with_one_share_for_all():
    # ρ = 40/4000; the wijk (1,800 households by its own row) holds 25 of them: below 27, so one more.
    wijk = Ruimer(("WK000100",), ((0, 1),), np.array([1800.0]), np.array([0.0]), 0.5)
    veld = dataclasses.replace(make_veld(4, gehuisvest=[12.0, 13.0, 8.0, 7.0]), ruimer=(wijk,))
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing", situatie, 1, 0, 6, 7).voldaan
    assert judge("geen_verplaatsing", situatie, 2, 0, 0, 0).gebroken == ("WK000100",)
    assert judge("geen_verplaatsing", situatie, 2, 2, 0, 0).gebroken == (veld.codes[1], "WK000100")


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
    assert "Op 1 plek laat deze regel niets toe" in full.reden


def test_an_unknown_neighbour_counts_as_empty_and_is_told_as_additions_only():
    veld = make_veld(2, [(0, 1)], kenmerk_v=[100.0, NAN])  # 1.25 · 0.1 · 2000 − 100 = 150 for both together
    situatie = make_situatie(veld, GROUP)
    kept = judge("geen_verplaatsing_buren", situatie, 75, 75)
    assert (kept.oordeel, kept.toevoegingen) == (Regeloordeel.KNELT, veld.codes)
    assert "In 2 buurten alleen toevoegingen getoetst." in kept.reden
    assert not judge("geen_verplaatsing_buren", situatie, 75, 76).voldaan


def test_own_counts_and_trait_both_hold_for_neighbours():
    # Trait: 250 − 200 = 50 more for both; own counts: ρ = 0.01, 25 − 20 = 5 more.
    veld = make_veld(2, [(0, 1)], kenmerk_v=[100.0, 100.0], gehuisvest=[10.0, 10.0])
    situatie = make_situatie(veld, GROUP)
    assert judge("geen_verplaatsing_buren", situatie, 2, 3).voldaan
    assert judge("geen_verplaatsing_buren", situatie, 3, 3).gebroken == veld.codes


def test_capacity_is_stock_times_turnover_times_share():
    veld = make_veld(2, capaciteit=NAN, corporatie=[1000.0, NAN])
    situatie = make_situatie(veld, GROUP)  # 1000 × 8.5 % × 25 % = 21.25
    assert judge("capaciteit", situatie, 21, 0).voldaan
    assert not judge("capaciteit", situatie, 22, 0).voldaan
    assert not judge("capaciteit", situatie, 0, 1).voldaan


def test_capacity_is_rounded_within_a_gemeente_and_planned_homes_come_on_top():
    veld = make_veld(4, capaciteit=NAN, corporatie=[100.0, 100.0, 100.0, 40.0], gepland=[NAN, NAN, 3.0, NAN],
                     gemeentecode=["GM0001", "GM0001", "GM0001", "GM0002"], rol=["regio"] * 4)  # fmt: skip
    parts = np.array([0.013, 0.0133334, 0.13])
    found = calculate_capaciteit(veld, np.arange(4), parts).tolist()
    assert found == [[1, 1, 4, 0], [2, 1, 4, 0], [13, 13, 16, 5]]
    assert [calculate_capaciteit(veld, np.arange(4), parts[n : n + 1]).tolist() for n in range(3)] == [
        [row] for row in found
    ]


def test_capacity_is_what_comes_free_times_the_share_that_is_let_to_the_groups():
    # 10,000 homes of corporaties × 10 % × 25 % = 250 in a year, 500 in two.
    veld = make_veld(1, huishoudens=20_000.0, capaciteit=NAN, corporatie=10_000.0)
    values = {"capaciteit": {"mutatiegraad": 10, "toewijsaandeel": 25}}
    situatie = make_situatie(veld, GROUP, values)
    assert judge("capaciteit", situatie, 250).grens == 250
    assert judge("capaciteit", dataclasses.replace(situatie, jaren=2), 250).grens == 500


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
    untested = {name for name, answer in answers.items() if answer.voldaan is None}
    assert untested == {"plaatsregel", "complex", "sleutel"}  # no such group, no complexes, no agreements
    assert all(answer.voldaan for name, answer in answers.items() if name not in untested)
    assert math.isnan(answers["geen_verplaatsing"].waarde)
    assert answers["plafond"].waarde == 0


def test_a_rule_with_nothing_to_test_by_is_never_kept():
    situatie = make_situatie(
        make_veld(2), {"statushouders": 5, "detentie": 2}
    )  # no trait, no counts, no complexes
    answers = {answer.regel: answer for answer in judge_plan(situatie, make_plan(situatie, [1, 1], [0, 0]))}
    untested = {name for name, answer in answers.items() if answer.oordeel == Regeloordeel.NIET_GETOETST}
    assert untested == {"complex", "geen_verplaatsing", "geen_verplaatsing_buren", "sleutel"}
    for name in untested:
        assert len(answers[name].niet_getoetst) == 2
        assert f"Niet getoetst in 2 buurten: {answers[name].waarom}." in answers[name].reden
        assert "gehaald" not in answers[name].reden


def test_a_rule_that_is_kept_without_room_left_is_at_its_limit():
    situatie = make_situatie(make_veld(2), GROUP)
    assert judge("plafond", situatie, 8, 0).oordeel == Regeloordeel.KNELT
    assert judge("plafond", situatie, 7, 0).oordeel == Regeloordeel.GEHAALD
    assert "gehaald, grens bereikt" in judge("plafond", situatie, 8, 0).reden


def test_a_rule_tells_its_outcome_its_highest_value_and_at_how_many_places_it_binds():
    situatie = make_situatie(make_veld(2), GROUP)
    told = "In 2 buurten alleen toevoegingen getoetst. Hoogste:"
    assert (
        judge("plafond", situatie, 7, 0).reden == f"Plafond: gehaald. {told} 7 van 8 per 1.000 huishoudens."
    )
    assert judge("plafond", situatie, 8, 0).reden == (
        f"Plafond: gehaald, grens bereikt. {told} 8 van 8 per 1.000 huishoudens. Op 1 plek is de ruimte op."
    )
    assert judge("plafond", situatie, 8, 8).reden.endswith("Op 2 plekken is de ruimte op.")
    assert judge("plafond", situatie, 9, 8).reden == (
        f"Plafond: niet gehaald op 1 plek. {told} 9 van 8 per 1.000 huishoudens."
    )
    assert judge("plafond", situatie, 9, 9).reden.startswith("Plafond: niet gehaald op 2 plekken.")
    known = make_situatie(make_veld(2, kenmerk_v=100.0), GROUP)
    empty = judge("geen_verplaatsing", known, 0, 0).reden
    assert empty == "Geen verplaatsing: gehaald. Er is niets om te meten."


def test_no_displacement_is_never_off():
    situatie = make_situatie(make_veld(2, kenmerk_v=[140.0, 60.0]), GROUP,
                             uit=frozenset({"geen_verplaatsing", "geen_verplaatsing_buren", "plafond"}))  # fmt: skip
    answers = {answer.regel: answer for answer in judge_plan(situatie, make_plan(situatie, 10, 0))}
    assert answers["geen_verplaatsing"].voldaan is False
    assert "geen_verplaatsing_buren" in answers
    assert "plafond" not in answers


def test_largest_remainder_gives_the_total_and_ties_go_by_rank_and_not_by_position():
    def divide(shares, total, ranks=(0, 1, 2)):
        return round_largest_remainder(np.array(shares), total, np.array(ranks[: len(shares)])).tolist()

    assert divide([1.0, 1.0, 1.0], 2) == [1, 1, 0]
    assert divide([1.0, 1.0, 1.0], 2, (2, 1, 0)) == [0, 1, 1]
    assert divide([0.0, 5.0], 7) == [0, 7]
    assert divide([0.0, 0.0], 7) == [0, 0]
    assert divide([21.0, 14.0, 7.0], 42) == [21, 14, 7]


def test_the_ring_and_what_is_unknown_take_no_part_in_what_each_gemeente_would_take():
    veld = make_veld(4, rol=["regio", "regio", "regio", "rand"], inwoners=[300.0, 100.0, NAN, 5000.0],
                     gemeentecode=["GM0001", "GM0002", "GM0003", "GM0002"])  # fmt: skip
    assert calculate_aandelen(make_situatie(veld, GROUP), "inwoners") == {
        "GM0001": 0.75, "GM0002": 0.25, "GM0003": 0.0
    }  # fmt: skip
    nobody = make_situatie(make_veld(2, inwoners=NAN), GROUP)
    assert calculate_aandelen(nobody, "inwoners") == {"GM0001": 0.0}
