"""Copies on this machine of what stands in an object store: whole and checked, or not there; bounded, and cleared away.

A copy is a folder ``<regio>/<id>/`` as a snapshot in a folder is. Its id is a hash over its manifest, and that holds
the hashes of its tables: what a copy must hold is known from its name.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.fouten import OpslagFout, describe_weigering
from woonzorg.gegevens.mapopslag import put_in_place
from woonzorg.gegevens.schijf import (
    GEBIEDEN,
    MANIFEST,
    REEKSEN,
    TERZIJDE,
    hash_file,
    write_aside,
    write_synced,
)
from woonzorg.gegevens.vermelding import ID, check_hashes, make_damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.objectdienst import Objectdienst

RUIMTE = 2 * 1024**3
"""Bytes of copies that are kept; what is in use, or was used this day, stays all the same."""

_DAG = 24 * 3600.0
_UUR = 3600.0
_STAND = "stand.json"
_MANIFESTEN = "manifesten"


class Kopieen:
    """The copies of one store.

    Parameters
    ----------
    map : Path
        Their folder; it is made when the first is kept.
    """

    def __init__(self, map: Path) -> None:  # noqa: A002  the word of the house for a folder
        self.map = map

    def find_map(self, regio: str, snapshot_id: str) -> Path:
        """Return where the copy of a snapshot stands, or would."""
        return self.map / regio / snapshot_id

    def is_heel(self, folder: Path, manifest: Manifest) -> bool:
        """Tell whether a copy is there and is what was published."""
        if not folder.is_dir():
            return False
        try:
            check_hashes(folder, manifest, hash_file)
        except OpslagFout:
            return False
        return True

    def fetch(self, dienst: Objectdienst, folder: Path, manifest: Manifest, tekst: str) -> None:
        """Get the tables of a snapshot, hold them against its manifest, and put the copy in place; a damaged one goes.

        The two tables and nothing else: what a manifest calls its files is written by whoever may write in the store.

        Raises
        ------
        SchadeFout
            When what came differs from what was published, or is not there; nothing is kept then.
        OpslagStoring
            When the store is away, or refuses.
        OpslagFout
            When the disk refuses.
        """
        shutil.rmtree(folder, ignore_errors=True)
        with _explain_schijf(self.map), self.open_terzijde(folder.parent.name) as aside:
            for name in (GEBIEDEN, REEKSEN):
                sha256 = manifest.bestanden.get(name)
                if not sha256:
                    raise make_damage(folder.name, f"{MANIFEST}, dat {name} niet noemt")
                if dienst.fetch(f"{folder.parent.name}/{folder.name}/{name}", aside / name) != sha256:
                    raise make_damage(folder.name, name)
            write_synced(aside / MANIFEST, tekst)
            self.place(aside, folder)

    def place(self, aside: Path, folder: Path) -> None:
        """Put a copy in place, unless another process on this machine was first with the same one."""
        try:
            put_in_place(aside, folder)
        except OSError:
            if not folder.is_dir():
                raise

    @contextmanager
    def open_terzijde(self, regio: str) -> Iterator[Path]:
        """Give a folder beside the copies of a region, that goes with what is left in it.

        Raises
        ------
        OSError
            When the disk refuses: what that means, says who asks.
        """
        (self.map / regio).mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=TERZIJDE, dir=self.map / regio))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def touch(self, folder: Path) -> None:
        """Tell that a copy is used; at most once an hour, as it is told at every look."""
        with suppress(OSError):  # where the disk is read-only nothing is cleared away either
            if not _is_vers(folder, _UUR):
                folder.touch()

    def read_manifest(self, snapshot_id: str) -> str:
        """Return the text of a manifest that was kept; '' when none was."""
        return _read_tekst(self.map / _MANIFESTEN / f"{snapshot_id}.json")

    def keep_manifest(self, snapshot_id: str, tekst: str) -> None:
        """Keep the text of a manifest; a disk that refuses costs only that it is asked again."""
        self._keep(Path(_MANIFESTEN, f"{snapshot_id}.json"), tekst)

    def read_stand(self) -> str:
        """Return what was last seen of the store; '' when nothing was."""
        return _read_tekst(self.map / _STAND)

    def keep_stand(self, tekst: str) -> None:
        """Keep what was seen of the store, for a server that starts while it is away."""
        if self.read_stand() != tekst:
            self._keep(Path(_STAND), tekst)

    def _keep(self, naam: Path, tekst: str) -> None:
        with suppress(OSError, OpslagFout):
            (self.map / naam).parent.mkdir(parents=True, exist_ok=True)
            write_aside(self.map / naam, tekst.encode())

    def clear(self, gelden: set[str], in_gebruik: str) -> None:
        """Remove copies of what the store has no more, and the least used ones above the limit.

        Parameters
        ----------
        gelden : set of str
            Snapshots that the store has.
        in_gebruik : str
        """
        folders = [path for path in self.map.glob("*/*") if ID.fullmatch(path.name) and path.is_dir()]
        for path in [path for path in folders if path.name not in gelden and not _is_vers(path, _UUR)]:
            shutil.rmtree(path, ignore_errors=True)
        for path in (self.map / _MANIFESTEN).glob("*.json"):
            if path.stem not in gelden and not _is_vers(path, _UUR):
                with suppress(OSError):  # a disk that may only be read keeps it
                    path.unlink(missing_ok=True)
        self._clear_oud([path for path in folders if path.name in gelden and path.name != in_gebruik])

    def _clear_oud(self, folders: list[Path]) -> None:
        with suppress(OSError):  # another process clears away too
            for path in self.map.glob(f"*/{TERZIJDE}*"):
                if not _is_vers(path, _DAG):
                    shutil.rmtree(path, ignore_errors=True)
            sizes = {path: sum(file.stat().st_size for file in path.iterdir()) for path in folders}
            total = sum(sizes.values())
            for path in sorted(folders, key=lambda path: path.stat().st_mtime):
                if total > RUIMTE and not _is_vers(path, _DAG):
                    shutil.rmtree(path, ignore_errors=True)
                    total -= sizes[path]


@contextmanager
def _explain_schijf(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = "De kopie van de gegevens kon niet worden weggeschreven."
        remedy = "Maak ruimte op de schijf of kies met WOONZORG_DATA een andere map."
        found = f"{describe_weigering(error)} in {folder}"
        raise OpslagFout(message, gevonden=found, remedie=remedy) from error


def _is_vers(path: Path, seconden: float) -> bool:
    """Tell whether a copy was used or made just now: another may be at work with it."""
    try:
        return time.time() - path.stat().st_mtime < seconden
    except OSError:  # it went in between
        return True


def _read_tekst(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
