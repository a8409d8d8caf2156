"""The command line of kept initiatives: ``python -m woonzorg dossiers`` lists and removes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.initiatiefkast import Initiatiefkast
from woonzorg.dag import find_dag, format_datum
from woonzorg.opdracht.uitvoer import write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.instelling import Instellingen


def add_dossiers(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser("dossiers", help="toon of verwijder bewaarde initiatieven")
    parser.add_argument(
        "--verwijder", nargs="+", default=[], metavar="ID", help="verwijder deze initiatieven"
    )
    parser.add_argument(
        "--ruim-op", action="store_true", help="verwijder alles wat langer staat dan de bewaartermijn"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_dossiers)


def run_dossiers(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Remove what is asked to go, then list what is left."""
    kast = Initiatiefkast(Bibliotheek.open(instellingen.bibliotheek))
    gone = kast.remove(arguments.verwijder) if arguments.verwijder else 0
    gone += kast.remove_verlopen() if arguments.ruim_op else 0
    left, broken = [describe_dossier(item) for item in kast.list_alles()], kast.list_onleesbaar()
    if arguments.json:
        write_json({"verwijderd": gone, "dossiers": left, "onleesbaar": list(broken)})
        return 0
    lines = [f"Verwijderd: {gone}."] if arguments.verwijder or arguments.ruim_op else []
    lines += [_tell(told) for told in left] or ["Er zijn geen initiatieven bewaard."]
    write_regel("\n".join([*lines, *(f"{name}  niet te lezen" for name in broken)]))
    return 0


def describe_dossier(item: BewaardDossier) -> dict[str, str]:
    """Return what is kept, in plain words; nothing of its texts."""
    kept = item.dossier
    return {
        "id": item.id, "naam": kept.naam, "gemeente": kept.gemeentenaam, "groep": kept.velden.get("groep", ""),
        "status": kept.status, "regio": kept.grond.regio, "bewaard_op": item.bewaard_op.isoformat(),
        "bewaard_door": str(kept.van),
    }  # fmt: skip


def _tell(told: dict[str, str]) -> str:
    name = told["naam"] or "zonder naam"
    day = format_datum(find_dag(told["bewaard_op"]))
    return (
        f"{told['id']}  {name} ({told['status']}), {told['gemeente']}, {told['regio']}, bewaard op {day} door "
        f"{told['bewaard_door']}"
    )
