"""The named starts on the page: each sets what it says, says so, and is undone."""

from __future__ import annotations

from functools import partial

import pytest

from pages.verdelen import dok, onzeker, veld
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.geplaatst import Geplaatst, write_geplaatst
from woonzorg.verdeling.scenario.inhoud import Scenario
from woonzorg.verdeling.uitweg.begin import BEGINNEN
from woonzorg.verdeling.vraag.declaratie import find_onderdeel

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


def read_html(app):
    return " ".join(element.proto.body for element in app.get("html"))


def take_eigen(app, text):
    """Let the visit hold own figures, as a file that is given does."""
    own = SNAPSHOT.gebieden[SNAPSHOT.gebieden["rol"] == "regio"]
    codes = set(own.loc[own["niveau"] == "buurt", "code"])
    app.session_state["verdeling_eigen"] = {
        "voorbeeldstreek": read_eigen_cijfers("eigen.csv", text.encode(), codes)
    }
    return app.run()


def test_what_is_placed_is_told_by_group_and_stays_in_no_scenario(open_verdelen):
    app = open_verdelen()
    assert "Vanaf nu" not in " ".join(fold.label for fold in app.expander)
    areas = SNAPSHOT.gebieden.query("niveau == 'buurt' and rol == 'regio' and huishoudens > 300")
    one, two = areas["code"].iloc[:2]
    rows = (f"{one};statushouders;2", f"{one};statushouders;", f"{two};Uitstroom uit instellingen;4")
    take_eigen(app, "\n".join(["code;groep;aantal", *rows]))
    assert "Vanaf nu: wat er al geplaatst is" in [fold.label for fold in app.expander]
    html = read_html(app)
    assert "er 7 al geplaatst." in html
    assert "Ze blijven bij dit bezoek" in html
    scenario = read_scenario(app)
    assert one not in scenario.to_json()
    assert not app.exception


def test_what_is_placed_can_be_filled_in_for_the_chosen_area_and_taken_away_again(open_verdelen):
    code, other = SNAPSHOT.gebieden.query("niveau == 'buurt' and rol == 'regio' and huishoudens > 300")[
        "code"
    ][:2]
    app = open_verdelen(gebied=code)
    app.session_state["geplaatst-open"] = True
    app.run().number_input(key=f"geplaatst-{code}-statushouders").set_value(3)
    next(button for button in app.button if button.label == "Leg dit vast").click().run()
    figures = app.session_state["verdeling_eigen"]["voorbeeldstreek"]
    assert figures.geplaatst == (Geplaatst(code, "statushouders", 3),)
    assert "er 3 al geplaatst." in read_html(app)
    # Whoever comes back with the file has the same figures, by the same name.
    codes = set(SNAPSHOT.gebieden["code"])
    assert read_eigen_cijfers("later.csv", write_geplaatst(figures.geplaatst), codes).hash == figures.hash
    app.number_input(key=f"geplaatst-{code}-statushouders").set_value(0)
    next(button for button in app.button if button.label == "Leg dit vast").click().run()
    assert app.session_state["verdeling_eigen"] == {}
    take_eigen(app, f"code;capaciteit\n{other};0\n")
    assert "Zet wat al geplaatst is daarin" in read_html(app)
    assert "Leg dit vast" not in [button.label for button in app.button]
    assert not app.exception


def test_how_the_plan_fares_is_worked_out_when_it_is_asked_for(open_verdelen):
    app = open_verdelen()
    assert "houdt het plan stand" not in read_html(app)
    app.session_state[onzeker.ONZEKER_OPEN] = True
    app.run()
    assert "In deze verhoudingen" in read_html(app)
    assert not app.exception


def test_an_agreed_share_is_typed_worked_out_told_and_refused_with_its_reasons(open_verdelen):
    app = open_verdelen()
    app.session_state[dok.OPEN] = dok.REGELS
    app.run()
    app.checkbox(key="afspraak-gemeente-GM9104").check()
    app.text_input(key="afspraak-aandeel").set_value("12,5 %")
    app.text_area(key="afspraak-corporaties").set_value("Woonstreek 60\nDe Linde 40")
    next(button for button in app.button if button.label == "Leg de afspraak vast").click().run()
    assert not app.error
    (deal,) = read_scenario(app).afspraken
    assert (deal.aandeel, [part.naam for part in deal.corporaties]) == (12.5, ["Woonstreek", "De Linde"])
    html = read_html(app)
    assert "12,5 % van de vraag, dat is 91 woningen" in html  # of 725
    assert "niet getoetst: van welke corporatie een woning is" in html
    app.checkbox(key="afspraak-gemeente-GM9104").check()
    app.text_input(key="afspraak-aandeel").set_value("veel")
    next(button for button in app.button if button.label == "Leg de afspraak vast").click().run()
    assert "het deel van de vraag" in app.error[0].value
    assert read_scenario(app).afspraken == (deal,)


@pytest.mark.parametrize(("kwam", "gezet"), [(None, []), ("laag", ["laag"]), ("elders", [])])
def test_a_control_that_tells_no_choice_changes_nothing(monkeypatch, kwam, gezet):
    # A browser that is told of a control while a run is interrupted may answer with nothing chosen.
    found: list[str] = []
    part = find_onderdeel(Scenario, "bandbreedte")
    monkeypatch.setattr(veld, "_set", lambda _snapshot, _part, waarde: found.append(str(waarde)))
    monkeypatch.setattr(veld.st, "session_state", {veld.name_sleutel(part): kwam})
    veld._keep(None, part)
    assert found == gezet
