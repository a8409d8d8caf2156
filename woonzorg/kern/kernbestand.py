"""Own areas as a file: one row a code, rows of one name together are one area. All that is wrong is told together.

The file with regions of an installation holds them too, beneath their region (`woonzorg.kern.kernregios`).
"""

from __future__ import annotations

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
    fold_naam,
)
from woonzorg.kern.kernregios import EINDE, read_regels
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
    kernen = [_make_kern(rows, installatie=indeling is None) for rows in groups.values()]
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


def _group(lines: Iterable[Tabelregel]) -> dict[str, list[Tabelregel]]:
    """Return rows by the name of their area, as it stands there."""
    groups: dict[str, list[Tabelregel]] = {}
    for line in lines:
        groups.setdefault(clean_naam(line.read_tekst("naam")), []).append(line)
    return groups


def _make_kern(lines: Sequence[Tabelregel], *, installatie: bool) -> Kerngebied:
    codes = (clean_code(line.read_tekst("code")) for line in lines)
    kern = Kerngebied(
        clean_naam(lines[0].read_tekst("naam")), tuple(dict.fromkeys(codes)), clean_naam(lines[0].read_tekst("soort"))
    )  # fmt: skip
    return replace(kern, sleutel=fold_naam(kern.titel)) if installatie else kern


def _check_regels(lines: Iterable[Tabelregel], indeling: Buurtindeling | None) -> Iterator[str]:
    """Yield what is wrong with single rows, and with rows that say the same."""
    seen: dict[tuple[str, str], str] = {}
    for line in lines:
        name, code = clean_naam(line.read_tekst("naam")), clean_code(line.read_tekst("code"))
        if why := check_code(code, indeling) if code else "de code ontbreekt; vul een code in":
            yield line.say("code", why)
        elif (name, code) in seen:
            yield line.say("code", f"{code} staat al in {name} ({seen[name, code]}); haal een van beide weg")
        seen.setdefault((name, code), line.plek)


def _check_namen(groups: dict[str, list[Tabelregel]]) -> Iterator[str]:
    """Yield names that are one but for capitals and signs, and rows of one name with another kind."""
    first: dict[str, str] = {}
    for name, lines in groups.items():
        title = _make_kern(lines, installatie=False).titel
        other = next((first[key] for key in (fold_naam(name), fold_naam(title)) if key in first), name)
        first |= {fold_naam(name): name, fold_naam(title): name}
        if name and other != name:
            yield lines[0].say(
                "naam", f"'{name}' lijkt op '{other}'; schrijf het gelijk, of kies een andere naam"
            )
        kinds = {clean_naam(line.read_tekst("soort")) for line in lines}
        if len(kinds) > 1:
            yield lines[0].say("soort", f"niet elke rij van {name} noemt dezelfde soort; schrijf die gelijk")


def write_kernen(kernen: Iterable[Kerngebied]) -> bytes:
    """Return own areas as csv that `read_kernen` reads back."""
    rows = ((kern.naam, code, kern.soort) for kern in kernen for code in kern.codes)
    return write_csv_rijen(list(KERNVORM.kolommen), rows)


__all__ = ["GROOTSTE", "KERNVORM", "KERN_MAXIMUM", "TITEL", "Kernlijst", "read_kernen", "write_kernen"]
