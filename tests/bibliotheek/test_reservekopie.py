"""Back-ups: whole, sealed, put back into either database, and what is there or was withdrawn stays so."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from kasthulp import make
from toen import BESTAND, IDS, LATER, make_stappen

from woonzorg.bibliotheek import reservekopie, stand
from woonzorg.bibliotheek.account import Accountsoort, write_account
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import POSTGRESQL
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.initiatiefkast import Initiatiefkast
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.reservekopie import make_reservekopie
from woonzorg.bibliotheek.rijen import AGENDASTUK, INITIATIEF, SCENARIO, TABELLEN, write_moment
from woonzorg.bibliotheek.terugzetten import restore
from woonzorg.fouten import InvoerFout, OpslagFout

NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CODE = make_geheim()
TOEN = write_moment(datetime.now(UTC) - timedelta(days=2))
LOS = {"id": "a" * 12, "regio": "streek", "bewaard_op": TOEN, "geheim": "x", "inhoud": "{}"}
STUK = {"id": "b" * 12, "soort": "x", "regio": "streek", "moment": "2026-1", "bewaard_op": TOEN, "bewaard_door": "jo",
        "inhoud": "{}"}  # fmt: skip
NAMEN = (f"kopie{number}" for number in count())


@pytest.fixture
def open_kast(server, tmp_path):
    """Return what opens a new library of a kind."""

    def open_new(soort: str) -> Bibliotheek:
        name = next(NAMEN)
        return Bibliotheek.open(
            server.make_database(name) if soort == POSTGRESQL else tmp_path / f"{name}.sqlite"
        )

    return open_new


def fill(kast: Bibliotheek) -> None:
    for number in range(3):
        kept = kast.save(make(naam=f"Plan {number} é🏠'; --", notitie="lang " * 900), NU, [CODE])
        words = Reactie(
            kept.id, Reactiesoort.VOORWAARDE, "Wel <b>groen</b>", "Gemeente X", Namens.GEMEENTE, "", "", NU,
            hash_geheim(CODE),
        )  # fmt: skip
        Reacties(kast).add(words)


def read_alles(kast: Bibliotheek) -> dict[str, list[tuple]]:
    """Return all rows of all tables."""
    return kast.read(
        lambda connection: {
            table.name: sorted(tuple(row) for row in connection.execute(sa.select(table)))
            for table in TABELLEN.sorted_tables
        }
    )


@pytest.mark.parametrize("van", ["sqlite", POSTGRESQL])
@pytest.mark.parametrize("naar", ["sqlite", POSTGRESQL])
def test_a_back_up_of_either_database_is_put_back_into_either(open_kast, tmp_path, van, naar):
    source, target = open_kast(van), open_kast(naar)
    fill(source)
    Intrekkingen(source).remove([source.save(make(naam="weg")).id])
    first = source.list()[0].id
    source.write(lambda connection: write_account(connection, Accountsoort.SCENARIO, first, "jo@x.nl"))
    kopie = make_reservekopie(source, tmp_path / "kopieën", NU)
    assert kopie.bestand.name == "woonzorg-2026-11-22-093000.sqlite"
    assert [path.name for path in kopie.bestand.parent.iterdir()] == [kopie.bestand.name]
    before = kopie.bestand.read_bytes()
    done = restore(target, kopie.bestand)
    assert (done.erbij, done.stond, done.anders, done.hersteld) == (10, 0, 0, 0)
    assert read_alles(target) == read_alles(source)
    assert len(target.list()) == 3
    again = restore(target, kopie.bestand)
    assert (again.erbij, again.stond, again.anders, again.hersteld) == (0, 10, 0, 0)
    assert kopie.bestand.read_bytes() == before
    assert read_alles(Bibliotheek(kopie.bestand)) == read_alles(source)  # it is a library itself


@pytest.mark.parametrize("soort", ["sqlite", POSTGRESQL])
def test_what_is_there_stays_what_is_damaged_is_made_whole_and_what_was_withdrawn_does_not_come_back(
    open_kast, tmp_path, soort
):
    kast = open_kast(soort)
    fill(kast)
    lost, broken, gone = (item.id for item in kast.list())
    kopie = make_reservekopie(kast, tmp_path)
    later = kast.save(make(naam="van later"))
    Intrekkingen(kast).remove([gone])

    def damage(connection: sa.Connection) -> None:
        connection.execute(sa.delete(SCENARIO).where(SCENARIO.c.id == lost))
        connection.execute(sa.update(SCENARIO).where(SCENARIO.c.id == broken).values(inhoud="{}"))

    kast.write(damage)
    assert len(kast.list_schade()) == 1
    done = restore(kast, kopie.bestand)
    assert (done.erbij, done.hersteld, done.anders) == (1, 1, 0)
    assert {item.id for item in kast.list()} == {lost, broken, later.id}
    assert kast.list_schade() == ()
    assert {item.scenario for item in Reacties(kast).list_alles()} == {lost, broken}
    with pytest.raises(InvoerFout, match="ingetrokken"):
        kast.find(gone)
    # The other way: what was withdrawn before the back-up goes where it still stands.
    second, other = make_reservekopie(kast, tmp_path / "later"), open_kast(soort)
    fill(other)
    assert restore(other, second.bestand).erbij == 1
    assert {item.id for item in other.list()} == {lost, broken, later.id}


def react(kast: Bibliotheek, scenario: str, words: str, op: str = "") -> Reactie:
    when = datetime.now(UTC) - timedelta(hours=1)
    said = Reactie(
        scenario,
        Reactiesoort.VOORWAARDE,
        words,
        "Gemeente X",
        Namens.GEMEENTE,
        "",
        op,
        when,
        hash_geheim(CODE),
    )
    Reacties(kast).add(said, "jo@x.nl")
    return said


@pytest.mark.parametrize("soort", ["sqlite", POSTGRESQL])
def test_words_that_were_taken_back_do_not_come_back_with_a_back_up(open_kast, tmp_path, soort):
    kast, other = open_kast(soort), open_kast("sqlite")
    plan = kast.save(make(), codes=[CODE], account="jo@x.nl")
    taken, stays = react(kast, plan.id, "te veel gezegd"), react(kast, plan.id, "blijft")
    react(kast, plan.id, "antwoord", taken.id)
    kast.write(lambda connection: connection.execute(sa.insert(INITIATIEF).values(LOS)) and None)
    kast.write(lambda connection: connection.execute(sa.insert(AGENDASTUK).values(STUK)) and None)
    before = make_reservekopie(kast, tmp_path / "voor")
    restore(other, before.bestand)
    Reacties(kast).take_back(taken.id, [CODE])
    assert Initiatiefkast(kast).remove([LOS["id"]]) == 1
    assert Agendakast(kast).remove([STUK["id"]]) == 1
    done = restore(kast, before.bestand)
    assert (done.erbij, done.ingetrokken) == (0, 4)
    assert [item.id for item in Reacties(kast).list_alles()] == [stays.id]
    rows = read_alles(kast)
    assert rows["woonzorg_initiatief"] == rows["woonzorg_agendastuk"] == []
    assert "te veel gezegd" not in str(rows)
    # The other way: where they still stand, they go; and with a scenario that was withdrawn goes its account.
    Intrekkingen(kast).remove([plan.id])
    restore(other, make_reservekopie(kast, tmp_path / "na").bestand)
    found = read_alles(other)
    assert not any(
        rows for name, rows in found.items() if name not in {"woonzorg_versie", "woonzorg_ingetrokken"}
    )
    # What was kept again after it was taken away, is another's decision: it stays, and comes back.
    again = LOS | {"bewaard_op": write_moment(datetime.now(UTC) + timedelta(minutes=1))}
    other.write(lambda connection: connection.execute(sa.insert(INITIATIEF).values(again)) and None)
    later = make_reservekopie(other, tmp_path / "later")
    assert restore(kast, later.bestand).erbij == 1
    assert restore(other, before.bestand).erbij == 0
    assert len(read_alles(other)["woonzorg_initiatief"]) == 1


def test_what_is_past_its_keeping_time_does_not_come_back_either(open_kast, tmp_path):
    source, target = open_kast("sqlite"), open_kast("sqlite")
    old = LOS | {"bewaard_op": "2001-02-03T04:05:06.000+00:00"}
    source.write(lambda connection: connection.execute(sa.insert(INITIATIEF).values(old)) and None)
    done = restore(target, make_reservekopie(source, tmp_path).bestand)
    assert done.verlopen == 1
    assert read_alles(target)["woonzorg_initiatief"] == []


def test_who_was_the_maker_here_stays_the_maker(open_kast, tmp_path):
    source, target = open_kast("sqlite"), open_kast("sqlite")
    kept = source.save(make(), NU, [CODE])
    kopie = make_reservekopie(source, tmp_path)
    assert target.save(make()).maker == ""
    assert restore(target, kopie.bestand).anders == 2  # saved at another moment, and by nobody who is known
    assert target.find(kept.id).maker == ""


def test_a_back_up_of_before_there_were_steps_opens_and_one_of_a_later_program_is_refused(
    open_kast, tmp_path, monkeypatch
):
    old = Path(shutil.copy(BESTAND, tmp_path / "oud.sqlite"))
    kopie = make_reservekopie(Bibliotheek(old), tmp_path / "a")
    target = open_kast("sqlite")
    assert restore(target, kopie.bestand).erbij == len(IDS)
    assert {item.id for item in target.list()} == IDS
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", make_stappen(tmp_path / "later", LATER))
        later = open_kast(POSTGRESQL)
        later.save(make())
    # An older program makes a whole back-up of a newer library, and puts none back of which it knows only a part.
    newer = make_reservekopie(later, tmp_path / "b")
    with closing(sqlite3.connect(newer.bestand)) as connection:
        assert connection.execute("SELECT tekst FROM woonzorg_opmerking").fetchall() == [("later erbij",)]
    with pytest.raises(OpslagFout, match=r"nieuwere versie van Woonzorg.*Werk Woonzorg bij"):
        restore(target, newer.bestand)
    assert {item.id for item in target.list()} == IDS


def test_a_damaged_back_up_changes_nothing(open_kast, tmp_path):
    source, target = open_kast("sqlite"), open_kast("sqlite")
    fill(source)
    kopie = make_reservekopie(source, tmp_path).bestand
    whole = kopie.read_bytes()
    before = read_alles(target)
    for broken in (whole[: len(whole) // 2], whole.replace(b"Wel <b>groen", b"Wel <b>geven", 1)):
        kopie.write_bytes(broken)
        with pytest.raises(OpslagFout, match="beschadigd, of veranderd nadat zij gemaakt was"):
            restore(target, kopie)
    for foreign in (b"Geachte raad", BESTAND.read_bytes()):
        kopie.write_bytes(foreign)
        with pytest.raises(InvoerFout, match=r"geen reservekopie.*--reservekopie MAP"):
            restore(target, kopie)
    with pytest.raises(InvoerFout, match="is er niet"):
        restore(target, tmp_path / "nergens.sqlite")
    assert read_alles(target) == before


def test_a_restore_that_breaks_off_changes_nothing(open_kast, tmp_path):
    source, target = open_kast("sqlite"), open_kast("sqlite")
    fill(source)
    kopie = make_reservekopie(source, tmp_path)
    stop = "CREATE TRIGGER dicht BEFORE INSERT ON woonzorg_reactie BEGIN SELECT RAISE(ABORT, 'x'); END"
    target.write(lambda connection: connection.exec_driver_sql(stop) and None)
    with pytest.raises(OpslagFout):
        restore(target, kopie.bestand)
    assert target.list() == ()


def test_a_back_up_is_of_one_moment_while_others_write(open_kast, tmp_path, monkeypatch):
    """Between two tables somebody saves: of that nothing is in it."""
    kast = open_kast(POSTGRESQL)
    fill(kast)
    copy = reservekopie._copy_tabel

    def save_between(bron, doel, tabel):
        copy(bron, doel, tabel)
        kast.save(make(naam=f"tijdens {tabel.name}"), codes=[CODE])

    monkeypatch.setattr(reservekopie, "_copy_tabel", save_between)
    kopie = make_reservekopie(kast, tmp_path)
    rows = read_alles(Bibliotheek(kopie.bestand))
    assert len(rows["woonzorg_scenario"]) == len(rows["woonzorg_maker"]) == 3
    assert len(kast.list()) == 3 + len(TABELLEN.tables) + 1


def test_a_place_that_cannot_be_written_is_told_and_no_half_back_up_stays(open_kast, tmp_path):
    kast = open_kast("sqlite")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(OpslagFout, match=r"reservekopie is niet gemaakt.*Kies een andere map"):
        make_reservekopie(kast, tmp_path / "bestand")
    folder = tmp_path / "map"
    first = make_reservekopie(kast, folder, NU)
    with pytest.raises(OpslagFout, match="er staat al iets met die naam"):
        make_reservekopie(kast, folder, NU)
    assert [*folder.iterdir()] == [first.bestand]
