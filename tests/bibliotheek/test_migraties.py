"""Steps of the library's tables: old ones open, newer ones too, and a step only ever adds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from kasthulp import make, run_sql
from toen import BESTAND, IDS, LATER, make_stappen, name_stap

from woonzorg.bibliotheek import stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import Databank
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.rijen import TABELLEN
from woonzorg.fouten import InvoerFout, OpslagFout

HUIS = Path(__file__).parents[2]


def list_tabellen(bestand: Path) -> set[str]:
    return {name for (name,) in run_sql(bestand, "SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def bestand(tmp_path) -> Path:
    """Return a library that the program of before there were steps wrote."""
    return Path(shutil.copy(BESTAND, tmp_path / "scenarios.sqlite"))


@pytest.fixture
def later(tmp_path) -> Path:
    """Return the steps of a later program."""
    return make_stappen(tmp_path / "later", LATER)


def test_a_library_of_before_there_were_steps_opens_without_a_word_being_written(bestand):
    before = bestand.read_bytes()
    kast = Bibliotheek.open(bestand)
    assert {item.id for item in kast.list()} == IDS
    assert kast.list_schade() == ()
    assert kast.find("b273c081c625").scenario.kenmerken["notitie"].endswith("\N{HOUSE BUILDING}")
    assert bestand.read_bytes() == before
    assert list_tabellen(bestand) == {"woonzorg_versie", "woonzorg_scenario"}
    assert kast.save(make(naam="nieuw")).bestond is False
    assert kast.save(make()).bestond is True  # the plainest one was there


def test_a_new_library_stands_at_the_last_step_and_has_what_this_program_declares(tmp_path):
    bestand = tmp_path / "nieuw.sqlite"
    Bibliotheek.open(bestand)
    engine = sa.create_engine(f"sqlite:///{bestand}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "woonzorg_migratie"})
        assert context.get_current_revision() == f"{stand.find_nieuwste(stand.STAPPEN):04}"
        assert compare_metadata(context, TABELLEN) == []
    engine.dispose()


def test_a_later_program_takes_its_steps_and_keeps_every_row(bestand, later, monkeypatch):
    before = run_sql(bestand, "SELECT * FROM woonzorg_scenario ORDER BY id")
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", later)
        kast = Bibliotheek.open(bestand)
        assert {item.id for item in kast.list()} == IDS
        assert "woonzorg_migratie" not in list_tabellen(bestand)  # who only reads needs none of them
        assert kast.save(make()).bestond is True
    after = run_sql(bestand, "SELECT * FROM woonzorg_scenario ORDER BY id")
    assert [row[:5] for row in after] == before
    assert {row[5] for row in after} == {None}
    assert run_sql(bestand, "SELECT version_num FROM woonzorg_migratie") == [(name_stap(1),)]


def test_this_program_reads_and_writes_on_after_a_later_one_and_leaves_what_it_does_not_know(
    bestand, later, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", later)
        Bibliotheek.open(bestand).save(make())
    run_sql(bestand, "UPDATE woonzorg_scenario SET eigenaar = 'de buren'")
    asked = ("SELECT * FROM woonzorg_opmerking", "SELECT version_num FROM woonzorg_migratie")
    unknown = run_sql(bestand, *asked)
    kast = Bibliotheek.open(bestand)
    kept = kast.save(make(naam="van een ouder programma"))
    assert {item.id for item in kast.list()} == IDS | {kept.id}
    assert kast.find(kept.id) == kept
    assert run_sql(bestand, *asked) == unknown == [(1, "abcbeeeb3cec", "later erbij"), (name_stap(1),)]
    owners = run_sql(bestand, f"SELECT eigenaar FROM woonzorg_scenario WHERE id != '{kept.id}'")
    assert set(owners) == {("de buren",)}
    # What a program of before there were steps looks at.
    assert run_sql(bestand, "SELECT versie FROM woonzorg_versie") == [(1,)]


def test_a_later_program_opens_an_empty_file_with_all_its_steps(tmp_path, later, monkeypatch):
    monkeypatch.setattr(stand, "STAPPEN", later)
    bestand = tmp_path / "leeg.sqlite"
    assert Bibliotheek.open(bestand).list() == ()
    assert {"woonzorg_scenario", "woonzorg_opmerking", "woonzorg_migratie"} <= list_tabellen(bestand)


def test_a_first_start_that_broke_off_half_way_is_gone_on_with(tmp_path):
    """The program of before there were steps made its tables one by one."""
    bestand = tmp_path / "half.sqlite"
    run_sql(bestand, "CREATE TABLE woonzorg_versie (versie INTEGER NOT NULL PRIMARY KEY)")
    assert Bibliotheek.open(bestand).list() == ()
    assert run_sql(bestand, "SELECT versie FROM woonzorg_versie") == [(1,)]


BROKEN = """
def upgrade(op):
    op.execute("CREATE TABLE woonzorg_half (id int)")
    op.execute("INSERT INTO woonzorg_nergens VALUES (1)")
