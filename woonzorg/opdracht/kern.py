"""An own named area on the command line: ``--kern FILE:naam`` keeps map, charts and tables to it.

A name alone is looked up in the file of the installation (``WOONZORG_KERNEN``).
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import TABELLEN, read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.instelling import read_instellingen
from woonzorg.kaart.kernbeeld import make_kernbeeld
from woonzorg.kern.kern import make_indeling
from woonzorg.kern.kernbestand import GROOTSTE, read_kernen
from woonzorg.kern.kernregios import EINDE
from woonzorg.kern.kernwoorden import GEEN_KLASSE, describe_kernlink
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.opdracht.uitvoer import say
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import fold_naam, join_woorden

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    import geopandas as gpd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.telling import Telling
    from woonzorg.kern.kern import Buurtindeling, Kerngebied
    from woonzorg.oordeel.toets import Score

_MET_BESTAND = re.compile(
    rf"(?P<pad>.+?\.(?:{'|'.join((*TABELLEN, EINDE[1:]))})):(?P<naam>.+)", re.IGNORECASE
)
"""A file by how its name ends, and behind it the name of an area."""
_VORM = "een bestand en een naam, als kernen.csv:Eys; of een naam uit het bestand van WOONZORG_KERNEN"


def add_kern(parser: argparse.ArgumentParser) -> None:
    """Add what asks for an own area."""
    parser.add_argument(
        "--kern", default="", metavar="BESTAND:NAAM",
        help="alleen dit eigen gebied: het bestand waar het in staat, en zijn naam; of alleen de naam, van een gebied "
        "van de installatie",
    )  # fmt: skip


def check_kern(naam: str, soorten: Collection[str], arguments: argparse.Namespace) -> None:
    """Refuse an own area where it does nothing.

    Raises
    ------
    InvoerFout
        With another kind of document, beside a gemeente, or with wijken.
    """
    asked = arguments.kern
    if asked and naam not in soorten:
        message = f"'{naam}' gaat niet per eigen gebied."
        raise InvoerFout(message, verwacht=f"--kern bij {join_woorden(list(soorten))}", gevonden=asked)
    if asked and arguments.gemeente:
        message = "Kies --kern of --gemeente, niet allebei."
        raise InvoerFout(message, gevonden=f"{asked} en {arguments.gemeente}")
    if asked and arguments.niveau != Niveau.BUURT:
        message = "Een eigen gebied bestaat uit buurten."
        raise InvoerFout(message, verwacht="--niveau buurt", gevonden=f"--niveau {arguments.niveau}")


def find_kern(asked: str, snapshot: Snapshot, score: Score) -> Kerngebied | None:
    """Return the own area that was asked for, of its file; None when none was.

    What of it lies outside these data is told beside the result, as on screen.

    Parameters
    ----------
    asked : str
        ``FILE:naam``, or a name of the installation's file; the name with or without its kind.
    snapshot : Snapshot
    score : Score

    Raises
    ------
    InvoerFout
        When the file is not sound, or holds no area of that name, or none of it is in these data.
    """
    if not asked:
        return None
    path, naam = _split(asked)
    division = make_indeling(score, str(snapshot.manifest.indeling))
    # What is for more regions than this one holds codes that lie elsewhere.
    shared = _is_gedeeld(path) or path.name.lower().endswith(EINDE)
    kernen = read_kernen(path.name, read_bytes(path, GROOTSTE), None if shared else division).kernen
    kern = _choose(kernen, naam, division)
    if kern is None:
        message = f"Het eigen gebied '{naam}' staat niet in {path.name}."
        raise InvoerFout(
            message, verwacht=f"een van: {join_woorden([kern.titel for kern in kernen])}", gevonden=naam
        )
    if not division.list_buurten(kern):
        message = (
            f"Geen enkele buurt van {kern.titel} staat in deze gegevens ({snapshot.manifest.regio.titel})."
        )
        raise InvoerFout(message, remedie="Kies andere gegevens met --snapshot, of een ander gebied.")
    if missing := describe_kernlink(kern, division):
        say(f"Let op: {missing}")
    return kern


def _is_gedeeld(path: Path) -> bool:
    """Tell whether this is the file of the installation, however it is written."""
    known = read_instellingen().kernen
    return known is not None and path.absolute() == known.absolute()


def _choose(kernen: Sequence[Kerngebied], naam: str, indeling: Buurtindeling) -> Kerngebied | None:
    """Return the area of a name, with or without its kind, or of a key; of more regions the one that is here."""
    asked = fold_naam(naam)
    named = [kern for kern in kernen if asked in {kern.sleutel, fold_naam(kern.naam), fold_naam(kern.titel)}]
    return next((kern for kern in named if indeling.is_hier(kern)), named[0] if named else None)


def _split(asked: str) -> tuple[Path, str]:
    """Return file and name; of a name alone the file is the installation's. A name may hold ':' too."""
    if (found := _MET_BESTAND.fullmatch(asked)) and found["naam"].strip():
        return Path(found["pad"]), found["naam"]
    shared = read_instellingen().kernen
    path, _, naam = asked.rpartition(":")
    if naam.strip() and shared is not None and not (path and Path(path).is_file()):
        return shared, asked
    if path and naam.strip():
        return Path(path), naam
    message = "Het eigen gebied bij --kern is niet te lezen."
    raise InvoerFout(message, verwacht=_VORM, gevonden=asked)


