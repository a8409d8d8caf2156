"""The second and third step of the page Initiatief: questions and open points, knobs, balance and picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from aflezen import read_data, read_html, read_told

from pages.initiatief import initiatiefstand, vraagfeiten
from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Investering, Knopgesprek, Kostenpost
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde, Route, list_schakels
from woonzorg.initiatief.voorzieningen import Zorgvoorziening
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.opgave.inlezen import read_eigen_opgave

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

KWETSBAAR = "BU91010001"
OPGAVE = (
    "groep;scenario;woonvorm;jaar;vraag;aanbod;gepubliceerd\n"
    "ouderen;basis;geclusterd wonen;2030;1100;900;-210\nouderen;basis;beschut wonen;2030;100;90;-10\n"
)
KAMERS = {"gebied": KWETSBAAR, "groep": "uitstroom", "instrument": "onzelfstandig", "aantal": "8"}


def show(app: AppTest) -> str:
    assert not app.exception
    return read_html(app)


def open_paragraaf(app: AppTest, naam: str) -> AppTest:
    app.session_state["initiatief_paragraaf"] = naam
    return app.run()


def test_the_weighing_shows_no_class_of_the_area_and_says_that_the_rule_goes_before(open_pagina: Open):
    app = open_pagina("initiatief", stap="afweging", **KAMERS)
    html = show(app)
    assert "De toets van stap 1 zegt: in beginsel niet. Die gaat voor" in html
    for part in ("§6.4.4 Vraag en voorzieningen", "§6.5 Gemengd wonen"):
        html += show(open_paragraaf(app, part))
    shown = re.sub(r"<[^>]+>", " ", html).lower()
    assert not any(
        re.search(rf"\b{label.kop.lower()}\b", shown) for label in LABELS.values() if label.kop != "Onbekend"
    )
    assert "niet gehaald" not in shown
    assert "wz-badge" not in html


def test_an_answer_closes_a_point_and_a_must_without_one_keeps_it_open(open_pagina: Open):
    app = open_paragraaf(open_pagina("initiatief", stap="afweging", **KAMERS), "§6.4.3 Gebouw voor later")
    assert "Niet af: Is het levensloopbestendig gebouwd?" in show(app)
    app.segmented_control(key="initiatief-antwoord-13").select("ja").run()
    html = show(app)
    assert "Nog 19 punten om over te praten." in re.sub(r"</?em>", "", html)
    assert "Is het levensloopbestendig" not in html.partition('class="wzi-open"')[2]
    app.text_input(key="initiatief-toelichting-12").set_value("Mevrouw Jansen zoekt het uit").run()
    assert "Schrijf niet over personen" in read_told(app)
    kept = app.session_state["initiatief_werk"].afweging
    assert [(one.nr, one.antwoord.value) for one in kept.antwoorden] == [(12, "onbekend"), (13, "ja")]


def test_beside_three_questions_stands_what_is_known_with_its_source(open_pagina: Open):
    app = open_paragraaf(
        open_pagina("initiatief", stap="afweging", **KAMERS), "§6.4.4 Vraag en voorzieningen"
    )
    html = show(app)
    facts = re.findall(r'<aside class="wzi-feit".*?</aside>', html)
    assert len(facts) == 3
    assert "Kies een woonvorm" in facts[0]  # of the fictional region's own opgave
    assert "Geef een eigen lijst van zorgvoorzieningen." in facts[1]
    assert "Bron:" in facts[2]
    assert "Dit cijfer geeft geen antwoord op de vraag" in facts[2]
    app.session_state["opgave"] = {"van": "parkstad"}
    assert "Deze plek ligt daar niet in." in show(app.run())


def test_the_saldo_is_of_the_form_and_the_figures_that_were_chosen_on_the_page_opgave(open_pagina: Open):
    own = read_eigen_opgave("e.csv", OPGAVE.encode(), "Voorbeeldstreek", {})
    app = open_pagina("initiatief", stap="afweging", **KAMERS)
    app.session_state["opgave_eigen"] = {"voorbeeldstreek": own}
    html = show(open_paragraaf(app, "§6.4.4 Vraag en voorzieningen"))
    assert "Kies een woonvorm: dan staat hier wat de opgave zegt (herberekend)." in html
    app.selectbox(key="initiatief-kies-vorm").select("ouderen/geclusterd wonen").run()
    assert "Ouderen, geclusterd wonen, heel Voorbeeldstreek (herberekend). 2030: tekort 200." in show(app)
    assert app.session_state["initiatief_werk"].velden["woonvorm"] == "ouderen/geclusterd wonen"
    app.session_state["opgave"] = {"cijfers": "gepubliceerd"}
    html = show(app.run())
    assert "Ouderen, geclusterd wonen, heel Voorbeeldstreek (gepubliceerd). 2030: tekort 210." in html
    assert re.search(r"Voor [^.]+ alleen is er geen cijfer\.", html)


def test_an_own_list_stays_in_the_visit_and_a_wrong_one_is_told(open_pagina: Open):
    app = open_paragraaf(
        open_pagina("initiatief", stap="afweging", **KAMERS), "§6.4.4 Vraag en voorzieningen"
    )
    app.session_state[vraagfeiten._LIJST] = {
        "voorbeeldstreek": (Zorgvoorziening("De Beuk", "hospice", KWETSBAAR),)
    }
    html = show(app.run())
    assert "In Ereprijshage: 1, De Beuk (hospice)." in html


def test_without_a_place_the_questions_can_be_answered(open_pagina: Open):
    app = open_paragraaf(open_pagina("initiatief", stap="afweging"), "§6.4.4 Vraag en voorzieningen")
    assert show(app).count(vraagfeiten.ZONDER_PLEK) == 3
    app.segmented_control(key="initiatief-antwoord-15").select("nee").run()
    assert "het antwoord is nee: bespreek dit" in show(app)


def open_gesprek(open_pagina: Open, gesprek: Gesprek, deel: str) -> AppTest:
    app = open_pagina("initiatief", stap="gesprek", **KAMERS)
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(
        KAMERS, gesprek=gesprek, invullen=False
    )
    app.session_state["initiatief_gespreksdeel"] = deel
    return app.run()


HALF = Knopgesprek(
    6, (Doel(Route.ELKAAR, Gesprekswaarde.WONEN),), (Kostenpost(50_000, wat="halve fte"),),
    (Investering("I", "gemeente", 25_000, van=2026, tot=2028),), (Baat("bewoners", Gesprekswaarde.WONEN),),
)  # fmt: skip


def test_a_knob_without_a_payer_shows_exactly_one_value_without_a_payer(open_pagina: Open):
    app = open_gesprek(open_pagina, Gesprek(), "Per stuurknop")
    assert "Er is nog geen stuurknop gekozen." in show(app)
    app.session_state["initiatief_knop"] = 9
    app.run()
    app.button(key="initiatief-knop-aan").click().run()
    html = show(app)
    assert "Nog te bespreken: 1 keer 'waarde zonder betaler'." in re.sub(r"</?em>", "", html)
    offered = app.multiselect(key="initiatief-doelen-9").options
    assert len(offered) == sum(nr == 9 for nr, _, _ in list_schakels())


def test_half_an_fte_half_subsidised_leaves_twenty_five_thousand(open_pagina: Open):
    app = open_gesprek(open_pagina, Gesprek((HALF,)), "Per stuurknop")
    html = show(app)
    assert (
        "Nodig in 2026: 50.000 euro per jaar. Daarvan moet 25.000 euro per jaar nog van de anderen komen."
        in html
    )


def test_picture_table_and_the_three_warnings(open_pagina: Open):
    app = open_gesprek(open_pagina, Gesprek((HALF, Knopgesprek(9))), "Het beeld")
    html = show(app)
    assert '<div class="wzi-beeld" role="region"' in html
    for told in (
        "Verbinding met de buurt: waarde zonder betaler. Wie investeert?",
        "gemeente: betaler zonder waarde.",
        "stopt in 2028: wie neemt over?",
    ):
        assert told in html
    assert "Wie betaalt wat, en wie heeft er iets aan" in html
    balance = show(open_gesprek(open_pagina, Gesprek((HALF,)), "Balans"))
    assert "Balans per partij, " in balance
    assert "<td>25.000 euro per jaar</td>" in balance


def test_the_file_takes_all_steps_along_and_another_link_leads_back_to_them(open_pagina: Open):
    app = open_gesprek(open_pagina, Gesprek((HALF,)), "Balans")
    assert app.session_state["initiatief_werk"].make().gesprek.knoppen == (HALF,)
    assert any("JSON" in one["label"] for data in read_data(app) for one in data.get("knoppen", ()))
    for name, value in (KAMERS | {"aantal": "30", "groep": "ouderen", "instrument": "nieuwbouw"}).items():
        app.query_params[name] = value
    app.run()
    assert "Uw vorige staat nog klaar." in show(app)
    assert app.session_state["initiatief_werk"].gesprek == Gesprek()
    app.button(key="initiatief_terug").click().run()
    assert app.session_state["initiatief_werk"].gesprek.knoppen == (HALF,)


@pytest.mark.parametrize("deel", ["Het beeld", "Balans"])
def test_an_empty_conversation_says_what_to_do(open_pagina: Open, deel: str):
    html = show(open_gesprek(open_pagina, Gesprek(), deel))
    assert "Kies eerst een stuurknop" in html or "nog geen partij genoemd" in html
