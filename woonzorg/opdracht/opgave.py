"""The command line of the opgave: ``python -m woonzorg opgave`` (see `opdracht`)."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.beweringen import check_opgave
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.lijst import select_verschillen
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
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_opgave)


def run_opgave(arguments: argparse.Namespace, _: Instellingen) -> int:
    """Show every figure of the opgave, or every check of totals, shares and claims."""
    if arguments.controles:
        return _run_controles(as_json=arguments.json)
    figures = compute_cijfers(read_parkstad())
    if arguments.json:
        _write_json([figure.to_dict() for figure in figures])
        return 0
    _write(describe_kop(STREEK, find_grootste(make_banden(figures, Cijferkeuze.HERBEREKEND)), figures))
    _write("\n".join(map(describe_cijfer, select_verschillen(figures))))
    _write(f"Bron: {BRON}.")
    return 0


def _run_controles(*, as_json: bool) -> int:
    checks = check_opgave()
    if as_json:
        _write_json([check.to_dict() for check in checks])
    else:
        _write("\n".join(map(describe_controle, checks)))
    return 0


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _write_json(value: Any) -> None:
    _write(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
