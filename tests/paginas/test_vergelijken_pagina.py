"""The page Vergelijken: what is chosen is in the link and comes back, and shows what the library computes."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html, read_told

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.vergelijking.kant import make_kant
from woonzorg.verdeling.vergelijking.vergelijking import compare, describe_kop

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
PAGINA = "pages/vergelijken/pagina.py"
VRAAG = {"statushouders": {"laag": 8, "hoog": 12}, "maatschappelijke_opvang": 8}


def make(**more):
    small = {
        "versie": 1,
        "regio": "voorbeeldstreek",
        "niveau": "buurt",
        "vraag": VRAAG,
        "jaren": {"tot": 2032},
    }
    return parse_scenario(json.dumps(small | {"gegevens": SNAPSHOT.id, "naam": "Plan"} | more).encode())


RUIM, KRAP = make(naam="Ruim <i>"), make(naam="Krap", regels={"plafond": {"per_1000": 1}}, status="besproken")


@pytest.fixture
def kast() -> Bibliotheek:
    return Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"])


@pytest.fixture
def open_vergelijken(open_pagina: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Return what opens the page with the parameters of a link."""
    return partial(open_pagina, "vergelijken")


def read_link(app: AppTest) -> dict[str, str]:
    link = {name: app.query_params[name] for name in app.query_params}
    return {name: value if isinstance(value, str) else value[0] for name, value in link.items()}


@pytest.fixture(scope="module")
def verwacht():
    veld = make_veld(toets.score_snapshot(SNAPSHOT), "buurt")
    return compare(*(make_kant(compute_plan(scenario, veld)) for scenario in (RUIM, KRAP)))


def test_a_link_to_two_scenarios_shows_what_the_library_computes(open_vergelijken, kast, verwacht):
    a, b = kast.save(RUIM), kast.save(KRAP)
    app = open_vergelijken(a=a.id, b=b.id)
    assert not app.exception
    html = read_html(app)
    words = "".join(part for part in html if part not in "<>/em")
    assert "".join(part for part in describe_kop(verwacht) if part not in "<>/em") in words
    assert html.count("Ruim &lt;i&gt;</h2>") == 1
    assert "wz-scenario wz-watermerk" in html  # one of them is a concept
    assert verwacht.niveau == "gemeente"
    assert read_link(app) == {"a": a.id, "b": b.id}
    assert "Plafond: Meeste nieuwe woningen" in html  # what differs comes first
    app = open_vergelijken(a=a.id, b=b.id, deel="kaart")
    maps = [json.loads(e.proto.json or e.proto.mixed.json or "{}") for e in app.get("bidi_component")]
    colours = next(data for data in maps if data.get("sleutel") == "verschilkaart" and "vak" in data)
    assert sum(sign not in "2." for sign in colours["vak"]) == (verwacht.gebieden["verschil"] != 0).sum()


def test_every_part_is_in_the_link_and_comes_back(open_vergelijken, kast, verwacht):
    a, b = kast.save(RUIM), kast.save(KRAP)
    app = open_vergelijken(a=a.id, b=b.id, deel="regels")
    html = read_html(app)
    assert "Regels: uitkomst per plan" in html
    assert html.count("niet gehaald in ") == sum(len(side.gebroken) for side in verwacht.kanten)
    assert html.count("niet getoetst in ") == sum(len(side.ongetoetst) for side in verwacht.kanten)
    assert "✓ gehaald" in read_told(app)
    html = read_html(open_vergelijken(a=a.id, b=b.id, deel="maten"))
    assert "Nulsituatie" in html
    assert "Woningen zonder plek, per groep" in html
    html = read_html(open_vergelijken(a=a.id, b=b.id, deel="gemeenten"))
    for row in verwacht.gemeenten.to_dict("records"):
        assert f'<th scope="row">{row["naam"].replace(chr(39), "&#x27;")}</th>' in html
    app = open_vergelijken(a=a.id, b="inwoners", deel="jaren", instroom="500")
    assert not app.exception
    assert "Tekort aan woningen, per jaar" in read_html(app)
    assert read_link(app) == {"a": a.id, "b": "inwoners", "deel": "jaren", "instroom": "500"}
    short = read_html(app)
    lever = next(item for item in app.text_input if item.label.startswith("Extra vraag"))
    assert lever.value == "500"
    app = lever.set_value("").run()
    assert read_link(app) == {"a": a.id, "b": "inwoners", "deel": "jaren"}
    assert read_html(app) != short


