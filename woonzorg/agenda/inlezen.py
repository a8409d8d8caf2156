"""The files of an agenda: one workbook with a sheet a table, or a file a table. Bytes in, checked lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.agendabestand import AGENDA
from woonzorg.agenda.plaatsingsbestand import PLAATSINGEN, Plaatsing, read_rijen
from woonzorg.agenda.standbestand import STAND
from woonzorg.agenda.urgentie import URGENTIE
from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.eigenbestand.vorm import Sjabloontabel
    from woonzorg.verdeling.invoer.veld import Veld

VORMEN: tuple[Sjabloontabel, ...] = (AGENDA, STAND, PLAATSINGEN, URGENTIE)
"""The tables that a file can hold."""


def read_plaatsrijen(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> list[Plaatsing]:
    """Return the rows of a file of placements, for functions that count them and keep none.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    veld, moment, vandaag
        As `plaatsingsbestand.read_rijen`.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, not to be read, or holds no placements.
    InhoudFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    rows, findings = _open(naam, raw, PLAATSINGEN)
    found = read_rijen(rows, veld, moment, vandaag, findings)
    if findings:
        raise refuse_inhoud(naam, findings, "De plaatsingen zijn niet geteld.")
    return found


def _open(naam: str, raw: bytes, vorm: Sjabloontabel) -> tuple[list[Tabelregel], list[str]]:
    content = read_inhoud(naam, raw, VORMEN)
    tables = [table for table in content.tabellen if table.vorm is vorm]
    if not tables and not content.bevindingen:
        message = f"In het bestand {naam[:80]} staat geen tabel '{vorm.naam}'."
        found = ", ".join(table.vorm.naam for table in content.tabellen) or "niets"
        raise InvoerFout(
            message, verwacht=", ".join(vorm.kolommen), gevonden=found, remedie="Gebruik het sjabloon."
        )
    own = [text for table in tables for text in table.bevindingen]
    return [row for table in tables for row in table.regels], own or list(content.bevindingen)


def make_sjabloon() -> bytes:
    """Return a workbook with a sheet a table, and one that explains every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon uitvoeringsagenda", VORMEN)
