"""The files of a visit together: seven gemeenten each give their part, and a file given again takes its own place.

All or nothing: where one of them is wrong none is taken, and what is wrong is told of all together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.agenda.agendabestand import AGENDA, read_lijnen
from woonzorg.agenda.concentraties import find_concentraties
from woonzorg.agenda.inlezen import VORMEN
from woonzorg.agenda.plaatsingen import add_plaatsingen
from woonzorg.agenda.plaatsingsbestand import PLAATSINGEN, read_rijen
from woonzorg.agenda.planning import find_nu
from woonzorg.agenda.standbestand import STAND, find_verloopfouten, read_standen
from woonzorg.agenda.urgentie import URGENTIE, read_urgentieregels
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from woonzorg.agenda.concentraties import Concentraties
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn, Standlijn
    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.plaatsingsbestand import Plaatsing
    from woonzorg.agenda.urgentie import Urgentieregel
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.eigenbestand.vorm import Sjabloontabel
    from woonzorg.verdeling.invoer.veld import Veld


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
    """

    naam: str
    hash: str
    lijnen: tuple[Agendalijn, ...] = ()
    standen: tuple[Standlijn, ...] = ()
    tellingen: tuple[Plaatsingstelling, ...] = ()
    urgentie: tuple[Urgentieregel, ...] = ()
    notities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agendabundel:
    """All files that were taken, in the order in which they were given.

    Attributes
    ----------
    delen : tuple of Agendadeel
    concentraties : Concentraties or None
        Where the placements that were given last raised the concentration; for who gave them, and this visit. None
        without placements.
    los : bool
        Whether there are other placements, given before, that these do not know of: their rows are kept nowhere.
    """

    delen: tuple[Agendadeel, ...] = ()
    concentraties: Concentraties | None = None
    los: bool = False

    @property
    def lijnen(self) -> tuple[Agendalijn, ...]:
        """Lines of all agendas."""
        return tuple(line for part in self.delen for line in part.lijnen)

    @property
    def standen(self) -> tuple[Standlijn, ...]:
        """How far they are, by moment."""
        return tuple(line for part in self.delen for line in part.standen)

    @property
    def tellingen(self) -> tuple[Plaatsingstelling, ...]:
        """Counts of the placements."""
        return tuple(count for part in self.delen for count in part.tellingen)

    @property
    def urgentie(self) -> tuple[Urgentieregel, ...]:
        """Urgency rules."""
        return tuple(rule for part in self.delen for rule in part.urgentie)


@dataclass(frozen=True)
class Leesgrond:
    """What the files are read against.

    Attributes
    ----------
    gemeenten : mapping
        Code to name, of the region.
    get_veld : callable
        Gives the field of the level buurt; asked for where there are placements.
    nu : Kwartaal
        What is reported of a later quarter is still to come.
    vandaag : date
        No decision is later.
    moment : Kwartaal or None
        That is looked at: of placements that name none; None for the one that is due.
    """

    gemeenten: Mapping[str, str]
    get_veld: Callable[[], Veld]
    nu: Kwartaal
    vandaag: date
    moment: Kwartaal | None = None


@dataclass
class _Lezing:
    """One file while it is read."""

    naam: str
    hash: str
    tabellen: dict[str, tuple[Tabelregel, ...]] = field(default_factory=dict)
    notities: tuple[str, ...] = ()
    bevindingen: list[str] = field(default_factory=list)

    def find(self, vorm: Sjabloontabel) -> tuple[Tabelregel, ...]:
        return self.tabellen.get(vorm.naam, ())


def add_bestanden(
    bundel: Agendabundel, bestanden: Sequence[tuple[str, bytes]], grond: Leesgrond
) -> Agendabundel:
    """Return a bundle with other files in it; one of a name that it has takes the place of that.

    Parameters
    ----------
    bundel : Agendabundel
    bestanden : sequence of (str, bytes)
        Name and content of each; each holds one table or more.
    grond : Leesgrond

    Raises
    ------
    InhoudFout
        When something is wrong with one of them: all findings together, each with file, row, column and remedy.
    """
    names = {name for name, _ in bestanden}
    kept = [part for part in bundel.delen if part.naam not in names]
    readings = [_open(name, raw) for name, raw in bestanden]
    lines = {reading.naam: read_lijnen(reading.find(AGENDA), grond.gemeenten, reading.bevindingen)
             for reading in readings}  # fmt: skip
    known = [line for part in kept for line in part.lijnen]
    known += [line for own in lines.values() for line in own]
    placed: list[Plaatsing] = []
    new = [_read_deel(reading, lines[reading.naam], known, grond, placed) for reading in readings]
    _check_samen(kept, new, {reading.naam: reading.bevindingen for reading in readings})
    _refuse(readings)
    if not placed:
        return Agendabundel((*kept, *new), bundel.concentraties, bundel.los)
    before = any(part.tellingen for part in kept)
    return Agendabundel((*kept, *new), find_concentraties(placed, grond.get_veld()), before)


def _open(naam: str, raw: bytes) -> _Lezing:
    reading = _Lezing(naam, hashlib.sha256(raw).hexdigest()[:12])
    try:
        content = read_inhoud(naam, raw, VORMEN)
    except InvoerFout as fout:
        reading.bevindingen.append(str(fout))
        return reading
    reading.tabellen = {table.vorm.naam: table.regels for table in content.tabellen}
    reading.notities, reading.bevindingen = content.notities, list(content.bevindingen)
    return reading


