"""Social rent on the command line: ``python -m woonzorg opgave --sociale-huur [--programma FILE]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.lezer import refuse_los
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.opgave.publicatie import STREEK
from woonzorg.rapport.huurstuk import Huurstof
from woonzorg.socialehuur.normen import NORMEN_2025, WET
from woonzorg.socialehuur.plaats import list_plaatsen
from woonzorg.socialehuur.programmabestand import GROOTSTE_PROGRAMMA, make_bron, read_programma
from woonzorg.socialehuur.stand import find_buurten, find_gemeenten, is_tabel4, read_tabel4
from woonzorg.socialehuur.woorden import (
    describe_grondslag,
    describe_toets,
    describe_uitkomst,
    list_vragen,
)
from woonzorg.verdeling.vraag.lijnen import VAN_PARKSTAD

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen
    from woonzorg.socialehuur.plaats import Bezitsplaats


def extend_opgave(parser: argparse.ArgumentParser) -> None:
    """Add the options of social rent to the command of the opgave."""
    parser.add_argument(
        "--sociale-huur", action="store_true", help="toon het aandeel sociale huur per gemeente, met de drie toetsen"
    )  # fmt: skip
    add_programma(parser)
    parser.add_argument(
        "--snapshot",
        default="",
        metavar="ID",
        help="gegevens voor --sociale-huur; anders die in gebruik zijn",
    )


def add_programma(parser: argparse.ArgumentParser) -> None:
    """Add what names the file with a building programme."""
    parser.add_argument(
        "--programma", type=Path, metavar="BESTAND", help="een bouwprogramma (csv, xlsx, ods, json)"
    )  # fmt: skip


def check_programma(naam: str, soort: str, arguments: argparse.Namespace) -> None:
    """Refuse a programme where it does nothing."""
    if arguments.programma and naam != soort:
        message = f"'{naam}' gaat niet over sociale huur: --programma doet daar niets."
        raise InvoerFout(message, remedie="Laat --programma weg.")


def check_keuzes(arguments: argparse.Namespace) -> None:
    """Refuse options that do nothing, or two answers at once."""
    if not arguments.sociale_huur:
        refuse_los(arguments, ("programma", "snapshot"), "--sociale-huur")
    elif arguments.controles:
        message = "Met --sociale-huur en --controles samen is er geen antwoord."
        raise InvoerFout(message, remedie="Geef een van beide.")


def find_huurstof(arguments: argparse.Namespace, instellingen: Instellingen) -> Huurstof:
    """Return the stock, and the programme where one is given.

    It is of the data asked for, or in use where these are Parkstad's; else table 4 bounds it.
    """
    snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
    titel, gemeenten = STREEK, read_tabel4()
    if arguments.snapshot or snapshot.manifest.regio.naam == VAN_PARKSTAD:
        titel, gemeenten = snapshot.manifest.regio.titel, find_gemeenten(snapshot)
    only_rent = is_tabel4(gemeenten)
    plaatsen = () if only_rent else _list_plaatsen(snapshot)
    programme = None
    if arguments.programma:
        raw = read_bytes(arguments.programma, GROOTSTE_PROGRAMMA)
        source = make_bron(gemeenten, [place.stand for place in plaatsen])
        programme = read_programma(arguments.programma.name, raw, source)
    made_up = snapshot.manifest.fictief and not only_rent
    return Huurstof(titel, gemeenten, plaatsen, programme, NORMEN_2025, fictief=made_up)


def _list_plaatsen(snapshot: opslag.Snapshot) -> tuple[Bezitsplaats, ...]:
    return list_plaatsen(snapshot.gebieden, score_snapshot(snapshot), find_buurten(snapshot))


def run_sociale_huur(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show the share of social rent of each gemeente, the three tests, and what it takes at least."""
    stof = find_huurstof(arguments, instellingen)
    names = {stand.code: stand.naam for stand in (*stof.gemeenten, *(place.stand for place in stof.plaatsen))}
    for text in list_vragen(stof.programma or (), names):
        say(f"Let op: {text}")
    outcomes = stof.uitkomsten
    if arguments.json:
        _say_grondslag(stof)
        write_json([outcome.to_dict() for outcome in outcomes])
        return 0
    for outcome in outcomes:
        write_regel(describe_uitkomst(outcome, stof.normen.streefdeel))
    write_regel(describe_toets(outcomes[0].toetsen[-1]) if outcomes else "")
    _say_grondslag(stof)
    say(WET)
    return 0


def _say_grondslag(stof: Huurstof) -> None:
    say(describe_grondslag(stof.gemeenten))
    say(f"Bron: {stof.gemeenten[0].bron}." if stof.gemeenten else "Er zijn geen gemeenten.")
    if stof.fictief:
        say(klassewoorden.FICTIE)
