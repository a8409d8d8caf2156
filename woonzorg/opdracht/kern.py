"""An own named area on the command line: ``--kern FILE:naam`` keeps map, charts and tables to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.kern.kern import fold_naam, make_indeling
from woonzorg.kern.kernbestand import GROOTSTE, read_kernen
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.toets import Score

_VORM = "een bestand en een naam, als kernen.csv:Eys"


def add_kern(parser: argparse.ArgumentParser) -> None:
    """Add what asks for an own area."""
    parser.add_argument(
        "--kern", default="", metavar="BESTAND:NAAM",
        help="alleen dit eigen gebied op kaart, grafiek of A3-vel: het bestand waar het in staat, en zijn naam",
    )  # fmt: skip


def check_kern(naam: str, soorten: Collection[str], arguments: argparse.Namespace) -> None:
    """Refuse an own area where it does nothing.

    Raises
    ------
    InvoerFout
        With another kind of document, beside a gemeente, or with wijken.
    """
    asked = arguments.kern
    if asked and naam not in soorten:
        message = f"'{naam}' gaat niet per eigen gebied."
        raise InvoerFout(message, verwacht=f"--kern bij {join_woorden(list(soorten))}", gevonden=asked)
    if asked and arguments.gemeente:
        message = "Kies --kern of --gemeente, niet allebei."
        raise InvoerFout(message, gevonden=f"{asked} en {arguments.gemeente}")
    if asked and arguments.niveau != Niveau.BUURT:
        message = "Een eigen gebied bestaat uit buurten."
        raise InvoerFout(message, verwacht="--niveau buurt", gevonden=f"--niveau {arguments.niveau}")


def find_kern(asked: str, snapshot: Snapshot, score: Score) -> Kerngebied | None:
    """Return the own area that was asked for, of its file; None when none was.

    Parameters
    ----------
    asked : str
        ``FILE:naam``; the name with or without its kind.
    snapshot : Snapshot
    score : Score

    Raises
    ------
    InvoerFout
        When the file is not sound, or holds no area of that name.
    """
    if not asked:
        return None
    path, _, naam = asked.rpartition(":")
    if not path or not naam.strip():
        message = "Het eigen gebied bij --kern is niet te lezen."
        raise InvoerFout(message, verwacht=_VORM, gevonden=asked)
    raw = read_bytes(Path(path), GROOTSTE)
    kernen = read_kernen(Path(path).name, raw, make_indeling(score, str(snapshot.manifest.indeling))).kernen
    for kern in kernen:
        if fold_naam(naam) in {fold_naam(kern.naam), fold_naam(kern.titel)}:
            return kern
    message = f"Het eigen gebied '{naam}' staat niet in {Path(path).name}."
    raise InvoerFout(
        message, verwacht=f"een van: {join_woorden([kern.titel for kern in kernen])}", gevonden=naam
    )
