"""The command line of the agenda: ``python -m woonzorg voortgang`` (see `opdracht`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.antwoord import describe, describe_kalender
from woonzorg.agenda.inlezen import Agenda, read_agenda, read_plaatsingen, read_stand
from woonzorg.agenda.kwartaal import find_kwartaal
from woonzorg.agenda.overname import AGENDAFORMATEN, make_agendabestand
from woonzorg.agenda.planning import find_moment, find_nu
from woonzorg.agenda.urgentie import read_urgentie
from woonzorg.agenda.versie import Agendaversie, compare_agendas, make_actualisatie, open_agendaversie
from woonzorg.agenda.verslag import Verslag, Verslaggrond, make_verslag, read_verslag
from woonzorg.agenda.verslagwoorden import describe_wijziging
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.woorden import describe_moment, describe_verschil, describe_voortgang
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import write_samen
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.lezer import refuse_los
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.rapport.bestand import check_soort
from woonzorg.rapport.delen import sign_stuk
from woonzorg.rapport.soorten import VOORTGANG
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    import argparse

    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang
    from woonzorg.instelling import Instellingen


@dataclass(frozen=True)
class _Lezing:
    """What the files hold."""

    snapshot: opslag.Snapshot
    gemeenten: dict[str, str]
    agenda: Agenda
    voortgang: Agendavoortgang


def add_voortgang(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "voortgang", help="toon hoe ver de uitvoeringsagenda is, en of de regel is gevolgd"
    )
    parser.add_argument(
        "--agenda", type=Path, metavar="BESTAND", help="de agenda, als csv, xlsx of bewaarde json"
    )
    parser.add_argument("--stand", type=Path, metavar="BESTAND", help="hoe ver elke regel van de agenda is")
    parser.add_argument(
        "--plaatsingen", type=Path, metavar="BESTAND",
        help="toegewezen woningen per buurt; ze worden geteld en nergens bewaard",
    )  # fmt: skip
    parser.add_argument("--urgentie", type=Path, metavar="BESTAND", help="urgentieregels van de gemeenten")
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
    moment = find_moment(arguments.moment) if arguments.moment else find_nu(today())
    if arguments.agenda is None:
        return _show_kalender(arguments, moment)
    _check_keuzes(arguments)
    read = _read(arguments, opslag.open_snapshot(instellingen.data, arguments.snapshot), moment)
    files: dict[Path, bytes] = {}
    made = _make_rapport(arguments, read, instellingen, files) if arguments.uit else {}
    made |= _make_nieuwe(arguments, read, files) if arguments.actualisatie else {}
    write_samen(files)
    if arguments.json:
        write_json(describe(read.voortgang, read.gemeenten) | made)
        return 0
    lines = [
        describe_voortgang(read.voortgang),
        describe_verschil(read.voortgang),
        *made.get("actualisatie", ()),
    ]
    lines += [f"Gemaakt: {made[name]}" for name in ("bestand", "agendabestand") if name in made]
    write_regel("\n".join(filter(None, lines)))
    return 0


def _check_keuzes(arguments: argparse.Namespace) -> None:
    """See to it that all that is asked can be made, before anything is read."""
    kind = arguments.actualisatie.suffix.lower() if arguments.actualisatie else ""
    if arguments.uit:
        check_soort("voortgang", arguments.uit.suffix, VOORTGANG.formaten)
    else:
        refuse_los(arguments, ("vorige", "beeld", *(() if kind == ".json" else ("maker",))), "--uit")
    if kind:
        check_soort("agenda", kind, AGENDAFORMATEN)


def _show_kalender(arguments: argparse.Namespace, moment: Moment) -> int:
    needs = (
        "stand",
        "plaatsingen",
        "urgentie",
        "uit",
        "vorige",
        "maker",
        "beeld",
        "actualisatie",
        "snapshot",
    )
    refuse_los(arguments, needs, "--agenda")
    if arguments.json:
        write_json(describe_kalender(moment.kwartaal))
    else:
        write_regel(describe_moment(moment))
    return 0


def _read(arguments: argparse.Namespace, snapshot: opslag.Snapshot, moment: Moment) -> _Lezing:
    now = find_kwartaal(today())
    towns = (
        snapshot.gebieden.query("niveau == 'gemeente' and rol == 'regio'").set_index("code")["naam"].to_dict()
    )
    agenda = _read_agenda(arguments.agenda, snapshot, towns)
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
    return _Lezing(snapshot, towns, agenda, make_voortgang(agenda.lijnen, stands, counts, moment.kwartaal))


def _read_agenda(pad: Path, snapshot: opslag.Snapshot, gemeenten: dict[str, str]) -> Agenda:
    """Return the agenda of a table, or one that was kept."""
    raw = read_bytes(pad)
    if pad.suffix.lower() != ".json":
        return read_agenda(pad.name, raw, gemeenten)
    kept = open_agendaversie(raw, snapshot.manifest.regio.naam)
    return Agenda(kept.id, kept.lijnen)


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
    rules = (
        read_urgentie(arguments.urgentie.name, read_bytes(arguments.urgentie), read.gemeenten)
        if arguments.urgentie
        else ()
    )
    ground = Verslaggrond(
        manifest.regio.naam,
        manifest.regio.titel,
        manifest.fictief,
        read.snapshot.id,
        read.gemeenten,
    )
    return make_verslag(read.voortgang, ground, today(), vorige=vorige, urgentie=rules, maker=arguments.maker)


def _make_nieuwe(
    arguments: argparse.Namespace, read: _Lezing, bestanden: dict[Path, bytes]
) -> dict[str, Any]:
    """Add the file of the agenda with the numbers as they were adjusted, and return what changed."""
    old = Agendaversie(read.snapshot.manifest.regio.naam, read.voortgang.moment, read.agenda.lijnen)
    new = make_actualisatie(read.voortgang, old, arguments.maker)
    bestanden[arguments.actualisatie] = make_agendabestand(new, arguments.actualisatie.suffix)
    changes = compare_agendas(old.lijnen, new.lijnen)
    told = [describe_wijziging(one, read.gemeenten) for one in changes]
    return {"agendabestand": str(arguments.actualisatie), "actualisatie": told}
