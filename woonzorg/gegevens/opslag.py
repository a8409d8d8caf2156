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

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from woonzorg.fouten import OpslagFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens import lezen
from woonzorg.gegevens.lezen import VERSIE
from woonzorg.gegevens.manifest import BronVermelding, Manifest, Ongekoppeld
from woonzorg.gegevens.mapopslag import Mapopslag
from woonzorg.gegevens.schijf import GEBIEDEN, GEWOON, REEKSEN, Publicatie, write_tables
from woonzorg.gegevens.schoon import clean_gebieden, clean_manifest
from woonzorg.gegevens.vermelding import Vermelding, describe_onleesbaar
from woonzorg.instelling import INGEBOUWD
from woonzorg.tekst.objectadres import Objectplek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    import geopandas as gpd
    import pandas as pd

Plek = Path | Objectplek
"""Where snapshots are kept."""

__all__ = [
    "VERSIE", "BronVermelding", "Manifest", "Ongekoppeld", "Publicatie", "Snapshot", "Vermelding",
    "count_gebieden", "find_storing", "go_back", "has_snapshots", "list_snapshots", "lock_regio", "open_snapshot",
    "publish", "renew", "write_tables",
]  # fmt: skip


class Opslagplek(Protocol):
    """A place that keeps snapshots; what each does is told in `Mapopslag`."""

    def list_regels(self) -> tuple[list[Vermelding], str]: ...
    def fetch(self, regel: Vermelding, manifest: Manifest) -> Path: ...
    def lock_regio(self, regio: str) -> AbstractContextManager[None]: ...
    def publish(
        self,
        manifest: Manifest,
        gebieden: gpd.GeoDataFrame,
        reeksen: pd.DataFrame,
        wijze: Publicatie = GEWOON,
    ) -> Vermelding: ...
    def choose(self, snapshot_id: str) -> None: ...
    def renew(self, *, dringend: bool = False) -> None: ...
    def find_storing(self) -> str: ...


def _find_plek(plek: Plek) -> Opslagplek:
    return Mapopslag(plek) if isinstance(plek, Path) else _open_objectopslag(plek)


@lru_cache(maxsize=8)
def _open_objectopslag(plek: Objectplek) -> Opslagplek:
    """Return the one that knows what was seen of a store, for the whole process."""
    from woonzorg.gegevens.objectopslag import Objectopslag  # noqa: PLC0415  a folder asks no web address

    return Objectopslag(plek)


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
        raise OpslagFout(message, gevonden=describe_onleesbaar(error), remedie=remedy) from error


