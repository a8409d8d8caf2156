"""The files of a visit together: seven gemeenten each give their part, and a file given again takes its own place.

All or nothing: where one of them is wrong none is taken, and what is wrong is told of all together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from woonzorg.agenda.agendabestand import AGENDA, read_lijnen
from woonzorg.agenda.bundeldeel import (
    Agendadeel,
    list_inhoud,
    make_lijnsleutel,
    make_standsleutel,
    make_urgentiesleutel,
)
from woonzorg.agenda.bundeltoets import find_bundelfouten, find_nieuwe_fouten, find_vanaf
from woonzorg.agenda.bundelwoorden import tell_bijgesteld, tell_naast, tell_vervallen, tell_vervangen
from woonzorg.agenda.concentraties import find_concentraties
from woonzorg.agenda.inlezen import VORMEN
from woonzorg.agenda.lijn import fold_regel
from woonzorg.agenda.plaatsingen import add_plaatsingen
from woonzorg.agenda.plaatsingsbestand import PLAATSINGEN, read_rijen
from woonzorg.agenda.planning import find_nu
from woonzorg.agenda.standbestand import STAND, is_achterhaald, read_standen
from woonzorg.agenda.urgentie import URGENTIE, read_urgentieregels
from woonzorg.agenda.versie import Agendaversie, make_actualisatie, open_agendaversie
from woonzorg.eigenbestand.lezen import limit_bevindingen, read_inhoud, refuse_inhoud
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from woonzorg.agenda.bundeldeel import Sleutel
    from woonzorg.agenda.bundeltoets import Bundelfout
    from woonzorg.agenda.cel import Gelezen
    from woonzorg.agenda.concentraties import Concentraties
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn, Standlijn
    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.plaatsingsbestand import Plaatsing
    from woonzorg.agenda.urgentie import Urgentieregel
    from woonzorg.agenda.voortgang import Agendavoortgang
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.eigenbestand.vorm import Sjabloontabel
    from woonzorg.verdeling.invoer.veld import Veld

T = TypeVar("T")


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
        """How far they are, by moment; each with the name that its agenda writes.

        What was adjusted before the moment of a kept agenda does not hold any more: that agenda came later.
        """
        names, since = {fold_regel(line.regel): line.regel for line in self.lijnen}, find_vanaf(self.delen)
        every = [line for part in self.delen for line in part.standen]
        holding = [
            replace(line, bijgesteld=None)
            if is_achterhaald(line, since.get(fold_regel(line.regel)))
            else line
            for line in every
        ]
        return tuple(replace(line, regel=names.get(fold_regel(line.regel), line.regel)) for line in holding)

    @property
    def tellingen(self) -> tuple[Plaatsingstelling, ...]:
        """Counts of the placements."""
        return tuple(count for part in self.delen for count in part.tellingen)

    @property
    def urgentie(self) -> tuple[Urgentieregel, ...]:
        """Urgency rules."""
        return tuple(rule for part in self.delen for rule in part.urgentie)

    @property
    def versie(self) -> Agendaversie | None:
        """The kept agenda that all lines come from; None where they come from tables, or from more files."""
        parts = [part for part in self.delen if part.lijnen]
        return parts[0].versie if len(parts) == 1 else None


def make_opvolger(
    bundel: Agendabundel, voortgang: Agendavoortgang, regio: str, maker: str = ""
) -> tuple[Agendaversie, Agendaversie]:
    """Return the agenda as it is, and the one that an evaluation makes of it.

    Where it was kept, the new one is derived from that and has its name. Lines of tables were kept nowhere: then the
    new one is the first.

    Parameters
    ----------
    bundel : Agendabundel
    voortgang : Agendavoortgang
        Of the same lines; errors as `versie.make_actualisatie`.
    regio : str
        Key of the region.
    maker : str
        As typed.
    """
    old = bundel.versie or Agendaversie(regio, voortgang.moment, bundel.lijnen)
    new = make_actualisatie(voortgang, old, maker)
    return old, new if bundel.versie else replace(new, afgeleid_van="")


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
    regio : str
        Key of the region: a kept agenda of another is refused; '' where that does not matter.
    """

    gemeenten: Mapping[str, str]
    get_veld: Callable[[], Veld]
    nu: Kwartaal
    vandaag: date
    moment: Kwartaal | None = None
    regio: str = ""


