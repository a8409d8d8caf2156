"""Named sets of gemeenten to stand beside a region, from a file with regions: each with who chose it.

The vision names no regions to compare with, so that nobody here chooses any: an installation or a visitor does, in the
form of the regions that can be loaded. ``gekozen_door`` says which organisation, and goes along to screen and paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import clean_code, parse_regios
from woonzorg.tekst.plat import strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EINDE = ".toml"
GROOTSTE = 1_000_000
"""Larger files (bytes) are refused."""

SETS_MEEST = 12
"""More sets than this fit on no page."""
TEKST_MEEST = 60
GEMEENTEN_MEEST = 100
VORM = '[mijn-streek] met titel = "…", gemeenten = ["GM0917", …] en gekozen_door = "…"'
VOORBEELD = """# Elke kop is een streek: gemeenten die samen naast uw regio komen te staan.
[mijn-streek]
titel = "Mijn streek"
gemeenten = ["GM0917", "GM0928"]
gekozen_door = "welke organisatie dit koos, en wanneer"
"""
"""A file to begin with."""
_CODE = re.compile(r"GM[0-9]{4}")


@dataclass(frozen=True)
class Streekset:
    """A set of gemeenten with a name.

    Attributes
    ----------
    titel : str
    gemeenten : tuple of str
        Codes, sorted.
    gekozen_door : str
        Which organisation chose these gemeenten, and when; '' when the file does not say.
    """

    titel: str
    gemeenten: tuple[str, ...]
    gekozen_door: str = ""


def read_sets(naam: str, raw: bytes) -> tuple[Streekset, ...]:
    """Read the sets of a file with regions, in its order; what has own areas only is no set.

    Parameters
    ----------
    naam : str
        Name of the file.
    raw : bytes

    Raises
    ------
    InvoerFout
        When it is no TOML, or too large.
    InhoudFout
        When a set is not sound: all findings together.
    """
    if len(raw) > GROOTSTE or not naam.lower().endswith(EINDE):
        message = f"Het bestand {naam[:80]} is geen bestand met regio's."
        raise InvoerFout(message, verwacht=f"een bestand {EINDE} van hoogstens 1 MB")
    content = parse_regios(naam, raw)
    chosen = {key: fields for key, fields in content.items() if not _has_kernen_only(fields)}
    findings = [text for key, fields in chosen.items() for text in _check_set(key, fields)]
    if not chosen:
        findings = [f"er staat geen set gemeenten in; verwacht {VORM}"]
    if len(chosen) > SETS_MEEST:
        findings.append(f"er staan {len(chosen)} sets in; hoogstens {SETS_MEEST} passen naast elkaar")
    sound = {key: fields for key, fields in chosen.items() if isinstance(fields, dict)}
    made = [] if findings else [_make_set(key, fields) for key, fields in sound.items()]
    findings += _find_dubbel(made)
    if findings:
        message = f"Het bestand {naam[:80]} klopt niet. Er is niets overgenomen."
        raise InhoudFout(message, findings, remedie=f"Verbeter dit en geef het bestand opnieuw: {VORM}.")
    return tuple(made)


def read_installatie(pad: Path | None) -> tuple[Streekset, ...]:
    """Return the sets of the file of an installation; none when that holds no regions."""
    if pad is None or pad.suffix.lower() != EINDE:
        return ()
    raw = read_bytes(pad, GROOTSTE)
    content = parse_regios(pad.name, raw)
    if all(_has_kernen_only(fields) for fields in content.values()):
        return ()
    return read_sets(pad.name, raw)


def _has_kernen_only(fields: Any) -> bool:
    return isinstance(fields, dict) and "kernen" in fields and "gemeenten" not in fields


def _check_set(sleutel: str, fields: Any) -> Iterator[str]:
    place = f"[{sleutel[:40]}]"
    if not isinstance(fields, dict):
        yield f"{place}: dit is geen set gemeenten"
        return
    for name in ("titel", "gekozen_door"):
        text = fields.get(name, "")
        if not isinstance(text, str):
            yield f"{place}: {name} is geen tekst"
        elif len(strip_onzichtbaar(text)) > TEKST_MEEST:
            yield f"{place}: {name} is te lang; hoogstens {TEKST_MEEST} tekens"
    codes = fields.get("gemeenten")
    if not isinstance(codes, list) or not codes:
        yield f"{place}: de gemeenten ontbreken"
        return
    wrong = [str(code)[:20] for code in codes if not _CODE.fullmatch(clean_code(code))]
    if wrong:
        yield f"{place}: geen gemeentecode als GM0917: {', '.join(wrong[:10])}"
    if len(codes) > GEMEENTEN_MEEST:
        yield f"{place}: {len(codes)} gemeenten; hoogstens {GEMEENTEN_MEEST}"


def _make_set(sleutel: str, fields: dict[str, Any]) -> Streekset:
    codes = tuple(sorted({clean_code(code) for code in fields["gemeenten"]}))
    title = strip_onzichtbaar(fields.get("titel", "")) or strip_onzichtbaar(sleutel)[:TEKST_MEEST]
    return Streekset(title, codes, strip_onzichtbaar(fields.get("gekozen_door", "")))


def _find_dubbel(sets: list[Streekset]) -> Iterator[str]:
    seen: set[str] = set()
    for one in sets:
        if one.titel.casefold() in seen:
            yield f"'{one.titel}' staat er twee keer in; geef elke set een eigen titel"
        seen.add(one.titel.casefold())
