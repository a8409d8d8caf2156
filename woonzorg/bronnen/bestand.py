"""A folder with files that a user downloaded where services are closed off, recognised by their content.

Taken are StatLine's CSV exports, the Leefbaarometer's open data (zip or CSV) and outlines as GeoPackage or GeoJSON.
The same checks and the same joining as for the services.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import zipfile
import zlib
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from woonzorg.bronnen import tabelbestand
from woonzorg.bronnen.kaartbestand import (
    ONLEESBAAR,
    find_niveau_of,
    find_outline_year,
    make_grenzen,
    read_geopackage,
    tag,
)
from woonzorg.bronnen.levering import Levering, Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.samenstellen import Samenstelling, assemble
from woonzorg.bronnen.tabelbestand import JAAR_ONBEKEND, Bestand, read_tabel
from woonzorg.fouten import BronFout, GegevensFout, InvoerFout, WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.indicator import Bron

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from woonzorg.gebied import Regio

GROOTTE_MAXIMUM = 2_000_000_000
"""Most bytes that one file, or all of a zip file, may unpack to."""


SOORTEN = frozenset({".csv", ".zip", ".gpkg", ".geojson", ".json"})
"""Kinds of file that a download can be; one of these that cannot be read stops the load."""


def assemble_map(
    folder: Path,
    regio: Regio,
    *,
    zonder: Sequence[str] = (),
    datum: str,
    voortgang: Voortgang = ignore_voortgang,
) -> Samenstelling:
    """Read a folder of downloaded files and join what is in it.

    Parameters
    ----------
    folder : Path
    regio : Regio
    zonder : sequence of str
        Sources that may be absent.
    datum : str
        ISO date of the load.
    voortgang : Voortgang

    Raises
    ------
    InvoerFout
        When the folder is not there, or a source is absent that was not left out.
    GegevensFout
        When files cannot be used; all of them are told together.
    """
    leveringen, outlines, unused = _read_files(folder, voortgang)
    wanted = [bron for bron in (Bron.SES_WOA, Bron.KERNCIJFERS, Bron.LEEFBAAROMETER) if bron not in zonder]
    leveringen = [levering for levering in leveringen if _source(levering) in wanted]
    _check_complete(folder, wanted, leveringen, outlines, unused)
    leveringen, jaar, notes = _settle_indeling(leveringen, outlines)
    leveringen, older = _keep_newest_ses(leveringen)
    check_overlap(leveringen)
    grenzen = make_grenzen(outlines, regio, jaar)
    spare = [f"Niet herkend en niet gebruikt: {join_words(unused)}."] if unused else []
    grenzen = dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *notes, *older, *spare))
    order = {str(bron): rank for rank, bron in enumerate(wanted)}
    leveringen.sort(key=lambda levering: (order[_source(levering)], -levering.vermelding.indeling))
    return assemble(regio, grenzen, leveringen, datum=datum, zonder=zonder)


def _source(levering: Levering) -> str:
    return levering.vermelding.sleutel.split(":")[0]


def _read_files(
    folder: Path, voortgang: Voortgang
) -> tuple[list[Levering], list[gpd.GeoDataFrame], list[str]]:
    """Read all files; the same content met twice counts once. The last list names files of no known kind."""
    if not folder.is_dir():
        message = f"De map {folder} is er niet."
        raise InvoerFout(message, remedie="Geef de map met gedownloade bestanden.")
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    tables: dict[str, Levering] = {}
    maps: dict[tuple[str, str], gpd.GeoDataFrame] = {}
    unused: list[str] = []
    findings: list[str] = []
    for number, path in enumerate(paths):
        voortgang(f"Lezen van {path.name}", number, len(paths))
        try:
            found = _read_path(path)
        except (WoonzorgFout, OSError) as error:
            # A note or a system's own file among the downloads is no reason to refuse them.
            strange = path.suffix.lower() not in SOORTEN
            (unused if strange else findings).append(path.name if strange else _explain(path, error))
            continue
        tables |= {table.vermelding.sleutel: table for table in found[0]}
        maps |= {(frame.attrs["sha256"], str(find_niveau_of(frame.columns))): frame for frame in found[1]}
        unused += [] if any(found) else [path.name]
    if findings:
        message = "Niet alle bestanden zijn te gebruiken. Er is niets geladen."
        raise GegevensFout(
            message, findings, remedie="Download deze bestanden opnieuw of haal ze uit de map."
        )
    return list(tables.values()), list(maps.values()), unused


def _explain(path: Path, error: Exception) -> str:
    """Tell what is wrong with a file, in one line among others."""
    if not isinstance(error, BronFout):
        return f"{path.name}: {error}"
    expected = f"; verwacht: {error.verwacht}" if error.verwacht else ""
    found = f"; gevonden: {error.gevonden}" if error.gevonden else ""
    return f"{error.adres}: {error.oorzaak}{expected}{found}"


def _read_path(path: Path) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    """Read one file, by its first bytes."""
    if path.stat().st_size > GROOTTE_MAXIMUM:
        raise BronFout("Bestand", path.name, "het bestand is onverwacht groot")
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"SQLite format 3"):
        return [], read_geopackage(path)
    if start.startswith(b"PK\x03\x04"):
        return _read_members(path)
    return _read_content(Bestand(path.name, path.read_bytes()))


def _read_members(path: Path) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    tables: list[Levering] = []
    maps: list[gpd.GeoDataFrame] = []
    for member in _unzip(path):
        found = _read_content(member)
        tables += found[0]
        maps += found[1]
    return tables, maps


def _unzip(path: Path) -> Iterator[Bestand]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > GROOTTE_MAXIMUM:
                raise BronFout("Bestand", path.name, "het zip-bestand is uitgepakt onverwacht groot")
            for info in archive.infolist():
                if info.filename.lower().endswith((".csv", ".geojson", ".json")):
                    yield Bestand(f"{path.name}/{info.filename}", archive.read(info))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise BronFout("Bestand", path.name, f"het zip-bestand is beschadigd ({error})") from error


def _read_content(bestand: Bestand) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    start = bestand.inhoud[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start:
        raise BronFout("Bestand", bestand.naam, "het bestand is leeg")
    if start.startswith(b"{"):
        return _read_geojson(bestand)
    if start.startswith(b"<") or b"\x00" in start:
        raise BronFout("Bestand", bestand.naam, "dit is geen tabel of kaart die hier gelezen kan worden")
    return read_tabel(bestand), []


def _read_geojson(bestand: Bestand) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    try:
        features = json.loads(bestand.inhoud)["features"]
        properties = pd.DataFrame([feature["properties"] for feature in features])
    except (ValueError, KeyError, TypeError) as error:
        raise BronFout(
            "Bestand", bestand.naam, "dit is geen (compleet) GeoJSON-bestand met gebieden"
        ) from error
    if tabelbestand.recognise(properties) == Bron.LEEFBAAROMETER:
        text = properties.to_csv(index=False, sep=";").encode()
        return read_tabel(Bestand(bestand.naam, text)), []
    if find_niveau_of(properties.columns) is None:
        return [], []
    try:
        frame = gpd.read_file(io.BytesIO(bestand.inhoud))
    except ONLEESBAAR as error:
        raise BronFout("Bestand", bestand.naam, f"de omtrekken zijn onleesbaar ({error})") from error
    return [], [tag(frame, bestand.naam, bestand.sha256)]


def _check_complete(
    folder: Path,
    wanted: Sequence[Bron],
    leveringen: Sequence[Levering],
    outlines: Sequence[gpd.GeoDataFrame],
    unused: Sequence[str],
) -> None:
    present = {_source(levering) for levering in leveringen}
    absent = [str(bron) for bron in wanted if str(bron) not in present]
    if not any(find_niveau_of(frame.columns) == Niveau.BUURT for frame in outlines):
        absent.append(str(Bron.GRENZEN))
    if absent:
        message = f"In de map {folder.name} ontbreken bestanden."
        raise InvoerFout(
            message,
            verwacht=f"bestanden voor {join_words(absent)}",
            gevonden=(join_words(sorted(present)) or "geen bruikbaar bestand")
            + (f"; niet herkend: {join_words(unused)}" if unused else ""),
            remedie="Download ze erbij, of laat een bron bewust weg met --zonder.",
        )


def _settle_indeling(
    leveringen: list[Levering], outlines: Sequence[gpd.GeoDataFrame]
) -> tuple[list[Levering], int, list[str]]:
    """Find the year of the outlines; a file that does not tell its own is taken to fit, and that is said."""
    own = [find_outline_year(frame) for frame in outlines]
    told = [levering.vermelding.indeling for levering in leveringen if levering.vermelding.indeling]
    jaar = max(own, default=JAAR_ONBEKEND) or max(told, default=JAAR_ONBEKEND)
    if jaar == JAAR_ONBEKEND:
        message = "Van geen enkel bestand is het jaar van de indeling bekend."
        raise InvoerFout(
            message, remedie="Zet het jaar in de naam van de bestanden, bijvoorbeeld buurten-2024.gpkg."
        )
    notes = [] if any(own) else [f"Het jaar van de kaart staat nergens; aangenomen is indeling {jaar}."]
    settled = []
    for levering in leveringen:
        cited = levering.vermelding
        if cited.indeling == JAAR_ONBEKEND:
            notes.append(
                f"De indeling van {cited.url} staat nergens; aangenomen is {jaar}, die van de kaart."
            )
            cited = dataclasses.replace(cited, indeling=jaar)
        settled.append(dataclasses.replace(levering, vermelding=cited))
    return settled, jaar, notes


def _keep_newest_ses(leveringen: Sequence[Levering]) -> tuple[list[Levering], list[str]]:
    """Keep SES-WOA of the newest division only: score and reference must come from the same table."""
    years = [item.vermelding.indeling for item in leveringen if _source(item) == Bron.SES_WOA]
    older = [
        item for item in leveringen if _source(item) == Bron.SES_WOA and item.vermelding.indeling < max(years)
    ]
    notes = [
        f"Niet gebruikt, want er is SES-WOA met een nieuwere indeling: {item.vermelding.url}."
        for item in older
    ]
    return [item for item in leveringen if not any(item is old for old in older)], notes


def check_overlap(leveringen: Sequence[Levering]) -> None:
    """Refuse files of one source and division that give one area and year different figures.

    Raises
    ------
    BronFout
        Naming both files and some of the codes.
    """
    for one, other in itertools.combinations(leveringen, 2):
        if _source(one) != _source(other) or one.vermelding.indeling != other.vermelding.indeling:
            continue
        both = one.waarden.merge(other.waarden, on=["code", "indicator", "jaar"])
        known = both[["waarde_x", "waarde_y"]].notna().any(axis=1)
        differ = both[known & (both["waarde_x"] != both["waarde_y"])]
        if len(differ):
            raise BronFout(
                "Bestand", f"{one.vermelding.url} en {other.vermelding.url}",
                "twee bestanden geven verschillende cijfers voor hetzelfde gebied en jaar",
                gevonden=join_words(differ["code"].unique()),
                remedie="Laat alleen het nieuwste van de twee in de map.",
            )  # fmt: skip
