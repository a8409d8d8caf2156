"""Reading one downloaded file, told by its first bytes: a table, outlines, or a zip file with these in it."""

from __future__ import annotations

import json
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.bronnen.bestanden import tabelbestand
from woonzorg.bronnen.bestanden.inhoud import Bestand
from woonzorg.bronnen.bestanden.kaartbestand import (
    SQLITE,
    find_niveau_of,
    name_columns,
    read_geojson,
    read_lagen,
)
from woonzorg.bronnen.bestanden.tabelbestand import read_vondst
from woonzorg.bronnen.bestanden.vondst import Terzijde, Vondst
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.fouten import BESTAND, BronFout, describe_weigering
from woonzorg.tekst.plat import strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.bron import Bron

EXCEL = "een Excel-werkmap, die hier niet gelezen wordt: sla het blad op als CSV UTF-8, of download de tabel als CSV"
REKENBLAD = (
    "een OpenDocument-bestand, dat hier niet gelezen wordt: sla het blad op als CSV (UTF-8, puntkomma's)"
)
ZIP_IN_ZIP = "een zip-bestand in een zip-bestand: pak het uit en zet de bestanden zelf in de map"
INGEPAKT = "een ingepakt bestand: pak het uit en zet de bestanden zelf in de map"

_WERKMAPPEN: dict[str, str] = {
    "xl/workbook.xml": EXCEL, "xl/workbook.bin": EXCEL, "content.xml": REKENBLAD,
    "word/document.xml": "een tekstdocument", "ppt/presentation.xml": "een presentatie",
}  # fmt: skip
"""What is a zip file inside, and yet no zip file to its user."""

_ANDERS: dict[bytes, str] = {
    b"\xd0\xcf\x11\xe0": EXCEL, b"%PDF": "een pdf", b"\x1f\x8b": INGEPAKT, b"7z\xbc\xaf": INGEPAKT, b"Rar!": INGEPAKT,
}  # fmt: skip

TEKST_MAXIMUM = 300_000_000
"""Most bytes of a table or GeoJSON (aanname: every download of these sources is under a third of it)."""

_DELEN = frozenset({".dbf", ".shx", ".prj", ".cpg"})
"""What a shapefile needs beside its .shp."""


def is_bijvangst(naam: str) -> bool:
    """Tell whether a file is one that a system or program leaves of itself, and nobody downloads."""
    parts = PurePosixPath(naam).parts
    last = parts[-1].lower() if parts else ""
    return "__MACOSX" in parts or last.startswith((".", "~$")) or last in {"thumbs.db", "desktop.ini"}


def read_path(path: Path, maximum: int, nu: int) -> Vondst:
    """Read one file.

    Parameters
    ----------
    path : Path
    maximum : int
        Most bytes that the file, or all of a zip file unpacked, may have.
    nu : int
        The year of today: figures of later years are refused.

    Raises
    ------
    BronFout
        When the file is damaged, or of a known source and not in order.
    """
    if path.stat().st_size > maximum:
        raise BronFout(BESTAND, path.name, "het bestand is onverwacht groot")
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(SQLITE) or path.suffix.lower() == ".shp":
        return read_lagen(path, path.name)
    if start.startswith(b"PK\x03\x04"):
        return _read_zip(path, maximum, nu)
    _check_tekst(path.name, path.stat().st_size)
    return read_content(Bestand(path.name, path.read_bytes()), nu)


def _check_tekst(naam: str, grootte: int) -> None:
    """Refuse a text that would fill the memory: unlike a GeoPackage it is read whole."""
    if grootte > TEKST_MAXIMUM:
        raise BronFout(
            BESTAND, naam, "het bestand is onverwacht groot", verwacht=f"hoogstens {TEKST_MAXIMUM // 10**6} MB",
            gevonden=f"{grootte / 1e6:.0f} MB",
        )  # fmt: skip


