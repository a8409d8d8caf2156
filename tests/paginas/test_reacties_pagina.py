"""Comments on the page Scenarios: placed, answered, taken back, closed by a decision; nothing typed comes to life."""

from __future__ import annotations

import dataclasses
import json
import os
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html, read_told
from hypothesis import given
from hypothesis import strategies as st

from pages.scenarios.reacties import render_reactie
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.reactie import LANGST, Namens, Reactie, Reactiesoort, name_plekken
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.reeks import find_reeks
from woonzorg.dag import datetime
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.levensloop import WOO, change_status

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
WOORDEN = {
    "Reactie": "Te veel in <b>één</b> kern & '\u202e=1",
    "Naam van de organisatie": "<script>Y</script>",
}


def make(**more):
    small = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    return parse_scenario(
        json.dumps(small | {"gegevens": SNAPSHOT.id, "naam": "Plan", "auteur": "Jo"} | more).encode()
    )


@pytest.fixture
def kast() -> Bibliotheek:
    return Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"])


@pytest.fixture
def open_scenarios(open_pagina: Callable[..., AppTest]) -> Callable[..., AppTest]:
    return partial(open_pagina, "scenarios")


def press(app: AppTest, label: str) -> AppTest:
    return next(item for item in app.button if item.label == label).click().run()


def fill(app: AppTest, **more: str) -> AppTest:
    for field in (*app.text_input, *app.text_area):
        if field.label in WOORDEN:
            field.set_value(more.get(field.label, WOORDEN[field.label]))
    return app


def make_own(app: AppTest) -> str:
    """Save what this visit works on, and return its id."""
    press(app, "Bewaar mijn werk")
    value = app.query_params["scenario"]
    return value if isinstance(value, str) else value[0]


def test_a_comment_is_placed_read_by_others_and_taken_back_by_who_placed_it(open_scenarios, kast):
    plan = kast.save(make())
    app = open_scenarios(scenario=plan.id)
    assert "<h2>0 reacties</h2>" in read_html(app)
    place = next(item for item in app.selectbox if item.label == "Waarover")
    assert place.options == list(name_plekken(SNAPSHOT.gebieden).values())
    town = SNAPSHOT.gebieden.query("niveau == 'gemeente' and rol == 'regio'").iloc[0]
    place.select(town["code"])
    app = press(fill(app), "Plaats reactie")
    assert "Uw tekst is geplaatst." in read_told(app)
    [kept] = Reacties(kast).list([plan.id])
    assert (kept.tekst, kept.gebied) == ("Te veel in <b>één</b> kern & '=1", town["code"])
    other = open_scenarios(scenario=plan.id)
    html = read_html(other)
    assert "<h2>1 reactie</h2>" in html
    assert "&lt;b&gt;één&lt;/b&gt; kern &amp; &#x27;=1" in html
    assert f"<b>Cijfer klopt niet</b> · Gemeente {escape(town['naam'])}" in html
    assert "<bdi>&lt;script&gt;Y&lt;/script&gt; (naam niet gecontroleerd)</bdi>" in html
    assert "<script" not in html
    assert not [item for item in other.button if item.label.startswith("Neem ")]
    app = press(app, "Neem deze reactie terug")
    assert "De tekst is weg uit de bibliotheek" in read_told(app)
    assert Reacties(kast).list([plan.id]) == ()
    assert read_told(app).count(WOO) >= 2


def test_in_a_later_visit_a_code_shows_which_comments_are_ones_own(open_scenarios, kast):
    plan = kast.save(make())
    app = press(fill(open_scenarios(scenario=plan.id)), "Plaats reactie")
    code = re.search(r"<code>([0-9a-f-]{24})</code>", read_html(app))[1]
    later = open_scenarios(scenario=plan.id)
    assert "niet te lezen" in read_told(press(later, "Gebruik deze code"))
    field = next(item for item in later.text_input if item.label == "Code van een eerder bezoek")
    field.set_value(code.upper().replace("-", " "))
    later = press(press(later, "Gebruik deze code"), "Neem deze reactie terug")
    assert Reacties(kast).list([plan.id]) == ()


def test_what_is_not_filled_in_is_told_and_what_was_typed_stays(open_scenarios, kast):
    plan = kast.save(make())
    app = press(fill(open_scenarios(scenario=plan.id), **{"Naam van de organisatie": " "}), "Plaats reactie")
    assert "de naam van de organisatie ontbreekt" in read_told(app)
    assert next(item for item in app.text_area if item.label == "Reactie").value == WOORDEN["Reactie"]
    assert Reacties(kast).list([plan.id]) == ()


def test_who_made_the_plan_answers_and_nobody_else_and_nobody_closes(open_scenarios, kast):
    app = open_scenarios()
    name = make_own(app)
    other = press(fill(open_scenarios(scenario=name)), "Plaats reactie")
    assert "Plaats antwoord" not in [item.label for item in other.button]
    assert "werkbestand" in read_told(other)
    app.run()
    next(item for item in app.text_area if item.label == "Antwoord").set_value("Goed gezien <i>")
    app = press(app, "Plaats antwoord")
    said, comment = Reacties(kast).list([name])
    assert (said.op, said.soort) == (comment.id, Reactiesoort.ANTWOORD)
    html = read_html(other.run())
    assert "<b>Antwoord</b> · <bdi>de maker van het plan (naam niet gecontroleerd)</bdi>" in html
    assert "Goed gezien &lt;i&gt;" in html
    assert {item.label for item in app.button if item.label.startswith("Neem")} == {"Neem dit antwoord terug"}
    press(other, "Neem deze reactie terug")
    assert Reacties(kast).list([name]) == ()


