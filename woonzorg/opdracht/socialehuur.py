"""Social rent on the command line: ``python -m woonzorg opgave --sociale-huur [--programma FILE]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.opdracht.lezer import refuse_los
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.socialehuur.normen import NORMEN_2025, WET
from woonzorg.socialehuur.programmabestand import GROOTSTE_PROGRAMMA, make_bron, read_programma
from woonzorg.socialehuur.stand import has_corporatie, list_standen, read_tabel4
from woonzorg.socialehuur.uitkomst import make_uitkomsten
from woonzorg.socialehuur.woorden import (
    CORPORATIE_IS,
    TABEL_4_ALS_GRENS,
    describe_toets,
    describe_uitkomst,
    list_vragen,
)
from woonzorg.verdeling.vraag.lijnen import VAN_PARKSTAD

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen
    from woonzorg.socialehuur.stand import Woningstand


def extend_opgave(parser: argparse.ArgumentParser) -> None:
    """Add the options of social rent to the command of the opgave."""
    parser.add_argument(
        "--sociale-huur", action="store_true", help="toon het aandeel sociale huur per gemeente, met de drie toetsen"
    )  # fmt: skip
    parser.add_argument(
        "--programma", type=Path, metavar="BESTAND", help="een bouwprogramma (csv, xlsx, ods, json)"
    )  # fmt: skip
    parser.add_argument(
        "--snapshot",
        default="",
        metavar="ID",
        help="gegevens voor --sociale-huur; anders die in gebruik zijn",
    )


def check_keuzes(arguments: argparse.Namespace) -> None:
    """Refuse options that do nothing, or two answers at once."""
    if not arguments.sociale_huur:
        refuse_los(arguments, ("programma", "snapshot"), "--sociale-huur")
    elif arguments.controles:
        message = "Met --sociale-huur en --controles samen is er geen antwoord."
        raise InvoerFout(message, remedie="Geef een van beide.")


def run_sociale_huur(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show the share of social rent of each gemeente, the three tests, and what it takes at least."""
    gemeenten, buurten = _find_standen(instellingen, arguments.snapshot)
    programme = None
    if arguments.programma:
        raw = read_bytes(arguments.programma, GROOTSTE_PROGRAMMA)
        programme = read_programma(arguments.programma.name, raw, make_bron(gemeenten, buurten))
    outcomes = make_uitkomsten(gemeenten, programme)
    for text in list_vragen(programme or (), {stand.code: stand.naam for stand in gemeenten}):
        say(f"Let op: {text}")
    if arguments.json:
        _say_grondslag(gemeenten)
        write_json([outcome.to_dict() for outcome in outcomes])
        return 0
    for outcome in outcomes:
        write_regel(describe_uitkomst(outcome, NORMEN_2025.streefdeel))
    write_regel(describe_toets(outcomes[0].toetsen[-1]) if outcomes else "")
    _say_grondslag(gemeenten)
    say(WET)
    return 0


def _find_standen(
    instellingen: Instellingen, asked: str
) -> tuple[tuple[Woningstand, ...], tuple[Woningstand, ...]]:
    """Return the gemeenten and buurten of the data asked for, or in use where these are Parkstad's, else table 4."""
    snapshot = opslag.open_snapshot(instellingen.data, asked)
    if not asked and snapshot.manifest.regio.naam != VAN_PARKSTAD:
        return read_tabel4(), ()
    years = snapshot.manifest.jaren
    levels = (Niveau.GEMEENTE, Niveau.BUURT)
    gemeenten, buurten = (list_standen(snapshot.gebieden, years, level) for level in levels)
    return gemeenten, buurten


def _say_grondslag(gemeenten: tuple[Woningstand, ...]) -> None:
    say(CORPORATIE_IS if has_corporatie(gemeenten) else TABEL_4_ALS_GRENS)
    say(f"Bron: {gemeenten[0].bron}." if gemeenten else "Er zijn geen gemeenten.")
