"""The fictional agenda of the fictional region, with two moments, so that the page Voortgang shows itself.

Its files lie beside this code and are read as anyone's files are. Nobody agreed to it, and it is for that region only:
real names never carry invented figures. It is no part of the region's figures, whose id vouches for those alone.

What it has to discuss: fewer lettings in one gemeente than agreed; homes in kwetsbare buurten, of which some without a
decision; a buurt that became a concentratie; a line that is late, one that was adjusted, one that was not reported; an
agreement that cannot be measured; themes without one; urgency rules that differ, and one that the law does not allow.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, Rol

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.veld import Veld

STREEK = "voorbeeldstreek"

MOMENT, DAG = Kwartaal(2026, 4), date(2026, 11, 29)
"""The last moment that it reports of, and the day on which it is read, whatever day it is."""

VERZONNEN = "Dit is een verzonnen agenda van een verzonnen streek. Niemand heeft dit afgesproken."
"""Stands beside all that is shown of it."""

NAMEN: tuple[str, ...] = ("agenda", "stand", "plaatsingen", "urgentie")
"""Its tables."""

_MAP = Path(__file__).parent / "voorbeeldagenda"


def has_voorbeeld(snapshot: Snapshot) -> bool:
    """Tell whether it is for the region of these figures: the fictional one only."""
    return snapshot.manifest.fictief and snapshot.manifest.regio.naam == STREEK


def list_voorbeeldbestanden() -> tuple[tuple[str, bytes], ...]:
    """Return its files, name and content, as they may be handed out: each name says that it is invented."""
    return tuple((f"verzonnen-{name}.csv", (_MAP / f"{name}.csv").read_bytes()) for name in NAMEN)


def load_voorbeeldagenda(snapshot: Snapshot, get_veld: Callable[[], Veld]) -> Agendabundel:
    """Return the fictional agenda, as files that were given.

    Parameters
    ----------
    snapshot : Snapshot
        Of the fictional region.
    get_veld : callable
        Gives its field of the level buurt.

    Raises
    ------
    InvoerFout
        When the figures are of a real region, or of another.
    """
    if not has_voorbeeld(snapshot):
        message = "De verzonnen agenda is alleen voor de verzonnen streek."
        raise InvoerFout(message, verwacht=STREEK, gevonden=snapshot.manifest.regio.naam)
    areas = snapshot.gebieden
    towns = areas[(areas["niveau"] == Niveau.GEMEENTE) & (areas["rol"] == Rol.REGIO)]
    names = dict(zip(towns["code"].astype(str), towns["naam"].astype(str), strict=True))
    return add_bestanden(Agendabundel(), list_voorbeeldbestanden(), Leesgrond(names, get_veld, MOMENT, DAG))


def is_voorbeeld(bundel: Agendabundel) -> bool:
    """Tell whether a bundle has a file of the fictional agenda in it."""
    return bool({part.naam for part in bundel.delen} & {name for name, _ in list_voorbeeldbestanden()})