"""


def test_steps_of_which_one_fails_leave_the_library_as_it_was(bestand, tmp_path, monkeypatch):
    before = bestand.read_bytes()
    stappen = make_stappen(tmp_path / "stuk", LATER, BROKEN)
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", stappen)
        with pytest.raises(OpslagFout, match="niet te gebruiken"):
            Bibliotheek.open(bestand).save(make(naam="nieuw"))
    assert bestand.read_bytes() == before
    assert len(Bibliotheek.open(bestand).list()) == len(IDS)


def test_a_library_that_may_only_be_read_is_read_by_later_programs_and_saving_is_refused_in_words(
    bestand, later, monkeypatch
):
    adres = f"sqlite:///file:{bestand}?mode=ro&uri=true"
    assert {item.id for item in Bibliotheek.open(adres).list()} == IDS
    monkeypatch.setattr(stand, "STAPPEN", later)
    kast = Bibliotheek.open(adres)
    assert {item.id for item in kast.list()} == IDS
    assert Reacties(kast).list(IDS) == ()
    assert {item.maker for item in kast.list()} == {""}
    with pytest.raises(OpslagFout, match=r"alleen te lezen.*schrijfrecht"):
        kast.save(make())


def test_another_kind_of_database_is_read_as_it_is(bestand, later, monkeypatch):
    monkeypatch.setattr(Databank, "is_ondersteund", False)
    monkeypatch.setattr(stand, "STAPPEN", later)
    assert {item.id for item in Bibliotheek.open(bestand).list()} == IDS
    assert "woonzorg_opmerking" not in list_tabellen(bestand)
    with pytest.raises(InvoerFout, match="SQLite of PostgreSQL"):
        Bibliotheek.open(bestand.with_name("leeg.sqlite"))


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM woonzorg_migratie",
        "UPDATE woonzorg_migratie SET version_num = 'abc'",
        "INSERT INTO woonzorg_migratie VALUES ('0009')",
        "DROP TABLE woonzorg_scenario",
    ],
)
def test_tables_that_no_step_leaves_behind_are_told_and_not_made_anew(tmp_path, damage):
    bestand = tmp_path / "scenarios.sqlite"
    Bibliotheek.open(bestand).save(make())
    run_sql(bestand, damage)
    before = bestand.read_bytes()
    with pytest.raises(OpslagFout, match=r"beschadigd.*reservekopie"):
        Bibliotheek.open(bestand)
    assert bestand.read_bytes() == before


def test_a_library_that_no_earlier_program_may_read_is_not_brought_up_to_date(bestand, later, monkeypatch):
    run_sql(bestand, "UPDATE woonzorg_versie SET versie = 2")
    monkeypatch.setattr(stand, "STAPPEN", later)
    for use in (Bibliotheek.open, lambda place: Bibliotheek(place).save(make())):
        with pytest.raises(OpslagFout, match="nieuwere versie van Woonzorg"):
            use(bestand)
    assert "woonzorg_opmerking" not in list_tabellen(bestand)


def test_a_first_start_of_a_program_that_we_cannot_follow_is_left_as_it_is(tmp_path):
    bestand = tmp_path / "half.sqlite"
    run_sql(bestand, "CREATE TABLE woonzorg_versie (versie INTEGER NOT NULL PRIMARY KEY)")
    run_sql(bestand, "INSERT INTO woonzorg_versie VALUES (2)")
    with pytest.raises(OpslagFout, match="nieuwere versie van Woonzorg"):
        Bibliotheek.open(bestand)
    assert list_tabellen(bestand) == {"woonzorg_versie"}


OPEN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from woonzorg.bibliotheek import stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek

stand.STAPPEN = Path(sys.argv[2])

def open_kast(_):
    start.wait()
    try:
        kast = Bibliotheek.open(Path(sys.argv[1]))
        kast.save(kast.list()[0].scenario)
        return sorted(item.id for item in kast.list())
    except Exception as error:
        return [repr(error)]

start = Barrier(4)
print("klaar", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(4) as pool:
    print({name for names in pool.map(open_kast, range(4)) for name in names} == set(sys.argv[3].split()))
"""


