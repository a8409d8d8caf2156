"""The page Buurt: every class shows its sentence; links restore it, or a friendly page says why not."""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from aflezen import read_data, read_html
from bronwegen import follow, read_bronwegen

from pages.bouwstenen import zoekvak
from pages.buurt.blad import Gebiedsblad, render_jaren
from woonzorg.buurt import buurtbeeld, buurtwoorden, dichtbij, gevolg
from woonzorg.buurt.zoeken import make_index, search_gebieden
from woonzorg.gegevens import opslag
from woonzorg.herkomst import herkomst
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.reden import Redensoort
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.profiel.cijfers import PER_CIJFER
from woonzorg.tekst.getal import format_getal
from woonzorg.voorbeelden.passend import MEEST, find_voorbeelden

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
GEBIEDEN = SCORE.gebieden
DELEN = ("Oordeel", "Profiel", "Door de jaren", "Buren")


@pytest.fixture
def open_buurt(open_pagina: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Return what opens the page with the parameters of a link."""
    return partial(open_pagina, "buurt")


def read_alles(app: AppTest) -> str:
    """Return the HTML of the page with each of its parts open in turn."""
    found = [read_html(app)]
    for part in DELEN[1:]:
        app.session_state["buurt_deel"] = part
        found.append(read_html(app.run()))
    app.session_state["buurt_deel"] = DELEN[0]
    app.run()
    assert not app.exception
    return "\n".join(found)


def read_zoekvak(app: AppTest) -> dict:
    """Return what the search box and its answer were given."""
    parts = [data for data in read_data(app) if "treffers" in data or "label" in data]
    assert len(parts) == 2
    return parts[0] | parts[1]


def pick(niveau: str = "buurt", **wanted: object) -> str:
    """Return the code of an area of the region."""
    own = SCORE.select(niveau)
    for name, value in wanted.items():
        own = own[own[name] == value]
    return str(own["code"].iloc[0])


@pytest.mark.parametrize("klasse", list(Klasse))
def test_every_class_shows_its_sentence_and_badge(open_buurt, klasse):
    code = pick(klasse=klasse)
    app = open_buurt(gebied=code)
    html = read_html(app)
    verdict = toets.judge_gebied(SNAPSHOT, code, SCORE)
    assert not app.exception
    assert escape(verdict.find_reden(Redensoort.KLASSE).zin) in html
    assert f"{klassewoorden.name_klasse(klasse).capitalize()}</span>" in html
    assert app.query_params["gebied"] == [code] or app.query_params["gebied"] == code


@pytest.mark.parametrize("uitgesloten", [True, False])
def test_an_unknown_class_says_what_is_missing_and_what_is_excluded(open_buurt, uitgesloten):
    html = read_html(open_buurt(gebied=pick(klasse=Klasse.ONBEKEND, kwetsbaar_uitgesloten=uitgesloten)))
    assert ("kwetsbaar is uitgesloten" in html) is uitgesloten
    assert ("We weten niet of" in html) is not uitgesloten
    assert "Beslis niet op dit scherm" in html
    assert "Wat we niet weten" in html


def test_a_grensgeval_has_a_badge_and_a_note_and_keeps_its_class(open_buurt):
    html = read_html(open_buurt(gebied=pick(klasse=Klasse.KWETSBAAR, grensgeval="ja")))
    assert '<span class="wz-badge grensgeval">Grensgeval</span>' in html
    assert "<b>Let op: grensgeval.</b>" in html
    assert "De klasse blijft nu kwetsbaar." in html
    other = read_html(open_buurt(gebied=pick(klasse=Klasse.KWETSBAAR, grensgeval="nee")))
    assert ">Grensgeval</span>" not in other


@pytest.mark.parametrize("jaar", [None, 2022])
def test_the_page_leads_to_the_same_figures_for_other_systems(open_buurt, monkeypatch, jaar):
    code = pick(klasse=Klasse.KWETSBAAR, grensgeval="nee")
    year = {} if jaar is None else {"jaar": str(jaar)}
    (link,) = re.findall(r'href="(api/[^"]+)"', read_html(open_buurt(gebied=code, **year)))
    path, _, asked = unescape(link).partition("?")
    assert path == f"api/v1/gebieden/{code}"
    assert dict(parse_qsl(asked)) == {"momentopname": SNAPSHOT.id} | year
    monkeypatch.setenv("WOONZORG_API", "uit")
    assert 'href="api/' not in read_html(open_buurt(gebied=code, **year))


def test_the_page_holds_all_that_a_wethouder_asks(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR, grensgeval="nee")
    html = read_alles(open_buurt(gebied=code))
    for heading in (
        "Buren",
        "Door de jaren",
        "Vergeleken met",
        "De wijk",
        "De regel (§5.3)",
        "Wat we niet weten",
    ):
        assert f"<h2>{heading}" in html
    assert escape(klassewoorden.REGEL) in html
    assert f"<h2>{gevolg.BETEKENIS}</h2>" in html
    assert "Woningen erbij voor groepen waar de regel voor geldt: <b>in beginsel niet</b>" in html
    assert f"<summary>Welke groepen?</summary><p>{escape(gevolg.describe_groepen())}</p>" in html
    assert all(escape(who) in html for who, _ in gevolg.ROLLEN)
    assert klassewoorden.DISCLAIMER in html
    assert html.count('role="img"') == 4
    assert html.count("marge ±") >= 2
    assert f"gegevens?gebied={code}&amp;cijfer=ses_woa" in html


@pytest.mark.parametrize("jaar", [None, 2022])
def test_each_figure_leads_to_that_figure_of_that_area_and_year(open_buurt, jaar):
    code = pick(klasse=Klasse.KWETSBAAR, grensgeval="ja")
    links = read_bronwegen(read_alles(open_buurt(gebied=code, **({"jaar": str(jaar)} if jaar else {}))))
    for query, shown, name in links:
        asked = int(query["jaar"]) if "jaar" in query else None
        found = herkomst.trace(SNAPSHOT, query["gebied"], query["cijfer"], asked)
        assert query["data"] == SNAPSHOT.id
        assert asked in {None, *herkomst.list_jaren(SNAPSHOT, query["cijfer"])}
        assert name.endswith(": naar de bron")
        assert shown in name
        assert write_waarde(found) in shown
    row = GEBIEDEN.set_index("code").loc[code]
    levels = {row["wijkcode"], row["gemeentecode"], code}
    measures = {"klasse", "ses_woa", "lbm_afwijking"} | ({"huishoudens"} if jaar is None else set())
    here = {"ses_referentie", "ses_marge"}
    asked = {(query["gebied"], query["cijfer"], query.get("jaar")) for query, _, _ in links}
    year = str(jaar) if jaar else None
    assert asked >= {(level, key, year) for level in levels for key in measures}
    assert asked >= {(code, key, year) for key in here}
    assert asked >= {
        (code, key, str(edition))
        for edition in toets.find_edities(SNAPSHOT)
        for key in ("klasse", "grensgeval", "ses_woa", "ses_referentie", "ses_marge", "lbm_afwijking")
    }
    # An earlier edition has no households of the country: nothing of another year takes their place.
    assert (("NL00", "huishoudens", None) in asked) is (jaar is None)


@pytest.mark.parametrize("jaar", [None, 2022])
def test_the_links_of_the_page_are_followed_without_a_warning(open_buurt, jaar):
    code = pick(klasse=Klasse.KWETSBAAR, concentratie="ja")
    app = open_buurt(gebied=code, **({"jaar": str(jaar)} if jaar else {}))
    links = [query for query, _, _ in read_bronwegen(read_alles(app))]
    assert ({"gebied": code, "cijfer": "overconcentratie", "data": SNAPSHOT.id} in links) is (jaar is None)
    assert ("overconcentratie (lage inkomens, 1,5 ×, hier" in read_html(app)) is (jaar is None)
    # Of each figure the first link: the other areas and years were traced above. Of the profile's figures one.
    firsts = {query["cijfer"]: query for query in reversed(links)}
    for query in [query for key, query in firsts.items() if key not in PER_CIJFER or key == "corporatie_pct"]:
        follow(app, query)
        assert not [*app.exception, *app.warning, *app.info]
        chosen = [box.value for box in app.selectbox]
        assert chosen == [query["gebied"], query["cijfer"], int(query.get("jaar", 0))]


def write_waarde(found: herkomst.Herkomst) -> str:
    """Return a traced number as the page shows it; of a class the first word that both use."""
    if found.waarde is None:
        return found.tekst.split()[0] if found.cijfer == "klasse" else ""
    # The measures of the rule and what is derived of them have the decimals of a score.
    return format_getal(
        found.waarde, PER_SLEUTEL[found.cijfer].decimalen if found.cijfer in PER_SLEUTEL else 3
    )


def test_every_year_and_level_stands_in_a_real_table(open_buurt):
    code = pick(klasse=Klasse.DRAAGKRACHTIG)
    html = read_alles(open_buurt(gebied=code))
    for jaar in toets.find_edities(SNAPSHOT):
        assert f'<th scope="row">{jaar}</th>' in html
    row = GEBIEDEN.set_index("code").loc[code]
    for naam in (f"{row['wijknaam']}, wijk", f"{row['gemeentenaam']}, gemeente", "Voorbeeldstreek, regio"):
        assert f'<th scope="row">{escape(naam)}</th>' in html


def test_what_others_did_is_shown_with_why_and_its_reservation(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR, concentratie="ja")
    found = find_voorbeelden(SCORE, code)
    html = read_html(open_buurt(gebied=code))
    box = html[html.index('<section class="wz-anderen">') :].partition("</section>")[0]
    assert 1 <= box.count("<article>") == len(found.getoond) <= MEEST
    for item, part in zip(found.getoond, box.split("<article>")[1:], strict=True):
        text = re.sub("<[^>]+>", "", part)
        assert text.index(f"Hier getoond, want {escape(item.waarom)}") < text.index(
            escape(item.voorbeeld.gedaan)
        )
        assert text.partition("Voorbehoud: ")[2].startswith(escape(item.voorbeeld.voorbehoud))
    assert "Kies een buurt of wijk" in read_html(open_buurt(gebied="GM9101"))


def test_neighbours_are_links_with_their_class(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR)
    html = read_html(open_buurt(gebied=code, thema="woz"))
    links = re.findall(r'<a href="\?gebied=(BU\w+)&amp;thema=woz&amp;data=[\w-]+" data-gebied="\1">', html)
    assert links
    assert code not in links
    classes = GEBIEDEN.set_index("code")["klasse"]
    assert all(klassewoorden.name_klasse(Klasse(classes[link])) in html for link in links)


def test_a_border_area_says_that_neighbours_are_unknown(open_buurt):
    assert escape(klassewoorden.LANDSGRENS) in read_html(open_buurt(gebied=pick(landsgrens=True)))
    assert escape(klassewoorden.LANDSGRENS) not in read_html(open_buurt(gebied=pick(landsgrens=False)))


def test_buurt_and_wijk_that_differ_are_both_shown(open_buurt):
    buurten = SCORE.select("buurt").merge(
        SCORE.select("wijk")[["code", "klasse"]], left_on="wijkcode", right_on="code", suffixes=("", "_wijk")
    )
    differs = buurten[buurten["klasse"] != buurten["klasse_wijk"]]["code"].iloc[0]
    equal = buurten[buurten["klasse"] == buurten["klasse_wijk"]]["code"].iloc[0]
    assert "<b>Let op: buurt en wijk verschillen.</b>" in read_html(open_buurt(gebied=differs))
    assert "verschillen.</b>" not in read_html(open_buurt(gebied=equal))


@pytest.mark.parametrize(
    ("niveau", "kop"), [("wijk", "Buurten in deze wijk"), ("gemeente", "Wijken in deze gemeente")]
)
def test_a_wijk_and_a_gemeente_show_their_parts(open_buurt, niveau, kop):
    app = open_buurt(gebied=pick(niveau))
    assert not app.exception
    assert f"<h2>{kop}</h2>" in read_alles(app)


def test_an_area_in_the_ring_is_told_not_to_count(open_buurt):
    code = GEBIEDEN.query("rol == 'rand' and niveau == 'buurt'")["code"].iloc[0]
    assert "buiten de regio, telt niet mee" in read_html(open_buurt(gebied=code))


def test_an_earlier_edition_says_so_and_leads_back(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR)
    first = toets.find_edities(SNAPSHOT)[0]
    app = open_buurt(gebied=code, jaar=str(first))
    assert klassewoorden.describe_editie(first) in read_html(app)
    app = app.button[0].click().run()
    assert klassewoorden.describe_editie(first) not in read_html(app)
    assert "jaar" not in app.query_params


def test_without_an_area_there_is_search_and_a_way_to_begin(open_buurt):
    app = open_buurt()
    html = read_html(app)
    assert not app.exception
    assert "Zoek een gebied" in html
    assert all(f'data-gebied="{code}"' in html for code in SNAPSHOT.manifest.regio.gemeenten)
    assert read_zoekvak(app)["label"] == "Zoek een buurt, wijk, gemeente, code of postcode"
    assert klassewoorden.DISCLAIMER in html


def test_without_an_area_it_is_told_how_the_region_stands_and_what_changed(open_buurt):
    html = read_html(open_buurt())
    own = SCORE.select("buurt")
    for klasse in Klasse:
        count = int((own["klasse"] == klasse).sum())
        assert f"<b>{count}</b> {escape(klassewoorden.name_klasse(klasse))}</span>" in html
    lots = int((own["overconcentratie"] == "ja").sum())
    assert (
        f"In {lots} kwetsbare buurten is het aandeel huishoudens met een laag inkomen minstens 1,5 keer"
        in html
    )
    before, newest = toets.find_edities(SNAPSHOT)[-2:]
    then, now = (
        toets.score_snapshot(SNAPSHOT, jaar).select("buurt").set_index("code") for jaar in (before, newest)
    )
    known = (then["klasse"] != Klasse.ONBEKEND) & (now["klasse"] != Klasse.ONBEKEND)
    changed = now[known & (then["klasse"] != now["klasse"])].sort_values(["gemeentenaam", "naam"])
    section = html.partition("Wat veranderde er?")[2].partition("</section>")[0]
    assert f"Tussen {before} en {newest} veranderde de klasse van {len(changed)} buurten" in section
    assert re.findall(r'data-gebied="(\w+)"', section) == list(changed.index)


@pytest.mark.parametrize(
    ("gebied", "woorden"),
    [
        ("BU09171000", "staat niet in deze gegevens"),
        ("BU91019999", "Misschien is de code oud"),
        ("GM0917", "staat niet in deze gegevens"),
        ("<script>alert(1)</script>", "is niet te lezen"),
        ("' OR 1=1 --", "is niet te lezen"),
        ("../../etc/passwd", "is niet te lezen"),
        ("BU" + "9" * 5000, "is niet te lezen"),
        ("NL00", "is niet te lezen"),
        ("🏠", "is niet te lezen"),
    ],
)
def test_unknown_old_foreign_and_hostile_values_give_a_friendly_page(open_buurt, gebied, woorden):
    app = open_buurt(gebied=gebied)
    html = read_html(app)
    told = html + "".join(element.value for element in app.warning)
    assert not app.exception
    assert not app.error
    assert woorden in told
    assert "<script>" not in html
    assert "Zoek een gebied" in html
    assert read_zoekvak(app)["code"] == ""


def test_a_link_to_other_data_says_what_is_shown_instead(open_buurt):
    app = open_buurt(gebied=pick(), data="2020-01-01-abcdef12")
    assert not app.exception
    assert any("zijn er niet" in element.value for element in app.warning)
    assert app.query_params["data"] in (SNAPSHOT.id, [SNAPSHOT.id])


def test_what_is_typed_is_answered_with_place_and_class(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR)
    naam = GEBIEDEN.set_index("code").loc[code, "naam"]
    app = open_buurt()
    app.session_state["zoekvraag"] = naam
    found = read_zoekvak(app.run())["treffers"]
    assert code in {treffer["code"] for treffer in found}
    assert set(found[0]) >= {"naam", "plek", "klasse", "letter", "kleur"}
    app.session_state["zoekvraag"] = "<img src=x onerror=alert(1)>"
    assert read_zoekvak(app.run())["treffers"] == []


def test_two_areas_of_one_name_differ_by_place():
    hits = search_gebieden(make_index(GEBIEDEN), "wijk 00", 20)
    places = [zoekvak.describe_plek(hit) for hit in hits]
    assert len({(hit.naam, place) for hit, place in zip(hits, places, strict=True)}) == len(hits)
    assert all(place.startswith(hit.niveau) for hit, place in zip(hits, places, strict=True))


def test_the_page_computes_nothing_itself():
    source = (Path(__file__).resolve().parents[2] / "pages" / "buurt" / "pagina.py").read_text(
        encoding="utf-8"
    )
    for word in ("numpy", "pandas", "geopandas", ".groupby", ".merge"):
        assert word not in source


def test_scores_newer_than_the_last_edition_are_told_as_now():
    editions = {jaar: toets.score_snapshot(SNAPSHOT, jaar) for jaar in toets.find_edities(SNAPSHOT)[:-1]}
    code = pick(klasse=Klasse.KWETSBAAR)
    beeld = buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, editions, code)
    html = render_jaren(Gebiedsblad(beeld, None, "Streek", str, lambda cijfer, jaar: f"{cijfer}-{jaar}"))
    assert 'href="klasse-None"' in html
    assert "<b>Nu</b>" in html
    assert f">{SCORE.jaar_ses}</text>" in html
    whole = buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, editions | {SCORE.jaar_ses: SCORE}, code)
    assert "<b>Nu</b>" not in render_jaren(Gebiedsblad(whole, None, "Streek", str, lambda *_, **__: ""))


def test_an_earlier_edition_shows_no_households_of_another_year(open_buurt):
    country = SNAPSHOT.gebieden.query("niveau == 'land'")["huishoudens"].iloc[0]
    html = read_alles(open_buurt(gebied=pick(), jaar="2020"))
    assert format_getal(country) not in html
    assert buurtwoorden.GEMEENTEN_ZONDER_HUISHOUDENS in html
    assert format_getal(country) in read_alles(open_buurt(gebied=pick()))


def test_only_the_part_that_is_open_is_made(open_buurt):
    app = open_buurt(gebied=pick(klasse=Klasse.KWETSBAAR))
    assert [tab.label for tab in app.tabs] == list(DELEN)
    assert "<h2>Door de jaren</h2>" not in read_html(app)
    app.session_state["buurt_deel"] = "Door de jaren"
    html = read_html(app.run())
    assert "<h2>Door de jaren</h2>" in html
    assert f"<h2>{gevolg.BETEKENIS}</h2>" not in html
    assert 'class="oordeel"' in html


@pytest.mark.parametrize("klasse", list(Klasse))
def test_who_reads_that_the_rule_holds_back_sees_where_it_does_not(open_buurt, klasse):
    code = pick(klasse=klasse, kwetsbaar_uitgesloten=klasse not in {Klasse.KWETSBAAR, Klasse.ONBEKEND})
    html = read_html(open_buurt(gebied=code))
    near = dichtbij.find_dichtbij(GEBIEDEN, code)
    asked = klasse in {Klasse.KWETSBAAR, Klasse.ONBEKEND}
    assert (f"<h2>{dichtbij.DICHTBIJ}</h2>" in html) is asked
    assert (escape(dichtbij.VAN_GRENS) in html) is asked
    section = html.partition(dichtbij.DICHTBIJ)[2].partition("</section>")[0]
    assert re.findall(r'data-gebied="(\w+)"', section) == ([one.code for one in near] if asked else [])
    assert re.findall(r"<b>(.+?)</b>", section) == [
        dichtbij.describe_afstand(one.afstand) for one in near if asked
    ]


def test_in_an_earlier_year_too_it_is_told_where_the_rule_does_not_hold_back(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR, kwetsbaar_uitgesloten=False)
    html = read_html(open_buurt(gebied=code, jaar=2022))
    section = html.partition(dichtbij.DICHTBIJ)[2].partition("</section>")[0]
    assert len(re.findall(r'data-gebied="(\w+)"', section)) == 3
    assert escape(dichtbij.WELKE) in section
    assert "Niet bekend voor 2022: " in html


def test_what_was_looked_at_is_told_to_the_browser_and_kept_in_no_session(open_buurt):
    code = pick(klasse=Klasse.KWETSBAAR)
    app = open_buurt(gebied=code)
    naam = GEBIEDEN.set_index("code").loc[code, "naam"]
    assert {"regio": "voorbeeldstreek", "nu": {"code": code, "naam": naam}} in read_data(app)
    assert {"regio": "voorbeeldstreek", "nu": None} in read_data(open_buurt())


@pytest.mark.parametrize(
    ("keuze", "browser", "link", "buurt"),
    [
        ("buurt", "Mozilla/5.0 (iPhone) Mobile/15E148", {}, True),
        ("buurt", "Mozilla/5.0 (X11; Linux x86_64)", {}, False),
        ("buurt", "Mozilla/5.0 (iPhone) Mobile/15E148", {"thema": "woz"}, False),
        ("kaart", "Mozilla/5.0 (iPhone) Mobile/15E148", {}, False),
    ],
)
def test_a_phone_begins_where_the_installation_chose_and_a_link_is_followed(
    open_app, monkeypatch, keuze, browser, link, buurt
):
    monkeypatch.setenv("WOONZORG_TELEFOON", keuze)
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: {"User-Agent": browser}))
    app = open_app(**link)
    assert ("Zoek een gebied" in read_html(app)) is buurt
    if buurt:
        app.switch_page("pages/kaart/pagina.py").run()
        assert "Zoek een gebied" not in read_html(app)
