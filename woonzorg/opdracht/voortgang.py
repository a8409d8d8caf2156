"""The command line of the agenda: ``python -m woonzorg voortgang`` (see `opdracht`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.antwoord import describe, describe_kalender
from woonzorg.agenda.bundel import make_opvolger
from woonzorg.agenda.overname import AGENDAFORMATEN, make_agendabestand
from woonzorg.agenda.planning import find_moment, find_nu
from woonzorg.agenda.urgentie import compare_urgentie, describe_rij
from woonzorg.agenda.versie import compare_agendas
from woonzorg.agenda.verslag import Verslag, Verslaggrond, make_verslag, read_verslag
from woonzorg.agenda.verslagwoorden import describe_wijziging
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.woorden import describe_moment, describe_verschil, describe_voortgang
from woonzorg.dag import today
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import write_samen
from woonzorg.opdracht.agendastukken import add_stukken, find_gemeenten, read_stukken
from woonzorg.opdracht.lezer import refuse_los
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.rapport.bestand import check_soort
from woonzorg.rapport.delen import sign_stuk
from woonzorg.rapport.soorten import VOORTGANG
from woonzorg.rapport.voortgangpanelen import Verslagstof

if TYPE_CHECKING:
    import argparse

    from woonzorg.agenda.bundel import Agendabundel
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang
    from woonzorg.instelling import Instellingen


@dataclass(frozen=True)
class _Lezing:
    """What the files hold."""

    snapshot: opslag.Snapshot
    gemeenten: dict[str, str]
    bundel: Agendabundel
    voortgang: Agendavoortgang


def add_voortgang(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "voortgang", help="toon hoe ver de uitvoeringsagenda is, en of de regel is gevolgd"
    )
    add_stukken(parser)
    parser.add_argument(
        "--urgentie", type=Path, action="append", default=[], metavar="BESTAND",
        help="urgentieregels van de gemeenten; mag vaker",
    )  # fmt: skip
    parser.add_argument("--moment", help="zoals 2026-Q4; zonder dit het moment van nu")
    parser.add_argument("--snapshot", default="", help="id van andere gegevens dan die in gebruik zijn")
    _add_uitvoer(parser)
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run_voortgang)


def _add_uitvoer(parser: argparse.ArgumentParser) -> None:
    """Add what goes to a file: the report, and the new version of the agenda."""
    parser.add_argument(
        "--uit", type=Path, metavar="BESTAND",
        help=f"het halfjaarverslag van wat gedeeld mag worden ({', '.join(VOORTGANG.formaten)})",
    )  # fmt: skip
    parser.add_argument(
        "--vorige", type=Path, metavar="VERSLAG.json", help="het vorige verslag, om mee te vergelijken"
    )
    parser.add_argument("--maker", default="", metavar="NAAM", help="wie het verslag maakt")
    parser.add_argument("--beeld", default="", metavar="NAAM", help="welke dia: toewijzingen of bouw")
    parser.add_argument(
        "--actualisatie", type=Path, metavar="BESTAND",
        help="bij een evaluatie: de nieuwe versie van de agenda, als csv, xlsx of json",
    )  # fmt: skip


def run_voortgang(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Show the calendar, and with files how far the agenda is; write what goes to a file."""
    moment = find_moment(arguments.moment) if arguments.moment is not None else find_nu(today())
    if not arguments.agenda:
        return _show_kalender(arguments, moment, instellingen)
    _check_keuzes(arguments)
    read = _read(arguments, opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot), moment)
    files: dict[Path, bytes] = {}
    made = _make_rapport(arguments, read, instellingen, files) if arguments.uit else {}
    made |= _make_nieuwe(arguments, read, files) if arguments.actualisatie else {}
    write_samen(files)
    made |= _tell_urgentie(read.bundel, read.gemeenten)
    if arguments.json:
        write_json(describe(read.voortgang, read.gemeenten) | made)
        return 0
    lines = [describe_voortgang(read.voortgang), describe_verschil(read.voortgang)]
    lines += [text for name in ("urgentie", "actualisatie") for text in made.get(name, ())]
    lines += [f"Gemaakt: {made[name]}" for name in ("bestand", "agendabestand") if name in made]
    write_regel("\n".join(filter(None, lines)))
    return 0


