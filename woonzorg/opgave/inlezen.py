"""A region's own opgave from a file: checked cell by cell, all findings told together, kept for the visit only."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import GegevensFout
from woonzorg.opgave.cijfers import Opgave, Sleutel, make_opgave
from woonzorg.opgave.publicatie import ONBEKEND, TOTAAL, Cel, Rij, read_rijen
from woonzorg.opgave.voorraad import BEZIT_ONBEKEND, Voorraaddeel
from woonzorg.opgave.werkblad import Blad, read_bladen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from woonzorg.verdeling.groepen import Soort

SOORTEN: dict[str, Soort] = {rij.groep: rij.soort for rij in read_rijen(1)}
"""The groups that a file may name, with the kind of their demand."""

BLAD_OPGAVE, BLAD_VOORRAAD = "Opgave", "Voorraad"
KOLOMMEN: dict[str, dict[str, str]] = {
    BLAD_OPGAVE: {
        "groep": f"een van: {', '.join(SOORTEN)}",
        "scenario": "naam van het scenario, zoals basis of trend; leeg als er maar één is",
        "woonvorm": f"naam van de woonvorm, of '{TOTAAL}' voor alle vormen samen",
        "jaar": "jaartal, 2000 tot 2100",
        "vraag": "heel getal vanaf 0; leeg of ? is onbekend",
        "aanbod": "heel getal vanaf 0; leeg of ? is onbekend; geldt voor alle scenario's",
        "gepubliceerd": "aanbod min vraag zoals gepubliceerd (onder 0 is een tekort); mag leeg blijven",
    },
    BLAD_VOORRAAD: {
        "code": "code van de gemeente, zoals GM0917",
        "gemeente": "naam van de gemeente",
        "bezit": f"huur, koop, of {BEZIT_ONBEKEND} voor beide samen",
        "woningen": "heel getal vanaf 0",
        "potentieel": "deel van de woningen dat geschikt te maken is, 0 tot 100 procent",
    },
}
"""Sheets of a file with their columns; a csv file holds one of the two."""

_REMEDIE = "Verbeter deze cellen en geef het bestand opnieuw. Het sjabloon laat de vorm zien."
_GETAL = re.compile(r"[-−]?(\d{1,7}|\d{1,3}(\.\d{3}){1,2})", re.ASCII)


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
    """

    hash: str
    opgave: Opgave
    voorraad: tuple[Voorraaddeel, ...]


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
    sheets = read_bladen(naam, raw)
    chosen = _choose_bladen(sheets)
    findings = [text for sheet in (*chosen.values(), *(() if chosen else sheets)) for text in sheet.meldingen]
    findings += [] if chosen else [_miss_bladen(sheets)]
    rows = {name: _read_rijen(sheet, name, findings) for name, sheet in chosen.items() if not sheet.meldingen}
    checks: dict[str, Callable[[_Regel], Iterator[str]]] = {
        BLAD_OPGAVE: _check_opgave, BLAD_VOORRAAD: lambda line: _check_voorraad(line, gemeenten),
    }  # fmt: skip
    for name, lines in rows.items():
        findings += [text for line in lines for text in checks[name](line)]
        findings += _find_dubbel(name, lines)
    if findings:
        message = f"Het bestand {naam[:80]} klopt niet. Er is niets overgenomen."
        raise GegevensFout(message, findings, remedie=_REMEDIE)
    digest = hashlib.sha256(raw).hexdigest()[:12]
    stock = tuple(_make_deel(line) for line in rows.get(BLAD_VOORRAAD, ()))
    return EigenOpgave(digest, _make_opgave(streek, digest, rows.get(BLAD_OPGAVE, [])), stock)


@dataclass(frozen=True)
class _Regel:
    """One row: where it stands, and its cells by column."""

    plek: str
    nummer: int
    cellen: Mapping[str, str]

    def say(self, kolom: str, text: str) -> str:
        return f"{self.plek}, kolom {kolom}: {text}"


