"""Writing a snapshot's files so that a reader never meets half of one: aside, synced, locked, then renamed.

Everything that the disk refuses becomes an `OpslagFout` that says what stays in use.
"""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import filelock
import numpy as np

from woonzorg.fouten import OpslagFout, describe_weigering
from woonzorg.gegevens.lezen import VERSIE
from woonzorg.gegevens.schema import REEKS_KOLOMMEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.manifest import Manifest

GEBIEDEN, REEKSEN, MANIFEST = "gebieden.parquet", "reeksen.parquet", "manifest.json"
TERZIJDE = ".nieuw-"
"""How the name of an unfinished folder begins."""

_SLOT = ".laden.lock"
_VOLGORDE, _KEUZE = "volgorde.json", "in_gebruik.json"
_NUMMERSLOT = ".volgorde.lock"
_NUMMERGEDULD = 60.0
"""How long to wait for another publication (seconds); it only takes a number and renames a folder."""


TERZIJDE_VANAF = -1_000_000_000
"""Number of the first snapshot that was published beside what is in use; all of them stay below zero."""


@dataclass(frozen=True)
class Publicatie:
    """How a snapshot is published.

    Attributes
    ----------
    in_gebruik : bool
        Whether it is the one in use from then on; else it only stands in the list, and opens by its id.
    niet_geladen : frozenset of str
        Indicators that did not exist yet when its figures were loaded: they get no column.
    """

    in_gebruik: bool = True
    niet_geladen: frozenset[str] = frozenset()

    def number(self, volgorde: Mapping[str, int], snapshot_id: str, laatste: int) -> int:
        """Return the number of a snapshot: the highest for what comes into use, else one beneath all of these.

        Parameters
        ----------
        volgorde : mapping
            The numbers that were given.
        snapshot_id : str
            What was published before keeps its number, unless it comes into use now.
        laatste : int
            The highest that was given.
        """
        if self.in_gebruik:
            return laatste + 1
        aside = max([TERZIJDE_VANAF - 1, *(number for number in volgorde.values() if number < 0)])
        return volgorde.get(snapshot_id, aside + 1)


GEWOON = Publicatie()


