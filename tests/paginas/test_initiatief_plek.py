"""Where an initiative lies, on the page: found by name, pointed at on the map, or a complex of own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aflezen import find_kleuring, read_data, read_html, read_told

from pages.initiatief import plekkeuze
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

BUURT, RAND = "BU91010902", "BU92040000"


def show(app: AppTest) -> str:
    assert not app.exception
    return read_html(app)


def test_the_map_comes_when_it_is_asked_for_with_each_buurt_by_its_class(open_pagina: Open):
    app = open_pagina("initiatief")
    assert plekkeuze.LEEG in show(app)
    assert not any("vakken" in data for data in read_data(app))
    app.session_state["initiatief-kaart"] = True
    app.run()
    assert "Kies de buurt van het initiatief." in find_kleuring(app)["titel"]
    assert "Kwetsbaar" in show(app)


def test_a_buurt_that_is_pointed_at_is_the_place_and_one_in_the_ring_is_told(open_pagina: Open, monkeypatch):
    app = open_pagina("initiatief")
    with monkeypatch.context() as patch:
        for module in (plekkeuze, plekkeuze.initiatiefstand, plekkeuze.initiatiefstand.adres):
            patch.setattr(module.st, "session_state", app.session_state)
        plekkeuze.choose_plek(BUURT)
    assert "Cichoreiwold" in show(app.run())
    assert app.query_params["gebied"] == BUURT
    far = open_pagina("initiatief", gebied=RAND)
    assert plekkeuze.IN_RAND in show(far)
    assert plekkeuze.ONBEKEND in show(open_pagina("initiatief", gebied="BU00000000"))


def test_a_complex_of_own_figures_brings_its_buurt_and_name(open_pagina: Open):
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    raw = f"complex;code;woningen;gehuisvest\nDe Linde;{BUURT};48;20\nDe Eik;BU91010001;30;12\n".encode()
    buurten = areas[(areas["niveau"] == "buurt") & (areas["rol"] == "regio")]
    own = read_eigen_cijfers("complexen.csv", raw, set(buurten["code"]), buurten)
    app = open_pagina("initiatief", gebied="BU91010001", groep="psychisch", instrument="toewijzing")
    app.session_state["verdeling_eigen"] = {"voorbeeldstreek": own}
    app.run()
    field = app.selectbox(key="initiatief-eigencomplex")
    assert [text.split(",")[0] for text in field.options] == ["De Eik", "De Linde"]
    field.select(f"{BUURT} De Linde").run()
    given = app.session_state["initiatief_werk"].velden
    assert (given["gebied"], given["complex"]) == (BUURT, "De Linde")
    app.number_input(key="initiatief-veld-aantal").set_value(2).run()
    app.button(key="initiatief_toets").click().run()
    assert "<b>28</b>" in show(app).partition("Complexen")[2].partition("</tr>")[0]  # 48 homes, 20 housed


def test_behind_small_own_counts_the_link_tells_the_buurt_only_and_what_was_answered_stays(open_pagina: Open):
    asked = {
        "gebied": BUURT,
        "groep": "psychisch",
        "instrument": "toewijzing",
        "aantal": "2",
        "woningen": "48",
    }
    app = open_pagina("initiatief", **asked, gehuisvest="9")
    assert "alleen de buurt" in show(app) + read_told(app)
    assert {name for name in app.query_params if name != "data"} == {"gebied"}
    assert app.run().session_state["initiatief_werk"].velden["aantal"] == "2"
    large = open_pagina("initiatief", **asked, gehuisvest="20")
    assert large.query_params["aantal"] == "2"
