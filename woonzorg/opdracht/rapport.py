"""The command line of documents and files: ``python -m woonzorg rapport SOORT … --uit BESTAND`` (see `opdracht`)."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.verslag import read_verslag
from woonzorg.dag import today
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import write_aside
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kaart.kleuring import colour_klasse, make_kaart
from woonzorg.kaart.verschiltabel import extend_export
from woonzorg.kaart.vormen import make_vormen
from woonzorg.links.link import LIJST_MAXIMUM, NIVEAUS
from woonzorg.oordeel import toets
from woonzorg.opdracht.gebiedstof import find_buurtstof, find_pakstof
from woonzorg.opdracht.gemeentekeuze import find_gemeente
from woonzorg.opdracht.initiatief import find_initiatief
from woonzorg.opdracht.kern import add_kern, check_kern, find_kern
from woonzorg.opdracht.profiel import add_profiel, check_profiel, read_profiel
from woonzorg.opdracht.socialehuur import add_programma, check_programma, find_huurstof
from woonzorg.opdracht.streken import add_sets, check_sets, find_streken
from woonzorg.opdracht.uitvoer import write_json, write_regel
from woonzorg.opdracht.verdeling import open_scenario
from woonzorg.opdracht.verschilkeuze import add_verschil, check_verschil, colour_gemeten, find_gemeten
from woonzorg.opgave.cijfers import Cijferkeuze
from woonzorg.rapport import bestand, dia, soorten
from woonzorg.rapport.a3vel import A3stof
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.rapport.delen import sign_stuk
from woonzorg.rapport.huurstuk import Huurstof
from woonzorg.rapport.initiatiefstof import Initiatiefstof
from woonzorg.rapport.kaartpak import Pakstof
from woonzorg.rapport.opgavestuk import Gepubliceerd, read_gepubliceerd
from woonzorg.rapport.raadskaartdeel import Raadsstof
from woonzorg.rapport.vergelijkstuk import Vergelijkstof
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.zicht import Openbaar
from woonzorg.streken.streektelling import Streekbeeld
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.datum import find_dag
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.vergelijking.doorrekening import project_scenario
from woonzorg.verdeling.vergelijking.gelijk import LETTERS
from woonzorg.verdeling.vergelijking.kant import make_kant
from woonzorg.verdeling.vergelijking.vergelijking import check_vergelijkbaar, compare
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from woonzorg.instelling import Instellingen
    from woonzorg.rapport.soorten import Stuksoort
    from woonzorg.rapport.stuk import Stuk
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


@dataclass(frozen=True)
class Aanvraag:
    """What is asked for: a kind of file of a result, with where the result comes from."""

    doelen: tuple[str, ...]
    soort: str
    datum: dt.date
    arguments: argparse.Namespace
    instellingen: Instellingen

    def open_snapshot(self) -> opslag.Snapshot:
        """Open the data asked for, else those in use."""
        return opslag.open_snapshot(self.instellingen.opslagplek, self.arguments.snapshot)

    def make(self, kind: Stuksoort[Any], stof: Any) -> bytes:
        """Make the file of a kind of document; it says who answers for this installation."""
        return kind.make(
            stof, self.soort, self.datum, adres=self.instellingen.adres, beeld=self.arguments.beeld, sign=self.sign
        )  # fmt: skip

    def sign(self, stuk: Stuk) -> Stuk:
        """Add who answers for this installation."""
        return sign_stuk(stuk, self.instellingen.eigenaar, self.instellingen.contact)


@dataclass(frozen=True)
class Vindplaats:
    """How a command finds the result that a document is made of.

    Attributes
    ----------
    doel : str
        What the command names, in words; '' for nothing: it is about the whole region.
    aantal : int
        How many of these, at least.
    find : callable
        Gives the result.
    meest : int
        How many of these at most; 0 when no more than `aantal`.
    """

    doel: str
    aantal: int
    find: Callable[[Aanvraag], Any]
    meest: int = 0


@dataclass(frozen=True)
class Rapportsoort:
    """What can go to a file by command.

    Attributes
    ----------
    doel, aantal, meest
        As for `Vindplaats`.
    soorten : tuple of str
        Extensions.
    maak : callable
    """

    doel: str
    aantal: int
    soorten: tuple[str, ...]
    maak: Callable[[Aanvraag], bytes]
    meest: int = 0


def _find_buurt(aanvraag: Aanvraag) -> Buurtstof:
    found = find_buurtstof(aanvraag.open_snapshot(), aanvraag.doelen[0], aanvraag.arguments.jaar)
    return replace(found, eigen=read_profiel(aanvraag.arguments, found.score))


def _find_pak(aanvraag: Aanvraag) -> Pakstof:
    return find_pakstof(aanvraag.open_snapshot(), aanvraag.doelen, aanvraag.arguments.jaar)


def _find_grondslag(aanvraag: Aanvraag) -> Grondslag:
    score = toets.score_snapshot(aanvraag.open_snapshot(), aanvraag.arguments.jaar)
    gemeente = find_gemeente(score.gebieden, aanvraag.arguments.gemeente)
    kern = find_kern(aanvraag.arguments.kern, aanvraag.open_snapshot(), score)
    return Grondslag(score, aanvraag.arguments.niveau, gemeente, kern)


def _find_a3(aanvraag: Aanvraag) -> A3stof:
    return A3stof(aanvraag.open_snapshot(), _find_grondslag(aanvraag), aanvraag.arguments.jaar)


def _make_kaart(aanvraag: Aanvraag) -> bytes:
    snapshot, basis = aanvraag.open_snapshot(), _find_grondslag(aanvraag)
    gemeten = find_gemeten(aanvraag.arguments, snapshot, basis.score, basis.niveau)
    if aanvraag.soort in bestand.GEBIEDEN:
        rows = toets.make_export(basis.score, snapshot, basis.niveau)
        rows = extend_export(rows, gemeten) if gemeten else rows
        chosen = rows[rows["code"].isin(basis.geteld["code"])].reset_index(drop=True)
        return bestand.make_gebieden(chosen, snapshot.manifest, aanvraag.soort)
    outlines = make_vormen(basis.geteld)
    kop = basis.write_kop(snapshot.manifest.regio.titel, omlijnen=False)
    colours = colour_klasse(basis.geteld, outlines, basis.score)
    if gemeten:
        kop, colours = colour_gemeten(gemeten, basis, outlines, snapshot.manifest.regio.titel)
    kaart = make_kaart(outlines, colours, kop)
    return bestand.make_beeld(dia.make_kaartdia(kaart, kop, snapshot, aanvraag.datum), aanvraag.soort)


def _make_grafiek(aanvraag: Aanvraag, teken: Callable[..., str]) -> bytes:
    snapshot, basis = aanvraag.open_snapshot(), _find_grondslag(aanvraag)
    drawn = teken(basis.score, basis.niveau, snapshot, aanvraag.datum, basis.gemeente, basis.kern)
    return bestand.make_beeld(drawn, aanvraag.soort)


def _open_openbaar(aanvraag: Aanvraag, doel: str) -> Openbaar:
    scenario, veld, snapshot = open_scenario(Path(doel), aanvraag.arguments, aanvraag.instellingen)
    return Openbaar(snapshot, toets.score_snapshot(snapshot), compute(scenario, veld))


def _find_scenario(aanvraag: Aanvraag) -> Openbaar:
    found, other = _open_openbaar(aanvraag, aanvraag.doelen[0]), aanvraag.arguments.alternatief
    if not other:
        return found
    second = _open_openbaar(aanvraag, other).uitkomst
    check_vergelijkbaar(found.uitkomst.scenario, second.scenario)
    return replace(found, ander=second)


def _find_raadskaart(aanvraag: Aanvraag) -> Raadsstof:
    return Raadsstof(_find_scenario(aanvraag), aanvraag.arguments.groep)


def _find_vergelijking(aanvraag: Aanvraag) -> Vergelijkstof:
    plans = [_open_openbaar(aanvraag, doel) for doel in aanvraag.doelen]
    check_vergelijkbaar(*(plan.uitkomst.scenario for plan in plans))
    found = compare(*(make_kant(plan.uitkomst) for plan in plans))
    return Vergelijkstof(found, plans[0].snapshot, plans[0].score, lambda: _project(found, plans))


def _project(found: Vergelijking, plans: Sequence[Openbaar]) -> dict[str, dict[str, Jaarlijn]] | None:
    """Project all to their last year; None when their demand is not per year."""
    if plans[0].uitkomst.scenario.soort != Soort.PER_JAAR:
        return None
    begin = int(plans[0].snapshot.manifest.datum[:4])
    return {
        letter: project_scenario(plan.uitkomst.scenario, plan.uitkomst.situatie.veld, begin, openbaar=True)
        for letter, plan in zip(found.letters, plans, strict=True)
    }


def _find_opgave(aanvraag: Aanvraag) -> Gepubliceerd:
    opgave = read_gepubliceerd(Cijferkeuze(aanvraag.arguments.cijfers))
    year = aanvraag.arguments.jaar or opgave.jaar
    if year not in opgave.jaren:
        message = f"Voor {year} is er geen opgave."
        raise InvoerFout(message, verwacht=" of ".join(map(str, opgave.jaren)))
    return replace(opgave, jaar=year)


def _find_verslag(aanvraag: Aanvraag) -> Verslagstof:
    reports = [read_verslag(Path(doel)) for doel in aanvraag.doelen]
    return Verslagstof(*reports)


def _find_initiatief(aanvraag: Aanvraag) -> Initiatiefstof:
    return find_initiatief(Path(aanvraag.doelen[0]), aanvraag.arguments, aanvraag.instellingen)


VINDPLAATSEN: dict[type, Vindplaats] = {
    Buurtstof: Vindplaats("de code van een gebied", 1, _find_buurt),
    A3stof: Vindplaats("", 0, _find_a3),
    Pakstof: Vindplaats("de code van een gebied", 1, _find_pak, LIJST_MAXIMUM),
    Openbaar: Vindplaats("een scenariobestand", 1, _find_scenario),
    Raadsstof: Vindplaats("een scenariobestand", 1, _find_raadskaart),
    Vergelijkstof: Vindplaats("een scenariobestand", 2, _find_vergelijking, len(LETTERS)),
    Gepubliceerd: Vindplaats("", 0, _find_opgave),
    Verslagstof: Vindplaats("een verslagbestand, en het vorige", 1, _find_verslag, 2),
    Streekbeeld: Vindplaats("", 0, lambda asked: find_streken(asked.arguments, asked.instellingen)),
    Huurstof: Vindplaats("", 0, lambda asked: find_huurstof(asked.arguments, asked.instellingen)),
    Initiatiefstof: Vindplaats("een bestand van een initiatief", 1, _find_initiatief),
}
"""How to find what documents are made of."""

KAARTSOORTEN: dict[str, Rapportsoort] = {
    "kaart": Rapportsoort("", 0, (*bestand.BEELD, *bestand.GEBIEDEN), _make_kaart),
    "spreiding": Rapportsoort("", 0, bestand.BEELD, partial(_make_grafiek, teken=dia.make_spreidingdia)),
    "huishoudens": Rapportsoort("", 0, bestand.BEELD, partial(_make_grafiek, teken=dia.make_stapeldia)),
}
"""What is made of the whole map, or of one gemeente on it: no documents, but pictures and tables."""


def list_soorten() -> dict[str, Rapportsoort]:
    """Return what can go to a file by its name on the command line: every kind of document, then what the map gives."""
    return {kind.sleutel: _offer(kind) for kind in soorten.SOORTEN} | KAARTSOORTEN


def _offer(kind: Stuksoort[Any]) -> Rapportsoort:
    place = VINDPLAATSEN[kind.stof]
    return Rapportsoort(
        place.doel,
        place.aantal,
        kind.formaten,
        lambda aanvraag: aanvraag.make(kind, place.find(aanvraag)),
        place.meest,
    )


def add_rapport(commands: Any) -> None:
    """Add the command to a parser."""
    parser = commands.add_parser(
        "rapport", help="maak een document, beeld of bestand van een uitkomst; de soort volgt uit de extensie"
    )
    parser.add_argument("rapport", choices=list_soorten(), metavar="SOORT", help=", ".join(list_soorten()))
    parser.add_argument("doelen", nargs="*", metavar="CODE|SCENARIO", help="een gebiedscode of een bestand")
    parser.add_argument("--uit", type=Path, required=True, metavar="BESTAND", help="het bestand dat u wilt")
    parser.add_argument(
        "--datum",
        type=_read_datum,
        default=None,
        metavar="JJJJ-MM-DD",
        help="datum van het stuk; anders vandaag",
    )
    parser.add_argument("--jaar", type=int, help="een eerdere meting, of het jaar van de opgave")
    parser.add_argument(
        "--cijfers",
        choices=[str(keuze) for keuze in Cijferkeuze],
        default=str(Cijferkeuze.HERBEREKEND),
        help="van de opgave",
    )
    _add_beeld(parser)
    add_verschil(parser)
    add_profiel(parser)
    parser.add_argument(
        "--alternatief", default="", metavar="SCENARIO", help="ander plan op het besluitblad van een scenario"
    )
    parser.add_argument(
        "--eigen",
        type=Path,
        action="append",
        default=[],
        metavar="BESTAND",
        help="eigen cijfers bij een scenario",
    )
    parser.add_argument(
        "--scenario", type=Path, metavar="BESTAND",
        help="bij een initiatief: een scenario, waarvan de regels en schalen gelden",
    )  # fmt: skip
    parser.add_argument(
        "--snapshot", default="", metavar="ID", help="andere gegevens dan die in gebruik zijn"
    )
    add_sets(parser)
    add_programma(parser)
    parser.add_argument("--json", action="store_true", help="schrijf als JSON wat er is gemaakt")
    parser.set_defaults(run=run_rapport)


def _add_beeld(parser: argparse.ArgumentParser) -> None:
    """Add what a map, chart or slide shows."""
    parser.add_argument(
        "--beeld", default="", metavar="NAAM",
        help="welk beeld: kaart of gemeenten (scenario), ook maten (vergelijking); tekorten of stromen (opgave); "
        "toewijzingen of bouw (voortgang)",
    )  # fmt: skip
    parser.add_argument(
        "--groep",
        default="",
        metavar="GROEP",
        help="van de raadskaart: één groep uit het scenario, anders alle samen",
    )
    parser.add_argument(
        "--niveau", choices=NIVEAUS, default=NIVEAUS[0], help="van een kaart, grafiek of A3-vel"
    )
    parser.add_argument(
        "--gemeente", default="", metavar="CODE",
        help="alleen deze gemeente op kaart, grafiek of A3-vel: code of naam",
    )  # fmt: skip
    add_kern(parser)


def _read_datum(text: str) -> dt.date:
    day = find_dag(text)
    if day is None:
        message = f"'{text}' is geen datum als 2026-11-22"
        raise argparse.ArgumentTypeError(message)
    return day


def run_rapport(arguments: argparse.Namespace, instellingen: Instellingen) -> int:
    """Make the file that was asked for."""
    kind = list_soorten()[arguments.rapport]
    soort = bestand.check_soort(arguments.rapport, arguments.uit.suffix, kind.soorten)
    _check_doelen(arguments.rapport, kind, arguments.doelen)
    _check_gemeente(arguments.rapport, arguments.gemeente)
    check_verschil(arguments, kaart=arguments.rapport == "kaart")
    check_kern(arguments.rapport, [soorten.A3VEL.sleutel, *KAARTSOORTEN], arguments)
    _check_scenario(arguments.rapport, kind, arguments.scenario)
    check_profiel(arguments.rapport, "buurtblad", arguments)
    check_sets(arguments.rapport, soorten.STREKEN.sleutel, arguments)
    check_programma(arguments.rapport, soorten.SOCIALE_HUUR.sleutel, arguments)
    datum = arguments.datum or today()
    raw = kind.maak(Aanvraag(tuple(arguments.doelen), soort, datum, arguments, instellingen))
    write_aside(arguments.uit, raw)
    if arguments.json:
        made = {"bestand": str(arguments.uit), "soort": arguments.rapport, "bytes": len(raw)}
        write_json(made)
    else:
        write_regel(f"Gemaakt: {arguments.uit} ({format_getal(len(raw) / 1000)} kB).")
    return 0


def _check_scenario(naam: str, kind: Rapportsoort, scenario: Path | None) -> None:
    if scenario and kind.doel != VINDPLAATSEN[Initiatiefstof].doel:
        message = f"'{naam}' gaat niet over een initiatief: --scenario doet daar niets."
        raise InvoerFout(
            message, remedie="Laat --scenario weg. Een stuk van een scenario noemt het bestand zelf."
        )


def _check_gemeente(naam: str, gemeente: str) -> None:
    kinds = [soorten.A3VEL.sleutel, *KAARTSOORTEN]
    if gemeente and naam not in kinds:
        message = f"'{naam}' gaat niet per gemeente."
        raise InvoerFout(message, verwacht=f"--gemeente bij {join_woorden(kinds)}", gevonden=gemeente)


def _check_doelen(naam: str, kind: Rapportsoort, doelen: list[str]) -> None:
    most = max(kind.aantal, kind.meest)
    if kind.aantal <= len(doelen) <= most:
        return
    asked = (
        f"{kind.aantal}{f' tot {most}' if most > kind.aantal else ''} keer {kind.doel}"
        if kind.doel
        else "geen code of scenario: dit gaat over de hele streek"
    )
    message = f"Voor '{naam}' klopt het aantal codes of scenario's niet."
    raise InvoerFout(message, verwacht=asked, gevonden=" ".join(doelen) or "geen")
