"""The command line of the agenda: ``python -m woonzorg voortgang`` (see `opdracht`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.antwoord import describe, describe_kalender
from woonzorg.agenda.inlezen import read_agenda, read_plaatsingen, read_stand
from woonzorg.agenda.kwartaal import find_kwartaal
from woonzorg.agenda.planning import find_moment, find_nu
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.woorden import describe_moment, describe_verschil, describe_voortgang
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    import argparse

    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang
    from woonzorg.instelling import Instellingen


def add_voortgang(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "voortgang", help="toon hoe ver de uitvoeringsagenda is, en of de regel is gevolgd"
    )
    parser.add_argument("--agenda", type=Path, metavar="BESTAND", help="de agenda, als csv of xlsx")
    parser.add_argument("--stand", type=Path, metavar="BESTAND", help="hoe ver elke regel van de agenda is")
    parser.add_argument(
        "--plaatsingen", type=Path, metavar="BESTAND",
        help="toegewezen woningen per buurt; ze worden geteld en nergens bewaard",
    )  # fmt: skip
    parser.add_argument("--moment", help="zoals 2026-Q4; zonder dit het moment van nu")
    parser.add_argument("--snapshot", default="", help="id van andere gegevens dan die in gebruik zijn")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_voortgang)


def run_voortgang(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show the calendar, and with files how far the agenda is."""
    moment = find_moment(arguments.moment) if arguments.moment else find_nu(today())
    if arguments.agenda is None:
        return _show_kalender(arguments, moment)
    snapshot = opslag.open_snapshot(instellingen.data, arguments.snapshot)
    towns = (
        snapshot.gebieden.query("niveau == 'gemeente' and rol == 'regio'").set_index("code")["naam"].to_dict()
    )
    found = _read(arguments, snapshot, towns, moment)
    if arguments.json:
        write_json(describe(found, towns))
        return 0
    write_regel(describe_voortgang(found))
    if differs := describe_verschil(found):
        write_regel(differs)
    return 0


def _show_kalender(arguments: argparse.Namespace, moment: Moment) -> int:
    if arguments.stand or arguments.plaatsingen:
        message = "Geef ook de agenda: de stand en de plaatsingen horen daarbij."
        raise InvoerFout(message, verwacht="--agenda met een bestand")
    if arguments.json:
        write_json(describe_kalender(moment.kwartaal))
    else:
        write_regel(describe_moment(moment))
    return 0


def _read(
    arguments: argparse.Namespace, snapshot: opslag.Snapshot, gemeenten: dict[str, str], moment: Moment
) -> Agendavoortgang:
    now = find_kwartaal(today())
    agenda = read_agenda(arguments.agenda.name, read_bytes(arguments.agenda), gemeenten)
    for note in agenda.notities:
        say(f"Let op: {note}.")
    stands = (
        read_stand(arguments.stand.name, read_bytes(arguments.stand), agenda, now) if arguments.stand else ()
    )
    counts: tuple[Plaatsingstelling, ...] = ()
    if arguments.plaatsingen:
        veld = make_veld(score_snapshot(snapshot), Niveau.BUURT)
        raw = read_bytes(arguments.plaatsingen)
        counts = read_plaatsingen(arguments.plaatsingen.name, raw, veld, moment.kwartaal, today())
    return make_voortgang(agenda.lijnen, stands, counts, moment.kwartaal)
