"""The command line of the opgave: ``python -m woonzorg opgave`` (see `opdracht`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.opdracht.socialehuur import check_keuzes, extend_opgave, run_sociale_huur
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.beweringen import check_opgave
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.lijst import select_verschillen
from woonzorg.opgave.ondergrens import describe_ondergrenzen, list_ondergrenzen, list_toelichting
from woonzorg.opgave.publicatie import BRON, STREEK
from woonzorg.opgave.woorden import describe_cijfer, describe_controle, describe_kop

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen


def add_opgave(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "opgave", help="toon de gepubliceerde tekorten van Parkstad, herberekend, met elk verschil"
    )
    parser.add_argument(
        "--controles",
        action="store_true",
        help="toon de totalen, aandelen en uitspraken van de visie, nagerekend",
    )
    parser.add_argument(
        "--elk-scenario",
        action="store_true",
        help="toon wat in elk scenario tekort is, met onze lezing van §6.1",
    )
    extend_opgave(parser)
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_opgave)


def run_opgave(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show every figure of the opgave, every check of totals, shares and claims, or social rent by gemeente."""
    check_keuzes(arguments)
    if arguments.sociale_huur:
        return run_sociale_huur(arguments, instellingen)
    if arguments.controles:
        return _run_controles(as_json=arguments.json)
    if arguments.elk_scenario:
        return _run_elk_scenario(as_json=arguments.json)
    figures = compute_cijfers(read_parkstad())
    if arguments.json:
        write_json([figure.to_dict() for figure in figures])
        return 0
    write_regel(describe_kop(STREEK, find_grootste(make_banden(figures, Cijferkeuze.HERBEREKEND)), figures))
    write_regel("\n".join(map(describe_cijfer, select_verschillen(figures))))
    write_regel(f"Bron: {BRON}.")
    return 0


def _run_elk_scenario(*, as_json: bool) -> int:
    figures = compute_cijfers(read_parkstad())
    found = list_ondergrenzen(figures, Cijferkeuze.HERBEREKEND)
    if as_json:
        write_json([grens.to_dict() for grens in found])
        return 0
    years = sorted({figure.jaar for figure in figures})[1:]
    write_regel("\n".join([*describe_ondergrenzen(found, years), *list_toelichting(found)]))
    return 0


def _run_controles(*, as_json: bool) -> int:
    checks = check_opgave()
    if as_json:
        write_json([check.to_dict() for check in checks])
    else:
        write_regel("\n".join(map(describe_controle, checks)))
    return 0
