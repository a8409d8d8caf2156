"""Snapshots: one dated, checked set of figures, kept as GeoParquet with a manifest.

A snapshot is a folder ``<regio>/<yyyy-mm-dd>-<hash8>/`` with

- ``gebieden.parquet``: GeoParquet 1.1, EPSG:28992, zstd, covering bbox, Hilbert order; a row an area
  (`schema.GEBIEDEN`), each indicator's column holding its value in the newest year (`Manifest.jaren`);
- ``reeksen.parquet``: code, indicator, jaar, waarde, status, bron (`schema.REEKSEN`);
- ``manifest.json``: what it is, where each figure came from, and what did not fit (`Manifest`).

It is written aside and published by one rename, so a reader never meets half a snapshot. Publishing never
removes an older snapshot: going back is a choice kept in ``in_gebruik.json``.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import filelock
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from woonzorg import schema
from woonzorg.fouten import OpslagFout
from woonzorg.gebied import Niveau, Regio, Rol
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

VERSIE = 1
"""Version of the folder's layout; a manifest of another version is refused with a message."""

CRS = "EPSG:28992"
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_GEBIEDEN, _REEKSEN, _MANIFEST = "gebieden.parquet", "reeksen.parquet", "manifest.json"
_KEUZE = "in_gebruik.json"


@dataclass(frozen=True)
class BronVermelding:
    """Where figures came from.

    Attributes
    ----------
    sleutel : str
        Key used in `reeksen.bron`, such as ``ses_woa:85900NED``.
    naam, url, licentie : str
        As to be cited.
    indeling : int
        Year of the areal division (vintage) to which its codes belong.
    velden : dict
        Indicator key to the name of the source's field.
    opgehaald_op : str
        ISO 8601 date and time (UTC); '' when unknown.
    rijen : int
        Rows that the source gave.
    sha256 : str
        Hash over the raw answers, in order of request.
    toelichting : str
        What a reader must know: provisional, stand-in, counts not confirmed.
    """

    sleutel: str
    naam: str
    url: str
    licentie: str
    indeling: int
    velden: dict[str, str]
    opgehaald_op: str
    rijen: int
    sha256: str
    toelichting: str = ""


