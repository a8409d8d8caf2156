"""What is handed over gives what the long way gives, is small, and one frontier serves every turn of its two levers."""

from __future__ import annotations

import dataclasses
import pickle

import pytest
from pandas.testing import assert_frame_equal

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, describe, explain, open_veld
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_gebieden
from woonzorg.verdeling.uitkomst.stuurknoppen import describe_stappen
from woonzorg.verdeling.uitweg import mogelijk
from woonzorg.verdeling.uitweg.grensvlak import PER_1000, trace_grensvlak
from woonzorg.verdeling.uitweg.uitweg import list_uitwegen
from woonzorg.verdeling.vergelijking.nawerk import (
    Stof,
    list_zinnen,
    make_plan,
    make_verklaring,
    neutralise,
    place_nu,
    trace_neutraal,
)

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
START = bewerken.make_standaard("voorbeeldstreek")


@pytest.fixture(scope="module")
def veld():
    return open_veld(START, SNAPSHOT)


def turn(aandeel: float, per_1000: float):
    turned = bewerken.set_parameter(START, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, aandeel)
    return bewerken.set_parameter(turned, PLAFOND.sleutel, PER_1000.sleutel, per_1000)


def send(thing):
    """Return what comes out of another process, or in at it."""
    return pickle.loads(pickle.dumps(thing))


def test_what_is_handed_over_and_back_is_what_the_long_way_gives(veld, monkeypatch):
    direct = explain(compute_plan(START, veld))
    bare = Stof(START, veld).pack()
    assert len(pickle.dumps(bare)) < 400_000
    seen = send(make_plan(send(bare)))
    plan = seen.stuk.lay(START, veld)
    assert plan.plan.aantallen.tolist() == direct.plan.aantallen.tolist()
    assert_frame_equal(seen.gebieden, tabulate_gebieden(direct))
    assert_frame_equal(seen.gemeenten, tabulate_belasting(direct))
    told = send(make_verklaring(send(Stof(START, veld, plan).pack())))
    assert told.stappen == describe_stappen(direct)
    words = describe_kop(direct)
    with monkeypatch.context() as patch:  # what the other process found is not sought again
        patch.setattr(mogelijk, "count_mogelijk", lambda *_: pytest.fail("sought again"))
        whole = told.lay(plan)
        assert describe_kop(whole) == words
    assert whole.knelpunten == direct.knelpunten
    assert repr(whole.versoepelingen) == repr(direct.versoepelingen)  # NaN is not equal to itself
    assert describe(whole) == describe(direct)
    said = list_zinnen(send(Stof(START, veld, plan, told).pack()))
    assert said == tuple(list_uitwegen(direct.situatie, direct.plan, direct.versoepelingen)) != ()


def test_a_process_takes_no_plan_for_that_of_another_scenario_or_field(veld):
    first, other = (make_plan(send(Stof(scenario, veld).pack())) for scenario in (START, turn(60.0, 13.0)))
    assert first.stuk.plan.geplaatst != other.stuk.plan.geplaatst
    table = veld.gebieden.assign(corporatie=0.0)
    without = make_plan(send(Stof(START, dataclasses.replace(veld, gebieden=table)).pack()))
    assert sum(without.stuk.plan.geplaatst) == 0
    again = make_plan(send(Stof(bewerken.change(START, naam="B"), veld).pack()))
    assert again.stuk.plan is first.stuk.plan


@pytest.mark.parametrize(("aandeel", "per_1000"), [(60.0, 13.0), (3.5, 20.0)])
def test_one_frontier_serves_every_turn_of_its_two_levers_and_both_sides(veld, aandeel, per_1000):
    turned = bewerken.set_deel(turn(aandeel, per_1000), attribuut="bandbreedte", waarde="laag")
    assert neutralise(turned).rekenkenmerk == neutralise(START).rekenkenmerk
    found, own = (
        place_nu(trace_neutraal(Stof(neutralise(turned), veld)), turned),
        trace_grensvlak(turned, veld),
    )
    assert (found.aandeel, found.per_1000) == (own.aandeel, own.per_1000) == (aandeel, per_1000)
    assert (found.vraag_laag, found.vraag_hoog) == (own.vraag_laag, own.vraag_hoog)
    both = {point.per_1000 for point in found.punten} & {point.per_1000 for point in own.punten}
    assert len(both) > 20
    assert [p for p in found.punten if p.per_1000 in both] == [p for p in own.punten if p.per_1000 in both]


def test_another_rule_asks_for_another_frontier():
    other = bewerken.set_parameter(START, CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, 11.0)
    assert neutralise(other).rekenkenmerk != neutralise(START).rekenkenmerk