def test_without_a_link_there_is_something_to_compare_and_a_and_b_can_be_swapped(open_vergelijken):
    app = open_vergelijken()
    assert not app.exception
    assert not app.error
    assert read_link(app) == {"a": "werk", "b": "inwoners"}
    assert "Uw eigen werk staat niet in de link" in read_told(app)
    app = next(item for item in app.button if item.label == "Wissel A en B").click().run()
    assert read_link(app) == {"a": "inwoners", "b": "werk"}
    app = next(item for item in app.selectbox if item.label == "Plan B").select("gelijk").run()
    assert read_link(app) == {"a": "inwoners", "b": "gelijk"}
    assert not app.exception


def test_by_area_is_for_own_work_only_and_not_in_the_link(open_vergelijken, kast):
    two = kast.save(make(vraag={"statushouders": 40, "psychisch": 5}))
    app = open_vergelijken(a=two.id, b="huishoudens", deel="kaart")
    assert "per gemeente" in read_told(app)
    assert "Het verschil per gemeente in een tabel" in [item.label for item in app.expander]
    assert not app.toggle  # who follows a link to a saved plan sees what may be shared, and no more
    own = open_vergelijken(a="werk", b="huishoudens", deel="kaart")
    assert "Het verschil per buurt in een tabel" in [item.label for item in own.expander]
    before = read_link(own)
    own = next(item for item in own.toggle if "niet delen" in item.label).set_value(False).run()
    assert "Het verschil per gemeente in een tabel" in [item.label for item in own.expander]
    assert read_link(own) == before


def test_five_plans_stand_beside_each_other_and_what_is_equal_once(open_vergelijken, kast):
    a, b, same = kast.save(RUIM), kast.save(KRAP), kast.save(make(naam="Zelfde"))
    names = dict(zip("abcde", (a.id, b.id, same.id, "nul", "inwoners"), strict=True))
    app = open_vergelijken(**names)
    assert not app.exception
    assert read_link(app) == names
    html = read_html(app)
    assert "A = C: dezelfde uitkomst" in html
    assert "Plan erbij" not in [item.label for item in app.button]
    html = read_html(open_vergelijken(**names, deel="gemeenten"))
    for head in ("A = C", "B", "D", "E"):
        assert f'<button type="button">{head}</button>' in html
    app = open_vergelijken(**names, deel="kaart")
    block = next(part for part in read_html(app).split("\n") if "wz-reeks" in part)
    assert block.count("<figure>") == 4
    assert not app.toggle
    app = next(item for item in app.selectbox if item.label == "Plan D").select("").run()
    assert read_link(app) == {"a": a.id, "b": b.id, "c": same.id, "d": "inwoners", "deel": "kaart"}
    app = next(item for item in app.button if item.label == "Plan erbij").click().run()
    assert not app.exception
    assert read_link(app)["e"] == "werk"


def test_own_work_is_at_its_own_level_beside_saved_plans_that_are_not(open_vergelijken, kast):
    saved = kast.save(RUIM)
    app = open_vergelijken(a=saved.id, b="werk", c="nul", deel="kaart")
    assert not app.exception
    block = next(part for part in read_html(app).split("\n") if "wz-reeks" in part)
    heads = [part.partition("</figcaption>")[0] for part in block.split("<figcaption>")[1:]]
    assert [head.rpartition("(")[2] for head in heads] == ["gemeenten)", "buurten)", "gemeenten)"]
    app = app.toggle[0].set_value(False).run()
    block = next(part for part in read_html(app).split("\n") if "wz-reeks" in part)
    assert "(buurten)" not in block


