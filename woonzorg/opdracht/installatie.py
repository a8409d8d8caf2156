"""The command ``installatie``: what this installation stands on, part by part, and on demand its services."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from woonzorg.bronnen.controle import Bevinding, Controleuitslag, controleer
from woonzorg.installatie.onderdelen import Gesteldheid, Installatiedeel, list_onderdelen
from woonzorg.laden.regio import make_webs
from woonzorg.opdracht.uitvoer import write_json, write_regel

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen


def add_installatie(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "installatie", help="controleer waar deze installatie op staat: versies, mappen, gegevens, database"
    )
    parser.add_argument("--diensten", action="store_true", help="vraag ook of de bronnen antwoorden")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_installatie)


def run_installatie(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Tell every part; 1 when one of them fails."""
    parts = list_onderdelen(instellingen)
    if arguments.diensten:
        parts += ask_diensten(instellingen)
    if arguments.json:
        write_json([dataclasses.asdict(part) for part in parts])
    else:
        write_regel("\n".join(map(_write_onderdeel, parts)))
    return 1 if any(part.stand is Gesteldheid.FOUT for part in parts) else 0


def ask_diensten(instellingen: Instellingen) -> tuple[Installatiedeel, ...]:
    """Ask each service, by metadata only, whether it answers as was told of it."""
    return tuple(
        Installatiedeel("dienst", _judge(found), f"{found.feit.removesuffix('.')}: {found.gevonden}")
        for found in controleer(make_webs(instellingen))
    )


def _judge(bevinding: Bevinding) -> Gesteldheid:
    if bevinding.onbereikbaar:
        return Gesteldheid.FOUT
    confirmed = bevinding.uitslag is Controleuitslag.BEVESTIGD
    return Gesteldheid.GOED if confirmed else Gesteldheid.LET_OP


def _write_onderdeel(onderdeel: Installatiedeel) -> str:
    remedy = f"\n    Wat u kunt doen: {onderdeel.remedie}" if onderdeel.remedie else ""
    return f"[{onderdeel.stand}] {onderdeel.naam}: {onderdeel.gevonden}{remedy}"
