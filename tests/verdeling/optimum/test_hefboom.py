"""What moves with a lever: the limits of its own rule and of those that read it, at every value the rule's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uitweggevallen import make_geval
from veldmaken import make_situatie, make_veld

from woonzorg.verdeling.optimum.hefboom import Hefboom
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import REGELS, turn_parameter
from woonzorg.verdeling.regels.plafond import PLAFOND

PER_1000 = PLAFOND.find_parameter("per_1000")


class Luisteraar(Mapping):
    """Values of the rules, which notes what is read of them."""

    def __init__(self, waarden):
        self.waarden, self.gelezen = waarden, set()

    def __getitem__(self, sleutel):
        self.gelezen.add(sleutel)
        return self.waarden[sleutel]

    def __iter__(self):
        return iter(self.waarden)

    def __len__(self):
        return len(self.waarden)


@pytest.mark.parametrize("niveau", ["buurt", "wijk"])
@pytest.mark.parametrize("regel", REGELS, ids=lambda regel: regel.sleutel)
def test_a_rule_names_the_other_rules_that_it_reads(regel, niveau):
    veld = make_veld(3, [(0, 1)], niveau, kenmerk_v=[90.0, 100.0, 110.0], gehuisvest=[10.0, 20.0, 30.0])
    situatie = make_situatie(veld, {"psychisch": 3, "statushouders": 3, "detentie": 3})
    heard = Luisteraar(situatie.waarden)
    regel.find_grenzen(dataclasses.replace(situatie, waarden=heard))
    assert heard.gelezen - {regel.sleutel} <= set(regel.leest)


@settings(max_examples=60)
@given(
    make_geval(), st.lists(st.sampled_from([0.0, 0.1, 5.0, 25.0, 33.0, 99.9, 100.0]), min_size=1, max_size=3)
)
def test_the_limits_at_a_value_are_those_of_the_rules_there(geval, waarden):
    situatie = geval[1]
    for regel, knop in ((PLAFOND, PER_1000), (CAPACITEIT, TOEWIJSAANDEEL)):
        lever = Hefboom(situatie, regel, knop)
        for value, found in zip(waarden, lever.read(waarden), strict=True):
            turned = turn_parameter(situatie, regel, knop, value)
            limits = [limit for other in lever.regels for limit in list_grenzen_ruim(other, turned)]
            assert np.array_equal(found, [limit.hoog for limit in limits])
            assert [(limit.gebieden, limit.groepen) for limit in limits] == [
                (limit.gebieden, limit.groepen) for limit in lever.blokken
            ]
            still = [other for other in REGELS if other not in lever.regels and other != regel]
            assert all(other.find_grenzen(turned) == other.find_grenzen(situatie) for other in still)
