"""The page Scenarios: save, open by link, copy, discuss, adopt; files and links that make no sense are told."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html, read_knoppen, read_told

from pages.scenarios import bewaren, blad
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import Databank, OnzekerFout
from woonzorg.fouten import WoonzorgFout
from woonzorg.gegevens import opslag
from woonzorg.gegevens.overzicht import format_datum
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.scenario.inhoud import GROOTSTE_BESTAND, parse_scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
PAGINA = "pages/scenarios/pagina.py"


def make(**more):
    small = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    return parse_scenario(json.dumps(small | {"gegevens": SNAPSHOT.id, "naam": "Plan"} | more).encode())


@pytest.fixture
def kast() -> Bibliotheek:
    return Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"])


@pytest.fixture
def open_scenarios(open_pagina: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Return what opens the page with the parameters of a link."""
    return partial(open_pagina, "scenarios")


def press(app: AppTest, label: str) -> AppTest:
    return next(item for item in app.button if item.label == label).click().run()


def find_id(app: AppTest) -> str:
    value = app.query_params["scenario"]
    return value if isinstance(value, str) else value[0]


def test_work_is_saved_found_and_opened_by_its_link(open_scenarios, kast):
    app = open_scenarios()
    assert "0 van de 0 scenario" in read_html(app)
    next(item for item in app.text_input if item.label == "Naam").set_value("Voorstel <b>1</b>")
    next(item for item in app.text_input if item.label == "Auteur").set_value("Jo")
    app = press(app, "Bewaar mijn werk")
    kept = kast.list("voorbeeldstreek")[0]
    assert find_id(app) == kept.id
    assert (kept.scenario.kenmerken["naam"], kept.scenario.gegevens) == ("Voorstel <b>1</b>", SNAPSHOT.id)
    html = read_html(open_scenarios(scenario=kept.id))
    assert "Voorstel &lt;b&gt;1&lt;/b&gt;</h2>" in html
    assert 'class="wz-scenario wz-watermerk"' in html
    assert "<b>1</b>" not in html
    assert f'href="scenarios?scenario={kept.id}"' in html


def test_who_reads_that_it_is_not_known_whether_his_work_was_saved_learns_it_by_saving_again(
    open_scenarios, kast, monkeypatch
):
    app = open_scenarios()
    next(item for item in app.text_input if item.label == "Naam").set_value("Voorstel")
    write = Databank.write

    def lose_answer(databank, taak, *more):
        write(databank, taak, *more)
        message = "Het is onbekend of uw scenario bewaard is."
        raise OnzekerFout(message)

    with monkeypatch.context() as patch:
        patch.setattr(Databank, "write", lose_answer)
        app = press(app, "Bewaar mijn werk")
    assert "onbekend of uw scenario bewaard is" in read_told(app)
    assert "niets bewaard" not in read_told(app)
    app = press(app, "Bewaar mijn werk")  # what was filled in is still there
    [kept] = kast.list("voorbeeldstreek")
    assert kept.scenario.kenmerken["naam"] == "Voorstel"
    moment = format_datum(kept.bewaard_op.isoformat(timespec="seconds"))
    assert f"Het stond er al, sinds {moment}." in read_told(app).replace("\\", "")
    assert f"Bewaard als {kept.id}" in read_told(app)


def test_what_certainly_was_not_saved_is_told_so(open_scenarios, kast):
    sqlite3.connect(os.environ["WOONZORG_DATABASE_URL"].removeprefix("sqlite:///")).execute(
        "CREATE TRIGGER dicht BEFORE INSERT ON woonzorg_scenario BEGIN SELECT RAISE(ABORT, 'geheim'); END"
    ).connection.close()
    app = open_scenarios()
    app = press(app, "Bewaar mijn werk")
    assert "Er is niets bewaard. De bibliotheek" in read_told(app)
    assert "geheim" not in read_told(app)
    assert kast.list() == ()


