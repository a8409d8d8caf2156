"""The command line: ``python -m woonzorg laad | gegevens | terug | scoor | toets | natrekken | … | rapport``.

Results go to standard output, everything else to standard error. With ``--json`` standard output holds one JSON
value and nothing more. Exit status: 0 done, 1 a source or file failed, 2 the command was not well formed.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from woonzorg import __version__
from woonzorg.bronnen.controle import controleer
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.gebied import TE_TOETSEN, Rol, resolve_regio
from woonzorg.gegevens import opslag
from woonzorg.instelling import Instellingen, check_instellingen
from woonzorg.laden.regio import Samenvatting, list_weglaatbaar, load_regio, make_webs
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.toets import confirm_concentraties, judge_gebied, make_export, score_snapshot
from woonzorg.opdracht.agendaplan import add_agendaplan
from woonzorg.opdracht.beschrijf import add_beschrijf
from woonzorg.opdracht.bestemming import check_bestemmingen
from woonzorg.opdracht.bewaard import add_bewaard
from woonzorg.opdracht.dossiers import add_dossiers
from woonzorg.opdracht.initiatief import add_initiatief
from woonzorg.opdracht.installatie import add_installatie
from woonzorg.opdracht.instroom import add_instroom
from woonzorg.opdracht.kern import add_kern, check_scoorkern, find_kern, keep_kern, tell_kern, write_kern
from woonzorg.opdracht.lezer import Lezer
from woonzorg.opdracht.natrekken import add_natrekken
from woonzorg.opdracht.opgave import add_opgave
from woonzorg.opdracht.rapport import add_rapport
from woonzorg.opdracht.reacties import add_reacties
from woonzorg.opdracht.streken import add_klassen, add_streken
from woonzorg.opdracht.uitsnede import add_uitsnede
from woonzorg.opdracht.uitvoer import describe_fout, say, tell_fout, write_json, write_regel
from woonzorg.opdracht.varianten import add_varianten
from woonzorg.opdracht.verdeling import add_verdeling
from woonzorg.opdracht.verschilkeuze import add_verschil, extend_scoor
from woonzorg.opdracht.verslagen import add_verslagen
from woonzorg.opdracht.voortgang import add_voortgang
from woonzorg.rapport.uitvoer import SCHRIJVERS, write_gebieden
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may know no minus sign
    arguments = make_parser().parse_args(argv)
    try:
        check_bestemmingen(arguments)
        status: int = arguments.run(arguments, check_instellingen())
    except WoonzorgFout as error:
        say(tell_fout(error))
        if getattr(arguments, "json", False):
            write_json(describe_fout(error))
        return 2 if isinstance(error, InvoerFout) else 1
    except KeyboardInterrupt:
        say("Afgebroken. Er is niets veranderd.")
        return 130
    return status


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = Lezer(prog="python -m woonzorg", description="Veerkracht van buurten.")
    parser.add_argument("--version", action="version", version=f"woonzorg {__version__}")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    _add_laad(commands)
    _add_gegevens(commands)
    add_uitsnede(commands)
    _add_scoor(commands)
    _add_toets(commands)
    add_beschrijf(commands)
    add_natrekken(commands)
    add_verdeling(commands)
    add_varianten(commands)
    add_opgave(commands)
    add_streken(commands)
    add_klassen(commands)
    add_instroom(commands)
    add_initiatief(commands)
    add_voortgang(commands)
    add_agendaplan(commands)
    add_rapport(commands)
    add_reacties(commands)
    add_verslagen(commands)
    add_dossiers(commands)
    add_installatie(commands)
    add_bewaard(commands)
    return parser


def _add_laad(commands: Any) -> None:
    parser = commands.add_parser("laad", help="haal cijfers en grenzen op en bewaar ze als nieuwe gegevens")
    parser.add_argument(
        "regio", nargs="*", help="parkstad, nederland, een regio uit --regios, of gemeentecodes"
    )
    parser.add_argument("--regios", type=Path, metavar="TOML", help="bestand met eigen regio's")
    parser.add_argument(
        "--zonder", action="append", default=[], metavar="BRON",
        help=f"laat een bron bewust weg ({', '.join(list_weglaatbaar())}); klassen worden dan onbekend",
    )  # fmt: skip
    parser.add_argument(
        "--uit-bestanden", type=Path, metavar="MAP", help="map met bestanden die u zelf hebt gedownload"
    )
    parser.add_argument(
        "--controleer", action="store_true", help="vraag alleen metadata en toon wat de bronnen bevestigen"
    )
    _add_json(parser)
    parser.set_defaults(run=run_laad)


def _add_gegevens(commands: Any) -> None:
    parser = commands.add_parser("gegevens", help="toon de bewaarde gegevens; die in gebruik staan bovenaan")
    _add_json(parser)
    parser.set_defaults(run=run_gegevens)
    back = commands.add_parser("terug", help="neem oudere gegevens weer in gebruik")
    back.add_argument("id", help="zoals 'gegevens' het toont")
    _add_json(back)
    back.set_defaults(run=run_terug)


def _add_scoor(commands: Any) -> None:
    parser = commands.add_parser("scoor", help="schrijf de klasse van alle gebieden naar een bestand")
    parser.add_argument(
        "--uit", type=Path, required=True, metavar="BESTAND", help=f"eindigt op {', '.join(SCHRIJVERS)}"
    )
    parser.add_argument("--niveau", choices=[str(niveau) for niveau in TE_TOETSEN], help="alleen dit niveau")
    parser.add_argument(
        "--moran", action="store_true", help="bevestig concentraties met lokale Moran (enkele seconden)"
    )
    parser.add_argument("--jaar", type=int, help="een eerdere meting: beide scores van dat jaar")
    add_kern(parser)
    add_verschil(parser)
    _add_snapshot(parser)
    _add_json(parser)
    parser.set_defaults(run=run_scoor)


def _add_toets(commands: Any) -> None:
    parser = commands.add_parser("toets", help="toets één buurt, wijk of gemeente aan de regel, met redenen")
    parser.add_argument("code", help="zoals BU09171000, WK091710 of GM0917")
    _add_snapshot(parser)
    _add_json(parser)
    parser.set_defaults(run=run_toets)


def _add_snapshot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")


class ProgressBar:
    """Shows the steps of a load on standard error: a bar on a terminal, lines elsewhere."""

    def __init__(self) -> None:
        self.bar: tqdm[Any] = tqdm(
            total=1, bar_format="{desc:40.40} |{bar:30}| {n_fmt}/{total_fmt}", disable=None, file=sys.stderr
        )

    def __call__(self, stap: str, gedaan: int, totaal: int) -> None:
        """Show a step."""
        if self.bar.disable:
            say(f"… {stap}")
            return
        self.bar.total, self.bar.n = totaal, gedaan
        self.bar.set_description_str(stap)

    def close(self) -> None:
        """Finish the bar."""
        self.bar.close()


def run_laad(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Load a region, or only ask what the services confirm."""
    if arguments.controleer:
        return _run_controle(instellingen, as_json=arguments.json)
    if not arguments.regio:
        message = "Er is geen regio genoemd."
        raise InvoerFout(message, verwacht="bijvoorbeeld: python -m woonzorg laad parkstad")
    regio = resolve_regio(arguments.regio, arguments.regios)
    bar = ProgressBar()
    try:
        summary = load_regio(
            instellingen, regio, zonder=arguments.zonder, uit_bestanden=arguments.uit_bestanden, voortgang=bar
        )
    finally:
        bar.close()
    if arguments.json:
        write_json(summary.to_dict())
    else:
        write_regel(describe_samenvatting(summary))
    return 0


