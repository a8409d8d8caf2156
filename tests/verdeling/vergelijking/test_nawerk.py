"""What is handed over gives what the long way gives, is small, and one frontier serves every turn of its two levers."""

from __future__ import annotations

import pickle

import pytest

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, explain, open_veld
from woonzorg.verdeling.uitkomst.stuurknoppen import describe_stappen
from woonzorg.verdeling.uitweg.grensvlak import PER_1000, trace_grensvlak
from woonzorg.verdeling.vergelijking.nawerk import (
    bare,
    list_zinnen,
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


def test_what_is_handed_over_and_back_is_what_the_long_way_gives(veld):
    plan = compute_plan(START, veld)
    explain(plan)  # fills what is remembered beside it
    packed = pickle.dumps(bare(plan))
    assert len(packed) < 400_000
    told, direct = make_verklaring(pickle.loads(packed)), explain(plan)
    assert (told.knelpunten, told.versoepelingen) == (direct.knelpunten, direct.versoepelingen)
    assert told.stappen == describe_stappen(plan)
    assert list_zinnen(pickle.loads(pickle.dumps(bare(direct)))) == list_zinnen(direct)


@pytest.mark.parametrize(("aandeel", "per_1000"), [(60.0, 13.0), (3.5, 20.0)])
def test_one_frontier_serves_every_turn_of_its_two_levers_and_both_sides(veld, aandeel, per_1000):
    turned = bewerken.set_deel(turn(aandeel, per_1000), attribuut="bandbreedte", waarde="laag")
    assert neutralise(turned).rekenkenmerk == neutralise(START).rekenkenmerk
    found, own = place_nu(trace_neutraal((neutralise(turned), veld)), turned), trace_grensvlak(turned, veld)
    assert (found.aandeel, found.per_1000) == (own.aandeel, own.per_1000) == (aandeel, per_1000)
    assert (found.vraag_laag, found.vraag_hoog) == (own.vraag_laag, own.vraag_hoog)
    both = {point.per_1000 for point in found.punten} & {point.per_1000 for point in own.punten}
    assert len(both) > 20
    assert [p for p in found.punten if p.per_1000 in both] == [p for p in own.punten if p.per_1000 in both]


def test_another_rule_asks_for_another_frontier():
    other = bewerken.set_parameter(START, CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, 11.0)
    assert neutralise(other).rekenkenmerk != neutralise(START).rekenkenmerk
