"""The page Kaart: what is on it, and that links restore it or say why not."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from aflezen import find_kleuring, read_data, read_html, send
from bronwegen import follow, read_bronwegen
from test_omtrekken import fetch_omtrekken

from pages.kaart import bediening
from woonzorg.gegevens import opslag
from woonzorg.herkomst import herkomst
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import telling, woorden
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.versie import REGEL_VERSIE

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def score():
    return toets.score_snapshot(opslag.open_snapshot(INGEBOUWD))


def test_the_page_opens_with_headline_band_and_map(open_app, score):
    app = open_app()
    assert not app.exception
    html = read_html(app)
    counts = telling.count_klassen(score.select("buurt"), "", "buurt")
    assert f"<em>{counts.gebieden['kwetsbaar']} van de {counts.totaal} buurten</em>" in html
    assert klassewoorden.FICTIE in html
    assert "SES-WOA 2024" in html
    assert "Kies een buurt" in html
    assert len(find_kleuring(app)["vak"]) == score.select("buurt").geometry.notna().sum()
    assert not app.warning


def test_a_link_restores_area_theme_and_year(open_app, score):
    row = score.select("buurt").query("klasse == 'kwetsbaar'").iloc[0]
    app = open_app(gebied=row["code"], thema="woz", jaar="2022", omlijnen="1")
    assert not app.exception
    colours = find_kleuring(app)
    assert colours["gekozen"] == row["code"]
    assert colours["omlijnen"] is True
    assert colours["titel"].startswith("Gemiddelde WOZ-waarde (2022)")
    assert f"<h2>{row['naam']}</h2>" in read_html(app)
    assert app.query_params["gebied"] == row["code"]


def test_a_link_to_a_wijk_shows_wijken(open_app, score):
    wijk = score.select("wijk").iloc[0]
    app = open_app(gebied=wijk["code"])
    assert app.segmented_control(key="niveau").value == "wijk"
    assert len(find_kleuring(app)["vak"]) == len(score.select("wijk"))


def test_the_card_holds_verdict_margin_limits_and_next_step(open_app, score):
    row = score.select("buurt").query("klasse == 'kwetsbaar' and grensgeval == 'ja'").iloc[0]
    html = read_html(open_app(gebied=row["code"]))
    assert f"{row['naam']} is kwetsbaar volgens de regionale visie (§5.3)" in html
    assert "Let op: grensgeval." in html
    assert "De regel houdt niet tegen" in html
    assert "Volgende stap" in html
    assert html.count('role="img"') >= 4


@pytest.mark.parametrize(
    "parameters",
    [
        {"gebied": "<script>alert(1)</script>"},
        {"gebied": "BU99999999"},
        {"thema": "herkomst"},
        {"jaar": "1999"},
        {"data": "2001-01-01-00000000"},
        {"gemeente": "GM9999", "niveau": "melkweg"},
        {"lijst": "BU00000000.BU00000001"},
    ],
)
def test_a_strange_link_gives_a_notice_and_the_usual_page(open_app, parameters):
    app = open_app(**parameters)
    assert not app.exception
    assert app.warning
    assert "<script" not in read_html(app)
    assert "liggen beide scores onder het landelijk gemiddelde" in read_html(app)


def test_controls_change_the_view_and_its_link(open_app, score):
    app = open_app()
    app.selectbox(key="thema").select("laag_inkomen_pct").run()
    assert app.query_params["thema"] == "laag_inkomen_pct"
    assert find_kleuring(app)["titel"].startswith("Huishoudens met een laag inkomen (2023)")
    app.segmented_control(key="niveau").select("wijk").run()
    assert app.query_params["niveau"] == "wijk"
    gemeente = score.select("wijk")["gemeentecode"].iloc[0]
    app.selectbox(key="gemeente").select(gemeente).run()
    assert "." in find_kleuring(app)["vak"]
    assert not app.exception


def test_search_forgives_a_typo_and_answers_with_what_the_map_can_show(open_app, score):
    row = score.select("wijk").iloc[3]
    app = open_app(gebied=row["code"])
    box = next(data for data in read_data(app) if "treffers" in data)
    assert {"label": "Zoek buurt, wijk of postcode"} in read_data(app)
    assert (box["code"], box["naam"]) == (row["code"], row["naam"])
    app.session_state["zoekvraag"] = row["naam"][:-2] + row["naam"][-1]
    found = next(data for data in read_data(app.run()) if "treffers" in data)["treffers"]
    assert row["code"] in [answer["code"] for answer in found]
    beyond = score.gebieden.query("rol == 'rand' and niveau == 'buurt'")["code"].iloc[0]
    app.session_state["zoekvraag"] = beyond
    found = next(data for data in read_data(app.run()) if "treffers" in data)["treffers"]
    assert beyond not in [answer["code"] for answer in found]


def test_a_postcode_finds_its_buurten_and_says_what_it_is(open_app, score):
    app = open_app()
    postcode = score.select("buurt")["postcode"].mode()[0]
    own = score.select("buurt").query("postcode == @postcode")
    app.session_state["zoekvraag"] = f"{postcode} AB"
    found = next(data for data in read_data(app.run()) if "treffers" in data)["treffers"]
    assert {answer["code"] for answer in found} == set(own["code"])
    assert all(f"meest voorkomende postcode {postcode}" in answer["plek"] for answer in found)
    app.session_state["zoekvraag"] = "9999"
    box = next(data for data in read_data(app.run()) if "treffers" in data)
    assert box["treffers"] == []
    assert "9999 is in geen buurt de meest voorkomende postcode" in box["niets"]


def test_the_headline_leads_to_how_its_counts_come_about(open_app, score):
    gemeente = score.select("wijk")["gemeentecode"].iloc[0]
    html = read_html(open_app(niveau="wijk", gemeente=gemeente, jaar="2022"))
    assert f'href="gegevens?telling=wijk&amp;gemeente={gemeente}&amp;jaar=2022&amp;data=' in html
    assert woorden.HOE_KOMT_DIT in html


@pytest.mark.parametrize("jaar", [None, 2022])
def test_each_gemeente_of_the_bars_leads_to_how_its_counts_come_about(open_app, score, jaar):
    app = open_app(niveau="wijk", **({"jaar": str(jaar)} if jaar else {}))
    table = next(
        data["html"] for data in read_data(app) if "<caption>Huishoudens naar" in data.get("html", "")
    )
    links = read_bronwegen(table)
    gemeenten = score.select("gemeente").set_index("code")["naam"]
    assert {link.vraag.get("gemeente", "") for link in links} == {"", *gemeenten.index}
    # Country and province are counted from other data.
    assert table.count("<tr>") == 1 + 2 + len(links)
    for vraag, shown, name in (links[0], links[-1]):
        assert vraag.get("jaar") == (str(jaar) if jaar else None)
        assert vraag["data"] == opslag.open_snapshot(INGEBOUWD).id
        assert name == f"Gebied {shown}: naar de bron"
        follow(app, vraag)
        assert not [*app.exception, *app.warning, *app.info]
        assert f'aria-label="Aantallen"><h2>{escape(shown)}' in read_html(app)


@pytest.mark.parametrize(("jaar", "theme"), [(None, "woz"), (2022, "lbm_voorzieningen"), (2022, "woz")])
def test_each_row_of_the_table_leads_to_the_figures_of_its_area(open_app, jaar, theme):
    year = {"jaar": str(jaar)} if jaar else {}
    app = open_app(thema=theme, **year)
    app.session_state["tabel-open"] = True
    table = next(data["html"] for data in read_data(app.run()) if "Klik op een kop" in data.get("html", ""))
    asked = [(link.vraag["gebied"], link.vraag["cijfer"]) for link in read_bronwegen(table)]
    own = toets.score_snapshot(opslag.open_snapshot(INGEBOUWD), jaar).select("buurt")
    told = own[own[theme].notna()]
    assert sorted(asked) == sorted(
        [(code, "klasse") for code in own["code"]] + [(code, theme) for code in told["code"]]
    )
    assert (len(told) == 0) is ((jaar, theme) == (2022, "woz"))
    for vraag, shown, name in read_bronwegen(table)[:2]:
        assert vraag.items() >= year.items()
        assert shown in name
        follow(app, vraag)
        assert not [*app.exception, *app.warning, *app.info]
        assert [box.value for box in app.selectbox] == [vraag["gebied"], vraag["cijfer"], jaar or 0]


def test_bars_of_country_and_province_keep_their_place_when_unknown(open_app):
    app = open_app()
    picture = next(
        data["html"] for data in read_data(app) if "Huishoudens naar klasse" in data.get("html", "")
    )
    assert picture.count(woorden.NIET_BEKEND) == 2
    assert picture.index(">Land<") < picture.index(">Provincie<") < picture.index(">Voorbeeldstreek<")
    assert woorden.FICTIEF in [element.value for element in app.caption]


def test_the_outlines_do_not_change_with_the_theme(open_app):
    app = open_app()
    before = [data for data in read_data(app) if "svg" in data]
    app.selectbox(key="thema").select("lbm_afwijking").run()
    assert [data for data in read_data(app) if "svg" in data] == before
    assert len(json.dumps(find_kleuring(app))) < 6000


def test_an_area_goes_on_the_list_and_off_again(open_app, score):
    code = score.select("buurt")["code"].iloc[0]
    app = open_app(gebied=code)
    app.button(key="lijst").click().run()
    assert app.query_params["lijst"] == code
    app.button(key="lijst").click().run()
    assert "lijst" not in app.query_params


def test_the_list_is_shown_in_its_order_with_its_numbers_on_the_map(open_app, score):
    one, two, three = score.select("buurt")["code"].iloc[:3]
    app = open_app(gebied=three, lijst=f"{one}.{two}.{three}")
    verder = next(data for data in read_data(app) if "Meer over deze" in str(data))["html"]
    assert f"lijst={one}.{two}.{three}" in verder
    chips = find_chips(app)
    assert chips["chips"] == [[code, score.namen[code]] for code in (one, two, three)]
    assert (chips["gekozen"], chips["vormen"]) == (three, find_kleuring(app)["vormen"])
    assert [place[0] for place in chips["plekken"]] == [1, 2, 3]
    app = send(app, "lijst-chips", orde=[three, one, "BU00000000", two])
    assert app.query_params["lijst"] == f"{three}.{one}.{two}"
    app = send(app, "lijst-chips", orde=[two])  # what is not named is not lost
    assert app.query_params["lijst"] == f"{two}.{three}.{one}"
    app = send(app, "lijst-chips", kies=one)
    assert app.query_params["gebied"] == one
    app = send(send(app, "lijst-chips", weg="BU00000000"), "lijst-chips", weg=three)
    assert app.query_params["lijst"] == f"{two}.{one}"
    app.button(key="presenteer").click().run()
    assert (app.query_params["gebied"], app.query_params["presentatie"]) == (two, "1")


def test_a_wijk_and_a_gemeente_on_the_list_are_chosen_with_the_map_of_them(open_app, score):
    wijk, gemeente = (score.select(level)["code"].iloc[0] for level in ("wijk", "gemeente"))
    app = open_app(lijst=f"{wijk}.{gemeente}")
    assert len(find_chips(app)["plekken"]) == 2
    app = send(app, "lijst-chips", kies=wijk)
    assert app.segmented_control(key="niveau").value == "wijk"
    assert "van de 47 wijken" in read_html(app)
    app = send(app, "lijst-chips", kies=gemeente)
    assert app.query_params["gemeente"] == gemeente
    assert f"{score.namen[gemeente]}: in " in read_html(app)


def test_without_a_list_there_are_no_chips(open_app):
    assert [data for data in read_data(open_app()) if "chips" in data] == []


def find_chips(app: AppTest) -> dict[str, object]:
    return next(data for data in read_data(app) if "chips" in data)


def test_every_year_has_a_map(open_app):
    for jaar in toets.find_edities(opslag.open_snapshot(INGEBOUWD)):
        app = open_app(jaar=str(jaar))
        assert not app.exception
        assert not app.warning
        assert f"SES-WOA {jaar}" in read_html(app)
        assert "onbekend van de huishoudens" not in read_html(app)


def test_damaged_data_give_a_message_and_no_traceback(open_app, tmp_path):
    folder = tmp_path / "proefstreek" / "2024-01-01-00000000"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    app = open_app(omgeving={"WOONZORG_DATA": str(tmp_path)})
    assert not app.exception
    assert "Laad de gegevens opnieuw" in app.error[0].value


def test_a_link_to_data_that_are_gone_shows_the_data_in_use(open_app):
    app = open_app(data="2001-01-01-00000000")
    assert "2001-01-01-00000000" in app.warning[0].value
    assert app.query_params["data"] == opslag.open_snapshot(INGEBOUWD).id


def test_too_many_areas_are_drawn_on_canvas_and_a_gemeente_apart(open_app, score, monkeypatch):
    for module in ("woonzorg.kaart.beeld", "woonzorg.kaart.vormen", "woonzorg.kaart.grondslag"):
        monkeypatch.setattr(f"{module}.VLAKKEN_MAXIMUM", 100)
    app = open_app()
    assert not app.exception
    assert not app.warning
    assert not any("paden" in data for data in read_data(app))
    drawn = fetch_omtrekken(app)
    assert len(drawn["paden"].split("|")) == len(drawn["punten"]) == len(find_kleuring(app)["vak"])
    assert klassewoorden.TE_VEEL in [caption.value for caption in app.caption]
    gemeente = score.select("buurt")["gemeentecode"].iloc[0]
    app.selectbox(key="gemeente").select(gemeente).run()
    assert not any("adres" in data for data in read_data(app))
    assert 0 < len(find_kleuring(app)["vak"]) < 100
    assert klassewoorden.TE_VEEL not in [caption.value for caption in app.caption]


@pytest.mark.parametrize("pagina", ["kaart", "buurt"])
def test_a_link_made_under_another_rule_says_so(open_app, score, pagina):
    app = open_app(gebied=score.select("buurt")["code"].iloc[0], regel="00000000")
    if pagina == "buurt":
        app.switch_page("pages/buurt/pagina.py").run()
    assert not app.exception
    assert "De rekenregel is veranderd" in app.warning[0].value
    assert app.query_params["regel"] == REGEL_VERSIE


def test_the_card_leads_to_the_page_of_the_area_and_to_the_source_of_each_figure(open_app, score):
    code = score.select("buurt").query("klasse == 'kwetsbaar' and concentratie == 'ja'")["code"].iloc[0]
    html = read_html(open_app(gebied=code))
    assert f'href="buurt?gebied={code}&amp;data=' in html
    for figure in ("ses_woa", "lbm_afwijking", "huishoudens", "overconcentratie"):
        assert herkomst.make_href(code, figure, None, opslag.open_snapshot(INGEBOUWD).id) in html


@pytest.mark.parametrize("jaar", [None, 2022])
def test_the_links_of_the_card_are_followed_without_a_warning(open_app, score, jaar):
    code = score.select("buurt").query("klasse == 'kwetsbaar' and concentratie == 'ja'")["code"].iloc[0]
    app = open_app(gebied=code, **({"jaar": str(jaar)} if jaar else {}))
    card = next(data["html"] for data in read_data(app) if "wz-kaartje" in data.get("html", ""))
    links = re.findall(r'<a href="gegevens\?([^"]+)" aria-label="([^"]+): naar de bron">(.+?)</a>', card)
    asked = [dict(parse_qsl(unescape(query))) for query, _, _ in links]
    # In an earlier edition no households are known, so that nothing leads to them.
    known = {"ses_woa", "lbm_afwijking"} | (set() if jaar else {"huishoudens", "overconcentratie"})
    assert {query["cijfer"] for query in asked} == known
    assert all(shown in name for _, name, shown in links)
    for query in asked:
        follow(app, query)
        assert not [*app.exception, *app.warning, *app.info]
        assert [box.value for box in app.selectbox] == [code, query["cijfer"], jaar or 0]


def test_for_the_next_visitor_nothing_is_worked_out_again(open_app, score, monkeypatch):
    code = score.select("buurt")["code"].iloc[0]
    first = open_app(gebied=code, thema="woz", jaar="2022")
    seen = (read_html(first), find_kleuring(first))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    for module, name in (
        ("oordeel.toets", "score_snapshot"), ("oordeel.toets", "judge_gebied"), ("kaart.kleuring", "colour_waarde"),
        ("kaart.grondslag", "write_kop"), ("grafiek.spreiding", "make_spreiding"),
        ("grafiek.stapels", "make_stapels"), ("kaart.thema", "find_grenzen"),
    ):  # fmt: skip
        monkeypatch.setattr(f"woonzorg.{module}.{name}", refuse)
    again = open_app(gebied=code, thema="woz", jaar="2022")
    assert not again.exception
    assert (read_html(again), find_kleuring(again)) == seen
    with pytest.raises(AssertionError):
        toets.judge_gebied(opslag.open_snapshot(INGEBOUWD), code)


def read_legenda(app: AppTest) -> str:
    return next(item.proto.body for item in app.get("html") if "wz-legenda" in item.proto.body)


def test_concentraties_that_are_unknown_in_a_year_are_not_counted_as_0(open_app, score):
    known = read_legenda(open_app(omlijnen="1"))
    over = int((score.select("buurt")["overconcentratie"] == "ja").sum())
    assert f"<b>Overconcentratie</b> {over}<" in known
    assert "lage inkomens (2023), vanaf 1,5 × regio; niet kwetsbaar" in known
    assert "concentratie: lage inkomens (2023), vanaf 1,5 × regio</p>" in known
    earlier = toets.score_snapshot(opslag.open_snapshot(INGEBOUWD), 2020)
    assert set(earlier.select("buurt")["concentratie"]) == {"onbekend"}
    unknown = read_legenda(open_app(omlijnen="1", jaar="2020"))
    assert unknown.count("onbekend</span>") == 2
    assert "ncentratie</b> 0" not in unknown


def test_the_card_of_an_earlier_year_says_so_and_the_newest_year_is_no_earlier_one(open_app, score):
    code = score.select("buurt")["code"].iloc[0]
    assert klassewoorden.describe_editie(2022) in read_html(open_app(gebied=code, jaar="2022"))
    newest = open_app(gebied=code, jaar="2024")
    assert "cijfers en de klasse van" not in read_html(newest)
    assert "jaar" not in newest.query_params


def test_controls_in_a_popover_show_the_view_at_each_run(open_app):
    app = open_app(omlijnen="1", hoogte="huishoudens")
    for _ in range(2):
        assert app.toggle(key="omlijnen").value is True
        assert app.selectbox(key="hoogte").value == "huishoudens"
        assert app.selectbox(key="hoogte").proto.set_value
        app.run()
    app.selectbox(key="hoogte").select("").run()
    assert "hoogte" not in app.query_params
    assert app.toggle(key="omlijnen").value is True


def test_a_height_without_figures_in_a_year_stays_chosen_and_says_why_the_map_is_flat(open_app):
    app = open_app(hoogte="laag_inkomen_pct", jaar="2022")
    assert not app.warning
    assert app.selectbox(key="hoogte").value == "laag_inkomen_pct"
    assert any("Daarom is de kaart plat" in caption.value for caption in app.caption)
    assert app.query_params["hoogte"] == "laag_inkomen_pct"
    assert not app.get("deck_gl_json_chart")


def test_who_finds_an_area_within_the_chosen_gemeente_keeps_that_gemeente(score):
    areas = score.select("buurt")
    inside = areas.iloc[0]
    outside = areas[areas["gemeentecode"] != inside["gemeentecode"]].iloc[0]
    chosen = inside["gemeentecode"]
    assert bediening.keep_gemeente(inside["code"], chosen) == chosen
    assert bediening.keep_gemeente(outside["code"], chosen) == ""
    assert bediening.keep_gemeente(inside["code"], "") == ""


def test_households_that_are_unknown_in_a_year_are_no_0_in_the_account_of_the_counts(open_app):
    app = open_app().switch_page("pages/gegevens/pagina.py")
    app.query_params["telling"], app.query_params["jaar"] = "buurt", "2020"
    app.run()
    table = next(item.proto.body for item in app.get("html") if "De aantallen naar klasse" in item.proto.body)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table)
    assert "100 %" not in cells
    assert cells.count("onbekend") >= 6
    assert app.get("html")


def test_who_looks_at_the_map_is_offered_to_present_it_before_anything_else(open_app, score):
    app = open_app(gebied=score.select("buurt")["code"].iloc[0])
    assert [button.label for button in app.button] == ["Presenteer", "Zet op de lijst om te presenteren"]
    assert app.button(key="presenteer").proto.type == "primary"


def test_the_headline_names_the_place_and_says_what_an_overconcentratie_is_when_they_are_shown(
    open_app, score
):
    areas = score.select("buurt")
    of_one = areas[areas["overconcentratie"] == "ja"].iloc[0]
    place, code = of_one["gemeentenaam"], of_one["gemeentecode"]
    assert '<h1 class="wz-kop">Voorbeeldstreek: in <em>79 van de 201 buurten</em> liggen' in read_html(
        open_app()
    )
    app = open_app(omlijnen="1")
    told, others = read_html(app), set(areas["gemeentenaam"])
    over = int((areas["overconcentratie"] == "ja").sum())
    head = re.search("<h1.*?</h1>", told)[0]
    assert f"Voorbeeldstreek: in <em>{over}</em> kwetsbare buurten is het aandeel huishoudens" in head
    assert not [name for name in others if name in head]
    app.selectbox(key="gemeente").select(code).run()
    head = re.search("<h1.*?</h1>", read_html(app))[0]
    own = int((areas[areas["gemeentecode"] == code]["overconcentratie"] == "ja").sum())
    assert f"{place}: in <em>{own}</em> kwetsba" in head
    assert "Voorbeeldstreek" not in head
    app.toggle(key="omlijnen").set_value(False).run()
    assert f"{place}: in <em>" in read_html(app)
    assert "minstens" not in re.search("<h1.*?</h1>", read_html(app))[0]
    unknown = read_html(open_app(omlijnen="1", jaar="2020"))
    assert (
        "Voorbeeldstreek: over concentraties is niets bekend. Het kenmerk ontbreekt in deze gegevens."
        in unknown
    )


def test_what_tells_two_boxes_of_one_head_apart_stays_in_the_line_of_the_legend(open_app):
    legend = read_legenda(open_app())
    assert '<small class="apart">welvaart<span>, opleiding en werk</span></small>' in legend
    assert '<small class="noot">beide scores onder gemiddeld</small>' in legend
    assert "<b>Kwetsbaar</b> <span>79</span>" in legend
    assert "<small>52 %</small>" in legend
    assert "aantal buurten en deel van de huishoudens" in legend
    assert 'aria-label="Legenda"' in legend
