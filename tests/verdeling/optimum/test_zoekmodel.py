"""The one programme in which rules are let go or turned, against programmes that are built anew for each question."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest
from gevallen import NAMES, small_cases, translate
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.optimum.bouw import build_model, list_grenzen
from woonzorg.verdeling.optimum.model import maximise_geplaatst, settle_tekort
from woonzorg.verdeling.optimum.zoekmodel import VAST, make_zoekmodel
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, list_actief, turn_parameter


@st.composite
def set_cases(draw):
    """A small case with what a planner may set in it."""
    geval = draw(small_cases())
    situatie = translate(geval)
    codes = st.sampled_from(situatie.veld.codes)
    names = st.sampled_from(["", *situatie.groepen])
    locks = st.builds(Slot, codes, st.integers(0, 3), names)
    cases = st.builds(
        Uitzondering, codes, st.just("m"), st.just("b"), st.just("2026-01-01"), names,
        st.sampled_from([None, 2]), st.sampled_from([None, 1, 2]),
    )  # fmt: skip
    towns = st.sampled_from([("GM0001",), ("GM0002",), ("GM0001", "GM0002")])
    deals = st.builds(Afspraak, towns, st.integers(0, 4), st.none() | st.integers(4, 6))
    return dataclasses.replace(
        situatie, sloten=tuple(draw(st.lists(locks, max_size=1))),
        uitzonderingen=tuple(draw(st.lists(cases, max_size=2, unique=True))),
        afspraken=tuple(draw(st.lists(deals, max_size=2))),
    )  # fmt: skip


def place_most(model):
    """Return what is placed by group at most and the shortfall; None where the locks cannot be kept."""
    model, short = settle_tekort(model)
    if short.x is None:
        return None
    _, found = maximise_geplaatst(model, short)
    return tuple(model.read_plan(found.x).sum(axis=0).tolist()), pytest.approx(short.doel, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(set_cases())
def test_a_rule_that_is_let_go_leaves_what_a_model_without_it_leaves(situatie):
    search = make_zoekmodel(situatie)
    assert place_most(search.model) == place_most(build_model(situatie))
    for regel in list_actief(situatie):
        without = place_most(build_model(situatie, zonder=regel.sleutel))
        assert place_most(search.drop(regel)) == without
        if not search.is_merkbaar(regel):
            assert without == place_most(build_model(situatie))


@settings(max_examples=20, deadline=None)
@given(set_cases(), st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from(["plafond", "capaciteit", "complex"]))
def test_a_rule_that_is_turned_leaves_what_a_model_with_it_leaves(situatie, keer, sleutel):
    regel = PER_SLEUTEL[sleutel]
    search, knop = make_zoekmodel(situatie), regel.find_parameter(regel.knoppen[0])
    turned = turn_parameter(situatie, regel, knop, keer * regel.read(situatie)[knop.sleutel])
    limits = [*list_grenzen(situatie, sleutel), *list_grenzen_ruim(regel, turned)]
    assert place_most(search.turn(regel, turned)) == place_most(build_model(turned, eisen=limits))
    assert place_most(search.model) == place_most(build_model(situatie))  # and back again


def make_groot(seed):
    rng = random.Random(seed)
    count = rng.randint(10, 20)
    households = [float(rng.choice([80, *range(150, 1500, 50)])) for _ in range(count)]
    veld = make_veld(
        count, [(a, b) for a in range(count) for b in range(a + 1, count) if rng.random() < 0.2],
        huishoudens=households, kenmerk_v=[float(int(h * rng.uniform(0.03, 0.16))) for h in households],
        klasse=[rng.choice(["draagkrachtig", "kwetsbaar"]) for _ in households], capaciteit=NAN,
        corporatie=[float(int(h * rng.uniform(0, 0.6))) for h in households],
        gemeentecode=[f"GM000{rng.randint(1, 3)}" for _ in households],
    )  # fmt: skip
    options = {"loten": {NAMES[1]: 3}} if seed % 2 else {}
    return make_situatie(veld, {name: rng.randint(3, 30) for name in (*NAMES, "detentie")}, **options)


@pytest.mark.parametrize("seed", range(4))
def test_larger_cases_with_every_rule_let_go_and_the_share_turned(seed):
    situatie = make_groot(seed)
    search = make_zoekmodel(situatie)
    assert len(search.model.groepen) == (
        3 if seed % 2 else 2
    )  # detentie has a rule of its own; a lot stands alone
    for regel in list_actief(situatie):
        assert place_most(search.drop(regel)) == place_most(build_model(situatie, zonder=regel.sleutel))
    for percent in (0.0, 3.0, 60.0, 100.0):
        turned = turn_parameter(situatie, CAPACITEIT, TOEWIJSAANDEEL, percent)
        assert place_most(search.turn(CAPACITEIT, turned)) == place_most(build_model(turned))


def test_a_plan_of_groups_taken_together_gives_the_most_urgent_its_homes_first():
    situatie = make_situatie(make_veld(2), {"psychisch": 6, "statushouders": 9})
    search = make_zoekmodel(situatie)
    assert search.model.groepen == ((0, 1),)
    assert search.model.read_plan(np.array([4.0, 8.0])).tolist() == [[4, 0], [2, 6]]
    assert set(search.regels) == {VAST, *(regel.sleutel for regel in list_actief(situatie))}


def test_limits_on_a_block_that_was_not_there_are_built_anew():
    situatie = make_situatie(make_veld(2, corporatie=200.0, capaciteit=NAN), {"statushouders": 30})
    search = make_zoekmodel(situatie)
    moved = dataclasses.replace(situatie, sloten=(Slot(situatie.veld.codes[0], 1, "statushouders"),))
    small = dataclasses.replace(moved, waarden={**moved.waarden, "capaciteit": {
        **moved.waarden["capaciteit"], "huishoudens": 2000.0}})  # fmt: skip
    assert place_most(search.turn(CAPACITEIT, small)) == place_most(build_model(small))
