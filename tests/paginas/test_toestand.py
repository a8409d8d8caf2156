"""The view that a visitor chose is never undone by an address that lags behind; a followed link always counts."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable

PAGINAS = Path(__file__).parents[2] / "pages"
OUD, NIEUW, ANDERS = "BU00010000", "BU00010001", "BU00010002"


def script() -> None:
    import streamlit as st  # noqa: PLC0415  runs by itself

    from pages.bouwstenen import adres, toestand  # noqa: PLC0415

    view = toestand.read_weergave()
    toestand.keep_weergave(view, (), "2026-01-01-00000000")
    st.button("kies", on_click=lambda: toestand.change_weergave(gebied="BU00010001"))
    st.text(view.gebied)
    if not st.session_state.get("onderbroken"):
        adres.end_run()


def run_app(**link: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def test_a_choice_stands_though_the_address_is_a_step_behind() -> None:
    app = run_app(gebied=OUD)
    app.query_params["gebied"] = ANDERS  # an address from before, on its way when the button was pressed
    app.button[0].click().run()
    assert app.text[0].value == NIEUW
    assert app.query_params["gebied"] in (NIEUW, [NIEUW])


def test_a_link_that_is_followed_counts() -> None:
    app = run_app(gebied=OUD)
    assert app.text[0].value == OUD
    app.query_params["gebied"] = ANDERS
    assert app.run().text[0].value == ANDERS


def choose_from(app: AppTest, *, onderbroken: bool) -> dict[str, str]:
    """Choose in a run that ends or is interrupted; return the address of before it."""
    before = {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}
    app.session_state["onderbroken"] = onderbroken
    app.button[0].click().run()
    app.session_state["onderbroken"] = False
    return before


def come_with(app: AppTest, link: dict[str, str]) -> str:
    """Run again as a browser does that shows a link, and return which area is looked at."""
    app.query_params.clear()
    for name, value in link.items():
        app.query_params[name] = value
    return app.run().text[0].value


def test_what_is_done_before_a_run_has_ended_does_not_undo_the_choice() -> None:
    app = run_app(gebied=OUD)
    before = choose_from(app, onderbroken=True)
    assert come_with(app, before) == NIEUW
    assert come_with(app, before) == OUD  # the run has ended: now it is the way back


def test_the_way_back_counts_once_a_run_has_ended() -> None:
    app = run_app(gebied=OUD)
    assert come_with(app, choose_from(app, onderbroken=False)) == OUD


def test_every_fragment_asks_whether_the_page_must_run_again_for_it_runs_without_the_door() -> None:
    sources = {file: file.read_text(encoding="utf-8") for file in PAGINAS.rglob("*.py")}
    found = {file: text for file, text in sources.items() if "st.fragment" in text}
    assert len(found) >= 6
    assert [
        file.name
        for file, text in found.items()
        if text.count("if toestand.is_rerun_asked():\n        st.rerun()") < text.count("st.fragment")
    ] == []


@pytest.mark.parametrize(
    ("pagina", "eerste", "parameters"),
    [
        ("opgave", "pages.bouwstenen.schil.kop.show_kop", {"deel", "cijfers", "jaar"}),
        ("voortgang", "pages.bouwstenen.schil.kop.show_kop", {"moment"}),
        ("initiatief", "pages.initiatief.stappen.show_stappen", {"gebied", "instrument"}),
    ],
)
def test_the_link_stands_in_the_address_bar_before_what_can_be_clicked(
    open_pagina: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
    pagina: str,
    eerste: str,
    parameters: set[str],
) -> None:
    seen: list[set[str]] = []
    room, name = eerste.rsplit(".", 1)
    show = getattr(importlib.import_module(room), name)

    def note(*given: object) -> None:
        seen.append(set(st.query_params))
        show(*given)

    monkeypatch.setattr(eerste, note)
    asked = {"gebied": "BU91010001", "instrument": "onzelfstandig"} if pagina == "initiatief" else {}
    app = open_pagina(pagina, **asked, onzin="1")
    assert not app.exception
    assert parameters <= seen[0]
    assert "onzin" not in seen[0]
