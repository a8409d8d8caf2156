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
from woonzorg.streken.streektelling import Streeksoort, count_grond

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


def test_what_a_visitor_chose_does_not_stay_for_others_and_names_no_person(open_kaart, monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    publish_beide(tmp_path)
    kept = []
    monkeypatch.setattr(streken, "count_grond", lambda land: kept.append(count_grond(land)) or kept[-1])
    for title in ("Eerste", "Tweede"):
        own = f'[x]\ntitel = "{title}"\ngemeenten = ["GM0001", "GM0002"]\ngekozen_door = "gremium"\n'.encode()
        app = open_kaart(streken_sets=streken.read_sets("r.toml", own))
        shown = read_blokken(app)
        assert not app.exception
        assert f"{title}: Stad GM0001 en Stad GM0002. Gekozen door: gremium." in shown
    [grond] = kept  # counted once for both visits, so that it holds the sets of neither
    assert {row.soort for row in (grond.land, *grond.provincies)} == {Streeksoort.LAND, Streeksoort.PROVINCIE}
    assert "welke organisatie ze koos, en wanneer" in shown
    assert "Schrijf niet over personen" in shown


def test_the_fictional_region_says_that_there_is_no_country(open_kaart, monkeypatch):
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    app = open_kaart()
    assert woorden.FICTIEF in [item.value for item in app.info]
    assert not app.exception