def _read_zip(path: Path, maximum: int, nu: int) -> Vondst:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [
                info for info in archive.infolist() if not info.is_dir() and not is_bijvangst(info.filename)
            ]
            names = {info.filename for info in infos}
            known = next((what for inside, what in _WERKMAPPEN.items() if inside in names), "")
            if known:
                return Vondst(terzijde=(Terzijde(path.name, known),))
            if sum(info.file_size for info in infos) > maximum:
                raise BronFout(BESTAND, path.name, "het zip-bestand is uitgepakt onverwacht groot")
            if any(info.flag_bits & 1 for info in infos):
                raise BronFout(
                    BESTAND, path.name, "het zip-bestand heeft een wachtwoord",
                    remedie="Pak het uit en zet de bestanden zelf in de map.",
                )  # fmt: skip
            return _read_members(archive, path.name, infos, nu)
    except NotImplementedError as error:
        raise BronFout(
            BESTAND, path.name, "het zip-bestand is ingepakt op een manier die hier niet gelezen wordt",
            remedie="Pak het uit en zet de bestanden zelf in de map.",
        ) from error  # fmt: skip
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        refused = isinstance(error, OSError) and error.errno is not None
        cause = (
            describe_weigering(error)
            if isinstance(error, OSError) and refused
            else "het zip-bestand is beschadigd"
        )
        raise BronFout(BESTAND, path.name, cause) from error


def _read_members(archive: zipfile.ZipFile, naam: str, infos: Sequence[zipfile.ZipInfo], nu: int) -> Vondst:
    found = Vondst()
    for info in infos:
        member, kind = (
            f"{naam}/{strip_onzichtbaar(info.filename)}",
            PurePosixPath(info.filename).suffix.lower(),
        )
        try:
            if kind in {".csv", ".geojson", ".json"}:
                _check_tekst(member, info.file_size)
                found += read_content(Bestand(member, archive.read(info)), nu)
            elif kind in {".gpkg", ".shp"}:
                found += _unpack_and_read(archive, info, infos, member)
            elif kind in _ANDERE_SOORTEN:
                found += Vondst(terzijde=(Terzijde(member, _ANDERE_SOORTEN[kind]),))
        except BronFout as error:
            found += Vondst(fouten=(error,))
    return found


_ANDERE_SOORTEN: dict[str, str] = {
    ".zip": ZIP_IN_ZIP, ".7z": ZIP_IN_ZIP, ".rar": ZIP_IN_ZIP, ".gz": ZIP_IN_ZIP,
    ".xlsx": EXCEL, ".xls": EXCEL, ".xlsb": EXCEL, ".ods": REKENBLAD,
}  # fmt: skip


def _unpack_and_read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, infos: Sequence[zipfile.ZipInfo], naam: str
) -> Vondst:
    """Unpack a GeoPackage, or a shapefile with its parts, to a folder of its own, and read it there."""
    main = PurePosixPath(info.filename)
    parts = [one for one in infos if PurePosixPath(one.filename).with_suffix("") == main.with_suffix("")]
    with tempfile.TemporaryDirectory(prefix="woonzorg-", ignore_cleanup_errors=True) as folder:
        for part in parts:
            kind = PurePosixPath(part.filename).suffix.lower()
            if part is info or (main.suffix.lower() == ".shp" and kind in _DELEN):
                # A name of our own: that of a member may lead out of the folder.
                with archive.open(part) as source, (Path(folder) / f"kaart{kind}").open("wb") as target:
                    while block := source.read(1_000_000):
                        target.write(block)
        return read_lagen(Path(folder) / f"kaart{main.suffix.lower()}", naam)


