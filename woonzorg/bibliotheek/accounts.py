"""Under which account something was kept, adopted or said: for who is logged in, and no longer than needed.

It stands beside the thing, never in it: so it goes with it, or before it when its own keeping time is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, delete_accounts, is_verlopen
from woonzorg.bibliotheek.rijen import ACCOUNT, has_tabel

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from woonzorg.bibliotheek.bibliotheek import Bibliotheek


class Accounts:
    """The accounts in a library.

    Parameters
    ----------
    kast : Bibliotheek
    """

    def __init__(self, kast: Bibliotheek) -> None:
        self._kast = kast

    def find(self, soort: Accountsoort, ids: Collection[str], nu: datetime | None = None) -> dict[str, str]:
        """Return the accounts under which things were kept, by id; none for what has none, or not any more.

        Parameters
        ----------
        soort : Accountsoort
        ids : collection of str
        nu : datetime, optional
            Now by default.

        Raises
        ------
        OpslagFout
            When the database cannot be read.
        """
        which = sa.and_(ACCOUNT.c.soort == str(soort), ACCOUNT.c.id.in_(ids), ~is_verlopen(nu))

        def select(connection: sa.Connection) -> dict[str, str]:
            # A library that may only be read can be older than accounts.
            if not has_tabel(connection, ACCOUNT):
                return {}
            rows = connection.execute(sa.select(ACCOUNT.c.id, ACCOUNT.c.account).where(which))
            return {str(row.id): str(row.account) for row in rows}

        return self._kast.read(select)

    def remove(self, account: str) -> int:
        """Remove an account beside all that was kept under it, as when somebody asks for that; return how many went.

        Raises
        ------
        OpslagFout
            When it cannot be removed.
        """
        return self._kast.write(lambda connection: delete_accounts(connection, ACCOUNT.c.account == account))

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Remove what is past its keeping time; returns and errors as `remove`."""
        return self._kast.write(lambda connection: delete_accounts(connection, is_verlopen(nu)), ruimt=False)
