"""Own named areas on the page Kaart: filter, headline, link, table and what is said of one that is not there."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qsl

import pytest
from aflezen import find_kleuring, read_html

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kern.kern import Kerngebied
from woonzorg.oordeel import toets

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
        "naam;code;soort\n" + "".join(f"Eys;{code};kern\n" for code in kern.codes), encoding="utf-8"
    )
    app = open_app({"WOONZORG_KERNEN": str(path)}, kern="kern-eys")
    assert "Eigen gebied: kern Eys" in app.selectbox(key="gemeente").options
    assert "van kern Eys" in read_html(app)
    assert app.query_params["kern"] == "kern-eys"


def test_without_own_areas_the_box_is_as_it_was(open_app):
    app = open_app()
    assert not [option for option in app.selectbox(key="gemeente").options if "Eigen" in option]
    assert not app.warning
