"""Dataclasses as plain values: read back as they were, and refused with all that is wrong at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pytest

from woonzorg.tekst.waardevorm import VormFout, Waardevorm


class Kleur(StrEnum):
    GRIJS = "grijs"
    PAARS = "paars"


@dataclass(frozen=True)
class Deel:
    naam: str
    aantal: int
    kleur: Kleur = Kleur.GRIJS


@dataclass(frozen=True)
class Geheel:
    delen: tuple[Deel, ...]
    eerste: Deel | None = None


VORM = Waardevorm(namen={"Deel": Deel, "Kleur": Kleur})
HEEL = Geheel((Deel("a", 1, Kleur.PAARS), Deel("b", 2)), Deel("c", 3))


def test_what_is_written_reads_back_and_what_came_later_may_lack():
    assert VORM.read(Geheel, VORM.write(HEEL)) == HEEL
    assert VORM.read(Geheel, {"delen": [{"naam": "a", "aantal": 1}]}) == Geheel((Deel("a", 1),))
    assert VORM.write(HEEL)["delen"][0] == {"naam": "a", "aantal": 1, "kleur": "paars"}


def test_all_that_is_wrong_is_told_together_with_its_place_and_what_belongs_there():
    given = {"delen": [{"naam": 4, "aantal": True}, {"naam": "b", "kleur": "rood", "prijs": 1}], "eerste": []}
    with pytest.raises(VormFout) as caught:
        VORM.read(Geheel, given)
    assert caught.value.bevindingen == (
        "delen.0.naam: hier hoort tekst tussen aanhalingstekens, en er staat '4'",
        "delen.0.aantal: hier hoort een heel getal, en er staat 'True'",
        "delen.1: 'aantal' ontbreekt",
        "delen.1: 'prijs' is onbekend; kies uit naam, aantal, kleur",
        "delen.1.kleur: 'rood' hoort hier niet; kies uit grijs, paars",
        "eerste: hier hoort een object met namen en waarden, en er staat een lijst",
    )
    assert str(caught.value).count(";") >= 5
