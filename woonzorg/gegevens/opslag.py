"""Snapshots: one dated, checked set of figures, kept as GeoParquet with a manifest.

A snapshot is a folder ``<regio>/<yyyy-mm-dd>-<hash8>/`` with

- ``gebieden.parquet``: GeoParquet 1.1, EPSG:28992, zstd, covering bbox, Hilbert order; a row an area
  (`controle.GEBIEDEN`), each indicator's column holding its value in the newest year (`Manifest.jaren`);
- ``reeksen.parquet``: code, indicator, jaar, waarde, status, bron (`controle.REEKSEN`);
- ``manifest.json``: what it is, where each figure came from, and what did not fit (`Manifest`).

It is written aside and published by one rename, so a reader never meets half a snapshot. Publishing never
removes an older snapshot: going back is a choice kept in ``in_gebruik.json``. What was published last is in use by the
numbers in ``volgorde.json``, not by a date: a clock may be set back, and figures may carry a date to come.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from woonzorg.fouten import OpslagFout, describe_weigering
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens import lezen
from woonzorg.gegevens.lezen import VERSIE
from woonzorg.gegevens.manifest import (
    BronVermelding,
    Manifest,
    Ongekoppeld,
    hash_content,
    make_id,
)
from woonzorg.gegevens.schijf import (
    GEBIEDEN,
    MANIFEST,
    REEKSEN,
    TERZIJDE,
    explain_refusal,
    hash_file,
    hash_unchanged,
    lock_regio,
    number_publication,
    read_keuze,
    read_volgorde,
    write_keuze,
    write_synced,
    write_tables,
)
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    import pandas as pd

__all__ = [
    "VERSIE", "BronVermelding", "Manifest", "Ongekoppeld", "Snapshot", "Vermelding",
    "count_gebieden", "go_back", "list_snapshots", "lock_regio", "open_snapshot", "publish",
    "write_tables",
]  # fmt: skip

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


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
        return _read(lambda: lezen.read_reeksen(self.map / REEKSEN, self.manifest.versie), self.id)

    @cached_property
    def niet_geladen(self) -> frozenset[str]:
        """Indicators that did not exist yet when this snapshot was made."""
        return _read(lambda: lezen.find_niet_geladen(self.map / GEBIEDEN), self.id)

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
            A row an area, EPSG:28992; what may be counted on is said in `lezen`.
        """
        path, versie = self.map / GEBIEDEN, self.manifest.versie
        return _read(lambda: lezen.read_gebieden(path, versie, kolommen, gemeenten), self.id)

    def read_reeksen(self, indicatoren: Sequence[str]) -> pd.DataFrame:
        """Read the series of some indicators only."""
        path, versie = self.map / REEKSEN, self.manifest.versie
        return _read(lambda: lezen.read_reeksen(path, versie, indicatoren), self.id)


_Read = TypeVar("_Read")


def _read(reader: Callable[[], _Read], snapshot_id: str) -> _Read:
    try:
        return reader()
    except (OSError, ValueError, KeyError) as error:
        message = f"De gegevens {snapshot_id} zijn niet te lezen."
        remedy = "Kies andere gegevens (gegevens, terug) of laad opnieuw."
        raise OpslagFout(message, gevonden=_describe_onleesbaar(error), remedie=remedy) from error