def read_content(bestand: Bestand, nu: int) -> Vondst:
    """Read a table or GeoJSON."""
    start = bestand.inhoud[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start:
        raise BronFout(BESTAND, bestand.naam, "het bestand is leeg")
    other = next((what for magic, what in _ANDERS.items() if start.startswith(magic)), "")
    if other:
        return Vondst(terzijde=(Terzijde(bestand.naam, other),))
    if start.startswith(b"{"):
        return _read_json(bestand, nu)
    if not bestand.inhoud.startswith(tabelbestand.UTF16) and (start.startswith(b"<") or b"\x00" in start):
        raise BronFout(BESTAND, bestand.naam, "dit is geen tabel of kaart die hier gelezen kan worden")
    return read_vondst(bestand, nu=nu)


def _read_json(bestand: Bestand, nu: int) -> Vondst:
    try:
        content = json.loads(bestand.inhoud)
    except (ValueError, RecursionError) as error:
        raise BronFout(
            BESTAND, bestand.naam, "dit is geen (compleet) GeoJSON-bestand met gebieden"
        ) from error
    if isinstance(content, dict) and isinstance(content.get("features"), list):
        return _read_features(bestand, content, nu)
    rows = content.get("value") if isinstance(content, dict) else None
    if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
        return _read_odata(bestand, content, nu)
    return Vondst(terzijde=(Terzijde(bestand.naam),))


def _read_features(bestand: Bestand, content: dict[str, Any], nu: int) -> Vondst:
    features = [feature for feature in content["features"] if isinstance(feature, dict)]
    if not features:
        return Vondst(terzijde=(Terzijde(bestand.naam, "er staan geen gebieden in"),))
    properties = pd.DataFrame([_take_dict(feature.get("properties")) for feature in features])
    columns = tuple(map(str, properties.columns))
    bron = tabelbestand.recognise(properties)
    if bron is not None and bron.met_omtrek:
        _check_whole(content, bestand.naam, bron)
        return _read_rows(bestand, properties, nu)
    if find_niveau_of(name_columns(columns).values()) is None:
        return Vondst(terzijde=(Terzijde(bestand.naam, kolommen=columns),))
    _check_whole(content, bestand.naam, GRENZEN)
    return read_geojson(bestand)


def _take_dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _read_odata(bestand: Bestand, content: dict[str, Any], nu: int) -> Vondst:
    """Read an answer of StatLine's service that was saved from a browser."""
    rows = pd.DataFrame(content["value"]).drop(columns="ID", errors="ignore")
    bron = tabelbestand.recognise(rows)
    if bron is None:
        return Vondst(terzijde=(Terzijde(bestand.naam, kolommen=tuple(map(str, rows.columns))),))
    if content.get("odata.nextLink") or content.get("@odata.nextLink"):
        raise _make_deel(bestand.naam, bron, "alle regels", f"{len(rows)}, en er is een volgende bladzijde")
    return _read_rows(bestand, rows, nu, str(content.get("odata.metadata", "")))


def _read_rows(bestand: Bestand, rows: pd.DataFrame, nu: int, titel: str = "") -> Vondst:
    """Hand over rows as the table that they would be in a file."""
    text = rows.to_csv(index=False, sep=";")
    head = f'"{titel}"\n' if titel else ""
    return read_vondst(Bestand(bestand.naam, (head + text).encode()), nu=nu)


def _check_whole(content: dict[str, Any], naam: str, bron: Bron) -> None:
    """Refuse one page of a service's answer: what lies on the other pages would pass for absent."""
    count = len(content["features"])
    told = content.get("numberMatched", content.get("totalFeatures"))
    returned = content.get("numberReturned")
    links = [link.get("rel") for link in content.get("links") or [] if isinstance(link, dict)]
    wanted = f"alle gebieden ({told})" if isinstance(told, int) else "alle gebieden"
    if "next" in links:
        raise _make_deel(naam, bron, wanted, f"{count}, en er is een volgende bladzijde")
    if "prev" in links:
        raise _make_deel(naam, bron, wanted, f"{count}, en er is een vorige bladzijde")
    for number in (told, returned):
        if isinstance(number, int) and number != count:
            raise _make_deel(naam, bron, wanted if number == told else f"{number} gebieden", str(count))


def _make_deel(naam: str, bron: Bron, verwacht: str, gevonden: str) -> BronFout:
    return BronFout(
        BESTAND, naam, "dit is maar een deel van het antwoord van de dienst", verwacht=verwacht,
        gevonden=gevonden, remedie=bron.heel,
    )  # fmt: skip