@dataclass(frozen=True)
class Ongekoppeld:
    """A code that found no partner, or whose borders changed between vintages.

    Attributes
    ----------
    code, naam : str
        The area.
    bron : str
        Key of the source that has it, or lacks it.
    reden : str
        Why it is not joined, in Dutch.
    """

    code: str
    naam: str
    bron: str
    reden: str


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds and where it came from.

    Attributes
    ----------
    regio : Regio
        The region.
    datum : str
        ISO date of the load.
    indeling : int
        Year of the areal division of all areas.
    jaren : dict
        Indicator key to the newest year that is not empty.
    bronnen : tuple of BronVermelding
    ongekoppeld : tuple of Ongekoppeld
    zonder : tuple of str
        Sources that the user chose to leave out.
    meldingen : tuple of str
        What else a reader must know, in Dutch.
    fictief : bool
        Whether region and figures are invented.
    bestanden : dict
        File name to sha256.
    """

    regio: Regio
    datum: str
    indeling: int
    jaren: dict[str, int]
    bronnen: tuple[BronVermelding, ...] = ()
    ongekoppeld: tuple[Ongekoppeld, ...] = ()
    zonder: tuple[str, ...] = ()
    meldingen: tuple[str, ...] = ()
    fictief: bool = False
    bestanden: dict[str, str] = field(default_factory=dict)
    versie: int = VERSIE

    def to_json(self) -> str:
        """Return the manifest as indented JSON text."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a manifest back.

        Raises
        ------
        OpslagFout
            When the text is no manifest of this version.
        """
        try:
            raw: dict[str, Any] = json.loads(text)
            if raw["versie"] != VERSIE:
                message = "Deze gegevens zijn met een andere versie van Woonzorg gemaakt."
                raise OpslagFout(message, verwacht=f"versie {VERSIE}", gevonden=str(raw["versie"]))
            regio = Regio(**raw["regio"] | {"gemeenten": tuple(raw["regio"]["gemeenten"])})
            lists = {
                "bronnen": tuple(BronVermelding(**bron) for bron in raw["bronnen"]),
                "ongekoppeld": tuple(Ongekoppeld(**code) for code in raw["ongekoppeld"]),
                "zonder": tuple(raw["zonder"]),
                "meldingen": tuple(raw["meldingen"]),
            }
            return cls(**raw | lists | {"regio": regio})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = "Het manifest van deze gegevens is beschadigd."
            raise OpslagFout(message, gevonden=str(error), remedie="Laad de gegevens opnieuw.") from error


@dataclass(frozen=True)
class Snapshot:
    """A published snapshot; tables are read on demand.

    Attributes
    ----------
    id : str
        ``<yyyy-mm-dd>-<hash8>``, unique.
    map : Path
        Its folder.
    manifest : Manifest
    """

    id: str
    map: Path
    manifest: Manifest

    @cached_property
    def gebieden(self) -> gpd.GeoDataFrame:
        """All areas, in Hilbert order; treat as read-only."""
        return self.read_gebieden()

    @cached_property
    def reeksen(self) -> pd.DataFrame:
        """All series; treat as read-only."""
        return _read(lambda: pd.read_parquet(self.map / _REEKSEN), self.id)

    def read_gebieden(
        self, kolommen: Sequence[str] | None = None, gemeenten: Sequence[str] = ()
    ) -> gpd.GeoDataFrame:
        """Read areas, of some gemeenten or all.

        Parameters
        ----------
        kolommen : sequence of str, optional
            Columns to read (with 'geometry' when outlines are wanted); all by default.
        gemeenten : sequence of str
            Gemeentecodes; all areas by default.

        Returns
        -------
        GeoDataFrame
            A row an area, EPSG:28992.
        """
        filters = [("gemeentecode", "in", list(gemeenten))] if gemeenten else None
        path = self.map / _GEBIEDEN
        return _read(lambda: gpd.read_parquet(path, columns=kolommen, filters=filters), self.id)

    def read_reeksen(self, indicatoren: Sequence[str]) -> pd.DataFrame:
        """Read the series of some indicators only."""
        filters = [("indicator", "in", list(indicatoren))]
        return _read(lambda: pd.read_parquet(self.map / _REEKSEN, filters=filters), self.id)


_Table = TypeVar("_Table", bound=pd.DataFrame)


def _read(reader: Callable[[], _Table], snapshot_id: str) -> _Table:
    try:
        return reader()
    except (OSError, ValueError, KeyError) as error:
        message = f"De gegevens {snapshot_id} zijn niet te lezen."
        raise OpslagFout(
            message, gevonden=str(error), remedie="Kies andere gegevens (gegevens, terug) of laad opnieuw."
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sort_hilbert(gebieden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sort areas along a Hilbert curve; those without an outline come last, by code."""
    gebieden = gebieden.sort_values("code", ignore_index=True)
    known = ~(gebieden.geometry.isna() | gebieden.geometry.is_empty)
    order = np.full(len(gebieden), np.iinfo(np.int64).max)
    if known.any():
        bounds = gebieden.total_bounds
        order[known] = gebieden.geometry[known].hilbert_distance(bounds)
    return gebieden.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def write_tables(folder: Path, gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame) -> dict[str, str]:
    """Check and write both tables into a folder.

    Returns
    -------
    dict
        File name to sha256.
    """
    schema.check_gebieden(gebieden)
    schema.check_reeksen(reeksen)
    columns = [*schema.GEBIEDEN.columns, "geometry"]
    _sort_hilbert(gebieden)[columns].to_parquet(
        folder / _GEBIEDEN, index=False, compression="zstd", schema_version="1.1.0",
        write_covering_bbox=True, row_group_size=1000,
    )  # fmt: skip
    ordered = reeksen[list(schema.REEKS_KOLOMMEN)].sort_values(["indicator", "jaar", "code"])
    ordered.to_parquet(folder / _REEKSEN, index=False, compression="zstd", row_group_size=50_000)
    return {name: _sha256(folder / name) for name in (_GEBIEDEN, _REEKSEN)}


