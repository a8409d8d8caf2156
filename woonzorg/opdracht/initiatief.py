"""The command line of an initiative: ``python -m woonzorg initiatief | initiatieven`` (see `opdracht`)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, clean_code
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import write_aside
from woonzorg.initiatief.gedeeldetoets import describe_toets, share_uitkomst, tell_regel
from woonzorg.initiatief.initiatiefbestand import GROOTSTE_BESTAND, parse_initiatief
from woonzorg.initiatief.initiatiefcontrole import warn_initiatief
from woonzorg.initiatief.initiatieflijst import (
    count_oordelen,
    make_sjabloon,
    read_initiatieven,
    split_bewaarbaar,
)
from woonzorg.initiatief.lijsttoets import (
    ZONDER_GEHEIM,
    check_keuze,
    count_geheim,
    judge_lijst,
    select_rijen,
    share_rijen,
)
from woonzorg.initiatief.meename import take_along
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.initiatief.toetswoorden import (
    GEEN_VERGUNNING,
    describe_zin,
    list_plekzinnen,
    list_stappen,
    name_groep,
    tell_aantal,
)
from woonzorg.initiatief.voorinvulling import fill_afstanden, trace_afstanden
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.uitvoer import say, write_json, write_regel
from woonzorg.opdracht.verdeling import open_scenario, read_eigen
from woonzorg.rapport.bestand import check_soort
from woonzorg.rapport.initiatiefstof import make_initiatiefstof
from woonzorg.rapport.toetsbijlage import BIJLAGE, write_toetsbijlage
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import open_veld
from woonzorg.verdeling.uitkomst.merken import TEKENS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.lijsttoets import Lijstrij
    from woonzorg.initiatief.plekbeeld import Ligging
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.instelling import Instellingen
    from woonzorg.oordeel.toets import Score
    from woonzorg.rapport.initiatiefstof import Initiatiefstof
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.scenario.inhoud import Scenario


def add_initiatief(commands: Any) -> None:
    """Add the commands to a parser."""
    parser = commands.add_parser("initiatief", help="toets één project op één plek aan de regel")
    parser.add_argument("bestand", type=Path, help="een initiatief (JSON)")
    parser.add_argument("--openbaar", action="store_true", help="alleen wat gedeeld mag worden")
    parser.add_argument(
        "--uit", type=Path, metavar="SCENARIO",
        help="neem het mee in de verdeling van --scenario, en schrijf die naar dit bestand (JSON)",
    )  # fmt: skip
    _add_usual(parser, run_initiatief)
    many = commands.add_parser("initiatieven", help="toets een lijst van complexen of initiatieven")
    many.add_argument("lijst", type=Path, nargs="?", help="een lijst (csv of xlsx)")
    many.add_argument(
        "--sjabloon", action="store_true", help="schrijf het sjabloon van de lijst naar --uit (xlsx)"
    )
    many.add_argument("--gemeente", default="", metavar="CODE", help="alleen deze gemeente")
    many.add_argument("--corporatie", default="", metavar="NAAM", help="alleen deze corporatie")
    many.add_argument(
        "--uit", type=Path, required=True, metavar="BESTAND",
        help=f"de bijlage, zoals die gedeeld mag worden: eindigt op {', '.join(BIJLAGE)}",
    )  # fmt: skip
    _add_usual(many, run_initiatieven)


def _add_usual(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument(
        "--scenario", type=Path, metavar="BESTAND", help="een scenario: zijn regels en schalen gelden"
    )
    parser.add_argument(
        "--eigen", type=Path, action="append", default=[], metavar="BESTAND",
        help="eigen cijfers per gebied of van complexen (csv, xlsx, ods of GeoJSON); mag vaker",
    )  # fmt: skip
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    parser.set_defaults(run=run)


@dataclass(frozen=True)
class Toetsgrond:
    """What is judged by: the data, the problem of a scenario or of their region, where all lies, and that scenario."""

    snapshot: opslag.Snapshot
    situatie: Situatie
    score: Score
    ligging: Ligging
    scenario: Scenario | None = None


def open_toetsgrond(arguments: argparse.Namespace, instellingen: Instellingen) -> Toetsgrond:
    """Open what is judged by, as the options of a command say it: --scenario, --eigen and --snapshot."""
    if arguments.scenario:
        scenario, veld, snapshot = open_scenario(arguments.scenario, arguments, instellingen)
    else:
        snapshot = opslag.open_snapshot(instellingen.opslagplek, arguments.snapshot)
        stock = count_voorraad(snapshot.gebieden)
        scenario = make_standaard(snapshot.manifest.regio.naam, Niveau.BUURT, stock)
        eigen = read_eigen(arguments, snapshot, scenario)
        veld = open_veld(scenario, snapshot, eigen)
        scenario = dataclasses.replace(scenario, eigen_cijfers=eigen.hash) if eigen else scenario
    score = score_snapshot(snapshot)
    given = scenario if arguments.scenario else None
    return Toetsgrond(snapshot, make_situatie(scenario, veld), score, make_ligging(score), given)


def _warn(initiatief: Initiatief) -> None:
    for text in warn_initiatief(initiatief):
        say(f"Let op: {text}")


def find_initiatief(pad: Path, arguments: argparse.Namespace, instellingen: Instellingen) -> Initiatiefstof:
    """Read an initiative and judge it, for paper: only what may be shared."""
    initiative = parse_initiatief(read_bytes(pad, GROOTSTE_BESTAND))
    ground = open_toetsgrond(arguments, instellingen)
    _warn(initiative)
    found = judge_initiatief(initiative, ground.situatie, ground.ligging)
    fact = fill_afstanden(trace_afstanden(ground.snapshot, found.plek.code), found.plek.naam)
    return make_initiatiefstof(initiative, found, ground.situatie, ground.snapshot, ground.score, (fact,))


def run_initiatief(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Judge one initiative; standard output holds the answer, of which nothing is kept.

    With a file for it, the distribution that the initiative was taken into is written there.

    Raises
    ------
    InvoerFout
        When no scenario is given to take it into, or it cannot hold it.
    """
    initiative = parse_initiatief(read_bytes(arguments.bestand, GROOTSTE_BESTAND))
    ground = open_toetsgrond(arguments, instellingen)
    _warn(initiative)
    found = judge_initiatief(initiative, ground.situatie, ground.ligging)
    shared = share_uitkomst(found, ground.situatie) if arguments.openbaar else None
    taken = _take_along(initiative, arguments, ground) if arguments.uit else ()
    if arguments.json:
        write_json(describe_toets(shared or found) | ({"meegenomen": list(taken)} if taken else {}))
        say(GEEN_VERGUNNING)
        return 0
    for line in [*(_tell_gedeeld(shared) if shared else _tell(found)), *taken, GEEN_VERGUNNING]:
        write_regel(line)
    write_regel(klassewoorden.FICTIE if ground.snapshot.manifest.fictief else klassewoorden.DISCLAIMER)
    return 0


