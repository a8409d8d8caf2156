"""The tab Sociale huur of Opgave without a browser: shares and tests, a programme by form and by file, by place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html, read_told

from pages.opgave import huurstand
from woonzorg.socialehuur import stand as voorraad
from woonzorg.socialehuur.woorden import BEZOEK, CORPORATIE_IS, GEEN_PROGRAMMA, TABEL_4_ALS_GRENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


@pytest.fixture
def huur(open_pagina: Callable[..., AppTest]) -> AppTest:
    app = open_pagina("opgave", deel="sociale-huur")
    assert not app.exception
    return app


def test_a_programme_by_form_changes_the_share_and_is_forgotten(huur: AppTest) -> None:
    before = read_html(huur)
    assert escape(CORPORATIE_IS) in before
    assert "Bron: verzonnen voorbeeldcijfers." in before
    for text in (GEEN_PROGRAMMA, "Per plek", "niet getoetst", "Na het programma"):
        assert text in before
    assert BEZOEK in read_told(huur)
    for name, homes in {"sociaal": 200, "midden": 50}.items():
        huur.number_input(key=f"huur_{name}").set_value(homes)
    huur.selectbox(key="huur_buurt").select_index(1)
    press(huur, "Zet in het programma")
    huur.selectbox(key="huur_buurt").select_index(0)
    huur.number_input(key="huur_sloop_sociaal").set_value(3)
    press(huur, "Zet in het programma")
    after = read_html(huur)
    assert GEEN_PROGRAMMA not in after
    assert "er worden 3 sociale huurwoningen gesloopt" in after
    assert "Wat het programma per buurt doet" in after
    assert "Betaalbaar in de regio: niet getoetst (grens 66,7 %)" in after
    press(huur, "Vergeet dit programma")
    assert GEEN_PROGRAMMA in read_html(huur)


def press(app: AppTest, label: str) -> None:
    next(item for item in app.button if item.label == label).click().run()
    assert not app.exception


def test_a_line_that_cannot_be_is_told_and_not_added(huur: AppTest) -> None:
    huur.number_input(key="huur_sloop_sociaal").set_value(900_000)
    huur.number_input(key="huur_buiten").set_value(2)
    press(huur, "Zet in het programma")
    html = read_html(huur)
    assert huurstand.NIETS_TOEGEVOEGD in html
    assert "2 is meer dan de 0 nieuwe" in html
    assert "sloop van 900.000 sociale huurwoningen kan niet" in html
    assert GEEN_PROGRAMMA in html


def test_a_limit_can_be_changed_and_comes_back(huur: AppTest) -> None:
    field = huur.text_input(key="huurnorm_streefdeel")
    assert field.value == "30"
    field.set_value("1").run()
    assert "onder 1 %. Aangepaste grenzen" in read_html(huur)
    assert "aangepast; visie: 30 %" in huur.text_input(key="huurnorm_streefdeel").label
    huur.text_input(key="huurnorm_streefdeel").set_value("").run()
    assert "onder 30 %" in read_html(huur)
    # Two thirds as the field shows it is two thirds.
    huur.text_input(key="huurnorm_betaalbaar").set_value("66,67").run()
    assert "angepast" not in read_html(huur)
    huur.text_input(key="huurnorm_betaalbaar").set_value("66,6").run()
    assert "66,6 % (visie: 66,67 %)" in read_html(huur)


def test_parkstad_without_shares_of_corporaties_is_bounded_by_table_4(open_pagina, monkeypatch) -> None:
    monkeypatch.setattr(voorraad, "VAN_PARKSTAD", "voorbeeldstreek")
    monkeypatch.setattr(voorraad, "has_corporatie", lambda _: False)
    names: list[str] = []
    shown = "pages.bouwstenen.werk.stukken.show_downloads"
    monkeypatch.setattr(shown, lambda made, _: names.extend(item.naam for item in made))
    app = open_pagina("opgave", deel="sociale-huur")
    html = read_html(app)
    assert TABEL_4_ALS_GRENS in html
    assert "zeker onder 30 %. Van 5 is het niet te zeggen." in html
    assert "ten minste 787" in html
    assert "Buurten van" not in html
    assert names[0] == "verzonnen-socialehuur-voorbeeldstreek.pdf"
