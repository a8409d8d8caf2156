"""Agendas and half-year reports in the library, on SQLite and on a real PostgreSQL: saved, read, removed."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendalijn, Agendasoort, Gedekt
from woonzorg.agenda.versie import Agendaversie
from woonzorg.agenda.verslag import Verslaggrond, decide_verslag, make_verslag
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.bibliotheek.agendakast import BEWAARTERMIJN, Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.rijen import ACCOUNT, AGENDASTUK, INGETROKKEN, INITIATIEF, MAKER
from woonzorg.fouten import InvoerFout
from woonzorg.opdracht.opdracht import main

NU = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
Q2, Q4 = Kwartaal(2026, 2), Kwartaal(2026, 4)
LIJN = Agendalijn(
    "T1 '; DROP TABLE woonzorg_agendastuk; -- \N{HOUSE BUILDING}", 3, "statushouders", "GM1", "",
    Agendasoort.TOEWIJZING, "woning", 40, Q4, "gemeente", "", "", Gedekt.JA, "", 2, True, True,
)  # fmt: skip


def make_report(moment=Q4, regio="streek", maker=""):
    grond = Verslaggrond(regio, "Streek", False, "g", {"GM1": "Een"})
    return make_verslag(make_voortgang((LIJN,), (), (), moment), grond, dt.date(2026, 12, 1), maker=maker)


AGENDA = Agendaversie("streek", Q2, (LIJN,), "Agenda", "Jo")


@pytest.fixture
def kast(adres) -> Agendakast:
    return Agendakast(Bibliotheek.open(adres))


def test_what_is_saved_is_given_back_and_saved_again_it_is_the_same_one(kast):
    report = make_report()
    decided = decide_verslag(report, "gremium", "1-12-2026", dt.date(2026, 12, 1))
    assert [kast.save(item, "jo@gemeente", NU) for item in (report, decided, AGENDA, report)] == [
        True,
        True,
        True,
        False,
    ]
    kast.save(make_report(Q2), "an", NU + timedelta(hours=1))
    kast.save(make_report(regio="elders"), "an", NU)
    found = kast.list_verslagen("streek", NU)
    assert [item.stuk.titel for item in found] == [
        "Evaluatie Q4 2026",
        "Evaluatie Q4 2026",
        "Tussenrapportage Q2 2026",
    ]
    assert [report, decided] == sorted(
        (item.stuk for item in found[:2]), key=lambda stuk: not stuk.is_concept
    )
    [agenda] = kast.list_agendas("streek", NU)
    assert (agenda.stuk, agenda.bewaard_door, agenda.bewaard_op) == (AGENDA, "jo@gemeente", NU)
    assert kast.find(report.id).stuk == report
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        kast.find("niets")


def test_nobody_saves_here_who_is_not_logged_in(kast):
    with pytest.raises(InvoerFout, match="als u bent ingelogd"):
        kast.save(AGENDA, " \u202e ")
    assert kast.list_alles() == ()


def test_two_who_save_at_once_lose_nothing(adres):
    reports = [make_report(maker=f"maker {number}") for number in range(8)]
    Bibliotheek.open(adres)

    def save(report):
        own = Agendakast(Bibliotheek.open(adres))
        return own.save(report, report.maker, NU), own.save(reports[0], report.maker, NU)

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, reports))
    kept = Agendakast(Bibliotheek.open(adres)).list_verslagen("streek", NU)
    assert {item.id for item in kept} == {report.id for report in reports}
    assert sum(added for pair in told for added in pair) == len(reports)


def test_it_goes_after_its_keeping_time_or_when_it_is_taken_away(kast):
    old, new = make_report(Q2), make_report()
    kast.save(old, "jo", NU - BEWAARTERMIJN - timedelta(days=1))
    kast.save(new, "jo", NU)
    kast.save(AGENDA, "jo", NU)
    assert [item.id for item in kast.list_verslagen("streek", NU)] == [new.id]
    assert kast.remove_verlopen(NU) == 1
    assert kast.remove([AGENDA.id, "niets"]) == 1
    assert [item.id for item in kast.list_alles(NU)] == [new.id]


def test_a_row_that_is_not_what_was_saved_is_given_to_nobody(tmp_path):
    bestand = tmp_path / "scenarios.sqlite"
    kast = Agendakast(Bibliotheek.open(bestand))
    reports = [make_report(), make_report(Q2), make_report(maker="An")]
    for report in reports:
        kast.save(report, "jo", NU)
    changes = (
        f"UPDATE woonzorg_agendastuk SET inhoud = replace(inhoud, 'Streek', 'Elders') WHERE id = '{reports[0].id}'",
        f"UPDATE woonzorg_agendastuk SET id = 'abcdefabcdef' WHERE id = '{reports[1].id}'",
    )
    with closing(sqlite3.connect(bestand)) as connection, connection:
        for text in changes:
            connection.execute(text)
    assert [item.id for item in kast.list_verslagen("streek", NU)] == [reports[2].id]
    assert set(kast.list_onleesbaar()) == {reports[0].id, "abcdefabcdef"}
    assert kast.remove(kast.list_onleesbaar()) == 2


def test_a_library_of_before_there_were_reports_has_none_until_one_is_saved(adres):
    def drop(connection):
        for table in (
            AGENDASTUK,
            MAKER,
            INITIATIEF,
            INGETROKKEN,
            ACCOUNT,
        ):  # of that step and what came after
            connection.execute(sa.text(f"DROP TABLE {table.name}"))
        connection.execute(sa.text("UPDATE woonzorg_migratie SET version_num = '0002'"))

    Bibliotheek.open(adres).write(drop)
    kast = Agendakast(Bibliotheek(adres))
    assert (kast.list_alles(NU), kast.list_verslagen("streek", NU)) == ((), ())
    assert kast.save(AGENDA, "jo", NU) is True
    assert [item.id for item in kast.list_alles(NU)] == [AGENDA.id]


def test_who_manages_it_lists_and_removes_by_command(monkeypatch, tmp_path, capsys):
    bestand = tmp_path / "scenarios.sqlite"
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{bestand}")
    kast, report = Agendakast(Bibliotheek.open(bestand)), make_report()
    kast.save(report, "jo", NU)
    kast.save(AGENDA, "jo", NU)
    assert main(["verslagen"]) == 0
    said = capsys.readouterr().out
    assert f"{report.id}  Evaluatie Q4 2026 (concept), streek, bewaard op 1 december 2026 door jo" in said
    assert "Agenda vanaf 2026-Q2" in said
    assert main(["verslagen", "--verwijder", report.id, AGENDA.id, "--ruim-op", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"verwijderd": 2, "stukken": [], "onleesbaar": []}
