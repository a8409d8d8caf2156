"""The folder of a table in the making: each part as it came, so that a run that was broken off goes on where it was.

It lies beside the table and has its name. A part is written aside and renamed; one that cannot be read counts as not
there. When all are there the table is written whole, put in place by one rename, and the folder goes.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from woonzorg.fouten import InvoerFout, OpslagFout
from woonzorg.gegevens.schijf import explain_bestand, write_aside
from woonzorg.varianten.rij import NUMMER, make_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from woonzorg.varianten.deel import Variantwerk

EINDE = ".parquet"
"""How the name of a table of variants ends."""

_KENMERK, _SLOT = "ruimte.json", ".slot"
_RIJGROEP = 1000
"""Variants that are written at once: so many, and no more, are in memory."""

_META = b"woonzorg.varianten"


class Werkmap:
    """The parts of a table in the making.

    Parameters
    ----------
    uit : Path
        The table.
    werk : Variantwerk
    merk : str
        What the outcomes depend on beside the space: snapshot and version of the program.
    """

    def __init__(self, uit: Path, werk: Variantwerk, merk: str) -> None:
        self.uit, self._werk = uit, werk
        self.map = uit.with_name(f"{uit.name}.deel")
        self._kenmerk = json.dumps({"ruimte": werk.ruimte.kenmerk, "per_deel": werk.per_deel, "op": merk})
        self._schema = make_schema(werk.ruimte)

    def is_klaar(self) -> bool:
        """Tell whether the table stands there already, of this very space and these figures."""
        try:
            found = pq.read_schema(self.uit).metadata or {}
        except (OSError, pa.ArrowException):
            return False
        return found.get(_META) == self._kenmerk.encode()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Have the folder to oneself; whatever happens, its parts stay.

        Raises
        ------
        OpslagFout
            When it cannot be made, or somebody else works on it.
        InvoerFout
            When it holds parts of another space.
        """
        lock = filelock.FileLock(self.map / _SLOT)
        with explain_bestand(self.uit):
            self.map.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=0)
            except filelock.Timeout as error:
                message = f"Aan {self.uit.name} wordt al gerekend."
                raise OpslagFout(
                    message, remedie="Wacht tot dat klaar is, of kies een andere naam."
                ) from error
        try:
            self._check_kenmerk()
            yield
        finally:
            lock.release()

    def _check_kenmerk(self) -> None:
        place = self.map / _KENMERK
        with suppress(OSError):
            if place.read_text(encoding="utf-8") == self._kenmerk:
                return
            message = (
                f"De map {self.map.name} hoort bij een andere ruimte, andere gegevens of een andere versie."
            )
            raise InvoerFout(
                message, remedie=f"Kies met --uit een andere naam, of verwijder de map {self.map}."
            )
        write_aside(place, self._kenmerk.encode())

    def _name(self, deel: int) -> Path:
        return self.map / f"deel-{deel:06d}{EINDE}"

    def list_open(self) -> list[int]:
        """Return the parts that are still to be worked out."""
        return [part for part in range(self._werk.delen) if self._read(part) is None]

    def keep(self, deel: int, raw: bytes) -> None:
        """Keep a part that was worked out."""
        write_aside(self._name(deel), raw)

    def _read(self, deel: int) -> pa.Table | None:
        """Return a part; None where it is not there, damaged, or of other variants."""
        try:
            table = pq.read_table(self._name(deel), memory_map=False)
        except (OSError, pa.ArrowException):
            return None
        right = [*self._werk.list_nummers(deel)]
        return table if table.schema.equals(self._schema) and table[NUMMER].to_pylist() == right else None

    def finish(self) -> None:
        """Write the table whole, put it in place, and take the folder away.

        Raises
        ------
        OpslagFout
            When the disk refuses, or a part was damaged meanwhile; what stood there stays.
        """
        aside = self.uit.with_name(f".{self.uit.name}.nieuw")
        try:
            with explain_bestand(self.uit):
                self._write(aside)
                aside.replace(self.uit)
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
        shutil.rmtree(self.map, ignore_errors=True)

    def _write(self, pad: Path) -> None:
        schema = self._schema.with_metadata({_META: self._kenmerk.encode()})
        with pad.open("wb") as file:
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                for tables in self._gather():
                    writer.write_table(pa.concat_tables(tables).cast(schema))
            file.flush()
            os.fsync(file.fileno())

    def _gather(self) -> Iterator[list[pa.Table]]:
        """Return the parts in order, some at a time."""
        some: list[pa.Table] = []
        for part in range(self._werk.delen):
            table = self._read(part)
            if table is None:
                message = f"Deel {part} van {self.uit.name} is beschadigd."
                raise OpslagFout(
                    message, remedie="Geef dezelfde opdracht nog eens; alleen dat deel wordt gerekend."
                )
            some.append(table)
            if sum(map(len, some)) >= _RIJGROEP:
                yield some
                some = []
        if some:
            yield some