def test_years_by_area_are_told_where_nothing_of_the_plan_comes(open_vergelijken, kast):
    """A kwetsbare buurt leaves a concentratie by levers alone; of another the year would tell what it receives."""
    a = kast.save(make(jaren={"tot": 2040}))
    score = toets.score_snapshot(SNAPSHOT)
    buurten = score.select("buurt")
    open_ = buurten[~buurten["klasse"].isin(["kwetsbaar", "onbekend"])]["naam"]
    html = read_html(open_vergelijken(a=a.id, b="inwoners", deel="jaren"))
    block = html[html.index("Jaar waarin een gebied geen concentratie meer is") :]
    assert not [name for name in open_ if f">{name}<" in block]
    own = read_html(open_vergelijken(a="werk", b="inwoners", deel="jaren"))
    assert "Jaar waarin een gebied geen concentratie meer is" in own


def test_plans_that_cannot_be_compared_are_told(open_vergelijken, kast):
    a, b = kast.save(RUIM), kast.save(make(niveau="wijk"))
    assert "niet te vergelijken" in read_told(open_vergelijken(a=a.id, b=b.id))
    other = kast.save(make(regio="elders"))
    assert "andere streek" in read_told(open_vergelijken(a=a.id, b=other.id))
    own = kast.save(make(eigen_cijfers="abc123abc123"))
    assert "niet na te rekenen" in read_told(open_vergelijken(a=a.id, b=own.id))
    stock = kast.save(make(soort="totaal_tot_2030", vraag={"woonwagenbewoners": 3, "statushouders": 2}))
    told = read_told(open_vergelijken(a=stock.id, b="inwoners", deel="jaren"))
    assert "per jaar" in told


@pytest.mark.parametrize(
    "name", ["000000000000", "<script>alert(1)</script>", "' OR 1=1 --", "![](//e.nl/x)"]
)
def test_an_unknown_or_hostile_link_gives_a_friendly_page(open_vergelijken, name):
    app = open_vergelijken(a=name, b="inwoners", gebied="<b>", mutatiegraad="1e999")
    assert not app.exception
    told = read_told(app)
    assert "staat niet in de bibliotheek" in told or "is niet te lezen" in told
    assert "<script>" not in read_html(app)
    assert "![](" not in told
    assert [item.label for item in app.selectbox] == ["Plan A", "Plan B"]


def test_without_a_library_own_work_and_keys_can_still_be_compared(open_vergelijken, tmp_path):
    (tmp_path / "scenarios.sqlite").write_bytes(b"geen database " * 100)
    app = open_vergelijken(a="werk", b="inwoners")
    assert not app.exception
    assert not app.error
    assert "beschadigd" in read_told(app)
    assert "Rekenvoorbeeld" in read_html(app)


def test_the_page_computes_nothing_itself():
    source = (Path(__file__).resolve().parents[2] / PAGINA).read_text(encoding="utf-8")
    for word in ("numpy", "pandas", ".groupby", ".merge"):
        assert word not in source


def test_plans_on_the_fictional_region_of_before_are_worked_out_on_that_region(open_vergelijken, kast):
    """The region got figures since, under another name; the one that plans name stays beside it."""
    before = "2026-11-21-92c6d0f6"
    assert before != SNAPSHOT.id
    a, b = (
        kast.save(make(gegevens=before, naam="Ruim <i>")),
        kast.save(make(gegevens=before, vraag=VRAAG, naam="B")),
    )
    app = open_vergelijken(a=a.id, b=b.id)
    assert not app.exception
    assert not app.error
    veld = make_veld(toets.score_snapshot(opslag.open_snapshot(INGEBOUWD, before)), "buurt")
    expected = describe_kop(compare(*(make_kant(compute_plan(kept.scenario, veld)) for kept in (a, b))))
    words = "".join(part for part in read_html(app) if part not in "<>/em")
    assert "".join(part for part in expected if part not in "<>/em") in words
