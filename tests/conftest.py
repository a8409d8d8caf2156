"""Fixtures for every test: the real test data, and a local server that speaks like the three services."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dienst import Dienst, Waarden
from dienst.waarden import find_testdata
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent

# The processes that tests start read what was compiled before, each would take most of a second to do that anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test is timed: a machine that does other work too is no fault of the product.
settings.register_profile("ongetimed", deadline=None)
settings.load_profile("ongetimed")


EERST = ("browser", "bronnen", "paginas", "verdeling")
"""Rooms of which one file takes long."""


TRAAG = frozenset({
    "agenda/test_orakel.py", "agenda/test_termijn_gedeeld.py", "bibliotheek", "bronnen",
    "gegevens/test_opslag_schade.py", "herkomst", "installatie", "laden", "opdracht", "paginas", "rapport",
    "server/test_proxypoort.py", "test_nieuw_cijfer.py", "test_notitieboek.py", "uitrol", "varianten",
    "verdeling/delen", "verdeling/invoer",
    "verdeling/optimum", "verdeling/uitweg", "verdeling/vergelijking", "vijandig",
    })  # fmt: skip
"""Rooms and files that wait for a server, a page, a document or a solver: what a change is tried on while it is made
goes without them (`-m "not browser and not traag"`)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: two workers then share what is short at the end, and none waits for the other."""
    for item in items:
        path = item.path.relative_to(TESTS)
        if path.parts[0] == "browser":
            item.add_marker(pytest.mark.browser)
        if not TRAAG.isdisjoint(part.as_posix() for part in (path, *path.parents)):
            item.add_marker(pytest.mark.traag)
    order = {room: place for place, room in enumerate(EERST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(TESTS).parts[0], len(EERST)))


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark that is given here."""
    config.addinivalue_line("markers", "traag: waits for a server, a page, a document or a solver")


@pytest.fixture(autouse=True)
def keep_main() -> Iterator[None]:
    """Streamlit takes the place of the main module; a process that is spawned later must not start its pages."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def keep_bibliotheek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenarios that a test saves stay with the test."""
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'scenarios.sqlite'}")


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Return the folder with real figures; tests that need it are skipped where it is absent."""
    folder = find_testdata()
    if not (folder / "antwoorden").is_dir():
        pytest.skip(f"no test data in {folder}: set WOONZORG_TESTDATA")
    return folder


@pytest.fixture(scope="session")
def waarden(testdata: Path) -> Waarden:
    """Return the values behind the server, read once for all tests."""
    return Waarden(testdata)


@pytest.fixture(scope="session")
def gedeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "gedeeld"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def dienst(waarden: Waarden) -> Iterator[Dienst]:
    """Run a fresh server; append to `dienst.faults` to let things go wrong."""
    with Dienst(waarden) as server:
        yield server
    assert server.errors == []


@pytest.fixture
def dienst_env(dienst: Dienst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Point the settings of a loader at the server, and snapshots at a folder of the test."""
    environ = dienst.environ | {"WOONZORG_DATA": str(tmp_path / "data")}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return environ
