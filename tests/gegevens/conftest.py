"""An object store that runs on this machine, as several machines know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from objectserver import run_objectserver
from postgres import Lijn

from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from objectserver import Objectserver

    from woonzorg.tekst.objectadres import Objectplek

    Machine = Callable[[str], Objectplek]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Objectserver]:
    with run_objectserver(tmp_path_factory.mktemp("moto")) as started:
        yield started


@pytest.fixture
def sleutel(server: Objectserver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Objectserver]:
    for name, value in server.omgeving.items():
        monkeypatch.setenv(name, value)
    yield server
    opslag._open_objectopslag.cache_clear()


@pytest.fixture
def machine(sleutel: Objectserver, tmp_path: Path) -> Machine:
    """Give the place as a machine of that name knows it: the same store, with copies of its own."""
    return lambda name: sleutel.make_plek(tmp_path / name, tmp_path.name)


@pytest.fixture
def lijn(sleutel: Objectserver) -> Iterator[Lijn]:
    line = Lijn(int(sleutel.adres.rpartition(":")[2]))
    yield line
    line.close()
