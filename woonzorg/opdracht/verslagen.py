"""The command line of kept agendas and reports: ``python -m woonzorg verslagen`` lists, removes and adopts them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.verslag import Verslag, decide_verslag, read_verslag
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.dag import find_dag, format_datum, today
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens.schijf import write_aside
from woonzorg.opdracht.lezer import list_gegeven, refuse_los
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.rapport.bestand import check_soort
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    import argparse

    from woonzorg.bibliotheek.agendakast import BewaardStuk
    from woonzorg.instelling import Instellingen


def add_verslagen(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser("verslagen", help="toon of verwijder bewaarde agenda's en halfjaarverslagen")
    parser.add_argument(
        "--verwijder", nargs="+", default=[], metavar="ID", help="verwijder deze agenda's en verslagen"
    )
    parser.add_argument(
        "--ruim-op", action="store_true", help="verwijder alles wat langer staat dan de bewaartermijn"
    )
    parser.add_argument(
        "--vaststellen",
        type=Path,
        metavar="VERSLAG.json",
        help="stel een verslag vast; ook --besluit, --datum, --uit",
    )
    parser.add_argument("--besluit", default="", metavar="TEKST", help="wie het besloot, en welk besluit")
    parser.add_argument("--datum", default="", help="dag van het besluit")
    parser.add_argument("--uit", type=Path, metavar="BESTAND", help="het vastgestelde verslag, als json")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_verslagen)


def run_verslagen(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Adopt a report; or remove what is asked to go, then list what is left."""
    if arguments.vaststellen:
        return _adopt(arguments)
    refuse_los(arguments, ("besluit", "datum", "uit"), "--vaststellen")
    kast = Agendakast(Bibliotheek.open(instellingen.bibliotheek))
    gone = kast.remove(arguments.verwijder) if arguments.verwijder else 0
    gone += kast.remove_verlopen() if arguments.ruim_op else 0
    left, broken = kast.list_alles(), kast.list_onleesbaar()
    if arguments.json:
        write_json({
            "verwijderd": gone, "stukken": [describe_stuk(item) for item in left], "onleesbaar": list(broken),
        })  # fmt: skip
        return 0
    lines = [f"Verwijderd: {gone}."] if arguments.verwijder or arguments.ruim_op else []
    lines += [_tell(describe_stuk(item)) for item in left] or ["Er zijn geen agenda's en verslagen bewaard."]
    write_regel("\n".join([*lines, *(f"{name}  niet te lezen" for name in broken)]))
    return 0


def _adopt(arguments: argparse.Namespace) -> int:
    if also := list_gegeven(arguments, ("verwijder", "ruim_op")):
        message = "Vaststellen en verwijderen gaan niet in één opdracht."
        raise InvoerFout(
            message, verwacht="twee opdrachten", gevonden=f"--vaststellen met {join_woorden(also)}"
        )
    if arguments.uit is None:
        message = "Zeg waar het vastgestelde verslag heen gaat."
        raise InvoerFout(message, verwacht="--uit met een bestand dat eindigt op .json")
    check_soort("verslag", arguments.uit.suffix, (".json",))
    decided = decide_verslag(read_verslag(arguments.vaststellen), arguments.besluit, arguments.datum, today())
    write_aside(arguments.uit, decided.to_json().encode())
    if arguments.json:
        write_json(
            {"bestand": str(arguments.uit), "verslag": decided.id, "afgeleid_van": decided.afgeleid_van}
        )
    else:
        write_regel(f"{decided.titel} is vastgesteld: {arguments.uit}")
    return 0


def describe_stuk(item: BewaardStuk) -> dict[str, str]:
    """Return what is kept, in plain words; nothing of its figures."""
    stuk = item.stuk
    report = isinstance(stuk, Verslag)
    return {
        "id": item.id, "soort": "verslag" if report else "agenda",
        "titel": stuk.titel if isinstance(stuk, Verslag) else f"Agenda vanaf {stuk.moment}",
        "status": str(stuk.status) if isinstance(stuk, Verslag) else "",
        "regio": stuk.grond.regio if isinstance(stuk, Verslag) else stuk.regio,
        "bewaard_op": item.bewaard_op.isoformat(), "bewaard_door": item.bewaard_door,
    }  # fmt: skip


def _tell(told: dict[str, str]) -> str:
    state = f" ({told['status']})" if told["status"] else ""
    day = format_datum(find_dag(told["bewaard_op"]))
    return (
        f"{told['id']}  {told['titel']}{state}, {told['regio']}, bewaard op {day} door {told['bewaard_door']}"
    )
