"""The page Initiatief without a browser: the form, the four answers, what the link carries, and the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from aflezen import read_data, read_html, read_told

from pages.initiatief import initiatiefstand
from pages.initiatief.toetsblad import STANDAARD
from woonzorg.initiatief.initiatief import EEN_TOEWIJZING
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatieflink import ALLEEN_BUURT, ZONDER_PLEK
from woonzorg.voorbeelden import voorbeeldwoorden

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

KWETSBAAR = "BU91010001"
NOOIT = "Dit is geen vergunningtoets en zegt niets over een kandidaat."
KAMERS = {"gebied": KWETSBAAR, "groep": "open", "instrument": "onzelfstandig", "aantal": "10"}


def read_zin(html: str) -> str:
    found = re.search(r'<h1 class="wz-kop wzi-zin".*?</h1>', html)
    return re.sub("<[^>]+>", "", found[0]) if found else ""


def show(app: AppTest) -> str:
    assert not app.exception
    return read_html(app)


def read_bestand(app: AppTest) -> bytes:
    """Return the file that the page offers."""
    loket = app.session_state["loket"]
    [button] = [one for data in read_data(app) for one in data.get("knoppen", ()) if "JSON" in one["label"]]
    return loket.find(button["pad"].rpartition("/")[2]).maak()


@pytest.mark.parametrize(
    ("groep", "instrument", "aantal", "zin"),
    [("statushouders", "nieuwbouw", "1", "In beginsel niet: "),
     ("ouderen", "nieuwbouw", "40", "De regel houdt dit in Ereprijshage niet tegen"),
     ("open", "onzelfstandig", "10", "Voor welke groep dit is, is niet gezegd: dit is een advies en geen oordeel"),
     ("woonwagenbewoners", "standplaats", "6", "In beginsel niet: ")],
)  # fmt: skip
def test_a_link_shows_the_answer_and_never_a_permit(open_pagina: Open, groep, instrument, aantal, zin):
    app = open_pagina(
        "initiatief", gebied=KWETSBAAR, groep=groep, instrument=instrument, aantal=aantal, binnen="ja"
    )
    html = show(app)
    assert read_zin(html).startswith(zin)
    assert NOOIT in html
    # Where rules were asked, it says by which: not by what stands on Verdelen.
    assert (STANDAARD in html) == (groep in {"statushouders", "woonwagenbewoners"})
    assert app.query_params["groep"] == groep


def test_the_answer_tells_rule_by_rule_what_was_asked_and_what_may(open_pagina: Open):
    html = show(open_pagina("initiatief", **KAMERS | {"groep": "uitstroom"}))
    table = html.partition('<section class="wzi-regels">')[2].partition("</table>")[0]
    assert table.count('<tr class="fout">') == 4
    row = table.partition("Ontzien")[2].partition("</tr>")[0]
    assert re.findall(r'class="getal">(?:<b>)?([\d–]+)', row) == ["10", "0"]
    assert "niet gehaald" in row
    assert html.count("<article>") == 2  # buurt and wijk
    assert 'role="img" aria-label="Kaart van de plek: buurt Ereprijshage, kwetsbaar' in html


def test_the_nearest_places_are_links_that_test_the_same_there(open_pagina: Open):
    html = show(open_pagina("initiatief", **KAMERS | {"groep": "uitstroom", "naam": "Molenhof"}))
    links = re.findall(r'<a href="\?([^"]+)" data-gebied="(BU\d+)"', html.partition("wzi-nu")[2])
    assert len(links) == 5
    query, code = links[0]
    assert f"gebied={code}" in query
    assert {"groep=uitstroom", "aantal=10", "naam=Molenhof"} <= set(query.split("&amp;"))
    there = open_pagina("initiatief", **KAMERS | {"groep": "uitstroom", "gebied": code})
    assert not read_zin(show(there)).startswith("In beginsel niet")


def test_a_link_that_is_wrong_is_refused_kindly_and_never_taken_for_markup(open_pagina: Open):
    app = open_pagina("initiatief", **KAMERS | {"aantal": "veel", "naam": "<img src=//elders.example/x>"})
    html = show(app)
    assert "De waarde bij 'aantal' in de link is niet te lezen" in read_told(app)
    assert "<img" not in html
    app.number_input(key="initiatief-veld-aantal").set_value(10).run()
    app.button(key="initiatief_toets").click().run()
    html = show(app)
    assert read_zin(html).startswith("&lt;img src=//elders.example/x&gt;: ")
    assert "<img" not in html


def test_a_place_outside_the_region_or_in_the_ring_is_told(open_pagina: Open):
    far = open_pagina("initiatief", **KAMERS | {"gebied": "BU00000000"})
    assert "ligt niet in deze streek" in show(far)
    areas = initiatiefstand.gegevens.load_score(*_open(), None).gebieden
    ring = areas[(areas["niveau"] == "buurt") & (areas["rol"] == "rand")]["code"].iloc[0]
    assert "in de rand om deze streek" in show(open_pagina("initiatief", **KAMERS | {"gebied": ring}))


def _open():
    snapshot, _ = initiatiefstand.gegevens.open_gegevens()
    return snapshot, snapshot.id


def test_what_is_missing_is_told_when_the_answer_is_asked_for(open_pagina: Open):
    app = open_pagina("initiatief", gebied=KWETSBAAR)
    html = show(app)
    assert "Ereprijshage" in html
    assert "nog niet ingevuld" not in html
    app.button(key="initiatief_toets").click().run()
    assert show(app).count("nog niet ingevuld") == 3
    app.selectbox(key="initiatief-veld-instrument").select("opvangplek").run()
    app.selectbox(key="initiatief-veld-groep").select("open").run()
    assert "Hoeveel plekken?" in [item.label for item in app.number_input]
    app.number_input(key="initiatief-veld-aantal").set_value(12).run()
    app.number_input(key="initiatief-veld-personen").set_value(14).run()
    assert read_zin(show(app)) == ""  # no answer before it is asked for
    app.button(key="initiatief_toets").click().run()
    assert "12 plekken (Opvangplek)</b>, 14 personen" in show(app)
    assert app.query_params["personen"] == "14"


def test_another_instrument_drops_a_group_that_does_not_go_with_it(open_pagina: Open):
    app = open_pagina("initiatief", gebied=KWETSBAAR, groep="ouderen")
    app.selectbox(key="initiatief-veld-instrument").select("standplaats").run()
    assert app.selectbox(key="initiatief-veld-groep").options == ["Woonwagenbewoners"]
    assert app.selectbox(key="initiatief-veld-groep").value is None


def test_of_a_single_letting_nothing_is_kept_and_the_link_has_only_the_place(open_pagina: Open):
    app = open_pagina("initiatief", gebied=KWETSBAAR)
    app.selectbox(key="initiatief-veld-instrument").select("toewijzing").run()
    app.selectbox(key="initiatief-veld-groep").select("psychisch").run()
    app.number_input(key="initiatief-veld-aantal").set_value(1).run()
    app.button(key="initiatief_toets").click().run()
    html = show(app)
    assert read_zin(html).startswith("In beginsel niet")
    assert EEN_TOEWIJZING in read_told(app)
    assert (
        app.query_params.to_dict() == {"gebied": KWETSBAAR} if hasattr(app.query_params, "to_dict") else True
    )
    assert "groep" not in app.query_params
    assert [one for data in read_data(app) for one in data.get("knoppen", ())] == []


def test_of_a_group_with_more_privacy_the_address_has_no_place(open_pagina: Open):
    app = open_pagina("initiatief", gebied=KWETSBAAR)
    app.selectbox(key="initiatief-veld-instrument").select("nieuwbouw").run()
    app.selectbox(key="initiatief-veld-groep").select("vrouwenopvang").run()
    app.number_input(key="initiatief-veld-aantal").set_value(4).run()
    app.button(key="initiatief_toets").click().run()
    html = show(app)
    assert "Ereprijshage" in read_zin(html)
    assert "gebied" not in app.query_params
    assert ZONDER_PLEK in read_told(app)
    # No link names a place beside this group, also not those to the nearest others: a link ends up in logs.
    assert re.findall(r'href="\?[^"]*gebied=', html) == []


def test_own_counts_of_the_complex_count_and_stay_out_of_the_link(open_pagina: Open):
    given = KAMERS | {"gebied": "BU91010902", "instrument": "toewijzing", "groep": "psychisch"}
    app = open_pagina("initiatief", **given)
    assert '<tr class="ongetoetst">' in show(app)
    assert "Majella Wonen" not in show(app)
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(
        given | {"complex": "De Linde", "woningen": "48", "gehuisvest": "47"}, invullen=False
    )
    app.run()
    html = show(app)
    assert "De Linde, 48 woningen, 47 gehuisvest" in html
    row = html.partition("Complexen")[2].partition("</tr>")[0]
    assert "niet gehaald" in row
    others = html.partition('<section class="wz-anderen">')[2]
    assert others.index("Majella Wonen") < others.index("Thuis in de wijk")
    assert others.count(f"<b>Hier getoond, want</b> {voorbeeldwoorden.COMPLEX_VOL}") == 2
    assert app.query_params["woningen"] == "48"
    small = initiatiefstand.Initiatiefwerk(
        {**app.session_state["initiatief_werk"].velden, "gehuisvest": "2"}, invullen=False
    )
    app.session_state["initiatief_werk"] = small
    app.run()
    assert not app.exception
    assert "woningen" not in app.query_params
    assert ALLEEN_BUURT in read_told(app)


@pytest.mark.parametrize(
    ("plek", "complex_", "zin"),
    [
        (
            "BU91010001",
            {"woningen": "48"},
            "",
        ),  # the buurt is kwetsbaar: of the complex nothing follows from that
        ("BU91010001", {"woningen": "48", "gehuisvest": "12"}, ""),
        ("BU91010001", {"ruimte": "ja"}, ""),
        ("BU91010001", {"woningen": "48", "gehuisvest": "48"}, voorbeeldwoorden.COMPLEX_VOL),
        ("BU91010902", {"ruimte": "nee"}, voorbeeldwoorden.COMPLEX_OPGAVE),
        ("BU91010902", {"woningen": "48", "gehuisvest": "12"}, ""),
    ],
)
def test_examples_for_a_complex_stand_where_it_has_no_room_itself(open_pagina: Open, plek, complex_, zin):
    app = open_pagina("initiatief")
    given = KAMERS | {"gebied": plek, "instrument": "toewijzing", "groep": "psychisch", "complex": "De Linde"}
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(given | complex_, invullen=False)
    app.run()
    html = show(app)
    assert "De Linde" in html
    assert re.findall(r"want</b> (.+?)</p>", html) == [zin] * (2 if zin else 0)


def test_an_exception_is_told_as_deviated_and_stays_out_of_the_link(open_pagina: Open):
    app = open_pagina("initiatief", **KAMERS | {"groep": "uitstroom", "aantal": "1"})
    app.session_state["initiatief-besluit"] = True
    app.run()
    app.text_area(key="initiatief-motief").set_value("Er is een team.")
    app.text_input(key="initiatief-besluiter").set_value("raad van Zilverhage")
    app.text_input(key="initiatief-datum").set_value("2999-01-01")
    next(item for item in app.button if item.label == "Leg vast").click().run()
    assert "uitzondering.datum" in show(app)
    app.text_input(key="initiatief-datum").set_value("2026-11-02")
    next(item for item in app.button if item.label == "Leg vast").click().run()
    html = show(app)
    assert "uitzondering.datum" not in html
    assert "besluiter" not in app.query_params
    assert app.session_state["initiatief_werk"].make().uitzondering.besluiter == "raad van Zilverhage"


def test_the_file_opens_again_and_what_is_changed_is_derived_from_it(open_pagina: Open):
    app = open_pagina("initiatief", **KAMERS | {"naam": "Molenhof"})
    raw = read_bestand(app)
    first = parse_initiatief(raw)
    assert (first.naam, first.aantal, first.afgeleid_van) == ("Molenhof", 10, "")
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(
        initiatiefstand.write_velden(first), bron=first, invullen=False
    )
    app.run()
    assert parse_initiatief(read_bestand(app)) == first
    initiatief = app.session_state["initiatief_werk"]
    assert initiatief.make() == first


def test_a_wrong_file_is_told_and_what_was_there_stays(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(initiatiefstand.st, "session_state", state)
    initiatiefstand.keep_werk(initiatiefstand.Initiatiefwerk({"gebied": KWETSBAAR}))
    initiatiefstand.take_bestand("x.json", b'{"versie": 1, "plek": "BU1"}')
    assert initiatiefstand.read_bestandfout() is not None
    assert initiatiefstand.read_werk().velden == {"gebied": KWETSBAAR}


def test_from_the_page_buurt_the_place_goes_along(open_pagina: Open):
    app = open_pagina("buurt", gebied=KWETSBAAR)
    links = [item.proto for item in app.get("page_link")]
    assert any(link.label == "Toets een initiatief hier" for link in links)
    wijk = open_pagina("buurt", gebied="WK910100")
    assert not any(item.proto.label.startswith("Toets") for item in wijk.get("page_link"))


def test_another_place_takes_no_complex_and_no_decision_along(monkeypatch):
    monkeypatch.setattr(initiatiefstand.st, "session_state", {})
    monkeypatch.setattr(initiatiefstand.adres.st, "session_state", {})
    given = KAMERS | {
        "complex": "De Linde",
        "woningen": "48",
        "motief": "x",
        "besluiter": "raad",
        "datum": "2026-11-02",
    }
    initiatiefstand.keep_werk(initiatiefstand.Initiatiefwerk(given))
    initiatiefstand.move("BU91010902")
    assert initiatiefstand.read_werk().velden == KAMERS | {"gebied": "BU91010902"}


def test_the_way_back_to_a_link_without_its_place_keeps_the_place_of_the_visit(open_pagina: Open):
    """Of a group with more privacy the link has no place: the browser's way back must not empty the form."""
    given = {"gebied": KWETSBAAR, "groep": "vrouwenopvang", "instrument": "nieuwbouw", "aantal": "4"}
    app = open_pagina("initiatief")
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(given, invullen=False)
    app.run()
    for name, value in (given | {"gebied": ""}).items():
        if value:
            app.query_params[name] = value
    app.query_params["stap"] = "gesprek"
    app.run()
    assert app.session_state["initiatief_werk"].velden == given


def test_the_scale_can_be_chosen_where_a_rule_is_asked_and_the_answer_says_whose_choice_it_was(
    open_pagina: Open,
):
    app = open_pagina("initiatief", gebied=KWETSBAAR)
    app.selectbox(key="initiatief-veld-instrument").select("onzelfstandig").run()
    app.selectbox(key="initiatief-veld-groep").select("open").run()
    assert "Op welke schaal toetst u?" not in [one.label for one in app.selectbox]
    app.selectbox(key="initiatief-veld-groep").select("uitstroom").run()
    field = app.selectbox(key="initiatief-veld-schaal")
    assert (field.label, field.options) == ("Op welke schaal toetst u?", ["alleen de buurt", "buurt en wijk"])
    app.number_input(key="initiatief-veld-aantal").set_value(8).run()
    app.selectbox(key="initiatief-veld-schaal").select("buurt").run()
    app.button(key="initiatief_toets").click().run()
    html = show(app)
    assert "Getoetst op de schaal buurt: keuze bij dit initiatief. Gebruikelijk is: buurt en wijk." in html
    assert app.query_params["schaal"] == "buurt"
    assert parse_initiatief(read_bestand(app)).schaal == "buurt"
