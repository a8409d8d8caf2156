"""Pages run without a browser, on the fictional region that comes with the product."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

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


@pytest.fixture
def open_pagina(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return what opens one page of the dashboard as its first, by the address of a link."""
    monkeypatch.syspath_prepend(str(APP.parent))
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.cache_resource.clear()

    def open_link(pagina: str, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        # `switch_page` finds an address only after another page ran; a link opens its page at once.
        app._page_hash = calc_hash(pagina)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_link
