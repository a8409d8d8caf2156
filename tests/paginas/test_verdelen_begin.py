"""The named starts on the page: each sets what it says, says so, and is undone."""

from __future__ import annotations

from functools import partial

import pytest

from pages.verdelen import dok
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.uitweg.begin import BEGINNEN

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)


@pytest.fixture
def open_verdelen(open_pagina):
    return partial(open_pagina, "verdelen")


def read_scenario(app):
    return app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario


def test_each_start_is_offered_with_what_it_sets_and_undone(open_verdelen):
    app = open_verdelen()
    app.session_state[dok.OPEN] = dok.BEGIN
    app.run()
    html = " ".join(element.proto.body for element in app.get("html"))
    assert all(way.zet in html for way in BEGINNEN)
    before = read_scenario(app)
    app.button(key="begin-statushouders").click().run()
    assert [line.groep for line in read_scenario(app).vraag] == ["statushouders"]
    assert any("Alleen statushouders." in message.value for message in app.success)
    app.button(key="begin-vorige").click().run()
    assert sum(part.aantal for part in read_scenario(app).basis) > 0
    app.button(key="begin-los").click().run()
    assert read_scenario(app).basis == ()
    for _ in range(3):
        app.button(key="ongedaan").click().run()
    assert read_scenario(app) == before
    assert not app.exception


def test_a_start_that_cannot_be_says_why_and_leaves_the_plan_as_it_was(open_verdelen):
    app = open_verdelen()
    app.session_state[dok.OPEN] = dok.BEGIN
    app.run()
    before = read_scenario(app)
    app.button(key="begin-aandeel").click().run()
    assert any(
        "Ook bij een toewijsaandeel van 100 % past niet alles" in message.value for message in app.error
    )
    assert read_scenario(app) == before
