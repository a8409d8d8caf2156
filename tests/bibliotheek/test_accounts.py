"""Accounts beside what was kept, on SQLite and on a real PostgreSQL: whose it is stays no longer than the thing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from postgres import run_postgres

from woonzorg.bibliotheek.account import BEWAARTERMIJN, Accountsoort
from woonzorg.bibliotheek.accounts import Accounts
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.rijen import ACCOUNT
from woonzorg.verdeling.scenario.inhoud import parse_scenario

JO, MO = "jo@gemeente.nl", "mo@gemeente.nl'; DROP TABLE woonzorg_account; --"
NAMEN = (f"account{number}" for number in count())
SMALL = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}


def make(**more):
    return parse_scenario(json.dumps(SMALL | more).encode())


@pytest.fixture(scope="module")
def server():
    with run_postgres() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def kast(request, tmp_path) -> Bibliotheek:
    if request.param == "sqlite":
        return Bibliotheek.open(tmp_path / "scenarios.sqlite")
    return Bibliotheek.open(request.getfixturevalue("server").make_database(next(NAMEN)))


def find(kast, *ids, soort=Accountsoort.SCENARIO, nu=None) -> dict[str, str]:
    return Accounts(kast).find(soort, ids, nu)


def count_rijen(kast) -> int:
    return int(kast.read(lambda open_: open_.scalar(sa.select(sa.func.count()).select_from(ACCOUNT))))


def test_who_saved_first_is_kept_and_who_saves_it_again_is_not(kast) -> None:
    mine = kast.save(make(naam="a"), account=JO)
    assert kast.save(make(naam="a"), account=MO).bestond
    other, nobody = kast.save(make(naam="b"), account=MO), kast.save(make(naam="c"))
    assert find(kast, mine.id, other.id, nobody.id, "niets") == {mine.id: JO, other.id: MO}
    assert kast.save(make(naam="c"), account=JO).bestond
    assert nobody.id not in find(kast, nobody.id)
    assert find(kast) == {}


def test_an_account_goes_with_what_it_stands_beside(kast) -> None:
    code = make_geheim()
    plan = kast.save(make(naam="a"), codes=[code], account=JO)
    said = Reactie(
        plan.id,
        Reactiesoort.BEZWAAR,
        "Nee",
        "Huurders",
        Namens.HUURDERS,
        "",
        "",
        datetime.now(UTC),
        hash_geheim(code),
    )
    reply = Reactie(
        plan.id,
        Reactiesoort.ANTWOORD,
        "Toch",
        "",
        Namens.ANDERS,
        "",
        said.id,
        datetime.now(UTC),
        hash_geheim(code),
    )
    Reacties(kast).add(said, JO)
    Reacties(kast).add(reply, MO)
    told = find(kast, said.id, reply.id, plan.id, soort=Accountsoort.REACTIE)
    assert told == {said.id: JO, reply.id: MO}
    Reacties(kast).take_back(said.id, [code])
    assert (find(kast, said.id, reply.id, soort=Accountsoort.REACTIE), count_rijen(kast)) == ({}, 1)
    Reacties(kast).add(said, JO)
    Intrekkingen(kast).withdraw(plan.id, [code])
    assert count_rijen(kast) == 0


def test_it_is_told_no_longer_than_its_keeping_time_and_can_be_removed_before(kast) -> None:
    mine, other = kast.save(make(naam="a"), account=JO), kast.save(make(naam="b"), account=MO)
    later = datetime.now(UTC) + BEWAARTERMIJN + timedelta(days=1)
    assert find(kast, mine.id, nu=later) == {}
    assert Accounts(kast).remove(MO) == 1
    assert find(kast, mine.id, other.id) == {mine.id: JO}
    assert kast.find(other.id).scenario.naam == "b"
    assert Accounts(kast).remove_verlopen(later) == 1
    assert count_rijen(kast) == 0