def _describe_onleesbaar(error: Exception) -> str:
    """Tell why a file cannot be read: what the system refused, else that its content is another than expected."""
    if isinstance(error, OSError) and error.errno is not None:
        return describe_weigering(error)
    return "een beschadigd bestand"


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
    with explain_refusal(data):
        region.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=TERZIJDE, dir=region))
        try:
            files = write_tables(aside, gebieden, reeksen, manifest.jaren)
            manifest = dataclasses.replace(manifest, bestanden=files, versie=VERSIE)
            write_synced(aside / MANIFEST, manifest.to_json())
            target = region / make_id(manifest)
            with number_publication(data, target.name):
                _put_in_place(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return Snapshot(target.name, target, _read_manifest(target))


def _put_in_place(aside: Path, target: Path) -> None:
    if target.exists() and not _describe(target).fout:
        return  # the same figures once more: its new number makes this again the newest
    damaged = aside.with_name(f"{aside.name}-oud")
    if target.exists():
        target.rename(damaged)
    aside.chmod(0o755)
    aside.rename(target)
    shutil.rmtree(damaged, ignore_errors=True)


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
    """List the snapshots, the one in use first, then by publication, the last first; the embedded region comes last.

    Damaged ones are listed with their fault, after the sound ones. But they come before a fictional region, also one
    that was chosen: where real figures were loaded, invented ones never take their place.
    """
    folders = [_find_folders(folder) for folder in dict.fromkeys((data.resolve(), INGEBOUWD))]
    lines = [_describe(path) for found in folders for path in found]
    chosen = _read_choice(data, folders[0])
    if _would_hide_real(lines, chosen):
        chosen = ""
    return sorted(lines, key=lambda line: _rank(line, chosen))


def _would_hide_real(lines: Sequence[Vermelding], chosen: str) -> bool:
    """Tell whether a choice puts invented figures in the place of real ones; damaged ones may be real too."""
    fictional = {line.id for line in lines if line.manifest and line.manifest.fictief}
    return chosen in fictional and len(fictional) < len(lines)


def has_snapshots(data: Path) -> bool:
    """Tell whether a folder holds any snapshot, sound or damaged."""
    return bool(_find_folders(data))


def _rank(line: Vermelding, chosen: str) -> int:
    if line.manifest is None:
        return 2
    if line.id == chosen:
        return 0
    return 3 if line.manifest.fictief else 1


def _find_folders(data: Path) -> list[Path]:
    """Return the snapshot folders, the most recently published first; those without a number by their date."""
    found = [path for path in data.glob("*/*") if _ID.fullmatch(path.name) and path.is_dir()]
    numbers = read_volgorde(data)
    return sorted(
        found,
        key=lambda path: (numbers.get(path.name, 0), path.name[:10], path.stat().st_mtime_ns, path.name),
        reverse=True,
    )


def _describe(path: Path) -> Vermelding:
    try:
        manifest = _read_manifest(path)
        _check_hashes(path, manifest, hash_unchanged)
    except OpslagFout as error:
        return Vermelding(path.name, path, None, str(error))
    return Vermelding(path.name, path, manifest)


def _read_manifest(path: Path) -> Manifest:
    try:
        state = (path / MANIFEST).stat()
        manifest, name = _parse_manifest(path / MANIFEST, state.st_size, state.st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        message = f"Het manifest van {path.name} ontbreekt of is niet te lezen."
        found = _describe_onleesbaar(error)
        raise OpslagFout(message, gevonden=found, remedie="Laad de gegevens opnieuw.") from error
    absent = [name for name in (GEBIEDEN, REEKSEN) if not (path / name).is_file()]
    if absent:
        message = f"De gegevens {path.name} zijn niet compleet."
        raise OpslagFout(message, gevonden=f"zonder {', '.join(absent)}", remedie="Laad de gegevens opnieuw.")
    if path.name != name:
        raise _make_damage(path, MANIFEST)
    return manifest


@lru_cache(maxsize=256)
def _parse_manifest(path: Path, _size: int, _mtime: int) -> tuple[Manifest, str]:
    """Read a manifest, again only when it changed, with the name that its folder must have."""
    text = path.read_text(encoding="utf-8")
    manifest = Manifest.from_json(text)
    return manifest, f"{manifest.datum}-{hash_content(text)}"


def _read_choice(data: Path, folders: Sequence[Path]) -> str:
    """Return what was gone back to, as long as nothing was published since."""
    chosen, after = read_keuze(data)
    numbers = read_volgorde(data)
    return chosen if all(numbers.get(path.name, 0) <= after for path in folders) else ""


def open_snapshot(data: Path, snapshot_id: str = "") -> Snapshot:
    """Open a snapshot, whole and unchanged: the one asked for, else the one in use.

    Parameters
    ----------
    data : Path
        Folder for snapshots.
    snapshot_id : str
        ``<yyyy-mm-dd>-<hash8>``; by default the one in use: what was gone back to, else what was published
        last, else the embedded region.

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
    _check_hashes(line.map, line.manifest, hash_file)
    return Snapshot(line.id, line.map, line.manifest)


def _check_hashes(path: Path, manifest: Manifest, hasher: Callable[[Path], str]) -> None:
    try:
        changed = [
            name for name in (GEBIEDEN, REEKSEN) if hasher(path / name) != manifest.bestanden.get(name)
        ]
    except OSError as error:
        raise _make_damage(path, describe_weigering(error)) from error
    if changed:
        raise _make_damage(path, ", ".join(changed))


def _make_damage(path: Path, what: str) -> OpslagFout:
    return OpslagFout(
        f"De gegevens {path.name} zijn beschadigd of veranderd.",
        verwacht="dezelfde inhoud als bij het laden",
        gevonden=f"een afwijking in {what}",
        remedie="Kies andere gegevens met 'terug', of laad opnieuw.",
    )


def go_back(data: Path, snapshot_id: str) -> Snapshot:
    """Make an older snapshot the one in use, until the next load.

    Raises
    ------
    OpslagFout
        When the snapshot is not there or damaged, or holds invented figures while real ones were loaded.
    """
    snapshot = open_snapshot(data, snapshot_id)
    if _would_hide_real(list_snapshots(data), snapshot.id):
        message = "Verzonnen gegevens komen niet in de plaats van echte."
        raise OpslagFout(
            message,
            gevonden=f"{snapshot.id} is verzonnen, en er zijn echte gegevens geladen",
            remedie=f"Bekijk ze zonder anderen te storen met ?data={snapshot.id} in het adres.",
        )
    with explain_refusal(data):
        data.mkdir(parents=True, exist_ok=True)
        write_keuze(data, snapshot.id)
    return snapshot


def count_gebieden(gebieden: pd.DataFrame) -> dict[str, int]:
    """Count the region's own areas by level, smallest level first."""
    own = gebieden.loc[gebieden["rol"] == Rol.REGIO, "niveau"].value_counts()
    return {str(niveau): int(own.get(niveau, 0)) for niveau in Niveau if niveau in own.index}
