"""A region's own opgave from a file: checked cell by cell, all findings told together, kept for the visit only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.getal import MEEST, GetalFout, parse_geheel, parse_procent
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.opgave.cijfers import Opgave, make_opgave
from woonzorg.opgave.publicatie import ONBEKEND, TOTAAL, Cel, Tabelrij, read_rijen
from woonzorg.opgave.voorraad import BEZIT_ONBEKEND, Voorraaddeel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woonzorg.eigenbestand.blad import Cel as Waarde
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.verdeling.vraag.groepen import Soort

SOORTEN: dict[str, Soort] = {rij.groep: rij.soort for rij in read_rijen(1)}
"""The groups that a file may name, with the kind of their demand."""

OPGAVE = Sjabloontabel(
    "Opgave",
    {
        "groep": f"een van: {', '.join(SOORTEN)}",
        "scenario": "naam van het scenario, zoals basis of trend; leeg als er maar één is",
        "woonvorm": f"naam van de woonvorm, of '{TOTAAL}' voor alle vormen samen",
        "jaar": "jaartal, 2000 tot 2100",
        "vraag": "heel getal vanaf 0; leeg of ? is onbekend",
        "aanbod": "heel getal vanaf 0; leeg of ? is onbekend; geldt voor alle scenario's",
        "gepubliceerd": "aanbod min vraag zoals gepubliceerd (onder 0 is een tekort); mag leeg blijven",
    },
    sleutel="groep",
    verplicht=frozenset({"groep", "scenario", "woonvorm", "jaar", "vraag", "aanbod", "gepubliceerd"}),
    voorbeelden=(
        ("voorbeeld: ouderen", "basis", "geclusterd wonen", 2030, 1000, 900, -100),
        ("voorbeeld: statushouders", "onderkant", TOTAAL, 2030, 40, "", ""),
    ),
    oude_voorbeelden=(
        ("ouderen", "basis", "geclusterd wonen", 2030, 1000, 900, -100),
        ("statushouders", "onderkant", TOTAAL, 2030, 40, "", ""),
    ),
)
VOORRAAD = Sjabloontabel(
    "Voorraad",
    {
        "code": "code van de gemeente, zoals GM0917",
        "gemeente": "naam van de gemeente",
        "bezit": f"huur, koop, of {BEZIT_ONBEKEND} voor beide samen",
        "woningen": "heel getal vanaf 0",
        "potentieel": "deel van de woningen dat geschikt te maken is, 0 tot 100 procent",
    },
    sleutel="code",
    verplicht=frozenset({"code", "gemeente", "bezit", "woningen", "potentieel"}),
    voorbeelden=(("voorbeeld: GM0000", "Voorbeeldstad", "huur", 1500, 40),),
)
VORMEN: tuple[Sjabloontabel, ...] = (OPGAVE, VOORRAAD)
"""Sheets of a file; a csv file holds one of the two."""

GROOTSTE_BESTAND = 2_000_000
"""Larger files (bytes) are refused: a filled template takes some 20 kB."""


@dataclass(frozen=True)
class EigenOpgave:
    """A region's own figures.

    Attributes
    ----------
    hash : str
        Twelve digits of the hash of the file: its name in scenarios.
    opgave : Opgave
    voorraad : tuple of Voorraaddeel
        Empty when the file has none.
    notities : tuple of str
        What was passed over in the file, to be told.
    """

    hash: str
    opgave: Opgave
    voorraad: tuple[Voorraaddeel, ...]
    notities: tuple[str, ...] = ()


def read_eigen_opgave(naam: str, raw: bytes, streek: str, gemeenten: Mapping[str, str]) -> EigenOpgave:
    """Read a region's own opgave from the bytes of a file.

    Parameters
    ----------
    naam : str
        Name of the file.
    raw : bytes
    streek : str
        Title of the region.
    gemeenten : mapping of code to name
        Of the region: figures of another region's gemeenten are refused.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    GegevensFout
        When sheets, columns or cells are wrong: all findings together, each with row, column and remedy.
    """
    content = read_inhoud(naam, raw, VORMEN, grootste=GROOTSTE_BESTAND)
    findings = list(content.bevindingen)
    rows = {table.vorm.naam: table.regels for table in content.tabellen}
    lines, stock = rows.get(OPGAVE.naam, ()), rows.get(VOORRAAD.naam, ())
    findings += [text for line in lines for text in _check_opgave(line)]
    findings += [text for line in stock for text in _check_voorraad(line, gemeenten)]
    findings += [*_find_dubbel(OPGAVE.naam, lines), *_find_dubbel(VOORRAAD.naam, stock)]
    if findings:
        raise refuse_inhoud(naam, findings, "Er is niets overgenomen.")
    digest = hashlib.sha256(raw).hexdigest()[:12]
    parts = tuple(_make_deel(line) for line in stock)
    return EigenOpgave(digest, _make_opgave(streek, digest, lines), parts, content.notities)


def parse_getal(cel: Waarde, laagst: int = 0) -> int | None:
    """Return the whole number in a cell, None for an empty cell or a question mark.

    Raises
    ------
    GetalFout
        When it is anything else.
    """
    return None if cel == ONBEKEND else parse_geheel(cel, laagst)


def _check_getal(
    line: Tabelregel, kolom: str, laagst: int, hoogst: int, *, leeg: bool = True
) -> Iterator[str]:
    cell = line.read(kolom)
    try:
        value = None if cell == ONBEKEND else parse_geheel(cell, laagst, hoogst)
    except GetalFout as error:
        yield line.say(kolom, str(error))
        return
    if value is None and not leeg:
        yield line.say(kolom, "leeg; vul een getal in")


def _check_opgave(line: Tabelregel) -> Iterator[str]:
    group = line.read_tekst("groep").lower()
    if group not in SOORTEN:
        yield line.say("groep", f"'{group[:30]}' bestaat niet; kies uit {', '.join(SOORTEN)}")
    for kolom, most in (("scenario", 40), ("woonvorm", 80)):
        if len(line.read_tekst(kolom)) > most:
            yield line.say(kolom, f"de tekst is te lang; hoogstens {most} tekens")
    if not line.read_tekst("woonvorm"):
        yield line.say("woonvorm", f"leeg; vul een woonvorm in, of '{TOTAAL}'")
    yield from _check_getal(line, "jaar", 2000, 2100, leeg=False)
    yield from _check_getal(line, "vraag", 0, MEEST)
    yield from _check_getal(line, "aanbod", 0, MEEST)
    yield from _check_getal(line, "gepubliceerd", -MEEST, MEEST)


def _check_voorraad(line: Tabelregel, gemeenten: Mapping[str, str]) -> Iterator[str]:
    code = line.read_tekst("code").upper()
    if code not in gemeenten:
        known = ", ".join(f"{code} ({name})" for code, name in list(gemeenten.items())[:10])
        yield line.say("code", f"'{code[:20]}' ligt niet in deze streek; kies uit {known}")
    if line.read_tekst("bezit").lower() not in {"huur", "koop", BEZIT_ONBEKEND}:
        yield line.say("bezit", f"verwacht huur, koop of {BEZIT_ONBEKEND}")
    yield from _check_getal(line, "woningen", 0, MEEST, leeg=False)
    try:
        if parse_procent(line.read("potentieel")) is None:
            yield line.say("potentieel", "leeg; vul een percentage in")
    except GetalFout as error:
        yield line.say("potentieel", str(error))


_SLEUTELS = {OPGAVE.naam: ("groep", "scenario", "woonvorm", "jaar"), VOORRAAD.naam: ("code", "bezit")}


def _find_dubbel(naam: str, lines: Sequence[Tabelregel]) -> Iterator[str]:
    """Yield rows about the same, and supplies that differ between the scenarios of one form and year."""
    seen: dict[tuple[str, ...], int] = {}
    supply: dict[tuple[str, ...], tuple[str, int]] = {}
    for line in lines:
        key = tuple(line.read_tekst(kolom).lower() for kolom in _SLEUTELS[naam])
        if key in seen:
            yield f"{line.plek}: gaat over hetzelfde als rij {seen[key]}; haal er een weg"
        seen.setdefault(key, line.nummer)
        text = line.read_tekst("aanbod")
        place = (key[0], *key[2:])
        if text and supply.setdefault(place, (text, line.nummer))[0] != text:
            yield line.say(
                "aanbod", f"anders dan in rij {supply[place][1]}; het aanbod is voor elk scenario gelijk"
            )


def _make_deel(line: Tabelregel) -> Voorraaddeel:
    code = line.read_tekst("code").upper()
    homes, share = parse_getal(line.read("woningen")), parse_procent(line.read("potentieel"))
    return Voorraaddeel(
        line.read_tekst("gemeente")[:80] or code, code, line.read_tekst("bezit").lower(), homes or 0, share or 0.0,
        f"eigen cijfers, rij {line.nummer}",
    )  # fmt: skip


def _make_opgave(streek: str, digest: str, lines: Sequence[Tabelregel]) -> Opgave:
    parts = [_make_rijen(lines, kolom) for kolom in ("vraag", "aanbod", "gepubliceerd")]
    return make_opgave(streek, f"eigen cijfers {digest}", *parts)


def _make_rijen(lines: Sequence[Tabelregel], kolom: str) -> list[Tabelrij]:
    """Return the cells of one column; a number is written with digits only, as the tables of the vision are."""
    rows = []
    for line in lines:
        group, form = line.read_tekst("groep").lower(), line.read_tekst("woonvorm")
        scenario = "" if kolom == "aanbod" else line.read_tekst("scenario")
        number, year = parse_getal(line.read(kolom), -MEEST), parse_getal(line.read("jaar"))
        text = ONBEKEND if line.read(kolom) == ONBEKEND else "" if number is None else str(number)
        cel = Cel(0, line.nummer, form, str(year), text)
        rows.append(Tabelrij(group, scenario, form, SOORTEN[group], (cel,)))
    return rows
