"""The command that tells what a snapshot holds, for other programs: ``python -m woonzorg beschrijf``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import MANIFEST, write_samen
from woonzorg.instelling import INGEBOUWD
from woonzorg.koppelvlak.catalogus import make_catalogus, make_ontstaan
from woonzorg.koppelvlak.pakket import CATALOGUS, ONTSTAAN, PAKKET, list_eigen_bestanden, make_pakket
from woonzorg.opdracht.uitvoer import write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.instelling import Instellingen


def add_beschrijf(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "beschrijf", help=f"zet {PAKKET}, {CATALOGUS} en {ONTSTAAN} naast gegevens, voor andere programma's"
    )
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    parser.add_argument(
        "--uit", type=Path, metavar="MAP",
        help="een map die er is; de gegevens zelf komen er dan ook in. Zonder: naast de gegevens",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_beschrijf)


def run_beschrijf(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write what a snapshot holds beside it, or with it in another folder."""
    snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
    folder = _find_map(snapshot, arguments.uit)
    told = list_beschrijvingen(snapshot, instellingen)
    if arguments.uit:
        copied = (*(one.naam for one in list_eigen_bestanden(snapshot.manifest)), MANIFEST)
        told = {name: (snapshot.map / name).read_bytes() for name in copied} | told
    write_samen({folder / name: content for name, content in told.items()})
    if arguments.json:
        write_json({"map": str(folder), "bestanden": sorted(told)})
    else:
        write_regel(f"Geschreven in {folder}: {', '.join(sorted(told))}.")
    return 0


def list_beschrijvingen(snapshot: Snapshot, instellingen: Instellingen) -> dict[str, bytes]:
    """Return what is told of the files of a snapshot, by the name of its file."""
    files = list_eigen_bestanden(snapshot.manifest)
    makers = {PAKKET: make_pakket, CATALOGUS: make_catalogus, ONTSTAAN: make_ontstaan}
    told = {name: make(snapshot.id, snapshot.manifest, files, instellingen) for name, make in makers.items()}
    return {name: json.dumps(one, ensure_ascii=False, indent=1).encode() for name, one in told.items()}


def _find_map(snapshot: Snapshot, gekozen: Path | None) -> Path:
    if gekozen is None:
        if snapshot.map.is_relative_to(INGEBOUWD):
            message = "De verzonnen streek hoort bij het programma; daar wordt niets bij geschreven."
            raise InvoerFout(message, remedie="Kies met --uit een map.")
        return snapshot.map
    if not gekozen.is_dir():
        message = "De map waarin geschreven moet worden, is er niet."
        raise InvoerFout(message, gevonden=str(gekozen), remedie="Maak die map eerst.")
    return gekozen
