"""Reports and agendas that are kept on the server, for who is logged in: nobody else is told what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.bouwstenen.werk import inloggen
from pages.bouwstenen.werk.kast import open_kast
from woonzorg.agenda.verslag import Verslag
from woonzorg.bibliotheek.agendakast import Agendakast

if TYPE_CHECKING:
    from woonzorg.bibliotheek.agendakast import BewaardStuk


def list_bewaard(regio: str) -> tuple[BewaardStuk, ...]:
    """Return the reports of a region that are kept, the last first; none for who is not logged in.

    Raises
    ------
    OpslagFout
        When the library cannot be read: then it is not known what was shared.
    """
    return Agendakast(open_kast()).list_verslagen(regio) if inloggen.find_ingelogd() else ()


def list_agendas(regio: str) -> tuple[BewaardStuk, ...]:
    """Return the agendas of a region that the visitor kept, the last first; errors as `list_bewaard`."""
    who = inloggen.find_ingelogd()
    kept = Agendakast(open_kast()).list_agendas(regio) if who else ()
    return tuple(item for item in kept if item.bewaard_door == who)


def list_anderen(regio: str) -> tuple[Verslag, ...]:
    """Return these reports as such, to hold a new one against; errors as `list_bewaard`."""
    return tuple(item.stuk for item in list_bewaard(regio) if isinstance(item.stuk, Verslag))
