"""Initiatives in the library, on SQLite and on a real PostgreSQL: kept once, found, taken back, gone in time."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from toen import BESTAND, IDS

from woonzorg.bibliotheek import initiatiefkast, stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.dossier import Afzender, Dossier, Dossiergrond, Dossieruitkomst
from woonzorg.bibliotheek.dossiermaken import change_dossierstatus
from woonzorg.bibliotheek.initiatiefkast import (
    BEWAARTERMIJN,
    GROOTST,
    PER_UUR,
    Initiatiefkast,
    hash_aannames,
)
from woonzorg.fouten import InvoerFout, OpslagFout
from woonzorg.initiatief.afweging import Afweging, Vraagantwoord, Vraagkeuze
from woonzorg.initiatief.toets import Toetsoordeel
from woonzorg.opdracht.opdracht import main

NU = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
EIGEN, ANDER = "1111-2222-3333-4444-5555", "6666-7777-8888-9999-0000"
ODD = "M'; DROP TABLE woonzorg_initiatief; -- \N{HOUSE BUILDING}"


def make(naam=ODD, gemeente="Zilverhage", regio="streek", **anders):
    fields = {
        "gebied": "BU91010001",
        "groep": "statushouders",
        "instrument": "nieuwbouw",
        "aantal": "3",
        "naam": naam,
    }
    made = Dossier(
        "GM9101", gemeente, fields, Dossieruitkomst(Toetsoordeel.ADVIES, "Een advies."),
        Dossiergrond(regio, "2026-01-01-aaaaaaaa", "12345678"), Afzender("Jo"), "Ereprijshage",
    )  # fmt: skip
    return dataclasses.replace(made, **anders)


@pytest.fixture
def kast(adres) -> Initiatiefkast:
    return Initiatiefkast(Bibliotheek.open(adres))


def test_what_is_kept_is_given_back_and_kept_again_it_stays_as_it_was_and_whose_it_was(kast):
    first = kast.save(make(), EIGEN, NU)
    again = kast.save(make(), ANDER, NU + timedelta(days=1))
    assert (first.bestond, again.bestond) == (False, True)
    assert again == first == kast.find(first.id, NU)
    assert (first.dossier, first.bewaard_op, first.id) == (make(), NU, make().id)
    assert first.is_van([ANDER, EIGEN])
    assert not first.is_van([ANDER])
    for wrong in ("niets", "0123456789ab", "' OR 1=1 --", ""):
        with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
            kast.find(wrong)


def test_the_list_of_a_region_stands_by_gemeente_and_name_and_of_one_name_the_last_first(kast):
    order = [
        make("Zon", "Aa"),
        make("berg", "Bos"),
        make("Dal", "Bos"),
        make("", "Zand"),
        make(regio="elders"),
    ]
    for dossier in order[::-1]:
        kast.save(dossier, EIGEN, NU)
    later = change_dossierstatus(order[2], "besproken")
    kast.save(later, EIGEN, NU + timedelta(hours=1))
    found = [item.id for item in kast.list("streek", NU)]
    assert found == [one.id for one in (order[0], order[1], later, order[2], order[3])]
    assert kast.find(later.id, NU).dossier.afgeleid_van == order[2].id


def test_only_who_kept_one_takes_it_back_and_only_until_it_was_adopted(kast):
    kept = kast.save(make(), EIGEN)
    decided = kast.save(change_dossierstatus(make(), "vastgesteld", "raad", "1-11-2026"), EIGEN)
    with pytest.raises(InvoerFout, match="Alleen wie"):
        kast.take_back(kept.id, [ANDER])
    with pytest.raises(InvoerFout, match="vastgesteld en blijft"):
        kast.take_back(decided.id, [EIGEN])
    kast.take_back(kept.id, [ANDER, EIGEN])
    assert [item.id for item in kast.list_alles()] == [decided.id]
    assert kast.remove([decided.id, "niets"]) == 1
    assert kast.list_alles() == ()


def test_past_its_keeping_time_nobody_reads_it_and_it_goes_at_the_next_that_is_kept(kast, adres):
    old = kast.save(make("oud"), EIGEN, NU - BEWAARTERMIJN - timedelta(days=1))
    assert kast.list("streek", NU) == ()
    with pytest.raises(InvoerFout, match="of niet meer"):
        kast.find(old.id, NU)
    assert kast.remove_verlopen(NU) == 1
    kast.save(make("oud"), EIGEN, NU - BEWAARTERMIJN - timedelta(days=1))
    kast.save(make("nieuw"), EIGEN, NU)
    engine = sa.create_engine(f"sqlite:///{adres}" if not isinstance(adres, str) else adres)
    with engine.connect() as connection:
        assert list(connection.scalars(sa.text("SELECT id FROM woonzorg_initiatief"))) == [make("nieuw").id]
    engine.dispose()


def test_how_many_and_how_much_is_kept_is_bounded(kast, monkeypatch):
    for number in range(PER_UUR):
        kast.save(make(f"plan {number}"), EIGEN, NU)
    with pytest.raises(InvoerFout, match="in dit bezoek te veel initiatieven"):
        kast.save(make("een te veel"), EIGEN, NU)
    # Who keeps much does not close it for another; of all together it is bounded too.
    assert not kast.save(make("van een ander"), ANDER, NU).bestond
    monkeypatch.setattr(initiatiefkast, "SAMEN", 1)
    with pytest.raises(InvoerFout, match="afgelopen uur te veel initiatieven"):
        kast.save(make("nog een"), ANDER, NU)
    assert kast.save(make("plan 1"), EIGEN, NU).bestond  # it was there already
    assert not kast.save(make("een te veel"), EIGEN, NU + timedelta(hours=1, seconds=1)).bestond
    with pytest.raises(InvoerFout, match="niet te lezen"):
        kast.save(make(velden={"gebied": "nergens"}), EIGEN, NU)
    answers = tuple(Vraagantwoord(nr, Vraagkeuze.JA, "x" * 400) for nr in range(1, 21))
    assert len(make(afweging=Afweging(answers)).to_inhoud()) < GROOTST
    monkeypatch.setattr(initiatiefkast, "GROOTST", 100)
    with pytest.raises(InvoerFout, match="te groot"):
        kast.save(make("groot"), EIGEN, NU)


def test_two_who_keep_the_same_at_once_keep_one(adres):
    Bibliotheek.open(adres)

    def save(number):
        return Initiatiefkast(Bibliotheek.open(adres)).save(make(f"plan {number % 3}"), EIGEN, NU).bestond

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, range(12)))
    assert told.count(False) == 3


def test_a_row_that_is_not_what_was_kept_is_given_to_nobody(tmp_path):
    bestand = tmp_path / "scenarios.sqlite"
    kast = Initiatiefkast(Bibliotheek.open(bestand))
    ids = [kast.save(make(naam), EIGEN, NU).id for naam in ("een", "twee", "drie", "vier")]
    changes = (
        f"UPDATE woonzorg_initiatief SET inhoud = replace(inhoud, 'Ereprijshage', 'Elders') WHERE id = '{ids[0]}'",
        f"UPDATE woonzorg_initiatief SET id = 'abcdefabcdef' WHERE id = '{ids[1]}'",
        f"UPDATE woonzorg_initiatief SET regio = 'elders' WHERE id = '{ids[2]}'",
    )
    with closing(sqlite3.connect(bestand)) as connection, connection:
        for text in changes:
            connection.execute(text)
    assert [item.id for item in kast.list_alles(NU)] == [ids[3]]
    assert set(kast.list_onleesbaar()) == {ids[0], "abcdefabcdef", ids[2]}
    with pytest.raises(OpslagFout, match="staat al iets anders"):
        kast.save(make("een"), EIGEN, NU)


def test_a_library_of_before_opens_and_one_with_initiatives_is_read_on_by_an_earlier_program(
    tmp_path, monkeypatch
):
    bestand = shutil.copy(BESTAND, tmp_path / "scenarios.sqlite")
    before = Initiatiefkast(Bibliotheek.open(bestand))
    assert before.list("streek", NU) == before.list_onleesbaar() == ()
    assert before.remove_verlopen(NU) == 0
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        before.find("0123456789ab")
    kept = before.save(make(), EIGEN, NU)
    earlier = tmp_path / "eerder"
    shutil.copytree(stand.STAPPEN, earlier, ignore=shutil.ignore_patterns("__pycache__", "m0005_*"))
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", earlier)
        kast = Bibliotheek.open(bestand)
        assert {item.id for item in kast.list()} == IDS
        assert kast.save(kast.list()[0].scenario).bestond
    assert Initiatiefkast(Bibliotheek.open(bestand)).find(kept.id, NU) == kept


def test_the_command_lists_what_is_kept_and_removes_it(adres, monkeypatch, capsys):
    kast = Initiatiefkast(Bibliotheek.open(adres))
    place = adres if isinstance(adres, str) else f"sqlite:///{adres}"
    monkeypatch.setenv("WOONZORG_DATABASE_URL", place)
    assert main(["dossiers"]) == 0
    assert capsys.readouterr().out == "Er zijn geen initiatieven bewaard.\n"
    kept = kast.save(make("Molenhof"), EIGEN)
    kast.save(make("oud"), EIGEN, datetime.now(UTC) - BEWAARTERMIJN - timedelta(days=1))
    assert main(["dossiers", "--ruim-op", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verwijderd"], [one["id"] for one in told["dossiers"]], told["onleesbaar"]) == (
        1,
        [kept.id],
        [],
    )
    assert main(["dossiers", "--verwijder", kept.id, "niets"]) == 0
    assert capsys.readouterr().out == "Verwijderd: 1.\nEr zijn geen initiatieven bewaard.\n"


def test_a_library_that_may_only_be_read_says_that_nothing_can_be_kept(tmp_path):
    bestand = shutil.copy(BESTAND, tmp_path / "scenarios.sqlite")
    kast = Initiatiefkast(Bibliotheek.open(f"sqlite:///file:{bestand}?mode=ro&uri=true"))
    assert kast.list("streek", NU) == ()
    with pytest.raises(OpslagFout, match="alleen te lezen"):
        kast.save(make(), EIGEN, NU)


def test_the_hash_of_rules_and_assumptions_changes_with_either(monkeypatch):
    usual = hash_aannames("voorbeeldstreek")
    assert usual == hash_aannames("voorbeeldstreek")
    with monkeypatch.context() as patch:
        patch.setattr(initiatiefkast, "REGELVERSIE", "00000000")
        assert hash_aannames("voorbeeldstreek") != usual
    start = initiatiefkast.make_standaard("voorbeeldstreek")
    other = dataclasses.replace(start, jaren=start.jaren + 1)
    monkeypatch.setattr(initiatiefkast, "make_standaard", lambda _: other)
    assert hash_aannames("voorbeeldstreek") != usual
