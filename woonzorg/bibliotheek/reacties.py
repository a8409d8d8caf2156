"""Comments on saved scenarios, kept in the library: placed, answered, taken back by who placed them, and removed.

How many can be placed is bounded, by plan and by hour. What is older than its keeping time is never given out, and goes
with whatever is written next, or by the command line (`opruimen`).
"""

from __future__ import annotations

import dataclasses
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, select_van, write_account
from woonzorg.bibliotheek.bibliotheek import list_streek
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.intrekking import Intrekker
from woonzorg.bibliotheek.opruimen import drop_reacties
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN, Reactie, parse_reactie
from woonzorg.bibliotheek.reeks import find_reeks, is_vastgesteld
from woonzorg.bibliotheek.rijen import ACCOUNT, REACTIE, has_tabel, make_insert, select_rijen, write_moment
from woonzorg.bibliotheek.stand import lock_gesprek
from woonzorg.fouten import InvoerFout, OpslagFout

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

logger = logging.getLogger(__name__)

MEEST = 100
"""Most comments and answers on one plan, by one account; without a login nobody can be told apart: by all together."""

PER_UUR = 60
"""Most comments and answers in an hour, counted likewise."""

SAMEN = 10
"""How many times that all accounts together may place."""


class Reacties:
    """The comments in a library.

    Parameters
    ----------
    kast : Bibliotheek
    """

    def __init__(self, kast: Bibliotheek) -> None:
        self._kast = kast

    def list(self, scenarios: Collection[str], nu: datetime | None = None) -> tuple[Reactie, ...]:
        """Return the comments on these scenarios and the answers to them, the last placed first.

        Parameters
        ----------
        scenarios : collection of str
            Ids, such as of one plan (`find_reeks`).
        nu : datetime, optional
            Now by default: what is past its keeping time is left out.

        Raises
        ------
        OpslagFout
            When the database cannot be read.
        """
        rows = self._select(REACTIE.c.scenario.in_(scenarios), nu) if scenarios else ()
        return _read_rijen(rows)

    def list_alles(self, nu: datetime | None = None) -> tuple[Reactie, ...]:
        """Return every comment and answer, the last placed first; errors as `list`."""
        return _read_rijen(self._select(sa.true(), nu))

    def list_onleesbaar(self) -> tuple[str, ...]:
        """Return the ids of rows that are not what was placed: they are shown to nobody; errors as `list`."""
        rows = self._select(sa.true(), None)
        return tuple(str(row["id"]) for row in rows if parse_reactie(row) is None)

    def count(self, scenarios: Collection[str], nu: datetime | None = None) -> dict[str, int]:
        """Return how many comments (no answers) each scenario has; none where there are none; errors as `list`."""
        found: dict[str, int] = {}
        for item in self.list(scenarios, nu):
            found[item.scenario] = found.get(item.scenario, 0) + (not item.op)
        return found

    def add(self, reactie: Reactie, account: str = "") -> bool:
        """Place a comment or an answer; return False when it was there already.

        Parameters
        ----------
        reactie : Reactie
        account : str
            Of who places it, where a login vouched for that.

        Raises
        ------
        InvoerFout
            When the plan is not there or is vastgesteld, the comment that is answered is gone, or there are too many.
        OnzekerFout
            When the database does not answer: who places it again learns whether it was there.
        OpslagFout
            When it cannot be written.
        """

        def place(connection: sa.Connection) -> bool:
            _check_tabel(connection)
            lock_gesprek(connection)
            plan = _find_plan(connection, reactie.scenario, "Een reactie plaatsen kan dan niet meer.")
            _drop_verlopen(connection, reactie.geplaatst_op)
            if _select_een(connection, reactie.id):
                return False
            if reactie.op and not _select_een(connection, reactie.op):
                message = "Deze reactie is er niet meer."
                raise InvoerFout(message, remedie="Ververs de pagina.")
            _check_aantal(connection, [item.id for item in plan], reactie.geplaatst_op, account)
            connection.execute(make_insert(connection, REACTIE, _write_rij(reactie)))
            write_account(connection, Accountsoort.REACTIE, reactie.id, account)
            return True

        return self._kast.write(place)

    def take_back(self, reactie_id: str, geheimen: Collection[str]) -> None:
        """Remove a comment with the answers to it, for who placed it.

        Parameters
        ----------
        reactie_id : str
        geheimen : collection of str
            The visitor's codes.

        Raises
        ------
        InvoerFout
            When it is another's, is gone, or its plan is vastgesteld.
        OpslagFout
            When it cannot be removed.
        """

        def take(connection: sa.Connection) -> None:
            _check_tabel(connection)
            lock_gesprek(connection)
            row = _select_een(connection, reactie_id)
            if row is None:
                message = "Deze reactie is er niet meer."
                raise InvoerFout(message, remedie="Ververs de pagina.")
            if row["geheim"] not in set(map(hash_geheim, geheimen)):
                message = "Alleen wie een reactie plaatste, kan haar terugnemen."
                raise InvoerFout(message, remedie="Vul de code in die u bij het plaatsen kreeg.")
            _find_plan(connection, str(row["scenario"]), "Een reactie terugnemen kan dan niet meer.")
            drop_reacties(connection, REACTIE.c.id == reactie_id, Intrekker.MAKER)

        self._kast.write(take)

    def remove(self, ids: Collection[str]) -> int:
        """Remove comments, with the answers to them, whoever placed them: for who manages the library.

        Returns
        -------
        int
            How many rows went.

        Raises
        ------
        OpslagFout
            When they cannot be removed.
        """
        which = REACTIE.c.id.in_(ids)
        return self._kast.write(lambda open_: drop_reacties(open_, which, Intrekker.BEHEERDER))

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Remove what is past its keeping time; returns and errors as `remove`."""
        return self._kast.write(lambda connection: drop_reacties(connection, _is_verlopen(nu)), ruimt=False)

    def _select(self, which: sa.ColumnElement[bool], nu: datetime | None) -> Sequence[dict[str, Any]]:
        query = sa.select(REACTIE).where(which, ~_is_verlopen(nu))
        ordered = query.order_by(REACTIE.c.geplaatst_op.desc(), REACTIE.c.id)

        def select(connection: sa.Connection) -> Sequence[dict[str, Any]]:
            if not has_tabel(connection, REACTIE):
                return []
            return select_rijen(connection, REACTIE, ordered)

        return self._kast.read(select)


def _read_rijen(rows: Sequence[dict[str, Any]]) -> tuple[Reactie, ...]:
    """Return the comments that are what was placed, and the answers to these."""
    read = [found for row in rows if (found := parse_reactie(row))]
    if len(read) < len(rows):
        logger.warning("%s reacties zijn niet te lezen.", len(rows) - len(read))
    known = {item.id for item in read if not item.op}
    return tuple(item for item in read if not item.op or item.op in known)


def _write_rij(reactie: Reactie) -> dict[str, Any]:
    row = {**dataclasses.asdict(reactie), "id": reactie.id, "gecontroleerd": int(reactie.gecontroleerd)}
    return row | {"geplaatst_op": write_moment(reactie.geplaatst_op)}


def _find_plan(connection: sa.Connection, scenario_id: str, gevolg: str) -> Sequence[Bewaard]:
    """Return the scenarios of a plan on which something may still be said, as it is at this moment."""
    plan = find_reeks(list_streek(connection, scenario_id), scenario_id)
    if not plan:
        message = "Dit scenario staat niet in de bibliotheek."
        raise InvoerFout(message, remedie="Kies een scenario uit de lijst.")
    if is_vastgesteld(plan):
        message = f"Dit plan is vastgesteld. {gevolg}"
        raise InvoerFout(message, remedie="Vraag het aan wie deze installatie beheert.")
    return plan


def _check_tabel(connection: sa.Connection) -> None:
    if not has_tabel(connection, REACTIE):
        message = "In deze bibliotheek is nog geen plaats voor reacties."
        raise OpslagFout(
            message, remedie="Laat de beheerder haar één keer openen met het recht om tabellen te maken."
        )


def _check_aantal(connection: sa.Connection, scenarios: Collection[str], nu: datetime, account: str) -> None:
    here = REACTIE.c.scenario.in_(scenarios)
    lately = REACTIE.c.geplaatst_op > write_moment(nu - timedelta(hours=1))
    times = SAMEN if account else 1
    _refuse_vol(_count(connection, here), MEEST * times)
    _refuse_druk(_count(connection, lately), PER_UUR * times)
    if account and has_tabel(connection, ACCOUNT):  # so that one of them does not close it for the others
        own = REACTIE.c.id.in_(select_van(Accountsoort.REACTIE, account))
        _refuse_vol(_count(connection, sa.and_(here, own)), MEEST, " van u")
        _refuse_druk(_count(connection, sa.and_(lately, own)), PER_UUR, " door u")


def _refuse_vol(aantal: int, meest: int, wie: str = "") -> None:
    if aantal >= meest:
        message = f"Bij dit plan staan al {aantal} reacties en antwoorden{wie}: meer past er niet."
        raise InvoerFout(message, remedie="Vraag de beheerder wat er weg kan.")


def _refuse_druk(aantal: int, meest: int, wie: str = "") -> None:
    if aantal >= meest:
        message = f"Er zijn het afgelopen uur te veel reacties{wie} geplaatst."
        raise InvoerFout(message, remedie="Probeer het over een uur opnieuw.")


def _count(connection: sa.Connection, which: sa.ColumnElement[bool]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(REACTIE).where(which)) or 0)


def _select_een(connection: sa.Connection, reactie_id: str) -> dict[str, Any] | None:
    row = connection.execute(sa.select(REACTIE).where(REACTIE.c.id == reactie_id)).mappings().one_or_none()
    return dict(row) if row else None


def _is_verlopen(nu: datetime | None) -> sa.ColumnElement[bool]:
    return REACTIE.c.geplaatst_op < write_moment((nu or datetime.now(UTC)) - BEWAARTERMIJN)


def _drop_verlopen(connection: sa.Connection, nu: datetime) -> None:
    drop_reacties(connection, _is_verlopen(nu))
