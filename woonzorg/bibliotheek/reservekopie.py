"""Back-ups of the library: one file of SQLite, whatever database it came from, sealed with the hash of its rows.

The seal has no key: it shows damage, and not that somebody changed a file on purpose and sealed it anew.

A back-up is itself a library: it opens as any, also in years, when it lacks the steps of later programs. It is made at
one moment of the database, while others go on writing. It holds what was kept then: keep it no longer than needed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from woonzorg import __version__
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import POSTGRESQL, SQLITE
from woonzorg.bibliotheek.rijen import write_moment
from woonzorg.bibliotheek.stand import BEGIN, MIGRATIE, STAPPEN, find_nieuwste
from woonzorg.fouten import InvoerFout, OpslagFout, describe_weigering

if TYPE_CHECKING:
    from collections.abc import Iterator

TERMIJN = 600.0
"""Seconds that a back-up may take on a server; nobody waits for it at a screen."""

ZEGEL = "woonzorg_reservekopie"
"""Table of a back-up that says when it was made, by which program, and what it holds."""

BEWAARTERMIJN = timedelta(days=90)
"""How long a back-up is kept (aanname: long enough to see that something was lost, short as what was withdrawn stands
in it still)."""

_NAAM, _BEGIN, _EIND, _ONAF = "%Y-%m-%d-%H%M%S", "woonzorg-", ".sqlite", ".nieuw-"
_MAAK_ZEGEL = f"CREATE TABLE {ZEGEL} (moment TEXT, programma TEXT, rijen INTEGER, hash TEXT)"
_GEEN_KOPIE = (
    "Kies een bestand dat 'python -m woonzorg bewaard --reservekopie MAP' schreef. Is dit een bibliotheek in SQLite, "
    "noem haar dan in WOONZORG_DATABASE_URL en maak er zo een reservekopie van."
)


@dataclass(frozen=True)
class Reservekopie:
    """A back-up.

    Attributes
    ----------
    bestand : Path
    moment : str
        When it was made, in ISO form.
    rijen : int
        Rows of all tables.
    hash : str
        Sha256 of these.
    """

    bestand: Path
    moment: str
    rijen: int
    hash: str


def make_reservekopie(kast: Bibliotheek, folder: Path, nu: datetime | None = None) -> Reservekopie:
    """Write a back-up of a library into a folder, under a name with its moment.

    Parameters
    ----------
    kast : Bibliotheek
    folder : Path
        Is made where it is not there.
    nu : datetime, optional
        Now by default.

    Raises
    ------
    OpslagFout
        When the library cannot be read, or the folder not written; then there is no half back-up either.
    """
    moment = (nu or datetime.now(UTC)).astimezone(UTC)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{_BEGIN}{moment.strftime(_NAAM)}{_EIND}"
        aside = Path(tempfile.mkstemp(prefix=_ONAF, suffix=_EIND, dir=folder)[1])
        try:
            kast.read(lambda _: None)  # whether it is a library at all
            kast.read_kaal(lambda connection: _copy(connection, aside), TERMIJN)
            sealed = _seal(aside, write_moment(moment))
            _flush(aside)
            if target.exists():
                raise FileExistsError(17, "")
            aside.rename(target)
        finally:
            aside.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        found = describe_weigering(error) if isinstance(error, OSError) else "de kopie is niet te schrijven"
        message = f"De reservekopie is niet gemaakt in {folder}."
        raise OpslagFout(message, gevonden=found, remedie="Kies een andere map, of maak ruimte.") from error
    return Reservekopie(target, *sealed)


def remove_oude(folder: Path, nu: datetime | None = None) -> int:
    """Remove the back-ups in a folder that are past their keeping time by their name; return how many went.

    Parameters
    ----------
    folder : Path
    nu : datetime, optional
        Now by default.

    Raises
    ------
    OpslagFout
        When one cannot be removed.
    """
    border, gone = (nu or datetime.now(UTC)) - BEWAARTERMIJN, 0
    for path in sorted(folder.glob(f"{_BEGIN}*{_EIND}")):
        moment = _read_moment(path)
        if moment is None or moment >= border:
            continue
        try:
            path.unlink()
        except OSError as error:
            message = f"De oude reservekopie {path.name} is niet weg te halen."
            raise OpslagFout(
                message, gevonden=describe_weigering(error), remedie="Haal haar zelf weg."
            ) from error
        gone += 1
    return gone


def _read_moment(bestand: Path) -> datetime | None:
    """Return when a back-up was made, by its name; None for a file with another name."""
    with suppress(ValueError):
        return datetime.strptime(bestand.name, f"{_BEGIN}{_NAAM}{_EIND}").replace(tzinfo=UTC)
    return None


@contextmanager
def open_reservekopie(bestand: Path) -> Iterator[tuple[Bibliotheek, Reservekopie]]:
    """Open a back-up that is whole, as a library with all tables that this program knows; the file stays as it is.

    Raises
    ------
    InvoerFout
        When it is no back-up.
    OpslagFout
        When it is damaged or changed, or of a program that this one cannot follow.
    """
    with tempfile.TemporaryDirectory(prefix="woonzorg-terug-") as name:
        work = Path(name) / f"kopie{_EIND}"
        try:
            work.write_bytes(bestand.read_bytes())
        except OSError as error:
            message = f"Het bestand {bestand.name[:80]} is niet te openen."
            raise InvoerFout(message, gevonden=describe_weigering(error)) from error
        found = check_reservekopie(work, bestand)
        kast = Bibliotheek(work)
        kast.write(lambda _: None, ruimt=False)  # takes the steps that it lacks
        yield kast, found


def check_reservekopie(bestand: Path, naam: Path) -> Reservekopie:
    """Hold a back-up against its seal.

    Parameters
    ----------
    bestand : Path
        Where it lies.
    naam : Path
        As it was given.

    Raises
    ------
    InvoerFout, OpslagFout
        As `open_reservekopie`.
    """
    try:
        with closing(sqlite3.connect(f"{bestand.as_uri()}?mode=ro", uri=True)) as connection:
            sealed = connection.execute(f"SELECT moment, rijen, hash FROM {ZEGEL}").fetchone()  # noqa: S608  ours
            rows, digest = _hash_rijen(connection)
            step = _find_stap(connection)
    except sqlite3.Error as error:
        if ZEGEL.encode() in bestand.read_bytes():
            raise _describe_schade(naam) from error
        message = f"Het bestand {naam.name[:80]} is geen reservekopie van Woonzorg."
        raise InvoerFout(message, remedie=_GEEN_KOPIE) from error
    if sealed is None or (rows, digest) != sealed[1:]:
        raise _describe_schade(naam)
    if step > find_nieuwste(STAPPEN):
        message = f"De reservekopie {naam.name[:80]} is van een nieuwere versie van Woonzorg."
        raise OpslagFout(message, remedie="Werk Woonzorg bij, en zet haar dan terug.")
    return Reservekopie(naam, *sealed)


def _describe_schade(naam: Path) -> OpslagFout:
    message = f"De reservekopie {naam.name[:80]} is beschadigd, of veranderd nadat zij gemaakt was."
    return OpslagFout(message, remedie="Er is niets teruggezet. Kies een andere reservekopie.")


def _copy(connection: sa.Connection, target: Path) -> None:
    """Copy a database as it is at one moment, with the tables of later programs too."""
    if connection.dialect.name == SQLITE:
        with closing(sqlite3.connect(target)) as copy:
            driver: Any = connection.connection.driver_connection
            driver.backup(copy)
        return
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name.startswith("woonzorg_"))
    engine = sa.create_engine(f"sqlite:///{target}", poolclass=sa.NullPool)
    with engine.begin() as copy_to:
        for table in found.sorted_tables:
            _copy_tabel(connection, copy_to, table)
    engine.dispose()


def _copy_tabel(bron: sa.Connection, doel: sa.Connection, tabel: sa.Table) -> None:
    for column in tabel.columns:
        column.server_default = None  # written in the words of the other database
    tabel.create(doel)
    rows = bron.execution_options(yield_per=500).execute(sa.select(tabel))
    for part in rows.mappings().partitions():
        doel.execute(sa.insert(tabel), [dict(row) for row in part])


def _seal(bestand: Path, moment: str) -> tuple[str, int, str]:
    with closing(sqlite3.connect(bestand)) as connection, connection:
        connection.execute(f"DROP TABLE IF EXISTS {ZEGEL}")
        rows, digest = _hash_rijen(connection)
        connection.execute(_MAAK_ZEGEL)
        values = (moment, __version__, rows, digest)
        connection.execute(f"INSERT INTO {ZEGEL} VALUES (?, ?, ?, ?)", values)  # noqa: S608  ours
    return moment, rows, digest


def _list_tabellen(connection: sqlite3.Connection) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'woonzorg~_%' ESCAPE '~' ORDER BY name"
    return [name for (name,) in connection.execute(asked)]


def _find_stap(connection: sqlite3.Connection) -> int:
    """Return the number of the last step of a back-up; that of the baseline where none is noted."""
    if MIGRATIE not in _list_tabellen(connection):
        return BEGIN
    (noted,) = connection.execute(f"SELECT version_num FROM {MIGRATIE}").fetchone()  # noqa: S608  ours
    return int(noted)


def _hash_rijen(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return how many rows there are in all tables but the seal, and the sha256 of these."""
    digest, count = hashlib.sha256(), 0
    names = [name for name in _list_tabellen(connection) if name != ZEGEL]
    connection.text_factory = bytes  # a text that is damaged is hashed as it is
    for name in names:
        columns = [column[0] for column in connection.execute(f'SELECT * FROM "{name}" LIMIT 0').description]  # noqa: S608
        digest.update(repr([name, columns]).encode())
        order = ", ".join(str(number) for number in range(1, len(columns) + 1))
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):  # noqa: S608  of the file itself
            digest.update(repr(row).encode())
            count += 1
    connection.text_factory = str
    return count, digest.hexdigest()


def _flush(bestand: Path) -> None:
    with bestand.open("rb+") as file:
        os.fsync(file.fileno())
