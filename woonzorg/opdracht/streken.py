"""The command line of a region beside others: ``python -m woonzorg streken`` and ``rapport streken``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.kaart.landtelling import find_land
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.streken.streekset import GROOTSTE, read_installatie, read_sets
from woonzorg.streken.streektelling import count_streken, explain_ontbreekt
from woonzorg.streken.streekwoorden import (
    NIET_GEZEGD,
    ZONDER_SETS,
    describe_beeld,
    describe_grond,
    describe_maat,
    describe_onbekend,
    list_keuzes,
)

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen
    from woonzorg.streken.streekset import Streekset
    from woonzorg.streken.streektelling import Streekbeeld


def add_streken(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "streken", help="zet een regio naast Nederland, de provincies en gekozen sets gemeenten"
    )
    add_sets(parser)
    parser.add_argument("--snapshot", default="", metavar="ID", help="de regio; anders die in gebruik is")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_streken)


def add_sets(parser: argparse.ArgumentParser) -> None:
    """Add what names the file with sets."""
    parser.add_argument(
        "--regios", type=Path, metavar="TOML",
        help="bij streken: bestand met sets gemeenten om naast de regio te zetten; anders dat van de installatie",
    )  # fmt: skip


def check_sets(naam: str, soort: str, arguments: argparse.Namespace) -> None:
    """Refuse a file with sets where it does nothing."""
    if arguments.regios and naam != soort:
        message = f"'{naam}' vergelijkt geen streken: --regios doet daar niets."
        raise InvoerFout(message, remedie="Laat --regios weg.")


def find_streken(arguments: argparse.Namespace, instellingen: Instellingen) -> Streekbeeld:
    """Count the region in use, or the one asked for, beside the others.

    Raises
    ------
    InvoerFout
        When there are no national data, with what is needed.
    """
    data = instellingen.opslagplek
    here = opslag.open_snapshot(data, arguments.snapshot)
    line = find_land(opslag.list_snapshots(data), here.manifest)
    land = opslag.open_snapshot(data, line.id) if line else None
    missing = explain_ontbreekt(here.manifest, land)
    if missing or land is None:
        message = "Er is geen vergelijking met andere streken te maken."
        raise InvoerFout(message, gevonden=missing.rstrip("."), verwacht="gegevens van heel Nederland")
    return count_streken(here.manifest, land, _read_sets(arguments.regios, instellingen))


def _read_sets(regios: Path | None, instellingen: Instellingen) -> tuple[Streekset, ...]:
    if regios is None:
        return read_installatie(instellingen.kernen)
    return read_sets(regios.name, read_bytes(regios, GROOTSTE))


def run_streken(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show the sentence, each set with who chose it, and what the figures do not tell."""
    found = find_streken(arguments, instellingen)
    if arguments.json:
        write_json([row.to_dict() for row in found.rijen])
        return 0
    told = [
        describe_beeld(found),
        describe_onbekend(found),
        *(list_keuzes(found) or [ZONDER_SETS]),
        *NIET_GEZEGD,
    ]
    write_regel("\n".join(filter(None, [*told, describe_grond(found), describe_maat(found)])))
    return 0
