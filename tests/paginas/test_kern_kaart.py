"""Own named areas on the page Kaart: filter, headline, link, table and what is said of one that is not there."""

from __future__ import annotations

import ast
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from aflezen import find_kleuring, read_data, read_html
from streamlit.runtime.caching import cache_resource_api
from streamlit.testing.v1 import AppTest

from pages.bouwstenen.kern.kernbewaring import keep_bij_kern
from pages.bouwstenen.loket import Loket
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kern.kern import Kerngebied
from woonzorg.kern.kernwoorden import BLIJFT, OPENBAAR
from woonzorg.oordeel import toets

APP = Path(__file__).resolve().parents[2] / "app.py"
HOSTIEL = "<script>alert(1)</script> & dorp"


@pytest.fixture(scope="module")
def buurten():
    score = toets.score_snapshot(opslag.open_snapshot(INGEBOUWD))
    return score.select("buurt").sort_values("code").head(7)


@pytest.fixture(scope="module")
def kern(buurten):
    return Kerngebied("Eys", tuple(buurten["code"]), "kern")


def test_a_link_to_an_own_area_shows_it_to_who_lacks_it(open_app, kern, buurten):
    app = open_app(kern=kern.adres, gebied=buurten["code"].iloc[0])
    assert not app.exception
    assert not app.warning
    count = int((buurten["klasse"] == "kwetsbaar").sum())
    assert f"<em>{count} van de 7 buurten</em> van kern Eys" in read_html(app)
    colours = find_kleuring(app)
    assert sum(sign != "." for sign in colours["vak"]) == 7
    assert app.selectbox(key="gemeente").value == kern.adres
    assert "Eigen gebied: kern Eys" in app.selectbox(key="gemeente").options
    assert app.query_params["kern"] == kern.adres


def test_the_counts_of_an_own_area_are_accounted_for(open_app, kern, buurten):
    app = open_app(kern=kern.adres)
    (href,) = set(re.findall(r'gegevens\?(telling=buurt[^"]*kern=[^"]*)"', read_html(app)))
    app.switch_page("pages/gegevens/pagina.py")
    for name, value in parse_qsl(unescape(href)):
        app.query_params[name] = value
    told = read_html(app.run())
    assert "7 buurten van kern Eys" in told
    assert all(escape(naam) in told for naam in buurten["naam"])


def test_pictures_and_table_keep_to_the_own_area(open_app, kern):
    app = open_app(kern=kern.adres)
    app.session_state["tabel-open"] = True
    html = read_html(app.run())
    rows = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]*)', html)
    assert "kern Eys" in rows
    assert len(re.findall(r"<tr><th scope=\"row\">", html.partition("Klik op een kop")[2])) == 7


def test_the_box_leads_from_an_own_area_to_a_gemeente_and_back_to_all(open_app, kern, buurten):
    app = open_app(kern=kern.adres)
    gemeente = buurten["gemeentecode"].iloc[0]
    app.selectbox(key="gemeente").select(gemeente).run()
    assert (app.query_params.get("kern"), app.query_params["gemeente"]) == (None, gemeente)
    assert "kern Eys" not in read_html(app)
    app.selectbox(key="gemeente").select("").run()
    assert app.query_params.get("gemeente") is None
    assert not app.exception


def test_wijken_leave_an_own_area_and_say_why(open_app, kern):
    app = open_app(kern=kern.adres)
    app.segmented_control(key="niveau").set_value("wijk").run()
    assert app.query_params.get("kern") is None
    assert "Een eigen gebied bestaat uit buurten" in app.warning[0].value


def test_a_missing_buurt_is_named_with_every_run_and_an_unknown_area_is_no_filter(open_app, kern):
    short = Kerngebied("Eys", (*kern.codes[:2], f"{kern.codes[0][:6]}9999"), "kern")
    app = open_app(kern=short.adres)
    told = "1 van de 3 buurten van kern Eys bestaat niet in deze indeling"
    assert told in app.warning[0].value
    app.selectbox(key="thema").select("woz").run()
    assert told in app.warning[0].value
    app = open_app(kern="dorp-van-elders")
    assert "hier niet bekend" in app.warning[0].value
    assert app.query_params.get("kern") is None


