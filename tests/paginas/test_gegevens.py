"""The pages Gegevens and Methode: any figure to its row, sources, loading, going back, what changed."""

from __future__ import annotations

import json
import re
import shutil
import time
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl

import pytest
import streamlit as st
from bronwegen import follow
from maken import publish_proef
from streamlit.testing.v1 import AppTest

from woonzorg.agenda.prestatie import list_voorbeelden
from woonzorg.gegevens import opslag
from woonzorg.herkomst import herkomst
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import telling
from woonzorg.oordeel import toets
from woonzorg.voorbeelden import praktijk

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).resolve().parents[2] / "app.py"
GEGEVENS, METHODE = "pages/gegevens/pagina.py", "pages/methode/pagina.py"


@pytest.fixture
def open_pagina(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return what opens a page with the parameters of a link; the settings of the test stay."""
    monkeypatch.syspath_prepend(str(APP.parent))
    st.cache_resource.clear()

    def open_link(pagina: str = GEGEVENS, deel: str = "", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page(pagina)
        for name, value in parameters.items():
            app.query_params[name] = value
        if deel:
            app.session_state["gegevens_deel" if pagina == GEGEVENS else "methode_deel"] = deel
        return app.run()

    return open_link


@pytest.fixture
def eigen_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the dashboard at a folder of the test."""
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def streek(monkeypatch: pytest.MonkeyPatch) -> opslag.Snapshot:
    """Return the embedded region, which the dashboard shows."""
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    return opslag.open_snapshot(INGEBOUWD)


def read_html(app: AppTest) -> str:
    """Return all text and HTML on the page, of `st.html`, of Markdown and of our own components."""
    parts = [element.proto.body for element in [*app.get("html"), *app.markdown]]
    protos = [element.proto for element in app.get("bidi_component")]
    data = [json.loads(proto.json or proto.mixed.json or "{}") for proto in protos]
    return "\n".join(parts + [str(told.get("html", "")) for told in data])


def read_links(app: AppTest) -> list[tuple[str, str]]:
    """Return the links on the page: label and parameters."""
    return [(link.proto.label, link.proto.query_string) for link in app.get("page_link")]


def test_a_link_shows_the_row_of_the_figure(open_pagina, streek):
    code = "BU91010000"
    app = open_pagina(gebied=code, cijfer="ses_woa", jaar="2022")
    found = herkomst.trace(streek, code, "ses_woa", 2022)
    html = read_html(app)
    assert not app.exception
    assert found.tekst in html
    assert found.bron.sha256 in html
    assert found.bron.licentie in html
    assert f"<code>{found.veld}</code>" in html
    assert [box.value for box in app.selectbox] == [code, "ses_woa", 2022]


def test_a_derived_figure_shows_its_formula_and_leads_to_its_inputs(open_pagina, streek):
    code = "BU91010000"
    app = open_pagina(gebied=code, cijfer="klasse")
    found = herkomst.trace(streek, code, "klasse")
    html = read_html(app)
    assert "S &lt; S*" in html
    assert "Ingevuld" in html
    links = read_links(app)
    assert len(links) == len(found.invoer) == 3
    assert f"gebied={code}&cijfer=ses_woa" in links[0][1]


@pytest.mark.parametrize("jaar", ["", "2022", "2019"])
def test_from_one_figure_of_an_area_each_other_of_the_map_is_one_click(open_pagina, streek, jaar):
    first = "ses_woa" if jaar == "2019" else "klasse"
    app = open_pagina(gebied="BU91010000", cijfer=first, data=streek.id, **({"jaar": jaar} if jaar else {}))
    links = re.findall(r'<li><a href="gegevens\?([^"]+)" target="_self">', read_html(app))
    asked = [dict(parse_qsl(unescape(link))) for link in links]
    made_from = {parse_qs(query)["cijfer"][0] for _, query in read_links(app)}
    derived, sources = {"klasse", "grensgeval", "concentratie"}, {"ses_woa", "lbm_afwijking"}
    known = {"": derived | sources | {"huishoudens"}, "2022": derived | sources, "2019": {"ses_woa"}}[jaar]
    assert {query["cijfer"] for query in asked} == known - {first} - made_from
    for query in asked:
        assert query["data"] == streek.id
        assert query.get("jaar", "") == jaar
        follow(app, query)
        assert not [*app.exception, *app.warning, *app.info]
        assert [box.value for box in app.selectbox][:2] == ["BU91010000", query["cijfer"]]


@pytest.mark.usefixtures("streek")
def test_a_country_is_not_tested_and_leads_to_no_class(open_pagina):
    html = read_html(open_pagina(gebied="NL00", cijfer="huishoudens"))
    assert "cijfer=ses_woa" in html
    assert "cijfer=klasse" not in html


def test_two_choices_lead_from_the_page_to_the_row(open_pagina, streek):
    app = open_pagina()
    app.selectbox[0].select("WK910100").run()
    app.selectbox[1].select("lbm_afwijking").run()
    html = read_html(app)
    assert herkomst.trace(streek, "WK910100", "lbm_afwijking").bron.sha256 in html
    assert app.query_params["cijfer"] == "lbm_afwijking"
    assert app.query_params["gebied"] == "WK910100"


def test_every_figure_can_be_shown(open_pagina, streek):
    app = open_pagina(gebied="BU91010000")
    for key in herkomst.list_cijfers(streek):
        app.selectbox[1].select(key).run()
        assert not app.exception
        assert "Herkomst" in read_html(app)


@pytest.mark.parametrize(
    "parameters",
    [
        {"gebied": "<script>alert(1)</script>", "cijfer": "ses_woa"},
        {"gebied": "BU99999999"},
        {"cijfer": "../../etc/passwd"},
        {"cijfer": "nationaliteit"},
        {"jaar": "1901"},
        {"jaar": "tweeduizend"},
        {"data": "2020-01-01-00000000"},
        {"data": "'; DROP TABLE"},
    ],
)
@pytest.mark.usefixtures("streek")
def test_a_link_that_cannot_be_followed_says_so_and_shows_the_page(open_pagina, parameters):
    app = open_pagina(**parameters)
    assert not app.exception
    assert app.warning
    assert "<script>" not in read_html(app)
    assert len(app.selectbox) == 3


@pytest.mark.usefixtures("streek")
def test_an_area_that_is_not_tested_says_so(open_pagina):
    app = open_pagina(gebied="NL00", cijfer="klasse")
    assert not app.exception
    assert "wordt niet getoetst" in app.info[0].value


def test_the_sources_stand_there_with_what_did_not_fit(open_pagina, streek):
    html = read_html(open_pagina(deel="Bronnen"))
    for bron in streek.manifest.bronnen:
        assert bron.sha256 in html
    for melding in streek.manifest.meldingen:
        assert melding in html
    assert "Codes zonder partner" in html
    assert streek.manifest.ongekoppeld[0].code in html


@pytest.mark.usefixtures("streek")
def test_editions_are_compared_with_the_reason_of_every_change(open_pagina):
    app = open_pagina(deel="Wat veranderde")
    html = read_html(app)
    assert not app.exception
    assert "van klasse veranderd" in html
    app.selectbox[0].select_index(0).run()
    assert "Geen enkele buurt veranderde van klasse" in app.info[0].value


def test_two_snapshots_are_compared_and_gone_back_to(open_pagina, eigen_data):
    old = publish_proef(eigen_data, datum="2026-01-01")
    new = publish_proef(eigen_data, datum="2026-02-02")
    app = open_pagina(deel="Wat veranderde")
    assert "Geen enkele buurt veranderde" in app.info[0].value
    app = open_pagina(deel="Laden en teruggaan")
    assert opslag.list_snapshots(eigen_data)[0].id == new.id
    button = next(button for button in app.button if button.key == f"terug_{old.id}")
    assert button.label == "Ja, neem deze gegevens in gebruik"
    button.click().run()
    assert old.id in app.success[0].value
    assert opslag.list_snapshots(eigen_data)[0].id == old.id
    assert f"terug_{new.id}" in [button.key for button in app.button]


def test_invented_data_are_never_put_in_the_place_of_real_ones(open_pagina, eigen_data):
    real = publish_proef(eigen_data)
    app = open_pagina(deel="Laden en teruggaan")
    fictional = next(line.id for line in opslag.list_snapshots(eigen_data) if line.manifest.fictief)
    assert [button.key for button in app.button if button.key.startswith("terug_")] == []
    assert f'href="./?data={fictional}"' in read_html(app)
    assert opslag.list_snapshots(eigen_data)[0].id == real.id


def test_a_damaged_snapshot_is_listed_with_its_fault(open_pagina, eigen_data):
    sound = publish_proef(eigen_data, datum="2026-01-01")
    hurt = publish_proef(eigen_data, datum="2026-02-02")
    (hurt.map / "reeksen.parquet").write_bytes(b"stuk")
    app = open_pagina(deel="Laden en teruggaan")
    html = read_html(app)
    assert not app.exception
    assert "Beschadigd." in html
    assert "beschadigd of veranderd" in html
    assert f"terug_{hurt.id}" not in [button.key for button in app.button]
    assert opslag.list_snapshots(eigen_data)[0].id == sound.id


def test_when_all_real_data_are_damaged_one_can_still_load_and_see_the_invented_region(
    open_pagina, eigen_data
):
    hurt = publish_proef(eigen_data)
    shutil.copy(hurt.map / "manifest.json", hurt.map / "reeksen.parquet")
    app = open_pagina()
    assert not app.exception
    assert "beschadigd" in app.error[0].value
    assert "laden_start" in [button.key for button in app.button]
    fictional = next(
        line.id for line in opslag.list_snapshots(eigen_data) if line.manifest and line.manifest.fictief
    )
    assert f'href="./?data={fictional}"' in read_html(app)


def test_names_from_files_stay_text(open_pagina, eigen_data, monkeypatch):
    nasty = '<img src=x onerror=alert(1)> [x](y) "'
    publish_proef(eigen_data, meldingen=(nasty,), zonder=("leefbaarometer",))
    monkeypatch.setenv("WOONZORG_EIGENAAR", nasty)
    assert "<img" not in read_html(open_pagina(deel="Bronnen"))
    purpose = read_html(open_pagina(METHODE, "Doel en eigenaar"))
    assert "\\<img" in purpose
    assert "\\[x\\]" in purpose


def test_the_button_loads_and_the_new_data_are_used(open_pagina, dienst, dienst_env):
    app = open_pagina(deel="Laden en teruggaan")
    assert dienst.requests == []  # nothing is asked before the button
    app.radio[0].set_value("eigen").run()
    app.text_input[0].input("gm0965").run()
    next(button for button in app.button if button.key == "laden_start").click().run()
    deadline = time.monotonic() + 300
    while not app.success and time.monotonic() < deadline:
        time.sleep(0.5)
        app.run()
    assert not app.exception
    assert "GM0965 is geladen" in app.success[0].value
    newest = opslag.list_snapshots(Path(dienst_env["WOONZORG_DATA"]))[0]
    assert newest.manifest.regio.gemeenten == ("GM0965",)
    assert newest.id in read_html(app)
    assert dienst.requests
    next(button for button in app.button if button.key == "sluit_gm0965").click().run()
    assert not app.success


@pytest.mark.usefixtures("dienst_env")
def test_a_region_that_does_not_exist_is_refused_in_words(open_pagina, dienst):
    app = open_pagina(deel="Laden en teruggaan")
    app.radio[0].set_value("eigen").run()
    app.text_input[0].input("Heerlen").run()
    next(button for button in app.button if button.key == "laden_start").click().run()
    assert "niet bekend" in app.error[0].value
    assert dienst.requests == []


@pytest.mark.parametrize(
    ("deel", "words"),
    [
        ("Zo werkt het", "Rekenvoorbeeld"),
        ("Wijk en voorbeelden", "Sunny Selwerd"),
        ("Grenzen", "29 %"),
        ("Doel en eigenaar", "WOONZORG_EIGENAAR"),
        ("Algoritmeregister", "Menselijke tussenkomst"),
        ("Toegankelijkheid", "schermleesprogramma"),
    ],
)
@pytest.mark.usefixtures("streek")
def test_the_method_is_told_in_parts(open_pagina, deel, words):
    app = open_pagina(METHODE, deel)
    assert not app.exception
    assert words in read_html(app)


@pytest.mark.usefixtures("streek")
def test_all_examples_small_ones_forerunners_and_recommendations_are_told_where_a_link_leads(open_pagina):
    html = read_html(open_pagina(METHODE, methode_deel="Wijk en voorbeelden"))
    for item in praktijk.list_praktijk():
        assert f'<details class="wz-meer" id="{item.anker}"><summary>{escape(item.plaats)}: ' in html
        assert escape(item.voorbehoud) in html
        assert all(f"{escape(figure.zin)} <span" in html for figure in item.cijfers)
    told = [*(item.titel for item in praktijk.list_klein()), *(item.tekst for item in praktijk.list_aanbevelingen()),
            *(item.afspraak for item in list_voorbeelden())]  # fmt: skip
    assert [text for text in told if escape(text) not in html] == []
    assert html.count("<b>Hierbij helpt Woonzorg.</b>") == 1
    assert '<a href="voortgang" target="_self">Voortgang</a>' in html


def test_of_many_areas_the_gemeente_is_chosen_first(open_pagina, streek, monkeypatch):
    monkeypatch.setattr("pages.gegevens.cijfer._VEEL", 10)
    app = open_pagina(gebied="BU91010000", cijfer="woz")
    gemeente, area, _, _ = app.selectbox
    assert (gemeente.value, area.value) == ("GM9101", "BU91010000")
    codes = [option.rpartition(" ")[2].rstrip(")") for option in area.options]
    assert {code[2:6] for code in codes if code[:2] in {"BU", "WK", "GM"}} == {"9101"}
    app.selectbox[0].select("GM9102").run()
    assert app.selectbox[1].value.startswith("BU9102")
    assert herkomst.trace(streek, app.selectbox[1].value, "woz").tekst in read_html(app)
    app.selectbox[1].select("NL00").run()
    assert app.query_params["gebied"] == "NL00"
    assert not app.exception


def test_a_value_that_was_left_out_is_told_once(open_pagina, streek):
    app = open_pagina(gebied="BU91010800", cijfer="huishoudens", jaar="2023", data=streek.id)
    html = read_html(app)
    assert not app.exception
    assert html.count("code of grenzen veranderden tussen 2023 en 2024") == 1
    assert "de waarde is weggelaten, want code of grenzen veranderden" in html
    for wrong in ("gekoppeld op gelijke code", "de bron heeft geen regel", "Niet gekoppeld"):
        assert wrong not in html


def test_counts_of_the_map_are_accounted_for_area_by_area(open_pagina, streek):
    score = toets.score_snapshot(streek, 2022)
    wijken = score.select("wijk")
    gemeente = wijken["gemeentecode"].iloc[0]
    own = wijken[wijken["gemeentecode"] == gemeente]
    app = open_pagina(telling="wijk", gemeente=gemeente, jaar="2022", data=streek.id)
    html = read_html(app)
    assert not app.exception
    assert not app.warning
    told = unescape(html)
    assert telling.write_kop(telling.count_keuze(own, "wijk", gemeente)) in told
    assert f"{own['gemeentenaam'].iloc[0]}: in " in told
    for row in own.itertuples():
        assert f"<small>{row.code}</small>" in html
        assert f"gebied={row.code}&amp;cijfer=ses_woa&amp;jaar=2022&amp;data={streek.id}" in html
    assert html.count("cijfer=klasse") == len(own)
    # No households are known of 2022: what cannot be traced has no link.
    assert "cijfer=huishoudens" not in html
    assert "cijfer=huishoudens" in read_html(open_pagina(telling="wijk", data=streek.id))
    assert [label for label, _ in read_links(app)] == ["Een ander cijfer nagaan"]


def test_counts_of_what_these_data_lack_fall_back_and_say_so(open_pagina, streek):
    app = open_pagina(telling="buurt", gemeente="GM0917", jaar="2001")
    assert not app.exception
    assert [warning.value.split(".")[0] for warning in app.warning] == [
        "Voor 2001 zijn er geen klassen", "De gemeente GM0917 staat niet in deze gegevens",
    ]  # fmt: skip
    whole = telling.count_klassen(toets.score_snapshot(streek).select("buurt"), "", "buurt")
    assert telling.write_kop(whole) in read_html(app)
