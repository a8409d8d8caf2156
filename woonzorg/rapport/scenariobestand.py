"""What may be told of an outcome, as data for others.

The scenario itself is no such file: it gives the plan by area back (a working file, for who makes it).
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from woonzorg.rapport import bestand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.rapport.zicht import Openbaar


def _make_gebieden(openbaar: Openbaar, soort: str) -> bytes:
    return bestand.make_gebieden(openbaar.export_gebieden(), openbaar.snapshot.manifest, soort)


def _make_json(openbaar: Openbaar) -> bytes:
    text = json.dumps(openbaar.zicht, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()


GEGEVENS: Mapping[str, Callable[[Openbaar], bytes]] = {
    ".geojson": partial(_make_gebieden, soort=".geojson"),
    ".parquet": partial(_make_gebieden, soort=".parquet"),
    ".json": _make_json,
}
"""Kinds of file by extension, each with what makes it."""
