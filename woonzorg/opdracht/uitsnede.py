"""The command line of a region out of the national data: ``python -m woonzorg uitsnede``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import read_regios
from woonzorg.laden.streekkeuze import GROOTSTE, Streekvraag, find_regio, read_indeling, read_streekbestand
from woonzorg.laden.uitsnede import open_nationaal, publish_uitsnede
from woonzorg.oordeel.klassewoorden import MEERVOUD
from woonzorg.opdracht.lezer import list_gegeven
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen
    from woonzorg.laden.regio import Samenvatting

_KEUZEN = ("gemeenten", "corop", "provincie", "regios")


def add_uitsnede(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "uitsnede", help="kies een regio uit de gegevens van heel Nederland, zonder opnieuw te laden"
    )
    parser.add_argument("naam", nargs="?", default="", help="naam van de regio, zoals parkstad")
    parser.add_argument(
        "--gemeenten", metavar="CODES", help="gemeentecodes met een komma ertussen: GM0917,GM0928"
    )
    parser.add_argument("--corop", default="", metavar="CODE", help="code of naam van een COROP-gebied: CR39")
    parser.add_argument(
        "--provincie", default="", metavar="CODE", help="code of naam van een provincie: PV31"
    )
    parser.add_argument(
        "--regios", type=Path, metavar="TOML", help="bestand met regio's; de naam is een kop erin"
    )
    parser.add_argument(
        "--in-gebruik", action="store_true", help="neem de regio meteen in gebruik, voor iedereen"
    )
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="welke gegevens van Nederland; anders de jongste"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_uitsnede)


def run_uitsnede(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Cut a region and publish it; what is in use stays, unless asked otherwise."""
    question = _read_vraag(arguments)
    land = open_nationaal(instellingen.opslagplek, arguments.snapshot)
    regio = find_regio(read_indeling(land), question)
    summary = publish_uitsnede(instellingen, land, regio, in_gebruik=arguments.in_gebruik)
    if arguments.json:
        write_json(summary.to_dict() | {"uit": land.id, "in_gebruik": arguments.in_gebruik})
    else:
        write_regel(describe_uitsnede(summary, land.id, in_gebruik=arguments.in_gebruik))
    return 0


def _read_vraag(arguments: argparse.Namespace) -> Streekvraag:
    """Return what is asked for; one way of choosing at a time.

    Raises
    ------
    InvoerFout
        When gemeenten are chosen in two ways, or in none.
    """
    given = list_gegeven(arguments, [name for name in _KEUZEN if getattr(arguments, name) is not None])
    if len(given) > 1:
        message = f"{join_woorden(given)} kiezen allebei gemeenten. Eén manier tegelijk."
        raise InvoerFout(message, remedie="Geef er één, en maak voor elke regio een eigen opdracht.")
    if arguments.regios:
        raw = read_bytes(arguments.regios, GROOTSTE)
        return read_streekbestand(arguments.regios.name, raw, arguments.naam)
    known = read_regios().get(arguments.naam.casefold())
    if not given and arguments.gemeenten is None and known:
        return Streekvraag(regio=known)
    if not given and arguments.gemeenten is None:
        message = "Er is niet gezegd welke gemeenten de regio vormen."
        expected = (
            f"--gemeenten, --corop, --provincie, --regios, of een van: {', '.join(sorted(read_regios()))}"
        )
        raise InvoerFout(message, verwacht=expected)
    codes = tuple((arguments.gemeenten or "").replace(",", " ").split())
    return Streekvraag(arguments.naam, codes, arguments.corop, arguments.provincie)


def describe_uitsnede(summary: Samenvatting, land_id: str, *, in_gebruik: bool) -> str:
    """Tell what was cut out of which data, in Dutch, and how to see it."""
    manifest = summary.snapshot.manifest
    words = {niveau: niveau if count == 1 else MEERVOUD[niveau] for niveau, count in summary.gebieden.items()}
    counts = ", ".join(f"{count} {words[niveau]}" for niveau, count in summary.gebieden.items())
    classes = ", ".join(f"{klasse} {count}" for klasse, count in sorted(summary.klassen.items()))
    use = (
        "Deze gegevens zijn nu in gebruik, voor iedereen."
        if in_gebruik
        else f"Wat in gebruik was, blijft dat. Bekijk de regio met ?data={summary.snapshot.id} in het adres, of neem "
        f"haar in gebruik: python -m woonzorg terug {summary.snapshot.id}."
    )
    return "\n".join([
        f"{manifest.regio.titel}: {counts} (en {summary.rand} gebieden eromheen), uit {land_id}.",
        f"Klasse van de buurten: {classes}.",
        f"Bewaard als {summary.snapshot.id} in {format_getal(summary.seconden, 1)} seconden.",
        use,
    ])  # fmt: skip