def _take_along(initiatief: Initiatief, arguments: argparse.Namespace, ground: Toetsgrond) -> tuple[str, ...]:
    """Write the scenario with the initiative in it, and return what to say."""
    if ground.scenario is None:
        message = "Er is geen verdeling genoemd waarin dit initiatief mee kan."
        raise InvoerFout(
            message, verwacht="--scenario SCENARIO.json", remedie="Noem er een, of laat --uit weg."
        )
    if arguments.openbaar:
        message = "Met --openbaar gaat een initiatief niet mee in een verdeling: dat bestand noemt de plek."
        raise InvoerFout(message, remedie="Laat --openbaar weg, of laat --uit weg.")
    check_soort("initiatief", arguments.uit.suffix, (".json",))
    taken = take_along(initiatief, ground.scenario, ground.situatie.veld)
    write_aside(arguments.uit, taken.scenario.to_json().encode())
    return (*taken.zinnen, f"De verdeling staat in {arguments.uit}: een werkbestand, met het plan per buurt.")


def _tell(uitkomst: Toetsuitkomst) -> list[str]:
    item = uitkomst.initiatief
    return [
        f"{name_groep(item.groep)}: {tell_aantal(item)}.",
        describe_zin(uitkomst),
        *(f"{TEKENS[rule.oordeel]} {rule.reden}" for rule in uitkomst.regels),
        *list_plekzinnen(uitkomst),
        *(f"- {text}" for text in list_stappen(uitkomst)),
    ]


