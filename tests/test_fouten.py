"""The faults that a user sees: they come back whole from another process."""

from __future__ import annotations

import pickle

import pytest

from woonzorg.bibliotheek.databank import OnzekerFout
from woonzorg.fouten import BronFout, GegevensFout, InhoudFout, InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.toegang.bezoeker import ToegangFout

GEWOON = [
    kind("Dit kan niet.", verwacht="a", gevonden="b", remedie="Doe c.")
    for kind in (WoonzorgFout, OpslagFout, InvoerFout, OnzekerFout, ToegangFout)
]
MEER = [
    BronFout("CBS", "https://voorbeeld", "leeg", gevonden="niets", tijdelijk=True),
    GegevensFout("Dit klopt niet.", [f"rij {row}" for row in range(25)], remedie="Doe c."),
    InhoudFout("Dit klopt niet.", ["rij 1", "rij 2"]),
]
FOUTEN = {type(fault): fault for fault in (*GEWOON, *MEER)}


def list_soorten(soort: type[WoonzorgFout]) -> set[type[WoonzorgFout]]:
    return {soort}.union(*(list_soorten(kind) for kind in soort.__subclasses__()))


def test_every_kind_of_fault_is_tried_here():
    assert {kind for kind in list_soorten(WoonzorgFout) if kind.__module__.startswith("woonzorg.")} == set(
        FOUTEN
    )


@pytest.mark.parametrize("soort", FOUTEN, ids=lambda kind: kind.__name__)
def test_a_fault_comes_back_from_another_process_as_it_was(soort):
    fault = FOUTEN[soort]
    fault.status = 404  # as a source sets it afterwards
    found = pickle.loads(pickle.dumps(fault))
    assert (type(found), str(found), found.args) == (soort, str(fault), fault.args)
    assert vars(found) == vars(fault)
