"""What a proof carries over from one answer to the next, and what was not proven does not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uitweggevallen import make_geval
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.situatie import Slot
from woonzorg.verdeling.optimum import proef
from woonzorg.verdeling.optimum.bouw import list_grenzen
from woonzorg.verdeling.optimum.hefboom import Hefboom
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.proef import make_proef
from woonzorg.verdeling.optimum.programma import Oplossing
from woonzorg.verdeling.regels.grenzen import find_sloten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, list_actief, turn_parameter

# Lots of two: of three homes two and one cannot be divided, though one and a half twice could.
SITUATIE = make_situatie(make_veld(2), {"statushouders": 3}, loten={"statushouders": 2})
LOS = PER_SLEUTEL["plafond"].find_grenzen(SITUATIE)
NIETS = Oplossing(None, math.nan, math.nan, bewezen=False)


class Teller:
    """Solves as it should, or out of time, and counts how often."""

    def __init__(self, solve):
        self.solve, self.keer, self.is_op_tijd = solve, 0, True

    def __call__(self, *args, **options):
        self.keer += 1
        return self.solve(*args, **options) if self.is_op_tijd else NIETS


@pytest.fixture
def teller(monkeypatch):
    counter = Teller(proef.solve)
    monkeypatch.setattr(proef, "solve", counter)
    return counter


def test_what_whole_homes_do_not_fit_in_is_known_of_less_too(teller):
    test = make_proef(SITUATIE, (), LOS)
    assert [test.fits(np.array(most)) for most in ([2.0, 2.0], [2.0, 2.0], [2.0, 1.0])] == [False] * 3
    assert (teller.keer, test.bewezen) == (1, True)
    assert test.fits(np.array([3.0, 2.0]))
    assert test.fits(np.array([3.0, 0.0]))  # all in the first


def test_what_was_not_answered_in_time_is_asked_again(teller):
    test, teller.is_op_tijd = make_proef(SITUATIE, (), LOS), False
    assert not test.fits(np.array([2.0, 2.0]))
    assert not test.bewezen
    teller.is_op_tijd = True
    assert not test.fits(np.array([2.0, 2.0]))
    assert teller.keer == 2


def test_what_is_held_fast_fits_in_no_lower_limit_and_nothing_is_solved_to_know_that():
    held = (Slot(SITUATIE.veld.codes[0], 2),)
    situatie = make_situatie(make_veld(2), {"statushouders": 3}, sloten=held)
    test = make_proef(situatie, find_sloten(situatie), LOS, tijd=-1.0)  # without time nothing can be solved
    assert (test.fits(np.array([1.0, 9.0])), test.bewezen) == (False, True)
    timely = make_proef(situatie, find_sloten(situatie), LOS)
    assert [timely.fits(np.array(most)) for most in ([2.0, 1.0], [2.0, 0.0], [3.0, 0.0])] == [
        True,
        False,
        False,
    ]


def test_each_number_that_is_held_fast_is_known_by_itself_also_a_single_home():
    held = tuple(Slot(code, 1) for code in SITUATIE.veld.codes)
    situatie = make_situatie(make_veld(2), {"statushouders": 3}, sloten=held)
    test = make_proef(situatie, find_sloten(situatie), LOS, tijd=-1.0)  # without time nothing can be solved
    assert [(test.fits(np.array(most)), test.bewezen) for most in ([0.0, 9.0], [9.0, 0.0])] == [
        (False, True)
    ] * 2
    assert (test.fits(np.array([1.0, 1.0])), test.bewezen) == (False, False)  # this one had to be solved


def test_without_time_only_what_is_proven_already_is_known():
    late = make_proef(SITUATIE, (), LOS, tijd=-1.0)
    assert (late.fits(np.array([3.0, 3.0])), late.bewezen) == (False, False)


@settings(max_examples=40)
@given(make_geval(), st.sampled_from(["plafond", "capaciteit"]), st.data())
def test_a_lever_that_is_turned_fits_where_the_optimum_places_all(geval, sleutel, data):
    regel, situatie = PER_SLEUTEL[sleutel], data.draw(st.sampled_from(geval))
    if regel not in list_actief(situatie) or situatie.afspraken:
        return
    knop = regel.find_parameter(regel.knoppen[0])
    values = sorted(data.draw(st.lists(st.integers(0, 40), min_size=1, max_size=6)))
    lever = Hefboom(situatie, regel, knop)
    rest = list_grenzen(situatie, *(other.sleutel for other in lever.regels))
    test = make_proef(situatie, rest, lever.blokken)
    for value, most in zip(values, lever.read(values), strict=True):
        try:
            plan = place(turn_parameter(situatie, regel, knop, float(value)))
        except InvoerFout:  # locks that cannot be kept
            assert not test.fits(most)
            continue
        assert test.fits(most) == (plan.geplaatst == situatie.behoefte.aantallen)
