"""An initiative goes along into the distribution of the visit: named there, undone there, and never twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html, read_told
from streamlit.util import calc_hash

from pages.verdelen import dok
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.verdeling.invoer.gepland import Gepland, Initiatiefmerk
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.inhoud import change

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

BOUW = {
    "gebied": "BU91010902",
    "groep": "statushouders",
    "instrument": "nieuwbouw",
    "aantal": "3",
    "naam": "De Linde",
}
OPEN_KWETSBAAR = "BU91010100"
NAAR = "initiatief_meenemen"


def show(app: AppTest) -> str:
    assert not app.exception
    return read_html(app)


def take(app: AppTest) -> str:
    return show(app.button(key=NAAR).click().run())


def go_to(app: AppTest, pagina: str, **parameters: str) -> AppTest:
    """Open another page in the same visit."""
    app._page_hash = calc_hash(pagina)
    app.query_params.clear()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_it_becomes_planned_capacity_that_verdelen_names_and_undoes(open_pagina: Open):
    app = open_pagina("initiatief", **BOUW)
    html = take(app)
    assert "De Linde&#x27; staat nu in de verdeling: geplande capaciteit, 3 woningen in " in html
    assert "blijkt hier niet uit" in html
    assert "Er is niets veranderd" in take(app)
    app.run()
    assert "Dit initiatief staat in uw verdeling: geplande capaciteit, 3 woningen." in read_html(app)
    there = go_to(app, "verdelen")
    assert "'De Linde' staat" in read_told(there)
    assert "3 uit initiatieven" in read_html(there)
    there.button(key=f"deur-{dok.VAST}").click().run()
    assert "Gepland: 3 woningen. Voor statushouders. Uit initiatief &#x27;De Linde&#x27;." in read_html(there)
    there.button(key="ongedaan").click().run()
    assert "De Linde" not in read_html(there)
    back = go_to(there, "initiatief", **BOUW)
    assert back.button(key=NAAR).label == "Neem mee in de verdeling"


def test_with_a_decision_it_becomes_an_exception_that_is_placed_and_named(open_pagina: Open):
    app = open_pagina("initiatief", **BOUW | {"gebied": OPEN_KWETSBAAR, "aantal": "2"})
    assert "Zonder besluit" in take(app)
    app.session_state["initiatief-besluit"] = True
    app.run()
    for kind, name, text in (
        (app.text_area, "motief", "Er is een team."), (app.text_input, "besluiter", "de raad"),
        (app.text_input, "datum", "2026-03-12"),
    ):  # fmt: skip
        kind(key=f"initiatief-{name}").set_value(text)
    next(item for item in app.button if item.label == "Leg vast").click().run()
    html = take(app)
    assert "uitzondering met een besluit van de raad, 12-3-2026, 2 woningen" in html
    assert "er zijn 2 woningen geplaatst. Daarmee wordt afgeweken van: ontzien" in html
    there = go_to(app, "verdelen", gebied=OPEN_KWETSBAAR)
    there.button(key=f"deur-{dok.VAST}").click().run()
    assert "Besloten: 2 woningen. Uit initiatief &#x27;De Linde&#x27;." in read_html(there)
    there.button(key="besluit-weg-0").click().run()
    assert "De Linde" not in read_html(there)


def test_a_plan_that_is_shared_names_the_initiative_by_gemeente_only(open_pagina: Open):
    row = {"code": BOUW["gebied"], "aantal": 3, "groep": "statushouders"}
    planned = [
        Gepland(**row, initiatief=Initiatiefmerk("471ca6ce0653", naam="De <Linde>")),
        Gepland(**row | {"groep": "detentie"}, initiatief=Initiatiefmerk("a" * 12, naam="Het Baken")),
    ]
    start = bewerken.make_standaard("voorbeeldstreek")
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(change(start, gepland=tuple(planned)))
    html = show(open_pagina("verdelen", scenario=kept.id))
    assert "<li>De &lt;Linde&gt;, Zilverhage: geplande woningen</li>" in html
    assert "Niet genoemd: 1." in html
    assert "Baken" not in html


@pytest.mark.parametrize(
    ("delen", "words"),
    [({"gebied": "BU91010001"}, "Zonder besluit gaat dit initiatief niet mee"),
     ({"groep": "open", "instrument": "onzelfstandig"}, "Voor wie het is, is nog niet bekend"),
     ({"instrument": "opvangplek"}, "een plek is geen woning")],
)  # fmt: skip
def test_what_cannot_go_along_is_told_with_what_can_be_done_and_changes_nothing(
    open_pagina: Open, delen, words
):
    app = open_pagina("initiatief", **BOUW | delen)
    html = take(app)
    assert words in html
    assert app.button(key=NAAR).label == "Neem mee in de verdeling"


def test_of_a_single_letting_nothing_goes_along(open_pagina: Open):
    app = open_pagina("initiatief", **BOUW | {"instrument": "toewijzing", "aantal": "1"})
    assert not [button for button in app.button if button.key == NAAR]
