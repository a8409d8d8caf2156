"""Own files of a profile at the command line: ``rapport buurtblad CODE --waarnemingen FILE --doelen FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.opdracht.uitvoer import say
from woonzorg.profiel.eigen import Profieleigen, read_profieleigen
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    import argparse

    from woonzorg.oordeel.toets import Score

SOORTEN = ("waarnemingen", "doelen", "complexen")
"""What a file of a profile can hold; each has an option of that name."""


def add_profiel(parser: argparse.ArgumentParser) -> None:
    """Add the files of a profile to a parser."""
    for name in SOORTEN:
        parser.add_argument(
            f"--{name}", dest=f"profiel_{name}", type=Path, metavar="BESTAND",
            help=f"eigen {name} op het buurtblad (csv, xlsx, ods of GeoJSON)",
        )  # fmt: skip


def check_profiel(naam: str, soort: str, arguments: argparse.Namespace) -> None:
    """Refuse these files where no profile is made.

    Raises
    ------
    InvoerFout
        When one is given for another kind of document.
    """
    if _list_bestanden(arguments) and naam != soort:
        options = join_woorden([f"--{name}" for name in SOORTEN])
        message = f"'{naam}' heeft geen profiel: {options} doen daar niets."
        raise InvoerFout(message, verwacht=soort, gevonden=naam, remedie="Laat ze weg.")


def read_profiel(arguments: argparse.Namespace, score: Score) -> Profieleigen:
    """Return what the files of a command hold, and tell what was passed over; errors as `read_profieleigen`."""
    found = Profieleigen()
    for path in _list_bestanden(arguments):
        found = found.take(read_profieleigen(path.name, read_bytes(path), score, today()))
    for note in found.notities:
        say(f"Let op: {note.rstrip('.')}.")
    return found


def _list_bestanden(arguments: argparse.Namespace) -> list[Path]:
    given = (getattr(arguments, f"profiel_{name}") for name in SOORTEN)
    return [path for path in given if path]