def test_a_name_is_text_wherever_it_stands(open_app, kern):
    app = open_app(kern=Kerngebied(HOSTIEL, kern.codes[:1]).adres)
    assert "<script>alert" not in read_html(app)
    assert "&lt;script&gt;" in read_html(app)


def test_areas_of_the_installation_are_there_for_everybody_by_their_key(open_app, kern, tmp_path):
    path = tmp_path / "kernen.csv"
    path.write_text(
        "naam;code;soort\nVer;BU09170000;\n" + "".join(f"Eys;{code};kern\n" for code in kern.codes),
        encoding="utf-8",
    )
    app = open_app({"WOONZORG_KERNEN": str(path)}, kern="kern-eys")
    assert "Eigen gebied: kern Eys" in app.selectbox(key="gemeente").options
    assert "Eigen gebied: Ver" not in app.selectbox(key="gemeente").options
    assert "van kern Eys" in read_html(app)
    assert app.query_params["kern"] == "kern-eys"


def test_without_own_areas_the_box_is_as_it_was(open_app):
    app = open_app()
    assert not [option for option in app.selectbox(key="gemeente").options if "Eigen" in option]
    assert not app.warning


@pytest.fixture
def vellen(monkeypatch):
    """Return what gives the sheet of an own area, as a visitor of the page gets it."""
    offered = {}
    offer = Loket.offer

    def note(loket, sleutel, downloads):
        offered.update({download.naam: download for download in downloads})
        return offer(loket, sleutel, downloads)

    monkeypatch.setattr(Loket, "offer", note)

    def make(app):
        offered.clear()
        app.session_state["bewaar-open"] = True
        app.run()
        assert not app.exception
        (download,) = (one for name, one in offered.items() if "a3" in name and name.endswith(".html"))
        return download.maak().decode()

    return make


def test_a_sheet_is_of_the_area_of_this_visitor_though_another_has_the_same_name(
    open_app, vellen, buurten, kern
):
    first = vellen(open_app(kern=kern.adres))
    assert "7 buurten van kern Eys" in first
    one, three = (Kerngebied("Eys", tuple(buurten["code"][:count]), "kern") for count in (2, 3))
    for other, told in ((one, "2 buurten van kern Eys"), (three, "3 buurten van kern Eys")):
        app = AppTest.from_file(str(APP), default_timeout=60)  # another visitor of the same server
        app.query_params["kern"] = other.adres
        assert told in vellen(app.run())


def test_a_sheet_of_the_installation_follows_its_file(open_app, vellen, kern, tmp_path):
    path = tmp_path / "kernen.csv"
    for count in (3, 4):
        rows = "".join(f"Eys;{code};kern\n" for code in kern.codes[:count])
        path.write_text(f"naam;code;soort\n{rows}", encoding="utf-8")
        app = AppTest.from_file(str(APP), default_timeout=60)
        if count == 3:
            app = open_app({"WOONZORG_KERNEN": str(path)}, kern="kern-eys")
        else:
            app.query_params["kern"] = "kern-eys"
            app.run()
        assert f"{count} buurten van kern Eys" in vellen(app)


def test_what_is_worked_out_of_a_visitors_own_area_is_kept_for_that_visit_only(monkeypatch):
    asked = []

    @keep_bij_kern(4)
    def work(kern: Kerngebied | None, _visit: str) -> str:
        asked.append((_visit, kern))
        return _visit

    mine, shared = Kerngebied("Eys", ("BU00010000",)), Kerngebied("Eys", ("BU00010000",), sleutel="eys")
    for visit in ("a", "b", "a"):
        monkeypatch.setattr(cache_resource_api, "get_session_id_or_throw", lambda visit=visit: visit)
        assert work(mine, visit) == visit
        assert work(shared, visit) == "a"
        assert work(None, visit) == "a"
    assert asked == [("a", mine), ("a", shared), ("a", None), ("b", mine)]
    cache_resource_api.clear_session_cache("b")  # as when the visit ends
    assert work(mine, "a") == "a"
    monkeypatch.setattr(cache_resource_api, "get_session_id_or_throw", lambda: "b")
    assert work(mine, "later") == "later"


