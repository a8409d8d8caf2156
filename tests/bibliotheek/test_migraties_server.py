"""Steps of the library's tables on a real PostgreSQL: old ones open, many at once, and who has no right is told."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
from kasthulp import SMALL
from toen import BESTAND, IDS, LATER, SERVER, make_stappen, name_stap

from woonzorg.bibliotheek import stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.fouten import OpslagFout
from woonzorg.verdeling.scenario.inhoud import parse_scenario

HUIS = Path(__file__).parents[2]
NAMEN = (f"stap{number}" for number in count())


@pytest.fixture
def naam(server) -> str:
    """Return the name of a library as the program of before there were steps made and filled it."""
    name = next(NAMEN)
    adres = server.make_database(name)
    server.run_sql(name, *SERVER)
    with closing(sqlite3.connect(BESTAND)) as old:
        rows = old.execute("SELECT id, regio, bewaard_op, regels, inhoud FROM woonzorg_scenario").fetchall()
    import psycopg  # noqa: PLC0415  absent on a bare machine

    with psycopg.connect(adres) as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO woonzorg_scenario VALUES (%s, %s, %s, %s, %s)", rows)
    return name


@pytest.fixture
def later(tmp_path) -> Path:
    """Return the steps of a later program."""
    return make_stappen(tmp_path / "later", LATER)


def list_tabellen(server, naam: str) -> set[str]:
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return {name for (name,) in server.run_sql(naam, asked)}


def test_a_library_of_before_there_were_steps_opens_as_it_is(server, naam):
    kast = Bibliotheek.open(server.make_url(naam))
    assert {item.id for item in kast.list()} == IDS
    assert kast.list_schade() == ()
    assert list_tabellen(server, naam) == {"woonzorg_versie", "woonzorg_scenario"}


def test_later_steps_keep_every_row_and_this_program_goes_on_after_them(server, naam, later, monkeypatch):
    asked = "SELECT id, inhoud FROM woonzorg_scenario ORDER BY id"
    before = server.run_sql(naam, asked)
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", later)
        newer = Bibliotheek.open(server.make_url(naam))
        assert {item.id for item in newer.list()} == IDS
        assert newer.save(parse_scenario(json.dumps(SMALL).encode())).bestond is True
    assert server.run_sql(naam, asked) == before
    kast = Bibliotheek.open(server.make_url(naam))
    kept = kast.save(parse_scenario(json.dumps(SMALL | {"naam": "ouder programma"}).encode()))
    assert {item.id for item in kast.list()} == IDS | {kept.id}
    told = server.run_sql(naam, "SELECT tekst FROM woonzorg_opmerking", "SELECT * FROM woonzorg_migratie")
    assert told == [("later erbij",), (name_stap(1),)]
    assert server.run_sql(naam, "SELECT versie FROM woonzorg_versie") == [(1,)]


OPEN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from woonzorg.bibliotheek import stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek

def open_kast(_):
    try:
        kast = Bibliotheek.open(sys.argv[1])
        kast.save(kast.list()[0].scenario)
        return len(kast.list())
    except Exception as error:
        return repr(error)

stand.STAPPEN = Path(sys.argv[2])
print("klaar", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(8) as pool:
    print({*pool.map(open_kast, range(8))})
"""


def test_programs_that_open_an_old_library_at_once_take_each_step_once(server, naam, later):
    """Two later programs and one of today, of eight threads each."""
    with ExitStack() as stack:
        people = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", OPEN, server.make_url(naam), str(stappen)],
                    cwd=HUIS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
                )
            )
            for stappen in (later, later, stand.STAPPEN)
        ]  # fmt: skip
        assert [person.stdout.readline() for person in people] == ["klaar\n"] * 3
        for person in people:
            person.stdin.write("\n")
        assert [person.communicate(timeout=120)[0] for person in people] == ["{3}\n"] * 3
    told = server.run_sql(naam, "SELECT count(*) FROM woonzorg_opmerking", "SELECT * FROM woonzorg_migratie")
    assert told == [(1,), (name_stap(1),)]


def test_who_may_make_no_tables_reads_an_old_library_and_is_told_where_a_step_needs_them(
    server, naam, later, monkeypatch
):
    server.run_sql(
        naam,
        f"CREATE ROLE lezer_{naam} LOGIN",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO lezer_{naam}",
    )
    adres = server.make_url(naam).replace("postgres@", f"lezer_{naam}@")
    assert {item.id for item in Bibliotheek.open(adres).list()} == IDS
    server.make_database(f"{naam}_leeg")
    with pytest.raises(OpslagFout, match="recht om tabellen te maken"):
        Bibliotheek.open(f"{adres}_leeg")
    monkeypatch.setattr(stand, "STAPPEN", later)
    kast = Bibliotheek.open(adres)
    assert {item.id for item in kast.list()} == IDS
    with pytest.raises(OpslagFout, match="recht om tabellen te maken"):
        kast.save(parse_scenario(json.dumps(SMALL).encode()))
    assert list_tabellen(server, naam) == {"woonzorg_versie", "woonzorg_scenario"}


COLUMN = """
import sqlalchemy as sa

def upgrade(op):
    op.add_column("woonzorg_scenario", sa.Column("eigenaar", sa.Text))
"""


def test_who_may_make_tables_but_owns_none_of_these_is_told_who_must_open_it(
    server, naam, tmp_path, monkeypatch
):
    server.run_sql(
        naam,
        f"CREATE ROLE maker_{naam} LOGIN",
        f"GRANT ALL ON SCHEMA public TO maker_{naam}",
        f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO maker_{naam}",
    )
    monkeypatch.setattr(stand, "STAPPEN", make_stappen(tmp_path / "kolom", COLUMN))
    kast = Bibliotheek.open(server.make_url(naam).replace("postgres@", f"maker_{naam}@"))
    with pytest.raises(OpslagFout, match="als de gebruiker die haar tabellen maakte"):
        kast.save(parse_scenario(json.dumps(SMALL).encode()))
    assert list_tabellen(server, naam) == {"woonzorg_versie", "woonzorg_scenario"}
    assert len(Bibliotheek.open(server.make_url(naam)).list()) == len(IDS)


def test_steps_of_which_one_fails_leave_the_library_as_it_was(server, naam, tmp_path, monkeypatch):
    broken = LATER.replace("INSERT INTO woonzorg_opmerking", "INSERT INTO woonzorg_nergens")
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", make_stappen(tmp_path / "stuk", broken))
        with pytest.raises(OpslagFout, match="niet te gebruiken"):
            Bibliotheek.open(server.make_url(naam)).save(parse_scenario(json.dumps(SMALL).encode()))
    assert list_tabellen(server, naam) == {"woonzorg_versie", "woonzorg_scenario"}
    assert len(Bibliotheek.open(server.make_url(naam)).list()) == len(IDS)
