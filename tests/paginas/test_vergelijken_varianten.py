"""Many variants on Vergelijken: given in, seen as picture and list, chosen from, and opened on Verdelen."""

from __future__ import annotations

import base64
import io
import json
from functools import partial

import pandas as pd
import pytest
from aflezen import read_html, read_told, send

from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.varianten.deel import make_werk, reken_deel
from woonzorg.varianten.ruimte import make_ruimte
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import open_veld

SNAPSHOT = open_snapshot(INGEBOUWD)
BEGIN = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 300, "detentie": 39},
}


@pytest.fixture(scope="module")
def raw():
    space = {"bandbreedte": ["laag", "hoog"], "regels": {"capaciteit": {"toewijsaandeel": [10, 20, 40]}}}
    made = make_ruimte(
        {"ruimte": space}, parse_scenario(json.dumps(BEGIN | {"gegevens": SNAPSHOT.id}).encode())
    )
    return reken_deel(make_werk(made, open_veld(made.make(0), SNAPSHOT)), 0)


@pytest.fixture
def open_vergelijken(open_pagina):
    return partial(open_pagina, "vergelijken")


def give(app, raw, naam="V.parquet"):
    return send(app, "varianten-vak", bestand={"naam": naam, "inhoud": base64.b64encode(raw).decode()})


def count_rijen(app):
    return read_html(app).count('data-actie="open"')


def test_a_table_is_seen_chosen_from_and_opened(open_vergelijken, raw):
    app = open_vergelijken(a="inwoners", b="huishoudens")
    assert "Veel varianten in één beeld" in [item.label for item in app.expander]
    assert not app.get("plotly_chart")
    app.session_state["varianten-open"] = True
    app = give(app.run(), raw)
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    html = read_html(app)
    assert count_rijen(app) == 6
    assert "6 varianten van 6" in html
    assert "Deel haar niet" in read_told(app)
    assert 'aria-label="Open op Verdelen: Variant 4"' in html
    share = next(item for item in app.selectbox if item.label.startswith("Capaciteit"))
    assert share.options == ["alle", "10", "20", "40"]
    app = share.select("20").run()
    assert count_rijen(app) == 2
    app.session_state["varianten-keuze"] = (1, 2, 5)
    app = app.run()
    assert count_rijen(app) == 1
    app = next(item for item in app.button if item.label == "Vergeet het kader").click().run()
    assert count_rijen(app) == 2
    app = send(app, "varianten-lijst", actie={"actie": "open", "code": "4"})
    assert not app.exception
    work = app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario
    made = pd.read_parquet(io.BytesIO(raw))
    assert work.rekenkenmerk == made["kenmerk"][4]


def test_what_cannot_be_read_or_opened_is_told_and_the_rest_stays(open_vergelijken, raw):
    app = open_vergelijken(a="inwoners", b="huishoudens")
    app.session_state["varianten-open"] = True
    app = give(app.run(), b"<img src=x>", "<img src=x>.csv")
    assert not app.exception
    assert "is niet te lezen als tabel van varianten" in read_told(app)
    assert not app.get("plotly_chart")
    frame = pd.read_parquet(io.BytesIO(raw)).rename(columns={"bandbreedte": "<b>band</b>"})
    frame["knelt"] = "<script>"
    frame.loc[0, "scenario"] = "{}"
    app = give(app, frame.to_csv(index=False).encode(), "v.csv")
    html = read_html(app)
    assert count_rijen(app) == 6
    assert "<b>band" not in html
    assert "<script>" not in html
    app = send(app, "varianten-lijst", actie={"actie": "open", "code": "0"})
    assert "geen scenario" in read_told(app)
    assert count_rijen(app) == 6
