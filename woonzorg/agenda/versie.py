"""Versions of the agenda: kept under the hash of their lines, and what changed from one to the next ('actualisatie').

An agenda is its maker's own work, with numbers under 10 in it; it has nothing below a gemeente. What of a change may be
shared is told of shared lines (`verslagvergelijking`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from woonzorg.agenda.bewaarvorm import Bevroren, parse_bestand
from woonzorg.agenda.lijn import fold_regel
from woonzorg.agenda.planning import Momentsoort, find_moment
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.plat import strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.voortgang import Agendavoortgang

SOORT = "agenda"
"""What its file says that it is."""

LANGSTE_NAAM = 200


@dataclass(frozen=True)
class Agendaversie(Bevroren):
    """An agenda as it is kept.

    Attributes
    ----------
    regio : str
        Key of the region.
    moment : Kwartaal
        From which moment it holds.
    lijnen : tuple of Agendalijn
    naam, maker : str
        As typed.
    afgeleid_van : str
        Id of the version before; '' for the first.
    """

    soort: ClassVar[str] = SOORT

    regio: str
    moment: Kwartaal
    lijnen: tuple[Agendalijn, ...]
    naam: str = ""
    maker: str = ""
    afgeleid_van: str = ""


def parse_agendaversie(raw: bytes) -> Agendaversie:
    """Return the agenda that a file holds.

    Raises
    ------
    InvoerFout
        When it is no kept agenda, was changed since it was made, or is of another version.
    """
    return parse_bestand(Agendaversie, raw)


def open_agendaversie(raw: bytes, regio: str) -> Agendaversie:
    """Return the agenda that a file holds, of a region; errors as `parse_agendaversie`.

    Parameters
    ----------
    raw : bytes
    regio : str
        Key of the region: an agenda of another is refused; '' for any.
    """
    kept = parse_agendaversie(raw)
    if regio and kept.regio != regio:
        message = "Deze agenda is van een andere streek."
        raise InvoerFout(
            message, verwacht=regio, gevonden=kept.regio[:40], remedie="Kies de agenda van deze streek."
        )
    return kept


def make_actualisatie(voortgang: Agendavoortgang, vorige: Agendaversie, maker: str = "") -> Agendaversie:
    """Return the new version of the agenda that an evaluation yields: with the numbers as they were adjusted.

    Parameters
    ----------
    voortgang : Agendavoortgang
        At a moment of evaluation (Q4); its lines are those of the agenda now.
    vorige : Agendaversie
        The agenda as it was.
    maker : str
        As typed.

    Raises
    ------
    InvoerFout
        When the moment is no evaluation.
    """
    if find_moment(str(voortgang.moment)).soort != Momentsoort.EVALUATIE:
        message = "Een nieuwe versie van de agenda komt bij een evaluatie."
        raise InvoerFout(message, verwacht="Q4", gevonden=str(voortgang.moment))
    lines = {fold_regel(item.lijn.regel): replace(item.lijn, aantal=item.aantal) for item in voortgang.lijnen}
    order = [name for line in vorige.lijnen if (name := fold_regel(line.regel)) in lines]
    order += [name for name in lines if name not in set(order)]
    return Agendaversie(
        vorige.regio, voortgang.moment, tuple(lines[name] for name in order), vorige.naam,
        strip_onzichtbaar(maker)[:LANGSTE_NAAM], vorige.id,
    )  # fmt: skip


class Wijzigingsoort(StrEnum):
    """What happened to a line."""

    TOEGEVOEGD = "toegevoegd"
    VERVALLEN = "vervallen"
    GEWIJZIGD = "gewijzigd"


@dataclass(frozen=True)
class Veldwijziging:
    """One part of a line that changed.

    Attributes
    ----------
    veld : str
        Its column.
    was, nu : str
        As written; '' for empty.
    """

    veld: str
    was: str
    nu: str


@dataclass(frozen=True)
class Agendawijziging:
    """A line that was added, dropped or changed.

    Attributes
    ----------
    soort : Wijzigingsoort
    lijn : Agendalijn
        As it is now; of a line that was dropped as it was.
    velden : tuple of Veldwijziging
        What changed; none for a line that was added or dropped.
    """

    soort: Wijzigingsoort
    lijn: Agendalijn
    velden: tuple[Veldwijziging, ...] = ()


def compare_agendas(vorige: Sequence[Agendalijn], nu: Sequence[Agendalijn]) -> tuple[Agendawijziging, ...]:
    """Return what changed from one version of an agenda to the next: lines added, dropped and changed, in that order.

    A line is the same one by its name, whatever its capitals and spaces.

    Parameters
    ----------
    vorige, nu : sequence of Agendalijn
    """
    before, after = ({fold_regel(line.regel): line for line in lines} for lines in (vorige, nu))
    added = [
        Agendawijziging(Wijzigingsoort.TOEGEVOEGD, line) for name, line in after.items() if name not in before
    ]
    dropped = [
        Agendawijziging(Wijzigingsoort.VERVALLEN, line) for name, line in before.items() if name not in after
    ]
    both = [(before[name], line) for name, line in after.items() if name in before]
    changed = [
        Agendawijziging(Wijzigingsoort.GEWIJZIGD, new, parts)
        for old, new in both
        if (parts := _list_velden(old, new))
    ]
    return (*added, *dropped, *changed)


def _list_velden(was: Agendalijn, nu: Agendalijn) -> tuple[Veldwijziging, ...]:
    names = [part.name for part in fields(was) if part.name != "regel"]
    texts = [(name, _write(getattr(was, name)), _write(getattr(nu, name))) for name in names]
    return tuple(Veldwijziging(*item) for item in texts if item[1] != item[2])


def _write(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return "" if waarde is None else str(waarde)
