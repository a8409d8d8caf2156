"""The page Kaart, held against an earlier year or against the region."""

from __future__ import annotations

from html import unescape

from aflezen import find_kleuring, read_html


def test_the_map_of_changes_has_its_own_headline_and_legend_and_comes_back_by_its_link(open_app):
    app = open_app(sinds="2020")
    assert not app.exception
    assert "Tussen 2020 en 2024 veranderde de klasse van <em>14 buurten</em>: <em>1</em> werd" in read_html(
        app
    )
    assert find_kleuring(app)["titel"].startswith("Veerkracht: wat veranderde tussen 2020 en 2024")
    assert "welvaart, opleiding en werk; was kwetsbaar" in read_html(app)
    assert app.selectbox(key="vergelijk").value == "2020"
    app.selectbox(key="vergelijk").select("").run()
    assert "liggen beide scores onder het landelijk gemiddelde" in unescape(read_html(app))
    assert "sinds" not in app.query_params
    app.selectbox(key="vergelijk").select("2022").run()
    assert app.query_params["sinds"] == "2022"
    # A figure that has no value of that year is shown without a comparison, and that is said.
    app.selectbox(key="thema").select("woz").run()
    assert (
        "'Gemiddelde WOZ-waarde' is niet te vergelijken met 2022: dat kan met 2023." in app.warning[0].value
    )
    assert app.selectbox(key="vergelijk").value == ""


def test_a_selected_area_and_the_table_tell_what_changed(open_app):
    app = open_app(sinds="2020", gebied="BU91010800")
    assert "Tussen 2020 en 2024: niet te vergelijken, grens gewijzigd." in read_html(app)
    app.session_state["tabel-open"] = True
    html = read_html(app.run())
    assert "Klasse in 2020" in html
    assert html.count("niet: grens gewijzigd") == 4
    assert html.count("van kwetsbaar naar aandacht (welvaart, opleiding en werk)</td>") == 4


def test_a_figure_is_shown_against_the_region_and_the_class_never(open_app):
    app = open_app(thema="ses_woa", tov="regio")
    assert not app.exception
    html = unescape(read_html(app))
    assert "anders uitvallen. De klasse verandert daar niet door" in html
    assert "boven het gemiddelde van de regio en in" in html
    assert app.selectbox(key="vergelijk").value == "regio"
    app.selectbox(key="thema").select("klasse").run()
    assert "de regel vergelijkt met het landelijk gemiddelde (§5.3)" in app.warning[0].value
    assert "tov" not in app.query_params
    assert "Ten opzichte van de regio" not in app.selectbox(key="vergelijk").options
