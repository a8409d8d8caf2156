"""The parts that an installation needs, each looked at: what was found, and what to do where it is not well.

`woonzorg installatie` tells all of them. Whether a server can take visitors is asked of fewer (`find_storingen`).
Nothing here asks another machine than the one with the library; the services that give figures are asked apart.
"""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from packaging.requirements import InvalidRequirement, Requirement

from woonzorg import __version__
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.eigenbestand.lezen import read_bytes, tell_notities
from woonzorg.fouten import WoonzorgFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, INSTELLINGEN, Instellingen
from woonzorg.kern.kernbestand import GROOTSTE, read_kernen
from woonzorg.rapport.zetten import draw_png
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Iterator

VEREISTEN = Path(__file__).resolve().parents[2] / "requirements.txt"
"""What this version was tested with; it stands beside the pages, not in an installed library."""

WEINIG_RUIMTE = 2 * 1024**3
"""Bytes under which a disk is told to be nearly full: a snapshot of the country with what its load needs."""

_LETTERPROEF = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="15">é–≥</text></svg>'
)


class Gesteldheid(StrEnum):
    """How it is with a part."""

    GOED = "goed"
    LET_OP = "let op"
    FOUT = "fout"


@dataclass(frozen=True)
class Installatiedeel:
    """A part of an installation.

    Attributes
    ----------
    naam : str
    stand : Gesteldheid
    gevonden : str
        What was found, in Dutch; never a secret.
    remedie : str
        What to do; '' where all is well.
    """

    naam: str
    stand: Gesteldheid
    gevonden: str
    remedie: str = ""


def list_onderdelen(instellingen: Instellingen, vereisten: Path = VEREISTEN) -> tuple[Installatiedeel, ...]:
    """Look at every part.

    Parameters
    ----------
    instellingen : Instellingen
    vereisten : Path
        File with the packages that belong to this version.
    """
    return (
        check_versies(vereisten),
        check_gegevens(instellingen),
        check_ruimte(instellingen.data),
        check_bibliotheek(instellingen),
        *check_kernen(instellingen.kernen),
        check_letters(),
        check_verantwoording(instellingen),
    )


def check_kernen(pad: Path | None) -> tuple[Installatiedeel, ...]:
    """Read the own areas of the installation, where it has a file of them; a fault keeps nobody from the rest."""
    if pad is None:
        return ()
    try:
        found = read_kernen(pad.name, read_bytes(pad, GROOTSTE), None)
    except WoonzorgFout as fout:
        remedy = "Verbeter het bestand van WOONZORG_KERNEN. Tot dan ziet niemand deze gebieden."
        return (Installatiedeel("eigen gebieden", Gesteldheid.LET_OP, str(fout), remedy),)
    told = f"{count_woord(len(found.kernen), 'gebied', 'gebieden')} uit {pad}{tell_notities(found.notities)}"
    return (Installatiedeel("eigen gebieden", Gesteldheid.GOED, told),)


def find_storingen(instellingen: Instellingen) -> tuple[Installatiedeel, ...]:
    """Return what keeps a server from taking visitors: figures or a library that cannot be opened."""
    needed = (check_gegevens(instellingen), check_bibliotheek(instellingen))
    return tuple(part for part in needed if part.stand is Gesteldheid.FOUT)


def check_versies(vereisten: Path = VEREISTEN) -> Installatiedeel:
    """Hold the packages against those that this version was tested with."""
    told = f"Woonzorg {__version__}, Python {platform.python_version()}"
    if not vereisten.is_file():
        return Installatiedeel("versies", Gesteldheid.GOED, f"{told}; zonder lijst van geteste pakketten")
    other = list(_find_afwijkend(vereisten))
    if other:
        remedy = "Installeer met: pip install -r requirements.txt"
        return Installatiedeel(
            "versies", Gesteldheid.LET_OP, f"{told}; anders dan getest: {', '.join(other)}", remedy
        )
    return Installatiedeel("versies", Gesteldheid.GOED, f"{told}; alle pakketten als getest")


def _find_afwijkend(vereisten: Path) -> Iterator[str]:
    for line in vereisten.read_text(encoding="utf-8").splitlines():
        try:
            asked = Requirement(line)
        except InvalidRequirement:  # a comment, or an empty line
            continue
        if asked.marker is None or asked.marker.evaluate():
            found = _find_versie(asked.name)
            if not found or not asked.specifier.contains(found, prereleases=True):
                yield f"{asked.name} {found or 'ontbreekt'} (getest: {asked.specifier})"


def _find_versie(pakket: str) -> str:
    try:
        return metadata.version(pakket)
    except metadata.PackageNotFoundError:
        return ""


