"""What commands compare areas with: ``--sinds JAAR`` or ``--tov regio``, as the map does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.indicator import PER_SLEUTEL, Gebruik
from woonzorg.kaart.regioverschil import compare_regio, explain_zonder_regio
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import compare_cijfer, compare_klassen, find_reeksjaren, list_sinds
from woonzorg.kaart.verschilkleuring import colour_vergelijking
from woonzorg.kaart.verschiltabel import extend_export, select_gemeten
from woonzorg.kaart.verschilwoorden import describe_kop
from woonzorg.links.link import REGIO
from woonzorg.oordeel.klassewoorden import name_plek
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    import argparse

    import geopandas as gpd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kleuring, Vormen
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.kaart.regioverschil import Regioverschil
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.oordeel.toets import Score


def add_verschil(parser: argparse.ArgumentParser) -> None:
    """Add what areas can be compared with."""
    parser.add_argument("--sinds", type=int, metavar="JAAR", help="wat er veranderde sinds dat jaar")
    parser.add_argument(
        "--tov", choices=[REGIO], default="", help="ten opzichte van het gemiddelde van de regio"
    )
    parser.add_argument(
        "--thema",
        default=KLASSE,
        metavar="CIJFER",
        help="van --sinds of --tov: klasse, of een cijfer zoals woz",
    )


def check_verschil(arguments: argparse.Namespace, *, kaart: bool) -> None:
    """Refuse a comparison where no map is made: it would be passed over without a word.

    Raises
    ------
    InvoerFout
        When a document, or another chart, is asked for.
    """
    asked = arguments.sinds is not None or arguments.tov or arguments.thema != KLASSE
    if asked and not kaart:
        message = f"'{arguments.rapport}' vergelijkt niet met een jaar of met de regio."
        raise InvoerFout(message, verwacht="--sinds, --tov en --thema bij kaart", gevonden=arguments.rapport)


def find_gemeten(
    arguments: argparse.Namespace, snapshot: Snapshot, score: Score, niveau: str
) -> Verandering | Regioverschil | None:
    """Compare the areas of a level as was asked; None when nothing was.

    Raises
    ------
    InvoerFout
        When it cannot be compared so.
    """
    if arguments.sinds is None and not arguments.tov:
        if arguments.thema != KLASSE:
            message = f"'{arguments.thema}' zonder vergelijking kan hier niet."
            raise InvoerFout(
                message, verwacht="--thema samen met --sinds of --tov", gevonden="geen van beide"
            )
        return None
    if arguments.sinds is not None and arguments.tov:
        message = "Verschil sinds een jaar en ten opzichte van de regio gaan niet samen."
        raise InvoerFout(message, remedie="Laat --sinds of --tov weg.")
    _check_thema(arguments.thema)
    year = arguments.jaar or snapshot.manifest.jaren.get(arguments.thema, 0)
    if arguments.tov:
        why = explain_zonder_regio(score, niveau, arguments.thema)
        if why:
            raise InvoerFout(why, remedie="Kies een ander cijfer met --thema.")
        return compare_regio(score, niveau, arguments.thema, year).select(score, score.select(niveau))
    return _compare_sinds(arguments, snapshot, score, niveau, year)


def _check_thema(thema: str) -> None:
    known = [KLASSE, *(key for key, one in PER_SLEUTEL.items() if Gebruik.KAART in one.gebruik)]
    if thema not in known:
        message = "Dit cijfer staat niet op de kaart."
        raise InvoerFout(message, verwacht=", ".join(known), gevonden=thema)


def _compare_sinds(
    arguments: argparse.Namespace, snapshot: Snapshot, score: Score, niveau: str, jaar: int
) -> Verandering:
    years = list_sinds(find_reeksjaren(snapshot), arguments.thema, arguments.jaar)
    if arguments.sinds not in years:
        message = f"'{arguments.thema}' is niet te vergelijken met {arguments.sinds}."
        raise InvoerFout(message, verwacht=", ".join(map(str, years)) or "geen: er zijn geen eerdere cijfers")
    if arguments.thema == KLASSE:
        return compare_klassen(snapshot, score_snapshot(snapshot, arguments.sinds), score, niveau)
    return compare_cijfer(snapshot, score, niveau, arguments.thema, arguments.sinds, jaar)


def colour_gemeten(
    gemeten: Verandering | Regioverschil, basis: Grondslag, vormen: Vormen, regio: str
) -> tuple[str, Kleuring]:
    """Return headline and colours of a map that compares.

    Parameters
    ----------
    gemeten : Verandering or Regioverschil
    basis : Grondslag
        The areas on the map.
    vormen : Vormen
    regio : str
        What the region is called, for a headline that is of all of it.
    """
    told = describe_kop(select_gemeten(gemeten, basis.score, basis.geteld), basis.niveau)
    colours = colour_vergelijking(gemeten, basis.geteld, vormen, basis.score.kenmerk)
    return name_plek(basis.plek or regio, told), colours


def extend_scoor(
    arguments: argparse.Namespace, snapshot: Snapshot, score: Score, export: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Add to a file of areas what was asked to compare; a comparison is of one level, for a mean is."""
    gemeten = find_gemeten(arguments, snapshot, score, arguments.niveau or Niveau.BUURT)
    if gemeten is None:
        return export
    if arguments.niveau is None:
        message = "Een vergelijking gaat over één niveau."
        raise InvoerFout(message, verwacht="--niveau buurt, wijk of gemeente", gevonden="geen --niveau")
    return extend_export(export, gemeten)
