"""Many at once: a list of complexes or initiatives (csv, xlsx), read with all that is wrong told together.

A row is a project or a complex for a group and a year. A corporatie may say whether there is room ('ja' or 'nee') in
place of how many households of the groups live in a complex.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.initiatief.initiatief import OPEN, SCHAALKEUZES, Besluitgegeven, Complexgegeven, Initiatief
from woonzorg.initiatief.initiatiefbestand import clean_initiatief
from woonzorg.initiatief.initiatiefcontrole import check_initiatief, warn_initiatief
from woonzorg.verdeling.invoer.datum import read_datum
from woonzorg.verdeling.invoer.plaatslijn import check_plaats, locate_lijnen, read_plaatslijn
from woonzorg.verdeling.vraag.groepen import GROEPEN, INSTRUMENTVORMEN, PER_SLEUTEL, Instrument, Schaal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.verdeling.invoer.plaatslijn import Plaatslijn

INITIATIEVEN = Sjabloontabel(
    "initiatieven",
    {
        "naam": "naam van het complex of van het project; nooit die van een persoon",
        "code": "code van de buurt; mag leeg blijven als er een punt is",
        "x": "plaats: x in meters (Rijksdriehoek)",
        "y": "plaats: y in meters (Rijksdriehoek)",
        "lon": "plaats: lengtegraad (WGS84), in plaats van x en y",
        "lat": "plaats: breedtegraad (WGS84)",
        "groep": f"voor welke groep, zoals statushouders; of {OPEN}",
        "instrument": f"een van {', '.join(Instrument)}",
        "aantal": "woningen, standplaatsen, kamers of plekken; bij toewijzing die van een heel jaar",
        "personen": "bij kamers en plekken: hoeveel personen er komen wonen",
        "woningen": "bij een complex: woningen in het complex",
        "gehuisvest": "bij een complex: huishoudens van de groepen die er nu wonen",
        "ruimte": "bij een complex, in plaats van gehuisvest: is er ruimte, ja of nee",
        "corporatie": "naam van de corporatie of een andere organisatie",
        "jaar": "jaar van het housing convenant; alleen bij toewijzing",
        "binnen_buurt": "voor mensen die al in deze buurt wonen: ja of nee",
        "schaal": f"op welke schaal: {' of '.join(SCHAALKEUZES)}; leeg voor wat gebruikelijk is",
        "motief": "bij een uitzondering: waarom het hier wel kan; niet over personen",
        "besluiter": "bij een uitzondering: wie besloot, zoals de raad van een gemeente",
        "datum": "bij een uitzondering: de dag van het besluit, zoals 22-11-2026",
        "openbaar": "bij een uitzondering: is het besluit openbaar, ja of nee; leeg telt als nee",
    },
    sleutel="naam",
    verplicht=frozenset({"naam", "groep", "instrument", "aantal"}),
    voorbeelden=(
        ("voorbeeld: De Linde", "BU00000000", "", "", "", "", "psychisch", "toewijzing", 4, "", 48, 20, "",
         "Corporatie Voorbeeld", 2027, "nee", "", "", "", "", ""),
    ),
)  # fmt: skip
"""The table of initiatives."""

BESLUITKOLOMMEN = ("motief", "besluiter", "datum")
"""Columns of the decision by which a row deviates from the rule."""

MEESTE = 2000
"""Rows that are judged at once."""

_GROEPNAMEN = {groep.titel.casefold(): groep.sleutel for groep in GROEPEN}
_INSTRUMENTNAMEN = {vorm.titel.casefold(): vorm.instrument for vorm in INSTRUMENTVORMEN.values()}
_JA_NEE: dict[str, bool | None] = {"ja": True, "nee": False, "": None}


@dataclass(frozen=True)
class Initiatieflijst:
    """A list, checked.

    Attributes
    ----------
    initiatieven : tuple of Initiatief
        In the order of the file.
    notities : tuple of str
        What was passed over, to be told.
    waarschuwingen : tuple of str
        Names that look like those of persons, each with its row.
    """

    initiatieven: tuple[Initiatief, ...]
    notities: tuple[str, ...]
    waarschuwingen: tuple[str, ...]


def make_sjabloon() -> bytes:
    """Return the template as a workbook; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon initiatieven", (INITIATIEVEN,))


