"""Fixtures for the loaders: a quick client, and a folder that already holds a good snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from keten import KLEIN, Geladen, fill, hurry, load_once

from woonzorg.bronnen.web import Web
from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Dienst, Waarden

    Naar = Callable[..., Web]


@pytest.fixture(scope="session")
def klein(waarden: Waarden, tmp_path_factory: pytest.TempPathFactory) -> Geladen:
    """Return Simpelveld, loaded once."""
    return load_once(waarden, tmp_path_factory.mktemp("klein") / "data", KLEIN)


@pytest.fixture
def leeg(klein: Geladen, dienst: Dienst, dienst_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder for snapshots; the server is warm and gives large pages."""
    assert klein.afloop.status == 0
    hurry(monkeypatch)
    dienst.cbs.page_size, dienst.pdok.maximum = 5000, 1000
    return Path(dienst_env["WOONZORG_DATA"])


@pytest.fixture
def gevuld(leeg: Path, klein: Geladen) -> Path:
    """Return a folder with a good snapshot of Simpelveld."""
    fill(klein, leeg)
    assert opslag.open_snapshot(leeg).manifest.regio.naam == KLEIN.lower()
    return leeg


@pytest.fixture
def naar(klein: Geladen, dienst: Dienst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Naar:
    """Return a maker of connections to one service of the server: cbs, lbm or pdok."""
    hurry(monkeypatch)
    assert klein.afloop.status == 0  # the server's tables are warm now

    def connect(dienstnaam: str, wachttijd: float = 30, archief: str = "") -> Web:
        folder = tmp_path / archief if archief else None
        return Web(f"De {dienstnaam}", f"{dienst.url}/{dienstnaam}", folder, wachttijd)

    return connect
