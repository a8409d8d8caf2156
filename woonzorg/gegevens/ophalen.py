"""Getting copies of snapshots from an object store: each by one who asks, and nobody waits for that of another."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.objectdienst import OpslagStoring, WeigerFout
from woonzorg.gegevens.vermelding import SchadeFout

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.gegevens.kopie import Kopieen
    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.objectdienst import Objectdienst

logger = logging.getLogger(__name__)

HERHAAL = 15.0
"""Seconds in which what the disk or the store refused is not asked again: else every page would fetch it anew."""

_OPEN = 8
"""Snapshots that this process opened last: as long as it runs, their copies stay."""


class Ophaler:
    """Gets the copies of one store.

    Parameters
    ----------
    dienst : Objectdienst
    kopieen : Kopieen
    """

    def __init__(self, dienst: Objectdienst, kopieen: Kopieen) -> None:
        self._dienst, self._kopieen = dienst, kopieen
        self._sloten: dict[str, threading.Lock] = {}
        self._geweigerd: dict[str, tuple[float, OpslagFout]] = {}
        self._open: dict[str, Path] = {}

    def fetch(self, folder: Path, manifest: Manifest, tekst: str) -> None:
        """See to it that the copy of a snapshot is there, whole.

        Parameters
        ----------
        folder : Path
            Of the copy.
        manifest : Manifest
        tekst : str
            Of the manifest, as it was published.

        Raises
        ------
        SchadeFout
            When what the store has differs from what was published.
        OpslagStoring
            When the store is away (`WeigerFout`: when it refuses this snapshot).
        OpslagFout
            When the disk refuses.
        """
        if not self._kopieen.is_heel(folder, manifest):
            with self._sloten.setdefault(folder.name, threading.Lock()):
                if not self._kopieen.is_heel(folder, manifest):
                    self._fetch(folder, manifest, tekst)
        others = [pair for pair in self._open.items() if pair[0] != folder.name]
        self._open = dict([*others, (folder.name, folder)][-_OPEN:])

    def _fetch(self, folder: Path, manifest: Manifest, tekst: str) -> None:
        until, refused = self._geweigerd.get(folder.name, (0.0, None))
        if refused and time.monotonic() < until:
            raise refused.with_traceback(None)
        try:
            self._kopieen.fetch(self._dienst, folder, manifest, tekst)
        except OpslagFout as fout:
            if isinstance(fout, WeigerFout) or not isinstance(fout, SchadeFout | OpslagStoring):
                logger.warning("%s: %s", folder.name, fout)
                self._geweigerd[folder.name] = (time.monotonic() + HERHAAL, fout)
            raise
        self._geweigerd.pop(folder.name, None)

    def touch(self, gelden: set[str]) -> None:
        """Tell that the copies which this process opened are used, of what the store still has."""
        for folder in self._open.values():
            if folder.name in gelden:
                self._kopieen.touch(folder)