def test_who_saved_a_copy_with_the_same_rules_cannot_answer_in_the_authors_name(open_scenarios, kast):
    copier = open_scenarios()
    kept = kast.find(make_own(copier)).scenario
    # The copier's scenario is derived from the author's, and asks and decides the same: one plan.
    plan = kast.save(dataclasses.replace(kept, afgeleid_van="", auteur="Jo"))
    copy = kast.save(dataclasses.replace(kept, afgeleid_van=plan.id))
    copier.session_state["scenarios_gemaakt"] = {copy.id}
    assert {item.id for item in find_reeks(kast.list(), copy.id)} >= {plan.id, copy.id}
    press(fill(open_scenarios(scenario=plan.id)), "Plaats reactie")
    copier.query_params["scenario"] = copy.id
    copier.run()
    assert "<h2>1 reactie</h2>" in read_html(copier)
    assert "Plaats antwoord" not in [item.label for item in copier.button]
    assert "Maakte u dit plan in een eerder bezoek?" in read_told(copier)


def test_after_a_decision_the_comments_stay_and_nothing_is_added_or_taken_back(open_scenarios, kast):
    plan = kast.save(make())
    app = press(fill(open_scenarios(scenario=plan.id)), "Plaats reactie")
    assert "Van dit plan is geen maker bekend" in read_told(app)
    adopted = kast.save(change_status(plan.scenario, "vastgesteld", "raad", "2026-11-01"))
    app = press(app, "Neem deze reactie terug")  # the button of a screen of before
    assert "Dit plan is vastgesteld" in read_told(app)
    for name in (plan.id, adopted.id):
        app = open_scenarios(scenario=name)
        assert "<h2>1 reactie</h2>" in read_html(app)
        assert "blijven staan zoals ze waren" in read_told(app)
        assert not [
            item for item in app.button if item.label in {"Plaats reactie", "Neem deze reactie terug"}
        ]


def adopt(app: AppTest, besluit: str) -> tuple[AppTest, str]:
    """Adopt the plan that is open, and return what was told beside the fields before."""
    app.radio[0].set_value("vastgesteld").run()
    told = read_told(app)
    next(item for item in app.text_input if item.label == "Besluit").set_value(besluit)
    next(item for item in app.text_input if item.label == "Datum van het besluit").set_value("3-11-2026")
    return press(app, "Leg deze status vast"), told


def test_only_who_made_the_plan_closes_its_comments_in_a_later_visit_by_his_code(open_scenarios, kast):
    app = open_scenarios()
    name = make_own(app)
    code = re.search(r"Uw code als maker: ([0-9a-f-]{24})", read_told(app).replace("\\", ""))[1]
    other, told = adopt(open_scenarios(scenario=name), "iemand anders")
    assert "alleen de maker van het plan sluit ze" in told
    assert "Uw code als maker" not in read_told(other)
    assert "niet met de code van de maker" in read_told(other)
    assert "Plaats reactie" in [item.label for item in other.button]
    later = open_scenarios(scenario=name)
    assert "Maak kopie" not in [item.label for item in later.button]
    next(item for item in later.text_input if item.label == "Code van een eerder bezoek").set_value(code)
    later = press(later, "Gebruik deze code")
    assert "Maak kopie" in [item.label for item in later.button]
    later, told = adopt(later, "raad, punt 7")
    assert "U bent de maker van dit plan" in told
    assert "blijven staan zoals ze waren" in read_told(later)
    assert not [item for item in later.button if item.label in {"Plaats reactie", "Neem deze reactie terug"}]
    assert {item.maker for item in kast.list()} == {hash_geheim(code), ""}


def test_a_hundred_comments_are_shown_and_the_next_is_refused(open_scenarios, kast, monkeypatch):
    monkeypatch.setattr("woonzorg.bibliotheek.reacties.MEEST", 1)
    plan = kast.save(make())
    app = press(fill(open_scenarios(scenario=plan.id)), "Plaats reactie")
    app = press(fill(app, Reactie="Nog een"), "Plaats reactie")
    assert "Bij dit plan staan al 1 reacties" in read_told(app).replace("\\", "")


def test_places_are_gemeenten_and_wijken_of_the_region_and_never_a_buurt():
    places = name_plekken(SNAPSHOT.gebieden)
    own = SNAPSHOT.gebieden.query("rol == 'regio'")
    assert set(places) == {"", *own[own["niveau"].isin(["gemeente", "wijk"])]["code"]}
    assert len(set(places.values())) == len(places)


@given(
    st.text(
        st.sampled_from("<>&\"'/=` \u05d0\u0627ab") | st.characters(exclude_categories=["C"]),
        min_size=1,
        max_size=60,
    )
)
def test_whatever_is_typed_comes_out_as_text(tekst):
    item = Reactie(
        "0" * 12,
        Reactiesoort.BEZWAAR,
        tekst[:LANGST],
        tekst,
        Namens.ANDERS,
        "",
        "",
        datetime(2026, 11, 22),
        "x",
    )
    html = render_reactie(item, [item], {"": "Het hele plan"})
    tags = re.findall(r"<[^>]*>", html)
    assert {re.match(r"</?(\w+)", tag)[1] for tag in tags} == {"article", "p", "b", "bdi", "div"}
    assert len(tags) == 20
    assert not re.search(r"[<>]", re.sub(r"<[^>]*>", "", html))
