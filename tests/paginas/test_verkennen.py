"""Exploring on Kaart: what is chosen in the picture fills the list, and the table does the same without a mouse."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aflezen import read_data, send
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.kaart import verkennen
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.schalen import make_schalen
from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def score():
    return toets.score_snapshot(opslag.open_snapshot(INGEBOUWD))


@pytest.fixture
def app(open_app) -> AppTest:
    opened = open_app()
    assert opened.get("plotly_chart") == []  # first the map, and pictures that stand still
    return opened.toggle(key=verkennen.VERKENNEN).set_value(True).run()


def read_figuur(app: AppTest, place: int = 0) -> dict:
    return json.loads(app.get("plotly_chart")[place].proto.spec)


def read_tabel(app: AppTest, bijschrift: str) -> str:
    protos = [element.proto for element in app.get("bidi_component")]
    found = [json.loads(proto.json or proto.mixed.json or "{}").get("html", "") for proto in protos]
    return next(html for html in found if f"<caption>{bijschrift}" in html)


def choose(app: AppTest, codes: Iterable[str]) -> AppTest:
    """Let the browser tell that a frame was drawn around these areas."""
    points = [{"customdata": [code, 1.0], "point_index": number} for number, code in enumerate(codes)]
    told = {"selection": {"points": points, "point_indices": [], "box": [], "lasso": []}}
    states = app._tree.get_widget_states()
    chart = app.get("plotly_chart")[0].proto
    states.widgets.append(WidgetState(id=chart.id, string_value=json.dumps(told)))
    return app._run(states)


def read_lijst(app: AppTest) -> list[str]:
    link = app.query_params.get("lijst", "")
    return (link if isinstance(link, str) else link[0]).split(".") if link else []


def test_both_pictures_hold_the_figures_of_the_tables_beside_them(app, score):
    assert not app.exception
    areas = score.select("buurt").dropna(subset=["ses_woa", "lbm_afwijking"]).set_index("code")
    shown = {data[0]: data[1:] for trace in read_figuur(app)["data"] for data in trace["customdata"]}
    assert set(shown) == set(areas.index)
    for code, (households, s, level) in shown.items():
        row = areas.loc[code]
        assert (households, s, level) == pytest.approx(
            (row["huishoudens"], row["ses_woa"], row["lbm_afwijking"])
        )
    table = read_tabel(app, "De gebieden van de grafiek")
    assert sorted(re.findall(r'data-code="(\w+)"', table)) == sorted(areas.index)
    assert len(re.findall(r'data-v="', table)) == 3 * len(areas)
    bars = {name: sum(data[1] for data in trace["customdata"] if data[1] is not None)
            for trace in read_figuur(app, 1)["data"] for name in [trace["name"]]}  # fmt: skip
    counted = score.select("buurt").groupby("klasse")["huishoudens"].sum()
    # The region and each of its gemeenten.
    assert bars["Kwetsbaar"] == 2 * counted["kwetsbaar"]
    assert bars["Draagkrachtig"] == 2 * counted["draagkrachtig"]
    scale = make_schalen(score, "buurt").ses
    assert read_figuur(app)["layout"]["xaxis"]["range"] == pytest.approx(
        [scale.midden - scale.bereik, scale.midden + scale.bereik]
    )


def test_a_frame_fills_the_list_and_the_next_one_replaces_it_but_not_what_was_put_there_by_hand(app, score):
    areas = score.select("buurt").dropna(subset=["ses_woa", "lbm_afwijking"]).sort_values(["naam", "code"])
    one, two, three, four = areas["code"].iloc[[10, 40, 70, 100]]
    app = choose(app, [three, one])
    assert read_lijst(app) == [one, three]  # by name, as in the table
    assert "2 gebieden" in next(
        item.proto.body for item in app.get("html") if 'role="status"' in item.proto.body
    )
    assert app.button(key="lijst-leeg").disabled is False
    app = choose(app, [two])
    assert read_lijst(app) == [two]
    app.session_state["weergave"] = replace(app.session_state["weergave"], lijst=(four, two))
    app = choose(app, [one])
    assert read_lijst(app) == [four, one]
    app = choose(app, [])
    assert read_lijst(app) == [four]
    app = choose(app, [four, one])
    assert read_lijst(app) == [four, one]
    app.button(key="lijst-leeg").click().run()
    assert read_lijst(app) == []
    assert not app.exception


def test_the_chips_under_the_card_follow_the_frame_and_the_table_follows_the_chips(app, score):
    areas = score.select("buurt").dropna(subset=["ses_woa", "lbm_afwijking"]).sort_values(["naam", "code"])
    one, two = areas["code"].iloc[[10, 40]]
    app = choose(app, [two, one])
    chips = next(data["chips"] for data in read_data(app) if "chips" in data)
    assert [code for code, _ in chips] == read_lijst(app) == [one, two]
    app = send(app, "lijst-chips", weg=one)
    assert read_lijst(app) == [two]
    assert any(
        "1 gebied" in item.proto.body for item in app.get("html") if 'role="status"' in item.proto.body
    )


def test_what_is_no_area_of_the_picture_does_not_come_on_the_list(app):
    assert read_lijst(choose(app, ["BU00000000", "<b>", ""])) == []
    assert not app.exception


def test_the_house_has_its_own_buttons_and_plotly_shows_none(app):
    assert read_figuur(app)["layout"]["dragmode"] == "select"
    config = json.loads(app.get("plotly_chart")[0].proto.config)
    assert config["displayModeBar"] is False
    app.segmented_control(key="verkennen_wijze").select("Lasso").run()
    assert read_figuur(app)["layout"]["dragmode"] == "lasso"
    app.segmented_control(key="verkennen_wijze").select("Aanwijzen").run()
    assert read_figuur(app)["layout"]["dragmode"] is False
    assert app.get("plotly_chart")[0].proto.theme == ""
    assert app.get("plotly_chart")[0].proto.alt.startswith("Spreiding van ")
    # Without choices a chart only tells.
    assert list(app.get("plotly_chart")[1].proto.selection_mode) == []


def test_a_country_has_no_scatter(open_app, monkeypatch):
    monkeypatch.setattr("woonzorg.kaart.grondslag.VLAKKEN_MAXIMUM", 5)
    busy = open_app().toggle(key=verkennen.VERKENNEN).set_value(True).run()
    assert not busy.exception
    assert len(busy.get("plotly_chart")) == 1
