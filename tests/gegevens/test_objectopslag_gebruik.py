"""Who asks for data in an object store: all of the house asks there, and one fault does not become another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keten import run
from maken import publish_proef
from streekmaken import publish_beide

from pages.kaart.streken import load_streken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from woonzorg.tekst.objectadres import Objectplek

    Machine = Callable[[str], Objectplek]


@pytest.fixture
def plek(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Objectplek:
    """Give a store with nothing in it yet, as the settings of the installation name it."""
    found = machine("hier")
    monkeypatch.setenv("WOONZORG_DATA", str(found.map))
    monkeypatch.setenv("WOONZORG_MOMENTOPNAMEN", found.adres)
    return found


# All of the house


def test_decisions_are_judged_on_the_region_of_the_store(plek: Objectplek, tmp_path: Path) -> None:
    publish_proef(plek)
    path = tmp_path / "i.csv"
    path.write_text(
        "instrument;gemeente;gebied;vanaf;tot;besluit\nGrip;GM0001;BU00010000;1-1-2024;;raad, 2023\n",
        encoding="utf-8",
    )
    [row] = run("instroom", str(path), "--json").json
    assert (row["gebied"], row["klasse"]) == ("BU00010000", "kwetsbaar")


def test_streken_are_counted_from_the_store(plek: Objectplek) -> None:
    land, regio = publish_beide(plek)
    assert [row["titel"] for row in run("streken", "--json").json][:2] == ["Nederland", "Hier"]
    load_streken.clear()
    assert [row.titel for row in load_streken(regio, regio.id, land.id, ()).rijen][:2] == [
        "Nederland",
        "Hier",
    ]