def read_initiatieven(naam: str, raw: bytes, gebieden: gpd.GeoDataFrame) -> Initiatieflijst:
    """Read a list.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    gebieden : GeoDataFrame
        Of the snapshot, region and ring, with code, naam, niveau, rol, water, gemeentenaam and outline (EPSG:28992).

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    GegevensFout
        When a row is wrong: all findings together, each with row, column and remedy.
    """
    content = read_inhoud(naam, raw, (INITIATIEVEN,))
    rows = [row for table in content.tabellen for row in table.regels]
    if len(rows) > MEESTE:
        message = f"Het bestand {naam[:80]} heeft te veel rijen."
        raise InvoerFout(
            message, verwacht=f"hoogstens {MEESTE}", gevonden=str(len(rows)), remedie="Splits het bestand."
        )
    findings = list(content.bevindingen)
    lines = _locate(rows, gebieden, findings)
    found = [(line, _read_rij(line, findings)) for line in lines]
    known = [(line.regel, item) for line, item in found if item is not None]
    findings += _find_dubbel(known)
    findings += _find_tegenspraak(known)
    if findings:
        raise refuse_inhoud(naam, findings, "Er is niets getoetst.")
    warned = [f"{row.plek}: {text}" for row, item in known for text in warn_initiatief(item)]
    return Initiatieflijst(tuple(item for _, item in known), content.notities, tuple(warned))


def _locate(rows: Sequence[Tabelregel], gebieden: gpd.GeoDataFrame, findings: list[str]) -> list[Plaatslijn]:
    """Return the rows with the buurt of each; points and codes in the ring or beyond are told, each with its row."""
    dry = (gebieden["niveau"] == Niveau.BUURT) & ~gebieden["water"]
    buurten = gebieden[dry].reset_index(drop=True)
    ring = buurten[buurten["rol"] == Rol.RAND]
    outside = dict(zip(ring["code"], ring["gemeentenaam"], strict=True))
    lines = [read_plaatslijn(row) for row in rows]
    locate_lijnen(lines, buurten)
    for line in lines:
        findings += line.fouten
        findings += check_plaats(line, set(buurten["code"]), outside)
    return lines


def _read_rij(line: Plaatslijn, findings: list[str]) -> Initiatief | None:
    row, wrong = line.regel, list[str]()
    numbers = {
        name: _read_getal(row, name, wrong)
        for name in ("aantal", "personen", "woningen", "gehuisvest", "jaar")
    }
    room, inside = (_read_ja_nee(row, name, wrong) for name in ("ruimte", "binnen_buurt"))
    group, instrument = _read_groep(row, wrong), _read_instrument(row, wrong)
    scale, decided = _read_schaal(row, wrong), _read_besluit(row, wrong)
    if numbers["aantal"] is None and not row.read_tekst("aantal"):
        wrong.append(row.say("aantal", "is leeg; vul in hoeveel"))
    name = row.read_tekst("naam").strip()
    if not name:
        wrong.append(row.say("naam", "is leeg; geef het complex of het project een naam"))
    if wrong or instrument is None or numbers["aantal"] is None:
        findings += wrong
        return None
    home = Complexgegeven(name, numbers["woningen"], numbers["gehuisvest"], room)
    item = clean_initiatief(Initiatief(
        line.buurt or line.code, group, instrument, numbers["aantal"], name, row.read_tekst("corporatie").strip(),
        numbers["personen"], home if home.is_bekend else None, bool(inside), numbers["jaar"], decided, schaal=scale,
    ))  # fmt: skip
    faults = [text for text in check_initiatief(item) if not text.startswith("plek:")]
    findings += [f"{row.plek}, {text}" for text in faults]
    return item


def _read_getal(row: Tabelregel, kolom: str, wrong: list[str]) -> int | None:
    try:
        return parse_geheel(row.read(kolom))
    except GetalFout as error:
        wrong.append(row.say(kolom, str(error)))
        return None


def _read_ja_nee(row: Tabelregel, kolom: str, wrong: list[str]) -> bool | None:
    text = row.read_tekst(kolom).strip().casefold()
    if text not in _JA_NEE:
        wrong.append(row.say(kolom, f"'{text[:30]}' is geen ja of nee"))
    return _JA_NEE.get(text)


