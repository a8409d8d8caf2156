"""A visitor: who a login or a proxy says it is, and what that one may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.toegang.rechten import Gebruikersrol, describe_wie, is_bevoegd

if TYPE_CHECKING:
    from woonzorg.toegang.rechten import Daad

OPEN_INSTALLATIE = (
    "In deze installatie melden bezoekers zich niet aan. Wie haar kan openen, kan dit. Namen zijn niet "
    "gecontroleerd."
)
"""Said where it matters in an installation without logins."""


class ToegangFout(InvoerFout):
    """Somebody asked for what he may not do."""


@dataclass(frozen=True)
class Bezoeker:
    """Who is there.

    Attributes
    ----------
    account : str
        By which a login or a proxy knows him; '' for nobody.
    naam : str
        What he is called there; '' when that is not told.
    rol : Gebruikersrol or None
        None for who may not even look.
    gecontroleerd : bool
        Whether a login or a proxy vouches for account and name.
    waarom : str
        Why he has no role, in Dutch; '' for who has one.
    """

    account: str = ""
    naam: str = ""
    rol: Gebruikersrol | None = None
    gecontroleerd: bool = False
    waarom: str = ""

    @property
    def weergave(self) -> str:
        """What he is called on screen."""
        return self.naam or self.account

    def may(self, daad: Daad) -> bool:
        """Tell whether this visitor may do something."""
        return is_bevoegd(self.rol, daad)

    def check(self, daad: Daad) -> None:
        """Refuse what this visitor may not do.

        Raises
        ------
        ToegangFout
        """
        if self.may(daad):
            return
        remedy = "Vraag het aan wie deze installatie beheert." if self.rol else "Meld u opnieuw aan."
        raise ToegangFout(self.waarom or describe_wie(daad), remedie=remedy)


IEDEREEN = Bezoeker(rol=Gebruikersrol.BEHEERDER)
"""Who comes to an installation without logins: all is open, and nobody is known."""
