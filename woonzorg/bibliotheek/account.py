"""The account beside a thing that is kept: its row, how long it stays, and that it goes with the thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.bibliotheek.rijen import ACCOUNT, has_tabel, make_insert, write_moment

if TYPE_CHECKING:
    from collections.abc import Collection

BEWAARTERMIJN = timedelta(days=1826)
"""How long an account is kept beside a thing (aanname: five years, as long as somebody may ask who decided)."""


class Accountsoort(StrEnum):
    """What an account is kept with."""

    SCENARIO = "scenario"
    REACTIE = "reactie"


def write_account(connection: sa.Connection, soort: Accountsoort, ding: str, account: str) -> None:
    """Keep the account of a thing that is new, within the task that adds it; nothing where nobody is logged in."""
    delete_accounts(connection, is_verlopen(None))
    if account and has_tabel(connection, ACCOUNT):
        row = {
            "soort": str(soort),
            "id": ding,
            "account": account,
            "bewaard_op": write_moment(datetime.now(UTC)),
        }
        connection.execute(make_insert(connection, ACCOUNT, row))


def drop_accounts(connection: sa.Connection, soort: Accountsoort, ids: Collection[str]) -> None:
    """Remove the accounts of things that go, within the task that takes them away."""
    delete_accounts(connection, sa.and_(ACCOUNT.c.soort == str(soort), ACCOUNT.c.id.in_(ids)))


def delete_accounts(connection: sa.Connection, which: sa.ColumnElement[bool]) -> int:
    """Remove rows; return how many went. A library that may only be read can be older than accounts."""
    if not has_tabel(connection, ACCOUNT):
        return 0
    return int(connection.execute(sa.delete(ACCOUNT).where(which)).rowcount)


def select_van(soort: Accountsoort, account: str) -> sa.Select[tuple[str]]:
    """Return what asks for the ids of what was kept under an account, within a task that found the table."""
    return sa.select(ACCOUNT.c.id).where(ACCOUNT.c.soort == str(soort), ACCOUNT.c.account == account)


def is_verlopen(nu: datetime | None) -> sa.ColumnElement[bool]:
    """Return what holds for rows that are past their keeping time; now by default."""
    return ACCOUNT.c.bewaard_op < write_moment((nu or datetime.now(UTC)) - BEWAARTERMIJN)
