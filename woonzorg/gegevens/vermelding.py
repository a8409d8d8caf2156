"""What is told of a snapshot in the list, and how its folder is held against its manifest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from woonzorg.fouten import OpslagFout, describe_weigering
from woonzorg.gegevens.manifest import Manifest, hash_content
from woonzorg.gegevens.schijf import GEBIEDEN, MANIFEST, REEKSEN, hash_unchanged, read_volgorde

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
"""How a snapshot is called."""


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


def find_mappen(data: Path) -> list[Path]:
    """Return the snapshot folders, the most recently published first; those without a number by their date."""
    found = [path for path in data.glob("*/*") if ID.fullmatch(path.name) and path.is_dir()]
    numbers = read_volgorde(data)
    return sorted(
        found,
        key=lambda path: (numbers.get(path.name, 0), path.name[:10], path.stat().st_mtime_ns, path.name),
        reverse=True,
    )


def describe_map(path: Path) -> Vermelding:
    """Look at a snapshot's folder: its line in the list, with what is wrong with it."""
    try:
        manifest = read_manifest(path)
        check_hashes(path, manifest, hash_unchanged)
    except OpslagFout as error:
        return Vermelding(path.name, path, None, str(error))
    return Vermelding(path.name, path, manifest)


def read_manifest(path: Path) -> Manifest:
    """Read the manifest of a folder that holds all of its files.

    Raises
    ------
    OpslagFout
    """
    try:
        state = (path / MANIFEST).stat()
        manifest, name = parse_manifest(path / MANIFEST, state.st_size, state.st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        message = f"Het manifest van {path.name} ontbreekt of is niet te lezen."
        found = describe_onleesbaar(error)
        raise OpslagFout(message, gevonden=found, remedie="Laad de gegevens opnieuw.") from error
    absent = [name for name in (GEBIEDEN, REEKSEN) if not (path / name).is_file()]
    if absent:
        message = f"De gegevens {path.name} zijn niet compleet."
        raise OpslagFout(message, gevonden=f"zonder {', '.join(absent)}", remedie="Laad de gegevens opnieuw.")
    if path.name != name:
        raise make_damage(path.name, MANIFEST)
    return manifest


@lru_cache(maxsize=256)
def parse_manifest(path: Path, _size: int, _mtime: int) -> tuple[Manifest, str]:
    """Read a manifest, again only when it changed, with the name that its folder must have."""
    text = path.read_text(encoding="utf-8")
    return read_tekst(text)


def read_tekst(tekst: str) -> tuple[Manifest, str]:
    """Read the text of a manifest, with the id that belongs to it.

    Raises
    ------
    OpslagFout
        When it is no manifest.
    """
    manifest = Manifest.from_json(tekst)
    return manifest, f"{manifest.datum}-{hash_content(tekst)}"


def check_hashes(path: Path, manifest: Manifest, hasher: Callable[[Path], str]) -> None:
    """Hold the files of a folder against its manifest.

    Raises
    ------
    OpslagFout
        When one differs, or cannot be read.
    """
    try:
        changed = [
            name for name in (GEBIEDEN, REEKSEN) if hasher(path / name) != manifest.bestanden.get(name)
        ]
    except OSError as error:
        raise make_damage(path.name, describe_weigering(error)) from error
    if changed:
        raise make_damage(path.name, ", ".join(changed))


class SchadeFout(OpslagFout):
    """A snapshot is not what was published."""


def make_damage(snapshot_id: str, what: str) -> SchadeFout:
    """Return what is told of a snapshot that differs from what was published."""
    return SchadeFout(
        f"De gegevens {snapshot_id} zijn beschadigd of veranderd.",
        verwacht="dezelfde inhoud als bij het laden",
        gevonden=f"een afwijking in {what}",
        remedie="Kies andere gegevens met 'terug', of laad opnieuw.",
    )


def describe_onleesbaar(error: Exception) -> str:
    """Tell why a file cannot be read: what the system refused, else that its content is another than expected."""
    if isinstance(error, OSError) and error.errno is not None:
        return describe_weigering(error)
    return "een beschadigd bestand"
