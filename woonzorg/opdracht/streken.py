"""The command line of a region beside others: ``python -m woonzorg streken`` and ``rapport streken``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.kaart.landtelling import find_land
from woonzorg.laden.uitsnede import open_nationaal
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.rapport.uitvoer import write_gebieden
from woonzorg.streken.klassetabel import make_uitvoer, tabulate_klassen
from woonzorg.streken.streekset import GROOTSTE, read_installatie, read_sets
from woonzorg.streken.streektelling import count_grond, count_streken, explain_ontbreekt
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

TABELSOORTEN: tuple[str, ...] = (".csv", ".xlsx")


def add_streken(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "streken", help="zet een regio naast Nederland, de provincies en gekozen sets gemeenten"
    )
    add_sets(parser)
    parser.add_argument("--snapshot", default="", metavar="ID", help="de regio; anders die in gebruik is")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_streken)


def add_klassen(commands: Any) -> None:
    """Add the command of the table of all classes to a parser."""
    parser = commands.add_parser(
        "klassen", help="schrijf de klassen van heel Nederland per gemeente en provincie naar een bestand"
    )
    parser.add_argument("--uit", type=Path, required=True, metavar="BESTAND", help="eindigt op .csv of .xlsx")
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="welke gegevens van Nederland; anders de jongste"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_klassen)


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


def run_klassen(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write buurten and households by class of the country, each province and each gemeente."""
    if arguments.uit.suffix.lower() not in TABELSOORTEN:
        message = f"Een tabel komt niet in een bestand {arguments.uit.suffix or 'zonder extensie'}."
        raise InvoerFout(message, verwacht=" of ".join(TABELSOORTEN), gevonden=arguments.uit.name)
    land = open_nationaal(instellingen.opslagplek, arguments.snapshot)
    table = tabulate_klassen(count_grond(land))
    write_gebieden(make_uitvoer(table, land.id), land.manifest, arguments.uit)
    counts = {str(soort): int(count) for soort, count in table["soort"].value_counts().items()}
    if arguments.json:
        write_json({"snapshot": land.id, "bestand": str(arguments.uit), "rijen": counts})
    else:
        told = f"{counts.get('gemeente', 0)} gemeenten en {counts.get('provincie', 0)} provincies"
        write_regel(f"{told} geschreven naar {arguments.uit}, uit {land.id}.")
    return 0