def _read_deel(
    lezing: _Lezing, lijnen: tuple[Agendalijn, ...], bekend: Sequence[Agendalijn], grond: Leesgrond,
    geplaatst: list[Plaatsing],
) -> Agendadeel:  # fmt: skip
    """Return what a file holds; the rows of its placements go to who counts them, and no further."""
    found, stands, placed = lezing.bevindingen, lezing.find(STAND), lezing.find(PLAATSINGEN)
    moment = grond.moment or find_nu(grond.vandaag).kwartaal
    rows = read_rijen(placed, grond.get_veld(), moment, grond.vandaag, found) if placed else []
    geplaatst += rows
    if stands and not bekend:
        found.append("dit is een stand, en er is nog geen agenda; geef ook het bestand met de agenda")
    return Agendadeel(
        lezing.naam, lezing.hash, lijnen,
        read_standen(stands, bekend, grond.nu, found) if bekend else (),
        add_plaatsingen(rows, grond.get_veld()) if rows else (),
        read_urgentieregels(lezing.find(URGENTIE), grond.gemeenten, found),
        (*lezing.notities, *_tell_zonder_moment(placed, moment)),
    )  # fmt: skip


def _tell_zonder_moment(rijen: Sequence[Tabelregel], moment: Kwartaal) -> Iterator[str]:
    """Tell how many placements name no moment, and in which they count."""
    count = sum(not row.read_tekst("moment") for row in rijen)
    if count:
        rows = count_woord(count, "rij zonder moment telt", "rijen zonder moment tellen")
        yield f"blad {PLAATSINGEN.naam}: {rows} mee over {moment}"


def _check_samen(
    oud: Sequence[Agendadeel], nieuw: Sequence[Agendadeel], bevindingen: Mapping[str, list[str]]
) -> None:
    """Add what is wrong with files that are each right by themselves."""
    parts = [*oud, *nieuw]
    for part in nieuw:
        found = bevindingen[part.naam]
        others = [other for other in parts if other is not part]
        found += _find_zelfde(part, others)
        found += _find_dubbel(part, others)
        found += _find_verloop(part, others)
    if nieuw:
        bevindingen[nieuw[-1].naam].extend(_find_wees(parts, oud))


def _name_inhoud(deel: Agendadeel) -> dict[object, str]:
    """Return all that may stand in one file only, by what it is known by, in words that begin with its column."""
    return {
        **{line.regel.casefold(): f"kolom regel: '{line.regel}'" for line in deel.lijnen},
        **{(line.moment, line.regel): f"kolom regel: de stand van '{line.regel}' over {line.moment}"
           for line in deel.standen},
        **{(rule.gemeente, rule.groep): f"kolom groep: '{rule.groep}' van {rule.gemeente}" for rule in deel.urgentie},
    }  # fmt: skip


def _find_dubbel(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> list[str]:
    where = {key: other.naam for other in anderen for key in _name_inhoud(other)}
    return [
        f"{word} staat ook in het bestand {where[key][:80]}; haal er een weg"
        for key, word in _name_inhoud(deel).items()
        if key in where
    ]


def _find_zelfde(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> list[str]:
    return [
        f"heeft dezelfde inhoud als het bestand {other.naam[:80]}; geef een van beide"
        for other in anderen
        if other.hash == deel.hash
    ]


def _find_verloop(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> list[str]:
    """Find what is wrong with a stand beside those of other files: its own file was looked at by itself."""
    parts = [deel, *anderen]
    every = [line for part in parts for line in part.standen]
    agenda = [line for part in parts for line in part.lijnen]
    own = {id(line) for line in deel.standen}
    told = {id(line) for line, _ in find_verloopfouten(deel.standen, agenda)}
    return [
        f"regel {line.regel}, kolom opgeleverd: {text}"
        for line, text in find_verloopfouten(every, agenda)
        if id(line) in own - told
    ]


def _find_wees(delen: Sequence[Agendadeel], oud: Sequence[Agendadeel]) -> list[str]:
    """Find stands that were taken earlier and whose line is in no agenda any more."""
    known = {line.regel for part in delen for line in part.lijnen}
    return [
        f"kolom regel: '{line.regel}' ontbreekt, en het bestand {part.naam[:80]} heeft er een stand van"
        for part in oud
        for line in part.standen
        if line.regel not in known
    ]


def _refuse(lezingen: Sequence[_Lezing]) -> None:
    wrong = [reading for reading in lezingen if reading.bevindingen]
    if not wrong:
        return
    if len(lezingen) == 1:
        raise refuse_inhoud(wrong[0].naam, wrong[0].bevindingen, "Er is niets ingelezen.")
    findings = [
        f"{reading.naam[:80]}, {text}" for reading in wrong for text in dict.fromkeys(reading.bevindingen)
    ]
    message = f"{count_woord(len(wrong), 'bestand klopt', 'bestanden kloppen')} niet. Er is niets ingelezen."
    raise InhoudFout(message, findings, remedie="Verbeter deze cellen en geef de bestanden opnieuw.")