def test_who_made_a_scenario_withdraws_it_and_its_link_says_so_to_everybody(
    open_scenarios, kast, monkeypatch
):
    app = press(open_scenarios(), "Bewaar mijn werk")
    [kept] = kast.list()
    assert "Trek in" not in [item.label for item in open_scenarios(scenario=kept.id).button]
    button = next(item for item in app.button if item.label == "Trek in")
    assert button.disabled
    app.checkbox(key=f"intrekken_zeker_{kept.id}").check().run()

    def lose_answer(*_):
        raise OnzekerFout("x")

    with monkeypatch.context() as patch:
        patch.setattr(Databank, "write", lose_answer)
        assert "u ziet dan of het scenario er nog is" in read_told(press(app, "Trek in"))
    said = read_told(press(app, "Trek in"))
    assert f"{kept.id} is ingetrokken. De inhoud is weg uit de bibliotheek." in said
    assert kast.list() == ()
    assert "De maker heeft dit scenario ingetrokken op" in read_told(open_scenarios(scenario=kept.id))


def test_from_concept_to_vastgesteld_with_a_decision(open_scenarios, kast):
    first = kast.save(make())
    app = open_scenarios(scenario=first.id)
    app.radio[0].set_value("vastgesteld").run()
    app = press(app, "Leg deze status vast")
    assert "heeft een besluit" in read_told(app)
    next(item for item in app.text_input if item.label == "Besluit").set_value("Raad, agendapunt 7")
    next(item for item in app.text_input if item.label == "Datum van het besluit").set_value("31-02-2026")
    app = press(app, "Leg deze status vast")
    assert "niet te lezen" in read_told(app)
    assert len(kast.list()) == 1
    next(item for item in app.text_input if item.label == "Datum van het besluit").set_value("3-11-2026")
    app = press(app, "Leg deze status vast")
    adopted = kast.find(find_id(app)).scenario
    assert (adopted.kenmerken["status"], adopted.kenmerken["datum"]) == ("vastgesteld", "2026-11-03")
    assert adopted.kenmerken["afgeleid_van"] == first.id
    html = read_html(app)
    assert "Vastgesteld op 3 november 2026: Raad, agendapunt 7." in html
    assert 'class="wz-scenario wz-watermerk"' not in html
    assert "Verander de status" not in [item.label for item in app.expander]
    assert {item.id for item in kast.list()} == {first.id, adopted.id}


def test_who_made_a_plan_goes_on_with_a_whole_copy(open_scenarios, kast):
    app = open_scenarios()
    next(item for item in app.text_input if item.label == "Naam").set_value("Mijn plan")
    app = press(app, "Bewaar mijn werk")
    kept = kast.list("voorbeeldstreek")[0]
    assert "Werkbestand (JSON)" in read_knoppen(app)
    assert "Het werkbestand is alleen voor u" in read_told(app)
    app = press(app, "Maak kopie")
    assert "kopie van 'Mijn plan'" in read_told(app)
    assert "Bewaar mijn werk" not in [item.label for item in app.button]  # this is the page Verdelen
    app = press(app.switch_page(PAGINA).run(), "Bewaar mijn werk")
    copy = kast.find(find_id(app)).scenario
    assert copy.make_behoefte() == kept.scenario.make_behoefte()
    assert (copy.kenmerken["status"], copy.kenmerken["afgeleid_van"]) == ("concept", kept.id)