def test_two_later_programs_that_open_an_old_library_at_once_both_succeed(bestand, later):
    command = [sys.executable, "-c", OPEN, str(bestand), str(later), " ".join(IDS)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": HUIS}
    with subprocess.Popen(command, **pipes) as one, subprocess.Popen(command, **pipes) as two:
        assert [person.stdout.readline() for person in (one, two)] == ["klaar\n"] * 2
        for person in (one, two):
            person.stdin.write("\n")
            person.stdin.flush()
        assert [person.communicate(timeout=60)[0] for person in (one, two)] == ["True\n"] * 2
    assert run_sql(bestand, "SELECT version_num FROM woonzorg_migratie") == [(name_stap(1),)]
    assert run_sql(bestand, "SELECT count(*) FROM woonzorg_opmerking") == [(1,)]


def test_alembic_is_only_read_where_there_is_a_step_to_take(bestand, tmp_path):
    made, empty = tmp_path / "gemaakt.sqlite", tmp_path / "leeg.sqlite"
    Bibliotheek.open(made)
    code = (
        "import sys; from pathlib import Path; from woonzorg.bibliotheek.bibliotheek import Bibliotheek\n"
        "for name in sys.argv[1:]: Bibliotheek.open(Path(name)).list(); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(bestand), str(made), str(empty)]
    done = subprocess.run(command, cwd=HUIS, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]


def test_steps_follow_one_another_and_are_named_by_their_number():
    script = ScriptDirectory(str(stand.STAPPEN), version_locations=[stand.STAPPEN])
    steps = [*script.walk_revisions()][::-1]
    assert [step.revision for step in steps] == [f"{number:04}" for number in range(1, len(steps) + 1)]
    assert [step.down_revision for step in steps] == [None, *(step.revision for step in steps[:-1])]
    assert all(Path(step.path).stem.startswith(f"m{step.revision}_") for step in steps)
    assert script.get_current_head() == f"{stand.find_nieuwste(stand.STAPPEN):04}"
    assert all(step.doc for step in steps)


def describe_tabellen(connection: sa.Connection) -> dict[tuple[str, str], tuple[str, bool]]:
    """Return each column: its type, and whether an older program can pass it over when it adds a row."""
    inspector = sa.inspect(connection)
    return {
        (table, column["name"]): (str(column["type"]), column["nullable"] or column["default"] is not None)
        for table in inspector.get_table_names()
        if table != "woonzorg_migratie"
        for column in inspector.get_columns(table)
    }


def find_breuken(stappen: Path) -> list[str]:
    """Take the steps of a folder one by one, and return what any of them takes away, changes or demands."""
    engine = sa.create_engine("sqlite://")
    faults = []
    with engine.connect() as connection:
        script = ScriptDirectory(str(stappen), version_locations=[stappen])
        seen = [{}]
        for step in [*script.walk_revisions()][::-1]:
            step.module.upgrade(Operations(MigrationContext.configure(connection)))
            seen.append(describe_tabellen(connection))
        for old, new in pairwise(seen):
            faults += [f"anders: {name}" for name in old if new.get(name) != old[name]]
            known = {table for table, _ in old}
            faults += [
                f"verplicht: {name}"
                for name in new.keys() - old.keys()
                if name[0] in known and not new[name][1]
            ]
    engine.dispose()
    return faults


VERSIE = "sa.Column('versie', sa.Integer, primary_key=True)"
WIE = "sa.Column('wie', sa.Text, nullable=False)"


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        ("op.drop_table('woonzorg_opmerking')", "anders: ('woonzorg_opmerking', 'id')"),
        ("op.drop_column('woonzorg_scenario', 'regels')", "anders: ('woonzorg_scenario', 'regels')"),
        (
            "op.rename_table('woonzorg_opmerking', 'woonzorg_woord')",
            "anders: ('woonzorg_opmerking', 'tekst')",
        ),
        ("op.create_table('woonzorg_agenda', sa.Column('dag', sa.Text, nullable=False))", ""),
        (
            f"op.drop_table('woonzorg_versie'), op.create_table('woonzorg_versie', {VERSIE}, {WIE})",
            "verplicht: ('woonzorg_versie', 'wie')",
        ),
    ],
)
def test_every_step_only_adds_and_one_that_does_not_is_found(tmp_path, act, fault):
    assert find_breuken(stand.STAPPEN) == []
    text = f"import sqlalchemy as sa\ndef upgrade(op):\n    {act}\n"
    stappen = make_stappen(tmp_path / "stappen", LATER, text)
    assert fault in (find_breuken(stappen) or [""])