@dataclass
class _Lezing:
    """One file while it is read."""

    naam: str
    hash: str
    tabellen: dict[str, tuple[Tabelregel, ...]] = field(default_factory=dict)
    lijnen: tuple[Agendalijn, ...] = ()
    versie: Agendaversie | None = None
    plekken: dict[Sleutel, str] = field(default_factory=dict)
    notities: list[str] = field(default_factory=list)
    bevindingen: list[str] = field(default_factory=list)
    ongelezen: list[tuple[Sjabloontabel | None, str]] = field(default_factory=list)
    is_open: bool = False
    agenda_los: bool = False

    def find(self, vorm: Sjabloontabel) -> tuple[Tabelregel, ...]:
        return self.tabellen.get(vorm.naam, ())

    def keep(self, gelezen: Sequence[Gelezen[T]], sleutel: Callable[[T], Sleutel]) -> tuple[T, ...]:
        """Return what was read, and remember where each stands."""
        self.plekken |= {sleutel(item.deel): item.plek for item in gelezen}
        return tuple(item.deel for item in gelezen)


def add_bestanden(
    bundel: Agendabundel, bestanden: Sequence[tuple[str, bytes]], grond: Leesgrond
) -> Agendabundel:
    """Return a bundle with other files in it.

    Files of one name stand beside each other where they tell of different lines, moments or gemeenten: seven gemeenten
    may each give a 'stand.xlsx'. One that tells all that an earlier file of its name does, takes the place of that, and
    says so. Where it tells a part of it neither is the better one: that is refused, as it is within one upload.

    Parameters
    ----------
    bundel : Agendabundel
    bestanden : sequence of (str, bytes)
        Name and content of each; each holds one table or more, or a kept agenda.
    grond : Leesgrond

    Raises
    ------
    InhoudFout
        When something is wrong with one of them, or with all together: all findings, each with file, row, column and
        remedy as far as these are known.
    """
    readings = [_open(name, raw, grond) for name, raw in dict.fromkeys(bestanden)]
    lines = [*bundel.lijnen, *(line for reading in readings for line in reading.lijnen)]
    placed: list[Plaatsing] = []
    whole = bool(lines) and not any(reading.agenda_los for reading in readings)
    _check_agenda(readings, lines)
    parts = [_read_deel(reading, lines, grond, placed, heel=whole) for reading in readings]
    kept, new = _replace_delen(bundel.delen, parts)
    _refuse(readings, new, find_nieuwe_fouten(bundel.delen, kept, new, heel=whole))
    every = (
        *kept,
        *(
            replace(part, notities=(*part.notities, *tell_bijgesteld(part, [*kept, *new], grond.nu)))
            for part in new
        ),
    )
    if not placed:
        return Agendabundel(every, bundel.concentraties, bundel.los)
    return Agendabundel(
        every,
        find_concentraties(placed, grond.get_veld()),
        any(part.tellingen for part in kept),
    )


def remove_deel(bundel: Agendabundel, titel: str) -> Agendabundel:
    """Return a bundle without one of its files; where placements raised the concentration is then not known any more.

    Parameters
    ----------
    bundel : Agendabundel
    titel : str
        Of the file.
    """
    kept = tuple(part for part in bundel.delen if part.titel != titel)
    if any(part.tellingen for part in bundel.delen if part.titel == titel):
        return Agendabundel(kept)
    return replace(bundel, delen=kept)


def find_bundelfout(bundel: Agendabundel) -> InhoudFout | None:
    """Return what is wrong with the files that there are, since one of them was taken away; None when all is well."""
    found = [f"{fault.deel}, {fault.tekst}" for fault in find_bundelfouten(bundel.delen)]
    message, remedy = (
        "Deze bestanden passen niet bij elkaar.",
        "Geef wat ontbreekt, of haal weg wat niet klopt.",
    )
    return InhoudFout(message, found, remedie=remedy) if found else None


def _open(naam: str, raw: bytes, grond: Leesgrond) -> _Lezing:
    reading = _Lezing(naam, hashlib.sha256(raw).hexdigest()[:12])
    try:
        _fill(reading, raw, grond)
        reading.is_open = True
        reading.notities += tell_vervallen(reading.lijnen)
    except InvoerFout as fout:
        reading.bevindingen.append(str(fout))
    return reading


def _fill(lezing: _Lezing, raw: bytes, grond: Leesgrond) -> None:
    """Read the tables of a file, and the lines of its agenda; or the agenda that it keeps."""
    if lezing.naam.lower().endswith(".json"):
        lezing.versie = open_agendaversie(raw, grond.regio)
        lezing.lijnen = lezing.versie.lijnen
        return
    content = read_inhoud(lezing.naam, raw, VORMEN)
    lezing.tabellen = {table.vorm.naam: table.regels for table in content.tabellen}
    lezing.notities, lezing.bevindingen = list(content.notities), list(content.bevindingen)
    lezing.ongelezen = list(content.ongelezen)
    lezing.agenda_los = any(table.bevindingen for table in content.tabellen if table.vorm is AGENDA)
    lines = read_lijnen(lezing.find(AGENDA), grond.gemeenten, lezing.bevindingen)
    lezing.lijnen = lezing.keep(lines, lambda line: make_lijnsleutel(line.regel))


