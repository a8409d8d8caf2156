"""The command line of the distribution: ``python -m woonzorg nieuw | verdeel | vergelijk | jaren`` (see `opdracht`)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, clean_code
from woonzorg.gegevens import opslag
from woonzorg.oordeel import klassewoorden
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.invoer.eigen_cijfers import (
    EigenCijfers,
    join_eigen_cijfers,
    read_eigen_cijfers,
)
from woonzorg.verdeling.invoer.veld import VERDEELNIVEAUS, count_voorraad
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import Scenario, read_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import (
    compute,
    describe,
    describe_tekst,
    make_basis,
    open_veld,
)
from woonzorg.verdeling.uitkomst.gedeeld import (
    describe_kop_openbaar,
    describe_openbaar,
    describe_tekst_openbaar,
    has_alles,
)
from woonzorg.verdeling.uitkomst.gemeentewoorden import list_zinnen
from woonzorg.verdeling.uitkomst.gemeentezicht import view_gemeente
from woonzorg.verdeling.uitkomst.jaarwoorden import list_jaarzinnen
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop
from woonzorg.verdeling.uitweg.uitweg import (
    describe_uitweg,
    find_uitweg,
    find_uitweg_openbaar,
    list_uitwegzinnen,
)
from woonzorg.verdeling.vergelijking import vergelijking
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario
from woonzorg.verdeling.vergelijking.kant import make_kant

if TYPE_CHECKING:
    import argparse

    from woonzorg.instelling import Instellingen
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.uitweg.uitweg import Uitweg


def add_verdeling(commands: Any) -> None:
    """Add the commands to a parser."""
    _add_nieuw(commands)
    parser = commands.add_parser(
        "verdeel", help="verdeel de vraag van een scenario, en toon welke regels knellen"
    )
    parser.add_argument("scenario", type=Path, help="een scenariobestand (JSON)")
    parser.add_argument("--openbaar", action="store_true", help="alleen wat gedeeld mag worden")
    parser.add_argument(
        "--basis", type=Path, metavar="SCENARIO", help="blijf dicht bij de verdeling van dit scenario"
    )
    parser.add_argument(
        "--uitweg",
        action="store_true",
        help="zeg ook wat er nodig is om alles te laten passen (duurt langer)",
    )
    parser.add_argument("--gemeente", metavar="CODE", help="zeg ook wat dit voor één gemeente betekent")
    _add_usual(parser, run_verdeel)
    parser = commands.add_parser(
        "vergelijk", help="zet twee tot vijf scenario's en de eenvoudige sleutels naast elkaar"
    )
    parser.add_argument(
        "scenarios", type=Path, nargs="+", metavar="SCENARIO", help="een scenariobestand (JSON)"
    )
    parser.add_argument("--openbaar", action="store_true", help="alleen wat gedeeld mag worden")
    _add_usual(parser, run_vergelijk)
    parser = commands.add_parser(
        "jaren", help="reken een scenario door tot 2040, voor een lage en een hoge vraag"
    )
    parser.add_argument("scenario", type=Path, help="een scenariobestand (JSON)")
    _add_usual(parser, run_jaren)


def _add_nieuw(commands: Any) -> None:
    parser = commands.add_parser(
        "nieuw", help="maak een scenario met de gepubliceerde vraag, om mee te beginnen"
    )
    parser.add_argument(
        "--niveau", choices=[str(level) for level in VERDEELNIVEAUS], default=str(Niveau.BUURT)
    )
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    parser.add_argument(
        "--json", action="store_true", help="schrijf het resultaat als JSON (dat is het altijd)"
    )
    parser.set_defaults(run=run_nieuw)


def _add_usual(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument(
        "--eigen", type=Path, action="append", default=[], metavar="BESTAND",
        help="eigen cijfers per gebied of van complexen (csv, xlsx, ods of GeoJSON); mag vaker",
    )  # fmt: skip
    parser.add_argument("--snapshot", default="", metavar="ID", help="andere gegevens dan het scenario noemt")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run)


def run_nieuw(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write the scenario that the region of the data starts with, every value written out."""
    snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
    stock = count_voorraad(snapshot.gebieden)
    scenario = make_standaard(snapshot.manifest.regio.naam, Niveau(arguments.niveau), stock)
    write_regel(dataclasses.replace(scenario, gegevens=snapshot.id).to_json().rstrip())
    return 0


def find_snapshot(scenario: Scenario, data: opslag.Plek, gekozen: str = "") -> opslag.Snapshot:
    """Open the snapshot of a scenario: the one asked for, the one it names, else the first in use of its region.

    Raises
    ------
    OpslagFout
        When the snapshot is not there or damaged.
    InvoerFout
        When there are no data of the region.
    """
    if gekozen or scenario.gegevens:
        return opslag.open_snapshot(data, gekozen or scenario.gegevens)
    for line in opslag.list_snapshots(data):
        if line.manifest and line.manifest.regio.naam == scenario.regio:
            return opslag.open_snapshot(data, line.id)
    message = f"Van de streek '{scenario.regio}' zijn er geen gegevens."
    raise InvoerFout(message, remedie=f"Laad ze met: python -m woonzorg laad {scenario.regio}")


def read_eigen(
    arguments: argparse.Namespace, snapshot: opslag.Snapshot, scenario: Scenario
) -> EigenCijfers | None:
    """Return the own figures that are given with `--eigen`; None without. What was passed over in them is told."""
    if not arguments.eigen:
        return None
    own = snapshot.gebieden[snapshot.gebieden["rol"] == "regio"]
    codes, buurten = set(own.loc[own["niveau"] == scenario.niveau, "code"]), own[own["niveau"] == "buurt"]
    parts = [read_eigen_cijfers(path.name, read_bytes(path), codes, buurten) for path in arguments.eigen]
    for path, part in zip(arguments.eigen, parts, strict=True):
        for note in part.notities:
            say(f"Let op: {path.name}: {note}.")
    return join_eigen_cijfers(parts)