def _tell_urgentie(bundel: Agendabundel, gemeenten: dict[str, str]) -> dict[str, list[str]]:
    """Return what is told of the urgency rules, where any are given."""
    rules = bundel.urgentie
    return {"urgentie": [describe_rij(row, gemeenten) for row in compare_urgentie(rules)]} if rules else {}


def _check_keuzes(arguments: argparse.Namespace) -> None:
    """See to it that all that is asked can be made, before anything is read."""
    new = arguments.actualisatie
    kind = check_soort("agenda", new.suffix, AGENDAFORMATEN) if new else ""
    if arguments.uit:
        check_soort("voortgang", arguments.uit.suffix, VOORTGANG.formaten)
    else:
        refuse_los(arguments, ("vorige", "beeld", *(() if kind == ".json" else ("maker",))), "--uit")


def _show_kalender(arguments: argparse.Namespace, moment: Moment, instellingen: Instellingen) -> int:
    """Show the moment, and the urgency rules where these are given: they need no agenda."""
    needs = ("stand", "plaatsingen", "uit", "vorige", "maker", "beeld", "actualisatie")
    refuse_los(arguments, needs if arguments.urgentie else (*needs, "snapshot"), "--agenda")
    told: dict[str, list[str]] = {}
    if arguments.urgentie:
        snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
        bundle = read_stukken(arguments, snapshot, moment.kwartaal, today())
        told = _tell_urgentie(bundle, find_gemeenten(snapshot))
    if arguments.json:
        write_json(describe_kalender(moment.kwartaal) | told)
    else:
        write_regel("\n".join([describe_moment(moment), *told.get("urgentie", ())]))
    return 0


def _read(arguments: argparse.Namespace, snapshot: opslag.Snapshot, moment: Moment) -> _Lezing:
    bundle = read_stukken(arguments, snapshot, moment.kwartaal, today())
    progress = make_voortgang(bundle.lijnen, bundle.standen, bundle.tellingen, moment.kwartaal)
    return _Lezing(snapshot, find_gemeenten(snapshot), bundle, progress)


def _make_rapport(
    arguments: argparse.Namespace, read: _Lezing, instellingen: Instellingen, bestanden: dict[Path, bytes]
) -> dict[str, Any]:
    """Add the file of the report, and return what to tell of it."""
    before = read_verslag(arguments.vorige) if arguments.vorige else None
    report = _make_verslag(arguments, read, before)
    bestanden[arguments.uit] = VOORTGANG.make(
        Verslagstof(report, before), arguments.uit.suffix.lower(), today(), adres=instellingen.adres,
        beeld=arguments.beeld, sign=lambda stuk: sign_stuk(stuk, instellingen.eigenaar, instellingen.contact),
    )  # fmt: skip
    return {"bestand": str(arguments.uit), "verslag": report.id}


def _make_verslag(arguments: argparse.Namespace, read: _Lezing, vorige: Verslag | None) -> Verslag:
    manifest = read.snapshot.manifest
    ground = Verslaggrond(
        manifest.regio.naam,
        manifest.regio.titel,
        manifest.fictief,
        read.snapshot.id,
        read.gemeenten,
    )
    return make_verslag(
        read.voortgang, ground, today(), vorige=vorige, urgentie=read.bundel.urgentie, maker=arguments.maker
    )


def _make_nieuwe(
    arguments: argparse.Namespace, read: _Lezing, bestanden: dict[Path, bytes]
) -> dict[str, Any]:
    """Add the file of the agenda with the numbers as they were adjusted, and return what changed."""
    old, new = make_opvolger(read.bundel, read.voortgang, read.snapshot.manifest.regio.naam, arguments.maker)
    bestanden[arguments.actualisatie] = make_agendabestand(new, arguments.actualisatie.suffix)
    changes = compare_agendas(old.lijnen, new.lijnen)
    told = [describe_wijziging(one, read.gemeenten) for one in changes]
    return {"agendabestand": str(arguments.actualisatie), "actualisatie": told}
