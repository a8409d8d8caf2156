"""Accounts beside what was kept, on SQLite and on a real PostgreSQL: whose it is stays no longer than the thing.

And what several do at once to one plan: each decides by what holds, and none fills it for the others.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from kasthulp import make

from woonzorg.bibliotheek import bibliotheek, intrekkingen, reacties, stand
from woonzorg.bibliotheek.account import BEWAARTERMIJN, Accountsoort
from woonzorg.bibliotheek.accounts import Accounts
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.rijen import ACCOUNT
from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.scenario.levensloop import change_status

if TYPE_CHECKING:
    from types import ModuleType

JO, MO = "jo@gemeente.nl", "mo@gemeente.nl'; DROP TABLE woonzorg_account; --"
MIJN = make_geheim()


@pytest.fixture
def kast(adres) -> Bibliotheek:
    """Return an empty library, of each kind of database."""
    return Bibliotheek.open(adres)


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


def say(plan: str, number: int, code: str = MIJN) -> Reactie:
    return Reactie(
        plan, Reactiesoort.BEZWAAR, f"Nee {number}", "Huurders", Namens.HUURDERS, "", "", datetime.now(UTC),
        hash_geheim(code),
    )  # fmt: skip


def test_one_account_closes_neither_a_plan_nor_the_hour_for_the_others(kast, monkeypatch) -> None:
    monkeypatch.setattr(reacties, "SAMEN", 2)
    plan = kast.save(make(naam="a"))
    for name, words in (("MEEST", "van u: meer past"), ("PER_UUR", "te veel reacties door u")):
        monkeypatch.setattr(reacties, "MEEST", 100)
        monkeypatch.setattr(reacties, "PER_UUR", 100)
        Reacties(kast).remove([item.id for item in Reacties(kast).list_alles()])
        monkeypatch.setattr(reacties, name, 2)
        for number in range(2):
            assert Reacties(kast).add(say(plan.id, number), JO)
        with pytest.raises(InvoerFout, match=words):
            Reacties(kast).add(say(plan.id, 2), JO)
        for number in range(2):
            assert Reacties(kast).add(say(plan.id, 10 + number), MO)
        with pytest.raises(InvoerFout, match=r"staan al 4|te veel reacties geplaatst"):
            Reacties(kast).add(say(plan.id, 4), "an@gemeente.nl")


def is_vrij(kast: Bibliotheek) -> bool:
    """Tell whether another may say something of a plan, adopt or withdraw one at this moment."""
    engine = kast._databank._engine
    if engine.dialect.name == "postgresql":
        ask = sa.select(sa.func.pg_try_advisory_xact_lock(stand.GESPREKSLOT))
        return bool(kast.read(lambda other: other.scalar(ask)))
    with (
        closing(sqlite3.connect(engine.url.database, timeout=0)) as other,
        suppress(sqlite3.OperationalError),
    ):
        other.execute("BEGIN IMMEDIATE")
        return True
    return False


def test_who_comments_adopts_or_withdraws_decides_by_what_no_other_changes_meanwhile(kast, monkeypatch):
    seen: list[bool] = []
    plan, code = kast.save(make(naam="a")), make_geheim()

    def watch(module: ModuleType, name: str) -> None:
        known = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *all_: (seen.append(is_vrij(kast)), known(*all_))[1])

    watch(reacties, "list_streek")
    watch(intrekkingen, "list_streek")
    watch(bibliotheek, "_choose_maker")
    said = say(plan.id, 1, code)
    Reacties(kast).add(said)
    Reacties(kast).take_back(said.id, [code])
    own = kast.save(make(naam="b", vraag={"statushouders": 9}), codes=[code])
    Intrekkingen(kast).withdraw(own.id, [code])
    kast.save(change_status(make(naam="c"), "vastgesteld", "Raad, nr 1", "2026-11-01"))
    assert is_vrij(kast)
    assert seen == [False, False, True, False, False]  # who saves a plan that is not adopted waits for nobody
