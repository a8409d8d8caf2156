"""The command line of comments: ``python -m woonzorg reacties`` lists and removes them, for who manages the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.dag import format_datum
from woonzorg.opdracht.uitvoer import write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.bibliotheek.reactie import Reactie
    from woonzorg.instelling import Instellingen


def add_reacties(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser("reacties", help="toon of verwijder reacties op bewaarde scenario's")
    parser.add_argument("scenarios", nargs="*", metavar="scenario", help="kenmerk; zonder: alle reacties")
    parser.add_argument(
        "--verwijder", nargs="+", default=[], metavar="ID", help="verwijder deze reacties, met hun antwoorden"
    )
    parser.add_argument(
        "--ruim-op", action="store_true", help="verwijder alles wat langer staat dan de bewaartermijn"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_reacties)


def run_reacties(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Remove what is asked to go, then list what is left."""
    kast = Reacties(Bibliotheek.open(instellingen.bibliotheek))
    gone = kast.remove(arguments.verwijder) if arguments.verwijder else 0
    gone += kast.remove_verlopen() if arguments.ruim_op else 0
    left = kast.list(arguments.scenarios) if arguments.scenarios else kast.list_alles()
    broken = kast.list_onleesbaar()
    if arguments.json:
        write_json(
            {
                "verwijderd": gone,
                "reacties": [describe_reactie(item) for item in left],
                "onleesbaar": list(broken),
            }
        )
        return 0
    lines = [f"Verwijderd: {gone}."] if arguments.verwijder or arguments.ruim_op else []
    lines += [tell_reactie(item) for item in left] or ["Er zijn geen reacties."]
    write_regel("\n".join([*lines, *(f"{name}  niet te lezen" for name in broken)]))
    return 0


def describe_reactie(reactie: Reactie) -> dict[str, Any]:
    """Return a comment as plain values, for JSON; nothing of the code of who placed it."""
    return {
        "id": reactie.id,
        "scenario": reactie.scenario,
        "op": reactie.op,
        "soort": str(reactie.soort),
        "over": reactie.gebied,
        "afzender": reactie.afzender,
        "geplaatst_op": reactie.geplaatst_op.isoformat(),
        "tekst": reactie.tekst,
    }


def tell_reactie(reactie: Reactie) -> str:
    """Tell a comment in a line."""
    about, day = reactie.gebied or "het hele plan", format_datum(reactie.geplaatst_op.isoformat())
    return (
        f"{reactie.id}  scenario {reactie.scenario}, {about}  {reactie.soort}, {reactie.afzender}, {day}: "
        f"{reactie.tekst}"
    )
