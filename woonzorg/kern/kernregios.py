"""Own areas in the file with regions of an installation: ``[[parkstad.kernen]]`` with naam, codes and soort.

They become the rows that a table would have, so that one reader checks both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.tabel import Tabelregel
from woonzorg.gebied import parse_regios

if TYPE_CHECKING:
    from collections.abc import Iterator

EINDE = ".toml"
"""How the name of such a file ends."""

REGIO = "regio"
"""The cell that says of which region an area is: such an area is one [[…]], whatever else has its name."""

_VELDEN = {"naam": str, "codes": list, "soort": str}
_VORM = 'naam = "Eys", codes = ["BU…"] en, als u wilt, soort = "kern"'


def read_regels(naam: str, raw: bytes) -> tuple[list[Tabelregel], list[str]]:
    """Return the rows of the own areas of every region in a file, a row a code, and what is wrong with their form.

    Parameters
    ----------
    naam : str
        Name of the file.
    raw : bytes

    Raises
    ------
    InvoerFout
        When it is no TOML.
    """
    lines: list[Tabelregel] = []
    findings: list[str] = []
    content = parse_regios(naam, raw)
    for region, place, area in _list_gebieden(content):
        wrong = list(_check_gebied(place, area))
        findings += wrong
        if not wrong:
            lines += _make_regels(place, region, area)
    chosen = any(isinstance(fields, dict) and "gekozen_door" in fields for fields in content.values())
    if not lines and not findings and not chosen:  # who says who chose them, made the file to compare regions
        findings = [f"er staat geen eigen gebied in; zet onder een regio [[regio.kernen]] met {_VORM}"]
    return lines, findings


def _list_gebieden(content: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for region, fields in content.items():
        areas = fields.get("kernen", []) if isinstance(fields, dict) else []
        for number, area in enumerate(areas if isinstance(areas, list) else [areas], start=1):
            yield region, f"[[{region}.kernen]] nummer {number}", area


def _check_gebied(plek: str, gebied: Any) -> Iterator[str]:
    if not isinstance(gebied, dict):
        yield f"{plek}: dit is geen gebied; geef {_VORM}"
        return
    for field, value in gebied.items():
        if field not in _VELDEN:
            yield f"{plek}: '{field[:40]}' is hier niet bekend; geef {_VORM}"
        elif not isinstance(value, _VELDEN[field]):
            yield f"{plek}: {field} is niet te lezen; geef {_VORM}"
    codes = gebied.get("codes", [])
    if isinstance(codes, list) and not (codes and all(isinstance(code, str) for code in codes)):
        yield f"{plek}: de codes ontbreken of zijn geen tekst; geef {_VORM}"
    if not str(gebied.get("naam", "")).strip():
        yield f"{plek}: de naam ontbreekt; geef {_VORM}"


def _make_regels(plek: str, regio: str, gebied: dict[str, Any]) -> list[Tabelregel]:
    own = {"naam": gebied["naam"], "soort": gebied.get("soort", ""), REGIO: regio}
    return [
        Tabelregel(plek, number, {**own, "code": code})
        for number, code in enumerate(gebied["codes"], start=1)
    ]
