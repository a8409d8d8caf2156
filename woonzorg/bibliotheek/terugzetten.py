"""Putting a back-up back: what lacks is added, what is damaged is made whole, and nothing that is there is lost.

What was withdrawn or taken back, here or in the back-up, stays so, unless it was kept again later; what is past its
keeping time goes. All of it happens, or nothing, also between SQLite and
PostgreSQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, drop_accounts
from woonzorg.bibliotheek.bewaarlijst import is_heel
from woonzorg.bibliotheek.databank import POSTGRESQL
from woonzorg.bibliotheek.intrekking import SCENARIOSOORT, Wegsoort, add_later
from woonzorg.bibliotheek.opruimen import drop_alles_verlopen, drop_reacties
from woonzorg.bibliotheek.reservekopie import TERMIJN, Reservekopie, open_reservekopie
from woonzorg.bibliotheek.rijen import (
    ACCOUNT,
    AGENDASTUK,
    INGETROKKEN,
    INITIATIEF,
    MAKER,
    REACTIE,
    SCENARIO,
    Row,
)
from woonzorg.fouten import OpslagFout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

_TABELLEN = (SCENARIO, MAKER, REACTIE, AGENDASTUK, INITIATIEF, ACCOUNT)
"""In this order: what hangs on a scenario after it."""

_HANGT_AAN = {SCENARIO.name: "id", MAKER.name: "scenario", REACTIE.name: "scenario"}
"""Column of a table that names the scenario with which a row goes."""

_WEG = {
    REACTIE.name: (Wegsoort.REACTIE, "geplaatst_op"),
    INITIATIEF.name: (Wegsoort.INITIATIEF, "bewaard_op"),
    AGENDASTUK.name: (Wegsoort.AGENDASTUK, "bewaard_op"),
}
"""What rows are called when they are taken away by themselves, and the column of the moment they were kept."""


@dataclass(frozen=True)
class Teruggezet:
    """What became of a back-up.

    Attributes
    ----------
    kopie : Reservekopie
    erbij, stond, hersteld, anders, ingetrokken, verlopen : int
        Rows that were added; that were there; that were damaged here and whole in the back-up; that stay as they are
        here and are other in the back-up; that are withdrawn and stay so; that went at once, as their
        keeping time is over.
    """

    kopie: Reservekopie
    erbij: int = 0
    stond: int = 0
    hersteld: int = 0
    anders: int = 0
    ingetrokken: int = 0
    verlopen: int = 0


def restore(kast: Bibliotheek, bestand: Path) -> Teruggezet:
    """Put a back-up back into a library, empty or not.

    Parameters
    ----------
    kast : Bibliotheek
    bestand : Path
        The back-up; it stays as it is.

    Raises
    ------
    InvoerFout
        When it is no back-up.
    OnzekerFout
        When the database does not answer: who does it again loses nothing.
    OpslagFout
        When the back-up is damaged or newer, or the library cannot be written; then nothing changed.
    """
    with open_reservekopie(bestand) as (source, found):
        given = source.read(lambda connection: {
            table.name: _fetch(connection, table) for table in (INGETROKKEN, *_TABELLEN)
        })  # fmt: skip
        counts = kast.write(lambda connection: _put(connection, given), TERMIJN)
    return Teruggezet(found, **counts)


def _put(connection: sa.Connection, given: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Put all tables back within one transaction; return what became of the rows."""
    counts = dict.fromkeys(("erbij", "stond", "hersteld", "anders", "ingetrokken"), 0)
    if connection.dialect.name == POSTGRESQL:  # in SQLite one at a time writes
        names = ", ".join(table.name for table in (INGETROKKEN, *_TABELLEN))
        connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    gone = _withdraw(connection, given[INGETROKKEN.name])
    added: set[str] = set()
    for table in _TABELLEN:
        here = {_find_sleutel(table, row): row for row in _fetch(connection, table)}
        for row in given[table.name]:
            fate = _judge(table, row, here.get(_find_sleutel(table, row)), gone)
            if table in {MAKER, ACCOUNT} and fate in {"erbij", "anders"}:
                # Whose a thing is that was here, was settled here.
                fate = "erbij" if str(row["scenario" if table is MAKER else "id"]) in added else "anders"
            counts[fate] += 1
            if fate in {"erbij", "hersteld"}:
                _write(connection, table, row)
                added |= {str(row["id"])} if table in {SCENARIO, REACTIE} and fate == "erbij" else set()
    return counts | {"verlopen": drop_alles_verlopen(connection, datetime.now(UTC))}


def _judge(table: sa.Table, row: Row, here: Row | None, gone: Mapping[tuple[str, str], str]) -> str:
    """Tell what is done with a row of a back-up, beside what stands here under its key."""
    hangs_on = str(row.get(_HANGT_AAN.get(table.name, ""), ""))
    if (SCENARIOSOORT, hangs_on) in gone or _is_weg(table, row, gone):
        return "ingetrokken"
    if here is None:
        return "erbij"
    if here == row:
        return "stond"
    return "hersteld" if not is_heel(table, here) and is_heel(table, row) else "anders"


def _withdraw(connection: sa.Connection, given: Sequence[Row]) -> dict[tuple[str, str], str]:
    """Take away what the back-up knows to be gone; return the moments of all that is, here or there, by kind and id."""
    for row in given:
        add_later(connection, row)
    noted = _fetch(connection, INGETROKKEN)
    gone = {(str(row["soort"]), str(row["id"])): str(row["ingetrokken_op"]) for row in noted}
    scenarios = [name for soort, name in gone if soort == SCENARIOSOORT]
    drop_reacties(connection, REACTIE.c.scenario.in_(scenarios))
    drop_accounts(connection, Accountsoort.SCENARIO, scenarios)
    for key in (MAKER.c.scenario, SCENARIO.c.id):
        connection.execute(sa.delete(key.table).where(key.in_(scenarios)))
    taken = {
        table: [str(row["id"]) for row in _fetch(connection, table) if _is_weg(table, row, gone)]
        for table in (REACTIE, INITIATIEF, AGENDASTUK)
    }
    drop_reacties(connection, REACTIE.c.id.in_(taken.pop(REACTIE)))
    for table, names in taken.items():
        connection.execute(sa.delete(table).where(table.c.id.in_(names)))
    return gone


def _is_weg(table: sa.Table, row: Row, gone: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether a row was taken away after it was kept."""
    soort, moment = _WEG.get(table.name, ("", ""))
    taken = gone.get((soort, str(row.get("id", ""))))
    return taken is not None and str(row[moment]) <= taken


def _write(connection: sa.Connection, table: sa.Table, row: Row) -> None:
    """Write a row in the place of what stands there, and see that it is kept as it was given."""
    which = sa.and_(*(column == row[column.name] for column in table.primary_key.columns))
    connection.execute(sa.delete(table).where(which))
    connection.execute(sa.insert(table).values(row))
    if dict(connection.execute(sa.select(table).where(which)).mappings().one()) != row:
        message = "De database bewaart een rij niet zoals zij is. Er is niets teruggezet."
        raise OpslagFout(message, remedie="Kies een database die tekst als UTF-8 bewaart.")


def _fetch(connection: sa.Connection, table: sa.Table) -> list[Row]:
    return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def _find_sleutel(table: sa.Table, row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in table.primary_key.columns.keys())  # noqa: SIM118  no mapping
