"""The command line of instruments against vulnerable inflow: ``python -m woonzorg instroom FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.gegevens import opslag
from woonzorg.instroom.instroombestand import GROOTSTE, read_instroom
from woonzorg.instroom.instroomwoorden import UITLEG, VRAGEN, describe_register, list_cellen, list_vragen
from woonzorg.instroom.instrument import judge_besluiten
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.uitvoer import say, write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen


def add_instroom(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "instroom", help="toon waar instroominstrumenten gelden, uit een eigen register"
    )
    parser.add_argument("register", type=Path, metavar="BESTAND", help="besluiten (csv, xlsx of ods)")
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_instroom)


def run_instroom(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show each decision with class and concentratie of its area, and apart what the figures do not show."""
    path: Path = arguments.register
    score = score_snapshot(opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot))
    register = read_instroom(path.name, read_bytes(path, GROOTSTE), score)
    rows = judge_besluiten(register.besluiten, score, today())
    for note in register.notities:
        say(note)
    if arguments.json:
        write_json([row.to_dict() for row in rows])
        return 0
    asked = list_vragen(rows)
    told = [describe_register(rows), *("; ".join(list_cellen(row)) for row in rows)]
    write_regel("\n".join([*told, *((f"{VRAGEN}:", *asked) if asked else ()), UITLEG]))
    return 0
