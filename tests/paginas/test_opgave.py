"""The page Opgave without a browser: whose figures, which choice, what goes along, own figures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.inlezen import read_eigen_opgave
from woonzorg.opgave.overdracht import Vraagherkomst, make_overdracht

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).resolve().parents[2] / "app.py"
REGIO = "voorbeeldstreek"
EIGEN = (
    "groep;scenario;woonvorm;jaar;vraag;aanbod;gepubliceerd\n"
    "ouderen;basis;geclusterd wonen;2030;1100;900;-210\n"
    "statushouders;;totaal;2030;40;;\n"
)


@pytest.fixture
def open_opgave(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return what opens the page with the parameters of a link."""
    monkeypatch.syspath_prepend(str(APP.parent))
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.cache_resource.clear()

    def open_link(eigen: str = "", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page("pages/opgave/pagina.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        if eigen:
            own = read_eigen_opgave("e.csv", eigen.encode(), "Voorbeeldstreek", {})
            app.session_state["opgave_eigen"] = {REGIO: own}
        return app.run()

    return open_link


def read_html(app: AppTest) -> str:
    """Return all text and HTML on the page, without what colours the headline."""
    protos = [element.proto for element in app.get("bidi_component")]
    data = [json.loads(proto.json or proto.mixed.json or "{}") for proto in protos]
    parts = [element.proto.body for element in app.get("html")] + [str(told.get("html", "")) for told in data]
    return re.sub("</?em>", "", "\n".join(parts))


def test_published_figures_are_said_to_be_those_of_parkstad_and_not_of_the_fictional_region(open_opgave):
    app = open_opgave(van="parkstad")
    html = read_html(app)
    assert not app.exception
    assert "Tabel 1 tot en met 6 van de visie gaan over Parkstad, niet over Voorbeeldstreek." in html
    assert "geen enkel cijfer van Voorbeeldstreek" in html
    assert "Parkstad heeft een tekort van" in html
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" role="img"') == 2
    assert "aanname: als voorbeeld van Parkstad (visie, tabel 1 en 2, 2040, gekozen: herberekend)" in html


def test_the_fictional_region_opens_with_an_opgave_of_its_own(open_opgave):
    app = open_opgave()
    html = read_html(app)
    assert not app.exception
    assert "Voorbeeldstreek heeft een tekort van 850 tot 3.920 woningen in 2040" in html
    assert "Deze opgave is verzonnen, net als Voorbeeldstreek zelf. Tabel 1 tot en met 6" in html
    assert "verzonnen cijfers wijkt er" in html
    assert "gepubliceerde cijfers" not in html
    assert "ouderen, geclusterd wonen (minstens 850)" in html
    assert "verzonnen voorbeeldcijfers, 2040, gekozen: herberekend" in html
    assert "8,5 % (aanname) van" in html
    assert "6.261" not in html
    assert "van" not in app.query_params
    app.radio(key="opgave_van").set_value("parkstad").run()
    assert app.query_params["van"] == "parkstad"
    html = read_html(app)
    assert "ouderen, geclusterd wonen (minstens 557)" in html
    assert "Ouderen, geclusterd wonen: minstens 227 in 2030 en 557 in 2040." in html
    assert "(voetnoot 2 van de visie)" in html


def test_in_parkstad_itself_the_figures_are_no_example(open_opgave, monkeypatch):
    monkeypatch.setattr("pages.opgave.opgavestand.PARKSTAD", REGIO)
    html = read_html(open_opgave(van="parkstad"))
    assert "De cijfers komen uit de gepubliceerde tabellen van Parkstad. Bron:" in html
    assert "aanname: als voorbeeld" not in html
    assert "visie, tabel 1, 2040, gekozen: herberekend" in html


def test_the_choice_changes_pictures_demand_and_link_and_a_link_restores_it(open_opgave):
    app = open_opgave(van="parkstad", cijfers="gepubliceerd", jaar="2030")
    html = read_html(app)
    assert "Tekort per groep en woonvorm (gepubliceerd)" in html
    assert "Mensen met een lichamelijke beperking, gespikkeld wonen" in html
    assert "1.807 tot 2.790 woningen in totaal" in html
    assert "tabel 3, 2030, gekozen: gepubliceerd" in html
    app.radio(key="opgave_cijfers").set_value("herberekend").run()
    html = read_html(app)
    assert "Tekort per groep en woonvorm (herberekend)" in html
    assert "227 tot 1.807 woningen in totaal" in html
    assert app.query_params["cijfers"] == "herberekend"
    assert app.query_params["jaar"] == "2030"


def test_a_hostile_link_shows_the_page_as_without(open_opgave):
    app = open_opgave(cijfers="<script>", jaar="1e9", deel="x", van="'")
    assert not app.exception
    assert "(herberekend)" in read_html(app)
    assert app.radio(key="opgave_jaar").value == "2040"


def test_every_difference_is_listed_with_its_cause(open_opgave):
    app = open_opgave(van="parkstad", deel="verschillen")
    html = read_html(app)
    assert "35 gepubliceerde tekorten wijken af of zijn niet na te rekenen." in html
    assert html.count("groei in plaats van tekort") == 9 + 1  # nine cells, and the list of what was tried
    assert "verwisseld opschrift: dit is aanbod min vraag van mensen met een verstandelijke beperking" in html
    assert html.count(">onverklaard<") == 5 + 4  # and four claims of one place against figures of another
    assert "<td>8,5 %</td><td>11,1 %</td><td>+2,6 %</td>" in html
    assert "Heerlen huur en Voerendaal huur zijn gelijk" in html


def test_what_if_reckons_with_what_is_filled_in_and_switched_off(open_opgave):
    app = open_opgave(van="parkstad", deel="wat-als")
    assert "Van de 4 tekorten blijven er 4 over." in read_html(app)
    app.number_input(key="watals_huur").set_value(10)
    app.number_input(key="watals_koop").set_value(10)
    app.number_input(key="watals_bouw").set_value(1000)
    app.run()
    html = read_html(app)
    assert "Van de 4 tekorten blijven er 2 over." in html  # PG, in both scenarios
    assert "<td>+3.771</td><td>+1.000</td>" in html
    app.checkbox(key="watals_ouderen_wonen_er").uncheck().run()
    assert "+3.771" not in read_html(app)
    app.checkbox(key="watals_aanbod_gelijk").uncheck().run()
    assert "is het tekort onbekend" in read_html(app)
    assert not app.exception


def test_what_if_starts_with_moving_on_from_regular_to_clustered_homes(open_opgave):
    app = open_opgave(van="parkstad", deel="wat-als")
    assert (app.selectbox(key="watals_van").value, app.selectbox(key="watals_naar").value) == (
        "regulier wonen",
        "geclusterd wonen",
    )
    app.number_input(key="watals_door").set_value(500).run()
    html = read_html(app)
    assert "<b>tekort 5.087</b>" in html
    assert (
        "van regulier wonen komen 500 woningen vrij; van geclusterd wonen zijn 500 woningen meer nodig"
        in html
    )


def test_growth_of_vpt_and_the_rule_of_2026_are_unknown_until_somebody_gives_a_number(open_opgave):
    app = open_opgave(van="parkstad", deel="wat-als", jaar="2030")
    html = read_html(app)
    assert "VPT in 2030: onbekend." in html
    assert "VPT en Wmo worden niet opgeteld" in html
    assert any("Actueel Hoogtebestand" in item.value for item in app.caption)
    assert app.number_input(key="watals_vpt").value == 625
    app.number_input(key="watals_vpt_groei").set_value(4).run()
    assert "VPT in 2030: 760 ouderen thuis, 135 meer dan nu" in read_html(app)
    app.radio(key="opgave_van").set_value("verzonnen").run()
    assert app.number_input(key="watals_vpt_eigen").value is None  # the 625 are Parkstad's
    assert "VPT in 2030: onbekend." in read_html(app)
    assert not app.exception


def test_groups_that_the_rule_binds_without_a_number_are_named(open_opgave):
    html = read_html(open_opgave(van="parkstad"))
    assert "maar de visie noemt geen aantal: dreigend dak- en thuisloos (I.i.i)" in html
    assert "spijtoptanten niet meegeteld" in html
    assert "Plekken in de vrouwenopvang zijn iets anders dan uitstroom" in html
    own = read_html(open_opgave(EIGEN))
    assert "maar deze cijfers noemen geen aantal" in own
    assert "spijtoptanten" not in own


def test_own_figures_are_shown_as_such_and_can_be_forgotten(open_opgave):
    app = open_opgave(EIGEN)
    html = read_html(app)
    assert "Voorbeeldstreek heeft een tekort van 200 woningen" in html
    assert "Dit zijn eigen cijfers van Voorbeeldstreek" in html
    assert "eigen cijfers, 2030, gekozen: herberekend" in html
    assert "Parkstad (visie" not in html
    app.radio(key="opgave_van").set_value("parkstad").run()
    assert "niet over Voorbeeldstreek" in read_html(app)
    app.session_state["opgave_deel"] = "Eigen cijfers"
    app.run()
    app.button(key="opgave_vergeet").click().run()
    assert app.radio(key="opgave_van").options == ["deze streek (verzonnen)", "Parkstad (gepubliceerd)"]
    assert not app.exception


def test_only_own_figures_with_years_that_they_have_can_be_planned_for(open_opgave):
    app = open_opgave(EIGEN.replace("2030", "2035"), deel="wat-als", jaar="2040")
    assert app.radio(key="opgave_jaar").options == ["2035"]
    assert "Ouderen in 2035" in read_html(app)
    assert not app.exception


def test_to_verdelen_the_demand_goes_along_with_the_choice_in_its_source(open_opgave):
    app = open_opgave(van="parkstad", cijfers="gepubliceerd", jaar="2030")
    app.button(key="opgave_verdelen").click().run()
    kept = app.session_state["verdeling_werk"][REGIO].scenario
    wanted = make_overdracht(
        compute_cijfers(read_parkstad()),
        Vraagherkomst("Parkstad", 2030, Cijferkeuze.GEPUBLICEERD, elders=True),
    )
    assert kept.vraag == wanted.vraag
    assert "gekozen: gepubliceerd" in next(line.bron for line in kept.vraag if line.groep == "statushouders")
    assert not app.exception


def test_a_demand_that_no_scenario_can_have_is_told_and_the_work_stays(open_opgave):
    app = open_opgave(EIGEN.replace(";40;", ";2000000;"))
    app.button(key="opgave_verdelen").click().run()
    [told] = [item.value for item in app.error]
    assert "vraag.statushouders" in told
    assert told.endswith("Uw verdeling is niet veranderd.")
    assert not app.session_state["verdeling_werk"][REGIO].terug
    assert not app.exception
