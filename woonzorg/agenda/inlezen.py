"""The files of an agenda: one workbook with a sheet a table, or a file a table. Bytes in, checked lines out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.agendabestand import AGENDA, read_lijnen
from woonzorg.agenda.concentraties import Concentraties, find_concentraties
from woonzorg.agenda.plaatsingen import Plaatsingstelling, add_plaatsingen
from woonzorg.agenda.plaatsingsbestand import PLAATSINGEN, Plaatsing, read_rijen
from woonzorg.agenda.standbestand import STAND, find_verloopfouten, read_standen
from woonzorg.agenda.urgentie import URGENTIE
from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn, Standlijn
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.eigenbestand.vorm import Sjabloontabel
    from woonzorg.verdeling.invoer.veld import Veld

VORMEN: tuple[Sjabloontabel, ...] = (AGENDA, STAND, PLAATSINGEN, URGENTIE)
"""The tables that a file can hold."""


@dataclass(frozen=True)
class Agenda:
    """An agenda, checked.

    Attributes
    ----------
    hash : str
        Twelve digits of the hash of its file.
    lijnen : tuple of Agendalijn
    notities : tuple of str
        What was passed over in the file, to be told.
    """

    hash: str
    lijnen: tuple[Agendalijn, ...]
    notities: tuple[str, ...] = ()


def read_agenda(naam: str, raw: bytes, gemeenten: Mapping[str, str]) -> Agenda:
    """Return the agenda that a file holds.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    gemeenten : mapping
        Code to name, of the region.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, not to be read, or holds no agenda.
    GegevensFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    rows, findings, notes = _open(naam, raw, AGENDA)
    lines = read_lijnen(rows, gemeenten, findings)
    if findings:
        raise refuse_inhoud(naam, findings)
    return Agenda(hashlib.sha256(raw).hexdigest()[:12], tuple(item.deel for item in lines), notes)


def read_stand(naam: str, raw: bytes, agenda: Agenda, nu: Kwartaal) -> tuple[Standlijn, ...]:
    """Return how far the lines of an agenda are, by moment; parameters and errors as `read_agenda`."""
    rows, findings, _ = _open(naam, raw, STAND)
    read = read_standen(rows, agenda.lijnen, nu, findings)
    readers, lines = {id(item.deel): item.lees for item in read}, tuple(item.deel for item in read)
    for fault in find_verloopfouten(lines, agenda.lijnen):
        readers[id(fault.lijn)].say(fault.kolom, f"{fault.wat}; {fault.remedie}")
    if findings:
        raise refuse_inhoud(naam, findings)
    return lines


def read_plaatsingen(
    naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date
) -> tuple[Plaatsingstelling, ...]:
    """Return the counts of the placements in a file, by moment; errors as `read_agenda`.

    Rows that give no moment are of the one that is given here. The rows themselves are kept nowhere.
    """
    return add_plaatsingen(read_plaatsrijen(naam, raw, veld, moment, vandaag), veld)


def read_concentraties(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> Concentraties:
    """Return where the placements in a file raised the concentration; for the maker and the visit only.

    Parameters and errors as `read_plaatsingen`. It names buurten, without numbers: it is kept nowhere and stands on no
    shared page or paper. Placements of two moments count together only where one file holds both.
    """
    return find_concentraties(read_plaatsrijen(naam, raw, veld, moment, vandaag), veld)


def read_plaatsrijen(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> list[Plaatsing]:
    """Return the rows of a file of placements, for functions that count them; errors as `read_agenda`."""
    rows, findings, _ = _open(naam, raw, PLAATSINGEN)
    found = read_rijen(rows, veld, moment, vandaag, findings)
    if findings:
        raise refuse_inhoud(naam, findings, "De plaatsingen zijn niet geteld.")
    return found


def _open(naam: str, raw: bytes, vorm: Sjabloontabel) -> tuple[list[Tabelregel], list[str], tuple[str, ...]]:
    content = read_inhoud(naam, raw, VORMEN)
    tables = [table for table in content.tabellen if table.vorm is vorm]
    if not tables and not content.bevindingen:
        message = f"In het bestand {naam[:80]} staat geen tabel '{vorm.naam}'."
        found = ", ".join(table.vorm.naam for table in content.tabellen) or "niets"
        raise InvoerFout(
            message, verwacht=", ".join(vorm.kolommen), gevonden=found, remedie="Gebruik het sjabloon."
        )
    own = [text for table in tables for text in table.bevindingen]
    return (
        [row for table in tables for row in table.regels],
        own or list(content.bevindingen),
        content.notities,
    )


def make_sjabloon() -> bytes:
    """Return a workbook with a sheet a table, and one that explains every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon uitvoeringsagenda", VORMEN)
