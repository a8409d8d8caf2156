"""The process that reads a table of variants that somebody gives: what is in it can take that down, and no more.

It reads the bytes of a parquet file from standard input and writes one JSON value: ``{"kolommen": {name: values}}``, or
``{"fout": words}``. Only plain columns are read; its memory is bounded by the system where that can be.
"""

from __future__ import annotations

import json
import math
import sys
from contextlib import suppress
from typing import IO, Any

MEESTE_RIJEN, MEESTE_KOLOMMEN, MEESTE_TEKENS = 20_000, 200, 80_000_000
"""What a table may hold: more is none of ours."""

GEHEUGEN = 3_000_000_000
"""Bytes of memory that the process may name."""


def read_kolommen(raw: bytes) -> dict[str, list[Any]]:
    """Return the columns of a parquet file.

    Raises
    ------
    ValueError
        In Dutch, when it holds more or something else than a table of variants.
    """
    import pyarrow as pa  # noqa: PLC0415  within the bounds of memory

    file, types = _open(raw), pa.types
    plain = (types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_large_string)
    schema = file.schema_arrow
    if other := [field.name for field in schema if not any(is_kind(field.type) for is_kind in plain)]:
        message = f"kolom {other[0][:60]} is geen getal, tekst, of ja en nee"
        raise ValueError(message)
    found: dict[str, list[Any]] = {name: [] for name in schema.names}
    signs = 0
    for batch in file.iter_batches(batch_size=500):
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            values = [_make_plain(value) for value in column.to_pylist()]
            signs += sum(len(value) for value in values if isinstance(value, str))
            found[name] += values
        if signs > MEESTE_TEKENS:
            message = "er staat te veel tekst in"
            raise ValueError(message)
    return found


def _open(raw: bytes) -> Any:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(pa.BufferReader(raw))
    except (pa.ArrowException, OSError) as error:
        message = "dit is geen parquet-bestand, of het is beschadigd"
        raise ValueError(message) from error
    rows, columns = file.metadata.num_rows, file.metadata.num_columns
    if rows > MEESTE_RIJEN or columns > MEESTE_KOLOMMEN:
        message = f"{rows} rijen en {columns} kolommen; hoogstens {MEESTE_RIJEN} en {MEESTE_KOLOMMEN}"
        raise ValueError(message)
    if len(set(file.schema_arrow.names)) < columns:
        message = "een kolom staat er twee keer"
        raise ValueError(message)
    return file


def _make_plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def run(bron: IO[bytes], doel: IO[str]) -> int:
    """Read what `bron` holds and tell it on `doel`; return the exit status."""
    try:
        told: dict[str, Any] = {"kolommen": read_kolommen(bron.read())}
    except ValueError as error:
        told = {"fout": str(error)}
    json.dump(told, doel)
    return 0


def bound_geheugen() -> None:
    """Bound the memory of this whole process: only who is there for one file does so."""
    with suppress(ImportError, ValueError, OSError):  # absent on Windows; a system may have bounds of its own
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))


if __name__ == "__main__":
    bound_geheugen()
    raise SystemExit(run(sys.stdin.buffer, sys.stdout))
