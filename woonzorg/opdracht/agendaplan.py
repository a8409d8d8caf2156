"""The command line between plan and agenda: ``python -m woonzorg neem-over | herplan`` (see `opdracht`)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.herplan import make_herplan
from woonzorg.agenda.herplantekort import tell_verschil
from woonzorg.agenda.overname import (
    AGENDAFORMATEN,
    is_besloten,
    list_overnamezinnen,
    make_agenda,
    make_agendabestand,
)
from woonzorg.agenda.plaatsbasis import count_geplaatst, make_eigen, read_plaatsbestand, write_geplaatst
from woonzorg.agenda.planning import find_moment, find_nu
from woonzorg.agenda.versie import Agendaversie
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens.schijf import write_aside
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.agendastukken import add_stukken, find_gemeenten, read_stukken
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.opdracht.verdeling import open_scenario
from woonzorg.rapport.bestand import check_soort
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.probleem import write_basis
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    import argparse

    from woonzorg.agenda.bundel import Agendabundel
    from woonzorg.agenda.plaatsbasis import Plaatsbestand
    from woonzorg.agenda.voortgang import Agendavoortgang
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.instelling import Instellingen
    from woonzorg.verdeling.scenario.inhoud import Scenario


_SAMEN = "Geef het bestand met plaatsingen samen met een bestand voor wat per buurt is geplaatst."
_OOK_PLAATSINGEN = (
    "Let op: bij de agenda staan plaatsingen. Geef ook --geplaatst: dan blijft staan wat er al is."
)


def add_agendaplan(commands: Any) -> None:
    """Add the commands to a parser."""
    parser = commands.add_parser("neem-over", help="zet de aantallen van een plan op een agenda")
    _add_plan(parser)
    parser.add_argument(
        "--uit", type=Path, required=True, metavar="AGENDA", help="bestand voor de agenda: csv, xlsx of json"
    )
    parser.add_argument(
        "--jaar", type=int, action="append", metavar="JAAR",
        help="jaar waarvoor een plan per jaar geldt; mag vaker; zonder dit het jaar van het moment van nu",
    )  # fmt: skip
    parser.set_defaults(run=run_overname)
    parser = commands.add_parser(
        "herplan", help="maak een scenario van wat op een agenda nog te plaatsen is, dicht bij het plan"
    )
    _add_plan(parser)
    add_stukken(parser, verplicht=True)
    parser.add_argument(
        "--geplaatst", type=Path, metavar="EIGEN.csv",
        help="hierin komt wat per buurt is geplaatst, voor 'verdeel --eigen'; houd dit bestand bij uzelf",
    )  # fmt: skip
    parser.add_argument("--moment", help="zoals 2026-Q4; zonder dit het moment van nu")
    parser.set_defaults(run=run_herplan)


def _add_plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", type=Path, help="het plan: een scenariobestand (JSON)")
    parser.add_argument(
        "--eigen", type=Path, action="append", default=[], metavar="BESTAND",
        help="eigen cijfers waarop het plan rust",
    )  # fmt: skip
    parser.add_argument("--snapshot", default="", metavar="ID", help="andere gegevens dan het scenario noemt")
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")


def run_overname(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write the agenda that a plan gives, and tell what is not in it."""
    check_soort("agenda", arguments.uit.suffix, AGENDAFORMATEN)
    scenario, veld, snapshot = open_scenario(arguments.scenario, arguments, instellingen)
    _check_jaar(scenario, arguments.jaar)
    now = find_nu(today()).kwartaal
    years = tuple(arguments.jaar or (now.jaar,))
    outcome = compute_plan(scenario, veld)
    lines, told = make_agenda(outcome, years), list_overnamezinnen(outcome, years)
    made = Agendaversie(snapshot.manifest.regio.naam, now, lines, scenario.naam)
    write_aside(arguments.uit, make_agendabestand(made, arguments.uit.suffix))
    if arguments.json:
        homes = sum(line.aantal or 0 for line in lines)
        write_json({"bestand": str(arguments.uit), "regels": len(lines), "woningen": homes,
                    "vastgesteld": is_besloten(scenario), "meldingen": told})  # fmt: skip
        return 0
    write_regel("\n".join([*told, f"Gemaakt: {arguments.uit}"]))
    return 0


def _check_jaar(scenario: Scenario, jaren: list[int] | None) -> None:
    if jaren and scenario.soort == Soort.TOT_2030:
        message = "Dit plan is een totaal tot en met 2030: het staat niet per jaar op de agenda."
        raise InvoerFout(message, verwacht="geen --jaar", gevonden=", ".join(map(str, jaren)))


def run_herplan(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Write the scenario with what is still to be placed; what it does not carry goes to standard error.

    Raises
    ------
    InvoerFout
        When placements are given and no file for what is placed by buurt, or the other way round.
    """
    if arguments.plaatsingen and arguments.geplaatst is None:
        raise InvoerFout(_SAMEN, verwacht="--plaatsingen en --geplaatst")
    if arguments.geplaatst:
        check_soort("geplaatst", arguments.geplaatst.suffix, (".csv",))
    scenario, veld, snapshot = open_scenario(arguments.scenario, arguments, instellingen)
    progress, bundle = _read_voortgang(arguments, snapshot)
    files = _read_geplaatst(arguments, snapshot, progress, bundle) if arguments.geplaatst else []
    own = make_eigen(files, progress.moment)
    outcome = compute_plan(scenario, veld)
    basis = write_basis(outcome.situatie, outcome.plan.aantallen)
    placed = count_geplaatst(files, progress.moment) if files else None
    found = make_herplan(progress, scenario, basis, geplaatst=placed)
    if arguments.geplaatst:
        write_aside(arguments.geplaatst, write_geplaatst(own))
    for note in own.notities:
        say(f"Let op: {note}.")
    for text in (*found.meldingen, *(tell_verschil(found.resten, find_gemeenten(snapshot)) if files else ())):
        say(text)
    write_regel(found.scenario.to_json().rstrip())
    return 0


def _read_voortgang(
    arguments: argparse.Namespace, snapshot: Snapshot
) -> tuple[Agendavoortgang, Agendabundel]:
    now = find_nu(today()).kwartaal
    moment = find_moment(arguments.moment).kwartaal if arguments.moment is not None else now
    bundle = read_stukken(arguments, snapshot, min(moment, now), today())
    if bundle.tellingen and not arguments.geplaatst:
        say(_OOK_PLAATSINGEN)
    return make_voortgang(bundle.lijnen, bundle.standen, (), moment), bundle


def _read_geplaatst(
    arguments: argparse.Namespace, snapshot: Snapshot, voortgang: Agendavoortgang, bundel: Agendabundel
) -> list[Plaatsbestand]:
    """Return what is placed by buurt, of every file that holds placements, by whatever option it was given."""
    holders = {part.hash for part in bundel.delen if part.tellingen}
    if not holders:
        raise InvoerFout(_SAMEN, verwacht="--plaatsingen en --geplaatst")
    paths = (*arguments.agenda, *arguments.stand, *arguments.plaatsingen)
    files = sorted({(path.name, read_bytes(path)) for path in paths})
    buurten = make_veld(score_snapshot(snapshot), Niveau.BUURT)
    return [
        read_plaatsbestand(*file, buurten, voortgang.moment, today())
        for file in files
        if hashlib.sha256(file[1]).hexdigest()[:12] in holders
    ]
