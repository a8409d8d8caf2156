"""How far a database is: no library yet, one that lacks steps, ours, or of a newer Woonzorg.

Two numbers tell. `woonzorg_versie` is what a program must know to read the tables at all: another number is refused.
`woonzorg_migratie` counts the steps that only add (`migraties`): one who knows fewer goes on reading and writing what
it knows, and leaves the rest alone; one who knows more takes the others before it writes, and reads without: a library
that may only be read has no others. One without that table stands at the baseline, so that one of before there were
steps opens without a word being written.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from woonzorg.bibliotheek.databank import ONDERSTEUND, POSTGRESQL
from woonzorg.bibliotheek.databankwoorden import TERUGZETTEN
from woonzorg.bibliotheek.rijen import SCENARIO, VERSIE
from woonzorg.fouten import InvoerFout, OpslagFout

STAPPEN = Path(__file__).parent / "migraties" / "stappen"
"""Folder with a module for each step, named by its number: the highest is where this program stands."""

BEGIN = 1
"""Number of the baseline: the tables as they were made before there were steps."""

BEKENDE_VERSIE = 1
"""Version of the tables that this program can read."""

MIGRATIE = "woonzorg_migratie"
"""Table in which the number of the last step is noted."""

_MIGRATIE = sa.table(MIGRATIE, sa.column("version_num"))
_EIGEN = frozenset({VERSIE.name, SCENARIO.name})
"""The tables of the baseline, which every library has."""

_SLOT, GESPREKSLOT = 7_606_512_003, 7_606_512_004
"""Numbers of the locks under which one at a time makes tables, and changes what hangs on plans, on a server."""


def prepare(connection: sa.Connection, *, maak: bool, schrijft: bool) -> bool:
    """See to it that the tables are there, are ours, and have what this program needs; tell whether they have all.

    Parameters
    ----------
    connection : Connection
    maak : bool
        Whether an empty database becomes a library, and an older one is brought up to date; False for a kind of
        database that nothing is saved in.
    schrijft : bool
        Whether something will be written: only that asks for the steps that an older library lacks.

    Returns
    -------
    bool
        False when an older library still lacks steps.

    Raises
    ------
    InvoerFout
        When there is no library, in a kind of database that is none of ours.
    OpslagFout
        When the tables are foreign, damaged, or of a Woonzorg that this one cannot follow.
    """
    step = _find_stap(connection)
    if not step and not maak:
        message = f"Woonzorg bewaart scenario's in {ONDERSTEUND}."
        remedy = "Kies met WOONZORG_DATABASE_URL een andere."
        raise InvoerFout(message, gevonden=connection.dialect.name, remedie=remedy)
    if step:
        _check_versie(connection)
    if step >= find_nieuwste(STAPPEN):
        return True
    if not (maak and (schrijft or not step)):
        return False
    _upgrade(connection)
    return True


@lru_cache(maxsize=8)
def find_nieuwste(stappen: Path) -> int:
    """Return the number of the last step in a folder."""
    return max(int(path.stem[1:5]) for path in stappen.glob("m[0-9]*.py"))


def _find_stap(connection: sa.Connection) -> int:
    """Return the number of the last step that a database has; 0 for one that is no library yet.

    Raises
    ------
    OpslagFout
        When the tables are of another program, or not what any step leaves behind.
    """
    found = set(sa.inspect(connection).get_table_names())
    _check_eigen(found)
    if _MIGRATIE.name not in found:
        return BEGIN if found >= _EIGEN else 0
    noted = [str(name) for name in connection.scalars(sa.select(_MIGRATIE.c.version_num))]
    if not found >= _EIGEN or len(noted) != 1 or not noted[0].isdecimal():
        message = "De bibliotheek is beschadigd: haar tabellen passen niet bij elkaar."
        raise OpslagFout(message, gevonden=f"stap {', '.join(noted) or 'geen'}", remedie=TERUGZETTEN)
    return int(noted[0])


def _check_eigen(found: set[str]) -> None:
    if found and not found & _EIGEN:
        message = "Deze database is van een ander programma."
        remedy = "Kies met WOONZORG_DATABASE_URL een lege."
        raise OpslagFout(message, gevonden=", ".join(sorted(found)[:5]), remedie=remedy)


def _check_versie(connection: sa.Connection) -> None:
    versions = list(connection.scalars(sa.select(VERSIE.c.versie)).all())
    if versions == [BEKENDE_VERSIE]:
        return
    newer = bool(versions) and max(versions) > BEKENDE_VERSIE
    message = "De bibliotheek is " + ("van een nieuwere versie van Woonzorg." if newer else "beschadigd.")
    found = ", ".join(map(str, versions)) or "geen versie"
    remedy = "Werk Woonzorg bij." if newer else TERUGZETTEN
    raise OpslagFout(message, verwacht=f"versie {BEKENDE_VERSIE}", gevonden=found, remedie=remedy)


def lock_gesprek(connection: sa.Connection) -> None:
    """Let who says something of a plan, adopts or withdraws one wait for who does so now, to the end of this task.

    What is read after this stays true until then; it comes before all else that a task reads.
    """
    # A task that wrote already has SQLite's only turn.
    if connection.dialect.name == POSTGRESQL or not _is_begonnen(connection):
        _lock(connection, GESPREKSLOT)


def _is_begonnen(connection: sa.Connection) -> bool:
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


def _lock(connection: sa.Connection, slot: int) -> None:
    if connection.dialect.name == POSTGRESQL:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(slot)))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: sa.Connection) -> None:
    """Take the steps that a database lacks, all or none; another who is at it at the same moment is waited for."""
    # Not at the top: it takes a quarter of a second, and is needed once in a library's life.
    from woonzorg.bibliotheek.migraties.bijwerken import upgrade  # noqa: PLC0415

    _lock(connection, _SLOT)
    step = _find_stap(connection)
    if step < find_nieuwste(STAPPEN):
        upgrade(connection, STAPPEN, _MIGRATIE.name, f"{step:04}" if step else "")
    _check_versie(connection)  # while nothing is kept yet
    connection.commit()