def _run_controle(instellingen: Instellingen, *, as_json: bool) -> int:
    findings = controleer(make_webs(instellingen))
    if as_json:
        write_json([{"feit": f.feit, "uitslag": str(f.uitslag), "gevonden": f.gevonden} for f in findings])
    else:
        write_regel(
            "\n".join(f"[{finding.uitslag}] {finding.feit}\n    {finding.gevonden}" for finding in findings)
        )
    return 1 if any(finding.onbereikbaar for finding in findings) else 0


def describe_samenvatting(summary: Samenvatting) -> str:
    """Tell what a load brought, in Dutch."""
    manifest = summary.snapshot.manifest
    counts = ", ".join(
        f"{count} {niveau if count == 1 else klassewoorden.MEERVOUD.get(niveau, niveau)}"
        for niveau, count in summary.gebieden.items()
    )
    classes = ", ".join(f"{klasse} {count}" for klasse, count in sorted(summary.klassen.items()))
    reasons = Counter((str(code.bron), code.reden) for code in manifest.ongekoppeld)
    lines = [
        f"{manifest.regio.titel}: {counts} (en {summary.rand} gebieden eromheen), indeling {manifest.indeling}.",
        f"Klasse van de buurten: {classes}.",
        f"Landelijk gemiddelde SES-WOA: {format_getal(summary.referentie, 4)}.",
        *(f"Bron: {bron.naam} ({bron.rijen} regels, {bron.licentie})." for bron in manifest.bronnen),
        *(f"Zonder {bron}: klassen die deze bron nodig hebben, zijn onbekend." for bron in manifest.zonder),
        *(f"Let op: {melding}" for melding in manifest.meldingen),
        *(
            f"Niet gekoppeld: {count} codes bij {bron}: {reason}."
            for (bron, reason), count in reasons.items()
        ),
        f"Bewaard als {summary.snapshot.id} in {format_getal(summary.seconden, 1)} seconden.",
    ]
    return "\n".join(lines)


