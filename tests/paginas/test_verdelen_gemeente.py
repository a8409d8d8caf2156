"""One gemeente's own view on the page: what the planner sees, and what stays out of a shared plan."""

from __future__ import annotations

import os

from aflezen import read_html

from pages.verdelen.gemeente import KEUZE
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, open_veld
from woonzorg.verdeling.uitkomst.gemeentewoorden import describe_gemeente, list_routes
from woonzorg.verdeling.uitkomst.gemeentezicht import view_gemeente

START = bewerken.make_standaard("voorbeeldstreek")


def test_a_gemeente_is_chosen_and_told_what_the_library_says(open_pagina):
    app = open_pagina("verdelen")
    assert "Dit is geen opgave" not in read_html(app)
    choice = app.selectbox(key=KEUZE)
    assert choice.label == "Wat betekent dit voor één gemeente?"
    app = choice.select_index(0).run()
    assert not app.exception
    region = opslag.open_snapshot(INGEBOUWD)
    outcome = compute_plan(START, open_veld(START, region))
    zicht = view_gemeente(outcome, app.selectbox(key=KEUZE).value)
    html = read_html(app)
    assert describe_gemeente(zicht) in html
    assert all(line in html for line in list_routes(zicht))


def test_a_shared_plan_with_a_group_that_is_not_told_says_nothing_of_what_fits(open_pagina):
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(START)  # detentie is part of it
    app = open_pagina("verdelen", scenario=kept.id)
    app = app.selectbox(key=KEUZE).select_index(0).run()
    html = read_html(app)
    assert "houdt de regel toevoegen tegen" in html
    assert "Een plan verandert de wettelijke taakstelling niet." in html
    assert "Past hoogstens" not in html
    assert "Andere wegen" not in html
