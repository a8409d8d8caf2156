"""The tables of the library, and what is done to rows of scenarios: these are added and read, never changed."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

from woonzorg.bibliotheek.databank import ONDERSTEUND, POSTGRESQL
from woonzorg.fouten import OpslagFout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Row = dict[str, Any]

TABELLEN = sa.MetaData()
VERSIE = sa.Table(
    "woonzorg_versie", TABELLEN, sa.Column("versie", sa.Integer, primary_key=True, autoincrement=False)
)
SCENARIO = sa.Table(
    "woonzorg_scenario",
    TABELLEN,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("regio", sa.String(200), nullable=False),
    sa.Column("bewaard_op", sa.String(40), nullable=False),
    sa.Column("regels", sa.String(8), nullable=False),
    sa.Column("inhoud", sa.Text, nullable=False),
)
REACTIE = sa.Table(
    "woonzorg_reactie",
    TABELLEN,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("scenario", sa.String(12), nullable=False, index=True),
    sa.Column("op", sa.String(12), nullable=False),
    sa.Column("soort", sa.String(20), nullable=False),
    sa.Column("gebied", sa.String(8), nullable=False),
    sa.Column("namens", sa.String(20), nullable=False),
    sa.Column("organisatie", sa.String(120), nullable=False),
    sa.Column("gecontroleerd", sa.Integer, nullable=False),
    sa.Column("tekst", sa.Text, nullable=False),
    sa.Column("geplaatst_op", sa.String(40), nullable=False),
    sa.Column("geheim", sa.String(64), nullable=False),
)
AGENDASTUK = sa.Table(
    "woonzorg_agendastuk",
    TABELLEN,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("soort", sa.String(12), nullable=False),
    sa.Column("regio", sa.String(200), nullable=False, index=True),
    sa.Column("moment", sa.String(8), nullable=False),
    sa.Column("bewaard_op", sa.String(40), nullable=False),
    sa.Column("bewaard_door", sa.String(200), nullable=False),
    sa.Column("inhoud", sa.Text, nullable=False),
)
MAKER = sa.Table(
    "woonzorg_maker",
    TABELLEN,
    sa.Column("scenario", sa.String(12), primary_key=True),
    sa.Column("geheim", sa.String(64), nullable=False),
)
INITIATIEF = sa.Table(
    "woonzorg_initiatief",
    TABELLEN,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("regio", sa.String(200), nullable=False, index=True),
    sa.Column("bewaard_op", sa.String(40), nullable=False),
    sa.Column("geheim", sa.String(64), nullable=False),
    sa.Column("inhoud", sa.Text, nullable=False),
)
INGETROKKEN = sa.Table(
    "woonzorg_ingetrokken",
    TABELLEN,
    sa.Column("soort", sa.String(20), primary_key=True),
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("ingetrokken_op", sa.String(40), nullable=False),
    sa.Column("door", sa.String(20), nullable=False),
)
ACCOUNT = sa.Table(
    "woonzorg_account",
    TABELLEN,
    sa.Column("soort", sa.String(20), primary_key=True),
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("account", sa.String(200), nullable=False),
    sa.Column("bewaard_op", sa.String(40), nullable=False, index=True),
)


def write_moment(moment: datetime) -> str:
    """Write a moment so that later ones come later in the alphabet too."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def has_tabel(connection: sa.Connection, table: sa.Table) -> bool:
    """Tell whether a library has a table of a later step: one that may only be read can be older."""
    return sa.inspect(connection).has_table(table.name)


def make_insert(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> sa.Insert:
    """Return what adds a row unless there is one with its key; any other clash stays a fault."""
    keys = table.primary_key.columns.keys()
    if connection.dialect.name == POSTGRESQL:
        return postgresql.insert(table).values(row).on_conflict_do_nothing(index_elements=keys)
    return sqlite.insert(table).values(row).on_conflict_do_nothing(index_elements=keys)


def add_rij(connection: sa.Connection, row: Mapping[str, str]) -> tuple[bool, Row]:
    """Add a scenario, unless its id is there already; return whether it was added, and the row as it is kept.

    Raises
    ------
    OpslagFout
        When the database keeps something else than it was given, such as a part; nothing is kept then.
    """
    adding = make_insert(connection, SCENARIO, row)
    added = connection.execute(adding, execution_options={"preserve_rowcount": True}).rowcount == 1
    kept = dict(connection.execute(sa.select(SCENARIO).where(SCENARIO.c.id == row["id"])).mappings().one())
    if added and kept != row:
        message = "De database bewaart dit scenario niet zoals het is."
        raise OpslagFout(message, remedie=f"Kies met WOONZORG_DATABASE_URL een database van {ONDERSTEUND}.")
    return added, kept


def write_maker(connection: sa.Connection, scenario_id: str, geheim: str) -> None:
    """Keep who made a new scenario: the hash of his code, if any, in the place of what one that is gone left behind."""
    connection.execute(sa.delete(MAKER).where(MAKER.c.scenario == scenario_id))
    if geheim:
        connection.execute(sa.insert(MAKER).values(scenario=scenario_id, geheim=geheim))


def select_makers(connection: sa.Connection, which: sa.ColumnElement[bool]) -> dict[str, str]:
    """Return the hashes of the makers of scenarios, by id; none in a library that is older than they are."""
    if not has_tabel(connection, MAKER):
        return {}
    query = sa.select(MAKER).join(SCENARIO, SCENARIO.c.id == MAKER.c.scenario).where(which)
    return {str(row.scenario): str(row.geheim) for row in connection.execute(query)}


def select_rijen(connection: sa.Connection, table: sa.Table, query: sa.Select[Any]) -> list[Row]:
    """Return rows of a table; one that the database cannot give is there with its id alone, and hides no other.

    Only for reading: when it happens, the transaction begins anew.

    Parameters
    ----------
    connection : Connection
    table : Table
        With an id.
    query : Select
        Of all its columns.
    """
    try:
        return _fetch(connection, query)
    except DatabaseError as error:
        # Not when the database is at fault as a whole: it is busy, has gone, or is no library.
        if isinstance(error, OperationalError | ProgrammingError) or error.connection_invalidated:
            raise
    connection.rollback()
    rows: list[Row] = []
    for name in connection.scalars(query.with_only_columns(table.c.id)).all():
        try:
            rows += _fetch(connection, query.where(table.c.id == name))
        except DatabaseError as error:
            if error.connection_invalidated:
                raise
            connection.rollback()
            rows.append(dict.fromkeys(table.c.keys(), "") | {"id": name})
    return rows


def _fetch(connection: sa.Connection, query: sa.Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]
