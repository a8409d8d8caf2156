"""The map for a council on the page of a saved scenario: of all groups, and of the one that is chosen."""

from __future__ import annotations

import json
import os
import re

from aflezen import read_html

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.verdeling.delen.per_groep import count_raad
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.gedeeld import share

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)


def make(vraag):
    content = {
        "versie": 1,
        "regio": "voorbeeldstreek",
        "niveau": "wijk",
        "vraag": vraag,
        "gegevens": SNAPSHOT.id,
    }
    return parse_scenario(json.dumps(content | {"naam": "Plan"}).encode())


def read_tabel(app, titel):
    html = read_html(app)
    found = html[html.index(f"Woningen erbij: {titel}") :].partition("</table>")[0]
    return [int(number) for number in re.findall(r'<td class="getal"[^>]*>(\d+)</td>', found)]


def test_the_map_follows_the_group_and_tells_what_may_be_told(open_pagina):
    scenario = make({"statushouders": 60, "beschermd_wonen": 30, "detentie": 8})
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(scenario)
    plan = share(compute_plan(scenario, make_veld(toets.score_snapshot(SNAPSHOT), "wijk")))
    app = open_pagina("verdelen", scenario=kept.id)
    assert not app.exception
    numbers = read_tabel(app, "alle groepen samen")
    assert sum(numbers) >= sum(count_raad(plan).gemeenten.values()) == 90
    choice = app.selectbox(key="raadskaart-groep")
    assert choice.options == ["Alle groepen samen", "Statushouders", "Uitstroom uit beschermd wonen"]
    app = choice.select("statushouders").run()
    assert not app.exception
    told = count_raad(plan, "statushouders")
    assert set(told.gemeenten.values()) <= set(read_tabel(app, "statushouders"))
    assert sum(told.gemeenten.values()) == 60


def test_with_one_group_there_is_nothing_to_choose_and_own_work_has_no_such_map(open_pagina):
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(
        make({"statushouders": 20, "detentie": 8})
    )
    app = open_pagina("verdelen", scenario=kept.id)
    assert sum(read_tabel(app, "alle groepen samen")) >= 20
    assert not [item for item in app.selectbox if item.key == "raadskaart-groep"]
    assert "Kaart voor de raad" not in read_html(open_pagina("verdelen"))
