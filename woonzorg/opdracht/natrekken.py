"""The command line of asking again: ``python -m woonzorg natrekken CODE…`` (see `opdracht`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from woonzorg.gegevens import opslag
from woonzorg.herkomst.natrekken import TERMIJN, Natrek, Natrekuitslag, ask_again, trace_gebieden
from woonzorg.opdracht.uitvoer import write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen


def add_natrekken(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "natrekken", help="vraag de cijfers van een gebied opnieuw aan het CBS en vergelijk ze"
    )
    parser.add_argument("codes", nargs="+", metavar="code", help="zoals BU09171000, WK091710 of GM0917")
    parser.add_argument(
        "--cijfer", action="append", default=[], metavar="SLEUTEL", help="alleen dit cijfer, zoals ses_woa"
    )
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_natrekken)


def run_natrekken(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Ask for the figures of areas once more; exit status 1 when the source was not reached for all of them."""
    snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
    figures = trace_gebieden(snapshot, arguments.codes, arguments.cijfer)
    found = ask_again(snapshot, figures, instellingen, TERMIJN)
    if arguments.json:
        write_json([one.to_dict() for one in found])
    else:
        write_regel("\n".join([*map(describe_natrek, found), describe_telling(found)]))
    return 1 if any(one.uitslag == Natrekuitslag.ONBEREIKBAAR for one in found) else 0


def describe_natrek(natrek: Natrek) -> str:
    """Tell in a line of Dutch what came of one figure."""
    kept = natrek.herkomst
    year = f" ({kept.jaar})" if kept.jaar else ""
    return f"[{natrek.uitslag}] {kept.code} {kept.titel}{year}. {natrek.uitleg}"


def describe_telling(gevonden: list[Natrek]) -> str:
    """Tell how many figures came out how."""
    counts = Counter(one.uitslag for one in gevonden)
    return "Samen: " + ", ".join(f"{counts[kind]} {kind}" for kind in Natrekuitslag if counts[kind]) + "."
