"""A step is told by what it set, from what to what; areas by their names, many at once by their number."""

from __future__ import annotations

import pytest

from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Afspraak, Uitzondering, Voorstel
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.vergelijking.stap import NIETS, describe_stap

START = bewerken.make_standaard("voorbeeldstreek")
NAMEN = {"BU00010001": "Dorp", "BU00010002": "Veld", "GM0001": "Stad"}
CASE = Uitzondering("BU00010001", "gebouw staat er", "de raad", "2026-01-31")


def set_aandeel(scenario, value: float):
    return bewerken.set_parameter(scenario, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, value)


@pytest.mark.parametrize(
    ("na", "words"),
    [
        (set_aandeel(START, 40), "Toewijsaandeel: 40 % (was 25 %)"),
        (
            bewerken.set_parameter(START, CAPACITEIT.sleutel, MUTATIEGRAAD.sleutel, 9),
            "Capaciteit: Woningen die per jaar vrijkomen: 9 % (was 8,50 %)",
        ),
        (
            bewerken.switch_regel(START, PLAFOND.sleutel, aan=False),
            "Regel 'Plafond': geldt niet (was geldt)",
        ),
        (bewerken.set_slot(START, "BU00010001", 4), "Dorp vast op 4"),
        (bewerken.set_slot(START, "BU00010009", 0), "BU00010009 vast op 0"),
        (bewerken.set_uitzondering(START, CASE), "uitzondering in Dorp (de raad)"),
        (
            bewerken.set_afspraak(START, Afspraak(("GM0001",), hoogstens=3)),
            "afspraak met Stad: hoogstens 3",
        ),
        (
            bewerken.change(START, toetsen=(Voorstel("BU00010002", "woonwagenbewoners", 6),)),
            "plek getoetst in Veld (woonwagenbewoners, 6)",
        ),
        (bewerken.set_deel(START, attribuut="naam", waarde="A"), "Naam van het scenario: A (was geen)"),
        (START, NIETS),
    ],
)
def test_a_step_tells_what_it_set(na, words):
    assert describe_stap(START, na, NAMEN) == words


def test_a_lock_that_changes_is_told_once_and_one_that_goes_as_gone():
    held = bewerken.set_slot(START, "BU00010001", 4)
    assert describe_stap(held, bewerken.set_slot(START, "BU00010001", 5), NAMEN) == "Dorp vast op 5"
    assert describe_stap(held, START, NAMEN) == "Dorp vast niet meer"


def test_many_at_once_are_told_by_their_number():
    many = bewerken.set_sloten(START, {f"BU0001000{n}": n for n in range(5)})
    assert describe_stap(START, many, NAMEN) == "5 vastgezette aantallen erbij"
    assert describe_stap(many, bewerken.drop_sloten(many), NAMEN) == "5 vastgezette aantallen weg"
    other = bewerken.change(set_aandeel(START, 40), naam="A", notitie="B", auteur="C", bandbreedte="laag")
    assert describe_stap(START, other).endswith("; en nog 2 wijzigingen")


def test_another_level_tells_the_level_and_not_what_it_drops():
    held = bewerken.set_slot(START, "BU00010001", 4)
    assert describe_stap(held, bewerken.set_deel(held, attribuut="niveau", waarde=Niveau.WIJK), NAMEN) == (
        "Niveau: Wijken (was Buurten)"
    )