def check_gegevens(instellingen: Instellingen) -> Installatiedeel:
    """Open the figures in use, and tell which they are."""
    try:
        snapshot = opslag.open_snapshot(instellingen.opslagplek)
        lines = opslag.list_snapshots(instellingen.opslagplek)
    except WoonzorgFout as fout:
        return _tell_storing("gegevens", str(instellingen.opslagplek), fout)
    manifest = snapshot.manifest
    place = "het programma zelf" if snapshot.map.is_relative_to(INGEBOUWD) else instellingen.opslagplek
    told = f"{manifest.regio.titel} van {manifest.datum} in gebruik, uit {place}"
    if away := opslag.find_storing(instellingen.opslagplek):
        return Installatiedeel("gegevens", Gesteldheid.LET_OP, f"{told}, van een kopie: {away}")
    damaged = [line.id for line in lines if line.fout]
    if damaged:
        remedy = "Haal ze weg, of zet ze terug uit een reservekopie."
        return Installatiedeel(
            "gegevens", Gesteldheid.LET_OP, f"{told}; beschadigd: {', '.join(damaged)}", remedy
        )
    if manifest.fictief:
        remedy = "Laad echte cijfers: python -m woonzorg laad parkstad"
        return Installatiedeel("gegevens", Gesteldheid.LET_OP, f"{told}: een verzonnen regio", remedy)
    return Installatiedeel("gegevens", Gesteldheid.GOED, f"{told}; {len(lines)} bewaard")


def check_ruimte(data: Path) -> Installatiedeel:
    """Tell whether the folder of the data can be written, and how much room its disk has."""
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    told = f"{format_getal(free / 1024**3, 1)} GB vrij voor {data}"
    if not os.access(place, os.W_OK):
        remedy = "Geef dit programma schrijfrecht, of kies met WOONZORG_DATA een andere map."
        return Installatiedeel(
            "map", Gesteldheid.LET_OP, f"{told}; alleen te lezen: laden kan hier niet", remedy
        )
    if free < WEINIG_RUIMTE:
        return Installatiedeel("map", Gesteldheid.LET_OP, told, "Maak ruimte: laden heeft tot 2 GB nodig.")
    return Installatiedeel("map", Gesteldheid.GOED, told)


def check_bibliotheek(instellingen: Instellingen) -> Installatiedeel:
    """Reach the library of scenarios, and tell where it stands, without who opens it."""
    where = _describe_adres(instellingen.bibliotheek)
    try:
        Bibliotheek(instellingen.bibliotheek).read(lambda connection: connection.exec_driver_sql("SELECT 1"))
    except WoonzorgFout as fout:
        return _tell_storing("bibliotheek", where, fout)
    return Installatiedeel("bibliotheek", Gesteldheid.GOED, f"te bereiken: {where}")


def _tell_storing(naam: str, plek: str, fout: WoonzorgFout) -> Installatiedeel:
    return Installatiedeel(naam, Gesteldheid.FOUT, f"{plek}: {fout}")  # a fault tells its remedy itself


def _describe_adres(adres: str | Path) -> str:
    if isinstance(adres, Path):
        return str(adres)
    try:
        url = sa.make_url(adres)
    except (sa.exc.ArgumentError, ValueError):
        return "het adres in WOONZORG_DATABASE_URL"
    return f"{url.get_backend_name()}, {url.host or 'dit systeem'}, {url.database or 'zonder naam'}"


def check_letters() -> Installatiedeel:
    """Set a few signs: paper and slides need the fonts that come with typst."""
    try:
        made = draw_png(_LETTERPROEF, 40)
    except Exception as error:  # noqa: BLE001  whatever typst says: no document can be made
        remedy = "Installeer typst opnieuw: pip install -r requirements.txt"
        return Installatiedeel(
            "letters", Gesteldheid.FOUT, f"typst zet geen tekst ({type(error).__name__})", remedy
        )
    return Installatiedeel(
        "letters", Gesteldheid.GOED, f"typst zet tekst met eigen letters ({len(made)} bytes)"
    )


def check_verantwoording(instellingen: Instellingen) -> Installatiedeel:
    """Tell which settings still lack that say who answers for this installation."""
    asked = ("eigenaar", "contact", "dpia", "iama")
    lacking = [one.naam for one in INSTELLINGEN if one.veld in asked and not getattr(instellingen, one.veld)]
    if lacking:
        remedy = "Vul ze in voordat anderen dit gebruiken."
        return Installatiedeel(
            "verantwoording", Gesteldheid.LET_OP, f"niet ingevuld: {', '.join(lacking)}", remedy
        )
    return Installatiedeel("verantwoording", Gesteldheid.GOED, f"ingevuld; eigenaar: {instellingen.eigenaar}")
