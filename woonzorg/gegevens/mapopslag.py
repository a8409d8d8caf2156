"""Snapshots in a folder: written aside, put in place by one rename, with a lock around the numbers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.gegevens.manifest import make_id
from woonzorg.gegevens.schijf import (
    GEWOON,
    TERZIJDE,
    Publicatie,
    explain_refusal,
    hash_file,
    lock_regio,
    number_publication,
    read_keuze,
    read_volgorde,
    write_keuze,
    write_snapshot,
)
from woonzorg.gegevens.vermelding import Vermelding, check_hashes, describe_map, find_mappen, read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.manifest import Manifest


class Mapopslag:
    """The snapshots of a folder.

    Parameters
    ----------
    data : Path
    """

    def __init__(self, data: Path) -> None:
        self.data = data

    def list_regels(self) -> tuple[list[Vermelding], str]:
        """Return the snapshots, the most recently published first, and the one that was gone back to ('' for none)."""
        folders = find_mappen(self.data)
        return [describe_map(path) for path in folders], self._read_choice(folders)

    def _read_choice(self, folders: Sequence[Path]) -> str:
        """Return what was gone back to, as long as nothing was published since."""
        chosen, after = read_keuze(self.data)
        numbers = read_volgorde(self.data)
        return chosen if all(numbers.get(path.name, 0) <= after for path in folders) else ""

    def fetch(self, regel: Vermelding, manifest: Manifest) -> Path:
        """Return the folder of a snapshot, held against its manifest once more.

        Raises
        ------
        OpslagFout
            When it differs.
        """
        check_hashes(regel.map, manifest, hash_file)
        return regel.map

    def lock_regio(self, regio: str) -> AbstractContextManager[None]:
        """Keep a second load of the same region out."""
        return lock_regio(self.data, regio)

    def publish(
        self,
        manifest: Manifest,
        gebieden: gpd.GeoDataFrame,
        reeksen: pd.DataFrame,
        wijze: Publicatie = GEWOON,
    ) -> Vermelding:
        """Write a snapshot aside and publish it by one rename.

        Raises
        ------
        OpslagFout
            When the disk refuses; nothing is left behind and the older snapshots stay.
        """
        region = self.data / manifest.regio.naam
        with explain_refusal(self.data):
            region.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=TERZIJDE, dir=region))
            try:
                manifest = write_snapshot(aside, manifest, gebieden, reeksen, wijze.niet_geladen)
                target = region / make_id(manifest)
                with number_publication(self.data, target.name, wijze):
                    put_in_place(aside, target)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        return Vermelding(target.name, target, read_manifest(target))

    def choose(self, snapshot_id: str) -> None:
        """Keep that a snapshot was gone back to."""
        with explain_refusal(self.data):
            self.data.mkdir(parents=True, exist_ok=True)
            write_keuze(self.data, snapshot_id)

    def renew(self, *, dringend: bool = False) -> None:
        """Look once more; in a folder every look is a new one, urgent (`dringend`) or not."""

    def find_storing(self) -> str:
        """Return why what is shown may not be the last; a folder is there or it is not, so ''."""
        return ""


def put_in_place(aside: Path, target: Path) -> None:
    """Put a written folder in its place; the same figures that are there already stay, unless they are damaged."""
    if target.exists() and not describe_map(target).fout:
        return  # the same figures once more: its new number makes this again the newest
    damaged = aside.with_name(f"{aside.name}-oud")
    if target.exists():
        target.rename(damaged)
    aside.chmod(0o755)
    aside.rename(target)
    shutil.rmtree(damaged, ignore_errors=True)
