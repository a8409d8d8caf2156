"""The command line of many variants: ``python -m woonzorg varianten RUIMTE.toml --uit VARIANTEN.parquet``."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tqdm import tqdm

from woonzorg.fouten import InvoerFout
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.opdracht.verdeling import find_snapshot
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.varianten.deel import make_werk
from woonzorg.varianten.ploeg import choose_ploeg, count_kernen
from woonzorg.varianten.ruimte import Variantruimte, check_plekken, read_ruimte
from woonzorg.varianten.uitvoering import VERDER, reken_delen
from woonzorg.varianten.werkmap import EINDE, Werkmap
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.uitkomst.antwoord import open_veld

if TYPE_CHECKING:
    import argparse

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.instelling import Instellingen
    from woonzorg.varianten.deel import Variantwerk

MEESTE_WERKERS = 256
"""Processes that one machine starts at most."""


def add_varianten(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "varianten", help="reken veel varianten van een scenario uit: een tabel met een rij per variant"
    )
    parser.add_argument(
        "ruimte", type=Path, help="een bestand (toml) met het scenario en de waarden per veld"
    )
    parser.add_argument(
        "--uit",
        type=Path,
        metavar="VARIANTEN.parquet",
        help="de tabel; zonder --uit zegt de opdracht alleen hoeveel",
    )
    parser.add_argument(
        "--werkers",
        type=int,
        default=0,
        metavar="N",
        help="processen op deze computer (anders: een per kern)",
    )
    parser.add_argument("--snapshot", default="", metavar="ID", help="andere gegevens dan het scenario noemt")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_varianten)


def run_varianten(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Work out the variants of a space that are not there yet.

    Raises
    ------
    InvoerFout
        When the space, its scenario or the name of the table is not sound.
    """
    _check_woorden(arguments)
    werk, snapshot = _open(arguments, instellingen)
    say(f"{werk.ruimte.describe()}, in {format_getal(werk.delen)} delen.")
    if arguments.uit is None:
        _tell(arguments, {"varianten": werk.ruimte.aantal, "delen": werk.delen})
        return 0
    folder = Werkmap(arguments.uit, werk, snapshot.id)
    before = 0 if folder.is_klaar() else _reken(werk, folder, arguments, instellingen)
    _tell(arguments, {"varianten": werk.ruimte.aantal, "gerekend": before, "uit": str(arguments.uit)})
    return 0


def _check_woorden(arguments: argparse.Namespace) -> None:
    if arguments.uit is not None and arguments.uit.suffix.lower() != EINDE:
        message = "De tabel met varianten is een parquet-bestand."
        raise InvoerFout(message, verwacht=f"--uit met een naam op {EINDE}", gevonden=arguments.uit.name)
    if not 0 <= arguments.werkers <= MEESTE_WERKERS:
        message = "Zoveel rekenprocessen kan niet."
        raise InvoerFout(
            message, verwacht=f"--werkers van 1 tot {MEESTE_WERKERS}", gevonden=str(arguments.werkers)
        )


def _open(arguments: argparse.Namespace, instellingen: Instellingen) -> tuple[Variantwerk, Snapshot]:
    """Return the work on its field; the figures that it takes stand in each scenario from then on."""
    space = read_ruimte(arguments.ruimte)
    begin = make_scenario(space.inhoud)
    snapshot = find_snapshot(begin, instellingen.opslagplek, arguments.snapshot)
    veld = open_veld(begin, snapshot)
    check_plekken(space, veld)
    named = dataclasses.replace(begin, gegevens=snapshot.id)
    return make_werk(Variantruimte(named.to_dict(), space.assen), veld), snapshot


def _reken(
    werk: Variantwerk, folder: Werkmap, arguments: argparse.Namespace, instellingen: Instellingen
) -> int:
    """Work out what is not there; return how many variants that were."""
    ploeg = choose_ploeg(instellingen.rekencluster, arguments.werkers or count_kernen())
    with folder.open():
        parts = folder.list_open()
        count = sum(len(werk.list_nummers(part)) for part in parts)
        if count < werk.ruimte.aantal:
            say(f"Al gerekend: {format_getal(werk.ruimte.aantal - count)} varianten.")
        try:
            with Voortgangsbalk(count) as bar:
                reken_delen(werk, parts, ploeg, lambda part, raw: bar.keep(werk, folder, part, raw))
        except KeyboardInterrupt:
            say(VERDER)
            raise
        folder.finish()
    return count


class Voortgangsbalk:
    """Shows how far the variants are, on standard error: a bar on a terminal, else a line for each tenth."""

    def __init__(self, aantal: int) -> None:
        self.aantal, self.gedaan, self._gezegd = aantal, 0, 0
        self.bar: tqdm[Any] = tqdm(total=aantal, unit="variant", disable=None, file=sys.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def keep(self, werk: Variantwerk, folder: Werkmap, deel: int, raw: bytes) -> None:
        """Keep a part that came, and show it."""
        folder.keep(deel, raw)
        count = len(werk.list_nummers(deel))
        self.gedaan += count
        self.bar.update(count)
        tenth = 10 * self.gedaan // max(1, self.aantal)
        if self.bar.disable and tenth > self._gezegd:
            self._gezegd = tenth
            say(f"… {format_getal(self.gedaan)} van {format_getal(self.aantal)} varianten")


def _tell(arguments: argparse.Namespace, found: dict[str, Any]) -> None:
    if arguments.json:
        write_json(found)
        return
    words = [count_woord(found["varianten"], "variant", "varianten")]
    if "uit" in found:
        words = [*words, f"nu gerekend {format_getal(found['gerekend'])}", f"tabel {found['uit']}"]
    write_regel("; ".join(words) + ".")