def open_scenario(
    path: Path, arguments: argparse.Namespace, instellingen: Instellingen
) -> tuple[Scenario, Veld, opslag.Snapshot]:
    """Return a scenario with its field; own figures that are given become part of it, by their hash."""
    scenario = read_scenario(path)
    snapshot = find_snapshot(scenario, instellingen.opslagplek, arguments.snapshot)
    eigen = read_eigen(arguments, snapshot, scenario)
    veld = open_veld(scenario, snapshot, eigen)
    named = dataclasses.replace(scenario, eigen_cijfers=eigen.hash) if eigen else scenario
    return named, veld, snapshot


def run_verdeel(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Work a scenario out."""
    scenario, veld, snapshot = open_scenario(arguments.scenario, arguments, instellingen)
    base = None
    if arguments.basis:
        other, other_veld, _ = open_scenario(arguments.basis, arguments, instellingen)
        vergelijking.check_vergelijkbaar(scenario, other)
        base = make_basis(compute(other, other_veld), make_situatie(scenario, veld))
    outcome = compute(scenario, veld, base)
    way = _find_uitweg(outcome, veld, openbaar=arguments.openbaar) if arguments.uitweg else None
    told = _list_gemeente(outcome, arguments)
    if arguments.json:
        view = describe_openbaar(outcome) if arguments.openbaar else describe(outcome)
        view |= describe_uitweg(way) if arguments.uitweg else {}
        write_json(view | ({"gemeente": told} if told else {}))
        return 0
    write_regel(describe_tekst_openbaar(outcome) if arguments.openbaar else describe_tekst(outcome))
    for line in [*(list_uitwegzinnen(way) if arguments.uitweg else ()), *told]:
        write_regel(line)
    write_regel(klassewoorden.FICTIE if snapshot.manifest.fictief else klassewoorden.DISCLAIMER)
    return 0


def _list_gemeente(uitkomst: Uitkomst, arguments: argparse.Namespace) -> list[str]:
    if not arguments.gemeente:
        return []
    zicht = view_gemeente(uitkomst, clean_code(arguments.gemeente))
    return list_zinnen(zicht, openbaar=arguments.openbaar and not has_alles(uitkomst))


def _find_uitweg(uitkomst: Uitkomst, veld: Veld, *, openbaar: bool) -> Uitweg | None:
    if openbaar:
        return find_uitweg_openbaar(uitkomst.scenario, veld)
    return find_uitweg(uitkomst.scenario, veld, uitkomst.plan, uitkomst.versoepelingen)


def run_vergelijk(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Lay two to five scenarios and the simple keys side by side."""
    vergelijking.check_aantal(len(arguments.scenarios))
    opened = [open_scenario(path, arguments, instellingen)[:2] for path in arguments.scenarios]
    vergelijking.check_vergelijkbaar(*(scenario for scenario, _ in opened))
    outcomes = [compute(scenario, veld) for scenario, veld in opened]
    found = vergelijking.compare(*map(make_kant, outcomes), openbaar=arguments.openbaar)
    if arguments.json:
        write = describe_openbaar if arguments.openbaar else describe
        sides = {name: write(outcome) for name, outcome in zip(found.kolommen, outcomes, strict=True)}
        write_json(sides | vergelijking.describe(found))
        return 0
    headline = describe_kop_openbaar if arguments.openbaar else describe_kop
    for letter, outcome in zip(found.letters, outcomes, strict=True):
        write_regel(f"{letter} ({outcome.scenario.id}): {headline(outcome)}")
    write_regel("\n".join(vergelijking.describe_tekst(found)))
    return 0


def run_jaren(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Project a scenario to its last year, for low and high demand.

    Raises
    ------
    InvoerFout
        When the scenario's demand is not per year.
    """
    scenario, veld, snapshot = open_scenario(arguments.scenario, arguments, instellingen)
    begin = int(snapshot.manifest.datum[:4])
    lines = project_scenario(scenario, veld, begin)
    if arguments.json:
        write_json({"scenario": scenario.id, "beginjaar": begin, "hefbomen": dict(scenario.hefbomen),
                     "lijnen": {side: _describe_lijn(line) for side, line in lines.items()}})  # fmt: skip
        return 0
    for side, line in lines.items():
        write_regel(f"Vraag {side}:")
        write_regel("\n".join(_tell_jaren(line)))
    return 0


def _describe_lijn(line: Jaarlijn) -> dict[str, Any]:
    plain = dict(vars(line)) | {"standen": [dict(vars(stand)) for stand in line.standen]}
    return plain | {"te_vol": list(line.te_vol)}


def _tell_jaren(line: Jaarlijn) -> list[str]:
    lines = [
        f"  {stand.jaar}: {stand.concentraties} concentraties, tekort {format_getal(stand.tekort)} woningen "
        f"(waarvan {format_getal(stand.extra_tekort)} door afstapelen)"
        for stand in line.standen
    ]
    lines += [f"  {text}" for text in list_jaarzinnen([line])]
    lines += [f"  Let op: {code} wordt een concentratie in {year}." for code, year in line.nieuw.items()]
    back = {**line.terug_jaar, **line.terug}
    return [*lines, *(f"  Let op: {code} is weer een concentratie in {year}." for code, year in back.items())]