def check_scoorkern(arguments: argparse.Namespace) -> None:
    """Refuse an own area beside a level that it has not.

    Raises
    ------
    InvoerFout
        With wijken or gemeenten.
    """
    if arguments.kern and arguments.niveau not in {None, Niveau.BUURT}:
        message = "Een eigen gebied bestaat uit buurten."
        raise InvoerFout(message, verwacht="--niveau buurt", gevonden=f"--niveau {arguments.niveau}")


def keep_kern(export: gpd.GeoDataFrame, kern: Kerngebied | None) -> gpd.GeoDataFrame:
    """Return of a file of areas the buurten of an own area; all where none was asked for."""
    if kern is None:
        return export
    inside = export["code"].map(kern.has_buurt).astype(bool)
    return export[(export["niveau"] == Niveau.BUURT) & inside]


def tell_kern(score: Score, kern: Kerngebied) -> list[str]:
    """Return what is told of an own area, a line each: its buurten and households by class, and no verdict."""
    beeld = make_kernbeeld(score, kern)
    counted = beeld.telling
    classes = [
        f"- {name_klasse(klasse)}: {count_woord(counted.gebieden[klasse], 'buurt', 'buurten')}, "
        f"{_tell_deel(counted, klasse)}"
        for klasse in Klasse if counted.gebieden[klasse]
    ]  # fmt: skip
    told = [beeld.kop, *classes, beeld.ophoping, beeld.zonder, GEEN_KLASSE]
    return [line for line in told if line]


def _tell_deel(telling: Telling, klasse: Klasse) -> str:
    """Tell the share of the households in a class, as a phrase also where it is unknown."""
    unknown = math.isnan(telling.huishoudens[klasse]) or math.isnan(telling.totaal_huishoudens)
    return "aandeel van de huishoudens onbekend" if unknown else f"{telling.share(klasse)} van de huishoudens"


def write_kern(score: Score, kern: Kerngebied) -> dict[str, Any]:
    """Return the same as plain values, for JSON; a share that is unknown is None."""
    beeld = make_kernbeeld(score, kern)
    counted = beeld.telling
    whole = counted.totaal_huishoudens
    return {
        "naam": kern.naam,
        "soort": kern.soort,
        "buurten": counted.totaal,
        "klassen": {str(klasse): number for klasse, number in counted.gebieden.items()},
        "huishoudens": {str(klasse): _plain(number) for klasse, number in counted.huishoudens.items()},
        "deel_huishoudens": {
            str(klasse): _plain(number / whole if whole else math.nan)
            for klasse, number in counted.huishoudens.items()
        },
        "buurten_zonder_huishoudens": beeld.aantal_zonder,
        "oordeel": None,
    }


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
