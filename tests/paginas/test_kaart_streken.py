"""The region beside others, beneath the map, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streekmaken import publish_beide

from pages.kaart import streken
from woonzorg.kaart import woorden

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).resolve().parents[2] / "app.py"
"""The page Kaart is the first."""


@pytest.fixture
def open_kaart(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AppTest]:
    """Return what opens the page with the comparison unfolded."""
    monkeypatch.syspath_prepend(str(APP.parent))
    st.cache_resource.clear()

    def open_folder(**state: object) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in {"streken-open": True, **state}.items():
            app.session_state[key] = value
        return app.run()

    return open_folder


def read_blokken(app: AppTest) -> str:
    protos = [element.proto for element in app.get("bidi_component")]
    return "\n".join(proto.json or proto.mixed.json or "" for proto in protos)


def test_country_provinces_and_a_set_stand_beside_the_region(open_kaart, monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    publish_beide(tmp_path)
    app = open_kaart()
    shown = read_blokken(app)
    assert not app.exception
    assert (
        "70 % van de huishoudens in Hier woont in een kwetsbare buurt, in Nederland 20 % en in Limburg 40 %."
        in shown
    )
    assert "Groningen" in shown
    assert "Er zijn geen andere streken gekozen" in shown
    assert "telt niemand die is gehuisvest" in shown
    own = b'[zuid]\ntitel = "Zuid <b>"\ngemeenten = ["GM0001", "GM0002"]\ngekozen_door = "gremium"\n'
    app = open_kaart(streken_sets=streken.read_sets("r.toml", own))
    assert "Zuid &lt;b&gt;: Stad GM0001 en Stad GM0002. Gekozen door: gremium." in read_blokken(app)
    app.button(key="streken-vergeet").click().run()
    assert "gremium" not in read_blokken(app)
    assert not app.exception


def test_the_fictional_region_says_that_there_is_no_country(open_kaart, monkeypatch):
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    app = open_kaart()
    assert woorden.FICTIEF in [item.value for item in app.info]
    assert not app.exception