def publish(
    data: Plek,
    manifest: Manifest,
    gebieden: gpd.GeoDataFrame,
    reeksen: pd.DataFrame,
    wijze: Publicatie = GEWOON,
) -> Snapshot:
    """Write a snapshot aside and publish it by one rename; it then is the one in use, unless it is only put beside it.

    Parameters
    ----------
    data : Path or Objectplek
        Where snapshots are.
    manifest : Manifest
        Without `bestanden`; they are filled in here.
    gebieden, reeksen : tables
        As `schema` declares them.
    wijze : Publicatie
        Whether it comes into use, and which columns it goes without.

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
    manifest, gebieden = clean_manifest(manifest), clean_gebieden(gebieden)
    line = _find_plek(data).publish(manifest, gebieden, reeksen, wijze)
    return Snapshot(line.id, line.map, line.manifest or manifest)


@contextmanager
def lock_regio(data: Plek, regio: str) -> Iterator[None]:
    """Keep a second load of the same region out.

    Raises
    ------
    OpslagFout
        When another load of this region is under way, or nothing can be written there.
    """
    with _find_plek(data).lock_regio(regio):
        yield


def find_storing(data: Plek) -> str:
    """Return why what is shown may not be the last that was published, in Dutch; '' when all is well."""
    return _find_plek(data).find_storing()


def renew(data: Plek) -> None:
    """See what another process published just now, instead of at the next look."""
    _find_plek(data).renew(dringend=True)


def list_snapshots(data: Plek) -> list[Vermelding]:
    """List the snapshots, the one in use first, then by publication, the last first; the embedded region comes last.

    Damaged ones are listed with their fault, after the sound ones. But they come before a fictional region, also one
    that was chosen: where real figures were loaded, invented ones never take their place.
    """
    lines, chosen = _find_plek(data).list_regels()
    if not isinstance(data, Path) or data.resolve() != INGEBOUWD:
        lines = _add_ingebouwd(lines, Mapopslag(INGEBOUWD).list_regels()[0])
    if _would_hide_real(lines, chosen):
        chosen = ""
    return sorted(lines, key=lambda line: _rank(line, chosen))


def _add_ingebouwd(lines: Sequence[Vermelding], embedded: Sequence[Vermelding]) -> list[Vermelding]:
    """Add the embedded region, each snapshot once: an earlier version left it in the folder with data."""
    sound = {line.id for line in embedded if line.manifest}
    own = [line for line in lines if line.id not in sound]
    ids = {line.id for line in own}
    return [*own, *(line for line in embedded if line.id not in ids)]


def _would_hide_real(lines: Sequence[Vermelding], chosen: str) -> bool:
    """Tell whether a choice puts invented figures in the place of real ones; damaged ones may be real too."""
    fictional = [line.id for line in lines if _is_fictief(line)]
    return chosen in fictional and len(fictional) < len(lines)


def _is_fictief(line: Vermelding) -> bool:
    return line.manifest.fictief if line.manifest else any(INGEBOUWD.glob(f"*/{line.id}"))


def has_snapshots(data: Plek) -> bool:
    """Tell whether a place holds any snapshot, sound or damaged."""
    return bool(_find_plek(data).list_regels()[0])


def _rank(line: Vermelding, chosen: str) -> int:
    if line.manifest is None:
        return 4 if _is_fictief(line) else 2
    if line.id == chosen:
        return 0
    return 3 if line.manifest.fictief else 1


def open_snapshot(data: Plek, snapshot_id: str = "") -> Snapshot:
    """Open a snapshot, whole and unchanged: the one asked for, else the one in use.

    Parameters
    ----------
    data : Path or Objectplek
        Where snapshots are.
    snapshot_id : str
        ``<yyyy-mm-dd>-<hash8>``; by default the one in use: what was gone back to, else what was published
        last, else the embedded region.

    Raises
    ------
    OpslagFout
        When it is not there, damaged, or changed since it was published.
    """
    lines = list_snapshots(data)
    if snapshot_id and all(line.id != snapshot_id for line in lines):
        _find_plek(data).renew()  # another may have published it just now
        lines = list_snapshots(data)
    matches = [line for line in lines if line.id == snapshot_id] if snapshot_id else lines[:1]
    if not matches:
        message = f"De gegevens {snapshot_id or '(geen enkele)'} zijn er niet."
        raise OpslagFout(message, verwacht=", ".join(line.id for line in lines[:5]) or "een geladen regio")
    line = matches[0]
    if line.manifest is None:
        raise OpslagFout(line.fout)
    folder = _find_plek(data).fetch(line, line.manifest)
    return Snapshot(line.id, folder, line.manifest)


def go_back(data: Plek, snapshot_id: str) -> Snapshot:
    """Make an older snapshot the one in use, until the next load.

    Raises
    ------
    OpslagFout
        When the snapshot is not there or damaged, or holds invented figures while real ones were loaded.
    """
    if all(line.id != snapshot_id for line in list_snapshots(data)):
        renew(data)
    snapshot = open_snapshot(data, snapshot_id)
    if _would_hide_real(list_snapshots(data), snapshot.id):
        message = "Verzonnen gegevens komen niet in de plaats van echte."
        raise OpslagFout(
            message,
            gevonden=f"{snapshot.id} is verzonnen, en er zijn echte gegevens geladen",
            remedie=f"Bekijk ze zonder anderen te storen met ?data={snapshot.id} in het adres.",
        )
    _find_plek(data).choose(snapshot.id)
    return snapshot


def count_gebieden(gebieden: pd.DataFrame) -> dict[str, int]:
    """Count the region's own areas by level, smallest level first."""
    own = gebieden.loc[gebieden["rol"] == Rol.REGIO, "niveau"].value_counts()
    return {str(niveau): int(own.get(niveau, 0)) for niveau in Niveau if niveau in own.index}
