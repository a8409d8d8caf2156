"""The page Initiatief on Parkstad's test figures, loaded as they are published: place, list and saldo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aflezen import read_html
from keten import load_once

from pages.initiatief import initiatiefstand, lijststap
from woonzorg.initiatief.initiatieflijst import read_initiatieven
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Waarden
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.gegevens


def test_a_place_a_list_of_forty_and_the_saldo_in_beekdaelen_are_those_of_the_figures(
    open_pagina: Callable[..., AppTest],
    waarden: Waarden,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    loaded = load_once(waarden, tmp_path_factory.mktemp("initiatief") / "data", "parkstad")
    monkeypatch.setenv("WOONZORG_DATA", str(loaded.data))
    score = score_snapshot(loaded.snapshot)
    areas = score.gebieden[(score.gebieden["niveau"] == "buurt") & (score.gebieden["rol"] == "regio")]
    below = areas[(areas["ses_woa"] < score.referentie.waarde) & (areas["lbm_afwijking"] < 0)]["code"]
    assert len(below) == 75

    place = {"gebied": below.iloc[0], "groep": "uitstroom", "instrument": "onzelfstandig", "aantal": "8"}
    app = open_pagina("initiatief", **place)
    assert not app.exception
    assert '<em class="in_beginsel_niet">' in read_html(app)

    rows = [f"Complex {n};{code};statushouders;transformatie;1" for n, code in enumerate(areas["code"][::5])]
    raw = "\n".join(("naam;code;groep;instrument;aantal", *rows)).encode()
    read = read_initiatieven("veertig.csv", raw, loaded.snapshot.gebieden)
    app.query_params["stap"] = initiatiefstand.LIJST
    app.session_state["initiatieflijsten"] = {"parkstad": lijststap.Gegevenlijst("veertig.csv", read)}
    html = read_html(app.run())
    assert not app.exception
    assert html.count('<tr><th scope="row">') == len(rows) == 41
    refused = sum(
        code in set(below) for code in areas["code"][::5]
    )  # of both scores, without the rule's own code
    assert html.count('<em class="in_beginsel_niet">') >= refused > 10

    green = areas[areas["gemeentenaam"] == "Beekdaelen"]["code"].iloc[0]
    app = open_pagina("initiatief", **place | {"gebied": green, "groep": "ouderen", "stap": "afweging"})
    app.session_state["initiatief_paragraaf"] = "§6.4.4 Vraag en voorzieningen"
    app.run().selectbox(key="initiatief-kies-vorm").select("ouderen/geclusterd wonen").run()
    html = read_html(app)
    assert not app.exception
    assert "Ouderen, geclusterd wonen, heel Parkstad (herberekend)." in html
    assert "2040: tekort 557 tot 4.587." in html  # by hand: 10,793 − 11,350 and 10,793 − 15,380
    assert "Voor Beekdaelen alleen is er geen cijfer." in html
