"""The page Kaart, held against an earlier year or against the region."""

from __future__ import annotations

from html import unescape

from aflezen import find_kleuring, read_data, read_html

from woonzorg.kaart.verschilwoorden import TEN_OPZICHTE


def test_the_map_of_changes_has_its_own_headline_and_legend_and_comes_back_by_its_link(open_app):
    app = open_app(sinds="2020")
    assert not app.exception
    assert "ussen 2020 en 2024 veranderde de klasse van <em>14 buurten</em>: <em>1</em> werd" in read_html(
        app
    )
    assert find_kleuring(app)["titel"].startswith("Veerkracht: wat veranderde tussen 2020 en 2024")
    assert "<b>Kwetsbaar → aandacht</b>" in read_html(app)
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
    assert TEN_OPZICHTE in app.selectbox(key="vergelijk").options
    app.selectbox(key="thema").select("klasse").run()
    assert "de regel vergelijkt met het landelijk gemiddelde (§5.3)" in app.warning[0].value
    assert "tov" not in app.query_params
    assert TEN_OPZICHTE not in app.selectbox(key="vergelijk").options


def test_a_step_through_the_years_marks_what_changed_and_says_how_many(open_app):
    app = open_app()
    assert "merk" not in find_kleuring(app)
    app.session_state["tijdlijn_gestapt"] = True
    app.run()
    told, marked = find_kleuring(app)["merk"]
    assert (told, len(marked)) == ("klasse veranderd sinds 2022", 6)
    sentence = (
        "Van 2022 naar 2024: 6 buurten van klasse veranderd (1 kwetsbaar geworden, 2 niet meer, 3 anders)."
    )
    assert f'<p class="wz-stapzin">{sentence}</p>' in read_html(app)
    assert next(data for data in read_data(app) if "plek" in data)["stap"] == sentence
    assert "<b>Klasse veranderd sinds 2022</b> 6" in read_html(app)
    # The areas that are marked are those on the map of changes.
    app.selectbox(key="vergelijk").select("2022").run()
    colours = find_kleuring(app)
    assert "merk" not in colours
    changed = [place for place, box in enumerate(colours["vak"]) if "→" in colours["vakken"][int(box, 36)][1]]
    assert changed == marked


def test_the_oldest_edition_and_another_figure_have_no_step_to_tell(open_app):
    app = open_app(jaar="2020")
    app.session_state["tijdlijn_gestapt"] = True
    assert "wz-stapzin" not in read_html(app.run())
    app.selectbox(key="thema").select("ses_woa").run()
    assert "merk" not in find_kleuring(app)
