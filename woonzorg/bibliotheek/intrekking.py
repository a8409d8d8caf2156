"""That a scenario is there no more: its id and the fact stay, so that its link can say so; nothing of its content.

What was withdrawn does not come back: not by saving the same content again, nor with a back-up of before. A program
that does not know withdrawing may write such a row again; it is then shown to nobody.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, drop_accounts
from woonzorg.bibliotheek.rijen import (
    INGETROKKEN,
    MAKER,
    REACTIE,
    SCENARIO,
    Row,
    has_tabel,
    make_insert,
    write_moment,
)
from woonzorg.bibliotheek.stand import lock_gesprek
from woonzorg.dag import find_dag, format_datum
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

BEWAARTERMIJN = timedelta(days=3653)
"""How long a scenario is kept (aanname: ten years, so that a plan can be looked back on while its homes are built)."""

SCENARIOSOORT = "scenario"
"""What a withdrawn scenario is called in its row."""


class Wegsoort(StrEnum):
    """What else can be taken away before its time: its id stays, so that a back-up does not bring it back."""

    REACTIE = "reactie"
    INITIATIEF = "initiatief"
    AGENDASTUK = "agendastuk"


class Intrekker(StrEnum):
    """Who, or what, withdrew something."""

    MAKER = "maker"
    BEHEERDER = "beheerder"
    TERMIJN = "termijn"


class IngetrokkenFout(InvoerFout):
    """Somebody asked for a scenario that was there, and is no more."""


_WOORDEN: dict[str, str] = {
    Intrekker.MAKER: "De maker heeft dit scenario ingetrokken",
    Intrekker.BEHEERDER: "De beheerder heeft dit scenario ingetrokken",
    Intrekker.TERMIJN: "De bewaartermijn van dit scenario is voorbij",
}
_GEWOON = "Dit scenario is ingetrokken"


def describe_intrekking(door: str, op: str) -> str:
    """Tell that a scenario is gone: by whom and when, and that nothing of it is left.

    Parameters
    ----------
    door : str
        An `Intrekker`, or a word of a later program.
    op : str
        Moment in ISO form; '' when it is not noted.
    """
    day = find_dag(op)
    when = f" op {format_datum(day)}" if day and door != Intrekker.TERMIJN else ""
    return f"{_WOORDEN.get(door, _GEWOON)}{when}. De inhoud is weg."


def check_ingetrokken(connection: sa.Connection, scenario_id: str, remedie: str) -> None:
    """Refuse a scenario that was withdrawn.

    Raises
    ------
    IngetrokkenFout
        Which says by whom and when.
    """
    found = next(iter(_select_intrekkingen(connection, INGETROKKEN.c.id == scenario_id)), None)
    if found:
        message = describe_intrekking(str(found["door"]), str(found["ingetrokken_op"]))
        raise IngetrokkenFout(message, gevonden=scenario_id, remedie=remedie)


def check_verlopen(connection: sa.Connection, scenario_id: str, nu: datetime) -> None:
    """Refuse a scenario that stands there still, of which the keeping time is over; raises as `check_ingetrokken`."""
    kept = connection.scalar(sa.select(SCENARIO.c.bewaard_op).where(SCENARIO.c.id == scenario_id))
    if _is_verlopen({"bewaard_op": kept}, nu):
        message = describe_intrekking(Intrekker.TERMIJN, "")
        raise IngetrokkenFout(message, gevonden=scenario_id, remedie="Kies een ander scenario uit de lijst.")


def leave_weg(connection: sa.Connection, rows: Sequence[Row], nu: datetime) -> list[Row]:
    """Return rows of scenarios without those that were withdrawn, or are past their keeping time."""
    gone = {str(row["id"]) for row in _select_intrekkingen(connection, sa.true())}
    return [row for row in rows if str(row["id"]) not in gone and not _is_verlopen(row, nu)]


def drop_verlopen(connection: sa.Connection, nu: datetime) -> int:
    """Withdraw what is past its keeping time; return how many scenarios that were."""
    query = sa.select(SCENARIO.c.id, SCENARIO.c.bewaard_op).where(
        SCENARIO.c.bewaard_op < _find_grens(nu), SCENARIO.c.bewaard_op > ""
    )
    over = [row.id for row in connection.execute(query)]
    return take_weg(connection, over, Intrekker.TERMIJN, nu) if over else 0


def take_weg(connection: sa.Connection, ids: Collection[str], door: Intrekker, nu: datetime) -> int:
    """Take scenarios away with what hangs on them (maker, comments), and note that they are gone.

    Returns
    -------
    int
        How many there were of these.
    """
    lock_gesprek(connection)
    there = list(connection.scalars(sa.select(SCENARIO.c.id).where(SCENARIO.c.id.in_(ids))))
    said = list(connection.scalars(sa.select(REACTIE.c.id).where(REACTIE.c.scenario.in_(there))))
    drop_accounts(connection, Accountsoort.REACTIE, said)
    for table, key in ((REACTIE, REACTIE.c.scenario), (MAKER, MAKER.c.scenario), (SCENARIO, SCENARIO.c.id)):
        connection.execute(sa.delete(table).where(key.in_(there)))
    drop_accounts(connection, Accountsoort.SCENARIO, there)
    for name in there:
        row = {"soort": SCENARIOSOORT, "id": name, "ingetrokken_op": write_moment(nu), "door": str(door)}
        connection.execute(make_insert(connection, INGETROKKEN, row))
    return len(there)


def note_weg(connection: sa.Connection, soort: Wegsoort, ids: Collection[str], door: Intrekker) -> None:
    """Note that things were taken away now, within the task that does so: their ids alone."""
    moment = write_moment(datetime.now(UTC))
    for name in ids if has_tabel(connection, INGETROKKEN) else ():
        row = {"soort": str(soort), "id": name, "ingetrokken_op": moment, "door": str(door)}
        add_later(connection, row)


def add_later(connection: sa.Connection, row: Row) -> None:
    """Add a note; of what was taken away twice, as it was kept again, the last one stays."""
    same = sa.and_(INGETROKKEN.c.soort == row["soort"], INGETROKKEN.c.id == row["id"])
    older = sa.and_(same, INGETROKKEN.c.ingetrokken_op < row["ingetrokken_op"])
    connection.execute(sa.delete(INGETROKKEN).where(older))
    connection.execute(make_insert(connection, INGETROKKEN, row))


def _select_intrekkingen(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Row]:
    # A library that may only be read can be older than withdrawing.
    if not has_tabel(connection, INGETROKKEN):
        return []
    query = sa.select(INGETROKKEN).where(INGETROKKEN.c.soort == SCENARIOSOORT, which)
    return [dict(row) for row in connection.execute(query).mappings()]


def _find_grens(nu: datetime) -> str:
    return write_moment(nu - BEWAARTERMIJN)


def _is_verlopen(row: Row, nu: datetime) -> bool:
    # A moment that cannot be read is told as damage, and not taken for an old one.
    moment = row["bewaard_op"]
    return isinstance(moment, str) and "" < moment < _find_grens(nu)