def run_gegevens(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """List the snapshots, the one in use first."""
    lines = [describe_vermelding(line) for line in opslag.list_snapshots(instellingen.opslagplek)]
    if arguments.json:
        write_json(lines)
        return 0
    if away := opslag.find_storing(instellingen.opslagplek):
        say(f"Let op: dit zijn kopieën. {away}")
    for number, line in enumerate(lines):
        mark = "*" if number == 0 and not line["fout"] else " "
        kind = " (verzonnen)" if line["fictief"] else ""
        write_regel(
            f"{mark} {line['id']}  {line['regio']}{kind}  {_tell_aantal(line['gebieden'])}  {line['fout']}".rstrip()
        )
    return 0


def _tell_aantal(gebieden: int | None) -> str:
    return "nog niet opgehaald" if gebieden is None else f"{gebieden} gebieden"


def describe_vermelding(line: opslag.Vermelding) -> dict[str, Any]:
    """Return one snapshot of the list as plain values, for JSON."""
    manifest = line.manifest
    counts = _count(line) if manifest else {}
    return {
        "id": line.id,
        "regio": manifest.regio.naam if manifest else line.map.parent.name,
        "titel": manifest.regio.titel if manifest else "",
        "datum": manifest.datum if manifest else line.id[:10],
        "gebieden": None if counts is None else sum(counts.values()),
        "niveaus": counts,
        "indeling": manifest.indeling if manifest else None,
        "jaren": manifest.jaren if manifest else {},
        "fictief": bool(manifest and manifest.fictief),
        "fout": line.fout,
    }


def _count(line: opslag.Vermelding) -> dict[str, int] | None:
    """Count the areas of a snapshot; None where no copy of it is here yet: a list fetches none."""
    if line.manifest is None:
        return {}
    if not line.map.is_dir():
        return None
    snapshot = opslag.Snapshot(line.id, line.map, line.manifest)
    try:
        return opslag.count_gebieden(snapshot.read_gebieden(["rol", "niveau", "geometry"]))
    except WoonzorgFout as error:
        say(f"Let op: {error}")
        return {}


def run_terug(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Take an older snapshot into use again."""
    if not arguments.id.strip():
        message = "Er is niet gezegd welke gegevens weer in gebruik komen."
        raise InvoerFout(message, remedie="Kies er een: python -m woonzorg gegevens toont ze.")
    snapshot = opslag.go_back(instellingen.opslagplek, arguments.id)
    if arguments.json:
        write_json({"id": snapshot.id, "regio": snapshot.manifest.regio.naam})
    else:
        write_regel(f"In gebruik: {snapshot.id} ({snapshot.manifest.regio.titel}).")
    return 0


def _open_snapshot(instellingen: Instellingen, snapshot_id: str) -> opslag.Snapshot:
    """Open the snapshot asked for, else the one in use; tell which damaged ones it had to pass over."""
    snapshot = opslag.open_snapshot(instellingen.opslagplek, snapshot_id)
    if not snapshot_id:
        for line in opslag.list_snapshots(instellingen.opslagplek):
            if line.fout:
                say(f"Let op: {line.id} is overgeslagen. {line.fout}")
    return snapshot


def run_scoor(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write the class of every area to a file."""
    check_scoorkern(arguments)
    snapshot = _open_snapshot(instellingen, arguments.snapshot)
    score = score_snapshot(snapshot, arguments.jaar)
    kern = find_kern(arguments.kern, snapshot, score)
    export = make_export(score, snapshot, arguments.niveau)
    export = keep_kern(extend_scoor(arguments, snapshot, score, export), kern)
    if arguments.moran:
        export = export.merge(confirm_concentraties(score), on="code", how="left", validate="one_to_one")
    write_gebieden(export, snapshot.manifest, arguments.uit)
    counts = dict(Counter(map(str, export["klasse"])))
    if arguments.json:
        told = {
            "snapshot": snapshot.id,
            "bestand": str(arguments.uit),
            "gebieden": len(export),
            "klassen": counts,
        }
        write_json(told | ({"kern": write_kern(score, kern)} if kern else {}))
    else:
        classes = ", ".join(f"{klasse} {count}" for klasse, count in sorted(counts.items()))
        write_regel(f"{len(export)} gebieden geschreven naar {arguments.uit}: {classes}.")
        for line in tell_kern(score, kern) if kern else ():
            write_regel(line)
    if snapshot.manifest.fictief:
        say(klassewoorden.FICTIE)
    return 0


def run_toets(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Test one area, with reasons."""
    snapshot = _open_snapshot(instellingen, arguments.snapshot)
    verdict = judge_gebied(snapshot, arguments.code)
    if arguments.json:
        write_json(verdict.to_dict())
        return 0
    write_regel(
        f"{verdict.naam} ({verdict.niveau}, {verdict.gemeente}): {klassewoorden.LABELS[verdict.klasse].kop}"
    )
    write_regel("\n".join(f"- {reden.zin}" for reden in verdict.redenen))
    if verdict.rol == Rol.RAND:
        write_regel(f"Dit gebied ligt buiten {snapshot.manifest.regio.titel}, in de rand eromheen.")
    write_regel(klassewoorden.FICTIE if snapshot.manifest.fictief else klassewoorden.DISCLAIMER)
    return 0
