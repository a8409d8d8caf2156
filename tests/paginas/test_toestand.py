"""The view that a visitor chose is never undone by an address that lags behind; a followed link always counts."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

OUD, NIEUW, ANDERS = "BU00010000", "BU00010001", "BU00010002"


def script() -> None:
    import streamlit as st  # noqa: PLC0415  runs by itself

    from pages.bouwstenen import toestand  # noqa: PLC0415

    view = toestand.read_weergave()
    toestand.keep_weergave(view, (), "2026-01-01-00000000")
    st.button("kies", on_click=lambda: toestand.change_weergave(gebied="BU00010001"))
    st.text(view.gebied)


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