def _check_agenda(lezingen: Sequence[_Lezing], bekend: Sequence[Agendalijn]) -> None:
    """Tell of a stand without any agenda: but where one was given and could not be read, that is what is told."""
    if bekend or not all(reading.is_open and not reading.agenda_los for reading in lezingen):
        return
    for reading in lezingen:
        if reading.find(STAND):
            unread = [text for table, text in reading.ongelezen if table is AGENDA]
            reading.bevindingen += unread or [
                "dit is een stand, en er is nog geen agenda; geef ook het bestand met de agenda"
            ]


def _read_deel(
    lezing: _Lezing, bekend: Sequence[Agendalijn], grond: Leesgrond, geplaatst: list[Plaatsing], *, heel: bool
) -> Agendadeel:
    """Return what a file holds; the rows of its placements go to who counts them, and no further."""
    found = lezing.bevindingen
    read = read_standen(lezing.find(STAND), bekend, grond.nu, found, heel=heel)
    rules = read_urgentieregels(lezing.find(URGENTIE), grond.gemeenten, found)
    return Agendadeel(
        lezing.naam, lezing.hash, lezing.lijnen, lezing.keep(read, make_standsleutel),
        _count_plaatsingen(lezing, grond, geplaatst), lezing.keep(rules, make_urgentiesleutel), tuple(lezing.notities),
        lezing.plekken, versie=lezing.versie,
    )  # fmt: skip


def _count_plaatsingen(
    lezing: _Lezing, grond: Leesgrond, geplaatst: list[Plaatsing]
) -> tuple[Plaatsingstelling, ...]:
    """Return the counts of placements, and tell how many name no moment; their rows go to who counts them."""
    placed, moment = lezing.find(PLAATSINGEN), grond.moment or find_nu(grond.vandaag).kwartaal
    if not placed:
        return ()
    rows = read_rijen(placed, grond.get_veld(), moment, grond.vandaag, lezing.bevindingen)
    geplaatst += rows
    if bare := sum(not row.read_tekst("moment") for row in placed):
        told = count_woord(bare, "rij zonder moment telt", "rijen zonder moment tellen")
        lezing.notities.append(f"blad {PLAATSINGEN.naam}: {told} mee over {moment}")
    return add_plaatsingen(rows, grond.get_veld()) if rows else ()


def _replace_delen(
    oud: Sequence[Agendadeel], nieuw: Sequence[Agendadeel]
) -> tuple[list[Agendadeel], list[Agendadeel]]:
    """Return the files that stay, and the new ones with their numbers and what they take the place of."""
    kept, new = list(oud), list[Agendadeel]()
    for part in nieuw:
        gone = [old for old in kept if _is_vervangen(old, part)]
        kept = [old for old in kept if old not in gone]
        taken = {one.nummer for one in (*kept, *new) if one.naam == part.naam}
        number = next(place for place in count(1) if place not in taken)
        notes = (*part.notities, *(tell_vervangen(old, part) for old in gone if old.hash != part.hash))
        new.append(replace(part, nummer=number, notities=notes))
    return kept, [replace(part, notities=(*part.notities, *tell_naast(part, [*kept, *new]))) for part in new]


def _is_vervangen(oud: Agendadeel, nieuw: Agendadeel) -> bool:
    """Tell whether a file tells all that another of its name does."""
    told = list_inhoud(oud).keys()
    return oud.naam == nieuw.naam and (
        oud.hash == nieuw.hash or (bool(told) and told <= list_inhoud(nieuw).keys())
    )


def _refuse(lezingen: Sequence[_Lezing], delen: Sequence[Agendadeel], fouten: Sequence[Bundelfout]) -> None:
    own = {part.titel: reading.bevindingen for reading, part in zip(lezingen, delen, strict=True)}
    told = [(name, text) for name, findings in own.items()
            for text in (*findings, *(fault.tekst for fault in fouten if fault.deel == name))]  # fmt: skip
    told += [(fault.deel, fault.tekst) for fault in fouten if fault.deel not in own]
    if not told:
        return
    told += [
        (part.titel, text)
        for reading, part in zip(lezingen, delen, strict=True)
        for _, text in reading.ongelezen
    ]
    if len(own) == 1:
        [only] = own
        findings = [text if name == only else f"bestand {name}, {text}" for name, text in told]
        raise refuse_inhoud(only, findings, "Er is niets ingelezen.")
    wrong = dict.fromkeys(name for name, _ in told)
    message = f"{count_woord(len(wrong), 'bestand klopt', 'bestanden kloppen')} niet. Er is niets ingelezen."
    per_file = {name: limit_bevindingen([text for one, text in told if one == name]) for name in wrong}
    findings = [f"{name}, {text}" for name, texts in per_file.items() for text in texts]
    raise InhoudFout(message, findings, remedie="Verbeter deze cellen en geef de bestanden opnieuw.")
