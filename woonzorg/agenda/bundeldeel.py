"""What one file of a visit holds, and what each row of it is about: by that, files are held against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.agenda.lijn import fold_regel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn, Standlijn
    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.urgentie import Urgentieregel
    from woonzorg.agenda.versie import Agendaversie

Sleutel = tuple[str, ...]
"""What a row is about: the name of its table, and what may stand there once."""

_LIJN, _STAND, _TELLING, _URGENTIE = "agenda", "stand", "plaatsingen", "urgentie"


@dataclass(frozen=True)
class Agendadeel:
    """What one file holds; of placements its counts and no row.

    Attributes
    ----------
    naam : str
        Of the file.
    hash : str
        Twelve digits of the hash of the file.
    lijnen : tuple of Agendalijn
    standen : tuple of Standlijn
    tellingen : tuple of Plaatsingstelling
    urgentie : tuple of Urgentieregel
    notities : tuple of str
        What was passed over in it, to be told.
    plekken : mapping
        Where a row stands, by what it is about; none of placements.
    nummer : int
        Files of one name are told apart by it.
    versie : Agendaversie or None
        The kept agenda that it is; None for tables.
    """

    naam: str
    hash: str
    lijnen: tuple[Agendalijn, ...] = ()
    standen: tuple[Standlijn, ...] = ()
    tellingen: tuple[Plaatsingstelling, ...] = ()
    urgentie: tuple[Urgentieregel, ...] = ()
    notities: tuple[str, ...] = ()
    plekken: Mapping[Sleutel, str] = field(default_factory=dict)
    nummer: int = 1
    versie: Agendaversie | None = None

    @property
    def vanaf(self) -> Kwartaal | None:
        """From which moment its agenda holds; None where the file does not say so."""
        return self.versie.moment if self.versie else None

    @property
    def titel(self) -> str:
        """Its name, as it is told."""
        return self.naam[:80] if self.nummer == 1 else f"{self.naam[:80]} ({self.nummer})"

    def find_plek(self, sleutel: Sleutel) -> str:
        """Return the sheet and row where something stands; '' where that is not known."""
        return self.plekken.get(sleutel, "")


def make_lijnsleutel(regel: str) -> Sleutel:
    """Return what a line of an agenda is known by."""
    return _LIJN, fold_regel(regel)


def make_standsleutel(lijn: Standlijn) -> Sleutel:
    """Return what a stand is known by: its moment and line."""
    return _STAND, str(lijn.moment), fold_regel(lijn.regel)


def make_urgentiesleutel(regel: Urgentieregel) -> Sleutel:
    """Return what an urgency rule is known by: its gemeente and group."""
    return _URGENTIE, regel.gemeente, regel.groep


def is_telling(sleutel: Sleutel) -> bool:
    """Tell whether it is of placements: files may count beside each other there."""
    return sleutel[0] == _TELLING


def list_inhoud(deel: Agendadeel) -> dict[Sleutel, tuple[str, object]]:
    """Return all that a file tells, by what it is about: in words that begin with the column, and what it says."""
    return {
        **{make_lijnsleutel(line.regel): (f"kolom regel: '{line.regel}'", line) for line in deel.lijnen},
        **{make_standsleutel(line): (f"kolom regel: de stand van '{line.regel}' over {line.moment}", line)
           for line in deel.standen},
        **{make_urgentiesleutel(rule): (f"kolom groep: '{rule.groep}' van {rule.gemeente}", rule)
           for rule in deel.urgentie},
        **{(_TELLING, str(count.moment), *key): (f"kolom code: plaatsingen in {key[0]} over {count.moment}", homes)
           for count in deel.tellingen for key, homes in count.per_gemeente.items()},
    }  # fmt: skip
