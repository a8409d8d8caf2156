"""Own observations and goals at the command line: ``rapport buurtblad CODE --waarnemingen FILE --doelen FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.profiel.eigen import Profieleigen, read_profieleigen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection


def add_profiel(parser: argparse.ArgumentParser) -> None:
    """Add the files of a profile to a parser."""
    for name, what in (("waarnemingen", "waarnemingen"), ("doelen", "doelen")):
        parser.add_argument(
            f"--{name}", dest=f"profiel_{name}", type=Path, metavar="BESTAND",
            help=f"eigen {what} op het buurtblad (csv, xlsx of ods)",
        )  # fmt: skip


def check_profiel(naam: str, soort: str, arguments: argparse.Namespace) -> None:
    """Refuse these files where no profile is made.

    Raises
    ------
    InvoerFout
        When one is given for another kind of document.
    """
    if _list_bestanden(arguments) and naam != soort:
        message = f"'{naam}' heeft geen profiel: --waarnemingen en --doelen doen daar niets."
        raise InvoerFout(message, verwacht=soort, gevonden=naam, remedie="Laat ze weg.")


def read_profiel(arguments: argparse.Namespace, gebieden: Collection[str]) -> Profieleigen:
    """Return what the files of a command hold; errors as `read_profieleigen`."""
    found = Profieleigen()
    for path in _list_bestanden(arguments):
        found = found.take(read_profieleigen(path.name, read_bytes(path), gebieden, today()))
    return found


def _list_bestanden(arguments: argparse.Namespace) -> list[Path]:
    return [path for path in (arguments.profiel_waarnemingen, arguments.profiel_doelen) if path]
