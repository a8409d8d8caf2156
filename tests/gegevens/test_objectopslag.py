"""Snapshots in an object store, against a real server that checks each signature and the rights of the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from maken import make_snapshotgebieden, publish_proef
from objectserver import run_objectserver

from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from objectserver import Objectserver


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Objectserver]:
    with run_objectserver(tmp_path_factory.mktemp("moto")) as started:
        yield started


@pytest.fixture
def winkel(server: Objectserver, monkeypatch: pytest.MonkeyPatch) -> Objectserver:
    for name, value in server.omgeving.items():
        monkeypatch.setenv(name, value)
    return server


def test_what_one_machine_publishes_another_opens(winkel: Objectserver, tmp_path: Path) -> None:
    here, there = (winkel.make_plek(tmp_path / name, "een") for name in ("hier", "daar"))
    made = publish_proef(here)
    found = opslag.open_snapshot(there)
    assert (found.id, found.manifest) == (made.id, made.manifest)
    assert len(found.gebieden) == len(make_snapshotgebieden())
    assert found.map.is_relative_to(tmp_path / "daar")