def test_others_get_no_file_and_no_copy_that_gives_the_plan_back(open_scenarios, kast):
    lock = {"code": "BU91010104", "aantal": 3}
    kept = kast.save(
        make(status="vastgesteld", besluit="raad", datum="2026-01-02", vraag={"statushouders": 77, "detentie": 41},
             sloten=[lock], auteur="Jo")
    )  # fmt: skip
    app = open_scenarios(scenario=kept.id)
    assert "Werkbestand (JSON)" not in read_knoppen(app)
    assert "Vraag de maker om het werkbestand" in read_told(app)
    html = read_html(app)
    assert "Jo (naam niet gecontroleerd)" in html
    assert "Statushouders 77" in html
    told = re.sub(r"\b\d\d?:\d\d\b", "", html.replace(kept.id, ""))  # kept at some minute past the hour
    assert not [secret for secret in ("41", "118", "detentie 4") if secret in told]
    assert "Maak kopie" not in [item.label for item in app.button]
    app = press(app, "Begin met deze regels")
    assert "Het plan zelf blijft bij wie het maakte" in read_told(app)
    app = press(app.switch_page(PAGINA).run(), "Bewaar mijn werk")
    begun = kast.find(find_id(app)).scenario
    assert (begun.sloten, begun.kenmerken["afgeleid_van"]) == ((), kept.id)
    assert set(begun.make_behoefte().aantallen) & {77, 41} == set()


def test_who_only_discusses_anothers_plan_does_not_become_its_maker(open_scenarios, kast):
    first = kast.save(make(sloten=[{"code": "BU91010104", "aantal": 3}]))
    app = open_scenarios(scenario=first.id)
    app.radio[0].set_value("besproken").run()
    app = press(app, "Leg deze status vast")
    assert find_id(app) != first.id
    assert "Werkbestand (JSON)" not in read_knoppen(app)
    assert "Maak kopie" not in [item.label for item in app.button]
    assert read_told(app).count("Schrijf niet over personen") >= 2  # beside each field for free text


def test_the_list_can_be_filtered(open_scenarios, kast):
    for name, status in (("Alfa", "concept"), ("Beta", "besproken"), ("Gamma", "besproken")):
        kast.save(make(naam=name, status=status))
    kast.save(make(regio="elders", naam="Ver weg"))
    app = open_scenarios()
    html = read_html(app)
    assert all(name in html for name in ("Alfa", "Beta", "Gamma"))
    assert "Ver weg" not in html
    app = next(item for item in app.selectbox if item.label == "Status").select("besproken").run()
    assert "2 van de 3 scenario" in read_html(app)
    app = next(item for item in app.text_input if item.label.startswith("Zoek")).set_value("BET").run()
    assert "1 van de 3 scenario" in read_html(app)
    assert "Alfa" not in read_html(app)


def test_the_list_tells_what_each_plan_places_and_can_be_put_in_order(open_scenarios, kast):
    spared = {"code": "BU91010104", "motief": "x", "besluit_door": "y", "datum": "2026-03-03"}
    for name, more in (
        ("beta", {}),
        ("Alfa", {"uitzonderingen": [spared]}),
        ("Gamma", {"eigen_cijfers": "a" * 12}),
    ):
        kast.save(make(naam=name, vraag={"statushouders": 20, "detentie": 3}, **more))
    app = open_scenarios()
    app = press(app, "Reken meer plannen uit") if "nog niet uitgerekend" in read_html(app) else app
    html = read_html(app)
    assert "<td>20 van 20</td>" in html  # detentie is told nowhere
    assert re.search(r"✓ \d+ gehaald.*\? \d+ niet getoetst", html)
    assert "<td>1, waarvan 1 niet besloten</td>" in html
    assert "<td>met eigen cijfers</td><td>–</td>" in html
    for order, names in (("naam", ["Alfa", "beta", "Gamma"]), ("maan", ["Gamma", "beta", "Alfa"])):
        html = read_html(next(item for item in app.selectbox if item.label == "Volgorde").select(order).run())
        assert sorted(names, key=lambda name: html.index(f">{name}</a>")) == names