def _tell_gedeeld(toets: GedeeldeToets) -> list[str]:
    rules = map(tell_regel, toets.regels)
    return [
        f"{name_groep(toets.groep)} in {toets.gemeentenaam}.",
        toets.zin,
        *rules,
        *filter(None, [toets.waarom]),
    ]


def run_initiatieven(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Judge a list, and write the annex to a housing convenant.

    Raises
    ------
    InvoerFout
        When no list is given, its content is not sound, or nothing of it may be written down.
    """
    kind = check_soort("initiatieven", arguments.uit.suffix, (".xlsx",) if arguments.sjabloon else BIJLAGE)
    if arguments.sjabloon:
        write_aside(arguments.uit, make_sjabloon())
        return _answer(
            arguments, {"sjabloon": str(arguments.uit)}, f"Sjabloon geschreven naar {arguments.uit}."
        )
    if arguments.lijst is None:
        message = "Er is geen lijst genoemd."
        raise InvoerFout(message, verwacht="python -m woonzorg initiatieven LIJST.xlsx --uit TOETSEN.xlsx")
    ground = open_toetsgrond(arguments, instellingen)
    told, single = _judge_lijst(arguments, ground)
    write_aside(
        arguments.uit,
        write_toetsbijlage(told, ground.snapshot, today(), kind, instellingen.eigenaar, instellingen.contact),
    )
    counts = count_oordelen(str(item.oordeel) for item in told)
    words = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items()) or "niets"
    answer = {"bestand": str(arguments.uit), "rijen": len(told), "niet_bewaard": single, "oordelen": counts}
    if ground.snapshot.manifest.fictief:
        say(klassewoorden.FICTIE)
    return _answer(
        arguments, answer, f"{len(told)} rijen geschreven naar {arguments.uit}: {words}.\n{GEEN_VERGUNNING}"
    )


def _answer(arguments: argparse.Namespace, antwoord: dict[str, Any], zin: str) -> int:
    if arguments.json:
        write_json(antwoord)
        say(GEEN_VERGUNNING)
    else:
        write_regel(zin)
    return 0


def _say_samen(rijen: Iterable[Lijstrij]) -> None:
    """Tell a buurt at a time which rows fit by themselves, and not together."""
    places: dict[str, list[str]] = {}
    for row in rijen:
        if row.samen_te_veel:
            places.setdefault(row.uitkomst.plek.naam, []).append(row.uitkomst.initiatief.naam)
    for where, names in places.items():
        few = join_woorden(names) if len(names) <= _MEESTE_NAMEN else count_woord(len(names), "rij", "rijen")
        fits = "past" if len(names) == 1 else "passen"
        say(f"Let op: {few} in {where} {fits} apart wel, en samen met de andere rijen niet.")


_MEESTE_NAMEN = 5
"""More rows of one buurt than this are counted, and not named."""


def _judge_lijst(arguments: argparse.Namespace, ground: Toetsgrond) -> tuple[list[GedeeldeToets], int]:
    """Return what may be shared of each row, and of how many rows nothing is written down."""
    read = read_initiatieven(arguments.lijst.name, read_bytes(arguments.lijst), ground.snapshot.gebieden)
    kept, single = split_bewaarbaar(read.initiatieven)
    for text in (*read.notities, *read.waarschuwingen):
        say(f"Let op: {text.rstrip('.')}.")
    if single:
        rows = count_woord(single, "rij gaat", "rijen gaan")
        say(f"Let op: {rows} over één toewijzing. Daarvan schrijft Woonzorg niets op.")
    found = judge_lijst(kept, ground.situatie, ground.ligging)
    _say_samen(found)
    town, party = clean_code(arguments.gemeente), arguments.corporatie
    check_keuze(found, town, party)
    chosen, apart = select_rijen(found, town, party), bool(party.strip())
    if apart and count_geheim(chosen):
        say(f"Let op: {ZONDER_GEHEIM}")
    return share_rijen(chosen, ground.situatie, per_organisatie=apart), single
