"""Where a library of a test stands: a file of SQLite, or a database of a real PostgreSQL."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from postgres import run_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgres import Postgres

NAMEN = (f"kast{number}" for number in count())


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with run_postgres() as running:
        yield running


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return tmp_path / "scenarios.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def adres(request: pytest.FixtureRequest, bestand: Path) -> Path | str:
    """Return where an empty library can stand, in each kind of database."""
    if request.param == "sqlite":
        return bestand
    return request.getfixturevalue("server").make_database(next(NAMEN))