def test_at_most_five_plans_are_ticked_and_compared(open_scenarios, kast):
    kept = [kast.save(make(naam=f"Plan {number}", eigen_cijfers="a" * 12)) for number in range(6)]
    app = open_scenarios()
    assert read_html(app).count('type="checkbox"') == 6
    assert "Vink 2 tot 5 plannen aan" in read_told(app)
    app.session_state["scenarios_vinken"] = [item.id for item in kept[:5]]
    app = app.run()
    html = read_html(app)
    assert html.count(" checked>") == 5
    assert html.count(" disabled>") == 1
    link = next(item for item in app.get("page_link") if "Vergelijk deze" in item.proto.label)
    assert "Vergelijk deze 5 plannen" in link.proto.label
    assert f"e={kept[4].id}" in link.proto.query_string


@pytest.mark.parametrize(
    "name",
    ["000000000000", "<script>alert(1)</script>", "' OR 1=1 --", "x" * 5000, "🏠", "![](//e.example/x.png)"],
)
def test_an_unknown_or_hostile_link_gives_a_friendly_page(open_scenarios, kast, name):
    kast.save(make())
    app = open_scenarios(scenario=name)
    assert not app.exception
    assert "staat niet in de bibliotheek" in read_told(app)
    assert "1 van de 1 scenario" in read_html(app)
    assert "<script>" not in read_html(app)
    assert "![](" not in read_told(app)  # a picture of another host
    assert "scenario" not in press(app, "Terug naar de lijst").query_params


def test_a_link_says_when_data_or_rules_changed_since(open_scenarios, kast, tmp_path):
    old = kast.save(make(gegevens="2020-01-01-abcdef12", eigen_cijfers="abc123abc123"))
    with sqlite3.connect(tmp_path / "scenarios.sqlite") as connection:
        connection.execute("UPDATE woonzorg_scenario SET regels = 'oud'")
    told = read_told(open_scenarios(scenario=old.id))
    assert "De gegevens zijn veranderd: toen 2020-01-01-abcdef12" in told
    assert "De rekenregels zijn veranderd" in told
    assert "Zonder die cijfers is de uitkomst niet na te rekenen" in told
    other = kast.save(make(regio="elders"))
    assert "van de streek 'elders'" in read_told(open_scenarios(scenario=other.id))


def test_a_damaged_row_or_library_is_told(open_scenarios, kast, tmp_path):
    broken = kast.save(make(naam="stuk"))
    with sqlite3.connect(tmp_path / "scenarios.sqlite") as connection:
        connection.execute("UPDATE woonzorg_scenario SET inhoud = replace(inhoud, '30', '31')")
    connection.close()
    told = read_told(open_scenarios(scenario=broken.id))
    assert told.count(f"Het scenario {broken.id} is beschadigd") == 2  # that of the link, and in the list
    (tmp_path / "scenarios.sqlite").write_bytes(b"geen database " * 100)
    app = open_scenarios()
    assert not app.exception
    assert "beschadigd" in read_told(app)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x00\x01", "niet te lezen"), (b"{}", "geen scenario"), (b"x" * (GROOTSTE_BESTAND + 1), "1 MB"),
        (b'{"versie": 9}', "nieuwere versie"), (make(regio="elders").to_json().encode(), "andere streek"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_kept_is_told(kast, raw, words):
    with pytest.raises(WoonzorgFout, match=words):
        bewaren.receive(raw, SNAPSHOT)
    assert kast.list() == ()


def test_a_file_that_was_downloaded_can_be_given_back(open_scenarios, kast, monkeypatch):
    first = kast.save(make(notitie="é 🏠"))
    app = open_scenarios(scenario=first.id)
    assert not app.exception
    monkeypatch.setattr(blad.adres, "change_adres", lambda *_, **__: None)
    bewaren.receive(first.scenario.to_json().encode(), SNAPSHOT)
    assert kast.list() == (first,)


def test_the_page_computes_nothing_itself():
    for path in (PAGINA, "pages/scenarios/blad.py", "pages/scenarios/lijst.py"):
        source = (Path(__file__).resolve().parents[2] / path).read_text(encoding="utf-8")
        assert not [word for word in ("numpy", "pandas", "sqlalchemy", "hashlib") if word in source]