def test_no_function_keeps_an_own_area_for_every_visitor():
    """What takes an own area is kept by `keep_bij_kern` wherever it is kept at all."""
    kept = {
        (path.name, function.name): [ast.unparse(one) for one in function.decorator_list]
        for path in sorted(APP.parent.glob("pages/**/*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and "Kerngebied" in ast.unparse(function.args)
    }
    wrong = [where for where, how in kept.items() if any("cache" in one for one in how)]
    assert not wrong
    assert sum(any("keep_bij_kern" in one for one in how) for how in kept.values()) == 6


def find_knop(app, woord):
    return next(button for button in app.button if button.label.startswith(woord))


def start_maken(app):
    app.session_state["kernen-open"] = True
    find_knop(app.run(), "Maak een eigen gebied").click().run()
    return app


def test_an_area_is_composed_by_buttons_named_and_kept_in_the_browser(open_app, buurten):
    first, second = buurten["code"].iloc[:2]
    app = start_maken(open_app(gebied=first))
    app.query_params["gebied"] = first
    app.run()
    assert "0 buurten gekozen" in str(read_data(app))
    for code in (first, second):
        app.query_params["gebied"] = code
        app.run()
        find_knop(app, "Zet ").click().run()
    assert app.query_params["kern"] == f"nieuw gebied~{first[2:]}.{second[2:]}"
    find_knop(app, "Bewaar in deze browser").click().run()
    assert "de naam ontbreekt" in app.error[0].value
    app.text_input(key="kern-naam").input(HOSTIEL)
    find_knop(app, "Bewaar in deze browser").click().run()
    assert not app.exception
    adres = Kerngebied(HOSTIEL, (first, second)).adres
    assert app.query_params["kern"] == adres
    assert [data["zet"] for data in read_data(app) if "zet" in data] == [[adres]]
    assert "<script>alert" not in read_html(app)
    app.session_state["kernen-open"] = True
    find_knop(app.run(), "Verwijder").click().run()
    assert app.query_params.get("kern") is None
    assert [(data["zet"], data["weg"]) for data in read_data(app) if "zet" in data] == [([], [adres])]


def test_while_an_area_is_composed_the_map_shows_all_and_the_table_has_a_button_a_buurt(open_app, kern):
    app = open_app(kern=kern.adres)
    zoomed = find_kleuring(app)["venster"]
    app.session_state["kernen-open"] = True
    find_knop(app.run(), "Bewaar kern Eys").click().run()
    find_knop(app, "Pas kern Eys aan").click().run()
    assert find_kleuring(app)["venster"] != zoomed
    table = next(
        data["html"] for data in read_data(app) if "Zet in het gebied of haal eruit" in data.get("html", "")
    )
    assert table.count("<td>ja</td>") == 7
    # The name is there also when its field is opened after a buurt more.
    app.run()
    field = app.text_input(key="kern-naam")
    assert (field.proto.set_value, field.proto.value, field.value) == (True, "Eys", "Eys")
    app.segmented_control(key="niveau").set_value("wijk").run()
    assert "Wat u koos, is niet bewaard" in app.warning[0].value
    assert not [button for button in app.button if button.label == "Stop zonder bewaren"]


def visit_kernen() -> None:
    import streamlit as st  # noqa: PLC0415  runs by itself

    from pages.bouwstenen.kern import kernstand  # noqa: PLC0415

    regio, adres = "streek", "Eys~00010000~kern"
    st.button(
        "neem", on_click=lambda: kernstand._take({"regio": regio, "adressen": [adres, "x", "Zuid~00010001"]})
    )
    st.button("weg", on_click=lambda: kernstand.forget_kern(regio, adres))
    kernstand.show_geheugen(regio)
    st.text(", ".join(kern.titel for kern in kernstand.list_eigen(regio)))
    st.caption(" ".join(st.session_state.get("link_meldingen", [])))


def test_what_the_browser_kept_comes_back_once_and_what_was_removed_stays_away():
    app = AppTest.from_function(visit_kernen).run()
    assert read_data(app)[0]["vraag"] is True
    app.button[0].click().run()
    assert (app.text[0].value, read_data(app)[0]["vraag"]) == ("kern Eys, Zuid", False)
    assert app.caption[0].value == "1 eigen gebied in deze browser is niet te lezen."
    app.button[1].click().run()
    app.button[0].click().run()
    assert app.text[0].value == "Zuid"


def test_whoever_gives_a_file_is_told_beside_it_that_names_can_become_public(open_app):
    app = open_app()
    app.session_state["kernen-open"] = True
    (field,) = [data for data in read_data(app.run()) if data.get("label") == "Lees eigen gebieden in"]
    assert OPENBAAR in field["uitleg"]
    assert BLIJFT in [one.value for one in app.caption]
    assert "adres" in BLIJFT


def read_bestand() -> None:
    from functools import partial  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415  runs by itself

    from pages.bouwstenen import gegevens  # noqa: PLC0415
    from pages.bouwstenen.kern import kernstand  # noqa: PLC0415
    from pages.kaart import kernbeheer  # noqa: PLC0415

    snapshot, _ = gegevens.open_gegevens()
    text = st.text_area("bestand")
    st.button("lees", on_click=lambda: partial(kernbeheer._take, snapshot)("kernen.csv", text.encode()))
    kernbeheer._show_bericht()
    st.text(", ".join(kern.titel for kern in kernstand.list_eigen(snapshot.manifest.regio.naam)))


def test_a_file_is_taken_and_one_that_is_wrong_is_told_whole_and_changes_nothing(kern):
    app = AppTest.from_function(read_bestand, default_timeout=60).run()
    rows = "naam;code;soort\n" + "".join(f"Eys;{code};kern\n" for code in kern.codes)
    for told in (
        "1 eigen gebied ingelezen.",
        "1 eigen gebied ingelezen. 1 gebied met dezelfde naam is vervangen.",
    ):
        app.text_area[0].input(rows).run()
        app.button[0].click().run()
        assert (app.success[0].value, app.text[0].value) == (told, "kern Eys")
    app.text_area[0].input("naam;code\nZuid;BU00000000\nZuid;GM0001\n").run()
    app.button[0].click().run()
    assert "rij 2, kolom code" in app.error[0].value
    assert "rij 3, kolom code" in app.error[0].value
    assert app.text[0].value == "kern Eys"


def test_the_page_buurt_tells_of_an_own_area_without_a_class_and_leads_to_its_buurten(
    open_app, kern, buurten
):
    app = open_app(kern=kern.adres)
    app.switch_page("pages/buurt/pagina.py").run()
    app.query_params["kern"] = kern.adres
    html = read_html(app.run())
    assert not app.exception
    assert "Van een eigen gebied bestaat geen score. Het heeft daarom geen klasse." in html
    assert "7 buurten van kern Eys" in html
    assert re.findall(r'data-gebied="(BU\d+)"', html) == list(
        buurten.sort_values(["gemeentenaam", "naam"])["code"]
    )
    assert app.query_params["kern"] == kern.adres


def test_an_earlier_edition_of_an_own_area_on_buurt_says_its_year(open_pagina, kern):
    app = open_pagina("buurt", kern=kern.adres, jaar="2022")
    html = read_html(app)
    assert not app.exception
    assert "Dit zijn de cijfers en de klasse van 2022." in html
    assert "SES-WOA 2022 · Leefbaarometer 2022" in html
    assert "2024" not in html
    assert f'<h1 tabindex="-1" data-kop="{escape(kern.adres)}">Kern Eys</h1>' in html
    find_knop(app, "Toon de nieuwste cijfers").click().run()
    assert "cijfers en de klasse van 2022" not in read_html(app)
    assert "van kern Eys" in read_html(app)
    app = open_pagina("buurt", kern=kern.adres, jaar="1999")
    assert "Voor 1999 zijn er geen klassen." in app.warning[0].value


def search(app, vraag):
    app.session_state["zoekvraag"] = vraag
    return next(data["treffers"] for data in read_data(app.run()) if "treffers" in data)


def test_an_own_area_is_found_by_its_name_before_buurten(open_app, kern, tmp_path):
    path = tmp_path / "kernen.csv"
    path.write_text(
        "naam;code;soort\n" + "".join(f"Eys;{code};kern\n" for code in kern.codes), encoding="utf-8"
    )
    app = open_app({"WOONZORG_KERNEN": str(path)})
    found = search(app, "eys")
    assert (found[0]["code"], found[0]["naam"], found[0]["klasse"]) == ("kern-eys", "kern Eys", "")
    app.switch_page("pages/buurt/pagina.py").run()
    assert search(app, "eys")[0]["plek"] == "eigen gebied"
