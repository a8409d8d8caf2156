"""What is added to a scenario or to the rules stands on the page by itself: control, bounds, help, source and mark."""

from __future__ import annotations

import streamlit as st
from aflezen import read_html
from uitbreiding import PROEF, Ruimer

from pages.bouwstenen.werk.rekenploeg import Rekenploeg
from pages.verdelen import dok, meer
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.scenario import bewerken


def test_a_part_and_a_rule_that_are_added_can_be_set_within_their_bounds(open_pagina, monkeypatch):
    monkeypatch.setitem(PER_SLEUTEL, PROEF.sleutel, PROEF)
    monkeypatch.setattr(bewerken, "Scenario", Ruimer)
    st.cache_resource.clear()  # a server with one rule more keeps no plans of before
    monkeypatch.setattr(Rekenploeg, "is_klaar", lambda _: False)  # nor a process that knows one rule less
    app = open_pagina("verdelen")
    assert "Proefregel" in read_html(app)
    app.session_state[dok.OPEN] = dok.REGELS
    app.session_state[meer.MEER_OPEN] = True
    app.run()

    part = app.text_input(key="doorstroom")
    assert (part.label, part.value, part.help) == (
        "Huishoudens die zelf doorstromen (%, aanname)", "5", "Van de groepen, per jaar.",
    )  # fmt: skip
    part.set_value("51").run()
    assert "Typ een getal van 0 tot en met 50" in app.error[0].value
    app.text_input(key="doorstroom").set_value("7,5").run()
    assert app.text_input(key="doorstroom").value == "7,5"
    assert not app.button(key="ongedaan").disabled

    number = app.text_input(key="regel-proef-hoogstens")
    assert number.label == "Meeste woningen per gebied, woningen (aanname · van 0 tot 100)"
    number.set_value("1").run()
    assert "Meeste woningen per gebied: <b>1 woningen</b>" in read_html(app)
    app.toggle(key="regel-proef").set_value(False).run()
    assert "geldt nu niet" in read_html(app)
    assert not app.exception