def _choose_bladen(sheets: tuple[Blad, ...]) -> dict[str, Blad]:
    """Return the sheets by name, an empty one only when there is no other; a csv file is known by its columns."""
    by_name = {sheet.naam.strip().lower(): sheet for sheet in sheets if sheet.naam}
    if by_name:
        chosen = {name: by_name[name.lower()] for name in KOLOMMEN if name.lower() in by_name}
        return {name: sheet for name, sheet in chosen.items() if sheet.rijen or sheet.meldingen} or chosen
    return {name: sheet for sheet in sheets for name in KOLOMMEN if set(KOLOMMEN[name]) <= set(sheet.koppen)}


def _miss_bladen(sheets: tuple[Blad, ...]) -> str:
    names = ", ".join(sheet.naam[:30] for sheet in sheets if sheet.naam)
    if names:
        return f"verwacht een blad '{BLAD_OPGAVE}' of '{BLAD_VOORRAAD}', gevonden: {names}; geef het blad die naam"
    found = ", ".join(cell[:20] for cell in sheets[0].koppen[:10]) or "niets"
    wanted = " of ".join(f"({', '.join(columns)})" for columns in KOLOMMEN.values())
    return f"verwacht in rij 1 de kolommen {wanted}, gevonden: {found}; gebruik het sjabloon"


def _read_rijen(sheet: Blad, naam: str, findings: list[str]) -> list[_Regel]:
    """Return the rows of a sheet; what is wrong with its columns is added to the findings."""
    where = f"blad {naam}"
    findings += [
        f"{where}: kolom '{name}' ontbreekt; zet hem erbij"
        for name in KOLOMMEN[naam]
        if name not in sheet.koppen
    ]
    findings += [
        f"{where}: kolom '{name[:30]}' is onbekend; haal hem weg"
        for name in sheet.koppen
        if name and name not in KOLOMMEN[naam]
    ]
    findings += [
        f"{where}: kolom '{name}' staat er twee keer"
        for name in KOLOMMEN[naam]
        if sheet.koppen.count(name) > 1
    ]
    findings += [] if sheet.rijen else [f"{where}: er staan geen rijen in; vul het sjabloon"]
    wide = [number for number, cells in sheet.rijen if any(cells[len(sheet.koppen) :])]
    findings += [f"{where}, rij {number}: meer cellen dan kolommen; haal ze weg" for number in wide]
    return [
        _Regel(
            f"{where}, rij {number}",
            number,
            dict(zip(sheet.koppen, (*cells, *[""] * len(sheet.koppen)), strict=False)),
        )
        for number, cells in sheet.rijen
    ]


def parse_getal(tekst: str) -> int | None:
    """Return a whole number, None for an empty cell or a question mark.

    Raises
    ------
    ValueError
        When it is anything else.
    """
    if tekst in {"", ONBEKEND}:
        return None
    if not _GETAL.fullmatch(tekst):
        message = f"'{tekst[:30]}' is geen heel getal; typ alleen cijfers"
        raise ValueError(message)
    return int(tekst.replace(".", "").replace("−", "-"))


def _check_getal(line: _Regel, kolom: str, laagst: int, hoogst: int, *, leeg: bool = True) -> Iterator[str]:
    try:
        value = parse_getal(line.cellen.get(kolom, ""))
    except ValueError as error:
        yield line.say(kolom, str(error))
        return
    if value is None and not leeg:
        yield line.say(kolom, "leeg; vul een getal in")
    elif value is not None and not laagst <= value <= hoogst:
        yield line.say(kolom, f"{value} ligt niet tussen {laagst} en {hoogst}; verbeter het")


_MEESTE = 9_999_999


def _check_opgave(line: _Regel) -> Iterator[str]:
    group = line.cellen.get("groep", "").lower()
    if group not in SOORTEN:
        yield line.say("groep", f"'{group[:30]}' bestaat niet; kies uit {', '.join(SOORTEN)}")
    for kolom, most in (("scenario", 40), ("woonvorm", 80)):
        if len(line.cellen.get(kolom, "")) > most:
            yield line.say(kolom, f"de tekst is te lang; hoogstens {most} tekens")
    if not line.cellen.get("woonvorm"):
        yield line.say("woonvorm", f"leeg; vul een woonvorm in, of '{TOTAAL}'")
    yield from _check_getal(line, "jaar", 2000, 2100, leeg=False)
    yield from _check_getal(line, "vraag", 0, _MEESTE)
    yield from _check_getal(line, "aanbod", 0, _MEESTE)
    yield from _check_getal(line, "gepubliceerd", -_MEESTE, _MEESTE)


