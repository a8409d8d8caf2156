"""Pages run without a browser, on the fictional region that comes with the product."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.rekenploeg import Rekenploeg
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.verdeling.scenario import bewerken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture(scope="session", autouse=True)
def scan_components() -> Iterator[None]:
    """Look for components of Streamlit among the installed packages once, and not again for every test."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


def _remember(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what asks a function once for each snapshot of the product, and each time for any other."""
    kept: dict[tuple[Any, ...], Any] = {}

    def ask(snapshot: opslag.Snapshot, *rest: Any) -> Any:
        if not snapshot.map.is_relative_to(INGEBOUWD):
            return function(snapshot, *rest)
        key = (snapshot.map, *rest)
        if key not in kept:
            kept[key] = function(snapshot, *rest)
        return kept[key]

    return ask


@pytest.fixture(scope="package", autouse=True)
def keep_voorbeeld() -> Iterator[None]:
    """Read and score the region of the product once: visitors of a server share that, so tests may."""
    read, own = opslag.open_snapshot, dict[Path, opslag.Snapshot]()

    def open_snapshot(*asked: Any) -> opslag.Snapshot:
        found = read(*asked)
        return own.setdefault(found.map, found) if found.map.is_relative_to(INGEBOUWD) else found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opslag, "open_snapshot", open_snapshot)
        for owner, name in (
            (toets, "score_snapshot"), (toets, "find_edities"), (gegevens, "find_reeksjaren"),
        ):  # fmt: skip
            patch.setattr(owner, name, _remember(getattr(owner, name)))
        yield


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return what opens the dashboard with the parameters of a link."""
    monkeypatch.syspath_prepend(str(APP.parent))
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.cache_resource.clear()

    def open_link(omgeving: dict[str, str] | None = None, **parameters: str) -> AppTest:
        for name, value in (omgeving or {}).items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_link


@pytest.fixture(scope="session")
def beginplan() -> dict[tuple[str, ...], Any]:
    """Work out once the plan on which Verdelen opens, and return what a server keeps of it, by its keys."""
    kept: dict[tuple[str, ...], Any] = {}

    def note(sleutel: tuple[str, ...], werk: Callable[[], Any]) -> Any:
        if sleutel not in kept:
            kept[sleutel] = werk()
        return kept[sleutel]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rekenwerk, "_share", note)
        snapshot = opslag.open_snapshot(INGEBOUWD)
        begin = bewerken.make_standaard(snapshot.manifest.regio.naam)
        for load in (rekenwerk.load_uitkomst, rekenwerk.load_uitweg, rekenwerk.load_grensvlak):
            load(begin, snapshot)
    return kept


@pytest.fixture(scope="session", autouse=True)
def keep_ploeg() -> Iterator[None]:
    """Let the processes that work heavily be started once: a server keeps them, and tests forget what it keeps."""
    ploeg = Rekenploeg()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("open_ploeg", "open_planploeg"):
            patch.setattr(rekenwerk, name, lambda: ploeg)
        yield


@pytest.fixture
def open_pagina(
    monkeypatch: pytest.MonkeyPatch, beginplan: dict[tuple[str, ...], Any]
) -> Callable[..., AppTest]:
    """Return what opens one page of the dashboard as its first, by the address of a link."""
    monkeypatch.syspath_prepend(str(APP.parent))
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.cache_resource.clear()
    for sleutel, found in beginplan.items():  # visitors share it, so tests may
        rekenwerk._share(sleutel, lambda found=found: found)

    def open_link(pagina: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        # `switch_page` finds an address only after another page ran; a link opens its page at once.
        app._page_hash = calc_hash(pagina)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_link
