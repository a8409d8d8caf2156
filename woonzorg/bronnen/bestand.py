"""A folder with files that a user downloaded where services are closed off, recognised by their content.

Taken are StatLine's CSV exports, the Leefbaarometer's open data (zip or CSV) and outlines as GeoPackage or GeoJSON.
The same checks and the same joining as for the services.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyogrio

from woonzorg.bronnen import pdok, tabelbestand
from woonzorg.bronnen.levering import Grenzen, Levering, Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.samenstellen import Samenstelling, assemble
from woonzorg.bronnen.tabelbestand import JAAR_ONBEKEND, Bestand, find_jaar, read_tabel
from woonzorg.fouten import BronFout, GegevensFout, InvoerFout, WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.indicator import Bron
from woonzorg.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from woonzorg.gebied import Regio

GROOTTE_MAXIMUM = 2_000_000_000
"""Most bytes that one file, or all of a zip file, may unpack to."""

_NIVEAUS = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)


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
    leveringen, outlines = _read_files(folder, voortgang)
    wanted = [bron for bron in (Bron.SES_WOA, Bron.KERNCIJFERS, Bron.LEEFBAAROMETER) if bron not in zonder]
    leveringen = [levering for levering in leveringen if _source(levering) in wanted]
    _check_complete(folder, wanted, leveringen, outlines)
    leveringen, jaar, notes = _settle_indeling(leveringen, outlines)
    grenzen = _make_grenzen(outlines, regio, jaar, folder)
    grenzen = dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *notes))
    order = {str(bron): rank for rank, bron in enumerate(wanted)}
    leveringen.sort(key=lambda levering: (order[_source(levering)], -levering.vermelding.indeling))
    return assemble(regio, grenzen, leveringen, datum=datum, zonder=zonder)


def _source(levering: Levering) -> str:
    return levering.vermelding.sleutel.split(":")[0]


def _read_files(folder: Path, voortgang: Voortgang) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    if not folder.is_dir():
        message = f"De map {folder} is er niet."
        raise InvoerFout(message, remedie="Geef de map met gedownloade bestanden.")
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    leveringen: list[Levering] = []
    outlines: list[gpd.GeoDataFrame] = []
    findings: list[str] = []
    for number, path in enumerate(paths):
        voortgang(f"Lezen van {path.name}", number, len(paths))
        try:
            tables, maps = _read_path(path)
        except WoonzorgFout as error:
            findings.append(str(error))
            continue
        leveringen += tables
        outlines += maps
    if findings:
        message = "Niet alle bestanden zijn te gebruiken. Er is niets geladen."
        raise GegevensFout(
            message, findings, remedie="Download deze bestanden opnieuw of haal ze uit de map."
        )
    return leveringen, outlines


def _read_path(path: Path) -> tuple[list[Levering], list[gpd.GeoDataFrame]]:
    """Read one file, by its first bytes."""
    if path.stat().st_size > GROOTTE_MAXIMUM:
        raise BronFout("Bestand", path.name, "het bestand is onverwacht groot")
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"SQLite format 3"):
        return [], _read_geopackage(path)
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
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
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
    frame = gpd.read_file(io.BytesIO(bestand.inhoud))
    return [], [_tag(frame, bestand.naam, bestand.sha256)]


def _read_geopackage(path: Path) -> list[gpd.GeoDataFrame]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        frames = [gpd.read_file(path, layer=name) for name in layers]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise BronFout("Bestand", path.name, f"het GeoPackage is beschadigd ({error})") from error
    return [_tag(frame, f"{path.name}/{name}", digest) for name, frame in zip(layers, frames, strict=True)]


def _tag(frame: gpd.GeoDataFrame, naam: str, sha256: str) -> gpd.GeoDataFrame:
    frame.attrs = {"naam": naam, "sha256": sha256}
    return frame


def find_niveau_of(frame: gpd.GeoDataFrame) -> Niveau | None:
    """Tell the level of outlines by their columns; the smallest area that has both code and name."""
    for niveau in _NIVEAUS:
        if {f"{niveau}code", f"{niveau}naam"} <= set(frame.columns):
            return niveau
    return None


def _check_complete(
    folder: Path, wanted: Sequence[Bron], leveringen: Sequence[Levering], outlines: Sequence[gpd.GeoDataFrame]
) -> None:
    present = {_source(levering) for levering in leveringen}
    absent = [str(bron) for bron in wanted if str(bron) not in present]
    if not any(find_niveau_of(frame) == Niveau.BUURT for frame in outlines):
        absent.append(str(Bron.GRENZEN))
    if absent:
        message = f"In de map {folder.name} ontbreken bestanden."
        raise InvoerFout(
            message,
            verwacht=f"bestanden voor {join_words(absent)}",
            gevonden=join_words(sorted(present)) or "geen bruikbaar bestand",
            remedie="Download ze erbij, of laat een bron bewust weg met --zonder.",
        )


def _settle_indeling(
    leveringen: list[Levering], outlines: Sequence[gpd.GeoDataFrame]
) -> tuple[list[Levering], int, list[str]]:
    """Find the year of the outlines; a file that does not tell its own is taken to fit, and that is said."""
    own = [_find_outline_year(frame) for frame in outlines]
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


def _find_outline_year(frame: gpd.GeoDataFrame) -> int:
    if "jaar" in frame and len(frame):
        match = re.search(r"20\d{2}", str(frame["jaar"].iloc[0]))
        if match:
            return int(match[0])
    return find_jaar(str(frame.attrs["naam"]))


def _make_grenzen(outlines: Sequence[gpd.GeoDataFrame], regio: Regio, jaar: int, folder: Path) -> Grenzen:
    """Use the outlines that are there; levels that are not are made by joining buurten, and that is said."""
    given: dict[Niveau, gpd.GeoDataFrame] = {}
    for frame in outlines:
        niveau = find_niveau_of(frame)
        if niveau is not None:
            given[niveau] = pdok.parse_frame(frame, niveau, str(frame.attrs["naam"]))
    buurten = next(frame for frame in outlines if find_niveau_of(frame) == Niveau.BUURT)
    absent = [niveau for niveau in (Niveau.WIJK, Niveau.GEMEENTE) if niveau not in given]
    for niveau in absent:
        given[niveau] = _dissolve(buurten, niveau)
    names = [str(frame.attrs["naam"]) for frame in outlines]
    vermelding = BronVermelding(
        sleutel=f"{Bron.GRENZEN}:bestand", naam=f"{pdok.NAAM} {jaar}", url=", ".join(names), licentie=pdok.LICENTIE,
        indeling=jaar, velden={}, opgehaald_op="", rijen=sum(map(len, given.values())),
        sha256=hashlib.sha256("".join(str(frame.attrs["sha256"]) for frame in outlines).encode()).hexdigest(),
        toelichting="Uit gedownloade bestanden.",
    )  # fmt: skip
    frames = pd.concat([given[niveau] for niveau in _NIVEAUS], ignore_index=True)
    grenzen = pdok.make_grenzen(frames, regio, vermelding, str(folder))
    made = [f"De omtrekken van {niveau}en zijn samengesteld uit die van de buurten." for niveau in absent]
    return dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *made))


def _dissolve(buurten: gpd.GeoDataFrame, niveau: Niveau) -> gpd.GeoDataFrame:
    code, name = f"{niveau}code", f"{niveau}naam"
    if code not in buurten:
        raise BronFout(
            "Bestand",
            str(buurten.attrs["naam"]),
            f"de {niveau} van elke buurt is onbekend",
            verwacht=f"een kolom {code}",
        )
    named: dict[str, Any] = {name: buurten[name] if name in buurten else buurten[code]}
    parts = buurten[[code, "geometry"]].assign(**named)
    parts = parts.set_geometry(parts.geometry.make_valid())
    return pdok.parse_frame(parts.dissolve(by=code, as_index=False), niveau, str(buurten.attrs["naam"]))
