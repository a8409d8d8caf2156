"""Snapshots in an object store: the tables first, the manifest last, and which is in use by one conditional write.

The names in a store are those in a folder: ``<regio>/<id>/`` with the three files. There is no rename and no lock: what
has no manifest is not there, and of two who load the same region at once one is told that the other was first. Reading
goes by copies on this machine (`kopie`). When the store is away, the copies go on being served, and that is told.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.kopie import Kopieen
from woonzorg.gegevens.manifest import make_id
from woonzorg.gegevens.objectdienst import Objectdienst, OpslagStoring, WeigerFout
from woonzorg.gegevens.objectkeuze import (
    Objectkeuze,
    add_geladen,
    check_voorwaarden,
    parse_keuze,
    read_objectkeuze,
    write_objectkeuze,
)
from woonzorg.gegevens.ophalen import Ophaler
from woonzorg.gegevens.schijf import (
    GEBIEDEN,
    GEWOON,
    MANIFEST,
    REEKSEN,
    Publicatie,
    explain_refusal,
    hash_file,
    lock_regio,
    write_snapshot,
)
from woonzorg.gegevens.vermelding import ID, SchadeFout, Vermelding, check_hashes, make_damage, read_tekst
from woonzorg.tekst.objectadres import parse_objectadres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.objectdienst import Voorwerp
    from woonzorg.tekst.objectadres import Objectplek

logger = logging.getLogger(__name__)

KOPIEEN = ".momentopnamen"
"""Folder, in that of the data, with the copies."""

VERS, HERKANS = 10.0, 15.0
"""Seconds that what was seen of a store holds, and after which one that was away is asked again."""

_NET = 1.0
"""Seconds in which what is not known here is not looked for once more: many may follow one link to what is gone."""

_MANIFESTNAAM = re.compile(rf"([\w-]+)/({ID.pattern})/{re.escape(MANIFEST)}")


@dataclass(frozen=True)
class Objectstand:
    """What was seen of a store.

    Attributes
    ----------
    keuze : Objectkeuze
    regels : tuple of Vermelding
        The last that was published first.
    """

    keuze: Objectkeuze
    regels: tuple[Vermelding, ...]

    @property
    def gekozen(self) -> str:
        """What was gone back to, as long as nothing was published since."""
        numbers = self.keuze.volgorde
        later = [line for line in self.regels if numbers.get(line.id, 0) > self.keuze.na]
        return "" if later else self.keuze.gekozen


class Objectopslag:
    """The snapshots of an object store, as this process knows them.

    Parameters
    ----------
    plek : Objectplek
    """

    def __init__(self, plek: Objectplek) -> None:
        self._dienst = Objectdienst(parse_objectadres(plek.adres))
        own = hashlib.sha256(str(self._dienst.adres).encode()).hexdigest()[:8]
        self._kopieen = Kopieen(plek.map / KOPIEEN / own)
        self._ophaler = Ophaler(self._dienst, self._kopieen)
        self._data = plek.map
        self._slot = threading.Lock()
        self._stand: Objectstand | None = None
        self._storing: OpslagFout | None = None
        self._begonnen = self._volgende = 0.0
        self._manifesten: dict[str, tuple[Manifest, str]] = {}
        self._schade: dict[str, tuple[str, str]] = {}
        self._merken: dict[str, str] = {}
        self._sinds: dict[str, int] = {}
        self._is_getoetst = False

    def list_regels(self) -> tuple[list[Vermelding], str]:
        """Return the snapshots, the most recently published first, and the one that was gone back to ('' for none).

        Raises
        ------
        OpslagFout
            When the store is away and nothing of it was kept here: then nobody knows what is in use.
        """
        self._look()
        if self._stand is None or (self._storing and not self._list_hier(self._stand)):
            raise self._storing or OpslagFout("De opslag van gegevens is nog niet bekeken.")
        lines = self._list_hier(self._stand) if self._storing else list(self._stand.regels)
        return lines, self._stand.gekozen

    def _list_hier(self, stand: Objectstand) -> list[Vermelding]:
        return [line for line in stand.regels if line.manifest and (line.map / MANIFEST).is_file()]

    def renew(self, *, dringend: bool = False) -> None:
        """Look at the store now, for something that is not known here yet: not while it is away, nor just after a look.

        Parameters
        ----------
        dringend : bool
            Look all the same: it is known that something was published.
        """
        if dringend:
            self._look_anew()
        elif not self._storing and self._is_bekeken_voor(_NET):
            with self._slot:
                if self._is_bekeken_voor(_NET):
                    self._refresh()

    def _is_bekeken_voor(self, seconden: float) -> bool:
        return time.monotonic() - self._begonnen > seconden

    def find_storing(self) -> str:
        """Return why what is shown may not be the last; '' when the store answered."""
        self._look()
        return str(self._storing or "")

    def _look(self) -> None:
        """Look at the store when that was a while ago: beside who asks, as it may be silent; only the first waits."""
        if time.monotonic() < self._volgende or not self._slot.acquire(blocking=self._stand is None):
            return
        if self._stand is None:
            self._look_nu()
        else:
            threading.Thread(target=self._look_nu, daemon=True).start()

    def _look_nu(self) -> None:
        try:
            if time.monotonic() >= self._volgende:
                self._refresh()
        finally:
            self._slot.release()

    def _refresh(self) -> None:
        self._begonnen = time.monotonic()
        try:
            self._stand = self._read_stand()
        except OpslagFout as fout:
            self._note_storing(fout)
            self._stand = self._stand or self._recall()
            return
        if self._storing:
            logger.info("De opslag van gegevens antwoordt weer.")
        self._storing, self._volgende = None, time.monotonic() + VERS
        ids = {line.id for line in self._stand.regels}
        self._ophaler.touch(ids)
        self._kopieen.keep_stand(_write_stand(self._stand))
        self._kopieen.clear(ids, self._find_gebruik(self._stand))

    def _note_storing(self, fout: OpslagFout) -> None:
        if self._storing is None:
            logger.warning("%s", fout)
        self._storing, self._volgende = fout, time.monotonic() + HERKANS

    def _find_gebruik(self, stand: Objectstand) -> str:
        sound = [line.id for line in stand.regels if line.manifest]
        return stand.gekozen if stand.gekozen in sound else next(iter(sound), "")

    def _read_stand(self) -> Objectstand:
        """Ask what is in use, and then what there is: whatever is chosen was there before it was chosen."""
        keuze, _ = read_objectkeuze(self._dienst)
        names = self._dienst.list_namen()
        found = [match.groups() for name in names if (match := _MANIFESTNAAM.fullmatch(name))]
        lines = {name: self._describe(regio, name, names) for regio, name in found}
        regio_of = {name: regio for regio, name in found}

        def rank(name: str) -> tuple[int, str, str, str]:
            written = names[f"{regio_of[name]}/{name}/{MANIFEST}"].tijd
            return keuze.volgorde.get(name, 0), name[:10], written, name

        return Objectstand(keuze, tuple(lines[name] for name in sorted(lines, key=rank, reverse=True)))

    def _describe(self, regio: str, snapshot_id: str, namen: Mapping[str, Voorwerp]) -> Vermelding:
        folder = self._kopieen.find_map(regio, snapshot_id)
        begin = f"{regio}/{snapshot_id}/"
        marks = " ".join(voorwerp.merk for name, voorwerp in namen.items() if name.startswith(begin))
        self._merken[snapshot_id] = marks
        seen, told = self._schade.get(snapshot_id, ("", ""))
        if seen == marks:
            return Vermelding(snapshot_id, folder, None, told)
        try:
            manifest, _ = self._read_manifest(regio, snapshot_id)
            absent = [name for name in (GEBIEDEN, REEKSEN) if begin + name not in namen]
            if absent:
                raise make_damage(snapshot_id, f"{', '.join(absent)}: ontbreekt")
        except WeigerFout as fout:  # of this one only, and the next look may find another answer
            return Vermelding(snapshot_id, folder, None, str(fout))
        except OpslagStoring:
            raise
        except OpslagFout as fout:
            self._keep_schade(snapshot_id, marks, fout)
            return Vermelding(snapshot_id, folder, None, str(fout))
        self._schade.pop(snapshot_id, None)
        return Vermelding(snapshot_id, folder, manifest)

    def _read_manifest(self, regio: str, snapshot_id: str) -> tuple[Manifest, str]:
        """Return a manifest and its text: what has the hash that its id tells never changes, and is asked once."""
        known = self._manifesten.get(snapshot_id)
        if known is None:
            known = self._recall_manifest(snapshot_id) or self._ask_manifest(regio, snapshot_id)
            self._manifesten[snapshot_id] = known
        return known

    def _recall_manifest(self, snapshot_id: str) -> tuple[Manifest, str] | None:
        text = self._kopieen.read_manifest(snapshot_id)
        try:
            manifest, name = read_tekst(text)
        except OpslagFout:  # none was kept, or it is damaged: the store has it
            return None
        return (manifest, text) if name == snapshot_id else None

    def _ask_manifest(self, regio: str, snapshot_id: str) -> tuple[Manifest, str]:
        found = self._dienst.read(f"{regio}/{snapshot_id}/{MANIFEST}")
        try:
            text = found[0].decode() if found else ""
        except UnicodeDecodeError as error:
            raise make_damage(snapshot_id, MANIFEST) from error
        manifest, name = read_tekst(text)
        if name != snapshot_id:
            raise make_damage(snapshot_id, MANIFEST)
        self._kopieen.keep_manifest(snapshot_id, text)
        return manifest, text

    def _recall(self) -> Objectstand | None:
        """Return what an earlier process saw of the store; None when nothing was kept."""
        text = self._kopieen.read_stand()
        if not text:
            return None
        try:
            raw = json.loads(text)
            keuze = parse_keuze(json.dumps(raw["keuze"]))
            pairs = [(str(regio), str(name)) for regio, name in raw["regels"]]
        except (ValueError, KeyError, TypeError, OpslagFout):
            logger.warning("Wat hier van de opslag van gegevens bekend was, is niet te lezen.")
            return None
        lines = [self._recall_regel(regio, name) for regio, name in pairs]
        return Objectstand(keuze, tuple(line for line in lines if line))

    def _recall_regel(self, regio: str, snapshot_id: str) -> Vermelding | None:
        known = self._recall_manifest(snapshot_id)
        if known is None:
            return None
        self._manifesten[snapshot_id] = known
        return Vermelding(snapshot_id, self._kopieen.find_map(regio, snapshot_id), known[0])

    def fetch(self, regel: Vermelding, manifest: Manifest) -> Path:
        """Return the folder with a checked copy of a snapshot, got from the store when there is none yet.

        Raises
        ------
        OpslagFout
            When what the store has differs from what was published, or it is away; the next look at the list then
            gives others.
        """
        if not regel.map.is_relative_to(self._kopieen.map):  # the embedded region
            check_hashes(regel.map, manifest, hash_file)
            return regel.map
        try:
            self._ophaler.fetch(regel.map, manifest, self._manifesten[regel.id][1])
        except SchadeFout as fout:
            self._note_schade(regel, fout)
            raise
        except WeigerFout:
            self.renew()  # it may refuse everything by now, as with a key that has expired
            raise
        except OpslagStoring as fout:
            self._note_storing(fout)
            raise
        return regel.map

    def _keep_schade(self, snapshot_id: str, merken: str, fout: OpslagFout) -> None:
        """Keep that a snapshot is damaged, for as long as the store has these very files of it."""
        logger.warning("%s", fout)
        self._schade[snapshot_id] = (merken, str(fout))

    def _note_schade(self, regel: Vermelding, fout: OpslagFout) -> None:
        self._keep_schade(regel.id, self._merken.get(regel.id, ""), fout)
        if self._stand:
            lines = tuple(
                replace(line, manifest=None, fout=str(fout)) if line.id == regel.id else line
                for line in self._stand.regels
            )
            self._stand = replace(self._stand, regels=lines)

    @contextmanager
    def lock_regio(self, regio: str) -> Iterator[None]:
        """Keep a second load of the same region on this machine out, and know what was published before it began."""
        with lock_regio(self._data, regio):
            self._sinds[regio] = read_objectkeuze(self._dienst)[0].laatste
            try:
                yield
            finally:
                self._sinds.pop(regio, None)

    def publish(
        self,
        manifest: Manifest,
        gebieden: gpd.GeoDataFrame,
        reeksen: pd.DataFrame,
        wijze: Publicatie = GEWOON,
    ) -> Vermelding:
        """Write the tables, then the manifest, then that it is in use; what does not come into use is numbered first.

        Raises
        ------
        OpslagFout
            When the store refuses, or another loaded this region meanwhile: what was in use stays.
        """
        regio = manifest.regio.naam
        sinds = self._sinds.get(regio, read_objectkeuze(self._dienst)[0].laatste)
        self._check_voorwaarden()
        with explain_refusal(self._kopieen.map), self._kopieen.open_terzijde(regio) as aside:
            manifest = write_snapshot(aside, manifest, gebieden, reeksen, wijze.niet_geladen)
            target = self._kopieen.find_map(regio, make_id(manifest))
            if not wijze.in_gebruik:
                write_objectkeuze(self._dienst, lambda now: now.add(target.name, regio, wijze))
            for name in (GEBIEDEN, REEKSEN, MANIFEST):
                self._dienst.write(f"{regio}/{target.name}/{name}", aside / name)
            self._kopieen.keep_manifest(target.name, (aside / MANIFEST).read_text(encoding="utf-8"))
            self._kopieen.place(aside, target)
        if wijze.in_gebruik:
            write_objectkeuze(self._dienst, lambda now: add_geladen(now, target.name, regio, sinds))
        self._look_anew()
        return Vermelding(target.name, target, manifest)

    def choose(self, snapshot_id: str) -> None:
        """Make an older snapshot the one in use.

        Raises
        ------
        OpslagFout
            When another chose or loaded at the same moment.
        """
        self._check_voorwaarden()
        try:
            write_objectkeuze(self._dienst, lambda now: now.go_back(snapshot_id), 1)
        finally:
            self._look_anew()

    def _check_voorwaarden(self) -> None:
        if not self._is_getoetst:
            check_voorwaarden(self._dienst)
            self._is_getoetst = True

    def _look_anew(self) -> None:
        """Look at the store now: who changed something sees it at once."""
        with self._slot:
            self._refresh()


def _write_stand(stand: Objectstand) -> str:
    lines = [(line.map.parent.name, line.id) for line in stand.regels if line.manifest]
    return json.dumps({"keuze": vars(stand.keuze), "regels": lines})