def hash_file(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_unchanged(path: Path) -> str:
    """Return the sha256 of a file, read again only when its size or time of change differ."""
    state = path.stat()
    return _hash_once(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=256)
def _hash_once(path: Path, _size: int, _mtime: int) -> str:
    return hash_file(path)


def sort_hilbert(gebieden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sort areas along a Hilbert curve; those without an outline come last, by code."""
    gebieden = gebieden.sort_values("code", ignore_index=True)
    known = ~(gebieden.geometry.isna() | gebieden.geometry.is_empty)
    order = np.full(len(gebieden), np.iinfo(np.int64).max)
    if known.any():
        bounds = gebieden.total_bounds
        order[known] = gebieden.geometry[known].hilbert_distance(bounds)
    return gebieden.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def write_tables(
    folder: Path,
    gebieden: gpd.GeoDataFrame,
    reeksen: pd.DataFrame,
    jaren: dict[str, int],
    niet_geladen: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Check and write both tables into a folder.

    Parameters
    ----------
    folder : Path
    gebieden, reeksen : tables
    jaren : dict
        Newest year of each indicator: that value stands in both tables.
    niet_geladen : frozenset of str
        Indicators that get no column.

    Returns
    -------
    dict
        File name to sha256.

    Raises
    ------
    GegevensFout
        When a table breaks its schema, or the two tables contradict each other.
    """
    from woonzorg.gegevens import controle  # noqa: PLC0415  only who publishes waits for pandera

    controle.check_gebieden(gebieden)
    controle.check_reeksen(reeksen)
    controle.check_overeenkomst(gebieden, reeksen, jaren)
    columns = [
        *(name for name in controle.list_kolommen(gebieden.columns) if name not in niet_geladen),
        "geometry",
    ]
    sort_hilbert(gebieden)[columns].to_parquet(
        folder / GEBIEDEN, index=False, compression="zstd", schema_version="1.1.0",
        write_covering_bbox=True, row_group_size=1000,
    )  # fmt: skip
    ordered = reeksen[list(REEKS_KOLOMMEN)].sort_values(["indicator", "jaar", "code"])
    ordered.to_parquet(folder / REEKSEN, index=False, compression="zstd", row_group_size=50_000)
    for name in (GEBIEDEN, REEKSEN):
        with (folder / name).open("r+b") as file:
            os.fsync(file.fileno())
    return {name: hash_file(folder / name) for name in (GEBIEDEN, REEKSEN)}


def write_snapshot(
    folder: Path,
    manifest: Manifest,
    gebieden: gpd.GeoDataFrame,
    reeksen: pd.DataFrame,
    niet_geladen: frozenset[str] = frozenset(),
) -> Manifest:
    """Write all files of a snapshot into a folder, the manifest last.

    Returns
    -------
    Manifest
        With the hashes of the tables, as written.

    Raises
    ------
    GegevensFout
        When a table breaks its schema, or the two tables contradict each other.
    """
    files = write_tables(folder, gebieden, reeksen, manifest.jaren, niet_geladen)
    whole = dataclasses.replace(manifest, bestanden=files, versie=VERSIE)
    write_synced(folder / MANIFEST, whole.to_json())
    return whole


def write_synced(path: Path, text: str) -> None:
    """Write text and wait until the disk has it."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def write_aside(path: Path, raw: bytes) -> None:
    """Write a file aside and then rename it, so that an older one is never half lost; errors as `write_samen`."""
    write_samen({path: raw})


def write_samen(bestanden: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all are written aside before the first is renamed, so that it is all or none.

    Raises
    ------
    OpslagFout
        When the disk refuses one of them.
    """
    asides = {path: path.with_name(f".{path.name}.nieuw") for path in bestanden}
    try:
        for path, aside in asides.items():
            with explain_bestand(path):
                _refuse_map(path)
                aside.write_bytes(bestanden[path])
        for path, aside in asides.items():
            with explain_bestand(path):
                aside.replace(path)
    finally:
        for aside in asides.values():
            with suppress(OSError):  # where it could not be made it cannot be removed
                aside.unlink(missing_ok=True)


def _refuse_map(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", path)


@contextmanager
def explain_bestand(path: Path) -> Iterator[None]:
    """Turn what the disk refuses of one file into a message.

    Raises
    ------
    OpslagFout
        In place of any OSError.
    """
    try:
        yield
    except OSError as error:
        message = f"Het bestand {path.name} kon niet worden geschreven."
        remedy = "Kies een andere map of maak ruimte."
        raise OpslagFout(message, gevonden=describe_weigering(error), remedie=remedy) from error


@contextmanager
def explain_refusal(data: Path) -> Iterator[None]:
    """Turn what the disk refuses into a message.

    Raises
    ------
    OpslagFout
        In place of any OSError.
    """
    try:
        yield
    except OSError as error:
        raise _make_refusal(data, error) from error


def _make_refusal(data: Path, error: OSError) -> OpslagFout:
    return OpslagFout(
        "De gegevens konden niet worden weggeschreven. De vorige gegevens blijven in gebruik.",
        gevonden=f"{describe_weigering(error)} in {data}",
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
    lock = filelock.FileLock(folder / _SLOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        message = f"Er loopt al een lading van '{regio}'."
        raise OpslagFout(message, remedie="Wacht tot die klaar is en probeer het dan opnieuw.") from error
    except OSError as error:
        raise _make_refusal(data, error) from error
    try:
        _remove_leftovers(folder)
        yield
    finally:
        lock.release()


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed publication left; only called under the region's lock."""
    for leftover in folder.glob(f"{TERZIJDE}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def read_volgorde(data: Path) -> dict[str, int]:
    """Return the number that each snapshot got when it was last published.

    What was published last has the highest; a clock that is wrong, or a date in the name, has no say. Snapshots of
    before there were numbers have none.
    """
    raw = _read_json(data / _VOLGORDE)
    return {str(name): number for name, number in raw.items() if isinstance(number, int)}


def read_keuze(data: Path) -> tuple[str, int]:
    """Return the snapshot that was gone back to, '' when none was, and the last number that was given by then."""
    raw = _read_json(data / _KEUZE)
    after = raw.get("na", 0)
    return str(raw.get("id") or ""), after if isinstance(after, int) else 0


def _read_json(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


@contextmanager
def number_publication(data: Path, snapshot_id: str, wijze: Publicatie = GEWOON) -> Iterator[None]:
    """Give a snapshot its number, the highest, then let it be put in place; one publication at a time.

    The number is on the disk before the folder is: a process that is killed in between leaves a number of nothing,
    which no reader heeds. Once the folder is there, it is the last that was published, whatever comes after; what is
    published beside what is in use has a number beneath all others, and no choice falls away by it.

    Raises
    ------
    OpslagFout
        When another publication keeps the numbers for a minute.
    """
    lock = filelock.FileLock(data / _NUMMERSLOT)
    try:
        lock.acquire(timeout=_NUMMERGEDULD)
    except filelock.Timeout as error:
        message = "Er worden op dit moment andere gegevens weggeschreven."
        raise OpslagFout(message, remedie="Wacht even en laad dan opnieuw.") from error
    try:
        numbers = read_volgorde(data)
        kept = {name: number for name, number in numbers.items() if any(data.glob(f"*/{name}"))}
        last = max([0, read_keuze(data)[1], *numbers.values()])
        _write_json(data / _VOLGORDE, kept | {snapshot_id: wijze.number(kept, snapshot_id, last)})
        yield
        if wijze.in_gebruik:
            with suppress(OSError):  # by its number it counts no longer, whether or not the file can go
                (data / _KEUZE).unlink(missing_ok=True)
    finally:
        lock.release()


def write_keuze(data: Path, snapshot_id: str) -> None:
    """Keep which snapshot was gone back to; it holds until a later publication."""
    _write_json(data / _KEUZE, {"id": snapshot_id, "na": max([0, *read_volgorde(data).values()])})


def _write_json(path: Path, value: dict[str, Any]) -> None:
    aside = path.with_name(f".{path.name}")
    write_synced(aside, json.dumps(value))
    aside.replace(path)
