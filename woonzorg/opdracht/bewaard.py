"""The command line of all that is kept: ``python -m woonzorg bewaard`` lists it, withdraws, backs up and puts back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.bibliotheek.accounts import Accounts
from woonzorg.bibliotheek.bewaarlijst import count_bewaard
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reservekopie import BEWAARTERMIJN, make_reservekopie, remove_oude
from woonzorg.bibliotheek.terugzetten import restore
from woonzorg.dag import find_dag, format_datum
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    import argparse

    from woonzorg.bibliotheek.bewaarlijst import Bewaartelling
    from woonzorg.bibliotheek.reservekopie import Reservekopie
    from woonzorg.bibliotheek.terugzetten import Teruggezet
    from woonzorg.instelling import Instellingen

_LATER_WEG = (
    "Let op: wat hier is ingetrokken of weggehaald, komt niet terug. Was deze bibliotheek leeg of ouder, dan weet zij "
    "niet wat er na de kopie is weggehaald en welke accounts zijn gewist. Haal dat dan opnieuw weg."
)


def add_bewaard(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "bewaard",
        help="toon wat er bewaard wordt, trek scenario's in, maak een reservekopie of zet haar terug",
    )
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--trek-in", nargs="+", default=[], metavar="ID", help="trek deze scenario's in, met hun reacties"
    )
    act.add_argument(
        "--wis-account",
        default="",
        metavar="ACCOUNT",
        help="haal dit account weg bij alles wat eronder is bewaard",
    )
    act.add_argument(
        "--ruim-op", action="store_true", help="haal alles weg wat langer staat dan de bewaartermijn"
    )
    act.add_argument(
        "--reservekopie",
        type=Path,
        metavar="MAP",
        help=f"schrijf een reservekopie van de bibliotheek in deze map; oudere dan {BEWAARTERMIJN.days} dagen gaan weg",
    )
    act.add_argument(
        "--terugzetten", type=Path, metavar="BESTAND", help="zet een reservekopie terug; wat er staat, blijft"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_bewaard)


def run_bewaard(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Do what is asked for; then list what is kept."""
    kast = Bibliotheek.open(instellingen.bibliotheek)
    if arguments.reservekopie:
        made = make_reservekopie(kast, arguments.reservekopie)
        return _tell_kopie(made, remove_oude(arguments.reservekopie), as_json=arguments.json)
    if arguments.terugzetten:
        return _tell_terug(restore(kast, arguments.terugzetten), as_json=arguments.json)
    gone = Intrekkingen(kast).remove(arguments.trek_in) if arguments.trek_in else 0
    gone += kast.remove_verlopen() if arguments.ruim_op else 0
    gone += Accounts(kast).remove(arguments.wis_account) if arguments.wis_account else 0
    counted = count_bewaard(kast)
    if arguments.json:
        write_json({"weggehaald": gone, "bewaard": [describe_telling(one) for one in counted]})
        return 0
    lines = (
        [f"Weggehaald: {gone}."] if arguments.trek_in or arguments.ruim_op or arguments.wis_account else []
    )
    write_regel("\n".join([*lines, *map(tell_telling, counted)]))
    return 0


def describe_telling(telling: Bewaartelling) -> dict[str, Any]:
    """Return a kind that is kept as plain values, for JSON."""
    kind = telling.soort
    return {
        "wat": kind.naam, "waarvoor": kind.doel, "waar": kind.plek, "aantal": telling.aantal,
        "oudste": find_dag(telling.oudste) or None, "termijn": kind.termijn, "eigenaar": kind.eigenaar,
        "weghalen": kind.weg,
    }  # fmt: skip


def tell_telling(telling: Bewaartelling) -> str:
    """Tell of a kind what is kept, in a few lines."""
    kind, day = telling.soort, find_dag(telling.oudste)
    count = "aantal niet hier te tellen" if telling.aantal is None else str(telling.aantal)
    oldest = f", oudste van {format_datum(day)}" if day else ""
    told = {
        "waarvoor": kind.doel, "waar": kind.plek, "hoe lang": kind.termijn, "van wie": kind.eigenaar,
        "weghalen": kind.weg,
    }  # fmt: skip
    return "\n    ".join(
        [f"{kind.naam}: {count}{oldest}", *(f"{what}: {text}" for what, text in told.items())]
    )


def _tell_kopie(kopie: Reservekopie, weg: int, *, as_json: bool) -> int:
    if as_json:
        write_json(asdict(kopie) | {"bestand": str(kopie.bestand), "oude_weg": weg})
    else:
        write_regel(
            f"{kopie.bestand}: {count_woord(kopie.rijen, 'rij', 'rijen')}, sha256 van de rijen {kopie.hash}\n"
            f"Oude reservekopieën weggehaald: {weg}."
        )
    return 0


def _tell_terug(done: Teruggezet, *, as_json: bool) -> int:
    counts = {name: number for name, number in asdict(done).items() if name != "kopie"}
    if as_json:
        write_json({"kopie": str(done.kopie.bestand), "moment": done.kopie.moment} | counts)
    else:
        write_regel(
            f"Teruggezet uit {done.kopie.bestand.name}, van {format_datum(done.kopie.moment)}. Erbij: {done.erbij}. "
            f"Stond er al: {done.stond}. Hersteld: {done.hersteld}. Hier anders, en zo gelaten: {done.anders}. "
            f"Ingetrokken of weggehaald, en niet teruggezet: {done.ingetrokken}. "
            f"Weg, want de bewaartermijn is voorbij: {done.verlopen}."
        )
    say(_LATER_WEG)
    return 0