def publish(data: Path, manifest: Manifest, gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame) -> Snapshot:
    """Write a snapshot aside and publish it by one rename; it then is the one in use.

    Parameters
    ----------
    data : Path
        Folder for snapshots.
    manifest : Manifest
        Without `bestanden`; they are filled in here.
    gebieden, reeksen : tables
        As `schema` declares them.

    Returns
    -------
    Snapshot
        The published one; the same content on the same day gives the same id and is not written twice.

    Raises
    ------
    GegevensFout
        When a table breaks its schema.
    OpslagFout
        When the disk refuses; nothing is left behind and the older snapshots stay.
    """
    region = data / manifest.regio.naam
    try:
        region.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".nieuw-", dir=region))
    except OSError as error:
        raise _write_error(data, error) from error
    try:
        manifest = dataclasses.replace(manifest, bestanden=write_tables(aside, gebieden, reeksen))
        target = region / _make_id(manifest)
        _write_synced(aside / _MANIFEST, manifest.to_json())
        if target.exists():
            os.utime(target)  # the same figures once more: this is again the newest
        else:
            aside.chmod(0o755)
            aside.rename(target)
        (data / _KEUZE).unlink(missing_ok=True)
    except OSError as error:
        raise _write_error(data, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Snapshot(target.name, target, manifest)


def _make_id(manifest: Manifest) -> str:
    # Not the time of retrieval: the same figures are the same snapshot.
    timeless = [dataclasses.replace(bron, opgehaald_op="") for bron in manifest.bronnen]
    content = dataclasses.replace(manifest, bronnen=tuple(timeless)).to_json()
    return f"{manifest.datum}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _write_error(data: Path, error: OSError) -> OpslagFout:
    return OpslagFout(
        "De gegevens konden niet worden weggeschreven. De vorige gegevens blijven in gebruik.",
        gevonden=f"{error.strerror or error} in {data}",
        remedie="Maak ruimte op de schijf of kies met WOONZORG_DATA een andere map, en laad opnieuw.",
    )


@contextmanager
def lock_regio(data: Path, regio: str) -> Iterator[None]:
    """Keep a second load of the same region out; the lock goes with the process, however it ends.

    Raises
    ------
    OpslagFout
        When another load of this region is under way, or the folder cannot be written.
    """
    folder = data / regio
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / ".laden.lock")
        with lock.acquire(timeout=0):
            _remove_leftovers(folder)
            yield
    except filelock.Timeout as error:
        message = f"Er loopt al een lading van '{regio}'."
        raise OpslagFout(message, remedie="Wacht tot die klaar is en probeer het dan opnieuw.") from error
    except PermissionError as error:
        raise _write_error(data, error) from error


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed publication left; only called under the region's lock."""
    for leftover in folder.glob(".nieuw-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@dataclass(frozen=True)
class Vermelding:
    """One line in the list of snapshots.

    Attributes
    ----------
    id : str
    map : Path
    manifest : Manifest or None
        None when the snapshot is damaged.
    fout : str
        What is wrong with it; '' when all is well.
    """

    id: str
    map: Path
    manifest: Manifest | None
    fout: str = ""


def list_snapshots(data: Path) -> list[Vermelding]:
    """List the snapshots, the one in use first, then newest first; the embedded region comes last.

    Damaged ones are listed with their fault, after the sound ones.
    """
    folders = [_find_folders(folder) for folder in dict.fromkeys((data.resolve(), INGEBOUWD))]
    lines = [_describe(path) for found in folders for path in found]
    chosen = _read_choice(data)
    # The fictional region only leads when nothing else is there, or when it was chosen.
    return sorted(lines, key=lambda line: (line.manifest is None, line.id != chosen, _is_fictional(line)))


def _is_fictional(line: Vermelding) -> bool:
    return line.manifest is not None and line.manifest.fictief


def _find_folders(data: Path) -> list[Path]:
    """Return the snapshot folders, the most recently published first."""
    found = [path for path in data.glob("*/*") if _ID.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: (path.name[:10], path.stat().st_mtime_ns, path.name), reverse=True)


def _describe(path: Path) -> Vermelding:
    try:
        return Vermelding(path.name, path, _read_manifest(path))
    except OpslagFout as error:
        return Vermelding(path.name, path, None, str(error))


def _read_manifest(path: Path) -> Manifest:
    try:
        text = (path / _MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"Het manifest van {path.name} ontbreekt of is niet te lezen."
        raise OpslagFout(message, gevonden=str(error), remedie="Laad de gegevens opnieuw.") from error
    manifest = Manifest.from_json(text)
    absent = [name for name in (_GEBIEDEN, _REEKSEN) if not (path / name).is_file()]
    if absent:
        message = f"De gegevens {path.name} zijn niet compleet."
        raise OpslagFout(message, gevonden=f"zonder {', '.join(absent)}", remedie="Laad de gegevens opnieuw.")
    return manifest


def _read_choice(data: Path) -> str:
    try:
        return str(json.loads((data / _KEUZE).read_text(encoding="utf-8"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def open_snapshot(data: Path, snapshot_id: str = "") -> Snapshot:
    """Open a snapshot, whole and unchanged: the one asked for, else the one in use.

    Parameters
    ----------
    data : Path
        Folder for snapshots.
    snapshot_id : str
        ``<yyyy-mm-dd>-<hash8>``; by default the one in use: what was gone back to, else the newest, else the
        embedded region.

    Raises
    ------
    OpslagFout
        When it is not there, damaged, or changed since it was published.
    """
    lines = list_snapshots(data)
    matches = [line for line in lines if line.id == snapshot_id] if snapshot_id else lines[:1]
    if not matches:
        message = f"De gegevens {snapshot_id or '(geen enkele)'} zijn er niet."
        raise OpslagFout(message, verwacht=", ".join(line.id for line in lines[:5]) or "een geladen regio")
    line = matches[0]
    if line.manifest is None:
        raise OpslagFout(line.fout)
    _check_hashes(line.map, line.manifest)
    return Snapshot(line.id, line.map, line.manifest)


def _check_hashes(path: Path, manifest: Manifest) -> None:
    changed = [name for name, known in manifest.bestanden.items() if _sha256(path / name) != known]
    if changed:
        message = f"De gegevens {path.name} zijn beschadigd of veranderd."
        raise OpslagFout(
            message,
            gevonden=f"{', '.join(changed)} wijkt af van het manifest",
            remedie="Kies andere gegevens met 'terug', of laad opnieuw.",
        )


def go_back(data: Path, snapshot_id: str) -> Snapshot:
    """Make an older snapshot the one in use, until the next load.

    Raises
    ------
    OpslagFout
        When the snapshot is not there or damaged.
    """
    snapshot = open_snapshot(data, snapshot_id)
    aside = data / f".{_KEUZE}"
    try:
        data.mkdir(parents=True, exist_ok=True)
        _write_synced(aside, json.dumps({"id": snapshot.id}))
        aside.replace(data / _KEUZE)
    except OSError as error:
        raise _write_error(data, error) from error
    return snapshot


def count_gebieden(gebieden: pd.DataFrame) -> dict[str, int]:
    """Count the region's own areas by level, smallest level first."""
    own = gebieden.loc[gebieden["rol"] == Rol.REGIO, "niveau"].value_counts()
    return {str(niveau): int(own.get(niveau, 0)) for niveau in Niveau if niveau in own.index}


def is_valid_outline(shapes: gpd.GeoSeries) -> pd.Series:
    """Tell which outlines are there, not empty, and valid polygons."""
    values = shapes.to_numpy()
    kinds = np.isin(shapely.get_type_id(values), [3, 6])
    usable = kinds & ~shapely.is_empty(values) & shapely.is_valid(values)
    return pd.Series(usable, index=shapes.index)
