"""The command line of comments: who manages the library lists them, removes some, and clears what is too old."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from keten import run

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN, Namens, Reactie, Reactiesoort
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.verdeling.scenario.inhoud import parse_scenario

NU = datetime.now(UTC).replace(microsecond=0)
OUD = NU - BEWAARTERMIJN - timedelta(days=1)


@pytest.fixture
def gevuld() -> dict[str, str]:
    """Return ids by name: of a plan, a new comment on it, and one that is too old."""
    kast = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"])
    content = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}
    plan = kast.save(parse_scenario(json.dumps(content).encode()))
    made = {
        name: Reactie(
            plan.id, Reactiesoort.BEZWAAR, name, "Corporatie Y", Namens.CORPORATIE, "GM0001", "", moment,
            hash_geheim(make_geheim()),
        )
        for name, moment in (("oud", OUD), ("nieuw", NU))
    }  # fmt: skip
    for item in made.values():
        Reacties(kast).add(item)
    # The new one took the old one away: it is put back as it was.
    Reacties(kast).add(made["oud"])
    return {"plan": plan.id} | {name: item.id for name, item in made.items()}


def test_comments_are_listed_removed_and_cleared(gevuld):
    listed = run("reacties").out
    assert gevuld["nieuw"] in listed
    assert "Corporatie Y (naam niet gecontroleerd)" in listed
    assert gevuld["oud"] not in listed  # past its keeping time nobody reads it
    assert run("reacties", "0" * 12).out == "Er zijn geen reacties.\n"
    answer = run("reacties", gevuld["plan"], "--ruim-op", "--json").json
    assert answer["verwijderd"] == 1
    [left] = answer["reacties"]
    assert (left["id"], left["over"], left["soort"]) == (gevuld["nieuw"], "GM0001", "bezwaar")
    assert "geheim" not in left
    done = run("reacties", "--verwijder", gevuld["nieuw"])
    assert (done.status, done.out) == (0, "Verwijderd: 1.\nEr zijn geen reacties.\n")
    assert run("reacties", "--verwijder", gevuld["nieuw"], "--json").json["verwijderd"] == 0