def _check_voorraad(line: _Regel, gemeenten: Mapping[str, str]) -> Iterator[str]:
    code = line.cellen.get("code", "").upper()
    if code not in gemeenten:
        known = ", ".join(f"{code} ({name})" for code, name in list(gemeenten.items())[:10])
        yield line.say("code", f"'{code[:20]}' ligt niet in deze streek; kies uit {known}")
    if line.cellen.get("bezit", "").lower() not in {"huur", "koop", BEZIT_ONBEKEND}:
        yield line.say("bezit", f"verwacht huur, koop of {BEZIT_ONBEKEND}")
    yield from _check_getal(line, "woningen", 0, _MEESTE, leeg=False)
    try:
        if not 0 <= parse_procent(line.cellen.get("potentieel", "")) <= 100:
            yield line.say("potentieel", "verwacht 0 tot 100 procent")
    except ValueError:
        yield line.say(
            "potentieel", f"'{line.cellen.get('potentieel', '')[:30]}' is geen percentage; typ alleen cijfers"
        )


def parse_procent(tekst: str) -> float:
    """Return a percentage with decimals behind a comma or point, a percent sign allowed.

    Raises
    ------
    ValueError
        When it is anything else.
    """
    text = tekst.removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4})?", text):
        raise ValueError(tekst)
    return float(text)


_SLEUTELS = {BLAD_OPGAVE: ("groep", "scenario", "woonvorm", "jaar"), BLAD_VOORRAAD: ("code", "bezit")}


def _find_dubbel(naam: str, lines: list[_Regel]) -> Iterator[str]:
    """Yield rows about the same, and supplies that differ between the scenarios of one form and year."""
    seen: dict[tuple[str, ...], int] = {}
    supply: dict[tuple[str, ...], tuple[str, int]] = {}
    for line in lines:
        key = tuple(line.cellen.get(kolom, "").lower() for kolom in _SLEUTELS[naam])
        if key in seen:
            yield f"{line.plek}: gaat over hetzelfde als rij {seen[key]}; haal er een weg"
        seen.setdefault(key, line.nummer)
        text = line.cellen.get("aanbod", "")
        place = (key[0], *key[2:])
        if text and supply.setdefault(place, (text, line.nummer))[0] != text:
            yield line.say(
                "aanbod", f"anders dan in rij {supply[place][1]}; het aanbod is voor elk scenario gelijk"
            )


def _make_deel(line: _Regel) -> Voorraaddeel:
    cells = line.cellen
    return Voorraaddeel(
        cells["gemeente"][:80] or cells["code"].upper(), cells["code"].upper(), cells["bezit"].lower(),
        parse_getal(cells["woningen"]) or 0, parse_procent(cells["potentieel"]), f"eigen cijfers, rij {line.nummer}",
    )  # fmt: skip


def _make_opgave(streek: str, digest: str, lines: list[_Regel]) -> Opgave:
    parts = [_make_rijen(lines, kolom) for kolom in ("vraag", "aanbod", "gepubliceerd")]
    return make_opgave(streek, f"eigen cijfers {digest}", *parts)


def _make_rijen(lines: list[_Regel], kolom: str) -> list[Rij]:
    rows = []
    for line in lines:
        cells = line.cellen
        group, scenario = cells["groep"].lower(), "" if kolom == "aanbod" else cells["scenario"]
        key = Sleutel(group, scenario, cells["woonvorm"], int(cells["jaar"]))
        cel = Cel(0, line.nummer, cells["woonvorm"], str(key.jaar), cells[kolom])
        rows.append(Rij(group, scenario, key.woonvorm, SOORTEN[group], (cel,)))
    return rows
