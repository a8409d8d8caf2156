"""Asking a figure again on the page Gegevens: only at the button, and what came of it beside the figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from dienst import rewrites
from natrekproef import publish_cbs
from streamlit.testing.v1 import AppTest

from woonzorg.herkomst import natrekken

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Dienst, Waarden

APP = Path(__file__).resolve().parents[2] / "app.py"
BUURT = "BU09650000"
KNOP = "Vraag het cijfer opnieuw aan de bron"


@pytest.fixture
def open_cijfer(
    monkeypatch: pytest.MonkeyPatch, dienst_env: dict[str, str], waarden: Waarden
) -> Callable[..., AppTest]:
    """Return what opens a figure on Gegevens, on data whose figures the local server has."""
    monkeypatch.syspath_prepend(str(APP.parent))
    publish_cbs(Path(dienst_env["WOONZORG_DATA"]), waarden)
    st.cache_resource.clear()

    def open_link(cijfer: str, gebied: str = BUURT) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page("pages/gegevens/pagina.py")
        app.query_params["gebied"], app.query_params["cijfer"] = gebied, cijfer
        return app.run()

    return open_link


def press(app: AppTest) -> AppTest:
    [button] = [one for one in app.button if one.label == KNOP]
    return button.click().run()


def read_tekst(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_nothing_is_asked_until_the_button_is_pressed_and_then_only_that_figure(
    open_cijfer: Callable[..., AppTest], dienst: Dienst
) -> None:
    app = open_cijfer("inwoners")
    assert "Pas als u op de knop drukt" in read_tekst(app)
    assert "127.0.0.1" in read_tekst(app)
    assert dienst.requests == []
    press(app)
    assert not app.exception
    assert [box.value for box in app.success] == ["Gelijk. De bron geeft nog hetzelfde getal: 2.255."]
    assert "De bron noemt dit veld: Aantal inwoners." in read_tekst(app)
    assert len(dienst.requests) == 2
    assert all("/85984NED/" in text for text in dienst.requests)


def test_an_answer_is_of_its_own_figure_and_stays_with_it(
    open_cijfer: Callable[..., AppTest], dienst: Dienst
) -> None:
    app = press(open_cijfer("inwoners"))
    [figures] = [box for box in app.selectbox if box.label == "Cijfer"]
    figures.set_value("huishoudens").run()
    assert not app.success
    [figures] = [box for box in app.selectbox if box.label == "Cijfer"]
    figures.set_value("inwoners").run()
    assert len(app.success) == 1
    assert len(dienst.requests) == 2


def test_a_change_is_told_with_both_numbers_and_what_to_do(
    open_cijfer: Callable[..., AppTest], dienst: Dienst
) -> None:
    dienst.add_fault("TypedDataSet", "rewrite", rewrites.set_value("AantalInwoners_5", 2260), times=None)
    app = press(open_cijfer("inwoners"))
    [told] = [box.value for box in app.warning]
    assert told.startswith("Gewijzigd. Dit was 2.255. De bron geeft nu 2.260.")
    assert told.endswith("Laad dan de gegevens opnieuw.")
    assert "2.255" in read_tekst(app)


def test_words_of_the_service_are_shown_as_words(open_cijfer: Callable[..., AppTest], dienst: Dienst) -> None:
    evil = "<img src=http://elders.example/x>![x](http://elders.example/y)"
    dienst.add_fault("TypedDataSet", "rewrite", rewrites.set_value("AantalInwoners_5", evil), times=None)
    dienst.add_fault(
        "DataProperties", "rewrite", lambda body: body.replace(b"Aantal inwoners", evil.encode()), times=None
    )
    app = press(open_cijfer("inwoners"))
    [told] = [box.value for box in app.error]
    assert "tekst in plaats van een getal" in told
    assert r"\<img src=http\://elders.example/x\>!\[x\](" in told
    assert "<img" not in read_tekst(app)
    assert "&lt;img src=http" in read_tekst(app)


def test_a_source_that_is_not_reached_is_told_and_the_figure_stays(
    open_cijfer: Callable[..., AppTest], dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(natrekken, "TERMIJN", 1.0)
    dienst.add_fault("", "slow", 600, times=None)
    app = press(open_cijfer("inwoners"))
    [told] = [box.value for box in app.error]
    assert told.startswith("De bron is niet te bereiken: er kwam geen antwoord")
    assert told.endswith("Het cijfer dat u hier ziet, blijft staan.")
    assert "2.255" in read_tekst(app)


@pytest.mark.parametrize(
    ("cijfer", "reden"),
    [("lbm_afwijking", "niet bij het CBS opgehaald"), ("klasse", "rekent dit cijfer zelf uit")],
)
def test_a_figure_that_cannot_be_asked_says_why_and_has_no_button(
    open_cijfer: Callable[..., AppTest], dienst: Dienst, cijfer: str, reden: str
) -> None:
    app = open_cijfer(cijfer)
    assert not app.exception
    assert "Opnieuw vragen kan hier niet. " in read_tekst(app)
    assert reden in read_tekst(app)
    assert KNOP not in [button.label for button in app.button]
    assert dienst.requests == []


def test_a_public_installation_asks_nothing_for_a_visitor_and_says_who_can(
    open_cijfer: Callable[..., AppTest], dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WOONZORG_LADEN", "uit")
    app = open_cijfer("inwoners")
    assert KNOP not in [button.label for button in app.button]
    assert f"python -m woonzorg natrekken {BUURT} --cijfer inwoners" in read_tekst(app)
    assert dienst.requests == []
