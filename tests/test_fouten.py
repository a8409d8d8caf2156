"""The faults that a user sees: they come back whole from another process."""

from __future__ import annotations

import importlib
import pickle
import pkgutil

import pytest

import woonzorg
from woonzorg.fouten import BronFout, GegevensFout, InhoudFout, InvoerFout, OpslagFout, WoonzorgFout

ANDERS = {type(fault): fault for fault in (
    BronFout("CBS", "https://voorbeeld", "leeg", gevonden="niets", tijdelijk=True),
    GegevensFout("Dit klopt niet.", [f"rij {row}" for row in range(25)], remedie="Doe c."),
    InhoudFout("Dit klopt niet.", ["rij 1", "rij 2"]),
)}  # fmt: skip
"""One of each kind that is made in a way of its own."""


def list_soorten(soort: type[WoonzorgFout]) -> set[type[WoonzorgFout]]:
    return {soort}.union(*(list_soorten(kind) for kind in soort.__subclasses__()))


@pytest.fixture(scope="module")
def soorten() -> list[type[WoonzorgFout]]:
    """List every kind in the house: a kind is known when its module was read."""
    for module in pkgutil.walk_packages(woonzorg.__path__, "woonzorg."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind for kind in list_soorten(WoonzorgFout) if kind.__module__.startswith("woonzorg.")}
    return sorted(found, key=lambda kind: kind.__qualname__)


def make_fout(soort: type[WoonzorgFout]) -> WoonzorgFout:
    return ANDERS.get(soort) or soort("Dit kan niet.", verwacht="a", gevonden="b", remedie="Doe c.")


def test_a_fault_of_any_kind_comes_back_from_another_process_as_it_was(soorten):
    assert {WoonzorgFout, OpslagFout, InvoerFout, *ANDERS} < set(soorten)
    for kind in soorten:
        assert (kind in ANDERS) == (kind.__init__ is not WoonzorgFout.__init__), kind
        fault = make_fout(kind)
        fault.status = 404  # as a source sets it afterwards
        found = pickle.loads(pickle.dumps(fault))
        assert (type(found), str(found), found.args) == (kind, str(fault), fault.args)
        assert vars(found) == vars(fault)
