"""Withdrawing scenarios: by who made one, as long as nobody else builds on it; by who manages the library, always."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.bibliotheek.bibliotheek import list_streek
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.intrekking import Intrekker, check_ingetrokken, drop_verlopen, take_weg
from woonzorg.bibliotheek.reeks import find_reeks
from woonzorg.bibliotheek.rijen import REACTIE
from woonzorg.bibliotheek.stand import lock_gesprek
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

UITLEG = (
    "Intrekken haalt de hele inhoud weg, voor iedereen. Het kenmerk blijft: wie de link opent, leest dat dit scenario "
    "is ingetrokken. Terughalen kan niet, ook niet door het opnieuw te bewaren."
)
"""Said beside the button."""

_BEHEERDER = "Vraag het aan wie deze installatie beheert."


class Intrekkingen:
    """What is withdrawn from a library.

    Parameters
    ----------
    kast : Bibliotheek
    """

    def __init__(self, kast: Bibliotheek) -> None:
        self._kast = kast

    def withdraw(self, scenario_id: str, codes: Collection[str], nu: datetime | None = None) -> None:
        """Withdraw a scenario, for who made it.

        Parameters
        ----------
        scenario_id : str
        codes : collection of str
            The visitor's codes.
        nu : datetime, optional
            Now by default.

        Raises
        ------
        InvoerFout
            When it is gone, another's, was vastgesteld, or others built or commented on its plan.
        OnzekerFout
            When the database does not answer: who withdraws again learns whether it was gone.
        OpslagFout
            When it cannot be taken away.
        """

        def take(connection: sa.Connection) -> None:
            lock_gesprek(connection)
            plan = find_reeks(list_streek(connection, scenario_id), scenario_id)
            if not plan:
                check_ingetrokken(connection, scenario_id, "Ververs de pagina.")
                message = "Dit scenario staat niet in de bibliotheek."
                raise InvoerFout(message, gevonden=scenario_id[:40], remedie="Ververs de pagina.")
            check_eigen(plan, codes)
            _check_reacties(connection, plan, codes)
            take_weg(connection, [scenario_id], Intrekker.MAKER, nu or datetime.now(UTC))

        self._kast.write(take)

    def remove(self, ids: Collection[str], nu: datetime | None = None) -> int:
        """Withdraw scenarios with the comments on them, for who manages the library; return how many there were.

        Raises
        ------
        OpslagFout
            When they cannot be taken away.
        """
        moment = nu or datetime.now(UTC)
        return self._kast.write(lambda open_: take_weg(open_, ids, Intrekker.BEHEERDER, moment))

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Withdraw what is past its keeping time; returns and errors as `remove`."""
        return self._kast.write(lambda open_: drop_verlopen(open_, nu or datetime.now(UTC)), ruimt=False)


def check_eigen(plan: Sequence[Bewaard], codes: Collection[str]) -> None:
    """Refuse to withdraw from a plan that others share in, or that was adopted.

    Parameters
    ----------
    plan : sequence of Bewaard
        One plan (`find_reeks`).
    codes : collection of str
        The visitor's codes.

    Raises
    ------
    InvoerFout
    """
    own = set(map(hash_geheim, codes))
    if not any(item.maker in own for item in plan):
        message = "Alleen de maker van een plan kan het intrekken."
        raise InvoerFout(message, remedie="Geef uw code als maker, onder 'Uw code, voor een later bezoek'.")
    if not all(item.maker in own for item in plan):
        message = "Anderen hebben dit plan ook bewaard, met een andere status, naam of notitie."
        raise InvoerFout(message, remedie=_BEHEERDER)
    if any(item.scenario.status == "vastgesteld" for item in plan):
        message = "Dit plan is vastgesteld en blijft staan tot de bewaartermijn voorbij is."
        raise InvoerFout(message, remedie=_BEHEERDER)


def _check_reacties(connection: sa.Connection, plan: Sequence[Bewaard], codes: Collection[str]) -> None:
    """Refuse where others said something of the plan: with it their words would go."""
    own = list(map(hash_geheim, codes))
    theirs = sa.and_(REACTIE.c.scenario.in_([item.id for item in plan]), REACTIE.c.geheim.not_in(own))
    if connection.scalar(sa.select(sa.func.count()).select_from(REACTIE).where(theirs)):
        message = "Op dit plan hebben anderen gereageerd: hun woorden zouden mee weggaan."
        raise InvoerFout(message, remedie=_BEHEERDER)
