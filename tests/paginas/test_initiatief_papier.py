"""The papers of an initiative on its page: at the step where they belong, and only what may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aflezen import list_papieren, read_html, read_told

from pages.initiatief import initiatiefstand, papier, vraagfeiten
from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.rapport.bestand import STUK
from woonzorg.rapport.initiatiefstof import GEHEIM

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

KWETSBAAR = "BU91010001"
WONING = {"gebied": KWETSBAAR, "groep": "statushouders", "instrument": "nieuwbouw", "aantal": "1"}


@pytest.mark.parametrize(
    ("stap", "titel"), [("toets", "Toets"), ("afweging", "Afweging"), ("gesprek", "Werkvel")]
)
def test_each_step_offers_its_own_paper_and_all_in_one(open_pagina: Open, stap, titel):
    app = open_pagina("initiatief", stap=stap, **WONING)
    labels = [
        f"{name} ({kind})" for name in (titel, "Alles bij elkaar") for kind in ("PDF", "webpagina", "Excel")
    ]
    assert list(list_papieren(app)) == labels
    assert "Op papier" in read_html(app)
    kept = app.session_state[initiatiefstand._WERK].make().id
    assert all(name.rpartition("-")[2].partition(".")[0] == kept for name in list_papieren(app).values())


def test_while_the_form_is_open_and_of_a_single_letting_there_is_no_paper(open_pagina: Open):
    assert list_papieren(open_pagina("initiatief", gebied=KWETSBAAR)) == {}
    assert papier.NOG_NIET in read_told(open_pagina("initiatief", stap="gesprek", gebied=KWETSBAAR))
    single = WONING | {"groep": "psychisch", "instrument": "toewijzing"}
    app = open_pagina("initiatief", **single)
    assert list_papieren(app) == {}
    assert "Dit gaat over één toewijzing" in read_told(app)


def test_a_file_of_a_group_with_more_privacy_is_named_after_its_gemeente(open_pagina: Open):
    app = open_pagina("initiatief", groep="vrouwenopvang", instrument="opvangplek", aantal="7")
    work = app.session_state[initiatiefstand._WERK]
    fields = {**work.velden, "gebied": KWETSBAAR}
    app.session_state[initiatiefstand._WERK] = initiatiefstand.Initiatiefwerk(fields, invullen=False)
    app.run()
    assert set(list_papieren(app).values()) == {
        f"verzonnen-{kind}-Zilverhage{ending}" for kind in ("toets", "initiatief") for ending in STUK
    }
    assert GEHEIM in read_told(app)


def test_no_name_of_a_file_gives_away_an_own_count_under_ten_that_its_paper_leaves_out(open_pagina: Open):
    app = open_pagina("initiatief", **WONING | {"groep": "ouderen", "woningen": "48", "gehuisvest": "2"})
    assert {name.rpartition("-")[2] for name in list_papieren(app).values()} == {
        f"Zilverhage{end}" for end in STUK
    }


def test_paper_has_the_facts_of_the_place_and_no_saldo_of_a_form_that_nobody_chose():
    snapshot = opslag.open_snapshot(instelling.INGEBOUWD)
    work = initiatiefstand.Initiatiefwerk(WONING)
    stand = initiatiefstand.Initiatiefstand(snapshot, work, "afweging", None, None, None)
    facts = vraagfeiten.collect_feiten(stand)()
    assert [(fact.nr, fact.bekend) for fact in facts] == [(15, False), (17, False), (18, True)]
    assert (
        vraagfeiten.collect_feiten(
            initiatiefstand.Initiatiefstand(
                snapshot, initiatiefstand.Initiatiefwerk({}), "afweging", None, None, None
            )
        )()
        == ()
    )