def _read_groep(row: Tabelregel, wrong: list[str]) -> str:
    text = row.read_tekst("groep").strip().casefold()
    key = text if text in {*PER_SLEUTEL, OPEN} else _GROEPNAMEN.get(text, "")
    if not key:
        what = f"de groep '{text[:40]}' bestaat niet" if text else "is leeg"
        wrong.append(row.say("groep", f"{what}; kies uit {', '.join(PER_SLEUTEL)} of {OPEN}"))
    return key


def _read_instrument(row: Tabelregel, wrong: list[str]) -> Instrument | None:
    text = row.read_tekst("instrument").strip().casefold()
    found = Instrument(text) if text in set(Instrument) else _INSTRUMENTNAMEN.get(text)
    if found is None:
        what = f"'{text[:30]}' is geen instrument" if text else "is leeg"
        wrong.append(row.say("instrument", f"{what}; kies uit {', '.join(Instrument)}"))
    return found


def _read_schaal(row: Tabelregel, wrong: list[str]) -> Schaal | None:
    text = row.read_tekst("schaal").strip().casefold()
    if text and text not in set(SCHAALKEUZES):
        wrong.append(
            row.say("schaal", f"'{text[:30]}' valt niet te kiezen; kies uit {', '.join(SCHAALKEUZES)}")
        )
        return None
    return Schaal(text) if text else None


def _read_besluit(row: Tabelregel, wrong: list[str]) -> Besluitgegeven | None:
    motive, who, day = (" ".join(row.read_tekst(name).split()) for name in BESLUITKOLOMMEN)
    public = _read_ja_nee(row, "openbaar", wrong)
    if not (motive or who or day):
        return None
    try:
        return Besluitgegeven(motive, who, read_datum(day), bool(public))
    except InvoerFout:
        found = f"'{day[:30]}' is geen dag die er al was" if day else "is leeg"
        wrong.append(row.say("datum", f"{found}; schrijf de dag van het besluit, zoals 22-11-2026"))
        return None


def _find_dubbel(rijen: Iterable[tuple[Tabelregel, Initiatief]]) -> list[str]:
    """Return which rows tell of the same complex, group and year as one before."""
    seen: dict[object, Tabelregel] = {}
    found = []
    for row, item in rijen:
        key = item.plek, item.naam.casefold(), item.groep, item.instrument, item.jaar
        if key in seen:
            where = f"voor dezelfde groep en hetzelfde jaar, ook in rij {seen[key].nummer}"
            twice = f"'{item.naam[:60]}' staat er twee keer {where}"
            found.append(row.say("naam", f"{twice}; voeg ze samen of haal er een weg"))
        seen.setdefault(key, row)
    return found


def _find_tegenspraak(rijen: Iterable[tuple[Tabelregel, Initiatief]]) -> list[str]:
    """Return which complexes are told of twice, each time otherwise."""
    told: dict[tuple[str, str], list[tuple[Tabelregel, Complexgegeven]]] = {}
    for row, item in rijen:
        if item.complex:
            told.setdefault((item.plek, item.complex.naam.casefold()), []).append((row, item.complex))
    return [
        _say_tegenspraak(row, home, *lines[0])
        for lines in told.values()
        for row, home in lines[1:]
        if home != lines[0][1]
    ]


def _say_tegenspraak(row: Tabelregel, home: Complexgegeven, eerder: Tabelregel, first: Complexgegeven) -> str:
    """Tell how a complex is told of otherwise than before; one that is spelled otherwise would count as another."""
    if dataclasses.replace(home, naam=first.naam) == first:
        spelled = (
            f"'{home.naam[:60]}' heet in rij {eerder.nummer} '{first.naam[:60]}'; schrijf de naam gelijk"
        )
        return row.say("naam", spelled)
    return row.say(
        "woningen", f"'{home.naam[:60]}' staat in rij {eerder.nummer} met andere cijfers; maak ze gelijk"
    )


def split_bewaarbaar(initiatieven: Sequence[Initiatief]) -> tuple[list[Initiatief], int]:
    """Return what of a list may be written down, and of how many single lettings nothing is."""
    kept = [item for item in initiatieven if not item.waarom_onbewaard]
    return kept, len(initiatieven) - len(kept)


def count_oordelen(oordelen: Iterable[str]) -> dict[str, int]:
    """Count answers."""
    return dict(sorted(Counter(map(str, oordelen)).items()))
