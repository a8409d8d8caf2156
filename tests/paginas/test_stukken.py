"""Documents on pages: every kind is offered where its result is shown, and one can be read on the screen."""

from __future__ import annotations

import datetime as dt
import json
import os

import pytest

from pages.bouwstenen.stukken import render_stuk
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.rapport import soorten
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.rapport.soorten import Stuksoort
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Naast, Stuk, Tabel
from woonzorg.verdeling.scenario.inhoud import parse_scenario

BOOS = "<script>alert(1)</script>"
DATUM = dt.date(2026, 11, 22)


def read_data(app):
    protos = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json or proto.mixed.json or "{}") for proto in protos]


def read_knoppen(app):
    return [button["label"] for data in read_data(app) for button in data.get("knoppen", ())]


def open_page(open_app, pagina, **parameters):
    app = open_app()
    app.switch_page(pagina)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app


def test_a_document_that_is_added_is_offered_by_the_page_that_has_its_result(open_app, monkeypatch):
    def describe(stof, datum, _adres):
        return Stuk("Briefje", "Briefje", "streek", datum, (Kop(stof.beeld.toets.naam, 1),), "voet")

    added = Stuksoort("briefje", "Briefje", Buurtstof, describe)
    monkeypatch.setattr(soorten, "SOORTEN", (*soorten.SOORTEN, added))
    app = open_page(open_app, "pages/buurt/pagina.py", gebied="BU91060000").run()
    assert not app.exception
    assert read_knoppen(app) == [
        f"{title} ({kind})" for title in ("Buurtblad", "Briefje") for kind in ("PDF", "webpagina", "Excel")
    ]
    opgave = open_page(open_app, "pages/opgave/pagina.py", van="parkstad").run()
    assert "Raadsstuk (PDF)" in read_knoppen(opgave)
    assert not [label for label in read_knoppen(opgave) if "Briefje" in label]


def test_a_document_on_a_page_is_inert_and_its_tables_are_tables():
    table = Tabel("Wie & wat", (Kolom("Naam"), Kolom("Aantal", 0)), ((BOOS, 1234.0), ("leeg", None)))
    blocks = (
        Kop(BOOS, 1),
        Naast(((Kop("Links"), Alinea(BOOS, aanhef="Let op:")), (Lijst((BOOS,)),)), (0.5, 0.5)),
        table,
    )
    html = render_stuk(Stuk("t", "s", "r", DATUM, blocks, "voet", watermerk="CONCEPT"))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4
    assert "<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>" in html
    assert "<h3>Links</h3>" in html
    assert "<h1" not in html
    assert '<th scope="col">Naam</th><th scope="col" class="getal">Aantal</th>' in html
    assert '<td class="getal">1.234</td>' in html
    assert '<td class="getal">onbekend</td>' in html
    assert "CONCEPT. voet" in html


@pytest.mark.parametrize("gekeken", [False, True])
def test_a_saved_scenario_is_read_on_the_screen_when_somebody_looks(open_app, gekeken):
    content = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    content |= {"gegevens": opslag.open_snapshot(INGEBOUWD).id, "naam": BOOS}
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(
        parse_scenario(json.dumps(content).encode())
    )
    app = open_page(open_app, "pages/scenarios/pagina.py", scenario=kept.id)
    if gekeken:
        app.session_state["stuk-scherm-scenario-open"] = True
    app.run()
    assert not app.exception
    assert "Raadsstuk op het scherm" in [item.label for item in app.expander]
    shown = [data["html"] for data in read_data(app) if "wz-stuk" in data.get("html", "")]
    assert len(shown) == int(gekeken)
    assert all(
        "<h3>Wat is er nodig?</h3>" in html and "CONCEPT" in html and "<script" not in html for html in shown
    )


def test_a_paper_that_cannot_be_made_says_why_in_its_place_and_the_list_stays(open_app):
    lock = {"code": "BU99990000", "aantal": 1}
    content = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    content |= {"gegevens": opslag.open_snapshot(INGEBOUWD).id, "sloten": [lock]}
    kast = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"])
    kept = kast.save(parse_scenario(json.dumps(content).encode()))
    app = open_page(open_app, "pages/scenarios/pagina.py", scenario=kept.id)
    app.session_state["stuk-scherm-scenario-open"] = True
    app.run()
    [told] = [item.value for item in app.error]
    assert "BU99990000 ligt niet" in told
    assert "Terug naar de lijst" in [button.label for button in app.button]
