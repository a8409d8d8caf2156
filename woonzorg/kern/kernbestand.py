"""Own areas as a file: one row a code, rows of one name together are one area. All that is wrong is told together.

The file with regions of an installation holds them too, beneath their region (`woonzorg.kern.kernregios`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import VOORBEELD, Sjabloontabel
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import clean_code
from woonzorg.kern.kern import (
    KERN_MAXIMUM,
    NAAM_MAXIMUM,
    SOORT_MAXIMUM,
    Kerngebied,
    check_code,
    check_vorm,
    clean_naam,
)
from woonzorg.kern.kernregios import EINDE, REGIO, read_regels
from woonzorg.tekst.plat import fold_naam
from woonzorg.tekst.rekenblad import write_csv_rijen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.kern.kern import Buurtindeling

TITEL = "Eigen gebieden"

KERNVORM = Sjabloontabel(
    "kernen",
    {
        "naam": f"naam van het gebied, hoogstens {NAAM_MAXIMUM} tekens; elke rij met die naam hoort erbij",
        "code": "code van een buurt (BU…) of wijk (WK…); een wijk staat voor al haar buurten",
        "soort": f"wat het is, zoals kern of stadsdeel, hoogstens {SOORT_MAXIMUM} tekens; mag leeg",
    },
    "naam", frozenset({"naam", "code"}),
    ((f"{VOORBEELD} Boven", "BU00000100", "kern"), (f"{VOORBEELD} Boven", "WK000002", "kern")),
)  # fmt: skip
"""The template."""

GROOTSTE = 1_000_000
"""Larger files (bytes) are refused."""


class Kernlijst(NamedTuple):
    """The areas of a file, by their order in it, and what was passed over."""

    kernen: tuple[Kerngebied, ...]
    notities: tuple[str, ...] = ()


def read_kernen(naam: str, raw: bytes, indeling: Buurtindeling | None) -> Kernlijst:
    """Read a file of own areas.

    Parameters
    ----------
    naam : str
        Name of the file.
    raw : bytes
    indeling : Buurtindeling or None
        What the codes are held against. None for a file of the installation: its areas have a key and as many codes as
        they need, and what a division lacks is told where it is shown.

    Raises
    ------
    InvoerFout
        When it is no file of a table.
    InhoudFout
        When its content is not sound: all findings together.
    """
    lines, wrong, notes = _read_regels(naam, raw)
    groups = _group(lines)
    findings = [*wrong, *_check_regels(lines, indeling), *_check_namen(groups)]
    kernen = [_make_kern(rows) for rows in groups.values()]
    kernen = kernen if indeling else _add_sleutels(kernen, [key.regio for key in groups])
    findings += [
        rows[0].say("naam", text)
        for kern, rows in zip(kernen, groups.values(), strict=True)
        for text in check_vorm(kern)
    ]
    if findings:
        raise refuse_inhoud(naam, findings)
    return Kernlijst(tuple(kernen), notes)


def _read_regels(naam: str, raw: bytes) -> tuple[list[Tabelregel], list[str], tuple[str, ...]]:
    """Return rows, what is wrong with them as such, and what was passed over: of a table, or a file with regions."""
    if naam.lower().endswith(EINDE):
        if len(raw) > GROOTSTE:
            message = f"Het bestand {naam[:80]} is te groot."
            raise InvoerFout(message, verwacht=f"hoogstens {GROOTSTE // 1_000_000} MB")
        return *read_regels(naam, raw), ()
    content = read_inhoud(naam, raw, [KERNVORM], grootste=GROOTSTE)
    rows = [line for table in content.tabellen for line in table.regels]
    return rows, list(content.bevindingen), content.notities


class _Groep(NamedTuple):
    """Which rows are one area: those of one name; beneath a region ('' in a table) those of one place in the file."""

    naam: str
    regio: str = ""
    plek: str = ""


def _find_groep(line: Tabelregel) -> _Groep:
    naam, regio = clean_naam(line.read_tekst("naam")), line.read_tekst(REGIO)
    return _Groep(naam, regio, line.plek) if regio else _Groep(naam)


def _group(lines: Iterable[Tabelregel]) -> dict[_Groep, list[Tabelregel]]:
    """Return rows by their area."""
    groups: dict[_Groep, list[Tabelregel]] = {}
    for line in lines:
        groups.setdefault(_find_groep(line), []).append(line)
    return groups


def _make_kern(lines: Sequence[Tabelregel]) -> Kerngebied:
    codes = (clean_code(line.read_tekst("code")) for line in lines)
    return Kerngebied(
        clean_naam(lines[0].read_tekst("naam")), tuple(dict.fromkeys(codes)), clean_naam(lines[0].read_tekst("soort"))
    )  # fmt: skip


def _add_sleutels(kernen: Sequence[Kerngebied], regios: Sequence[str]) -> list[Kerngebied]:
    """Return areas of the installation with their keys: of a name in more regions, with the region before it."""
    count = Counter(fold_naam(kern.titel) for kern in kernen)
    titles = [
        f"{regio} {kern.titel}" if count[fold_naam(kern.titel)] > 1 else kern.titel
        for kern, regio in zip(kernen, regios, strict=True)
    ]
    return [replace(kern, sleutel=fold_naam(title)) for kern, title in zip(kernen, titles, strict=True)]


def _check_regels(lines: Iterable[Tabelregel], indeling: Buurtindeling | None) -> Iterator[str]:
    """Yield what is wrong with single rows, and with rows that say the same."""
    seen: dict[tuple[_Groep, str], str] = {}
    for line in lines:
        area, code = _find_groep(line), clean_code(line.read_tekst("code"))
        if why := check_code(code, indeling) if code else "de code ontbreekt; vul een code in":
            yield line.say("code", why)
        elif (area, code) in seen:
            yield line.say(
                "code", f"{code} staat al in {area.naam} ({seen[area, code]}); haal een van beide weg"
            )
        seen.setdefault((area, code), line.plek)


def _check_namen(groups: dict[_Groep, list[Tabelregel]]) -> Iterator[str]:
    """Yield names that two areas of a region have, also but for capitals and signs, and a name with two kinds."""
    first: dict[tuple[str, str], _Groep] = {}
    for area, lines in groups.items():
        keys = [(area.regio, fold_naam(text)) for text in (area.naam, _make_kern(lines).titel)]
        other = next((first[key] for key in keys if key in first), area)
        first |= dict.fromkeys(keys, area)
        if area.naam and other != area:
            yield lines[0].say("naam", _tell_gelijk(area, other))
        kinds = {clean_naam(line.read_tekst("soort")) for line in lines}
        if len(kinds) > 1:
            yield lines[0].say(
                "soort", f"niet elke rij van {area.naam} noemt dezelfde soort; schrijf die gelijk"
            )


def _tell_gelijk(area: _Groep, other: _Groep) -> str:
    if area.naam == other.naam:
        return f"'{area.naam}' staat al bij {other.plek}; zet alle codes daar, of kies een andere naam"
    return f"'{area.naam}' lijkt op '{other.naam}'; schrijf het gelijk, of kies een andere naam"


def write_kernen(kernen: Iterable[Kerngebied]) -> bytes:
    """Return own areas as csv that `read_kernen` reads back."""
    rows = ((kern.naam, code, kern.soort) for kern in kernen for code in kern.codes)
    return write_csv_rijen(list(KERNVORM.kolommen), rows)


__all__ = ["GROOTSTE", "KERNVORM", "KERN_MAXIMUM", "TITEL", "Kernlijst", "read_kernen", "write_kernen"]
