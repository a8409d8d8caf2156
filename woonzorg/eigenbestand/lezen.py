"""The one reader of every file that a planner gives: bytes and a name in, the tables of a template out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.archief import Archief
from woonzorg.eigenbestand.blad import Blad, Onleesbaar, refuse_slot
from woonzorg.eigenbestand.csvtekst import read_csv
from woonzorg.eigenbestand.geojson import read_geojson
from woonzorg.eigenbestand.ods import read_ods
from woonzorg.eigenbestand.sjabloon import UITLEG
from woonzorg.eigenbestand.tabel import Bestandstabel, list_koppen, make_tabel
from woonzorg.eigenbestand.xlsx import read_xlsx
from woonzorg.fouten import InhoudFout, InvoerFout, describe_weigering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from woonzorg.eigenbestand.vorm import Sjabloontabel

GROOTSTE_BESTAND = 20_000_000
"""Larger files (bytes) are refused."""

TABELLEN: tuple[str, ...] = ("csv", "txt", "tsv", "xlsx", "xlsm", "ods")
"""Kinds of file that hold a table, by their extension; the text kinds first."""
KAARTEN: tuple[str, ...] = ("geojson", "json")
"""Kinds of file that hold objects on a map."""

_ALS_XLSX = "Open het, en bewaar het als Excel-werkmap (.xlsx)."
_ANDERS: Mapping[str, str] = {
    **dict.fromkeys(
        ("xls", "xlsb", "xlt", "xltx", "numbers", "gsheet", "fods", "sxc", "wk1", "dbf"), _ALS_XLSX
    ),
    **dict.fromkeys(("shp", "gpkg", "gml", "kml", "zip"), "Bewaar de laag in QGIS als GeoJSON."),
}
"""What to do with kinds of file that are not read."""

_OUD_EXCEL, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_WACHTWOORD = "EncryptedPackage".encode("utf-16-le")
_MEESTE_BEVINDINGEN = 200


@dataclass(frozen=True)
class Inhoud:
    """What a file holds.

    Attributes
    ----------
    tabellen : tuple of Bestandstabel
        At least one.
    bevindingen : tuple of str
        What is wrong with its sheets and columns; each names its sheet.
    notities : tuple of str
        What was passed over, to be told.
    ongelezen : tuple of (Sjabloontabel or None, str)
        Of these the sheets that look like a table and have another name: which table (None for one of another
        template), and what is told.
    """

    tabellen: tuple[Bestandstabel, ...]
    bevindingen: tuple[str, ...]
    notities: tuple[str, ...]
    ongelezen: tuple[tuple[Sjabloontabel | None, str], ...] = ()


def read_inhoud(
    naam: str,
    raw: bytes,
    vormen: Sequence[Sjabloontabel],
    *,
    grootste: int = GROOTSTE_BESTAND,
    kaart: bool = False,
) -> Inhoud:
    """Return the tables of a template that a file holds.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    vormen : sequence of Sjabloontabel
        Tables that the template knows.
    grootste : int
        Larger files (bytes) are refused.
    kaart : bool
        Whether GeoJSON will do.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    """
    sheets = read_bladen(naam, raw, grootste=grootste, kaart=kaart)
    tables, findings = _choose_tabellen(sheets, vormen)
    unread = _list_ongelezen(sheets, vormen) if tables else []
    # A sheet that was left as it is stands beside one that was filled in.
    filled = [table for table in tables if table.regels or table.bevindingen]
    chosen = filled or tables
    findings += [text for table in chosen for text in table.bevindingen]
    if chosen and not filled:
        findings += [_tell_leeg(table) for table in chosen]
    notes = [*(note for table in tables for note in table.notities), *(text for _, text in unread)]
    return Inhoud(tuple(chosen), tuple(findings), tuple(notes), tuple(unread))


def read_bytes(pad: Path, grootste: int = GROOTSTE_BESTAND) -> bytes:
    """Return the bytes of a file, no more than one beyond the largest: whoever reads them refuses it then.

    Parameters
    ----------
    pad : Path
    grootste : int

    Raises
    ------
    InvoerFout
        When it cannot be opened.
    """
    try:
        with pad.open("rb") as file:
            return file.read(grootste + 1)
    except OSError as error:
        message = f"Het bestand {pad.name or pad} is niet te openen."
        raise InvoerFout(
            message, gevonden=describe_weigering(error), remedie="Controleer de naam."
        ) from error


def read_bladen(
    naam: str, raw: bytes, *, grootste: int = GROOTSTE_BESTAND, kaart: bool = False
) -> tuple[Blad, ...]:
    """Return the sheets of a file; errors as `read_inhoud`."""
    kind = naam.lower().rpartition(".")[2]
    kinds = (*TABELLEN, *KAARTEN) if kaart else TABELLEN
    short = naam[:80]
    if kind not in kinds:
        message = f"Het bestand {short} is van een soort die niet gelezen kan worden."
        wanted = "csv, xlsx, ods of GeoJSON" if kaart else "csv of xlsx (of ods)"
        raise InvoerFout(message, verwacht=wanted, remedie=_ANDERS.get(kind, "Gebruik het sjabloon."))
    if len(raw) > grootste:
        size, most = f"{len(raw) / 1e6:.0f} MB", f"hoogstens {grootste // 1_000_000} MB"
        message = f"Het bestand {short} is te groot."
        raise InvoerFout(message, verwacht=most, gevonden=size, remedie="Gebruik het sjabloon.")
    try:
        return _read(kind, raw)
    except Onleesbaar as error:
        found, remedy = error.gevonden, error.remedie
        message = f"Het bestand {short} is niet te lezen."
        raise InvoerFout(message, gevonden=found, remedie=remedy or "Gebruik het sjabloon.") from error
    except MemoryError as error:
        message = f"Het bestand {short} is niet te lezen."
        raise InvoerFout(
            message, gevonden="het vraagt te veel geheugen", remedie="Gebruik het sjabloon."
        ) from error


def _read(kind: str, raw: bytes) -> tuple[Blad, ...]:
    """Read by what the bytes are; an extension may be wrong."""
    if raw.startswith(_ZIP):
        archive = Archief(raw)
        if "content.xml" in archive.namen:
            return read_ods(archive)
        if "[Content_Types].xml" in archive.namen:
            return read_xlsx(archive)
        raise Onleesbaar(gevonden="dit is geen Excel- of OpenDocument-werkmap", remedie=_ALS_XLSX)
    if raw.startswith(_OUD_EXCEL):
        if _WACHTWOORD in raw:
            raise refuse_slot()
        raise Onleesbaar(gevonden="dit is een Excel-bestand van voor 2007", remedie=_ALS_XLSX)
    if kind in KAARTEN:
        return read_geojson(raw)
    if kind in {"xlsx", "xlsm", "ods"}:
        raise Onleesbaar(gevonden=f"dit is geen {kind}-bestand", remedie=_ALS_XLSX)
    if (
        raw[:1000]
        .lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<html", b"<!doctype", b"<?xml", b"<table"))
    ):
        raise Onleesbaar(gevonden="dit is een webpagina of XML, en geen csv", remedie=_ALS_XLSX)
    return read_csv(raw)


def _choose_tabellen(
    sheets: Sequence[Blad], vormen: Sequence[Sjabloontabel]
) -> tuple[list[Bestandstabel], list[str]]:
    """Return the tables: of sheets by their names, else of those with the columns; and what is wrong with that."""
    named = {_fold_naam(sheet): sheet for sheet in sheets if sheet.naam}
    by_name = [(named[vorm.naam.lower()], vorm) for vorm in vormen if vorm.naam.lower() in named]
    pairs = by_name or [(sheet, vorm) for sheet in sheets if (vorm := find_vorm(sheet, vormen))]
    if not pairs:
        return [], [_miss(sheets, vormen)]
    findings = [text for vorm in vormen for text in _find_dubbel(vorm, [s for s, v in pairs if v is vorm])]
    return [make_tabel(sheet, vorm) for sheet, vorm in pairs], findings


def _fold_naam(blad: Blad) -> str:
    return blad.naam.strip().lower()


def _list_ongelezen(
    sheets: Sequence[Blad], vormen: Sequence[Sjabloontabel]
) -> list[tuple[Sjabloontabel | None, str]]:
    """Tell of sheets that look like a table and are none by their name, beside sheets that are."""
    names = [vorm.naam.lower() for vorm in vormen]
    if not {_fold_naam(sheet) for sheet in sheets} & set(names):
        return []
    passed = [sheet for sheet in sheets if _fold_naam(sheet) not in {"", UITLEG.lower(), *names}]
    return [_tell_ongelezen(sheet, vormen) for sheet in passed if find_vorm(sheet, vormen)]


def _tell_ongelezen(blad: Blad, vormen: Sequence[Sjabloontabel]) -> tuple[Sjabloontabel | None, str]:
    """Name a sheet as the one table that it can be; else it belongs to another template."""
    table = find_vorm(blad, [vorm for vorm in vormen if _fits(blad, vorm)])
    told = f"blad '{blad.naam[:31]}' is niet gelezen"
    if table is None:
        return None, f"{told}: het hoort hier niet bij"
    return table, f"{told}; hoort het erbij, geef het dan de naam '{table.naam}'"


def _fits(blad: Blad, vorm: Sjabloontabel) -> bool:
    """Tell whether a sheet has all that a table must have, and mostly columns that the table knows."""
    heads = {head for head in list_koppen(blad, vorm.sleutel) if head}
    return vorm.verplicht <= heads and 2 * len(heads & vorm.kolommen.keys()) > len(heads)


def _find_dubbel(vorm: Sjabloontabel, sheets: Sequence[Blad]) -> Iterator[str]:
    if len(sheets) > 1:
        names = " en ".join(f"'{sheet.naam[:31]}'" for sheet in sheets)
        yield f"bladen {names}: allebei met een kolom '{vorm.sleutel}'; zet alles op een blad '{vorm.naam}'"


def find_vorm(blad: Blad, vormen: Sequence[Sjabloontabel]) -> Sjabloontabel | None:
    """Return the table that a sheet is by its columns: of those whose key it has, the one it shares most with."""
    shared = [
        (len(set(heads) & vorm.kolommen.keys()), vorm)
        for vorm in vormen
        if vorm.sleutel in (heads := list_koppen(blad, vorm.sleutel))
    ]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None


def _miss(sheets: Sequence[Blad], vormen: Sequence[Sjabloontabel]) -> str:
    names = ", ".join(sheet.naam[:31] for sheet in sheets[:10] if sheet.naam)
    if names:
        wanted = " of ".join(f"'{vorm.naam}'" for vorm in vormen)
        return f"verwacht een blad {wanted}, gevonden: {names}; geef het blad die naam"
    heads = list_koppen(sheets[0], "") if sheets else ()
    found = ", ".join(cell[:20] for cell in heads[:10]) or "niets"
    columns = " of ".join(f"({', '.join(vorm.kolommen)})" for vorm in vormen)
    return f"verwacht in rij 1 de kolommen {columns}, gevonden: {found}; gebruik het sjabloon"


def _tell_leeg(table: Bestandstabel) -> str:
    only = "alleen het voorbeeld" if table.notities else "er staan geen rijen in"
    return f"blad {table.vorm.naam}: {only}; vul eigen rijen in"


def tell_notities(notities: Sequence[str]) -> str:
    """Tell what was passed over, behind a sentence that says that a file was taken; '' when there is nothing."""
    return "".join(f" {note[:1].upper()}{note[1:]}." for note in notities)


def refuse_inhoud(naam: str, bevindingen: Sequence[str], wat: str = "") -> InhoudFout:
    """Return the fault of a file whose content is not sound: its findings together, and of very many the first.

    Parameters
    ----------
    naam : str
        Name of the file.
    bevindingen : sequence of str
    wat : str
        What that means, one sentence.
    """
    remedy = "Verbeter deze cellen en geef het bestand opnieuw. Het sjabloon laat de vorm zien."
    return InhoudFout(
        f"Het bestand {naam[:80]} klopt niet. {wat}".strip(), limit_bevindingen(bevindingen), remedie=remedy
    )


def limit_bevindingen(bevindingen: Sequence[str]) -> list[str]:
    """Return what is wrong with one file, each once; of very many the first, and how many more there are."""
    told = list(dict.fromkeys(bevindingen))
    more = len(told) - _MEESTE_BEVINDINGEN
    return [*told[:_MEESTE_BEVINDINGEN], f"en nog {more} bevindingen"] if more > 0 else told
