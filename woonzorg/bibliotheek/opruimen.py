"""What is past its keeping time goes: of every kind at once, with whatever is written, or when it is asked for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, delete_accounts, drop_accounts, is_verlopen
from woonzorg.bibliotheek.intrekking import Intrekker, Wegsoort, drop_verlopen, note_weg
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN as REACTIETERMIJN
from woonzorg.bibliotheek.rijen import AGENDASTUK, INITIATIEF, REACTIE, has_tabel, write_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

T = TypeVar("T")

AGENDATERMIJN = timedelta(days=3653)
"""How long an agenda or report is kept (aanname: ten years, so that the agenda to 2030 can be looked back on)."""

INITIATIEFTERMIJN = timedelta(days=1826)
"""How long an initiative is kept (aanname: five years, from first talk until it is in use)."""

_OPNIEUW = 3600.0
"""Seconds after which who writes clears away again: the times are of years."""

_LOS: Mapping[sa.Column[str], timedelta] = {
    AGENDASTUK.c.bewaard_op: AGENDATERMIJN, INITIATIEF.c.bewaard_op: INITIATIEFTERMIJN,
}  # fmt: skip
"""Moments of what goes by itself, with its keeping time."""


class Opruimer:
    """Clears away before the first task of a library that writes, and from then on once an hour."""

    def __init__(self) -> None:
        self._laatst = -_OPNIEUW

    def precede(self, taak: Callable[[sa.Connection], T]) -> Callable[[sa.Connection], T]:
        """Let a task that writes be preceded by clearing away; when it is refused, that counts as not done."""

        def clear_and_do(connection: sa.Connection) -> T:
            if time.monotonic() - self._laatst <= _OPNIEUW:
                return taak(connection)
            drop_alles_verlopen(connection, datetime.now(UTC))
            done = taak(connection)
            self._laatst = time.monotonic()
            return done

        return clear_and_do


def drop_alles_verlopen(connection: sa.Connection, nu: datetime) -> int:
    """Remove all that is past its keeping time, of every kind; return how many rows that were.

    Parameters
    ----------
    connection : Connection
        Within a task that writes.
    nu : datetime
    """
    gone = drop_verlopen(connection, nu)
    gone += drop_reacties(connection, REACTIE.c.geplaatst_op < write_moment(nu - REACTIETERMIJN))
    for moment, termijn in _LOS.items():
        if has_tabel(connection, moment.table):
            old = moment < write_moment(nu - termijn)
            gone += int(connection.execute(sa.delete(moment.table).where(old)).rowcount)
    return gone + delete_accounts(connection, is_verlopen(nu))


def drop_reacties(
    connection: sa.Connection, which: sa.ColumnElement[bool], door: Intrekker | None = None
) -> int:
    """Remove comments with the answers to them and the accounts beside these; return how many rows went.

    Who took them away is noted (`door`), so that no back-up brings them back; what goes by time needs no note.
    """
    if not has_tabel(connection, REACTIE):
        return 0
    gone = connection.scalars(sa.select(REACTIE.c.id).where(which)).all()
    found = sa.or_(REACTIE.c.id.in_(gone), REACTIE.c.op.in_(gone))
    names = list(connection.scalars(sa.select(REACTIE.c.id).where(found)))
    drop_accounts(connection, Accountsoort.REACTIE, names)
    if door:
        note_weg(connection, Wegsoort.REACTIE, names, door)
    return int(connection.execute(sa.delete(REACTIE).where(found)).rowcount)


def drop_stukken(
    connection: sa.Connection, tabel: sa.Table, soort: Wegsoort, ids: Collection[str], door: Intrekker
) -> int:
    """Remove agendas, reports or initiatives, and note that they were taken away; return how many went."""
    if not has_tabel(connection, tabel):
        return 0
    names = list(connection.scalars(sa.select(tabel.c.id).where(tabel.c.id.in_(ids))))
    note_weg(connection, soort, names, door)
    return int(connection.execute(sa.delete(tabel).where(tabel.c.id.in_(names))).rowcount)
